// The buttons of the sandbox's page, and their effects on a payment.

import type { App } from '../app.ts'
import type { PaymentRow } from '../engine/records.ts'
import { paymentOfLink, type SandboxCard, sandboxMethod } from '../gateways/sandbox.ts'
import { dueOf, type Fact } from '../ledger/payment.ts'
import { tell } from './ask.ts'
import { findPayment } from './find.ts'
import { keepMethod } from './methods.ts'

export const SANDBOX_STEPS = ['pay', 'part', 'fail'] as const
export type SandboxStep = (typeof SANDBOX_STEPS)[number]

/** The payment of a link to the page; null if it is no such link, has expired, or the sandbox is not set up. */
export async function paymentInSandbox(app: App, token: string): Promise<PaymentRow | null> {
  const name = app.gateways.SANDBOX && app.links ? await paymentOfLink(app.links, token) : null
  return name && findPayment(app, name)
}

/** Takes a step over that the payer has chosen. `card`: what is paid with, and saved if the payment says so. */
export async function stepInSandbox(
  app: App,
  payment: PaymentRow,
  { step, card }: { readonly step: SandboxStep; readonly card: SandboxCard },
): Promise<PaymentRow> {
  const isSaved = payment.saveMethod && step !== 'fail' && payment.received === 0n
  if (isSaved) await keepMethod(app, payment, sandboxMethod(card))
  return tell(app, payment, { fact: factOf(payment, step), ...(step === 'fail' ? {} : { failure: null }) })
}

function factOf(payment: PaymentRow, step: SandboxStep): Fact {
  const { currency } = payment
  if (step === 'fail') return { stage: 'FAILED' }
  return { currency, received: step === 'pay' ? dueOf(payment) : (dueOf(payment) + 1n) / 2n }
}
