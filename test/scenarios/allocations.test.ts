// Admins give members credits, many at once, equally, or by a standing rule; and take them back.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { BOUNDS } from '../../src/bounds.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import {
  AdvanceClock,
  Allocate,
  AllocateEqually,
  EndAllocationRule,
  Grant,
  JournalsOfWallets,
  LoadCatalogue,
  MemberWallets,
  Reclaim,
  SetAllocationRule,
  StartSubscription,
  Submit,
} from '../support/operations.ts'

let holdfast: TestHoldfast

beforeAll(async () => {
  holdfast = await startTestHoldfast()
})
afterAll(() => holdfast.stop())

async function look({ admin }: TestOrganization) {
  const { organization } = await admin.run(MemberWallets)
  const members = (organization?.members.edges ?? []).map(({ node }) => node)
  return {
    pool: organization?.wallet?.available ?? 0,
    ids: Object.fromEntries(members.map(({ name, id }) => [name, id])),
    available: Object.fromEntries(members.map(({ name, wallet }) => [name, wallet?.available ?? 0])),
    rules: organization?.allocationRules ?? [],
    members,
  }
}

test('many members get individual amounts in one mutation, all or nothing', async () => {
  const organization = await holdfast.organization()
  const { ids } = await look(organization)
  const two = [
    { memberId: ids['MEMBER 2'] ?? '', credits: 300 },
    { memberId: ids['MEMBER 3'] ?? '', credits: 200 },
  ]
  const done = await organization.admin.run(Allocate, { input: { allocations: two, idempotencyKey: 'first' } })
  expect(done.allocateCredits).toMatchObject({ allocated: [{ credits: 300 }, { credits: 200 }], replayed: false })
  const again = await organization.admin.run(Allocate, { input: { allocations: two, idempotencyKey: 'first' } })
  expect(again.allocateCredits).toMatchObject({ replayed: true })
  const tooMuch = [...two, { memberId: ids['ADMIN 1'] ?? '', credits: 1 }]
  const refused = await organization.admin.run(Allocate, { input: { allocations: tooMuch } })
  expect(refused.allocateCredits).toMatchObject({ code: 'INSUFFICIENT_CREDITS', required: 501, available: 500 })
  expect(await look(organization)).toMatchObject({
    pool: 500,
    available: { 'MEMBER 2': 300, 'MEMBER 3': 200, 'ADMIN 1': 0 },
  })
  const stranger = await holdfast.organization()
  const theirs = (await look(stranger)).ids['MEMBER 2'] ?? ''
  const other = await organization.admin.run(Allocate, { input: { allocations: [{ memberId: theirs, credits: 1 }] } })
  expect(other.allocateCredits).toMatchObject({ code: 'NOT_FOUND' })
})

test('equal shares go to all members who may submit; the remainder stays in the pool; unused credits can be taken back', async () => {
  const organization = await holdfast.organization()
  const shared = await organization.owner.run(AllocateEqually, { input: { credits: 403 } })
  if (shared.allocateEqually?.__typename !== 'AllocateEquallySuccess') throw new Error('refused')
  expect(shared.allocateEqually.allocated).toHaveLength(4)
  expect(new Set(shared.allocateEqually.allocated.map(({ credits }) => credits))).toEqual(new Set([100]))
  expect((await look(organization)).pool).toBe(600)
  await organization.member.run(Submit, { input: { model: 'suno', operation: 'music' } })
  const { ids } = await look(organization)
  const one = await organization.admin.run(Reclaim, { input: { memberIds: [ids['MEMBER 2'] ?? ''] } })
  expect(one.reclaimCredits).toMatchObject({ allocated: [{ credits: 90, member: { name: 'MEMBER 2' } }] })
  await organization.admin.run(Reclaim, { input: {} })
  expect(await look(organization)).toMatchObject({
    pool: 990,
    available: { 'MEMBER 2': 0, 'MEMBER 3': 0, 'OWNER 0': 0 },
  })
})

