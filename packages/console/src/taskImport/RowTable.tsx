// The rows of a CSV as a table, each with what is known of it; a hundred more at a time.

import { Anchor, Table } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import { Rows } from '../parts/Rows.tsx'
import { askedFor } from '../tasks/words.ts'
import { texts } from '../texts/index.ts'
import type { Asked } from './plan.ts'

interface ShownRow {
  readonly row: Asked
  /** What is wrong with it; null: nothing. */
  readonly problem: string | null
  /** What is known of it. */
  readonly state: string
  /** Its task, once it has one. */
  readonly taskId?: string
}

interface RowTableProps {
  readonly rows: readonly ShownRow[]
  readonly stateTitle: string
}

const STEP = 100

export function RowTable({ rows, stateTitle }: RowTableProps) {
  const t = texts.tasks.import
  const [shown, setShown] = useState(STEP)
  const pages = {
    rows: rows.slice(0, shown).map((row, i) => ({ ...row, number: i + 1 })),
    hasMore: rows.length > shown,
    more: () => setShown(shown + STEP),
    ...{ error: undefined, isReading: false, again: () => {} },
  }
  return (
    <Rows columns={[{ text: t.row }, { text: t.task }, { text: stateTitle, end: true }]} pages={pages} empty={null}>
      {({ number, row, problem, state, taskId }) => (
        <Table.Tr key={number}>
          <Table.Td className="number pick">{number}</Table.Td>
          <Table.Td>
            <What row={row} />
          </Table.Td>
          <Table.Td ta="right" data-phone="beside" {...(problem === null ? {} : { c: 'var(--console-bad)' })}>
            {taskId ? (
              <Anchor component={Link} to={`../${taskId}`} relative="path" size="sm">
                {state}
              </Anchor>
            ) : (
              state
            )}
          </Table.Td>
        </Table.Tr>
      )}
    </Rows>
  )
}

function What({ row }: { readonly row: Asked }) {
  if ('problem' in row) return '–'
  const { operation, model, input } = row.task
  return (
    <>
      {texts.overview.task(operation, model)}
      <span className="quiet small task-asked">{askedFor(input)}</span>
    </>
  )
}
