// The overview: what there is, what moves, what comes and what ends.

import { Anchor, Button, Group, SimpleGrid } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useMemo } from 'react'
import { Link } from 'react-router'
import { CreditTypeChoice, useCreditType } from '../app/creditType.tsx'
import { useMay } from '../app/may.ts'
import { useSession } from '../app/session.tsx'
import { useData } from '../data/useData.ts'
import { Outlook, Overview as Read } from '../generated/overview.ts'
import { BarChart } from '../parts/BarChart.tsx'
import { Card } from '../parts/Card.tsx'
import { Fault } from '../parts/Fault.tsx'
import { formatChange, formatNumber } from '../parts/format.ts'
import { NoCredits } from '../parts/NoCredits.tsx'
import { Page } from '../parts/Page.tsx'
import { PageSkeleton } from '../parts/PageSkeleton.tsx'
import { usageColumns } from '../parts/usageColumns.ts'
import { startOfDay } from '../parts/zone.ts'
import { texts } from '../texts/index.ts'
import { Alerts } from './Alerts.tsx'
import { Balance } from './Balance.tsx'
import { Expiring } from './Expiring.tsx'
import { LatestTasks } from './LatestTasks.tsx'
import { PlanCard } from './PlanCard.tsx'
import type { OverviewData } from './types.ts'

const DAYS = 28

export default function Overview() {
  const { data: session } = useSession()
  const { creditType } = useCreditType()
  const zone = session?.organization?.timeZone
  const range = useMemo(
    () => (zone ? { usageFrom: startOfDay(zone, DAYS - 1), to: startOfDay(zone, -1) } : null),
    [zone],
  )
  const read = useData(Read, creditType && range ? { ...range, creditType } : null, {
    on: ['credits', 'tasks', 'alerts'],
  })
  // A forecast plays weeks forward: it is not made again for each task.
  const forecast = useData(Outlook, creditType ? { creditType } : null).data?.forecast
  if (session?.organization && !creditType)
    return (
      <Page title={texts.overview.title}>
        <NoCredits>
          <Group gap="xs" mt="xs">
            <Actions />
          </Group>
        </NoCredits>
      </Page>
    )
  if (read.error && !read.data)
    return (
      <Page title={texts.overview.title}>
        <Fault error={read.error} again={read.again} />
      </Page>
    )
  if (!read.data) return <PageSkeleton />
  return (
    <Page title={texts.overview.title} actions={<Actions />}>
      {read.data.wallet ? (
        <>
          <Balance
            wallet={read.data.wallet}
            held={read.data.heldByMembers.find((each) => each.creditType === read.data?.wallet?.creditType)}
            forecast={forecast}
          />
          <div className="grid">
            <div className="two-thirds column">
              <UsageCard organization={read.data} />
              <LatestTasks organization={read.data} />
            </div>
            <div className="third column">
              <PlanCard organization={read.data} />
              <Expiring wallet={read.data.wallet} forecast={forecast} zone={read.data.timeZone} />
              <Alerts organization={read.data} />
            </div>
          </div>
        </>
      ) : (
        <NoCredits />
      )}
    </Page>
  )
}

function Actions() {
  const may = useMay()
  return (
    <>
      <CreditTypeChoice />
      {may('purchase') ? (
        <Button component={Link} to="../credits/top-up" variant="default">
          {texts.overview.topUp}
        </Button>
      ) : null}
      {may('submitTasks') ? (
        <Button component={Link} to="../tasks/new" leftSection={<IconPlus size={16} aria-hidden />}>
          {texts.overview.submit}
        </Button>
      ) : null}
    </>
  )
}

function UsageCard({ organization: { usage } }: { organization: OverviewData }) {
  const { columns, series } = useMemo(() => usageColumns(usage, ({ model }) => model ?? ''), [usage])
  const before = usage.previousTotal?.used ?? 0
  return (
    <Card
      title={texts.overview.usage}
      actions={
        <Anchor component={Link} to="../usage" size="sm">
          {texts.overview.toUsage}
        </Anchor>
      }
    >
      <SimpleGrid cols={1} spacing={4} mb="sm">
        <div className="stat-number">{formatNumber(usage.total.used)}</div>
        <div className="quiet small">
          {texts.overview.usedLast}
          {before > 0 ? ` · ${formatChange(usage.total.used / before - 1)} ${texts.overview.versus}` : ''}
        </div>
      </SimpleGrid>
      {usage.total.used > 0 ? (
        <BarChart label={texts.overview.usage} columns={columns} series={series} height={230} />
      ) : (
        <div className="quiet small">{texts.overview.noUsage}</div>
      )}
    </Card>
  )
}
