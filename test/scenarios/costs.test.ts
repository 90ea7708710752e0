// A task can cost credits of several types: all of them are frozen or none, and they end together.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { CallbackReceiver } from '../support/callbackReceiver.ts'
import type { Client } from '../support/client.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import { mutate } from '../support/mutate.ts'

let now = Date.UTC(2027, 0, 1)
let holdfast: TestHoldfast

beforeAll(async () => {
  holdfast = await startTestHoldfast({ clock: () => new Date(now), feedDays: 30, privateWebhooks: true })
})
afterAll(() => holdfast.stop())

const COSTS = 'costs { creditType credits hold { status credits spent released refunded } }'
const TASK = `task { id status credits refundedCredits ${COSTS} }`

interface Cost {
  readonly creditType: string
  readonly credits: number
  readonly hold: { readonly status: string; readonly spent: number; readonly released: number } | null
}

interface Changed {
  readonly task: { readonly id: string; readonly credits: number; readonly costs: readonly Cost[] }
}

let made = 0

/** A new model whose film costs 10 music credits, and what the parts say. */
async function newModel(
  parts: readonly object[],
  more: Record<string, unknown> = {},
): Promise<{ model: string; operation: string }> {
  const model = `several-${++made}`
  const terms = { provider: 'acme', model, operation: 'film', creditType: 'music', credits: 10, parts, ...more }
  const set = await mutate<object>(holdfast.operator, 'createPriceRule', terms, 'priceRule { id }')
  expect(set.__typename, JSON.stringify(set)).toBe('CreatePriceRuleSuccess')
  return { model, operation: 'film' }
}

async function newOrganization(credits: Readonly<Record<string, number>>): Promise<TestOrganization> {
  const organization = await holdfast.organization({ credits: 0n })
  for (const [creditType, each] of Object.entries(credits)) await grant(organization, creditType, each)
  return organization
}

const grant = ({ id: organizationId }: TestOrganization, creditType: string, credits: number) =>
  mutate(holdfast.operator, 'grantCredits', { organizationId, creditType, credits, kind: 'TOP_UP' })

async function balances({ owner }: TestOrganization): Promise<Record<string, string>> {
  const { data } = await owner.send<
    { organization: { wallets: { creditType: string; available: number; frozen: number; spent: number }[] } },
    unknown
  >('{ organization { wallets { creditType available frozen spent } } }')
  const wallets = data?.organization.wallets ?? []
  return Object.fromEntries(wallets.map((each) => [each.creditType, `${each.available} ${each.frozen} ${each.spent}`]))
}

const submit = (client: Client, input: Record<string, unknown>) => mutate<Changed>(client, 'submitTask', input, TASK)
const complete = (taskId: string, input: object = {}) =>
  mutate<Changed>(holdfast.operator, 'completeTask', { taskId, ...input }, TASK)

const IMAGES = { credits: 1, unit: 'OUTPUT', creditType: 'images', defaultUnits: 1 }

test('the credits of all types are frozen or none, and spent together', async () => {
  const film = await newModel([IMAGES])
  const organization = await newOrganization({ music: 25, images: 3 })
  const { member } = organization
  const { task } = await submit(member, { ...film, input: { outputs: 2 } })
  expect(task).toMatchObject({
    credits: 10,
    costs: [
      { creditType: 'music', credits: 10, hold: { status: 'OPEN', credits: 10 } },
      { creditType: 'images', credits: 2, hold: { status: 'OPEN', credits: 2 } },
    ],
  })
  expect(await balances(organization)).toEqual({ music: '15 10 0', images: '1 2 0' })
  expect(await submit(member, { ...film, input: { outputs: 2 } })).toMatchObject({
    code: 'INSUFFICIENT_CREDITS',
    message: expect.stringContaining('This needs 2 images credits and 1 are available'),
  })
  expect(await balances(organization)).toEqual({ music: '15 10 0', images: '1 2 0' })

  expect(await complete(task.id)).toMatchObject({
    task: { costs: [{ hold: { status: 'SPENT', spent: 10 } }, { hold: { status: 'SPENT', spent: 2 } }] },
  })
  expect(await balances(organization)).toEqual({ music: '15 0 10', images: '1 0 2' })
  const canceled = await submit(member, film)
  await mutate(member, 'cancelTask', { taskId: canceled.task.id })
  expect(await balances(organization)).toEqual({ music: '15 0 10', images: '1 0 2' })
})

