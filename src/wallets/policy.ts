// The policy of a wallet: its burn-down order, whether holds may be overspent, and who bears late costs.

import { z } from 'zod'
import type { App } from '../app.ts'
import { audited } from '../audit/record.ts'
import { BurnDownCriterion, LatePolicy } from '../database/generated/client/client.ts'
import type { Batch } from '../engine/batch.ts'
import type { Command, Idempotency } from '../engine/command.ts'
import type { WalletPolicy } from '../ledger/wallet.ts'
import { type CommonRefusal, operate } from '../operation.ts'
import { field, type NotFound, notFound } from '../refusals.ts'
import { findWallet, type WalletAnswer, type WalletValue } from './wallet.ts'

/** Changes the policy of a wallet, from the next command on. */
export function setPolicy(
  organizationId: string,
  walletId: string,
  policy: Partial<WalletPolicy>,
  idempotency: Idempotency | null,
): Command<WalletValue, NotFound> {
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

const PolicyInput = z.object({
  organizationId: z.uuid(),
  walletId: z.uuid(),
  burnDown: z
    .array(z.enum(BurnDownCriterion))
    .min(1)
    .refine((criteria) => new Set(criteria).size === criteria.length, 'must not name a criterion twice')
    .nullish(),
  overspend: z.boolean().nullish(),
  latePolicy: z.enum(LatePolicy).nullish(),
  idempotencyKey: field.idempotencyKey,
})

/** Changes the given parts of a wallet's policy; absent ones stay. */
export function setWalletPolicy(app: App, input: z.input<typeof PolicyInput>): Promise<WalletAnswer | CommonRefusal> {
  return operate({
    name: 'setWalletPolicy',
    schema: PolicyInput,
    input,
    run: ({ organizationId, walletId, burnDown, overspend, latePolicy }, key) => {
      const policy = {
        ...(burnDown ? { burnDown } : {}),
        ...(typeof overspend === 'boolean' ? { overspend } : {}),
        ...(latePolicy ? { latePolicy } : {}),
      }
      const policyOf = (batch: Batch) => {
        const { burnDown, overspend, latePolicy } = batch.wallet(organizationId, walletId)?.wallet ?? {}
        return { burnDown, overspend, latePolicy }
      }
      const command = setPolicy(organizationId, walletId, policy, key)
      return app.lane.run(audited(command, 'setWalletPolicy', 'Wallet', policy, policyOf))
    },
    find: (id, { organizationId }) => findWallet(app, organizationId, id),
  })
}
