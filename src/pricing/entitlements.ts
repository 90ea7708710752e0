// Entitlements: what an organization's plan allows it, as decisions see it now: operations of models, other features, and limits.

import type { App } from '../app.ts'
import type { Plan, PriceRule } from '../database/generated/client/client.ts'
import type { Batch } from '../engine/batch.ts'
import { isInForce } from '../engine/subscriptionTerms.ts'
import type { OrganizationId } from '../ids.ts'
import { isRefusal } from '../ledger/refusals.ts'
import { refuseUnentitled } from '../plans/plan.ts'
import { rulesInForce } from './priceOf.ts'

/** An operation of a model that an organization may use. */
export interface EntitledOperation {
  readonly model: string
  readonly operation: string
  /** Its prices in force that the plan includes, one for each variant. */
  readonly priceRules: readonly PriceRule[]
}

export interface Entitlements {
  /** Null: no subscription is in force, so nothing limits the operations, and no features are included. */
  readonly plan: Plan | null
  readonly operations: readonly EntitledOperation[]
  /** The instant at which the subscription may change by itself; null: it does not. */
  readonly until: Date | null
}

/** An operation, a model, or both; absent: any. */
export interface Only {
  readonly model?: string | null | undefined
  readonly operation?: string | null | undefined
}

/** The entitlements of an organization; null if it does not exist. A cycle that has ended is renewed first, as for decisions. */
export async function entitlementsOf(
  app: App,
  organizationId: OrganizationId,
  only: Only,
): Promise<Entitlements | null> {
  const answer = await app.questions.ask({
    organizationId,
    reads: {},
    answer: (batch) => entitlementsIn(batch, organizationId, only),
  })
  return answer && isRefusal(answer) ? null : answer
}

function entitlementsIn(batch: Batch, organizationId: OrganizationId, only: Only): Entitlements | null {
  const snapshot = batch.organization(organizationId)
  if (!snapshot) return null
  const { priceBook } = batch
  const { subscription } = snapshot
  const named = [...priceBook.rules()].filter(
    ({ model, operation }) => (only.model ?? model) === model && (only.operation ?? operation) === operation,
  )
  const rules = rulesInForce(named, organizationId, batch.timeOf(organizationId)).filter(
    (rule) => refuseUnentitled(priceBook, subscription, rule) === null,
  )
  const operations = [...Map.groupBy(rules, ({ model, operation }) => `${model}\n${operation}`).values()]
  return {
    plan: (subscription && isInForce(subscription) && priceBook.plan(subscription.planId)) || null,
    operations: operations.flatMap((priceRules) =>
      priceRules.slice(0, 1).map(({ model, operation }) => ({ model, operation, priceRules })),
    ),
    until: subscription?.dueAt ?? null,
  }
}
