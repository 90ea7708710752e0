// The values of a definition that change, by their paths.

import { Text } from '@mantine/core'
import { operator } from '../texts/operator.ts'

export interface Difference {
  readonly path: string
  readonly from?: string | null
  readonly to?: string | null
}

export function Differences({ differences }: { readonly differences: readonly Difference[] }) {
  const t = operator.definition
  if (differences.length === 0)
    return (
      <Text size="sm" className="quiet" role="status">
        {t.same}
      </Text>
    )
  return (
    <div role="status">
      <Text size="sm" fw={600}>
        {t.changes(differences.length)}
      </Text>
      <ul className="differences small">
        {differences.map(({ path, from, to }) => (
          <li key={path}>
            <code>{path}</code> {from === null || from === undefined ? null : <del>{from}</del>}{' '}
            {to === null || to === undefined ? null : <ins>{to}</ins>}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The values that differ between two definitions. */
export function differencesBetween(before: unknown, after: unknown): Difference[] {
  const [from, to] = [valuesOf(before), valuesOf(after)]
  return [...new Set([...from.keys(), ...to.keys()])]
    .filter((path) => from.get(path) !== to.get(path))
    .map((path) => ({ path, from: from.get(path) ?? null, to: to.get(path) ?? null }))
}

/** Each value that holds no others, as JSON, by its path. */
function valuesOf(value: unknown, path = ''): Map<string, string> {
  if (typeof value !== 'object' || value === null) return new Map([[path, JSON.stringify(value) ?? '']])
  const entries = Object.entries(value)
  if (entries.length === 0) return new Map([[path, JSON.stringify(value)]])
  return new Map(entries.flatMap(([name, inner]) => [...valuesOf(inner, path === '' ? name : `${path}.${name}`)]))
}
