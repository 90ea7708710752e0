// "May I submit this?": the answer is what submitTask does next, in every state; a subscription sends each change.

import { pino } from 'pino'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startHoldfast } from '../../src/holdfast.ts'
import { Client, type Stream } from '../support/client.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import { mutate } from '../support/mutate.ts'
import { LoadCatalogue } from '../support/operations.ts'

const price = (model: string, credits: number, more: object = {}) => ({
  ...{ provider: 'own', model, operation: 'make', creditType: 'music', credits, unit: 'CALL', ...more },
})
const plan = (name: string, more: object = {}) => ({
  ...{ name, title: name, price: { amount: 0, currency: 'USD' }, interval: 'MONTH' },
  ...{ credits: [{ creditType: 'music', credits: 30 }], ...more },
})
const SHOP = {
  name: 'permission',
  description: 'For these tests.',
  priceRules: [
    price('small', 3),
    price('large', 12, { inputLimits: [{ field: 'size', max: 10 }] }),
    price('free', 0),
    price('down', 1, { state: 'UNAVAILABLE' }),
    price('film', 3, {
      parts: [
        { credits: 1, unit: 'OUTPUT', creditType: 'images', defaultUnits: 1 },
        { credits: 2, unit: 'CALL', creditType: 'compute' },
      ],
    }),
    price('frames', 0, { parts: [{ credits: 4, unit: 'CALL', creditType: 'images' }] }),
    price('voice', 2, { unit: 'OUTPUT', unitField: 'outputs', settleBy: 'OUTPUTS' }),
  ],
  plans: [
    plan('small-only', { models: ['small', 'free', 'film'] }),
    plan('busy', { concurrentTasks: 3, tasksPerMinute: 5 }),
    plan('all'),
  ],
}

let holdfast: TestHoldfast

beforeAll(async () => {
  holdfast = await startTestHoldfast()
  const { loadCatalogue } = await holdfast.operator.run(LoadCatalogue, { input: { document: SHOP } })
  expect(loadCatalogue, JSON.stringify(loadCatalogue)).toMatchObject({ name: 'permission' })
})
afterAll(() => holdfast.stop())

interface Cost {
  readonly creditType: string
  readonly credits: number
}

interface Permission {
  readonly allowed: boolean
  readonly blockedBy: readonly string[]
  readonly refusals: readonly { readonly code: string; readonly message: string }[]
  readonly needsApproval: boolean
  readonly creditType: string | null
  readonly credits: number | null
  readonly costs: readonly Cost[]
  readonly isMaximum: boolean
  readonly expectedCredits: number | null
  readonly until: string | null
}

const FIELDS =
  'allowed blockedBy refusals { code message } needsApproval creditType credits costs { creditType credits } isMaximum expectedCredits until'

interface Wanted {
  readonly model: string
  readonly operation?: string
  readonly input?: Record<string, unknown>
  readonly maxCredits?: number
  readonly maxCosts?: readonly Cost[]
  readonly runId?: string
  readonly tags?: readonly string[]
  readonly bindingQuoteId?: string
}

const DECLARED = `$model: String!, $operation: String!, $input: JSONObject, $maxCredits: Credits, $maxCosts: [CreditAmountInput!], $runId: ID, $tags: [String!],
  $bindingQuoteId: ID`
const PASSED = `model: $model, operation: $operation, input: $input, maxCredits: $maxCredits, maxCosts: $maxCosts, runId: $runId, tags: $tags,
  bindingQuoteId: $bindingQuoteId`

async function ask(client: Client, wanted: Wanted): Promise<Permission> {
  const document = `query (${DECLARED}) { canSubmit(${PASSED}) { ${FIELDS} } }`
  const { data, errors } = await client.send<{ canSubmit: Permission }, unknown>(document, {
    operation: 'make',
    ...wanted,
  })
  if (!data) throw new Error(JSON.stringify(errors))
  return data.canSubmit
}

