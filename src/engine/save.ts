// Writes the rows that a batch changed with a few set-based statements, one per table. The only writer of these tables.

import type { Task, TaskTag } from '../database/generated/client/client.ts'
import { AMOUNTS, BUCKETS, type HoldLine } from '../ledger/wallet.ts'
import type { Batch } from './batch.ts'
import { bigints } from './binary.ts'
import { EMPTY_OUTBOX, INSERT_FEED, INSERT_PENDING } from './feed.ts'
import { KEPT_COLUMNS } from './kept.ts'
import { INSERT_RECEIPTS, receiptsOf } from './receipts.ts'
import type { Session } from './session.ts'
import type { ShortInsert } from './table.ts'
import {
  alerts,
  auditEntries,
  budgets,
  budgetUsages,
  creditRequests,
  type HoldLineRow,
  holdLines,
  holds,
  idempotencyKeys,
  journalEntries,
  kept,
  labels,
  lots,
  organizations,
  paymentLots,
  payments,
  quoteItems,
  runs,
  subscriptions,
  tasks,
  taskTags,
  thresholds,
  wallets,
} from './tables.ts'
import { INSERT_USAGE, usageNumber, usageOf } from './usage.ts'
import type { Write } from './write.ts'

const INSERT_WALLETS = wallets.insert('insert_wallets')

// The sequence that the wallet was loaded with is checked again: if it changed, someone wrote without the lane.
const UPDATE_WALLETS = wallets.update('update_wallets', {
  set: [...AMOUNTS, 'owed', 'writtenOff', 'burnDown', 'overspend', 'latePolicy', 'sequence', 'head'],
  more: { saved_sequence: bigints },
  and: 'w.sequence = new.saved_sequence',
})

const INSERT_LOTS = lots.insert('insert_lots')
const UPDATE_LOTS = lots.update('update_lots', {
  set: [...BUCKETS, 'lock', 'dispute', 'expiresAt', 'open', 'graceFrom', 'granted'],
})

const INSERT_HOLDS = holds.insertShort(
  'insert_holds',
  {
    ...{ late: null, endedAt: null, apiKeyId: null, countsAt: null, owed: 0n, refunded: 0n },
    ...{ tags: [], runId: null, meter: null },
  },
  { status: 'OPEN', spent: 0n, released: 0n },
)
const INSERT_HOLD_LINES = holdLines.insert('insert_hold_lines')

// The condition on ended_at does not imply that it is null. If it did, PostgreSQL would look the hold up among the open holds
// of its organization (hold_open), a thousand rows for each. After its end a hold changes only if it is settled late, which
// happens once, and if it is refunded.
const UPDATE_HOLDS = holds.update('update_holds', {
  set: ['status', 'credits', 'spent', 'released', 'late', 'expiresAt', 'endedAt', 'owed', 'refunded'],
  and: '(h.ended_at IS NULL OR h.late IS NULL AND new.late IS NOT NULL OR new.refunded > h.refunded)',
})

// Only for a budget that is created in the middle of a period. Other changes of a hold leave its usages as they are.
const UPDATE_HOLD_USAGES = holds.update('update_hold_usages', { set: ['usages'] })

// Of a hold that was not inserted in the same batch. Metering moves no credits, so the other columns stay.
const UPDATE_METERS = holds.update('update_meters', { set: ['meter', 'expiresAt'] })

