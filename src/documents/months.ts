// Calendar months in the time zone of an organization, written 2026-11.

import { Temporal } from 'temporal-polyfill'
import { type InvalidInput, invalidInput } from '../refusals.ts'
import type { Range } from '../usage/periods.ts'

const NOT_A_MONTH = 'must be a year and a month, such as 2026-11'
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/

/** The organization's months: their time zone, the time of its creation, and its present time. */
export interface Life {
  readonly timeZone: string
  readonly createdAt: Date
  readonly now: Date
}

/** The month of an instant. */
function monthAt(at: Date, timeZone: string): string {
  const zoned = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone)
  return zoned.toPlainDate().toPlainYearMonth().toString()
}

/** A month from its first instant to that of the next. */
export function rangeOf(month: string, timeZone: string): Range {
  const first = Temporal.PlainYearMonth.from(month)
  const start = (of: Temporal.PlainYearMonth) =>
    new Date(of.toPlainDate({ day: 1 }).toZonedDateTime(timeZone).epochMilliseconds)
  return { from: start(first), to: start(first.add({ months: 1 })) }
}

/** The reason why there is no statement of a month; null if there is one. */
export function refuseMonth(month: string, { timeZone, createdAt, now }: Life): InvalidInput | null {
  const refuse = (message: string) => invalidInput({ path: 'month', message })
  if (!MONTH.test(month)) return refuse(NOT_A_MONTH)
  const [first, last] = [monthAt(createdAt, timeZone), monthAt(now, timeZone)]
  if (month < first) return refuse(`must be ${first} or later: the organization was created in that month`)
  return month > last ? refuse(`must be ${last} or earlier: that is the present month in ${timeZone}`) : null
}

/** The months before a month, the newest first, down to that of the organization's creation. `before` null: from the present month on. */
export function monthsBefore(
  before: string | null,
  count: number,
  { timeZone, createdAt, now }: Life,
): string[] | InvalidInput {
  if (before !== null && !MONTH.test(before)) return invalidInput({ path: 'before', message: NOT_A_MONTH })
  const [first, last] = [monthAt(createdAt, timeZone), monthAt(now, timeZone)]
  const months: string[] = []
  const wanted = before === null || before > last ? null : before
  let month = wanted === null ? last : previous(wanted)
  for (; months.length < count && month >= first; month = previous(month)) months.push(month)
  return months
}

function previous(month: string): string {
  return Temporal.PlainYearMonth.from(month).subtract({ months: 1 }).toString()
}
