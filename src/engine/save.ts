// Writes what a batch changed with a few set-based statements, one per table. The only writer of these tables.
//
// Each statement takes its rows as columns (src/engine/binary.ts). Enums and JSON travel as text.

import { AMOUNTS, type Balance, isOpen, type Lot, type Wallet } from '../ledger/wallet.ts'
import type { Batch } from './batch.ts'
import { bigints, booleans, byteas, type Column, instants, ints, smallints, texts, uuids } from './binary.ts'
import type { Session } from './session.ts'

/**
 * An update that fails unless it touches as many rows as its last parameter says, by a division by zero. PostgreSQL
 * has to find that out itself: COMMIT is sent right behind, without waiting to hear.
 */
function exactly(parameter: number, update: string): string {
  return `WITH touched AS (${update} RETURNING 1) SELECT 1 / (count(*) = $${parameter})::int FROM touched`
}

const INSERT_WALLETS = `
  INSERT INTO wallet (organization_id, id, holder_id, credit_type, granted, available, locked, frozen, spent,
    expired, moved, revoked, owed, written_off, burn_down, overspend, late_policy, sequence, head, created_at)
  SELECT organization_id, id, holder_id, credit_type, granted, available, locked, frozen, spent,
    expired, moved, revoked, owed, written_off, string_to_array(burn_down, ',')::burn_down_criterion[], overspend,
    late_policy::late_policy, sequence, head, created_at
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[],
    $9::bigint[], $10::bigint[], $11::bigint[], $12::bigint[], $13::bigint[], $14::bigint[], $15::text[],
    $16::boolean[], $17::text[], $18::bigint[], $19::bytea[], $20::timestamptz[])
    AS new (organization_id, id, holder_id, credit_type, granted, available, locked, frozen, spent, expired, moved,
      revoked, owed, written_off, burn_down, overspend, late_policy, sequence, head, created_at)`

// The sequence a wallet was loaded with is checked again here: if it moved, somebody wrote outside the lane.
const UPDATE_WALLETS = exactly(
  19,
  `
  UPDATE wallet w
  SET granted = new.granted, available = new.available, locked = new.locked, frozen = new.frozen, spent = new.spent,
    expired = new.expired, moved = new.moved, revoked = new.revoked, owed = new.owed, written_off = new.written_off,
    burn_down = string_to_array(new.burn_down, ',')::burn_down_criterion[], overspend = new.overspend,
    late_policy = new.late_policy::late_policy, sequence = new.sequence, head = new.head
  FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[],
    $8::bigint[], $9::bigint[], $10::bigint[], $11::bigint[], $12::bigint[], $13::text[], $14::boolean[],
    $15::text[], $16::bigint[], $17::bytea[], $18::bigint[])
    AS new (organization_id, id, granted, available, locked, frozen, spent, expired, moved, revoked, owed, written_off,
      burn_down, overspend, late_policy, sequence, head, saved_sequence)
  WHERE w.organization_id = new.organization_id AND w.id = new.id AND w.sequence = new.saved_sequence`,
)

const INSERT_LOTS = `
  INSERT INTO credit_lot (organization_id, id, wallet_id, kind, granted, available, locked, frozen, spent,
    expired, moved, revoked, priority, lock, dispute, usable_from, models, operations, expires_at, grace_seconds, source,
    origin_lot_id, cost_amount, cost_credits, currency, open, created_at, requires_subscription, grace_from)
  SELECT organization_id, id, wallet_id, kind::lot_kind, granted, available, locked, frozen, spent,
    expired, moved, revoked, priority, lock::lot_lock, dispute::lot_dispute, usable_from, string_to_array(models, ','),
    string_to_array(operations, ','), expires_at, grace_seconds, source, origin_lot_id, cost_amount, cost_credits,
    currency, open, created_at, requires_subscription, grace_from
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[],
    $9::bigint[], $10::bigint[], $11::bigint[], $12::bigint[], $13::int[], $14::text[], $15::text[],
    $16::timestamptz[], $17::text[], $18::text[], $19::timestamptz[], $20::int[], $21::text[], $22::uuid[],
    $23::bigint[], $24::bigint[], $25::text[], $26::boolean[], $27::timestamptz[],
    $28::boolean[], $29::timestamptz[])
    AS new (organization_id, id, wallet_id, kind, granted, available, locked, frozen, spent, expired, moved, revoked,
      priority, lock, dispute, usable_from, models, operations, expires_at, grace_seconds, source, origin_lot_id,
      cost_amount, cost_credits, currency, open, created_at, requires_subscription, grace_from)`

