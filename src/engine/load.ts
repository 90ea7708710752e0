// Loads the rows of a batch with a few set-based reads, in two rounds: the rows that commands name by id, then the wallets.
//
// Every statement joins on the organization as well as the id, so that a command can only ever reach rows of its
// own organization, and so that the same statements run on a cluster sharded by organization.

import type {
  CreditRequest,
  PaymentLot,
  Quote,
  QuoteItem,
  Subscription,
  Task,
} from '../database/generated/client/client.ts'
import type { BalanceThreshold } from '../ledger/alert.ts'
import type { Budget, BudgetUsage } from '../ledger/budget.ts'
import { furtherCosts } from '../ledger/cost.ts'
import type { Run } from '../ledger/run.ts'
import { type HoldLine, isOpen, type Lot, type Wallet } from '../ledger/wallet.ts'
import { Batch, type CountName } from './batch.ts'
import { texts, uuids } from './binary.ts'
import { BudgetIndex } from './budgetIndex.ts'
import type { Cache } from './cache.ts'
import type { Command } from './command.ts'
import { type OutboxRow, READ_OUTBOX } from './feed.ts'
import { hasFurther, holdOf } from './holdLines.ts'
import { KEPT_COLUMNS, type Kept } from './kept.ts'
import type { OrganizationSnapshot } from './organizationSnapshot.ts'
import type { PriceBookVersion } from './priceBook.ts'
import type { KeyRow, LabelRow, PaymentRow } from './records.ts'
import { Rows } from './rows.ts'
import type { Session } from './session.ts'
import * as tables from './tables.ts'
import { ThresholdIndex } from './thresholdIndex.ts'
import { readUsedSoFar } from './usedSoFar.ts'
import { Wanted } from './wanted.ts'

const KEYS = tables.idempotencyKeys.selectByKey()
const TASKS = tables.tasks.selectByKey()
const HOLDS = tables.holds.selectByKey()
const WALLETS = tables.wallets.selectByKey()
/** The usages that holds count against. */
const USAGES = tables.budgetUsages.selectByKey()
// Runs, with those that they are a part of; served by the primary key.
const RUNS = `
  SELECT DISTINCT ${tables.runs.select()}
  FROM unnest($1::uuid[], $2::uuid[]) AS wanted (organization_id, id)
  JOIN run inner_run ON inner_run.organization_id = wanted.organization_id AND inner_run.id = wanted.id
  JOIN run r ON r.organization_id = inner_run.organization_id AND r.id = ANY (inner_run.path)`
/** Quotes are inserted without the lane, so the cache does not have them. */
const QUOTES = tables.quotes.selectByKey()

/** Requests are rare, so the cache does not have them. */
const REQUESTS = tables.creditRequests.selectByKey()

// Served by credit_request_open.
const OPEN_REQUESTS = `
  SELECT ${tables.creditRequests.select()}
  FROM unnest($1::uuid[], $2::uuid[]) AS wanted (organization_id, member_id)
  JOIN credit_request c ON c.organization_id = wanted.organization_id AND c.member_id = wanted.member_id
    AND c.status = 'OPEN'`

// Served by the primary key.
const FURTHER_LINES = `
  SELECT ${tables.holdLines.select(['holdId', 'lotId', 'credits', 'frozenAt'])}
  FROM unnest($1::uuid[], $2::uuid[]) AS wanted (organization_id, id)
  JOIN hold_line l ON l.organization_id = wanted.organization_id AND l.hold_id = wanted.id
  ORDER BY l.hold_id, l.position`

// Served by the primary keys.
const HOLDS_OF_TASKS = `
  SELECT ${tables.holds.select()}
  FROM unnest($1::uuid[], $2::uuid[]) AS wanted (organization_id, id)
  JOIN task t ON t.organization_id = wanted.organization_id AND t.id = wanted.id
  JOIN hold h ON h.organization_id = t.organization_id AND h.id = t.hold_id`

// Wallets by holder and credit type, served by their unique key, and their open lots by credit_lot_open.
const WALLETS_BY_HOLDER = `
  SELECT ${tables.wallets.select()}
  FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS wanted (organization_id, holder_id, credit_type)
  JOIN wallet w ON w.organization_id = wanted.organization_id AND w.holder_id = wanted.holder_id
    AND w.credit_type = wanted.credit_type`

