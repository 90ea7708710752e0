// Live streams over two processes, cut at random: whichever process a client is connected to, and whatever is killed, cut or lost,
// its messages are the journal, each entry once and in order. The tests run with PostgreSQL as the transport of notifications,
// and with Redis, which is killed, too.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openRedis } from '../../src/engine/redis.ts'
import { verify } from '../../src/engine/verify.ts'
import { type Holdfast, startHoldfast } from '../../src/holdfast.ts'
import type { FollowBalanceSubscription } from '../generated/graphql.ts'
import { Client, type Stream } from '../support/client.ts'
import { createTestDatabase, run, type TestDatabase } from '../support/database.ts'
import { makeKnown } from '../support/known.ts'
import { FollowBalance, FollowTask, FollowWallets, Grant, Submit } from '../support/operations.ts'
import { type HoldfastProcess, readDemo, spawnHoldfast } from '../support/process.ts'
import { type DatabaseProxy, startProxy } from '../support/proxy.ts'
import { RedisServer } from '../support/redis.ts'

const GRANTS = 900
const PER_SECOND = 100
const FOLLOWERS = 6

describe.each(['PostgreSQL', 'Redis'] as const)('notifications over %s', (transport) => {
  let dataDir: string
  let database: TestDatabase
  let proxy: DatabaseProxy
  let redis: RedisServer | null = null
  /** A process of its own, which is killed; and one in here, whose connections to the database are cut. */
  let killed: HoldfastProcess
  let cut: Holdfast

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'holdfast-live-'))
    database = await createTestDatabase()
    proxy = await startProxy(database.url)
    if (transport === 'Redis') redis = await RedisServer.start()
    await start()
    const log = pino({ level: process.env.TEST_LOG ?? 'silent' })
    cut = await startHoldfast({
      databaseUrl: proxy.url,
      log,
      transport: redis && openRedis(redis.url, log),
      host: '127.0.0.1',
      port: 0,
    })
  })
  afterAll(async () => {
    await killed.end('SIGTERM')
    await cut.stop()
    proxy.stop()
    await redis?.kill()
    expect((await verify(database.url)).violations).toEqual([])
    await database.drop()
    await rm(dataDir, { recursive: true, force: true })
  })

  async function start(): Promise<void> {
    killed = spawnHoldfast({ DATA_DIR: dataDir, DATABASE_URL: database.url, REDIS_URL: redis?.url ?? '' })
    await killed.ready()
  }

  /** Where a client goes next. */
  async function anyUrl(): Promise<string> {
    return Math.random() < 0.5 ? cut.url : (await readDemo(dataDir)).url
  }

  async function journalOf(walletId: string) {
    return run(database.url, async (client) => {
      const { rows } = await client.query(
        `SELECT sequence::int, available::int FROM journal_entry WHERE wallet_id = $1 ORDER BY sequence`,
        [walletId],
      )
      return rows.map(({ sequence, available }) => [sequence, available])
    })
  }

  test('a client that is disconnected and moved between processes receives the whole journal, in order', async () => {
    const { operatorKey, adminKey, organizationId } = await readDemo(dataDir)
    let isCalm = false
    let isOver = false
    let last = 0

    const grant = async (number: number) => {
      const input = { organizationId, credits: 1, idempotencyKey: `grant ${number}` }
      while (true) {
        try {
          const { grantCredits } = await new Client(await anyUrl(), operatorKey).run(Grant, { input })
          if (grantCredits?.__typename === 'GrantCreditsSuccess') return grantCredits.__typename
          throw new Error(JSON.stringify(grantCredits))
        } catch (error) {
          if (!/fetch failed|terminated|UNAVAILABLE|shutting down/.test(`${error}`)) throw error
          await delay(50)
        }
      }
    }

    /** Follows the pool through one connection after another, each cut after a few messages. Calls `onFirst` with the first. */
    const follow = async (isCut: boolean, onFirst: () => void): Promise<[number, number][]> => {
      const seen: [number, number][] = []
      let after: number | null = null
      while (!(isOver && after === last)) {
        const client = new Client(isCut ? await anyUrl() : cut.url, adminKey)
        const stream: Stream<FollowBalanceSubscription> =
          Math.random() < 0.5 ? client.watch(FollowBalance, { after }) : client.watchBySse(FollowBalance, { after })
        const messages = isCut ? 5 + Math.floor(Math.random() * 60) : Number.POSITIVE_INFINITY
        try {
          for (let i = 0; i < messages && !(isOver && after === last); i++) {
            const { sequence, available } = (await stream.next()).balanceChanged
            seen.push([sequence, available])
            after = sequence
            onFirst()
          }
        } catch {
          // It was killed, or is about to be.
          await delay(50)
        }
        await Promise.all([stream.end().catch(() => {}), client.close()])
      }
      return seen
    }
    const begun = Array.from({ length: FOLLOWERS }, () => Promise.withResolvers<void>())
    const following = begun.map(({ resolve }, i) => follow(i > 0, resolve))
    // They are there for all of it, however busy the machine is.
    await Promise.all(begun.map(({ promise }) => promise))

    // What goes wrong meanwhile.
    const disturbing = (async () => {
      while (!isCalm) {
        await delay(700)
        const kind = Math.random()
        if (kind < 0.3) {
          await killed.end('SIGKILL')
          await start()
        } else if (kind < 0.5) proxy.cut()
        else if (kind < 0.75 && redis) {
          await redis.kill()
          await delay(300)
          await redis.start()
        } else {
          await run(database.url, (client) =>
            client.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE application_name = 'holdfast relay' AND datname = current_database()`),
          )
        }
      }
    })()

    const granting: Promise<string>[] = []
    for (let number = 0; number < GRANTS; number++) {
      granting.push(grant(number))
      await delay(1_000 / PER_SECOND)
    }
    await Promise.all(granting)
    const wallet = await run(database.url, async (client) => {
      const { rows } = await client.query(`SELECT id, sequence::int FROM wallet WHERE credit_type = 'music'`)
      return rows[0]
    })
    isCalm = true
    await disturbing
    last = wallet.sequence + 1
    isOver = true
    // A follower that waits for one more entry gets it. The last disturbance may still be felt, so it is sent as the others are.
    expect(await grant(GRANTS)).toBe('GrantCreditsSuccess')
    const journal = await journalOf(wallet.id)
    expect(journal).toHaveLength(last)
    for (const seen of await Promise.all(following)) {
      const first = seen[0]?.[0] ?? 0
      expect(first).toBeLessThan(last - GRANTS)
      expect(seen).toEqual(journal.slice(first - 1))
    }
  })

  test('each process publishes what the other does, including task states and new wallets', async () => {
    const { adminKey, memberKey, operatorKey, organizationId, url } = await readDemo(dataDir)
    const here = new Client(cut.url, adminKey)
    const wallets = here.watch(FollowWallets)
    await wallets.next()
    await makeKnown(new Client(url, operatorKey), { creditType: 'lyrics' })
    await new Client(url, operatorKey).run(Grant, { input: { organizationId, creditType: 'lyrics', credits: 3 } })
    const [brandNew] = (await wallets.until(({ walletsChanged }) => walletsChanged.available === 3)).slice(-1)
    expect(brandNew?.walletsChanged).toMatchObject({ sequence: 1, entry: { type: 'GRANT' } })

    const { submitTask } = await new Client(url, memberKey).run(Submit, {
      input: { model: 'suno', operation: 'music', input: { sandbox: { durationMs: 300 } } },
    })
    if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error('refused')
    const task = here.watch(FollowTask, { id: submitTask.task.id })
    const states = await task.until(({ taskUpdated }) => taskUpdated.status === 'SUCCEEDED')
    const sequences = states.map(({ taskUpdated }) => taskUpdated.sequence)
    expect(sequences).toEqual([...new Set(sequences)].sort((a, b) => a - b))
    // Who comes back has missed nothing, and is told nothing twice.
    const back = here.watch(FollowTask, { id: submitTask.task.id, after: (sequences.at(-1) ?? 0) - 1 })
    expect((await back.next()).taskUpdated).toMatchObject({ status: 'SUCCEEDED', sequence: sequences.at(-1) })
    await Promise.all([wallets.end(), task.end(), back.end(), here.close()])
  })
})
