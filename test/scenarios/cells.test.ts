// Cells: a database of one that becomes several, with two processes that decide at the same time, and one feed of all.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import { Cells, shardHashOf } from '../../src/database/cells.ts'
import { laneLock } from '../../src/database/locks.ts'
import { makePartitions } from '../../src/database/partitions.ts'
import { splitCells } from '../../src/database/splitCell.ts'
import { verify } from '../../src/engine/verify.ts'
import type { Holdfast } from '../../src/holdfast.ts'
import type { Health } from '../../src/server/health.ts'
import { CallbackReceiver } from '../support/callbackReceiver.ts'
import { Client } from '../support/client.ts'
import { run } from '../support/database.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import { Load } from '../support/load.ts'
import { AddMember, CreateWebhookEndpoint, Events, Grant, Submit, WatchEvents } from '../support/operations.ts'
import { runHoldfast, spawnCommand } from '../support/process.ts'
import { startSecond, untilElsewhere, untilHome } from '../support/second.ts'

const WAIT = { timeout: 15_000, interval: 50 }
const ORGANIZATIONS = 8
const FEED = { feedDays: 30, privateWebhooks: true }

let one: TestHoldfast
let other: Holdfast
let organizations: TestOrganization[]
let load: Load
/** The log of one. */
const lines: Record<string, unknown>[] = []

beforeAll(async () => {
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line)) })
  one = await startTestHoldfast({ log, metrics: { host: '127.0.0.1', port: 0 }, ...FEED })
  await untilHome(one.holdfast)
  other = await startSecond(one, FEED)
  await untilElsewhere(other)
  organizations = await Promise.all(
    Array.from({ length: ORGANIZATIONS }, () => one.organization({ credits: 100_000n })),
  )
  load = new Load(one.database.url, organizations, [one.holdfast.url, other.url])
})
afterAll(async () => {
  await other.stop()
  await one.stop()
})

// biome-ignore lint/suspicious/noExplicitAny: a row is what its statement selects.
type Row = any

const rows = async (sql: string, values: unknown[] = []): Promise<Row[]> =>
  (await run(one.database.url, (client) => client.query(sql, values))).rows

const newestEvent = async () => (await one.operator.run(Events, { after: 0, first: 1 })).events?.newestNumber ?? 0

/** Follows the feed at both processes, from its newest event to a grant of these credits. */
async function follow(lastCredits: number) {
  const after = await newestEvent()
  const clients = [one.holdfast, other].map(({ url }) => new Client(url, one.operator.key))
  const following = clients.map((client) =>
    client
      .watch(WatchEvents, { after })
      .until(({ events: { kind, data } }) => kind === 'GRANT' && (data as Row).credits === lastCredits),
  )
  return async () => {
    const input = { organizationId: organizations[0]?.id ?? '', credits: lastCredits, kind: 'TOP_UP' as const }
    await one.operator.run(Grant, { input })
    const [here = [], there] = await Promise.all(following)
    await Promise.all(clients.map((client) => client.close()))
    expect(there).toEqual(here)
    const told = here.map(({ events }) => events)
    expect(told.map(({ number }) => number)).toEqual(told.map((_, i) => after + 1 + i))
    return told
  }
}

/** Each wallet's entries are told once and in their order, and so are the states of each task. */
function expectOrder(told: readonly { subjectType: string; subjectId: string; data: unknown }[]) {
  const sequences = new Map<string, number[]>()
  for (const { subjectType, subjectId, data } of told) {
    if (subjectType !== 'JournalEntry' && subjectType !== 'Task') continue
    const { walletId = subjectId, sequence } = data as Row
    sequences.set(walletId, [...(sequences.get(walletId) ?? []), sequence])
  }
  for (const numbers of sequences.values()) expect(numbers).toEqual(numbers.map((_, i) => (numbers[0] ?? 0) + i))
}

const cellsNow = async () => (await rows('SELECT count(*)::int AS count FROM cell'))[0]?.count

/** The names of the indexes that a table of a schema has. */
const indexesOf = (schema: string, table: string) =>
  rows('SELECT indexname AS name FROM pg_indexes WHERE schemaname = $1 AND tablename = $2 ORDER BY 1', [schema, table])