const LOTS_BY_HOLDER = `
  SELECT ${tables.lots.select()}
  FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS wanted (organization_id, holder_id, credit_type)
  JOIN wallet w ON w.organization_id = wanted.organization_id AND w.holder_id = wanted.holder_id
    AND w.credit_type = wanted.credit_type
  JOIN credit_lot l ON l.organization_id = w.organization_id AND l.wallet_id = w.id AND l.open`

// The open lots of wallets, served by credit_lot_open.
const LOTS = `
  SELECT ${tables.lots.select()}
  FROM unnest($1::uuid[], $2::uuid[]) AS wanted (organization_id, id)
  JOIN credit_lot l ON l.organization_id = wanted.organization_id AND l.wallet_id = wanted.id AND l.open`

// All wallets of an organization, by their primary key, and their open lots by credit_lot_open. OFFSET 0 fixes the order of the
// join: otherwise PostgreSQL would scan a table that it estimates to be small. The statements for subscriptions, budgets and
// thresholds need it for the same reason.
const ALL_WALLETS = `
  SELECT ${tables.wallets.select()}
  FROM unnest($1::uuid[]) AS wanted (id)
  CROSS JOIN LATERAL (SELECT * FROM wallet WHERE organization_id = wanted.id OFFSET 0) AS w`

const ALL_LOTS = `
  SELECT ${tables.lots.select()}
  FROM unnest($1::uuid[]) AS wanted (id)
  CROSS JOIN LATERAL (SELECT * FROM credit_lot WHERE organization_id = wanted.id AND open OFFSET 0) AS l`

// The lots that the open lots of some wallets were split off from; served by the primary key.
const ORIGINS = `
  SELECT DISTINCT ${tables.lots.select()}
  FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS wanted (organization_id, holder_id, credit_type)
  JOIN wallet w ON w.organization_id = wanted.organization_id AND w.holder_id = wanted.holder_id
    AND w.credit_type = wanted.credit_type
  JOIN credit_lot part ON part.organization_id = w.organization_id AND part.wallet_id = w.id AND part.open
  JOIN credit_lot l ON l.organization_id = part.organization_id AND l.id = part.origin_lot_id`

// The lineages of lots: each lot's origin, and all lots that were split off that one. Served by credit_lot_split_off.
const LINEAGES = `
  SELECT ${tables.lots.select()}
  FROM unnest($1::uuid[], $2::uuid[]) AS wanted (organization_id, id)
  JOIN credit_lot named ON named.organization_id = wanted.organization_id AND named.id = wanted.id
  CROSS JOIN LATERAL (
    SELECT * FROM credit_lot o
    WHERE o.organization_id = named.organization_id AND o.id = coalesce(named.origin_lot_id, named.id)
    UNION ALL
    SELECT * FROM credit_lot s
    WHERE s.organization_id = named.organization_id AND s.origin_lot_id = coalesce(named.origin_lot_id, named.id)
  ) AS l`

// The lineages of the lots that payments have brought. Served by payment_lot_of_payment, and as above.
const LINEAGES_OF_PAYMENTS = `
  SELECT ${tables.lots.select()}
  FROM unnest($1::uuid[], $2::uuid[]) AS wanted (organization_id, id)
  JOIN payment_lot brought ON brought.organization_id = wanted.organization_id AND brought.payment_id = wanted.id
  CROSS JOIN LATERAL (
    SELECT * FROM credit_lot o WHERE o.organization_id = brought.organization_id AND o.id = brought.lot_id
    UNION ALL
    SELECT * FROM credit_lot s WHERE s.organization_id = brought.organization_id AND s.origin_lot_id = brought.lot_id
  ) AS l`

/** Payments are read each time: few commands need them. */
const PAYMENTS = tables.payments.selectByKey()

// Served by payment_of_plan_unsettled.
const PLAN_PAYMENTS = `
  SELECT ${tables.payments.select()}
  FROM unnest($1::uuid[]) AS wanted (id)
  JOIN payment p ON p.organization_id = wanted.id AND p.plan_id IS NOT NULL AND p.settled_at IS NULL
    AND p.status IN ('OPEN', 'PROCESSING', 'PARTIALLY_PAID')`

// Served by payment_lot_of_payment.
const LOTS_OF_PAYMENTS = `
  SELECT ${tables.paymentLots.select()}
  FROM unnest($1::uuid[], $2::uuid[]) AS wanted (organization_id, id)
  JOIN payment_lot l ON l.organization_id = wanted.organization_id AND l.payment_id = wanted.id
  ORDER BY l.lot_id`

