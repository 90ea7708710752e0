// The tasks of all organizations, live.

import { IconSparkles } from '@tabler/icons-react'
import { NeedsScope } from '../operator/NeedsScope.tsx'
import { Notice } from '../parts/Notice.tsx'
import { Page } from '../parts/Page.tsx'
import { filterOf } from '../tasks/filter.ts'
import { NoMatch } from '../tasks/NoMatch.tsx'
import { useFilter } from '../tasks/useFilter.ts'
import { operator } from '../texts/operator.ts'
import { AllFilters } from './AllFilters.tsx'
import { AllTaskTable } from './AllTaskTable.tsx'
import { useAllTasks } from './useAllTasks.ts'

/** Days are those of who looks. */
const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone

export function Tasks() {
  const t = operator.allTasks
  return (
    <Page title={t.title} text={t.text}>
      <NeedsScope scopes={['READ']}>
        <AllFilters />
        <List />
      </NeedsScope>
    </Page>
  )
}

function List() {
  const t = operator.allTasks
  const { search, isAny } = useFilter()
  const rows = useAllTasks({ organizationId: search.get('organization'), filter: filterOf(search, ZONE) })
  const isEmpty = rows.isLoaded && rows.count === 0 && !rows.hasNext
  return (
    <section className="card" aria-label={t.title}>
      {isEmpty && isAny ? <NoMatch /> : null}
      {isEmpty && !isAny ? <Notice icon={IconSparkles} title={t.none} text={t.noneText} /> : null}
      {isEmpty ? null : <AllTaskTable rows={rows} />}
    </section>
  )
}