test('a worker states the costs by type, and a refusal of one type changes nothing of another', async () => {
  const film = await newModel([IMAGES])
  const organization = await newOrganization({ music: 100, images: 100 })
  const { id } = (await submit(organization.member, { ...film, input: { outputs: 4 } })).task
  const states = (costs: readonly object[], more: object = {}) => complete(id, { costs, ...more })
  expect(await states([{ creditType: 'gold', credits: 1 }])).toMatchObject({
    code: 'INVALID_INPUT',
    message: expect.stringContaining('costs must not have gold: the task costs music, images'),
  })
  expect(await states([{ creditType: 'music', credits: 1 }], { credits: 1 })).toMatchObject({ code: 'INVALID_INPUT' })
  expect(await states([{ creditType: 'images', credits: 5 }])).toMatchObject({ code: 'SPEND_EXCEEDS_HOLD' })
  const twice = [
    { creditType: 'images', credits: 1 },
    { creditType: 'images', credits: 1 },
  ]
  expect(await states(twice)).toMatchObject({ message: expect.stringContaining('must not name a credit type twice') })
  expect(await balances(organization)).toEqual({ music: '90 10 0', images: '96 4 0' })
  expect(await states([{ creditType: 'images', credits: 1 }], { credits: 7 })).toMatchObject({ task: { id } })
  expect(await balances(organization)).toEqual({ music: '93 0 7', images: '99 0 1' })

  // A type that is left out costs its whole price.
  const other = (await submit(organization.member, { ...film, input: { outputs: 4 } })).task
  await complete(other.id, { costs: [{ creditType: 'music', credits: 0 }] })
  expect(await balances(organization)).toEqual({ music: '93 0 7', images: '95 0 5' })
})

test('each type settles by the result for itself, within its own maximum', async () => {
  const tokens = { credits: 1, per: 100, unit: 'TOKEN', creditType: 'compute', settleBy: 'RESULT', settleField: 'used' }
  const film = await newModel([{ ...tokens, unitField: 'maxTokens' }])
  const organization = await newOrganization({ music: 100, compute: 100 })
  const { member } = organization
  expect(await submit(member, film)).toMatchObject({
    code: 'INVALID_INPUT',
    message: expect.stringContaining('maxCosts must have compute: the price of film'),
  })
  const most = (credits: number) => ({ maxCosts: [{ creditType: 'compute', credits }] })
  expect(await submit(member, { ...film, input: { maxTokens: 1_000 }, ...most(9) })).toMatchObject({
    code: 'MAX_CREDITS_EXCEEDED',
    message: expect.stringContaining('costs 10 compute credits, more than maxCosts, which is 9'),
  })
  expect(await submit(member, { ...film, ...most(20), maxCredits: 9 })).toMatchObject({
    message: expect.stringContaining('costs 10 credits, more than maxCredits, which is 9'),
  })
  const strange = { maxCosts: [...most(20).maxCosts, { creditType: 'musik', credits: 3 }] }
  expect(await submit(member, { ...film, ...strange })).toMatchObject({
    code: 'INVALID_INPUT',
    message: 'maxCosts.1.creditType must be one that the task costs (music, compute), not "musik". Did you mean music?',
  })
  const { task } = await submit(member, { ...film, ...most(20) })
  expect(await balances(organization)).toEqual({ music: '90 10 0', compute: '80 20 0' })
  expect(await complete(task.id, { result: {} })).toMatchObject({
    code: 'INVALID_INPUT',
    message: expect.stringContaining('result.used must be a number'),
  })
  expect(
    await complete(task.id, { result: { used: 1 }, costs: [{ creditType: 'compute', credits: 1 }] }),
  ).toMatchObject({
    message: expect.stringContaining('costs must be left out: the price follows the result'),
  })
  expect(await balances(organization)).toEqual({ music: '90 10 0', compute: '80 20 0' })
  await complete(task.id, { result: { used: 730 } })
  expect(await balances(organization)).toEqual({ music: '90 0 10', compute: '92 0 8' })
})

