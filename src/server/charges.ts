// Charges the cost of operations to the rates of their callers. The estimate of an operation is charged before it runs; the
// difference to its actual cost is charged afterwards, so that the caller's next operation waits for it. Each message of a live
// stream is charged like a small query. The streams of a caller who is past their rate pause.

import { setTimeout as delay } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'
import { type Caller, limitedAs, operatorIn } from '../access/roles.ts'
import type { Meter } from '../database/meter.ts'
import type { Context } from '../graphql/context.ts'
import { networkOf } from '../network/addresses.ts'
import type { Rates, TooFast } from './rates.ts'

/** The cost, in fields, that counts as one operation. */
const COST_PER_POINT = 100
const REFUSAL_MS_MAX = 1_000
/** The most refusals that are delayed at a time. Others are answered at once. */
const REFUSALS_HELD_MAX = 1_000
/** The most callers whose streams' costs are remembered. Past that, the cost of the one with the oldest message is forgotten. */
const CALLERS_MAX = 50_000

type From = Pick<Context, 'caller' | 'address'>

interface StreamsOfCaller {
  /** The cost that is not charged yet, in fields. */
  cost: number
  /** The end of the pause, by performance.now(). */
  pausedUntil: number
}

export class Charges {
  readonly #rates: Rates | null
  #held = 0
  readonly #streams = new LRUCache<string, StreamsOfCaller>({ max: CALLERS_MAX })

  constructor(rates: Rates | null) {
    this.#rates = rates
  }

  /** Charges the estimated cost of an operation. Returns the time to wait if the caller is past their rate. */
  async begin(from: From, estimate: number): Promise<TooFast | null> {
    return this.#take(from, pointsOf(estimate))
  }

  /** The time to wait if the caller is known to be past their rate. Then the operation is refused unseen. */
  refusal({ caller, address }: From): TooFast | null {
    if (!this.#rates || operatorIn(caller)) return null
    return this.#rates.refusal(...limitedBy({ caller, address }))
  }

  /** Resolves after the time to wait, up to a second. A caller that ignores refusals in a loop then costs little. */
  async holdRefusal({ retryAfterMs }: TooFast): Promise<void> {
    if (this.#held >= REFUSALS_HELD_MAX) return
    this.#held++
    await delay(Math.min(retryAfterMs, REFUSAL_MS_MAX)).finally(() => this.#held--)
  }

  /** Charges the cost of an operation beyond its estimate. Every command beyond the first counts as one operation. */
  end(from: From, estimate: number, meter: Meter): void {
    const points = pointsOf(meter.cost) + Math.max(0, meter.commands - 1) - pointsOf(estimate)
    if (points > 0) void this.#take(from, points)
  }

  /** Charges a message of a live stream, or a page of an export. */
  told(caller: Caller | null, cost: number): void {
    const name = caller && nameOf(caller)
    if (!this.#rates || !name) return
    const streams = this.#streams.get(name) ?? { cost: 0, pausedUntil: 0 }
    this.#streams.set(name, streams)
    streams.cost += cost
    if (streams.cost < COST_PER_POINT) return
    const points = Math.floor(streams.cost / COST_PER_POINT)
    streams.cost -= points * COST_PER_POINT
    void this.#take({ caller, address: null }, points).then((tooFast) => {
      if (tooFast) streams.pausedUntil = performance.now() + tooFast.retryAfterMs
    })
  }

  /** Resolves when the streams and exports of a caller may continue; null if they may at once. */
  pause(caller: Caller | null): Promise<void> | null {
    const name = this.#streams.size > 0 && caller ? nameOf(caller) : null
    const pausedUntil = (name && this.#streams.get(name)?.pausedUntil) || 0
    const ms = pausedUntil - performance.now()
    return ms > 0 ? delay(ms) : null
  }

  async #take(from: From, points: number): Promise<TooFast | null> {
    if (!this.#rates || operatorIn(from.caller)) return null
    return this.#rates.take(...limitedBy(from), points)
  }
}

/** The key, person or address whose rate is charged, and the organization. */
function limitedBy({ caller, address }: From): [key: string, organizationId: string | null] {
  const key = (caller && nameOf(caller)) ?? `address ${address && networkOf(address)}`
  return [key, caller?.kind === 'tenant' ? caller.organizationId : null]
}

function pointsOf(cost: number): number {
  return 1 + Math.floor(cost / COST_PER_POINT)
}

/** The name under which the rate and the streams of a caller count; null for the operator, who has no limit. */
export function nameOf(caller: Caller): string | null {
  return operatorIn(caller) ? null : limitedAs(caller)
}

/** The name under which a caller takes turns: the organization. The operator, people without an organization, and strangers have one each. */
export function sharerOf(caller: Caller | null): string {
  if (operatorIn(caller)) return 'operator'
  return caller?.kind === 'tenant' ? caller.organizationId : (caller?.kind ?? 'stranger')
}
