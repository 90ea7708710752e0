// The journal of the wallet: every change with the balance after it, and the proof of each entry, checked in the browser.

import { Anchor, Group, MultiSelect, Table, Text } from '@mantine/core'
import { IconListSearch } from '@tabler/icons-react'
import { Link, useParams, useSearchParams } from 'react-router'
import { useCreditType } from '../app/creditType.tsx'
import { useSession } from '../app/session.tsx'
import { useData } from '../data/useData.ts'
import { usePages } from '../data/usePages.ts'
import { ExportButton } from '../exports/ExportButton.tsx'
import { BalanceNow, Journal as Read } from '../generated/credits.ts'
import type { JournalEntryType, JournalQuery } from '../generated/types.ts'
import { Card } from '../parts/Card.tsx'
import { nowMs } from '../parts/clock.ts'
import { DayInput } from '../parts/DayInput.tsx'
import { formatNumber } from '../parts/format.ts'
import { Notice } from '../parts/Notice.tsx'
import { Rows } from '../parts/Rows.tsx'
import { When } from '../parts/When.tsx'
import { dateAfter, startOfDate } from '../parts/zone.ts'
import { titleOf } from '../tasks/words.ts'
import { texts } from '../texts/index.ts'
import { headOf, signOf } from './entryWords.ts'
import { ProofButton } from './ProofButton.tsx'

type Answer = JournalQuery['organization']
type Entry = NonNullable<NonNullable<NonNullable<Answer>['wallet']>['journal']['edges'][number]['node']>

const connectionOf = (organization: Answer) => organization?.wallet?.journal
export function Journal() {
  const { journal, entries } = texts.credits
  const { creditType } = useCreditType()
  const [search, setSearch] = useSearchParams()
  const kinds = search.getAll('kind')
  const types = kinds.length > 0 ? (kinds as JournalEntryType[]) : null
  // An index has the times of entries, so other filters need a range of time.
  const { data } = useSession()
  const zone = data?.organization?.timeZone ?? 'UTC'
  const [from, until] = [dayOf(search.get('from')), dayOf(search.get('to'))]
  const first = from ? startOfDate(from, zone) : types ? monthsAgo(3) : null
  const last = until ? startOfDate(dateAfter(until), zone) : null
  const filter =
    types || first || last
      ? { ...(types ? { types } : {}), ...(first ? { from: first } : {}), ...(last ? { until: last } : {}) }
      : null
  const pages = usePages(Read, { creditType, filter }, connectionOf, ['credits'])
  const set = (name: string, values: readonly string[]) =>
    setSearch((address) => {
      address.delete(name)
      for (const value of values) if (value) address.append(name, value)
      return address
    })
  return (
    <Card
      title={journal.title}
      padded={false}
      actions={
        <Group gap="md">
          <Available creditType={creditType} />
          <ExportButton kind="JOURNAL" from={first} until={last} />
        </Group>
      }
    >
      <search className="list-filters">
        <MultiSelect
          label={journal.filter}
          placeholder={kinds.length === 0 ? journal.all : ''}
          data={Object.entries(entries).map(([value, label]) => ({ value, label }))}
          value={kinds}
          onChange={(chosen) => set('kind', chosen)}
          clearable
          searchable
        />
        {(['from', 'to'] as const).map((name) => (
          <DayInput
            key={name}
            label={name === 'from' ? journal.from : journal.until}
            value={search.get(name) ?? ''}
            onChange={(day) => set(name, [day])}
          />
        ))}
      </search>
      {types && !from ? (
        <Text size="xs" className="quiet" px="var(--console-space)" pb="sm">
          {journal.lastMonths}
        </Text>
      ) : null}
      <Rows
        pages={pages}
        columns={[
          { text: journal.what },
          { text: journal.change, end: true },
          { text: journal.balance, end: true },
          { text: journal.when },
          { text: journal.proof, end: true },
        ]}
        empty={<Notice icon={IconListSearch} title={journal.empty} text={journal.emptyText} />}
      >
        {(entry) => <EntryRow key={entry.id} entry={entry} />}
      </Rows>
    </Card>
  )
}

/** The balance now, beside the one after each entry. */
function Available({ creditType }: { readonly creditType: string | null }) {
  const { data } = useData(BalanceNow, { creditType }, { on: ['credits'] })
  if (!data?.wallet) return null
  return (
    <Text size="sm" className="quiet">
      {texts.credits.journal.now} <b className="number">{formatNumber(data.wallet.available)}</b>
    </Text>
  )
}

/** A day of the address; null if it is none. */
const dayOf = (text: string | null) =>
  text && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : null

function EntryRow({ entry }: { entry: Entry }) {
  const { organizationId } = useParams()
  const { type, credits, task, lot, reason } = entry
  const sign = signOf(type)
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm" fw={500}>
          {headOf(entry)}
        </Text>
        <Text size="xs" className="quiet">
          {task ? (
            <Anchor component={Link} to={`/${organizationId}/tasks/${task.id}`} size="xs">
              {titleOf(task)}
            </Anchor>
          ) : null}
          {lot ? originOf(lot) : null}
          {reason ? ` · ${reason}` : null}
        </Text>
      </Table.Td>
      <Table.Td ta="right" className={`number ${sign === '+' ? 'good' : ''}`} data-phone="beside">
        {sign}
        {formatNumber(credits)}
      </Table.Td>
      <Table.Td ta="right" className="number">
        {formatNumber(entry.available)}
      </Table.Td>
      <Table.Td data-phone="line">
        <When at={entry.createdAt} exact />
      </Table.Td>
      <Table.Td ta="right" data-phone="acts">
        <ProofButton entryId={entry.id} number={entry.sequence} credits={credits} />
      </Table.Td>
    </Table.Tr>
  )
}

const originOf = ({ kind, payment, source }: NonNullable<Entry['lot']>) =>
  [texts.credits.kinds[kind] ?? kind, payment?.title ?? source].filter(Boolean).join(' · ')

function monthsAgo(months: number): string {
  const at = new Date(nowMs())
  at.setUTCMonth(at.getUTCMonth() - months)
  at.setUTCHours(0, 0, 0, 0)
  return at.toISOString()
}
