// A process that goes silent, because it is suspended or disconnected, delays no other for long, whatever it was doing.

import pg from 'pg'
import { pino } from 'pino'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { createPrisma } from '../../src/database/client.ts'
import type { PrismaClient } from '../../src/database/generated/client/client.ts'
import { LOCKS } from '../../src/database/locks.ts'
import { Lane } from '../../src/engine/lane.ts'
import { verify } from '../../src/engine/verify.ts'
import { PLAIN_GRANT } from '../../src/ledger/grant.ts'
import { openQueue } from '../../src/queue/queue.ts'
import { endSilentSessions } from '../../src/queue/silent.ts'
import { grantLot } from '../../src/wallets/grants.ts'
import { freezeHold } from '../../src/wallets/holds.ts'
import { createTestDatabase, run } from '../support/database.ts'
import { type MessageTrouble, startProxy } from '../support/proxy.ts'

const log = pino({ level: 'silent' })
/** Each with a database, a proxy and a few connections of its own. */
const AT_ONCE = 12
const WAIT = { timeout: 60_000 }

/** After each of so many messages; to PostgreSQL a client that is frozen looks nearly like one that is swallowed. */
function troublesAfter(messages: number): Pick<MessageTrouble, 'nth' | 'kind'>[] {
  return Array.from({ length: messages }, (_, i) => i + 1).flatMap((nth) => [
    { nth, kind: 'cut' },
    { nth, kind: 'swallow' },
    ...(nth % 4 === 0 ? [{ nth, kind: 'freeze' as const }] : []),
  ])
}

/** Works through what there is, so many at a time. */
async function inParallel<Item>(items: Iterable<Item>, work: (items: Iterator<Item>) => Promise<void>): Promise<void> {
  const iterator = items[Symbol.iterator]()
  await Promise.all(Array.from({ length: AT_ONCE }, () => work(iterator)))
}

const freezeOne = (organizationId: string, holdId: string) =>
  freezeHold(
    organizationId,
    organizationId,
    'music',
    { holdId, credits: 1n, purpose: null, description: null, expiresAt: null },
    null,
  )

test('a lane that goes silent after any message of a batch delays the others for seconds only', async () => {
  // More than a batch of one command has: after the last ones nothing happens, and that is tried, too.
  const troubles = troublesAfter(80)
  const happened: MessageTrouble[] = []
  await inParallel(troubles, async (rest) => {
    const database = await createTestDatabase()
    const organizationId = uuidv7()
    await run(database.url, (client) =>
      client.query(
        `INSERT INTO organization (id, name, mode, created_at, members_use_pool, time_zone)
         VALUES ($1, 'Test', 'LIVE', now(), true, 'UTC')`,
        [organizationId],
      ),
    )
    const [watch, other] = [endSilentSessions(database.url, log), new Lane({ url: database.url, log })]
    const lot = { ...PLAIN_GRANT, lotId: uuidv7(), kind: 'TOP_UP' as const, credits: 1_000n }
    await other.run(grantLot({ organizationId, creditType: 'music', walletId: uuidv7() }, () => lot, null))
    const silent: Promise<void>[] = []
    const holds: string[] = []
    const freeze = async (lane: Lane) => {
      const holdId = uuidv7()
      holds.push(holdId)
      expect((await lane.run(freezeOne(organizationId, holdId))).kind).toBe('decided')
    }
    for (let next = rest.next(); !next.done; next = rest.next()) {
      const proxy = await startProxy(database.url)
      const lane = new Lane({ url: proxy.url, log })
      await freeze(lane)
      const trouble = { ...next.value, application: 'holdfast lane' }
      const troubled = proxy.afterMessage(trouble).then(() => happened.push(trouble))
      // It works on by itself once it finds out, on another connection.
      const freezing = freeze(lane)
      silent.push(freezing.then(() => lane.close()).finally(() => proxy.stop()))
      await Promise.race([troubled, freezing])
      await freeze(other)
    }
    await Promise.all(silent)
    await other.close()
    await watch.stop()
    const { rows } = await run(database.url, (client) => client.query(`SELECT id FROM hold ORDER BY id`))
    expect(rows.map(({ id }) => id)).toEqual(holds.toSorted())
    expect((await verify(database.url)).violations).toEqual([])
    await database.drop()
  })
  expect(happened.length).toBeGreaterThan(troubles.length / 2)
})

