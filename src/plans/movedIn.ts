// The position in time of a subscription that began elsewhere. Pure. Its next renewal is at the instant that the earlier system
// says, and the ones after it are counted from an anchor, as those of every subscription are.

import { monthsAfter } from '../ledger/calendar.ts'
import { type CycleTerms, cycleAt, MONTHS_OF, type Place } from '../ledger/cycle.ts'

export interface Elsewhere {
  /** True: it is in its trial, which begins at `createdAt` and ends at `renewsAt`. */
  readonly isTrial: boolean
  readonly createdAt: Date | null
  /** The end of the present cycle. */
  readonly renewsAt: Date
  /** The instant from which cycles are counted; null: the latest from which they end at `renewsAt` and at `paidUntil`. */
  readonly anchorAt: Date | null
  /** The end of the time that is paid, the present period's or the next one's; null: the end of the period that the anchor gives. */
  readonly paidUntil: Date | null
  /** The whole days by which pauses have moved everything that is counted from the anchor, which is given then. */
  readonly pausedDays: number
  /** The IANA time zone whose calendar and clocks the cycles follow. */
  readonly timeZone: string
}

/** Returns a wrong date, and what it must be. */
export interface WrongDate {
  readonly field: 'renewsAt' | 'anchorAt' | 'paidUntil' | 'createdAt'
  readonly message: string
}

/** The place of a subscription to a plan of these terms; or the date that contradicts the others. */
export function placeFrom(terms: CycleTerms, elsewhere: Elsewhere): Place | WrongDate {
  if (elsewhere.isTrial) return trialOf(elsewhere)
  const { renewsAt, anchorAt, paidUntil, pausedDays, timeZone } = elsewhere
  const months = MONTHS_OF[terms.interval]
  const isOneCycle = terms.interval === terms.refresh
  if (!isOneCycle && !anchorAt && !paidUntil) {
    return { field: 'paidUntil', message: 'must be given, or anchorAt: the plan’s period has several cycles' }
  }
  const anchor = anchorAt ?? anchorOf({ anchorAt: isOneCycle ? renewsAt : (paidUntil ?? renewsAt), timeZone }, months)
  if (anchor >= renewsAt) return { field: 'anchorAt', message: 'must be before renewsAt' }
  const { place } = cycleAt({ anchorAt: anchor, timeZone, pausedDays }, terms, new Date(renewsAt.getTime() - 1))
  const { cycleEnd, periodEnd } = place
  if (cycleEnd.getTime() !== renewsAt.getTime()) {
    const message = `must be the end of a cycle that is counted from ${anchor.toISOString()}, such as ${cycleEnd.toISOString()}`
    return { field: 'renewsAt', message }
  }
  if (!paidUntil || paidUntil.getTime() === periodEnd.getTime()) return place
  const ahead = cycleAt(place, terms, periodEnd).place.periodEnd
  if (anchorAt && paidUntil.getTime() === ahead.getTime()) return place
  const next = anchorAt ? `, or ${ahead.toISOString()}, that of the next one` : ''
  return { field: 'paidUntil', message: `must be ${periodEnd.toISOString()}, the end of the period of renewsAt${next}` }
}

/** The place in a trial. Cycles are counted from its end. */
function trialOf({ renewsAt, anchorAt, paidUntil, createdAt, timeZone }: Elsewhere): Place | WrongDate {
  const ends = Object.entries({ anchorAt, paidUntil })
  const [wrong] = ends.find(([, time]) => time && time.getTime() !== renewsAt.getTime()) ?? []
  if (wrong) {
    return { field: wrong === 'anchorAt' ? wrong : 'paidUntil', message: 'must be renewsAt, the end of the trial' }
  }
  if (!createdAt || createdAt >= renewsAt) {
    return { field: 'createdAt', message: 'must be before renewsAt: it is the beginning of the trial' }
  }
  const ended = { anchorAt: renewsAt, cycleEnd: renewsAt, periodEnd: renewsAt }
  return { ...ended, timeZone, pausedDays: 0, cycle: 0, cycleStart: createdAt }
}

/** The latest instant that is a whole number of intervals before another one, which then ends an interval: 31 March is two months after 31 January. */
function anchorOf({ anchorAt: end, timeZone }: { anchorAt: Date; timeZone: string }, months: number): Date {
  const before = (times: number) => monthsAfter({ anchorAt: end, timeZone }, -times)
  let times = months
  while (monthsAfter({ anchorAt: before(times), timeZone }, times).getTime() !== end.getTime()) times += months
  return before(times)
}
