// Seals the secrets of webhooks with the present AUTH_SECRET when a process starts: secrets in plain text, and those that were sealed
// with the AUTH_SECRET before.

import type { App } from '../app.ts'
import { EXIT, Failure } from '../failure.ts'

const TABLES = [
  { table: 'webhook_endpoint', key: ['organization_id', 'id'] },
  { table: 'task_webhook_secret', key: ['organization_id'] },
] as const

interface Row {
  readonly organization_id: string
  readonly id?: string
  readonly secret: string
  readonly old_secret: string | null
}

export async function sealSecrets({ prisma, vault }: Pick<App, 'prisma' | 'vault'>): Promise<void> {
  const { prefix, open, seal } = vault
  const again = (sealed: string, organizationId: string) => {
    try {
      return seal(open(sealed, organizationId), organizationId)
    } catch (cause) {
      const message =
        'AUTH_SECRET is not the one that the secrets of webhooks are sealed with. Set AUTH_SECRET_BEFORE to that one as well; after this start it can go'
      throw new Failure(EXIT.USAGE, message, { cause })
    }
  }
  for (const { table, key } of TABLES) {
    const rows = await prisma.$queryRawUnsafe<Row[]>(
      `SELECT ${key.map((column) => `${column}::text`).join(', ')}, secret, old_secret FROM ${table}
       WHERE NOT starts_with(secret, $1) OR NOT starts_with(old_secret, $1)`,
      prefix,
    )
    for (const { organization_id, id, secret, old_secret } of rows) {
      // A secret that was replaced meanwhile stays.
      await prisma.$executeRawUnsafe(
        `UPDATE ${table} SET secret = $1, old_secret = $2
         WHERE organization_id = $3::uuid AND secret = $4 ${id ? 'AND id = $5::uuid' : ''}`,
        again(secret, organization_id),
        old_secret && again(old_secret, organization_id),
        ...[organization_id, secret, ...(id ? [id] : [])],
      )
    }
  }
}
