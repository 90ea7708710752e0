// Rates: the operations per second of a key and of an organization, on all processes together.
//
// rate-limiter-flexible counts in PostgreSQL. A call for each operation would be a write each, all to the same row for a busy
// customer. So each process takes a twentieth of the rate at a time and counts that in memory. A key may then exceed its rate by a
// twentieth for each process.

import type { Logger } from 'pino'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { createPool } from '../database/connect.ts'
import { outageOf } from '../database/outage.ts'

export interface RateSettings {
  /** Operations per second, measured over ten seconds. */
  readonly perKey: number
  readonly perOrganization: number
}

const WINDOW_SECONDS = 10
const SHARES = 20
const CONNECTIONS_MAX = 2
/** The most keys that are remembered. Past that, the oldest one takes a share again. */
const REMEMBERED_MAX = 50_000

/** The time to wait before the next try. */
export interface TooFast {
  readonly retryAfterMs: number
}

export interface Rates {
  /** Takes points of a key’s rate and of its organization’s. Returns null if both have them. */
  take(key: string, organizationId: string | null, points: number): Promise<TooFast | null>
  /** The time to wait if one of both rates is known to be used up; otherwise null. Takes no points and reads no database. */
  refusal(key: string, organizationId: string | null): TooFast | null
  close(): Promise<void>
}

export function openRates(url: string, { perKey, perOrganization }: RateSettings, log: Logger): Rates {
  const pool = createPool(url, CONNECTIONS_MAX, { name: 'holdfast rates' })
  const limiterOf = (keyPrefix: string, perSecond: number) =>
    new Share(
      new RateLimiterPostgres({
        storeClient: pool,
        tableName: 'request_rate',
        tableCreated: true,
        clearExpiredByTimeout: true,
        keyPrefix,
        points: perSecond * WINDOW_SECONDS,
        duration: WINDOW_SECONDS,
      }),
      Math.ceil((perSecond * WINDOW_SECONDS) / SHARES),
      log,
    )
  const keys = limiterOf('key', perKey)
  const organizations = limiterOf('organization', perOrganization)
  return {
    async take(key, organizationId, points) {
      return (
        (await keys.take(key, points)) ?? (organizationId ? await organizations.take(organizationId, points) : null)
      )
    },
    refusal: (key, organizationId) =>
      keys.refusal(key) ?? (organizationId ? organizations.refusal(organizationId) : null),
    close: () => pool.end(),
  }
}

interface Taken {
  left: number
  until: number
}

/** The share of a rate that this process has taken. */
class Share {
  readonly #limiter: RateLimiterPostgres
  readonly #size: number
  readonly #log: Logger
  readonly #taken = new Map<string, Taken>()
  readonly #refused = new Map<string, number>()
  readonly #taking = new Map<string, Promise<TooFast | null>>()

  constructor(limiter: RateLimiterPostgres, size: number, log: Logger) {
    this.#limiter = limiter
    this.#size = size
    this.#log = log
  }

  async take(key: string, points: number): Promise<TooFast | null> {
    while (true) {
      const now = Date.now()
      const taken = this.#taken.get(key)
      if (taken && taken.until > now && taken.left > 0) {
        // An operation that costs more than is left may still begin; the next one waits for it.
        taken.left -= points
        return null
      }
      const refusal = this.refusal(key)
      if (refusal) return refusal
      const owed = taken && taken.until > now ? -taken.left : 0
      let taking = this.#taking.get(key)
      if (!taking) {
        taking = this.#takeMore(key, owed).finally(() => this.#taking.delete(key))
        this.#taking.set(key, taking)
      }
      const tooFast = await taking
      if (tooFast) return tooFast
    }
  }

  refusal(key: string): TooFast | null {
    const ms = (this.#refused.get(key) ?? 0) - Date.now()
    return ms > 0 ? { retryAfterMs: ms } : null
  }

  async #takeMore(key: string, owed: number): Promise<TooFast | null> {
    for (const map of [this.#taken, this.#refused]) {
      const [oldest] = map.keys()
      if (map.size >= REMEMBERED_MAX && oldest !== undefined) map.delete(oldest)
    }
    try {
      const { msBeforeNext } = await this.#limiter.consume(key, this.#size + owed)
      this.#taken.set(key, { left: this.#size, until: Date.now() + msBeforeNext })
      return null
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) {
        // While the database is unavailable, it needs no protection.
        outageOf(this.#log).mention(refused, 'a rate could not be read')
        this.#taken.set(key, { left: this.#size, until: Date.now() + 1_000 })
        return null
      }
      this.#refused.set(key, Date.now() + refused.msBeforeNext)
      return { retryAfterMs: Math.max(refused.msBeforeNext, 1) }
    }
  }
}
