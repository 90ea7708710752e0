// Loads what a batch needs with a few set-based reads, in two rounds: what commands name by id, then the wallets.
//
// Every statement joins on the organization as well as the id, so that a command can only ever reach rows of its
// own organization, and so that the same statements run on a cluster sharded by organization.

import type { Quote, QuoteItem, Subscription, Task } from '../database/generated/client/client.ts'
import type { BalanceThreshold } from '../ledger/alert.ts'
import type { Budget, BudgetUsage } from '../ledger/budget.ts'
import { type Hold, type HoldLine, isOpen, type Lot, type Wallet } from '../ledger/wallet.ts'
import { Batch, type KeyRow, type Standing } from './batch.ts'
import { type Column, texts, uuids } from './binary.ts'
import { BudgetIndex } from './budgetIndex.ts'
import type { Cache } from './cache.ts'
import type { Command, CountName } from './command.ts'
import { HOLD_COLUMNS } from './holdColumns.ts'
import type { Kept } from './kept.ts'
import type { Edition } from './priceBook.ts'
import type { Session } from './session.ts'
import { ThresholdIndex } from './thresholdIndex.ts'
import { readUsedSoFar } from './usedSoFar.ts'

// Served by the primary key.
const KEYS = `
  SELECT k.organization_id AS "organizationId", k.key, k.fingerprint, k.result_id AS "resultId"
  FROM unnest($1::uuid[], $2::text[]) AS wanted (organization_id, key)
  JOIN idempotency_key k ON k.organization_id = wanted.organization_id AND k.key = wanted.key`

// Served by the primary key.
export const TASK_COLUMNS = `
  t.organization_id AS "organizationId", t.id, t.member_id AS "memberId", t.price_rule_id AS "priceRuleId",
    t.hold_id AS "holdId", t.provider, t.model, t.operation, t.input, t.credits, t.status, t.progress, t.result,
    t.failure_reason AS "failureReason", t.sequence, t.deadline_at AS "deadlineAt", t.created_at AS "createdAt",
    t.started_at AS "startedAt", t.ended_at AS "endedAt", t.timeout_seconds AS "timeoutSeconds", t.approval,
    t.webhook_url AS "webhookUrl", t.is_leased AS "isLeased", t.forgotten_at AS "forgottenAt"`

const TASKS = `
  SELECT ${TASK_COLUMNS}
  FROM unnest($1::uuid[], $2::uuid[]) AS wanted (organization_id, id)
  JOIN task t ON t.organization_id = wanted.organization_id AND t.id = wanted.id`

const LINE_COLUMNS = `l.hold_id AS "holdId", l.lot_id AS "lotId", l.credits, l.frozen_at AS "frozenAt"`

// Served by the primary keys, as are the three below.
const HOLDS = `
  SELECT ${HOLD_COLUMNS}
  FROM unnest($1::uuid[], $2::uuid[]) AS wanted (organization_id, id)
  JOIN hold h ON h.organization_id = wanted.organization_id AND h.id = wanted.id`

const LINES = `
  SELECT ${LINE_COLUMNS}
  FROM unnest($1::uuid[], $2::uuid[]) AS wanted (organization_id, id)
  JOIN hold_line l ON l.organization_id = wanted.organization_id AND l.hold_id = wanted.id
  ORDER BY l.hold_id, l.position`

const HOLDS_OF_TASKS = `
  SELECT ${HOLD_COLUMNS}
  FROM unnest($1::uuid[], $2::uuid[]) AS wanted (organization_id, id)
  JOIN task t ON t.organization_id = wanted.organization_id AND t.id = wanted.id
  JOIN hold h ON h.organization_id = t.organization_id AND h.id = t.hold_id`

const LINES_OF_TASKS = `
  SELECT ${LINE_COLUMNS}
  FROM unnest($1::uuid[], $2::uuid[]) AS wanted (organization_id, id)
  JOIN task t ON t.organization_id = wanted.organization_id AND t.id = wanted.id
  JOIN hold_line l ON l.organization_id = t.organization_id AND l.hold_id = t.hold_id
  ORDER BY l.hold_id, l.position`

const WALLET_COLUMNS = `
  w.organization_id AS "organizationId", w.id, w.holder_id AS "holderId", w.credit_type AS "creditType", w.granted,
  w.available, w.locked, w.frozen, w.spent, w.expired, w.moved, w.revoked, w.owed, w.written_off AS "writtenOff",
  w.burn_down::text[] AS "burnDown", w.overspend, w.late_policy AS "latePolicy", w.sequence, w.head,
  w.created_at AS "createdAt"`
