// A part of a price as a sentence: "2 music credits for each 30 seconds (duration): 90 seconds".

import { formatNumber } from '../parts/format.ts'
import { texts } from '../texts/index.ts'
import type { Details } from './types.ts'

export function partText({ part, units }: Details['priceParts'][number]): string {
  const t = texts.tasks.price
  const { unit, credits, creditType, per, unitField, settleBy, tiers } = part
  const price = t.creditsOf(formatNumber(credits), creditType)
  if (unit === 'CALL') return t.perTask(price)
  const name = t.units[unit] ?? unit
  return [
    t.perUnits(price, formatNumber(per), name),
    unitField ? t.field(unitField) : '',
    tiers.length > 0 ? t.tiered : '',
    units === null ? '' : t.asked(formatNumber(units), name),
    settleBy ? t.settles : '',
  ]
    .filter(Boolean)
    .join(' ')
}
