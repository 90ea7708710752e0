// The secret that signs cookies and links: the settings', or one that is made once and kept in the database.

import { randomBytes } from 'node:crypto'
import type { PrismaClient } from '../database/generated/client/client.ts'

/** Of several processes that start together, one makes it. */
export async function keptSecret(prisma: PrismaClient): Promise<string> {
  const data = { id: 1, secret: randomBytes(32).toString('hex') }
  await prisma.authSecret.createMany({ data, skipDuplicates: true })
  return (await prisma.authSecret.findUniqueOrThrow({ where: { id: 1 } })).secret
}

/** The settings' secret or the kept one; and those before it, with which something may be sealed still. */
export async function secretsOf(
  prisma: PrismaClient,
  { secret, secretBefore }: { readonly secret?: string | null; readonly secretBefore?: string | null },
): Promise<{ secret: string; before: string[] }> {
  const before = secretBefore ? [secretBefore] : []
  if (!secret) return { secret: await keptSecret(prisma), before }
  const kept = await prisma.authSecret.findUnique({ where: { id: 1 } })
  return { secret, before: kept ? [...before, kept.secret] : before }
}
