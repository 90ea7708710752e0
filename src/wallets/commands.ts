// The lane commands of a wallet: what they read, and which pure rule decides them.

import type { Batch } from '../engine/batch.ts'
import type { Command, Idempotency } from '../engine/command.ts'
import { expire } from '../ledger/expire.ts'
import { type Freeze, freeze } from '../ledger/freeze.ts'
import { type Grant, grant } from '../ledger/grant.ts'
import { insufficientCredits, isRefusal, type Refusal } from '../ledger/refusals.ts'
import type { Settled } from '../ledger/settle.ts'
import type { Hold, Lot, Wallet, WalletState } from '../ledger/wallet.ts'
import { notFound } from '../refusals.ts'

/** How long a hold stays open when its request doesn't say. */
export const HOLD_DURATION_MS = 60 * 60 * 1_000

export interface LotAndWallet {
  readonly lot: Lot
  readonly wallet: Wallet
}

export interface HoldAndWallet {
  readonly hold: Omit<Hold, 'lines'>
  readonly wallet: Wallet
}

/** Brings credits in; opens the wallet, with the given id, if it is the organization's first of this credit type. */
export function grantLot(
  organizationId: string,
  creditType: string,
  walletId: string,
  lot: Grant,
  idempotency: Idempotency | null,
): Command<LotAndWallet> {
  return {
    organizationId,
    idempotency,
    reads: { creditType },
    decide(batch) {
      const state =
        batch.walletOfType(organizationId, creditType) ?? batch.openWallet(organizationId, walletId, creditType)
      const decision = grant(state, lot, batch.now)
      if (isRefusal(decision)) return decision
      batch.apply(decision)
      return { value: { lot: decision.lots[0] as Lot, wallet: decision.wallet }, resultId: lot.lotId }
    },
  }
}

/** Opens a hold of its own, which no task ends. */
export function freezeHold(
  organizationId: string,
  creditType: string,
  hold: Omit<Freeze, 'taskId' | 'expiresAt'> & { expiresAt: Date | null },
  idempotency: Idempotency | null,
): Command<HoldAndWallet> {
  return {
    organizationId,
    idempotency,
    reads: { creditType },
    decide(batch) {
      const state = batch.walletOfType(organizationId, creditType)
      if (!state) return insufficientCredits(creditType, hold.credits, 0n)
      const expiresAt = hold.expiresAt ?? new Date(batch.now.getTime() + HOLD_DURATION_MS)
      const decision = freeze(state, { ...hold, taskId: null, expiresAt }, batch.now)
      if (isRefusal(decision)) return decision
      batch.apply(decision)
      return { value: { hold: decision.hold, wallet: decision.wallet }, resultId: hold.holdId }
    },
  }
}

export interface HoldOfTask extends Refusal {
  readonly code: 'HOLD_OF_TASK'
  readonly taskId: string
}

/** Ends a hold of its own by the given rule; a task's hold ends with its task. */
export function settleHold(
  organizationId: string,
  holdId: string,
  idempotency: Idempotency | null,
  rule: (state: WalletState, hold: Hold, now: Date) => Settled | Refusal,
): Command<HoldAndWallet> {
  return {
    organizationId,
    idempotency,
    reads: { holdId },
    decide(batch) {
      const hold = batch.hold(organizationId, holdId)
      const state = hold && batch.wallet(organizationId, hold.walletId)
      if (!hold || !state) return notFound('hold')
      if (hold.taskId !== null) return holdOfTask(hold.taskId)
      const decision = rule(state, hold, batch.now)
      if (isRefusal(decision)) return decision
      batch.apply(decision)
      return { value: { hold: decision.hold, wallet: decision.wallet }, resultId: holdId }
    },
  }
}

function holdOfTask(taskId: string): HoldOfTask {
  const message = 'This hold pays for a task and ends with it. Complete, fail or cancel the task instead.'
  return { code: 'HOLD_OF_TASK', message, taskId }
}

/** Books what is left of a lot, if it really has expired by now. */
export function expireLot(organizationId: string, walletId: string, lotId: string): Command<object> {
  return {
    organizationId,
    idempotency: null,
    reads: { walletId },
    decide(batch: Batch) {
      const state = batch.wallet(organizationId, walletId)
      const lot = state?.lots.get(lotId)
      const decision = state && lot && expire(state, lot, batch.now)
      if (!decision) return notFound('lot that is due')
      batch.apply(decision)
      return { value: {}, resultId: lotId }
    },
  }
}