const INSERT_TASKS = tasks.insertShort(
  'insert_tasks',
  {
    ...{ result: null, failureReason: null, startedAt: null, endedAt: null, approval: null, webhookUrl: null },
    ...{ callback: null, isLeased: false, forgottenAt: null, tags: [], apiKeyId: null, timeoutSeconds: 600 },
    ...{ furtherCosts: null, upstreamCost: null, accepted: null },
  },
  { status: 'QUEUED', progress: 0, sequence: 1 },
)
const CHANGING = [
  'status',
  'progress',
  'result',
  'failureReason',
  'sequence',
  'startedAt',
  'endedAt',
  'holdId',
  'deadlineAt',
  'approval',
  'isLeased',
] as const
const UPDATE_TASKS = tasks.update('update_tasks', { set: CHANGING, and: 't.sequence < new.sequence' })
const UPDATE_TASKS_WITH_COSTS = tasks.update('update_tasks_with_costs', {
  set: [...CHANGING, 'furtherCosts', 'upstreamCost'],
  and: 't.sequence < new.sequence',
})
// Of a task that may have ended long ago. It is not a new state.
const UPDATE_UPSTREAM_COSTS = tasks.update('update_upstream_costs', { set: ['upstreamCost'] })
const INSERT_TASK_TAGS = taskTags.insert('insert_task_tags')
const FORGET_TASKS = tasks.update('forget_tasks', {
  set: ['forgottenAt'],
  setAlso: `input = '{}', result = NULL`,
  and: 't.forgotten_at IS NULL',
})

const PUT_KEPT = kept.put('put_kept', KEPT_COLUMNS)
const PUT_BUDGETS = budgets.put('put_budgets', ['credits', 'hard', 'thresholds', 'endedAt', 'raises'])
const PUT_USAGES = budgetUsages.put('put_usages', ['frozen', 'spent', 'alerted', 'takenOver'])
const PUT_REQUESTS = creditRequests.put('put_requests', [
  'status',
  'decidedAt',
  'note',
  'form',
  'granted',
  'until',
  'budgetId',
  'submittedId',
  'fellBackAt',
  'tookBack',
  'movedIn',
])
const PUT_RUNS = runs.put('put_runs', ['credits', 'frozen', 'used', 'sequence', 'closedAt'])
const INSERT_ALERTS = alerts.insert('insert_alerts')
const PUT_THRESHOLDS = thresholds.put('put_thresholds', ['isBelow', 'endedAt'])
const UPDATE_QUOTE_ITEMS = quoteItems.update('update_quote_items', { set: ['taken'] })
const PUT_SUBSCRIPTIONS = subscriptions.put('put_subscriptions', [
  'planId',
  'status',
  'anchorAt',
  'cycle',
  'cycleStart',
  'cycleEnd',
  'periodEnd',
  'cancelAtPeriodEnd',
  'nextPlanId',
  'allowances',
  'endedAt',
  'carryLimit',
  'timeZone',
  'pausedDays',
  'paidUntil',
  'paymentDueAt',
  'awaited',
  'unpaid',
  'changes',
  'trialEndsAt',
  'pausedAt',
  'resumesAt',
  'dueAt',
])
const PUT_PAYMENTS = payments.put('put_payments', [
  'stage',
  'status',
  'reference',
  'tax',
  'received',
  'refunded',
  'accepted',
  'settled',
  'returned',
  'disputes',
  'dispute',
  'problem',
  'problemText',
  'failure',
  'checkoutUrl',
  'sequence',
  'expiresAt',
  'settledAt',
  'checkAt',
  'checks',
  'attempts',
  'chargeAt',
])
const INSERT_PAYMENT_LOTS = paymentLots.insert('insert_payment_lots')
const UPDATE_ORGANIZATIONS = organizations.update('update_organizations', {
  set: [
    'timeZone',
    'membersUsePool',
    'clockAt',
    'maintenance',
    'name',
    'status',
    'statusReason',
    'approvalAbove',
    'approvalSeconds',
    'webhookEvents',
    'expiryAlertDays',
    'topUps',
    'topUpAt',
    'refundAllowances',
  ],
})
const FREE_EXTERNAL_IDS = labels.update('free_external_ids', { set: [], setAlso: 'external_id = NULL' })
const PUT_LABELS = labels.put('put_labels', ['externalId', 'metadata'])
const INSERT_AUDIT = auditEntries.insert('insert_audit')
const INSERT_ENTRIES = journalEntries.insertShort('insert_entries', {
  ...{ lotId: null, reason: null, auditEntryId: null, otherWalletId: null },
})
const INSERT_KEYS = idempotencyKeys.insert('insert_keys')

