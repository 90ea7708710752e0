// The lane commands of a wallet: what they read, and which pure rule decides them.

import type { Command, Idempotency } from '../engine/command.ts'
import { type Freeze, freeze, type Held } from '../ledger/freeze.ts'
import { type Grant, grant } from '../ledger/grant.ts'
import { insufficientCredits, isRefusal, type Refusal } from '../ledger/refusals.ts'
import { revoke } from '../ledger/revoke.ts'
import type { Credits, Decision, Hold, Lot, Wallet, WalletPolicy, WalletState } from '../ledger/wallet.ts'
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

/** Changes or ends a hold of its own by the given rule; a task's hold ends with its task. */
export function changeHold(
  organizationId: string,
  holdId: string,
  idempotency: Idempotency | null,
  rule: (state: WalletState, hold: Hold, now: Date) => Held | Refusal,
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

/** Changes a lot by the given rule. */
export function changeLot(
  organizationId: string,
  walletId: string,
  lotId: string,
  idempotency: Idempotency | null,
  rule: (state: WalletState, lot: Lot, now: Date) => Decision | Refusal | null,
): Command<LotAndWallet> {
  return {
    organizationId,
    idempotency,
    reads: { walletId },
    decide(batch) {
      const state = batch.wallet(organizationId, walletId)
      const lot = state?.lots.get(lotId)
      const decision = state && lot && rule(state, lot, batch.now)
      if (!decision) return notFound('lot that this can be done to')
      if (isRefusal(decision)) return decision
      batch.apply(decision)
      return { value: { lot: decision.lots[0] as Lot, wallet: decision.wallet }, resultId: lotId }
    },
  }
}

/** Takes available credits out again. */
export function revokeCredits(
  organizationId: string,
  creditType: string,
  credits: Credits,
  reason: string,
  idempotency: Idempotency | null,
): Command<{ wallet: Wallet }> {
  return {
    organizationId,
    idempotency,
    reads: { creditType },
    decide(batch) {
      const state = batch.walletOfType(organizationId, creditType)
      if (!state) return insufficientCredits(creditType, credits, 0n)
      const decision = revoke(state, credits, reason, batch.now)
      if (isRefusal(decision)) return decision
      batch.apply(decision)
      return { value: { wallet: decision.wallet }, resultId: decision.wallet.id }
    },
  }
}

/** Gives a wallet another policy, from the next command on. */
export function setPolicy(
  organizationId: string,
  walletId: string,
  policy: Partial<WalletPolicy>,
  idempotency: Idempotency | null,
): Command<{ wallet: Wallet }> {
  return {
    organizationId,
    idempotency,
    reads: { walletId },
    decide(batch) {
      const state = batch.wallet(organizationId, walletId)
      if (!state) return notFound('wallet')
      const { burnDown, overspend } = state.wallet
      const wallet = batch.setPolicy(state.wallet, { burnDown, overspend, ...policy })
      return { value: { wallet }, resultId: walletId }
    },
  }
}