const LOT_COLUMNS = `
  l.organization_id AS "organizationId", l.id, l.wallet_id AS "walletId", l.kind, l.granted, l.available, l.locked,
  l.frozen, l.spent, l.expired, l.moved, l.revoked, l.priority, l.lock, l.dispute, l.usable_from AS "usableFrom",
  l.models, l.operations, l.expires_at AS "expiresAt", l.grace_seconds AS "graceSeconds",
  l.grace_from AS "graceFrom",
  l.requires_subscription AS "requiresSubscription", l.source,
  l.origin_lot_id AS "originLotId", l.cost_amount AS "costAmount", l.cost_credits AS "costCredits", l.currency,
  l.created_at AS "createdAt"`

// Wallets by holder and credit type, served by their unique key, and their open lots by credit_lot_open.
const WALLETS_BY_HOLDER = `
  SELECT ${WALLET_COLUMNS}
  FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS wanted (organization_id, holder_id, credit_type)
  JOIN wallet w ON w.organization_id = wanted.organization_id AND w.holder_id = wanted.holder_id
    AND w.credit_type = wanted.credit_type`

const LOTS_BY_HOLDER = `
  SELECT ${LOT_COLUMNS}
  FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS wanted (organization_id, holder_id, credit_type)
  JOIN wallet w ON w.organization_id = wanted.organization_id AND w.holder_id = wanted.holder_id
    AND w.credit_type = wanted.credit_type
  JOIN credit_lot l ON l.organization_id = w.organization_id AND l.wallet_id = w.id AND l.open`

// Wallets by id, and their open lots by credit_lot_open.
const WALLETS = `
  SELECT ${WALLET_COLUMNS}
  FROM unnest($1::uuid[], $2::uuid[]) AS wanted (organization_id, id)
  JOIN wallet w ON w.organization_id = wanted.organization_id AND w.id = wanted.id`

const LOTS = `
  SELECT ${LOT_COLUMNS}
  FROM unnest($1::uuid[], $2::uuid[]) AS wanted (organization_id, id)
  JOIN credit_lot l ON l.organization_id = wanted.organization_id AND l.wallet_id = wanted.id AND l.open`

// All wallets of an organization, by their primary key, and their open lots by credit_lot_open. OFFSET 0 keeps PostgreSQL
// from turning the join around: for tables that it takes to be small it would read the whole of them, as it would here
// and in the two statements for subscriptions and budgets.
const ALL_WALLETS = `
  SELECT ${WALLET_COLUMNS}
  FROM unnest($1::uuid[]) AS wanted (id)
  CROSS JOIN LATERAL (SELECT * FROM wallet WHERE organization_id = wanted.id OFFSET 0) AS w`

const ALL_LOTS = `
  SELECT ${LOT_COLUMNS}
  FROM unnest($1::uuid[]) AS wanted (id)
  CROSS JOIN LATERAL (SELECT * FROM credit_lot WHERE organization_id = wanted.id AND open OFFSET 0) AS l`

// The lots that the open lots of some wallets were split off from; served by the primary key.
const ORIGINS = `
  SELECT DISTINCT ${LOT_COLUMNS}
  FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS wanted (organization_id, holder_id, credit_type)
  JOIN wallet w ON w.organization_id = wanted.organization_id AND w.holder_id = wanted.holder_id
    AND w.credit_type = wanted.credit_type
  JOIN credit_lot part ON part.organization_id = w.organization_id AND part.wallet_id = w.id AND part.open
  JOIN credit_lot l ON l.organization_id = part.organization_id AND l.id = part.origin_lot_id`

// A lot, the one it was split off from, and all that was split off that one: credit_lot_split_off.
const FAMILIES = `
  SELECT ${LOT_COLUMNS}
  FROM unnest($1::uuid[], $2::uuid[]) AS wanted (organization_id, id)
  JOIN credit_lot named ON named.organization_id = wanted.organization_id AND named.id = wanted.id
  CROSS JOIN LATERAL (
    SELECT * FROM credit_lot o
    WHERE o.organization_id = named.organization_id AND o.id = coalesce(named.origin_lot_id, named.id)
    UNION ALL
    SELECT * FROM credit_lot s
    WHERE s.organization_id = named.organization_id AND s.origin_lot_id = coalesce(named.origin_lot_id, named.id)
  ) AS l`

