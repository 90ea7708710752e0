// An organization's row is locked while something of which it may have so many is counted and added.

import type { Prisma } from '../database/generated/client/client.ts'

/** Waits for its turn to add something; false if the organization isn't there, or was closed. */
export async function lockOrganization(transaction: Prisma.TransactionClient, id: string): Promise<boolean> {
  const rows = await transaction.$queryRaw<object[]>`
    SELECT FROM organization WHERE id = ${id}::uuid AND status IN ('ACTIVE', 'SUSPENDED') FOR NO KEY UPDATE`
  return rows.length > 0
}
