// The journal of the wallet: every change with the balance after it, and the proof of each entry, checked in the browser.

import { Anchor, MultiSelect, Table, Text } from '@mantine/core'
import { IconListSearch } from '@tabler/icons-react'
import { Link, useParams, useSearchParams } from 'react-router'
import { useCreditType } from '../app/creditType.tsx'
import { usePages } from '../data/usePages.ts'
import { Journal as Read } from '../generated/credits.ts'
import type { JournalEntryType, JournalQuery } from '../generated/credits.types.ts'
import { Card } from '../parts/Card.tsx'
import { nowMs } from '../parts/clock.ts'
import { formatNumber } from '../parts/format.ts'
import { Notice } from '../parts/Notice.tsx'
import { Rows } from '../parts/Rows.tsx'
import { When } from '../parts/When.tsx'
import { texts } from '../texts/index.ts'
import { ProofButton } from './ProofButton.tsx'
import { signOf } from './signOf.ts'

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
  const filter = types && { types, from: monthsAgo(3) }
  const pages = usePages(Read, { creditType, filter }, connectionOf, ['credits'])
  const choose = (chosen: readonly string[]) =>
    setSearch((last) => {
      last.delete('kind')
      for (const kind of chosen) last.append('kind', kind)
      return last
    })
  return (
    <Card
      title={journal.title}
      padded={false}
      actions={
        <MultiSelect
          size="xs"
          w={{ base: '100%', sm: 320 }}
          aria-label={journal.filter}
          placeholder={kinds.length === 0 ? journal.filter : ''}
          data={Object.entries(entries).map(([value, label]) => ({ value, label }))}
          value={kinds}
          onChange={choose}
          clearable
          searchable
        />
      }
    >
      <Rows
        pages={pages}
        columns={[
          { text: journal.what },
          { text: journal.change, end: true },
          { text: journal.balance, end: true },
          { text: journal.when },
          { text: journal.proof },
        ]}
        empty={<Notice icon={IconListSearch} title={journal.empty} text={journal.emptyText} />}
      >
        {(entry) => <EntryRow key={entry.id} entry={entry} />}
      </Rows>
    </Card>
  )
}

function EntryRow({ entry }: { entry: Entry }) {
  const { organizationId } = useParams()
  const { type, credits, task, lot, reason } = entry
  const sign = signOf(type)
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm" fw={500}>
          {texts.credits.entries[type] ?? type}
        </Text>
        <Text size="xs" className="quiet">
          {task ? (
            <Anchor component={Link} to={`/${organizationId}/tasks/${task.id}`} size="xs">
              {texts.overview.task(task.operation, task.model)}
            </Anchor>
          ) : null}
          {lot ? originOf(lot) : null}
          {reason ? ` · ${reason}` : null}
        </Text>
      </Table.Td>
      <Table.Td ta="right" className={`number ${sign === '+' ? 'good' : ''}`}>
        {sign}
        {formatNumber(credits)}
      </Table.Td>
      <Table.Td ta="right" className="number">
        {formatNumber(entry.available)}
      </Table.Td>
      <Table.Td>
        <When at={entry.createdAt} exact />
      </Table.Td>
      <Table.Td ta="right">
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
