// Requests for credits: a member asks, an admin grants in one decision that lets the task go, and what was granted falls back.

import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHoldfast } from '../../src/holdfast.ts'
import { Client } from '../support/client.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import { mutate } from '../support/mutate.ts'

let holdfast: TestHoldfast

beforeAll(async () => {
  holdfast = await startTestHoldfast({ feedDays: 1 })
})
afterAll(() => holdfast.stop())

interface Request {
  readonly id: string
  readonly status: string
  readonly form: string | null
  readonly granted: number | null
  readonly until: string | null
  readonly tookBack: number | null
  readonly fellBackAt: string | null
  readonly note: string | null
}

interface Lot {
  readonly id: string
  readonly available: number
  readonly fallsBackAt: string | null
  readonly creditRequest: { readonly id: string } | null
}

const FIELDS = 'id status form granted until tookBack fellBackAt note'
const START = '2027-05-10T12:00:00.000Z'
const LATER = '2027-05-12T00:00:00.000Z'
const music = { model: 'suno', operation: 'music', input: { prompt: 'x' } }

async function sandbox(credits = 1_000n): Promise<TestOrganization> {
  const organization = await holdfast.organization({ mode: 'SANDBOX', credits })
  await advance(organization, START)
  return organization
}

const advance = ({ id: organizationId }: TestOrganization, to: string) =>
  mutate(holdfast.operator, 'advanceClock', { organizationId, to })

async function memberIdOf(client: Client): Promise<string> {
  const { data } = await client.send<{ viewer: { member: { id: string } } }, unknown>('{ viewer { member { id } } }')
  return data?.viewer.member.id ?? ''
}

async function ask(client: Client, input: object = {}) {
  return mutate<{ creditRequest: Request }>(
    client,
    'requestCredits',
    { creditType: 'music', credits: 40, reason: 'A longer song.', ...input },
    `creditRequest { ${FIELDS} } replayed`,
  )
}

type Decided = {
  creditRequest: Request
  task: { id: string; approval: string } | null
  refusal: { code: string } | null
}

async function decide(client: Client, creditRequestId: string, input: object) {
  return mutate<Decided>(
    client,
    'decideCreditRequest',
    { creditRequestId, decision: 'APPROVE', ...input },
    `creditRequest { ${FIELDS} } task { id approval } refusal { code message }`,
  )
}

async function read(client: Client, id: string): Promise<Request> {
  const { data } = await client.send<{ node: Request }, unknown>(
    `{ node(id: "${id}") { ... on CreditRequest { ${FIELDS} } } }`,
  )
  if (!data) throw new Error('the request is missing')
  return data.node
}

async function balances(organization: TestOrganization) {
  const { data } = await organization.member.send<
    { organization: { wallet: { available: number } }; viewer: { member: { wallet: { available: number } | null } } },
    unknown
  >(
    `{ organization { wallet(creditType: "music") { available } } viewer { member { wallet(creditType: "music") { available } } } }`,
  )
  return { pool: data?.organization.wallet.available, own: data?.viewer.member.wallet?.available ?? 0 }
}

const submit = (client: Client, more: object = {}) =>
  mutate<{ task: { id: string } }>(client, 'submitTask', { ...music, ...more }, 'task { id }')

/** Has a task done that costs 10 credits. */
async function spend({ member }: TestOrganization): Promise<void> {
  const { task } = await submit(member)
  await mutate(holdfast.operator, 'completeTask', { taskId: task.id })
}

async function budgetOf(organization: TestOrganization, limit: number, period = 'DAY', more: object = {}) {
  const memberId = await memberIdOf(organization.member)
  const { budget } = await mutate<{ budget: { id: string } }>(
    organization.admin,
    'createBudget',
    { creditType: 'music', period, limit, memberId, ...more },
    'budget { id }',
  )
  return budget.id
}

