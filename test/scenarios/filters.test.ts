// Journals, lots, alerts, members and tasks: found by time, kind, source, tag and text, page by page.

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { LOSSES_DUE } from '../../src/forecast/tell.ts'
import { SEARCHED } from '../../src/tasks/search.ts'
import { LOOKED_THROUGH } from '../../src/wallets/journalFilter.schema.ts'
import type { AlertFilter, JournalFilter, LotFilter, MemberFilter } from '../generated/graphql.ts'
import type { Client } from '../support/client.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import {
  AddMember,
  Adjust,
  AlertsWhere,
  Complete,
  CreateBalanceThreshold,
  CreateBudget,
  CreateOrganization,
  Fail,
  Grant,
  JournalWhere,
  LotsWhere,
  MembersWhere,
  SetExpiryAlert,
  Submit,
  TasksWhere,
} from '../support/operations.ts'

let now = Date.UTC(2027, 0, 1)
let holdfast: TestHoldfast

beforeAll(async () => {
  holdfast = await startTestHoldfast({ clock: () => new Date(now) })
})
afterAll(() => holdfast.stop())

let organization: TestOrganization
beforeEach(async () => {
  organization = await holdfast.organization({ credits: 0n })
})

/** The time of a later act. */
function later(): string {
  now += 1_000
  return new Date(now).toISOString()
}

async function grant(credits: number, more: object = {}): Promise<void> {
  const input = { organizationId: organization.id, credits, ...more }
  const { grantCredits } = await holdfast.operator.run(Grant, { input })
  if (grantCredits?.__typename !== 'GrantCreditsSuccess') throw new Error(JSON.stringify(grantCredits))
}

async function song(tags: string[] | null = null): Promise<string> {
  const input = { model: 'suno', operation: 'music', tags }
  const { submitTask } = await organization.member.run(Submit, { input })
  if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error(JSON.stringify(submitTask))
  return submitTask.task.id
}

async function entries(filter: JournalFilter) {
  const { organization: found } = await organization.admin.run(JournalWhere, { filter })
  return found?.wallet?.journal.edges.map(({ node }) => `${node.sequence} ${node.type}`)
}

async function lots(filter: LotFilter, open?: boolean) {
  const { organization: found } = await organization.admin.run(LotsWhere, { filter, open })
  return found?.wallet?.lots.edges.map(({ node }) => node.source)
}

async function alerts(filter: AlertFilter) {
  const { organization: found } = await organization.admin.run(AlertsWhere, { filter })
  return found?.alerts.edges.map(({ node }) => node.kind)
}

async function members(filter: MemberFilter) {
  const { organization: found } = await organization.admin.run(MembersWhere, { filter })
  return found?.members.edges.map(({ node }) => node.name)
}

