// The rows of payments with their receipts, of saved cards and auto top-ups, and of requests for credits.
//
// A payment comes with all of its receipts, so that both are there or neither. It has had its effect where it comes from: an import
// brings no credits for it, and the lots that are left of it name it.

import { z } from 'zod'
import {
  CreditGrantForm,
  CreditRequestStatus,
  LotKind,
  PaymentProblem,
  PaymentProvider,
  PaymentStage,
  PaymentTrigger,
  ReceiptKind,
} from '../database/generated/client/client.ts'
import { countedOf, disputeOf, dueOf, returnedOf, shareOfDue } from '../ledger/payment.ts'
import { Details } from '../payments/billingDetails.ts'
import { field } from '../refusals.ts'
import { instant, int, key, structure, timeZone, whole, yesNo } from './fields.ts'

const TEXT_MAX = 500
const LINES_MAX = 20
const RECEIPTS_MAX = 200
const DISPUTES_MAX = 50

const text = field.text(TEXT_MAX)
/** A field of JSON that may be null. */
const nullable = <Schema extends z.ZodType>(schema: Schema) => schema.nullish().transform((value) => value ?? undefined)

const Line = z.strictObject({ creditType: field.creditType, credits: whole(0n), bonus: whole(0n).default(0n) })

const Receipt = z.strictObject({
  kind: z.enum(ReceiptKind),
  number: z
    .string()
    .regex(
      /^[A-Za-z0-9][A-Za-z0-9._-]{0,49}$/,
      'must be 1 to 50 letters, digits and . _ -: its number where it was issued',
    ),
  isTest: z.boolean().default(false),
  title: nullable(text),
  amount: whole(1n),
  tax: whole(0n).default(0n),
  createdAt: instant,
  organizationName: nullable(field.name),
  timeZone: timeZone.nullish().transform((value) => value ?? undefined),
  reference: nullable(text),
  ofDispute: z.boolean().default(false),
  buyer: nullable(Details.strict()),
  seller: nullable(Details.strict()),
})

/** A payment as its row says it. */
const Fields = z.strictObject({
  type: z.literal('payment'),
  key,
  organization: key,
  member: key.optional(),
  provider: z.enum(PaymentProvider),
  trigger: z.enum(PaymentTrigger).default('PURCHASE'),
  stage: z.enum(PaymentStage).default('OPEN'),
  reference: text.optional(),
  quantity: int(1, 1_000_000).default(1),
  plan: field.token.optional(),
  title: text,
  lines: structure(z.array(Line).max(LINES_MAX)).default([]),
  kind: z.enum(LotKind).default('TOP_UP'),
  amount: whole(0n).default(0n),
  tax: whole(0n).default(0n),
  currency: field.currency,
  received: whole(0n).default(0n),
  refunded: whole(0n).default(0n),
  accepted: whole(0n).default(0n),
  settled: whole(0n).default(0n),
  returned: whole(0n).default(0n),
  disputes: structure(z.record(z.string().min(1).max(255), z.enum(['OPEN', 'WON', 'LOST'])))
    .refine((all) => Object.keys(all).length <= DISPUTES_MAX, `must have at most ${DISPUTES_MAX}`)
    .default({}),
  problem: z.enum(PaymentProblem).optional(),
  problemText: field.text(2_000).optional(),
  failure: field.text(2_000).optional(),
  createdAt: instant,
  settledAt: instant.optional(),
  chargeUntil: instant.optional(),
  topUpOf: field.creditType.optional(),
  receipts: structure(z.array(Receipt).max(RECEIPTS_MAX)).default([]),
})

export const Payment = Fields.superRefine((row, context) => {
  const flaw = flawOf(row)
  if (flaw) context.addIssue({ code: 'custom', path: [flaw.path], message: flaw.message })
})

type PaymentFields = z.output<typeof Fields>

interface Flaw {
  readonly path: string
  readonly message: string
}

/** The first contradiction of a payment; null: it has none. */
function flawOf(row: PaymentFields): Flaw | null {
  const { received, refunded, settled, returned, settledAt, problem } = row
  const flaw = (path: string, message: string): Flaw => ({ path, message })
  if (dueOf(row) === 0n) return flaw('amount', 'must be at least 1, or have tax')
  if (settled > received) return flaw('settled', 'must be at most received')
  if (refunded > received) return flaw('refunded', 'must be at most received')
  if (returned > settled || returned > refunded)
    return flaw('returned', 'must be at most settled, and at most refunded')
  const leastReturned = returnedOf({ ...row, stage: row.stage })
  if (returned < leastReturned)
    return flaw('returned', `must be at least ${leastReturned}: so much of refunded is of settled`)
  if (settled > 0n !== (settledAt !== undefined))
    return flaw('settledAt', 'belongs to settled above 0, and only to that')
  if (countedOf(row) > settled && problem === undefined) {
    return flaw('settled', `must be ${countedOf(row)}, or problem must say what is in the way`)
  }
  if (received === 0n && (row.stage === 'OPEN' || row.stage === 'PROCESSING')) {
    return flaw('stage', 'must be FAILED, EXPIRED or CANCELED without received: a payment under way does not move')
  }
  if ((row.problemText === undefined) !== (problem === undefined))
    return flaw('problemText', 'belongs to problem: give both or neither')
  return flawOfReceipts(row)
}

