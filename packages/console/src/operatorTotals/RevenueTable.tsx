// The revenue by month, the newest first, for each currency, with what its tasks have cost upstream.

import { Table, Text } from '@mantine/core'
import type { RevenueMonthsQuery } from '../generated/types.ts'
import { formatExactMoney, formatMoney, isNegative } from '../parts/format.ts'
import { TableFrame } from '../parts/TableFrame.tsx'
import { monthLabel } from '../parts/zone.ts'
import { operator } from '../texts/operator.ts'

export type RevenueMonth = RevenueMonthsQuery['revenueByMonth'][number]

export const REVENUE_COLUMNS = ['paid', 'recognized', 'breakage', 'reversed', 'closing', 'owed'] as const
/** What tasks have cost upstream: exact decimals. */
export const COST_COLUMNS = ['upstreamCost', 'margin'] as const

export function RevenueTable({ months }: { months: readonly RevenueMonth[] }) {
  const t = operator.totals
  if (months.length === 0)
    return (
      <Text size="sm" className="quiet" px="lg" pb="lg">
        {t.noRevenue}
      </Text>
    )
  return (
    <TableFrame>
      <Table miw={980}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t.month}</Table.Th>
            {[...REVENUE_COLUMNS, ...COST_COLUMNS].map((column) => (
              <Table.Th key={column} ta="right">
                {t.money[column]}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {[...months]
            .sort((a, b) => b.month.localeCompare(a.month) || a.currency.localeCompare(b.currency))
            .map((each) => (
              <Table.Tr key={`${each.month} ${each.currency}`}>
                <Table.Td>{monthLabel(each.month)}</Table.Td>
                {REVENUE_COLUMNS.map((column) => (
                  <Table.Td key={column} ta="right" className="number">
                    {formatMoney(each[column])}
                  </Table.Td>
                ))}
                {COST_COLUMNS.map((column) => (
                  <Table.Td key={column} ta="right" className={isNegative(each[column]) ? 'number bad' : 'number'}>
                    {formatExactMoney(each[column])}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
        </Table.Tbody>
      </Table>
    </TableFrame>
  )
}
