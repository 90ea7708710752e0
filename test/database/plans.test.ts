// The statements of pages go by an index on large tables, and stop at the page: no table is read whole and nothing is sorted.
//
// The tables are filled past the API, with copies of one row. Statements are explained with the values that they are sent with.

import pg from 'pg'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { OPERATOR } from '../../bench/support/operator.ts'
import { encodeGlobalId } from '../../src/graphql/ids.ts'
import { openApp } from '../../src/openApp.ts'
import { openRequestReader } from '../../src/server/credentials.ts'
import { createGraphQL } from '../../src/server/graphql.ts'
import { HOLDS_DUE } from '../../src/wallets/sweep.ts'
import type { Answer } from '../support/client.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import { Submit } from '../support/operations.ts'

const ROWS = 20_000
const FIELDS = 'edges { cursor } pageInfo { hasNextPage hasPreviousPage }'

let holdfast: TestHoldfast
let organization: TestOrganization
let app: ReturnType<typeof openApp>
let yoga: ReturnType<typeof createGraphQL>
let database: pg.Client
const statements: { sql: string; parameters: string }[] = []

beforeAll(async () => {
  holdfast = await startTestHoldfast()
  organization = await holdfast.organization()
  await organization.member.run(Submit, { input: { model: 'suno', operation: 'music' } })
  app = openApp({
    databaseUrl: holdfast.database.url,
    log: pino({ level: 'silent' }),
    onStatement: (sql, parameters) => statements.push({ sql, parameters }),
  })
  yoga = createGraphQL(app, openRequestReader({ trustedProxies: [], publicUrl: null, allowedOrigins: [] }))
  database = new pg.Client({ connectionString: holdfast.database.url })
  await database.connect()
  await fill()
})
afterAll(async () => {
  await yoga.dispose()
  await app.close()
  await database.end()
  // What was filled in adds up to nothing, which `stop` would report.
  await holdfast.holdfast.stop()
  await holdfast.database.drop()
})

/** Copies a row ROWS times, each with a new id and what else is said: SQL of a JSON object, in which i counts. */
async function copies(table: string, changes: string): Promise<void> {
  await database.query(
    `INSERT INTO ${table}
     SELECT copy.* FROM (SELECT * FROM ${table} LIMIT 1) AS one, generate_series(1, ${ROWS}) AS i,
       LATERAL jsonb_populate_record(one::${table}, jsonb_build_object('id', uuidv7(), 'copy', i) || ${changes}) AS copy`,
  )
}

