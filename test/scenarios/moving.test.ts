// Moving in and out: files of customers are checked, imported once, and say what they brought; exports move on.

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verify } from '../../src/engine/verify.ts'
import { csvRow } from '../../src/formats/csv.ts'
import { encodeGlobalId } from '../../src/graphql/ids.ts'
import { createTestDatabase, run } from '../support/database.ts'
import { startTestHoldfast, type TestHoldfast } from '../support/holdfast.ts'
import { mutate } from '../support/mutate.ts'
import { runHoldfast } from '../support/process.ts'

const DAY_MS = 24 * 60 * 60 * 1_000
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString()

let folder: string
let holdfast: TestHoldfast
let environment: Record<string, string>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-moving-'))
  holdfast = await startTestHoldfast({ catalogue: 'aimusicapi' })
  environment = { DATABASE_URL: holdfast.database.url, DATA_DIR: folder }
})
afterAll(async () => {
  await holdfast.stop()
  await rm(folder, { recursive: true, force: true })
})

type Fields = Readonly<Record<string, unknown>>

async function fileOf(name: string, rows: readonly (Fields | string)[]): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, rows.map((row) => `${typeof row === 'string' ? row : JSON.stringify(row)}\n`).join(''))
  return path
}

/** Imports a file and returns the report and the exit code. */
async function imported(file: string, ...options: string[]) {
  const { code, stdout, stderr } = await runHoldfast(['import', file, '--json', ...options], environment)
  if (stdout === '') throw new Error(stderr)
  return { code, report: JSON.parse(stdout) }
}

const organization = (key: string, more: Fields = {}) => ({
  type: 'organization',
  key,
  name: `${key} Records`,
  ...more,
})
const member = (key: string, of: string, more: Fields = {}) => {
  return { type: 'member', key, organization: of, name: key, role: 'MEMBER', ...more }
}
const lot = (key: string, of: string, more: Fields = {}) => ({
  ...{ type: 'lot', key, organization: of, creditType: 'music', kind: 'TOP_UP', granted: 1_000, remaining: 1_000 },
  createdAt: '2025-03-01T12:00:00Z',
  ...more,
})

/** The id in the API of an organization that was imported. */
async function idOf(key: string): Promise<string> {
  const { rows } = await run(holdfast.database.url, (client) =>
    client.query('SELECT result_id FROM idempotency_key WHERE key = $1', [`holdfast: import organization ${key}`]),
  )
  return encodeGlobalId('Organization', rows[0].result_id)
}

const LOTS = `query ($id: ID!) { organization(id: $id) {
  name timeZone
  wallet(creditType: "music") { available locked spent granted
    lots(first: 10) { edges { node { kind priority createdAt expiresAt granted available locked source lock } } } }
  members(first: 10) { edges { node { name role } } }
  subscription { status anchorAt renewsAt plan { name } cycle { number } }
} }`

