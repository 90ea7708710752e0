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

/** Refuses one more task that costs credits or not past the limits of the organization's plan; null if there is room. */
export function refusePastLimits(batch: Batch, organizationId: OrganizationId, costs: boolean): PlanLimit | null {
  const subscription = batch.organization(organizationId)?.subscription
  const plan = subscription && isInForce(subscription) ? batch.priceBook.plan(subscription.planId) : undefined
  if (!plan || (plan.concurrentTasks === null && plan.tasksPerMinute === null)) return null
  if (!COUNTS_OF_LIMITS.every((name) => batch.hasCount(organizationId, name))) return COUNTS_NEEDED
  const { concurrentTasks, tasksPerMinute } = plan
  if (costs && concurrentTasks !== null && batch.count(organizationId, 'openTasks') >= concurrentTasks) {
    return planLimit(plan, 'CONCURRENT_TASKS', concurrentTasks)
  }
  if (tasksPerMinute !== null && batch.count(organizationId, 'newTasks') >= tasksPerMinute) {
    return planLimit(plan, 'TASKS_PER_MINUTE', tasksPerMinute)
  }
  return null
}

function planLimit({ name }: Plan, limit: PlanLimit['limit'], max: number): PlanLimit {
  const message =
    limit === 'CONCURRENT_TASKS'
      ? `The plan ${name} allows ${max} tasks at a time. Submit the next when one of them has ended.`
      : `The plan ${name} allows ${max} tasks within a minute. Submit the next in a moment.`
  return { code: 'PLAN_LIMIT', message, limit, max }
}
