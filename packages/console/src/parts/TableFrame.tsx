// The frame of a table. Where it is too narrow for the table, it scrolls, by the keyboard too; on a phone each row is a card instead, whose
// cells say the heading of their column, and the first is its title. A cell's `data-phone` says another place: `beside` the title, in a
// `line` without its heading, in a `wide` line of its own, or with the `acts` at the end.

import { type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import './tableFrame.css'

export function TableFrame({ children }: { readonly children: ReactNode }) {
  const frame = useRef<HTMLDivElement>(null)
  const [isWider, setWider] = useState(false)
  // The headings may change with each render.
  useLayoutEffect(() => {
    const headings = frame.current?.querySelectorAll('thead :is(th, td)') ?? []
    for (const [i, { textContent: text }] of headings.entries())
      frame.current?.style.setProperty(`--heading-${i + 1}`, text ? JSON.stringify(text) : 'none')
  })
  useLayoutEffect(() => {
    const element = frame.current
    if (!element) return
    const look = () => setWider(element.scrollWidth > element.clientWidth)
    const observer = new ResizeObserver(look)
    for (const each of [element, ...element.children]) observer.observe(each)
    return () => observer.disconnect()
  }, [])
  return (
    <div className="table-frame" ref={frame} {...(isWider ? { tabIndex: 0 } : {})}>
      {children}
    </div>
  )
}
