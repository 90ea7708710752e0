// The rows of an export, read from one snapshot through cursors, some hundred at a time: their number needs no memory.
//
// The credits of members who were removed belong to the pool. Their settings are not read.

import pg from 'pg'
import type { Client } from '../database/connect.ts'
import type { LabelKind, Prisma, ReceiptKind } from '../database/generated/client/client.ts'
import { meterNow } from '../database/meter.ts'
import { PLATFORM_ID } from '../engine/idempotency.ts'
import { numberOf } from '../engine/receipts.ts'
import type { MovedReceipt } from '../engine/records.ts'
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

/** A party of a receipt, as JSON without what it does not say. */
const partyOf = (details: string) =>
  `jsonb_strip_nulls(jsonb_build_object('name', ${details}.name, 'address', ${details}.address, 'taxId', ${details}.tax_id, 'email', ${details}.email))`

/** The buyer or the seller that a receipt names. */
const namedOn = (party: 'buyer' | 'seller', whose: string) =>
  `jsonb_strip_nulls(coalesce(r.moved -> '${party}', (SELECT ${partyOf('d')} FROM billing_details d WHERE d.organization_id = ${whose} AND d.version = r.${party}_version)))`

/** The payment that has brought a lot, or its origin. */
const PAID_BY = `LEFT JOIN payment_lot paid ON paid.organization_id = $1 AND paid.lot_id = coalesce(c.origin_lot_id, c.id)`

