// Limits of attempts: passwords, new accounts and mails, counted per address and per account, on all processes together.
//
// They are stored in request_rate for the length of the window; accounts and addresses are stored as hashes of one length.

import { hash } from 'node:crypto'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { createPool } from '../database/connect.ts'

const CONNECTIONS_MAX = 2

/** The most attempts (points) in a number of seconds (duration). */
const LIMITS = {
  /** Attempts at passwords and new accounts, from one address. */
  passwordsFrom: { points: 20, duration: 60 },
  /** Wrong passwords of one account, from all addresses. The right password resets the count. */
  passwordsOf: { points: 10, duration: 15 * 60 },
  /** Requested mails, from one address. */
  mailsFrom: { points: 5, duration: 60 },
  /** Mails to one recipient. */
  mailsTo: { points: 5, duration: 60 * 60 },
  /** Other requests under /auth, from one address. */
  requestsFrom: { points: 100, duration: 10 },
} as const

export type Limit = keyof typeof LIMITS

export interface Attempts {
  /** Counts an attempt. Returns the time until the next one is allowed if it exceeds the limit, else null. */
  take(limit: Limit, of: string): Promise<{ readonly retryAfterSeconds: number } | null>
  /** Resets the count. */
  forget(limit: Limit, of: string): Promise<void>
  stop(): Promise<void>
}

export function openAttempts(url: string): Attempts {
  const storeClient = createPool(url, CONNECTIONS_MAX, { name: 'holdfast sign-in' })
  const table = { storeClient, tableName: 'request_rate', tableCreated: true }
  const limiters = new Map(
    Object.entries(LIMITS).map(([keyPrefix, limit], i) => [
      keyPrefix,
      // One of the limiters removes expired rows for all.
      new RateLimiterPostgres({ ...table, keyPrefix, ...limit, clearExpiredByTimeout: i === 0 }),
    ]),
  )
  const limiterOf = (limit: Limit) => limiters.get(limit) as RateLimiterPostgres
  return {
    async take(limit, of) {
      try {
        await limiterOf(limit).consume(keyOf(of))
        return null
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused
        return { retryAfterSeconds: Math.max(Math.ceil(refused.msBeforeNext / 1_000), 1) }
      }
    },
    async forget(limit, of) {
      await limiterOf(limit).delete(keyOf(of))
    },
    stop: () => storeClient.end(),
  }
}

function keyOf(of: string): string {
  return hash('sha256', of.toLowerCase(), 'base64url')
}
