// Lots: changing one by a rule, locking and unlocking it.

import { z } from 'zod'
import type { App } from '../app.ts'
import { audited } from '../audit/record.ts'
import { inSnapshot } from '../database/snapshot.ts'
import { answer } from '../engine/answer.ts'
import type { Batch } from '../engine/batch.ts'
import type { Command, Idempotency, IdempotencyConflict } from '../engine/command.ts'
import { idempotency } from '../engine/idempotency.ts'
import { lock, unlock } from '../ledger/lock.ts'
import { isRefusal, type LotLocked, type LotNotLocked, lotLocked, type Refusal } from '../ledger/refusals.ts'
import type { Decision, Lot, Wallet, WalletState } from '../ledger/wallet.ts'
import { isInForce } from '../plans/plan.ts'
import { field, type InvalidInput, type NotFound, notFound, parseInput } from '../refusals.ts'

export interface LotAndWallet {
  readonly lot: Lot
  readonly wallet: Wallet
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

export type Granted = LotAndWallet & { readonly replayed: boolean }

const LotChangeInput = z.object({
  organizationId: z.uuid(),
  lotId: z.uuid(),
  reason: field.text(500).min(1),
  idempotencyKey: field.idempotencyKey,
})

export type LotRefusal = InvalidInput | NotFound | IdempotencyConflict

/** Keeps a lot from being used until it is unlocked. What it has frozen stays frozen. */
export function lockLot(app: App, input: z.input<typeof LotChangeInput>): Promise<Granted | LotRefusal | LotLocked> {
  return changeLotBy<LotLocked>(app, input, 'lockLot', lock)
}

/** Lets a lot be used again, or before its time; one that needs a subscription, once there is one. */
export function unlockLot(
  app: App,
  input: z.input<typeof LotChangeInput>,
): Promise<Granted | LotRefusal | LotNotLocked | LotLocked> {
  return changeLotBy<LotNotLocked | LotLocked>(app, input, 'unlockLot', (state, lot, reason, now, batch) => {
    const needsOne = lot.requiresSubscription && !isInForce(batch.standing(lot.organizationId)?.subscription)
    return needsOne && lot.lock !== null ? lotLocked('SUBSCRIPTION') : unlock(state, lot, reason, now)
  })
}

async function changeLotBy<Refused extends Refusal>(
  app: App,
  input: z.input<typeof LotChangeInput>,
  name: string,
  rule: (state: WalletState, lot: Lot, reason: string, now: Date, batch: Batch) => Decision | Refused,
): Promise<Granted | LotRefusal | Refused> {
  const parsed = parseInput(LotChangeInput, input)
  if (!parsed.ok) return parsed.refusal
  const { idempotencyKey, ...parameters } = parsed.value
  const { organizationId, lotId, reason } = parameters
  const where = { organizationId_id: { organizationId, id: lotId } }
  const lot = await app.prisma.creditLot.findUnique({ where, select: { walletId: true } })
  if (!lot) return notFound('lot')
  const key = idempotency(idempotencyKey, name, parameters)
  const outcome = await app.lane.run(
    audited(
      changeLot(organizationId, lot.walletId, lotId, key, (state, known, now, batch) =>
        rule(state, known, reason, now, batch),
      ),
      name,
      'CreditLot',
      { reason },
    ),
  )
  return answer<LotAndWallet, Refused>(outcome, (id) => findLot(app, organizationId, id))
}

export async function findLot(app: App, organizationId: string, id: string): Promise<LotAndWallet> {
  const { wallet, ...lot } = await inSnapshot(app, ({ prisma }) =>
    prisma.creditLot.findUniqueOrThrow({
      where: { organizationId_id: { organizationId, id } },
      include: { wallet: true },
    }),
  )
  return { lot, wallet }
}
