// Notices carried by Redis, where REDIS_URL names one, in place of PostgreSQL's NOTIFY: through graphql-yoga's event target.
//
// Redis keeps nothing and answers for nothing: what is sent while it is away, or in the middle of a failure, is lost. The
// relay sees by the batches' numbers that it is (src/engine/relay.ts), so nothing here is retried and nothing is an error.

import { createRedisEventTarget } from '@graphql-yoga/redis-event-target'
import { Redis } from 'ioredis'
import type { Logger } from 'pino'
import { type Carrier, CHANNEL } from './engine/notice.ts'

const RECONNECT_MS = 500
const CONNECT_TIMEOUT_MS = 5_000
/** As those to PostgreSQL: what a firewall has forgotten is found out, and what answers no command is closed. */
const KEEPALIVE_DELAY_MS = 2_000
const ANSWER_TIMEOUT_MS = 5_000

export function openRedis(url: string, log: Logger): Carrier {
  const options = {
    connectTimeout: CONNECT_TIMEOUT_MS,
    keepAlive: KEEPALIVE_DELAY_MS,
    socketTimeout: ANSWER_TIMEOUT_MS,
    retryStrategy: () => RECONNECT_MS,
  }
  // What can't be sent at once is not sent: it would only be old.
  const publishing = new Redis(url, { ...options, enableOfflineQueue: false })
  const subscribing = new Redis(url, { ...options, maxRetriesPerRequest: null })
  for (const client of [publishing, subscribing]) {
    client.on('error', (error) => log.debug({ err: error }, 'Redis is away'))
  }
  const ignore = (error: unknown) => log.debug({ err: error }, 'Redis did not take a notice')
  // The event target waits for none of its commands, so their failures are taken here.
  const target = createRedisEventTarget({
    publishClient: {
      publish: (channel: string, message: string) => publishing.publish(channel, message).catch(ignore),
    } as unknown as Redis,
    subscribeClient: {
      on: subscribing.on.bind(subscribing),
      subscribe: (channel: string) => subscribing.subscribe(channel).catch(ignore),
      unsubscribe: (channel: string) => subscribing.unsubscribe(channel).catch(ignore),
    } as unknown as Redis,
  })
  return {
    send: (notice) => {
      target.dispatchEvent(new CustomEvent(CHANNEL, { detail: notice }))
    },
    listen: (hear) => target.addEventListener(CHANNEL, ({ detail }) => hear(detail)),
    close: () => {
      publishing.disconnect()
      subscribing.disconnect()
    },
  }
}
