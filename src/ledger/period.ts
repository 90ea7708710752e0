// The calendar of budgets: the day, week or month of an instant, in the time zone of the organization.

import { Temporal } from 'temporal-polyfill'

/** The periods that a budget can count in; TOTAL is one without an end. */
export type BudgetPeriod = 'DAY' | 'WEEK' | 'MONTH' | 'TOTAL'

export interface Period {
  readonly start: Date
  /** Null: never. */
  readonly end: Date | null
}

const ALWAYS: Period = { start: new Date(0), end: null }

/** The last period of each kind and time zone that was asked for: nearly always the one that is asked for next. */
const latest = new Map<string, Period>()

/** Days begin at midnight (or when the clocks are put past it), weeks on Monday (ISO 8601), months on the first. */
export function periodAt(period: BudgetPeriod, timeZone: string, at: Date): Period {
  if (period === 'TOTAL') return ALWAYS
  const key = `${period} ${timeZone}`
  const known = latest.get(key)
  if (known?.end && known.start <= at && at < known.end) return known
  const day = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDate()
  const first =
    period === 'DAY' ? day : period === 'WEEK' ? day.subtract({ days: day.dayOfWeek - 1 }) : day.with({ day: 1 })
  const next = first.add(period === 'DAY' ? { days: 1 } : period === 'WEEK' ? { weeks: 1 } : { months: 1 })
  const instant = (date: Temporal.PlainDate) => new Date(date.toZonedDateTime(timeZone).epochMilliseconds)
  const found = { start: instant(first), end: instant(next) }
  latest.set(key, found)
  return found
}

const HOUR_MS = 60 * 60 * 1_000
/** More than time zones are apart. */
const ZONES_MS = 48 * HOUR_MS

/** True if the month that began at `before` is the one that begins at `start`, also if the time zone was changed between. */
export function isSameMonth(before: string, start: Date): boolean {
  return new Date(before).getTime() > start.getTime() - ZONES_MS
}

const QUARTER_HOUR_MS = 15 * 60 * 1_000

/** The offset of each time zone that was last asked for, in milliseconds, and the quarter of an hour that it was asked for. */
const latestOffset = new Map<string, { readonly quarter: number; readonly offset: number }>()

/**
 * The start of an instant's hour by the clocks of a time zone, in milliseconds since 1970. The hours of a day there are its own:
 * where clocks are half an hour apart from UTC, an hour begins at half past.
 */
export function hourAt(timeZone: string, at: Date): number {
  const instant = at.getTime()
  const quarter = Math.floor(instant / QUARTER_HOUR_MS)
  let known = latestOffset.get(timeZone)
  if (known?.quarter !== quarter) {
    const zoned = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone)
    known = { quarter, offset: zoned.offsetNanoseconds / 1e6 }
    latestOffset.set(timeZone, known)
  }
  const local = instant + known.offset
  return instant - (((local % HOUR_MS) + HOUR_MS) % HOUR_MS)
}

/** True for a name of the IANA time zone database. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    // An offset has no daylight saving time: its days have a fixed length.
    return !/^[+-]/.test(name)
  } catch {
    return false
  }
}
