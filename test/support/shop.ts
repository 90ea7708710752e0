// A shop: a Holdfast with payment providers and plans, and what its tests do with packs, pages and clocks.

import { startTestHoldfast, type TestHoldfast, type TestOrganization } from './holdfast.ts'
import { mutate } from './mutate.ts'
import { AdvanceClock, LoadCatalogue } from './operations.ts'
import { StripeServer } from './stripe.ts'

type Settings = Omit<Parameters<typeof startTestHoldfast>[0] & {}, 'payments'>

export interface Shop {
  readonly holdfast: TestHoldfast
  readonly stripe: StripeServer
  stop(): Promise<void>
}

/** Starts a Holdfast with all providers but OxaPay, which sells these plans. */
export async function openShop(plans: readonly object[], settings: Settings = {}): Promise<Shop> {
  const stripe = await StripeServer.start()
  const payments = { stripe: stripe.settings, manual: true, sandbox: true }
  const holdfast = await startTestHoldfast({ payments, feedDays: 1, ...settings })
  stripe.holdfast = holdfast.holdfast.url
  const document = { name: 'shop', description: 'For these tests.', priceRules: [], plans: [...plans] }
  const { loadCatalogue } = await holdfast.operator.run(LoadCatalogue, { input: { document } })
  if (loadCatalogue?.__typename !== 'LoadCatalogueSuccess') throw new Error(JSON.stringify(loadCatalogue))
  return {
    holdfast,
    stripe,
    async stop() {
      await holdfast.stop()
      stripe.stop()
    },
  }
}

/** A plan of 31.00 USD a month that customers buy themselves. */
export function planOf(name: string, credits: number, more: object = {}): object {
  return {
    ...{ name, title: `Plan ${name}`, price: usd(3_100), interval: 'MONTH' },
    ...{ credits: [{ creditType: 'music', credits }], selfService: true, ...more },
  }
}

export const usd = (amount: number) => ({ amount, currency: 'USD' })

/** Makes a credit pack. Returns its id. */
export async function createPack({ holdfast }: Shop, pack: object): Promise<string> {
  const made = await mutate<{ creditPack: { id: string } }>(
    holdfast.operator,
    'createCreditPack',
    { ...pack },
    'creditPack { id }',
  )
  if (!made.creditPack) throw new Error(JSON.stringify(made))
  return made.creditPack.id
}

/** Presses a button of a page of the sandbox. */
export function press(url: string | null, form: Record<string, string>): Promise<Response> {
  return fetch(url ?? '', { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' })
}

/** Moves the clock of a SANDBOX organization to a time. */
export async function advance({ holdfast }: Shop, { id }: TestOrganization, to: string): Promise<void> {
  const { advanceClock } = await holdfast.operator.run(AdvanceClock, { input: { organizationId: id, to } })
  if (advanceClock?.__typename !== 'AdvanceClockSuccess') throw new Error(JSON.stringify(advanceClock))
}
