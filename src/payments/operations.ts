// Operations on a payment after its start: ending it, confirming it by hand, accepting what was received, and giving money back.

import { z } from 'zod'
import type { App } from '../app.ts'
import { audited } from '../audit/record.ts'
import type { PaymentStatus } from '../database/generated/client/client.ts'
import type { Command, Idempotency } from '../engine/command.ts'
import type { PaymentRow } from '../engine/records.ts'
import { GatewayRefused } from '../gateways/gateway.ts'
import { uuidOf } from '../ids.ts'
import { dueOf, moneyForShare, returnedOf, shareOfDue, unclaimedOf } from '../ledger/payment.ts'
import { isRefusal, type Refusal } from '../ledger/refusals.ts'
import { CREDITS_MAX } from '../ledger/wallet.ts'
import { type CommonRefusal, operate, type Parameters } from '../operation.ts'
import { field, type InvalidInput, invalidInput, type NotFound, notFound } from '../refusals.ts'
import { readAtProvider } from './ask.ts'
import { asking, type ProviderFailed } from './asking.ts'
import { changePayment, type News, type PaymentValue } from './commands.ts'
import { atGateway, findPayment, paymentOf } from './find.ts'
import { readLines } from './lines.ts'
import type { PaymentAnswer } from './purchases.ts'

/** The payment is in a state that does not allow the request. */
export interface PaymentState extends Refusal {
  readonly code: 'PAYMENT_STATE'
  readonly status: PaymentStatus
}

const Reference = z.object({
  organizationId: uuidOf.organization,
  paymentId: z.uuid(),
  idempotencyKey: field.idempotencyKey,
})
const Reasoned = Reference.extend({ reason: field.text(500).min(1) })
const money = z.object({ amount: z.bigint().min(1n).max(CREDITS_MAX), currency: field.currency })
const Confirmation = Reference.extend({ received: money, reference: field.text(255).min(1).nullish() })
const Refund = Reasoned.extend({ money: money.nullish(), credits: field.credits.nullish() }).refine(
  ({ money: given, credits }) => given == null || credits == null,
  { message: 'must have at most one of money and credits' },
)

/** Ends a payment that nothing was paid of. */
export function cancelPayment(
  app: App,
  input: z.input<typeof Reference>,
): Promise<PaymentAnswer | CommonRefusal | PaymentState | ProviderFailed> {
  return act(app, 'cancelPayment', Reference, input, {
    before: endAtProvider,
    newsOf: () => (payment) => {
      const { status } = payment
      if (status === 'CANCELED') return {}
      if (status !== 'OPEN' && status !== 'FAILED' && status !== 'EXPIRED') {
        return paymentState(payment, 'canceled', 'nothing was paid of it, and nothing is under way')
      }
      return { fact: { stage: 'CANCELED' } }
    },
  })
}

async function endAtProvider(app: App, payment: PaymentRow): Promise<ProviderFailed | null> {
  const cancel = app.gateways[payment.provider]?.cancel
  const { reference, status } = payment
  if (!cancel || reference === null || status !== 'OPEN') return null
  return asking(async () => {
    try {
      await cancel({ ...atGateway(payment), reference })
    } catch (error) {
      // It may have been paid, or have ended: then its state says what is possible.
      if (!(error instanceof GatewayRefused)) throw error
      await readAtProvider(app, payment)
    }
  })
}

/** Records what has arrived for a payment by hand, in total so far, or what the coins at OxaPay are worth. */
export function confirmManualPayment(
  app: App,
  input: z.input<typeof Confirmation>,
): Promise<PaymentAnswer | CommonRefusal | PaymentState | ProviderFailed> {
  return act(app, 'confirmManualPayment', Confirmation, input, {
    newsOf:
      ({ received: { amount, currency }, reference }) =>
      (payment) => {
        const { received } = payment
        if (payment.provider !== 'MANUAL' && payment.provider !== 'OXAPAY') {
          return invalidInput({ path: 'paymentId', message: 'must be a payment of the provider MANUAL or OXAPAY' })
        }
        if (payment.provider === 'OXAPAY' && reference != null) {
          return invalidInput({ path: 'reference', message: 'must be null: that of OxaPay stays' })
        }
        if (payment.currency !== currency) {
          return invalidInput({ path: 'received.currency', message: `must be ${payment.currency}, as the payment is` })
        }
        if (amount < received) {
          const message = `must be at least ${received}, which has arrived in total already: record what was given back with refundPayment`
          return invalidInput({ path: 'received.amount', message })
        }
        const started = reference ? { started: { reference, checkoutUrl: null, expiresAt: null } } : {}
        return { fact: { received: amount, currency }, ...started }
      },
  })
}

/** Accepts what was received as it is: it brings its share of the credits. */
export function settlePayment(
  app: App,
  input: z.input<typeof Reasoned>,
): Promise<PaymentAnswer | CommonRefusal | PaymentState | ProviderFailed> {
  return act(app, 'settlePayment', Reasoned, input, {
    newsOf: () => (payment) => {
      const isOpen = unclaimedOf(payment) > 0n || payment.problem === 'NOT_GRANTED'
      if (isOpen && payment.planId !== null && payment.settled >= dueOf(payment)) {
        return paymentState(
          payment,
          'settled',
          'its period is not paid yet. Give what is too much back with refundPayment',
        )
      }
      return isOpen
        ? { accept: true }
        : paymentState(payment, 'settled', 'money has come for it that has brought no credits')
    },
  })
}

