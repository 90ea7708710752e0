// Transfers of credits from the pool to a member's own wallet, and back.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import {
  Adjust,
  Freeze,
  Grant,
  Reclaim,
  Release,
  RemoveMember,
  Spend,
  Transfer,
  Viewer,
  Wallets,
  WatchBalance,
} from '../support/operations.ts'

const DAY_MS = 24 * 60 * 60 * 1_000

let now = Date.UTC(2026, 0, 1)
let holdfast: TestHoldfast

beforeAll(async () => {
  holdfast = await startTestHoldfast({ clock: () => new Date(now) })
})
afterAll(() => holdfast.stop())

const later = (ms: number) => new Date(now + ms).toISOString()

async function memberOf({ member }: TestOrganization): Promise<string> {
  const id = (await member.run(Viewer)).viewer?.member?.id
  if (!id) throw new Error('nobody')
  return id
}

async function transfer({ admin }: TestOrganization, input: Record<string, unknown> & { credits: number }) {
  return (await admin.run(Transfer, { input })).transferCredits
}

/** The pool and one member's wallet, with their lots, oldest first. */
async function wallets({ admin }: TestOrganization, memberId: string) {
  const { organization } = await admin.run(Wallets)
  const member = organization?.members.edges.find(({ node }) => node.id === memberId)?.node
  const lotsOf = (wallet: { lots: { edges: { node: { id: string } }[] } } | null | undefined) =>
    (wallet?.lots.edges ?? []).map(({ node }) => node).reverse()
  return {
    pool: organization?.wallet,
    own: member?.wallet,
    poolLots: lotsOf(organization?.wallet),
    ownLots: lotsOf(member?.wallet),
    pools: organization?.wallets,
  }
}

test('an admin moves credits to a member with their kind, priority, expiry and cost, and takes them back to their original lot', async () => {
  const organization = await holdfast.organization({ credits: 0n })
  const memberId = await memberOf(organization)
  const bought = { kind: 'TOP_UP' as const, priority: 3, source: 'invoice 12', expiresAt: later(DAY_MS) }
  const input = { organizationId: organization.id, credits: 100, paid: { amount: 1_999, currency: 'USD' }, ...bought }
  await holdfast.operator.run(Grant, { input })
  const give = { credits: 40, toMemberId: memberId, reason: 'for the album', idempotencyKey: 'album' }
  expect(await transfer(organization, give)).toMatchObject({
    replayed: false,
    from: { available: 60, moved: 40, granted: 100 },
    to: { available: 40, moved: 0, granted: 40, member: { name: 'MEMBER 2' } },
  })
  expect(await transfer(organization, give)).toMatchObject({ replayed: true, to: { available: 40 } })

  const given = await wallets(organization, memberId)
  expect(given.ownLots).toMatchObject([
    { ...bought, available: 40, origin: { id: given.poolLots[0]?.id }, paid: { amount: 799, currency: 'USD' } },
  ])
  // The pool alone is the organization's wallet.
  expect(given.pools).toEqual([{ creditType: 'music', available: 60 }])

  expect(await transfer(organization, { credits: 25, fromMemberId: memberId })).toMatchObject({
    from: { available: 15, moved: 25, granted: 40 },
    to: { available: 85, moved: 15, granted: 100 },
  })
  const back = await wallets(organization, memberId)
  expect(back.poolLots).toMatchObject([{ available: 85, moved: 15, granted: 100, expiresAt: bought.expiresAt }])
})

test('a member spends from their own wallet, and spent credits cannot be taken back', async () => {
  const organization = await holdfast.organization({ credits: 30n })
  const memberId = await memberOf(organization)
  await transfer(organization, { credits: 20, toMemberId: memberId })
  const own = { organizationId: organization.id, memberId, credits: 12 }
  const { freezeCredits } = await holdfast.operator.run(Freeze, { input: own })
  if (freezeCredits?.__typename !== 'FreezeCreditsSuccess') throw new Error(JSON.stringify(freezeCredits))
  expect(await transfer(organization, { credits: 9, fromMemberId: memberId })).toMatchObject({
    code: 'INSUFFICIENT_CREDITS',
    required: 9,
    available: 8,
    shortfall: 1,
  })
  await holdfast.operator.run(Spend, { input: { holdId: freezeCredits.hold.id, credits: 5 } })
  await transfer(organization, { credits: 15, fromMemberId: memberId })
  const after = await wallets(organization, memberId)
  expect(after.own).toMatchObject({ available: 0, frozen: 0, spent: 5, granted: 20 })
  expect(after.pool).toMatchObject({ available: 25, moved: 5 })
  const take = { organizationId: organization.id, memberId, remove: 1, reason: 'nothing is left' }
  expect((await holdfast.operator.run(Adjust, { input: take })).adjustCredits).toMatchObject({
    code: 'INSUFFICIENT_CREDITS',
  })
})

