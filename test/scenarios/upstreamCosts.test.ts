// What tasks cost the platform upstream: told by workers, by prices or later, seen by the operator in usage, revenue and exports, and
// by nobody else.

import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verify } from '../../src/engine/verify.ts'
import { loadCatalogue } from '../../src/pricing/catalogue.ts'
import { rollUpUsage } from '../../src/usage/rollUp.ts'
import type { StartExportInput } from '../generated/graphql.ts'
import type { Client } from '../support/client.ts'
import { run } from '../support/database.ts'
import { exported } from '../support/exports.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import { mutate } from '../support/mutate.ts'

const HOUR_MS = 3_600_000
let now = Date.UTC(2027, 0, 10)
let holdfast: TestHoldfast
beforeAll(async () => {
  holdfast = await startTestHoldfast({ clock: () => new Date(now), feedDays: 3_650 })
})
afterAll(() => holdfast.stop())

const USD = (amount: string) => ({ amount, currency: 'USD' })

async function submitted({ member }: TestOrganization, more: object = {}): Promise<string> {
  const song = { model: 'suno', operation: 'music', ...more }
  const { task, message } = await mutate<{ task?: { id: string } }>(member, 'submitTask', song, 'task { id }')
  if (!task) throw new Error(message)
  return task.id
}

async function done(name: 'completeTask' | 'failTask' | 'recordUpstreamCost', taskId: string, more: object) {
  const { code, message } = await mutate(holdfast.operator, name, { taskId, ...more })
  if (code) throw new Error(message)
}

async function sung(organization: TestOrganization, upstreamCost?: object, more: object = {}): Promise<string> {
  const taskId = await submitted(organization, more)
  await done('completeTask', taskId, { result: {}, ...(upstreamCost ? { upstreamCost } : {}) })
  return taskId
}

// biome-ignore lint/suspicious/noExplicitAny: the shape is that of the document
async function ask(client: Client, document: string): Promise<any> {
  const { data, errors } = await client.send<Record<string, unknown>, unknown>(document)
  if (!data || errors) throw new Error(JSON.stringify(errors))
  return data
}

const costIn = async (client: Client, taskId: string) =>
  (await ask(client, `{ node(id: "${taskId}") { ... on Task { upstreamCost { amount currency } } } }`)).node
    .upstreamCost

/** The costs of an organization, by model and by day. */
async function costsOf({ id }: TestOrganization, by: 'MODEL' | 'DAY') {
  const { organization } = await ask(
    holdfast.operator,
    `{ organization(id: "${id}") { usage(from: "2027-01-01T00:00:00Z", to: "2028-01-01T00:00:00Z", by: [${by}]) {
      total { upstreamCosts { amount currency } }
      groups { from model sums { tasks upstreamCosts { amount currency } } } } } }`,
  )
  return organization.usage
}

test('a worker tells what a task has cost, to the millionth, also of one that failed; the total and its groups have it', async () => {
  const organization = await holdfast.organization()
  await sung(organization, USD('0.0125'))
  const second = await sung(organization, USD('0.000001'))
  await sung(organization, { amount: '3', currency: 'EUR' }, { model: 'udio' })
  await sung(organization)
  const failed = await submitted(organization)
  await done('failTask', failed, { reason: 'no voice', upstreamCost: USD('1') })
  expect(await costIn(holdfast.operator, second)).toEqual(USD('0.000001'))
  const read = () => costsOf(organization, 'MODEL')
  const expected = {
    total: { upstreamCosts: [{ amount: '3', currency: 'EUR' }, USD('1.012501')] },
    groups: [
      { model: 'suno', sums: { tasks: 4, upstreamCosts: [USD('1.012501')] } },
      { model: 'udio', sums: { tasks: 1, upstreamCosts: [{ amount: '3', currency: 'EUR' }] } },
    ],
  }
  expect(await read()).toMatchObject(expected)
  while ((await rollUpUsage(holdfast.holdfast.app)) > 0);
  expect(await read()).toMatchObject(expected)
})