test('a dry run names every row that would be refused, with its line, its field and what would be right', async () => {
  const file = await fileOf('wrong.ndjson', [
    organization('wrong'),
    organization('wrong', { name: 'Again' }),
    member('olivia', 'nobody'),
    lot('l1', 'wrong', { remaining: 1_001 }),
    lot('l2', 'wrong', { granted: 10.5 }),
    lot('l3', 'wrong', { creditType: 'Music' }),
    lot('l4', 'wrong', { member: 'nobody' }),
    lot('l5', 'wrong', { expiresAt: '2025-12-01' }),
    lot('l6', 'wrong', { createdAt: 'yesterday' }),
    lot('l7', 'wrong', { colour: 'red' }),
    lot('l8', 'wrong', { remaining: 600 }),
    { type: 'balance', organization: 'wrong', creditType: 'music', credits: 700 },
    { type: 'subscription', key: 's', organization: 'wrong', plan: 'no-such-plan', renewsAt: inDays(3) },
    'not json',
    { type: 'song', key: 'x' },
    organization('org_'.padEnd(26, 'A')),
  ])
  const { code, report } = await imported(file, '--dry-run')
  expect(code).toBe(1)
  const said = report.refused.map(({ line, field, message }: Fields) => `${line} ${field} ${message}`)
  expect(said).toEqual([
    '2 key was used for another organization of this file, in line 1',
    '3 organization must be the key of an organization above this line or of an earlier import, or an id such as org_…, not "nobody"',
    '4 remaining must be at most granted',
    '5 granted must be a whole number from 1 to 9007199254740991',
    '6 creditType must be 1 to 50 lower-case letters, digits, _ and -, and begin with a letter',
    '7 member must be the key of a member of the organization above this line or of an earlier import, or an id such as member_…, not "nobody"',
    '8 expiresAt must be in the future and after usableFrom: leave out a lot that has expired, or set remaining to 0',
    '9 createdAt must be a time such as 2026-11-26T09:30:00Z, or a day such as 2026-11-26, which begins at 00:00 UTC',
    expect.stringMatching(/^10 null must not have colour: its fields are .*, creditType, /),
    '12 credits is 700, and the lots of this wallet in the file add up to 1600',
    expect.stringMatching(/^13 plan must be the name of a plan \(.*\), not "no-such-plan"$/),
    '14 null must be a JSON object on one line, as jq -c writes it',
    expect.stringMatching(/^15 type /),
  ])
  expect(report).toMatchObject({ dryRun: true, refusedCount: 13, differences: [] })
  // Without --dry-run nothing is written either.
  expect(await imported(file)).toMatchObject({ code: 1, report: { dryRun: false, written: false } })
  const { rows } = await run(holdfast.database.url, (client) =>
    client.query(`SELECT count(*)::int FROM organization WHERE name LIKE 'wrong%'`),
  )
  expect(rows[0].count).toBe(0)
})

test('customers move into a running Holdfast with their dates, and a second import changes nothing', async () => {
  const [expiresAt, renewsAt] = [inDays(90), new Date(Date.UTC(2099, 2, 31, 9)).toISOString()]
  const file = await fileOf('acme.ndjson', [
    organization('acme', { timeZone: 'Europe/Berlin', createdAt: '2024-01-01' }),
    member('olivia', 'acme', { role: 'OWNER', subject: 'https://id.example.com#olivia' }),
    member('max', 'acme'),
    { type: 'subscription', key: 'sub_1', organization: 'acme', plan: 'monthly', renewsAt },
    lot('cycle', 'acme', { kind: 'SUBSCRIPTION', requiresSubscription: true, remaining: 250, expiresAt }),
    lot('bought', 'acme', { remaining: 600, paidAmount: 1_000, currency: 'EUR', source: 'Invoice 7', priority: 5 }),
    lot('empty', 'acme', { remaining: 0 }),
    lot('kept', 'acme', { remaining: 40, locked: true }),
    lot('of max', 'acme', { member: 'max', remaining: 30 }),
    { type: 'balance', organization: 'acme', creditType: 'music', credits: 890 },
    { type: 'balance', organization: 'acme', member: 'max', creditType: 'music', credits: 30 },
  ])
  const dry = await imported(file, '--dry-run')
  expect(dry).toMatchObject({ code: 0, report: { refused: [], totals: [{ file: '920', holdfast: '0' }] } })
  const { code, report } = await imported(file)
  expect({ code, ...report }).toMatchObject({
    code: 0,
    refused: [],
    differences: [],
    totals: [{ creditType: 'music', file: '920', holdfast: '920' }],
  })
  expect(report.rows.find(({ type }: Fields) => type === 'lot')).toEqual({ type: 'lot', rows: 5, done: 4, empty: 1 })

  const id = await idOf('acme')
  const { data, errors } = await holdfast.operator.send<{ organization: Fields }, Fields>(LOTS, { id })
  expect(errors).toBeUndefined()
  expect(data?.organization).toMatchObject({
    name: 'acme Records',
    timeZone: 'Europe/Berlin',
    wallet: { available: 850, locked: 40, spent: 0, granted: 890 },
    subscription: {
      status: 'ACTIVE',
      renewsAt,
      anchorAt: '2099-01-31T09:00:00.000Z',
      plan: { name: 'monthly' },
      cycle: { number: 2 },
    },
  })
  const text = JSON.stringify(data)
  expect(text).toContain('"name":"olivia","role":"OWNER"')
  for (const part of ['"createdAt":"2025-03-01T12:00:00.000Z"', `"expiresAt":"${expiresAt}"`, '"source":"Invoice 7"']) {
    expect(text).toContain(part)
  }
  const again = await imported(file)
  expect(again).toMatchObject({ code: 0, report: { refused: [], differences: [], totals: [{ holdfast: '920' }] } })
  expect((await holdfast.operator.send(LOTS, { id })).data).toEqual(data)

  const changed = await imported(await fileOf('changed.ndjson', [lot('bought', 'acme', { remaining: 601 })]))
  expect(changed.report.refused).toEqual([
    {
      line: 1,
      key: 'bought',
      field: 'key',
      message: 'was imported before with other values: a row can’t be changed by importing it again',
    },
  ])
})

