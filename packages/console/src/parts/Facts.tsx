// Facts of a thing by their names.

import type { ReactNode } from 'react'

/** Pairs of a name and a value; a value of null is left out. */
export function Facts({ of }: { of: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="facts">
      {of
        .filter(([, value]) => value !== null && value !== undefined)
        .map(([name, value]) => [
          <dt key={`${name} name`}>{name}</dt>,
          <dd key={name} className="number">
            {value}
          </dd>,
        ])}
    </dl>
  )
}
