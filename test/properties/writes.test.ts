// The statements of tables write the rows that they are given, whichever columns are equal in all of them: those are sent once.

import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, createClient } from '../../src/database/connect.ts'
import { bigints, booleans, instants, ints, texts, uuids } from '../../src/engine/binary.ts'
import { parserOf } from '../../src/engine/session.ts'
import { batchTime, enums, jsons, lists, sparseTexts, Table } from '../../src/engine/table.ts'
import type { Write } from '../../src/engine/write.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'

const RUNS = Number(process.env.PROPERTY_RUNS ?? 8)
const NOW = new Date('2026-11-28T09:30:00.125Z')

interface Row {
  readonly organizationId: string
  readonly id: string
  readonly word: string | null
  readonly status: string
  readonly credits: bigint
  readonly count: number | null
  readonly isOpen: boolean
  readonly at: Date | null
  readonly ids: readonly string[]
  readonly tags: readonly string[]
  readonly input: unknown
}

const rows = new Table<Row, 'recordedAt'>('written', 'w', ['organizationId', 'id'], {
  organizationId: uuids,
  id: uuids,
  word: texts,
  status: enums('hold_status'),
  credits: bigints,
  count: ints,
  isOpen: booleans,
  at: instants,
  ids: lists('uuid', { isRead: false }),
  tags: sparseTexts,
  input: jsons,
  recordedAt: batchTime,
})
const SET = ['word', 'status', 'credits', 'count', 'isOpen', 'at', 'ids', 'tags', 'input'] as const
const INSERT = rows.insert('insert_rows')
const UPDATE = rows.update('update_rows', { set: SET })
const PUT = rows.put('put_rows', SET)

let database: TestDatabase
let client: Client
beforeAll(async () => {
  database = await createTestDatabase()
  client = createClient(database.url, { name: 'writes', parserOf })
  await client.connect()
  await client.query(`CREATE TABLE written (
    organization_id uuid, id uuid, word text, status hold_status, credits bigint, count int, is_open boolean, at timestamptz(3),
    ids uuid[], tags text[], input jsonb, recorded_at timestamptz(3), PRIMARY KEY (organization_id, id))`)
})
afterAll(async () => {
  await client.end()
  await database.drop()
})

const uuid = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`
const [STATUSES, WORDS] = [
  ['OPEN', 'SPENT', 'RELEASED'],
  ['rain', 'ε💧', '', null],
]
/** Values of each column, by any number. Lists and times are new objects each time. */
const VALUES: { readonly [Name in keyof Omit<Row, 'id'>]: (n: number) => Row[Name] } = {
  organizationId: (n) => uuid(n % 3),
  word: (n) => WORDS[n % 4] ?? null,
  status: (n) => STATUSES[n % 3] as string,
  credits: (n) => BigInt(n) * 10n ** 15n,
  count: (n) => (n % 5 === 0 ? null : n),
  isOpen: (n) => n % 2 === 0,
  at: (n) => (n % 5 === 0 ? null : new Date(NOW.getTime() + n)),
  ids: (n) => (n % 2 === 0 ? [] : [uuid(n), uuid(0)]),
  tags: (n) => (n % 2 === 0 ? [] : ['a, b', `tag ${n}`]),
  input: (n) => (n % 5 === 0 ? null : { n, words: ['"', n] }),
}
const NAMES = Object.keys(VALUES) as (keyof typeof VALUES)[]

const writing = fc.record({
  kind: fc.constantFrom('insert', 'update', 'put'),
  // Equal columns are sent once from 100 rows on.
  rows: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 98, max: 240 })),
  equal: fc.uniqueArray(fc.constantFrom(...NAMES)),
  seed: fc.integer({ min: 0, max: 1_000 }),
})

/** A row whose columns have the value of their seed, if they are equal in all rows, or one of its own. */
function rowOf(i: number, id: string, equal: ReadonlySet<string>, seed: number): Row {
  const values = NAMES.map((name) => [name, VALUES[name](equal.has(name) ? seed : seed + i)])
  return { ...Object.fromEntries(values), id } as Row
}

async function write(statement: Write<Row>, some: readonly Row[]): Promise<void> {
  const { name, text, values } = statement(some, NOW)
  await client.query({ name, text, values })
}

const keyOf = ({ organizationId, id }: Pick<Row, 'organizationId' | 'id'>) => `${organizationId} ${id}`

/** The rows of the database, by their keys. */
async function stored(): Promise<Map<string, unknown>> {
  const { rows: all } = await client.query(`SELECT ${rows.select()}, recorded_at AS "recordedAt" FROM written w`)
  return new Map(all.map((row) => [keyOf(row), row]))
}

const said = (row: Row) => ({ ...row, recordedAt: NOW })

test('rows are written as they are, whichever columns are equal in all of them', async () => {
  const histories = fc.array(writing, { minLength: 4, maxLength: 10 })
  const prove = async (history: readonly (typeof writing extends fc.Arbitrary<infer Value> ? Value : never)[]) => {
    await client.query('TRUNCATE written')
    const model = new Map<string, Row>()
    let made = 0
    for (const { kind, rows: count, equal, seed } of history) {
      const old = [...model.values()]
      const some = Array.from({ length: count }, (_, i) => {
        const before = kind === 'insert' ? undefined : old[(seed + i) % (old.length || 1)]
        const isOld = before !== undefined && i < old.length && (kind === 'update' || i % 2 === 0)
        const row = rowOf(i, isOld ? before.id : uuid(++made), new Set(equal), seed)
        return isOld ? { ...row, organizationId: before.organizationId } : row
      })
      const known = kind === 'update' ? some.filter((row) => model.has(keyOf(row))) : some
      if (known.length === 0) continue
      await write({ insert: INSERT, update: UPDATE, put: PUT }[kind as 'insert'], known)
      for (const row of known) model.set(keyOf(row), row)
    }
    expect(await stored()).toEqual(new Map([...model].map(([key, row]) => [key, said(row)])))
  }
  await fc.assert(fc.asyncProperty(histories, prove), { numRuns: RUNS * 4 })
})

test('a statement has few texts, and sends what is equal in all rows once', () => {
  const insert = rows.insert('insert_others')
  const some = (equal: readonly string[]) => Array.from({ length: 100 }, (_, i) => rowOf(i, uuid(i), new Set(equal), 1))
  const names = NAMES.map((_, i) => insert(some(NAMES.slice(0, i)), NOW).name)
  expect(new Set(names)).toEqual(new Set([1, 2, 3, 4].map((n) => `insert_others_${n}`)))
  const [organizations, ids] = insert(some(NAMES), NOW).values as Buffer[]
  expect(organizations?.length).toBe(20 + 4 + 16)
  expect(ids?.length).toBe(20 + 100 * (4 + 16))
  expect(insert(some(NAMES).slice(1), NOW).name).toBe('insert_others')
})
