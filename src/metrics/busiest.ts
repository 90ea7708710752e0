// The operations of the busiest organizations in the last full minute, and those of all others together: as many series as the setting
// says and one more, however many organizations there are.

import { Gauge, type Registry } from 'prom-client'
import { encodeGlobalId } from '../graphql/ids.ts'
import { operations } from '../telemetry/channels.ts'

const MINUTE_MS = 60_000
/** The most organizations that are told apart within a minute. */
const TOLD_APART_MAX = 10_000
const OTHER = 'other'

interface Used {
  readonly operations: number
  readonly ms: number
}

const NOTHING: Used = { operations: 0, ms: 0 }
const add = (a: Used, b: Used): Used => ({ operations: a.operations + b.operations, ms: a.ms + b.ms })

export class Busiest {
  readonly #max: number
  readonly #now: () => number
  #began: number
  #current = new Map<string, Used>()
  #last = new Map<string, Used>()

  /** `max`: how many are named. `now`: in milliseconds, and never goes back. */
  constructor(max: number, now: () => number) {
    this.#max = max
    this.#now = now
    this.#began = now()
  }

  count(organizationId: string, ms: number): void {
    this.#turn()
    const isKnown = this.#current.has(organizationId) || this.#current.size < TOLD_APART_MAX
    const id = isKnown ? organizationId : OTHER
    this.#current.set(id, add(this.#current.get(id) ?? NOTHING, { operations: 1, ms }))
  }

  /** The busiest of the last full minute, the busiest first, and `other`, if there were others. */
  read(): [organizationId: string, used: Used][] {
    this.#turn()
    const { [OTHER]: untold = NOTHING, ...told } = Object.fromEntries(this.#last)
    const sorted = Object.entries(told).sort(([, a], [, b]) => b.operations - a.operations)
    const rest = sorted.slice(this.#max).reduce((sum, [, used]) => add(sum, used), untold)
    return [...sorted.slice(0, this.#max), ...(rest.operations > 0 ? [[OTHER, rest] as [string, Used]] : [])]
  }

  /** Begins the next minute if this one has ended. */
  #turn(): void {
    const minutes = Math.floor((this.#now() - this.#began) / MINUTE_MS)
    if (minutes === 0) return
    this.#last = minutes === 1 ? this.#current : new Map()
    this.#current = new Map()
    this.#began += minutes * MINUTE_MS
  }
}

/** Counts until the returned function is called. */
export function countOrganizations(registry: Registry, max: number): () => void {
  const busiest = new Busiest(max, () => performance.now())
  const gauge = (name: string, help: string, read: (used: Used) => number) =>
    new Gauge({
      ...{ name, help, labelNames: ['organization'], registers: [registry] },
      collect() {
        this.reset()
        for (const [id, used] of busiest.read())
          this.set({ organization: id === OTHER ? OTHER : encodeGlobalId('Organization', id) }, read(used))
      },
    })
  gauge(
    'holdfast_organization_operations',
    'Operations of the callers of an organization in the last full minute, of the busiest and of all others.',
    (used) => used.operations,
  )
  gauge(
    'holdfast_organization_operation_seconds',
    'Time of the operations of the callers of an organization in the last full minute, of the busiest and of all others.',
    (used) => used.ms / 1_000,
  )
  return operations.follow(({ organizationId, ms }) => {
    if (organizationId) busiest.count(organizationId, ms)
  })
}
