// Requests that get no connection or no lock in time are answered UNAVAILABLE with the time after which to try again, and never as
// an error in Holdfast; a request that PostgreSQL undoes because of a deadlock runs again.

import type { Client as DatabaseClient } from 'pg'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { decodeGlobalId } from '../../src/graphql/ids.ts'
import { startHoldfast } from '../../src/holdfast.ts'
import { type Answer, Client } from '../support/client.ts'
import { run } from '../support/database.ts'
import { startTestHoldfast, type TestHoldfast } from '../support/holdfast.ts'
import { mutate } from '../support/mutate.ts'

let holdfast: TestHoldfast
beforeAll(async () => {
  holdfast = await startTestHoldfast({ privateWebhooks: true })
})
afterAll(() => holdfast.stop())

type Results = Record<string, { readonly code?: string }>

/** Sends a mutation, which may fail. */
const act = (client: Client, name: string, input: string) =>
  client.send<Results, unknown>(`mutation { ${name}(input: ${input}) { __typename ... on Error { code message } } }`)

/** The number of requests by what they were answered: DONE, or the code of their error. */
function outcomesOf(answers: readonly Answer<Results>[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { data, errors } of answers) {
    const outcome = String(errors?.[0]?.extensions?.code ?? Object.values(data ?? {})[0]?.code ?? 'DONE')
    counts[outcome] = (counts[outcome] ?? 0) + 1
  }
  return counts
}

/** Waits until some session of Holdfast waits for a lock. */
const untilBlocked = (client: DatabaseClient) =>
  expect
    .poll(async () => {
      const { rows } = await client.query(
        `SELECT count(*)::int AS count FROM pg_stat_activity
         WHERE datname = current_database() AND application_name = 'holdfast' AND wait_event_type = 'Lock'`,
      )
      return rows[0].count
    })
    .toBeGreaterThan(0)

test('hundreds of requests for a few connections and one lock each are UNAVAILABLE, and done when they are sent again', async () => {
  // Three organizations have more than all connections of the pool: five each, of ten.
  const owners = await Promise.all([1, 2, 3].map(() => holdfast.organization()))
  const create = (owner: Client) => act(owner, 'createApiKey', '{ name: "x", scopes: [READ] }')
  const answers = await run(holdfast.database.url, async (client) => {
    await client.query('BEGIN')
    await client.query('SELECT FROM organization FOR UPDATE')
    const sent = owners.flatMap(({ owner }) => Array.from({ length: 80 }, () => create(owner)))
    await untilBlocked(client)
    // Those with a connection wait for the lock, and the others for a connection, until each was refused.
    const refused = await Promise.all(sent)
    await client.query('ROLLBACK')
    return refused
  })
  expect(outcomesOf(answers)).toEqual({ UNAVAILABLE: 240 })
  for (const { errors } of answers) {
    expect(errors?.[0]?.extensions?.retryAfterMs).toBe(1_000)
    expect(errors?.[0]?.message).toBe('The database can’t be reached just now. Try again in a moment.')
  }
  const again = await Promise.all(owners.flatMap(({ owner }) => Array.from({ length: 20 }, () => create(owner))))
  expect(outcomesOf(again)).toEqual({ DONE: 60 })
})

test('a request that PostgreSQL undoes because of a deadlock runs again, and is done', async () => {
  const { admin } = await holdfast.organization()
  const url = 'http://127.0.0.1:9/'
  const { webhookEndpoint } = await mutate<{ webhookEndpoint: { id: string } }>(
    admin,
    'createWebhookEndpoint',
    { url, events: ['TASK_ENDED'] },
    'webhookEndpoint { id }',
  )
  const { id } = webhookEndpoint
  // A message waits for the endpoint.
  await act(admin, 'updateWebhookEndpoint', `{ webhookEndpointId: "${id}", isPaused: true }`)
  await act(admin, 'testWebhookEndpoint', `{ webhookEndpointId: "${id}" }`)
  const [organizationId, endpointId] = decodeGlobalId(id).id.split('/')

  // PostgreSQL looks for a deadlock when a session has waited this long: only those of a process that starts now do so in time.
  await run(holdfast.database.url, (client) =>
    client.query(`ALTER DATABASE ${holdfast.database.name} SET deadlock_timeout = '4s'`),
  )
  const second = await startHoldfast({
    ...{ databaseUrl: holdfast.database.url, log: pino({ level: 'silent' }), host: '127.0.0.1', port: 0 },
    privateWebhooks: true,
  })
  const elsewhere = new Client(second.url, admin.key)
  const enable = () => act(elsewhere, 'updateWebhookEndpoint', `{ webhookEndpointId: "${id}", isPaused: false }`)
  try {
    const answer = await run(holdfast.database.url, async (client) => {
      await client.query(`SET deadlock_timeout = '1h'`)
      await client.query('BEGIN')
      await client.query('SELECT FROM webhook_delivery WHERE organization_id = $1 FOR UPDATE', [organizationId])
      const enabling = enable()
      // It has the endpoint, and waits for its message.
      await run(holdfast.database.url, untilBlocked)
      // It is answered once PostgreSQL has undone the other one, which then waits for both.
      await client.query('SELECT FROM webhook_endpoint WHERE id = $1 FOR UPDATE', [endpointId])
      await client.query('ROLLBACK')
      return enabling
    })
    expect(outcomesOf([answer])).toEqual({ DONE: 1 })
  } finally {
    await elsewhere.close()
    await second.stop()
  }
})
