// Loads what a batch needs with a few set-based reads, in two rounds: what commands name by id, then the wallets.
//
// Every statement joins on the organization as well as the id, so that a command can only ever reach rows of its
// own organization, and so that the same statements run on a cluster sharded by organization.

import type { PriceRule, Task } from '../database/generated/client/client.ts'
import type { Hold, HoldLine, Lot, Wallet } from '../ledger/wallet.ts'
import { Batch, type KeyRow } from './batch.ts'
import type { Command } from './command.ts'
import type { Session } from './session.ts'

// Served by the primary key.
const KEYS = `
  SELECT k.organization_id AS "organizationId", k.key, k.fingerprint, k.result_id AS "resultId"
  FROM unnest($1::uuid[], $2::text[]) AS wanted (organization_id, key)
  JOIN idempotency_key k ON k.organization_id = wanted.organization_id AND k.key = wanted.key`

// The newest rule that is in force; served by price_rule_model_operation_effective_from_key.
const PRICES = `
  SELECT rule.id, rule.provider, rule.model, rule.operation, rule.credit_type AS "creditType", rule.credits,
    rule.effective_from AS "effectiveFrom", rule.created_at AS "createdAt"
  FROM unnest($1::text[], $2::text[]) AS wanted (model, operation)
  CROSS JOIN LATERAL (
    SELECT * FROM price_rule r
    WHERE r.model = wanted.model AND r.operation = wanted.operation AND r.effective_from <= $3
    ORDER BY r.effective_from DESC LIMIT 1
  ) AS rule`

// Served by the primary key.
const TASKS = `
  SELECT t.organization_id AS "organizationId", t.id, t.member_id AS "memberId", t.price_rule_id AS "priceRuleId",
    t.hold_id AS "holdId", t.provider, t.model, t.operation, t.input, t.credits, t.status, t.progress, t.result,
    t.failure_reason AS "failureReason", t.sequence, t.deadline_at AS "deadlineAt", t.created_at AS "createdAt",
    t.started_at AS "startedAt", t.ended_at AS "endedAt"
  FROM unnest($1::uuid[], $2::uuid[]) AS wanted (organization_id, id)
  JOIN task t ON t.organization_id = wanted.organization_id AND t.id = wanted.id`

// Holds that are named, and holds of the tasks that are named, with their lines; served by the primary keys.
const HOLDS = `
  SELECT h.organization_id AS "organizationId", h.id, h.wallet_id AS "walletId", h.task_id AS "taskId", h.status,
    h.credits, h.spent, h.released, h.description, h.expires_at AS "expiresAt", h.created_at AS "createdAt",
    h.ended_at AS "endedAt", lines.lot_ids AS "lotIds", lines.credits AS "lineCredits"
  FROM (
    SELECT organization_id, id FROM unnest($1::uuid[], $2::uuid[]) AS named (organization_id, id)
    UNION
    SELECT t.organization_id, t.hold_id FROM unnest($3::uuid[], $4::uuid[]) AS named (organization_id, id)
    JOIN task t ON t.organization_id = named.organization_id AND t.id = named.id
  ) AS wanted
  JOIN hold h ON h.organization_id = wanted.organization_id AND h.id = wanted.id
  CROSS JOIN LATERAL (
    SELECT array_agg(l.lot_id ORDER BY l.position) AS lot_ids, array_agg(l.credits::text ORDER BY l.position) AS credits
    FROM hold_line l WHERE l.organization_id = h.organization_id AND l.hold_id = h.id
  ) AS lines`

// Wallets by credit type or by id; served by wallet_organization_id_credit_type_key and the primary key.
const WALLETS = `
  SELECT w.organization_id AS "organizationId", w.id, w.credit_type AS "creditType", w.granted, w.available,
    w.frozen, w.spent, w.expired, w.sequence, w.head, w.created_at AS "createdAt"
  FROM unnest($1::uuid[], $2::text[]) AS wanted (organization_id, credit_type)
  JOIN wallet w ON w.organization_id = wanted.organization_id AND w.credit_type = wanted.credit_type
  UNION
  SELECT w.organization_id, w.id, w.credit_type, w.granted, w.available,
    w.frozen, w.spent, w.expired, w.sequence, w.head, w.created_at
  FROM unnest($3::uuid[], $4::uuid[]) AS wanted (organization_id, id)
  JOIN wallet w ON w.organization_id = wanted.organization_id AND w.id = wanted.id`

