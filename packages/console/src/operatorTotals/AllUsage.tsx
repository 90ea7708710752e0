// The usage of all organizations: by day and model, and the organizations, models and operations that use most.

import type { AnswerOf } from '@holdfast/client'
import { Button, Group, SegmentedControl, Select, Skeleton, Table } from '@mantine/core'
import { IconChartBar, IconDownload } from '@tabler/icons-react'
import { useMemo } from 'react'
import { Link, useSearchParams } from 'react-router'
import { useData } from '../data/useData.ts'
import { PlanChoices } from '../generated/plans.ts'
import { Rules } from '../generated/prices.ts'
import { PlatformUsage } from '../generated/totals.ts'
import type { PlatformUsageDimension } from '../generated/types.ts'
import { BarChart } from '../parts/BarChart.tsx'
import { Card } from '../parts/Card.tsx'
import { Fault } from '../parts/Fault.tsx'
import { formatChange, formatNumber } from '../parts/format.ts'
import { Notice } from '../parts/Notice.tsx'
import { Stat } from '../parts/Stat.tsx'
import { saveCsv } from '../parts/saveCsv.ts'
import { TableFrame } from '../parts/TableFrame.tsx'
import { usageColumns } from '../parts/usageColumns.ts'
import { startOfDay } from '../parts/zone.ts'
import { operator } from '../texts/operator.ts'

const DAYS = [7, 28, 90, 365] as const
const BY = ['ORGANIZATION', 'MODEL', 'OPERATION'] as const satisfies readonly PlatformUsageDimension[]
const ZONE = 'UTC'
const SHOWN = 100

type By = (typeof BY)[number]
type Report = NonNullable<AnswerOf<typeof PlatformUsage>>
type UsageGroup = Report['groups'][number]

/** The credit types of the price book and the plans. */
function useCreditTypes() {
  const rules = useData(Rules, {})
  const plans = useData(PlanChoices, {})
  const creditTypes = useMemo(() => {
    if (!rules.data || !plans.data) return undefined
    const ofRules = rules.data.flatMap(({ parts }) => parts.map(({ creditType }) => creditType))
    const ofPlans = plans.data.flatMap(({ credits }) => credits.map(({ creditType }) => creditType))
    return [...new Set([...ofRules, ...ofPlans])].sort()
  }, [rules.data, plans.data])
  return { creditTypes, error: rules.error ?? plans.error, again: rules.again }
}

export function AllUsage() {
  const { creditTypes, error, again } = useCreditTypes()
  const [search] = useSearchParams()
  if (error && !creditTypes) return <Fault error={error} again={again} />
  if (!creditTypes) return <Skeleton h={420} radius="lg" />
  const asked = search.get('credits')
  const creditType = asked && creditTypes.includes(asked) ? asked : (creditTypes[0] ?? null)
  if (creditType === null)
    return <Notice icon={IconChartBar} title={operator.totals.noUsage} text={operator.totals.noTypes} />
  return <Of creditType={creditType} creditTypes={creditTypes} />
}

interface OfProps {
  readonly creditType: string
  readonly creditTypes: readonly string[]
}

function Of({ creditType, creditTypes }: OfProps) {
  const t = operator.totals
  const [search, setSearch] = useSearchParams()
  const days = DAYS.find((each) => String(each) === search.get('days')) ?? 28
  const by = BY.find((each) => each === search.get('by')) ?? 'ORGANIZATION'
  const range = { from: startOfDay(ZONE, days - 1), to: startOfDay(ZONE, -1), creditType }
  const byDay = useData(PlatformUsage, { ...range, by: ['DAY', 'MODEL'], compareToPrevious: false })
  const most = useData(PlatformUsage, { ...range, by: [by], compareToPrevious: true })
  const choose = (name: string) => (value: string | null) =>
    setSearch(
      (last) => {
        if (value) last.set(name, value)
        return last
      },
      { replace: true },
    )
  const error = byDay.error ?? most.error
  if (error && !(byDay.data && most.data)) return <Fault error={error} again={most.again} />
  return (
    <>
      <Group align="flex-end" gap="sm">
        <Select
          label={t.howLong}
          data={DAYS.map((each) => ({ value: String(each), label: t.days(each) }))}
          value={String(days)}
          onChange={choose('days')}
          allowDeselect={false}
          w={180}
        />
        {creditTypes.length > 1 ? (
          <Select
            label={operator.credits.columns.type}
            data={[...creditTypes]}
            value={creditType}
            onChange={choose('credits')}
            allowDeselect={false}
            searchable
            w={180}
          />
        ) : null}
      </Group>
      {most.data ? <Sums report={most.data} /> : <Skeleton h={96} radius="lg" />}
      {byDay.data ? <Days report={byDay.data} /> : <Skeleton h={340} radius="lg" />}
      {most.data ? <Most report={most.data} by={by} choose={choose('by')} /> : null}
    </>
  )
}