test('what was earned before the move is not earned again, and the journal says what moved in', async () => {
  const file = await fileOf('earned.ndjson', [
    organization('earned'),
    lot('half', 'earned', { remaining: 500, paidAmount: 999, currency: 'USD' }),
  ])
  expect((await imported(file)).code).toBe(0)
  const id = await idOf('earned')
  const { data } = await holdfast.operator.send<Fields, Fields>(
    `query ($id: ID!) { organization(id: $id) {
      revenue(creditType: "music") { paid { amount } recognized { amount } deferred { amount } }
      wallet(creditType: "music") {
      journal(first: 5) { edges { node { type credits reason } } } } } }`,
    { id },
  )
  expect(data).toMatchObject({
    organization: {
      revenue: [{ paid: { amount: 499 }, recognized: { amount: 0 }, deferred: { amount: 499 } }],
      wallet: {
        journal: {
          edges: [{ node: { type: 'GRANT', credits: 500, reason: 'Moved in: 500 of 1000 credits are left.' } }],
        },
      },
    },
  })
})

test('CSV has the same rows, in files of their own or together', async () => {
  const columns = [
    'type',
    'key',
    'organization',
    'name',
    'role',
    'creditType',
    'kind',
    'granted',
    'remaining',
    'createdAt',
    'models',
  ]
  const rows = [
    ['organization', 'csv', '', '=Formula Records', '', '', '', '', '', '', ''],
    ['member', 'olivia', 'csv', 'Olivia, "O"', 'OWNER', '', '', '', '', '', ''],
  ]
  const lots = [['lot', 'l1', 'csv', '', '', 'music', 'PROMO', '50', '20', '2026-01-31', 'suno-v4 nuro']]
  const write = (name: string, cells: string[][]) =>
    fileOf(
      name,
      [columns, ...cells].map((row) => csvRow(row).trimEnd()),
    )
  expect(await imported(await write('people.csv', rows))).toMatchObject({ code: 0, report: { refused: [] } })
  expect(await imported(await write('lots.csv', lots))).toMatchObject({
    code: 0,
    report: { differences: [], totals: [{ file: '20', holdfast: '20' }] },
  })
  const { data } = await holdfast.operator.send<{ organization: Fields }, Fields>(LOTS, { id: await idOf('csv') })
  expect(data?.organization).toMatchObject({ name: '=Formula Records', wallet: { available: 20 } })
  const broken = await fileOf('broken.csv', ['type,key', 'lot,"l1'])
  expect((await imported(broken)).report.refused).toEqual([
    { line: 2, key: null, field: null, message: expect.stringMatching(/^must be CSV by RFC 4180: /) },
  ])
})

