// The limits of a plan on tasks: how many with credits are under way at a time, and how many are begun within a minute. A hold without a
// task counts as a task. The limits are part of the decision to begin one. Only for a plan with limits anything is counted.

import type { Plan } from '../database/generated/client/client.ts'
import type { Batch, CountName } from '../engine/batch.ts'
import type { Outcome } from '../engine/command.ts'
import { isInForce } from '../engine/subscriptionTerms.ts'
import type { Refusal } from '../ledger/refusals.ts'

export interface PlanLimit extends Refusal {
  readonly code: 'PLAN_LIMIT'
  readonly limit: 'CONCURRENT_TASKS' | 'TASKS_PER_MINUTE'
  readonly max: number
}

/** The counts that a command which begins something needs if its organization's plan has limits. */
export const COUNTS_OF_LIMITS = ['underWay', 'begun'] as const

/** The mark of a command that has to be decided again with the counts of its organization. */
export const COUNTS_NEEDED: PlanLimit = {
  code: 'PLAN_LIMIT',
  message: 'The tasks and holds have to be counted first.',
  ...{ limit: 'CONCURRENT_TASKS', max: 0 },
}

/** Runs a command that begins something: without the counts, and once more with them if a plan has limits. */
export function countedIfLimited<Value, Refused extends Refusal>(
  run: (counts: readonly CountName[]) => Promise<Outcome<Value, Refused>>,
): Promise<Outcome<Value, Refused>> {
  return run([]).then((outcome) => {
    const isLimited = outcome.kind === 'refused' && (outcome.refusal as Refusal) === COUNTS_NEEDED
    return isLimited ? run(COUNTS_OF_LIMITS) : outcome
  })
}

/** The time within which tasks are counted. */
export const MINUTE_MS = 60_000

/** Refuses one more task if the plan’s limit on tasks at a time is reached; null if there is room, or the task costs no credits. */
export function refuseAtOnce(batch: Batch, organizationId: string, costs: boolean): PlanLimit | null {
  const plan = limitedBy(batch, organizationId)
  if (!plan) return null
  const uncounted = refuseUncounted(batch, organizationId)
  if (uncounted) return uncounted
  const { concurrentTasks: max } = plan
  const isReached = costs && max !== null && batch.count(organizationId, 'underWay') >= max
  return isReached ? planLimit(plan, 'CONCURRENT_TASKS', max) : null
}

/** Refuses one more task if the plan’s limit on tasks within a minute is reached; null if there is room. */
export function refuseInMinute(batch: Batch, organizationId: string): PlanLimit | null {
  const plan = limitedBy(batch, organizationId)
  if (!plan) return null
  const uncounted = refuseUncounted(batch, organizationId)
  if (uncounted) return uncounted
  const { tasksPerMinute: max } = plan
  const isReached = max !== null && batch.count(organizationId, 'begun') >= max
  return isReached ? planLimit(plan, 'TASKS_PER_MINUTE', max) : null
}

/** Refuses one more hold without a task if a limit of the plan is reached; null if there is room. */
export function refuseHold(batch: Batch, organizationId: string): PlanLimit | null {
  return refuseAtOnce(batch, organizationId, true) ?? refuseInMinute(batch, organizationId)
}

/** The plan in force, if it has limits. */
function limitedBy(batch: Batch, organizationId: string): Plan | null {
  const subscription = batch.organization(organizationId)?.subscription
  const plan = subscription && isInForce(subscription) ? batch.priceBook.plan(subscription.planId) : undefined
  return plan && (plan.concurrentTasks !== null || plan.tasksPerMinute !== null) ? plan : null
}

function refuseUncounted(batch: Batch, organizationId: string): PlanLimit | null {
  return COUNTS_OF_LIMITS.every((name) => batch.hasCount(organizationId, name)) ? null : COUNTS_NEEDED
}

function planLimit({ name }: Plan, limit: PlanLimit['limit'], max: number): PlanLimit {
  const message =
    limit === 'CONCURRENT_TASKS'
      ? `The plan ${name} allows ${max} tasks at a time, holds without a task included. Begin the next when one of them has ended.`
      : `The plan ${name} allows ${max} tasks within a minute, holds without a task included. Begin the next in a moment.`
  return { code: 'PLAN_LIMIT', message, limit, max }
}
