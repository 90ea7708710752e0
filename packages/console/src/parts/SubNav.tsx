// The parts of a page, each with an address of its own.

import { NavLink, useParams, useSearchParams } from 'react-router'

export interface SubNavProps {
  readonly label: string
  /** The path of the page within the organization. */
  readonly page: string
  /** By path, relative to the page. */
  readonly entries: readonly { readonly to: string; readonly text: string }[]
}

export function SubNav({ label, page, entries }: SubNavProps) {
  const { organizationId } = useParams()
  const [search] = useSearchParams()
  const creditType = search.get('credits')
  return (
    <nav className="sub-nav" aria-label={label}>
      {entries.map(({ to, text }) => (
        <NavLink
          key={to}
          to={{ pathname: `/${organizationId}/${page}/${to}`, search: creditType ? `?credits=${creditType}` : '' }}
        >
          {text}
        </NavLink>
      ))}
    </nav>
  )
}
