// Lots: an operator locks and unlocks them. Sweeps change lots by the same command.

import { z } from 'zod'
import type { App } from '../app.ts'
import { audited } from '../audit/record.ts'
import { inSnapshot } from '../database/snapshot.ts'
import type { Batch } from '../engine/batch.ts'
import type { Command, Idempotency } from '../engine/command.ts'
import { isInForce } from '../engine/subscriptionTerms.ts'
import type { Decision } from '../ledger/decision.ts'
import { lock, unlock } from '../ledger/lock.ts'
import { must } from '../ledger/must.ts'
import {
  isRefusal,
  type LotLocked,
  type LotNotLocked,
  type LotState,
  lotLocked,
  lotUsedUp,
  type Refusal,
} from '../ledger/refusals.ts'
import type { Lot, Wallet, WalletState } from '../ledger/wallet.ts'
import { type Answer, type CommonRefusal, operate } from '../operation.ts'
import { field, notFound } from '../refusals.ts'
import { endIfClosed } from './wallet.ts'

export interface LotAndWallet {
  readonly lot: Lot
  readonly wallet: Wallet
}

export type LotAnswer = Answer<LotAndWallet>

/** A rule that changes a lot. */
export type LotRule<Refused extends Refusal> = (
  state: WalletState,
  lot: Lot,
  now: Date,
  batch: Batch,
) => Decision | Refused

/** Changes a lot by the given rule. */
export function changeLot<Refused extends Refusal>(
  organizationId: string,
  walletId: string,
  lotId: string,
  idempotency: Idempotency | null,
  rule: LotRule<Refused>,
): Command<LotAndWallet, Refused | LotState> {
  return {
    organizationId,
    idempotency,
    reads: { walletId },
    evenClosed: true,
    decide(batch) {
      const state = batch.wallet(organizationId, walletId)
      const lot = state?.lots.get(lotId)
      if (!state || !lot) return lotUsedUp()
      const decision = rule(state, lot, batch.timeOf(organizationId), batch)
      if (isRefusal(decision)) return decision
      batch.apply(decision)
      endIfClosed(batch, decision.wallet)
      const changed = must(decision.lots[0], 'a rule that changes a lot names it')
      return { value: { lot: changed, wallet: decision.wallet }, resultId: lotId }
    },
  }
}

const LotChange = z.object({
  organizationId: z.uuid(),
  lotId: z.uuid(),
  reason: field.text(500).min(1),
  idempotencyKey: field.idempotencyKey,
})

type LotChange = z.input<typeof LotChange>

/** Makes a lot's credits unusable until they are unlocked. Frozen credits stay frozen. */
export function lockLot(app: App, input: LotChange): Promise<LotAnswer | CommonRefusal | LotState | LotLocked> {
  return changeLotBy(app, 'lockLot', input, lock)
}

/** Makes a locked lot usable, also before its `usableFrom`. A lot that needs a subscription stays locked without one. */
export function unlockLot(
  app: App,
  input: LotChange,
): Promise<LotAnswer | CommonRefusal | LotState | LotNotLocked | LotLocked> {
  return changeLotBy(app, 'unlockLot', input, (state, lot, reason, now, batch) => {
    const needsOne = lot.requiresSubscription && !isInForce(batch.organization(lot.organizationId)?.subscription)
    return needsOne && lot.lock !== null ? lotLocked('SUBSCRIPTION') : unlock(state, lot, reason, now)
  })
}

function changeLotBy<Refused extends Refusal>(
  app: App,
  name: string,
  input: LotChange,
  rule: (state: WalletState, lot: Lot, reason: string, now: Date, batch: Batch) => Decision | Refused,
): Promise<LotAnswer | CommonRefusal | LotState | Refused> {
  return operate({
    name,
    schema: LotChange,
    input,
    run: async ({ organizationId, lotId, reason }, key) => {
      const lot = await app.prisma.creditLot.findUnique({
        where: { organizationId_id: { organizationId, id: lotId } },
        select: { walletId: true },
      })
      if (!lot) return notFound('lot')
      const command = changeLot<Refused>(organizationId, lot.walletId, lotId, key, (state, known, now, batch) =>
        rule(state, known, reason, now, batch),
      )
      return app.lane.run(audited(command, name, 'CreditLot', { reason }))
    },
    find: (id, { organizationId }) => findLot(app, organizationId, id),
  })
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
