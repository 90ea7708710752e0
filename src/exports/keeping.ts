// Removes exports that are not kept any more, with their files, and what processes that were killed have left of files.

import type { App } from '../app.ts'
import { removeFile, removeFilesBefore, removeTemporary } from './files.ts'

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
  for (const each of over) {
    const { organizationId, id } = each
    await removeFilesBefore(app.storage, each)
    await removeFile(app.storage, each)
    await app.prisma.export.deleteMany({ where: { organizationId, id } })
  }
  return over.length
}

/** Removes what processes that were killed a day ago or earlier have left of any files. Returns the number of such files. */
export async function removeUnfinished({ storage }: Pick<App, 'storage'>): Promise<number> {
  // By the clock of the storage, not by that of a test.
  const time = new Date(Date.now() - DAY_MS)
  return (await removeTemporary(time)) + ((await storage?.removeUnfinished(time)) ?? 0)
}
