// The rows of a file that moves customers in or out. Each has a type, and a key: its id in the system that wrote the file. A row names
// others by their keys. docs/moving.md describes every field.
//
// The same rows are lines of NDJSON or CSV. A value may be text in both: CSV has nothing else.

import { z } from 'zod'
import {
  BudgetPeriod,
  BurnDownCriterion,
  LatePolicy,
  LotKind,
  OrganizationMode,
  Role,
  Scope,
  SignInRequirement,
} from '../database/generated/client/client.ts'
import { labelInput } from '../labels/label.ts'
import { ENDABLE_KINDS } from '../mail/kinds.ts'
import { subjectField } from '../organizations/operations.ts'
import { Details } from '../payments/billingDetails.ts'
import { field } from '../refusals.ts'
import { choices, instant, int, key, list, metadata, structure, timeZone, tokens, whole, yesNo } from './fields.ts'
import { AutoTopUp, CreditRequest, Payment, PaymentMethod } from './moneyRows.ts'

/** `music:5000 lyrics:20`. */
const allowances = z
  .string()
  .regex(/^[a-z][a-z0-9_-]{0,49}:\d{1,15}( [a-z][a-z0-9_-]{0,49}:\d{1,15})*$/, 'must be as in music:5000 lyrics:20')

/** The platform's own id of a thing, and its metadata. */
const labels = { externalId: labelInput.externalId, metadata: metadata.optional() }

/** The states in which no payment is due. */
const UNPAYABLE = ['TRIALING', 'PAUSED', 'LAPSED'] as const

function isOne(value: string, of: readonly string[]): boolean {
  return of.includes(value)
}

const Organization = z.strictObject({
  type: z.literal('organization'),
  key,
  name: field.name,
  mode: z.enum(OrganizationMode).default('LIVE'),
  timeZone,
  membersUsePool: yesNo.default(true),
  approvalAbove: whole(0n).optional(),
  approvalSeconds: int(60, 30 * 24 * 60 * 60).optional(),
  tasksAtOnce: int(1, 1_000_000).optional(),
  expiryAlertDays: int(1, 365).optional(),
  signIn: z.enum(SignInRequirement).default('NONE'),
  billing: structure(Details.strict()).optional(),
  createdAt: instant.optional(),
  ...labels,
})

/** The choices of a member, by the kind of the mail. */
const mails = structure(
  z.partialRecord(
    z.enum(ENDABLE_KINDS),
    z.boolean(),
    'must be an object such as {"RENEWAL":true}, of kinds that can be ended',
  ),
)

const Member = z.strictObject({
  type: z.literal('member'),
  key,
  organization: key,
  name: field.name,
  role: z.enum(Role),
  subject: subjectField.optional(),
  mails: mails.optional(),
  createdAt: instant.optional(),
  ...labels,
})

const Subscription = z
  .strictObject({
    type: z.literal('subscription'),
    key,
    organization: key,
    plan: field.token,
    status: z.enum(['INCOMPLETE', 'TRIALING', 'ACTIVE', 'PAST_DUE', 'PAUSED', 'LAPSED']).default('ACTIVE'),
    renewsAt: instant,
    anchorAt: instant.optional(),
    paidUntil: instant.optional(),
    paymentDueAt: instant.optional(),
    awaited: allowances.optional(),
    pausedAt: instant.optional(),
    resumesAt: instant.optional(),
    pausedDays: int(0, 36_600).default(0),
    trialEndsAt: instant.optional(),
    timeZone,
    cancelAtPeriodEnd: yesNo.default(false),
    nextPlan: field.token.optional(),
    allowances: allowances.optional(),
    createdAt: instant.optional(),
    ...labels,
  })
  .refine(({ status, pausedAt }) => (status === 'PAUSED') === (pausedAt !== undefined), {
    path: ['pausedAt'],
    message: 'belongs to status: PAUSED, and only to that',
  })
  .refine(({ status, resumesAt }) => status === 'PAUSED' || resumesAt === undefined, {
    path: ['resumesAt'],
    message: 'can only be given with status: PAUSED',
  })
  .refine(({ status, paymentDueAt }) => status !== 'INCOMPLETE' || paymentDueAt !== undefined, {
    path: ['paymentDueAt'],
    message: 'must be given with status: INCOMPLETE',
  })
  .refine(({ status, paymentDueAt }) => !isOne(status, UNPAYABLE) || paymentDueAt === undefined, {
    path: ['paymentDueAt'],
    message: `can’t be given with status: ${UNPAYABLE.join(', ')}`,
  })
  .refine(({ status, awaited }) => status === 'PAST_DUE' || awaited === undefined, {
    path: ['awaited'],
    message: 'can only be given with status: PAST_DUE',
  })
  .refine(({ pausedDays, anchorAt }) => pausedDays === 0 || anchorAt !== undefined, {
    path: ['anchorAt'],
    message: 'must be given with pausedDays',
  })
  .refine(({ status, createdAt, renewsAt }) => status !== 'TRIALING' || (createdAt && createdAt < renewsAt), {
    path: ['createdAt'],
    message: 'must be given with status: TRIALING, before renewsAt: it is the beginning of the trial',
  })