// How organizations stand, served by the primary keys, which begin with the organization; and the newest usage of each
// budget, by budget_usage_organization_id_budget_id_period_start_key.
const STANDINGS = `
  SELECT o.id AS "organizationId", o.name, o.mode, o.status, o.status_reason AS "statusReason",
    o.approval_above AS "approvalAbove", o.approval_seconds AS "approvalSeconds", o.webhook_events AS "webhookEvents", o.clock_at AS "clockAt", o.maintenance, o.time_zone AS "timeZone",
    o.members_use_pool AS "membersUsePool", o.expiry_alert_days AS "expiryAlertDays",
    coalesce(k.tasks, 0) AS tasks, coalesce(k.task_bytes, 0) AS "taskBytes", coalesce(k.file_bytes, 0) AS "fileBytes",
    k.tasks_max AS "tasksMax", k.task_bytes_max AS "taskBytesMax", k.file_bytes_max AS "fileBytesMax",
    k.quotes_max AS "quotesMax"
  FROM unnest($1::uuid[]) AS wanted (id)
  JOIN organization o ON o.id = wanted.id
  LEFT JOIN kept k ON k.organization_id = o.id`

// Served by subscription_live.
const SUBSCRIPTIONS = `
  SELECT s.organization_id AS "organizationId", s.id, s.plan_id AS "planId", s.status, s.anchor_at AS "anchorAt", s.cycle,
    s.cycle_start AS "cycleStart", s.cycle_end AS "cycleEnd", s.period_end AS "periodEnd",
    s.cancel_at_period_end AS "cancelAtPeriodEnd", s.next_plan_id AS "nextPlanId", s.allowances,
    s.carry_limit AS "carryLimit",
    s.created_at AS "createdAt", s.ended_at AS "endedAt"
  FROM unnest($1::uuid[]) AS wanted (id)
  CROSS JOIN LATERAL (SELECT * FROM subscription WHERE organization_id = wanted.id AND ended_at IS NULL OFFSET 0) AS s`

// Quotes are written beside the lane, so they are read anew each time. Served by the primary keys.
const QUOTES = `
  SELECT q.organization_id AS "organizationId", q.id, q.member_id AS "memberId", q.edition, q.created_at AS "createdAt",
    q.expires_at AS "expiresAt"
  FROM unnest($1::uuid[], $2::uuid[]) AS wanted (organization_id, id)
  JOIN quote q ON q.organization_id = wanted.organization_id AND q.id = wanted.id`

const QUOTE_ITEMS = `
  SELECT i.organization_id AS "organizationId", i.quote_id AS "quoteId", i.position, i.price_rule_id AS "priceRuleId",
    i.units, i.count, i.taken
  FROM unnest($1::uuid[], $2::uuid[]) AS wanted (organization_id, id)
  JOIN quote_item i ON i.organization_id = wanted.organization_id AND i.quote_id = wanted.id
  ORDER BY i.position`

/**
 * What is counted anew each time: members are written beside the lane, and the others are asked for seldom. Served by the
 * primary key of members, the unique key of wallets, and task_waiting.
 */
const COUNTS: Readonly<Record<CountName, string>> = {
  members: 'SELECT count(*)::int FROM member WHERE organization_id = wanted.id AND removed_at IS NULL',
  pools: 'SELECT count(*)::int FROM wallet WHERE organization_id = wanted.id AND holder_id = wanted.id',
  waitingTasks: `
    SELECT count(*)::int FROM task WHERE organization_id = wanted.id AND approval IS NOT NULL AND ended_at IS NULL
      AND approval = 'PENDING'`,
}
const COUNT_NAMES = Object.keys(COUNTS) as CountName[]

function countOf(name: CountName): string {
  return `SELECT wanted.id AS "organizationId", (${COUNTS[name]}) AS count FROM unnest($1::uuid[]) AS wanted (id)`
}

const BUDGETS = `
  SELECT b.organization_id AS "organizationId", b.id, b.member_id AS "memberId", b.credit_type AS "creditType", b.model,
    b.operation, b.period, b.credits, b.created_at AS "createdAt", b.ended_at AS "endedAt",
    b.api_key_id AS "apiKeyId", b.hard, b.thresholds
  FROM unnest($1::uuid[]) AS wanted (id)
  CROSS JOIN LATERAL (SELECT * FROM budget WHERE organization_id = wanted.id AND ended_at IS NULL OFFSET 0) AS b`