test('an allocation moves credits, and what is left of it goes back at its end', async () => {
  const organization = await sandbox()
  const { creditRequest } = await ask(organization.member)
  expect(creditRequest).toMatchObject({ status: 'OPEN', form: null, granted: null })
  const decided = await decide(organization.admin, creditRequest.id, { as: 'ALLOCATION', until: LATER, note: 'Enjoy.' })
  expect(decided.creditRequest).toMatchObject({
    status: 'APPROVED',
    form: 'ALLOCATION',
    granted: 40,
    until: LATER,
    note: 'Enjoy.',
  })
  expect(await balances(organization)).toEqual({ pool: 960, own: 40 })
  await spend(organization)
  expect(await balances(organization)).toEqual({ pool: 960, own: 30 })
  await advance(organization, LATER)
  expect(await balances(organization)).toEqual({ pool: 990, own: 0 })
  expect(await read(organization.admin, creditRequest.id)).toMatchObject({ tookBack: 30, fellBackAt: LATER })
})

test('what the member had stays theirs: an allocation counts as used first', async () => {
  const organization = await sandbox()
  const memberId = await memberIdOf(organization.member)
  await mutate(organization.admin, 'allocateCredits', {
    creditType: 'music',
    allocations: [{ memberId, credits: 100 }],
  })
  const { creditRequest } = await ask(organization.member, { credits: 5 })
  await decide(organization.admin, creditRequest.id, { as: 'ALLOCATION', until: LATER })
  // 10 are used: the 5 that were granted, and 5 of their own.
  await spend(organization)
  await advance(organization, LATER)
  expect(await balances(organization)).toEqual({ pool: 895, own: 95 })
  expect(await read(organization.member, creditRequest.id)).toMatchObject({ tookBack: 0 })
})

/** Asks for credits and has them granted until an instant; answers the id of the request. */
async function granted(organization: TestOrganization, credits: number, until: string): Promise<string> {
  const { creditRequest } = await ask(organization.member, { credits })
  await decide(organization.admin, creditRequest.id, { as: 'ALLOCATION', until })
  return creditRequest.id
}

/** Gives the member credits that stay. */
async function giveForGood(organization: TestOrganization, credits: number): Promise<void> {
  const memberId = await memberIdOf(organization.member)
  await mutate(organization.admin, 'allocateCredits', { creditType: 'music', allocations: [{ memberId, credits }] })
}

const tookBack = async (organization: TestOrganization, id: string) => (await read(organization.admin, id)).tookBack

test('what a hold from before the grant gives back hides nothing that was spent since', async () => {
  const organization = await sandbox()
  await giveForGood(organization, 100)
  const { task } = await submit(organization.member)
  const request = await granted(organization, 40, LATER)
  await mutate(organization.member, 'cancelTask', { taskId: task.id })
  for (let i = 0; i < 3; i++) await spend(organization)
  await advance(organization, LATER)
  expect(await tookBack(organization, request)).toBe(10)
  expect(await balances(organization)).toEqual({ pool: 870, own: 100 })
})

test('two grants don’t count the same use twice: each gives back what is left of it, at its own instant', async () => {
  const organization = await sandbox()
  await giveForGood(organization, 5)
  const later = '2027-05-14T00:00:00.000Z'
  const longer = await granted(organization, 40, later)
  const shorter = await granted(organization, 40, LATER)
  for (let i = 0; i < 5; i++) await spend(organization)
  await advance(organization, LATER)
  expect(await tookBack(organization, shorter)).toBe(0)
  await advance(organization, later)
  expect(await tookBack(organization, longer)).toBe(30)
  expect(await balances(organization)).toEqual({ pool: 945, own: 5 })
})

