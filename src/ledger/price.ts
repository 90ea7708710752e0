// The price of units of work, in exact fractions of credits, and in whole credits at the end.
//
// A price has a fixed part and parts by units: 1 credit, and 0.2 for each question. Each part has one rate for all units, or a rate
// for each tier of units. The sum of all parts is rounded up to whole credits, once. No rule here reads a clock or a task's input.

import { type Fraction, isMore, minus, plus, roundDown, roundUp, times, whole, ZERO } from './fraction.ts'
import type { Credits } from './wallet.ts'

/** `credits` for each `per` units; `per` is more than zero. */
interface Rate {
  readonly credits: Credits
  readonly per: bigint
}

/** The rate of the units up to and including `upTo`, after those of the tier before. */
export interface Tier extends Rate {
  readonly upTo: bigint
  /** Charged once if the tier is reached. */
  readonly fixed: Credits
}

/** GRADUATED: each unit has the rate of the tier that it is in. VOLUME: all units have the rate of the tier that their number is in. */
type Tiering = 'GRADUATED' | 'VOLUME'

/** The price of units of one kind. */
export interface UnitPrice extends Rate {
  /** Units are rounded up to a multiple of it; 0: they are exact. */
  readonly step: bigint
  /** In ascending order of `upTo`. The units after the last tier have the part's own rate. */
  readonly tiers: readonly Tier[]
  readonly tiering: Tiering
}

/** The exact price of a number of units. */
export function priceOfUnits(price: UnitPrice, units: Fraction): Fraction {
  const counted = steppedUp(price, units)
  if (price.tiers.length === 0) return atRate(price, counted)
  return price.tiering === 'VOLUME' ? byVolume(price, counted) : graduated(price, counted)
}

/**
 * The highest price of any number of units up to this one. It can be higher than the price of all of them: with tiers by volume,
 * 999 units may cost more than 1,000.
 */
export function highestPrice(price: UnitPrice, unitsMax: Fraction): Fraction {
  const all = priceOfUnits(price, unitsMax)
  if (price.tiering !== 'VOLUME') return all
  const ends = price.tiers.map(({ upTo }) => steppedDown(price, whole(upTo))).filter((end) => isMore(unitsMax, end))
  return ends.map((end) => priceOfUnits(price, end)).reduce(larger, all)
}

/** Whole credits: the fixed part and the exact prices of the parts, rounded up once. */
export function wholeCredits(fixed: Credits, parts: readonly Fraction[]): Credits {
  return roundUp(parts.reduce(plus, whole(fixed)))
}

/** More units than one task can have. */
export const UNITS_MAX = 1_000_000_000_000n

/** The largest whole number of units that never costs more than `credits`, however many of them it becomes; null: any number. */
export function unitsFor(price: UnitPrice, credits: Fraction): bigint | null {
  const isPaid = (units: bigint) => !isMore(highestPrice(price, whole(units)), credits)
  if (isPaid(UNITS_MAX)) return null
  let paid = 0n
  let unpaid = UNITS_MAX
  while (unpaid - paid > 1n) {
    const middle = (paid + unpaid) / 2n
    if (isPaid(middle)) paid = middle
    else unpaid = middle
  }
  return paid
}

function graduated(price: UnitPrice, units: Fraction): Fraction {
  let from = 0n
  let sum = ZERO
  for (const tier of price.tiers) {
    if (!isMore(units, whole(from))) return sum
    const to = isMore(units, whole(tier.upTo)) ? whole(tier.upTo) : units
    sum = plus(sum, plus(whole(tier.fixed), atRate(tier, minus(to, whole(from)))))
    from = tier.upTo
  }
  return plus(sum, atRate(price, minus(units, whole(from))))
}

function byVolume(price: UnitPrice, units: Fraction): Fraction {
  if (units.over === 0n) return ZERO
  const tier = price.tiers.find(({ upTo }) => !isMore(units, whole(upTo)))
  return tier ? plus(whole(tier.fixed), atRate(tier, units)) : atRate(price, units)
}

function atRate({ credits, per }: Rate, units: Fraction): Fraction {
  return times(units, { over: credits, under: per })
}

function steppedUp({ step }: UnitPrice, units: Fraction): Fraction {
  return step === 0n ? units : whole(roundUp(times(units, { over: 1n, under: step })) * step)
}

function steppedDown({ step }: UnitPrice, units: Fraction): Fraction {
  return step === 0n ? units : whole(roundDown(times(units, { over: 1n, under: step })) * step)
}

function larger(a: Fraction, b: Fraction): Fraction {
  return isMore(b, a) ? b : a
}
