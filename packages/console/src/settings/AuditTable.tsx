// The entries of an audit log: what was done, by whom and when, and the values before and after.

import { Button, Modal, Table, Text } from '@mantine/core'
import { useState } from 'react'
import { TableFrame } from '../parts/TableFrame.tsx'
import { When } from '../parts/When.tsx'
import { texts } from '../texts/index.ts'
import { Changes } from './Changes.tsx'

export interface AuditRow {
  readonly id: string
  readonly action: string
  readonly actorKind: string
  readonly actorName: string
  readonly address?: string | null
  readonly before?: Readonly<Record<string, unknown>> | null
  readonly after?: Readonly<Record<string, unknown>> | null
  readonly createdAt: string
}

const whatOf = ({ action }: AuditRow) => texts.audit[action] ?? action
const whoOf = ({ actorKind, actorName }: AuditRow) => {
  const kind = texts.settings.actorKinds[actorKind]
  return kind && actorKind !== 'SYSTEM' ? `${actorName} · ${kind}` : (kind ?? actorName)
}

export function AuditTable({ entries }: { entries: readonly AuditRow[] }) {
  const [shown, setShown] = useState<AuditRow | null>(null)
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
              <Table.Td fw={500}>{whatOf(entry)}</Table.Td>
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
      {shown ? <EntryDialog entry={shown} onClose={() => setShown(null)} /> : null}
    </TableFrame>
  )
}

function EntryDialog({ entry, onClose }: { entry: AuditRow; onClose: () => void }) {
  const { address, before, after, createdAt } = entry
  return (
    <Modal opened onClose={onClose} size="lg" title={whatOf(entry)}>
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
