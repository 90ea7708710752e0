// The position in time of a subscription that began elsewhere. Pure. Its next renewal is at the instant that the earlier system
// says, and the ones after it are counted from an anchor, as those of every subscription are.

import { monthsAfter } from '../ledger/calendar.ts'
import { type CycleTerms, cycleAt, MONTHS_OF, type Place } from '../ledger/cycle.ts'

export interface Elsewhere {
  /** The end of the present cycle. */
  readonly renewsAt: Date
  /** The instant from which cycles are counted; null: the latest from which they end at `renewsAt` and at `paidUntil`. */
  readonly anchorAt: Date | null
  /** The end of the time that is paid; null: the end of the period that the anchor gives. */
  readonly paidUntil: Date | null
  /** The IANA time zone whose calendar and clocks the cycles follow. */
  readonly timeZone: string
}

/** Returns a wrong date, and what it must be. */
export interface WrongDate {
  readonly field: 'renewsAt' | 'anchorAt' | 'paidUntil'
  readonly message: string
}

/** The place of a subscription to a plan of these terms; or the date that contradicts the others. */
export function placeFrom(
  terms: CycleTerms,
  { renewsAt, anchorAt, paidUntil, timeZone }: Elsewhere,
): Place | WrongDate {
  const months = MONTHS_OF[terms.interval]
  const isOneCycle = terms.interval === terms.refresh
  if (!isOneCycle && !anchorAt && !paidUntil) {
    return { field: 'paidUntil', message: 'must be given, or anchorAt: the plan’s period has several cycles' }
  }
  const anchor = anchorAt ?? anchorOf({ anchorAt: isOneCycle ? renewsAt : (paidUntil ?? renewsAt), timeZone }, months)
  if (anchor >= renewsAt) return { field: 'anchorAt', message: 'must be before renewsAt' }
  const { place } = cycleAt({ anchorAt: anchor, timeZone, pausedDays: 0 }, terms, new Date(renewsAt.getTime() - 1))
  const { cycleEnd, periodEnd } = place
  if (cycleEnd.getTime() !== renewsAt.getTime()) {
    const message = `must be the end of a cycle that is counted from ${anchor.toISOString()}, such as ${cycleEnd.toISOString()}`
    return { field: 'renewsAt', message }
  }
  if (paidUntil && paidUntil.getTime() !== periodEnd.getTime()) {
    return { field: 'paidUntil', message: `must be ${periodEnd.toISOString()}, the end of the period of renewsAt` }
  }
  return place
}

/** The latest instant that is a whole number of intervals before another one, which then ends an interval: 31 March is two months after 31 January. */
function anchorOf({ anchorAt: end, timeZone }: { anchorAt: Date; timeZone: string }, months: number): Date {
  const before = (times: number) => monthsAfter({ anchorAt: end, timeZone }, -times)
  let times = months
  while (monthsAfter({ anchorAt: before(times), timeZone }, times).getTime() !== end.getTime()) times += months
  return before(times)
}