/** The row of a lane, with the number and the time of its last batch, and the number of the feed's last event. */
export const LANE_ROW = `
  INSERT INTO lane (id, batch, updated_at, feed) VALUES ($1, $2, $3, $4)
  ON CONFLICT (id) DO UPDATE SET batch = excluded.batch, updated_at = excluded.updated_at, feed = excluded.feed`

/**
 * Sends the journal entries and keys that were decided since the last call. They are only ever added, so PostgreSQL
 * can write them while the next commands are decided.
 */
export function append(session: Session, batch: Batch): Promise<unknown>[] {
  const { entries, keys } = batch.takeAppended()
  const writes = new Writes(session, batch.now)
  writes.insert(INSERT_ENTRIES, entries)
  writes.write(INSERT_KEYS, keys)
  return writes.sent
}

/** Sends all rows that changed, as they are at the end of the batch, and the lane's row with the number of this batch. */
export function save(session: Session, batch: Batch, laneId: string, number: bigint, cell: number): Promise<unknown>[] {
  const writes = new Writes(session, batch.now)
  saveWallets(writes, batch)
  // Before the holds that count in them.
  writes.write(PUT_RUNS, [...batch.changedRuns.values()])
  const lots = split(batch.wallets.changedLots, batch.wallets.newLots)
  writes.write(INSERT_LOTS, lots.inserted)
  writes.write(UPDATE_LOTS, lots.updated)
  writes.write(PUT_PAYMENTS, [...batch.payments.changed.values()])
  writes.write(INSERT_PAYMENT_LOTS, batch.payments.newLots)
  const receipts = receiptsOf(batch)
  if (receipts) writes.send('insert_receipts', INSERT_RECEIPTS, receipts)
  saveHolds(writes, batch)
  writes.write(PUT_BUDGETS, [...batch.changedBudgets.values()])
  writes.write(PUT_REQUESTS, [...batch.changedRequests.values()])
  writes.write(PUT_USAGES, [...batch.changedUsages.values()])
  writes.write(PUT_SUBSCRIPTIONS, [...batch.changedSubscriptions.values()])
  writes.write(UPDATE_ORGANIZATIONS, [...batch.changedOrganizations.values()])
  writes.write(PUT_KEPT, keptRows(batch))
  writes.write(FORGET_TASKS, batch.forgottenTasks)
  writes.write(INSERT_ALERTS, batch.alerts)
  writes.write(UPDATE_QUOTE_ITEMS, [...batch.changedQuoteItems.values()])
  writes.write(PUT_THRESHOLDS, [...batch.changedThresholds.values()])
  writes.write(FREE_EXTERNAL_IDS, [...batch.labels.renamed.values()])
  writes.write(PUT_LABELS, [...batch.labels.changed.values()])
  writes.write(INSERT_AUDIT, batch.audit)
  saveTasks(writes, batch)
  saveFeed(writes, batch, number)
  const usage = usageOf(batch, usageNumber(number, cell))
  if (usage) writes.send('insert_usage', INSERT_USAGE, usage)
  writes.send('lane_row', LANE_ROW, [laneId, number, batch.now, batch.feedLast])
  return writes.sent
}

function saveFeed(writes: Writes, batch: Batch, number: bigint): void {
  const values = batch.feed?.values(number, batch.now)
  if (values && batch.feed?.cell === null) writes.send('insert_feed', INSERT_FEED, values)
  else if (values) writes.send('insert_pending', INSERT_PENDING, values)
  const numbered = batch.numberedActs.map(({ id }) => id)
  if (numbered.length > 0) writes.send('empty_outbox', EMPTY_OUTBOX, [numbered])
}