test('a report that is limited to few groups still has all currencies in its total', async () => {
  const organization = await holdfast.organization()
  const currencies = ['CHF', 'EUR', 'JPY', 'USD']
  for (const currency of currencies) await sung(organization, { amount: '1', currency })
  const { organization: shown } = await ask(
    holdfast.operator,
    `{ organization(id: "${organization.id}") { usage(from: "2027-01-01T00:00:00Z", to: "2028-01-01T00:00:00Z", by: [MODEL], first: 1) {
      total { upstreamCosts { currency } } } } }`,
  )
  expect(shown.usage.total.upstreamCosts).toEqual(currencies.map((currency) => ({ currency })))
})

test('sums of costs need no end: those that 64 bits can’t hold are added up, and are seen in every report', async () => {
  const organization = await holdfast.organization()
  const [most, twice] = [2n ** 63n - 1n, '9223372036855.775807']
  await sung(organization, USD('0.000001'))
  const changed = async (sql: string, ...values: unknown[]) =>
    run(holdfast.database.url, async (client) => (await client.query(sql, [organization.uuid, ...values])).rowCount)
  const add = (sign: 1n | -1n) =>
    changed('UPDATE usage_cost SET cost = cost + $2 WHERE organization_id = $1', sign * (most - 1n))
  // Once the job has added it up, and once more.
  await expect.poll(() => add(1n)).toBe(1)
  await sung(organization, USD('1'))
  const waiting = 'SELECT batch FROM usage_batch WHERE organizations @> ARRAY[$1::uuid]'
  await expect.poll(() => changed(waiting)).toBe(0)
  const { total } = await costsOf(organization, 'MODEL')
  expect(total.upstreamCosts).toEqual([USD(twice)])
  const months = `from: "2027-01", to: "2027-12", organizationId: "${organization.id}"`
  const { margins, revenueByMonth } = await ask(
    holdfast.operator,
    `{ margins(${months}) { upstreamCost { amount } margin { amount } } revenueByMonth(${months}) { upstreamCost { amount } } }`,
  )
  expect(margins).toEqual([{ upstreamCost: { amount: twice }, margin: { amount: `-${twice}` } }])
  expect(revenueByMonth[0]).toEqual({ upstreamCost: { amount: twice } })
  await add(-1n)
})

test('a cost that comes later counts on the day of the task’s end, and the last one counts', async () => {
  const organization = await holdfast.organization()
  now = Date.UTC(2027, 1, 3, 23, 59)
  const taskId = await sung(organization, USD('5'))
  const canceled = await submitted(organization)
  await mutate(holdfast.operator, 'cancelTask', { taskId: canceled })
  while ((await rollUpUsage(holdfast.holdfast.app)) > 0);
  now += 30 * 24 * HOUR_MS
  await done('recordUpstreamCost', taskId, { upstreamCost: USD('4.5') })
  await done('recordUpstreamCost', canceled, { upstreamCost: USD('0.25') })
  await done('recordUpstreamCost', canceled, { upstreamCost: USD('0.25') })
  const { groups } = await costsOf(organization, 'DAY')
  expect(groups).toMatchObject([{ from: '2027-02-03T00:00:00.000Z', sums: { tasks: 2, upstreamCosts: [USD('4.75')] } }])
  // In another currency it is another sum, and nothing is left in the first.
  await done('recordUpstreamCost', taskId, { upstreamCost: { amount: '7', currency: 'JPY' } })
  const { total } = await costsOf(organization, 'DAY')
  expect(total.upstreamCosts).toEqual([{ amount: '7', currency: 'JPY' }, USD('0.25')])
})

