// Revenue by month: what was paid for credits, what of it was earned, what is still to be earned, and what the tasks have cost upstream. It adds up in every month and
// currency: deferred before + paid = recognized + breakage + reversed + deferred after, to the smallest unit.
//
// The credits of a purchase are whole numbers, and its money is rounded down once: all that was recognized of it until some time is the
// share that its spent credits have of its price. A month has the difference between two such amounts, so all months add up to it.
// A job adds the months up. A report reads what the job has not added up yet from holds and journals, so it is never behind.

import type { App } from '../app.ts'
import { creditsOfLots, monthOf } from '../engine/revenue.ts'
import { COSTS } from '../engine/upstreamCost.ts'
import { digitsOf } from '../formats/money.ts'
import { millionthsOfMinor } from '../ledger/exactMoney.ts'
import { nextMonth } from './months.ts'
import { ENTRIES } from './rollUp.ts'

/** Money in the smallest unit of the currency. */
export interface RevenueMonth {
  /** Null: of all organizations. */
  readonly organizationId: string | null
  /** 2026-11, of UTC. */
  readonly month: string
  readonly currency: string
  /** For credits that could still be spent before the month, and after it. */
  readonly opening: bigint
  readonly closing: bigint
  readonly paid: bigint
  readonly recognized: bigint
  readonly breakage: bigint
  readonly reversed: bigint
  /** The price of cycles of plans that began in the month, came before their payment and are not paid. */
  readonly owed: bigint
  /** The upstream cost of the tasks of the month, in millionths of the currency's major unit. */
  readonly upstreamCost: bigint
  /** `recognized` less that cost, in the same unit. */
  readonly margin: bigint
  readonly models: readonly RevenueOfModel[]
}

export interface RevenueOfModel extends Pick<RevenueMonth, 'recognized' | 'upstreamCost' | 'margin'> {
  readonly model: string | null
}

export interface WantedRevenue {
  /** Months, such as 2026-11: the first and the last. */
  readonly from: string
  readonly to: string
  /** Null: of all organizations. */
  readonly organizationId: string | null
  /** True: the months of each organization; false: of all together. */
  readonly isByOrganization: boolean
}

interface Row {
  readonly organizationId: string | null
  readonly month: string
  readonly currency: string
  readonly model: string | null
  readonly paid: bigint
  readonly owed: bigint
  readonly recognized: bigint
  readonly breakage: bigint
  readonly reversed: bigint
  /** A whole number that may need more than 64 bits. */
  readonly upstreamCost: string
}

// A purchase is a lot with all portions that were moved from it. Cycles of a time that was not paid, or not yet, are owed and earn nothing.
/**
 * SQL of the rows that months are added up from, as a WITH clause that ends with `row`. `organization`: SQL of the organization's id, or
 * of NULL for all.
 */