// The open lots of the same wallets; served by credit_lot_open.
const LOTS = `
  SELECT l.organization_id AS "organizationId", l.id, l.wallet_id AS "walletId", l.kind, l.granted, l.available,
    l.frozen, l.spent, l.expired, l.priority, l.expires_at AS "expiresAt", l.source, l.created_at AS "createdAt"
  FROM (
    SELECT w.organization_id, w.id
    FROM unnest($1::uuid[], $2::text[]) AS wanted (organization_id, credit_type)
    JOIN wallet w ON w.organization_id = wanted.organization_id AND w.credit_type = wanted.credit_type
    UNION
    SELECT organization_id, id FROM unnest($3::uuid[], $4::uuid[]) AS named (organization_id, id)
  ) AS wanted
  JOIN credit_lot l ON l.organization_id = wanted.organization_id AND l.wallet_id = wanted.id AND l.open`

type HoldRow = Omit<Hold, 'lines'> & { lotIds: string[]; lineCredits: string[] }

/** Fills a batch with all that the commands' `reads` name. What isn't there is simply absent. */
export async function load(session: Session, commands: readonly Command<unknown>[], now: Date): Promise<Batch> {
  const keys = new Pairs()
  const prices = new Pairs()
  const tasks = new Pairs()
  const holds = new Pairs()
  const walletTypes = new Pairs()
  const walletIds = new Pairs()
  const pricedFor: { organizationId: string; model: string; operation: string }[] = []
  for (const { organizationId, idempotency, reads } of commands) {
    if (idempotency) keys.add(organizationId, idempotency.key)
    if (reads.price) {
      prices.add(reads.price.model, reads.price.operation)
      pricedFor.push({ organizationId, ...reads.price })
    }
    if (reads.taskId) tasks.add(organizationId, reads.taskId)
    if (reads.holdId) holds.add(organizationId, reads.holdId)
    if (reads.walletId) walletIds.add(organizationId, reads.walletId)
    if (reads.creditType) walletTypes.add(organizationId, reads.creditType)
  }

  const batch = new Batch(now)
  const [keyRows, priceRows, taskRows, holdRows] = await Promise.all([
    keys.size > 0 ? session.query<KeyRow>('keys', KEYS, keys.columns) : [],
    prices.size > 0 ? session.query<PriceRule>('prices', PRICES, [...prices.columns, now]) : [],
    tasks.size > 0 ? session.query<Task>('tasks', TASKS, tasks.columns) : [],
    tasks.size + holds.size > 0 ? session.query<HoldRow>('holds', HOLDS, [...holds.columns, ...tasks.columns]) : [],
  ])
  for (const row of keyRows) batch.addKey(row)
  for (const row of priceRows) batch.addPrice(row)
  for (const row of taskRows) batch.addTask(row)
  for (const { lotIds, lineCredits, ...hold } of holdRows) {
    const lines = lotIds.map((lotId, i): HoldLine => ({ lotId, credits: BigInt(lineCredits[i] as string) }))
    batch.addHold({ ...hold, lines })
    walletIds.add(hold.organizationId, hold.walletId)
  }
  for (const { organizationId, model, operation } of pricedFor) {
    const rule = batch.price(model, operation)
    if (rule) walletTypes.add(organizationId, rule.creditType)
  }

  if (walletTypes.size + walletIds.size > 0) {
    const wanted = [...walletTypes.columns, ...walletIds.columns]
    const [walletRows, lotRows] = await Promise.all([
      session.query<Wallet>('wallets', WALLETS, wanted),
      session.query<Lot>('lots', LOTS, wanted),
    ])
    const lots = Map.groupBy(lotRows, (lot) => lot.walletId)
    for (const wallet of walletRows) batch.addWallet(wallet, lots.get(wallet.id) ?? [])
  }
  return batch
}

/** A set of pairs of strings, as two columns for unnest. */
class Pairs {
  readonly columns: [string[], string[]] = [[], []]
  readonly #seen = new Set<string>()

  get size(): number {
    return this.#seen.size
  }

  add(first: string, second: string): void {
    const both = `${first}\n${second}`
    if (this.#seen.has(both)) return
    this.#seen.add(both)
    this.columns[0].push(first)
    this.columns[1].push(second)
  }
}
