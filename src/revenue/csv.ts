// Revenue by month as CSV: a line for each month, currency and organization.

import { csvRow, Decimal } from '../formats/csv.ts'
import { encodeGlobalId } from '../graphql/ids.ts'
import { decimalOfMillionths } from '../ledger/exactMoney.ts'
import type { RevenueMonth } from './report.ts'

const COLUMNS = [
  ...(['organizationId', 'month', 'currency', 'opening', 'paid', 'recognized', 'breakage', 'reversed'] as const),
  ...(['closing', 'owed', 'upstreamCost', 'margin'] as const),
]

/**
 * The lines of the file, the first with the names of the columns. Money is in the smallest unit of the currency; `upstreamCost` and
 * `margin` are decimals of its major unit.
 */
export function* revenueCsv(months: readonly RevenueMonth[]): Generator<string> {
  yield csvRow(COLUMNS)
  for (const { organizationId, ...month } of months) {
    const shown = organizationId === null ? '' : encodeGlobalId('Organization', organizationId)
    const { upstreamCost, margin } = month
    const decimal = (millionths: bigint) => new Decimal(decimalOfMillionths(millionths))
    const exact = { upstreamCost: decimal(upstreamCost), margin: decimal(margin) }
    const cells = { ...month, ...exact, organizationId: shown }
    yield csvRow(COLUMNS.map((column) => cells[column]))
  }
}