test('a row with a credit type, model or operation that nothing knows is refused; what the organization has is known', async () => {
  const { operator } = holdfast
  const { id: organizationId } = await holdfast.organization()
  const contract = { provider: 'x', model: 'x', operation: 'x', creditType: 'theirs', credits: 1, organizationId }
  expect(await mutate(operator, 'createPriceRule', contract)).not.toHaveProperty('code')
  const file = await fileOf('names.ndjson', [
    { type: 'organization', key: 'names', name: 'Names' },
    lot('n1', 'names', { creditType: 'musik' }),
    lot('n2', 'names', { models: ['suno-v5', 'nuro'], operations: ['creat'] }),
    { type: 'budget', key: 'b', organization: 'names', creditType: 'music', period: 'MONTH', limit: 1, model: 'numo' },
    lot('n3', 'names', { creditType: 'musik', remaining: 0, granted: 5 }),
    lot('n4', organizationId, { creditType: 'theirs', models: ['x'] }),
  ])
  const { code, report } = await imported(file)
  expect(code).toBe(1)
  const of = 'must be a model of a price (suno-v4, producer, nuro, lyrics), not'
  expect(report.refused.map(({ line, field, message }: Fields) => `${line} ${field} ${message}`)).toEqual([
    '2 creditType must be a credit type of a price, of a plan or of the organization (music), not "musik". Did you mean music?',
    `3 models ${of} "suno-v5". Did you mean suno-v4?`,
    expect.stringMatching(
      /^3 operations must be an operation of a price \(.* more\), not "creat"\. Did you mean create\?$/,
    ),
    `4 model ${of} "numo". Did you mean nuro?`,
  ])
})

const STRIPE = {
  id: 'credgr_test_61R9a6NUWsRmOW3RM41L6nFOS1ekDGHo',
  object: 'billing.credit_grant',
  amount: { monetary: { currency: 'usd', value: 1000 }, type: 'monetary' },
  applicability_config: { scope: { price_type: 'metered' } },
  category: 'paid',
  created: 1726620803,
  customer: 'cus_QrvQguzkIK8zTj',
  effective_at: 1729297860,
  expires_at: null,
  livemode: false,
  metadata: {},
  name: 'Purchased Credits',
  priority: 50,
  test_clock: null,
  updated: 1726620803,
  voided_at: null,
}

const LAGO = {
  lago_id: '1a901a90-1a90-1a90-1a90-1a901a901a90',
  lago_customer_id: '1a901a90-1a90-1a90-1a90-1a901a901a90',
  external_customer_id: 'hooli_1234',
  status: 'active',
  currency: 'USD',
  rate_amount: '1.5',
  credits_balance: '28.0',
  balance_cents: 1000,
  consumed_credits: '2.0',
  created_at: '2022-04-29T08:59:51Z',
  name: 'Prepaid',
  code: 'prepaid',
  priority: 50,
  expiration_at: null,
}

const OPENMETER = {
  id: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
  entitlementId: '01ARZ3NDEKTSV4RRFFQ69G5FAX',
  amount: 100,
  priority: 1,
  effectiveAt: '2023-01-01T01:01:00Z',
  createdAt: '2023-01-01T01:01:01.001Z',
  updatedAt: '2023-01-01T01:01:01.001Z',
  maxRolloverAmount: 100,
  metadata: { stripePaymentId: 'pi_4OrAkhLvyihio9p51h9iiFnB' },
}

test.each<[system: string, options: string[], lines: Fields[], customer: string, credits: number, skipped: number]>([
  [
    'stripe',
    ['--multiply', '0.5'],
    [
      {
        object: 'list',
        data: [
          { ...STRIPE, remaining: 600 },
          { ...STRIPE, id: 'credgr_void', voided_at: 1729297861 },
        ],
      },
    ],
    'cus_QrvQguzkIK8zTj',
    300,
    1,
  ],
  [
    'lago',
    ['--multiply', '10'],
    [{ wallets: [LAGO] }, { ...LAGO, lago_id: 'other', status: 'terminated' }],
    'hooli_1234',
    280,
    1,
  ],
  ['openmeter', [], [{ ...OPENMETER, customer: 'customer-1', remaining: 40 }], 'customer-1', 40, 0],
])(
  'what %s exports moves in, as its documentation shows it',
  async (system, options, lines, customer, credits, skipped) => {
    const file = await fileOf(`${system}.ndjson`, lines)
    const { code, report } = await imported(file, '--from', system, '--credit-type', 'music', ...options)
    expect({ code, ...report }).toMatchObject({ code: 0, refused: [], differences: [], skipped })
    const { data } = await holdfast.operator.send<{ organization: Fields }, Fields>(LOTS, { id: await idOf(customer) })
    expect(data?.organization).toMatchObject({ name: customer, wallet: { available: credits } })
  },
)

