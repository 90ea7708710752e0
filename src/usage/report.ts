// Usage reports: what was used in a range of time, in all and by subjects. They are exact: what no job has added up yet is read
// from the batches themselves, in the same snapshot.

import type { App } from '../app.ts'
import { pendingRows } from '../engine/pendingRows.ts'
import { parsedCosts } from '../engine/upstreamCost.ts'
import { COLUMNS, MEASURES, type Measure, parsed } from '../engine/usage.ts'
import type { ExactMoney } from '../ledger/exactMoney.ts'
import type { Range } from './periods.ts'

/** The dimensions of usage apart from time: each has a field of a group, and a column of a type. */
const DIMENSIONS = {
  ORGANIZATION: { field: 'organizationId', column: 'organization_id', type: 'uuid' },
  CREDIT_TYPE: { field: 'creditType', column: 'credit_type', type: 'text' },
  MODEL: { field: 'model', column: 'model', type: 'text' },
  OPERATION: { field: 'operation', column: 'operation', type: 'text' },
  MEMBER: { field: 'memberId', column: 'member_id', type: 'uuid' },
  API_KEY: { field: 'apiKeyId', column: 'api_key_id', type: 'uuid' },
  TAG: { field: 'tag', column: 'tag', type: 'text' },
} as const

export type Dimension = keyof typeof DIMENSIONS

/** Usage of these alone; absent: of all. */
export interface UsageFilter {
  readonly organizationId?: string
  readonly creditType?: string
  readonly model?: string
  readonly operation?: string
  readonly memberId?: string
  readonly apiKeyId?: string
  readonly tag?: string
}

export type Sums = Readonly<Record<Measure, bigint>>

/** The usage of one period and subject. Null: of none, for what is in `by`; else it isn't known. */
export interface Group extends Sums {
  /** The place of its period among those of the report; null if the report isn't by time. */
  readonly period: number | null
  readonly organizationId: string | null
  readonly creditType: string | null
  readonly model: string | null
  readonly operation: string | null
  readonly memberId: string | null
  readonly apiKeyId: string | null
  readonly tag: string | null
  /** The organization that the member and the key belong to. */
  readonly ownerId: string
}

export interface Report {
  readonly totals: Sums
  readonly groups: readonly Group[]
  readonly isComplete: boolean
}

/** Sums, with what their tasks have cost upstream, which is read when it is asked for. */
export interface ShownSums {
  readonly sums: Sums
  readonly costs: () => Promise<readonly ExactMoney[]>
}

/** A group with its period, and with what the range before had used. */
export interface ShownGroup {
  readonly group: Group
  readonly period: Range | null
  readonly shown: ShownSums
  readonly before: ShownSums | null
}

/** A report, with what it is compared with. */
export interface ShownReport extends Pick<Report, 'isComplete'> {
  readonly range: Range
  readonly timeZone: string
  readonly totals: ShownSums
  readonly before: { readonly range: Range; readonly totals: ShownSums } | null
  readonly groups: readonly ShownGroup[]
}

export interface Wanted {
  readonly range: Range
  /** Null: not by time. They follow each other. */
  readonly periods: readonly Range[] | null
  readonly by: readonly Dimension[]
  readonly filter: UsageFilter
  /** The most groups: those of the earliest periods, and in each those that used most. */
  readonly groupsMax: number
}

/** The subjects that only the detailed hours have. */
const OF_DETAIL: ReadonlySet<keyof UsageFilter | Dimension> = new Set([
  ...(['memberId', 'apiKeyId', 'tag'] as const),
  ...(['MEMBER', 'API_KEY', 'TAG'] as const),
])

const CONDITIONS: Readonly<Record<keyof UsageFilter, (value: string) => string>> = {
  organizationId: (value) => `organization_id = ${value}::uuid`,
  creditType: (value) => `credit_type = ${value}`,
  model: (value) => `model = ${value}`,
  operation: (value) => `operation = ${value}`,
  memberId: (value) => `member_id = ${value}::uuid`,
  apiKeyId: (value) => `api_key_id = ${value}::uuid`,
  tag: (value) => `${value} = ANY (tags)`,
}

const SUMS = MEASURES.map((measure) => `coalesce(sum(${COLUMNS[measure]}), 0)::bigint AS "${measure}"`).join(', ')
const NET = `${COLUMNS.spent} + ${COLUMNS.owed} + ${COLUMNS.writtenOff} - ${COLUMNS.refunded}`

/** Reads a report. */
export async function readUsage({ prisma }: Pick<App, 'prisma'>, wanted: Wanted): Promise<Report> {
  const { text, values } = statementFor(wanted)
  const [first, ...rows] = await prisma.$queryRawUnsafe<Group[]>(text, ...values)
  if (!first) throw new Error('A report has a row of totals at least.')
  const groups = rows.slice(0, wanted.groupsMax)
  return { totals: first, groups, isComplete: groups.length === rows.length }
}