export function revenueRows(organization: string): string {
  const isWanted = `(${organization}::uuid IS NULL OR organization_id = ${organization})`
  return `
  WITH slice AS MATERIALIZED (
      SELECT o.id AS organization_id, coalesce(u.until, '-infinity') AS since, 'infinity'::timestamptz AS until
      FROM organization o LEFT JOIN revenue_until u ON u.organization_id = o.id
      WHERE (${organization}::uuid IS NULL OR o.id = ${organization})
        AND EXISTS (SELECT FROM credit_lot l WHERE l.organization_id = o.id AND l.currency IS NOT NULL)
    ),
    moved AS (
      SELECT organization_id, lot_id, month, model, spent, expired, revoked FROM revenue_lot
      WHERE ${isWanted}
      UNION ALL
      ${creditsOfLots('slice', ENTRIES)}
    ),
    unpaid AS (
      SELECT organization_id, coalesce(paid_until, created_at) AS since, coalesce(ended_at, 'infinity') AS until FROM subscription
      UNION ALL
      SELECT organization_id, never."from", never.until
      FROM subscription, jsonb_to_recordset(subscription.unpaid) AS never ("from" timestamptz, until timestamptz)
    ),
    purchase AS (
      SELECT p.*, is_cycle AND EXISTS (
        SELECT FROM unpaid u WHERE u.organization_id = p.organization_id AND p.at >= u.since AND p.at < u.until
      ) AS is_owed
      FROM (
        SELECT organization_id, coalesce(origin_lot_id, id) AS id, min(currency) AS currency, min(cost_amount)::numeric AS amount,
          min(cost_credits) AS credits, sum(granted) FILTER (WHERE origin_lot_id IS NULL) AS granted, min(created_at) AS at,
          bool_or(kind = 'SUBSCRIPTION' AND requires_subscription) AS is_cycle
        FROM credit_lot WHERE currency IS NOT NULL AND ${isWanted}
        GROUP BY organization_id, coalesce(origin_lot_id, id)
      ) AS p
    ),
    change AS (
      SELECT m.organization_id, coalesce(l.origin_lot_id, l.id) AS id, m.month, m.model,
        sum(m.spent) AS spent, sum(m.expired) AS expired, sum(m.revoked) AS revoked
      FROM moved m JOIN credit_lot l ON l.organization_id = m.organization_id AND l.id = m.lot_id
      GROUP BY m.organization_id, coalesce(l.origin_lot_id, l.id), m.month, m.model
    ),
    sofar AS (
      SELECT organization_id, id, month, model, sum(spent) OVER upto AS spent, sum(expired) OVER upto AS expired,
        sum(revoked) OVER upto AS revoked
      FROM change WINDOW upto AS (PARTITION BY organization_id, id ORDER BY month, model)
    ),
    money AS (
      SELECT s.organization_id, s.id, s.month, s.model, p.currency, div(p.amount * s.spent, p.credits) AS recognized,
        div(p.amount * s.revoked, p.credits) AS reversed,
        CASE WHEN s.spent + s.expired + s.revoked >= p.granted
          THEN p.amount - div(p.amount * s.spent, p.credits) - div(p.amount * s.revoked, p.credits)
          ELSE div(p.amount * s.expired, p.credits)
        END AS breakage
      FROM sofar s JOIN purchase p ON p.organization_id = s.organization_id AND p.id = s.id AND NOT p.is_owed
    ),
    row AS (
      SELECT organization_id, month, currency, nullif(model, '') AS model, 0 AS paid, 0 AS owed,
        recognized - coalesce(lag(recognized) OVER upto, 0) AS recognized,
        breakage - coalesce(lag(breakage) OVER upto, 0) AS breakage,
        reversed - coalesce(lag(reversed) OVER upto, 0) AS reversed, 0 AS upstream
      FROM money WINDOW upto AS (PARTITION BY organization_id, id ORDER BY month, model)
      UNION ALL
      SELECT organization_id, ${monthOf('at')}, currency, NULL, CASE WHEN is_owed THEN 0 ELSE amount END,
        CASE WHEN is_owed THEN amount ELSE 0 END, 0, 0, 0, 0
      FROM purchase
      UNION ALL
      SELECT organization_id, month, currency, model, 0, 0, 0, 0, 0, cost
      FROM (${COSTS}) AS cost WHERE ${isWanted}
    )`
}

const REVENUE = `
  ${revenueRows('$1')}
  SELECT CASE WHEN $2 THEN organization_id::text END AS "organizationId", to_char(month, 'YYYY-MM') AS month, currency, model,
    sum(paid)::bigint AS paid, sum(owed)::bigint AS owed, sum(recognized)::bigint AS recognized,
    sum(breakage)::bigint AS breakage, sum(reversed)::bigint AS reversed, sum(upstream)::text AS "upstreamCost"
  FROM row WHERE month <= ($3 || '-01')::date
  GROUP BY 1, 2, 3, 4`

/** Reads the months, those of one organization after those of another. */
export async function readRevenue({ cells }: Pick<App, 'cells'>, wanted: WantedRevenue): Promise<RevenueMonth[]> {
  const { from, to, organizationId, isByOrganization } = wanted
  const read = organizationId === null ? cells.inEach : cells.of(organizationId)
  const rows = inOrder(added(await read<Row>(REVENUE, organizationId, isByOrganization, to)))
  const series = Map.groupBy(rows, (row) => `${row.organizationId} ${row.currency}`)
  return [...series.values()].flatMap((each) => monthsOf(each, from, to))
}

