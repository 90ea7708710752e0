// The reads of a simulation, in one snapshot, through cursors that are all in the order of the organizations: however many tasks there
// are, memory holds those of one page, and the credits of one organization.

import type { Client } from '../database/connect.ts'
import type { Subscription, TaskStatus } from '../database/generated/client/client.ts'
import { spentOfFirst, spentOfFurther } from '../engine/holdLines.ts'
import { type HoldRow, holds, lots, subscriptions, wallets } from '../engine/tables.ts'
import { type JournalEntryType, MOVES } from '../ledger/journal.ts'
import {
  BUCKETS,
  type Bucket,
  type Credits,
  type Debts,
  type HoldStatus,
  type Lot,
  type Wallet,
} from '../ledger/wallet.ts'

const ROWS_PER_FETCH = 2_000

/** An event of the past: a journal entry; or the submit or the end of a task that cost nothing. */
export interface PastEvent {
  readonly organizationId: string
  /** Null: of a task that cost nothing. */
  readonly walletId: string | null
  readonly type: JournalEntryType | 'SUBMIT' | 'END'
  readonly credits: Credits
  readonly lotId: string | null
  readonly holdId: string | null
  readonly taskId: string | null
  readonly reason: string | null
  readonly createdAt: Date
  /** Of the task or, without one, of the hold. */
  readonly model: string | null
  readonly operation: string | null
  readonly memberId: string | null
  readonly apiKeyId: string | null
  readonly tags: readonly string[]
  /** Of the task; null: it does not exist. */
  readonly input: unknown
  readonly result: unknown
  readonly status: TaskStatus | null
  readonly price: Credits | null
  readonly priceRuleId: string | null
  readonly furtherCosts: unknown
  readonly submittedAt: Date | null
  readonly startedAt: Date | null
  readonly forgottenAt: Date | null
  /** Of the hold; null: it does not exist. */
  readonly holdStatus: HoldStatus | null
  readonly holdEndedAt: Date | null
  readonly expiresAt: Date | null
  readonly isMetered: boolean
  /** True if the hold was refunded, or settled late: later events name it. */
  readonly isNamedLater: boolean
}

export interface OrganizationRow {
  readonly organizationId: string
  readonly name: string
  readonly mode: 'LIVE' | 'SANDBOX'
  readonly timeZone: string
  readonly membersUsePool: boolean
  /** Of its test clock; null: it has none. */
  readonly clockAt: Date | null
}

/** A lot as it is now, and how much its buckets have changed since the beginning. */
export type LotRow = Lot & Readonly<Record<`${Bucket | 'granted'}Since`, bigint>>
export type WalletRow = Wallet & Readonly<Record<`${keyof Debts}Since`, bigint>>
/** A hold as it is now, what it has spent since the beginning, and the further lines that it had then. */
export interface PastHold extends HoldRow {
  readonly spentSince: Credits
  readonly furtherLines: readonly {
    readonly lotId: string
    readonly credits: string
    readonly frozenAt: string | null
  }[]
}

/** The rows of one cursor, page by page. */
class Rows<Row extends { readonly organizationId: string }> {
  readonly #client: Client
  readonly #name: string
  #page: readonly Row[] = []
  #next = 0
  #isMore = true

  constructor(client: Client, name: string) {
    this.#client = client
    this.#name = name
  }

  async peek(): Promise<Row | undefined> {
    if (this.#next === this.#page.length && this.#isMore) {
      const { rows } = await this.#client.query<Row>(`FETCH ${ROWS_PER_FETCH} FROM ${this.#name}`)
      this.#page = rows
      this.#next = 0
      this.#isMore = rows.length === ROWS_PER_FETCH
    }
    return this.#page[this.#next]
  }

  skip(): void {
    this.#next++
  }

  /** The rows of an organization. Those of organizations before it are passed over. */
  async of(organizationId: string): Promise<Row[]> {
    const found: Row[] = []
    for (let row = await this.peek(); row && row.organizationId <= organizationId; row = await this.peek()) {
      if (row.organizationId === organizationId) found.push(row)
      this.skip()
    }
    return found
  }
}

export interface Past {
  readonly organizations: Rows<OrganizationRow>
  readonly wallets: Rows<WalletRow>
  readonly lots: Rows<LotRow>
  readonly holds: Rows<PastHold>
  readonly subscriptions: Rows<Subscription>
  readonly events: Rows<PastEvent>
}

/** Opens the cursors, in a transaction that the caller has begun. */
export async function openPast(client: Client, from: Date, until: Date): Promise<Past> {
  await client.query(`SET LOCAL work_mem = '64MB'; SET LOCAL jit = off`)
  const open = async <Row extends { readonly organizationId: string }>(name: string, sql: string) => {
    const text = sql.replaceAll('$1', client.escapeLiteral(from.toISOString()))
    await client.query(
      `DECLARE ${name} NO SCROLL CURSOR FOR ${text.replaceAll('$2', client.escapeLiteral(until.toISOString()))}`,
    )
    return new Rows<Row>(client, name)
  }
  return {
    organizations: await open('organizations', ORGANIZATIONS),
    wallets: await open('wallets', WALLETS),
    lots: await open('lots', LOTS),
    holds: await open('holds', HOLDS),
    subscriptions: await open('subscriptions', SUBSCRIPTIONS),
    events: await open('events', EVENTS),
  }
}

