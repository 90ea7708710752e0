// The body of a table of any length: of a long one only the rows near the view are in the page.

import { Table } from '@mantine/core'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, type Ref, useLayoutEffect, useRef, useState } from 'react'

/** What a row puts on its element, so that its height is known. */
export interface Measured {
  readonly ref?: Ref<HTMLTableRowElement>
  readonly 'data-index'?: number
}

interface LongBodyProps<Row> {
  readonly rows: readonly Row[]
  /** About the height of a row, in pixels. */
  readonly height: number
  /** A table row, with the given properties on its element. */
  readonly children: (row: Row, measured: Measured) => ReactNode
}

/** Up to so many rows are in the page at once, where the browser's own search finds them. */
const FEW = 100

export function LongBody<Row>(props: LongBodyProps<Row>) {
  if (props.rows.length > FEW) return <Many {...props} />
  return <Table.Tbody>{props.rows.map((row) => props.children(row, {}))}</Table.Tbody>
}

function Many<Row>({ rows, height, children }: LongBodyProps<Row>) {
  const body = useRef<HTMLTableSectionElement>(null)
  const [scrollMargin, setScrollMargin] = useState(0)
  useLayoutEffect(() => setScrollMargin((body.current?.getBoundingClientRect().top ?? 0) + scrollY), [])
  const { getVirtualItems, getTotalSize, measureElement } = useWindowVirtualizer({
    ...{ count: rows.length, estimateSize: () => height, overscan: 10, scrollMargin },
  })
  const items = getVirtualItems()
  const before = (items[0]?.start ?? scrollMargin) - scrollMargin
  const after = getTotalSize() - ((items.at(-1)?.end ?? scrollMargin) - scrollMargin)
  return (
    <Table.Tbody ref={body}>
      <Gap height={before} />
      {items.map(({ index }) => children(rows[index] as Row, { ref: measureElement, 'data-index': index }))}
      <Gap height={after} />
    </Table.Tbody>
  )
}

/** The place of the rows that are not in the page. */
function Gap({ height }: { readonly height: number }) {
  return height > 0 ? <tr style={{ height, border: 0 }} /> : null
}
