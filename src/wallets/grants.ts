// Grants: credits come in as a new lot of an organization's pool.

import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import type { App } from '../app.ts'
import { audited } from '../audit/record.ts'
import { type LimitReached, refuseOneMore } from '../bounds.ts'
import { LotKind } from '../database/generated/client/client.ts'
import type { Batch } from '../engine/batch.ts'
import type { Command, Idempotency } from '../engine/command.ts'
import { isInForce } from '../engine/subscriptionTerms.ts'
import { type ExternalIdTaken, labeled, labelInput } from '../labels/label.ts'
import { monthsAfter } from '../ledger/calendar.ts'
import { type Grant, grant, refuseGrant } from '../ledger/grant.ts'
import { must } from '../ledger/must.ts'
import { type CreditsOutOfBounds, type ExpiryPassed, isRefusal, type Refusal } from '../ledger/refusals.ts'
import { CREDITS_MAX } from '../ledger/wallet.ts'
import { type CommonRefusal, operate, type Parameters } from '../operation.ts'
import { knowing } from '../organizations/knownNames.ts'
import { creditsOf, expiryInCycle } from '../plans/plan.ts'
import { field } from '../refusals.ts'
import { findLot, type LotAndWallet, type LotAnswer } from './lots.ts'
import { inOrganization } from './wallet.ts'

/** The pool that credits are granted to. `walletId` becomes its id if this grant is the first of its credit type. */
export interface Pool {
  readonly organizationId: string
  readonly creditType: string
  readonly walletId: string
}

export type GrantRefusal = LimitReached | CreditsOutOfBounds | ExpiryPassed

/** Grants a lot in a batch. Opens the pool with the first grant of its credit type. */
export function grantInto(
  batch: Batch,
  { organizationId, creditType, walletId }: Pool,
  lot: Grant,
): LotAndWallet | GrantRefusal {
  const known = batch.walletOf(organizationId, organizationId, creditType)
  const tooMany = known
    ? refuseOneMore('lotsOfWallet', known.lots.size)
    : refuseOneMore('creditTypes', batch.count(organizationId, 'pools'))
  if (tooMany) return tooMany
  const state = batch.walletFor({ organizationId, id: walletId, holderId: organizationId, creditType })
  const decision = grant(state, lot, batch.timeOf(organizationId))
  if (isRefusal(decision)) return decision
  batch.openWallet(state.wallet)
  batch.apply(decision)
  if (lot.paid && lot.paid.amount > 0n) {
    batch.tell({ organizationId, event: 'credits.purchased', subjectId: lot.lotId, detail: null })
  }
  return { lot: must(decision.lots[0], 'a grant makes a lot'), wallet: decision.wallet }
}

/** A lot, and the credit type of the pool that it comes into. */
export interface TypedGrant {
  readonly creditType: string
  readonly lot: Grant
}

/** Refuses lots that don't all fit into their pools; null if they do. Nothing is put into the batch. */
export function refuseLots(batch: Batch, organizationId: string, grants: readonly TypedGrant[]): GrantRefusal | null {
  const now = batch.timeOf(organizationId)
  let newPools = 0
  for (const [creditType, lots] of Map.groupBy(grants, (grant) => grant.creditType)) {
    const known = batch.walletOf(organizationId, organizationId, creditType)
    const tooMany = known
      ? refuseOneMore('lotsOfWallet', known.lots.size + lots.length - 1)
      : refuseOneMore('creditTypes', batch.count(organizationId, 'pools') + newPools++)
    if (tooMany) return tooMany
    const { wallet } = batch.walletFor({ organizationId, id: '', holderId: organizationId, creditType })
    let { granted } = wallet
    for (const { lot } of lots) {
      const refused = refuseGrant({ ...wallet, granted }, lot, now)
      if (refused) return refused
      granted += lot.credits
    }
  }
  return null
}

