// The statements of pages go by an index on large tables, and stop at the page: no table is read whole and nothing is sorted.
//
// The tables are filled past the API, with copies of one row. Statements are explained as they are sent, for unknown values.

import pg from 'pg'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openApp } from '../../src/app.ts'
import { openRequestReader } from '../../src/server/credentials.ts'
import { createGraphQL } from '../../src/server/http.ts'
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
const statements: string[] = []

beforeAll(async () => {
  holdfast = await startTestHoldfast()
  organization = await holdfast.organization()
  await organization.member.run(Submit, { input: { model: 'suno', operation: 'music' } })
  app = openApp({
    databaseUrl: holdfast.database.url,
    log: pino({ level: 'silent' }),
    onStatement: (sql) => statements.push(sql),
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
       LATERAL jsonb_populate_record(one::${table}, jsonb_build_object('id', uuidv7()) || ${changes}) AS copy`,
  )
}

/** Most rows are another wallet's, another organization's, or have left the list. */
async function fill(): Promise<void> {
  await database.query(`SET session_replication_role = replica`)
  const other = "'00000000-0000-7000-8000-000000000001'::uuid"
  const apart = (column: string) =>
    `CASE WHEN i % 10 = 0 THEN '{}'::jsonb ELSE jsonb_build_object('${column}', gen_random_uuid()) END`
  await copies('task', `CASE WHEN i % 10 = 0 THEN '{}' ELSE '{"ended_at": "2026-01-01T00:00:00Z"}' END::jsonb`)
  await copies('hold', `${apart('wallet_id')}`)
  await copies('hold', `'{"status": "RELEASED", "ended_at": "2026-01-01T00:00:00Z"}'`)
  await copies('credit_lot', apart('wallet_id'))
  await copies('credit_lot', `'{"open": false}'`)
  await database.query(
    `INSERT INTO journal_entry
     SELECT copy.* FROM (SELECT * FROM journal_entry LIMIT 1) AS one, generate_series(10, ${ROWS}) AS i,
       LATERAL jsonb_populate_record(one, jsonb_build_object('sequence', i)) AS copy`,
  )
  await copies('organization', `'{}'`)
  await copies('member', `jsonb_build_object('organization_id', ${other})`)
  const delivery = {
    ...{ organization_id: organization.uuid, id: organization.uuid, endpoint_id: organization.uuid },
    ...{ message_id: 'x', event: 'x', body: '{}', status: 'SUCCEEDED', attempts: 1 },
    ...{ created_at: '2026-01-01T00:00:00Z', due_at: '2026-01-01T00:00:00Z', ended_at: '2026-01-01T00:00:00Z' },
  }
  await database.query(
    'INSERT INTO webhook_delivery SELECT * FROM jsonb_populate_record(null::webhook_delivery, $1::jsonb)',
    [JSON.stringify(delivery)],
  )
  const at = `jsonb_build_object('created_at', timestamptz '2026-01-01' + i * interval '1 second')`
  await copies('webhook_delivery', `${apart('endpoint_id')} || ${at}`)
  await database.query('ANALYZE')
}

async function ask(query: string): Promise<unknown> {
  const secret = organization.admin.key ?? ''
  const caller = query.includes('organizations')
    ? ({ kind: 'operator', keyId: 'x', name: 'x' } as const)
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

const LISTS: Readonly<Record<string, (page: string) => string>> = {
  organization: (page) => `{ organizations(${page}) { ${FIELDS} } }`,
  member: (page) => `{ organization { members(${page}) { ${FIELDS} } } }`,
  task: (page) => `{ organization { tasks(${page}) { ${FIELDS} } } }`,
  credit_lot: (page) => `{ organization { wallet { lots(${page}) { ${FIELDS} } } } }`,
  'credit_lot ': (page) => `{ organization { wallet { lots(open: true, ${page}) { ${FIELDS} } } } }`,
  hold: (page) => `{ organization { wallet { openHolds(${page}) { ${FIELDS} } } } }`,
  journal_entry: (page) => `{ organization { wallet { journal(${page}) { ${FIELDS} } } } }`,
}

test.each(Object.entries(LISTS))('pages of %s stop at their size', async (name, query) => {
  const first = JSON.stringify(await ask(query('first: 5')))
  const cursor = /"cursor":"([^"]+)"/.exec(first)?.[1]
  expect(cursor).toBeDefined()
  for (const page of ['first: 5', 'last: 5', `first: 5, after: "${cursor}"`, `last: 5, before: "${cursor}"`]) {
    await ask(query(page))
    const table = name.trim()
    const read = statements.filter((sql) => sql.includes(`FROM "public"."${table}"`) && sql.includes('ORDER BY'))
    expect(read.length).toBeGreaterThan(0)
    for (const sql of read) {
      const { rows } = await database.query(`EXPLAIN (GENERIC_PLAN) ${sql}`)
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
      console.log(name, page, '\n', plan)
    }
  }
})
