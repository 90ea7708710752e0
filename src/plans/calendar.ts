// When cycles and periods begin: at the anniversary of the subscription's anchor, to the millisecond, in UTC.

import { Temporal } from 'temporal-polyfill'
import type { PlanInterval } from '../database/generated/client/client.ts'

const MONTHS = { MONTH: 1, YEAR: 12 } as const satisfies Record<PlanInterval, number>

/**
 * The anchor so many months later; the last day of the month where that has no such day. Counted from the anchor each
 * time, so 31 January is followed by 28 February and then by 31 March.
 */
export function monthsAfter(anchor: Date, months: number): Date {
  const start = Temporal.Instant.fromEpochMilliseconds(anchor.getTime()).toZonedDateTimeISO('UTC')
  return new Date(start.add({ months }).epochMilliseconds)
}

/** How many months an interval is. */
export function monthsOf(interval: PlanInterval): number {
  return MONTHS[interval]
}

/** The cycle that an instant after the anchor is in: 1 for the first. */
export function cycleAt(anchor: Date, at: Date): number {
  const span = { from: Temporal.Instant.fromEpochMilliseconds(anchor.getTime()).toZonedDateTimeISO('UTC') }
  const to = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO('UTC')
  let cycle = Math.max(1, span.from.until(to, { largestUnit: 'months' }).months)
  while (monthsAfter(anchor, cycle) <= at) cycle++
  return cycle
}