function Sums({ report: { total, previousTotal } }: { report: Report }) {
  const t = operator.totals
  const before = previousTotal?.used ?? 0
  return (
    <section className="card" aria-label={t.usage} style={{ overflow: 'hidden' }}>
      <div className="stats">
        <Stat label={t.used} note={before > 0 ? t.change(formatChange(total.used / before - 1)) : null}>
          {formatNumber(total.used)}
        </Stat>
        <Stat label={t.tasks}>{formatNumber(total.tasks)}</Stat>
        <Stat label={t.failed}>{formatNumber(total.failed)}</Stat>
        <Stat label={t.givenBack}>{formatNumber(total.refunded)}</Stat>
      </div>
    </section>
  )
}

function Days({ report }: { report: Report }) {
  const t = operator.totals
  const { columns, series } = useMemo(
    () => usageColumns(report, ({ model }) => model ?? operator.totals.without),
    [report],
  )
  return (
    <Card title={t.byDay}>
      {report.total.used > 0 ? (
        <BarChart label={t.byDay} columns={columns} series={series} height={260} />
      ) : (
        <Notice icon={IconChartBar} title={t.noUsage} />
      )}
      {report.isComplete ? null : <p className="quiet small">{t.incomplete}</p>}
    </Card>
  )
}

function nameOf({ organization, model, operation }: UsageGroup, by: By): string {
  const name = { ORGANIZATION: organization?.name, MODEL: model, OPERATION: operation }[by]
  return name ?? operator.totals.without
}

interface MostProps {
  readonly report: Report
  readonly by: By
  readonly choose: (by: string) => void
}

function Most({ report, by, choose }: MostProps) {
  const t = operator.totals
  const groups = [...report.groups].sort((a, b) => b.sums.used - a.sums.used)
  if (groups.length === 0) return null
  return (
    <Card
      title={t.most[by]}
      padded={false}
      actions={
        <Group gap="xs">
          <SegmentedControl
            size="xs"
            aria-label={t.by}
            data={BY.map((value) => ({ value, label: t.dimensions[value] }))}
            value={by}
            onChange={choose}
          />
          <Button
            size="xs"
            variant="default"
            leftSection={<IconDownload size={15} aria-hidden />}
            onClick={() => save(groups, by)}
          >
            {t.save}
          </Button>
        </Group>
      }
    >
      <TableFrame>
        <Table miw={640}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t.dimensions[by]}</Table.Th>
              <Table.Th ta="right">{t.used}</Table.Th>
              <Table.Th ta="right">{t.against}</Table.Th>
              <Table.Th ta="right">{t.tasks}</Table.Th>
              <Table.Th ta="right">{t.failed}</Table.Th>
              <Table.Th ta="right">{t.givenBack}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {groups.slice(0, SHOWN).map((group) => (
              <GroupRow key={group.organization?.id ?? nameOf(group, by)} group={group} by={by} />
            ))}
          </Table.Tbody>
        </Table>
      </TableFrame>
    </Card>
  )
}

function GroupRow({ group, by }: { group: UsageGroup; by: By }) {
  const { sums, previous, organization } = group
  const before = previous?.used ?? 0
  return (
    <Table.Tr>
      <Table.Td>
        {by === 'ORGANIZATION' && organization ? (
          <Link className="link" to={`/organizations/${organization.id}`}>
            {organization.name}
          </Link>
        ) : (
          nameOf(group, by)
        )}
      </Table.Td>
      <Table.Td ta="right" className="number" fw={600}>
        {formatNumber(sums.used)}
      </Table.Td>
      <Table.Td ta="right" className="number quiet">
        {before > 0 ? formatChange(sums.used / before - 1) : operator.totals.isNew}
      </Table.Td>
      {(['tasks', 'failed', 'refunded'] as const).map((name) => (
        <Table.Td key={name} ta="right" className="number">
          {formatNumber(sums[name])}
        </Table.Td>
      ))}
    </Table.Tr>
  )
}

function save(groups: readonly UsageGroup[], by: By): void {
  const t = operator.totals
  saveCsv(t.usageFile, [
    [t.dimensions[by], t.used, t.usedBefore, t.tasks, t.failed, t.givenBack],
    ...groups.map((group) => {
      const { used, tasks, failed, refunded } = group.sums
      return [nameOf(group, by), used, group.previous?.used ?? 0, tasks, failed, refunded]
    }),
  ])
}
