// Margins: what was earned less what it has cost upstream, in a range of months, by month, organization and model.

import type { App } from '../app.ts'
import { digitsOf } from '../formats/money.ts'
import { millionthsOfMinor } from '../ledger/exactMoney.ts'
import { revenueRows } from './report.ts'

/** The dimensions of margins, each with the column of a row. */
const DIMENSIONS = {
  MONTH: `to_char(month, 'YYYY-MM')`,
  ORGANIZATION: 'organization_id::text',
  MODEL: 'model',
} as const

export type MarginDimension = keyof typeof DIMENSIONS

/** The money that one subject has earned, and its upstream cost, in one currency. A field that margins are not by is null. */
export interface Margin {
  /** 2026-11, of UTC. */
  readonly month: string | null
  readonly organizationId: string | null
  readonly model: string | null
  readonly currency: string
  /** In the smallest unit of the currency. */
  readonly recognized: bigint
  /** In millionths of the currency's major unit, like `margin`. */
  readonly upstreamCost: bigint
  readonly margin: bigint
  /** True: the sum of all subjects of the currency that have no row of their own, of all months. */
  readonly isOthers: boolean
}

export interface WantedMargins {
  /** Months, such as 2026-11: the first and the last. */
  readonly from: string
  readonly to: string
  readonly by: readonly MarginDimension[]
  /** Null: of all organizations. */
  readonly organizationId: string | null
  readonly max: number
}

interface Row extends Omit<Margin, 'margin' | 'upstreamCost'> {
  /** A whole number that may need more than 64 bits. */
  readonly upstreamCost: string
}

/**
 * Reads margins: the earliest month first, and in each those that earned most, at most `max`; then, if there are more, a row for
 * each currency of these. So the rows always add up to what was earned.
 */
export async function readMargins({ cells }: Pick<App, 'cells'>, wanted: WantedMargins): Promise<Margin[]> {
  const { from, to, by, organizationId, max } = wanted
  const areShards = await cells.areShards()
  const read = organizationId === null ? cells.inEach : cells.of(organizationId)
  const column = (dimension: MarginDimension) => (by.includes(dimension) ? DIMENSIONS[dimension] : 'NULL::text')
  const grouped = [...by.map((dimension) => DIMENSIONS[dimension]), 'currency'].join(', ')
  const rows = await read<Row>(
    `${revenueRows('$1')},
    subject AS (
      SELECT ${column('MONTH')} AS month, ${column('ORGANIZATION')} AS organization_id, ${column('MODEL')} AS model, currency,
        sum(recognized) AS recognized, sum(upstream) AS upstream
      FROM row WHERE month >= ($2 || '-01')::date AND month <= ($3 || '-01')::date
      GROUP BY ${grouped} HAVING sum(recognized) <> 0 OR sum(upstream) <> 0
    ),
    placed AS (
      SELECT *, row_number() OVER (ORDER BY month, currency, recognized DESC, upstream, organization_id, model) AS place
      FROM subject
    ),
    shown AS (
      SELECT month, organization_id, model, currency, recognized, upstream, false AS others, place FROM placed WHERE place <= $4
      UNION ALL
      SELECT NULL, NULL, NULL, currency, sum(recognized), sum(upstream), true, min(place) FROM placed WHERE place > $4
      GROUP BY currency
    )
    SELECT month, organization_id AS "organizationId", model, currency, recognized::bigint AS recognized,
      upstream::text AS "upstreamCost", others AS "isOthers"
    FROM shown ORDER BY place`,
    // A subject may be in several cells of a cluster, so each answers all of them.
    ...[organizationId, from, to, areShards ? SUBJECTS_MAX : max],
  )
  return (areShards ? placed(rows, max) : rows).map(shown)
}

const SUBJECTS_MAX = 1_000_000

function shown(row: Row): Margin {
  const upstreamCost = BigInt(row.upstreamCost)
  const earned = millionthsOfMinor(row.recognized, digitsOf(row.currency))
  return { ...row, upstreamCost, margin: earned - upstreamCost }
}

/** Adds up the subjects of several cells, and those beyond the maximum by currency. */
function placed(rows: readonly Row[], max: number): Row[] {
  const subjects = addedUp(rows).toSorted(inOrder)
  const nobody = { month: null, organizationId: null, model: null, isOthers: true }
  const others = addedUp(subjects.slice(max).map((row) => ({ ...row, ...nobody })))
  return [...subjects.slice(0, max), ...others]
}

function addedUp(rows: readonly Row[]): Row[] {
  const sums = new Map<string, Row>()
  for (const row of rows) {
    const key = JSON.stringify([row.month, row.organizationId, row.model, row.currency, row.isOthers])
    const sum = sums.get(key)
    const upstreamCost = String(BigInt(sum?.upstreamCost ?? 0) + BigInt(row.upstreamCost))
    sums.set(key, { ...row, recognized: (sum?.recognized ?? 0n) + row.recognized, upstreamCost })
  }
  return [...sums.values()]
}

/** The order of the statement. */
function inOrder(one: Row, other: Row): number {
  return (
    byText(one.month, other.month) ||
    byText(one.currency, other.currency) ||
    Number(other.recognized - one.recognized) ||
    Number(BigInt(one.upstreamCost) - BigInt(other.upstreamCost)) ||
    byText(one.organizationId, other.organizationId) ||
    byText(one.model, other.model)
  )
}

/** Null comes last. */
function byText(one: string | null, other: string | null): number {
  if (one === other) return 0
  if (one === null || other === null) return one === null ? 1 : -1
  return one < other ? -1 : 1
}