test('a grant whose rest nobody knows is refused, and so is a part of a credit', async () => {
  const file = await fileOf('unknown.ndjson', [STRIPE, { ...STRIPE, id: 'credgr_2', remaining: 601 }])
  const { report } = await imported(file, '--from', 'stripe', '--credit-type', 'music', '--multiply', '0.5')
  expect(report.refused.map(({ line, field, message }: Fields) => `${line} ${field} ${message}`)).toEqual([
    '1 remaining must be given: add the units of this grant that are left, as docs/moving.md shows',
    '2 remaining must be a whole number of credits once multiplied: see --multiply',
  ])
})

test('the customer of several grants, on one page of a list, counts as one organization', async () => {
  const grant = (id: string) => ({ ...STRIPE, id, customer: 'cus_several', remaining: 100 })
  const file = await fileOf('page.ndjson', [{ object: 'list', data: [grant('credgr_8'), grant('credgr_9')] }])
  const { report } = await imported(file, '--from', 'stripe', '--credit-type', 'music')
  expect(report).toMatchObject({ written: true, refusedCount: 0, differences: [] })
  expect(new Map(report.rows.map(({ type, rows, done }: Fields) => [type, [rows, done]]))).toEqual(
    new Map([
      ['organization', [1, 1]],
      ['lot', [2, 2]],
    ]),
  )
})

/** The rows of an export, with names in place of the ids that each Holdfast gives. */
function withoutIds(text: string): Fields[] {
  const rows: Fields[] = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  const names = new Map(rows.map(({ key, name }) => [key, name]))
  return rows
    .map(({ key: _key, organization: of, member: whose, ...rest }) => {
      return { ...rest, ...(of ? { organization: names.get(of) } : {}), ...(whose ? { member: names.get(whose) } : {}) }
    })
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
}

test('an export of an organization moves it to an empty Holdfast with the same balances, lots, subscription and members', async () => {
  const id = await idOf('acme')
  const exported = await runHoldfast(['export', id], environment)
  expect(exported).toMatchObject({ code: 0, stderr: '' })
  const file = join(folder, 'export.ndjson')
  await writeFile(file, exported.stdout)
  const again = await imported(file)
  expect(again.report.refused[0]).toMatchObject({
    line: 1,
    message: 'is an organization of this Holdfast: an export is for another one',
  })

  const other = await createTestDatabase()
  const elsewhere = { DATABASE_URL: other.url, DATA_DIR: folder }
  expect((await runHoldfast(['catalogue', 'load', 'aimusicapi'], elsewhere)).code).toBe(0)
  const moved = await runHoldfast(['import', file], elsewhere)
  expect(moved).toMatchObject({ code: 0, stdout: expect.stringMatching(/Everything in the file is in Holdfast\.\n$/) })
  const { rows } = await run(other.url, (client) => client.query('SELECT id FROM organization'))
  const back = await runHoldfast(['export', encodeGlobalId('Organization', rows[0].id)], elsewhere)
  // A second move begins with what the first brought: the lots’ original amounts stay in the audit log.
  const known = (row: Fields) => ({ ...row, granted: 0, paidAmount: 0 })
  expect(withoutIds(back.stdout).map(known)).toEqual(withoutIds(exported.stdout).map(known))
  expect((await verify(other.url)).violations).toEqual([])
  await other.drop()
})

test('the operator gets the same rows over HTTP, and nobody else does', async () => {
  const mine = await holdfast.organization({ credits: 100n })
  const get = (key: string | null, format = 'ndjson') =>
    fetch(`${holdfast.holdfast.url}/organizations/${mine.id}/export?format=${format}`, {
      headers: { 'x-api-key': key ?? '' },
    })
  const rows = withoutIds(await (await get(holdfast.operator.key)).text())
  const five = (type: string) => Array.from({ length: 5 }, () => type)
  const types = rows.map(({ type }) => type).sort()
  expect(types).toEqual([...five('apiKey'), 'balance', 'lot', ...five('member'), 'organization'])
  expect(await (await get(holdfast.operator.key, 'csv')).text()).toMatch(/^type,key,organization,/)
  expect((await get(mine.owner.key)).status).toBe(403)
})
