// The periods of a usage report: whole hours, days, weeks or months by the clocks of a time zone.

import { Temporal } from 'temporal-polyfill'
import { hourAt, periodAt } from '../ledger/period.ts'

export type UsagePeriod = 'HOUR' | 'DAY' | 'WEEK' | 'MONTH'

/** From an instant on, until before another. */
export interface Range {
  readonly from: Date
  readonly to: Date
}

const HOUR_MS = 60 * 60 * 1_000

/** The smallest range of whole hours that has all of a range. */
export function wholeHours({ from, to }: Range, timeZone: string): Range {
  const last = hourAt(timeZone, to)
  const end = last === to.getTime() ? last : last + HOUR_MS
  return { from: new Date(hourAt(timeZone, from)), to: new Date(end) }
}

/** The range cut at the starts of periods: its first and its last one may be parts of a period. Null if there are more than `max`. */
export function cut({ from, to }: Range, period: UsagePeriod, timeZone: string, max: number): Range[] | null {
  const ranges: Range[] = []
  for (let start = from; start < to; ) {
    if (ranges.length === max) return null
    const end = period === 'HOUR' ? new Date(start.getTime() + HOUR_MS) : endOf(period, timeZone, start)
    ranges.push({ from: start, to: end < to ? end : to })
    start = end
  }
  return ranges
}

function endOf(period: Exclude<UsagePeriod, 'HOUR'>, timeZone: string, at: Date): Date {
  // Only a period of type TOTAL has no end.
  return periodAt(period, timeZone, at).end ?? at
}

/**
 * The range before a range, of the same length: as many months if it has whole months, as many days if it has whole days, else as
 * many hours.
 */
export function rangeBefore({ from, to }: Range, timeZone: string): Range {
  const zoned = (at: Date) => Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone)
  const [start, end] = [zoned(from), zoned(to)]
  const areDays = [start, end].every((at) => at.equals(at.startOfDay()))
  if (!areDays) return { from: new Date(2 * from.getTime() - to.getTime()), to: from }
  const areMonths = start.day === 1 && end.day === 1
  const length = start.toPlainDate().until(end.toPlainDate(), { largestUnit: areMonths ? 'month' : 'day' })
  const before = start.toPlainDate().subtract(length).toZonedDateTime(timeZone)
  return { from: new Date(before.epochMilliseconds), to: from }
}
