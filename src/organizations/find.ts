// The row of an organization, which nearly every query reads first.

import type { App } from '../app.ts'
import { type Organization, Prisma } from '../database/generated/client/client.ts'
import { readTogether } from '../database/together.ts'
import { snakeCase } from '../formats/snakeCase.ts'

const COLUMNS = Object.keys(Prisma.OrganizationScalarFieldEnum).map((name) => `o.${snakeCase(name)} AS "${name}"`)
const ORGANIZATIONS = `SELECT ${COLUMNS.join(', ')} FROM organization o WHERE o.id = ANY ($1::uuid[])`

/** An organization by its id, which must be a UUID; null if it does not exist. Reads at the same time share a statement. */
export const findOrganization = readTogether<App, string, Organization | null>(async ({ prisma }, ids) => {
  const rows = await prisma.$queryRawUnsafe<Organization[]>(ORGANIZATIONS, [...new Set(ids)])
  const organizations = new Map(rows.map((row) => [row.id, row]))
  return ids.map((id) => organizations.get(id) ?? null)
})