function watch(client: Client, wanted: Wanted): Stream<{ canSubmit: Permission }> {
  const document = { toString: () => `subscription (${DECLARED}) { canSubmit(${PASSED}) { ${FIELDS} } }` }
  return client.watch(document as never, { operation: 'make', ...wanted } as never)
}

const submit = (client: Client, wanted: Wanted) =>
  mutate<{ task: { id: string; credits: number; costs: readonly Cost[]; approval: string | null } }>(
    client,
    'submitTask',
    { operation: 'make', ...wanted },
    'task { id credits costs { creditType credits } approval }',
  )

const operate = ({ id: organizationId }: TestOrganization, name: string, input: object = {}) =>
  mutate(holdfast.operator, name, { organizationId, ...input })

const grant = (organization: TestOrganization, credits: number, creditType = 'music') =>
  operate(organization, 'grantCredits', { credits, kind: 'TOP_UP', creditType })

/** Numbers from 0 up to a number, the same ones for the same seed. */
function randomly(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** The credit types of the prices. */
const TYPES = ['music', 'images', 'compute']

/** The next of many things that change what an organization may do. */
async function changeSomething(organization: TestOrganization, below: (max: number) => number, known: Known) {
  const budget = { creditType: TYPES[below(5)] ?? 'music', period: 'MONTH', limit: below(60) }
  const changes: (() => Promise<unknown>)[] = [
    () => grant(organization, 1 + below(40)),
    () => grant(organization, 1 + below(9), below(2) ? 'images' : 'compute'),
    () => operate(organization, 'freezeCredits', { credits: 1 + below(5), creditType: 'music' }),
    () => operate(organization, 'setMaintenance', { reason: below(3) ? null : 'Back at 3.' }),
    () => (below(2) ? grant(organization, 20) : operate(organization, 'suspendOrganization', { reason: 'Unpaid.' })),
    () => operate(organization, 'resumeOrganization'),
    () => operate(organization, 'resumeOrganization'),
    () => operate(organization, 'setSpendingPolicy', { approvalAbove: below(2) ? below(10) : null }),
    () => operate(organization, 'setSpendingPolicy', { membersUsePool: below(3) > 0 }),
    () => operate(organization, 'setQuotas', { tasks: below(4) ? null : 0 }),
    async () => {
      const made = await mutate<{ budget: { id: string } }>(
        holdfast.operator,
        'createBudget',
        { organizationId: organization.id, ...budget, tag: below(2) ? 'film' : null },
        'budget { id }',
      )
      if (made.budget) known.budgets.push(made.budget.id)
    },
    async () => {
      const budgetId = known.budgets[below(known.budgets.length)]
      if (budgetId) await mutate(holdfast.operator, 'updateBudget', { budgetId, limit: below(100) })
    },
    async () => {
      const budgetId = known.budgets.pop()
      if (budgetId) await mutate(holdfast.operator, 'endBudget', { budgetId })
    },
    () => operate(organization, 'startSubscription', { plan: ['small-only', 'busy', 'all'][below(3)] }),
    () => operate(organization, 'cancelSubscription', { atPeriodEnd: false }),
    async () => {
      const taskId = known.tasks.pop()
      if (taskId) await mutate(holdfast.operator, 'cancelTask', { taskId })
    },
    async () => {
      const { run } = await mutate<{ run: { id: string } }>(
        organization.member,
        'openRun',
        { name: 'agent', limit: 1 + below(20), creditType: TYPES[below(9)] ?? 'music' },
        'run { id }',
      )
      known.runs.push(run.id)
    },
    async () => {
      const runId = known.runs[below(known.runs.length)]
      if (runId) await mutate(organization.member, 'closeRun', { runId })
    },
  ]
  await changes[below(changes.length)]?.()
}

interface Known {
  readonly budgets: string[]
  readonly tasks: string[]
  readonly runs: string[]
}

function wantSomething(below: (max: number) => number, { runs }: Known): Wanted {
  const models = ['small', 'small', 'film', 'film', 'frames', 'large', 'free', 'down', 'voice', 'none', 'not a token']
  const model = models[below(models.length)] ?? ''
  return {
    model,
    input: { size: below(12), ...(below(3) ? { outputs: below(6) } : {}) },
    ...(below(4) ? {} : { maxCredits: below(20) }),
    ...(below(6) ? {} : { maxCosts: [{ creditType: TYPES[below(4)] ?? 'gold', credits: below(6) }] }),
    ...(below(3) ? {} : { tags: ['film'] }),
    ...(below(4) || runs.length === 0 ? {} : { runId: runs[below(runs.length)] }),
  }
}

test.each([1, 2, 3, 4])('whatever the state, the answer is what submitTask does next (seed %i)', async (seed) => {
  const below = randomly(seed)
  const organization = await holdfast.organization({ credits: 40n })
  const known: Known = { budgets: [], tasks: [], runs: [] }
  const seen = new Set<string>()
  // The answers to tasks that cost credits of several types.
  const several = new Set<string>()
  for (let step = 0; step < 200; step++) {
    await changeSomething(organization, below, known)
    const client = below(4) ? organization.member : organization.admin
    const wanted = wantSomething(below, known)
    const answer = await ask(client, wanted)
    const submitted = await submit(client, wanted)
    const context = `step ${step}: ${JSON.stringify({ wanted, answer, submitted })}`
    expect(answer.allowed, context).toBe(submitted.task !== undefined)
    expect(answer.blockedBy[0] ?? null, context).toBe(submitted.code ?? null)
    expect(answer.refusals[0]?.message ?? null, context).toBe(submitted.message ?? null)
    seen.add(answer.blockedBy[0] ?? 'allowed')
    if (answer.costs.length > 1) several.add(answer.blockedBy[0] ?? 'allowed')
    if (!submitted.task) continue
    known.tasks.push(submitted.task.id)
    expect(answer.credits, context).toBe(submitted.task.credits)
    expect(answer.costs, context).toEqual(submitted.task.costs)
    expect(answer.needsApproval, context).toBe(submitted.task.approval === 'PENDING')
  }
  expect(seen.size).toBeGreaterThan(7)
  expect(several).toContain('allowed')
  expect(several).toContain('INSUFFICIENT_CREDITS')
})

test('everything against a task is answered at once, in the order of submit, and each with its remedy', async () => {
  const organization = await holdfast.organization({ credits: 2n })
  await operate(organization, 'startSubscription', { plan: 'small-only' })
  await operate(organization, 'createBudget', { creditType: 'music', period: 'DAY', limit: 5 })
  await operate(organization, 'setMaintenance', { reason: 'Back at 3.' })
  await operate(organization, 'setSpendingPolicy', { approvalAbove: 1 })
  const answer = await ask(organization.member, { model: 'large', maxCredits: 20 })
  expect(answer).toMatchObject({
    allowed: false,
    blockedBy: ['MAINTENANCE', 'NOT_ENTITLED', 'BUDGET_EXCEEDED'],
    needsApproval: true,
    creditType: 'music',
    credits: 12,
    isMaximum: false,
    expectedCredits: 12,
  })
  expect(answer.refusals.map(({ message }) => message)).toEqual([
    'No new tasks are accepted during maintenance: Back at 3. Tasks in progress continue.',
    expect.stringContaining('Plans that do:'),
    expect.stringContaining('has 5 left until'),
  ])
  // The budget's day ends.
  expect(new Date(answer.until ?? 0).getTime()).toBeGreaterThan(Date.now())
  // A price that settles has a most, and what the input asks for.
  await operate(organization, 'setMaintenance', { reason: null })
  const settled = await ask(organization.admin, { model: 'voice', input: { outputs: 2 }, maxCredits: 10 })
  expect(settled).toMatchObject({ credits: 4, isMaximum: true, expectedCredits: 4, needsApproval: false })
  const open = await ask(organization.admin, { model: 'voice', maxCredits: 10 })
  expect(open).toMatchObject({ credits: 10, isMaximum: true, expectedCredits: null })
  expect(await ask(organization.admin, { model: 'voice' })).toMatchObject({
    blockedBy: ['INVALID_INPUT'],
    credits: null,
  })
  // A maximum that is too low hides neither what the task would cost, nor what else is against it.
  const cheap = await ask(organization.member, { model: 'large', maxCredits: 11 })
  expect(cheap).toMatchObject({
    blockedBy: ['MAX_CREDITS_EXCEEDED', 'NOT_ENTITLED', 'BUDGET_EXCEEDED'],
    credits: 12,
    costs: [{ creditType: 'music', credits: 12 }],
  })
})

test('an answer that differs only in what the client has not asked for is not sent', async () => {
  const organization = await holdfast.organization({ credits: 0n })
  const document = {
    toString: () =>
      `subscription { canSubmit(model: "small", operation: "make") { ...Shown } } fragment Shown on SubmitPermission { allowed credits }`,
  }
  const stream = organization.member.watch<{ canSubmit: object }, object>(document as never, {})
  expect((await stream.next()).canSubmit).toEqual({ allowed: false, credits: 3 })
  const all = watch(organization.member, { model: 'small' })
  await all.next()
  await grant(organization, 1)
  expect((await all.next()).canSubmit.refusals[0]?.message).toContain('1 are available')
  await operate(organization, 'setMaintenance', { reason: 'Soon back.' })
  await all.next()
  await operate(organization, 'setMaintenance', { reason: null })
  await all.next()
  await grant(organization, 2)
  expect((await all.next()).canSubmit.allowed).toBe(true)
  expect((await stream.next()).canSubmit).toEqual({ allowed: true, credits: 3 })
  await Promise.all([stream.end(), all.end()])
})

test('the stream of a member who is removed ends, and one on behalf of the member says that they are gone', async () => {
  const organization = await holdfast.organization({ credits: 9n })
  const { data } = await organization.member.send<{ viewer: { member: { id: string } } }, unknown>(
    '{ viewer { member { id } } }',
  )
  const memberId = data?.viewer.member.id
  const own = watch(organization.member, { model: 'small' })
  const document = {
    toString: () =>
      `subscription ($memberId: ID, $organizationId: ID) { canSubmit(model: "small", operation: "make", memberId: $memberId, organizationId: $organizationId) { allowed blockedBy } }`,
  }
  const behalf = { memberId, organizationId: organization.id }
  const server = holdfast.operator.watch<{ canSubmit: object }, object>(document as never, behalf as never)
  expect((await own.next()).canSubmit.allowed).toBe(true)
  expect((await server.next()).canSubmit).toEqual({ allowed: true, blockedBy: [] })
  await mutate(holdfast.operator, 'removeMember', { memberId, openTasks: 'CANCEL' })
  await expect(own.until(() => false)).rejects.toMatchObject({ code: 4403 })
  expect((await server.next()).canSubmit).toEqual({ allowed: false, blockedBy: ['ENDED'] })
  await server.end()
})

test('who watches hears each change, whatever makes it, and nothing twice', async () => {
  const organization = await holdfast.organization({ credits: 0n })
  const stream = watch(organization.member, { model: 'small' })
  const next = async () => (await stream.next()).canSubmit
  expect(await next()).toMatchObject({ allowed: false, blockedBy: ['INSUFFICIENT_CREDITS'], credits: 3 })
  await grant(organization, 3)
  expect(await next()).toMatchObject({ allowed: true, blockedBy: [] })
  const { budget } = await mutate<{ budget: { id: string } }>(
    organization.admin,
    'createBudget',
    { creditType: 'music', period: 'MONTH', limit: 2 },
    'budget { id }',
  )
  expect(await next()).toMatchObject({
    blockedBy: ['BUDGET_EXCEEDED'],
    until: expect.stringMatching(/T00:00:00.000Z$/),
  })
  await mutate(organization.admin, 'endBudget', { budgetId: budget.id })
  expect(await next()).toMatchObject({ allowed: true })
  await operate(organization, 'setMaintenance', { reason: 'Soon back.' })
  expect(await next()).toMatchObject({ blockedBy: ['MAINTENANCE'] })
  await mutate(holdfast.operator, 'setMaintenance', { reason: 'All of it.' })
  expect(await next()).toMatchObject({ refusals: [{ message: expect.stringContaining('All of it.') }] })
  await mutate(holdfast.operator, 'setMaintenance', { reason: null })
  await next()
  await operate(organization, 'setMaintenance', { reason: null })
  expect(await next()).toMatchObject({ allowed: true })
  await operate(organization, 'suspendOrganization', { reason: 'Unpaid.' })
  expect(await next()).toMatchObject({ blockedBy: ['ORGANIZATION_SUSPENDED'] })
  await operate(organization, 'resumeOrganization')
  expect(await next()).toMatchObject({ allowed: true })
  await mutate(organization.admin, 'setSpendingPolicy', { approvalAbove: 1 })
  expect(await next()).toMatchObject({ allowed: true, needsApproval: true })
  await mutate(organization.admin, 'setSpendingPolicy', { approvalAbove: null })
  expect(await next()).toMatchObject({ needsApproval: false })
  const { task } = await submit(organization.member, { model: 'small' })
  expect(await next()).toMatchObject({ blockedBy: ['INSUFFICIENT_CREDITS'] })
  await mutate(organization.member, 'cancelTask', { taskId: task.id })
  expect(await next()).toMatchObject({ allowed: true })
  await mutate(holdfast.operator, 'createPriceRule', {
    ...price('small', 4),
    unit: 'CALL',
    organizationId: organization.id,
  })
  expect(await next()).toMatchObject({ blockedBy: ['INSUFFICIENT_CREDITS'], credits: 4 })
  await stream.end()
})

test('a plan’s tasks at a time and within a minute: pushed as tasks end, and until the minute has passed', async () => {
  const organization = await holdfast.organization({ credits: 100n })
  await operate(organization, 'startSubscription', { plan: 'busy' })
  const stream = watch(organization.member, { model: 'small' })
  expect((await stream.next()).canSubmit.allowed).toBe(true)
  const tasks: string[] = []
  for (let i = 0; i < 3; i++) tasks.push((await submit(organization.member, { model: 'small' })).task.id)
  const blocked = await stream.until(({ canSubmit }) => !canSubmit.allowed)
  expect(blocked.at(-1)?.canSubmit).toMatchObject({ blockedBy: ['PLAN_LIMIT'] })
  await mutate(organization.member, 'cancelTask', { taskId: tasks[0] })
  await stream.until(({ canSubmit }) => canSubmit.allowed)
  const before = Date.now()
  for (let i = 0; i < 2; i++) await submit(organization.member, { model: 'free' })
  const [full] = (await stream.until(({ canSubmit }) => !canSubmit.allowed)).slice(-1)
  expect(full?.canSubmit.refusals[0]?.message).toContain('within a minute')
  const until = new Date(full?.canSubmit.until ?? 0).getTime()
  expect(until).toBeGreaterThan(before)
  expect(until).toBeLessThan(Date.now() + 60_002)
  await stream.end()
})

test('an answer that changes by the clock alone is pushed at its instant', async () => {
  const organization = await holdfast.organization({ credits: 0n })
  const usableFrom = new Date(Date.now() + 1_500).toISOString()
  await operate(organization, 'grantCredits', { credits: 3, kind: 'TOP_UP', creditType: 'music', usableFrom })
  const stream = watch(organization.member, { model: 'small' })
  expect((await stream.next()).canSubmit).toMatchObject({ blockedBy: ['INSUFFICIENT_CREDITS'], until: usableFrom })
  expect((await stream.next()).canSubmit).toMatchObject({ allowed: true })
  expect(Date.now()).toBeGreaterThanOrEqual(new Date(usableFrom).getTime())
  await stream.end()
})

test('a hundred who watch the same cost one answer, and those of one organization one reading', async () => {
  const organization = await holdfast.organization({ credits: 0n })
  const { questions } = holdfast.holdfast.app
  const asked = vi.spyOn(questions, 'ask')
  const streams = Array.from({ length: 100 }, () => watch(organization.member, { model: 'small' }))
  for (const stream of streams) expect((await stream.next()).canSubmit.allowed).toBe(false)
  const other = watch(organization.admin, { model: 'large' })
  await other.next()
  const before = asked.mock.calls.length
  expect(before).toBeLessThanOrEqual(3)
  await grant(organization, 3)
  for (const stream of streams) expect((await stream.next()).canSubmit.allowed).toBe(true)
  expect((await other.next()).canSubmit.refusals[0]?.message).toContain('3 are available')
  expect(asked.mock.calls.length - before).toBeLessThanOrEqual(4)
  asked.mockRestore()
  await Promise.all([...streams, other].map((stream) => stream.end()))
})

test('what another process changes is heard here', async () => {
  const organization = await holdfast.organization({ credits: 10n })
  const other = await startHoldfast({
    databaseUrl: holdfast.database.url,
    log: pino({ level: 'silent' }),
    host: '127.0.0.1',
    port: 0,
  })
  const there = new Client(other.url, organization.member.key)
  const stream = watch(there, { model: 'small' })
  expect((await stream.next()).canSubmit.allowed).toBe(true)
  await mutate(organization.admin, 'createBudget', { creditType: 'music', period: 'MONTH', limit: 2 })
  expect((await stream.next()).canSubmit).toMatchObject({ blockedBy: ['BUDGET_EXCEEDED'] })
  await mutate(holdfast.operator, 'setMaintenance', { reason: 'All of it.' })
  expect((await stream.next()).canSubmit).toMatchObject({ blockedBy: ['MAINTENANCE', 'BUDGET_EXCEEDED'] })
  await mutate(holdfast.operator, 'setMaintenance', { reason: null })
  await stream.next()
  await stream.end()
  await there.close()
  await other.stop()
})

test('a cycle that has ended is renewed first, as submit does', async () => {
  const organization = await holdfast.organization({ mode: 'SANDBOX', credits: 0n })
  await operate(organization, 'startSubscription', { plan: 'all' })
  const stream = watch(organization.member, { model: 'large' })
  const { canSubmit } = await stream.next()
  expect(canSubmit).toMatchObject({ allowed: true })
  const to = new Date(new Date(canSubmit.until ?? 0).getTime() + 1).toISOString()
  await operate(organization, 'advanceClock', { to })
  const messages = await stream.until((message) => message.canSubmit.until !== canSubmit.until)
  // It is never blocked in between.
  expect(messages.every((message) => message.canSubmit.allowed)).toBe(true)
  await stream.end()
})

test('a caller who may not submit may not ask, and a closed organization has ended', async () => {
  const organization = await holdfast.organization()
  const { errors } = await organization.viewer.send('{ canSubmit(model: "small", operation: "make") { allowed } }')
  expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN')
  const elsewhere = await holdfast.organization()
  const document = `query { canSubmit(model: "small", operation: "make", organizationId: "${elsewhere.id}") { ${FIELDS} } }`
  const { data } = await organization.member.send<{ canSubmit: Permission }, unknown>(document)
  expect(data?.canSubmit).toMatchObject({ allowed: false, blockedBy: ['NOT_FOUND'] })
  await operate(elsewhere, 'closeOrganization', { reason: 'Over.' })
  const { data: closed } = await holdfast.operator.send<{ canSubmit: Permission }, unknown>(document)
  expect(closed?.canSubmit).toMatchObject({ blockedBy: ['ENDED'] })
})