test('a journal is read by types, by the source of lots, by the tag of holds and by time', async () => {
  await grant(100, { source: 'invoice 1' })
  const from = later()
  await holdfast.operator.run(Complete, { input: { taskId: await song(['red']) } })
  const until = later()
  await holdfast.operator.run(Fail, { input: { taskId: await song(['green', 'red']), reason: 'no' } })
  later()
  await grant(5, { source: 'invoice 2' })
  const input = { organizationId: organization.id, remove: 7, reason: 'too many' }
  await holdfast.operator.run(Adjust, { input })

  const all = ['7 REVOKE', '6 GRANT', '5 RELEASE', '4 FREEZE', '3 SPEND', '2 FREEZE', '1 GRANT']
  expect(await entries({})).toEqual(all)
  expect(await entries({ types: ['GRANT'] })).toEqual(['6 GRANT', '1 GRANT'])
  expect(await entries({ types: ['GRANT', 'SPEND', 'GRANT'] })).toEqual(['6 GRANT', '3 SPEND', '1 GRANT'])
  expect(await entries({ types: [] })).toEqual([])
  expect(await entries({ source: 'invoice 1' })).toEqual(['7 REVOKE', '1 GRANT'])
  expect(await entries({ source: 'invoice 1', types: ['GRANT'] })).toEqual(['1 GRANT'])
  expect(await entries({ source: 'invoice 3' })).toEqual([])
  const lotOf = async (source: string) =>
    (await organization.admin.run(LotsWhere, { filter: { source } })).organization?.wallet?.lots.edges[0]?.node.id ?? ''
  expect(await entries({ lotId: await lotOf('invoice 2') })).toEqual(['6 GRANT'])
  expect(await entries({ lotId: await lotOf('invoice 1'), types: ['REVOKE'] })).toEqual(['7 REVOKE'])
  expect(await entries({ lotKind: 'TOP_UP' })).toEqual(['7 REVOKE', '6 GRANT', '1 GRANT'])
  expect(await entries({ lotKind: 'PROMO' })).toEqual([])
  const contradiction = 'can’t be given with SPEND: such an entry has no lot'
  for (const filter of [{ source: 'x' }, { lotKind: 'PROMO' as const }, { lotId: await lotOf('invoice 1') }]) {
    const [name] = Object.keys(filter)
    await expect(entries({ ...filter, types: ['SPEND'] })).rejects.toThrow(`filter.${name} ${contradiction}`)
  }
  expect(await entries({ tag: 'red' })).toEqual(['5 RELEASE', '4 FREEZE', '3 SPEND', '2 FREEZE'])
  expect(await entries({ tag: 'green' })).toEqual(['5 RELEASE', '4 FREEZE'])
  expect(await entries({ tag: 'red', types: ['SPEND'] })).toEqual(['3 SPEND'])
  expect(await entries({ from })).toEqual(all.slice(0, -1))
  expect(await entries({ from, until })).toEqual(['3 SPEND', '2 FREEZE'])
  expect(await entries({ until: from })).toEqual(['1 GRANT'])
  expect(await entries({ until, types: ['GRANT'] })).toEqual(['1 GRANT'])
  expect(await entries({ from: later() })).toEqual([])

  const read = async (after?: string) =>
    (await organization.admin.run(JournalWhere, { filter: { tag: 'red' }, first: 3, after })).organization?.wallet
      ?.journal
  const first = await read()
  expect(first?.pageInfo.hasNextPage).toBe(true)
  const second = await read(first?.pageInfo.endCursor ?? '')
  expect(second?.edges.map(({ node }) => node.sequence)).toEqual([2])
  expect(second?.pageInfo.hasNextPage).toBe(false)
})

test('a filter of the journal that looks through too many entries needs a time range', async () => {
  const { max } = LOOKED_THROUGH
  await grant(100)
  const from = later()
  const taskId = await song()
  const until = later()
  await holdfast.operator.run(Complete, { input: { taskId } })
  LOOKED_THROUGH.max = 2
  try {
    const problem = 'needs from and until with at most 2 entries between them, not 3'
    const ask = (filter: JournalFilter) => organization.admin.run(JournalWhere, { filter })
    await expect(ask({ types: ['SPEND'] })).rejects.toThrow(`filter.types ${problem}`)
    await expect(ask({ tag: 'red' })).rejects.toThrow(`filter.tag ${problem}`)
    expect(await entries({ types: ['SPEND'], from })).toEqual(['3 SPEND'])
    expect(await entries({ types: ['FREEZE'], until })).toEqual(['2 FREEZE'])
    expect(await entries({ types: ['GRANT', 'EXPIRE'] })).toEqual(['1 GRANT'])
  } finally {
    LOOKED_THROUGH.max = max
  }
})

