// Adjustments: an operator corrects a wallet, up by a new lot or down by revoking available credits.

import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import type { App } from '../app.ts'
import { audited } from '../audit/record.ts'
import type { LimitReached } from '../bounds.ts'
import type { Command, Idempotency } from '../engine/command.ts'
import { PLAIN_GRANT } from '../ledger/grant.ts'
import {
  type CreditsOutOfBounds,
  type InsufficientCredits,
  insufficientCredits,
  isRefusal,
} from '../ledger/refusals.ts'
import { revoke } from '../ledger/revoke.ts'
import type { Credits } from '../ledger/wallet.ts'
import { type CommonRefusal, operate } from '../operation.ts'
import { knowing } from '../organizations/knownNames.ts'
import { field } from '../refusals.ts'
import { grantInto, type Pool } from './grants.ts'
import { findLot } from './lots.ts'
import { findHolder, findWallet, inOrganization, type WalletAnswer, type WalletValue } from './wallet.ts'

/** Adds credits to the pool as a new lot. */
function addCredits(
  pool: Pool,
  credits: Credits,
  reason: string,
  idempotency: Idempotency | null,
): Command<WalletValue, LimitReached | CreditsOutOfBounds> {
  const { organizationId, creditType } = pool
  const lotId = uuidv7()
  return {
    organizationId,
    idempotency,
    reads: { creditType, counts: ['pools'] },
    decide(batch) {
      const value = grantInto(batch, pool, { ...PLAIN_GRANT, lotId, kind: 'ADJUSTMENT', credits, reason })
      if (!isRefusal(value)) return { value, resultId: lotId }
      if (value.code === 'EXPIRY_PASSED') throw new RangeError('a lot that never expires was refused for its expiry')
      return value
    },
  }
}

/** Revokes available credits in burn-down order. */
export function revokeCredits(
  organizationId: string,
  holderId: string,
  creditType: string,
  credits: Credits,
  reason: string,
  idempotency: Idempotency | null,
): Command<WalletValue, InsufficientCredits> {
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

const Adjustment = z
  .object({
    organizationId: z.uuid(),
    /** The owner of the wallet; absent: the pool is corrected. */
    memberId: z.uuid().nullish(),
    creditType: field.creditType,
    add: field.credits.nullish(),
    remove: field.credits.nullish(),
    reason: field.text(500).min(1),
    idempotencyKey: field.idempotencyKey,
  })
  .refine(
    ({ add, remove }) => (typeof add === 'bigint') !== (typeof remove === 'bigint'),
    'must have either add or remove',
  )
  .refine(({ add, memberId }) => !(add && memberId), {
    path: ['memberId'],
    message: 'must be null with add: add the credits to the pool, and transfer them to the member',
  })

/** Corrects a wallet, never below zero. */
export function adjustCredits(
  app: App,
  input: z.input<typeof Adjustment>,
): Promise<WalletAnswer | CommonRefusal | CreditsOutOfBounds | InsufficientCredits | LimitReached> {
  return operate({
    name: 'adjustCredits',
    schema: Adjustment,
    input,
    run: async (parameters, key) => {
      const { organizationId, memberId, creditType, add, remove, reason } = parameters
      const holderId = await findHolder(app, organizationId, memberId)
      if (typeof holderId === 'object') return holderId
      const pool = { organizationId, creditType, walletId: uuidv7() }
      const command: Command<WalletValue, CreditsOutOfBounds | InsufficientCredits | LimitReached> =
        typeof add === 'bigint'
          ? audited(addCredits(pool, add, reason, key), 'adjustCredits', 'CreditLot', parameters)
          : audited(
              revokeCredits(organizationId, holderId, creditType, remove ?? 0n, reason, key),
              'adjustCredits',
              'Wallet',
              parameters,
            )
      return app.lane.run(inOrganization(knowing(app, command, { creditType })))
    },
    find: (id, { organizationId, add }) =>
      typeof add === 'bigint' ? findLot(app, organizationId, id) : findWallet(app, organizationId, id),
  })
}
