// Charges: what operations cost is charged to the rates of their callers. What an operation asks for is charged before it
// runs; what it turns out to have cost more, afterwards, so that the caller's next one waits for it. Each message of a live
// stream is charged like a small query; the streams of a caller who is past their rate pause.

import { setTimeout as delay } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'
import { type Caller, limitedAs } from '../access/roles.ts'
import type { Meter } from '../database/meter.ts'
import type { Context } from '../graphql/context.ts'
import { networkOf } from '../network/addresses.ts'
import type { Rates, TooFast } from './rates.ts'

/** This much of a cost, in fields, counts as one operation. */
const COST_PER_POINT = 100
const REFUSAL_MS_MAX = 1_000
/** So many refusals are held at a time; past that, they are answered at once. */
const REFUSALS_HELD_MAX = 1_000
/** Callers with live streams of which it is known what they owe; past that, the one least lately told something owes nothing. */
const CALLERS_MAX = 50_000

type From = Pick<Context, 'caller' | 'address'>

interface StreamsOfCaller {
  /** Not charged yet, in fields. */
  cost: number
  /** Until when the streams pause, by performance.now(). */
  pausedUntil: number
}

export class Charges {
  readonly #rates: Rates | null
  #held = 0
  readonly #streams = new LRUCache<string, StreamsOfCaller>({ max: CALLERS_MAX })

  constructor(rates: Rates | null) {
    this.#rates = rates
  }

  /** Charges what an operation of this estimated cost asks for; says how long to wait if the caller is past their rate. */
  async begin(from: From, estimate: number): Promise<TooFast | null> {
    return this.#take(from, pointsOf(estimate))
  }

  /** How long to wait, where it is known already that the caller is past their rate: nothing of the operation needs to be looked at then. */
  refusal({ caller, address }: From): TooFast | null {
    if (!this.#rates || caller?.kind === 'operator') return null
    return this.#rates.refusal(...limitedBy({ caller, address }))
  }

  /** Resolves when a refused caller may be answered: after their time to wait, up to a second, so that a loop that ignores refusals costs little. */
  async holdRefusal({ retryAfterMs }: TooFast): Promise<void> {
    if (this.#held >= REFUSALS_HELD_MAX) return
    this.#held++
    await delay(Math.min(retryAfterMs, REFUSAL_MS_MAX)).finally(() => this.#held--)
  }

  /** Charges what an operation has cost beyond its estimate. Every command beyond the first counts as one operation. */
  end(from: From, estimate: number, meter: Meter): void {
    const points = pointsOf(meter.cost) + Math.max(0, meter.commands - 1) - pointsOf(estimate)
    if (points > 0) void this.#take(from, points)
  }

  /** Charges a part of what is told over time: a message of a live stream, a page of an export. */
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

  /** Resolves when what is told to a caller over time may go on; null if they may at once. */
  pause(caller: Caller | null): Promise<void> | null {
    const name = this.#streams.size > 0 && caller ? nameOf(caller) : null
    const pausedUntil = (name && this.#streams.get(name)?.pausedUntil) || 0
    const ms = pausedUntil - performance.now()
    return ms > 0 ? delay(ms) : null
  }

  async #take(from: From, points: number): Promise<TooFast | null> {
    if (!this.#rates || from.caller?.kind === 'operator') return null
    return this.#rates.take(...limitedBy(from), points)
  }
}

/** The key that is limited, and the organization beside it. */
function limitedBy({ caller, address }: From): [key: string, organizationId: string | null] {
  const key = (caller && nameOf(caller)) ?? `address ${address && networkOf(address)}`
  return [key, caller?.kind === 'tenant' ? caller.organizationId : null]
}

function pointsOf(cost: number): number {
  return 1 + Math.floor(cost / COST_PER_POINT)
}

/** Whose rate and streams it counts against; null: nobody’s in particular. */
export function nameOf(caller: Caller): string | null {
  return caller.kind === 'operator' ? null : limitedAs(caller)
}

/** Whose share of turns and connections it uses: its organization's; the platform, people without one, and strangers have one each. */
export function sharerOf(caller: Caller | null): string {
  return caller?.kind === 'tenant' ? caller.organizationId : (caller?.kind ?? 'stranger')
}
