// The list of the organization's tasks.
// biome-ignore-all lint/a11y/useSemanticElements: the rows of a real table can’t be placed one by one.
// biome-ignore-all lint/a11y/useFocusableInteractive: rows and cells take no focus; their links do.

import { Anchor, Text } from '@mantine/core'
import { memo } from 'react'
import { Link } from 'react-router'
import { When } from '../parts/When.tsx'
import { texts } from '../texts/index.ts'
import { TaskState } from './TaskState.tsx'
import type { TaskRows } from './taskRows.ts'
import type { Row } from './types.ts'
import { type Place, VirtualRows } from './VirtualRows.tsx'
import { kindOf, priceText, titleOf } from './words.ts'

export function TaskTable({ rows }: { readonly rows: TaskRows<Row> }) {
  return (
    <VirtualRows rows={rows} head={<Head />}>
      {(row, place) => <TaskRow key={row.id} row={row} {...place} />}
    </VirtualRows>
  )
}

function Head() {
  const { what, status, who, price, when } = texts.tasks.columns
  return (
    <div role="row" className="task-row" aria-rowindex={1}>
      <span role="columnheader">{what}</span>
      <span role="columnheader">{status}</span>
      <span role="columnheader" className="task-who">
        {who}
      </span>
      <span role="columnheader" className="task-price">
        {price}
      </span>
      <span role="columnheader" className="task-when">
        {when}
      </span>
    </div>
  )
}

interface TaskRowProps extends Place {
  readonly row: Row
}

const TaskRow = memo(function TaskRow({ row, index, transform, height }: TaskRowProps) {
  const { id, tags, member, credits, costs, createdAt } = row
  return (
    <div role="row" aria-rowindex={index + 2} className="task-row task-line" style={{ transform, height }}>
      <span role="cell" className="task-what">
        {/* Its link covers the whole row. */}
        <Anchor component={Link} to={id} size="sm" fw={500} c="inherit" className="task-link">
          {titleOf(row)}
        </Anchor>
        <Text size="xs" className="quiet" truncate component="span" display="block">
          {[kindOf(row), ...tags.map((tag) => `#${tag}`)].filter(Boolean).join('  ')}
        </Text>
      </span>
      <TaskState row={row} />
      <span role="cell" className="task-who">
        {member?.name ?? texts.tasks.byPlatform}
      </span>
      <span role="cell" className="task-price number">
        {priceText(costs, credits)}
      </span>
      <span role="cell" className="task-when quiet">
        <When at={createdAt} />
      </span>
    </div>
  )
})
