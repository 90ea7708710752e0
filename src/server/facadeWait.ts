// Endpoints of façades that answer with the result of their task: the request waits for its end.
//
// If the task takes too long, or the client has gone, it is canceled and costs nothing: its client has no id to ask for it. The
// task's own deadline is the same, so that its credits come back if this process ends meanwhile.

import { limitedAs, type Tenant } from '../access/roles.ts'
import type { App } from '../app.ts'
import type { Task } from '../database/generated/client/client.ts'
import type { OrganizationId } from '../ids.ts'
import { isRefusal } from '../ledger/refusals.ts'
import { watchTask } from '../tasks/live.ts'
import { isEnd } from '../tasks/rules.ts'
import { cancelTask } from '../tasks/steps.ts'
import { findTask } from '../tasks/submit.ts'
import { FacadeError } from './facadeErrors.ts'

/** The most requests of one caller that wait at a time, on one process. */
const WAITING_PER_CALLER_MAX = 20
const RETRY_AFTER_SECONDS = 1

const waiting = new Map<string, number>()

/** Counts a request that will wait, and throws if its caller has too many. Returns the end of the wait. */
export function beginWait(caller: Tenant): Disposable {
  const name = limitedAs(caller)
  const count = waiting.get(name) ?? 0
  if (count >= WAITING_PER_CALLER_MAX) {
    const message = `At most ${WAITING_PER_CALLER_MAX} requests that wait for their result are answered at a time.`
    throw new FacadeError('busy', message, { retryAfterSeconds: RETRY_AFTER_SECONDS })
  }
  waiting.set(name, count + 1)
  return {
    [Symbol.dispose]() {
      const left = (waiting.get(name) ?? 1) - 1
      if (left > 0) waiting.set(name, left)
      else waiting.delete(name)
    },
  }
}

/** The task once it has succeeded. Throws the vendor's error if it fails, or has not ended in time. `gone` aborts with the client. */
export async function succeeded(app: App, task: Task, waitSeconds: number, gone: AbortSignal): Promise<Task> {
  const ended = (await endOf(app, task, waitSeconds, gone)) ?? (await canceled(app, task))
  if (ended === null) {
    throw new FacadeError(
      'timedOut',
      `It has taken longer than ${waitSeconds} seconds. It was canceled, and costs nothing.`,
    )
  }
  if (ended.status === 'SUCCEEDED') return ended
  throw new FacadeError('taskFailed', ended.failureReason ?? 'The task has ended without a result.')
}

/** The task in its terminal state; null if it does not end in time. One that an admin must approve first does not. */
async function endOf(app: App, task: Task, waitSeconds: number, gone: AbortSignal): Promise<Task | null> {
  const { organizationId, id } = task
  if (isEnd(task.status)) return task
  if (task.approval === 'PENDING' || gone.aborted) return null
  const stream = await watchTask(app, { organizationId: organizationId as OrganizationId, id }, null)
  if (!stream) return null
  const end = () => stream.end()
  const timer = setTimeout(end, waitSeconds * 1_000)
  gone.addEventListener('abort', end)
  try {
    for await (const state of stream) if (isEnd(state.status)) return state
    return null
  } finally {
    clearTimeout(timer)
    gone.removeEventListener('abort', end)
  }
}

/** Cancels the task; null if it is canceled. Else it has just ended, and is the task. */
async function canceled(app: App, { organizationId, id: taskId }: Task): Promise<Task | null> {
  const canceled = await cancelTask(app, { organizationId, taskId, memberId: null }, 'SUBMITTER')
  return isRefusal(canceled) ? findTask(app, organizationId as OrganizationId, taskId) : null
}
