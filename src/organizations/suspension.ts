// Suspension: an organization that the platform has suspended begins no task, nor approves one that waits. It reads, and
// what is under way goes on.

import type { Batch } from '../engine/batch.ts'
import type { Refusal } from '../ledger/refusals.ts'

export interface Suspended extends Refusal {
  readonly code: 'ORGANIZATION_SUSPENDED'
}

/** Why an organization can't submit or approve tasks; null if it can. */
export function refuseSuspended(batch: Batch, organizationId: string): Suspended | null {
  const standing = batch.standing(organizationId)
  if (standing?.status !== 'SUSPENDED') return null
  const message = `This organization is suspended: ${standing.statusReason} What is under way goes on.`
  return { code: 'ORGANIZATION_SUSPENDED', message }
}
