// The ends of a time range, as filters have them: from a time on, until before another.

import { badInput } from './badInput.ts'

interface Range {
  readonly gte: Date | undefined
  readonly lt: Date | undefined
}

/**
 * The condition on a time. Throws if the range contains no instant. `fromName` and `untilName`: the fields of the filter; `within`: what
 * precedes their names in an error.
 */
export function timeRange(
  from: Date | null | undefined,
  until: Date | null | undefined,
  { fromName = 'from', untilName = 'until', within = 'filter.' } = {},
): Range {
  if (from && until && from >= until) throw badInput(`${within}${fromName}`, `must be before ${untilName}`)
  return { gte: from ?? undefined, lt: until ?? undefined }
}
