// The rows of an export, read from one snapshot through cursors, some hundred at a time: their number needs no memory.
//
// The credits of members who were removed belong to the pool. Their settings are not read.

import pg from 'pg'
import type { Client } from '../database/connect.ts'
import type { LabelKind } from '../database/generated/client/client.ts'
import { meterNow } from '../database/meter.ts'
import { encodeGlobalId, type NodeType } from '../graphql/ids.ts'
import { DEFAULT_POLICY } from '../ledger/wallet.ts'
import { allowancesOf } from '../plans/plan.ts'
import type { COLUMNS, RowType } from './rows.ts'

const ROWS_PER_FETCH = 500

type Columns = Readonly<Record<string, unknown>>

/** A row of an export. Fields that are absent or null are not written. */
export type Fields = Readonly<Partial<Record<(typeof COLUMNS)[number], unknown>>>

/** The statement of a cursor over the rows of a type; `$1` is the organization. */
interface Source {
  readonly type: RowType
  /** The type of the ids that are the rows' keys; null: they have none. */
  readonly key: NodeType | null
  readonly sql: string
  /** Makes fields of what was read; null: the row is not exported. */
  readonly shape?: (row: Columns) => Columns | null
}

/** Joins the label of `id` in the table `of`. */
const label = (kind: LabelKind, of: string) =>
  `LEFT JOIN label l ON l.organization_id = $1 AND l.kind = '${kind}' AND l.subject_id = ${of}.id`
const LABEL = `l.external_id AS "externalId", l.metadata`

/** Joins the present member whose id is in a column; without one for the pool, and for members who were removed. */
const present = (member: string, column: string) =>
  `LEFT JOIN member ${member} ON ${member}.organization_id = $1 AND ${member}.id = ${column} AND ${member}.removed_at IS NULL`

/** Joins the wallet of a lot and the member that it belongs to. */
const walletOf = (lot: string, wallet: string, member: string) =>
  `JOIN wallet ${wallet} ON ${wallet}.organization_id = $1 AND ${wallet}.id = ${lot}.wallet_id ${present(member, `${wallet}.holder_id`)}`

const LOT = `
  c.id, m.id AS member, w.credit_type AS "creditType", c.kind, (c.available + c.locked + c.frozen)::float8 AS remaining, c.priority,
  c.created_at AS "createdAt", c.expires_at AS "expiresAt", c.usable_from AS "usableFrom", c.requires_subscription AS "requiresSubscription",
  -- A lot in its grace gets no second one.
  CASE WHEN c.grace_from IS NULL THEN c.grace_seconds ELSE 0 END AS grace,
  c.lock IS NOT DISTINCT FROM 'MANUAL' OR c.dispute IS NOT DISTINCT FROM 'OPEN' AS locked, c.models, c.operations, c.source, ${LABEL}`

/** The price of a lot, and the credits that it is for. */
const PRICE = `
  greatest(c.granted, c.cost_credits)::float8 AS granted, c.cost_amount::float8 AS "paidAmount", c.currency`

