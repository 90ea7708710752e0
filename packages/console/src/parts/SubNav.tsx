// The pages within a page, each with an address of its own.

import { NavLink, useParams } from 'react-router'

export interface SubPage {
  /** The path within the page; empty: the page itself. */
  readonly to: string
  readonly text: string
  /** How many things wait there. */
  readonly count?: number
}

interface SubNavProps {
  readonly label: string
  /** The path of the page, within the organization. */
  readonly base: string
  readonly pages: readonly SubPage[]
}

export function SubNav({ label, base, pages }: SubNavProps) {
  const { organizationId } = useParams()
  return (
    <nav className="sub-nav" aria-label={label}>
      {pages.map(({ to, text, count = 0 }) => (
        <NavLink key={to} to={`/${organizationId}/${base}${to && `/${to}`}`} end={to === ''}>
          {text}
          {count > 0 ? <span className="sub-nav-count number"> {count}</span> : null}
        </NavLink>
      ))}
    </nav>
  )
}
