// Cycles that have ended and were not swept yet. A command that depends on the next cycle has it ended first (runInCycle in
// src/plans/commands.ts). So a renewal is effective from its exact time on.

import type { Batch } from '../engine/batch.ts'
import type { Refusal } from '../ledger/refusals.ts'
import { isDue } from './rules.ts'

/** The refusal of a command that can't be decided before a cycle is ended. Callers never see it. */
export interface CycleDue extends Refusal {
  readonly code: 'CYCLE_DUE'
  readonly subscriptionId: string
  /** The refusal if the cycle can't be ended. */
  readonly otherwise: Refusal
}

/** Returns CYCLE_DUE if the organization's cycle must be ended first, else null. */
export function refuseDue(batch: Batch, organizationId: string, otherwise: Refusal): CycleDue | null {
  const subscription = batch.standing(organizationId)?.subscription
  if (!subscription || !isDue(subscription, batch.timeOf(organizationId))) return null
  return { code: 'CYCLE_DUE', message: otherwise.message, subscriptionId: subscription.id, otherwise }
}
