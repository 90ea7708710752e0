// Why a rule said no. A refusal is a value with a code, a sentence and the numbers behind it; it changes nothing.
// Whatever can't be refused by name is a bug, and throws.

import type { Credits, HoldStatus, LotDispute, LotLock } from './wallet.ts'

/** A named no. `code` is stable and for programs, `message` is for people. */
export interface Refusal {
  readonly code: string
  readonly message: string
}

export interface InsufficientCredits extends Refusal {
  readonly code: 'INSUFFICIENT_CREDITS'
  readonly required: Credits
  readonly available: Credits
  readonly shortfall: Credits
}

export function insufficientCredits(creditType: string, required: Credits, available: Credits): InsufficientCredits {
  const shortfall = required - available
  return {
    code: 'INSUFFICIENT_CREDITS',
    message: `This needs ${required} ${creditType} credits and ${available} are available: ${shortfall} short.`,
    required,
    available,
    shortfall,
  }
}

export interface HoldNotOpen extends Refusal {
  readonly code: 'HOLD_NOT_OPEN'
  readonly status: HoldStatus
}

export function holdNotOpen(status: HoldStatus): HoldNotOpen {
  return {
    code: 'HOLD_NOT_OPEN',
    message: `This hold has ended (${status}); its credits can't be spent or released again.`,
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

export interface CreditsOutOfBounds extends Refusal {
  readonly code: 'CREDITS_OUT_OF_BOUNDS'
}

export function creditsOutOfBounds(): CreditsOutOfBounds {
  return {
    code: 'CREDITS_OUT_OF_BOUNDS',
    message: 'A wallet can be granted 2^53-1 credits in all over its life, and this would go past that.',
  }
}

export interface ExpiryPassed extends Refusal {
  readonly code: 'EXPIRY_PASSED'
}

export function expiryPassed(expiresAt: Date): ExpiryPassed {
  return {
    code: 'EXPIRY_PASSED',
    message: `The expiry ${expiresAt.toISOString()} comes too early. Give one in the future, after all else begins.`,
  }
}

export interface LotLocked extends Refusal {
  readonly code: 'LOT_LOCKED'
  readonly lock: LotLock
}

export function lotLocked(lock: LotLock): LotLocked {
  return { code: 'LOT_LOCKED', message: `This lot is locked already (${lock}). Unlock it first.`, lock }
}

export interface LotNotLocked extends Refusal {
  readonly code: 'LOT_NOT_LOCKED'
}

export function lotNotLocked(): LotNotLocked {
  return { code: 'LOT_NOT_LOCKED', message: 'This lot is not locked.' }
}

export interface DisputeState extends Refusal {
  readonly code: 'DISPUTE_STATE'
  /** Null: never disputed. */
  readonly dispute: LotDispute | null
}

export function disputeState(dispute: LotDispute | null): DisputeState {
  const messages = {
    OPEN: 'This lot is in dispute already. Close that dispute first.',
    LOST: 'The dispute over this lot was lost, which is for good.',
    WON: 'The dispute over this lot was won. Open another one first.',
    null: 'This lot is not in dispute. Open one first.',
  }
  return { code: 'DISPUTE_STATE', message: messages[`${dispute}`], dispute }
}

/** True for a refusal, false for a decision. */
export function isRefusal<T extends object>(outcome: T | Refusal): outcome is Extract<T, Refusal> | Refusal {
  return 'code' in outcome && 'message' in outcome
}