/** The tasks that were submitted in a time. */
export async function countTasks(client: Client, from: Date, until: Date): Promise<number> {
  const sql = `SELECT count(*) AS tasks FROM task WHERE created_at >= $1 AND created_at < $2`
  const { rows } = await client.query<{ tasks: bigint }>(sql, [from, until])
  return Number(rows[0]?.tasks ?? 0)
}

const ORGANIZATIONS = `
  SELECT id AS "organizationId", name, mode, time_zone AS "timeZone", members_use_pool AS "membersUsePool",
    clock_at AS "clockAt"
  FROM organization ORDER BY id`

/** The SQL of the credits that entries add to a bucket. */
function sumOf(bucket: Bucket | 'granted'): string {
  const types = Object.entries(MOVES)
  const names = (of: 'from' | 'to') => types.filter(([, move]) => move[of] === bucket).map(([type]) => `'${type}'`)
  const granted = types.filter(([, { from, to }]) => from === null && to !== null).map(([type]) => `'${type}'`)
  const [more, less] = bucket === 'granted' ? [granted, []] : [names('to'), names('from')]
  const part = (each: readonly string[], sign: string) =>
    each.length === 0 ? [] : [`WHEN type IN (${each.join(', ')}) THEN ${sign}credits`]
  return `coalesce(sum(CASE ${[...part(more, ''), ...part(less, '-')].join(' ')} ELSE 0 END), 0) AS ${bucket}`
}

function debtOf(debt: keyof Debts): string {
  const parts = Object.entries(MOVES).flatMap(([type, { debt: change }]) =>
    change?.of === debt ? [`WHEN type = '${type}' THEN ${change.sign} * credits`] : [],
  )
  return `coalesce(sum(CASE ${parts.join(' ')} ELSE 0 END), 0) AS "${debt}"`
}

const WALLETS = `
  SELECT ${wallets.select()}, coalesce(e.owed, 0)::bigint AS "owedSince", coalesce(e."writtenOff", 0)::bigint AS "writtenOffSince"
  FROM wallet w
  LEFT JOIN (
    SELECT organization_id, wallet_id, ${debtOf('owed')}, ${debtOf('writtenOff')} FROM journal_entry
    WHERE created_at >= $1 GROUP BY organization_id, wallet_id
  ) AS e ON e.organization_id = w.organization_id AND e.wallet_id = w.id
  ORDER BY w.organization_id`

/** The credits that holds of before the beginning have spent since then. */
const SPENT_SINCE = `
  SELECT e.organization_id, e.hold_id, sum(e.credits) AS spent FROM journal_entry e
  JOIN hold h ON h.organization_id = e.organization_id AND h.id = e.hold_id AND h.created_at < $1
  WHERE e.type = 'SPEND' AND e.created_at >= $1 GROUP BY e.organization_id, e.hold_id`

/** SQL of a line of a hold. */
interface LineOf {
  /** The rows `h`, and those that the line is in. */
  readonly from: string
  readonly lot: string
  readonly credits: string
  readonly frozenAt: string
  readonly spentOf: (spent: string) => string
}

/** The changes of lots by lines of holds: of each line the part that is spent and the part that is frozen, then and now. */
function heldBy({ from, lot, credits, frozenAt, spentOf }: LineOf): string {
  return `
    SELECT organization_id, lot_id, sum(spent_now - spent_then) AS spent,
      sum(CASE WHEN is_open THEN credits - spent_now ELSE 0 END - CASE WHEN is_older THEN credits - spent_then ELSE 0 END) AS frozen
    FROM (
      SELECT h.organization_id, ${lot} AS lot_id, ${credits} AS credits, h.ended_at IS NULL AS is_open,
        ${frozenAt} < $1 AS is_older, ${spentOf('h.spent')} AS spent_now,
        CASE WHEN ${frozenAt} < $1 THEN ${spentOf('(h.spent - coalesce(s.spent, 0))')} ELSE 0 END AS spent_then
      FROM ${from}
      LEFT JOIN (${SPENT_SINCE}) AS s ON s.organization_id = h.organization_id AND s.hold_id = h.id
      WHERE h.ended_at IS NULL OR h.ended_at >= $1
    ) AS part GROUP BY organization_id, lot_id`
}

// Apart, because Citus would bring the rows of a UNION to its coordinator.
const HELD_FIRST = heldBy({
  from: 'hold h',
  lot: 'h.first_lot_id',
  credits: 'h.first_credits',
  frozenAt: 'h.created_at',
  spentOf: spentOfFirst,
})
const HELD_FURTHER = heldBy({
  from: 'hold h JOIN hold_line l ON l.organization_id = h.organization_id AND l.hold_id = h.id',
  lot: 'l.lot_id',
  credits: 'l.credits',
  frozenAt: 'coalesce(l.frozen_at, h.created_at)',
  spentOf: spentOfFurther,
})