function saveWallets(writes: Writes, batch: Batch): void {
  const changed = batch.wallets.changed()
  const known = changed.filter(({ savedSequence }) => savedSequence !== null)
  const savedSequences = bigints.encode(known, ({ savedSequence }) => savedSequence)
  writes.write(
    INSERT_WALLETS,
    changed.flatMap(({ wallet, savedSequence }) => (savedSequence === null ? wallet : [])),
  )
  writes.write(
    UPDATE_WALLETS,
    known.map(({ wallet }) => wallet),
    savedSequences,
  )
}

function saveHolds(writes: Writes, batch: Batch): void {
  const { inserted, updated } = split(batch.changedHolds, batch.newHolds)
  writes.insert(INSERT_HOLDS, inserted)
  writes.write(INSERT_HOLD_LINES, newLines(batch))
  writes.write(UPDATE_HOLDS, updated)
  writes.write(UPDATE_HOLD_USAGES, [...batch.renamedHolds.values()])
  writes.write(UPDATE_METERS, [...batch.meteredHolds.values()])
}

/** The further lines that holds got in this batch. */
function newLines(batch: Batch): HoldLineRow[] {
  const rows: HoldLineRow[] = []
  for (const { organizationId, id: holdId, lines } of batch.changedHolds.values()) {
    // The first line is in the hold's row.
    for (let position = batch.savedLines.get(holdId) ?? 1; position < lines.length; position++) {
      rows.push({ organizationId, holdId, position, ...(lines[position] as HoldLine) })
    }
  }
  return rows
}

function saveTasks(writes: Writes, batch: Batch): void {
  const { inserted, updated } = split(batch.changedTasks, batch.newTasks)
  writes.insert(INSERT_TASKS, inserted)
  writes.write(
    UPDATE_TASKS,
    updated.filter((task) => !hasCosts(task)),
  )
  writes.write(UPDATE_TASKS_WITH_COSTS, updated.filter(hasCosts))
  writes.write(UPDATE_UPSTREAM_COSTS, [...batch.costedTasks.values()])
  writes.write(INSERT_TASK_TAGS, inserted.flatMap(tagRows))
}

function hasCosts({ furtherCosts, upstreamCost }: Task): boolean {
  return furtherCosts !== null || upstreamCost !== null
}

function tagRows({ organizationId, id: taskId, tags }: Task): TaskTag[] {
  return tags.map((tag) => ({ organizationId, tag, taskId }))
}

function keptRows(batch: Batch) {
  return [...batch.changedKept].flatMap((organizationId) => {
    const snapshot = batch.organization(organizationId)
    return snapshot ? [{ organizationId, ...snapshot.kept }] : []
  })
}

/** Writes that were sent to PostgreSQL. */
class Writes {
  readonly sent: Promise<unknown>[] = []
  readonly #session: Session
  readonly #now: Date

  constructor(session: Session, now: Date) {
    this.#session = session
    this.#now = now
  }

  write<Row>(write: Write<Row>, rows: readonly Row[], ...more: Buffer[]): void {
    if (rows.length === 0) return
    const { name, text, values } = write(rows, this.#now, more)
    this.send(name, text, values)
  }

  insert<Row>({ short, whole, isShort }: ShortInsert<Row>, rows: readonly Row[]): void {
    const others = rows.filter((row) => !isShort(row))
    this.write(short, others.length === 0 ? rows : rows.filter(isShort))
    this.write(whole, others)
  }

  send(name: string, text: string, values: unknown[]): void {
    const writing = this.#session.query(name, text, values)
    // The caller waits for all writes and sees the failure there, unless a later write can't even be sent.
    writing.catch(() => {})
    this.sent.push(writing)
  }
}

/** Rows to insert and rows to update. */
function split<Row>(
  changed: ReadonlyMap<string, Row>,
  isNew: ReadonlySet<string>,
): { inserted: Row[]; updated: Row[] } {
  const inserted: Row[] = []
  const updated: Row[] = []
  for (const [id, row] of changed) (isNew.has(id) ? inserted : updated).push(row)
  return { inserted, updated }
}
