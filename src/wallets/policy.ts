// The policy of a wallet: its burn-down order, whether holds may be overspent, and who bears late costs.

import { z } from 'zod'
import type { App } from '../app.ts'
import { audited } from '../audit/record.ts'
import { BurnDownCriterion, LatePolicy } from '../database/generated/client/client.ts'
import { answer } from '../engine/answer.ts'
import type { Command, Idempotency } from '../engine/command.ts'
import { idempotency } from '../engine/idempotency.ts'
import type { Wallet, WalletPolicy } from '../ledger/wallet.ts'
import { field, notFound, parseInput } from '../refusals.ts'
import type { Adjusted } from './adjustments.ts'
import type { LotRefusal } from './lots.ts'
import { findWallet } from './wallet.ts'

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

const PolicyInput = z.object({
  organizationId: z.uuid(),
  walletId: z.uuid(),
  burnDown: z
    .array(z.enum(BurnDownCriterion))
    .min(1)
    .refine((criteria) => new Set(criteria).size === criteria.length, 'names a criterion twice')
    .nullish(),
  overspend: z.boolean().nullish(),
  latePolicy: z.enum(LatePolicy).nullish(),
  idempotencyKey: field.idempotencyKey,
})

/** Changes what a wallet's owner may choose; what is absent stays as it is. */
export async function setWalletPolicy(app: App, input: z.input<typeof PolicyInput>): Promise<Adjusted | LotRefusal> {
  const parsed = parseInput(PolicyInput, input)
  if (!parsed.ok) return parsed.refusal
  const { idempotencyKey, ...parameters } = parsed.value
  const { organizationId, walletId, burnDown, overspend, latePolicy } = parameters
  const policy = {
    ...(burnDown ? { burnDown } : {}),
    ...(typeof overspend === 'boolean' ? { overspend } : {}),
    ...(latePolicy ? { latePolicy } : {}),
  }
  const key = idempotency(idempotencyKey, 'setWalletPolicy', parameters)
  const outcome = await app.lane.run(
    audited(setPolicy(organizationId, walletId, policy, key), 'setWalletPolicy', 'Wallet', policy, (batch) => {
      const { burnDown, overspend, latePolicy } = batch.wallet(organizationId, walletId)?.wallet ?? {}
      return { burnDown, overspend, latePolicy }
    }),
  )
  return answer(outcome, (id) => findWallet(app, organizationId, id))
}
