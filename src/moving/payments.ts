// Payments, saved cards and auto top-ups of an import. A payment moves in with its state: it has had its effect where it comes from, so
// it brings no credits and writes no receipt. A refund or a dispute that comes later has its effect here.

import type { App } from '../app.ts'
import { audited, factsOf, record } from '../audit/record.ts'
import { transact } from '../database/transact.ts'
import type { Batch } from '../engine/batch.ts'
import type { Command, Outcome } from '../engine/command.ts'
import type { PaymentRow, ReceiptRow } from '../engine/records.ts'
import { newId } from '../ids.ts'
import type { Grant } from '../ledger/grant.ts'
import { disputeOf, shareOfDue, statusOf } from '../ledger/payment.ts'
import { isRefusal } from '../ledger/refusals.ts'
import { lockOrganization } from '../organizations/lock.ts'
import { writeLines } from '../payments/lines.ts'
import { topUpCommand } from '../payments/topUps.ts'
import { type InvalidInput, invalidInput, type NotFound, notFound } from '../refusals.ts'
import type { Holder } from './holder.ts'
import { keyOf } from './keys.ts'
import type { RowOf } from './rows.ts'

type Imported = { readonly id: string }

/** Puts a payment with its state and its receipts. `memberId`: who started it. */
export function importPayment(
  { organizationId, holderId }: Holder,
  row: RowOf<'payment'>,
): Command<Imported, NotFound | InvalidInput> {
  const { receipts: _receipts, type: _type, ...facts } = row
  const command: Command<Imported, NotFound | InvalidInput> = {
    organizationId,
    idempotency: keyOf(row),
    reads: {},
    decide(batch) {
      if (!batch.organization(organizationId)) return notFound('organization')
      const early = timeAfter(row, batch.timeOf(organizationId))
      if (early) return invalidInput({ path: early, message: 'must not be in the future' })
      const payment = paymentOf(batch, organizationId, holderId === organizationId ? null : holderId, row)
      batch.payments.put(payment, [], receiptsOf(batch, payment, row))
      return { value: { id: payment.id }, resultId: payment.id }
    },
  }
  return audited(command, 'importPayment', 'Payment', facts)
}

/** The field of a payment's row whose time is after this one; null: none is. */
export function timeAfter({ createdAt, settledAt, receipts }: RowOf<'payment'>, now: Date): string | null {
  const ofReceipts = receipts.map((each, i) => [`receipts.${i}.createdAt`, each.createdAt] as const)
  const times = [['createdAt', createdAt], ['settledAt', settledAt], ...ofReceipts] as const
  return times.find(([, at]) => at !== undefined && at > now)?.[0] ?? null
}

function paymentOf(batch: Batch, organizationId: string, memberId: string | null, row: RowOf<'payment'>): PaymentRow {
  const { settled, returned, disputes, lines, plan } = row
  const { provider, trigger, stage, quantity, title, kind, amount, tax, currency, received, refunded, accepted } = row
  return {
    ...{
      organizationId,
      id: newId(),
      memberId,
      provider,
      trigger,
      stage,
      status: statusOf(row),
      quantity,
      title,
      kind,
    },
    ...{
      amount,
      tax,
      currency,
      received,
      refunded,
      accepted,
      settled,
      returned,
      disputes,
      dispute: disputeOf(disputes),
    },
    lines: writeLines(lines),
    reference: row.reference ?? null,
    packId: null,
    planId: (plan !== undefined && batch.priceBook.planNamed(plan)?.id) || null,
    problem: row.problem ?? null,
    problemText: row.problemText ?? null,
    failure: row.failure ?? null,
    ...{
      checkoutUrl: null,
      returnUrl: null,
      saveMethod: false,
      sequence: 1n,
      createdAt: row.createdAt,
      expiresAt: null,
    },
    settledAt: row.settledAt ?? null,
    // The provider is asked again once it says something new.
    ...{ checkAt: null, checks: 0, attempts: 0, chargeAt: null },
    chargeUntil: row.chargeUntil ?? null,
    topUpOf: row.topUpOf ?? null,
    ...{ movedSettled: settled, movedReturned: returned, transferReference: null },
  }
}

function receiptsOf(batch: Batch, payment: PaymentRow, { receipts }: RowOf<'payment'>): ReceiptRow[] {
  const { organizationId, id: paymentId, currency } = payment
  const snapshot = batch.organization(organizationId)
  return receipts.map((each) => ({
    ...{ organizationId, id: newId(), paymentId, currency },
    ...{ kind: each.kind, isTest: each.isTest, amount: each.amount, tax: each.tax, createdAt: each.createdAt },
    ofDispute: each.ofDispute,
    title: each.title ?? payment.title,
    organizationName: each.organizationName ?? snapshot?.name ?? '',
    timeZone: each.timeZone ?? snapshot?.timeZone ?? 'UTC',
    reference: each.reference ?? null,
    moved: { number: each.number, buyer: partyOf(each.buyer), seller: partyOf(each.seller) },
  }))
}

