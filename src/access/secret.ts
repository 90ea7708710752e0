// The secret that signs cookies and links: from the settings, or created once and stored in the database.

import { randomBytes } from 'node:crypto'
import type { PrismaClient } from '../database/generated/client/client.ts'

/** The stored secret. Of several processes that start together, one creates it. */
export async function keptSecret(prisma: PrismaClient): Promise<string> {
  const data = { id: 1, secret: randomBytes(32).toString('hex') }
  await prisma.authSecret.createMany({ data, skipDuplicates: true })
  return (await prisma.authSecret.findUniqueOrThrow({ where: { id: 1 } })).secret
}

/** The secret of the settings, or the stored one; and earlier ones, with which something may still be sealed. */
export async function secretsOf(
  prisma: PrismaClient,
  { secret, secretBefore }: { readonly secret?: string | null; readonly secretBefore?: string | null },
): Promise<{ secret: string; before: string[] }> {
  const before = secretBefore ? [secretBefore] : []
  if (!secret) return { secret: await keptSecret(prisma), before }
  const kept = await prisma.authSecret.findUnique({ where: { id: 1 } })
  return { secret, before: kept ? [...before, kept.secret] : before }
}