test('what a hold or a lock gives back after the end goes to the pool, and the member can’t use it before', async () => {
  const organization = await sandbox()
  await mutate(organization.admin, 'setSpendingPolicy', { membersUsePool: false })
  const frozen = await granted(organization, 20, LATER)
  const long = { timeoutSeconds: 604_800 }
  const { task } = await submit(organization.member, long)
  const { task: other } = await submit(organization.member, long)
  const locked = await granted(organization, 15, LATER)
  const { data } = await organization.member.send<
    { viewer: { member: { wallet: { lots: { edges: { node: Lot }[] } } } } },
    unknown
  >(
    `{ viewer { member { wallet(creditType: "music") { lots(first: 10) { edges { node { id available fallsBackAt creditRequest { id } } } } } } } }`,
  )
  const lots = data?.viewer.member.wallet.lots.edges.map(({ node }) => node)
  const lot = lots?.find(({ creditRequest }) => creditRequest?.id === locked)
  expect(lot).toMatchObject({ available: 15, fallsBackAt: LATER })
  await mutate(holdfast.operator, 'lockLot', { lotId: lot?.id, reason: 'A question.' })
  await advance(organization, LATER)
  expect([await tookBack(organization, frozen), await tookBack(organization, locked)]).toEqual([0, 0])
  await mutate(organization.member, 'cancelTask', { taskId: task.id })
  await mutate(holdfast.operator, 'unlockLot', { lotId: lot?.id, reason: 'It was answered.' })
  expect(await balances(organization)).toEqual({ pool: 965, own: 0 })
  expect(await submit(organization.member)).toMatchObject({ code: 'INSUFFICIENT_CREDITS' })
  await advance(organization, LATER)
  expect(await balances(organization)).toEqual({ pool: 990, own: 0 })
  await mutate(holdfast.operator, 'completeTask', { taskId: other.id })
  await mutate(holdfast.operator, 'refundTask', { taskId: other.id, reason: 'It was noise.' })
  await advance(organization, LATER)
  expect(await balances(organization)).toEqual({ pool: 1_000, own: 0 })
  expect([await tookBack(organization, frozen), await tookBack(organization, locked)]).toEqual([20, 15])
})

test('a raised budget lets more through until its instant, and falls back by itself', async () => {
  const organization = await sandbox()
  await budgetOf(organization, 5)
  expect((await submit(organization.member)).code).toBe('BUDGET_EXCEEDED')
  const { creditRequest } = await ask(organization.member, { credits: 10 })
  const until = '2027-05-10T18:00:00.000Z'
  await decide(organization.admin, creditRequest.id, { as: 'BUDGET_RAISE', until })
  const may = async () => {
    const { data } = await organization.member.send<{ canSubmit: { allowed: boolean; until: string } }, unknown>(
      '{ canSubmit(model: "suno", operation: "music", input: { prompt: "x" }) { allowed until } }',
    )
    return data?.canSubmit
  }
  expect(await may()).toEqual({ allowed: true, until })
  const { task } = await submit(organization.member)
  await mutate(organization.member, 'cancelTask', { taskId: task.id })
  await advance(organization, '2027-05-10T17:59:59.999Z')
  expect(await may()).toMatchObject({ allowed: true })
  await advance(organization, until)
  expect(await may()).toMatchObject({ allowed: false })
  expect((await submit(organization.member)).message).toContain('budget of 5 has 5 left')
  expect(await read(organization.admin, creditRequest.id)).toMatchObject({ fellBackAt: until, tookBack: null })
})

test('without an instant a raise lasts until the end of the period; a budget without periods needs one', async () => {
  const organization = await sandbox()
  const day = await budgetOf(organization, 5)
  const first = await ask(organization.member)
  const { creditRequest } = await decide(organization.admin, first.creditRequest.id, { as: 'BUDGET_RAISE', credits: 7 })
  expect(creditRequest).toMatchObject({ granted: 7, until: '2027-05-11T00:00:00.000Z' })
  const total = await budgetOf(organization, 50, 'TOTAL')
  const second = (await ask(organization.member)).creditRequest.id
  expect(await decide(organization.admin, second, { as: 'BUDGET_RAISE' })).toMatchObject({
    message: 'budgetId must be given: 2 hard budgets of this member alone limit all that they spend',
  })
  expect(await decide(organization.admin, second, { as: 'BUDGET_RAISE', budgetId: total })).toMatchObject({
    message: 'until must be given: the period of this budget has no end',
  })
  await decide(organization.admin, second, { as: 'BUDGET_RAISE', budgetId: total, until: LATER })
  const { data } = await organization.admin.send<{ node: object }, unknown>(
    `{ node(id: "${day}") { ... on Budget { limit raises { credits until } } } }`,
  )
  expect(data?.node).toEqual({ limit: 5, raises: [{ credits: 7, until: '2027-05-11T00:00:00.000Z' }] })
})

