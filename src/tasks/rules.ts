// How a task goes from one state to the next. Pure: what may happen in which state, and what it makes of the task.
//
// A task that has to be approved waits in QUEUED: until then it can only be approved, declined, canceled or timed out.
//
//   QUEUED ──start──► RUNNING ──complete──► SUCCEEDED
//      │                 ├──────fail──────► FAILED
//      └── (all of ──────┼─────cancel─────► CANCELED
//          these too)    └────time out────► TIMED_OUT ──complete, late──► SUCCEEDED

import type { Task, TaskStatus } from '../database/generated/client/client.ts'
import type { Refusal } from '../ledger/refusals.ts'

const OPEN = ['QUEUED', 'RUNNING'] as const

/** In which states each step may be taken, and to which state it leads. */
const STEPS = {
  approve: { from: ['QUEUED'], to: 'QUEUED' },
  decline: { from: ['QUEUED'], to: 'CANCELED' },
  start: { from: ['QUEUED'], to: 'RUNNING' },
  report: { from: ['RUNNING'], to: 'RUNNING' },
  // A job that had timed out may have been done after all; its credits are then settled late.
  complete: { from: [...OPEN, 'TIMED_OUT'], to: 'SUCCEEDED' },
  fail: { from: OPEN, to: 'FAILED' },
  cancel: { from: OPEN, to: 'CANCELED' },
  timeOut: { from: OPEN, to: 'TIMED_OUT' },
} as const satisfies Record<string, { from: readonly TaskStatus[]; to: TaskStatus }>

export type Step = keyof typeof STEPS

/** Steps that a task can only take while it waits for an admin, and those that it can't take then. */
const ONLY_WAITING: readonly Step[] = ['approve', 'decline']
const NOT_WAITING: readonly Step[] = ['start', 'report', 'complete', 'fail']

export interface TaskStateRefusal extends Refusal {
  readonly code: 'TASK_STATE'
  /** The state that the task is in. */
  readonly status: TaskStatus
  /** The states in which the step can be taken. */
  readonly allowed: readonly TaskStatus[]
}

/** The task after a step (the very same if the step says nothing new), or why it can't be taken. */
export function take(
  task: Task,
  step: Step,
  change: Partial<Pick<Task, 'progress' | 'result' | 'failureReason' | 'approval' | 'deadlineAt' | 'isLeased'>>,
  now: Date,
): Task | TaskStateRefusal {
  const { from, to } = STEPS[step]
  if (!(from as readonly TaskStatus[]).includes(task.status)) {
    const message = `This task is ${task.status}; to ${step} it, it must be ${from.join(' or ')}.`
    return { code: 'TASK_STATE', message, status: task.status, allowed: from }
  }
  const waits = task.approval === 'PENDING'
  if (waits ? NOT_WAITING.includes(step) : ONLY_WAITING.includes(step)) {
    const message = waits ? 'This task waits for an admin to approve it.' : 'This task doesn’t wait to be approved.'
    return { code: 'TASK_STATE', message, status: task.status, allowed: from }
  }
  if (task.approval === 'LAPSED' && step === 'complete') {
    const message = 'Nobody approved this task in time, so it was never to be done.'
    return { code: 'TASK_STATE', message, status: task.status, allowed: [] }
  }
  // Reports may overtake each other; progress never goes back.
  if (step === 'report' && (change.progress ?? 0) <= task.progress) return task
  return {
    ...task,
    ...change,
    status: to,
    progress: to === 'SUCCEEDED' ? 100 : (change.progress ?? task.progress),
    sequence: task.sequence + 1,
    startedAt: to === 'RUNNING' ? (task.startedAt ?? now) : task.startedAt,
    endedAt: isEnd(to) ? now : null,
  }
}

export function isEnd(status: TaskStatus): boolean {
  return !(OPEN as readonly TaskStatus[]).includes(status)
}
