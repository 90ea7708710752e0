// The values of a thing before and after an act, side by side.

import { Table } from '@mantine/core'
import { TableFrame } from '../parts/TableFrame.tsx'
import { texts } from '../texts/index.ts'
import { type Facts, nameText, valueText } from './auditValues.ts'
import { MEMBER_ID } from './useMemberNames.ts'

interface ChangesProps {
  readonly before: Facts | null
  readonly after: Facts | null
  /** The names of members by their ids, which are shown in place of the ids. */
  readonly members: ReadonlyMap<string, string>
}

export function Changes({ before, after, members }: ChangesProps) {
  const shown = (name: string, facts: Facts | null) =>
    valueText(name, facts).replaceAll(MEMBER_ID, (id) => members.get(id) ?? id)
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  if (names.length === 0) return null
  return (
    <TableFrame>
      <Table mt="md" style={{ overflowWrap: 'anywhere' }}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{texts.settings.auditField}</Table.Th>
            <Table.Th>{texts.settings.auditBefore}</Table.Th>
            <Table.Th>{texts.settings.auditAfter}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {names.map((name) => (
            <Table.Tr key={name}>
              <Table.Td>{nameText(name)}</Table.Td>
              <Table.Td data-phone="wide">{shown(name, before)}</Table.Td>
              <Table.Td data-phone="wide">{shown(name, after)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </TableFrame>
  )
}