const UPDATE_LOTS = exactly(
  16,
  `
  UPDATE credit_lot l
  SET available = new.available, locked = new.locked, frozen = new.frozen, spent = new.spent, expired = new.expired,
    moved = new.moved, revoked = new.revoked, lock = new.lock::lot_lock, dispute = new.dispute::lot_dispute,
    expires_at = new.expires_at, open = new.open, grace_from = new.grace_from, granted = new.granted
  FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[],
    $8::bigint[], $9::bigint[], $10::text[], $11::text[], $12::timestamptz[], $13::boolean[], $14::timestamptz[],
    $15::bigint[])
    AS new (organization_id, id, available, locked, frozen, spent, expired, moved, revoked, lock, dispute, expires_at,
      open, grace_from, granted)
  WHERE l.organization_id = new.organization_id AND l.id = new.id`,
)

const INSERT_HOLDS = `
  INSERT INTO hold (organization_id, id, wallet_id, task_id, status, credits, spent, released, usages, late,
    description, expires_at, ended_at, created_at, member_id, api_key_id, model, operation, counts_at, owed)
  SELECT organization_id, id, wallet_id, task_id, status::hold_status, credits, spent, released,
    string_to_array(usages, ',')::uuid[], late::late_outcome, description, expires_at, ended_at, created_at, member_id,
    api_key_id, model, operation, counts_at, owed
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::bigint[], $7::bigint[], $8::bigint[],
    $9::text[], $10::text[], $11::text[], $12::timestamptz[], $13::timestamptz[], $14::timestamptz[], $15::uuid[],
    $16::uuid[], $17::text[], $18::text[], $19::timestamptz[], $20::bigint[])
    AS new (organization_id, id, wallet_id, task_id, status, credits, spent, released, usages, late, description,
      expires_at, ended_at, created_at, member_id, api_key_id, model, operation, counts_at, owed)`

const INSERT_HOLD_LINES = `
  INSERT INTO hold_line (organization_id, hold_id, position, lot_id, credits, frozen_at)
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::smallint[], $4::uuid[], $5::bigint[], $6::timestamptz[])`

// The condition on ended_at doesn't imply that it is null: else PostgreSQL would look the hold up among the open holds of its
// organization (hold_open), a thousand rows for each. After its end a hold changes once, if it is settled late.
const UPDATE_HOLDS = exactly(
  11,
  `
  UPDATE hold h
  SET status = new.status::hold_status, credits = new.credits, spent = new.spent, released = new.released,
    late = new.late::late_outcome, expires_at = new.expires_at, ended_at = new.ended_at, owed = new.owed
  FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[], $7::text[],
    $8::timestamptz[], $9::timestamptz[], $10::bigint[])
    AS new (organization_id, id, status, credits, spent, released, late, expires_at, ended_at, owed)
  WHERE h.organization_id = new.organization_id AND h.id = new.id
    AND (h.ended_at IS NULL OR h.late IS NULL AND new.late IS NOT NULL)`,
)

// Only for what a budget counts that is made in mid-period: what else becomes of a hold leaves its usages as they are.
const UPDATE_HOLD_USAGES = exactly(
  4,
  `
  UPDATE hold h SET usages = string_to_array(new.usages, ',')::uuid[]
  FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS new (organization_id, id, usages)
  WHERE h.organization_id = new.organization_id AND h.id = new.id`,
)

const INSERT_ENTRIES = `
  INSERT INTO journal_entry (organization_id, wallet_id, sequence, type, credits, available, locked, frozen,
    lot_id, hold_id, task_id, reason, hash, created_at, recorded_at)
  SELECT organization_id, wallet_id, sequence, type::journal_entry_type, credits, available, locked,
    frozen, lot_id, hold_id, task_id, reason, hash, created_at, recorded_at
  FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::text[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[],
    $9::uuid[], $10::uuid[], $11::uuid[], $12::text[], $13::bytea[], $14::timestamptz[], $15::timestamptz[])
    AS new (organization_id, wallet_id, sequence, type, credits, available, locked, frozen, lot_id, hold_id, task_id,
      reason, hash, created_at, recorded_at)`

