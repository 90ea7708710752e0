// What a batch has brought about at providers over HTTP, put into the queue in its transaction: there is more to be given to
// a provider, or a task is over that one may have.

import type { Batch } from '../engine/batch.ts'
import type { QueuedJob } from '../engine/lane.ts'

/** The queue's task that gives a provider tasks that wait. */
export const DISPATCH_TASK = 'upstream_dispatch'
/** The one that does what is next about one task. */
export const STEP_TASK = 'upstream_step'
/** The one that deals with a task that has ended, by whatever way. */
export const OVER_TASK = 'upstream_over'

export interface DispatchJob {
  readonly provider: string
}

export interface OverJob {
  readonly organizationId: string
  readonly taskId: string
}

export function upstreamJobsOf(batch: Batch): QueuedJob[] {
  const ready = new Set<string>()
  const over: OverJob[] = []
  for (const { organizationId, id, priceRuleId, sequence, status, approval, endedAt } of batch.taskStates) {
    const provider = batch.edition.rule(priceRuleId)?.httpProvider
    if (!provider || batch.standing(organizationId)?.mode !== 'LIVE') continue
    if (endedAt) over.push({ organizationId, taskId: id })
    else if (status === 'QUEUED' && (approval === null ? sequence === 1 : approval === 'APPROVED')) ready.add(provider)
  }
  return [
    ...[...ready].map((provider) => ({ task: DISPATCH_TASK, payload: { provider } })),
    ...over.map((payload) => ({ task: OVER_TASK, payload: { ...payload } })),
  ]
}
