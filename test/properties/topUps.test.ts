// Auto top-ups by random histories of a balance, of payments and of time, against a naive model that keeps a list of payments: never more than
// the most money of a month, never two at a time, and one whenever the balance is low and nothing is in the way.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { periodAt } from '../../src/ledger/period.ts'
import { afterPayment, buying, type TopUp, type TopUpPayment, watched } from '../../src/ledger/topUp.ts'

const RUNS = Number(process.env.PROPERTY_RUNS ?? 1_000)
const HOUR_MS = 3_600_000
const BELOW = 50
const MAX = 300

type Step =
  | { readonly do: 'spend'; readonly credits: number }
  | { readonly do: 'wait'; readonly hours: number }
  | { readonly do: 'sweep'; readonly price: number }
  | { readonly do: 'end'; readonly isPaid: boolean }
  | { readonly do: 'zone'; readonly timeZone: string }

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('spend' as const), credits: fc.integer({ min: 1, max: 120 }) }),
  fc.record({ do: fc.constant('wait' as const), hours: fc.constantFrom(1, 3, 30, 200, 800) }),
  fc.record({ do: fc.constant('sweep' as const), price: fc.constantFrom(60, 100, 250, 301) }),
  fc.record({ do: fc.constant('end' as const), isPaid: fc.boolean() }),
  fc.record({ do: fc.constant('zone' as const), timeZone: fc.constantFrom('UTC', 'Asia/Tokyo', 'America/New_York') }),
)

interface Known {
  readonly payment: TopUpPayment
  readonly timeZone: string
}

function play(steps: readonly Step[]) {
  let now = new Date('2027-01-30T12:00:00Z')
  let timeZone = 'UTC'
  let available = 200n
  const payments: Known[] = []
  let rule: TopUp = {
    ...{
      creditType: 'music',
      below: BELOW,
      pack: 'pack',
      quantity: 1,
      monthlyMax: MAX,
      currency: 'USD',
      provider: 'STRIPE',
    },
    ...{ month: new Date('2027-01-01T00:00:00Z').toISOString(), bought: 0, paymentId: null, failures: 0, dueAt: null },
  }
  const monthOf = (at: Date) => {
    const { start, end } = periodAt('MONTH', timeZone, at)
    return { start, end: end ?? start }
  }
  const open = () => payments.filter(({ payment }) => payment.state === 'UNDER_WAY')
  for (const each of steps) {
    if (each.do === 'spend') {
      available = available > BigInt(each.credits) ? available - BigInt(each.credits) : 0n
      rule = watched(rule, available, now)
    } else if (each.do === 'wait') now = new Date(now.getTime() + each.hours * HOUR_MS)
    else if (each.do === 'zone') timeZone = each.timeZone
    else if (each.do === 'sweep') {
      const isPaused = rule.dueAt === null || new Date(rule.dueAt) > now
      const wanted = !isPaused && available < BigInt(BELOW) && open().length === 0
      const id = String(payments.length)
      const bought = buying(rule, { available, amount: BigInt(each.price), month: monthOf(now), paymentId: id }, now)
      const start = new Date(bought.rule.month)
      const counted = payments.filter(({ payment }) => payment.state !== 'FAILED' && payment.createdAt >= start)
      const spent = counted.reduce((sum, { payment }) => sum + Number(payment.amount), 0)
      expect(bought.kind).toBe(wanted ? (spent + each.price > MAX ? 'LIMITED' : 'BUY') : 'NOTHING')
      rule = bought.rule
      if (bought.kind === 'BUY') {
        const payment = { id, createdAt: now, amount: BigInt(each.price), state: 'UNDER_WAY' as const }
        payments.push({ payment, timeZone })
      }
    } else {
      const at = payments.findIndex(({ payment }) => payment.state === 'UNDER_WAY')
      const known = payments[at]
      if (!known) continue
      const payment = { ...known.payment, state: each.isPaid ? ('PAID' as const) : ('FAILED' as const) }
      payments[at] = { ...known, payment }
      if (each.isPaid) available += 100n
      rule = watched(afterPayment(rule, 'UNDER_WAY', payment, now), available, now)
      // Telling it twice changes nothing.
      expect(afterPayment(rule, payment.state, payment, now)).toEqual(rule)
    }
    expect(open().length).toBeLessThanOrEqual(1)
    expect(rule.paymentId).toBe(open()[0]?.payment.id ?? null)
    // A low balance is never forgotten.
    if (available < BigInt(BELOW)) expect(rule.paymentId ?? rule.dueAt).not.toBeNull()
  }
  return payments
}

test('an auto top-up buys one at a time, and never for more than the most money of a month', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const payments = play(steps).filter(({ payment }) => payment.state !== 'FAILED')
      const zones = new Set(payments.map(({ timeZone }) => timeZone))
      if (zones.size > 1) return
      const months = Map.groupBy(payments, ({ payment, timeZone }) =>
        periodAt('MONTH', timeZone, payment.createdAt).start.getTime(),
      )
      for (const each of months.values()) {
        expect(each.reduce((sum, { payment }) => sum + Number(payment.amount), 0)).toBeLessThanOrEqual(MAX)
      }
    }),
    { numRuns: RUNS },
  )
})
