// The values of a thing before and after an act, side by side.

import { Table } from '@mantine/core'
import { TableFrame } from '../parts/TableFrame.tsx'
import { texts } from '../texts/index.ts'
import { MEMBER_ID } from './useMemberNames.ts'

type Values = Readonly<Record<string, unknown>> | null

/** "creditType" as people read it: "Credit type". */
function wordsOf(name: string): string {
  const words = name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

function written(value: unknown): string {
  if (value === null || value === undefined || value === '') return texts.settings.empty
  if (Array.isArray(value)) return value.length === 0 ? texts.settings.empty : value.map(written).join(', ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

interface ChangesProps {
  readonly before: Values
  readonly after: Values
  /** The names of members by their ids, which are shown in place of the ids. */
  readonly members: ReadonlyMap<string, string>
}

export function Changes({ before, after, members }: ChangesProps) {
  const shown = (value: unknown) => written(value).replaceAll(MEMBER_ID, (id) => members.get(id) ?? id)
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
              <Table.Td>{wordsOf(name)}</Table.Td>
              <Table.Td data-phone="wide">{shown(before?.[name])}</Table.Td>
              <Table.Td data-phone="wide">{shown(after?.[name])}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </TableFrame>
  )
}
