// The provider of the demo: a page of Holdfast's own, where a button pays, pays a part, or fails. No money moves.

import { dueOf } from '../ledger/payment.ts'
import type { Links } from '../storage/links.ts'
import type { Charge, Gateway, PaymentAtGateway, PaymentName, SavedMethod } from './gateway.ts'

/** The path of the page. Anyone who has the link pays. */
export const SANDBOX_PATH = '/payments/sandbox/'
const OPEN_MS = 24 * 3_600_000

/** The cards that can be saved on the page, by what they do when they are charged. */
export const SANDBOX_CARDS = {
  works: { brand: 'Test', last4: '0001' },
  declines: { brand: 'Test', last4: '0002' },
  asks: { brand: 'Test', last4: '0003' },
} as const
export type SandboxCard = keyof typeof SANDBOX_CARDS

export function openSandbox(links: Links, clock: () => Date): Gateway {
  return {
    openMs: OPEN_MS,
    async start({ organizationId, paymentId }) {
      const until = new Date(clock().getTime() + OPEN_MS)
      const checkoutUrl = await links.sign(SANDBOX_PATH, { organizationId, paymentId }, until)
      return { reference: null, checkoutUrl, expiresAt: null }
    },
    saved: { isTest: true, forget: async () => {}, charge: async (payment, { method }) => charge(payment, method) },
  }
}

function charge(payment: PaymentAtGateway, method: string): Charge {
  if (method === 'declines') return { kind: 'DECLINED', message: 'The card was declined.' }
  if (method === 'asks') return { kind: 'NEEDS_PAYER', message: 'The bank wants the payer to authenticate.' }
  const { amount, currency, tax } = payment
  return { kind: 'TAKEN', fact: { received: dueOf({ amount, tax }), currency } }
}

/** A card of the page, as it is saved. */
export function sandboxMethod(card: SandboxCard): SavedMethod {
  const { brand, last4 } = SANDBOX_CARDS[card]
  const expiry = { expiresMonth: 12, expiresYear: 2099 }
  return { customer: 'sandbox', method: card, label: `${brand} ${last4}`, card: { brand, last4, ...expiry } }
}

/** The payment that a link to the page is for; null if it is no such link, or has expired. */
export async function paymentOfLink(links: Links, token: string): Promise<PaymentName | null> {
  const { organizationId, paymentId } = (await links.read(SANDBOX_PATH, token)) ?? {}
  return typeof organizationId === 'string' && typeof paymentId === 'string' ? { organizationId, paymentId } : null
}
