// Cycles and periods of a subscription. Pure. A period is the time that one payment covers; the cycles in it bring credits. Both
// are counted from one anchor (src/ledger/calendar.ts), so a period always ends with a cycle: the last week of a period ends with it, and
// is then shorter than the others.

import { type Anchor, daysAfter, daysIn, daysPassed, monthsAfter, monthsPassed } from './calendar.ts'
import type { Credits } from './wallet.ts'

/** The time that one payment covers, and the time for which a cycle's credits come. */
export interface CycleTerms {
  readonly interval: 'MONTH' | 'YEAR'
  readonly refresh: 'DAY' | 'WEEK' | 'MONTH' | 'YEAR'
}

export const MONTHS_OF = { MONTH: 1, YEAR: 12 } as const
const DAYS = { DAY: 1, WEEK: 7 } as const

/** From where cycles are counted. */
export interface Counting extends Anchor {
  /** The whole days by which pauses have moved everything that is counted from the anchor. */
  readonly pausedDays: number
}

/** The position of a subscription in time. */
export interface Place extends Counting {
  /** 1 for the first cycle since the anchor; 0 for a trial, at whose end the anchor is. */
  readonly cycle: number
  readonly cycleStart: Date
  readonly cycleEnd: Date
  /** The end of the period. */
  readonly periodEnd: Date
}

/** The part of its period that a cycle is: from `from` to `to` of `of` days or months. */
export interface Share {
  readonly from: number
  readonly to: number
  readonly of: number
}

export interface Cycle {
  readonly place: Place
  readonly share: Share
}

/** The cycle at an instant that is not before the anchor. */
export function cycleAt(counting: Counting, terms: CycleTerms, at: Date): Cycle {
  const { pausedDays, timeZone } = counting
  if (pausedDays === 0) return unpausedAt(counting, terms, at)
  const unmoved = daysAfter({ anchorAt: at, timeZone }, -pausedDays)
  const near = unpausedAt(counting, terms, unmoved > counting.anchorAt ? unmoved : counting.anchorAt)
  const { place } = moved(near, pausedDays)
  // A day of a pause may have ended at another hour than it began: the clocks were changed in between.
  if (place.cycleStart > at && place.cycle > 1) {
    return moved(unpausedAt(counting, terms, new Date(near.place.cycleStart.getTime() - 1)), pausedDays)
  }
  return place.cycleEnd > at
    ? moved(near, pausedDays)
    : moved(unpausedAt(counting, terms, near.place.cycleEnd), pausedDays)
}

/** A cycle that a pause of some days has moved. */
export function pausedFor(place: Place, days: number): Place {
  const later = (anchorAt: Date) => daysAfter({ anchorAt, timeZone: place.timeZone }, days)
  const { cycleStart, cycleEnd, periodEnd } = place
  const ends = { cycleStart: later(cycleStart), cycleEnd: later(cycleEnd), periodEnd: later(periodEnd) }
  return { ...place, ...ends, pausedDays: place.pausedDays + days }
}

function moved({ place, share }: Cycle, days: number): Cycle {
  return { place: pausedFor({ ...place, pausedDays: 0 }, days), share }
}

/** The beginning of the period that a place is in. */
export function periodStartOf(place: Place, terms: CycleTerms): Date {
  if (place.cycle === 0) return place.cycleStart
  const { place: first } = cycleAt(place, { ...terms, refresh: terms.interval }, place.cycleStart)
  return first.cycleStart
}

/** The trial from an instant on. Cycles are counted from its end. */
export function trialFrom({ anchorAt, timeZone }: Anchor, days: number): Place {
  const cycleEnd = daysAfter({ anchorAt, timeZone }, days)
  return { anchorAt: cycleEnd, timeZone, pausedDays: 0, cycle: 0, cycleStart: anchorAt, cycleEnd, periodEnd: cycleEnd }
}

/** The part of a price for the time that is left of a period, rounded down. */
export function priceOfRest(amount: bigint, start: Date, end: Date, now: Date): bigint {
  const length = BigInt(end.getTime() - start.getTime())
  return now >= end ? 0n : (amount * BigInt(end.getTime() - now.getTime())) / length
}

function unpausedAt(anchor: Anchor, terms: CycleTerms, at: Date): Cycle {
  const { refresh } = terms
  return refresh === 'DAY' || refresh === 'WEEK'
    ? cycleOfDays(anchor, MONTHS_OF[terms.interval], DAYS[refresh], at)
    : cycleOfMonths(anchor, MONTHS_OF[terms.interval], MONTHS_OF[refresh], at)
}

function cycleOfMonths(anchor: Anchor, period: number, length: number, at: Date): Cycle {
  const before = monthsPassed(anchor, length, at) * length
  const periodStart = before - (before % period)
  const place = {
    ...anchorOf(anchor),
    cycle: before / length + 1,
    cycleStart: monthsAfter(anchor, before),
    cycleEnd: monthsAfter(anchor, before + length),
    periodEnd: monthsAfter(anchor, periodStart + period),
  }
  const from = before - periodStart
  return { place, share: { from, to: from + length, of: period } }
}

function cycleOfDays(anchor: Anchor, period: number, length: number, at: Date): Cycle {
  const periods = monthsPassed(anchor, period, at)
  const [first, end] = [daysIn(anchor, periods * period), daysIn(anchor, (periods + 1) * period)]
  const before = Math.floor((daysPassed(anchor, at) - first) / length)
  const from = before * length
  const to = Math.min(from + length, end - first)
  const periodEnd = monthsAfter(anchor, (periods + 1) * period)
  const place = {
    ...anchorOf(anchor),
    cycle: cyclesBefore(anchor, periods, period, length) + before + 1,
    cycleStart: daysAfter(anchor, first + from),
    cycleEnd: first + to === end ? periodEnd : daysAfter(anchor, first + to),
    periodEnd,
  }
  return { place, share: { from, to, of: end - first } }
}

/** The number of cycles in the periods before the present one. */
function cyclesBefore(anchor: Anchor, periods: number, period: number, length: number): number {
  if (length === 1) return daysIn(anchor, periods * period)
  let cycles = 0
  let start = 0
  for (let i = 1; i <= periods; i++) {
    const end = daysIn(anchor, i * period)
    cycles += Math.ceil((end - start) / length)
    start = end
  }
  return cycles
}

function anchorOf({ anchorAt, timeZone }: Anchor): Counting {
  return { anchorAt, timeZone, pausedDays: 0 }
}

/** The credits of a cycle whose full length brings `credits`. A shorter week brings its days' part, rounded down. */
export function creditsInCycle(credits: Credits, { refresh }: CycleTerms, { from, to }: Share): Credits {
  return refresh === 'WEEK' ? (credits * BigInt(to - from)) / BigInt(DAYS.WEEK) : credits
}

/** The part of a period's price that a cycle costs. The parts of a period add up to its price exactly. */
export function priceInCycle(amount: bigint, { from, to, of }: Share): bigint {
  return (amount * BigInt(to)) / BigInt(of) - (amount * BigInt(from)) / BigInt(of)
}

/** The credits of a year of cycles that bring `credits` each, times seven: for comparing plans of different cycles. */
export function creditsOfYear(credits: Credits, { refresh }: CycleTerms): Credits {
  return credits * { DAY: 365n * 7n, WEEK: 365n, MONTH: 12n * 7n, YEAR: 7n }[refresh]
}
