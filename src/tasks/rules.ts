// The state machine of a task. Pure: which step may be taken in which state, and the task after it.
//
// A task that waits for an approval is QUEUED, and can only be approved, declined, canceled or timed out.
//
//   QUEUED ──start──► RUNNING ──complete──► SUCCEEDED
//      │                 ├──────fail──────► FAILED
//      └── (all of ──────┼─────cancel─────► CANCELED
//          these too)    └────time out────► TIMED_OUT ──complete, late──► SUCCEEDED

import type { Task, TaskStatus } from '../database/generated/client/client.ts'
import type { Refusal } from '../ledger/refusals.ts'

const OPEN = ['QUEUED', 'RUNNING'] as const

/** The states in which each step may be taken, and the state that it leads to. */
const STEPS = {
  approve: { from: ['QUEUED'], to: 'QUEUED' },
  decline: { from: ['QUEUED'], to: 'CANCELED' },
  start: { from: ['QUEUED'], to: 'RUNNING' },
  report: { from: ['RUNNING'], to: 'RUNNING' },
  // The work may have been done although the task has timed out; then its credits are settled late.
  complete: { from: [...OPEN, 'TIMED_OUT'], to: 'SUCCEEDED' },
  fail: { from: OPEN, to: 'FAILED' },
  cancel: { from: OPEN, to: 'CANCELED' },
  timeOut: { from: OPEN, to: 'TIMED_OUT' },
} as const satisfies Record<string, { from: readonly TaskStatus[]; to: TaskStatus }>

export type Step = keyof typeof STEPS

/** The steps that are not named by their verb alone. */
const VERBS: Partial<Record<Step, string>> = { report: 'report on it', timeOut: 'time it out' }

/** The steps that require a task that waits for an approval, and the steps that it can't take while it waits. */
const ONLY_WAITING: readonly Step[] = ['approve', 'decline']
const NOT_WAITING: readonly Step[] = ['start', 'report', 'complete', 'fail']

export interface TaskStateRefusal extends Refusal {
  readonly code: 'TASK_STATE'
  /** The state that the task is in. */
  readonly status: TaskStatus
  /** The states in which the step can be taken. */
  readonly allowed: readonly TaskStatus[]
}

/** The fields of a task that a step sets. */
export type TaskChange = Partial<
  Pick<Task, 'progress' | 'result' | 'failureReason' | 'approval' | 'deadlineAt' | 'isLeased'>
>

/** The task after a step, or the refusal of the step. If the step changes nothing, the same object is returned. */
export function take(task: Task, step: Step, change: TaskChange, now: Date): Task | TaskStateRefusal {
  const { from, to } = STEPS[step]
  if (!(from as readonly TaskStatus[]).includes(task.status)) {
    const message = `This task is ${task.status}; to ${VERBS[step] ?? `${step} it`}, it must be ${from.join(' or ')}.`
    return { code: 'TASK_STATE', message, status: task.status, allowed: from }
  }
  const waits = task.approval === 'PENDING'
  if (waits ? NOT_WAITING.includes(step) : ONLY_WAITING.includes(step)) {
    const message = waits
      ? 'This task waits for an approval: an admin must approve it first.'
      : 'This task does not wait for an approval.'
    return { code: 'TASK_STATE', message, status: task.status, allowed: from }
  }
  if (task.approval === 'LAPSED' && step === 'complete') {
    const message = 'Nobody approved this task in time, so it can’t be completed.'
    return { code: 'TASK_STATE', message, status: task.status, allowed: [] }
  }
  // Reports may overtake each other; progress never goes back.
  if (step === 'report' && (change.progress ?? 0) <= task.progress) return task
  return {
    ...task,
    ...change,
    status: to,
    // A task that doesn't succeed costs nothing, and has no result.
    ...(isEnd(to) && to !== 'SUCCEEDED' ? { result: null } : {}),
    progress: to === 'SUCCEEDED' ? 100 : (change.progress ?? task.progress),
    sequence: task.sequence + 1,
    startedAt: to === 'RUNNING' ? (task.startedAt ?? now) : task.startedAt,
    endedAt: isEnd(to) ? now : null,
  }
}

/** True for the terminal states. */
export function isEnd(status: TaskStatus): boolean {
  return !(OPEN as readonly TaskStatus[]).includes(status)
}
