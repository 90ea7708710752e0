// Where a stream of events begins that names no `after`: at the newest one, so that a cut before its first message loses none.

import { HoldfastError } from './errors.ts'
import { type Operation, operation } from './operation.ts'
import type { HoldfastOptions } from './options.ts'
import { send } from './send.ts'

type Scope = { organizationId?: unknown }

const NEWEST_ALERT: Operation<string, Scope> = /*#__PURE__*/ operation({ kind: 'query', field: 'newestAlertId' }, [
  'query ($organizationId: ID) { newestAlertId(organizationId: $organizationId) }',
])
/** No event has this number: the error that says so has the newest. */
const NO_EVENT: Operation<unknown, Scope> = /*#__PURE__*/ operation({ kind: 'query', field: 'events' }, [
  `query ($organizationId: ID) { events(after: ${Number.MAX_SAFE_INTEGER}, first: 1, organizationId: $organizationId) { newestNumber } }`,
])

/** The `after` of a stream that was given none; undefined if it needs none, or if there is nothing yet. */
export async function beginningOf(
  options: HoldfastOptions,
  field: string,
  { organizationId }: Scope,
  signal: AbortSignal,
): Promise<unknown> {
  if (field === 'alertRaised') return send(options, NEWEST_ALERT, { organizationId }, signal)
  if (field !== 'events') return undefined
  return send(options, NO_EVENT, { organizationId }, signal).catch((error) => {
    if (error instanceof HoldfastError && error.code === 'EVENTS_UNKNOWN') return error.extensions.newest
    throw error
  }) as Promise<unknown>
}
