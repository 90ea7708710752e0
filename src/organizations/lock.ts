// Locks an organization's row while something with a bound is counted and added.

import type { Prisma } from '../database/generated/client/client.ts'

/** Waits for the lock. Returns false if the organization does not exist or was closed. */
export async function lockOrganization(transaction: Prisma.TransactionClient, id: string): Promise<boolean> {
  const rows = await transaction.$queryRaw<object[]>`
    SELECT FROM organization WHERE id = ${id}::uuid AND status IN ('ACTIVE', 'SUSPENDED') FOR NO KEY UPDATE`
  return rows.length > 0
}
