// Usage reports: what was used in a range of time, in all and by subjects. They are exact: what no job has added up yet is read
// from the batches themselves, in the same snapshot.

import type { App } from '../app.ts'
import { COLUMNS, MEASURES, type Measure, parsed } from '../engine/usage.ts'
import type { Range } from './periods.ts'

/** The dimensions of usage apart from time, each with its column. */
const DIMENSIONS = {
  ORGANIZATION: 'organization_id',
  CREDIT_TYPE: 'credit_type',
  MODEL: 'model',
  OPERATION: 'operation',
  MEMBER: 'member_id',
  API_KEY: 'api_key_id',
  TAG: 'tag',
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
}

export interface Report {
  readonly totals: Sums
  readonly groups: readonly Group[]
  readonly isComplete: boolean
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

const FIELDS: Readonly<Record<Dimension, keyof Group>> = {
  ORGANIZATION: 'organizationId',
  CREDIT_TYPE: 'creditType',
  MODEL: 'model',
  OPERATION: 'operation',
  MEMBER: 'memberId',
  API_KEY: 'apiKeyId',
  TAG: 'tag',
}

const TYPES: Readonly<Partial<Record<string, string>>> = {
  period: 'int',
  organizationId: 'uuid',
  memberId: 'uuid',
  apiKeyId: 'uuid',
}

const SUMS = MEASURES.map((measure) => `coalesce(sum(${COLUMNS[measure]}), 0)::bigint AS "${measure}"`).join(', ')
const NET = `${COLUMNS.spent} + ${COLUMNS.owed} + ${COLUMNS.writtenOff} - ${COLUMNS.refunded}`

const OF_NOTHING = {
  period: null,
  organizationId: null,
  creditType: null,
  model: null,
  operation: null,
  memberId: null,
  apiKeyId: null,
  tag: null,
} as const

/** Reads a report. */
export async function readUsage({ prisma }: Pick<App, 'prisma'>, wanted: Wanted): Promise<Report> {
  const { text, values } = statementFor(wanted)
  const [first, ...rows] = await prisma.$queryRawUnsafe<(Sums & Partial<Group>)[]>(text, ...values)
  if (!first) throw new Error('A report has a row of totals at least.')
  const groups = rows.slice(0, wanted.groupsMax).map((row) => ({ ...OF_NOTHING, ...row }))
  return { totals: first, groups, isComplete: groups.length === rows.length }
}

function statementFor({ range, periods, by, filter, groupsMax }: Wanted): { text: string; values: unknown[] } {
  const values: unknown[] = [range.from, range.to]
  const value = (each: unknown) => `$${values.push(each)}`
  const conditions = ['hour >= $1::timestamptz', 'hour < $2::timestamptz']
  for (const [name, is] of Object.entries(CONDITIONS) as [keyof UsageFilter, (value: string) => string][]) {
    if (filter[name] !== undefined) conditions.push(is(value(filter[name])))
  }
  const isDetailed = [...Object.keys(filter), ...by].some((name) => OF_DETAIL.has(name as Dimension))
  const columns = ['organization_id', 'hour', 'credit_type', 'model', 'operation', ...Object.values(COLUMNS)]
  if (isDetailed) columns.push('member_id', 'api_key_id', 'tags')
  const pending =
    filter.organizationId === undefined
      ? 'usage_batch'
      : `(SELECT rows FROM usage_batch WHERE organizations @> ARRAY[${value(filter.organizationId)}::uuid]) AS batches`
  const read = (from: string) => `SELECT ${columns.join(', ')} FROM ${from} WHERE ${conditions.join(' AND ')}`
  const used = `${read(isDetailed ? 'usage_detail' : 'usage_total')} UNION ALL ${read(`(${parsed(pending)}) AS batch`)}`
  const starts = periods && value(periods.map(({ from }) => from))
  const keys = [
    ...(starts ? [{ as: 'period', is: `width_bucket(hour, ${starts}::timestamptz[]) - 1` }] : []),
    ...by.map((dimension) => ({ as: FIELDS[dimension], is: DIMENSIONS[dimension] })),
  ]
  if (keys.length === 0) return { text: `SELECT ${SUMS} FROM (${used}) AS used`, values }
  const named = keys.map(({ as, is }) => `${is} AS "${as}"`).join(', ')
  const grouped = keys.map(({ is }) => is).join(', ')
  const tagged = by.includes('TAG') ? 'LEFT JOIN LATERAL unnest(tags) AS tag ON true' : ''
  const order = `${starts ? '"period", ' : ''}sum(${NET}) DESC, ${keys.map(({ as }) => `"${as}"`).join(', ')}`
  const nulls = keys.map(({ as }) => `NULL::${TYPES[as] ?? 'text'} AS "${as}"`).join(', ')
  return {
    text: `
      WITH used AS (${used}),
        total AS (SELECT ${nulls}, ${SUMS} FROM used),
        groups AS (
          SELECT ${named}, ${SUMS} FROM used ${tagged} GROUP BY ${grouped} ORDER BY ${order} LIMIT ${groupsMax + 1}
        )
      SELECT * FROM total UNION ALL SELECT * FROM groups`,
    values,
  }
}