test('granting lets the waiting task go, in the same decision', async () => {
  const organization = await sandbox()
  await mutate(organization.admin, 'setSpendingPolicy', { approvalAbove: 1 })
  const { task } = await submit(organization.member)
  const { creditRequest } = await ask(organization.member, { taskId: task.id })
  expect(await ask(organization.member, { taskId: task.id })).toMatchObject({ code: 'CREDIT_REQUEST_OPEN' })
  const decided = await decide(organization.admin, creditRequest.id, { as: 'ALLOCATION' })
  expect(decided).toMatchObject({ task: { id: task.id, approval: 'APPROVED' }, refusal: null })
  expect(await ask(organization.member, { taskId: task.id })).toMatchObject({
    message: 'taskId must be a task that waits for an approval',
  })
})

test('without a budget of the member alone, the refusal says that one of the organization limits them', async () => {
  const organization = await sandbox()
  const budgetId = await budgetOf(organization, 5, 'DAY', { memberId: null })
  const { creditRequest } = await ask(organization.member)
  expect(await decide(organization.admin, creditRequest.id, { as: 'BUDGET_RAISE' })).toMatchObject({
    message:
      'budgetId must be given: no hard budgets of this member alone limit all that they spend; of the organization one does',
  })
  const raised = await decide(organization.admin, creditRequest.id, { as: 'BUDGET_RAISE', budgetId })
  expect(raised.creditRequest).toMatchObject({ status: 'APPROVED', granted: 40 })
})

test('the task of a request is checked when it is asked for, and runs by its maximum and in its run', async () => {
  const organization = await sandbox()
  const { member } = organization
  const refused = async (task: object) => ask(member, { task: { ...music, ...task } })
  expect(await refused({ maxCredits: 9 })).toMatchObject({ code: 'MAX_CREDITS_EXCEEDED' })
  expect(await refused({ maxCosts: [{ creditType: 'music', credits: 9 }] })).toMatchObject({
    code: 'MAX_CREDITS_EXCEEDED',
  })
  expect(await refused({ maxCosts: [{ creditType: 'images', credits: 9 }] })).toMatchObject({ code: 'INVALID_INPUT' })
  expect(await refused({ operation: 'musik' })).toMatchObject({ code: 'INVALID_INPUT' })
  expect(await refused({ input: { sandbox: { outcome: 'PERHAPS' } } })).toMatchObject({ code: 'INVALID_INPUT' })
  const open = (client: Client, creditType = 'music') =>
    mutate<{ run: { id: string } }>(client, 'openRun', { name: 'Album', creditType, limit: 50 }, 'run { id }')
  const foreign = (await open(organization.otherMember)).run.id
  expect(await refused({ runId: foreign })).toMatchObject({ code: 'NOT_FOUND' })
  const { run } = await open(member)
  // More credits are what the request is about: that they are missing refuses nothing.
  await budgetOf(organization, 5)
  const maxCosts = [{ creditType: 'music', credits: 10 }]
  const { creditRequest } = await ask(member, { credits: 5, task: { ...music, runId: run.id, maxCosts } })
  const decided = await decide(organization.admin, creditRequest.id, { as: 'BUDGET_RAISE' })
  expect(decided).toMatchObject({ refusal: null, task: { approval: null } })
  const { data } = await member.send<{ node: { frozen: number } }, unknown>(
    `{ node(id: "${run.id}") { ... on Run { frozen } } }`,
  )
  expect(data?.node).toEqual({ frozen: 10 })
  await mutate(member, 'closeRun', { runId: run.id })
  expect(await refused({ runId: run.id })).toMatchObject({ code: 'ENDED' })
})