/** Most rows are another wallet's, another organization's, or have left the list. */
async function fill(): Promise<void> {
  await database.query(`SET session_replication_role = replica`)
  const apart = (column: string) =>
    `CASE WHEN i % 10 = 0 THEN '{}'::jsonb ELSE jsonb_build_object('${column}', gen_random_uuid()) END`
  await copies('task', `CASE WHEN i % 10 = 0 THEN '{}' ELSE '{"ended_at": "2026-01-01T00:00:00Z"}' END::jsonb`)
  const long = `(i * interval '30 min' + interval '1 day')`
  await copies('task', `jsonb_build_object('id', uuidv7(-${long}), 'created_at', now() - ${long}, 'ended_at', now())`)
  await database.query(`INSERT INTO task_tag SELECT organization_id, 'common', id FROM task`)
  await database.query(`INSERT INTO task_tag SELECT organization_id, 'rare', id FROM task WHERE id::text ~ '[05a]0$'`)
  await copies('hold', `${apart('wallet_id')}`)
  await copies('hold', `'{"status": "RELEASED", "released": 10, "ended_at": "2026-01-01T00:00:00Z"}'`)
  await copies(
    'hold',
    `jsonb_build_object('id', uuidv7(-${long}), 'created_at', now() - ${long}) || '{"status": "RELEASED", "released": 10, "ended_at": "2026-01-01T00:00:00Z"}'`,
  )
  await database.query(`INSERT INTO hold_line SELECT organization_id, id, 1, first_lot_id, 1 FROM hold`)
  const before = `jsonb_build_object('created_at', now() - i * interval '1 s')`
  const rarely = (values: object) => `CASE WHEN i % 20 = 0 THEN '${JSON.stringify(values)}'::jsonb ELSE '{}' END`
  await copies('credit_lot', `${apart('wallet_id')} || ${before}`)
  await copies(
    'credit_lot',
    `'{"open": false, "available": 0, "frozen": 0, "spent": 1000}' || ${before} || ${rarely({ kind: 'PROMO', source: 'rare' })}`,
  )
  await copies(
    'journal_entry',
    `jsonb_build_object('sequence', i + 10, 'created_at', now() - (${ROWS} - i) * interval '1 s') ||
     CASE WHEN i % 20 = 0 THEN '{"type": "EXPIRE"}'::jsonb ELSE '{"type": "FREEZE", "lot_id": null}' END`,
  )
  await database.query(`UPDATE wallet SET sequence = ${ROWS + 10}`)
  await copies('organization', `'{}'`)
  await copies(
    'member',
    `${apart('organization_id')} || ${before} || CASE WHEN i % 3 = 0 THEN '{"role": "BILLING"}'::jsonb ELSE '{}' END`,
  )
  const now = new Date().toISOString()
  const delivery = {
    ...{ organization_id: organization.uuid, id: organization.uuid, endpoint_id: organization.uuid },
    ...{ message_id: 'x', event: 'x', body: '{}', status: 'SUCCEEDED', attempts: 1 },
    // What ended long ago is deleted.
    ...{ created_at: now, due_at: now, ended_at: now },
  }
  const webhook = { organization_id: organization.uuid, id: organization.uuid, url: 'x', events: [], state: 'ENABLED' }
  const secret = { secret: 'x', created_at: now }
  const alert = { organization_id: organization.uuid, id: organization.uuid, kind: 'BALANCE_LOW', message: 'x' }
  const payment = {
    ...{ organization_id: organization.uuid, id: organization.uuid, provider: 'MANUAL', trigger: 'PURCHASE' },
    ...{ stage: 'OPEN', status: 'OPEN', quantity: 1, title: 'x', lines: [], kind: 'TOP_UP', currency: 'USD' },
    ...{ amount: 1, tax: 0, received: 0, refunded: 0, accepted: 0, settled: 0, returned: 0, disputes: {} },
    ...{ save_method: false, sequence: 1, created_at: now, checks: 0, attempts: 0 },
  }
  const exported = {
    ...{ organization_id: organization.uuid, id: organization.uuid, kind: 'TASKS', format: 'CSV' },
    ...{ status: 'SUCCEEDED', sequence: 1, created_at: now, ended_at: now, attempts: 1, stops: 0, rows: 0 },
  }
  const receipt = {
    ...{ organization_id: organization.uuid, id: organization.uuid, kind: 'RECEIPT', is_test: false, number: 1 },
    ...{ payment_id: organization.uuid, title: 'x', amount: 1, tax: 0, currency: 'USD', created_at: now },
    ...{ organization_name: 'x', time_zone: 'UTC', of_dispute: false },
  }
  const simulation = {
    ...{ id: organization.uuid, status: 'SUCCEEDED', sequence: 1, name: 'x', document: {}, result: {} },
    ...{
      from_at: now,
      until_at: now,
      created_by: 'x',
      created_at: now,
      ended_at: now,
      attempts: 1,
      stops: 0,
      tasks: 0,
    },
  }
  const simulated_organization = {
    ...{
      simulation_id: organization.uuid,
      id: organization.uuid,
      organization_id: organization.uuid,
      credit_type: 'x',
    },
    ...{ tasks: 0, refused: 0, refusals: {}, credits_before: 0, credits_after: 0, refunded_before: 0 },
    ...{ refunded_after: 0, sequence: 0, expired_before: 0, expired_after: 0 },
  }
  for (const [table, row] of Object.entries({
    payment,
    export: exported,
    receipt,
    simulation,
    simulated_organization,
    webhook_delivery: delivery,
    webhook_endpoint: { ...webhook, ...secret },
    alert: { ...alert, created_at: now },
  })) {
    const sql = `INSERT INTO ${table} SELECT * FROM jsonb_populate_record(null::${table}, $1::jsonb)`
    await database.query(sql, [JSON.stringify(row)])
  }
  const at = `jsonb_build_object('created_at', now() + i / 4 * interval '1 ms')`
  await copies('webhook_delivery', `${apart('endpoint_id')} || ${at}`)
  await copies('payment', rarely({ problem: 'UNDERPAID' }))
  await copies('export', `'{}'`)
  await copies('receipt', `jsonb_build_object('number', i + 1) || ${before}`)
  await copies('simulation', `'{}'`)
  await copies(
    'simulated_organization',
    `${apart('simulation_id')} || jsonb_build_object('sequence', i) || ${rarely({ ran_out_at: now })}`,
  )
  await copies('alert', `${before} || ${rarely({ kind: 'LOT_EXPIRING', wallet_id: organization.uuid })}`)
  await database.query('ANALYZE')
}

