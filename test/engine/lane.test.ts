// The lane when things go wrong beside it or under it.

import pg from 'pg'
import { pino } from 'pino'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { LOCKS } from '../../src/database/locks.ts'
import type { Command } from '../../src/engine/command.ts'
import { idempotency } from '../../src/engine/idempotency.ts'
import { Lane, ORGANIZATION_COMMANDS_MAX, Overloaded, Unavailable } from '../../src/engine/lane.ts'
import { CHANNEL, readNotification } from '../../src/engine/notification.ts'
import { Session } from '../../src/engine/session.ts'
import { verify } from '../../src/engine/verify.ts'
import { PLAIN_GRANT } from '../../src/ledger/grant.ts'
import { frozenOf, spend } from '../../src/ledger/settle.ts'
import { grantLot } from '../../src/wallets/grants.ts'
import { changeHold, freezeHold } from '../../src/wallets/holds.ts'
import { createTestDatabase, run, type TestDatabase } from '../support/database.ts'
import { startProxy } from '../support/proxy.ts'

const log = pino({ level: 'silent' })

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(async () => {
  expect((await verify(database.url)).violations).toEqual([])
  await database.drop()
})

/** An organization with a wallet of so many credits. */
async function wallet(lane: Lane, credits: bigint): Promise<string> {
  const organizationId = uuidv7()
  await run(database.url, (client) =>
    client.query(`INSERT INTO organization VALUES ($1, 'Test', 'LIVE', now(), true, 'UTC')`, [organizationId]),
  )
  const lot = { ...PLAIN_GRANT, lotId: uuidv7(), kind: 'TOP_UP' as const, credits }
  await lane.run(grantLot({ organizationId, creditType: 'music', walletId: uuidv7() }, () => lot, null))
  return organizationId
}

const hold = (credits = 1n, description: string | null = null) => ({
  holdId: uuidv7(),
  credits,
  purpose: null,
  description,
  expiresAt: null,
})

/** Throws when it is decided. */
const buggy = (organizationId: string): Command<never> => ({
  organizationId,
  idempotency: null,
  reads: {},
  decide() {
    throw new Error('a bug')
  },
})

async function available(organizationId: string): Promise<number> {
  const { rows } = await run(database.url, (client) =>
    client.query(`SELECT available FROM wallet WHERE organization_id = $1`, [organizationId]),
  )
  return Number(rows[0].available)
}

test('a refused command refuses only itself', async () => {
  const lane = new Lane({ url: database.url, log })
  const organizationId = await wallet(lane, 10n)
  const outcomes = await Promise.all(
    [6n, 6n, 4n].map((credits) => lane.run(freezeHold(organizationId, organizationId, 'music', hold(credits), null))),
  )
  expect(outcomes.map(({ kind }) => kind)).toEqual(['decided', 'refused', 'decided'])
  await lane.close()
})

test('a command that throws, and one that the database refuses, take no other with them', async () => {
  const lane = new Lane({ url: database.url, log })
  const organizationId = await wallet(lane, 10n)
  const settled = await Promise.allSettled([
    lane.run(freezeHold(organizationId, organizationId, 'music', hold(), null)),
    lane.run(buggy(organizationId)),
    // No text in PostgreSQL holds a NUL: the whole batch's insert fails.
    lane.run(freezeHold(organizationId, organizationId, 'music', hold(1n, 'a\0b'), null)),
    lane.run(freezeHold(organizationId, organizationId, 'music', hold(), null)),
  ])
  expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled'])
  expect(await available(organizationId)).toBe(8)
  await lane.close()
})

test('two lanes on one database take turns, and no credit is lost or made', async () => {
  const lanes = [new Lane({ url: database.url, log }), new Lane({ url: database.url, log })] as const
  const organizationId = await wallet(lanes[0], 150n)
  const outcomes = await Promise.all(
    Array.from({ length: 200 }, async (_, i) => {
      const lane = lanes[i % 2] as Lane
      const command = hold()
      const frozen = await lane.run(freezeHold(organizationId, organizationId, 'music', command, null))
      if (frozen.kind !== 'decided') return frozen.kind
      const other = lanes[(i + 1) % 2] as Lane
      return (
        await other.run(
          changeHold(organizationId, command.holdId, null, (s, h, now) =>
            spend(s, h, { credits: h.credits, keepOpen: false, purpose: null }, now),
          ),
        )
      ).kind
    }),
  )
  expect(outcomes.filter((kind) => kind === 'decided')).toHaveLength(150)
  expect(outcomes.filter((kind) => kind === 'refused')).toHaveLength(50)
  expect(await available(organizationId)).toBe(0)
  await Promise.all(lanes.map((lane) => lane.close()))
})