test('granting submits the task that was refused; if something else refuses it, the credits are granted anyway', async () => {
  const organization = await sandbox()
  await budgetOf(organization, 5)
  const { creditRequest } = await ask(organization.member, { credits: 5, task: music })
  const decided = await decide(organization.admin, creditRequest.id, { as: 'BUDGET_RAISE' })
  expect(decided).toMatchObject({ creditRequest: { status: 'APPROVED' }, task: { approval: null }, refusal: null })
  const other = await ask(organization.member, { credits: 1, task: music })
  const refused = await decide(organization.admin, other.creditRequest.id, { as: 'BUDGET_RAISE' })
  expect(refused).toMatchObject({ creditRequest: { granted: 1 }, task: null, refusal: { code: 'BUDGET_EXCEEDED' } })
})

test('a request is decided once: declined, withdrawn or expired, it grants nothing', async () => {
  const organization = await sandbox()
  const declined = (await ask(organization.member)).creditRequest.id
  const { creditRequest } = await decide(organization.admin, declined, { decision: 'DECLINE', note: 'Not this month.' })
  expect(creditRequest).toMatchObject({ status: 'DECLINED', note: 'Not this month.' })
  expect(await decide(organization.admin, declined, { as: 'ALLOCATION' })).toMatchObject({ code: 'ENDED' })
  const withdrawn = (await ask(organization.member)).creditRequest.id
  const withdraw = (client: Client) => mutate(client, 'withdrawCreditRequest', { creditRequestId: withdrawn })
  expect(await withdraw(organization.otherMember)).toMatchObject({ code: 'NOT_FOUND' })
  expect((await withdraw(organization.member)).__typename).toBe('WithdrawCreditRequestSuccess')
  const expired = (await ask(organization.member, { expiresInSeconds: 60 })).creditRequest.id
  await advance(organization, LATER)
  expect(await read(organization.member, expired)).toMatchObject({ status: 'EXPIRED' })
  expect(await balances(organization)).toEqual({ pool: 1_000, own: 0 })
})

test('a grant that the pool can’t pay changes nothing, and a repeated decision has one effect', async () => {
  const organization = await sandbox(30n)
  const { creditRequest } = await ask(organization.member)
  expect(await decide(organization.admin, creditRequest.id, { as: 'ALLOCATION' })).toMatchObject({
    code: 'INSUFFICIENT_CREDITS',
  })
  const once = { as: 'ALLOCATION', credits: 20, idempotencyKey: 'one grant' }
  await decide(organization.admin, creditRequest.id, once)
  expect(await decide(organization.admin, creditRequest.id, once)).toMatchObject({ creditRequest: { granted: 20 } })
  expect(await balances(organization)).toEqual({ pool: 10, own: 20 })
})

test('members see their own requests, admins all; an alert, the audit log and the feed report them', async () => {
  const organization = await sandbox()
  await ask(organization.member)
  const { creditRequest } = await ask(organization.otherMember, { credits: 7 })
  const list = async (client: Client, filter = '') => {
    const { data } = await client.send<
      { organization: { creditRequests: { edges: { node: { credits: number } }[] } } },
      unknown
    >(`{ organization { creditRequests(first: 10${filter}) { edges { node { credits } } } } }`)
    return data?.organization.creditRequests.edges.map(({ node }) => node.credits)
  }
  expect(await list(organization.member)).toEqual([40])
  expect(await list(organization.admin)).toEqual([7, 40])
  await decide(organization.admin, creditRequest.id, { as: 'ALLOCATION' })
  expect(await list(organization.admin, ', filter: { status: OPEN }')).toEqual([40])
  expect(await read(organization.member, creditRequest.id)).toBe(null)
  const { data } = await organization.admin.send<
    {
      organization: { alerts: { edges: { node: object }[] }; audit: { edges: { node: object }[] } }
      events: { events: { kind: string; data: object }[] }
    },
    unknown
  >(`{ organization { alerts(first: 1) { edges { node { kind credits message creditRequest { reason } } } } audit(first: 1) { edges { node { action } } } }
    events(after: 0, first: 100, kinds: [CREDITS_REQUESTED, CREDIT_REQUEST_ENDED, CREDIT_REQUEST_ACT]) { events { kind data } } }`)
  expect(data?.organization).toMatchObject({
    alerts: {
      edges: [
        {
          node: {
            kind: 'CREDITS_REQUESTED',
            credits: 7,
            message: 'A member asks for 7 music credits.',
            creditRequest: { reason: 'A longer song.' },
          },
        },
      ],
    },
    audit: { edges: [{ node: { action: 'decideCreditRequest' } }] },
  })
  expect(data?.events.events.map(({ kind }) => kind)).toEqual([
    ...['CREDITS_REQUESTED', 'CREDITS_REQUESTED', 'CREDIT_REQUEST_ENDED', 'CREDIT_REQUEST_ACT'],
  ])
  expect(data?.events.events[2]?.data).toMatchObject({ status: 'APPROVED', form: 'ALLOCATION', granted: 7 })
})