async function ask(query: string): Promise<unknown> {
  const secret = organization.admin.key ?? ''
  const caller = query.includes('organizations')
    ? OPERATOR
    : await app.access.authenticate({ secret, cookies: null, organizationId: null, address: null })
  statements.length = 0
  const response = await yoga.fetch(
    'http://localhost/graphql',
    { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query }) },
    { caller },
  )
  const { data, errors } = (await response.json()) as Answer<unknown>
  expect(errors).toBeUndefined()
  return data
}

const simulation = () => encodeGlobalId('Simulation', organization.uuid)
const endpoint = () => encodeGlobalId('WebhookEndpoint', `${organization.uuid}/${organization.uuid}`)

const ago = (seconds: number) => new Date(Date.now() - seconds * 1_000).toISOString()
/** Some thousand seconds that are not the newest. */
const RANGE = `from: "${ago(15_000)}", until: "${ago(5_000)}"`
const DAY_S = 24 * 60 * 60

const LISTS: Readonly<Record<string, (page: string) => string>> = {
  organization: (page) => `{ organizations(${page}) { ${FIELDS} } }`,
  member: (page) => `{ organization { members(${page}) { ${FIELDS} } } }`,
  'member (role)': (page) => `{ organization { members(filter: { role: BILLING }, ${page}) { ${FIELDS} } } }`,
  'member (time)': (page) => `{ organization { members(filter: { ${RANGE} }, ${page}) { ${FIELDS} } } }`,
  task: (page) => `{ organization { tasks(${page}) { ${FIELDS} } } }`,
  'task (tag)': (page) => `{ organization { tasks(filter: { tag: "rare" }, ${page}) { ${FIELDS} } } }`,
  'task (time)': (page) =>
    `{ organization { tasks(filter: { submittedFrom: "${ago(120 * DAY_S)}", submittedUntil: "${ago(110 * DAY_S)}" }, ${page}) { ${FIELDS} } } }`,
  credit_lot: (page) => `{ organization { wallet { lots(${page}) { ${FIELDS} } } } }`,
  'credit_lot (open)': (page) => `{ organization { wallet { lots(open: true, ${page}) { ${FIELDS} } } } }`,
  'credit_lot (kind)': (page) => `{ organization { wallet { lots(filter: { kind: PROMO }, ${page}) { ${FIELDS} } } } }`,
  'credit_lot (source)': (page) =>
    `{ organization { wallet { lots(filter: { source: "rare" }, ${page}) { ${FIELDS} } } } }`,
  'credit_lot (time)': (page) => `{ organization { wallet { lots(filter: { ${RANGE} }, ${page}) { ${FIELDS} } } } }`,
  alert: (page) => `{ organization { alerts(${page}) { ${FIELDS} } } }`,
  'alert (kind)': (page) => `{ organization { alerts(filter: { kind: LOT_EXPIRING }, ${page}) { ${FIELDS} } } }`,
  'alert (time)': (page) => `{ organization { alerts(filter: { ${RANGE} }, ${page}) { ${FIELDS} } } }`,
  'alert (wallet)': (page) =>
    `{ organization { alerts(filter: { walletId: "${encodeGlobalId('Wallet', `${organization.uuid}/${organization.uuid}`)}" }, ${page}) { ${FIELDS} } } }`,
  payment: (page) => `{ organization { payments(${page}) { ${FIELDS} } } }`,
  'payment (unsettled)': (page) => `{ organization { payments(filter: { unsettled: true }, ${page}) { ${FIELDS} } } }`,
  'payment (all)': (page) => `{ payments(${page}) { ${FIELDS} } } # organizations`,
  'payment (all, unsettled)': (page) =>
    `{ payments(filter: { unsettled: true }, ${page}) { ${FIELDS} } } # organizations`,
  export: (page) => `{ exports(${page}) { ${FIELDS} } }`,
  'receipt (all)': (page) => `{ receipts(${page}) { ${FIELDS} } } # organizations`,
  'receipt (all, time)': (page) => `{ receipts(filter: { ${RANGE} }, ${page}) { ${FIELDS} } } # organizations`,
  simulation: (page) => `{ simulations(${page}) { ${FIELDS} } } # organizations`,
  simulated_organization: (page) => `{ simulation(id: "${simulation()}") { organizations(${page}) { ${FIELDS} } } }`,
  'simulated_organization (ran out)': (page) =>
    `{ simulation(id: "${simulation()}") { organizations(ranOut: true, ${page}) { ${FIELDS} } } }`,
  'journal_entry (types)': (page) =>
    `{ organization { wallet { journal(filter: { types: [EXPIRE] }, ${page}) { ${FIELDS} } } } }`,
  'journal_entry (time)': (page) =>
    `{ organization { wallet { journal(filter: { ${RANGE} }, ${page}) { ${FIELDS} } } } }`,
  hold: (page) => `{ organization { holds(${page}) { ${FIELDS} } } }`,
  'hold (ended)': (page) => `{ organization { holds(filter: { statuses: [RELEASED] }, ${page}) { ${FIELDS} } } }`,
  'hold (time)': (page) =>
    `{ organization { holds(filter: { from: "${ago(120 * DAY_S)}", until: "${ago(110 * DAY_S)}" }, ${page}) { ${FIELDS} } } }`,
  'hold (open)': (page) => `{ organization { wallet { openHolds(${page}) { ${FIELDS} } } } }`,
  webhook_delivery: (page) =>
    `{ node(id: "${endpoint()}") { ... on WebhookEndpoint { deliveries(${page}) { ${FIELDS} } } } }`,
  journal_entry: (page) => `{ organization { wallet { journal(${page}) { ${FIELDS} } } } }`,
}