test('a quote says what each type costs and lacks, and a binding quote guarantees all of them', async () => {
  const film = await newModel([IMAGES])
  const organization = await newOrganization({ music: 25, images: 3 })
  const { member } = organization
  const quoteOf = async (outputs: number) => {
    const { data, errors } = await member.send<{ quote: object; quoteTasks: object }, unknown>(
      `query ($input: JSONObject!) {
        quote(model: "${film.model}", operation: "film", input: $input) { ... on Quote {
          credits shortfall costs { creditType credits } totals { creditType credits available shortfall lines { credits } }
        } }
        quoteTasks(items: [{ model: "${film.model}", operation: "film", input: $input, count: 3 }]) { ... on TasksQuote {
          items { payable refusal { code } } totals { creditType credits available shortfall }
        } }
      }`,
      { input: { outputs } },
    )
    if (!data) throw new Error(JSON.stringify(errors))
    return data
  }
  const { quote, quoteTasks } = await quoteOf(2)
  expect(quote).toEqual({
    credits: 10,
    shortfall: 0,
    costs: [
      { creditType: 'music', credits: 10 },
      { creditType: 'images', credits: 2 },
    ],
    totals: [
      { creditType: 'music', credits: 10, available: 25, shortfall: 0, lines: [{ credits: 10 }] },
      { creditType: 'images', credits: 2, available: 3, shortfall: 0, lines: [{ credits: 2 }] },
    ],
  })
  expect(quoteTasks).toEqual({
    items: [{ payable: 1, refusal: { code: 'INSUFFICIENT_CREDITS' } }],
    totals: [
      { creditType: 'music', credits: 30, available: 25, shortfall: 5 },
      { creditType: 'images', credits: 6, available: 3, shortfall: 3 },
    ],
  })
  expect((await quoteOf(5)).quote).toMatchObject({ shortfall: 0, totals: [{ shortfall: 0 }, { shortfall: 2 }] })

  const created = await mutate<{ bindingQuote: { id: string; items: object[] } }>(
    member,
    'createBindingQuote',
    { items: [{ ...film, input: { outputs: 1 } }] },
    'bindingQuote { id items { costs { creditType credits } } }',
  )
  expect(created.bindingQuote.items).toMatchObject([{ costs: [{ credits: 10 }, { creditType: 'images', credits: 1 }] }])
  const by = { ...film, bindingQuoteId: created.bindingQuote.id }
  expect(await submit(member, { ...by, input: { outputs: 2 } })).toMatchObject({ code: 'QUOTE_MISMATCH' })
  expect(await submit(member, { ...by, input: { outputs: 1 } })).toMatchObject({ task: { credits: 10 } })
  expect(await balances(organization)).toEqual({ music: '15 10 0', images: '2 1 0' })
})

test('budgets of each type, the approval limit and a run of one type say no for the whole task', async () => {
  const film = await newModel([IMAGES])
  const organization = await newOrganization({ music: 1_000, images: 1_000 })
  const { member, owner } = organization
  const opened = await mutate<{ run: { id: string } }>(
    member,
    'openRun',
    { name: 'agent', creditType: 'images', limit: 5 },
    'run { id }',
  )
  const inRun = { ...film, runId: opened.run.id }
  const { task } = await submit(member, { ...inRun, input: { outputs: 3 } })
  expect(await submit(member, { ...inRun, input: { outputs: 3 } })).toMatchObject({ code: 'RUN_EXCEEDED' })
  expect(await balances(organization)).toEqual({ music: '990 10 0', images: '997 3 0' })
  await complete(task.id, { costs: [{ creditType: 'images', credits: 1 }] })
  expect(await submit(member, { ...inRun, input: { outputs: 3 } })).toMatchObject({ task: { credits: 10 } })
  const other = await newModel([{ ...IMAGES, creditType: 'gold' }])
  const gold = await mutate<{ run: { id: string } }>(
    member,
    'openRun',
    { name: 'x', creditType: 'gold', limit: 5 },
    'run { id }',
  )
  expect(await submit(member, { ...film, runId: gold.run.id })).toMatchObject({ code: 'RUN_CREDIT_TYPE' })

  await mutate(owner, 'createBudget', { creditType: 'images', period: 'TOTAL', limit: 8 })
  const before = await balances(organization)
  expect(await submit(member, { ...film, input: { outputs: 9 } })).toMatchObject({ code: 'BUDGET_EXCEEDED' })
  expect(await balances(organization)).toEqual(before)
  const { id } = (await submit(member, { ...film, input: { outputs: 8 } })).task
  expect(await submit(member, { ...film, input: { outputs: 1 } })).toMatchObject({ code: 'BUDGET_EXCEEDED' })
  await mutate(member, 'cancelTask', { taskId: id })

  await mutate(owner, 'setSpendingPolicy', { approvalAbove: 20, approvalSeconds: 3_600 })
  await grant(organization, 'gold', 100)
  const waiting = await mutate<{ task: { id: string; approval: string } }>(
    member,
    'submitTask',
    { ...other, input: { outputs: 21 } },
    'task { id approval }',
  )
  expect(waiting.task.approval).toBe('PENDING')
  await mutate(owner, 'approveTask', { taskId: waiting.task.id })
  expect(await complete(waiting.task.id)).toMatchObject({
    task: { costs: [{ hold: { spent: 10 } }, { hold: { spent: 21 } }] },
  })
})

