// The lane commands of a payment. Each changes the payment and puts what follows from it into the same batch, so money and credits
// never part.

import { type LimitReached, refuseOneMore } from '../bounds.ts'
import type { PaymentProblem } from '../database/generated/client/client.ts'
import type { Batch } from '../engine/batch.ts'
import type { Command, Idempotency } from '../engine/command.ts'
import type { Act, PaymentRow, ReceiptRow } from '../engine/records.ts'
import type { Gateway, Reading, Started } from '../gateways/gateway.ts'
import { newId, type OrganizationId } from '../ids.ts'
import { must } from '../ledger/must.ts'
import { disputeOf, type Fact, merged, receiptsOf, statusOf } from '../ledger/payment.ts'
import { type CreditsOutOfBounds, isRefusal, type Refusal } from '../ledger/refusals.ts'
import type { SeatsExceeded } from '../organizations/seats.ts'
import {
  type ChangedBy,
  type NotSelfService,
  refuseCustomer,
  refusePlanPayment,
  refuseRetiredPurchase,
} from '../plans/commands.ts'
import type { SubscriptionState } from '../plans/rules.ts'
import { type InvalidInput, invalidInput, type NotFound, notFound } from '../refusals.ts'
import { type PurchaseNotAllowed, refusePurchase } from '../wallets/grants.ts'
import { failureOf } from './failure.ts'
import { readLines } from './lines.ts'
import { type Problem, settle } from './settle.ts'
import { followTopUp } from './topUpRules.ts'

export interface PaymentValue {
  readonly payment: PaymentRow
}

/** The pause before the first question to the provider. Each next one is twice as long. */
const CHECK_PAUSE_MS = 60_000
/** About three months: callbacks about refunds and disputes can be lost, too. */
const CHECKS_MAX = 17
/** The next question after a payment was paid or has ended comes about an hour later. */
const CHECKS_AFTER_NEWS = 6

export type NewPayment = Pick<
  PaymentRow,
  | 'organizationId'
  | 'id'
  | 'memberId'
  | 'provider'
  | 'packId'
  | 'quantity'
  | 'planId'
  | 'title'
  | 'lines'
  | 'kind'
  | 'amount'
  | 'currency'
  | 'returnUrl'
  | 'saveMethod'
  | 'trigger'
  | 'chargeAt'
  | 'chargeUntil'
  | 'topUpOf'
  | 'expiresAt'
  | 'transferReference'
>

/** Of a payment that somebody starts, and pays. */
export const BY_PAYER = {
  trigger: 'PURCHASE',
  chargeAt: null,
  chargeUntil: null,
  topUpOf: null,
  expiresAt: null,
} as const
/** Of a payment that is charged by itself. */
export const BY_ITSELF = {
  ...{ memberId: null, quantity: 1, returnUrl: null, saveMethod: true, expiresAt: null },
  transferReference: null,
} as const

const NOTHING_YET = {
  ...{
    stage: 'OPEN' as const,
    status: 'OPEN' as const,
    reference: null,
    tax: 0n,
    received: 0n,
    refunded: 0n,
    accepted: 0n,
    settled: 0n,
  },
  ...{ returned: 0n, disputes: {}, dispute: null, problem: null, problemText: null, failure: null, checkoutUrl: null },
  ...{ sequence: 1n, settledAt: null, checks: 0, attempts: 0, movedSettled: null, movedReturned: null },
}

export type OpenRefusal =
  | NotFound
  | PurchaseNotAllowed
  | SubscriptionState
  | SeatsExceeded
  | CreditsOutOfBounds
  | NotSelfService
  | LimitReached
  | InvalidInput

/** The latest date until which a payment can be made, from its start. */
const OPEN_DAYS_MAX = 366

/** Opens a payment. `gateway`: that of its provider. */
export function openPayment(
  asked: NewPayment,
  { gateway, by }: { readonly gateway: Gateway | undefined; readonly by: ChangedBy },
  idempotency: Idempotency | null,
): Command<PaymentValue, OpenRefusal> {
  const { organizationId, id, planId } = asked
  return {
    organizationId,
    idempotency,
    reads: { counts: planId === null ? ['openPayments'] : ['openPayments', 'members'] },
    decide(batch) {
      if (!batch.organization(organizationId)) return notFound('organization')
      const createdAt = batch.timeOf(organizationId)
      const refused =
        refuseEnd(asked, createdAt) ??
        refuseOpen(batch, asked) ??
        (planId === null ? refuseCredits(batch, asked) : refusePlan(batch, asked, planId, by))
      if (refused) return refused
      const checkAt = gateway?.read ? checkAfter(batch.now, 0) : null
      const payment: PaymentRow = {
        ...asked,
        ...NOTHING_YET,
        createdAt,
        checkAt,
        expiresAt: endOf(asked, gateway, createdAt),
      }
      put(batch, payment, [])
      return { value: { payment }, resultId: id }
    },
  }
}

