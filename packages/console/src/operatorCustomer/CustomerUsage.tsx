// What a customer has used and brought in, month by month.

import { Skeleton, Text } from '@mantine/core'
import { useMemo } from 'react'
import { useData } from '../data/useData.ts'
import { CustomerMonths } from '../generated/customer.ts'
import { RevenueMonths } from '../generated/totals.ts'
import { lastMonths, monthAfter } from '../operator/months.ts'
import { RevenueTable } from '../operatorTotals/RevenueTable.tsx'
import { BarChart } from '../parts/BarChart.tsx'
import { Card } from '../parts/Card.tsx'
import { Fault } from '../parts/Fault.tsx'
import { dateOf, monthLabel, startOfDate } from '../parts/zone.ts'
import { operator } from '../texts/operator.ts'
import type { CustomerData } from './customer.ts'

const MONTHS = 12

export function CustomerUsage({ customer }: { customer: CustomerData }) {
  const { id, timeZone } = customer
  const months = useMemo(() => lastMonths(MONTHS, timeZone), [timeZone])
  return (
    <>
      <UsageByMonth id={id} timeZone={timeZone} months={months} />
      <RevenueByMonth id={id} months={months} />
    </>
  )
}

interface MonthsProps {
  readonly id: string
  readonly months: readonly string[]
}

function UsageByMonth({ id, months, timeZone }: MonthsProps & { timeZone: string }) {
  const t = operator.totals
  const [first = '', last = ''] = [months[0], months.at(-1)]
  const range = { from: startOfDate(`${first}-01`, timeZone), to: startOfDate(`${monthAfter(last)}-01`, timeZone) }
  const { data, error, again } = useData(CustomerMonths, { id, ...range }, { on: ['credits'] })
  if (error && !data) return <Fault error={error} again={again} />
  if (!data) return <Skeleton h={340} radius="lg" />
  const { groups } = data.usage
  const series = [...new Set(groups.map(({ creditType }) => creditType ?? ''))].sort()
  const columns = months.map((month) => {
    const ofMonth = groups.filter(({ from }) => from && dateOf(from, timeZone).startsWith(month))
    const values = Object.fromEntries(ofMonth.map(({ creditType, sums }) => [creditType ?? '', sums.used]))
    return { key: month, label: monthLabel(month).slice(0, 3), title: monthLabel(month), values }
  })
  return (
    <Card title={t.usageByMonth}>
      {groups.length > 0 ? (
        <BarChart label={t.usageByMonth} columns={columns} series={series} />
      ) : (
        <Text size="sm" className="quiet">
          {t.noUsage}
        </Text>
      )}
    </Card>
  )
}

function RevenueByMonth({ id, months }: MonthsProps) {
  const t = operator.totals
  const range = { from: months[0] ?? '', to: months.at(-1) ?? '' }
  const { data, error, again } = useData(
    RevenueMonths,
    { organizationId: id, ...range },
    { on: ['payments', 'credits'] },
  )
  if (error && !data) return <Fault error={error} again={again} />
  return (
    <Card title={t.revenueByMonth} padded={false}>
      {data ? <RevenueTable months={data} /> : <Skeleton h={240} />}
    </Card>
  )
}