// The lots of some holds, and of the holds of some tasks; served by the primary keys. OFFSET 0 is for the same reason as above.
const lotsOf = (holdId: string) => `
  CROSS JOIN LATERAL (
    SELECT first_lot_id AS lot_id FROM hold WHERE organization_id = wanted.organization_id AND id = ${holdId}
    UNION ALL
    SELECT lot_id FROM hold_line WHERE organization_id = wanted.organization_id AND hold_id = ${holdId}
  ) AS part
  CROSS JOIN LATERAL (
    SELECT * FROM credit_lot WHERE organization_id = wanted.organization_id AND id = part.lot_id OFFSET 0
  ) AS l`

const LOTS_OF_HOLDS = `
  SELECT DISTINCT ${tables.lots.select()}
  FROM unnest($1::uuid[], $2::uuid[]) AS wanted (organization_id, id)
  ${lotsOf('wanted.id')}`

const LOTS_OF_TASKS = `
  SELECT DISTINCT ${tables.lots.select()}
  FROM unnest($1::uuid[], $2::uuid[]) AS wanted (organization_id, id)
  CROSS JOIN LATERAL (
    SELECT hold_id, further_costs FROM task WHERE organization_id = wanted.organization_id AND id = wanted.id OFFSET 0
  ) AS t
  CROSS JOIN LATERAL (
    SELECT t.hold_id AS id
    UNION ALL
    SELECT (cost ->> 'holdId')::uuid FROM jsonb_array_elements(t.further_costs) AS cost
  ) AS paying
  ${lotsOf('paying.id')}`

// Organization snapshots, served by the primary keys, which begin with the organization; and the newest usage of each budget, by
// budget_usage_organization_id_budget_id_period_start_key.
const ORGANIZATIONS = `
  SELECT ${tables.organizations.select()}, ${tables.kept.select(KEPT_COLUMNS)}
  FROM unnest($1::uuid[]) AS wanted (id)
  JOIN organization o ON o.id = wanted.id
  LEFT JOIN kept k ON k.organization_id = o.id`

// Served by subscription_live.
const SUBSCRIPTIONS = `
  SELECT ${tables.subscriptions.select()}
  FROM unnest($1::uuid[]) AS wanted (id)
  CROSS JOIN LATERAL (SELECT * FROM subscription WHERE organization_id = wanted.id AND ended_at IS NULL OFFSET 0) AS s`

// Served by the primary key.
const QUOTE_ITEMS = `
  SELECT ${tables.quoteItems.select()}
  FROM unnest($1::uuid[], $2::uuid[]) AS wanted (organization_id, id)
  JOIN quote_item i ON i.organization_id = wanted.organization_id AND i.quote_id = wanted.id
  ORDER BY i.position`

const LABELS = tables.labels.selectByKey()

// Served by label_external_id.
const LABELS_WITH = `
  SELECT ${tables.labels.select()}
  FROM unnest($1::uuid[], $2::text[], $3::text[]) AS wanted (organization_id, kind, external_id)
  JOIN label l ON l.organization_id = wanted.organization_id AND l.kind = wanted.kind::label_kind
    AND l.external_id = wanted.external_id`

/** The first id of the last minute: ids begin with the time at which they were made, in milliseconds (UUIDv7). */
const MINUTE_AGO = `(
  SELECT (lpad(to_hex((extract(epoch FROM clock_timestamp()) * 1000)::bigint - 60000), 12, '0') || '70008000000000000000')::uuid
)`

/**
 * Counts are read each time: members are inserted without the lane, and the others are needed rarely. Served by the primary keys
 * of members, subscriptions, tasks and holds, the unique key of wallets, task_waiting, hold_open and payment_open.
 */
const COUNTS: Readonly<Record<CountName, string>> = {
  members: 'SELECT count(*)::int FROM member WHERE organization_id = wanted.id AND removed_at IS NULL',
  pools: 'SELECT count(*)::int FROM wallet WHERE organization_id = wanted.id AND holder_id = wanted.id',
  waitingTasks: `
    SELECT count(*)::int FROM task WHERE organization_id = wanted.id AND approval IS NOT NULL AND ended_at IS NULL
      AND approval = 'PENDING'`,
  trials: 'SELECT count(*)::int FROM subscription WHERE organization_id = wanted.id AND trial_ends_at IS NOT NULL',
  underWay: `
    SELECT count(DISTINCT coalesce(task_id, id))::int FROM hold WHERE organization_id = wanted.id AND ended_at IS NULL`,
  openPayments: `SELECT count(*)::int FROM payment WHERE organization_id = wanted.id AND status = 'OPEN'`,
  begun: `
    (SELECT count(*) FROM task WHERE organization_id = wanted.id AND id >= ${MINUTE_AGO})::int
      + (SELECT count(*) FROM hold WHERE organization_id = wanted.id AND id >= ${MINUTE_AGO}
          AND task_id IS NULL AND counts_at IS NULL)::int`,
}
const COUNT_NAMES = Object.keys(COUNTS) as CountName[]

