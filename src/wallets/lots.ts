// The lane commands of a wallet: what they read, and which pure rule decides them.

import { BOUNDS, limitReached, refuseOneMore } from '../bounds.ts'
import type { Batch } from '../engine/batch.ts'
import type { Command, Idempotency } from '../engine/command.ts'
import { handOverDebt } from '../ledger/debt.ts'
import { type Dispute, dispute } from '../ledger/dispute.ts'
import type { Freeze, Held } from '../ledger/freeze.ts'
import { type Grant, grant } from '../ledger/grant.ts'
import { insufficientCredits, isRefusal, type Refusal } from '../ledger/refusals.ts'
import { revoke } from '../ledger/revoke.ts'
import { type Transfer, transfer, transferable } from '../ledger/transfer.ts'
import {
  type Credits,
  type Decision,
  type Hold,
  isOpen,
  type Lot,
  newWallet,
  type Wallet,
  type WalletPolicy,
  type WalletState,
} from '../ledger/wallet.ts'
import { refuseDue } from '../plans/cycleDue.ts'
import { notFound } from '../refusals.ts'
import { freezeWithin } from './funding.ts'

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

/**
 * Brings credits into the pool; opens it, with the given id, if it is the first of this credit type. What the lot is may
 * depend on what else is known when it is decided.
 */
export function grantLot(
  organizationId: string,
  creditType: string,
  walletId: string,
  lot: Grant | ((batch: Batch) => Grant | Refusal),
  idempotency: Idempotency | null,
): Command<LotAndWallet> {
  return {
    organizationId,
    idempotency,
    reads: { creditType, counts: ['pools'] },
    decide(batch) {
      const known = batch.walletOf(organizationId, organizationId, creditType)
      const tooMany = known
        ? refuseOneMore('lotsOfWallet', known.lots.size)
        : refuseOneMore('creditTypes', batch.count(organizationId, 'pools'))
      if (tooMany) return tooMany
      const identity = {
        organizationId,
        id: walletId,
        holderId: organizationId,
        creditType,
        createdAt: batch.timeOf(organizationId),
      }
      const state = known ?? { wallet: newWallet(identity), lots: new Map() }
      const made = typeof lot === 'function' ? lot(batch) : lot
      if (isRefusal(made)) return made
      const decision = grant(state, made, batch.timeOf(organizationId))
      if (isRefusal(decision)) return decision
      if (!known) batch.openWallet(state.wallet)
      batch.apply(decision)
      if (made.paid && made.paid.amount > 0n) {
        batch.tell({ organizationId, event: 'credits.purchased', subjectId: made.lotId, detail: null })
      }
      return { value: { lot: decision.lots[0] as Lot, wallet: decision.wallet }, resultId: made.lotId }
    },
  }
}

