// Callbacks of payment providers: which payment to ask about. Nothing that a callback says is believed: the provider is asked.

import type { App } from '../app.ts'
import { PaymentProvider } from '../database/generated/client/client.ts'
import { hearAbout } from './ask.ts'

export const PAYMENT_CALLBACKS_PATH = '/payments/callbacks/'

/** The outcome of a callback. IGNORED: it is about no payment of ours. */
export type ReceivedCallback = 'RECEIVED' | 'IGNORED' | 'UNSIGNED' | 'UNKNOWN'

/** A callback that was taken over, and the body that the provider wants to read; null: any. */
interface Received {
  readonly received: ReceivedCallback
  readonly answer: string | null
}

/** Throws if it can't be taken over now, so that the provider repeats it. */
export async function receivePaymentCallback(
  app: App,
  path: string,
  body: Buffer,
  header: (name: string) => string | undefined,
): Promise<Received> {
  const provider = Object.values(PaymentProvider).find((name) => name.toLowerCase() === path)
  const { parseCallback: parse, callbackAnswer = null } = (provider && app.gateways[provider]) ?? {}
  if (!provider || !parse) return { received: 'UNKNOWN', answer: null }
  const callback = await parse(body, header)
  if (callback.kind !== 'ABOUT') return { received: callback.kind, answer: callbackAnswer }
  const isHeard = (await hearAbout(app, provider, callback.payment, callback.reference)) === 'HEARD'
  return { received: isHeard ? 'RECEIVED' : 'IGNORED', answer: callbackAnswer }
}
