// Debts of wallets. A wallet pays its debts from its own credits. If members may use the pool, it takes over the debts of their
// wallets, because it pays for their tasks. It always takes over those of removed members and of closed organizations, whose wallets
// get no further credits. If members may not use the pool, their wallets owe the debts themselves.

import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import type { App, DueWork } from '../app.ts'
import { audited } from '../audit/record.ts'
import { type Command, type Idempotency, type Skipped, skip } from '../engine/command.ts'
import { handOverDebt, payDebts, settleDebt } from '../ledger/debt.ts'
import { type CreditsOutOfBounds, type InsufficientCredits, isRefusal, type NothingOwed } from '../ledger/refusals.ts'
import { type Transfer, transferable } from '../ledger/transfer.ts'
import { type CommonRefusal, operate } from '../operation.ts'
import { SWEEP_PAUSE_MS, type SweepAt } from '../queue/repeat.ts'
import { field, type NotFound, notFound } from '../refusals.ts'
import { applyTransfer, planTransfer, type Transferred } from './transfers.ts'
import { findWallet, type WalletAnswer, type WalletValue } from './wallet.ts'

/**
 * Settles a member's wallet with the pool: the pool takes over its debt and, with `givesBack`, gets the credits that are
 * left in it.
 */
export function settleUp(
  organizationId: string,
  holderId: string,
  creditType: string,
  { givesBack, reason, newLotId }: Omit<Transfer, 'credits' | 'reason'> & { givesBack: boolean; reason: string },
  idempotency: Idempotency | null = null,
): Command<Transferred, Skipped | InsufficientCredits | CreditsOutOfBounds> {
  return {
    organizationId,
    idempotency,
    reads: { holders: [holderId, organizationId], creditType, originsOf: creditType },
    evenClosed: true,
    decide(batch) {
      const now = batch.timeOf(organizationId)
      // These states follow the decisions that the batch applies.
      const member = batch.walletOf(organizationId, holderId, creditType)
      const pool = batch.walletOf(organizationId, organizationId, creditType)
      const credits = member && givesBack ? transferable(member, now) : 0n
      if (!member || !pool || member.wallet.owed + credits === 0n) return skip()
      if (credits > 0n) {
        const between = { organizationId, creditType, fromHolderId: holderId, toHolderId: organizationId }
        const move = planTransfer(batch, { ...between, walletId: pool.wallet.id }, { credits, reason, newLotId })
        if (isRefusal(move)) return move
        applyTransfer(batch, move)
      }
      const debt = handOverDebt(member, pool, reason, now)
      if (debt) for (const decision of [debt.from, debt.to]) batch.apply(decision)
      return { value: { from: member.wallet, to: pool.wallet }, resultId: member.wallet.id }
    },
  }
}

/** Pays a wallet's debts from the credits that it has now. */
function payDebtsOf(organizationId: string, walletId: string): Command<WalletValue, Skipped> {
  return {
    organizationId,
    idempotency: null,
    reads: { walletId },
    evenClosed: true,
    decide(batch) {
      const state = batch.wallet(organizationId, walletId)
      const paid = state && payDebts(state, batch.timeOf(organizationId))
      if (!paid) return skip()
      batch.apply(paid)
      return { value: { wallet: paid.wallet }, resultId: walletId }
    },
  }
}

/** Pays a wallet's debts from all credits that can be used now, those that are limited to some models or operations among them. */
export function settleDebtOf(
  organizationId: string,
  walletId: string,
  idempotency: Idempotency | null,
): Command<WalletValue, NotFound | NothingOwed> {
  return {
    organizationId,
    idempotency,
    reads: { walletId },
    evenClosed: true,
    decide(batch) {
      const state = batch.wallet(organizationId, walletId)
      if (!state) return notFound('wallet')
      const paid = settleDebt(state, batch.timeOf(organizationId))
      if (isRefusal(paid)) return paid
      batch.apply(paid)
      return { value: { wallet: paid.wallet }, resultId: walletId }
    },
  }
}

const DebtInput = z.object({
  organizationId: z.uuid(),
  walletId: z.uuid(),
  reason: field.text(500).min(1),
  idempotencyKey: field.idempotencyKey,
})