/** Adds up the rows that several cells have of the same month, currency and model. */
function added(rows: readonly Row[]): Row[] {
  const sums = new Map<string, Row>()
  for (const row of rows) {
    const key = JSON.stringify([row.organizationId, row.month, row.currency, row.model])
    const sum = sums.get(key)
    sums.set(key, sum ? { ...sum, ...sumOf(sum, row) } : row)
  }
  return [...sums.values()]
}

function sumOf(one: Row, other: Row) {
  return {
    paid: one.paid + other.paid,
    owed: one.owed + other.owed,
    recognized: one.recognized + other.recognized,
    breakage: one.breakage + other.breakage,
    reversed: one.reversed + other.reversed,
    upstreamCost: String(BigInt(one.upstreamCost) + BigInt(other.upstreamCost)),
  }
}

function inOrder(rows: readonly Row[]): Row[] {
  const keyOf = (row: Row) => [row.organizationId ?? '', row.currency, row.month, row.model ?? '']
  return rows.toSorted((one, other) => {
    const [a, b] = [keyOf(one), keyOf(other)]
    const at = a.findIndex((each, i) => each !== b[i])
    return at < 0 ? 0 : (a[at] as string) < (b[at] as string) ? -1 : 1
  })
}

/** The months of one series, also those in which nothing has happened, from the first one with a payment on. */
function monthsOf(rows: readonly Row[], from: string, to: string): RevenueMonth[] {
  const [first] = rows
  if (!first) return []
  const { organizationId, currency } = first
  const byMonth = Map.groupBy(rows, ({ month }) => month)
  const months: RevenueMonth[] = []
  let deferred = 0n
  for (let month = first.month; month <= to; month = nextMonth(month)) {
    const own = byMonth.get(month) ?? []
    const sum = (of: 'paid' | 'owed' | 'recognized' | 'breakage' | 'reversed' | 'upstreamCost') =>
      own.reduce((all, row) => all + BigInt(row[of]), 0n)
    const opening = deferred
    const sums = {
      paid: sum('paid'),
      recognized: sum('recognized'),
      breakage: sum('breakage'),
      reversed: sum('reversed'),
    }
    deferred += sums.paid - sums.recognized - sums.breakage - sums.reversed
    if (month < from) continue
    const models = own
      .map(({ model, recognized, upstreamCost }) => ({
        model,
        ...marginOf(recognized, BigInt(upstreamCost), currency),
      }))
      .filter(({ recognized, upstreamCost }) => recognized !== 0n || upstreamCost !== 0n)
    const { upstreamCost, margin } = marginOf(sums.recognized, sum('upstreamCost'), currency)
    const earned = { ...sums, closing: deferred, owed: sum('owed'), upstreamCost, margin }
    months.push({ organizationId, month, currency, opening, ...earned, models })
  }
  return months
}

/** The money that was earned, its upstream cost, and the difference, which is finer than the smallest unit. */
function marginOf(recognized: bigint, upstreamCost: bigint, currency: string) {
  return { recognized, upstreamCost, margin: millionthsOfMinor(recognized, digitsOf(currency)) - upstreamCost }
}

/** The decimals of the currencies that have another number of them than two. */
const DIGITS = Object.fromEntries(
  Intl.supportedValuesOf('currency').flatMap((currency) => {
    const digits = digitsOf(currency)
    return digits === 2 ? [] : [[currency, digits]]
  }),
)

/** SQL of what was earned in millionths of the currency's major unit, of a row with `recognized` and `currency`. */
export function earnedInMillionths(row: string): string {
  const digits = `coalesce(('${JSON.stringify(DIGITS)}'::jsonb ->> ${row}.currency)::int, 2)`
  return `${row}.recognized * 10::numeric ^ (6 - ${digits})`
}