test('a task that is completed late takes its cost to the day on which it was completed', async () => {
  const organization = await holdfast.organization()
  now = Date.UTC(2027, 3, 1, 12)
  const taskId = await submitted(organization, { timeoutSeconds: 60 })
  now += HOUR_MS
  await expect.poll(async () => (await costsOf(organization, 'DAY')).groups).toMatchObject([{ sums: { tasks: 1 } }])
  await done('recordUpstreamCost', taskId, { upstreamCost: USD('2') })
  now += 24 * HOUR_MS
  await done('completeTask', taskId, { result: {} })
  const { groups } = await costsOf(organization, 'DAY')
  expect(groups.map(({ from, sums }: { from: string; sums: object }) => [from, sums])).toEqual([
    ['2027-04-01T00:00:00.000Z', { tasks: 0, upstreamCosts: [] }],
    ['2027-04-02T00:00:00.000Z', { tasks: 1, upstreamCosts: [USD('2')] }],
  ])
})

test('a price says what its tasks cost, by the units that it counts, and a worker’s own word is above it', async () => {
  const organization = await holdfast.organization()
  const price = { provider: 'p', model: 'narrator', operation: 'speech', creditType: 'music', credits: 1 }
  const upstreamCost = { ...USD('0.0003'), per: 7, unit: 'SECOND', unitField: 'durationSeconds' }
  const made = await mutate<{ priceRule?: object }>(
    holdfast.operator,
    'createPriceRule',
    { ...price, upstreamCost },
    'priceRule { upstreamCost { amount currency per unit unitField } }',
  )
  expect(made).toMatchObject({ priceRule: { upstreamCost } })
  const speech = (input: object) => ({ model: 'narrator', operation: 'speech', input })
  const first = await sung(organization, undefined, speech({ durationSeconds: 10 }))
  // 0.0003 × 10 ÷ 7 = 0.00042857…
  expect(await costIn(holdfast.operator, first)).toEqual(USD('0.000429'))
  const told = await sung(organization, USD('9'), speech({ durationSeconds: 10 }))
  expect(await costIn(holdfast.operator, told)).toEqual(USD('9'))
  const uncounted = await sung(organization, undefined, speech({}))
  expect(await costIn(holdfast.operator, uncounted)).toBeNull()
  // A later price that does not say it keeps the cost; a catalogue that does not, removes it.
  now += HOUR_MS
  await mutate(holdfast.operator, 'createPriceRule', { ...price, credits: 2 })
  const kept = await sung(organization, undefined, speech({ durationSeconds: 7 }))
  expect(await costIn(holdfast.operator, kept)).toEqual(USD('0.0003'))
  const document = { name: 'own', description: 'x', priceRules: [{ ...price, upstreamCost: USD('0.5') }] }
  now += HOUR_MS
  const loaded = await loadCatalogue(holdfast.holdfast.app, document, { dryRun: false })
  expect(loaded).toMatchObject({ changes: [{ differences: [{ field: 'credits' }, { field: 'upstreamCost' }] }] })
  expect(await loadCatalogue(holdfast.holdfast.app, document, { dryRun: true })).toMatchObject({ changes: [] })
  const call = await sung(organization, undefined, speech({}))
  expect(await costIn(holdfast.operator, call)).toEqual(USD('0.5'))
  now += HOUR_MS
  expect(await loadCatalogue(holdfast.holdfast.app, { ...document, priceRules: [] }, { dryRun: false })).toMatchObject({
    changes: [{ kind: 'WITHDRAWN' }],
  })
})

test('a task of the sandbox costs nothing upstream', async () => {
  now += HOUR_MS
  await mutate(holdfast.operator, 'createPriceRule', {
    ...{ provider: 'p', model: 'demo', operation: 'speech', creditType: 'music', credits: 1, upstreamCost: USD('1') },
  })
  const organization = await holdfast.organization({ mode: 'SANDBOX' })
  const taskId = await submitted(organization, {
    model: 'demo',
    operation: 'speech',
    input: { sandbox: { outcome: 'STUCK' } },
  })
  await mutate(holdfast.operator, 'completeTask', { taskId, result: {} })
  expect(await costIn(holdfast.operator, taskId)).toBeNull()
})

