// The jobs that a batch causes at providers over HTTP, added to the queue in the batch's transaction: tasks wait for a
// provider, or a task has ended that a provider may have.

import type { Batch } from '../engine/batch.ts'
import type { QueuedJob } from '../engine/lane.ts'
import type { OrganizationId, TaskId } from '../ids.ts'
import { runBy } from '../pricing/runner.ts'
import { DISPATCH_TASK } from '../providers/provider.ts'
import { carrying, type Traceparent } from '../telemetry/trace.ts'

/** The queue's task that runs the current step of a task at a provider. */
export const STEP_TASK = 'upstream_step'
/** The queue's task that ends the job of a task that has ended. */
export const END_TASK = 'upstream_end'
/** The queue's task that asks the provider to cancel a task. */
export const CANCEL_TASK = 'upstream_cancel'

/** The ids that name a task. */
export interface TaskName {
  readonly organizationId: OrganizationId
  readonly taskId: TaskId
  /** The span that caused it; absent: nothing is traced. */
  readonly traceparent?: Traceparent
}

export interface DispatchJob {
  readonly provider: string
  /** The tasks that have begun to wait; empty if the provider may only have more room. */
  readonly tasks: readonly TaskName[]
}

export interface EndJob extends TaskName {
  readonly provider: string
}

/** The jobs that a batch's task states cause. */
export function upstreamJobsOf(batch: Batch): QueuedJob[] {
  const waiting = new Map<string, TaskName[]>()
  const ended: EndJob[] = []
  for (const state of batch.taskStates) {
    const { organizationId, id: taskId, priceRuleId, sequence, status, approval, endedAt } = state
    const rule = batch.priceBook.rule(priceRuleId)
    const mode = batch.organization(organizationId)?.mode
    if (!rule?.httpProvider || !mode || runBy(rule, mode) !== 'HTTP') continue
    const { httpProvider: provider } = rule
    const name = { organizationId, taskId, ...carrying(batch.traceOf(state)) }
    if (endedAt) ended.push({ ...name, provider })
    else if (status === 'QUEUED' && (approval === null ? sequence === 1 : approval === 'APPROVED')) {
      const others = waiting.get(provider)
      if (others) others.push(name)
      else waiting.set(provider, [name])
    }
  }
  return [
    ...[...waiting].map(([provider, tasks]) => ({ task: DISPATCH_TASK, payload: { provider, tasks } })),
    ...ended.map((payload) => ({ task: END_TASK, payload: { ...payload } })),
  ]
}