const INSERT_TASKS = `
  INSERT INTO task (organization_id, id, member_id, price_rule_id, hold_id, provider, model, operation,
    input, credits, status, progress, result, failure_reason, sequence, deadline_at, started_at, ended_at, created_at,
    timeout_seconds, approval, webhook_url)
  SELECT organization_id, id, member_id, price_rule_id, hold_id, provider, model, operation,
    input::jsonb, credits, status::task_status, progress, result::jsonb, failure_reason, sequence, deadline_at,
    started_at, ended_at, created_at, timeout_seconds, approval::approval, webhook_url
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::text[],
    $9::text[], $10::bigint[], $11::text[], $12::smallint[], $13::text[], $14::text[], $15::int[],
    $16::timestamptz[], $17::timestamptz[], $18::timestamptz[], $19::timestamptz[], $20::int[], $21::text[],
    $22::text[])
    AS new (organization_id, id, member_id, price_rule_id, hold_id, provider, model, operation, input, credits, status,
      progress, result, failure_reason, sequence, deadline_at, started_at, ended_at, created_at, timeout_seconds,
      approval, webhook_url)`

const UPDATE_TASKS = exactly(
  14,
  `
  UPDATE task t
  SET status = new.status::task_status, progress = new.progress, result = new.result::jsonb,
    failure_reason = new.failure_reason, sequence = new.sequence, started_at = new.started_at, ended_at = new.ended_at,
    hold_id = new.hold_id, deadline_at = new.deadline_at, approval = new.approval::approval,
    is_leased = new.is_leased
  FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::smallint[], $5::text[], $6::text[], $7::int[],
    $8::timestamptz[], $9::timestamptz[], $10::uuid[], $11::timestamptz[], $12::text[], $13::bool[])
    AS new (organization_id, id, status, progress, result, failure_reason, sequence, started_at, ended_at, hold_id,
      deadline_at, approval, is_leased)
  WHERE t.organization_id = new.organization_id AND t.id = new.id AND t.sequence < new.sequence`,
)

const FORGET_TASKS = exactly(
  4,
  `
  UPDATE task t SET input = '{}', result = NULL, forgotten_at = new.forgotten_at
  FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) AS new (organization_id, id, forgotten_at)
  WHERE t.organization_id = new.organization_id AND t.id = new.id AND t.forgotten_at IS NULL`,
)

const PUT_KEPT = `
  INSERT INTO kept (organization_id, tasks, task_bytes, file_bytes, tasks_max, task_bytes_max, file_bytes_max, quotes_max)
  SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[],
    $8::bigint[])
  ON CONFLICT (organization_id) DO UPDATE SET tasks = excluded.tasks, task_bytes = excluded.task_bytes,
    file_bytes = excluded.file_bytes, tasks_max = excluded.tasks_max, task_bytes_max = excluded.task_bytes_max,
    file_bytes_max = excluded.file_bytes_max, quotes_max = excluded.quotes_max`

const PUT_BUDGETS = `
  INSERT INTO budget (organization_id, id, member_id, credit_type, model, operation, period, credits, created_at,
    ended_at, api_key_id, hard, thresholds)
  SELECT organization_id, id, member_id, credit_type, model, operation, period::budget_period, credits, created_at,
    ended_at, api_key_id, hard, string_to_array(thresholds, ',')::smallint[]
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::bigint[],
    $9::timestamptz[], $10::timestamptz[], $11::uuid[], $12::boolean[], $13::text[])
    AS new (organization_id, id, member_id, credit_type, model, operation, period, credits, created_at, ended_at,
      api_key_id, hard, thresholds)
  ON CONFLICT (organization_id, id) DO UPDATE SET credits = excluded.credits, hard = excluded.hard,
    thresholds = excluded.thresholds, ended_at = excluded.ended_at`

const PUT_USAGES = `
  INSERT INTO budget_usage (organization_id, id, budget_id, period_start, period_end, frozen, spent, alerted, taken_over)
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::timestamptz[], $5::timestamptz[], $6::bigint[],
    $7::bigint[], $8::smallint[], $9::bigint[])
  ON CONFLICT (organization_id, id) DO UPDATE
    SET frozen = excluded.frozen, spent = excluded.spent, alerted = excluded.alerted, taken_over = excluded.taken_over`

