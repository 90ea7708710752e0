// Grants: credits come in as a new lot of the pool.

import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import type { App } from '../app.ts'
import { audited } from '../audit/record.ts'
import { type LimitReached, refuseOneMore } from '../bounds.ts'
import { LotKind } from '../database/generated/client/client.ts'
import { answer } from '../engine/answer.ts'
import type { Batch } from '../engine/batch.ts'
import type { Command, Idempotency, IdempotencyConflict } from '../engine/command.ts'
import { idempotency } from '../engine/idempotency.ts'
import { type Grant, grant } from '../ledger/grant.ts'
import { type CreditsOutOfBounds, type ExpiryPassed, isRefusal, type Refusal } from '../ledger/refusals.ts'
import { CREDITS_MAX, type Lot, newWallet } from '../ledger/wallet.ts'
import { monthsAfter } from '../plans/calendar.ts'
import { isInForce } from '../plans/plan.ts'
import { field, type InvalidInput, type NotFound, notFound, parseInput } from '../refusals.ts'
import { findLot, type Granted, type LotAndWallet } from './lots.ts'
import { findOrganization } from './wallet.ts'

/**
 * Brings credits into the pool; opens it, with the given id, if it is the first of this credit type. What the lot is may
 * depend on what else is known when it is decided.
 */
export function grantLot(
  organizationId: string,
  creditType: string,
  walletId: string,
  lot: Grant | ((batch: Batch) => Grant | Refusal),
  idempotency: Idempotency | null,
): Command<LotAndWallet> {
  return {
    organizationId,
    idempotency,
    reads: { creditType, counts: ['pools'] },
    decide(batch) {
      const known = batch.walletOf(organizationId, organizationId, creditType)
      const tooMany = known
        ? refuseOneMore('lotsOfWallet', known.lots.size)
        : refuseOneMore('creditTypes', batch.count(organizationId, 'pools'))
      if (tooMany) return tooMany
      const identity = {
        organizationId,
        id: walletId,
        holderId: organizationId,
        creditType,
        createdAt: batch.timeOf(organizationId),
      }
      const state = known ?? { wallet: newWallet(identity), lots: new Map() }
      const made = typeof lot === 'function' ? lot(batch) : lot
      if (isRefusal(made)) return made
      const decision = grant(state, made, batch.timeOf(organizationId))
      if (isRefusal(decision)) return decision
      if (!known) batch.openWallet(state.wallet)
      batch.apply(decision)
      if (made.paid && made.paid.amount > 0n) {
        batch.tell({ organizationId, event: 'credits.purchased', subjectId: made.lotId, detail: null })
      }
      return { value: { lot: decision.lots[0] as Lot, wallet: decision.wallet }, resultId: made.lotId }
    },
  }
}

/** The most models or operations that a lot can be limited to. */
const LIMITED_TO_MAX = 100

const GrantInput = z
  .object({
    organizationId: z.uuid(),
    creditType: field.creditType,
    kind: z.enum(LotKind),
    credits: field.credits,
    /** What isn't given is as the catalogue's policy for the kind says. */
    priority: z.int().min(-1_000_000).max(1_000_000).nullish(),
    expiresAt: z.date().nullish(),
    usableFrom: z.date().nullish(),
    heldPastExpiry: z.enum(['FORFEIT', 'GRACE', 'HONOUR']).nullish(),
    graceSeconds: field.graceSeconds.nullish(),
    requiresSubscription: z.boolean().nullish(),
    paid: z.object({ amount: z.bigint().min(0n).max(CREDITS_MAX), currency: field.currency }).nullish(),
    models: z.array(field.token).max(LIMITED_TO_MAX).default([]),
    operations: z.array(field.token).max(LIMITED_TO_MAX).default([]),
    source: field.text(500).nullish(),
    idempotencyKey: field.idempotencyKey,
  })
  .refine(
    ({ heldPastExpiry, graceSeconds }) => (heldPastExpiry === 'GRACE') === (typeof graceSeconds === 'number'),
    'graceSeconds belongs to heldPastExpiry: GRACE, and only to that',
  )

/** Brings credits into the pool as a new lot, and opens it if it is the organization's first of this credit type. */
export async function grantCredits(
  app: App,
  input: z.input<typeof GrantInput>,
): Promise<
  | Granted
  | InvalidInput
  | NotFound
  | IdempotencyConflict
  | CreditsOutOfBounds
  | ExpiryPassed
  | PurchaseNotAllowed
  | LimitReached
> {
  const parsed = parseInput(GrantInput, input)
  if (!parsed.ok) return parsed.refusal
  const { idempotencyKey, ...parameters } = parsed.value
  const { organizationId, creditType } = parameters
  if (!(await findOrganization(app, organizationId))) return notFound('organization')

  const lotId = uuidv7()
  const { kind, credits, models, operations, heldPastExpiry } = parameters
  const lot = (batch: Batch) => {
    const subscription = batch.standing(organizationId)?.subscription
    const plan = subscription && batch.edition.plan(subscription.planId)
    if (plan && !plan.extraPurchases && PURCHASES.has(kind)) return purchaseNotAllowed(plan.name)
    const policy = batch.edition.lotPolicy(kind)
    const months = policy?.expiresAfterMonths ?? null
    const requiresSubscription = parameters.requiresSubscription ?? policy?.requiresSubscription ?? false
    return {
      lotId,
      kind,
      credits,
      priority: parameters.priority ?? policy?.priority ?? 0,
      expiresAt: parameters.expiresAt ?? (months === null ? null : monthsAfter(batch.timeOf(organizationId), months)),
      usableFrom: parameters.usableFrom ?? null,
      models,
      operations,
      graceSeconds: heldPastExpiry
        ? { FORFEIT: 0, GRACE: parameters.graceSeconds ?? 0, HONOUR: null }[heldPastExpiry]
        : policy
          ? policy.graceSeconds
          : 0,
      requiresSubscription,
      suspended: requiresSubscription && !isInForce(subscription),
      paid: parameters.paid ?? null,
      source: parameters.source ?? null,
      reason: null,
    }
  }
  const key = idempotency(idempotencyKey, 'grantCredits', parameters)
  const outcome = await app.lane.run(
    audited(grantLot(organizationId, creditType, uuidv7(), lot, key), 'grantCredits', 'CreditLot', parameters),
  )
  return answer(outcome, (id) => findLot(app, organizationId, id))
}

/** How credits come in that are bought beside a subscription. */
const PURCHASES: ReadonlySet<LotKind> = new Set<LotKind>(['EXTRA', 'TOP_UP'])

export interface PurchaseNotAllowed extends Refusal {
  readonly code: 'PURCHASE_NOT_ALLOWED'
}

function purchaseNotAllowed(plan: string): PurchaseNotAllowed {
  const message = `The plan ${plan} has no credits to buy beside it. Upgrade the subscription for more.`
  return { code: 'PURCHASE_NOT_ALLOWED', message }
}
