// A cluster whose cells move between its machines, and whose processes and connections are killed, while tasks are submitted: the feed has each once.

import { setTimeout as delay } from 'node:timers/promises'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { readCells } from '../../src/database/cells.ts'
import { readWith } from '../../src/database/shards.ts'
import { verify } from '../../src/engine/verify.ts'
import type { Holdfast } from '../../src/holdfast.ts'
import { Client } from '../support/client.ts'
import { run } from '../support/database.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import { Submit } from '../support/operations.ts'
import { startSecond } from '../support/second.ts'

const WAIT = { timeout: 30_000, interval: 50 }
const SONG = { model: 'suno', operation: 'music', input: { prompt: 'rain' } }
const ORGANIZATIONS = 8

let one: TestHoldfast
let other: Holdfast
let organizations: TestOrganization[]

beforeAll(async () => {
  one = await startTestHoldfast({ feedDays: 30 })
  other = await startSecond(one, { feedDays: 30 })
  await vi.waitUntil(() => [one.holdfast, other].every(({ app }) => app.home.cells.length === 2), WAIT)
  organizations = await Promise.all(
    Array.from({ length: ORGANIZATIONS }, () => one.organization({ credits: 1_000_000n })),
  )
})
afterAll(async () => {
  await other.stop()
  await one.stop()
})

const cellsNow = () => run(one.database.url, (client) => readCells(readWith(client)))

/** Submits at both processes until it is told to stop, and answers how many tasks were submitted. */
function load() {
  let isOver = false
  const answered = new Map<string, string[]>()
  const errors: unknown[] = []
  const submitting = organizations.flatMap(({ uuid, member }) => {
    const ids: string[] = []
    answered.set(uuid, ids)
    return [one.holdfast, other].map(async ({ url }) => {
      const client = new Client(url, member.key)
      while (!isOver) {
        const idempotencyKey = uuidv7()
        for (;;) {
          const { data, errors: told } = await client.send(Submit, { input: { ...SONG, idempotencyKey } })
          if (data?.submitTask?.__typename === 'SubmitTaskSuccess') {
            ids.push(data.submitTask.task.id)
            break
          }
          // It may have been decided: the key finds out.
          if (!['UNAVAILABLE', 'OVERLOADED'].includes(String(told?.[0]?.extensions?.code))) {
            errors.push(told ?? data)
            return
          }
          await delay(100)
        }
      }
    })
  })
  return async () => {
    isOver = true
    await Promise.all(submitting)
    expect(errors).toEqual([])
    for (const [uuid, ids] of answered) {
      expect(new Set(ids).size).toBe(ids.length)
      counts.set(uuid, (counts.get(uuid) ?? 0) + ids.length)
      const { rows } = await run(one.database.url, (client) =>
        client.query('SELECT count(*)::int FROM task WHERE organization_id = $1', [uuid]),
      )
      expect(rows[0].count).toBe(counts.get(uuid))
    }
    await one.holdfast.app.sequencer.run()
    const { rows: told } = await run(one.database.url, (client) => client.query(SUBMITTED))
    expect(told).toHaveLength([...counts.values()].reduce((sum, count) => sum + count, 0))
    expect(new Set(told.map(({ id }) => id)).size).toBe(told.length)
    return [...answered.values()].flat().length
  }
}
const counts = new Map<string, number>()
/** The tasks whose submission is in the feed. */
const SUBMITTED = `
  SELECT event ->> 3 AS id FROM feed_batch CROSS JOIN LATERAL jsonb_array_elements(events::jsonb -> 'events') AS event
  WHERE event ->> 0 = 'TASK_SUBMITTED'`

test('a cell moves to another machine under load, and nothing is lost or doubled', async () => {
  const finish = load()
  await delay(2_000)
  const before = await cellsNow()
  for (const cell of [0, 1]) {
    const from = before.shards?.[cell]
    const to = before.shards?.find(({ port, host }) => port !== from?.port || host !== from?.host)
    const shard = Number(/_(\d+)$/.exec(from?.tables.organization ?? '')?.[1])
    await run(one.database.url, (client) =>
      client.query(`SELECT citus_move_shard_placement($1, $2, $3, $4, $5, 'force_logical')`, [
        ...[shard, from?.host, from?.port, to?.host, to?.port],
      ]),
    )
    const after = await cellsNow()
    expect(after.shards?.[cell]).toMatchObject({ host: to?.host, port: to?.port })
    await delay(1_000)
  }
  expect(await finish()).toBeGreaterThan(ORGANIZATIONS)
  expect((await verify(one.database.url)).violations).toEqual([])
})

test('connections are cut on every machine under load, and nothing is lost or doubled', async () => {
  const finish = load()
  const { shards } = await cellsNow()
  const urls = new Set([one.database.url])
  for (const { host, port } of shards ?? []) {
    const url = new URL(one.database.url)
    url.host = `${host}:${port}`
    urls.add(url.href)
  }
  for (let round = 0; round < 10; round++) {
    for (const url of urls) {
      await run(url, (client) =>
        client.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
             AND random() < 0.5 AND backend_type = 'client backend'`,
        ),
      )
    }
    await delay(300)
  }
  expect(await finish()).toBeGreaterThan(ORGANIZATIONS)
  expect((await verify(one.database.url)).violations).toEqual([])
  await vi.waitUntil(async () => {
    const { rows } = await run(one.database.url, (client) => client.query('SELECT count(*)::int FROM queued_job'))
    return rows[0].count === 0
  }, WAIT)
})