const INSERT_ALERTS = `
  INSERT INTO alert (organization_id, id, kind, budget_id, threshold, message, created_at, wallet_id, lot_id, credits,
    endpoint_id)
  SELECT organization_id, id, kind::alert_kind, budget_id, threshold, message, created_at, wallet_id, lot_id, credits,
    endpoint_id
  FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::smallint[], $6::text[], $7::timestamptz[], $8::uuid[],
    $9::uuid[], $10::bigint[], $11::uuid[])
    AS new (organization_id, id, kind, budget_id, threshold, message, created_at, wallet_id, lot_id, credits, endpoint_id)`

const PUT_THRESHOLDS = `
  INSERT INTO balance_threshold (organization_id, id, holder_id, credit_type, credits, percent, is_below, created_at,
    ended_at)
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::bigint[], $6::smallint[], $7::boolean[],
    $8::timestamptz[], $9::timestamptz[])
  ON CONFLICT (organization_id, id) DO UPDATE SET is_below = excluded.is_below, ended_at = excluded.ended_at`

const UPDATE_QUOTE_ITEMS = exactly(
  5,
  `
  UPDATE quote_item i SET taken = new.taken
  FROM unnest($1::uuid[], $2::uuid[], $3::smallint[], $4::int[]) AS new (organization_id, quote_id, position, taken)
  WHERE i.organization_id = new.organization_id AND i.quote_id = new.quote_id AND i.position = new.position`,
)

const PUT_SUBSCRIPTIONS = `
  INSERT INTO subscription (organization_id, id, plan_id, status, anchor_at, cycle, cycle_start, cycle_end, period_end,
    cancel_at_period_end, next_plan_id, allowances, created_at, ended_at, carry_limit)
  SELECT organization_id, id, plan_id, status::subscription_status, anchor_at, cycle, cycle_start, cycle_end, period_end,
    cancel_at_period_end, next_plan_id, allowances::jsonb, created_at, ended_at, carry_limit::jsonb
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::timestamptz[], $6::int[], $7::timestamptz[],
    $8::timestamptz[], $9::timestamptz[], $10::boolean[], $11::uuid[], $12::text[], $13::timestamptz[],
    $14::timestamptz[], $15::text[])
    AS new (organization_id, id, plan_id, status, anchor_at, cycle, cycle_start, cycle_end, period_end,
      cancel_at_period_end, next_plan_id, allowances, created_at, ended_at, carry_limit)
  ON CONFLICT (organization_id, id) DO UPDATE SET plan_id = excluded.plan_id, status = excluded.status,
    anchor_at = excluded.anchor_at, cycle = excluded.cycle, cycle_start = excluded.cycle_start,
    cycle_end = excluded.cycle_end, period_end = excluded.period_end,
    cancel_at_period_end = excluded.cancel_at_period_end, next_plan_id = excluded.next_plan_id,
    allowances = excluded.allowances, ended_at = excluded.ended_at, carry_limit = excluded.carry_limit`

const UPDATE_STANDINGS = exactly(
  13,
  `
  UPDATE organization o
  SET time_zone = new.time_zone, members_use_pool = new.members_use_pool, clock_at = new.clock_at,
    maintenance = new.maintenance, name = new.name, status = new.status::organization_status,
    status_reason = new.status_reason, approval_above = new.approval_above, approval_seconds = new.approval_seconds,
    webhook_events = string_to_array(new.webhook_events, ','), expiry_alert_days = new.expiry_alert_days
  FROM unnest($1::uuid[], $2::text[], $3::boolean[], $4::timestamptz[], $5::text[], $6::text[], $7::text[], $8::text[],
    $9::bigint[], $10::int[], $11::text[], $12::smallint[])
    AS new (id, time_zone, members_use_pool, clock_at, maintenance, name, status, status_reason, approval_above,
      approval_seconds, webhook_events, expiry_alert_days)
  WHERE o.id = new.id`,
)

const INSERT_AUDIT = `
  INSERT INTO audit_entry (organization_id, id, actor_kind, actor_id, actor_name, address, request_id, action,
    subject_type, subject_id, before, after, created_at)
  SELECT organization_id, id, actor_kind, actor_id, actor_name, address, request_id, action, subject_type, subject_id,
    before::jsonb, after::jsonb, created_at
  FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
    $9::text[], $10::text[], $11::text[], $12::text[], $13::timestamptz[])
    AS new (organization_id, id, actor_kind, actor_id, actor_name, address, request_id, action, subject_type,
      subject_id, before, after, created_at)`

