// What a batch has brought about at providers over HTTP, put into the queue in its transaction: there is more to be given to
// a provider, or a task is over that one may have.

import type { Batch } from '../engine/batch.ts'
import type { QueuedJob } from '../engine/lane.ts'
import { runBy } from '../pricing/runner.ts'
import { DISPATCH_TASK } from '../providers/provider.ts'

/** The one that does what is next about one task. */
export const STEP_TASK = 'upstream_step'
/** The one that deals with a task that has ended, by whatever way. */
export const OVER_TASK = 'upstream_over'
/** The one that tells its provider that it needn't go on. */
export const CANCEL_TASK = 'upstream_cancel'

/** Which of an organization's tasks. */
export interface TaskName {
  readonly organizationId: string
  readonly taskId: string
}

export interface DispatchJob {
  readonly provider: string
  /** Those that wait from now on; perhaps none, where there may just be more room. */
  readonly tasks: readonly TaskName[]
}

export interface OverJob extends TaskName {
  readonly provider: string
}

export function upstreamJobsOf(batch: Batch): QueuedJob[] {
  const waiting = new Map<string, TaskName[]>()
  const over: OverJob[] = []
  for (const { organizationId, id: taskId, priceRuleId, sequence, status, approval, endedAt } of batch.taskStates) {
    const rule = batch.edition.rule(priceRuleId)
    const mode = batch.standing(organizationId)?.mode
    if (!rule?.httpProvider || !mode || runBy(rule, mode) !== 'HTTP') continue
    const { httpProvider: provider } = rule
    if (endedAt) over.push({ organizationId, taskId, provider })
    else if (status === 'QUEUED' && (approval === null ? sequence === 1 : approval === 'APPROVED')) {
      const others = waiting.get(provider)
      if (others) others.push({ organizationId, taskId })
      else waiting.set(provider, [{ organizationId, taskId }])
    }
  }
  return [
    ...[...waiting].map(([provider, tasks]) => ({ task: DISPATCH_TASK, payload: { provider, tasks } })),
    ...over.map((payload) => ({ task: OVER_TASK, payload: { ...payload } })),
  ]
}