/** The wallet that a row is about: the pool of the organization, or a member's own. */
const ofWallet = { organization: key, member: key.optional(), creditType: field.creditType }

const Lot = z
  .strictObject({
    type: z.literal('lot'),
    key,
    ...ofWallet,
    kind: z.enum(LotKind),
    granted: whole(1n),
    remaining: whole(0n),
    moved: whole(0n).default(0n),
    origin: key.optional(),
    payment: key.optional(),
    brought: whole(1n).optional(),
    request: key.optional(),
    priority: int(-1_000_000, 1_000_000).default(0),
    createdAt: instant,
    expiresAt: instant.optional(),
    usableFrom: instant.optional(),
    heldPastExpiry: z.enum(['FORFEIT', 'GRACE', 'HONOUR']).default('FORFEIT'),
    graceSeconds: int(1, 10 * 366 * 24 * 60 * 60).optional(),
    requiresSubscription: yesNo.default(false),
    locked: yesNo.default(false),
    models: tokens.default([]),
    operations: tokens.default([]),
    source: field.text(500).optional(),
    paidAmount: whole(0n).optional(),
    currency: field.currency.optional(),
    ...labels,
  })
  .refine(({ granted, remaining }) => remaining <= granted, { path: ['remaining'], message: 'must be at most granted' })
  .refine(({ granted, remaining, moved }) => moved === 0n || remaining + moved <= granted, {
    path: ['moved'],
    message: 'must be at most granted without remaining',
  })
  .refine(({ origin, moved }) => origin === undefined || moved === 0n, {
    path: ['moved'],
    message: 'must be 0 with origin: all portions name the lot that the credits came in with',
  })
  .refine(({ origin, remaining }) => origin === undefined || remaining > 0n, {
    path: ['remaining'],
    message: 'must be at least 1 with origin: leave out a portion with nothing left',
  })
  .refine(({ payment, origin }) => payment === undefined || origin === undefined, {
    path: ['payment'],
    message: 'can’t be given with origin: the payment is that of the lot that the credits came in with',
  })
  .refine(({ payment, brought }) => brought === undefined || payment !== undefined, {
    path: ['brought'],
    message: 'can only be given with payment',
  })
  .refine(({ brought, granted }) => brought === undefined || brought >= granted, {
    path: ['brought'],
    message: 'must be at least granted: the credits that the payment brought as this lot',
  })
  .refine(({ request, origin }) => request === undefined || origin !== undefined, {
    path: ['request'],
    message: 'can only be given with origin: an allocation for a time is a portion of a lot of the pool',
  })
  .refine(({ paidAmount, currency }) => (paidAmount === undefined) === (currency === undefined), {
    path: ['currency'],
    message: 'belongs to paidAmount: give both or neither',
  })
  .refine(({ heldPastExpiry, graceSeconds }) => (heldPastExpiry === 'GRACE') === (graceSeconds !== undefined), {
    path: ['graceSeconds'],
    message: 'belongs to heldPastExpiry: GRACE, and only to that',
  })

const Debt = z.strictObject({ type: z.literal('debt'), key, ...ofWallet, owed: whole(1n) })

const Balance = z.strictObject({ type: z.literal('balance'), key: key.optional(), ...ofWallet, credits: whole(0n) })

const Wallet = z.strictObject({
  type: z.literal('wallet'),
  key,
  ...ofWallet,
  burnDown: choices(BurnDownCriterion, { min: 1 }),
  overspend: yesNo.default(false),
  latePolicy: z.enum(LatePolicy).default('OWE'),
})

const Budget = z.strictObject({
  type: z.literal('budget'),
  key,
  ...ofWallet,
  model: field.token.optional(),
  operation: field.token.optional(),
  tag: field.tag.optional(),
  period: z.enum(BudgetPeriod),
  limit: whole(0n),
  enforcement: z.enum(['HARD', 'SOFT']).default('HARD'),
  thresholds: list
    .transform((items) => items.map(Number))
    .pipe(z.array(z.int().min(1).max(100)).max(10))
    .transform((percents) => [...new Set(percents)].sort((a, b) => a - b))
    .default([]),
})

