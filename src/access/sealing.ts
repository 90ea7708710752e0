// Seals what is kept with the present AUTH_SECRET when a process starts: the secrets of webhooks and the links of mails that wait, which
// were sealed with the AUTH_SECRET before, or are in plain text.

import type { PrismaClient } from '../database/generated/client/client.ts'
import { EXIT, Failure } from '../failure.ts'
import type { Vault } from './vault.ts'

const TABLES = [
  { table: 'webhook_endpoint', key: ['organization_id', 'id'], columns: ['secret', 'old_secret'] },
  { table: 'task_webhook_secret', key: ['organization_id'], columns: ['secret', 'old_secret'] },
  // Served by mail_sealed: a mail that has ended has no secret.
  { table: 'mail', key: ['organization_id', 'id'], columns: ['secret'] },
] as const

type Row = Readonly<Record<string, string | null>> & { readonly organization_id: string; readonly secret: string }

interface Parts {
  readonly prisma: PrismaClient
  readonly vault: Vault
}

export async function sealSecrets({ prisma, vault }: Parts): Promise<void> {
  for (const { table, key, columns } of TABLES) {
    const rows = await prisma.$queryRawUnsafe<Row[]>(
      `SELECT ${key.map((column) => `${column}::text`).join(', ')}, ${columns.join(', ')} FROM ${table}
       WHERE secret IS NOT NULL AND (${columns.map((column) => `NOT starts_with(${column}, $1)`).join(' OR ')})`,
      vault.prefix,
    )
    for (const row of rows) {
      const sealed = columns.map((column) => sealAgain(vault, row[column] ?? null, row.organization_id))
      const named = key.map((column) => row[column])
      const place = (column: string, i: number) => `${column} = $${i + 1}`
      const where = key.map((column, i) => `${column} = $${columns.length + i + 1}::uuid`).join(' AND ')
      // A secret that was replaced meanwhile stays.
      await prisma.$executeRawUnsafe(
        `UPDATE ${table} SET ${columns.map(place).join(', ')} WHERE ${where} AND secret = $${columns.length + key.length + 1}`,
        ...[...sealed, ...named, row.secret],
      )
    }
  }
}

function sealAgain({ open, seal }: Vault, sealed: string | null, organizationId: string): string | null {
  if (sealed === null) return null
  try {
    return seal(open(sealed, organizationId), organizationId)
  } catch (cause) {
    const message =
      'AUTH_SECRET is not the one that the secrets of webhooks and the links of mails are sealed with. Set AUTH_SECRET_BEFORE to that one as well; after this start it can go'
    throw new Failure(EXIT.USAGE, message, { cause })
  }
}
