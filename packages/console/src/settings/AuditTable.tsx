// The entries of an audit log: what was done, by whom and when, and the values before and after.

import { Button, Modal, Table, Text } from '@mantine/core'
import { useState } from 'react'
import { TableFrame } from '../parts/TableFrame.tsx'
import { When } from '../parts/When.tsx'
import { texts } from '../texts/index.ts'
import { valueText } from './auditValues.ts'
import { Changes } from './Changes.tsx'
import { useMemberNames } from './useMemberNames.ts'

export interface AuditRow {
  readonly id: string
  readonly action: string
  readonly actorKind: string
  readonly actorName: string
  readonly subjectId?: string
  readonly address?: string | null
  readonly before?: Readonly<Record<string, unknown>> | null
  readonly after?: Readonly<Record<string, unknown>> | null
  readonly createdAt: string
}

/** The name of what was made, changed or ended; else the credits that it is about. */
const nameOf = ({ before, after, subjectId }: AuditRow, members: ReadonlyMap<string, string>): string | null => {
  const name = after?.name ?? before?.name ?? after?.title ?? members.get(subjectId ?? '')
  if (typeof name === 'string') return name
  return after?.credits ? valueText('credits', after) : null
}
const whoOf = ({ actorKind, actorName }: AuditRow) => {
  const kind = texts.settings.actorKinds[actorKind]
  return kind && actorKind !== 'SYSTEM' ? `${actorName} · ${kind}` : (kind ?? actorName)
}

interface AuditTableProps {
  readonly entries: readonly AuditRow[]
  /** The acts in words, by their names. One without words shows its name. */
  readonly acts: Readonly<Record<string, string>>
}

export function AuditTable({ entries, acts }: AuditTableProps) {
  const whatOf = ({ action }: AuditRow) => acts[action] ?? action
  const [shown, setShown] = useState<AuditRow | null>(null)
  const members = useMemberNames(entries)
  return (
    <TableFrame>
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
              <Table.Td>
                <Text size="sm" fw={500}>
                  {whatOf(entry)}
                </Text>
                <Text size="xs" className="quiet">
                  {nameOf(entry, members)}
                </Text>
              </Table.Td>
              <Table.Td data-phone="line">{whoOf(entry)}</Table.Td>
              <Table.Td className="quiet" data-phone="line">
                <When at={entry.createdAt} exact />
              </Table.Td>
              <Table.Td ta="right" data-phone="beside">
                <Button size="xs" variant="default" onClick={() => setShown(entry)}>
                  {texts.settings.auditDetails}
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {shown ? (
        <EntryDialog entry={shown} what={whatOf(shown)} members={members} onClose={() => setShown(null)} />
      ) : null}
    </TableFrame>
  )
}

interface EntryDialogProps {
  readonly entry: AuditRow
  readonly what: string
  readonly members: ReadonlyMap<string, string>
  readonly onClose: () => void
}

function EntryDialog({ entry, what, members, onClose }: EntryDialogProps) {
  const { address, before, after, createdAt } = entry
  return (
    <Modal opened onClose={onClose} size="lg" title={what}>
      <Text size="sm">
        {whoOf(entry)} · <When at={createdAt} exact />
      </Text>
      {address ? (
        <Text size="sm" className="quiet">
          {texts.settings.auditAddress(address)}
        </Text>
      ) : null}
      <Changes members={members} before={before ?? null} after={after ?? null} />
    </Modal>
  )
}
