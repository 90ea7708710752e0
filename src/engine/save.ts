// Writes what a batch changed with a few set-based statements, one per table. The only writer of these tables.

import { isOpen } from '../ledger/wallet.ts'
import type { Batch } from './batch.ts'
import type { Session } from './session.ts'

const INSERT_WALLETS = `
  INSERT INTO wallet (organization_id, id, credit_type, granted, available, frozen, spent, expired, sequence, head,
    created_at)
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[],
    $8::bigint[], $9::bigint[], $10::bytea[], $11::timestamptz[])`

// The sequence a wallet was loaded with is checked again here: if it moved, somebody wrote outside the lane.
const UPDATE_WALLETS = `
  UPDATE wallet w
  SET granted = new.granted, available = new.available, frozen = new.frozen, spent = new.spent,
    expired = new.expired, sequence = new.sequence, head = new.head
  FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[],
    $8::bigint[], $9::bytea[], $10::bigint[])
    AS new (organization_id, id, granted, available, frozen, spent, expired, sequence, head, saved_sequence)
  WHERE w.organization_id = new.organization_id AND w.id = new.id AND w.sequence = new.saved_sequence`

const INSERT_LOTS = `
  INSERT INTO credit_lot (organization_id, id, wallet_id, kind, granted, available, frozen, spent, expired, priority,
    expires_at, source, open, created_at)
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::lot_kind[], $5::bigint[], $6::bigint[], $7::bigint[],
    $8::bigint[], $9::bigint[], $10::int[], $11::timestamptz[], $12::text[], $13::boolean[], $14::timestamptz[])`

const UPDATE_LOTS = `
  UPDATE credit_lot l
  SET available = new.available, frozen = new.frozen, spent = new.spent, expired = new.expired, open = new.open
  FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::boolean[])
    AS new (organization_id, id, available, frozen, spent, expired, open)
  WHERE l.organization_id = new.organization_id AND l.id = new.id`

const INSERT_HOLDS = `
  INSERT INTO hold (organization_id, id, wallet_id, task_id, status, credits, spent, released, description,
    expires_at, created_at, ended_at)
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::hold_status[], $6::bigint[], $7::bigint[],
    $8::bigint[], $9::text[], $10::timestamptz[], $11::timestamptz[], $12::timestamptz[])`

const INSERT_HOLD_LINES = `
  INSERT INTO hold_line (organization_id, hold_id, position, lot_id, credits)
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::smallint[], $4::uuid[], $5::bigint[])`

const UPDATE_HOLDS = `
  UPDATE hold h
  SET status = new.status, spent = new.spent, released = new.released, ended_at = new.ended_at
  FROM unnest($1::uuid[], $2::uuid[], $3::hold_status[], $4::bigint[], $5::bigint[], $6::timestamptz[])
    AS new (organization_id, id, status, spent, released, ended_at)
  WHERE h.organization_id = new.organization_id AND h.id = new.id AND h.status = 'OPEN'`

const INSERT_ENTRIES = `
  INSERT INTO journal_entry (organization_id, wallet_id, sequence, type, credits, available, frozen, lot_id, hold_id,
    task_id, hash, created_at)
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::journal_entry_type[], $5::bigint[], $6::bigint[],
    $7::bigint[], $8::uuid[], $9::uuid[], $10::uuid[], $11::bytea[], $12::timestamptz[])`

const INSERT_TASKS = `
  INSERT INTO task (organization_id, id, member_id, price_rule_id, hold_id, provider, model, operation, input, credits,
    status, progress, result, failure_reason, sequence, deadline_at, created_at, started_at, ended_at)
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::text[],
    $9::jsonb[], $10::bigint[], $11::task_status[], $12::smallint[], $13::jsonb[], $14::text[], $15::int[],
    $16::timestamptz[], $17::timestamptz[], $18::timestamptz[], $19::timestamptz[])`

const UPDATE_TASKS = `
  UPDATE task t
  SET status = new.status, progress = new.progress, result = new.result, failure_reason = new.failure_reason,
    sequence = new.sequence, started_at = new.started_at, ended_at = new.ended_at
  FROM unnest($1::uuid[], $2::uuid[], $3::task_status[], $4::smallint[], $5::jsonb[], $6::text[], $7::int[],
    $8::timestamptz[], $9::timestamptz[])
    AS new (organization_id, id, status, progress, result, failure_reason, sequence, started_at, ended_at)
  WHERE t.organization_id = new.organization_id AND t.id = new.id AND t.sequence < new.sequence`

const INSERT_KEYS = `
  INSERT INTO idempotency_key (organization_id, key, fingerprint, result_id, created_at)
  SELECT * FROM unnest($1::uuid[], $2::text[], $3::bytea[], $4::uuid[], $5::timestamptz[])`

