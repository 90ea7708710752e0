// The façades that are on: their definitions, and the endpoint of a request.
//
// The price book says which are on, in the order in which they were turned on, and has the platform's own definitions. If two
// have the same method and path, the one that was turned on first answers.

import { LRUCache } from 'lru-cache'
import type { PriceBookVersion } from '../engine/priceBook.ts'
import { type Endpoint, FACADES, Facade, placeOf } from './definition.ts'

/** The parameters of a path, by name. */
type Parameters = Readonly<Record<string, string>>

interface Route {
  readonly facade: Facade
  readonly endpoint: Endpoint
  readonly pattern: RegExp
}

interface Found {
  readonly facade: Facade
  readonly endpoint: Endpoint
  readonly parameters: Parameters
}

/** The endpoint of a request; or the façade whose words say that it has none; or null if no façade has such a path. */
export type Lookup = Found | { readonly facade: Facade; readonly endpoint: null } | null

const tables = new WeakMap<PriceBookVersion, readonly Route[]>()

export function findEndpoint(version: PriceBookVersion, method: string, path: string): Lookup {
  const routes = tableOf(version)
  let nearest: Facade | null = null
  for (const { facade, endpoint, pattern } of routes) {
    const match = pattern.exec(path)
    if (!match) continue
    if (endpoint.method === method) {
      const parameters = parametersOf(match)
      if (parameters) return { facade, endpoint, parameters }
    }
    nearest ??= facade
  }
  nearest ??= routes.find(({ endpoint }) => isBeside(endpoint.path, path))?.facade ?? null
  return nearest && { facade: nearest, endpoint: null }
}

function tableOf(version: PriceBookVersion): readonly Route[] {
  let table = tables.get(version)
  if (!table) {
    table = version.facades.flatMap((name) => {
      const facade = definitionOf(version, name)
      return facade ? facade.endpoints.map((endpoint) => ({ facade, endpoint, pattern: patternOf(endpoint.path) })) : []
    })
    tables.set(version, table)
  }
  return table
}

/** The definitions that were parsed, by their documents. */
const parsed = new LRUCache<object, Facade>({ max: 1_000 })

/** The platform's own definition of this name, else the one that comes with Holdfast; null if there is neither. */
export function definitionOf(version: PriceBookVersion, name: string): Facade | null {
  const document = version.facadeDefinition(name) ?? (Object.hasOwn(FACADES, name) ? FACADES[name] : undefined)
  if (typeof document !== 'object' || document === null) return null
  const facade = parsed.get(document) ?? Facade.parse(document)
  parsed.set(document, facade)
  return facade
}

/** The endpoints of a façade that an earlier one answers in its place, with the name of that one. */
export function shadowed(version: PriceBookVersion, { name, endpoints }: Facade): { endpoint: Endpoint; by: string }[] {
  const before = version.facades.includes(name)
    ? version.facades.slice(0, version.facades.indexOf(name))
    : version.facades
  const taken = new Map(
    before
      .toReversed()
      .flatMap((by) => definitionOf(version, by)?.endpoints.map((each) => [placeOf(each), by] as const) ?? []),
  )
  return endpoints.flatMap((endpoint) => {
    const by = taken.get(placeOf(endpoint))
    return by === undefined ? [] : [{ endpoint, by }]
  })
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/[.]/g, '\\$&').replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`)
}

/** Null if a parameter is not percent-encoded as it must be. */
function parametersOf({ groups = {} }: RegExpExecArray): Parameters | null {
  try {
    return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]))
  } catch {
    return null
  }
}

/** Returns whether a path begins with the same two parts as that of an endpoint: /api/v1 in /api/v1/task. */
function isBeside(path: string, other: string): boolean {
  const beginning = (text: string) => text.split('/', 3).join('/')
  return beginning(path) === beginning(other)
}