/** A lane's row, with the number and the time of its last batch. */
export const LANE_ROW = `
  INSERT INTO lane (id, batch, updated_at) VALUES ($1, $2, $3)
  ON CONFLICT (id) DO UPDATE SET batch = excluded.batch, updated_at = excluded.updated_at`

const INSERT_KEYS = `
  INSERT INTO idempotency_key (organization_id, key, fingerprint, result_id, created_at)
  SELECT * FROM unnest($1::uuid[], $2::text[], $3::bytea[], $4::uuid[], $5::timestamptz[])`

/**
 * Sends the journal entries and keys of what was decided since the last time. They are only ever added, so PostgreSQL
 * can write them while the next commands are decided.
 */
export function append(session: Session, batch: Batch): Promise<unknown>[] {
  const { entries, keys } = batch.takeAppended()
  const { insert, writes } = writer(session)
  const { now } = batch
  insert('insert_entries', INSERT_ENTRIES, entries, [
    column(uuids, (e) => e.organizationId),
    column(uuids, (e) => e.walletId),
    column(bigints, (e) => e.sequence),
    column(texts, (e) => e.type),
    column(bigints, (e) => e.credits),
    column(bigints, (e) => e.available),
    column(bigints, (e) => e.locked),
    column(bigints, (e) => e.frozen),
    column(uuids, (e) => e.lotId),
    column(uuids, (e) => e.holdId),
    column(uuids, (e) => e.taskId),
    column(texts, (e) => e.reason),
    column(byteas, (e) => e.hash),
    column(instants, (e) => e.createdAt),
    column(instants, () => now),
  ])
  insert('insert_keys', INSERT_KEYS, keys, [
    column(uuids, (k) => k.organizationId),
    column(texts, (k) => k.key),
    column(byteas, (k) => k.fingerprint),
    column(uuids, (k) => k.resultId),
    column(instants, () => now),
  ])
  return writes
}