test('time never goes back, whatever the clocks of two lanes say', async () => {
  const times = [1_000, 5_000, 2_000, 9_000, 4_000].map((ms) => Date.now() + 3_600_000 + ms)
  let now = 0
  const lanes = [0, -1_800_000].map((off) => new Lane({ url: database.url, log, clock: () => new Date(now + off) }))
  const organizationId = await wallet(lanes[0] as Lane, 100n)
  for (const [i, time] of times.entries()) {
    now = time
    await lanes[i % 2]?.run(freezeHold(organizationId, organizationId, 'music', hold(), null))
  }
  await Promise.all(lanes.map((lane) => lane.close()))
  const { rows } = await run(database.url, (client) =>
    client.query(`SELECT created_at FROM journal_entry WHERE organization_id = $1 ORDER BY sequence`, [organizationId]),
  )
  const written = rows.map(({ created_at }) => created_at.getTime())
  expect(written).toHaveLength(6)
  expect(written).toEqual(written.toSorted((a, b) => a - b))
  expect(written.at(-1)).toBe(times[4])
})

test('a batch notifies the other processes once, after its commit; one that is rolled back does not', async () => {
  const lane = new Lane({ url: database.url, log })
  const organizationId = await wallet(lane, 10n)
  const listener = new pg.Client({ connectionString: database.url })
  await listener.connect()
  const heard: bigint[] = []
  listener.on('notification', ({ payload }) => {
    const { laneId, number } = readNotification(payload ?? '')
    if (laneId === lane.id) heard.push(number)
  })
  await listener.query(`LISTEN ${CHANNEL}`)
  const { rows } = await listener.query(`SELECT max(batch)::int AS last FROM lane`)
  const { last } = rows[0] as { last: number }
  // Both are in one batch at first, which PostgreSQL refuses; then in one each.
  const settled = await Promise.allSettled([
    lane.run(freezeHold(organizationId, organizationId, 'music', hold(1n, 'a\0b'), null)),
    lane.run(freezeHold(organizationId, organizationId, 'music', hold(), null)),
  ])
  expect(settled.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
  await lane.run(freezeHold(organizationId, organizationId, 'music', hold(), null))
  await lane.close()
  await expect.poll(() => heard).toEqual([BigInt(last + 1), BigInt(last + 2)])
  await listener.end()
})

test('a serialization failure runs the batch again', async () => {
  const lane = new Lane({ url: database.url, log })
  const organizationId = await wallet(lane, 10n)
  // Someone writes to the wallet's row past the lane, in the middle of its batch.
  const intruder = new pg.Client({ connectionString: database.url })
  await intruder.connect()
  const command = freezeHold(organizationId, organizationId, 'music', hold(), null)
  let decisions = 0
  let intrusion: Promise<unknown> = Promise.resolve()
  const watched: typeof command = {
    ...command,
    decide(batch) {
      decisions++
      if (decisions === 1) {
        intrusion = intruder
          .query('BEGIN')
          .then(() =>
            intruder.query(`UPDATE wallet SET created_at = created_at WHERE organization_id = $1`, [organizationId]),
          )
          .then(() => blockedBy(intruder))
          .then(() => intruder.query('COMMIT'))
      }
      return command.decide(batch)
    },
  }
  const outcome = await lane.run(watched)
  await intrusion
  expect(outcome.kind).toBe('decided')
  expect(await available(organizationId)).toBe(9)
  expect(decisions).toBeGreaterThanOrEqual(1)
  await intruder.end()
  await lane.close()
})

/** Waits until some session waits for a lock of this one. */
async function blockedBy(client: pg.Client): Promise<void> {
  while (true) {
    const { rowCount } = await client.query(
      `SELECT FROM pg_stat_activity WHERE pg_backend_pid() = ANY (pg_blocking_pids(pid))
       UNION ALL SELECT FROM wallet WHERE available = 9 AND sequence = 2`,
    )
    if (rowCount) return
  }
}

test('a change that was made without the lane is detected, and the rows are read again', async () => {
  const lane = new Lane({ url: database.url, log })
  const organizationId = await wallet(lane, 10n)
  const before = hold(2n)
  await lane.run(freezeHold(organizationId, organizationId, 'music', before, null))
  const byHand = (change: string) =>
    run(database.url, (client) => client.query(`UPDATE hold SET ${change} WHERE id = $1`, [before.holdId]))
  await byHand(`status = 'SPENT', spent = 2, ended_at = now()`)
  const rule: Parameters<typeof changeHold>[3] = (state, open, now) =>
    spend(state, open, { credits: frozenOf(open), keepOpen: false, purpose: null }, now)
  expect(await lane.run(changeHold(organizationId, before.holdId, null, rule))).toMatchObject({ kind: 'refused' })
  await byHand(`status = 'OPEN', spent = 0, ended_at = NULL`)
  expect(await lane.run(changeHold(organizationId, before.holdId, null, rule))).toMatchObject({ kind: 'decided' })
  await lane.close()
})

/** How many batches have gone ahead of another's commit since. */
function countAhead(): () => number {
  const beginAfter = vi.spyOn(Session.prototype, 'beginAfter')
  onTestFinished(() => beginAfter.mockRestore())
  return () => beginAfter.mock.calls.length
}

/** Freezes a credit so many times, by clients that wait for each answer, and then a bit longer or shorter; the holds' ids. */
async function freezeAll(
  lanes: readonly Lane[],
  organizationId: string,
  clients: number,
  each: number,
): Promise<string[]> {
  const holds: string[] = []
  const client = async (_: unknown, i: number) => {
    for (let round = 0; round < each; round++) {
      const command = hold()
      const lane = lanes[(i + round) % lanes.length] as Lane
      const { kind } = await lane.run(freezeHold(organizationId, organizationId, 'music', command, null))
      expect(kind).toBe('decided')
      holds.push(command.holdId)
      for (let turn = 0; turn < (i * 7 + round * 3) % 20; turn++) await new Promise(setImmediate)
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  return holds
}

async function countHolds(organizationId: string, ids: readonly string[]): Promise<number> {
  const { rows } = await run(database.url, (client) =>
    client.query(`SELECT count(*)::int AS holds FROM hold WHERE organization_id = $1 AND id = ANY ($2)`, [
      organizationId,
      ids,
    ]),
  )
  return rows[0].holds
}

test('a number that is taken after a lost connection is not mistaken for the lost batch, even if its answer is lost too', async () => {
  const proxy = await startProxy(database.url)
  const lane = new Lane({ url: proxy.url, log })
  const organizationId = await wallet(lane, 100n)
  const command = hold()
  const ofLane = { application: 'holdfast lane', nth: 1, kind: 'cut' as const }
  const lostBatch = proxy.afterMessage({ ...ofLane, text: 'BEGIN' })
  const answer = lane.run(freezeHold(organizationId, organizationId, 'music', command, null))
  await lostBatch
  await proxy.afterMessage({ ...ofLane, text: 'COMMIT' })
  expect((await answer).kind).toBe('decided')
  await lane.close()
  proxy.stop()
  expect(await countHolds(organizationId, [command.holdId])).toBe(1)
})

test('a connection cut at any moment loses nothing and does nothing twice', async () => {
  const proxy = await startProxy(database.url)
  const lane = new Lane({ url: proxy.url, log, pipelinedCommandsMin: 5 })
  const organizationId = await wallet(lane, 100_000n)
  const ahead = countAhead()
  let isDone = false
  const cutting = (async () => {
    for (let cut = 0; !isDone; cut++) {
      await proxy.afterBytes(1_500 + ((cut * 7_919) % 80_000))
      proxy.cut()
    }
  })()
  const holds = await freezeAll([lane], organizationId, 50, 40)
  isDone = true
  proxy.cut()
  await lane.close()
  proxy.stop()
  await cutting
  expect(proxy.cuts).toBeGreaterThan(5)
  expect(ahead()).toBeGreaterThan(20)
  expect(await countHolds(organizationId, holds)).toBe(2_000)
  expect(await available(organizationId)).toBe(98_000)
})

test('a batch whose wait for the lock was canceled is not committed without the lock', async () => {
  const lane = new Lane({ url: database.url, log })
  // Its rows are known, so the batch is sent whole behind the wait for the lock.
  const organizationId = await wallet(lane, 10n)
  await run(database.url, async (holder) => {
    const batches = async () => (await holder.query(`SELECT max(batch) AS last FROM lane`)).rows[0].last
    const before = await batches()
    await holder.query('SELECT pg_advisory_lock($1)', [LOCKS.lane])
    const frozen = lane.run(freezeHold(organizationId, organizationId, 'music', hold(6n), null))
    for (let canceled = 0; canceled < 3; ) {
      const { rowCount } = await holder.query(
        `SELECT pg_cancel_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND application_name = 'holdfast lane' AND wait_event = 'advisory'`,
      )
      canceled += rowCount ?? 0
      expect(await batches()).toBe(before)
      expect(await available(organizationId)).toBe(10)
    }
    await holder.query('SELECT pg_advisory_unlock($1)', [LOCKS.lane])
    expect(await frozen).toMatchObject({ kind: 'decided' })
  })
  expect(await available(organizationId)).toBe(4)
  await lane.close()
})

test('a batch that is pipelined behind another lane’s is decided again, and one that fails affects no other', async () => {
  const lanes = [1, 2].map(() => new Lane({ url: database.url, log, pipelinedCommandsMin: 1 }))
  const [first] = lanes as [Lane]
  const organizationId = await wallet(first, 100_000n)
  const ahead = countAhead()
  const failing = (async () => {
    for (let round = 0; round < 8; round++) await expect(first.run(buggy(organizationId))).rejects.toThrow('a bug')
  })()
  const [holds] = await Promise.all([freezeAll(lanes, organizationId, 30, 20), failing])
  expect(ahead()).toBeGreaterThan(1)
  expect(await countHolds(organizationId, holds)).toBe(600)
  expect(await available(organizationId)).toBe(99_400)
  await Promise.all(lanes.map((lane) => lane.close()))
})

test('a used key in a pipelined batch is answered with its first result', async () => {
  const lane = new Lane({ url: database.url, log, pipelinedCommandsMin: 1 })
  const organizationId = await wallet(lane, 1_000n)
  const keyed = (n: number) => {
    const key = idempotency(`key ${n}`, 'freeze', { n })
    return lane.run(freezeHold(organizationId, organizationId, 'music', hold(), key))
  }
  const made = await Promise.all(Array.from({ length: 30 }, (_, n) => keyed(n)))
  await lane.close()
  const other = new Lane({ url: database.url, log, pipelinedCommandsMin: 1 })
  const again = (n: number) => {
    const key = idempotency(`key ${n}`, 'freeze', { n })
    return other.run(freezeHold(organizationId, organizationId, 'music', hold(), key))
  }
  const ahead = countAhead()
  await other.run(freezeHold(organizationId, organizationId, 'music', hold(), null))
  const outcomes = await Promise.all(
    made.map(async (_, n) => {
      for (let turn = 0; turn < n; turn++) await new Promise(setImmediate)
      return again(n)
    }),
  )
  expect(ahead()).toBeGreaterThan(0)
  expect(outcomes.map(({ kind }) => kind)).toEqual(made.map(() => 'replayed'))
  expect(await available(organizationId)).toBe(969)
  await other.close()
})

test('a full queue refuses at once, and says when to try again', async () => {
  const lane = new Lane({ url: database.url, log })
  const organizationId = await wallet(lane, 10n)
  const nothing: Command<never> = {
    organizationId,
    idempotency: null,
    reads: {},
    decide: () => ({ code: 'NO', message: 'no' }),
  }
  const all = Array.from({ length: ORGANIZATION_COMMANDS_MAX + 1 }, () => lane.run(nothing))
  await expect(all.at(-1)).rejects.toBeInstanceOf(Overloaded)
  await Promise.allSettled(all)
  expect((await lane.run(freezeHold(organizationId, organizationId, 'music', hold(), null))).kind).toBe('decided')
  await lane.close()
  await expect(lane.run(nothing)).rejects.toBeInstanceOf(Unavailable)
})