test('an organization is in the same cell by this hash as by PostgreSQL’s', async () => {
  const ids = Array.from({ length: 500 }, () => crypto.randomUUID() as string)
  await rows('CREATE TABLE of_a_test (id uuid) PARTITION BY HASH (id)')
  for (const count of [1, 2, 4, 64]) {
    const wrong = await rows(
      `SELECT id FROM unnest($1::uuid[], $2::int[]) AS given (id, remainder)
       WHERE NOT satisfies_hash_partition('of_a_test'::regclass, ${count}, remainder, id)`,
      [ids, ids.map((id) => new Cells(count).of(id))],
    )
    expect(wrong).toEqual([])
  }
  await rows('DROP TABLE of_a_test')
  // While two become four, cell 0 has become 0 and 2, and 1 has all of its organizations.
  const [between, after] = [new Cells(3), new Cells(4)]
  for (const id of ids) expect(between.of(id)).toBe(after.of(id) === 3 ? 1 : after.of(id))
  expect(between.ids.map((cell) => between.modulusOf(cell))).toEqual([4, 2, 4])
})

test('an organization is in the shard that Citus 13 says', () => {
  // As answered by worker_hash, and by cell_of with four cells.
  const told = [
    ['00000000-0000-0000-0000-000000000000', 1353656403, 3],
    ['0190b6c8-7f3a-7c3e-9b61-2d8e5f4a1c77', -60413903, 1],
    ['ffffffff-ffff-4fff-bfff-ffffffffffff', -988869553, 1],
  ] as const
  const shard = { host: 'worker', port: 5432, tables: {} }
  const cells = new Cells(4, [shard, shard, shard, shard])
  for (const [id, hash, cell] of told) {
    expect(shardHashOf(id)).toBe(hash)
    expect(cells.of(id)).toBe(cell)
  }
  for (const cell of cells.ids) expect(cells.of(cells.newIdIn(cell))).toBe(cell)
})

test('a database of one cell becomes two and four under load, and nothing is lost or doubled', async () => {
  const before = await indexesOf('public', 'wallet')
  const followed = await follow(123_456)
  const finish = load.start()
  // Killed in the middle of the first split, it leaves one cell, and goes on when it is run again.
  const killed = spawnCommand(['cells', '2'], { DATABASE_URL: one.database.url })
  await killed.prints('rows of credit_lot')
  await killed.end('SIGKILL')
  expect(await cellsNow()).toBe(1)
  const again = await runHoldfast(['cells', '2'], { DATABASE_URL: one.database.url })
  expect(again).toMatchObject({ code: 0, stdout: 'There are 2 cells.\n' })
  await splitCells(one.database.url, 4)
  // Each process decides for half of them.
  await vi.waitUntil(() => [one.holdfast, other].every(({ app }) => app.home.cells.length === 2), WAIT)
  const isDivided = ({ app }: Holdfast) =>
    organizations.every(({ uuid }) => app.home.cells.includes(new Cells(4).of(uuid)) !== app.home.isElsewhereOf(uuid))
  await vi.waitUntil(() => [one.holdfast, other].every(isDivided), WAIT)
  await finish()
  expect(load.count).toBeGreaterThan(organizations.length)
  const told = await followed()
  expectOrder(told)
  expect(told.filter(({ kind }) => kind === 'TASK_SUBMITTED')).toHaveLength(load.count)
  expect((await verify(one.database.url)).violations).toEqual([])
  for (const schema of ['public', 'cell_0', 'cell_3']) expect(await indexesOf(schema, 'wallet')).toEqual(before)
  for (const { uuid } of organizations) {
    const [{ cell, table }] = await rows(
      `SELECT cell_of($1::uuid)::int AS cell,
         (SELECT tableoid::regclass::text FROM wallet WHERE organization_id = $1::uuid LIMIT 1) AS table`,
      [uuid],
    )
    expect(cell).toBe(new Cells(4).of(uuid))
    expect(table).toBe(`cell_${cell}.wallet`)
  }
  const refused = runHoldfast(['cells', '2'], { DATABASE_URL: one.database.url })
  expect(await refused).toMatchObject({ code: 2, stderr: expect.stringContaining('can’t become smaller') })
})

test('a mutation at one process is decided by the home of its organization’s cell, and so is due work', async () => {
  const finish = load.start()
  await finish()
  for (const { id } of organizations) {
    const expiresAt = new Date(Date.now() + 3_000).toISOString()
    const { grantCredits } = await one.operator.run(Grant, {
      input: { organizationId: id, credits: 7, kind: 'PROMO', expiresAt },
    })
    expect(grantCredits?.__typename).toBe('GrantCreditsSuccess')
  }
  await expect
    .poll(
      async () =>
        (await rows(`SELECT count(*)::int FROM journal_entry WHERE type = 'EXPIRE' AND credits = 7`))[0].count,
      WAIT,
    )
    .toBe(organizations.length)
  await expectHomes()
  const { data } = await one.operator.send<{ processes: { cells: number[] }[] }, unknown>('{ processes { cells } }')
  expect(data?.processes.flatMap(({ cells }) => cells).sort()).toEqual([0, 1, 2, 3])
})

