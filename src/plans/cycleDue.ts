// Cycles that are over and that no sweep has come by yet: whoever needs what the next one brings has it ended first
// (src/plans/commands.ts, runInCycle). So a renewal is there at its exact instant, for whoever asks.

import type { Batch } from '../engine/batch.ts'
import type { Refusal } from '../ledger/refusals.ts'
import { isDue } from './rules.ts'

/** What a command answers that can't be decided before the cycle is ended. Callers never see it. */
export interface CycleDue extends Refusal {
  readonly code: 'CYCLE_DUE'
  readonly subscriptionId: string
  /** What it is refused with if the cycle can't be ended. */
  readonly otherwise: Refusal
}

/** That the organization's cycle must be ended first; null if it needn't. */
export function refuseDue(batch: Batch, organizationId: string, otherwise: Refusal): CycleDue | null {
  const subscription = batch.standing(organizationId)?.subscription
  if (!subscription || !isDue(subscription, batch.timeOf(organizationId))) return null
  return { code: 'CYCLE_DUE', message: otherwise.message, subscriptionId: subscription.id, otherwise }
}
