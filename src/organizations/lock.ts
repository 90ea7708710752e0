// Locks an organization's row while something with a bound is counted and added.

import type { Organization, Prisma } from '../database/generated/client/client.ts'
import { ORGANIZATION_CLOSED } from '../engine/command.ts'
import { type NotFound, notFound } from '../refusals.ts'

/** Waits for the lock. Refuses an organization that does not exist or was closed; null otherwise. */
export async function lockOrganization(transaction: Prisma.TransactionClient, id: string): Promise<NotFound | null> {
  const [organization] = await transaction.$queryRaw<Pick<Organization, 'status'>[]>`
    SELECT status FROM organization WHERE id = ${id}::uuid FOR NO KEY UPDATE`
  return refuseClosed(organization)
}

/** Refuses an organization that does not exist or was closed; null if it is there. */
export function refuseClosed(organization: Pick<Organization, 'status'> | null | undefined): NotFound | null {
  if (!organization) return notFound('organization')
  return organization.status === 'CLOSING' || organization.status === 'CLOSED' ? ORGANIZATION_CLOSED : null
}