interface Plan {
  readonly 'Node Type': string
  readonly 'Actual Rows': number
  readonly 'Actual Loops': number
  readonly 'Rows Removed by Filter'?: number
  readonly Plans?: readonly Plan[]
}

/** How many rows the scans of a plan have looked at. */
function rowsRead(plan: Plan): number {
  if (plan.Plans) return plan.Plans.reduce((sum, each) => sum + rowsRead(each), 0)
  return (plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0)) * plan['Actual Loops']
}

test.each(Object.entries(LISTS))('a page of %s reads at most one row more than it shows', async (name, query) => {
  const cursorOf = async (page: string) => /"cursor":"([^"]+)"/.exec(JSON.stringify(await ask(query(page))))?.[1]
  const first = await cursorOf('first: 100')
  const last = await cursorOf('last: 100')
  expect(first, JSON.stringify(await ask(query('first: 1')))).not.toBe(last)
  for (const page of ['first: 5', 'last: 5', `first: 5, after: "${first}"`, `last: 5, before: "${last}"`]) {
    await ask(query(page))
    const table = name.split(' ')[0]
    const read = statements.filter(({ sql }) => sql.includes(`FROM "public"."${table}"`) && sql.includes('ORDER BY'))
    expect(read.length).toBe(page.includes('"') ? 2 : 1)
    for (const { sql, parameters } of read) {
      const { rows } = await database.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${sql}`, JSON.parse(parameters))
      const [{ Plan: plan }] = rows[0]['QUERY PLAN']
      // A list of what has a tag reads a row of the tag for each row that it shows.
      const rows_max = query.toString().includes('tag:') ? 20 : 10
      expect(rowsRead(plan), JSON.stringify(plan, null, 1)).toBeLessThanOrEqual(rows_max)
    }
  }
})

/** A statement reads at most ten rows. */
async function expectFew(sql: string, parameters: unknown[]): Promise<void> {
  const { rows } = await database.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${sql}`, parameters)
  const [{ Plan: plan }] = rows[0]['QUERY PLAN']
  expect(rowsRead(plan), JSON.stringify(plan, null, 1)).toBeLessThanOrEqual(10)
}

test('the sweep of holds that are due reads no holds of tasks', async () => {
  statements.length = 0
  await HOLDS_DUE.sweep(app)
  const [due] = statements.filter(({ sql }) => sql.includes('FROM "public"."hold"'))
  await expectFew(due?.sql ?? '', JSON.parse(due?.parameters ?? ''))
})

test('the lines of a page of holds, and their lots, are found by the primary keys', async () => {
  await ask('{ organization { holds(first: 5) { edges { node { lines { credits lot { kind } } } } } } }')
  const read = statements.filter(({ sql }) => /FROM "public"."(hold_line|credit_lot)"/.test(sql))
  expect(read).toHaveLength(3)
  for (const { sql, parameters } of read) await expectFew(sql, JSON.parse(parameters))
})