const THRESHOLDS = `
  SELECT b.organization_id AS "organizationId", b.id, b.holder_id AS "holderId", b.credit_type AS "creditType", b.credits,
    b.percent, b.is_below AS "isBelow", b.created_at AS "createdAt", b.ended_at AS "endedAt"
  FROM unnest($1::uuid[]) AS wanted (id)
  CROSS JOIN LATERAL (
    SELECT * FROM balance_threshold WHERE organization_id = wanted.id AND ended_at IS NULL OFFSET 0
  ) AS b`

const USAGE_COLUMNS = `
  u.organization_id AS "organizationId", u.id, u.budget_id AS "budgetId", u.period_start AS "periodStart",
  u.period_end AS "periodEnd", u.frozen, u.spent, u.taken_over AS "takenOver", u.alerted`

const NEWEST_USAGES = `
  SELECT ${USAGE_COLUMNS}
  FROM unnest($1::uuid[]) AS wanted (id)
  CROSS JOIN LATERAL (SELECT * FROM budget WHERE organization_id = wanted.id AND ended_at IS NULL OFFSET 0) AS b
  CROSS JOIN LATERAL (
    SELECT * FROM budget_usage n WHERE n.organization_id = b.organization_id AND n.budget_id = b.id
    ORDER BY n.period_start DESC LIMIT 1
  ) AS u`

// The usages that holds count against; served by the primary key.
const USAGES = `
  SELECT ${USAGE_COLUMNS}
  FROM unnest($1::uuid[], $2::uuid[]) AS wanted (organization_id, id)
  JOIN budget_usage u ON u.organization_id = wanted.organization_id AND u.id = wanted.id`

type HoldRow = Omit<Hold, 'lines'>
type LineRow = HoldLine & { readonly holdId: string }

/**
 * A batch with all that the commands' `reads` name, and how their organizations stand; what isn't there is simply
 * absent. What the cache knows is not asked for; idempotency keys that it doesn't know are only if `lookUpKeys` is set.
 */
