// The starts of cycles and periods: the monthly anniversaries of the subscription's anchor, to the millisecond, in UTC.

import { Temporal } from 'temporal-polyfill'
import type { PlanInterval } from '../database/generated/client/client.ts'

const MONTHS = { MONTH: 1, YEAR: 12 } as const satisfies Record<PlanInterval, number>

/**
 * The time the given number of months after the anchor; the last day of the month if the month has no such day. It is always
 * counted from the anchor, so 31 January is followed by 28 February and then by 31 March.
 */
export function monthsAfter(anchor: Date, months: number): Date {
  const start = Temporal.Instant.fromEpochMilliseconds(anchor.getTime()).toZonedDateTimeISO('UTC')
  return new Date(start.add({ months }).epochMilliseconds)
}

/** The months of an interval. */
export function monthsOf(interval: PlanInterval): number {
  return MONTHS[interval]
}

/** The number of the cycle at a time after the anchor: 1 for the first. */
export function cycleAt(anchor: Date, at: Date): number {
  const span = { from: Temporal.Instant.fromEpochMilliseconds(anchor.getTime()).toZonedDateTimeISO('UTC') }
  const to = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO('UTC')
  let cycle = Math.max(1, span.from.until(to, { largestUnit: 'months' }).months)
  while (monthsAfter(anchor, cycle) <= at) cycle++
  return cycle
}
