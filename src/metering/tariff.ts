// The price of metered units by a price rule: exact on the way, and rounded up once, for all units of a hold together.
//
// One part of the price is metered: the one whose units the input does not say. The units of the others are counted in the input
// once, at the beginning, such as the tokens of a prompt while those of the answer are metered. A hold has credits of one type, so
// the parts of other types are not metered: a task pays them from holds of their own.

import type { PriceRule } from '../database/generated/client/client.ts'
import { type Fraction, plus, ZERO } from '../ledger/fraction.ts'
import { MILLIONTHS, type Tariff, UNITS_MAX } from '../ledger/meter.ts'
import { must } from '../ledger/must.ts'
import { highestPrice, priceOfUnits, wholeCredits } from '../ledger/price.ts'
import type { Credits, Meter } from '../ledger/wallet.ts'
import type { Input } from '../pricing/constraints.ts'
import { formulaOf } from '../pricing/formula.ts'
import { type InputLimit, inputLimit } from '../pricing/priceOf.ts'
import { type Counted, countUnits } from '../pricing/units.ts'

const COUNTED_MAX = BigInt(UNITS_MAX) * BigInt(MILLIONTHS)

type Basis = Pick<Meter, 'part' | 'base'>

/** The metered part of a price, and the exact price of the others. */
export function basisOf(rule: PriceRule, input: Input): Basis | InputLimit {
  const { parts } = formulaOf(rule)
  const counted: Exclude<Counted, { readonly flaw: string }>[] = []
  for (const part of parts) {
    const found = countUnits(part, input)
    if ('flaw' in found) return inputLimit(rule, found.field, found.flaw)
    counted.push(found)
  }
  const isMain = (index: number) => parts[index]?.creditType === rule.creditType
  const unsaid = counted.findIndex(({ isAsked }, i) => !isAsked && isMain(i))
  const settling = parts.findIndex(({ settleBy }, i) => settleBy !== null && isMain(i))
  const metered = [unsaid, settling, 0].find((index) => index >= 0) ?? 0
  let base = ZERO
  for (const [i, { units }] of counted.entries()) {
    const part = must(parts[i], 'each part was counted')
    if (i === metered || !isMain(i)) continue
    if (!units)
      return inputLimit(rule, part.fields[0] ?? '', 'must be given: one part of the price is metered, and no other')
    base = plus(base, priceOfUnits(part, units))
  }
  return { part: metered, base: `${base.over}/${base.under}` }
}

export function tariffOf(rule: PriceRule, { part: index, base }: Basis): Tariff {
  const { fixed, parts } = formulaOf(rule)
  const part = must(parts[index], 'a price rule keeps its parts')
  const [over = '0', under = '1'] = base.split('/')
  const others: Fraction = { over: BigInt(over), under: BigInt(under) }
  const units = (millionths: bigint) => ({ over: millionths, under: BigInt(MILLIONTHS) })
  const costOf = (millionths: bigint, price: typeof highestPrice): Credits =>
    wholeCredits(fixed, [others, price(part, units(millionths))])
  return {
    creditsFor: (millionths) => costOf(BigInt(millionths), priceOfUnits),
    coverFor: (millionths) => costOf(BigInt(millionths), highestPrice),
    unitsFor(credits) {
      let least = 0n
      let most = COUNTED_MAX
      while (least < most) {
        const middle = (least + most + 1n) / 2n
        if (costOf(middle, highestPrice) <= credits) least = middle
        else most = middle - 1n
      }
      return Number(least)
    },
  }
}
