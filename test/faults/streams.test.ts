// If the read of a live stream fails, the client gets one error and the stream ends, over SSE and over a WebSocket.

import { expect, test } from 'vitest'
import { endOnce } from '../../src/events/endOnce.ts'
import { run } from '../support/database.ts'
import { startTestHoldfast } from '../support/holdfast.ts'
import { WatchBalance } from '../support/operations.ts'

const RELAY = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
  WHERE application_name = 'holdfast relay' AND datname = current_database()`
const CANCEL_READS = `SELECT pg_cancel_backend(pid) FROM pg_stat_activity
  WHERE application_name = 'holdfast' AND datname = current_database() AND wait_event_type = 'Lock'`

test('a stream whose read fails once sends one error and ends', async () => {
  const holdfast = await startTestHoldfast()
  const { admin, uuid } = await holdfast.organization()
  const listening = () => holdfast.holdfast.app.bus.listenerCount('entry', uuid)
  const response = await fetch(`${holdfast.holdfast.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', 'x-api-key': admin.key ?? '' },
    body: JSON.stringify({ query: WatchBalance.toString() }),
  })
  const body = response.text()
  const socket = admin.watch(WatchBalance)
  await socket.next()
  await expect.poll(listening).toBe(2)
  const socketEnds = expect(socket.next()).rejects.toThrow()
  await run(holdfast.database.url, async (client) => {
    await client.query('BEGIN')
    await client.query('LOCK TABLE wallet')
    // After a lost connection of the relay, every stream reads its wallet again.
    await client.query(RELAY)
    // Jobs read wallets, too.
    await expect
      .poll(async () => {
        await client.query(CANCEL_READS)
        return listening()
      })
      .toBe(0)
    await client.query('ROLLBACK')
  })
  // The body has an end, and the error stands there once.
  const events = (await body).split('\n\n').filter((event) => event.startsWith('event: '))
  expect(events).toHaveLength(3)
  expect(events[0]).toContain('"available":1000')
  expect(events[1]).toContain('"errors":[{')
  expect(events[2]).toContain('event: complete')
  await socketEnds
  await holdfast.stop()
})

test('an iterator that rejects every time is done after its first error, and its source is stopped', async () => {
  let returned = 0
  let ended = 0
  const failing: AsyncIterator<number, void> = {
    next: () => Promise.reject(new Error('no')),
    return: async () => {
      returned++
      return { done: true, value: undefined }
    },
  }
  const once = endOnce(failing, () => ended++)
  await expect(once.next()).rejects.toThrow('no')
  expect(await once.next()).toEqual({ done: true, value: undefined })
  await once.return?.()
  expect(ended).toBe(1)
  expect(returned).toBeGreaterThan(0)
})