// A lot without entries and holds since the beginning, and without credits now, plays no part.
const LOTS = `
  SELECT ${lots.select()}, coalesce(e.granted, 0)::bigint AS "grantedSince",
    ${BUCKETS.map((bucket) => `(coalesce(e.${bucket}, 0) + ${heldOf(bucket)})::bigint AS "${bucket}Since"`).join(', ')}
  FROM credit_lot l
  LEFT JOIN (
    SELECT organization_id, lot_id, ${(['granted', ...BUCKETS] as const).map(sumOf).join(', ')}
    FROM journal_entry WHERE created_at >= $1 AND lot_id IS NOT NULL GROUP BY organization_id, lot_id
  ) AS e ON e.organization_id = l.organization_id AND e.lot_id = l.id
  LEFT JOIN (${HELD_FIRST}) AS first ON first.organization_id = l.organization_id AND first.lot_id = l.id
  LEFT JOIN (${HELD_FURTHER}) AS further ON further.organization_id = l.organization_id AND further.lot_id = l.id
  WHERE l.open OR e.lot_id IS NOT NULL OR first.lot_id IS NOT NULL OR further.lot_id IS NOT NULL
  ORDER BY l.organization_id`

function heldOf(bucket: Bucket): string {
  if (bucket === 'spent' || bucket === 'frozen') return `coalesce(first.${bucket}, 0) + coalesce(further.${bucket}, 0)`
  if (bucket !== 'available') return '0'
  return '-coalesce(first.spent + first.frozen, 0) - coalesce(further.spent + further.frozen, 0)'
}

const HOLDS = `
  SELECT ${holds.select()}, coalesce(s.spent, 0)::bigint AS "spentSince", (
    SELECT coalesce(json_agg(json_build_object('lotId', lot_id, 'credits', credits::text, 'frozenAt', frozen_at) ORDER BY position), '[]')
    FROM hold_line l
    WHERE l.organization_id = h.organization_id AND l.hold_id = h.id AND h.credits > h.first_credits
      AND (l.frozen_at IS NULL OR l.frozen_at < $1)
  ) AS "furtherLines"
  FROM hold h
  LEFT JOIN (${SPENT_SINCE}) AS s ON s.organization_id = h.organization_id AND s.hold_id = h.id
  WHERE h.created_at < $1 AND (h.ended_at IS NULL OR h.ended_at >= $1)
  ORDER BY h.organization_id`

const SUBSCRIPTIONS = `
  SELECT ${subscriptions.select()} FROM subscription s
  WHERE s.created_at < $2 AND (s.ended_at IS NULL OR s.ended_at >= $1)
  ORDER BY s.organization_id, s.created_at`

const FREE_TASKS = `task WHERE hold_id IS NULL AND further_costs IS NULL AND created_at >= $1`

const EVENTS = `
  SELECT e.organization_id AS "organizationId", e.wallet_id AS "walletId", e.type, e.credits, e.lot_id AS "lotId",
    e.hold_id AS "holdId", e.task_id AS "taskId", e.reason, e.created_at AS "createdAt",
    coalesce(t.model, h.model) AS model, coalesce(t.operation, h.operation) AS operation,
    coalesce(t.member_id, h.member_id) AS "memberId", coalesce(t.api_key_id, h.api_key_id) AS "apiKeyId",
    coalesce(t.tags, h.tags, '{}') AS tags, t.input, t.status::text AS status,
    CASE WHEN e.type = 'SUBMIT' OR (e.type = 'FREEZE' AND h.late IS NULL) THEN NULL ELSE t.result END AS result, t.credits AS price,
    t.price_rule_id AS "priceRuleId", t.further_costs AS "furtherCosts", t.created_at AS "submittedAt",
    t.started_at AS "startedAt", t.forgotten_at AS "forgottenAt", h.status::text AS "holdStatus",
    h.ended_at AS "holdEndedAt", h.expires_at AS "expiresAt", h.meter IS NOT NULL AS "isMetered",
    coalesce(h.refunded > 0 OR h.late IS NOT NULL, false) AS "isNamedLater"
  FROM (
    SELECT organization_id, wallet_id, sequence, type::text, credits, lot_id, hold_id, task_id, reason, created_at
    FROM journal_entry WHERE created_at >= $1 AND created_at < $2
    UNION ALL
    SELECT organization_id, NULL, 0, 'SUBMIT', 0, NULL, NULL, id, NULL, created_at FROM ${FREE_TASKS} AND created_at < $2
    UNION ALL
    SELECT organization_id, NULL, 0, 'END', 0, NULL, NULL, id, NULL, ended_at FROM ${FREE_TASKS} AND ended_at < $2
  ) AS e
  LEFT JOIN task t ON t.organization_id = e.organization_id AND t.id = e.task_id
  LEFT JOIN hold h ON h.organization_id = e.organization_id AND h.id = e.hold_id
  ORDER BY e.organization_id, e.created_at, e.wallet_id NULLS FIRST, e.sequence, e.type DESC`
