// The limits of a plan on tasks: how many with credits are under way at a time, and how many are submitted within a minute. They are part
// of the decision to submit. Only for a plan with limits tasks are counted.

import type { Plan } from '../database/generated/client/client.ts'
import type { Batch } from '../engine/batch.ts'
import { isInForce } from '../engine/subscriptionTerms.ts'
import type { OrganizationId } from '../ids.ts'
import type { Refusal } from '../ledger/refusals.ts'

export interface PlanLimit extends Refusal {
  readonly code: 'PLAN_LIMIT'
  readonly limit: 'CONCURRENT_TASKS' | 'TASKS_PER_MINUTE'
  readonly max: number
}

/** The counts that a submit needs if its plan has limits. */
export const COUNTS_OF_LIMITS = ['openTasks', 'newTasks'] as const

/** The mark of a submit that has to be decided again with the counts of its organization's tasks. */
export const COUNTS_NEEDED: PlanLimit = {
  code: 'PLAN_LIMIT',
  message: 'The tasks have to be counted first.',
  ...{ limit: 'CONCURRENT_TASKS', max: 0 },
}

/** The time within which tasks are counted. */
export const MINUTE_MS = 60_000

/** Refuses one more task if the plan’s limit on tasks at a time is reached; null if there is room, or the task costs no credits. */
export function refuseAtOnce(batch: Batch, organizationId: OrganizationId, costs: boolean): PlanLimit | null {
  const plan = limitedBy(batch, organizationId)
  if (!plan) return null
  const uncounted = refuseUncounted(batch, organizationId)
  if (uncounted) return uncounted
  const { concurrentTasks: max } = plan
  const isReached = costs && max !== null && batch.count(organizationId, 'openTasks') >= max
  return isReached ? planLimit(plan, 'CONCURRENT_TASKS', max) : null
}

/** Refuses one more task if the plan’s limit on tasks within a minute is reached; null if there is room. */
export function refuseInMinute(batch: Batch, organizationId: OrganizationId): PlanLimit | null {
  const plan = limitedBy(batch, organizationId)
  if (!plan) return null
  const uncounted = refuseUncounted(batch, organizationId)
  if (uncounted) return uncounted
  const { tasksPerMinute: max } = plan
  const isReached = max !== null && batch.count(organizationId, 'newTasks') >= max
  return isReached ? planLimit(plan, 'TASKS_PER_MINUTE', max) : null
}

/** The plan in force, if it has limits. */
function limitedBy(batch: Batch, organizationId: OrganizationId): Plan | null {
  const subscription = batch.organization(organizationId)?.subscription
  const plan = subscription && isInForce(subscription) ? batch.priceBook.plan(subscription.planId) : undefined
  return plan && (plan.concurrentTasks !== null || plan.tasksPerMinute !== null) ? plan : null
}

function refuseUncounted(batch: Batch, organizationId: OrganizationId): PlanLimit | null {
  return COUNTS_OF_LIMITS.every((name) => batch.hasCount(organizationId, name)) ? null : COUNTS_NEEDED
}

function planLimit({ name }: Plan, limit: PlanLimit['limit'], max: number): PlanLimit {
  const message =
    limit === 'CONCURRENT_TASKS'
      ? `The plan ${name} allows ${max} tasks at a time. Submit the next when one of them has ended.`
      : `The plan ${name} allows ${max} tasks within a minute. Submit the next in a moment.`
  return { code: 'PLAN_LIMIT', message, limit, max }
}