/** Each cell's newest batch is one of its home. */
async function expectHomes(): Promise<void> {
  for (const cell of new Set(organizations.map(({ uuid }) => new Cells(4).of(uuid)))) {
    const homes = [one.holdfast, other].filter(({ app }) => app.home.cells.includes(cell))
    expect(homes).toHaveLength(1)
    const [{ id }] = await rows(`SELECT id FROM lane WHERE cell = $1 ORDER BY batch DESC LIMIT 1`, [cell])
    expect(homes[0]?.app.lanes.isOwn(id)).toBe(true)
  }
}

test('each entry of one request of the platform is decided by the home of its own organization’s cell', async () => {
  const results = async (name: string, type: string, entries: readonly object[]) => {
    const { data, errors } = await one.operator.send<Record<string, { results: Row[] }>, unknown>(
      `mutation ($holds: [${type}!]!) { ${name}(input: { holds: $holds }) {
        ... on ${name[0]?.toUpperCase()}${name.slice(1)}Success {
          results { __typename ... on ${type.replace('Input', 'Success')} { hold { id status } } }
        } } }`,
      { holds: entries },
    )
    expect(errors).toBeUndefined()
    return data?.[name]?.results.map(({ hold }) => hold) ?? []
  }
  const ofEach = organizations.map(({ id: organizationId }) => ({ organizationId, credits: 3 }))
  const opened = await results('freezeHolds', 'FreezeCreditsInput', [...ofEach, ...ofEach])
  expect(opened).toHaveLength(2 * ORGANIZATIONS)
  await expectHomes()
  const holds = opened.map(({ id: holdId }) => ({ holdId }))
  const spent = await results('spendHolds', 'SpendCreditsInput', holds.slice(0, ORGANIZATIONS))
  const released = await results('releaseHolds', 'ReleaseCreditsInput', holds.slice(ORGANIZATIONS))
  expect(spent).toEqual(holds.slice(0, ORGANIZATIONS).map(({ holdId: id }) => ({ id, status: 'SPENT' })))
  expect(released).toEqual(holds.slice(ORGANIZATIONS).map(({ holdId: id }) => ({ id, status: 'RELEASED' })))
  await expectHomes()
})

test('the events of all cells are one feed, an OWNER sees their own, and webhooks have the numbers', async () => {
  const receiver = await CallbackReceiver.start()
  try {
    const followed = await follow(234_567)
    const started = Array.from({ length: 6 }, () => one.organization({ mode: 'SANDBOX', credits: 100n }))
    const made = await Promise.all(started)
    expect(new Set(made.map(({ uuid }) => new Cells(4).of(uuid))).size).toBeGreaterThan(1)
    const songs = { model: 'suno', operation: 'music', input: { sandbox: { durationMs: 20 } } }
    await Promise.all(
      made.map(async ({ id, admin, member }, place) => {
        await one.operator.run(AddMember, { input: { organizationId: id, name: 'Ada', role: 'MEMBER' } })
        const path = `/of-${place}`
        const input = { url: receiver.urlOf(path), events: ['TASK_ENDED' as const] }
        await admin.run(CreateWebhookEndpoint, { input })
        for (const count of [1, 2, 3]) {
          await member.run(Submit, { input: songs })
          await receiver.at(path, count)
        }
      }),
    )
    const told = await followed()
    expectOrder(told)
    for (const [place, { id, owner }] of made.entries()) {
      const own = told.filter(({ organizationId }) => organizationId === id)
      const { events: page } = await owner.run(Events, { after: (own[0]?.number ?? 0) - 1, first: 100 })
      expect(page?.events.map(({ number }) => number)).toEqual(own.map(({ number }) => number))
      expect(own.map(({ data }) => (data as Row).action)).toContain('addMember')
      const ended = own.flatMap(({ kind, number }) => (kind === 'TASK_ENDED' ? number : []))
      const bodies = (await receiver.at(`/of-${place}`, 3)).map(({ body }) => body)
      expect(bodies.map(({ number }) => number)).toEqual(ended)
      expect(bodies.map(({ previous }) => previous)).toEqual([null, ...ended.slice(0, 2)])
    }
    expect(await rows('SELECT FROM feed_outbox UNION ALL SELECT FROM feed_pending')).toEqual([])
  } finally {
    receiver.stop()
  }
})

/** Holds the lock of a cell's lane, as something that works, until it is ended. */
async function holdLane(name: string, cell: number): Promise<{ end(): Promise<unknown> }> {
  const holder = new pg.Client({ connectionString: one.database.url, application_name: name })
  holder.on('error', () => {})
  await holder.connect()
  const [{ pid }] = (await holder.query('SELECT pg_advisory_lock($1), pg_backend_pid() AS pid', [laneLock(cell)])).rows
  holder.query('SELECT pg_sleep(600)').catch(() => {})
  return { end: () => rows('SELECT pg_terminate_backend($1)', [pid]) }
}