function refuseEnd({ expiresAt }: NewPayment, now: Date): InvalidInput | null {
  if (expiresAt === null) return null
  if (expiresAt <= now) return invalidInput({ path: 'expiresAt', message: 'must be in the future' })
  const latest = new Date(now.getTime() + OPEN_DAYS_MAX * 24 * 3_600_000)
  if (expiresAt <= latest) return null
  return invalidInput({
    path: 'expiresAt',
    message: `must be at most ${OPEN_DAYS_MAX} days away: ${latest.toISOString()}`,
  })
}

/** The end of a payment that somebody has to make; null: its provider says so. One that is charged by itself ends with its attempts. */
function endOf({ trigger, expiresAt }: NewPayment, gateway: Gateway | undefined, now: Date): Date | null {
  if (trigger !== 'PURCHASE' || expiresAt !== null || gateway?.openMs === undefined) return expiresAt
  return new Date(now.getTime() + gateway.openMs)
}

/** Refuses somebody one more open payment than an organization may have. Payments that start by themselves are one at a time. */
function refuseOpen(batch: Batch, { organizationId, trigger }: NewPayment): LimitReached | null {
  if (trigger !== 'PURCHASE') return null
  const open = batch.count(organizationId, 'openPayments') + batch.payments.openedIn(organizationId)
  return refuseOneMore('openPayments', open)
}

function refuseCredits(batch: Batch, { organizationId, kind, lines }: NewPayment): PurchaseNotAllowed | null {
  const refusals = readLines(lines).map(({ creditType }) => refusePurchase(batch, { organizationId, kind, creditType }))
  return refusals.find((refusal) => refusal !== null) ?? null
}

function refusePlan(
  batch: Batch,
  { organizationId }: NewPayment,
  planId: string,
  by: ChangedBy,
): Exclude<OpenRefusal, PurchaseNotAllowed> | null {
  const plan = batch.priceBook.plan(planId)
  if (!plan) return notFound('plan')
  return (
    refuseCustomer(by, plan) ??
    refuseRetiredPurchase(batch, organizationId, plan) ??
    refusePlanPayment(batch, organizationId, plan)
  )
}

/** The news about a payment. Absent fields stay as they are. */
export interface News {
  readonly fact?: Fact
  /** The provider has begun the checkout. */
  readonly started?: Started
  /** The provider’s objection; null: it has none any more. */
  readonly failure?: string | null
  /** True: a person accepts what was received as it is. */
  readonly accept?: boolean
  /** True: the provider was asked, and has or has not answered. */
  readonly checked?: boolean
  /** The problem that the provider's answer leaves to a person; null: it leaves no problem. */
  readonly said?: Problem | null
  /** The attempts that have ended to charge what was saved, and the time of the next one; null: no other one is made. */
  readonly charge?: { readonly attempts?: number; readonly at: Date | null }
}

/** A refusal, or the news about the payment as it is in the batch. */
type NewsOf<Refused extends Refusal> = (payment: PaymentRow, batch: Batch) => News | Refused

/** Takes news about a payment over, with all that follows from them. Money is booked in a closed organization, too. */
export function changePayment<Refused extends Refusal = never>(
  organizationId: OrganizationId,
  paymentId: string,
  newsOf: NewsOf<Refused>,
  idempotency: Idempotency | null = null,
): Command<PaymentValue, Refused | NotFound> {
  return {
    organizationId,
    idempotency,
    reads: { paymentId, everyWallet: true, planPayments: true, counts: ['pools', 'members'] },
    evenClosed: true,
    decide(batch) {
      const before = batch.payments.get(organizationId, paymentId)
      if (!before) return notFound('payment')
      const news = newsOf(before, batch)
      if (isRefusal(news)) return news
      const { payment: settled, lotIds, problem } = settle(batch, withNews(before, news))
      const payment = { ...settled, ...shownOf(settled, problem ?? saidProblem(settled, news)) }
      const value = { payment: { ...payment, ...nextOf(batch, before, payment, news) } }
      if (isChanged(before, value.payment)) put(batch, value.payment, lotIds, before)
      followTopUp(batch, before, payment)
      const message = failureOf(before, payment)
      if (message !== null) batch.raise(organizationId, { kind: 'PAYMENT_FAILED', paymentId, message })
      const act = payment.settled > before.settled ? { act: settlementOf(payment) } : {}
      return { value, resultId: paymentId, ...act }
    },
  }
}

/** The entry of the audit log. */
function settlementOf({ id, settled, currency, provider, reference }: PaymentRow): Act {
  const after = { settled: String(settled), currency, provider, reference }
  return { action: 'settlePayment', subjectType: 'Payment', subjectId: id, after }
}

function withNews(before: PaymentRow, { fact = {}, started, failure, accept, charge }: News): PaymentRow {
  const after = merged(before, fact)
  return {
    ...after,
    reference: started?.reference ?? before.reference,
    checkoutUrl: started?.checkoutUrl ?? before.checkoutUrl,
    expiresAt: started?.expiresAt ?? before.expiresAt,
    failure: failure === undefined ? before.failure : failure,
    accepted: accept ? after.received : before.accepted,
    attempts: charge?.attempts ?? before.attempts,
    chargeAt: charge ? charge.at : before.chargeAt,
  }
}