test('lots are found by kind, source and the time at which they came in, open or not', async () => {
  await grant(10, { kind: 'PROMO', source: 'spring' })
  const from = later()
  await grant(10, { kind: 'TOP_UP', source: 'invoice 1', priority: -1 })
  await grant(10, { kind: 'TOP_UP', source: 'invoice 2' })
  const until = later()
  await grant(10, { kind: 'PROMO', source: 'summer' })
  await holdfast.operator.run(Complete, { input: { taskId: await song() } })

  expect(await lots({})).toEqual(['summer', 'invoice 2', 'invoice 1', 'spring'])
  expect(await lots({ kind: 'PROMO' })).toEqual(['summer', 'spring'])
  expect(await lots({ source: 'invoice 1' })).toEqual(['invoice 1'])
  expect(await lots({ source: 'invoice 1', kind: 'PROMO' })).toEqual([])
  expect(await lots({ from, until })).toEqual(['invoice 2', 'invoice 1'])
  expect(await lots({ kind: 'PROMO', until })).toEqual(['spring'])
  expect(await lots({ kind: 'TOP_UP' }, true)).toEqual(['invoice 2'])
  expect(await lots({ kind: 'TOP_UP' }, false)).toEqual(['invoice 1'])
  const read = async (after?: string) =>
    (await organization.admin.run(LotsWhere, { filter: { kind: 'TOP_UP' }, first: 1, after })).organization?.wallet
      ?.lots
  const first = await read()
  const second = await read(first?.pageInfo.endCursor ?? '')
  expect([first?.edges, second?.edges].map((edges) => edges?.[0]?.node.source)).toEqual(['invoice 2', 'invoice 1'])
  expect([first?.pageInfo.hasNextPage, second?.pageInfo.hasNextPage]).toEqual([true, false])
})

test('alerts are found by kind, budget and time', async () => {
  const { admin } = organization
  await grant(40)
  const { createBudget } = await admin.run(CreateBudget, {
    input: { period: 'TOTAL', limit: 20, thresholds: [50, 100] },
  })
  const budgetId = createBudget?.__typename === 'CreateBudgetSuccess' ? createBudget.budget.id : ''
  await admin.run(CreateBalanceThreshold, { input: { credits: 25 } })
  await song()
  const from = later()
  await song()
  const until = later()

  expect((await alerts({}))?.sort()).toEqual(['BALANCE_LOW', 'BUDGET_THRESHOLD', 'BUDGET_THRESHOLD'])
  expect(await alerts({ kind: 'BUDGET_THRESHOLD' })).toEqual(['BUDGET_THRESHOLD', 'BUDGET_THRESHOLD'])
  expect(await alerts({ kind: 'LOT_EXPIRING' })).toEqual([])
  expect(await alerts({ budgetId, until: from })).toEqual(['BUDGET_THRESHOLD'])
  expect((await alerts({ from, until }))?.sort()).toEqual(['BALANCE_LOW', 'BUDGET_THRESHOLD'])
  expect(await alerts({ from: until })).toEqual([])
  await expect(alerts({ budgetId, kind: 'BALANCE_LOW' })).rejects.toThrow(
    'filter.kind must be BUDGET_THRESHOLD with budgetId, not BALANCE_LOW: other alerts are about no budget',
  )
})

test('alerts are found by the tag of their budget, by their wallet and by the source of their lot', async () => {
  const { admin } = organization
  for (const tag of ['red', 'green']) await admin.run(CreateBudget, { input: { period: 'TOTAL', limit: 10, tag } })
  await grant(40)
  await admin.run(CreateBalanceThreshold, { input: { credits: 25 } })
  await admin.run(SetExpiryAlert, { input: { days: 1 } })
  const expiresAt = new Date(now + 60_000).toISOString()
  await grant(5, { source: 'spring', expiresAt, priority: 9 })
  await song(['red'])
  await song()
  await LOSSES_DUE.sweep(holdfast.holdfast.app)

  const { organization: found } = await admin.run(LotsWhere, { filter: {} })
  const walletId = found?.wallet?.id ?? ''
  expect((await alerts({}))?.sort()).toEqual(['BALANCE_LOW', 'BUDGET_THRESHOLD', 'LOT_EXPIRING'])
  expect(await alerts({ tag: 'red' })).toEqual(['BUDGET_THRESHOLD'])
  expect(await alerts({ tag: 'green' })).toEqual([])
  expect((await alerts({ walletId }))?.sort()).toEqual(['BALANCE_LOW', 'LOT_EXPIRING'])
  expect(await alerts({ walletId, kind: 'BALANCE_LOW' })).toEqual(['BALANCE_LOW'])
  expect(await alerts({ source: 'spring' })).toEqual(['LOT_EXPIRING'])
  expect(await alerts({ source: 'autumn' })).toEqual([])
  const other = await holdfast.organization()
  const theirs = await other.admin.run(LotsWhere, { filter: {} })
  expect(await alerts({ walletId: theirs.organization?.wallet?.id ?? '' })).toEqual([])
  await expect(alerts({ tag: 'red', kind: 'BALANCE_LOW' })).rejects.toThrow(
    'filter.kind must be BUDGET_THRESHOLD with tag, not BALANCE_LOW: other alerts are about no budget',
  )
  await expect(alerts({ walletId, kind: 'WEBHOOK_DISABLED' })).rejects.toThrow(
    'filter.kind must be BALANCE_LOW or LOT_EXPIRING with walletId, not WEBHOOK_DISABLED: other alerts are about no wallet',
  )
})

