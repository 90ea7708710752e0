// Requests to a payment provider for somebody who waits for the outcome.

import { GatewayRefused, GatewayUnavailable } from '../gateways/gateway.ts'
import type { Refusal } from '../ledger/refusals.ts'

/** The provider did not answer, or has refused. */
export interface ProviderFailed extends Refusal {
  readonly code: 'PROVIDER_FAILED'
}

/** Asks a provider to do something; the refusal if it does not. */
export async function asking(ask: () => Promise<unknown>): Promise<ProviderFailed | null> {
  try {
    await ask()
    return null
  } catch (error) {
    if (!(error instanceof GatewayRefused || error instanceof GatewayUnavailable)) throw error
    return { code: 'PROVIDER_FAILED', message: `The payment provider has not done it: ${error.message}` }
  }
}
