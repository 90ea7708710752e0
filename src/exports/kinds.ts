// The kinds of exports: the columns of each, and the SQL that reads its rows.
//
// Every row names its organization first. A range is of the time that each kind says: until before `until`.

import type { ExportKind } from '../database/generated/client/client.ts'
import { pendingRows } from '../engine/pendingRows.ts'
import { monthOf } from '../engine/revenue.ts'
import { COSTS, decimalInSql } from '../engine/upstreamCost.ts'
import { COLUMNS as MEASURES, parsed } from '../engine/usage.ts'
import type { NodeType } from '../graphql/ids.ts'
import { earnedInMillionths, revenueRows } from '../revenue/report.ts'

/** Text, whole numbers of 64 bits, exact decimals as texts, instants, or lists of texts. */
export type ColumnType = 'TEXT' | 'INTEGER' | 'DECIMAL' | 'TIME' | 'TEXTS'

export interface ExportColumn {
  readonly name: string
  readonly type: ColumnType
  /** The expression that reads it. */
  readonly sql: string
  /** The node whose id it is, as the API has it; absent: it is not an id. */
  readonly idOf?: NodeType
}

export interface Kind {
  readonly columns: readonly ExportColumn[]
  /** Further columns of an export of all organizations, which only the operator has; absent: none. */
  readonly ofAll?: readonly ExportColumn[]
  /** True: there is no export of one organization, whose people could read it. */
  readonly isOnlyOfAll?: true
  /** True: a cluster can't run its statement as one. So it is read cell by cell: the organizations of a cell follow each other. */
  readonly isReadByCell?: true
  /** The rows; `where` stands for the conditions of organization and range, in parentheses, and `now` for the present instant. */
  readonly from: (where: string, isOfAll: boolean, now: string) => string
  readonly order: string
  /** The columns that the conditions are about. */
  readonly organization: string
  readonly time: string
}

const id = (name: string, idOf: NodeType, sql: string): ExportColumn => ({ name, type: 'TEXT', sql, idOf })
const text = (name: string, sql: string): ExportColumn => ({ name, type: 'TEXT', sql: `${sql}::text` })
const decimal = (name: string, sql: string): ExportColumn => ({ name, type: 'DECIMAL', sql: `${sql}::text` })
const integer = (name: string, sql: string): ExportColumn => ({ name, type: 'INTEGER', sql: `${sql}::bigint` })
const time = (name: string, sql: string): ExportColumn => ({ name, type: 'TIME', sql })
const texts = (name: string, sql: string): ExportColumn => ({ name, type: 'TEXTS', sql: `coalesce(${sql}, '{}')` })

const JOURNAL: Kind = {
  organization: 'e.organization_id',
  time: 'e.created_at',
  columns: [
    id('organizationId', 'Organization', 'e.organization_id'),
    id('walletId', 'Wallet', 'e.wallet_id'),
    id('memberId', 'Member', 'CASE WHEN w.holder_id <> w.organization_id THEN w.holder_id END'),
    text('creditType', 'w.credit_type'),
    integer('sequence', 'e.sequence'),
    text('type', 'e.type'),
    integer('credits', 'e.credits'),
    integer('available', 'e.available'),
    integer('locked', 'e.locked'),
    integer('frozen', 'e.frozen'),
    id('lotId', 'CreditLot', 'e.lot_id'),
    id('holdId', 'Hold', 'e.hold_id'),
    id('taskId', 'Task', 'e.task_id'),
    text('reason', 'e.reason'),
    time('createdAt', 'e.created_at'),
    text('hash', `encode(e.hash, 'hex')`),
  ],
  from: (where) =>
    `journal_entry e JOIN wallet w ON w.organization_id = e.organization_id AND w.id = e.wallet_id WHERE ${where}`,
  order: 'e.organization_id, e.wallet_id, e.sequence',
}

const TASKS: Kind = {
  organization: 't.organization_id',
  time: 't.created_at',
  columns: [
    id('organizationId', 'Organization', 't.organization_id'),
    id('id', 'Task', 't.id'),
    id('memberId', 'Member', 't.member_id'),
    text('provider', 't.provider'),
    text('model', 't.model'),
    text('operation', 't.operation'),
    text('status', 't.status'),
    text('creditType', 'p.credit_type'),
    integer('credits', 't.credits'),
    integer('spent', 'coalesce(h.spent, 0)'),
    integer('owed', 'coalesce(h.owed, 0)'),
    integer('refunded', 'coalesce(h.refunded, 0)'),
    texts('tags', 't.tags'),
    text('failureReason', 't.failure_reason'),
    id('holdId', 'Hold', 't.hold_id'),
    time('createdAt', 't.created_at'),
    time('startedAt', 't.started_at'),
    time('endedAt', 't.ended_at'),
  ],
  ofAll: [
    decimal('upstreamCost', decimalInSql(`t.upstream_cost ->> 'amount'`)),
    text('upstreamCurrency', `t.upstream_cost ->> 'currency'`),
  ],
  from: (where) => `task t JOIN price_rule p ON p.id = t.price_rule_id
    LEFT JOIN hold h ON h.organization_id = t.organization_id AND h.id = t.hold_id WHERE ${where}`,
  order: 't.organization_id, t.id',
}