function countOf(name: CountName): string {
  return `SELECT wanted.id AS "organizationId", (${COUNTS[name]}) AS count FROM unnest($1::uuid[]) AS wanted (id)`
}

const BUDGETS = `
  SELECT ${tables.budgets.select()}
  FROM unnest($1::uuid[]) AS wanted (id)
  CROSS JOIN LATERAL (SELECT * FROM budget WHERE organization_id = wanted.id AND ended_at IS NULL OFFSET 0) AS b`

const THRESHOLDS = `
  SELECT ${tables.thresholds.select()}
  FROM unnest($1::uuid[]) AS wanted (id)
  CROSS JOIN LATERAL (
    SELECT * FROM balance_threshold WHERE organization_id = wanted.id AND ended_at IS NULL OFFSET 0
  ) AS b`

const NEWEST_USAGES = `
  SELECT ${tables.budgetUsages.select()}
  FROM unnest($1::uuid[]) AS wanted (id)
  CROSS JOIN LATERAL (SELECT * FROM budget WHERE organization_id = wanted.id AND ended_at IS NULL OFFSET 0) AS b
  CROSS JOIN LATERAL (
    SELECT * FROM budget_usage n WHERE n.organization_id = b.organization_id AND n.budget_id = b.id
    ORDER BY n.period_start DESC LIMIT 1
  ) AS u`

type Read = <Row>(name: string, sql: string, wanted: Rows) => Promise<Row[]>
type SnapshotRow = Omit<OrganizationSnapshot, 'budgets' | 'subscription' | 'thresholds' | 'kept'> & Kept
type LineRow = HoldLine & { readonly holdId: string }

/** Holds whose further lines are read in the second round. */
interface LongerHolds {
  readonly holds: tables.HoldRow[]
  readonly wanted: Rows
}

/**
 * A batch with all rows that the commands' `reads` name, and the snapshots of their organizations. A row that doesn't exist is
 * absent. Rows in the cache are not read; idempotency keys that the cache lacks are only read if `lookUpKeys` is set.
 */
export async function load(
  session: Session,
  cache: Cache,
  version: PriceBookVersion,
  commands: readonly Command<unknown>[],
  lookUpKeys: boolean,
): Promise<Batch> {
  const batch = new Batch(version)
  const wanted = new Wanted(batch, cache)
  const longer: LongerHolds = { holds: [], wanted: new Rows(uuids, uuids) }
  for (const command of commands) wanted.addCommand(command, lookUpKeys)
  const read: Read = (name, sql, rows) =>
    rows.size === 0 ? Promise.resolve([]) : session.query(name, sql, rows.columns())

  const [used, wholeWallets] = await Promise.all([
    readUsedSoFar(session, commands),
    Promise.all([
      read<Wallet>('all_wallets', ALL_WALLETS, wanted.wholes),
      read<Lot>('all_lots', ALL_LOTS, wanted.wholes),
    ]),
    readKeys(read, batch, wanted),
    readTasksAndHolds(read, batch, wanted, longer),
    readLotsByName(read, batch, wanted),
    readOrganizations(read, batch, wanted),
    readCounts(read, batch, wanted),
    readQuotes(read, batch, wanted),
    readRequests(read, batch, wanted),
    readPayments(read, batch, wanted),
    readLabels(read, batch, wanted),
    readOutbox(session, batch, wanted),
  ])
  for (const { budgetId, ...spent } of used.spent) batch.addSpentBefore(budgetId, spent)
  putCounted(used.open, batch, cache, wanted, longer)

  const byHolder = wanted.walletsOf
  const [heldWallets, heldLots, namedWallets, namedLots, usages, lines, runs] = await Promise.all([
    read<Wallet>('wallets_by_holder', WALLETS_BY_HOLDER, byHolder),
    read<Lot>('lots_by_holder', LOTS_BY_HOLDER, byHolder),
    read<Wallet>('wallets', WALLETS, wanted.wallets),
    read<Lot>('lots', LOTS, wanted.wallets),
    read<BudgetUsage>('usages', USAGES, wanted.usages),
    read<LineRow>('further_lines', FURTHER_LINES, longer.wanted),
    read<Run>('runs', RUNS, wanted.runs),
  ])
  const linesOf = Map.groupBy(lines, ({ holdId }) => holdId)
  for (const row of longer.holds) batch.addHold(holdOf(row, linesOf.get(row.id) ?? []))
  for (const usage of usages) batch.addUsage(usage)
  for (const run of runs) batch.addRun(run)
  putWallets(batch, heldWallets, heldLots)
  putWallets(batch, namedWallets, namedLots)
  putWallets(batch, ...wholeWallets)
  return batch
}

