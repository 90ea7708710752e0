// Moving credits between the pool and members' wallets: allocations, and their way back.

import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import type { App } from '../app.ts'
import { audited } from '../audit/record.ts'
import { BOUNDS, type LimitReached, limitReached } from '../bounds.ts'
import { inSnapshot } from '../database/snapshot.ts'
import { answer } from '../engine/answer.ts'
import type { Command, Idempotency, IdempotencyConflict } from '../engine/command.ts'
import { idempotency } from '../engine/idempotency.ts'
import {
  type CreditsOutOfBounds,
  type InsufficientCredits,
  insufficientCredits,
  isRefusal,
} from '../ledger/refusals.ts'
import { type Transfer, transfer } from '../ledger/transfer.ts'
import { isOpen, newWallet, type Wallet, type WalletState } from '../ledger/wallet.ts'
import { field, type InvalidInput, type NotFound, parseInput } from '../refusals.ts'
import { findHolder } from './wallet.ts'

export interface Transferred {
  readonly from: Wallet
  readonly to: Wallet
}

/** Moves available credits from one holder's wallet to another's; opens that, with the given id, if there is none. */
export function transferBetween(
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

const TransferInput = z
  .object({
    organizationId: z.uuid(),
    creditType: field.creditType,
    /** The pool if absent; so with the next. */
    fromMemberId: z.uuid().nullish(),
    toMemberId: z.uuid().nullish(),
    credits: field.credits,
    reason: field.text(500).min(1).nullish(),
    idempotencyKey: field.idempotencyKey,
  })
  .refine(({ fromMemberId, toMemberId }) => fromMemberId || toMemberId, {
    path: ['toMemberId'],
    message: 'give fromMemberId or toMemberId, or both: credits can’t be moved from the pool to the pool',
  })
  .refine(({ fromMemberId, toMemberId }) => !fromMemberId || fromMemberId !== toMemberId, {
    path: ['toMemberId'],
    message: 'must be another member than fromMemberId',
  })

export type TransferredCredits = Transferred & { readonly replayed: boolean }

/** Moves available credits from one wallet to another of the same organization and credit type. */
export async function transferCredits(
  app: App,
  input: z.input<typeof TransferInput>,
): Promise<
  | TransferredCredits
  | InvalidInput
  | NotFound
  | IdempotencyConflict
  | InsufficientCredits
  | CreditsOutOfBounds
  | LimitReached
> {
  const parsed = parseInput(TransferInput, input)
  if (!parsed.ok) return parsed.refusal
  const { idempotencyKey, ...parameters } = parsed.value
  const { organizationId, creditType, credits, reason } = parameters
  const fromHolderId = await findHolder(app, organizationId, parameters.fromMemberId, { evenRemoved: true })
  if (typeof fromHolderId === 'object') return fromHolderId
  const toHolderId = await findHolder(app, organizationId, parameters.toMemberId)
  if (typeof toHolderId === 'object') return toHolderId

  const key = idempotency(idempotencyKey, 'transferCredits', parameters)
  const between = { fromHolderId, toHolderId, walletId: uuidv7() }
  const command = { credits, reason: reason ?? null, newLotId: () => uuidv7() }
  const outcome = await app.lane.run(
    audited(
      transferBetween(organizationId, creditType, between, command, key),
      'transferCredits',
      'Wallet',
      parameters,
    ),
  )
  return answer(outcome, () =>
    inSnapshot(app, async ({ prisma }) => {
      const walletOf = (holderId: string) =>
        prisma.wallet.findUniqueOrThrow({
          where: { organizationId_holderId_creditType: { organizationId, holderId, creditType } },
        })
      return { from: await walletOf(fromHolderId), to: await walletOf(toHolderId) }
    }),
  )
}
