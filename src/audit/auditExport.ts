// The audit log as a file: NDJSON, or CSV for spreadsheets; oldest first.

import type { App } from '../app.ts'
import type { AuditEntry } from '../database/generated/client/client.ts'
import { type Cell, csvRow } from '../formats/csv.ts'

export type ExportFormat = 'ndjson' | 'csv'

const ENTRIES_PER_READ = 1_000

const COLUMNS = [
  'createdAt',
  'actorKind',
  'actorName',
  'actorId',
  'address',
  'requestId',
  'action',
  'subjectType',
  'subjectId',
  'before',
  'after',
] as const

/** The lines of an export: all present entries of an organization. */
export async function* exportAudit(app: App, organizationId: string, format: ExportFormat): AsyncGenerator<string> {
  if (format === 'csv') yield csvRow(COLUMNS)
  let last: string | undefined
  do {
    const entries: AuditEntry[] = await app.prisma.auditEntry.findMany({
      where: { organizationId, id: { gt: last } },
      orderBy: { id: 'asc' },
      take: ENTRIES_PER_READ,
    })
    yield entries
      .map((entry) => (format === 'csv' ? csvRow(cellsOf(entry)) : `${JSON.stringify(shown(entry))}\n`))
      .join('')
    last = entries.at(-1)?.id
  } while (last !== undefined)
}

function shown(entry: AuditEntry): Record<(typeof COLUMNS)[number], unknown> {
  const { organizationId: _organizationId, id: _id, createdAt, ...rest } = entry
  return { createdAt: createdAt.toISOString(), ...rest }
}

function cellsOf(entry: AuditEntry): Cell[] {
  const values = shown(entry)
  return COLUMNS.map((column) => {
    const value = values[column]
    return typeof value === 'object' && value !== null ? JSON.stringify(value) : (value as Cell)
  })
}