/** Sends all writes of a batch; each must touch exactly the rows it names, or the batch fails. */
export function save(session: Session, batch: Batch): Promise<void>[] {
  const writes: Promise<void>[] = []
  function write<Row>(name: string, sql: string, rows: readonly Row[], columns: ((row: Row) => unknown)[]): void {
    if (rows.length === 0) return
    writes.push(
      session.write(
        name,
        sql,
        columns.map((column) => rows.map(column)),
        rows.length,
      ),
    )
  }

  const wallets = batch.changedWallets()
  const newWallets = wallets.filter((w) => w.savedSequence === null).map((w) => w.wallet)
  write('insert_wallets', INSERT_WALLETS, newWallets, [
    (w) => w.organizationId,
    (w) => w.id,
    (w) => w.creditType,
    (w) => w.granted,
    (w) => w.available,
    (w) => w.frozen,
    (w) => w.spent,
    (w) => w.expired,
    (w) => w.sequence,
    (w) => w.head,
    (w) => w.createdAt,
  ])
  write(
    'update_wallets',
    UPDATE_WALLETS,
    wallets.filter((w) => w.savedSequence !== null),
    [
      (w) => w.wallet.organizationId,
      (w) => w.wallet.id,
      (w) => w.wallet.granted,
      (w) => w.wallet.available,
      (w) => w.wallet.frozen,
      (w) => w.wallet.spent,
      (w) => w.wallet.expired,
      (w) => w.wallet.sequence,
      (w) => w.wallet.head,
      (w) => w.savedSequence,
    ],
  )

  const lots = [...batch.changedLots.values()]
  write(
    'insert_lots',
    INSERT_LOTS,
    lots.filter((l) => batch.newLots.has(l.id)),
    [
      (l) => l.organizationId,
      (l) => l.id,
      (l) => l.walletId,
      (l) => l.kind,
      (l) => l.granted,
      (l) => l.available,
      (l) => l.frozen,
      (l) => l.spent,
      (l) => l.expired,
      (l) => l.priority,
      (l) => l.expiresAt,
      (l) => l.source,
      isOpen,
      (l) => l.createdAt,
    ],
  )
  write(
    'update_lots',
    UPDATE_LOTS,
    lots.filter((l) => !batch.newLots.has(l.id)),
    [
      (l) => l.organizationId,
      (l) => l.id,
      (l) => l.available,
      (l) => l.frozen,
      (l) => l.spent,
      (l) => l.expired,
      isOpen,
    ],
  )

  const holds = [...batch.changedHolds.values()]
  const newHolds = holds.filter((h) => batch.newHolds.has(h.id))
  write('insert_holds', INSERT_HOLDS, newHolds, [
    (h) => h.organizationId,
    (h) => h.id,
    (h) => h.walletId,
    (h) => h.taskId,
    (h) => h.status,
    (h) => h.credits,
    (h) => h.spent,
    (h) => h.released,
    (h) => h.description,
    (h) => h.expiresAt,
    (h) => h.createdAt,
    (h) => h.endedAt,
  ])
  const newLines = newHolds.flatMap((hold) => hold.lines.map((line, position) => ({ hold, line, position })))
  write('insert_hold_lines', INSERT_HOLD_LINES, newLines, [
    (l) => l.hold.organizationId,
    (l) => l.hold.id,
    (l) => l.position,
    (l) => l.line.lotId,
    (l) => l.line.credits,
  ])
  write(
    'update_holds',
    UPDATE_HOLDS,
    holds.filter((h) => !batch.newHolds.has(h.id)),
    [(h) => h.organizationId, (h) => h.id, (h) => h.status, (h) => h.spent, (h) => h.released, (h) => h.endedAt],
  )

  const tasks = [...batch.changedTasks.values()]
  write(
    'insert_tasks',
    INSERT_TASKS,
    tasks.filter((t) => batch.newTasks.has(t.id)),
    [
      (t) => t.organizationId,
      (t) => t.id,
      (t) => t.memberId,
      (t) => t.priceRuleId,
      (t) => t.holdId,
      (t) => t.provider,
      (t) => t.model,
      (t) => t.operation,
      (t) => JSON.stringify(t.input),
      (t) => t.credits,
      (t) => t.status,
      (t) => t.progress,
      (t) => json(t.result),
      (t) => t.failureReason,
      (t) => t.sequence,
      (t) => t.deadlineAt,
      (t) => t.createdAt,
      (t) => t.startedAt,
      (t) => t.endedAt,
    ],
  )
  write(
    'update_tasks',
    UPDATE_TASKS,
    tasks.filter((t) => !batch.newTasks.has(t.id)),
    [
      (t) => t.organizationId,
      (t) => t.id,
      (t) => t.status,
      (t) => t.progress,
      (t) => json(t.result),
      (t) => t.failureReason,
      (t) => t.sequence,
      (t) => t.startedAt,
      (t) => t.endedAt,
    ],
  )

  write('insert_entries', INSERT_ENTRIES, batch.entries, [
    (e) => e.organizationId,
    (e) => e.walletId,
    (e) => e.sequence,
    (e) => e.type,
    (e) => e.credits,
    (e) => e.available,
    (e) => e.frozen,
    (e) => e.lotId,
    (e) => e.holdId,
    (e) => e.taskId,
    (e) => e.hash,
    (e) => e.createdAt,
  ])
  write('insert_keys', INSERT_KEYS, batch.newKeys, [
    (k) => k.organizationId,
    (k) => k.key,
    (k) => k.fingerprint,
    (k) => k.resultId,
    () => batch.now,
  ])
  return writes
}

/** SQL's null for no value, a JSON text otherwise. */
function json(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value)
}