/** The source of a statement: rows of hours, those of batches that no job has added up yet, and their columns apart from the subject. */
interface Source {
  readonly from: string
  readonly parsed: (batches: string) => string
  /** The column of usage_batch that has them. */
  readonly pending: 'rows' | 'costs'
  readonly columns: readonly string[]
}

/** The parts that the statements of a report have in common. */
function partsFor(
  { range, periods, by, filter }: Wanted,
  { from, parsed: parse, pending, columns }: Source,
  isDetailed: boolean,
) {
  const values: unknown[] = [range.from, range.to]
  const value = (each: unknown) => `$${values.push(each)}`
  const conditions = ['hour >= $1::timestamptz', 'hour < $2::timestamptz']
  for (const [name, is] of Object.entries(CONDITIONS) as [keyof UsageFilter, (value: string) => string][]) {
    if (filter[name] !== undefined) conditions.push(is(value(filter[name])))
  }
  const selected = ['organization_id', 'hour', 'credit_type', 'model', 'operation', ...columns]
  if (isDetailed) selected.push('member_id', 'api_key_id', 'tags')
  const batches =
    filter.organizationId === undefined
      ? pendingRows(pending)
      : pendingRows(pending, `organizations @> ARRAY[${value(filter.organizationId)}::uuid]`)
  const read = (rows: string) => `SELECT ${selected.join(', ')} FROM ${rows} WHERE ${conditions.join(' AND ')}`
  const used = `${read(from)} UNION ALL ${read(`(${parse(batches)}) AS batch`)}`
  const starts = periods && value(periods.map(({ from: start }) => start))
  const keys = [
    { field: 'period', type: 'int', is: starts && `width_bucket(hour, ${starts}::timestamptz[]) - 1` },
    ...Object.entries(DIMENSIONS).map(([name, { field, type, column }]) => ({
      ...{ field, type, is: by.includes(name as Dimension) ? column : null },
    })),
  ]
  const grouped = keys.filter(({ is }) => is !== null)
  const named = keys.map(({ field, type, is }) => `${is ?? `NULL::${type}`} AS "${field}"`).join(', ')
  const tagged = by.includes('TAG') ? 'LEFT JOIN LATERAL unnest(tags) AS tag ON true' : ''
  return { values, used, starts, keys, grouped, named, tagged }
}

function statementFor(wanted: Wanted): { text: string; values: unknown[] } {
  const isDetailed = [...Object.keys(wanted.filter), ...wanted.by].some((name) => OF_DETAIL.has(name as Dimension))
  const from = isDetailed ? 'usage_detail' : 'usage_total'
  const source: Source = { from, parsed, pending: 'rows', columns: Object.values(COLUMNS) }
  const { values, used, starts, keys, grouped, named, tagged } = partsFor(wanted, source, isDetailed)
  const total = `SELECT ${keys.map(({ field, type }) => `NULL::${type} AS "${field}"`).join(', ')}, NULL AS "ownerId", ${SUMS} FROM used`
  if (grouped.length === 0) return { text: `WITH used AS (${used}) ${total}`, values }
  const order = `${starts ? '"period", ' : ''}sum(${NET}) DESC, ${grouped.map(({ field }) => `"${field}"`).join(', ')}`
  return {
    text: `
      WITH used AS (${used}),
        total AS (${total}),
        groups AS (
          SELECT ${named}, min(organization_id::text) AS "ownerId", ${SUMS} FROM used ${tagged}
          GROUP BY ${grouped.map(({ is }) => is).join(', ')} ORDER BY ${order} LIMIT ${wanted.groupsMax + 1}
        )
      SELECT * FROM total UNION ALL SELECT * FROM groups`,
    values,
  }
}

/** The cost upstream of one period and subject, in one currency. */
export interface GroupCost extends Omit<Group, Measure | 'ownerId'>, ExactMoney {}

/** Reads what tasks have cost upstream, by the same periods and subjects as a report: at most `groupsMax` groups and currencies, and one more. */
export async function readCosts({ prisma }: Pick<App, 'prisma'>, wanted: Wanted): Promise<GroupCost[]> {
  const source: Source = { from: 'usage_cost', parsed: parsedCosts, pending: 'costs', columns: ['currency', 'cost'] }
  const { values, used, grouped, named, tagged } = partsFor(wanted, source, true)
  const text = `
    SELECT ${named}, currency, sum(cost)::text AS millionths FROM (${used}) AS used ${tagged}
    GROUP BY ${[...grouped.map(({ is }) => is), 'currency'].join(', ')} HAVING sum(cost) <> 0
    ORDER BY currency LIMIT ${wanted.groupsMax + 1}`
  const rows = await prisma.$queryRawUnsafe<(Omit<GroupCost, 'millionths'> & { millionths: string })[]>(text, ...values)
  return rows.map((row) => ({ ...row, millionths: BigInt(row.millionths) }))
}