/** Gives money of a payment back, all or a part, and takes its credits. */
export async function refundPayment(
  app: App,
  input: z.input<typeof Refund>,
): Promise<PaymentAnswer | CommonRefusal | PaymentState | ProviderFailed> {
  return act(app, 'refundPayment', Refund, input, {
    before: (_app, payment, parameters, key) => refundAtProvider(app, payment, parameters, key),
    newsOf: (parameters) => (payment) => {
      // The provider's own answer has said already how much was given back.
      if (canRefund(app, payment)) return {}
      const asked = amountOf(payment, parameters)
      return isRefusal(asked) ? asked : { fact: { refunded: payment.refunded + asked.amount } }
    },
  })
}

function canRefund(app: App, { provider, reference }: PaymentRow): boolean {
  return app.gateways[provider]?.refund !== undefined && reference !== null
}

async function refundAtProvider(
  app: App,
  payment: PaymentRow,
  parameters: Parameters<typeof Refund>,
  key: Idempotency | null,
): Promise<Refusal | null> {
  const refund = app.gateways[payment.provider]?.refund
  const { reference, refunded, id } = payment
  if (!refund || reference === null) return null
  const asked = amountOf(payment, parameters)
  if (isRefusal(asked)) return asked
  const { amount } = asked
  // Without a key of the caller's, the same request from the same state gives money back once.
  const name = key ? `${id} refund ${key.key}` : `${id} refund of ${amount} after ${refunded}`
  return asking(async () => {
    await refund({ ...atGateway(payment), reference }, amount, name)
    await readAtProvider(app, payment)
  })
}

/** The money that is given back: what was asked for, or all that is left. */
function amountOf(
  payment: PaymentRow,
  { money: given, credits }: Parameters<typeof Refund>,
): { readonly amount: bigint } | InvalidInput | PaymentState {
  const rest = payment.received - payment.refunded
  if (rest <= 0n) return paymentState(payment, 'refunded', 'money has come for it that was not given back')
  if (given && given.currency !== payment.currency) {
    return invalidInput({ path: 'money.currency', message: `must be ${payment.currency}, as the payment is` })
  }
  const worth = credits == null || given ? null : moneyOfCredits(payment, credits)
  if (typeof worth === 'string') return invalidInput({ path: 'credits', message: worth })
  const amount = given?.amount ?? worth ?? rest
  if (amount >= 1n && amount <= rest) return { amount }
  const left = `1 to ${rest} in the smallest unit of ${payment.currency}, which is left of the payment, not ${amount}`
  if (given) return invalidInput({ path: 'money.amount', message: `must be ${left}` })
  return invalidInput({ path: 'credits', message: `must be worth ${left}` })
}

/** The money whose return takes exactly a number of credits of the first type back; or the reason why no money does. */
function moneyOfCredits(payment: PaymentRow, credits: bigint): bigint | string {
  const [line] = readLines(payment.lines)
  if (!line) return 'can’t be given for a plan: give money'
  const unclaimed = unclaimedOf(payment)
  if (unclaimed > 0n) {
    const first = `money: { amount: ${unclaimed}, currency: ${JSON.stringify(payment.currency)} }`
    return `can’t be given while money of the payment has brought no credits: give that back first, with refundPayment of ${first}`
  }
  const granted = shareOfDue(line.credits, payment.settled, payment)
  if (granted === 0n) return 'can’t be given, because the payment has brought none: give money'
  const money = moneyForShare(granted, credits, returnedOf(payment), payment.settled)
  if (money.exact) return money.amount
  const { below, above } = money
  const near = below === 0n ? `${above}` : `${below} or ${above}`
  return `must be worth a whole number of the smallest unit of ${payment.currency}: ${near}, not ${credits}`
}

function paymentState({ status }: PaymentRow, done: string, needed: string): PaymentState {
  return {
    code: 'PAYMENT_STATE',
    message: `This payment is ${status}, and can’t be ${done} now: that needs that ${needed}.`,
    status,
  }
}

type ActRefusal = CommonRefusal | PaymentState | ProviderFailed

interface Steps<Schema extends typeof Reference> {
  /** The step at the provider that comes first, unless the request was carried out before. */
  readonly before?: (
    app: App,
    payment: PaymentRow,
    parameters: Parameters<Schema>,
    key: Idempotency | null,
  ) => Promise<Refusal | null>
  readonly newsOf: (parameters: Parameters<Schema>) => (payment: PaymentRow) => News | InvalidInput | PaymentState
}

function act<Schema extends typeof Reference>(
  app: App,
  name: string,
  schema: Schema,
  input: z.input<Schema>,
  { before, newsOf }: Steps<Schema>,
): Promise<PaymentAnswer | ActRefusal> {
  return operate<Schema, PaymentValue, ActRefusal>({
    name,
    schema,
    input,
    run: async (parameters, key) => {
      const payment = await findPayment(app, parameters)
      if (!payment) return notFound('payment')
      const refused = before && !(await isUsed(app, payment, key)) ? await before(app, payment, parameters, key) : null
      const { organizationId, paymentId } = parameters
      const command: Command<PaymentValue, NotFound | Refusal> = refused
        ? { organizationId, idempotency: key, reads: {}, evenClosed: true, decide: () => refused }
        : changePayment(organizationId, paymentId, newsOf(parameters), key)
      return app.lane.run(audited(command, name, 'Payment', parameters)) as never
    },
    find: (id, { organizationId }) => paymentOf(app, organizationId, id),
  })
}

/** Returns whether the request was carried out before. The lane answers it then. */
async function isUsed(app: App, { organizationId }: PaymentRow, key: Idempotency | null): Promise<boolean> {
  if (!key) return false
  return (await app.prisma.idempotencyKey.count({ where: { organizationId, key: key.key } })) > 0
}
