// Seals what is kept with the present AUTH_SECRET when a process starts: the secrets of webhooks and the links of mails that wait, which
// were sealed with the AUTH_SECRET before, or are in plain text, and second factors, which better-auth encrypts.

import { hash } from 'node:crypto'
import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto'
import type { PrismaClient } from '../database/generated/client/client.ts'
import { EXIT, Failure } from '../failure.ts'
import type { Vault } from './vault.ts'

const TABLES = [
  { table: 'webhook_endpoint', key: ['organization_id', 'id'], columns: ['secret', 'old_secret'] },
  { table: 'task_webhook_secret', key: ['organization_id'], columns: ['secret', 'old_secret'] },
  { table: 'organization_issuer', key: ['organization_id'], columns: ['secret'] },
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
    throw otherSecret('the secrets of webhooks and the links of mails', cause)
  }
}

function otherSecret(what: string, cause: unknown): Failure {
  const message = `AUTH_SECRET is not the one that ${what} are sealed with. Set AUTH_SECRET_BEFORE to that one as well; after this start it can go`
  return new Failure(EXIT.USAGE, message, { cause })
}

/** A secret that better-auth encrypts with. Its version is the beginning of everything that is encrypted with it. */
interface AuthKey {
  readonly version: number
  readonly value: string
}

/** The present secret as better-auth takes it, and those before. Better-auth encrypts with the first. */
export function keysOf(secret: string, before: readonly string[]): AuthKey[] {
  return [...new Set([secret, ...before])].map((value) => ({ version: versionOf(value), value }))
}

/** A number that tells secrets apart, and reveals none. */
function versionOf(secret: string): number {
  return Number.parseInt(hash('sha256', `holdfast: version of ${secret}`, 'hex').slice(0, 8), 16)
}

/** Encrypts second factors again that were encrypted with an earlier secret. */
export async function sealSecondFactors(
  prisma: PrismaClient,
  secret: string,
  before: readonly string[],
): Promise<void> {
  const currentVersion = versionOf(secret)
  const key = { keys: new Map(keysOf(secret, before).map(({ version, value }) => [version, value])), currentVersion }
  const isSealed = { startsWith: `$ba$${currentVersion}$` }
  const rows = await prisma.twoFactor.findMany({ where: { NOT: { secret: isSealed, backupCodes: isSealed } } })
  for (const { id, ...stored } of rows) {
    const again = async (data: string) =>
      symmetricEncrypt({
        key,
        data: await symmetricDecrypt({ key, data }).catch((cause) => {
          throw otherSecret('second factors', cause)
        }),
      })
    const data = { secret: await again(stored.secret), backupCodes: await again(stored.backupCodes) }
    // One that was replaced meanwhile stays.
    await prisma.twoFactor.updateMany({ where: { id, secret: stored.secret, backupCodes: stored.backupCodes }, data })
  }
}
