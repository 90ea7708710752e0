// The calendar of an anchor: the instants that are whole days or months after it by the calendar and the clocks of a time zone. A day
// without that time of day (the clocks are put forward) has the instant after the gap; a day that has it twice, the first of the two; a
// month without that day, its last day.

import { Temporal } from 'temporal-polyfill'

/** An instant from which cycles and periods are counted, and the IANA time zone whose calendar and clocks they follow. */
export interface Anchor {
  readonly anchorAt: Date
  readonly timeZone: string
}

/**
 * The time the given number of months after the anchor. It is always counted from the anchor, so 31 January is followed by 28 February
 * and then by 31 March.
 */
export function monthsAfter(anchor: Anchor, months: number): Date {
  return instantOf(zoned(anchor).add({ months }))
}

/** The time the given number of days after the anchor, at the same time of day. */
export function daysAfter(anchor: Anchor, days: number): Date {
  return instantOf(zoned(anchor).add({ days }))
}

/** The number of times that `months` months have passed at an instant that is not before the anchor. */
export function monthsPassed(anchor: Anchor, months: number, at: Date): number {
  const passed = zoned(anchor).until(zoned({ ...anchor, anchorAt: at }), { largestUnit: 'months' }).months
  let times = Math.max(0, Math.floor(passed / months))
  while (monthsAfter(anchor, (times + 1) * months) <= at) times++
  return times
}

/** The number of days that have passed at an instant that is not before the anchor. */
export function daysPassed(anchor: Anchor, at: Date): number {
  const dates = dateOf(anchor).until(dateOf({ ...anchor, anchorAt: at }), { largestUnit: 'days' }).days
  let days = Math.max(0, dates - 1)
  while (daysAfter(anchor, days + 1) <= at) days++
  return days
}

/** The number of days from the anchor's date to the date that is the given number of months later. */
export function daysIn(anchor: Anchor, months: number): number {
  const first = dateOf(anchor)
  return first.until(first.add({ months }), { largestUnit: 'days' }).days
}

function dateOf(anchor: Anchor): Temporal.PlainDate {
  return zoned(anchor).toPlainDate()
}

function zoned({ anchorAt, timeZone }: Anchor): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(anchorAt.getTime()).toZonedDateTimeISO(timeZone)
}

function instantOf(time: Temporal.ZonedDateTime): Date {
  return new Date(time.epochMilliseconds)
}
