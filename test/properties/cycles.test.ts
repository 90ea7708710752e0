// The instants of renewals in ten time zones, against an oracle that looks at a wall clock minute by minute.

import { expect, test } from 'vitest'
import {
  type Cycle,
  type CycleTerms,
  creditsInCycle,
  cycleAt,
  MONTHS_OF,
  priceInCycle,
} from '../../src/ledger/cycle.ts'
import { instantOf, monthsLater, wallAt } from '../support/wallClock.ts'

const DAY_MS = 24 * 60 * 60 * 1_000

/** Anchors whose renewals meet the ends of months, and clocks that are put forward and back. */
const ANCHORS = [
  ['UTC', '2026-01-31T10:20:30.456Z'],
  ['Europe/Berlin', '2026-01-30T23:30:00.000Z'],
  ['America/New_York', '2026-01-08T07:30:00.000Z'],
  ['America/Los_Angeles', '2026-10-31T09:30:00.000Z'],
  ['America/St_Johns', '2026-08-31T02:29:59.999Z'],
  ['Africa/Casablanca', '2026-02-15T02:30:00.000Z'],
  ['Asia/Kathmandu', '2026-05-31T18:15:00.000Z'],
  ['Australia/Lord_Howe', '2026-03-04T15:15:00.000Z'],
  ['Pacific/Chatham', '2026-08-26T14:45:00.000Z'],
  ['Pacific/Apia', '2026-12-30T10:00:00.000Z'],
] as const

const TERMS: readonly CycleTerms[] = [
  { interval: 'MONTH', refresh: 'MONTH' },
  { interval: 'YEAR', refresh: 'MONTH' },
  { interval: 'YEAR', refresh: 'YEAR' },
  { interval: 'MONTH', refresh: 'WEEK' },
  { interval: 'MONTH', refresh: 'DAY' },
]

/** Renewals of each anchor and each terms: ten anchors make 150. */
const RENEWALS = 15

/** The ends of the first cycles and of their periods, on the wall clock. */
function* wallsOf(first: number, { interval, refresh }: CycleTerms): Generator<{ end: number; periodEnd: number }> {
  for (let period = 0; ; period++) {
    const start = monthsLater(first, period * MONTHS_OF[interval])
    const periodEnd = monthsLater(first, (period + 1) * MONTHS_OF[interval])
    for (let cycle = 1, end = start; end < periodEnd; cycle++) {
      if (refresh === 'DAY') end = start + cycle * DAY_MS
      else if (refresh === 'WEEK') end = Math.min(start + cycle * 7 * DAY_MS, periodEnd)
      else end = refresh === 'YEAR' ? periodEnd : monthsLater(first, period * MONTHS_OF[interval] + cycle)
      yield { end, periodEnd }
    }
  }
}

for (const terms of TERMS)
  test(`150 renewals in ten time zones are at the wall clock’s instants: ${terms.refresh} of a ${terms.interval}`, () => {
    for (const [timeZone, start] of ANCHORS) {
      const anchor = { anchorAt: new Date(start), timeZone, pausedDays: 0 }
      const walls = wallsOf(wallAt(anchor.anchorAt.getTime(), timeZone), terms)
      let begin = anchor.anchorAt
      for (let number = 1; number <= RENEWALS; number++) {
        const { end, periodEnd } = walls.next().value as { end: number; periodEnd: number }
        const { place } = cycleAt(anchor, terms, begin)
        const expected = {
          end: new Date(instantOf(end, timeZone)),
          periodEnd: new Date(instantOf(periodEnd, timeZone)),
        }
        expect(place, `${timeZone}, renewal ${number}`).toEqual({
          ...anchor,
          cycle: number,
          cycleStart: begin,
          cycleEnd: expected.end,
          periodEnd: expected.periodEnd,
        })
        // The cycle is the same at its last instant, and however late somebody asks.
        expect(cycleAt(anchor, terms, new Date(expected.end.getTime() - 1)).place).toEqual(place)
        begin = expected.end
      }
    }
  })

test('31 January is followed by 28 February and 31 March, in Berlin as in UTC', () => {
  const starts = (timeZone: string, start: string) => {
    const anchor = { anchorAt: new Date(start), timeZone, pausedDays: 0 }
    const ends = (at: Date): Date => cycleAt(anchor, { interval: 'MONTH', refresh: 'MONTH' }, at).place.cycleEnd
    return [ends(anchor.anchorAt), ends(ends(anchor.anchorAt))].map((end) => end.toISOString())
  }
  expect(starts('UTC', '2027-01-31T09:00:00Z')).toEqual(['2027-02-28T09:00:00.000Z', '2027-03-31T09:00:00.000Z'])
  // Half past midnight in Berlin: an hour before in UTC in winter, two in summer.
  expect(starts('Europe/Berlin', '2027-01-30T23:30:00Z')).toEqual([
    '2027-02-27T23:30:00.000Z',
    '2027-03-30T22:30:00.000Z',
  ])
})

test('the parts of a period add up to its price, and the weeks of a month bring its days’ credits', () => {
  const anchor = { anchorAt: new Date('2027-01-31T09:00:00Z'), timeZone: 'Europe/Berlin', pausedDays: 0 }
  for (const terms of TERMS) {
    const cycles: Cycle[] = []
    let at = anchor.anchorAt
    do {
      const cycle = cycleAt(anchor, terms, at)
      cycles.push(cycle)
      at = cycle.place.cycleEnd
    } while (at < (cycles[0] as Cycle).place.periodEnd)
    const price = cycles.reduce((sum, { share }) => sum + priceInCycle(1_999n, share), 0n)
    expect(price).toBe(1_999n)
    if (terms.refresh !== 'WEEK') continue
    // From 31 January to 28 February: four weeks. To 31 March: four weeks and three days.
    expect(cycles.map(({ share }) => creditsInCycle(70n, terms, share))).toEqual([70n, 70n, 70n, 70n])
    const last = cycleAt(anchor, terms, new Date('2027-03-30T09:00:00Z'))
    expect(creditsInCycle(70n, terms, last.share)).toBe(30n)
  }
})
