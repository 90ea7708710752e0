// Inserts many rows in one statement, which travel as one JSON text. Prisma's createMany compiles its statement again for each number
// of rows: for hundreds of rows, that costs more than all the rest.

import { snakeCase } from '../formats/snakeCase.ts'
import type { Prisma } from './generated/client/client.ts'

type WithJson<Row, Property extends string> = Omit<Row, Property> & Readonly<Record<Property, object | null>>

/** The rows of each table that are inserted by the hundred. */
interface Rows {
  readonly organization: Prisma.OrganizationUncheckedCreateInput
  readonly member: Prisma.MemberUncheckedCreateInput
  readonly label: WithJson<Prisma.LabelUncheckedCreateInput, 'metadata'>
  readonly audit_entry: WithJson<Prisma.AuditEntryUncheckedCreateInput, 'before' | 'after'>
  readonly feed_outbox: WithJson<Prisma.FeedOutboxUncheckedCreateInput, 'act' | 'by'>
}

/**
 * Inserts rows, which all have the same properties. The columns of others get their default. Returns the number of rows that were
 * inserted: with `skipDuplicates`, those that no unique index refuses.
 */
export async function insertRows<Table extends keyof Rows>(
  transaction: Pick<Prisma.TransactionClient, '$executeRawUnsafe'>,
  table: Table,
  rows: readonly Rows[Table][],
  { skipDuplicates = false } = {},
): Promise<number> {
  const [first] = rows
  if (!first) return 0
  const columns = Object.keys(first).map(snakeCase).join()
  return transaction.$executeRawUnsafe(
    `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::${table}, $1::json)
     ${skipDuplicates ? 'ON CONFLICT DO NOTHING' : ''}`,
    JSON.stringify(rows.map(columnsOf)),
  )
}

function columnsOf(row: object): object {
  return Object.fromEntries(
    Object.entries(row).map(([property, value]) => [
      snakeCase(property),
      typeof value === 'bigint' ? String(value) : value,
    ]),
  )
}
