// A transport over Redis, where REDIS_URL names one, in place of PostgreSQL's NOTIFY.
//
// Redis stores nothing and acknowledges nothing: a notification that is sent while it is unreachable is lost. The relay sees
// the loss by the batches' numbers (src/engine/relay.ts), so nothing here is retried and nothing is an error.

import { Redis } from 'ioredis'
import type { Logger } from 'pino'
import { CHANNEL, type Transport } from './notification.ts'

const RECONNECT_MS = 500
const CONNECT_TIMEOUT_MS = 5_000
/** As for connections to PostgreSQL: finds out what a firewall has forgotten, and closes what answers no command. */
const KEEPALIVE_DELAY_MS = 2_000
const ANSWER_TIMEOUT_MS = 5_000

export function openRedis(url: string, log: Logger): Transport {
  const options = {
    connectTimeout: CONNECT_TIMEOUT_MS,
    keepAlive: KEEPALIVE_DELAY_MS,
    socketTimeout: ANSWER_TIMEOUT_MS,
    retryStrategy: () => RECONNECT_MS,
  }
  const ignore = (error: unknown) => log.debug({ err: error }, 'Redis is unreachable')
  // A notification that can't be sent at once is dropped: later it would be out of date.
  const publishing = new Redis(url, { ...options, enableOfflineQueue: false }).on('error', ignore)
  const subscribing = new Redis(url, { ...options, maxRetriesPerRequest: null }).on('error', ignore)
  return {
    send: (notification) => void publishing.publish(CHANNEL, notification).catch(ignore),
    listen(hear) {
      subscribing.on('message', (_channel, notification) => hear(notification))
      subscribing.subscribe(CHANNEL).catch(ignore)
    },
    close() {
      publishing.disconnect()
      subscribing.disconnect()
    },
  }
}
