// Callbacks of payment providers: which payment to ask about. Nothing that a callback says is believed: the provider is asked.

import type { App } from '../app.ts'
import { PaymentProvider } from '../database/generated/client/client.ts'
import { hearAbout } from './ask.ts'

export const PAYMENT_CALLBACKS_PATH = '/payments/callbacks/'

/** The outcome of a callback. IGNORED: it is about no payment of ours. */
export type ReceivedCallback = 'RECEIVED' | 'IGNORED' | 'UNSIGNED' | 'UNKNOWN'

/** Throws if it can't be taken over now, so that the provider repeats it. */
export async function receivePaymentCallback(
  app: App,
  path: string,
  body: Buffer,
  header: (name: string) => string | undefined,
): Promise<ReceivedCallback> {
  const provider = Object.values(PaymentProvider).find((name) => name.toLowerCase() === path)
  const parse = provider && app.gateways[provider]?.parseCallback
  if (!parse) return 'UNKNOWN'
  const callback = await parse(body, header)
  if (callback.kind !== 'ABOUT') return callback.kind
  return (await hearAbout(app, callback.payment, callback.reference)) === 'HEARD' ? 'RECEIVED' : 'IGNORED'
}
