// Plays an organization's credits forward, by the rules that the lane decides by, on a batch that is thrown away.
//
// Time goes from one instant at which something happens to the next: a lot matures, expires or falls back, a hold ends, a cycle begins.
// Right before each, what the pace brings until then is spent, in the order of the spenders, from the wallets that would pay.
// A hold that is open ends at its deadline as it does if nobody reports: what was metered is spent, and the rest comes back. A period of
// the plan that becomes due later counts as paid at once. Nobody grants, buys, moves or locks credits.

import { setImmediate } from 'node:timers/promises'
import { isDue } from '../engine/subscriptionTerms.ts'
import { newId } from '../ids.ts'
import type { Decision } from '../ledger/decision.ts'
import { expire } from '../ledger/expire.ts'
import { freeze } from '../ledger/freeze.ts'
import { mature } from '../ledger/lock.ts'
import { endMetered, isMetered } from '../ledger/meter.ts'
import { must } from '../ledger/must.ts'
import { isRefusal, type Refusal } from '../ledger/refusals.ts'
import { release, spend } from '../ledger/settle.ts'
import { type Credits, hasExpired, type Lot, lotAt, type Wallet, type WalletState } from '../ledger/wallet.ts'
import { endCycle, markPaid } from '../plans/commands.ts'
import { fallBack } from '../requests/commands.ts'
import { carryOutRule } from '../wallets/allocations.ts'
import { payingHolders } from '../wallets/funding.ts'
import { type Spender, spentAfter, timeOfSpending } from './pace.ts'
import type { Present } from './present.ts'

/** The time of the event loop that a forecast takes at once. */
const SLICE_MS = 5
/** The cycles that end at one instant: more, if nothing was decided for long. */
const CYCLES_MAX = 1_000

/** Credits of a lot that are not used before they expire. */
export interface Loss {
  readonly walletId: string
  /** As it is then. */
  readonly lot: Lot
  readonly credits: Credits
  readonly at: Date
}

/** The course of a wallet. */
export interface WalletCourse {
  readonly wallet: Wallet
  /** The available credits at each of the instants that were asked for. */
  readonly available: readonly Credits[]
  /** The first time at which it can't pay all that falls on it. Null: it always can. */
  readonly runsOutAt: Date | null
  readonly losses: readonly Loss[]
}

interface Noted {
  readonly available: Credits[]
  runsOutAt: number | null
  readonly losses: Loss[]
}

/**
 * Plays forward until the last of `instants`, which follow each other from now on. Returns the course of each wallet, the pools first;
 * also of those that rules open meanwhile.
 */
export async function playForward(present: Present, instants: readonly Date[]): Promise<WalletCourse[]> {
  const play = new Play(present)
  let began = performance.now()
  for (const instant of instants) {
    while (play.advance(instant)) {
      if (performance.now() - began < SLICE_MS) continue
      await setImmediate()
      began = performance.now()
    }
    play.note()
  }
  return play.courses(instants.length)
}

class Play {
  readonly #present: Present
  readonly #spent: bigint[]
  readonly #noted = new Map<string, Noted>()
  /** Per rule: the cycle that it was last carried out in. */
  readonly #carriedOut: Map<string, number>
  #points = 0
  #entries = 0
  #hasBegun = false