/** Sets a wallet's debts off against credits that pay none by themselves, because they are limited to some models or operations. */
export function settleDebts(
  app: App,
  input: z.input<typeof DebtInput>,
): Promise<WalletAnswer | CommonRefusal | NothingOwed> {
  return operate({
    name: 'settleDebt',
    schema: DebtInput,
    input,
    run: ({ organizationId, walletId, reason }, key) =>
      app.lane.run(audited(settleDebtOf(organizationId, walletId, key), 'settleDebt', 'Wallet', { reason })),
    find: (id, { organizationId }) => findWallet(app, organizationId, id),
  })
}

/** The most debts of one sweep, of each kind. */
const DEBTS_AT_ONCE_MAX = 50

// Served by wallet_owing and credit_lot_open. Decisions leave no such wallet behind: one is found if it was written by a version
// that did not set debts off yet.
const PAYABLE = `
  SELECT w.organization_id AS "organizationId", w.id
  FROM wallet w
  JOIN organization o ON o.id = w.organization_id
  WHERE w.owed > 0 AND ($1::uuid IS NULL OR w.organization_id = $1) AND EXISTS (
    SELECT FROM credit_lot l
    WHERE l.organization_id = w.organization_id AND l.wallet_id = w.id AND l.open AND l.available > 0
      AND l.models = '{}' AND l.operations = '{}' AND (l.expires_at IS NULL OR l.expires_at > coalesce(o.clock_at, $2))
      AND (l.falls_back_at IS NULL OR l.falls_back_at > coalesce(o.clock_at, $2))
  )
  LIMIT ${DEBTS_AT_ONCE_MAX}`

// Served by wallet_owing.
const OWING = `
  SELECT w.organization_id AS "organizationId", w.holder_id AS "holderId", w.credit_type AS "creditType",
    m.removed_at IS NOT NULL AS "isRemoved", o.status IN ('CLOSING', 'CLOSED') AS "isClosed"
  FROM wallet w
  JOIN organization o ON o.id = w.organization_id
  JOIN member m ON m.organization_id = w.organization_id AND m.id = w.holder_id
  WHERE w.owed > 0 AND (m.removed_at IS NOT NULL OR o.status IN ('CLOSING', 'CLOSED') OR o.members_use_pool)
    AND ($1::uuid IS NULL OR w.organization_id = $1)
  LIMIT ${DEBTS_AT_ONCE_MAX}`

interface Owing {
  readonly organizationId: string
  readonly holderId: string
  readonly creditType: string
  readonly isRemoved: boolean
  readonly isClosed: boolean
}

export const DEBTS_DUE: DueWork = {
  name: 'hand over debts',
  pauseMs: SWEEP_PAUSE_MS,
  sweep: sweepDebts,
  nextInstant: null,
}

/**
 * Pays debts of wallets that have credits, and hands debts of members' wallets over to the pool, which pays what it can and
 * owes the rest. Returns the number of debts.
 */
async function sweepDebts(app: App, at?: SweepAt): Promise<number> {
  const organizationId = at?.organizationId ?? null
  const payable = await app.prisma.$queryRawUnsafe<{ organizationId: string; id: string }[]>(
    PAYABLE,
    organizationId,
    at?.now ?? app.clock(),
  )
  const paid = await Promise.all(payable.map(({ organizationId, id }) => app.lane.run(payDebtsOf(organizationId, id))))
  const owing = await app.prisma.$queryRawUnsafe<Owing[]>(OWING, organizationId)
  const handedOver = await Promise.all(
    owing.map(({ organizationId, holderId, creditType, ...wallet }) => {
      const how = { givesBack: false, reason: reasonFor(wallet), newLotId: uuidv7 }
      return app.lane.run(settleUp(organizationId, holderId, creditType, how))
    }),
  )
  return [...paid, ...handedOver].filter(({ kind }) => kind === 'decided').length
}

function reasonFor({ isRemoved, isClosed }: Pick<Owing, 'isRemoved' | 'isClosed'>): string {
  if (isRemoved) return 'The member was removed.'
  return isClosed ? 'The organization was closed.' : 'The member’s own wallet could not pay.'
}
