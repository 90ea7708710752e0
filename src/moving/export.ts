// Everything of one organization that can move to another Holdfast, as rows that an import reads. It is one snapshot.
//
// Credits that are frozen count as left: tasks and holds do not move. docs/moving.md says what else does, and what doesn't.

import type { App } from '../app.ts'
import { inSnapshotOf } from '../database/snapshot.ts'
import { type Cell, csvRow } from '../formats/csv.ts'
import type { ExportFormat } from '../organizations/auditExport.ts'
import { type Fields, rowsOfOrganization } from './exportRows.ts'
import { COLUMNS } from './rows.ts'

/** The lines of an export, some hundred at a time. */
export async function* exportOrganization(
  app: App,
  organizationId: string,
  format: ExportFormat,
): AsyncGenerator<string> {
  if (format === 'csv') yield csvRow(COLUMNS)
  const line = format === 'csv' ? (row: Fields) => csvRow(COLUMNS.map((column) => cellOf(row[column]))) : jsonOf
  const client = app.connect('holdfast export')
  for await (const rows of inSnapshotOf(client, () => rowsOfOrganization(client, organizationId))) {
    if (rows.length > 0) yield rows.map(line).join('')
  }
}

function cellOf(value: unknown): Cell {
  if (value === undefined || value === null) return null
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value) && typeof value[0] !== 'object') return value.join(' ')
  if (typeof value === 'object') return JSON.stringify(value)
  return typeof value === 'number' ? value : String(value)
}

function jsonOf(row: Fields): string {
  const said = Object.entries(row).filter(([, value]) => value !== null && value !== undefined)
  return `${JSON.stringify(Object.fromEntries(said))}\n`
}