export async function load(
  session: Session,
  cache: Cache,
  edition: Edition,
  commands: readonly Command<unknown>[],
  lookUpKeys: boolean,
): Promise<Batch> {
  const batch = new Batch(edition)
  const keys = new Rows(uuids, texts)
  const tasks = new Rows(uuids, uuids)
  const holds = new Rows(uuids, uuids)
  const walletsOf = new Rows(uuids, uuids, texts)
  const originsOf = new Rows(uuids, uuids, texts)
  const families = new Rows(uuids, uuids)
  const standings = new Rows(uuids)
  const usages = new Rows(uuids, uuids)
  const wholes = new Rows(uuids)
  const counts = { members: new Rows(uuids), pools: new Rows(uuids), waitingTasks: new Rows(uuids) }
  const quotes = new Rows(uuids, uuids)
  const wallets = new Rows(uuids, uuids)

  const wantWallet = (organizationId: string, id: string) => {
    if (batch.wallet(organizationId, id)) return
    const cached = cache.wallet(organizationId, id)
    if (cached) batch.addWallet(cached.wallet, cached.lots)
    else wallets.add(organizationId, id)
  }
  const wantWalletOf = (organizationId: string, holderId: string, creditType: string) => {
    if (batch.walletOf(organizationId, holderId, creditType)) return
    const cached = cache.walletOf(organizationId, holderId, creditType)
    if (cached) batch.addWallet(cached.wallet, cached.lots)
    else walletsOf.add(organizationId, holderId, creditType)
  }
  const wantRowsOf = (hold: HoldRow) => {
    wantWallet(hold.organizationId, hold.walletId)
    const budgets = cache.standing(hold.organizationId)?.budgets
    for (const id of hold.usages) if (!budgets?.usage(id)) usages.add(hold.organizationId, id)
  }
  const addHold = (hold: Hold) => {
    batch.addHold(hold)
    wantRowsOf(hold)
  }
  const wantHold = (organizationId: string, id: string) => {
    const cached = cache.hold(organizationId, id)
    if (cached) addHold(cached)
    else holds.add(organizationId, id)
  }
  const wantTask = (organizationId: string, id: string) => {
    const cached = cache.task(organizationId, id)
    if (cached) {
      batch.addTask(cached)
      if (cached.holdId) wantHold(organizationId, cached.holdId)
    } else tasks.add(organizationId, id)
  }
  for (const { organizationId, idempotency, reads } of commands) {
    const { holders = [organizationId] } = reads
    const standing = cache.standing(organizationId)
    if (standing) batch.addStanding(standing)
    else standings.add(organizationId)
    if (idempotency) {
      const cached = cache.key(organizationId, idempotency.key)
      if (cached) batch.addKey(cached)
      else if (lookUpKeys) keys.add(organizationId, idempotency.key)
    }
    if (reads.taskId) wantTask(organizationId, reads.taskId)
    if (reads.holdId) wantHold(organizationId, reads.holdId)
    if (reads.walletId) wantWallet(organizationId, reads.walletId)
    if (reads.everyWallet) wholes.add(organizationId)
    if (reads.quoteId) quotes.add(organizationId, reads.quoteId)
    for (const name of reads.counts ?? []) {
      // Nothing waits where nothing has to.
      if (name === 'waitingTasks' && standing?.approvalAbove === null) batch.addCount(organizationId, name, 0)
      else counts[name].add(organizationId)
    }
    if (reads.familyOf) families.add(organizationId, reads.familyOf)
    const rules = reads.price ? edition.rulesOf(reads.price.model, reads.price.operation) : []
    for (const holderId of holders) {
      if (reads.creditType) wantWalletOf(organizationId, holderId, reads.creditType)
      for (const rule of rules) wantWalletOf(organizationId, holderId, rule.creditType)
      if (reads.originsOf) originsOf.add(organizationId, holderId, reads.originsOf)
    }
  }

  const read = <Row>(name: string, sql: string, wanted: Rows): Promise<Row[]> =>
    wanted.size === 0 ? Promise.resolve([]) : session.query<Row>(name, sql, wanted.columns())

  const [
    keyRows,
    taskRows,
    holdRows,
    lineRows,
    taskHoldRows,
    taskLineRows,
    originRows,
    familyRows,
    standingRows,
    budgetRows,
    newestRows,
    subscriptionRows,
    thresholdRows,
    wholeWallets,
    wholeLots,
    countRows,
    quoteRows,
    quoteItemRows,
    used,
  ] = await Promise.all([
    read<KeyRow>('keys', KEYS, keys),
    read<Task>('tasks', TASKS, tasks),
    read<HoldRow>('holds', HOLDS, holds),
    read<LineRow>('lines', LINES, holds),
    read<HoldRow>('holds_of_tasks', HOLDS_OF_TASKS, tasks),
    read<LineRow>('lines_of_tasks', LINES_OF_TASKS, tasks),
    read<Lot>('origins', ORIGINS, originsOf),
    read<Lot>('families', FAMILIES, families),
    read<Omit<Standing, 'budgets' | 'subscription' | 'thresholds' | 'kept'> & Kept>('standings', STANDINGS, standings),
    read<Budget>('budgets', BUDGETS, standings),
    read<BudgetUsage>('newest_usages', NEWEST_USAGES, standings),
    read<Subscription>('subscriptions', SUBSCRIPTIONS, standings),
    read<BalanceThreshold>('thresholds', THRESHOLDS, standings),
    read<Wallet>('all_wallets', ALL_WALLETS, wholes),
    read<Lot>('all_lots', ALL_LOTS, wholes),
    Promise.all(
      COUNT_NAMES.map((name) =>
        read<{ organizationId: string; count: number }>(`count_${name}`, countOf(name), counts[name]),
      ),
    ),
    read<Quote>('quotes', QUOTES, quotes),
    read<QuoteItem>('quote_items', QUOTE_ITEMS, quotes),
    readUsedSoFar(session, commands),
  ])
  const itemsOf = Map.groupBy(quoteItemRows, ({ quoteId }) => quoteId)
  for (const quote of quoteRows) batch.addQuote({ ...quote, items: itemsOf.get(quote.id) ?? [] })
  for (const [i, name] of COUNT_NAMES.entries()) {
    for (const { organizationId, count } of countRows[i] ?? []) batch.addCount(organizationId, name, count)
  }
  for (const row of keyRows) batch.addKey(row)
  for (const row of taskRows) batch.addTask(row)
  for (const [rows, lines] of [
    [holdRows, lineRows],
    [taskHoldRows, taskLineRows],
  ] as const) {
    const linesOf = Map.groupBy(lines, (line) => line.holdId)
    for (const hold of rows) addHold({ ...hold, lines: linesOf.get(hold.id) ?? [] })
  }
  // The holds that a new budget counts. Their lines are read with the second round.
  const counted: HoldRow[] = []
  const countedLines = new Rows(uuids, uuids)
  for (const row of used.open) {
    if (batch.hold(row.organizationId, row.id)) continue
    const cached = cache.hold(row.organizationId, row.id)
    if (cached) addHold(cached)
    else if (countedLines.add(row.organizationId, row.id)) {
      counted.push(row)
      wantRowsOf(row)
    }
  }
  for (const { budgetId, ...spent } of used.spent) batch.addSpentBefore(budgetId, spent)
  const budgetsOf = Map.groupBy(budgetRows, (budget) => budget.organizationId)
  const thresholdsOf = Map.groupBy(thresholdRows, (threshold) => threshold.organizationId)
  const newestOf = Map.groupBy(newestRows, (usage) => usage.organizationId)
  const subscriptionOf = new Map(subscriptionRows.map((row) => [row.organizationId, row]))
  for (const row of standingRows) {
    const { tasks, taskBytes, fileBytes, tasksMax, taskBytesMax, fileBytesMax, quotesMax, ...standing } = row
    const { organizationId: id } = standing
    batch.addStanding({
      ...standing,
      budgets: new BudgetIndex(budgetsOf.get(id) ?? [], newestOf.get(id) ?? []),
      thresholds: new ThresholdIndex(thresholdsOf.get(id) ?? []),
      subscription: subscriptionOf.get(id) ?? null,
      kept: { tasks, taskBytes, fileBytes, tasksMax, taskBytesMax, fileBytesMax, quotesMax },
    })
  }
  for (const lot of [...originRows, ...familyRows]) {
    if (!isOpen(lot)) batch.addClosedLot(lot)
    wantWallet(lot.organizationId, lot.walletId)
  }

  const [heldRows, heldLots, walletRows, lotRows, usageRows, countedLineRows] = await Promise.all([
    read<Wallet>('wallets_by_holder', WALLETS_BY_HOLDER, walletsOf),
    read<Lot>('lots_by_holder', LOTS_BY_HOLDER, walletsOf),
    read<Wallet>('wallets', WALLETS, wallets),
    read<Lot>('lots', LOTS, wallets),
    read<BudgetUsage>('usages', USAGES, usages),
    read<LineRow>('lines', LINES, countedLines),
  ])
  const linesOfCounted = Map.groupBy(countedLineRows, (line) => line.holdId)
  for (const hold of counted) batch.addHold({ ...hold, lines: linesOfCounted.get(hold.id) ?? [] })
  for (const usage of usageRows) batch.addUsage(usage)
  for (const [rows, lots] of [
    [heldRows, heldLots],
    [walletRows, lotRows],
    [wholeWallets, wholeLots],
  ] as const) {
    const lotsOf = Map.groupBy(lots, (lot) => lot.walletId)
    for (const wallet of rows) batch.addWallet(wallet, lotsOf.get(wallet.id) ?? [])
  }
  return batch
}

/** Puts the idempotency keys of some commands into their batch, as far as they have been used. */
export async function loadKeys(session: Session, batch: Batch, commands: readonly Command<unknown>[]): Promise<void> {
  const keys = new Rows(uuids, texts)
  for (const { organizationId, idempotency } of commands) if (idempotency) keys.add(organizationId, idempotency.key)
  for (const row of await session.query<KeyRow>('keys', KEYS, keys.columns())) batch.addKey(row)
}

/** A set of keys of several ids or names, as columns for unnest. */
class Rows {
  readonly #formats: readonly Column<string>[]
  readonly #rows: string[][] = []
  readonly #seen = new Set<string>()

  constructor(...formats: Column<string>[]) {
    this.#formats = formats
  }

  get size(): number {
    return this.#rows.length
  }

  /** False if it is there already. */
  add(...row: string[]): boolean {
    const key = row.join('\n')
    if (this.#seen.has(key)) return false
    this.#seen.add(key)
    this.#rows.push(row)
    return true
  }

  columns(): Buffer[] {
    return this.#formats.map((format, i) => format(this.#rows, (row) => row[i] as string))
  }
}
