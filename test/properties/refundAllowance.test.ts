// Refund allowances by random histories of refunds, of settings and of time, against a naive model that keeps a list of refunds: a refund
// goes through if and only if the refunds of its month and this one are within the maximum.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { periodAt } from '../../src/ledger/period.ts'
import { afterRefund, leftOf, type RefundAllowance, withMaximum } from '../../src/ledger/refundAllowance.ts'
import { isRefusal } from '../../src/ledger/refusals.ts'

const RUNS = Number(process.env.PROPERTY_RUNS ?? 1_000)
const HOUR_MS = 3_600_000

type Step =
  | { readonly do: 'refund'; readonly creditType: string; readonly credits: number }
  | { readonly do: 'set'; readonly creditType: string; readonly monthlyMax: number }
  | { readonly do: 'wait'; readonly hours: number }

const creditType = fc.constantFrom('music', 'video')
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('refund' as const), creditType, credits: fc.integer({ min: 1, max: 60 }) }),
  fc.record({ do: fc.constant('set' as const), creditType, monthlyMax: fc.integer({ min: 1, max: 100 }) }),
  fc.record({ do: fc.constant('wait' as const), hours: fc.constantFrom(1, 30, 200, 800) }),
)

function play(steps: readonly Step[], timeZone: string): void {
  let now = new Date('2027-01-30T12:00:00Z')
  let allowances: readonly RefundAllowance[] = []
  const maxima = new Map<string, number>()
  const done: { readonly creditType: string; readonly credits: number; readonly at: Date }[] = []
  for (const each of steps) {
    const month = periodAt('MONTH', timeZone, now)
    if (each.do === 'wait') now = new Date(now.getTime() + each.hours * HOUR_MS)
    else if (each.do === 'set') {
      maxima.set(each.creditType, each.monthlyMax)
      const asked = { creditType: each.creditType, monthlyMax: BigInt(each.monthlyMax) }
      allowances = withMaximum(allowances, asked, month)
    } else {
      const ofMonth = done.filter(({ creditType, at }) => creditType === each.creditType && at >= month.start)
      const before = ofMonth.reduce((sum, { credits }) => sum + credits, 0)
      const left = Math.max(0, (maxima.get(each.creditType) ?? 0) - before)
      const allowance = allowances.find(({ creditType }) => creditType === each.creditType)
      expect(allowance ? leftOf(allowance, month) : 0n).toBe(BigInt(left))
      const after = afterRefund(allowances, { creditType: each.creditType, credits: BigInt(each.credits) }, month)
      expect(isRefusal(after)).toBe(each.credits > left)
      if (isRefusal(after)) continue
      allowances = after
      done.push({ creditType: each.creditType, credits: each.credits, at: now })
    }
  }
}

test('what admins give back in a month is within its maximum, and nothing within it is refused', () => {
  const timeZone = fc.constantFrom('UTC', 'Asia/Tokyo', 'America/New_York')
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), timeZone, (steps, zone) => play(steps, zone)),
    { numRuns: RUNS },
  )
})