const AllocationRule = z.strictObject({
  type: z.literal('allocationRule'),
  key,
  organization: key,
  creditType: field.creditType,
  credits: whole(1n),
  reclaim: yesNo.default(false),
  lastCycleStart: instant.optional(),
})

const BalanceThreshold = z
  .strictObject({
    type: z.literal('balanceThreshold'),
    key,
    ...ofWallet,
    credits: whole(0n).optional(),
    percent: int(1, 100).optional(),
  })
  .refine(({ credits, percent }) => (credits === undefined) !== (percent === undefined), {
    path: ['credits'],
    message: 'must be given, or percent: one of the two',
  })
  .refine(({ member, percent }) => member === undefined || percent === undefined, {
    path: ['percent'],
    message: 'can’t be given with member: it is a share of the organization’s allowance',
  })

// The secrets of keys and webhooks are nowhere but with their owners. So their rows only say what is to be created again.
const ApiKey = z.strictObject({
  type: z.literal('apiKey'),
  key,
  organization: key,
  member: key.optional(),
  name: field.name,
  scopes: choices(Scope, { min: 1 }),
  allowedAddresses: list.default([]),
  expiresAt: instant.optional(),
  createdAt: instant.optional(),
  ...labels,
})

const WebhookEndpoint = z.strictObject({
  type: z.literal('webhookEndpoint'),
  key,
  organization: key,
  url: z.string().max(2_000),
  events: list,
})

// The client secret is nowhere but at the issuer, so the row only says what is to be set again.
const Issuer = z.strictObject({
  type: z.literal('issuer'),
  key,
  organization: key,
  issuer: z.string().max(500),
  clientId: z.string().max(500),
  domains: list.default([]),
})

export const Row = z.discriminatedUnion('type', [
  Organization,
  Member,
  Subscription,
  Lot,
  Debt,
  Balance,
  Wallet,
  Budget,
  AllocationRule,
  BalanceThreshold,
  ApiKey,
  WebhookEndpoint,
  Issuer,
  Payment,
  PaymentMethod,
  AutoTopUp,
  CreditRequest,
])

export type Row = z.output<typeof Row>
export type RowType = Row['type']
export type RowOf<Type extends RowType> = Extract<Row, { type: Type }>

/** The types of rows that only list what is to be created again, because its secret is nowhere but with its owner. */
export const LISTED = ['apiKey', 'webhookEndpoint', 'issuer'] as const

/** Rows of which an import makes something. */
export type MadeRow = Exclude<Row, { type: 'balance' | (typeof LISTED)[number] }>

/** The columns of a CSV file, in the order in which an export has them. */
export const COLUMNS = [
  ...['type', 'key', 'organization', 'member', 'name', 'mode', 'timeZone', 'membersUsePool', 'role', 'subject'],
  ...['plan', 'status', 'renewsAt', 'anchorAt', 'paidUntil', 'cancelAtPeriodEnd', 'nextPlan', 'allowances'],
  ...['paymentDueAt', 'awaited', 'pausedAt', 'resumesAt', 'pausedDays', 'trialEndsAt'],
  ...['creditType', 'kind', 'granted', 'remaining', 'priority', 'createdAt', 'expiresAt', 'usableFrom'],
  ...['heldPastExpiry', 'graceSeconds', 'requiresSubscription', 'locked', 'models', 'operations', 'source'],
  ...['paidAmount', 'currency', 'owed', 'credits', 'moved', 'origin', 'externalId', 'metadata'],
  ...['approvalAbove', 'approvalSeconds', 'tasksAtOnce', 'expiryAlertDays', 'burnDown', 'overspend', 'latePolicy'],
  ...['model', 'operation', 'tag', 'period', 'limit', 'enforcement', 'thresholds', 'reclaim', 'lastCycleStart'],
  ...[
    'percent',
    'scopes',
    'allowedAddresses',
    'url',
    'events',
    'signIn',
    'billing',
    'mails',
    'payment',
    'brought',
    'request',
  ],
  ...[
    'provider',
    'trigger',
    'stage',
    'reference',
    'quantity',
    'title',
    'lines',
    'amount',
    'tax',
    'received',
    'refunded',
  ],
  ...[
    'accepted',
    'settled',
    'returned',
    'disputes',
    'problem',
    'problemText',
    'failure',
    'settledAt',
    'chargeUntil',
    'topUpOf',
  ],
  ...['receipts', 'customer', 'method', 'label', 'brand', 'last4', 'expiresMonth', 'expiresYear', 'renewsPlan'],
  ...[
    'below',
    'pack',
    'monthlyMax',
    'reason',
    'decidedAt',
    'note',
    'form',
    'given',
    'until',
    'budget',
    'fellBackAt',
    'tookBack',
  ],
  ...['issuer', 'clientId', 'domains'],
] as const
