// What a plan costs, in words.

import { formatMoney } from '../parts/format.ts'
import { texts } from '../texts/index.ts'

interface Priced {
  readonly interval: string
  readonly price?: { readonly amount: number; readonly currency: string } | null
}

export function planPrice({ price, interval }: Priced): string {
  const { per, priceElsewhere } = texts.credits.plan
  return price ? `${formatMoney(price)} ${per[interval] ?? interval}` : priceElsewhere
}
