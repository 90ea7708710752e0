// Rates: how many operations per second a key and an organization may have, on all processes together.
//
// rate-limiter-flexible counts in PostgreSQL. To ask it for each operation would cost a write each, all to one row where
// one customer is busy; so each process takes a twentieth of the rate at a time and gives that out by itself. A key may
// then pass its rate by as much as processes have left over: by a twentieth for each.

import type { Logger } from 'pino'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { createPool } from '../database/connect.ts'
import { outageOf } from '../database/outage.ts'

export interface RateSettings {
  /** Operations per second, measured over ten. */
  readonly perKey: number
  readonly perOrganization: number
}

const WINDOW_SECONDS = 10
const SHARES = 20
const CONNECTIONS_MAX = 2
/** More keys than this at once are not told apart as well: the oldest asks anew. */
const REMEMBERED_MAX = 50_000

/** How long to wait before trying again. */
export interface TooFast {
  readonly retryAfterMs: number
}

export interface Rates {
  /** Takes so many points of a key’s rate and of its organization’s; null if both have them. */
  take(key: string, organizationId: string | null, points: number): Promise<TooFast | null>
  /** Whether one of both is known to be used up; takes nothing, and asks nobody. */
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

/** What this process has taken of a shared rate. */
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
        // What costs more than is left may still begin: the next one waits for it.
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
        // Where the database can’t be asked there is nothing to protect it from.
        outageOf(this.#log).mention(refused, 'a rate could not be looked at')
        this.#taken.set(key, { left: this.#size, until: Date.now() + 1_000 })
        return null
      }
      this.#refused.set(key, Date.now() + refused.msBeforeNext)
      return { retryAfterMs: Math.max(refused.msBeforeNext, 1) }
    }
  }
}
