// Days in the organization's time zone, over changes of the clock.

import dayjs from 'dayjs'
import timezone from 'dayjs/plugin/timezone.js'
import utc from 'dayjs/plugin/utc.js'
import { nowMs } from './clock.ts'

dayjs.extend(utc)
dayjs.extend(timezone)

/** The instant at which a day begins there: today, or so many days before. */
export const startOfDay = (zone: string, daysAgo = 0): string =>
  dayjs(nowMs()).tz(zone).startOf('day').subtract(daysAgo, 'day').toISOString()

/** The instant at which this month begins there. */
export const startOfMonth = (zone: string): string =>
  dayjs.tz(dayjs(nowMs()).tz(zone).format('YYYY-MM-01'), zone).toISOString()

/** The instants at which the days begin, from one to before another. */
export function daysBetween(from: string, to: string, zone: string): string[] {
  const days: string[] = []
  for (let day = dayjs(from).tz(zone); day.isBefore(to); day = day.add(1, 'day'))
    days.push(day.startOf('day').toISOString())
  return days
}

/** "21 Nov", as that zone has it. */
export const dayLabel = (at: string, zone: string): string =>
  new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', timeZone: zone }).format(new Date(at))

/** "Friday, 21 November 2026", as that zone has it. */
export const dayTitle = (at: string, zone: string): string =>
  new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeZone: zone }).format(new Date(at))

/** The instant at which a day, "2026-11-21", begins there. */
export const startOfDate = (date: string, zone: string): string => dayjs.tz(date, zone).startOf('day').toISOString()

/** The day after another: "2026-11-22". */
export const dateAfter = (date: string): string => dayjs.utc(date).add(1, 'day').format('YYYY-MM-DD')

/** "November 2026" of "2026-11". */
export const monthLabel = (month: string): string =>
  new Intl.DateTimeFormat(undefined, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-15T12:00:00Z`),
  )

/** The day of an instant there: "2026-11-21". */
export const dateOf = (at: string, zone: string): string => dayjs(at).tz(zone).format('YYYY-MM-DD')

/** The first and the last day of the month of a day, or of the month before. */
export function monthOf(date: string, by: 0 | -1): { first: string; last: string } {
  const month = dayjs.utc(date).startOf('month').add(by, 'month')
  return { first: month.format('YYYY-MM-DD'), last: month.endOf('month').format('YYYY-MM-DD') }
}