const PAYMENTS: Kind = {
  organization: 'p.organization_id',
  time: 'p.created_at',
  columns: [
    id('organizationId', 'Organization', 'p.organization_id'),
    id('id', 'Payment', 'p.id'),
    id('memberId', 'Member', 'p.member_id'),
    text('provider', 'p.provider'),
    text('trigger', 'p.trigger'),
    text('status', 'p.status'),
    text('problem', 'p.problem'),
    text('reference', 'p.reference'),
    text('transferReference', 'p.transfer_reference'),
    text('title', 'p.title'),
    integer('quantity', 'p.quantity'),
    text('currency', 'p.currency'),
    integer('amount', 'p.amount'),
    integer('tax', 'p.tax'),
    integer('received', 'p.received'),
    integer('settled', 'p.settled'),
    integer('refunded', 'p.refunded'),
    integer('returned', 'p.returned'),
    time('createdAt', 'p.created_at'),
    time('settledAt', 'p.settled_at'),
  ],
  from: (where) => `payment p WHERE ${where}`,
  order: 'p.organization_id, p.id',
}

const USAGE_KEYS = 'organization_id, hour, credit_type, model, operation, member_id, api_key_id, tags'
const USAGE_SUMS = Object.values(MEASURES)

/** By hour and subject, as reports read it: what no job has added up yet is read from the batches. */
const USAGE: Kind = {
  organization: 'organization_id',
  time: 'hour',
  columns: [
    id('organizationId', 'Organization', 'u.organization_id'),
    time('hour', 'u.hour'),
    text('creditType', 'u.credit_type'),
    text('model', 'u.model'),
    text('operation', 'u.operation'),
    id('memberId', 'Member', 'u.member_id'),
    id('apiKeyId', 'ApiKey', 'u.api_key_id'),
    texts('tags', 'u.tags'),
    ...Object.entries(MEASURES).map(([name, column]) => integer(name, `u.${column}`)),
  ],
  // One text for each currency: 0.0125 USD.
  ofAll: [texts('upstreamCosts', 'u.costs')],
  from: (where, isOfAll) => {
    const part = (rows: string) => `SELECT ${USAGE_KEYS}, ${USAGE_SUMS.join(', ')} FROM ${rows} WHERE ${where}`
    const used = `${part('usage_detail')} UNION ALL ${part(`(${parsed(pendingRows('rows'))}) AS batch`)}`
    const sums = USAGE_SUMS.map((column) => `sum(${column}) AS ${column}`).join(', ')
    if (!isOfAll) return `(SELECT ${USAGE_KEYS}, ${sums} FROM (${used}) AS used GROUP BY ${USAGE_KEYS}) AS u`
    const none = USAGE_SUMS.map(() => '0').join(', ')
    return `(
      SELECT ${USAGE_KEYS}, ${sums}, array_agg(${decimalInSql('cost')} || ' ' || currency ORDER BY currency) FILTER (WHERE cost <> 0) AS costs
      FROM (
        SELECT ${USAGE_KEYS}, currency, ${sums}, sum(cost) AS cost
        FROM (
          SELECT *, NULL AS currency, NULL::numeric AS cost FROM (${used}) AS used
          UNION ALL
          SELECT ${USAGE_KEYS}, ${none}, currency, cost FROM (${COSTS}) AS cost WHERE ${where}
        ) AS rows
        GROUP BY ${USAGE_KEYS}, currency
      ) AS by_currency
      GROUP BY ${USAGE_KEYS}
    ) AS u`
  },
  order: 'u.organization_id, u.hour, u.credit_type, u.model, u.operation, u.member_id, u.api_key_id, u.tags',
}

const REVENUE_SUMS = ['paid', 'recognized', 'breakage', 'reversed', 'owed'] as const

/** By organization, month and currency, without gaps, from the first month with a payment or a cost on. */
const REVENUE: Kind = {
  isOnlyOfAll: true,
  isReadByCell: true,
  organization: 'm.organization_id',
  time: `(m.month::timestamp AT TIME ZONE 'UTC')`,
  columns: [
    id('organizationId', 'Organization', 'm.organization_id'),
    text('month', `to_char(m.month, 'YYYY-MM')`),
    text('currency', 'm.currency'),
    ...(['opening', 'paid', 'recognized', 'breakage', 'reversed', 'closing', 'owed'] as const).map((name) =>
      integer(name, `m.${name}`),
    ),
    decimal('upstreamCost', decimalInSql('m.upstream')),
    decimal('margin', decimalInSql(`${earnedInMillionths('m')} - m.upstream`)),
  ],
  from: (where, _isOfAll, now) => `(
    ${revenueRows('NULL')},
      sums AS (
        SELECT organization_id, currency, month, ${[...REVENUE_SUMS, 'upstream'].map((sum) => `sum(${sum}) AS ${sum}`).join(', ')}
        FROM row GROUP BY organization_id, currency, month
      ),
      every AS (
        SELECT organization_id, currency,
          generate_series(min(month), greatest((SELECT max(month) FROM sums), ${monthOf(now)}), interval '1 month')::date AS month
        FROM sums GROUP BY organization_id, currency
      ),
      filled AS (
        SELECT organization_id, currency, month,
          ${[...REVENUE_SUMS, 'upstream'].map((sum) => `coalesce(${sum}, 0) AS ${sum}`).join(', ')}
        FROM every LEFT JOIN sums USING (organization_id, currency, month)
      )
    SELECT filled.*, closing - paid + recognized + breakage + reversed AS opening
    FROM (
      SELECT filled.*, sum(paid - recognized - breakage - reversed) OVER (
        PARTITION BY organization_id, currency ORDER BY month
      ) AS closing
      FROM filled
    ) AS filled
  ) AS m WHERE ${where}`,
  order: 'm.organization_id, m.currency, m.month',
}

export const KINDS: Readonly<Record<ExportKind, Kind>> = { JOURNAL, USAGE, TASKS, PAYMENTS, REVENUE }

/** The columns of an export; of all organizations it has more. */
export function columnsOf({ columns, ofAll = [] }: Kind, isOfAll: boolean): readonly ExportColumn[] {
  return isOfAll ? [...columns, ...ofAll] : columns
}
