// The parts of a page, each with an address of its own.

import { useEffect, useRef } from 'react'
import { NavLink, useLocation, useParams, useSearchParams } from 'react-router'

interface SubNavEntry {
  /** The path, relative to the page; empty: the page itself. */
  readonly to: string
  readonly text: string
  /** How many things wait there. */
  readonly count?: number
}

export interface SubNavProps {
  readonly label: string
  /** The path of the page: within the organization, or from the beginning if it begins with a slash. */
  readonly page: string
  readonly entries: readonly SubNavEntry[]
}

export function SubNav({ label, page, entries }: SubNavProps) {
  const { organizationId } = useParams()
  const [search] = useSearchParams()
  const creditType = search.get('credits')
  const nav = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  // biome-ignore lint/correctness/useExhaustiveDependencies: another path is another chosen entry, and entries move each other.
  useEffect(() => {
    const frame = nav.current
    const chosen = frame?.querySelector<HTMLElement>('[aria-current="page"]')
    if (!frame || !chosen) return
    // In the middle where there is more to both sides. The page itself does not move.
    frame.scrollLeft = chosen.offsetLeft - (frame.clientWidth - chosen.offsetWidth) / 2
  }, [pathname, entries.length])
  return (
    <nav className="sub-nav" aria-label={label} ref={nav}>
      {entries.map(({ to, text, count = 0 }) => (
        <NavLink
          key={to}
          to={{
            pathname: `${page.startsWith('/') ? page : `/${organizationId}/${page}`}${to && `/${to}`}`,
            search: creditType ? `?credits=${creditType}` : '',
          }}
          end={to === ''}
        >
          {text}
          {count > 0 ? <span className="sub-nav-count number"> {count}</span> : null}
        </NavLink>
      ))}
    </nav>
  )
}