test('a mistake in a request or a decision names the field, and changes nothing', async () => {
  const organization = await sandbox()
  const { member, admin } = organization
  expect(
    await mutate(holdfast.operator, 'requestCredits', {
      organizationId: organization.id,
      creditType: 'music',
      credits: 1,
      reason: 'x',
    }),
  ).toMatchObject({
    message: 'memberId must be given: credits are asked for by a member',
  })
  expect(await ask(member, { credits: 0 })).toMatchObject({ message: 'credits must be 1 to 9007199254740991' })
  expect(await ask(member, { reason: '' })).toMatchObject({ message: 'reason must not be empty' })
  const { creditRequest } = await ask(member)
  expect(await decide(admin, creditRequest.id, {})).toMatchObject({ message: 'as must be given with APPROVE' })
  expect(await decide(admin, creditRequest.id, { as: 'ALLOCATION', until: START })).toMatchObject({
    message: 'until must be in the future',
  })
  expect(await decide(admin, creditRequest.id, { decision: 'DECLINE', credits: 3 })).toMatchObject({
    message: 'credits can be given only with APPROVE',
  })
  expect(await read(member, creditRequest.id)).toMatchObject({ status: 'OPEN' })
})

test('a member who asks is told the decision at once, also from another process, and other members are not', async () => {
  const organization = await sandbox()
  const other = await startHoldfast({
    ...{ databaseUrl: holdfast.database.url, log: pino({ level: 'silent' }), host: '127.0.0.1', port: 0 },
  })
  const there = new Client(other.url, organization.admin.key)
  const QUERY = { toString: () => `subscription { creditRequestUpdated { ${FIELDS} } }` } as never
  const watch = (client: Client) => client.watch<{ creditRequestUpdated: Request }, never>(QUERY, {} as never)
  const { creditRequest: earlier } = await ask(organization.member)
  await mutate(organization.member, 'withdrawCreditRequest', { creditRequestId: earlier.id })
  const [mine, admins, others] = [organization.member, organization.admin, organization.otherMember].map(watch)
  const next = async (stream: ReturnType<typeof watch> | undefined) => (await stream?.next())?.creditRequestUpdated
  try {
    expect(await next(mine)).toMatchObject({ id: earlier.id, status: 'WITHDRAWN' })
    expect(await next(admins)).toMatchObject({ id: earlier.id, status: 'WITHDRAWN' })
    const { creditRequest } = await ask(organization.member, { credits: 30 })
    for (const stream of [mine, admins])
      expect(await next(stream)).toMatchObject({ id: creditRequest.id, status: 'OPEN' })
    await decide(there, creditRequest.id, { decision: 'DECLINE', note: 'Not now.' })
    for (const stream of [mine, admins])
      expect(await next(stream)).toMatchObject({ id: creditRequest.id, status: 'DECLINED', note: 'Not now.' })
    // The first message of the other member is about their own.
    const { creditRequest: own } = await ask(organization.otherMember, { credits: 5 })
    expect(await next(others)).toMatchObject({ id: own.id, status: 'OPEN' })
  } finally {
    await Promise.all([mine, admins, others].map((stream) => stream?.end()))
    await there.close()
    await other.stop()
  }
})
