// The usage: credits by day and by who or what used them, against the period before; each leads to its tasks.

import { Button, Group, Skeleton } from '@mantine/core'
import { IconChartBar, IconDownload } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { CreditTypeChoice, useCreditType } from '../app/creditType.tsx'
import { useSession } from '../app/session.tsx'
import { useData } from '../data/useData.ts'
import { ExportButton } from '../exports/ExportButton.tsx'
import { UsageDays, UsageOf } from '../generated/usage.ts'
import { BarChart } from '../parts/BarChart.tsx'
import { Card } from '../parts/Card.tsx'
import { Fault } from '../parts/Fault.tsx'
import { formatChange, formatNumber } from '../parts/format.ts'
import { NoCredits } from '../parts/NoCredits.tsx'
import { Notice } from '../parts/Notice.tsx'
import { Page } from '../parts/Page.tsx'
import { PageSkeleton } from '../parts/PageSkeleton.tsx'
import { Stat } from '../parts/Stat.tsx'
import { usageColumns } from '../parts/usageColumns.ts'
import { dateOf } from '../parts/zone.ts'
import { texts } from '../texts/index.ts'
import { Choices } from './Choices.tsx'
import { Groups } from './Groups.tsx'
import { type DaysReport, type Dimension, isDimension, nameOf, type Report } from './groups.ts'
import { type Range, rangeOf } from './range.ts'
import { saveTable } from './saveTable.ts'
import './usage.css'

const NO_COLUMNS = { columns: [], series: [] }

export default function Usage() {
  const { data } = useSession()
  const { creditType } = useCreditType()
  const zone = data?.organization?.timeZone
  if (!zone) return <PageSkeleton />
  if (!creditType)
    return (
      <Page title={texts.usage.title}>
        <NoCredits />
      </Page>
    )
  return <Of zone={zone} />
}

function Of({ zone }: { readonly zone: string }) {
  const [search] = useSearchParams()
  const { creditType } = useCreditType()
  const range = rangeOf(search, zone)
  const asked = search.get('by')
  const by = isDimension(asked) ? asked : 'MEMBER'
  const { from, to } = range
  const isByType = by === 'CREDIT_TYPE'
  const read = useData(
    UsageOf,
    { from, to, dayBy: ['DAY', by], by: [by], creditType: isByType ? null : creditType },
    { on: ['credits', 'tasks'] },
  )
  // More members and days than a report has groups: then the chart has the days alone, as far as the report knows them all.
  const isCut = read.data?.byDay.isComplete === false
  const days = useData(UsageDays, isCut ? { from, to, creditType: isByType ? null : creditType } : null, {
    on: ['credits', 'tasks'],
  })
  return (
    <Page title={texts.usage.title} actions={<CreditTypeChoice />}>
      <Choices range={range} by={by} />
      {read.error && !read.data ? <Fault error={read.error} again={read.again} /> : null}
      {read.data ? (
        <div className="usage-parts" aria-busy={read.isLoading}>
          <Totals report={read.data.byGroup} />
          <Days report={isCut ? days.data?.byDay : read.data.byDay} by={isCut ? null : by} zone={zone} />
          <TableCard report={read.data.byGroup} by={by} range={range} />
        </div>
      ) : null}
      {!read.data && !read.error ? <PageSkeleton /> : null}
    </Page>
  )
}

function Totals({ report: { total, previousTotal } }: { readonly report: Report }) {
  const t = texts.usage
  const before = previousTotal?.used ?? 0
  return (
    <section className="card" aria-label={t.total} style={{ overflow: 'hidden' }}>
      <div className="stats">
        <Stat
          label={t.used}
          note={before > 0 ? t.change(formatChange(total.used / before - 1), formatNumber(before)) : t.nothingBefore}
        >
          {formatNumber(total.used)}
        </Stat>
        <Stat label={t.tasks} note={t.before(formatNumber(previousTotal?.tasks ?? 0))}>
          {formatNumber(total.tasks)}
        </Stat>
        <Stat label={t.failed}>{formatNumber(total.failed)}</Stat>
        <Stat label={t.refunded}>{formatNumber(total.refunded)}</Stat>
      </div>
    </section>
  )
}

interface DaysProps {
  /** Undefined: it is being read. */
  readonly report: DaysReport | undefined
  /** Null: all together. */
  readonly by: Dimension | null
  readonly zone: string
}

function Days({ report, by, zone }: DaysProps) {
  const navigate = useNavigate()
  const { columns, series } = useMemo(
    () => (report ? usageColumns(report, (group) => (by ? nameOf(group, by) : texts.usage.all)) : NO_COLUMNS),
    [report, by],
  )
  if (!report) return <Skeleton h={330} radius="lg" />
  return (
    <Card title={texts.usage.byDay}>
      {report.total.used > 0 ? (
        <BarChart
          label={texts.usage.byDay}
          columns={columns}
          series={series}
          height={260}
          onChoose={({ key }) => navigate(`../tasks?from=${dateOf(key, zone)}&to=${dateOf(key, zone)}`)}
        />
      ) : (
        <Notice icon={IconChartBar} title={texts.usage.empty} text={texts.usage.emptyText} />
      )}
      {by ? null : <p className="quiet small">{texts.usage.together}</p>}
    </Card>
  )
}

interface TableCardProps {
  readonly report: Report
  readonly by: Dimension
  readonly range: Range
}

function TableCard({ report, by, range }: TableCardProps) {
  if (report.groups.length === 0) return null
  return (
    <Card
      title={texts.usage.ranking(texts.usage.dimensions[by])}
      padded={false}
      actions={
        <Group gap="xs">
          <Button
            variant="default"
            size="xs"
            leftSection={<IconDownload size={15} aria-hidden />}
            onClick={() => saveTable(report, by, range)}
          >
            {texts.usage.save}
          </Button>
          <ExportButton kind="USAGE" from={range.from} until={range.to} />
        </Group>
      }
    >
      <Groups report={report} by={by} range={range} />
    </Card>
  )
}
