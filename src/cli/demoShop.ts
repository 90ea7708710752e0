// The demo sells three credit packs and a plan, so that its organization can buy at once in the sandbox. Those that the platform has
// changed or ended since stay as they are.

import type { App } from '../app.ts'
import { isRefusal } from '../ledger/refusals.ts'
import { createCreditPack } from '../payments/packs.ts'
import { loadCatalogue } from '../pricing/catalogue.ts'

const PLAN = 'demo-studio'

interface Pack {
  readonly name: string
  readonly title: string
  readonly credits: bigint
  readonly bonus: bigint
  /** In cents. */
  readonly amount: bigint
}

const PACKS: readonly Pack[] = [
  { name: 'demo-500', title: '500 credits', credits: 500n, bonus: 0n, amount: 500n },
  { name: 'demo-2000', title: '2,000 credits, and 200 more', credits: 2_000n, bonus: 200n, amount: 1_900n },
  { name: 'demo-10000', title: '10,000 credits, and 1,500 more', credits: 10_000n, bonus: 1_500n, amount: 8_900n },
]

/** Sells credits of a type that the organization has. */
export async function openShop(app: App, creditType: string): Promise<void> {
  for (const pack of PACKS) await sellPack(app, creditType, pack)
  if (app.priceBook.version.planNamed(PLAN)) return
  const plan = {
    ...{ name: PLAN, title: 'Studio', price: { amount: 1_900, currency: 'USD' }, interval: 'MONTH', selfService: true },
    ...{ credits: [{ creditType, credits: 2_500 }], payment: { order: 'BEFORE_CREDITS', days: 7 } },
  }
  const document = { name: 'demo', description: 'A plan that the demo sells.', priceRules: [], plans: [plan] }
  const loaded = await loadCatalogue(app, document, { dryRun: false })
  if (isRefusal(loaded)) throw new Error(loaded.message)
}

async function sellPack(app: App, creditType: string, { amount, credits, bonus, ...pack }: Pack): Promise<void> {
  const isThere = async () => (await app.prisma.creditPack.count({ where: { name: pack.name } })) > 0
  if (await isThere()) return
  const price = { amount, currency: 'USD' }
  const made = await createCreditPack(app, { ...pack, price, credits: [{ creditType, credits, bonus }] })
  // Another process may have made it meanwhile.
  if (isRefusal(made) && !(await isThere())) throw new Error(made.message)
}
