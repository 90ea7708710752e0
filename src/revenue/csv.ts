// Revenue by month as CSV: a line for each month, currency and organization.

import { csvRow } from '../formats/csv.ts'
import { encodeGlobalId } from '../graphql/ids.ts'
import type { RevenueMonth } from './report.ts'

const COLUMNS = [
  ...(['organizationId', 'month', 'currency', 'opening', 'paid', 'recognized', 'breakage', 'reversed'] as const),
  ...(['closing', 'owed'] as const),
]

/** The lines of the file, the first with the names of the columns. Money is in the smallest unit of the currency. */
export function* revenueCsv(months: readonly RevenueMonth[]): Generator<string> {
  yield csvRow(COLUMNS)
  for (const { organizationId, ...month } of months) {
    const shown = organizationId === null ? '' : encodeGlobalId('Organization', organizationId)
    const cells = { ...month, organizationId: shown }
    yield csvRow(COLUMNS.map((column) => cells[column]))
  }
}
