// A list of tasks that is as long as there are tasks, of which only those in view are drawn.
// biome-ignore-all lint/a11y/useSemanticElements: the rows of a real table can’t be placed one by one.
// biome-ignore-all lint/a11y/useFocusableInteractive: rows and cells take no focus; their links do.

import { Button, Skeleton } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { type CSSProperties, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { Fault } from '../parts/Fault.tsx'
import { texts } from '../texts/index.ts'
import './tasks.css'
import type { Listed, TaskRows } from './taskRows.ts'

/** The height of a row in pixels: of two lines, or of three on a phone. */
const ROW = 60
const PHONE_ROW = 86
/** The next page is read so many rows before the end comes into view. */
const AHEAD = 40

/** The place of a row: its position among all, and its style. */
export interface Place {
  readonly index: number
  readonly transform: string
  readonly height: number
}

interface VirtualRowsProps<Row extends Listed> {
  readonly rows: TaskRows<Row>
  /** The cells of the head. */
  readonly head: ReactNode
  /** Draws a row; with its id as the key. */
  readonly children: (row: Row, place: Place) => ReactNode
}

export function VirtualRows<Row extends Listed>({ rows, head, children }: VirtualRowsProps<Row>) {
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
        <div role="rowgroup" className="task-head">
          {head}
        </div>
        <div ref={frame} role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {items.map(({ index, key, start }) => {
            const row = rows.at(index)
            const transform = `translateY(${start - scrollMargin}px)`
            return row ? (
              children(row, { index, transform, height })
            ) : (
              <More key={key} rows={rows} style={{ transform, height }} />
            )
          })}
        </div>
      </div>
    </>
  )
}

/** New tasks come in while the top is in view. */
function useIsAtTop<Row extends Listed>(rows: TaskRows<Row>) {
  useEffect(() => {
    const look = () => rows.setAtTop(scrollY < ROW)
    look()
    addEventListener('scroll', look, { passive: true })
    return () => removeEventListener('scroll', look)
  }, [rows])
}

function News<Row extends Listed>({ rows }: { readonly rows: TaskRows<Row> }) {
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

function More<Row extends Listed>({ rows, style }: { readonly rows: TaskRows<Row>; readonly style: CSSProperties }) {
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