const SOURCES: readonly Source[] = [
  {
    type: 'organization',
    key: 'Organization',
    sql: `
      SELECT o.id, o.name, o.mode, o.time_zone AS "timeZone", o.members_use_pool AS "membersUsePool",
        o.approval_above::float8 AS "approvalAbove", o.approval_seconds AS "approvalSeconds", o.tasks_at_once AS "tasksAtOnce",
        o.expiry_alert_days AS "expiryAlertDays", o.created_at AS "createdAt", ${LABEL}
      FROM organization o ${label('ORGANIZATION', 'o')} WHERE o.id = $1`,
  },
  {
    type: 'member',
    key: 'Member',
    sql: `
      SELECT m.id, m.name, m.role, m.subject, m.created_at AS "createdAt", ${LABEL}
      FROM member m ${label('MEMBER', 'm')} WHERE m.organization_id = $1 AND m.removed_at IS NULL ORDER BY m.id`,
  },
  {
    type: 'subscription',
    key: 'PlanSubscription',
    sql: `
      SELECT s.id, p.name AS plan, s.status, s.cycle_end AS "renewsAt", s.anchor_at AS "anchorAt",
        greatest(s.period_end, s.paid_until) AS "paidUntil", s.payment_due_at AS "paymentDueAt", s.awaited, s.paused_at AS "pausedAt",
        s.resumes_at AS "resumesAt", nullif(s.paused_days, 0) AS "pausedDays", s.trial_ends_at AS "trialEndsAt",
        s.time_zone AS "timeZone", s.cancel_at_period_end AS "cancelAtPeriodEnd", n.name AS "nextPlan", s.allowances, s.created_at AS "createdAt", ${LABEL}
      FROM subscription s JOIN plan p ON p.id = s.plan_id LEFT JOIN plan n ON n.id = s.next_plan_id ${label('SUBSCRIPTION', 's')}
      WHERE s.organization_id = $1 AND s.ended_at IS NULL`,
    shape: withAllowances,
  },
  {
    // Portions in other wallets are in rows of their own.
    type: 'lot',
    key: 'CreditLot',
    sql: `
      SELECT ${LOT}, ${PRICE}, portions.moved
      FROM credit_lot c ${walletOf('c', 'w', 'm')} ${label('LOT', 'c')}
      CROSS JOIN LATERAL (
        SELECT coalesce(sum(p.available + p.locked + p.frozen), 0)::float8 AS moved
        FROM credit_lot p ${walletOf('p', 'pw', 'pm')}
        WHERE p.organization_id = $1 AND p.origin_lot_id = c.id AND p.open AND pm.id IS DISTINCT FROM m.id
      ) AS portions
      WHERE c.organization_id = $1 AND c.origin_lot_id IS NULL ORDER BY c.id`,
    shape: withExpiry,
  },
  {
    // A portion that is in the wallet of its origin, because its member was removed, is a lot of its own.
    type: 'lot',
    key: 'CreditLot',
    sql: `
      SELECT ${LOT}, ${PRICE}, CASE WHEN om.id IS DISTINCT FROM m.id THEN c.origin_lot_id END AS origin
      FROM credit_lot c ${walletOf('c', 'w', 'm')} ${label('LOT', 'c')}
      JOIN credit_lot o ON o.organization_id = $1 AND o.id = c.origin_lot_id ${walletOf('o', 'ow', 'om')}
      WHERE c.organization_id = $1 AND c.origin_lot_id IS NOT NULL AND c.open ORDER BY c.id`,
    shape: withExpiry,
  },
  {
    type: 'debt',
    key: 'Wallet',
    sql: `
      SELECT w.id, m.id AS member, w.credit_type AS "creditType", w.owed::float8 AS owed
      FROM wallet w ${present('m', 'w.holder_id')} WHERE w.organization_id = $1 AND w.owed > 0 ORDER BY w.id`,
  },
  {
    type: 'wallet',
    key: 'Wallet',
    sql: `
      SELECT w.id, m.id AS member, w.credit_type AS "creditType", w.burn_down::text[] AS "burnDown", w.overspend, w.late_policy AS "latePolicy"
      FROM wallet w ${present('m', 'w.holder_id')}
      WHERE w.organization_id = $1 AND (m.id IS NOT NULL OR w.holder_id = $1) ORDER BY w.id`,
    shape: unlessDefault,
  },
  {
    type: 'budget',
    key: 'Budget',
    sql: `
      SELECT b.id, b.member_id AS member, b.credit_type AS "creditType", b.model, b.operation, b.tag, b.period, b.credits::float8 AS "limit",
        CASE WHEN b.hard THEN 'HARD' ELSE 'SOFT' END AS enforcement, b.thresholds
      FROM budget b ${present('m', 'b.member_id')}
      WHERE b.organization_id = $1 AND b.ended_at IS NULL AND b.api_key_id IS NULL AND (b.member_id IS NULL OR m.id IS NOT NULL)
      ORDER BY b.id`,
  },
  {
    type: 'allocationRule',
    key: 'AllocationRule',
    sql: `
      SELECT id, credit_type AS "creditType", credits::float8 AS credits, reclaim, last_cycle_start AS "lastCycleStart"
      FROM allocation_rule WHERE organization_id = $1 AND ended_at IS NULL ORDER BY id`,
  },
  {
    type: 'balanceThreshold',
    key: 'BalanceThreshold',
    sql: `
      SELECT t.id, m.id AS member, t.credit_type AS "creditType", t.credits::float8 AS credits, t.percent
      FROM balance_threshold t ${present('m', 't.holder_id')}
      WHERE t.organization_id = $1 AND t.ended_at IS NULL AND (m.id IS NOT NULL OR t.holder_id = $1) ORDER BY t.id`,
  },
  {
    type: 'apiKey',
    key: 'ApiKey',
    sql: `
      SELECT k.id, m.id AS member, k.name, k.scopes::text[] AS scopes, k.allowed_addresses AS "allowedAddresses",
        k.expires_at AS "expiresAt", k.created_at AS "createdAt", ${LABEL}
      FROM api_key k ${present('m', 'k.member_id')} ${label('API_KEY', 'k')}
      WHERE k.organization_id = $1 AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())
        AND (k.member_id IS NULL OR m.id IS NOT NULL)
      ORDER BY k.id`,
  },
  {
    type: 'webhookEndpoint',
    key: 'WebhookEndpoint',
    sql: `SELECT id, url, events FROM webhook_endpoint WHERE organization_id = $1 AND ended_at IS NULL ORDER BY id`,
  },
  {
    type: 'balance',
    key: null,
    sql: `
      SELECT m.id AS member, w.credit_type AS "creditType", sum(c.available + c.locked + c.frozen)::float8 AS credits
      FROM credit_lot c ${walletOf('c', 'w', 'm')}
      WHERE c.organization_id = $1 AND c.open GROUP BY m.id, w.credit_type ORDER BY m.id NULLS FIRST, w.credit_type`,
  },
]

