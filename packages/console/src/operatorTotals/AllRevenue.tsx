// The revenue of all organizations by month, also as a CSV file.

import { Button, Select, Skeleton } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useData } from '../data/useData.ts'
import { RevenueMonths } from '../generated/totals.ts'
import { lastMonths } from '../operator/months.ts'
import { Card } from '../parts/Card.tsx'
import { Fault } from '../parts/Fault.tsx'
import { saveCsv } from '../parts/saveCsv.ts'
import { operator } from '../texts/operator.ts'
import { COST_COLUMNS, REVENUE_COLUMNS, type RevenueMonth, RevenueTable } from './RevenueTable.tsx'

const CHOICES = [6, 12, 24, 60]

export function AllRevenue() {
  const t = operator.totals
  const [count, setCount] = useState(12)
  const months = useMemo(() => lastMonths(count, 'UTC'), [count])
  const range = { from: months[0] ?? '', to: months.at(-1) ?? '' }
  const { data, error, again } = useData(RevenueMonths, { organizationId: null, ...range }, { on: ['payments'] })
  return (
    <>
      <Select
        label={t.howLong}
        data={CHOICES.map((each) => ({ value: String(each), label: t.months(each) }))}
        value={String(count)}
        onChange={(value) => value && setCount(Number(value))}
        allowDeselect={false}
        maw={220}
      />
      {error && !data ? <Fault error={error} again={again} /> : null}
      {data ? (
        <Card
          title={t.revenueByMonth}
          padded={false}
          actions={
            data.length > 0 ? (
              <Button
                size="xs"
                variant="default"
                leftSection={<IconDownload size={15} aria-hidden />}
                onClick={() => save(data)}
              >
                {t.save}
              </Button>
            ) : null
          }
        >
          <RevenueTable months={data} />
        </Card>
      ) : null}
      {data || error ? null : <Skeleton h={320} radius="lg" />}
    </>
  )
}

/** Money as the API has it, so that no digit is lost: in the smallest unit, and costs as exact decimals. */
function save(months: readonly RevenueMonth[]): void {
  const t = operator.totals
  saveCsv(t.revenueFile, [
    [
      ...[t.month, t.currency, ...REVENUE_COLUMNS.map((column) => t.minor(t.money[column]))],
      ...COST_COLUMNS.map((column) => t.money[column]),
    ],
    ...months.map((each) => [
      ...[each.month, each.currency, ...REVENUE_COLUMNS.map((column) => each[column].amount)],
      ...COST_COLUMNS.map((column) => each[column].amount),
    ]),
  ])
}