test.each([
  [USD('0.0000001'), 'upstreamCost.amount must be a decimal of at most 1000000000 with at most six decimals'],
  [USD('-1'), 'upstreamCost.amount must be a decimal'],
  [USD('1e3'), 'upstreamCost.amount must be a decimal'],
  [USD('1000000000.000001'), 'upstreamCost.amount must be a decimal of at most 1000000000'],
  [{ amount: '1', currency: 'usd' }, 'upstreamCost.currency must be the three capital letters of a currency'],
  [
    { amount: '1', currency: 'ABC' },
    'upstreamCost.currency must be the three capital letters of a currency in ISO 4217',
  ],
])('a cost of %j is refused and changes nothing', async (upstreamCost, message) => {
  const organization = await holdfast.organization()
  const taskId = await submitted(organization)
  for (const [name, more] of [
    ['completeTask', { result: {} }],
    ['failTask', { reason: 'x' }],
    ['recordUpstreamCost', {}],
  ] as const) {
    const refused = await mutate(holdfast.operator, name, { taskId, upstreamCost, ...more })
    expect(refused).toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining(message) })
  }
  const { node } = await ask(holdfast.operator, `{ node(id: "${taskId}") { ... on Task { status } } }`)
  expect(node.status).toBe('QUEUED')
})

test('what a task has cost is recorded by the platform’s keys, and by nobody of the organization', async () => {
  const organization = await holdfast.organization()
  const taskId = await submitted(organization)
  const record = `mutation ($input: RecordUpstreamCostInput!) { recordUpstreamCost(input: $input) { __typename ... on Error { code message } } }`
  const input = { taskId, upstreamCost: USD('9') }
  for (const client of [organization.owner, organization.admin, organization.member]) {
    const { errors } = await client.send(record, { input })
    expect(errors?.[0]).toMatchObject({ message: expect.stringContaining('SETTLE'), extensions: { code: 'FORBIDDEN' } })
    // Nobody gives a key of their own more than it has.
    const key = await mutate(client, 'createApiKey', { name: 'own', scopes: ['SETTLE'] })
    expect(key).toMatchObject({ code: expect.any(String) })
  }
  expect(await costIn(holdfast.operator, taskId)).toBeNull()
})