test('open holds, API keys, subscriptions and organizations are found by time and by what they are', async () => {
  const { id: organizationId, admin, owner } = organization
  await grant(100)
  const ask = async (client: Client, query: string) => {
    const { data, errors } = await client.send<Record<string, unknown>, object>(query, {})
    if (errors) throw new Error(JSON.stringify(errors))
    return JSON.stringify(data).match(/"name":"[^"]*"|"description":"[^"]*"/g) ?? []
  }
  const freeze = (description: string, tags: string) =>
    holdfast.operator.send(
      `mutation { freezeCredits(input: { organizationId: "${organizationId}", credits: 5, description: "${description}", tags: ${tags} }) { __typename } }`,
      {},
    )
  await freeze('one', '["red"]')
  const from = later()
  await freeze('two', '["red", "green"]')
  await owner.send('mutation { createApiKey(input: { name: "ci", scopes: [READ] }) { __typename } }', {})
  const { createOrganization } = await holdfast.operator.run(CreateOrganization, {
    input: { name: 'Between', members: [{ name: 'O', role: 'OWNER' }] },
  })
  expect(createOrganization?.__typename).toBe('CreateOrganizationSuccess')
  const until = later()

  const holds = (filter: string) =>
    ask(admin, `{ organization { wallet { openHolds(filter: { ${filter} }) { edges { node { description } } } } } }`)
  expect(await holds('')).toEqual(['"description":"one"', '"description":"two"'])
  expect(await holds('tag: "red"')).toHaveLength(2)
  expect(await holds('tag: "green"')).toEqual(['"description":"two"'])
  expect(await holds(`until: "${from}"`)).toEqual(['"description":"one"'])
  expect(await holds(`from: "${from}", until: "${until}"`)).toEqual(['"description":"two"'])

  const keys = (filter: string) =>
    ask(admin, `{ organization { apiKeys(filter: { ${filter} }) { edges { node { name } } } } }`)
  expect(await keys(`from: "${from}", until: "${until}"`)).toEqual(['"name":"ci"'])
  expect(await keys(`from: "${until}"`)).toEqual([])
  const { data } = await owner.send<{ viewer: { member: { id: string } } }, object>('{ viewer { member { id } } }', {})
  const ofOwner = await keys(`memberId: "${data?.viewer.member.id}"`)
  expect(ofOwner).toContain('"name":"ci"')
  expect(ofOwner.length).toBeLessThan((await keys('')).length)

  const names = (filter: string) =>
    ask(holdfast.operator, `{ organizations(filter: { ${filter} }) { edges { node { name } } } }`)
  expect(await names(`from: "${from}", until: "${until}"`)).toEqual(['"name":"Between"'])
})

test('members are found by a part of their name', async () => {
  const { id: organizationId } = organization
  for (const name of ['Ada Lovelace', 'Ada Yonath', 'Bo Diddley']) {
    await holdfast.operator.run(AddMember, { input: { organizationId, name, role: 'MEMBER' } })
  }
  expect(await members({ name: 'ada' })).toEqual(['Ada Lovelace', 'Ada Yonath'])
  expect(await members({ name: 'lace', role: 'MEMBER' })).toEqual(['Ada Lovelace'])
  expect(await members({ name: 'nobody' })).toEqual([])
})

