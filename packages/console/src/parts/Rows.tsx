// A list as a table: its rows, what it says when it is loading, empty or broken, and a button for more where it comes by pages.

import { Button, Center, Skeleton, Stack, Table } from '@mantine/core'
import type { ReactNode } from 'react'
import { texts } from '../texts/index.ts'
import { Fault } from './Fault.tsx'
import { TableFrame } from './TableFrame.tsx'

export interface RowsProps<Row> {
  /** The headings; `end: true` for numbers. */
  readonly columns: readonly { readonly text: string; readonly end?: boolean }[]
  readonly pages: {
    readonly rows: readonly Row[] | undefined
    readonly error?: Error | undefined
    readonly again?: () => void
    /** Absent, with the two below: the list comes whole. */
    readonly hasMore?: boolean
    readonly isReading?: boolean
    readonly more?: () => void
  }
  /** A table row. */
  readonly children: (row: Row) => ReactNode
  /** What stands in place of no rows. */
  readonly empty: ReactNode
}

export function Rows<Row>({ columns, pages, children, empty }: RowsProps<Row>) {
  const { rows, error, again, hasMore = false, isReading = false, more } = pages
  if (error && !rows) return <Fault error={error} {...(again ? { again } : {})} />
  if (!rows)
    return (
      <Stack p="lg" gap="sm" role="status" aria-label={texts.common.loading}>
        {[1, 2, 3, 4, 5].map((row) => (
          <Skeleton key={row} h={28} />
        ))}
      </Stack>
    )
  if (rows.length === 0) return empty
  return (
    <>
      <TableFrame>
        <Table>
          <Table.Thead>
            <Table.Tr>
              {columns.map(({ text, end }) => (
                <Table.Th key={text} ta={end ? 'right' : 'left'}>
                  {text}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>{rows.map(children)}</Table.Tbody>
        </Table>
      </TableFrame>
      {hasMore ? (
        <Center p="md">
          <Button variant="default" onClick={() => more?.()} loading={isReading}>
            {texts.common.more}
          </Button>
        </Center>
      ) : null}
    </>
  )
}