const SOURCES: readonly Source[] = [
  {
    type: 'organization',
    key: 'Organization',
    sql: `
      SELECT o.id, o.name, o.mode, o.time_zone AS "timeZone", o.members_use_pool AS "membersUsePool",
        o.approval_above::float8 AS "approvalAbove", o.approval_seconds AS "approvalSeconds", o.tasks_at_once AS "tasksAtOnce",
        o.expiry_alert_days AS "expiryAlertDays", nullif(o.sign_in, 'NONE') AS "signIn", o.created_at AS "createdAt",
        (SELECT ${partyOf('d')} FROM billing_details d WHERE d.organization_id = $1 ORDER BY d.version DESC LIMIT 1) AS billing, ${LABEL}
      FROM organization o ${label('ORGANIZATION', 'o')} WHERE o.id = $1`,
  },
  {
    type: 'member',
    key: 'Member',
    sql: `
      SELECT m.id, m.name, m.role, m.subject, m.created_at AS "createdAt", ${LABEL},
        (SELECT jsonb_object_agg(p.kind, p.wanted) FROM mail_preference p WHERE p.organization_id = $1 AND p.member_id = m.id) AS mails
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
    type: 'creditRequest',
    key: 'CreditRequest',
    sql: `
      SELECT r.id, m.id AS member, r.credit_type AS "creditType", r.credits::float8 AS credits, r.reason, r.status,
        r.created_at AS "createdAt", r.expires_at AS "expiresAt", r.decided_at AS "decidedAt", r.note, r.form,
        r.granted::float8 AS given, r.until, b.id AS budget, r.fell_back_at AS "fellBackAt", r.took_back::float8 AS "tookBack"
      FROM credit_request r JOIN member m ON m.organization_id = $1 AND m.id = r.member_id AND m.removed_at IS NULL
      LEFT JOIN budget b ON b.organization_id = $1 AND b.id = r.budget_id AND b.ended_at IS NULL
      WHERE r.organization_id = $1 ORDER BY r.id`,
  },
  {
    // Payments under way are not written: they end here.
    type: 'payment',
    key: 'Payment',
    sql: `
      SELECT p.id, m.id AS member, p.provider, p.trigger, p.stage, p.reference, p.quantity, pl.name AS plan, p.title, p.lines, p.kind,
        p.amount::float8 AS amount, p.tax::float8 AS tax, p.currency, p.received::float8 AS received, p.refunded::float8 AS refunded,
        p.accepted::float8 AS accepted, p.settled::float8 AS settled, p.returned::float8 AS returned, p.disputes, p.problem,
        p.problem_text AS "problemText", p.failure, p.created_at AS "createdAt", p.settled_at AS "settledAt",
        p.charge_until AS "chargeUntil", p.top_up_of AS "topUpOf",
        (SELECT jsonb_agg(jsonb_build_object('kind', r.kind, 'number', r.number, 'moved', r.moved, 'isTest', r.is_test,
          'title', r.title, 'amount', r.amount, 'tax', r.tax, 'createdAt', r.created_at, 'organizationName', r.organization_name,
          'timeZone', r.time_zone, 'reference', r.reference, 'ofDispute', r.of_dispute, 'buyer', ${namedOn('buyer', '$1')},
          'seller', ${namedOn('seller', `'${PLATFORM_ID}'`)}) ORDER BY r.created_at, r.id)
        FROM receipt r WHERE r.organization_id = $1 AND r.payment_id = p.id) AS receipts
      FROM payment p ${present('m', 'p.member_id')} LEFT JOIN plan pl ON pl.id = p.plan_id
      WHERE p.organization_id = $1 AND p.status NOT IN ('OPEN', 'PROCESSING') ORDER BY p.id`,
    shape: withReceipts,
  },
  {
    // Portions in other wallets are in rows of their own.
    type: 'lot',
    key: 'CreditLot',
    sql: `
      SELECT ${LOT}, ${PRICE}, portions.moved, paid.payment_id AS payment, paid.moved_granted::float8 AS brought, paid.payment_id AS paid
      FROM credit_lot c ${walletOf('c', 'w', 'm')} ${label('LOT', 'c')} ${PAID_BY}
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
      SELECT ${LOT}, ${PRICE}, CASE WHEN om.id IS DISTINCT FROM m.id THEN c.origin_lot_id END AS origin, paid.payment_id AS paid,
        CASE WHEN om.id IS DISTINCT FROM m.id AND m.id IS NOT NULL THEN c.request_id END AS request
      FROM credit_lot c ${walletOf('c', 'w', 'm')} ${label('LOT', 'c')} ${PAID_BY}
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
    type: 'paymentMethod',
    key: null,
    sql: `
      SELECT provider AS key, provider, customer, method, label, brand, last4, expires_month AS "expiresMonth",
        expires_year AS "expiresYear", renews_plan AS "renewsPlan"
      FROM payment_method WHERE organization_id = $1 AND method IS NOT NULL ORDER BY provider`,
  },
  {
    type: 'autoTopUp',
    key: null,
    sql: `
      SELECT r ->> 'creditType' AS key, r ->> 'creditType' AS "creditType", (r -> 'below')::float8 AS below, r ->> 'pack' AS pack,
        (r -> 'quantity')::float8 AS quantity, (r -> 'monthlyMax')::float8 AS "monthlyMax", r ->> 'currency' AS currency,
        r ->> 'provider' AS provider
      FROM organization o CROSS JOIN jsonb_array_elements(CASE jsonb_typeof(o.top_ups) WHEN 'array' THEN o.top_ups ELSE '[]' END) AS r
      WHERE o.id = $1 ORDER BY 1`,
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
    type: 'issuer',
    key: null,
    sql: `
      SELECT 'issuer' AS key, i.issuer, i.client_id AS "clientId",
        ARRAY (SELECT d.domain FROM issuer_domain d WHERE d.organization_id = $1 ORDER BY d.domain) AS domains
      FROM organization_issuer i WHERE i.organization_id = $1`,
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

/** The fields that name other rows, and the types of their ids. */
const NAMED = { origin: 'CreditLot', payment: 'Payment', request: 'CreditRequest', budget: 'Budget' } as const

function fieldsOf({ type, key, shape }: Source, organizationId: string, row: Columns): Fields | null {
  const shaped = shape ? shape(row) : row
  if (!shaped) return null
  const { id, member, metadata, paid, source, ...rest } = shaped
  const idOf = (node: NodeType, own: unknown) => encodeGlobalId(node, `${organizationId}/${own}`)
  const organization = encodeGlobalId('Organization', organizationId)
  return {
    type,
    ...(key && { key: type === 'organization' ? organization : idOf(key, id) }),
    ...(type !== 'organization' && { organization }),
    ...(member ? { member: idOf('Member', member) } : {}),
    ...rest,
    ...Object.fromEntries(
      Object.entries(NAMED).flatMap(([field, node]) => (rest[field] ? [[field, idOf(node, rest[field])]] : [])),
    ),
    // A lot of a payment names that as its source, with an id that only this Holdfast knows.
    ...(source && !(paid && (rest.payment || rest.origin) && source === idOf('Payment', paid)) ? { source } : {}),
    ...(metadata && Object.keys(metadata).length > 0 ? { metadata } : {}),
  }
}

interface ReadReceipt extends Columns {
  readonly kind: ReceiptKind
  readonly number: number | null
  readonly moved: MovedReceipt | null
  readonly isTest: boolean
  readonly createdAt: string
}

/** A payment with its receipts, each with the number that people know it by. Fields that are zero or false are not written. */
function withReceipts({ receipts, disputes, lines, ...row }: Columns): Columns {
  const written = (receipts as readonly ReadReceipt[] | null)?.map(({ number, moved, createdAt, ...receipt }) => {
    const numbered = { ...receipt, number: number === null ? null : BigInt(number), moved: moved as Prisma.JsonValue }
    return withoutEmpty({ ...receipt, number: numberOf(numbered), createdAt: new Date(createdAt).toISOString() })
  })
  return withoutEmpty({
    ...row,
    lines: listed(lines),
    disputes: Object.keys(disputes as object).length > 0 && disputes,
    receipts: written,
  })
}

function listed(lines: unknown): unknown {
  return (lines as readonly unknown[]).length > 0 && lines
}

/** The fields that say something: not those that are null, zero or false. */
function withoutEmpty(fields: Columns): Columns {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== 0 && value !== false),
  )
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
