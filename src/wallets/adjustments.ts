// Adjustments: an operator corrects a wallet, up or down.

import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import type { App } from '../app.ts'
import { audited } from '../audit/record.ts'
import type { LimitReached } from '../bounds.ts'
import { answer } from '../engine/answer.ts'
import type { Command, Idempotency } from '../engine/command.ts'
import { idempotency } from '../engine/idempotency.ts'
import { PLAIN_GRANT } from '../ledger/grant.ts'
import {
  type CreditsOutOfBounds,
  type InsufficientCredits,
  insufficientCredits,
  isRefusal,
} from '../ledger/refusals.ts'
import { revoke } from '../ledger/revoke.ts'
import type { Credits, Wallet } from '../ledger/wallet.ts'
import { field, parseInput } from '../refusals.ts'
import { grantLot } from './grants.ts'
import { findLot, type LotRefusal } from './lots.ts'
import { findHolder, findWallet } from './wallet.ts'

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

const AdjustmentInput = z
  .object({
    organizationId: z.uuid(),
    /** Whose wallet; the pool if absent. */
    memberId: z.uuid().nullish(),
    creditType: field.creditType,
    add: field.credits.nullish(),
    remove: field.credits.nullish(),
    reason: field.text(500).min(1),
    idempotencyKey: field.idempotencyKey,
  })
  .refine(({ add, remove }) => (typeof add === 'bigint') !== (typeof remove === 'bigint'), 'give either add or remove')
  .refine(({ add, memberId }) => !(add && memberId), 'add to the pool, and transfer from there to a member')

export interface Adjusted {
  readonly wallet: Wallet
  readonly replayed: boolean
}

/** Corrects a wallet: up by a new lot, down by revoking available credits in burn-down order, never below zero. */
export async function adjustCredits(
  app: App,
  input: z.input<typeof AdjustmentInput>,
): Promise<Adjusted | LotRefusal | CreditsOutOfBounds | InsufficientCredits | LimitReached> {
  const parsed = parseInput(AdjustmentInput, input)
  if (!parsed.ok) return parsed.refusal
  const { idempotencyKey, ...parameters } = parsed.value
  const { organizationId, creditType, add, remove, reason } = parameters
  const holderId = await findHolder(app, organizationId, parameters.memberId)
  if (typeof holderId === 'object') return holderId
  const key = idempotency(idempotencyKey, 'adjustCredits', parameters)
  if (typeof remove === 'bigint') {
    const outcome = await app.lane.run(
      audited(
        revokeCredits(organizationId, holderId, creditType, remove, reason, key),
        'adjustCredits',
        'Wallet',
        parameters,
      ),
    )
    return answer(outcome, (id) => findWallet(app, organizationId, id))
  }
  const lot = { ...PLAIN_GRANT, lotId: uuidv7(), kind: 'ADJUSTMENT' as const, credits: add as bigint, reason }
  const outcome = await app.lane.run(
    audited(grantLot(organizationId, creditType, uuidv7(), lot, key), 'adjustCredits', 'CreditLot', parameters),
  )
  return answer(outcome, (id) => findLot(app, organizationId, id))
}