async function readKeys(read: Read, batch: Batch, { keys }: Wanted): Promise<void> {
  for (const row of await read<KeyRow>('keys', KEYS, keys)) batch.addKey(row)
}

async function readTasksAndHolds(read: Read, batch: Batch, wanted: Wanted, longer: LongerHolds): Promise<void> {
  const [taskRows, ...holdRows] = await Promise.all([
    read<Task>('tasks', TASKS, wanted.tasks),
    read<tables.HoldRow>('holds', HOLDS, wanted.holds),
    read<tables.HoldRow>('holds_of_tasks', HOLDS_OF_TASKS, wanted.tasks),
  ])
  for (const row of taskRows) batch.addTask(row)
  for (const row of holdRows.flat()) putHold(row, wanted, longer)
  const several = taskRows.filter(({ furtherCosts }) => furtherCosts !== null)
  if (several.length > 0) await readFurtherHolds(read, wanted, longer, several)
}

/** The holds of the further credit types of tasks, which only the tasks' rows name. */
async function readFurtherHolds(
  read: Read,
  wanted: Wanted,
  longer: LongerHolds,
  several: readonly Task[],
): Promise<void> {
  const further = new Rows(uuids, uuids)
  for (const task of several) {
    for (const { holdId } of furtherCosts(task.furtherCosts)) if (holdId) further.add(task.organizationId, holdId)
  }
  for (const row of await read<tables.HoldRow>('holds', HOLDS, further)) putHold(row, wanted, longer)
}

async function readLotsByName(read: Read, batch: Batch, wanted: Wanted): Promise<void> {
  const rows = await Promise.all([
    read<Lot>('origins', ORIGINS, wanted.originsOf),
    read<Lot>('lineages', LINEAGES, wanted.lineages),
    read<Lot>('lineages_of_payments', LINEAGES_OF_PAYMENTS, wanted.payments),
    read<Lot>('lots_of_holds', LOTS_OF_HOLDS, wanted.lotsOfHolds),
    read<Lot>('lots_of_tasks', LOTS_OF_TASKS, wanted.lotsOfTasks),
  ])
  for (const lot of rows.flat()) {
    if (!isOpen(lot)) batch.addClosedLot(lot)
    wanted.addWallet(lot.organizationId, lot.walletId)
  }
}

async function readPayments(read: Read, batch: Batch, { payments, planPayments }: Wanted): Promise<void> {
  const [rows, lots, ofPlans] = await Promise.all([
    read<PaymentRow>('payments', PAYMENTS, payments),
    read<PaymentLot>('lots_of_payments', LOTS_OF_PAYMENTS, payments),
    read<PaymentRow>('plan_payments', PLAN_PAYMENTS, planPayments),
  ])
  // They have brought no lots, because they were not settled.
  for (const row of ofPlans) batch.payments.add(row, [])
  const lotsOf = Map.groupBy(lots, ({ paymentId }) => paymentId)
  for (const row of rows) batch.payments.add(row, lotsOf.get(row.id) ?? [])
}