test('an allocation rule gives every member an amount with each cycle, after it has taken back what is left', async () => {
  const organization = await holdfast.organization({ mode: 'SANDBOX', credits: 0n })
  const wait = (to: string) => holdfast.operator.run(AdvanceClock, { input: { organizationId: organization.id, to } })
  const plan = {
    ...{ name: 'team', title: 'Team', price: null, interval: 'MONTH' },
    credits: [{ creditType: 'music', credits: 1_000 }],
  }
  const document = { name: 'team', description: 'A plan.', priceRules: [], plans: [plan] }
  await holdfast.operator.run(LoadCatalogue, { input: { document } })
  await wait('2027-01-10T00:00:00Z')
  await holdfast.operator.run(StartSubscription, { input: { organizationId: organization.id, plan: 'team' } })
  const set = await organization.admin.run(SetAllocationRule, { input: { credits: 150 } })
  if (set.setAllocationRule?.__typename !== 'SetAllocationRuleSuccess') throw new Error('refused')
  await wait('2027-01-11T00:00:00Z')
  const first = await look(organization)
  expect(first).toMatchObject({
    pool: 400,
    available: { 'OWNER 0': 150, 'ADMIN 1': 150, 'MEMBER 2': 150, 'VIEWER 4': 0 },
  })
  expect(first.rules[0]?.lastCycleStart).toBe('2027-01-10T00:00:00.000Z')
  // Portions keep their expiry: what is left ends with its cycle, and the next one brings its own.
  const [lot] = first.members.find(({ name }) => name === 'MEMBER 2')?.wallet?.lots.edges ?? []
  expect(lot?.node).toMatchObject({ kind: 'SUBSCRIPTION', expiresAt: '2027-02-10T00:00:00.000Z' })
  await wait('2027-02-10T00:00:00Z')
  expect(await look(organization)).toMatchObject({ pool: 400, available: { 'MEMBER 2': 150, 'MEMBER 3': 150 } })
  // Not enough for all: what there is, is shared equally.
  await organization.admin.run(SetAllocationRule, { input: { credits: 900 } })
  await wait('2027-03-10T00:00:00Z')
  expect(await look(organization)).toMatchObject({ pool: 0, available: { 'OWNER 0': 250, 'MEMBER 3': 250 } })
  const { rules } = await look(organization)
  await organization.admin.run(EndAllocationRule, { id: rules[0]?.id ?? '' })
  await wait('2027-04-10T00:00:00Z')
  expect(await look(organization)).toMatchObject({ pool: 1_000, available: { 'MEMBER 3': 0 } })
})

test('a member whose wallet has no room gets nothing by a rule, and the others get theirs', async () => {
  const organization = await holdfast.organization({ mode: 'SANDBOX', credits: 0n })
  const { id: organizationId } = organization
  const wait = (to: string) => holdfast.operator.run(AdvanceClock, { input: { organizationId, to } })
  const plan = {
    ...{ name: 'band', title: 'Band', price: null, interval: 'MONTH' },
    credits: [{ creditType: 'music', credits: 1_000 }],
  }
  const document = { name: 'band', description: 'A plan.', priceRules: [], plans: [plan] }
  await holdfast.operator.run(LoadCatalogue, { input: { document } })
  for (let lot = 0; lot < 2; lot++) await holdfast.operator.run(Grant, { input: { organizationId, credits: 5 } })
  const { ids } = await look(organization)
  const full = [{ memberId: ids['MEMBER 2'] ?? '', credits: 10 }]
  await organization.admin.run(Allocate, { input: { allocations: full } })
  const { lotsOfWallet } = BOUNDS
  Object.assign(BOUNDS, { lotsOfWallet: 2 })
  try {
    await wait('2027-01-10T00:00:00Z')
    await holdfast.operator.run(StartSubscription, { input: { organizationId, plan: 'band' } })
    await organization.admin.run(SetAllocationRule, { input: { credits: 150, reclaim: false } })
    await wait('2027-01-11T00:00:00Z')
    expect(await look(organization)).toMatchObject({
      pool: 550,
      available: { 'OWNER 0': 150, 'ADMIN 1': 150, 'MEMBER 2': 10, 'MEMBER 3': 150 },
    })
  } finally {
    Object.assign(BOUNDS, { lotsOfWallet })
  }
})

