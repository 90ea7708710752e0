// The list of tasks of all organizations: each with whose it is, what it is, its state, its price and its age.
// biome-ignore-all lint/a11y/useSemanticElements: the rows of a real table can’t be placed one by one.
// biome-ignore-all lint/a11y/useFocusableInteractive: rows and cells take no focus; their links do.

import { Anchor, Text } from '@mantine/core'
import { memo } from 'react'
import { Link } from 'react-router'
import { When } from '../parts/When.tsx'
import { TaskState } from '../tasks/TaskState.tsx'
import type { TaskRows } from '../tasks/taskRows.ts'
import { type Place, VirtualRows } from '../tasks/VirtualRows.tsx'
import { kindOf, priceText, titleOf } from '../tasks/words.ts'
import { operator } from '../texts/operator.ts'
import type { AnyTask } from './useAllTasks.ts'

export function AllTaskTable({ rows }: { readonly rows: TaskRows<AnyTask> }) {
  return (
    <VirtualRows rows={rows} head={<Head />}>
      {(row, place) => <AnyTaskRow key={row.id} row={row} {...place} />}
    </VirtualRows>
  )
}

function Head() {
  const { what, organization, status, maker, price, when } = operator.allTasks.columns
  return (
    <div role="row" className="task-row any-task" aria-rowindex={1}>
      <span role="columnheader">{what}</span>
      <span role="columnheader" className="task-who">
        {organization}
      </span>
      <span role="columnheader">{status}</span>
      <span role="columnheader" className="task-who any-task-maker">
        {maker}
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

interface AnyTaskRowProps extends Place {
  readonly row: AnyTask
}

const AnyTaskRow = memo(function AnyTaskRow({ row, index, transform, height }: AnyTaskRowProps) {
  const { id, provider, failureReason, organization, credits, costs, createdAt } = row
  return (
    <div role="row" aria-rowindex={index + 2} className="task-row any-task task-line" style={{ transform, height }}>
      <span role="cell" className="task-what">
        {/* Its link covers the whole row. */}
        <Anchor component={Link} to={`/tasks/${id}`} size="sm" fw={500} c="inherit" className="task-link">
          {titleOf(row)}
        </Anchor>
        <Text size="xs" className="quiet" truncate component="span" display="block">
          <span className="any-task-narrow">{organization.name} · </span>
          {failureReason ? <span className="bad">{failureReason}</span> : kindOf(row)}
        </Text>
      </span>
      <span role="cell" className="task-who">
        {organization.name}
        {organization.mode === 'SANDBOX' ? (
          <Text size="xs" className="quiet any-task-mode" truncate component="span">
            {operator.organizations.modes.SANDBOX}
          </Text>
        ) : null}
      </span>
      <TaskState row={row} />
      <span role="cell" className="task-who any-task-maker quiet">
        {provider}
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
