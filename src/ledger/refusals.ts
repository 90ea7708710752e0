// Refusals: the reasons why a rule does not decide. A refusal is a value with a code, a message and the numbers behind it, and
// changes nothing. Everything that has no code here is a bug, and throws.

import type { Credits, HoldStatus, LotDispute, LotLock } from './wallet.ts'

/** An expected refusal. `code` is stable and for programs; `message` is for people. */
export interface Refusal {
  readonly code: string
  readonly message: string
}

export interface InsufficientCredits extends Refusal {
  readonly code: 'INSUFFICIENT_CREDITS'
  readonly required: Credits
  /** The most that one wallet could pay. */
  readonly available: Credits
  readonly shortfall: Credits
  /** Each wallet that was asked, in this order. */
  readonly sources: readonly Source[]
}

/** A wallet that could have paid. */
export interface Source {
  readonly isPool: boolean
  readonly available: Credits
}

export function insufficientCredits(
  creditType: string,
  required: Credits,
  available: Credits,
  sources: readonly Source[] = [],
): InsufficientCredits {
  const shortfall = required - available
  const asked = sources.map(
    (source) => `${source.isPool ? 'the pool' : 'the member’s own wallet'} has ${source.available}`,
  )
  const where = sources.length > 1 ? ` (${asked.join(', ')}; one wallet must pay the whole)` : ''
  return {
    code: 'INSUFFICIENT_CREDITS',
    message: `This needs ${required} ${creditType} credits and ${available} are available${where}: ${shortfall} short.`,
    required,
    available,
    shortfall,
    sources,
  }
}

export interface HoldNotOpen extends Refusal {
  readonly code: 'HOLD_NOT_OPEN'
  readonly status: HoldStatus
}

export function holdNotOpen(status: HoldStatus): HoldNotOpen {
  return {
    code: 'HOLD_NOT_OPEN',
    message: `This hold has ended (${status}): nothing more can be spent, released or metered of it. Open another one.`,
    status,
  }
}

export interface SpendExceedsHold extends Refusal {
  readonly code: 'SPEND_EXCEEDS_HOLD'
  readonly requested: Credits
  readonly frozen: Credits
}

export function spendExceedsHold(requested: Credits, frozen: Credits): SpendExceedsHold {
  return {
    code: 'SPEND_EXCEEDS_HOLD',
    message: `${requested} credits can't be spent from a hold of ${frozen}. Spend at most ${frozen}.`,
    requested,
    frozen,
  }
}

export interface HoldOpen extends Refusal {
  readonly code: 'HOLD_OPEN'
}

export function holdOpen(): HoldOpen {
  const message = 'This hold is open: its credits are frozen. Release it, or spend less of it, in place of a refund.'
  return { code: 'HOLD_OPEN', message }
}

export interface RefundExceedsSpent extends Refusal {
  readonly code: 'REFUND_EXCEEDS_SPENT'
  /** Null: all were to be refunded. */
  readonly requested: Credits | null
  readonly refundable: Credits
}

export function refundExceedsSpent(requested: Credits | null, refundable: Credits): RefundExceedsSpent {
  const message =
    refundable === 0n
      ? 'Nothing is left to refund: no credits were used, or all of them were refunded.'
      : `${requested} credits can't be refunded: ${refundable} were used and not refunded. Refund at most ${refundable}.`
  return { code: 'REFUND_EXCEEDS_SPENT', message, requested, refundable }
}

export interface RefundExceedsLot extends Refusal {
  readonly code: 'REFUND_EXCEEDS_LOT'
  readonly requested: Credits
  readonly refundable: Credits
  readonly frozen: Credits
}

export function refundExceedsLot(requested: Credits, refundable: Credits, frozen: Credits): RefundExceedsLot {
  const held = frozen > 0n ? ` ${frozen} are frozen: wait until their holds have ended.` : ''
  const message = `${requested} credits can't be taken back: the purchase has ${refundable} that are unused or spent.${held}`
  return { code: 'REFUND_EXCEEDS_LOT', message, requested, refundable, frozen }
}

export interface NothingOwed extends Refusal {
  readonly code: 'NOTHING_OWED'
}

export function nothingOwed(): NothingOwed {
  const message = 'This wallet owes nothing, or has no credits that can be used now to pay what it owes.'
  return { code: 'NOTHING_OWED', message }
}

export interface CreditsOutOfBounds extends Refusal {
  readonly code: 'CREDITS_OUT_OF_BOUNDS'
}

export function creditsOutOfBounds(): CreditsOutOfBounds {
  return {
    code: 'CREDITS_OUT_OF_BOUNDS',
    message: 'A wallet can be granted at most 2^53-1 credits over its life, and this would exceed that. Grant fewer.',
  }
}

export interface ExpiryPassed extends Refusal {
  readonly code: 'EXPIRY_PASSED'
}

/** `bound`: what it must be, and is not. */
export function expiryPassed(expiresAt: Date, bound: 'in the future' | 'after usableFrom'): ExpiryPassed {
  return {
    code: 'EXPIRY_PASSED',
    message: `expiresAt must be ${bound}, not ${expiresAt.toISOString()}.`,
  }
}

export interface LotLocked extends Refusal {
  readonly code: 'LOT_LOCKED'
  readonly lock: LotLock
}

export function lotLocked(lock: LotLock): LotLocked {
  const message =
    lock === 'SUBSCRIPTION'
      ? 'This lot is locked while no subscription is active. Start or reactivate one.'
      : `This lot is locked already (${lock}). Unlock it first.`
  return { code: 'LOT_LOCKED', message, lock }
}

export interface LotNotLocked extends Refusal {
  readonly code: 'LOT_NOT_LOCKED'
}

export function lotNotLocked(): LotNotLocked {
  return { code: 'LOT_NOT_LOCKED', message: 'This lot is not locked: there is nothing to unlock.' }
}

export interface LotState extends Refusal {
  readonly code: 'LOT_STATE'
}

/** The lot exists and has no credits that can be used, now or later. */
export function lotUsedUp(): LotState {
  const message = 'The lot has no available, locked or frozen credits left: there is nothing to lock or unlock.'
  return { code: 'LOT_STATE', message }
}

export interface DisputeState extends Refusal {
  readonly code: 'DISPUTE_STATE'
  /** Null: never disputed. */
  readonly dispute: LotDispute | null
}

export function disputeState(dispute: LotDispute | null): DisputeState {
  const messages = {
    OPEN: 'This lot is in dispute already. Close that dispute first.',
    LOST: 'The dispute over this lot was lost, and that can’t be undone.',
    WON: 'The dispute over this lot was won. Open another one first.',
    null: 'This lot is not in dispute. Open one first.',
  }
  return { code: 'DISPUTE_STATE', message: messages[`${dispute}`], dispute }
}

/** True for a refusal, false for a decision. */
export function isRefusal<T extends object>(outcome: T | Refusal): outcome is Extract<T, Refusal> | Refusal {
  return 'code' in outcome && 'message' in outcome
}
