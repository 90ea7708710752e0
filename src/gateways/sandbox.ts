// The provider of the demo: a page of Holdfast's own, where a button pays, pays a part, or fails. No money moves.

import type { Links } from '../storage/links.ts'
import type { Gateway, PaymentName } from './gateway.ts'

/** The path of the page. Anyone who has the link pays. */
export const SANDBOX_PATH = '/payments/sandbox/'
const HOURS = 24

export function openSandbox(links: Links, clock: () => Date): Gateway {
  return {
    async start({ organizationId, paymentId }) {
      const expiresAt = new Date(clock().getTime() + HOURS * 3_600_000)
      const checkoutUrl = await links.sign(SANDBOX_PATH, { organizationId, paymentId }, expiresAt)
      return { reference: null, checkoutUrl, expiresAt }
    },
  }
}

/** The payment that a link to the page is for; null if it is no such link, or has expired. */
export async function paymentOfLink(links: Links, token: string): Promise<PaymentName | null> {
  const { organizationId, paymentId } = (await links.read(SANDBOX_PATH, token)) ?? {}
  return typeof organizationId === 'string' && typeof paymentId === 'string' ? { organizationId, paymentId } : null
}
