// The tables that the lane writes, each described once: the columns of its rows, in the order of the INSERT.

import type {
  CreditRequest,
  PaymentLot,
  Quote,
  QuoteItem,
  Subscription,
  Task,
  TaskTag,
} from '../database/generated/client/client.ts'
import type { BalanceThreshold } from '../ledger/alert.ts'
import type { Budget, BudgetUsage } from '../ledger/budget.ts'
import type { JournalEntry } from '../ledger/journal.ts'
import { must } from '../ledger/must.ts'
import type { Run } from '../ledger/run.ts'
import { type Credits, type Hold, type HoldLine, isOpen, type Lot, type Wallet } from '../ledger/wallet.ts'
import { bigints, booleans, byteas, instants, ints, smallints, texts, uuids } from './binary.ts'
import type { Kept } from './kept.ts'
import type { OrganizationSnapshot } from './organizationSnapshot.ts'
import type { AlertRow, AuditRow, KeyRow, LabelRow, PaymentRow } from './records.ts'
import { batchTime, type ColumnType, derived, enums, jsons, lists, sparseTexts, Table } from './table.ts'

const ID = ['organizationId', 'id'] as const

/** The amounts of a balance: what was granted, and each bucket. */
const AMOUNTS = {
  granted: bigints,
  available: bigints,
  locked: bigints,
  frozen: bigints,
  spent: bigints,
  expired: bigints,
  moved: bigints,
  revoked: bigints,
}

export const wallets = new Table<Wallet>('wallet', 'w', ID, {
  organizationId: uuids,
  id: uuids,
  holderId: uuids,
  creditType: texts,
  ...AMOUNTS,
  owed: bigints,
  writtenOff: bigints,
  burnDown: lists('burn_down_criterion', { isRead: false }),
  overspend: booleans,
  latePolicy: enums('late_policy'),
  sequence: bigints,
  head: byteas,
  createdAt: instants,
})

export const lots = new Table<Lot, 'open'>('credit_lot', 'l', ID, {
  organizationId: uuids,
  id: uuids,
  walletId: uuids,
  kind: enums('lot_kind'),
  ...AMOUNTS,
  priority: ints,
  lock: enums('lot_lock'),
  dispute: enums('lot_dispute'),
  usableFrom: instants,
  models: lists('text', { isRead: true }),
  operations: lists('text', { isRead: true }),
  expiresAt: instants,
  graceSeconds: ints,
  source: texts,
  originLotId: uuids,
  costAmount: bigints,
  costCredits: bigints,
  currency: texts,
  open: derived(booleans, isOpen),
  createdAt: instants,
  requiresSubscription: booleans,
  graceFrom: instants,
  requestId: uuids,
  fallsBackAt: instants,
})

/** A hold as it is read: its first line, instead of its lines. */
export interface HoldRow extends Omit<Hold, 'lines'> {
  readonly firstLotId: string
  readonly firstCredits: Credits
}

const firstLine = ({ lines }: Hold): HoldLine => must(lines[0], 'a hold has a line')

export const holds = new Table<Hold, 'firstLotId' | 'firstCredits'>('hold', 'h', ID, {
  organizationId: uuids,
  id: uuids,
  walletId: uuids,
  taskId: uuids,
  status: enums('hold_status'),
  credits: bigints,
  spent: bigints,
  released: bigints,
  firstLotId: derived(uuids, (hold) => firstLine(hold).lotId, { isRead: true }),
  firstCredits: derived(bigints, (hold) => firstLine(hold).credits, { isRead: true }),
  usages: lists('uuid', { isRead: false }),
  late: enums('late_outcome'),
  description: texts,
  expiresAt: instants,
  endedAt: instants,
  createdAt: instants,
  memberId: uuids,
  apiKeyId: uuids,
  model: texts,
  operation: texts,
  countsAt: instants,
  owed: bigints,
  refunded: bigints,
  tags: sparseTexts,
  runId: uuids,
  meter: jsons,
})

/** A further line of a hold, with its place. */
export interface HoldLineRow extends HoldLine {
  readonly organizationId: string
  readonly holdId: string
  /** Counted from 1: the first line is in the hold's row. */
  readonly position: number
}

export const holdLines = new Table<HoldLineRow>('hold_line', 'l', ['organizationId', 'holdId', 'position'], {
  organizationId: uuids,
  holdId: uuids,
  position: smallints,
  lotId: uuids,
  credits: bigints,
  frozenAt: instants,
})

export const journalEntries = new Table<JournalEntry, 'recordedAt'>(
  'journal_entry',
  'j',
  ['organizationId', 'walletId', 'sequence'],
  {
    organizationId: uuids,
    walletId: uuids,
    sequence: bigints,
    type: enums('journal_entry_type'),
    credits: bigints,
    available: bigints,
    locked: bigints,
    frozen: bigints,
    lotId: uuids,
    holdId: uuids,
    taskId: uuids,
    reason: texts,
    hash: byteas,
    auditEntryId: uuids,
    otherWalletId: uuids,
    createdAt: instants,
    recordedAt: batchTime,
  },
)