/** The rows of an organization, some hundred at a time. The client is in a transaction that sees one snapshot. */
export async function* rowsOfOrganization(client: Client, organizationId: string): AsyncGenerator<Fields[]> {
  const own = pg.escapeLiteral(organizationId)
  for (const source of SOURCES) {
    await client.query(`DECLARE rows NO SCROLL CURSOR FOR ${source.sql.replaceAll('$1', `${own}::uuid`)}`)
    for (let isMore = true; isMore; ) {
      const began = performance.now()
      const { rows } = await client.query<Columns>(`FETCH ${ROWS_PER_FETCH} FROM rows`)
      meterNow()?.countStatement(rows.length, 0, performance.now() - began)
      yield rows.flatMap((row) => fieldsOf(source, organizationId, row) ?? [])
      isMore = rows.length === ROWS_PER_FETCH
    }
    await client.query('CLOSE rows')
  }
}

function fieldsOf({ type, key, shape }: Source, organizationId: string, row: Columns): Fields | null {
  const shaped = shape ? shape(row) : row
  if (!shaped) return null
  const { id, member, origin, metadata, ...rest } = shaped
  const idOf = (node: NodeType, own: unknown) => encodeGlobalId(node, `${organizationId}/${own}`)
  const organization = encodeGlobalId('Organization', organizationId)
  return {
    type,
    ...(key && { key: type === 'organization' ? organization : idOf(key, id) }),
    ...(type !== 'organization' && { organization }),
    ...(member ? { member: idOf('Member', member) } : {}),
    ...(origin ? { origin: idOf('CreditLot', origin) } : {}),
    ...rest,
    ...(metadata && Object.keys(metadata).length > 0 ? { metadata } : {}),
  }
}

function withAllowances({ allowances, awaited, ...row }: Columns): Columns {
  return { ...row, allowances: textOf(allowances), awaited: textOf(awaited) }
}

/** `music:5000 lyrics:20`; null: no credits. */
function textOf(allowances: unknown): string | null {
  const each = allowancesOf({ allowances } as Parameters<typeof allowancesOf>[0])
  return each.map(({ creditType, credits }) => `${creditType}:${credits}`).join(' ') || null
}

/** A portion has no price: it is in the row of its origin. A lot of which nothing was moved doesn't say so. */
function withExpiry({ grace, moved, paidAmount, currency, ...row }: Columns): Columns {
  return {
    ...row,
    heldPastExpiry: grace === null ? 'HONOUR' : grace === 0 ? 'FORFEIT' : 'GRACE',
    graceSeconds: grace || null,
    moved: moved || null,
    ...(row.origin ? {} : { paidAmount, currency }),
  }
}

/** The policy of a wallet, unless it is that of every new one. */
function unlessDefault(row: Columns): Columns | null {
  const { burnDown, overspend, latePolicy } = row
  return JSON.stringify({ burnDown, overspend, latePolicy }) === JSON.stringify(DEFAULT_POLICY) ? null : row
}