test('a refund gives back all types, or one', async () => {
  const film = await newModel([IMAGES])
  const organization = await newOrganization({ music: 100, images: 100 })
  const { id } = (await submit(organization.member, { ...film, input: { outputs: 4 } })).task
  await complete(id)
  const refund = (input: object) =>
    mutate<Changed>(holdfast.operator, 'refundTask', { taskId: id, reason: 'blurred', ...input }, TASK)
  expect(await refund({ creditType: 'gold' })).toMatchObject({ message: expect.stringContaining('music, images') })
  expect(await refund({ credits: 3 })).toMatchObject({ task: { refundedCredits: 3 } })
  expect(await refund({ credits: 1, creditType: 'images' })).toMatchObject({
    task: { costs: [{ hold: { refunded: 3 } }, { hold: { refunded: 1 } }] },
  })
  expect(await refund({ credits: 4, creditType: 'images' })).toMatchObject({ code: 'REFUND_EXCEEDS_SPENT' })
  expect(await refund({ creditType: 'images' })).toMatchObject({ task: { refundedCredits: 3 } })
  expect(await refund({})).toMatchObject({ task: { costs: [{ hold: { refunded: 10 } }, { hold: { refunded: 4 } }] } })
  expect(await refund({})).toMatchObject({ code: 'REFUND_EXCEEDS_SPENT' })
  expect(await balances(organization)).toEqual({ music: '100 0 0', images: '100 0 0' })
})

test('after a time-out all types come back, and a late success pays for all of them again, or owes them', async () => {
  const film = await newModel([IMAGES])
  const organization = await newOrganization({ music: 20, images: 8 })
  const { member } = organization
  const submitted = async () => (await submit(member, { ...film, input: { outputs: 4 }, timeoutSeconds: 1 })).task.id
  const [first, second] = [await submitted(), await submitted()]
  now += 2_000
  const isOver = async (taskId: string) => {
    const { data } = await member.send<{ node: { status: string } }, unknown>(
      `{ node(id: "${taskId}") { ... on Task { status } } }`,
    )
    return data?.node.status
  }
  await expect.poll(() => isOver(second)).toBe('TIMED_OUT')
  await expect.poll(() => isOver(first)).toBe('TIMED_OUT')
  expect(await balances(organization)).toEqual({ music: '20 0 0', images: '8 0 0' })
  expect(await complete(first, { costs: [{ creditType: 'images', credits: 5 }] })).toMatchObject({
    code: 'SPEND_EXCEEDS_HOLD',
  })
  expect(await complete(first)).toMatchObject({ task: { costs: [{ hold: { spent: 10 } }, { hold: { spent: 4 } }] } })
  expect(await balances(organization)).toEqual({ music: '10 0 10', images: '4 0 4' })
  // Of one type there is too little for the second: it is owed.
  const { task } = await submit(member, { ...film, input: { outputs: 2 } })
  expect(await complete(second)).toMatchObject({ task: { status: 'SUCCEEDED' } })
  await mutate(member, 'cancelTask', { taskId: task.id })
  expect(await balances(organization)).toEqual({ music: '0 0 20', images: '0 0 8' })
})

test('canSubmit asks all types', async () => {
  const film = await newModel([IMAGES])
  const organization = await newOrganization({ music: 25, images: 3 })
  const ask = async (outputs: number) => {
    const { data, errors } = await organization.member.send<{ canSubmit: object }, unknown>(
      `query ($input: JSONObject!) { canSubmit(model: "${film.model}", operation: "film", input: $input) {
        allowed blockedBy credits costs { creditType credits } refusals { message } } }`,
      { input: { outputs } },
    )
    if (!data) throw new Error(JSON.stringify(errors))
    return data.canSubmit
  }
  expect(await ask(3)).toMatchObject({ allowed: true, credits: 10, costs: [{ credits: 10 }, { credits: 3 }] })
  expect(await ask(4)).toMatchObject({
    allowed: false,
    blockedBy: ['INSUFFICIENT_CREDITS'],
    refusals: [{ message: expect.stringContaining('4 images credits and 3 are available') }],
  })
})

test('the main type can be free, and a free type has no hold', async () => {
  const film = await newModel([IMAGES], { credits: 0 })
  const organization = await newOrganization({ music: 1, images: 5 })
  const { task } = await submit(organization.member, { ...film, input: { outputs: 5 } })
  expect(task.costs).toMatchObject([
    { creditType: 'music', credits: 0, hold: null },
    { creditType: 'images', credits: 5, hold: { status: 'OPEN' } },
  ])
  expect(await complete(task.id, { credits: 1 })).toMatchObject({ code: 'SPEND_EXCEEDS_HOLD' })
  await complete(task.id, { costs: [{ creditType: 'images', credits: 2 }] })
  expect(await balances(organization)).toEqual({ music: '1 0 0', images: '3 0 2' })
})

