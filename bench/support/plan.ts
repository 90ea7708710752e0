// Adds a plan for benches to the price book.

import type { App } from '../../src/app.ts'
import { loadCatalogue } from '../../src/pricing/catalogue.ts'

const PLAN = {
  name: 'monthly',
  title: 'Monthly',
  price: null,
  interval: 'MONTH',
  credits: [{ creditType: 'music', credits: 1_000_000 }],
}

/** Adds prices of one credit for the operation `song` of each model, and one plan, `monthly`, of a million music credits. */
export async function fillPriceBook(app: App, models: number): Promise<void> {
  const priceRules = Array.from({ length: models }, (_, i) => ({
    ...{ provider: 'acme', model: `model-${i}`, operation: 'song', creditType: 'music', credits: 1 },
    inputLimits: [{ field: 'prompt', maxLength: 1_000 }],
  }))
  const loaded = await loadCatalogue(
    app,
    { name: 'bench', description: 'For benches.', priceRules, plans: [PLAN] },
    { dryRun: false },
  )
  if ('code' in loaded) throw new Error(loaded.message)
}
