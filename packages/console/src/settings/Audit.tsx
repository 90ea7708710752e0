// The audit log: who has changed what, with the values before and after.

import type { AnswerOf } from '@holdfast/client'
import { Button, Group, Modal, Select, Skeleton, Table, Text } from '@mantine/core'
import { DateInput } from '@mantine/dates'
import { IconHistory, IconLock } from '@tabler/icons-react'
import { useState } from 'react'
import '@mantine/dates/styles.css'
import { useSearchParams } from 'react-router'
import { useMay } from '../app/may.ts'
import { useSession } from '../app/session.ts'
import { useData } from '../data/useData.ts'
import { Audit as Read } from '../generated/settings.ts'
import { CursorPages, useCursor } from '../parts/CursorPages.tsx'
import { Fault } from '../parts/Fault.tsx'
import { Notice } from '../parts/Notice.tsx'
import { When } from '../parts/When.tsx'
import { dateAfter, startOfDate } from '../parts/zone.ts'
import { texts } from '../texts/index.ts'
import { Changes } from './Changes.tsx'

const PAGE = 50

type Entry = NonNullable<NonNullable<NonNullable<AnswerOf<typeof Read>>['audit']>['edges'][number]['node']>

export function Audit() {
  const may = useMay()
  const { data: session } = useSession()
  const [search] = useSearchParams()
  const cursor = useCursor(PAGE)
  const zone = session?.organization?.timeZone
  const filter = zone ? filterOf(search, zone) : null
  const { data, error, again } = useData(Read, filter && may('seeAudit') ? { ...cursor, filter } : null)
  const [shown, setShown] = useState<Entry | null>(null)
  if (session && !may('seeAudit'))
    return (
      <Notice
        icon={IconLock}
        title={texts.common.noPermission}
        text={texts.common.noPermissionText(texts.settings.auditFor)}
      />
    )
  if (error && !data) return <Fault error={error} again={again} />
  const entries = data?.audit?.edges.flatMap(({ node }) => (node ? [node] : []))
  return (
    <>
      <Filters />
      <section className="card" aria-label={texts.settings.audit}>
        {!entries ? (
          <Skeleton h={420} radius="lg" />
        ) : entries.length === 0 ? (
          <Notice icon={IconHistory} title={texts.settings.noAudit} text={texts.settings.noAuditText} />
        ) : (
          <AuditTable entries={entries} show={setShown} />
        )}
        {data?.audit ? <CursorPages pageInfo={data.audit.pageInfo} /> : null}
      </section>
      {shown ? <EntryDialog entry={shown} onClose={() => setShown(null)} /> : null}
    </>
  )
}

/** The filter that the address has; days are those of the organization's zone. */
function filterOf(search: URLSearchParams, zone: string) {
  const [action, from, until] = ['action', 'from', 'until'].map((name) => search.get(name))
  return {
    ...(action ? { action } : {}),
    ...(from ? { from: startOfDate(from, zone) } : {}),
    ...(until ? { until: startOfDate(dateAfter(until), zone) } : {}),
  }
}

const ACTIONS = Object.entries(texts.audit).map(([value, label]) => ({ value, label }))

function Filters() {
  const [search, setSearch] = useSearchParams()
  const choose = (name: string) => (value: string | null) =>
    setSearch((last) => {
      for (const key of ['after', 'before', name]) last.delete(key)
      if (value) last.set(name, value)
      return last
    })
  return (
    <Group align="flex-end" gap="sm">
      <Select
        label={texts.settings.auditKind}
        placeholder={texts.settings.auditAll}
        data={ACTIONS}
        value={search.get('action')}
        onChange={choose('action')}
        searchable
        clearable
        w={280}
      />
      {(['from', 'until'] as const).map((name) => (
        <DateInput
          key={name}
          label={name === 'from' ? texts.settings.auditFrom : texts.settings.auditUntil}
          value={search.get(name)}
          onChange={choose(name)}
          valueFormat="D MMM YYYY"
          clearable
          w={170}
        />
      ))}
    </Group>
  )
}

const whatOf = ({ action }: Entry) => texts.audit[action] ?? action
const whoOf = ({ actorKind, actorName }: Entry) => {
  const kind = texts.settings.actorKinds[actorKind]
  return kind && actorKind !== 'SYSTEM' ? `${actorName} · ${kind}` : (kind ?? actorName)
}

function AuditTable({ entries, show }: { entries: readonly Entry[]; show: (entry: Entry) => void }) {
  return (
    <div className="table-frame">
      <Table miw={620}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{texts.settings.auditColumns.what}</Table.Th>
            <Table.Th>{texts.settings.auditColumns.who}</Table.Th>
            <Table.Th>{texts.settings.auditColumns.when}</Table.Th>
            <Table.Td w={110} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {entries.map((entry) => (
            <Table.Tr key={entry.id}>
              <Table.Td fw={500}>{whatOf(entry)}</Table.Td>
              <Table.Td>{whoOf(entry)}</Table.Td>
              <Table.Td className="quiet">
                <When at={entry.createdAt} exact />
              </Table.Td>
              <Table.Td ta="right">
                <Button size="xs" variant="default" onClick={() => show(entry)}>
                  {texts.settings.auditDetails}
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}

function EntryDialog({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  const { address, before, after, createdAt } = entry
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={whatOf(entry)}
      closeButtonProps={{ 'aria-label': texts.common.close }}
    >
      <Text size="sm">
        {whoOf(entry)} · <When at={createdAt} exact />
      </Text>
      {address ? (
        <Text size="sm" className="quiet">
          {texts.settings.auditAddress(address)}
        </Text>
      ) : null}
      <Changes before={before ?? null} after={after ?? null} />
    </Modal>
  )
}