/** The sum that the receipts of a payment should have, and don’t; null: they have it. */
function flawOfReceipts(row: PaymentFields): Flaw | null {
  const { receipts, settled, returned, disputes } = row
  const sumOf = (kind: ReceiptKind, part: 'amount' | 'tax') =>
    receipts.reduce((sum, each) => (each.kind === kind ? sum + each[part] : sum), 0n)
  const given = disputeOf(disputes) === 'LOST' ? settled : returned
  for (const [kind, words, money] of [
    ['RECEIPT', 'the receipts', settled],
    ['CREDIT_NOTE', 'the credit notes', given],
  ] as const) {
    const due = { amount: money, tax: shareOfDue(row.tax, money, row) }
    for (const part of ['amount', 'tax'] as const) {
      const sum = sumOf(kind, part)
      if (sum === due[part]) continue
      return {
        path: 'receipts',
        message: `must add up: ${part} of ${words} is ${sum}, and the payment has ${due[part]}`,
      }
    }
  }
  return null
}

/** A saved card. The ids are those that the provider gave. */
export const PaymentMethod = z.strictObject({
  type: z.literal('paymentMethod'),
  key,
  organization: key,
  provider: z.enum(PaymentProvider),
  customer: z.string().min(1).max(255),
  method: z.string().min(1).max(255),
  label: text.optional(),
  brand: field.text(50).optional(),
  last4: z
    .string()
    .regex(/^\d{4}$/, 'must be four digits')
    .optional(),
  expiresMonth: int(1, 12).optional(),
  expiresYear: int(2000, 2200).optional(),
  renewsPlan: yesNo.default(false),
})

export const AutoTopUp = z.strictObject({
  type: z.literal('autoTopUp'),
  key,
  organization: key,
  creditType: field.creditType,
  below: whole(1n),
  pack: field.token,
  quantity: int(1, 1_000_000).default(1),
  monthlyMax: whole(1n),
  currency: field.currency,
  provider: z.enum(PaymentProvider),
})

/** A request for credits. Its task does not move. */
export const CreditRequest = z
  .strictObject({
    type: z.literal('creditRequest'),
    key,
    organization: key,
    member: key,
    creditType: field.creditType,
    credits: whole(1n),
    reason: field.text(1_000),
    status: z.enum(CreditRequestStatus),
    createdAt: instant,
    expiresAt: instant,
    decidedAt: instant.optional(),
    note: field.text(1_000).optional(),
    form: z.enum(CreditGrantForm).optional(),
    given: whole(1n).optional(),
    until: instant.optional(),
    budget: key.optional(),
    fellBackAt: instant.optional(),
    tookBack: whole(0n).optional(),
  })
  .refine(({ status, decidedAt }) => (status === 'OPEN') === (decidedAt === undefined), {
    path: ['decidedAt'],
    message: 'must be given unless status is OPEN, and only then',
  })
  .refine(
    ({ status, form, given }) => [form, given].every((each) => (each !== undefined) === (status === 'APPROVED')),
    {
      path: ['given'],
      message: 'and form belong to status: APPROVED, and only to that',
    },
  )
  .refine(
    ({ form, until }) =>
      (form !== 'BUDGET_RAISE' || until !== undefined) && (form !== undefined || until === undefined),
    {
      path: ['until'],
      message: 'must be given with form: BUDGET_RAISE, and can’t be given without form',
    },
  )
  .refine(({ form, budget }) => budget === undefined || form === 'BUDGET_RAISE', {
    path: ['budget'],
    message: 'can only be given with form: BUDGET_RAISE',
  })
  .refine(({ fellBackAt, until }) => fellBackAt === undefined || (until !== undefined && fellBackAt >= until), {
    path: ['fellBackAt'],
    message: 'must not be before until',
  })
  .refine(
    ({ form, fellBackAt, tookBack }) =>
      (tookBack !== undefined) === (fellBackAt !== undefined && form === 'ALLOCATION'),
    {
      path: ['tookBack'],
      message: 'belongs to an ALLOCATION with fellBackAt, and only to that',
    },
  )
  .refine(({ given, tookBack }) => tookBack === undefined || (given !== undefined && tookBack <= given), {
    path: ['tookBack'],
    message: 'must be at most given',
  })
