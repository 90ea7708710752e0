// The feed while things fail: a follower sees every change once although connections are cut, and acts are numbered once although
// many processes number them.

import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHoldfast } from '../../src/holdfast.ts'
import { Client } from '../support/client.ts'
import { run } from '../support/database.ts'
import { startTestHoldfast, type TestHoldfast } from '../support/holdfast.ts'
import { AddMember, Events, Grant, WatchEvents } from '../support/operations.ts'

const GRANTS = 100
const CUTS = 4

let holdfast: TestHoldfast
beforeAll(async () => {
  holdfast = await startTestHoldfast({ feedDays: 30 })
})
afterAll(() => holdfast.stop())

/** Ends the connections of the lanes, or of the relays. */
async function cut(name: string): Promise<void> {
  await run(holdfast.database.url, (client) =>
    client.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND application_name LIKE '%' || $1 || '%'`,
      [name],
    ),
  )
}

test('a follower sees each change once, in order, while the connections of lanes and relays are cut', async () => {
  const second = await startHoldfast({
    databaseUrl: holdfast.database.url,
    log: pino({ level: 'silent' }),
    host: '127.0.0.1',
    port: 0,
    feedDays: 30,
  })
  const elsewhere = new Client(second.url, holdfast.operator.key)
  try {
    const { id } = await holdfast.organization({ credits: 0n })
    const { events } = await holdfast.operator.run(Events, { after: 0, first: 1 })
    const before = events?.newestNumber ?? 0
    const streams = [holdfast.operator, elsewhere].map((client) => client.watch(WatchEvents, { after: before }))
    const last = { organizationId: id, credits: 2 * GRANTS, kind: 'TOP_UP' as const }
    const following = streams.map((stream) =>
      stream.until(
        ({ events: { kind, data } }) => kind === 'GRANT' && (data as { credits: number }).credits === last.credits,
      ),
    )
    const grant = (client: Client, credits: number) =>
      client.run(Grant, { input: { ...last, credits, idempotencyKey: `grant ${credits}` } })
    for (let part = 0; part < CUTS; part++) {
      const grants = Array.from({ length: GRANTS / CUTS }, (_, i) =>
        grant(i % 2 === 0 ? holdfast.operator : elsewhere, 1 + part * (GRANTS / CUTS) + i),
      )
      await cut(part % 2 === 0 ? 'lane' : 'relay')
      await Promise.all(grants)
    }
    await grant(elsewhere, last.credits)
    const [here, there] = (await Promise.all(following)).map((messages) => messages.map((message) => message.events))
    expect(here?.map(({ number }) => number)).toEqual(here?.map((_, i) => before + 1 + i))
    expect(there).toEqual(here)
    const grants = here?.filter(({ kind, organizationId }) => kind === 'GRANT' && organizationId === id)
    expect(grants).toHaveLength(GRANTS + 1)
    await Promise.all(streams.map((stream) => stream.end()))
  } finally {
    await elsewhere.close()
    await second.stop()
  }
})

test('each act that the lane does not decide has one number, although every process numbers them', async () => {
  const others = await Promise.all(
    Array.from({ length: 2 }, () =>
      startHoldfast({
        databaseUrl: holdfast.database.url,
        log: pino({ level: 'silent' }),
        host: '127.0.0.1',
        port: 0,
        feedDays: 30,
      }),
    ),
  )
  try {
    const { id } = await holdfast.organization({ credits: 0n })
    const stream = holdfast.operator.watch(WatchEvents, { after: 0, organizationId: id, kinds: ['MEMBER_ACT'] })
    const names = Array.from({ length: 60 }, (_, i) => `member ${i}`)
    const following = stream.until(() => stream.messages.length === names.length)
    for (const name of names) {
      await holdfast.operator.run(AddMember, { input: { organizationId: id, name, role: 'MEMBER' } })
    }
    const told = (await following).map(({ events }) => (events.data as { after: { name: string } }).after.name)
    expect(told).toEqual(names)
    await stream.end()
  } finally {
    await Promise.all(others.map((each) => each.stop()))
  }
})