  constructor(present: Present) {
    this.#present = present
    this.#spent = present.pace.map(() => 0n)
    this.#carriedOut = new Map(
      present.rules.map(({ id, lastCycleStart }) => [id, lastCycleStart?.getTime() ?? Number.NEGATIVE_INFINITY]),
    )
  }

  /** Goes on to the next instant at which something happens, or to `until`. False: it is there already. */
  advance(until: Date): boolean {
    const { batch } = this.#present
    if (!this.#hasBegun) {
      this.#hasBegun = true
      this.#settle()
      return true
    }
    if (batch.now >= until) return false
    const next = this.#next(until)
    const before = next.getTime() - 1
    if (before > batch.now.getTime()) {
      batch.now = new Date(before)
      this.#spend()
    }
    batch.now = next
    this.#settle()
    return true
  }

  /** Notes what is available now. */
  note(): void {
    const { batch, organizationId } = this.#present
    for (const { wallet, lots } of batch.walletsOf(organizationId)) {
      let available = 0n
      for (const lot of lots.values()) available += lotAt(lot, batch.now).available
      this.#of(wallet.id).available[this.#points] = available
    }
    this.#points++
  }

  courses(points: number): WalletCourse[] {
    const { batch, organizationId } = this.#present
    return batch.walletsOf(organizationId).map(({ wallet }) => {
      const { available, runsOutAt, losses } = this.#of(wallet.id)
      return {
        wallet,
        available: Array.from({ length: points }, (_, i) => available[i] ?? 0n),
        runsOutAt: runsOutAt === null ? null : new Date(runsOutAt),
        losses,
      }
    })
  }

  #of(walletId: string): Noted {
    let noted = this.#noted.get(walletId)
    if (!noted) {
      noted = { available: [], runsOutAt: null, losses: [] }
      this.#noted.set(walletId, noted)
    }
    return noted
  }

  #next(until: Date): Date {
    const { batch, organizationId, requests } = this.#present
    const now = batch.now.getTime()
    let next = until.getTime()
    const at = (instant: Date | null | undefined) => {
      const time = instant?.getTime() ?? next
      if (time > now && time < next) next = time
    }
    for (const { lots } of batch.walletsOf(organizationId)) {
      for (const { expiresAt, lock, usableFrom, fallsBackAt } of lots.values()) {
        at(expiresAt)
        at(fallsBackAt)
        if (lock === 'SCHEDULED') at(usableFrom)
      }
    }
    for (const { status, expiresAt } of batch.holdsOf(organizationId)) if (status === 'OPEN') at(expiresAt)
    at(batch.organization(organizationId)?.subscription?.dueAt)
    for (const { until: end } of requests) at(end)
    return new Date(next)
  }

  #spend(): void {
    const { batch, pace, now: from, organizationId } = this.#present
    const elapsed = batch.now.getTime() - from.getTime()
    for (const [i, spender] of pace.entries()) {
      const before = this.#spent[i] ?? 0n
      const due = spentAfter(spender, elapsed)
      this.#spent[i] = due
      let missing = due - before
      for (const holderId of payingHolders(batch, organizationId, spender.memberId)) {
        const state = missing > 0n ? batch.walletOf(organizationId, holderId, spender.creditType) : undefined
        if (!state) continue
        missing -= this.#pay(state, spender, missing)
        if (missing === 0n) continue
        const noted = this.#of(state.wallet.id)
        const unpaid = from.getTime() + timeOfSpending(spender, due - missing + 1n)
        noted.runsOutAt = Math.min(noted.runsOutAt ?? unpaid, unpaid)
      }
    }
  }

  /** Spends as much as a wallet has, and returns it. */
  #pay(state: WalletState, { memberId, purpose }: Spender, credits: Credits): Credits {
    const { batch, organizationId } = this.#present
    const { now } = batch
    const ofPurpose = { model: purpose?.model ?? null, operation: purpose?.operation ?? null }
    const spending = { memberId, apiKeyId: null, ...ofPurpose, tags: [], countsAt: null }
    const hold = { holdId: newId(), taskId: null, purpose, description: null, usages: [], spending }
    const command = { ...hold, expiresAt: new Date(now.getTime() + 1) }
    let held = freeze(state, { ...command, credits }, now)
    if (isRefusal(held) && held.code === 'INSUFFICIENT_CREDITS' && held.available > 0n) {
      held = freeze(state, { ...command, credits: held.available }, now)
    }
    if (isRefusal(held)) return 0n
    batch.apply(held)
    const paying = must(batch.wallet(organizationId, state.wallet.id), 'a wallet stays in its batch')
    const how = { credits: held.hold.credits, keepOpen: false, purpose }
    this.#apply(spend(paying, held.hold, how, now))
    return held.hold.credits
  }

  /** Decides what is due now, in the order in which it is decided (src/clock/due.ts). */
  #settle(): void {
    this.#endCycles()
    this.#endHolds()
    this.#bookLots()
    this.#carryOutRules()
    for (const request of this.#present.requests) fallBack(request).decide(this.#present.batch)
    this.#noteLosses()
  }

  #endCycles(): void {
    const { batch, organizationId } = this.#present
    for (let ended = 0; ended < CYCLES_MAX; ended++) {
      const before = batch.organization(organizationId)?.subscription
      if (!before || !isDue(before, batch.now)) return
      endCycle(organizationId).decide(batch)
      const after = batch.organization(organizationId)?.subscription
      if (before.paymentDueAt === null && after && after.paymentDueAt !== null) {
        markPaid(organizationId, null).decide(batch)
      }
    }
  }

  #endHolds(): void {
    const { batch, organizationId } = this.#present
    const { now } = batch
    for (const hold of [...batch.holdsOf(organizationId)]) {
      const state = hold.status === 'OPEN' && hold.expiresAt <= now ? batch.walletOfHold(hold) : undefined
      if (!state) continue
      this.#apply(isMetered(hold) ? endMetered(state, hold, true, now) : release(state, hold, 'TIMED_OUT', now))
    }
  }

  #bookLots(): void {
    const { batch, organizationId } = this.#present
    const { now } = batch
    for (const { wallet, lots } of batch.walletsOf(organizationId)) {
      for (const { id } of [...lots.values()]) {
        for (const rule of [expire, mature]) {
          const state = must(batch.wallet(organizationId, wallet.id), 'a wallet stays in its batch')
          const lot = state.lots.get(id)
          const decision = lot ? rule(state, lot, now) : null
          if (decision) batch.apply(decision)
        }
      }
    }
  }

  #carryOutRules(): void {
    const { batch, organizationId, rules, members: giveTo } = this.#present
    const subscription = batch.organization(organizationId)?.subscription
    if (subscription?.status !== 'ACTIVE') return
    const cycle = subscription.cycleStart.getTime()
    for (const { id: ruleId, creditType, credits, reclaim } of rules) {
      if (must(this.#carriedOut.get(ruleId), 'each rule is known') >= cycle) continue
      this.#carriedOut.set(ruleId, cycle)
      const holders = batch.walletsOf(organizationId).flatMap(({ wallet }) => {
        const isMembers = wallet.holderId !== organizationId && wallet.creditType === creditType
        return isMembers && wallet.available > 0n ? [wallet.holderId] : []
      })
      const takeBackFrom = reclaim ? holders : []
      carryOutRule({ organizationId, creditType, ruleId, takeBackFrom, giveTo, credits }, null).decide(batch)
    }
  }

  #apply(decision: Decision | Refusal): void {
    if (isRefusal(decision)) throw new RangeError(`a forecast was refused what is due: ${decision.message}`)
    this.#present.batch.apply(decision)
  }

  #noteLosses(): void {
    const { batch, organizationId } = this.#present
    const sums = new Map<string, Loss>()
    for (const { type, walletId, lotId, credits, createdAt: at } of batch.entries.slice(this.#entries)) {
      if (type !== 'EXPIRE' || lotId === null) continue
      const known = sums.get(lotId)
      const open = batch.wallet(organizationId, walletId)?.lots.get(lotId)
      const lot = must(open ?? batch.closedLot(organizationId, lotId), 'the lot of an entry is in its batch')
      sums.set(lotId, { walletId, lot, credits: credits + (known?.credits ?? 0n), at })
    }
    for (const loss of sums.values()) this.#of(loss.walletId).losses.push(loss)
    this.#entries = batch.entries.length
  }
}

/** Returns whether a lot has credits that may be lost. */
export function canBeLost(lot: Lot, now: Date): boolean {
  return !hasExpired(lot, now) && lot.available + lot.locked > 0n
}
