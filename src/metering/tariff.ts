// The price of metered units by a price rule: exact on the way, and rounded up once, for all units of a hold together.

import type { PriceRule } from '../database/generated/client/client.ts'
import { MILLIONTHS, type Tariff, UNITS_MAX } from '../ledger/meter.ts'
import type { Credits } from '../ledger/wallet.ts'

const COUNTED_MAX = BigInt(UNITS_MAX) * BigInt(MILLIONTHS)

/** The credits for a number of millionths of a unit, rounded up. It never falls as they grow. */
function creditsFor({ credits }: Priced, millionths: bigint): Credits {
  const per = BigInt(MILLIONTHS)
  return (credits * millionths + per - 1n) / per
}

/** The part of a price rule that its price depends on. */
type Priced = Pick<PriceRule, 'credits'>

export function tariffOf(rule: Priced): Tariff {
  return {
    creditsFor: (millionths) => creditsFor(rule, BigInt(millionths)),
    unitsFor(credits) {
      // By halves, so that it holds for every price that doesn't fall.
      let least = 0n
      let most = COUNTED_MAX
      while (least < most) {
        const middle = (least + most + 1n) / 2n
        if (creditsFor(rule, middle) <= credits) least = middle
        else most = middle - 1n
      }
      return Number(least)
    },
  }
}