type Details = NonNullable<RowOf<'payment'>['receipts'][number]['buyer']>

function partyOf(details: Details | undefined) {
  return details ? { ...details, taxId: details.taxId ?? null, email: details.email ?? null } : null
}

/** Refuses a lot that is not of the payment that it names, or costs more than is left of that; null if it is its own. */
export function refuseLotOfPayment(
  batch: Batch,
  { organizationId, id, movedSettled, planId, amount, tax, currency }: PaymentRow,
  { paid }: Pick<Grant, 'paid'>,
  { currency: ofRow = currency }: RowOf<'lot'>,
): InvalidInput | null {
  if (!movedSettled)
    return invalidInput({ path: 'payment', message: 'must be a payment that moved in and was settled' })
  if (ofRow !== currency) return invalidInput({ path: 'currency', message: `must be ${currency}, as the payment is` })
  const others = batch.payments.lotsOf(organizationId, id)
  const known = others.reduce((sum, { lotId }) => sum + (batch.lineage(organizationId, lotId)[0]?.costAmount ?? 0n), 0n)
  const left = shareOfDue(amount, movedSettled, { amount, tax }) - known
  if (planId !== null || (paid?.amount ?? 0n) <= left) return null
  const message = `must leave at most ${left} to the credits that are left: the rest of the payment’s price is in its other lots`
  return invalidInput({ path: 'paidAmount', message })
}

/** Keeps a saved card, once. The provider knows it by the same ids. */
export function importMethod(app: App, organizationId: string, row: RowOf<'paymentMethod'>): Promise<Outcome<object>> {
  const { provider, customer, method, label = null, brand = null, last4 = null, renewsPlan } = row
  const { key, fingerprint } = keyOf(row)
  const now = app.clock()
  return transact<Outcome<object>>(app.prisma, async (transaction) => {
    const closed = await lockOrganization(transaction, organizationId)
    if (closed) return { kind: 'refused', refusal: closed }
    const where = { organizationId_key: { organizationId, key } }
    const known = await transaction.idempotencyKey.findUnique({ where })
    if (known) return { kind: 'replayed', resultId: known.resultId }
    const place = { organizationId_provider: { organizationId, provider } }
    const saved = await transaction.paymentMethod.findUnique({ where: place })
    if (saved?.method) {
      const message = `must be one at which nothing is saved: the organization has ${saved.label ?? 'something'} there already`
      return { kind: 'refused', refusal: invalidInput({ path: 'provider', message }) }
    }
    const expires = { expiresMonth: row.expiresMonth ?? null, expiresYear: row.expiresYear ?? null }
    const values = { customer, method, label, brand, last4, ...expires, renewsPlan, updatedAt: now }
    await transaction.paymentMethod.upsert({
      where: place,
      create: { organizationId, provider, ...values },
      update: values,
    })
    await transaction.idempotencyKey.create({
      data: { organizationId, key, fingerprint: new Uint8Array(fingerprint), resultId: organizationId, createdAt: now },
    })
    const subject = { action: 'importPaymentMethod', subjectType: 'Organization', subjectId: organizationId }
    await record(app, transaction, organizationId, { ...subject, after: factsOf({ provider, label, renewsPlan }) }, now)
    return { kind: 'decided', value: {}, resultId: organizationId }
  })
}

/** Sets an auto top-up as setAutoTopUp does: with a pack that is sold here, and with a card that was saved or moved in. */
export async function importTopUp(app: App, organizationId: string, row: RowOf<'autoTopUp'>): Promise<Outcome<object>> {
  const { creditType, below, quantity, monthlyMax, currency, provider } = row
  const pack = await app.prisma.creditPack.findFirst({ where: { name: row.pack, endedAt: null } })
  const asked = { organizationId, creditType, below, quantity, provider, monthlyMax: { amount: monthlyMax, currency } }
  const command = await topUpCommand(app, asked, pack, keyOf(row))
  return isRefusal(command) ? { kind: 'refused', refusal: named(command) } : app.lane.run(command)
}

/** The refusal by the names of the row's fields. */
function named({ issues }: InvalidInput): InvalidInput {
  const names: Readonly<Record<string, string>> = {
    packId: 'pack',
    'monthlyMax.amount': 'monthlyMax',
    'monthlyMax.currency': 'currency',
  }
  return invalidInput(...issues.map(({ path, message }) => ({ path: names[path] ?? path, message })))
}