test('saving the same allocation rule again in the same cycle hands out nothing again; raising it hands out the difference', async () => {
  const organization = await holdfast.organization({ mode: 'SANDBOX', credits: 0n })
  const wait = (to: string) => holdfast.operator.run(AdvanceClock, { input: { organizationId: organization.id, to } })
  const save = async (credits: number, to: string) => {
    const { setAllocationRule } = await organization.admin.run(SetAllocationRule, { input: { credits, reclaim: true } })
    expect(setAllocationRule).toMatchObject({ __typename: 'SetAllocationRuleSuccess' })
    // Whatever rules are due is carried out on the way.
    await wait(to)
    return (await look(organization)).available['MEMBER 2']
  }
  const plan = {
    ...{ name: 'saved', title: 'Saved', price: null, interval: 'MONTH' },
    credits: [{ creditType: 'music', credits: 10_000 }],
  }
  const document = { name: 'saved', description: 'A plan.', priceRules: [], plans: [plan] }
  await holdfast.operator.run(LoadCatalogue, { input: { document } })
  await wait('2027-01-10T00:00:00Z')
  await holdfast.operator.run(StartSubscription, { input: { organizationId: organization.id, plan: 'saved' } })
  expect(await save(100, '2027-01-11T00:00:00Z')).toBe(100)
  expect(await save(100, '2027-01-12T00:00:00Z')).toBe(100)
  expect(await save(60, '2027-01-13T00:00:00Z')).toBe(100)
  expect(await save(150, '2027-01-14T00:00:00Z')).toBe(150)
  const { rules } = await look(organization)
  const id = rules[0]?.id ?? ''
  expect((await organization.admin.run(EndAllocationRule, { id })).endAllocationRule?.__typename).toBe(
    'EndAllocationRuleSuccess',
  )
  const { endAllocationRule: again } = await organization.admin.run(EndAllocationRule, { id })
  if (again?.__typename !== 'EndedError') throw new Error(JSON.stringify(again))
  expect(again.message).toBe(
    `This allocation rule ended at ${again.endedAt}, and that can’t be undone. Name another allocation rule.`,
  )
  expect(await save(150, '2027-01-15T00:00:00Z')).toBe(150)
  expect(await save(170, '2027-01-16T00:00:00Z')).toBe(170)
  // The next cycle gives what the rule says.
  await wait('2027-02-10T00:00:00Z')
  expect((await look(organization)).available['MEMBER 2']).toBe(170)
})

test('an entry for credits that change wallets names the other wallet, in both journals', async () => {
  const organization = await holdfast.organization()
  const memberId = (await look(organization)).ids['MEMBER 2'] ?? ''
  await organization.admin.run(Allocate, { input: { allocations: [{ memberId, credits: 30 }] } })
  await organization.admin.run(Reclaim, { input: { memberIds: [memberId] } })
  const { organization: read } = await organization.admin.run(JournalsOfWallets)
  const others = (of: typeof read, name: string | null) => {
    const wallet = name ? of?.members.edges.find(({ node }) => node.name === name)?.node.wallet : of?.wallet
    return wallet?.journal.edges.map(({ node }) => [
      node?.type,
      node?.otherWallet && (node.otherWallet.member?.name ?? 'pool'),
    ])
  }
  expect(others(read, null)).toEqual([
    ['MOVE_BACK', 'MEMBER 2'],
    ['MOVE_OUT', 'MEMBER 2'],
    ['GRANT', null],
  ])
  expect(others(read, 'MEMBER 2')).toEqual([
    ['MOVE_OUT', 'pool'],
    ['MOVE_IN', 'pool'],
  ])
})