test('credits move on from one member to another, and back to the pool from there', async () => {
  const organization = await holdfast.organization({ credits: 10n })
  const memberId = await memberOf(organization)
  const other = (await organization.otherMember.run(Viewer)).viewer?.member?.id as string
  await transfer(organization, { credits: 10, toMemberId: memberId })
  await transfer(organization, { credits: 6, fromMemberId: memberId, toMemberId: other })
  expect(await transfer(organization, { credits: 6, fromMemberId: other })).toMatchObject({
    to: { available: 6, moved: 4, granted: 10 },
  })
  expect((await wallets(organization, other)).own).toMatchObject({ available: 0, granted: 6 })
})

test('a pool that was granted the maximum takes back the credits that it gave, and gives them again', async () => {
  const organization = await holdfast.organization({ credits: 0n })
  const memberId = await memberOf(organization)
  const all = Number.MAX_SAFE_INTEGER
  await holdfast.operator.run(Grant, { input: { organizationId: organization.id, credits: all } })
  for (const takeBack of [
    () => transfer(organization, { credits: 20, fromMemberId: memberId }),
    () => organization.admin.run(Reclaim, { input: {} }),
    () => organization.owner.run(RemoveMember, { input: { memberId } }),
  ]) {
    await transfer(organization, { credits: 20, toMemberId: memberId })
    await takeBack()
    expect((await wallets(organization, memberId)).pool).toMatchObject({ available: all, moved: 0 })
  }
})

test('credits that return after their expiry expire in the pool, and credits that return to a locked lot are locked', async () => {
  const organization = await holdfast.organization({ credits: 0n })
  const memberId = await memberOf(organization)
  const input = { organizationId: organization.id, credits: 10, expiresAt: later(DAY_MS) }
  const granted = (await holdfast.operator.run(Grant, { input: { ...input, heldPastExpiry: 'HONOUR' } })).grantCredits
  if (granted?.__typename !== 'GrantCreditsSuccess') throw new Error('refused')
  await transfer(organization, { credits: 10, toMemberId: memberId })
  const own = { organizationId: organization.id, memberId, credits: 10, expiresAt: later(2 * DAY_MS) }
  const { freezeCredits } = await holdfast.operator.run(Freeze, { input: own })
  if (freezeCredits?.__typename !== 'FreezeCreditsSuccess') throw new Error('refused')
  now += DAY_MS
  // Honoured: what was frozen in time can be used, though the lot has expired.
  await holdfast.operator.run(Release, { input: { holdId: freezeCredits.hold.id } })
  expect((await wallets(organization, memberId)).ownLots).toMatchObject([{ available: 10, expiresAt: null }])
  await transfer(organization, { credits: 10, fromMemberId: memberId })
  expect((await wallets(organization, memberId)).poolLots).toMatchObject([{ available: 10, expiresAt: null }])
})

test('only owners and admins move credits, and only among their own members', async () => {
  const organization = await holdfast.organization({ credits: 10n })
  const stranger = await memberOf(await holdfast.organization())
  const memberId = await memberOf(organization)
  for (const client of [organization.member, organization.viewer]) {
    const { errors } = await client.send(Transfer, { input: { credits: 1, toMemberId: memberId } })
    expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN')
  }
  expect(await transfer(organization, { credits: 1, toMemberId: stranger })).toMatchObject({ code: 'NOT_FOUND' })
  expect(await transfer(organization, { credits: 1 })).toMatchObject({
    issues: [
      {
        path: 'toMemberId',
        message: 'must be given, unless fromMemberId is: credits can’t be moved from the pool to the pool',
      },
    ],
  })
  expect(await transfer(organization, { credits: 1, fromMemberId: memberId, toMemberId: memberId })).toMatchObject({
    issues: [{ path: 'toMemberId', message: 'must be another member than fromMemberId' }],
  })
  expect((await wallets(organization, memberId)).own).toBe(null)
})

test('a member watches their own wallet', async () => {
  const organization = await holdfast.organization({ credits: 10n })
  const memberId = await memberOf(organization)
  await transfer(organization, { credits: 3, toMemberId: memberId })
  const own = organization.member.watch(WatchBalance, { memberId })
  expect((await own.next()).balanceChanged).toMatchObject({ available: 3, sequence: 1, entry: null })
  await transfer(organization, { credits: 2, toMemberId: memberId })
  expect((await own.next()).balanceChanged).toMatchObject({ available: 5, sequence: 2, entry: { type: 'MOVE_IN' } })
  await own.end()
  const stranger = await memberOf(await holdfast.organization())
  await expect(organization.member.watch(WatchBalance, { memberId: stranger }).next()).rejects.toThrow('no such wallet')
})