/** Sends all rows that changed, as they are at the end of the batch, and that it was this lane's batch of this number. */
export function save(session: Session, batch: Batch, laneId: string, number: bigint): Promise<unknown>[] {
  const { insert, update, send, writes } = writer(session)
  const { now } = batch

  const wallets = batch.changedWallets()
  const newWallets = wallets.filter((w) => w.savedSequence === null).map((w) => w.wallet)
  const knownWallets = wallets.filter((w) => w.savedSequence !== null)
  insert('insert_wallets', INSERT_WALLETS, newWallets, [
    column(uuids, (w) => w.organizationId),
    column(uuids, (w) => w.id),
    column(uuids, (w) => w.holderId),
    column(texts, (w) => w.creditType),
    ...amounts((w: Wallet) => w),
    column(bigints, (w) => w.owed),
    column(bigints, (w) => w.writtenOff),
    column(texts, (w) => w.burnDown.join()),
    column(booleans, (w) => w.overspend),
    column(texts, (w) => w.latePolicy),
    column(bigints, (w) => w.sequence),
    column(byteas, (w) => w.head),
    column(instants, (w) => w.createdAt),
  ])
  update('update_wallets', UPDATE_WALLETS, knownWallets, [
    column(uuids, ({ wallet }) => wallet.organizationId),
    column(uuids, ({ wallet }) => wallet.id),
    ...amounts(({ wallet }: { wallet: Wallet }) => wallet),
    column(bigints, ({ wallet }) => wallet.owed),
    column(bigints, ({ wallet }) => wallet.writtenOff),
    column(texts, ({ wallet }) => wallet.burnDown.join()),
    column(booleans, ({ wallet }) => wallet.overspend),
    column(texts, ({ wallet }) => wallet.latePolicy),
    column(bigints, ({ wallet }) => wallet.sequence),
    column(byteas, ({ wallet }) => wallet.head),
    column(bigints, ({ savedSequence }) => savedSequence),
  ])

  const [newLots, knownLots] = split(batch.changedLots, batch.newLots)
  insert('insert_lots', INSERT_LOTS, newLots, [
    column(uuids, (l) => l.organizationId),
    column(uuids, (l) => l.id),
    column(uuids, (l) => l.walletId),
    column(texts, (l) => l.kind),
    ...amounts((l: Lot) => l),
    column(ints, (l) => l.priority),
    column(texts, (l) => l.lock),
    column(texts, (l) => l.dispute),
    column(instants, (l) => l.usableFrom),
    column(texts, (l) => l.models.join()),
    column(texts, (l) => l.operations.join()),
    column(instants, (l) => l.expiresAt),
    column(ints, (l) => l.graceSeconds),
    column(texts, (l) => l.source),
    column(uuids, (l) => l.originLotId),
    column(bigints, (l) => l.costAmount),
    column(bigints, (l) => l.costCredits),
    column(texts, (l) => l.currency),
    column(booleans, isOpen),
    column(instants, (l) => l.createdAt),
    column(booleans, (l) => l.requiresSubscription),
    column(instants, (l) => l.graceFrom),
  ])
  update('update_lots', UPDATE_LOTS, knownLots, [
    column(uuids, (l) => l.organizationId),
    column(uuids, (l) => l.id),
    ...amounts((l: Lot) => l).slice(1),
    column(texts, (l) => l.lock),
    column(texts, (l) => l.dispute),
    column(instants, (l) => l.expiresAt),
    column(booleans, isOpen),
    column(instants, (l) => l.graceFrom),
    column(bigints, (l) => l.granted),
  ])

  const [newHolds, knownHolds] = split(batch.changedHolds, batch.newHolds)
  insert('insert_holds', INSERT_HOLDS, newHolds, [
    column(uuids, (h) => h.organizationId),
    column(uuids, (h) => h.id),
    column(uuids, (h) => h.walletId),
    column(uuids, (h) => h.taskId),
    column(texts, (h) => h.status),
    column(bigints, (h) => h.credits),
    column(bigints, (h) => h.spent),
    column(bigints, (h) => h.released),
    column(texts, (h) => h.usages.join()),
    column(texts, (h) => h.late),
    column(texts, (h) => h.description),
    column(instants, (h) => h.expiresAt),
    column(instants, (h) => h.endedAt),
    column(instants, (h) => h.createdAt),
    column(uuids, (h) => h.memberId),
    column(uuids, (h) => h.apiKeyId),
    column(texts, (h) => h.model),
    column(texts, (h) => h.operation),
    column(instants, (h) => h.countsAt),
    column(bigints, (h) => h.owed),
  ])
  const newLines = [...newHolds, ...knownHolds].flatMap((hold) => {
    const saved = batch.savedLines.get(hold.id) ?? 0
    return hold.lines.slice(saved).map((line, i) => ({ hold, line, position: saved + i }))
  })
  insert('insert_hold_lines', INSERT_HOLD_LINES, newLines, [
    column(uuids, ({ hold }) => hold.organizationId),
    column(uuids, ({ hold }) => hold.id),
    column(smallints, ({ position }) => position),
    column(uuids, ({ line }) => line.lotId),
    column(bigints, ({ line }) => line.credits),
    column(instants, ({ line }) => line.frozenAt),
  ])
  update('update_holds', UPDATE_HOLDS, knownHolds, [
    column(uuids, (h) => h.organizationId),
    column(uuids, (h) => h.id),
    column(texts, (h) => h.status),
    column(bigints, (h) => h.credits),
    column(bigints, (h) => h.spent),
    column(bigints, (h) => h.released),
    column(texts, (h) => h.late),
    column(instants, (h) => h.expiresAt),
    column(instants, (h) => h.endedAt),
    column(bigints, (h) => h.owed),
  ])
  update(
    'update_hold_usages',
    UPDATE_HOLD_USAGES,
    [...batch.renamedHolds.values()],
    [column(uuids, (h) => h.organizationId), column(uuids, (h) => h.id), column(texts, (h) => h.usages.join())],
  )

  insert(
    'put_budgets',
    PUT_BUDGETS,
    [...batch.changedBudgets.values()],
    [
      column(uuids, (b) => b.organizationId),
      column(uuids, (b) => b.id),
      column(uuids, (b) => b.memberId),
      column(texts, (b) => b.creditType),
      column(texts, (b) => b.model),
      column(texts, (b) => b.operation),
      column(texts, (b) => b.period),
      column(bigints, (b) => b.credits),
      column(instants, (b) => b.createdAt),
      column(instants, (b) => b.endedAt),
      column(uuids, (b) => b.apiKeyId),
      column(booleans, (b) => b.hard),
      column(texts, (b) => b.thresholds.join()),
    ],
  )
  insert(
    'put_usages',
    PUT_USAGES,
    [...batch.changedUsages.values()],
    [
      column(uuids, (u) => u.organizationId),
      column(uuids, (u) => u.id),
      column(uuids, (u) => u.budgetId),
      column(instants, (u) => u.periodStart),
      column(instants, (u) => u.periodEnd),
      column(bigints, (u) => u.frozen),
      column(bigints, (u) => u.spent),
      column(smallints, (u) => u.alerted),
      column(bigints, (u) => u.takenOver),
    ],
  )
  insert(
    'put_subscriptions',
    PUT_SUBSCRIPTIONS,
    [...batch.changedSubscriptions.values()],
    [
      column(uuids, (s) => s.organizationId),
      column(uuids, (s) => s.id),
      column(uuids, (s) => s.planId),
      column(texts, (s) => s.status),
      column(instants, (s) => s.anchorAt),
      column(ints, (s) => s.cycle),
      column(instants, (s) => s.cycleStart),
      column(instants, (s) => s.cycleEnd),
      column(instants, (s) => s.periodEnd),
      column(booleans, (s) => s.cancelAtPeriodEnd),
      column(uuids, (s) => s.nextPlanId),
      column(texts, (s) => json(s.allowances)),
      column(instants, (s) => s.createdAt),
      column(instants, (s) => s.endedAt),
      column(texts, (s) => json(s.carryLimit)),
    ],
  )
  update(
    'update_standings',
    UPDATE_STANDINGS,
    [...batch.changedStandings.values()],
    [
      column(uuids, (o) => o.organizationId),
      column(texts, (o) => o.timeZone),
      column(booleans, (o) => o.membersUsePool),
      column(instants, (o) => o.clockAt),
      column(texts, (o) => o.maintenance),
      column(texts, (o) => o.name),
      column(texts, (o) => o.status),
      column(texts, (o) => o.statusReason),
      column(bigints, (o) => o.approvalAbove),
      column(ints, (o) => o.approvalSeconds),
      column(texts, (o) => o.webhookEvents.join()),
      column(smallints, (o) => o.expiryAlertDays),
    ],
  )
  const kept = [...batch.changedKept].flatMap((organizationId) => {
    const standing = batch.standing(organizationId)
    return standing ? [{ organizationId, ...standing.kept }] : []
  })
  insert('put_kept', PUT_KEPT, kept, [
    column(uuids, (k) => k.organizationId),
    column(bigints, (k) => k.tasks),
    column(bigints, (k) => k.taskBytes),
    column(bigints, (k) => k.fileBytes),
    column(bigints, (k) => k.tasksMax),
    column(bigints, (k) => k.taskBytesMax),
    column(bigints, (k) => k.fileBytesMax),
    column(bigints, (k) => k.quotesMax),
  ])
  update('forget_tasks', FORGET_TASKS, batch.forgottenTasks, [
    column(uuids, (t) => t.organizationId),
    column(uuids, (t) => t.id),
    column(instants, (t) => t.forgottenAt),
  ])
  insert('insert_alerts', INSERT_ALERTS, batch.alerts, [
    column(uuids, (a) => a.organizationId),
    column(uuids, (a) => a.id),
    column(texts, (a) => a.kind),
    column(uuids, (a) => a.budgetId),
    column(smallints, (a) => a.threshold),
    column(texts, (a) => a.message),
    column(instants, (a) => a.createdAt),
    column(uuids, (a) => a.walletId),
    column(uuids, (a) => a.lotId),
    column(bigints, (a) => a.credits),
    column(uuids, (a) => a.endpointId),
  ])
  update(
    'update_quote_items',
    UPDATE_QUOTE_ITEMS,
    [...batch.changedQuoteItems.values()],
    [
      column(uuids, (i) => i.organizationId),
      column(uuids, (i) => i.quoteId),
      column(smallints, (i) => i.position),
      column(ints, (i) => i.taken),
    ],
  )
  insert(
    'put_thresholds',
    PUT_THRESHOLDS,
    [...batch.changedThresholds.values()],
    [
      column(uuids, (b) => b.organizationId),
      column(uuids, (b) => b.id),
      column(uuids, (b) => b.holderId),
      column(texts, (b) => b.creditType),
      column(bigints, (b) => b.credits),
      column(smallints, (b) => b.percent),
      column(booleans, (b) => b.isBelow),
      column(instants, (b) => b.createdAt),
      column(instants, (b) => b.endedAt),
    ],
  )
  insert('insert_audit', INSERT_AUDIT, batch.audit, [
    column(uuids, (a) => a.organizationId),
    column(uuids, (a) => a.id),
    column(texts, (a) => a.by.kind),
    column(texts, (a) => a.by.id),
    column(texts, (a) => a.by.name),
    column(texts, (a) => a.by.address),
    column(texts, (a) => a.by.requestId),
    column(texts, (a) => a.act.action),
    column(texts, (a) => a.act.subjectType),
    column(texts, (a) => a.act.subjectId),
    column(texts, (a) => (a.act.before ? JSON.stringify(a.act.before) : null)),
    column(texts, (a) => (a.act.after ? JSON.stringify(a.act.after) : null)),
    column(instants, () => now),
  ])

  const [newTasks, knownTasks] = split(batch.changedTasks, batch.newTasks)
  insert('insert_tasks', INSERT_TASKS, newTasks, [
    column(uuids, (t) => t.organizationId),
    column(uuids, (t) => t.id),
    column(uuids, (t) => t.memberId),
    column(uuids, (t) => t.priceRuleId),
    column(uuids, (t) => t.holdId),
    column(texts, (t) => t.provider),
    column(texts, (t) => t.model),
    column(texts, (t) => t.operation),
    column(texts, (t) => json(t.input)),
    column(bigints, (t) => t.credits),
    column(texts, (t) => t.status),
    column(smallints, (t) => t.progress),
    column(texts, (t) => json(t.result)),
    column(texts, (t) => t.failureReason),
    column(ints, (t) => t.sequence),
    column(instants, (t) => t.deadlineAt),
    column(instants, (t) => t.startedAt),
    column(instants, (t) => t.endedAt),
    column(instants, (t) => t.createdAt),
    column(ints, (t) => t.timeoutSeconds),
    column(texts, (t) => t.approval),
    column(texts, (t) => t.webhookUrl),
  ])
  update('update_tasks', UPDATE_TASKS, knownTasks, [
    column(uuids, (t) => t.organizationId),
    column(uuids, (t) => t.id),
    column(texts, (t) => t.status),
    column(smallints, (t) => t.progress),
    column(texts, (t) => json(t.result)),
    column(texts, (t) => t.failureReason),
    column(ints, (t) => t.sequence),
    column(instants, (t) => t.startedAt),
    column(instants, (t) => t.endedAt),
    column(uuids, (t) => t.holdId),
    column(instants, (t) => t.deadlineAt),
    column(texts, (t) => t.approval),
    column(booleans, (t) => t.isLeased),
  ])
  send('lane_row', LANE_ROW, [laneId, number, now])
  return writes
}