test('margins are what was earned less what it has cost: by customer, by model and by month, and as files', async () => {
  now = Date.UTC(2029, 4, 5)
  const [one, other] = [await holdfast.organization({ credits: 0n }), await holdfast.organization({ credits: 0n })]
  for (const { id: organizationId } of [one, other]) {
    const paid = { amount: 1_000, currency: 'USD' }
    await mutate(holdfast.operator, 'grantCredits', { organizationId, creditType: 'music', credits: 100, paid })
  }
  await sung(one, USD('0.4'))
  await sung(one, USD('0.7'), { model: 'udio' })
  now = Date.UTC(2029, 5, 5)
  await sung(other, USD('1.5'))
  await sung(other, { amount: '0.1', currency: 'EUR' })
  const read = async (by: string, more = '') => {
    const { margins } = await ask(
      holdfast.operator,
      `{ margins(from: "2029-05", to: "2029-06", by: [${by}] ${more}) {
        month organization { id } model currency recognized { amount } upstreamCost { amount } margin { amount } } }`,
    )
    return margins.map((each: Record<string, never>) => {
      const { recognized, upstreamCost, margin } = each as Record<string, { amount: unknown }>
      const subject = [each.month, (each as { organization?: { id: string } }).organization?.id, each.model]
      return [...subject.filter(Boolean), each.currency, recognized?.amount, upstreamCost?.amount, margin?.amount]
    })
  }
  const inEuros = ['EUR', 0, '0.1', '-0.1']
  expect(await read('')).toEqual([inEuros, ['USD', 350, '2.6', '0.9']])
  expect(await read('ORGANIZATION')).toEqual([
    [other.id, ...inEuros],
    [other.id, 'USD', 200, '1.5', '0.5'],
    [one.id, 'USD', 150, '1.1', '0.4'],
  ])
  expect(await read('MODEL', `organizationId: "${one.id}"`)).toEqual([
    ['suno', 'USD', 100, '0.4', '0.6'],
    ['udio', 'USD', 50, '0.7', '-0.2'],
  ])
  expect(await read('MONTH', 'first: 2')).toEqual([
    ['2029-05', 'USD', 150, '1.1', '0.4'],
    ['2029-06', ...inEuros],
    ['USD', 200, '1.5', '0.5'],
  ])
  const cut = `{ margins(from: "2029-05", to: "2029-06", by: [MONTH], first: 2) { isOthers } }`
  const { margins: rowsOfCut } = await ask(holdfast.operator, cut)
  expect(rowsOfCut.map(({ isOthers }: { isOthers: boolean }) => isOthers)).toEqual([false, false, true])
  const months = `revenueByMonth(from: "2029-06", to: "2029-06", organizationId: "${other.id}")`
  const { revenueByMonth } = await ask(
    holdfast.operator,
    `{ ${months} { currency upstreamCost { amount } margin { amount } models { model margin { amount } } } }`,
  )
  expect(revenueByMonth).toEqual([
    { ...{ currency: 'EUR', upstreamCost: { amount: '0.1' }, margin: { amount: '-0.1' } }, models: expect.any(Array) },
    {
      ...{ currency: 'USD', upstreamCost: { amount: '1.5' }, margin: { amount: '0.5' } },
      models: [{ model: 'suno', margin: { amount: '0.5' } }],
    },
  ])
  await expect(read('MONTH', 'first: 0')).rejects.toThrow('first must be 1 to 1000')

  const rows = async (more: Partial<StartExportInput>) => {
    const { bytes } = await exported(holdfast.operator, { kind: 'REVENUE', format: 'CSV', ...more })
    return parse(Buffer.from(bytes), { columns: true }) as Record<string, string>[]
  }
  const wanted = { from: '2029-05-01T00:00:00Z', until: '2029-07-01T00:00:00Z' }
  const revenue = await rows(wanted)
  const columns = ['month', 'currency', 'opening', 'recognized', 'closing', 'upstreamCost', 'margin']
  const of = ({ id }: TestOrganization) =>
    revenue.filter((row) => row.organizationId === id).map((row) => columns.map((column) => row[column]))
  expect(of(one)).toEqual([
    ['2029-05', 'USD', '0', '150', '850', '1.1', '0.4'],
    ['2029-06', 'USD', '850', '0', '850', '0', '0'],
  ])
  expect(of(other)).toEqual([
    ['2029-06', 'EUR', '0', '0', '0', '0.1', '-0.1'],
    ['2029-05', 'USD', '0', '0', '1000', '0', '0'],
    ['2029-06', 'USD', '1000', '200', '800', '1.5', '0.5'],
  ])
  const used = await rows({ kind: 'USAGE', ...wanted })
  const costs = used.filter((row) => row.organizationId === other.id).map((row) => row.upstreamCosts)
  expect(costs).toEqual(['["0.1 EUR","1.5 USD"]'])
  const tasks = await rows({ kind: 'TASKS', ...wanted })
  const told = tasks.filter((row) => row.organizationId === one.id)
  expect(told.map((row) => [row.upstreamCost, row.upstreamCurrency])).toEqual([
    ['0.4', 'USD'],
    ['0.7', 'USD'],
  ])
})

