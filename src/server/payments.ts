// POST /payments/callbacks/PROVIDER: a payment provider has news (src/payments/callbacks.ts). GET and POST /payments/sandbox/TOKEN: the
// page of the sandbox's payments.

import type { ServerResponse } from 'node:http'
import type { PaymentRow } from '../engine/records.ts'
import { decimalOf } from '../formats/money.ts'
import { SANDBOX_CARDS, type SandboxCard } from '../gateways/sandbox.ts'
import { dueOf } from '../ledger/payment.ts'
import { escaped } from '../mail/letter.ts'
import { type ReceivedCallback, receivePaymentCallback } from '../payments/callbacks.ts'
import { paymentInSandbox, SANDBOX_STEPS, type SandboxStep, stepInSandbox, stepsOf } from '../payments/sandbox.ts'
import { answer, refuse } from './answer.ts'
import { readBody } from './body.ts'
import type { Exchange, Parts } from './exchange.ts'
import { answerPage } from './htmlPage.ts'

const BODY_BYTES_MAX = 256 * 1024
const FORM_BYTES_MAX = 1_024

const REFUSED: Readonly<Partial<Record<ReceivedCallback, readonly [status: number, message: string]>>> = {
  UNKNOWN: [404, 'No such payment provider is set up here.'],
  UNSIGNED: [401, 'The signature is missing, is not that of the body, or is too old.'],
}

export async function servePaymentCallback(
  { app, strangers }: Parts,
  { request, response, variable: provider }: Exchange,
): Promise<void> {
  const body = await readBody(request, BODY_BYTES_MAX)
  const header = (name: string) => [request.headers[name]].flat()[0]
  const { received, answer: wanted } = await receivePaymentCallback(app, provider, body, header)
  const refused = REFUSED[received]
  if (!refused && wanted !== null) return void response.writeHead(200, { 'content-type': 'text/plain' }).end(wanted)
  if (!refused) return answer(response, 200, { received })
  if (await strangers.refuse(request, response)) return
  refuse(response, refused[0], received, refused[1])
}

export async function serveSandboxPage(parts: Parts, { request, response, variable }: Exchange): Promise<void> {
  const payment = await paymentInSandbox(parts.app, variable)
  // A form's target counts for the redirect to the page that the payer comes back to, too.
  if (payment) return answerPage(response, 200, { title: 'Sandbox payment', body: bodyOf(payment), leads: true })
  if (await parts.strangers.refuse(request, response)) return
  refuse(response, 404, 'NOT_FOUND', 'This link has expired or never existed. Start the purchase again.')
}

/** A button of the page was pressed. */
export async function serveSandboxStep(parts: Parts, exchange: Exchange): Promise<void> {
  const { request, response, variable } = exchange
  const { app } = parts
  const payment = await paymentInSandbox(app, variable)
  if (!payment) return serveSandboxPage(parts, exchange)
  const form = new URLSearchParams((await readBody(request, FORM_BYTES_MAX)).toString())
  const step = SANDBOX_STEPS.find((each) => each === form.get('step'))
  if (!step) return refuse(response, 400, 'BAD_REQUEST', `The field step must be one of ${SANDBOX_STEPS.join(', ')}.`)
  const card = CARDS.find((each) => each === (form.get('card') ?? 'works'))
  if (!card) return refuse(response, 400, 'BAD_REQUEST', `The field card must be one of ${CARDS.join(', ')}.`)
  const isPaid = payment.received >= dueOf(payment)
  const { returnUrl } = await stepInSandbox(app, payment, { step, card })
  // The payer goes back to the platform's page; somebody who plays the provider stays on this one.
  goTo(response, (isPaid ? null : returnUrl) ?? request.url ?? '/')
}

function goTo(response: ServerResponse, location: string): void {
  response.writeHead(303, { location, 'cache-control': 'no-store' }).end()
}

const BUTTONS: Readonly<Record<SandboxStep, string>> = {
  pay: 'Pay',
  part: 'Pay half of it',
  fail: 'Have it fail',
  refundPart: 'Refund half of it',
  refund: 'Refund all of it',
  dispute: 'Dispute it',
  win: 'The dispute is won',
  lose: 'The dispute is lost',
}

const CARDS = Object.keys(SANDBOX_CARDS) as SandboxCard[]
const CARD_EFFECTS: Readonly<Record<SandboxCard, string>> = {
  works: 'can be charged again',
  declines: 'is declined when it is charged again',
  asks: 'needs you when it is charged again',
}

/** The choice of a card; nothing if none is saved. */
function cardsOf({ saveMethod }: PaymentRow): string {
  if (!saveMethod) return ''
  const options = CARDS.map((card) => {
    const { brand, last4 } = SANDBOX_CARDS[card]
    return `<option value="${card}">${brand} ${last4}, which ${CARD_EFFECTS[card]}</option>`
  })
  return `<p><label>Card <select name="card">${options.join('')}</select></label></p>`
}

function bodyOf(payment: PaymentRow): string {
  const { title, currency, received, refunded, status } = payment
  const buttons = stepsOf(payment).map(
    (step) => `<button name="step" value="${step}"${step === 'pay' ? '' : ' class="quiet"'}>${BUTTONS[step]}</button>`,
  )
  const isPaid = received >= dueOf(payment)
  const facts = [
    ...(received > 0n ? [`${shown(received, currency)} received`] : []),
    ...(refunded > 0n ? [`${shown(refunded, currency)} given back`] : []),
  ]
  const form = `<form method="post">${isPaid ? '' : cardsOf(payment)}${buttons.join('')}</form>`
  return `<main>
<h1>${escaped(title)}</h1>
<p>${shown(dueOf(payment), currency)}. This page stands for a payment provider: no money moves.</p>
<p>State: <strong>${[`${status}</strong>`, ...facts].join(', ')}.</p>
${isPaid && buttons.length > 0 ? '<p>What could happen at the provider later:</p>' : ''}
${buttons.length > 0 ? form : ''}
</main>`
}

/** An amount as people read it: 19.99 USD. */
function shown(amount: bigint, currency: string): string {
  return `${decimalOf(amount, currency)} ${currency}`
}