/** Sends writes, whose rows travel as columns. */
function writer(session: Session) {
  const writes: Promise<unknown>[] = []
  const send = (name: string, sql: string, values: unknown[]) => {
    const writing = session.query(name, sql, values)
    // Whoever waits for it hears of its failure; if a later write can't even be sent, nobody gets to wait.
    writing.catch(() => {})
    writes.push(writing)
  }
  function insert<Row>(name: string, sql: string, rows: readonly Row[], columns: Encoded<Row>[]): void {
    if (rows.length > 0)
      send(
        name,
        sql,
        columns.map((encode) => encode(rows)),
      )
  }
  /** An update that is made by `exactly`. */
  function update<Row>(name: string, sql: string, rows: readonly Row[], columns: Encoded<Row>[]): void {
    if (rows.length > 0) send(name, sql, [...columns.map((encode) => encode(rows)), rows.length])
  }
  return { insert, update, send, writes }
}

type Encoded<Row> = (rows: readonly Row[]) => Buffer

/** One column of the rows, in the given format. */
function column<Row, Value>(format: Column<Value>, value: (row: Row) => Value | null): Encoded<Row> {
  return (rows) => format(rows, value)
}

/** A balance, as one column for what was granted and one for each bucket. */
function amounts<Row>(balance: (row: Row) => Balance): Encoded<Row>[] {
  return AMOUNTS.map((amount) => column(bigints, (row: Row) => balance(row)[amount]))
}

/** Rows to insert and rows to update. */
function split<Row>(changed: ReadonlyMap<string, Row>, isNew: ReadonlySet<string>): [Row[], Row[]] {
  const rows: [Row[], Row[]] = [[], []]
  for (const [id, row] of changed) rows[isNew.has(id) ? 0 : 1].push(row)
  return rows
}

/** SQL's null for no value, a JSON text otherwise. */
function json(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value)
}