async function readOrganizations(read: Read, batch: Batch, { organizations }: Wanted): Promise<void> {
  const [rows, budgetRows, newestRows, subscriptionRows, thresholdRows] = await Promise.all([
    read<SnapshotRow>('organizations', ORGANIZATIONS, organizations),
    read<Budget>('budgets', BUDGETS, organizations),
    read<BudgetUsage>('newest_usages', NEWEST_USAGES, organizations),
    read<Subscription>('subscriptions', SUBSCRIPTIONS, organizations),
    read<BalanceThreshold>('thresholds', THRESHOLDS, organizations),
  ])
  const budgetsOf = Map.groupBy(budgetRows, (budget) => budget.organizationId)
  const thresholdsOf = Map.groupBy(thresholdRows, (threshold) => threshold.organizationId)
  const newestOf = Map.groupBy(newestRows, (usage) => usage.organizationId)
  const subscriptionOf = new Map(subscriptionRows.map((row) => [row.organizationId, row]))
  for (const row of rows) {
    const { tasks, taskBytes, fileBytes, tasksMax, taskBytesMax, fileBytesMax, quotesMax, ...snapshot } = row
    const { organizationId: id } = snapshot
    batch.addOrganization({
      ...snapshot,
      budgets: new BudgetIndex(budgetsOf.get(id) ?? [], newestOf.get(id) ?? []),
      thresholds: new ThresholdIndex(thresholdsOf.get(id) ?? []),
      subscription: subscriptionOf.get(id) ?? null,
      kept: { tasks, taskBytes, fileBytes, tasksMax, taskBytesMax, fileBytesMax, quotesMax },
    })
  }
}

async function readRequests(read: Read, batch: Batch, { requests, requestsOf }: Wanted): Promise<void> {
  const [named, open] = await Promise.all([
    read<CreditRequest>('requests', REQUESTS, requests),
    read<CreditRequest>('open_requests', OPEN_REQUESTS, requestsOf),
  ])
  for (const request of [...open, ...named]) batch.addRequest(request)
}

async function readCounts(read: Read, batch: Batch, { counts }: Wanted): Promise<void> {
  await Promise.all(
    COUNT_NAMES.map(async (name) => {
      const rows = await read<{ organizationId: string; count: number }>(`count_${name}`, countOf(name), counts[name])
      for (const { organizationId, count } of rows) batch.addCount(organizationId, name, count)
    }),
  )
}

async function readQuotes(read: Read, batch: Batch, { quotes }: Wanted): Promise<void> {
  const [quoteRows, itemRows] = await Promise.all([
    read<Quote>('quotes', QUOTES, quotes),
    read<QuoteItem>('quote_items', QUOTE_ITEMS, quotes),
  ])
  const itemsOf = Map.groupBy(itemRows, ({ quoteId }) => quoteId)
  for (const quote of quoteRows) batch.addQuote({ ...quote, items: itemsOf.get(quote.id) ?? [] })
}

/** They are read each time: they are needed only where a thing gets one, and the cache would keep them for nothing. */
async function readLabels(read: Read, batch: Batch, { labels, labelsWith }: Wanted): Promise<void> {
  const rows = await Promise.all([
    read<LabelRow>('labels', LABELS, labels),
    read<LabelRow>('labels_with', LABELS_WITH, labelsWith),
  ])
  for (const row of rows.flat()) batch.addLabel(row)
}

async function readOutbox(session: Session, batch: Batch, { outbox }: Wanted): Promise<void> {
  if (outbox) batch.addOutbox(await session.query<OutboxRow>('read_outbox', READ_OUTBOX, []))
}

/** Puts the holds that a new budget counts into the batch, apart from those that it has. */
function putCounted(
  open: readonly tables.HoldRow[],
  batch: Batch,
  cache: Cache,
  wanted: Wanted,
  longer: LongerHolds,
): void {
  for (const row of open) {
    if (batch.hold(row.organizationId, row.id)) continue
    const cached = cache.hold(row.organizationId, row.id)
    if (cached) wanted.putHold(cached)
    else putHold(row, wanted, longer)
  }
}

/** Puts a hold that was read into the batch, at once if it has no further lines. */
function putHold(row: tables.HoldRow, wanted: Wanted, longer: LongerHolds): void {
  if (!hasFurther(row)) wanted.putHold(holdOf(row, []))
  else if (longer.wanted.add(row.organizationId, row.id)) {
    longer.holds.push(row)
    wanted.addRowsOf(row)
  }
}

function putWallets(batch: Batch, wallets: readonly Wallet[], lots: readonly Lot[]): void {
  const lotsOf = Map.groupBy(lots, ({ walletId }) => walletId)
  for (const wallet of wallets) batch.addWallet(wallet, lotsOf.get(wallet.id) ?? [])
}

/** Puts the idempotency keys of some commands into their batch, as far as they have been used. */
export async function loadKeys(session: Session, batch: Batch, commands: readonly Command<unknown>[]): Promise<void> {
  const keys = new Rows(uuids, texts)
  for (const { organizationId, idempotency } of commands) if (idempotency) keys.add(organizationId, idempotency.key)
  for (const row of await session.query<KeyRow>('keys', KEYS, keys.columns())) batch.addKey(row)
}