export const tasks = new Table<Task>('task', 't', ID, {
  organizationId: uuids,
  id: uuids,
  memberId: uuids,
  priceRuleId: uuids,
  holdId: uuids,
  provider: texts,
  model: texts,
  operation: texts,
  input: jsons,
  credits: bigints,
  status: enums('task_status'),
  progress: smallints,
  result: jsons,
  failureReason: texts,
  sequence: ints,
  deadlineAt: instants,
  startedAt: instants,
  endedAt: instants,
  createdAt: instants,
  timeoutSeconds: ints,
  approval: enums('approval'),
  webhookUrl: texts,
  callback: jsons,
  isLeased: booleans,
  forgottenAt: instants,
  tags: sparseTexts,
  apiKeyId: uuids,
  furtherCosts: jsons,
  upstreamCost: jsons,
  // Only receipts read it, from the database: the rows that the lane loads are without it.
  accepted: derived(jsons, ({ accepted }) => accepted),
})

/** One row for each tag of a task, which lists the tasks with that tag. */
export const taskTags = new Table<TaskTag>('task_tag', 'g', ['organizationId', 'tag', 'taskId'], {
  organizationId: uuids,
  tag: texts,
  taskId: uuids,
})

/** The columns of an organization that decisions need. The rows are inserted by src/organizations. */
export const organizations = new Table<OrganizationSnapshot>('organization', 'o', ['organizationId'], {
  organizationId: { ...uuids, column: 'id' },
  name: texts,
  mode: enums('organization_mode'),
  status: enums('organization_status'),
  statusReason: texts,
  approvalAbove: bigints,
  approvalSeconds: ints,
  webhookEvents: lists('text', { isRead: true }),
  clockAt: instants,
  maintenance: texts,
  timeZone: texts,
  membersUsePool: booleans,
  expiryAlertDays: smallints,
  topUps: jsons,
  topUpAt: instants,
  refundAllowances: jsons,
})

const orZero: ColumnType<bigint> = { ...bigints, read: (column) => `coalesce(${column}, 0)` }

/** An organization without a row keeps nothing. */
export const kept = new Table<Kept & { readonly organizationId: string }>('kept', 'k', ['organizationId'], {
  organizationId: uuids,
  tasks: orZero,
  taskBytes: orZero,
  fileBytes: orZero,
  tasksMax: bigints,
  taskBytesMax: bigints,
  fileBytesMax: bigints,
  quotesMax: bigints,
})

export const budgets = new Table<Budget>('budget', 'b', ID, {
  organizationId: uuids,
  id: uuids,
  memberId: uuids,
  creditType: texts,
  model: texts,
  operation: texts,
  period: enums('budget_period'),
  credits: bigints,
  createdAt: instants,
  endedAt: instants,
  apiKeyId: uuids,
  hard: booleans,
  thresholds: lists('smallint', { isRead: true }),
  tag: texts,
  raises: jsons,
})

export const creditRequests = new Table<CreditRequest>('credit_request', 'c', ID, {
  organizationId: uuids,
  id: uuids,
  memberId: uuids,
  creditType: texts,
  credits: bigints,
  reason: texts,
  taskId: uuids,
  submission: jsons,
  status: enums('credit_request_status'),
  createdAt: instants,
  expiresAt: instants,
  decidedAt: instants,
  note: texts,
  form: enums('credit_grant_form'),
  granted: bigints,
  until: instants,
  budgetId: uuids,
  submittedId: uuids,
  fellBackAt: instants,
  tookBack: bigints,
  movedIn: bigints,
})

export const budgetUsages = new Table<BudgetUsage>('budget_usage', 'u', ID, {
  organizationId: uuids,
  id: uuids,
  budgetId: uuids,
  periodStart: instants,
  periodEnd: instants,
  frozen: bigints,
  spent: bigints,
  alerted: smallints,
  takenOver: bigints,
})

export const runs = new Table<Run>('run', 'r', ID, {
  organizationId: uuids,
  id: uuids,
  parentId: uuids,
  path: lists('uuid', { isRead: false }),
  memberId: uuids,
  name: texts,
  creditType: texts,
  credits: bigints,
  frozen: bigints,
  used: bigints,
  sequence: bigints,
  createdAt: instants,
  expiresAt: instants,
  closedAt: instants,
})

export const alerts = new Table<AlertRow>('alert', 'a', ID, {
  organizationId: uuids,
  id: uuids,
  kind: enums('alert_kind'),
  budgetId: uuids,
  threshold: smallints,
  message: texts,
  createdAt: instants,
  walletId: uuids,
  lotId: uuids,
  credits: bigints,
  endpointId: uuids,
  requestId: uuids,
  paymentId: uuids,
  lostAt: instants,
})