/** Grants a lot. It may depend on the batch, such as on the price book and the organization's plan. */
export function grantLot<Refused extends Refusal = never>(
  pool: Pool,
  lotOf: (batch: Batch) => Grant | Refused,
  idempotency: Idempotency | null,
): Command<LotAndWallet, GrantRefusal | Refused> {
  const { organizationId, creditType } = pool
  return {
    organizationId,
    idempotency,
    reads: { creditType, counts: ['pools'] },
    decide(batch) {
      const lot = lotOf(batch)
      if (isRefusal(lot)) return lot
      const value = grantInto(batch, pool, lot)
      return isRefusal(value) ? value : { value, resultId: lot.lotId }
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
    /** This and the next five are as the price book's policy for the kind says, if absent. */
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
    ...labelInput,
    idempotencyKey: field.idempotencyKey,
  })
  .refine(({ heldPastExpiry, graceSeconds }) => (heldPastExpiry === 'GRACE') === (typeof graceSeconds === 'number'), {
    path: ['graceSeconds'],
    message: 'must be given if heldPastExpiry is GRACE, and only then',
  })

/** Grants credits to the pool as a new lot. */
export function grantCredits(
  app: App,
  input: z.input<typeof GrantInput>,
): Promise<LotAnswer | CommonRefusal | GrantRefusal | PurchaseNotAllowed | ExternalIdTaken> {
  return operate({
    name: 'grantCredits',
    schema: GrantInput,
    input,
    run: async (parameters, key) => {
      const { organizationId, creditType } = parameters
      const lotId = uuidv7()
      const pool = { organizationId, creditType, walletId: uuidv7() }
      const command = grantLot(pool, (batch) => lotAsAsked(batch, lotId, parameters), key)
      const granted = audited(command, 'grantCredits', 'CreditLot', parameters)
      return app.lane.run(inOrganization(knowing(app, labeled(granted, 'LOT', parameters), parameters)))
    },
    find: (id, { organizationId }) => findLot(app, organizationId, id),
  })
}

/** The lot that a request asks for; refused if the plan allows no such purchase. */
function lotAsAsked(batch: Batch, lotId: string, asked: Parameters<typeof GrantInput>): Grant | PurchaseNotAllowed {
  return refusePurchase(batch, asked) ?? lotByPolicy(batch, lotId, asked)
}

/** Refuses a purchase of additional credits that the organization's plan does not allow; null if it does. */
export function refusePurchase(
  batch: Batch,
  { organizationId, kind, creditType }: Pick<AskedLot, 'organizationId' | 'kind' | 'creditType'>,
): PurchaseNotAllowed | null {
  const subscription = batch.organization(organizationId)?.subscription
  const plan = subscription && batch.priceBook.plan(subscription.planId)
  const isOfPlan = plan && creditsOf(plan).some((each) => each.creditType === creditType)
  return plan && isOfPlan && !plan.extraPurchases && PURCHASES.has(kind) ? purchaseNotAllowed(plan.name) : null
}

type AskedLot = Pick<Parameters<typeof GrantInput>, 'organizationId' | 'creditType' | 'kind' | 'credits'> &
  Partial<Parameters<typeof GrantInput>>

/** A lot as it was asked for. The policy of the price book decides what is left open. */
export function lotByPolicy(batch: Batch, lotId: string, asked: AskedLot): Grant {
  const { organizationId, kind, credits, models = [], operations = [], heldPastExpiry } = asked
  const { subscription, timeZone = 'UTC' } = batch.organization(organizationId) ?? {}
  const anchor = { anchorAt: batch.timeOf(organizationId), timeZone }
  const policy = batch.priceBook.lotPolicy(kind)
  const months = policy?.expiresAfterMonths ?? null
  const requiresSubscription = asked.requiresSubscription ?? policy?.requiresSubscription ?? false
  const expiresAt = asked.expiresAt ?? (months === null ? null : monthsAfter(anchor, months))
  return {
    lotId,
    kind,
    credits,
    priority: asked.priority ?? policy?.priority ?? 0,
    expiresAt: kind === 'SUBSCRIPTION' && requiresSubscription ? expiryInCycle(subscription, expiresAt) : expiresAt,
    usableFrom: asked.usableFrom ?? null,
    models,
    operations,
    graceSeconds: heldPastExpiry
      ? { FORFEIT: 0, GRACE: asked.graceSeconds ?? 0, HONOUR: null }[heldPastExpiry]
      : policy
        ? policy.graceSeconds
        : 0,
    requiresSubscription,
    suspended: requiresSubscription && !isInForce(subscription),
    paid: asked.paid ?? null,
    source: asked.source ?? null,
    reason: null,
  }
}

/** The kinds of lots that customers buy in addition to a subscription. */
const PURCHASES: ReadonlySet<LotKind> = new Set<LotKind>(['EXTRA', 'TOP_UP'])

export interface PurchaseNotAllowed extends Refusal {
  readonly code: 'PURCHASE_NOT_ALLOWED'
}

function purchaseNotAllowed(plan: string): PurchaseNotAllowed {
  const message = `The plan ${plan} allows no purchase of additional credits. Upgrade the subscription for more.`
  return { code: 'PURCHASE_NOT_ALLOWED', message }
}
