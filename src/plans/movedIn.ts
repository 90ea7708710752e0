// The position in time of a subscription that began elsewhere. Pure. Its next renewal is at the instant that the earlier system
// says, and the ones after it are counted from an anchor, as those of every subscription are.

import type { PlanInterval } from '../database/generated/client/client.ts'
import { cycleAt, monthsAfter, monthsOf } from './calendar.ts'
import type { Place } from './rules.ts'

export interface Elsewhere {
  /** The end of the present cycle. */
  readonly renewsAt: Date
  /** The instant from which cycles are counted; null: the latest from which they end at `renewsAt` and at `paidUntil`. */
  readonly anchorAt: Date | null
  /** The end of the time that is paid; null: the end of the period that the anchor gives. */
  readonly paidUntil: Date | null
}

/** Returns a wrong date, and what it must be. */
export interface WrongDate {
  readonly field: 'renewsAt' | 'anchorAt' | 'paidUntil'
  readonly message: string
}

/** The place of a subscription to a plan of this interval; or the date that contradicts the others. */
export function placeFrom(interval: PlanInterval, { renewsAt, anchorAt, paidUntil }: Elsewhere): Place | WrongDate {
  const months = monthsOf(interval)
  if (months > 1 && !anchorAt && !paidUntil) {
    return { field: 'paidUntil', message: 'must be given, or anchorAt: the plan is paid by the year' }
  }
  const anchor = anchorAt ?? (months > 1 && paidUntil ? anchorOf(paidUntil, months) : anchorOf(renewsAt, 1))
  if (anchor >= renewsAt) return { field: 'anchorAt', message: 'must be before renewsAt' }
  const cycle = cycleAt(anchor, new Date(renewsAt.getTime() - 1))
  const cycleEnd = monthsAfter(anchor, cycle)
  if (cycleEnd.getTime() !== renewsAt.getTime()) {
    const message = `must be a whole number of months after ${anchor.toISOString()}, such as ${cycleEnd.toISOString()}`
    return { field: 'renewsAt', message }
  }
  const periodEnd = monthsAfter(anchor, Math.ceil(cycle / months) * months)
  if (paidUntil && paidUntil.getTime() !== periodEnd.getTime()) {
    return { field: 'paidUntil', message: `must be ${periodEnd.toISOString()}, the end of the period of renewsAt` }
  }
  return { anchorAt: anchor, cycle, cycleStart: monthsAfter(anchor, cycle - 1), cycleEnd, periodEnd }
}

/** The latest instant that is a whole number of intervals before another one, which then ends an interval: 31 March is two months after 31 January. */
function anchorOf(end: Date, months: number): Date {
  let before = months
  while (monthsAfter(monthsAfter(end, -before), before).getTime() !== end.getTime()) before += months
  return monthsAfter(end, -before)
}
