// The people of the organization, with what they have, may use and have used; and those who are invited.

import { Button, Group, Skeleton, Text, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch, IconUserPlus } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useSearchParams } from 'react-router'
import { useCreditType } from '../app/creditType.tsx'
import { useMay } from '../app/may.ts'
import { useSession } from '../app/session.tsx'
import { useData } from '../data/useData.ts'
import { Members } from '../generated/members.ts'
import { CursorPages, useCursor } from '../parts/CursorPages.tsx'
import { Fault } from '../parts/Fault.tsx'
import { formatNumber } from '../parts/format.ts'
import { Notice } from '../parts/Notice.tsx'
import { startOfDay, startOfMonth } from '../parts/zone.ts'
import { texts } from '../texts/index.ts'
import { monthlyLimits, useBudgets } from './budgetFacts.ts'
import { InviteDialog } from './InviteDialog.tsx'
import { InvitedPeople } from './InvitedPeople.tsx'
import { PeopleTable } from './PeopleTable.tsx'
import { type Doing, PersonDialogs } from './PersonDialogs.tsx'
import type { MemberRow } from './types.ts'

const PAGE = 50
const NO_USAGE = { isComplete: true, groups: [] }

/** The members of the page that the address names. */
function usePeople() {
  const { data: session } = useSession()
  const { creditType } = useCreditType()
  const [search] = useSearchParams()
  const cursor = useCursor(PAGE)
  const zone = session?.organization?.timeZone
  const month = useMemo(() => (zone ? { monthStart: startOfMonth(zone), to: startOfDay(zone, -1) } : null), [zone])
  const name = search.get('name') ?? ''
  const variables = month && {
    ...cursor,
    ...month,
    creditType,
    hasCredits: creditType !== null,
    filter: name ? { name } : {},
  }
  const read = useData(Members, variables, { on: ['credits', 'tasks'] })
  const budgets = useBudgets()
  return { read, budgets, creditType, isSearch: name !== '' }
}

export function People() {
  const may = useMay()
  const { read, budgets, creditType, isSearch } = usePeople()
  const [chosen, setChosen] = useState<ReadonlyMap<string, MemberRow>>(new Map())
  const [doing, setDoing] = useState<Doing | null>(null)
  const [isInviting, setInviting] = useState(false)
  if (read.error && !read.data) return <Fault error={read.error} again={read.again} />
  const rows = read.data?.members.edges.flatMap(({ node }) => (node ? [node] : []))
  const limits = monthlyLimits(budgets.items ?? [], creditType)
  const clear = () => setChosen(new Map())
  return (
    <>
      <Group justify="space-between" gap="sm">
        <SearchByName />
        <Group gap="xs">
          {may('transferCredits') && creditType ? (
            <Button variant="default" onClick={() => setDoing({ what: 'give', members: [...chosen.values()] })}>
              {texts.members.give}
            </Button>
          ) : null}
          {may('manageMembers') ? (
            <Button leftSection={<IconUserPlus size={16} aria-hidden />} onClick={() => setInviting(true)}>
              {texts.members.invite}
            </Button>
          ) : null}
        </Group>
      </Group>
      {chosen.size > 0 ? (
        <Chosen members={[...chosen.values()]} start={setDoing} clear={clear} />
      ) : (
        <Text size="sm" className="quiet">
          {read.data?.membersUsePool === false ? texts.members.poolDoesNotPay : texts.members.poolPays}
        </Text>
      )}
      <section className="card" aria-label={texts.members.people}>
        {!rows ? (
          <Skeleton h={400} radius="lg" />
        ) : rows.length === 0 && isSearch ? (
          <Notice icon={IconSearch} title={texts.members.none} text={texts.members.noneText} />
        ) : (
          <PeopleTable {...{ rows, chosen, setChosen, limits, start: setDoing }} usage={read.data?.usage ?? NO_USAGE} />
        )}
        {read.data ? <CursorPages pageInfo={read.data.members.pageInfo} /> : null}
      </section>
      {may('manageMembers') ? <InvitedPeople /> : null}
      {isInviting ? <InviteDialog onClose={() => setInviting(false)} /> : null}
      {doing ? <PersonDialogs doing={doing} limits={limits} onClose={() => setDoing(null)} onDone={clear} /> : null}
    </>
  )
}

/** What can be done with all who are chosen. */
function Chosen({
  members,
  start,
  clear,
}: {
  members: readonly MemberRow[]
  start: (doing: Doing) => void
  clear: () => void
}) {
  return (
    <Group gap="sm" className="chosen" role="status">
      <Text size="sm" fw={600} className="number">
        {texts.members.selected(formatNumber(members.length))}
      </Text>
      <Button size="xs" onClick={() => start({ what: 'give', members })}>
        {texts.members.give}
      </Button>
      <Button size="xs" variant="default" onClick={() => start({ what: 'takeBack', members })}>
        {texts.members.takeBack}
      </Button>
      <Button size="xs" variant="subtle" onClick={clear}>
        {texts.members.clear}
      </Button>
    </Group>
  )
}

const TYPING_MS = 250

function SearchByName() {
  const [search, setSearch] = useSearchParams()
  const find = useDebouncedCallback((name: string) => {
    setSearch(
      (last) => {
        for (const key of ['after', 'before', 'name']) last.delete(key)
        if (name) last.set('name', name)
        return last
      },
      { replace: true },
    )
  }, TYPING_MS)
  return (
    <TextInput
      aria-label={texts.members.search}
      placeholder={texts.members.search}
      leftSection={<IconSearch size={16} aria-hidden />}
      defaultValue={search.get('name') ?? ''}
      onChange={({ currentTarget }) => find(currentTarget.value.trim())}
      type="search"
      w={260}
    />
  )
}