/** Opens a hold of its own, which no task ends, on one holder's wallet. */
export function freezeHold(
  organizationId: string,
  holderId: string,
  creditType: string,
  hold: Omit<Freeze, 'taskId' | 'usages' | 'spending' | 'expiresAt'> & { expiresAt: Date | null },
  idempotency: Idempotency | null,
): Command<HoldAndWallet> {
  return {
    organizationId,
    idempotency,
    reads: { holders: [holderId], creditType },
    decide(batch) {
      const due = refuseDue(batch, organizationId, insufficientCredits(creditType, hold.credits, 0n))
      if (due) return due
      const expiresAt = hold.expiresAt ?? new Date(batch.timeOf(organizationId).getTime() + HOLD_DURATION_MS)
      const memberId = holderId === organizationId ? null : holderId
      const spending = { memberId, apiKeyId: null, creditType, purpose: hold.purpose }
      const decision = freezeWithin(batch, organizationId, spending, [holderId], { ...hold, taskId: null, expiresAt })
      if (isRefusal(decision)) return decision
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
  rule: (state: WalletState, hold: Hold, now: Date, batch: Batch) => Held | Refusal,
): Command<HoldAndWallet> {
  return {
    organizationId,
    idempotency,
    reads: { holdId },
    evenClosed: true,
    decide(batch) {
      const hold = batch.hold(organizationId, holdId)
      const state = hold && batch.walletOfHold(hold)
      if (!hold || !state) return notFound('hold')
      if (hold.taskId !== null) return holdOfTask(hold.taskId)
      const decision = rule(state, hold, batch.timeOf(organizationId), batch)
      if (isRefusal(decision)) return decision
      const lines = decision.hold.id === holdId ? decision.hold.lines.length : 0
      if (lines > BOUNDS.holdLines && lines > hold.lines.length) return limitReached('holdLines')
      batch.apply(decision)
      return { value: { hold: decision.hold, wallet: decision.wallet }, resultId: decision.hold.id }
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
  rule: (state: WalletState, lot: Lot, now: Date, batch: Batch) => Decision | Refusal | null,
): Command<LotAndWallet> {
  return {
    organizationId,
    idempotency,
    reads: { walletId },
    evenClosed: true,
    decide(batch) {
      const state = batch.wallet(organizationId, walletId)
      const lot = state?.lots.get(lotId)
      const decision = state && lot && rule(state, lot, batch.timeOf(organizationId), batch)
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
  holderId: string,
  creditType: string,
  credits: Credits,
  reason: string,
  idempotency: Idempotency | null,
): Command<{ wallet: Wallet }> {
  return {
    organizationId,
    idempotency,
    reads: { holders: [holderId], creditType },
    evenClosed: true,
    decide(batch) {
      const state = batch.walletOf(organizationId, holderId, creditType)
      if (!state) return insufficientCredits(creditType, credits, 0n)
      const decision = revoke(state, credits, reason, batch.timeOf(organizationId))
      if (isRefusal(decision)) return decision
      batch.apply(decision)
      return { value: { wallet: decision.wallet }, resultId: decision.wallet.id }
    },
  }
}

export interface Transferred {
  readonly from: Wallet
  readonly to: Wallet
}

/** Moves available credits from one holder's wallet to another's; opens that, with the given id, if there is none. */
export function transferCredits(
  organizationId: string,
  creditType: string,
  { fromHolderId, toHolderId, walletId }: { fromHolderId: string; toHolderId: string; walletId: string },
  command: Transfer,
  idempotency: Idempotency | null,
): Command<Transferred> {
  return {
    organizationId,
    idempotency,
    reads: { holders: [fromHolderId, toHolderId], creditType, originsOf: creditType },
    decide(batch) {
      const from = batch.walletOf(organizationId, fromHolderId, creditType)
      if (!from) return insufficientCredits(creditType, command.credits, 0n)
      const known = batch.walletOf(organizationId, toHolderId, creditType)
      const identity = {
        organizationId,
        id: walletId,
        holderId: toHolderId,
        creditType,
        createdAt: batch.timeOf(organizationId),
      }
      const to: WalletState = known ?? { wallet: newWallet(identity), lots: new Map() }
      const lotOf = (id: string) => to.lots.get(id) ?? batch.closedLot(organizationId, id)
      const decision = transfer(from, to, command, lotOf, batch.timeOf(organizationId))
      if (isRefusal(decision)) return decision
      const opened = decision.to.lots.filter((lot) => isOpen(lot) && !to.lots.has(lot.id)).length
      if (opened > 0 && to.lots.size + opened > BOUNDS.lotsOfWallet) return limitReached('lotsOfWallet')
      if (!known) batch.openWallet(to.wallet)
      batch.apply(decision.from)
      batch.apply(decision.to)
      return { value: { from: decision.from.wallet, to: decision.to.wallet }, resultId: decision.from.wallet.id }
    },
  }
}

/**
 * Settles up a member's wallet with the pool: what it owes the pool owes from now on, and what it has left goes back to the
 * pool, unless only the debt is meant.
 */
export function settleUp(
  organizationId: string,
  holderId: string,
  creditType: string,
  { givesBack, reason, newLotId }: Omit<Transfer, 'credits' | 'reason'> & { givesBack: boolean; reason: string },
  idempotency: Idempotency | null = null,
): Command<Transferred> {
  return {
    organizationId,
    idempotency,
    reads: { holders: [holderId, organizationId], creditType, originsOf: creditType },
    evenClosed: true,
    decide(batch) {
      const now = batch.timeOf(organizationId)
      // As they are after each decision that was applied.
      const member = batch.walletOf(organizationId, holderId, creditType)
      const pool = batch.walletOf(organizationId, organizationId, creditType)
      const credits = member && givesBack ? transferable(member, now) : 0n
      if (!member || !pool || member.wallet.owed + credits === 0n) return notFound('wallet to settle up')
      if (credits > 0n) {
        const lotOf = (id: string) => pool.lots.get(id) ?? batch.closedLot(organizationId, id)
        const moved = transfer(member, pool, { credits, reason, newLotId }, lotOf, now)
        if (isRefusal(moved)) return moved
        for (const decision of [moved.from, moved.to]) batch.apply(decision)
      }
      const debt = handOverDebt(member, pool, reason, now)
      if (debt) for (const decision of [debt.from, debt.to]) batch.apply(decision)
      return { value: { from: member.wallet, to: pool.wallet }, resultId: member.wallet.id }
    },
  }
}

export interface DisputedLot {
  /** The lot that the credits came in with. */
  readonly lot: Lot
  readonly wallet: Wallet
  readonly revoked: Credits
  readonly chargedBack: Credits
}

/** Opens, wins or loses the dispute over the lot that a lot's credits came in with, wherever they are now. */
export function disputeLot(
  organizationId: string,
  lotId: string,
  command: Dispute,
  idempotency: Idempotency | null,
): Command<DisputedLot> {
  return {
    organizationId,
    idempotency,
    reads: { familyOf: lotId },
    evenClosed: true,
    decide(batch) {
      const [origin, ...splitOff] = batch.family(organizationId, lotId)
      if (!origin) return notFound('lot')
      const stateOf = (lot: Lot) => batch.wallet(organizationId, lot.walletId) as WalletState
      const disputed = dispute([origin, ...splitOff], stateOf, command, batch.timeOf(organizationId))
      if (isRefusal(disputed)) return disputed
      for (const decision of disputed.decisions) batch.apply(decision)
      batch.tell({ organizationId, event: 'payment.disputed', subjectId: origin.id, detail: command.to })
      const { decisions, revoked, chargedBack } = disputed
      const lot = decisions.flatMap(({ lots }) => lots).find(({ id }) => id === origin.id) as Lot
      return { value: { lot, wallet: stateOf(lot).wallet, revoked, chargedBack }, resultId: origin.id }
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
      const { burnDown, overspend, latePolicy } = state.wallet
      const wallet = batch.setPolicy(state.wallet, { burnDown, overspend, latePolicy, ...policy })
      return { value: { wallet }, resultId: walletId }
    },
  }
}
