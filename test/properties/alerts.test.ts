// Alerts about balances, over random histories of a wallet.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hasRecovered, isLow } from '../../src/ledger/alert.ts'

const RUNS = Number(process.env.PROPERTY_RUNS ?? 3_000)

const step = fc.record({
  kind: fc.constantFrom('freeze', 'give back', 'spend', 'come in'),
  credits: fc.bigInt(1n, 60n),
})

test('between two alerts of a threshold, credits came in or the balance was twice the threshold', () => {
  let alerts = 0
  fc.assert(
    fc.property(fc.bigInt(0n, 50n), fc.bigInt(0n, 100n), fc.array(step, { maxLength: 40 }), (credits, begin, steps) => {
      const threshold = { credits, percent: null }
      let [available, frozen] = [begin, 0n]
      let isBelow = isLow(threshold, available, null)
      let mayTell = !isBelow
      for (const { kind, credits: wanted } of steps) {
        const there = kind === 'freeze' ? available : kind === 'come in' ? wanted : frozen
        const moved = wanted < there ? wanted : there
        if (kind === 'freeze') available -= moved
        if (kind === 'give back' || kind === 'come in') available += moved
        if (kind !== 'come in') frozen += kind === 'freeze' ? moved : -moved
        const was = isBelow
        isBelow = was
          ? !hasRecovered(threshold, available, null, kind === 'come in')
          : isLow(threshold, available, null)
        // Whoever looks at `isBelow` alone is never told that a low balance is none.
        if (available <= credits) expect(isBelow).toBe(true)
        if (available > credits && (kind === 'come in' || (credits > 0n && available >= 2n * credits))) mayTell = true
        if (isBelow && !was) {
          alerts++
          expect(mayTell).toBe(true)
          mayTell = false
        }
      }
    }),
    { numRuns: RUNS },
  )
  expect(alerts).toBeGreaterThan(RUNS / 10)
})