test('members are found by role and by the time at which they joined', async () => {
  const from = later()
  const { id: organizationId } = organization
  for (const [name, role] of [
    ['Ada', 'ADMIN'],
    ['Bo', 'MEMBER'],
    ['Cy', 'MEMBER'],
  ] as const) {
    await holdfast.operator.run(AddMember, { input: { organizationId, name, role } })
  }
  const until = later()
  await holdfast.operator.run(AddMember, { input: { organizationId, name: 'Di', role: 'MEMBER' } })

  expect(await members({ role: 'OWNER' })).toEqual(['OWNER 0'])
  expect(await members({ from })).toEqual(['Ada', 'Bo', 'Cy', 'Di'])
  expect(await members({ role: 'MEMBER', from, until })).toEqual(['Bo', 'Cy'])
  const { organization: found } = await organization.admin.run(MembersWhere, { filter: { role: 'MEMBER' }, first: 1 })
  expect(found?.members).toMatchObject({ totalCount: 5, pageInfo: { hasNextPage: true } })
})

test('a time range that contains no instant is refused by name', async () => {
  const [until, from] = [later(), later()]
  await expect(entries({ from, until })).rejects.toThrow('filter.from must be before until')
  await expect(lots({ from: until, until })).rejects.toThrow('filter.from must be before until')
  await expect(alerts({ from, until })).rejects.toThrow('filter.from must be before until')
  await expect(members({ from, until })).rejects.toThrow('filter.from must be before until')
  await expect(entries({ source: 'x', types: ['GRANT', 'SPEND'] })).rejects.toThrow(
    'filter.source can’t be given with SPEND: such an entry has no lot',
  )
})

test('tasks are found by words of what was asked for, by an id and by an operation', async () => {
  const { admin, member, otherMember } = await holdfast.organization()
  const other = await holdfast.organization()
  const submit = async (client: Client, input: Record<string, unknown>, more: object = {}) => {
    const task = { model: 'suno', operation: 'music', input, ...more }
    const { submitTask } = await client.run(Submit, { input: task })
    if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error(JSON.stringify(submitTask))
    return submitTask.task.id
  }
  const find = async (client: Client, filter: object) => {
    const { organization } = await client.run(TasksWhere, { filter })
    return organization?.tasks.edges.map(({ node }) => node.id)
  }
  await submit(other.member, { prompt: 'A waltz in the rain' })
  const waltz = await submit(member, { prompt: 'A waltz in the rain' }, { externalId: 'song-7' })
  const titled = await submit(otherMember, { title: 'RAIN 100%_sure', prompt: 'a polka with a "waltz" in it' })
  const lyrics = await submit(member, { prompt: 'größer' }, { operation: 'lyrics' })
  expect(await find(admin, { text: 'rain' })).toEqual([titled, waltz])
  expect(await find(admin, { text: ' waltz  RAIN ' })).toEqual([titled, waltz])
  expect(await find(admin, { text: 'polka rain' })).toEqual([titled])
  expect(await find(member, { text: 'rain' })).toEqual([waltz])
  expect(await find(admin, { text: '100%_' })).toEqual([titled])
  expect(await find(admin, { text: '%' })).toEqual([titled])
  expect(await find(admin, { text: 'r_in' })).toEqual([])
  expect(await find(admin, { text: '\\' })).toEqual([])
  expect(await find(admin, { text: '"waltz"' })).toEqual([titled])
  expect(await find(admin, { text: 'GRÖSSER' })).toEqual([])
  expect(await find(admin, { text: 'GRÖß' })).toEqual([lyrics])
  expect(await find(admin, { text: '' })).toHaveLength(3)
  expect(await find(admin, { text: waltz })).toEqual([waltz])
  expect(await find(admin, { text: 'song-7' })).toEqual([waltz])
  expect(await find(otherMember, { text: 'song-7' })).toEqual([])
  expect(await find(other.admin, { text: waltz })).toEqual([])
  expect(await find(admin, { operation: 'lyrics' })).toEqual([lyrics])
  expect(await find(admin, { operation: 'music', text: 'waltz' })).toEqual([titled, waltz])

  for (const [text, message] of [
    ['x'.repeat(201), 'filter.text must have at most 200 characters, not 201'],
    ['a b c d e f g h i', 'filter.text must have at most 8 words, not 9'],
  ]) {
    const { errors } = await admin.send(TasksWhere, { filter: { text } })
    expect(errors?.[0]).toMatchObject({ message, extensions: { code: 'BAD_USER_INPUT', field: 'filter.text' } })
  }

  // Words are looked for in the newest tasks of the time only; an id is found among all.
  const { max } = SEARCHED
  SEARCHED.max = 2
  try {
    expect(await find(admin, { text: 'rain' })).toEqual([titled])
    expect(await find(admin, { text: 'song-7' })).toEqual([waltz])
    expect(await find(member, { text: 'rain' })).toEqual([waltz])
  } finally {
    SEARCHED.max = max
  }
})

