// The list of tasks: as long as there are tasks, of which only those in view are drawn.
// biome-ignore-all lint/a11y/useSemanticElements: the rows of a real table can’t be placed one by one.
// biome-ignore-all lint/a11y/useFocusableInteractive: rows and cells take no focus; their links do.

import { Anchor, Button, Progress, Skeleton, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { type CSSProperties, memo, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { Link } from 'react-router'
import { Fault } from '../parts/Fault.tsx'
import { Status } from '../parts/Status.tsx'
import { When } from '../parts/When.tsx'
import { texts } from '../texts/index.ts'
import './tasks.css'
import type { TaskRows } from './taskRows.ts'
import type { Row } from './types.ts'
import { askedFor, priceText, statusText } from './words.ts'

/** The height of a row in pixels: of two lines, or of three on a phone. */
const ROW = 60
const PHONE_ROW = 86
/** The next page is read so many rows before the end comes into view. */
const AHEAD = 40

export function TaskTable({ rows }: { readonly rows: TaskRows }) {
  const frame = useRef<HTMLDivElement>(null)
  const [scrollMargin, setScrollMargin] = useState(0)
  useLayoutEffect(() => setScrollMargin((frame.current?.getBoundingClientRect().top ?? 0) + scrollY), [])
  const height = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false }) ? PHONE_ROW : ROW
  const virtual = useWindowVirtualizer({
    ...{ count: rows.count + (rows.hasNext ? 1 : 0), estimateSize: () => height, overscan: 12, scrollMargin },
    getItemKey: (index) => rows.at(index)?.id ?? 'more',
  })
  const { measure } = virtual
  // biome-ignore lint/correctness/useExhaustiveDependencies: another height of the rows is another place of each.
  useLayoutEffect(measure, [measure, height])
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (last > rows.count - AHEAD && !rows.error) void rows.more()
  }, [rows, last, rows.count, rows.error])
  useIsAtTop(rows)
  return (
    <>
      <News rows={rows} />
      <div role="table" aria-label={texts.tasks.title} aria-rowcount={rows.hasNext ? -1 : rows.count + 1}>
        <Head />
        <div ref={frame} role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {items.map(({ index, key, start }) => {
            const row = rows.at(index)
            const style = { transform: `translateY(${start - scrollMargin}px)`, height }
            return row ? (
              <TaskRow key={key} row={row} index={index} {...style} />
            ) : (
              <More key={key} rows={rows} style={style} />
            )
          })}
        </div>
      </div>
    </>
  )
}

function Head() {
  const { what, status, who, price, when } = texts.tasks.columns
  return (
    <div role="rowgroup" className="task-head">
      <div role="row" className="task-row" aria-rowindex={1}>
        <span role="columnheader">{what}</span>
        <span role="columnheader">{status}</span>
        <span role="columnheader">{who}</span>
        <span role="columnheader" className="task-price">
          {price}
        </span>
        <span role="columnheader" className="task-when">
          {when}
        </span>
      </div>
    </div>
  )
}

/** New tasks come in while the top is in view. */
function useIsAtTop(rows: TaskRows) {
  useEffect(() => {
    const look = () => rows.setAtTop(scrollY < ROW)
    look()
    addEventListener('scroll', look, { passive: true })
    return () => removeEventListener('scroll', look)
  }, [rows])
}

function News({ rows }: { readonly rows: TaskRows }) {
  return (
    <div className="task-news" role="status">
      {rows.waiting > 0 ? (
        <Button size="xs" radius="xl" onClick={() => scrollTo({ top: 0 })}>
          {texts.tasks.news(rows.waiting)}
        </Button>
      ) : null}
    </div>
  )
}

interface TaskRowProps {
  readonly row: Row
  readonly index: number
  readonly transform: string
  readonly height: number
}

const TaskRow = memo(function TaskRow({ row, index, transform, height }: TaskRowProps) {
  const { id, model, operation, status, approval, progress, input, tags, member, credits, costs, createdAt } = row
  const asked = askedFor(input)
  return (
    <div role="row" aria-rowindex={index + 2} className="task-row task-line" style={{ transform, height }}>
      <span role="cell" className="task-what">
        {/* Its link covers the whole row. */}
        <Anchor component={Link} to={id} size="sm" fw={500} c="inherit" className="task-link">
          {texts.overview.task(operation, model)}
        </Anchor>
        <Text size="xs" className="quiet" truncate component="span" display="block">
          {[asked, ...tags.map((tag) => `#${tag}`)].filter(Boolean).join('  ')}
        </Text>
      </span>
      <span role="cell" className="task-status">
        {status === 'RUNNING' ? (
          <>
            <Progress value={progress} size="sm" flex={1} aria-label={statusText(status)} transitionDuration={0} />
            <span className="quiet small number">{texts.tasks.percent(progress)}</span>
          </>
        ) : (
          <Status status={approval === 'PENDING' ? 'PENDING' : status} text={statusText(status, approval)} />
        )}
      </span>
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

function More({ rows, style }: { readonly rows: TaskRows; readonly style: CSSProperties }) {
  return (
    <div role="row" className="task-line task-more" style={rows.error ? { ...style, height: 'auto' } : style}>
      <span role="cell">
        {rows.error ? (
          <Fault error={rows.error} again={rows.more} />
        ) : (
          <Skeleton h={14} w="60%" aria-label={texts.common.loading} />
        )}
      </span>
    </div>
  )
}