const healthOf = async ({ url }: Holdfast) => {
  const response = await fetch(`${url}/health/ready`)
  const { lane, ready } = (await response.json()) as Health
  expect(response.status).toBe(ready ? 200 : 503)
  return { ready, lane }
}

const stoppedSeconds = async (cell: number) => {
  const page = await (await fetch(one.holdfast.metricsUrl ?? '')).text()
  return Number(new RegExp(`^holdfast_lane_stopped_seconds\\{cell="${cell}"\\} (.*)$`, 'm').exec(page)?.[1])
}

/** Those of each process, as it has reported them last. */
const stoppedCells = async () => {
  const { data } = await one.operator.send<{ processes: { stoppedCells: number[] }[] }, unknown>(
    '{ processes { stoppedCells } }',
  )
  return data?.processes.map((process) => process.stoppedCells)
}

test('a cell that can’t be decided is named, and only its home is not ready, unless the cell is being divided', async () => {
  const ready = { ready: true, lane: { ready: true, since: null, stopped: [] } }
  await expect.poll(() => healthOf(one.holdfast), WAIT).toEqual(ready)
  await expect.poll(() => healthOf(other), WAIT).toEqual(ready)
  const [cell = -1, further = -1] = one.holdfast.app.home.cells
  const since = expect.any(String)
  for (const [name, isDivided] of [
    ['holdfast lane', false],
    ['holdfast cells', true],
  ] as const) {
    // The log has what happened during the divisions, too.
    lines.length = 0
    const holder = await holdLane(name, cell)
    const stopped = [{ cell, since, isDivided }]
    const lane = { ready: isDivided, since: isDivided ? null : since, stopped }
    await expect.poll(() => healthOf(one.holdfast), WAIT).toEqual({ ready: isDivided, lane })
    expect(await healthOf(other)).toEqual(ready)
    const told = { cell, holder: { name, pid: expect.any(Number) }, msg: 'the lane of a cell decides nothing' }
    await expect.poll(() => lines, WAIT).toContainEqual(expect.objectContaining(told))
    expect(await stoppedSeconds(cell)).toBeGreaterThan(1)
    expect(await stoppedSeconds(further)).toBeLessThan(1)
    await expect.poll(stoppedCells, WAIT).toContainEqual([cell])
    await holder.end()
    await expect.poll(() => healthOf(one.holdfast), WAIT).toEqual(ready)
    const again = { cell, seconds: expect.any(Number), msg: 'the lane of a cell decides again' }
    await expect.poll(() => lines, WAIT).toContainEqual(expect.objectContaining(again))
  }
})

test('each cell gets its own quarters, and a dump of several cells is restored as one', async () => {
  expect(await makePartitions(one.database.url, new Date(Date.UTC(2031, 1, 1)))).toBe(true)
  const quarters = await rows(
    `SELECT relid::regclass::text AS name FROM pg_partition_tree('journal_entry') WHERE relid::regclass::text ~ '2031q1' ORDER BY 1`,
  )
  expect(quarters.map(({ name }) => name)).toEqual([0, 1, 2, 3].map((cell) => `cell_${cell}.journal_entry_2031q1`))
  const [folder, name] = [await mkdtemp(join(tmpdir(), 'holdfast-cells-')), `cells_${process.pid}_${Date.now()}`]
  const file = join(folder, 'dump')
  const restored = one.database.url.replace(one.database.name, name)
  await run(inject('databaseUrl'), (client) => client.query(`CREATE DATABASE ${name}`))
  try {
    expect(await runHoldfast(['dump', file], { DATABASE_URL: one.database.url })).toMatchObject({ code: 0 })
    expect(await runHoldfast(['restore', file], { DATABASE_URL: restored })).toMatchObject({ code: 0 })
    expect((await verify(restored)).violations).toEqual([])
    const [{ newest }] = await run(
      restored,
      async (client) => (await client.query('SELECT max(feed) AS newest FROM lane')).rows,
    )
    expect(Number(newest)).toBe(await newestEvent())
    const counted = 'SELECT count(*) FROM journal_entry'
    expect(await run(restored, async (client) => (await client.query(counted)).rows)).toEqual(await rows(counted))
    expect(await runHoldfast(['cells'], { DATABASE_URL: restored })).toMatchObject({ stdout: 'There is 1 cell.\n' })
  } finally {
    await run(inject('databaseUrl'), (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`))
    await rm(folder, { recursive: true })
  }
})
