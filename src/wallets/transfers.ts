// Transfers: credits move between the wallets of one organization, the pool and its members'.

import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import type { App } from '../app.ts'
import { audited } from '../audit/record.ts'
import { BOUNDS, type LimitReached, limitReached } from '../bounds.ts'
import { inSnapshot } from '../database/snapshot.ts'
import type { Batch } from '../engine/batch.ts'
import type { Command, Idempotency } from '../engine/command.ts'
import type { Decision } from '../ledger/decision.ts'
import {
  type CreditsOutOfBounds,
  type InsufficientCredits,
  insufficientCredits,
  isRefusal,
} from '../ledger/refusals.ts'
import { type Transfer, transfer } from '../ledger/transfer.ts'
import { isOpen, type Wallet, type WalletState } from '../ledger/wallet.ts'
import { type Answer, type CommonRefusal, operate } from '../operation.ts'
import { knowing } from '../organizations/knownNames.ts'
import { field } from '../refusals.ts'
import { findHolder, inOrganization } from './wallet.ts'

export interface Transferred {
  readonly from: Wallet
  readonly to: Wallet
}

export type TransferAnswer = Answer<Transferred>

/** The two wallets of a transfer. `walletId` becomes the id of the receiving one if the transfer opens it. */
export interface Between {
  readonly organizationId: string
  readonly creditType: string
  readonly fromHolderId: string
  readonly toHolderId: string
  readonly walletId: string
}

/** A transfer that was decided and is not in the batch yet. */
interface Move {
  /** The receiving wallet before the transfer. */
  readonly to: WalletState
  readonly decisions: { readonly from: Decision; readonly to: Decision }
}

/** Decides a transfer without changing the batch. */
export function planTransfer(
  batch: Batch,
  { organizationId, creditType, fromHolderId, toHolderId, walletId }: Between,
  command: Transfer,
): Move | InsufficientCredits | CreditsOutOfBounds {
  const from = batch.walletOf(organizationId, fromHolderId, creditType)
  if (!from) return insufficientCredits(creditType, command.credits, 0n)
  const to = batch.walletFor({ organizationId, id: walletId, holderId: toHolderId, creditType })
  const lotOf = (id: string) => to.lots.get(id) ?? batch.closedLot(organizationId, id)
  const decisions = transfer(from, to, command, lotOf, batch.timeOf(organizationId))
  return isRefusal(decisions) ? decisions : { to, decisions }
}

/** Puts a planned transfer into the batch. */
export function applyTransfer(batch: Batch, { to, decisions }: Move): Transferred {
  batch.openWallet(to.wallet)
  batch.apply(decisions.from)
  batch.apply(decisions.to)
  return { from: decisions.from.wallet, to: decisions.to.wallet }
}

/** Moves available credits between two wallets. Opens the receiving one with its first credits. */
export function transferBetween(
  between: Between,
  command: Transfer,
  idempotency: Idempotency | null,
): Command<Transferred, InsufficientCredits | CreditsOutOfBounds | LimitReached> {
  const { organizationId, creditType, fromHolderId, toHolderId } = between
  return {
    organizationId,
    idempotency,
    reads: { holders: [fromHolderId, toHolderId], creditType, originsOf: creditType },
    decide(batch) {
      const move = planTransfer(batch, between, command)
      if (isRefusal(move)) return move
      const { lots } = move.to
      const opened = move.decisions.to.lots.filter((lot) => isOpen(lot) && !lots.has(lot.id)).length
      if (opened > 0 && lots.size + opened > BOUNDS.lotsOfWallet) return limitReached('lotsOfWallet')
      const value = applyTransfer(batch, move)
      return { value, resultId: value.from.id }
    },
  }
}

const TransferInput = z
  .object({
    organizationId: z.uuid(),
    creditType: field.creditType,
    /** The member whose wallet the credits come from; absent: the pool. */
    fromMemberId: z.uuid().nullish(),
    /** The member whose wallet the credits go to; absent: the pool. */
    toMemberId: z.uuid().nullish(),
    credits: field.credits,
    reason: field.text(500).min(1).nullish(),
    idempotencyKey: field.idempotencyKey,
  })
  .refine(({ fromMemberId, toMemberId }) => fromMemberId || toMemberId, {
    path: ['toMemberId'],
    message: 'must be given, unless fromMemberId is: credits can’t be moved from the pool to the pool',
  })
  .refine(({ fromMemberId, toMemberId }) => !fromMemberId || fromMemberId !== toMemberId, {
    path: ['toMemberId'],
    message: 'must be another member than fromMemberId',
  })

/** Moves available credits from one wallet to another of the same organization and credit type. */
export function transferCredits(
  app: App,
  input: z.input<typeof TransferInput>,
): Promise<TransferAnswer | CommonRefusal | InsufficientCredits | CreditsOutOfBounds | LimitReached> {
  return operate({
    name: 'transferCredits',
    schema: TransferInput,
    input,
    run: async (parameters, key) => {
      const { organizationId, creditType, credits, reason = null } = parameters
      const fromHolderId = await findHolder(app, organizationId, parameters.fromMemberId, { evenRemoved: true })
      if (typeof fromHolderId === 'object') return fromHolderId
      const toHolderId = await findHolder(app, organizationId, parameters.toMemberId)
      if (typeof toHolderId === 'object') return toHolderId
      const between = { organizationId, creditType, fromHolderId, toHolderId, walletId: uuidv7() }
      const command = transferBetween(between, { credits, reason, newLotId: uuidv7 }, key)
      const moved = audited(command, 'transferCredits', 'Wallet', parameters)
      return app.lane.run(inOrganization(knowing(app, moved, { creditType })))
    },
    find: (_id, { organizationId, creditType, fromMemberId, toMemberId }) =>
      inSnapshot(app, async ({ prisma }) => {
        const walletOf = (holderId: string) =>
          prisma.wallet.findUniqueOrThrow({
            where: { organizationId_holderId_creditType: { organizationId, holderId, creditType } },
          })
        return {
          from: await walletOf(fromMemberId || organizationId),
          to: await walletOf(toMemberId || organizationId),
        }
      }),
  })
}
