// Redis as the transport of notifications: it works, it fails and returns, or it is never reachable. No command fails because of
// that, and live streams still get every change.

import { pino } from 'pino'
import { expect, test } from 'vitest'
import { openRedis } from '../../src/engine/redis.ts'
import { startHoldfast } from '../../src/holdfast.ts'
import { Client } from '../support/client.ts'
import { startTestHoldfast } from '../support/holdfast.ts'
import { FollowBalance, FollowWallets, Grant } from '../support/operations.ts'
import { RedisServer } from '../support/redis.ts'

const log = pino({ level: 'silent' })

test('one process receives what another sends through Redis, until Redis is killed and again after it has returned', async () => {
  const redis = await RedisServer.start()
  const [one, other] = [openRedis(redis.url, log), openRedis(redis.url, log)]
  const heard: string[] = []
  other.listen((notification) => heard.push(notification))
  /** Nobody knows when a client is connected again; what is sent before that is lost. */
  const hears = (notification: string) =>
    expect
      .poll(() => {
        one.send(notification)
        return heard.includes(notification)
      })
      .toBe(true)
  await hears('before')
  await redis.kill()
  one.send('meanwhile')
  await redis.start()
  await hears('after')
  one.close()
  other.close()
  await redis.kill()
})

test('if every notification is lost, the numbers of the batches reveal it, and streams miss nothing', async () => {
  // Nobody listens there.
  const nowhere = () => openRedis('redis://127.0.0.1:1', log)
  const here = await startTestHoldfast({ transport: nowhere() })
  let isCounting = false
  const reads: string[] = []
  const elsewhere = await startHoldfast({
    databaseUrl: here.database.url,
    transport: nowhere(),
    log,
    host: '127.0.0.1',
    port: 0,
    onStatement: (sql) => isCounting && sql.includes('unnest') && reads.push(sql),
  })
  const { id: organizationId, admin } = await here.organization({ credits: 1_000n })
  const client = new Client(elsewhere.url, admin.key)
  const balance = client.watch(FollowBalance)
  expect((await balance.next()).balanceChanged.sequence).toBe(1)
  for (let i = 0; i < 2; i++) {
    await here.operator.run(Grant, { input: { organizationId, credits: 1 } })
    await here.operator.run(Grant, { input: { organizationId, credits: 1 } })
    await balance.until(({ balanceChanged }) => balanceChanged.sequence === 3 + 2 * i)
  }
  expect(balance.messages.map(({ balanceChanged }) => balanceChanged.sequence)).toEqual([1, 2, 3, 4, 5])
  await balance.end()

  // However many follow the same, it is read once for all of them.
  const many = Array.from({ length: 25 }, () => [client.watch(FollowBalance), client.watch(FollowWallets)]).flat()
  await Promise.all(many.map((stream) => stream.next()))
  isCounting = true
  await here.operator.run(Grant, { input: { organizationId, credits: 1 } })
  await Promise.all(many.map((stream) => stream.next()))
  expect(reads.length).toBeGreaterThan(0)
  expect(reads.length).toBeLessThan(10)
  await Promise.all(many.map((stream) => stream.end()))
  await client.close()
  await elsewhere.stop()
  await here.stop()
})
