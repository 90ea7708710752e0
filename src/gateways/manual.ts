// Payments by hand: an invoice that is paid to the platform's account. The platform confirms what has arrived.

import type { Gateway } from './gateway.ts'

/** The time for an invoice without a date of its own: 30 days. */
const OPEN_MS = 30 * 24 * 3_600_000

export const MANUAL: Gateway = {
  openMs: OPEN_MS,
  start: async () => ({ reference: null, checkoutUrl: null, expiresAt: null }),
}
