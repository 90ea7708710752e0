// The tasks of the organization, and those that wait for approval.

import { Badge, Button, Tabs } from '@mantine/core'
import { IconPlus, IconSparkles, IconTableImport } from '@tabler/icons-react'
import { Link, useSearchParams } from 'react-router'
import { useMay } from '../app/may.ts'
import { useSession } from '../app/session.tsx'
import { useData } from '../data/useData.ts'
import { ExportButton } from '../exports/ExportButton.tsx'
import { WaitingTasks } from '../generated/tasks.ts'
import { Fault } from '../parts/Fault.tsx'
import { Notice } from '../parts/Notice.tsx'
import { Page } from '../parts/Page.tsx'
import { PageSkeleton } from '../parts/PageSkeleton.tsx'
import { texts } from '../texts/index.ts'
import { Approvals } from './Approvals.tsx'
import { Filters } from './Filters.tsx'
import { filterOf } from './filter.ts'
import { NoMatch } from './NoMatch.tsx'
import { TaskTable } from './TaskTable.tsx'
import { useFilter } from './useFilter.ts'
import { useTaskRows } from './useTaskRows.ts'

export function List() {
  const { data } = useSession()
  const may = useMay()
  const zone = data?.organization?.timeZone
  if (!zone) return <PageSkeleton />
  return (
    <Page title={texts.tasks.title} actions={<Actions zone={zone} />}>
      {may('approveTasks') ? <Both zone={zone} /> : <All zone={zone} />}
    </Page>
  )
}

function Actions({ zone }: { readonly zone: string }) {
  const may = useMay()
  const [search] = useSearchParams()
  const { submittedFrom, submittedUntil } = filterOf(search, zone)
  const exporting = <ExportButton kind="TASKS" from={submittedFrom ?? null} until={submittedUntil ?? null} size="sm" />
  if (!may('submitTasks')) return exporting
  return (
    <>
      {exporting}
      <Button component={Link} to="import" variant="default" leftSection={<IconTableImport size={16} aria-hidden />}>
        {texts.tasks.submitMany}
      </Button>
      <Button component={Link} to="new" leftSection={<IconPlus size={16} aria-hidden />}>
        {texts.tasks.submit}
      </Button>
    </>
  )
}

function Both({ zone }: { readonly zone: string }) {
  const [search, setSearch] = useSearchParams()
  const waiting = useData(WaitingTasks, {}, { on: ['tasks'] })
  const nodes = (waiting.data?.tasks.edges ?? []).flatMap(({ node }) => node ?? [])
  const isMore = waiting.data?.tasks.pageInfo.hasNextPage ?? false
  const tab = search.get('tab') === 'approval' ? 'approval' : 'all'
  return (
    <Tabs value={tab} onChange={(to) => setSearch(to === 'approval' ? { tab: to } : {})} keepMounted={false}>
      <Tabs.List mb="lg">
        <Tabs.Tab value="all">{texts.tasks.tabs.all}</Tabs.Tab>
        <Tabs.Tab
          value="approval"
          rightSection={
            nodes.length > 0 ? (
              <Badge size="sm" circle={nodes.length < 10} variant="filled">
                {isMore ? texts.tasks.approvals.many(nodes.length) : nodes.length}
              </Badge>
            ) : null
          }
        >
          {texts.tasks.tabs.approval}
        </Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="all">
        <All zone={zone} />
      </Tabs.Panel>
      <Tabs.Panel value="approval">
        {waiting.error && !waiting.data ? (
          <Fault error={waiting.error} again={waiting.again} />
        ) : (
          <Approvals waiting={nodes} isMore={isMore} isLoading={!waiting.data} />
        )}
      </Tabs.Panel>
    </Tabs>
  )
}

function All({ zone }: { readonly zone: string }) {
  const { search, isAny } = useFilter()
  const rows = useTaskRows(filterOf(search, zone))
  const isEmpty = rows.isLoaded && rows.count === 0 && !rows.hasNext
  return (
    <>
      <Filters />
      <section className="card" aria-label={texts.tasks.title} style={{ marginTop: 'var(--mantine-spacing-md)' }}>
        {isEmpty && isAny ? <NoMatch /> : null}
        {isEmpty && !isAny ? (
          <Notice icon={IconSparkles} title={texts.tasks.empty} text={texts.tasks.emptyText} />
        ) : null}
        {isEmpty ? null : <TaskTable rows={rows} />}
      </section>
    </>
  )
}