test('the operator finds tasks of all organizations by the same conditions, the newest first', async () => {
  const [one, two] = [await holdfast.organization(), await holdfast.organization()]
  const submit = async (client: Client, prompt: string, more: object = {}) => {
    later()
    const task = { model: 'suno', operation: 'music', input: { prompt }, ...more }
    const { submitTask } = await client.run(Submit, { input: task })
    if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error(JSON.stringify(submitTask))
    return submitTask.task.id
  }
  const find = async (filter: object, more = '') => {
    const { data, errors } = await holdfast.operator.send<{ tasks: { edges: { node: { id: string } }[] } }, unknown>(
      `query ($filter: TaskFilter) { tasks(filter: $filter${more}) { edges { node { id } } } }`,
      { filter },
    )
    if (errors) throw new Error(errors[0]?.message)
    return data?.tasks.edges.map(({ node }) => node.id)
  }
  const from = later()
  const waltz = await submit(one.member, 'A mazurka at dawn', { externalId: 'both', tags: ['dawn'] })
  const polka = await submit(two.member, 'A gavotte at DAWN', { externalId: 'both' })
  const speech = await submit(one.member, 'dusk', { operation: 'lyrics' })
  const until = later()
  const late = await submit(two.otherMember, 'A gavotte at noon')
  await holdfast.operator.run(Fail, { input: { taskId: polka, reason: 'x' } })

  expect(await find({ submittedFrom: from })).toEqual([late, speech, polka, waltz])
  expect(await find({ submittedFrom: from, submittedUntil: until })).toEqual([speech, polka, waltz])
  expect(await find({ submittedFrom: from }, `, organizationId: "${two.id}"`)).toEqual([late, polka])
  expect(await find({ submittedFrom: from }, ', first: 2')).toEqual([late, speech])
  expect(await find({ submittedFrom: from, statuses: ['FAILED'] })).toEqual([polka])
  expect(await find({ submittedFrom: from, statuses: ['QUEUED', 'RUNNING'] })).toEqual([late, speech, waltz])
  expect(await find({ submittedFrom: from, statuses: ['QUEUED'], waitingForApproval: true })).toEqual([])
  expect(await find({ submittedFrom: from, operation: 'lyrics', model: 'suno' })).toEqual([speech])
  expect(await find({ submittedFrom: from, provider: 'suno' })).toHaveLength(4)
  expect(await find({ submittedFrom: from, provider: 'other' })).toEqual([])
  expect(await find({ tag: 'dawn' })).toEqual([waltz])
  expect(await find({ externalId: 'both' })).toEqual([polka, waltz])
  expect(await find({ externalId: 'neither' })).toEqual([])
  expect(await find({ text: 'dawn' })).toEqual([polka, waltz])
  expect(await find({ text: 'gavotte dawn' })).toEqual([polka])
  expect(await find({ text: 'both' })).toEqual([polka, waltz])
  expect(await find({ text: speech })).toEqual([speech])
  expect(await find({ text: 'mazurk_' })).toEqual([])
  await expect(find({ text: 'a b c d e f g h i' })).rejects.toThrow('filter.text must have at most 8 words, not 9')

  const { max } = SEARCHED
  SEARCHED.max = 3
  try {
    expect(await find({ text: 'dawn' })).toEqual([polka])
    expect(await find({ text: 'both' })).toEqual([polka, waltz])
  } finally {
    SEARCHED.max = max
  }
})