test('a bulk submit stops where one type ends, and usage tells each type', async () => {
  const film = await newModel([IMAGES])
  const organization = await newOrganization({ music: 100, images: 5 })
  const { member, owner } = organization
  const each = { ...film, input: { outputs: 2 } }
  const { results } = await mutate<{ results: ({ task?: { id: string } } & { code?: string })[] }>(
    member,
    'submitTasks',
    { tasks: [each, each, each] },
    'results { ... on SubmitTaskSuccess { task { id } } ... on Error { code } }',
  )
  expect(results.map(({ task, code }) => (task ? 'submitted' : code))).toEqual([
    'submitted',
    'submitted',
    'INSUFFICIENT_CREDITS',
  ])
  for (const { task } of results) if (task) await complete(task.id)
  expect(await balances(organization)).toEqual({ music: '80 0 20', images: '1 0 4' })
  const usage = async (creditType: string) => {
    const { data, errors } = await owner.send<{ organization: { usage: { total: object } } }, unknown>(
      `{ organization { usage(creditType: "${creditType}", from: "2026-12-01T00:00:00Z", to: "2027-03-01T00:00:00Z") { total { spent tasks } } } }`,
    )
    if (!data) throw new Error(JSON.stringify(errors))
    return data.organization.usage.total
  }
  await expect.poll(() => usage('images')).toMatchObject({ spent: 4 })
  expect(await usage('music')).toMatchObject({ spent: 20 })
})

test('the feed and task.ended tell the further costs of a task', async () => {
  const film = await newModel([IMAGES])
  const organization = await newOrganization({ music: 100, images: 5 })
  const { id: organizationId, member } = organization
  const receiver = await CallbackReceiver.start()
  const endpoint = { organizationId, url: receiver.urlOf('/hook'), events: ['TASK_ENDED'] }
  const created = await mutate<object>(holdfast.operator, 'createWebhookEndpoint', endpoint, 'secret')
  expect(created.__typename, JSON.stringify(created)).toBe('CreateWebhookEndpointSuccess')
  const { task } = await submit(member, { ...film, input: { outputs: 3 } })
  await complete(task.id, { costs: [{ creditType: 'images', credits: 1 }] })
  const [message] = await receiver.at('/hook')
  expect(message?.body.data).toMatchObject({
    credits: 10,
    spent: 10,
    furtherCosts: [{ creditType: 'images', credits: 3, spent: 1, released: 2 }],
  })
  receiver.stop()
  const { data, errors } = await holdfast.operator.send<
    { events: { events: { kind: string; data: object }[] } },
    unknown
  >(`{ events(after: 0, first: 100, organizationId: "${organizationId}") { events { kind data } } }`)
  expect(errors).toBeUndefined()
  const told = data?.events.events.filter(({ kind }) => kind.startsWith('TASK_')) ?? []
  expect(told).toMatchObject([
    { kind: 'TASK_SUBMITTED', data: { credits: 10, furtherCosts: [{ creditType: 'images', credits: 3 }] } },
    { kind: 'TASK_ENDED', data: { furtherCosts: [{ creditType: 'images', credits: 3, spent: 1, released: 2 }] } },
  ])
})

test('a task of several types is metered in its main type, and a hold has one', async () => {
  const film = await newModel([IMAGES], { credits: 1, unit: 'SECOND' })
  const organization = await newOrganization({ music: 100, images: 5 })
  const { id: organizationId, member } = organization
  const { task } = await submit(member, { ...film, input: { outputs: 2, durationSeconds: 10 } })
  await mutate(holdfast.operator, 'startTask', { taskId: task.id })
  const metered = await mutate<{ meter: object }>(
    holdfast.operator,
    'meter',
    { taskId: task.id, units: 4 },
    'meter { remainingUnits }',
  )
  expect(metered.meter).toEqual({ remainingUnits: 6 })
  await complete(task.id)
  expect(await balances(organization)).toEqual({ music: '96 0 4', images: '3 0 2' })
  const opened = await mutate<object>(
    holdfast.operator,
    'openHold',
    { organizationId, ...film, input: { outputs: 1 }, maxCredits: 10 },
    'hold { id }',
  )
  expect(opened).toMatchObject({
    code: 'INVALID_INPUT',
    message: expect.stringContaining('operation must cost one credit type: it costs images, too'),
  })
})