test('others can write the same rows after a transaction has gone silent after any message', async () => {
  const write = (prisma: PrismaClient) =>
    prisma.$transaction(async (transaction) => {
      await transaction.$executeRaw`SELECT pg_advisory_xact_lock(4711)`
      await transaction.priceBook.update({ where: { id: 1 }, data: { version: { increment: 1 } } })
      await transaction.accessVersion.update({ where: { id: 1 }, data: { version: { increment: 1 } } })
    })
  const troubles = troublesAfter(24)
  await inParallel(troubles, async (rest) => {
    const database = await createTestDatabase()
    const watch = endSilentSessions(database.url, log)
    const other = createPrisma(database.url)
    for (let next = rest.next(); !next.done; next = rest.next()) {
      const proxy = await startProxy(database.url)
      const prisma = createPrisma(proxy.url)
      const troubled = proxy.afterMessage({ ...next.value, application: 'holdfast' })
      const writing = write(prisma).catch(() => {})
      await Promise.race([troubled, writing])
      await write(other)
      await prisma.$disconnect()
      proxy.stop()
    }
    await other.$disconnect()
    await watch.stop()
    await database.drop()
  })
})

test('a job is done even if its connection goes silent after any message', async () => {
  const troubles = troublesAfter(24)
  await inParallel(troubles, async (rest) => {
    const database = await createTestDatabase()
    const watch = endSilentSessions(database.url, log)
    for (let next = rest.next(); !next.done; next = rest.next()) {
      const proxy = await startProxy(database.url)
      const done = Promise.withResolvers<void>()
      const queue = await openQueue(proxy.url, { work: async () => done.resolve() }, log, {
        concurrency: 1,
        leave: () => [],
      })
      proxy.afterMessage({ ...next.value, application: 'holdfast queue' })
      await run(database.url, (client) => client.query(`SELECT graphile_worker.add_job('work')`))
      await done.promise
      const left = () =>
        run(database.url, async (client) => (await client.query(`SELECT FROM graphile_worker.jobs`)).rowCount)
      await expect.poll(left, WAIT).toBe(0)
      await queue.stop()
      proxy.stop()
    }
    await watch.stop()
    await database.drop()
  })
})

test('of two sessions that block others, the silent one is ended and the working one is kept', async () => {
  const database = await createTestDatabase()
  const connect = async (name: string) => {
    const client = new pg.Client({ connectionString: database.url, application_name: name })
    client.on('error', () => {})
    await client.connect()
    return client
  }
  const [silent, working, foreign] = [
    await connect('holdfast lane'),
    await connect('holdfast lane'),
    await connect('psql'),
  ]
  const locks = [LOCKS.lane, 4711n, 4712n]
  for (const [i, holder] of [silent, working, foreign].entries()) {
    await holder.query('SELECT pg_advisory_lock($1)', [locks[i]])
  }
  let isEnded = false
  silent.once('end', () => {
    isEnded = true
  })
  const waiters = await Promise.all(locks.map(() => connect('holdfast')))
  const waiting = waiters.map((client, i) => client.query('SELECT pg_advisory_lock($1)', [locks[i]]))
  const watch = endSilentSessions(database.url, log)
  while (!isEnded) await working.query('SELECT pg_sleep(0.2)')
  await waiting[0]
  // These held their locks for as long.
  for (const holder of [working, foreign]) {
    expect((await holder.query('SELECT 1 AS alive')).rows).toEqual([{ alive: 1 }])
  }
  await working.end()
  await foreign.end()
  await Promise.all(waiting)
  await Promise.all(waiters.map((client) => client.end()))
  await watch.stop()
  await database.drop()
})
