// The buttons of the sandbox's page, and their effects on a payment.

import type { App } from '../app.ts'
import type { PaymentRow } from '../engine/records.ts'
import { paymentOfLink, type SandboxCard, sandboxMethod } from '../gateways/sandbox.ts'
import { type Disputes, disputeOf, dueOf, type Fact } from '../ledger/payment.ts'
import { tell } from './ask.ts'
import { findPayment } from './find.ts'
import { keepMethod } from './methods.ts'

/** The steps before it is paid, and those after. */
const PAYING = ['pay', 'part', 'fail'] as const
const AFTER = ['refundPart', 'refund', 'dispute', 'win', 'lose'] as const
export const SANDBOX_STEPS = [...PAYING, ...AFTER] as const
export type SandboxStep = (typeof SANDBOX_STEPS)[number]

/** The dispute of the page's button, by its id at the provider. */
const DISPUTE = 'sandbox'

/** The steps that a payment has now, in the order of their buttons. */
export function stepsOf(payment: PaymentRow): readonly SandboxStep[] {
  const { received, refunded, stage } = payment
  const dispute = disputeOf(payment.disputes as Disputes)
  if (received < dueOf(payment)) return stage === 'CANCELED' ? [] : PAYING
  if (dispute === 'OPEN') return ['win', 'lose']
  if (dispute === 'LOST' || refunded >= received) return []
  return [
    ...(received - refunded > 1n ? ['refundPart' as const] : []),
    'refund',
    ...(dispute ? [] : ['dispute' as const]),
  ]
}

/** The payment of a link to the page; null if it is no such link, has expired, or the sandbox is not set up. */
export async function paymentInSandbox(app: App, token: string): Promise<PaymentRow | null> {
  const name = app.gateways.SANDBOX && app.links ? await paymentOfLink(app.links, token) : null
  return name && findPayment(app, name)
}

/** Takes a step over that was chosen; nothing changes if the payment does not have it now. `card`: what is paid with, and saved if the payment says so. */
export async function stepInSandbox(
  app: App,
  payment: PaymentRow,
  { step, card }: { readonly step: SandboxStep; readonly card: SandboxCard },
): Promise<PaymentRow> {
  if (!stepsOf(payment).includes(step)) return payment
  const isSaved = payment.saveMethod && step !== 'fail' && payment.received === 0n
  if (isSaved) await keepMethod(app, payment, sandboxMethod(card))
  return tell(app, payment, { fact: factOf(payment, step), ...(step === 'fail' ? {} : { failure: null }) })
}

function factOf(payment: PaymentRow, step: SandboxStep): Fact {
  const { currency, received, refunded } = payment
  switch (step) {
    case 'pay':
      return { currency, received: dueOf(payment) }
    case 'part':
      return { currency, received: (dueOf(payment) + 1n) / 2n }
    case 'fail':
      return { stage: 'FAILED' }
    case 'refundPart':
      return { currency, refunded: refunded + (received - refunded) / 2n }
    case 'refund':
      return { currency, refunded: received }
    default:
      return { disputes: { [DISPUTE]: DISPUTES[step] } }
  }
}

const DISPUTES = { dispute: 'OPEN', win: 'WON', lose: 'LOST' } as const
