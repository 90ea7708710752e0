// Cycles that have ended without a sweep having renewed them yet. A command that needs the present cycle is refused with
// a mark; `runInCycle` (src/plans/commands.ts) then ends the cycle and runs the command again. So a renewal takes effect at its exact
// instant.

import type { Batch } from '../engine/batch.ts'
import type { OrganizationId } from '../ids.ts'
import type { Refusal } from '../ledger/refusals.ts'
import { isDue } from './rules.ts'

/** The mark of a refusal: the id of the subscription whose cycle must end first. */
const CYCLE_DUE = Symbol('cycle due')

/**
 * A refusal with a mark if the organization's cycle must be ended first; null if not. The caller gets `otherwise` if
 * the cycle can't be ended.
 */
export function refuseDue<Refused extends Refusal>(
  batch: Batch,
  organizationId: OrganizationId,
  otherwise: Refused,
): Refused | null {
  const subscription = batch.organization(organizationId)?.subscription
  if (!subscription || !isDue(subscription, batch.timeOf(organizationId))) return null
  return { ...otherwise, [CYCLE_DUE]: subscription.id }
}

/** The subscription whose cycle must be ended before a command can be decided; null if the refusal has another reason. */
export function cycleDue(refusal: Refusal & { readonly [CYCLE_DUE]?: string }): string | null {
  return refusal[CYCLE_DUE] ?? null
}
