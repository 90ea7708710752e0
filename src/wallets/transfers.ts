// Moving credits between the pool and members' wallets: allocations, and their way back.

import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import type { App } from '../app.ts'
import { audited } from '../audit/record.ts'
import type { LimitReached } from '../bounds.ts'
import { inSnapshot } from '../database/snapshot.ts'
import { answer } from '../engine/answer.ts'
import type { IdempotencyConflict } from '../engine/command.ts'
import { idempotency } from '../engine/idempotency.ts'
import type { CreditsOutOfBounds, InsufficientCredits } from '../ledger/refusals.ts'
import { field, type InvalidInput, type NotFound, parseInput } from '../refusals.ts'
import { type Transferred, transferCredits as transferCommand } from './commands.ts'
import { findHolder } from './operations.ts'

const Transfer = z
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
  input: z.input<typeof Transfer>,
): Promise<
  | TransferredCredits
  | InvalidInput
  | NotFound
  | IdempotencyConflict
  | InsufficientCredits
  | CreditsOutOfBounds
  | LimitReached
> {
  const parsed = parseInput(Transfer, input)
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
      transferCommand(organizationId, creditType, between, command, key),
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
