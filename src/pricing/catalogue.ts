// Catalogues: named sets of price rules that a platform starts from.

import { z } from 'zod'
import type { App } from '../app.ts'
import { createPriceRule, findPriceRules } from './operations.ts'
import sunor from './sunor.json' with { type: 'json' }

const Catalogue = z.object({
  name: z.string(),
  priceRules: z.array(
    z.object({
      provider: z.string(),
      model: z.string(),
      operation: z.string(),
      creditType: z.string(),
      credits: z.int().nonnegative(),
    }),
  ),
})

export const CATALOGUES = { sunor: Catalogue.parse(sunor) }

/** Sets the catalogue's price wherever there is none yet. Prices that were set since stay as they are. */
export async function loadCatalogue(app: App, { priceRules }: z.output<typeof Catalogue>): Promise<void> {
  const priced = await findPriceRules(app, app.clock(), {})
  for (const rule of priceRules) {
    if (priced.some(({ model, operation }) => model === rule.model && operation === rule.operation)) continue
    const created = await createPriceRule(app, { ...rule, credits: BigInt(rule.credits) })
    // Two processes that load the same catalogue at once: one of them is first, which is all that is wanted.
    if ('code' in created && created.code !== 'PRICE_RULE_EXISTS') throw new Error(created.message)
  }
}
