// Fencing: only the worker that holds the lease of a task may report on it. A worker that was replaced is refused.

import type { Task } from '../database/generated/client/client.ts'
import type { Refusal } from '../ledger/refusals.ts'

/**
 * The right to a task that the taker of a step shows. HELD: it holds the lease (a worker that has named it, or the code that ends
 * leases). NONE: it names no lease, as for tasks that nobody has claimed. LeaseLost: it has lost its lease.
 */
export type LeaseShown = 'HELD' | 'NONE' | LeaseLost

export interface LeaseLost extends Refusal {
  readonly code: 'LEASE_LOST'
}

export function leaseLost(): LeaseLost {
  const message = 'This lease has ended: another worker may have the task, or it has ended. Stop working on it.'
  return { code: 'LEASE_LOST', message }
}

/** Refuses a worker that has lost its lease, or that names no lease of a leased task. */
export function mayWorkWith(lease: LeaseShown): (task: Task | undefined) => LeaseLost | null {
  return (task) => {
    if (typeof lease === 'object') return lease
    // The leases of an ended task are deleted, so a late completion requires none.
    return lease === 'NONE' && task?.isLeased && task.endedAt === null ? leaseNeeded() : null
  }
}

function leaseNeeded(): LeaseLost {
  const message = 'A worker has claimed this task: leaseId must be the id of its lease.'
  return { code: 'LEASE_LOST', message }
}