/** A problem that only an answer of the provider brings or takes away. */
const SAID: ReadonlySet<PaymentProblem | null> = new Set(['OTHER_CURRENCY', 'PROVIDER_DIFFERS'])

function saidProblem({ problem, problemText, currency, received }: PaymentRow, { fact, said }: News): Problem | null {
  if (fact?.received && fact.currency && fact.currency !== currency) {
    const text = `${fact.received} ${fact.currency} were received for a payment in ${currency}: give them back at the provider.`
    return { problem: 'OTHER_CURRENCY', text }
  }
  if (said) return said
  const isSaid = SAID.has(problem) || (problem === 'UNDERPAID' && received === 0n)
  if (said === null || !isSaid || problem === null) return null
  return { problem, text: problemText ?? '' }
}

/** The columns that follow from the others. */
function shownOf(payment: PaymentRow, problem: Problem | null) {
  const status = statusOf(payment)
  return {
    status,
    // A payment that was paid or has ended is not charged.
    chargeAt: status === 'OPEN' ? payment.chargeAt : null,
    dispute: disputeOf(payment.disputes),
    problem: problem?.problem ?? null,
    problemText: problem?.text ?? null,
  }
}

function nextOf(batch: Batch, before: PaymentRow, after: PaymentRow, { checked = false }: News) {
  const isNew = isNews(before, after)
  const sequence = isNew ? before.sequence + 1n : before.sequence
  // The reference of a payment by hand is that of a transfer, and nobody can be asked about it.
  const isAsked = before.checkAt !== null || (after.reference !== null && after.provider !== 'MANUAL')
  const checks = isNew ? firstChecks(after) : checked ? before.checks + 1 : before.checks
  const isOver = !isAsked || checks >= CHECKS_MAX
  const checkAt = isNew || checked ? (isOver ? null : checkAfter(batch.now, checks)) : before.checkAt
  return { sequence, checks, checkAt }
}

function firstChecks({ received, stage }: PaymentRow): number {
  return received > 0n || (stage !== 'OPEN' && stage !== 'PROCESSING') ? CHECKS_AFTER_NEWS : 0
}

function checkAfter(now: Date, checks: number): Date {
  return new Date(now.getTime() + CHECK_PAUSE_MS * 2 ** checks)
}

/** The columns whose change is told. */
const TOLD = [
  ...(['status', 'received', 'refunded', 'settled', 'dispute', 'problem'] as const),
  ...(['checkoutUrl', 'failure', 'reference', 'attempts'] as const),
]

function isNews(before: PaymentRow, after: PaymentRow): boolean {
  return TOLD.some((column) => before[column] !== after[column])
}

/** Returns whether anything of the row is new, told or not. */
function isChanged(before: PaymentRow, { disputes, ...others }: PaymentRow): boolean {
  return (
    Object.entries(others).some(([column, value]) => before[column as keyof typeof others] !== value) ||
    Object.entries(disputes).some(([id, state]) => before.disputes[id] !== state)
  )
}

function put(batch: Batch, payment: PaymentRow, lotIds: readonly string[], before?: PaymentRow): void {
  const { organizationId, id: subjectId, sequence } = payment
  const lots = lotIds.map((lotId) => ({ lotId, movedGranted: null }))
  batch.payments.put(payment, lots, receiptRows(batch, payment, before))
  if (before?.sequence === sequence) return
  batch.tell({ organizationId, event: 'payment.updated', subjectId, detail: String(sequence) })
}

/** The receipts that a change of a payment asks for, with all that they say: what changes later does not change them. */
function receiptRows(batch: Batch, payment: PaymentRow, before: PaymentRow | undefined): ReceiptRow[] {
  const asked = receiptsOf(before ?? null, payment)
  if (asked.length === 0) return []
  const { organizationId, id: paymentId, title, currency, reference, disputes, provider } = payment
  const { mode, name, timeZone } = must(batch.organization(organizationId), 'a payment is read with its organization')
  const isTest = provider === 'SANDBOX' || mode === 'SANDBOX'
  const said = { organizationId, paymentId, title, currency, isTest, organizationName: name, timeZone, reference }
  const createdAt = batch.timeOf(organizationId)
  const isLost = disputeOf(disputes) === 'LOST'
  return asked.map((receipted) => {
    const ofDispute = receipted.kind === 'CREDIT_NOTE' && isLost
    return { ...said, ...receipted, id: newId(), createdAt, ofDispute, moved: null }
  })
}

/** The problem that the provider's answer leaves to a person; null: it leaves no problem. Amounts never become less. */
export function saidBy(payment: PaymentRow, { fact, unstated }: Reading): Problem | null {
  if (unstated) return { problem: 'UNDERPAID', text: unstated }
  const known = { received: payment.received, refunded: payment.refunded }
  for (const name of ['received', 'refunded'] as const) {
    const said = fact[name]
    if (said !== undefined && said < known[name]) {
      return differs(
        `The provider says that ${said} ${payment.currency} were ${name}, and ${known[name]} were booked: ask it why.`,
      )
    }
  }
  return null
}

export function differs(text: string): Problem {
  return { problem: 'PROVIDER_DIFFERS', text }
}