export const thresholds = new Table<BalanceThreshold>('balance_threshold', 'b', ID, {
  organizationId: uuids,
  id: uuids,
  holderId: uuids,
  creditType: texts,
  credits: bigints,
  percent: smallints,
  isBelow: booleans,
  createdAt: instants,
  endedAt: instants,
})

export const subscriptions = new Table<Subscription>('subscription', 's', ID, {
  organizationId: uuids,
  id: uuids,
  planId: uuids,
  status: enums('subscription_status'),
  anchorAt: instants,
  cycle: ints,
  cycleStart: instants,
  cycleEnd: instants,
  periodEnd: instants,
  cancelAtPeriodEnd: booleans,
  nextPlanId: uuids,
  allowances: jsons,
  createdAt: instants,
  endedAt: instants,
  carryLimit: jsons,
  timeZone: texts,
  pausedDays: ints,
  paidUntil: instants,
  paymentDueAt: instants,
  awaited: jsons,
  unpaid: jsons,
  changes: jsons,
  trialEndsAt: instants,
  pausedAt: instants,
  resumesAt: instants,
  dueAt: instants,
})

export const payments = new Table<PaymentRow>('payment', 'p', ID, {
  organizationId: uuids,
  id: uuids,
  memberId: uuids,
  provider: enums('payment_provider'),
  trigger: enums('payment_trigger'),
  stage: enums('payment_stage'),
  status: enums('payment_status'),
  reference: texts,
  packId: uuids,
  quantity: ints,
  planId: uuids,
  title: texts,
  lines: jsons,
  kind: enums('lot_kind'),
  amount: bigints,
  tax: bigints,
  currency: texts,
  received: bigints,
  refunded: bigints,
  accepted: bigints,
  settled: bigints,
  returned: bigints,
  disputes: jsons,
  dispute: enums('lot_dispute'),
  problem: enums('payment_problem'),
  problemText: texts,
  failure: texts,
  checkoutUrl: texts,
  returnUrl: texts,
  saveMethod: booleans,
  sequence: bigints,
  createdAt: instants,
  expiresAt: instants,
  settledAt: instants,
  checkAt: instants,
  checks: ints,
  attempts: ints,
  chargeAt: instants,
  chargeUntil: instants,
  topUpOf: texts,
  movedSettled: bigints,
  movedReturned: bigints,
  transferReference: texts,
})

export const paymentLots = new Table<PaymentLot>('payment_lot', 'l', ['organizationId', 'lotId'], {
  organizationId: uuids,
  lotId: uuids,
  paymentId: uuids,
  movedGranted: bigints,
})

/** They are inserted by src/pricing, and the lane counts the tasks that were submitted by them. */
export const quoteItems = new Table<QuoteItem>('quote_item', 'i', ['organizationId', 'quoteId', 'position'], {
  organizationId: uuids,
  quoteId: uuids,
  position: smallints,
  priceRuleId: uuids,
  units: bigints,
  credits: bigints,
  count: ints,
  taken: ints,
  furtherCosts: jsons,
})

export const quotes = new Table<Quote>('quote', 'q', ID, {
  organizationId: uuids,
  id: uuids,
  memberId: uuids,
  version: bigints,
  createdAt: instants,
  expiresAt: instants,
})

type Act = 'actorKind' | 'actorId' | 'actorName' | 'address' | 'requestId' | 'action' | 'subjectType' | 'subjectId'

export const auditEntries = new Table<AuditRow, Act | 'before' | 'after' | 'createdAt'>('audit_entry', 'a', ID, {
  organizationId: uuids,
  id: uuids,
  actorKind: derived(enums('actor_kind'), ({ by }) => by.kind),
  actorId: derived(texts, ({ by }) => by.id),
  actorName: derived(texts, ({ by }) => by.name),
  address: derived(texts, ({ by }) => by.address),
  requestId: derived(texts, ({ by }) => by.requestId),
  action: derived(texts, ({ act }) => act.action),
  subjectType: derived(texts, ({ act }) => act.subjectType),
  subjectId: derived(texts, ({ act }) => act.subjectId),
  before: derived(jsons, ({ act }) => act.before ?? null),
  after: derived(jsons, ({ act }) => act.after ?? null),
  createdAt: batchTime,
})

export const idempotencyKeys = new Table<KeyRow, 'createdAt'>('idempotency_key', 'k', ['organizationId', 'key'], {
  organizationId: uuids,
  key: texts,
  fingerprint: byteas,
  resultId: uuids,
  createdAt: batchTime,
})

/** The lane writes those of lots, holds, tasks and subscriptions; the others belong to rows that it doesn't write. */
export const labels = new Table<LabelRow>('label', 'l', ['organizationId', 'kind', 'subjectId'], {
  organizationId: uuids,
  kind: enums('label_kind'),
  subjectId: uuids,
  externalId: texts,
  metadata: jsons,
})
