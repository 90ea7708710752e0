// Removes exports that are not kept any more, with their files.

import type { App } from '../app.ts'

/** The days for which an export is kept after its end. */
export const KEPT_DAYS = 7
const DAY_MS = 86_400_000
const EXPORTS_AT_ONCE = 20

/** The time until which an export is kept that ends now. */
export function expiryAt(endedAt: Date): Date {
  return new Date(endedAt.getTime() + KEPT_DAYS * DAY_MS)
}

/** Removes those that have expired: files first, because afterwards nothing names them. Returns their number. */
export async function sweepExports(app: App): Promise<number> {
  const where = { expiresAt: { lte: app.clock() } }
  const over = await app.prisma.export.findMany({ where, take: EXPORTS_AT_ONCE })
  for (const { organizationId, id } of over) {
    await app.storage?.removeAll({ organizationId, id })
    await app.prisma.export.deleteMany({ where: { organizationId, id } })
  }
  return over.length
}