test('a cost counts in the month of UTC in which its task ended, also if an hour of the time zone is of two months', async () => {
  for (const timeZone of ['Asia/Kolkata', 'Asia/Kathmandu']) {
    const organization = await holdfast.organization()
    await mutate(organization.admin, 'setSpendingPolicy', { timeZone })
    now = Math.max(now, Date.UTC(2029, 6, 20))
    const edge = Date.UTC(2029, new Date(now).getUTCMonth() + 1)
    // Both are of one hour there: from half past, or a quarter past, until then.
    now = edge - 5 * 60_000
    const before = await sung(organization, USD('1'))
    now = edge + 5 * 60_000
    await sung(organization, USD('2'))
    await done('recordUpstreamCost', before, { upstreamCost: USD('1.5') })
    const months = [edge - 1, edge].map((at) => new Date(at).toISOString().slice(0, 7))
    const read = async () => {
      const { revenueByMonth } = await ask(
        holdfast.operator,
        `{ revenueByMonth(from: "${months[0]}", to: "${months[1]}", organizationId: "${organization.id}") { month upstreamCost { amount } } }`,
      )
      return revenueByMonth
    }
    const expected = months.map((month, i) => ({ month, upstreamCost: { amount: ['1.5', '2'][i] } }))
    expect(await read()).toEqual(expected)
    while ((await rollUpUsage(holdfast.holdfast.app)) > 0);
    expect(await read()).toEqual(expected)
    const { groups } = (
      await ask(
        holdfast.operator,
        `{ organization(id: "${organization.id}") {
          usage(from: "${new Date(edge - HOUR_MS).toISOString()}", to: "${new Date(edge + HOUR_MS).toISOString()}", by: [HOUR]) { groups { sums { tasks upstreamCosts { amount } } } } } }`,
      )
    ).organization.usage
    expect(groups).toEqual([{ sums: { tasks: 2, upstreamCosts: [{ amount: '3.5' }] } }])
  }
})

test('nobody of an organization sees a cost: not in a task, usage, price or export, and revenue is not for them', async () => {
  const organization = await holdfast.organization()
  const taskId = await sung(organization, USD('0.123457'))
  const { owner, admin, member, viewer, id } = organization
  for (const client of [owner, admin, member, viewer]) {
    expect(await costIn(client, taskId)).toBeNull()
    const range = 'from: "2020-01-01T00:00:00Z", to: "2040-01-01T00:00:00Z"'
    const seen = await ask(
      client,
      `{ organization { usage(${range}, by: [MODEL], compareToPrevious: false) {
          total { upstreamCosts { amount } } groups { sums { upstreamCosts { amount } } } } }
        priceRules { upstreamCost { amount } } }`,
    )
    const { total, groups } = seen.organization.usage
    expect([total, ...groups.map(({ sums }: { sums: object }) => sums)]).toEqual([
      { upstreamCosts: null },
      { upstreamCosts: null },
    ])
    expect(seen.priceRules.every((rule: { upstreamCost: unknown }) => rule.upstreamCost === null)).toBe(true)
    const { errors } = await client.send('{ margins(from: "2029-05", to: "2029-06") { currency } }')
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
  }
  for (const kind of ['TASKS', 'USAGE'] as const) {
    for (const format of ['CSV', 'NDJSON', 'PARQUET'] as const) {
      for (const client of [admin, holdfast.operator]) {
        const { bytes } = await exported(client, { kind, format, organizationId: id })
        expect(Buffer.from(bytes).toString('latin1')).not.toMatch(/0\.123457|upstream/)
      }
    }
  }
  for (const client of [admin, holdfast.operator]) {
    const refused = await mutate(client, 'startExport', { kind: 'REVENUE', format: 'CSV', organizationId: id })
    expect(refused).toMatchObject({
      code: 'INVALID_INPUT',
      message: 'kind must be another than REVENUE: it is of all organizations, and for the operator',
    })
  }
  const { rows } = await run(holdfast.database.url, (database) => database.query('SELECT events FROM feed_batch'))
  expect(rows.length).toBeGreaterThan(0)
  expect(JSON.stringify(rows).includes('123457')).toBe(false)
  const contract = { provider: 'suno', model: 'suno', operation: 'music', creditType: 'music', credits: 8 }
  const upstreamCost = USD('0.123457')
  await mutate(holdfast.operator, 'createPriceRule', { ...contract, organizationId: id, upstreamCost })
  const audit = await holdfast.holdfast.app.prisma.auditEntry.findMany({ where: { organizationId: organization.uuid } })
  const facts = audit.filter(({ action }) => action === 'createPriceRule').map(({ after }) => after)
  expect(facts).toMatchObject([{ credits: '8' }])
  expect(facts[0]).not.toHaveProperty('upstreamCost')
})

test('all costs add up: verify finds nothing', async () => {
  expect((await verify(holdfast.database.url)).violations).toEqual([])
})
