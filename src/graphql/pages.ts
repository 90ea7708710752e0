// Pages of lists: Relay connections by keyset pagination.
//
// A cursor carries the values of the sort key of its row, and a page is what comes after (or before) those values. So it
// doesn't matter whether the row of a cursor is still in the list, or was changed: a walk from page to page finds each row
// that stays exactly once. No sort key that is used here changes while its row exists, and the last part of each is unique.
//
// A page is one statement that reads at most one row more than it shows, by the index of the list. If a list is nested in
// another, each parent's page is a statement of its own: Prisma's nested reads would fetch the whole list of every parent.

import { queryFromInfo } from '@pothos/plugin-prisma'
import type { GraphQLResolveInfo } from 'graphql'
import { badInput } from './badInput.ts'

/** The largest page, and the page of a request that names no size. */
export const PAGE_SIZE_MAX = 100
export const PAGE_SIZE = 50

/** Precedes the parts of each cursor. Cursors of another version are refused. */
const CURSOR_VERSION = '1'
const CURSOR_CHARACTERS_MAX = 200
const SEPARATOR = '|'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
/** The last millisecond that a Date can hold. */
const TIME_MAX = 8_640_000_000_000_000
const SEQUENCE = /^(0|[1-9]\d{0,15})$/

/** Per column that lists are sorted by: how its values stand in a cursor. `read` answers null for what it never writes. */
const COLUMNS = {
  id: {
    write: (value: unknown) => String(value),
    read: (text: string) => (UUID.test(text) ? text : null),
  },
  sequence: {
    write: (value: unknown) => String(value),
    read: (text: string) => (SEQUENCE.test(text) ? BigInt(text) : null),
  },
  createdAt: {
    write: (value: unknown) => String((value as Date).getTime()),
    read: (text: string) => (SEQUENCE.test(text) && Number(text) <= TIME_MAX ? new Date(Number(text)) : null),
  },
} as const

type Column = keyof typeof COLUMNS

/** The order of a list. The last column, or all of them together, is unique in the list. */
export interface Order {
  readonly columns: readonly Column[]
  readonly direction: 'asc' | 'desc'
}

/** By id: ids are UUIDs of version 7, which ascend in the order in which they are made. */
export const NEWEST_FIRST: Order = { columns: ['id'], direction: 'desc' }
export const OLDEST_FIRST: Order = { columns: ['id'], direction: 'asc' }

/** By the time of creation, where the time may be another than that of the id: a test clock's, or one that was imported. */
export const LAST_CREATED_FIRST: Order = { columns: ['createdAt', 'id'], direction: 'desc' }
export const FIRST_CREATED_FIRST: Order = { columns: ['createdAt', 'id'], direction: 'asc' }

export interface PageArguments {
  readonly first?: number | null | undefined
  readonly last?: number | null | undefined
  readonly after?: string | null | undefined
  readonly before?: string | null | undefined
}

/** The part of a list that a statement reads. */
export interface Part {
  /** To be combined by AND with the list's own condition. */
  readonly where: object
  /** `orderBy`, `take`, and what to read of each row. */
  readonly query: object
}

interface Page<Row> {
  readonly edges: { readonly cursor: string; readonly node: Row }[]
  readonly pageInfo: {
    readonly startCursor: string | null
    readonly endCursor: string | null
    readonly hasNextPage: boolean
    readonly hasPreviousPage: boolean
  }
  /** Counts the whole list; only where the list has a maximum. */
  readonly totalCount: (() => Promise<number>) | undefined
}

/** Returns the size of a page. Throws if it is out of bounds. */
export function pageSize({ first, last }: { readonly first?: unknown; readonly last?: unknown }): number {
  if (typeof first === 'number' && typeof last === 'number')
    throw badInput('first', 'and last must not be given together')
  const name = typeof last === 'number' ? 'last' : 'first'
  const size = Number(first ?? last ?? PAGE_SIZE)
  if (size >= 1 && size <= PAGE_SIZE_MAX) return size
  throw badInput(name, `must be 1 to ${PAGE_SIZE_MAX}, not ${size}`)
}

/**
 * Reads a page of the list that `info` is about. `find` reads a part of that list: the condition of the list AND the part's.
 *
 * It goes forward from the beginning or from `after`, unless `last` is given, or `before` without `first`.
 */
export async function pageOf<Row extends object>({
  order,
  args,
  context,
  info,
  find,
  count,
}: {
  readonly order: Order
  readonly args: PageArguments
  readonly context: object
  readonly info: GraphQLResolveInfo
  readonly find: (part: Part) => Promise<Row[]>
  /** Counts the rows of the whole list; called if `totalCount` is requested. */
  readonly count?: () => Promise<number>
}): Promise<Page<Row>> {
  const size = pageSize(args)
  const list = `${info.parentType.name}.${info.fieldName}`
  const after = args.after == null ? null : readCursor('after', args.after, list, order)
  const before = args.before == null ? null : readCursor('before', args.before, list, order)
  const isBackward = args.last != null || (before !== null && args.first == null)

  const rows = await find({
    where: { AND: [after ? beyond(order, after) : {}, before ? beyond(reversed(order), before) : {}] },
    query: {
      ...queryFromInfo({ context, info, path: ['edges', 'node'] }),
      orderBy: orderBy(isBackward ? reversed(order) : order),
      take: size + 1,
    },
  })
  const isMore = rows.length > size
  const shown = isMore ? rows.slice(0, size) : rows
  if (isBackward) shown.reverse()

  /** Returns whether the list has a row at this key, or beyond it. */
  const hasRowFrom = async (key: Key, towards: Order): Promise<boolean> => {
    const query = { select: { [order.columns[0] as Column]: true }, orderBy: orderBy(towards), take: 1 }
    return (await find({ where: beyond(towards, key, { inclusive: true }), query })).length > 0
  }
  const edges = shown.map((node) => ({ cursor: writeCursor(node as Record<Column, unknown>, list, order), node }))
  // A value that needs another read is read only if it is selected. GraphQL waits for promises, which the types leave out.
  const pageInfo = {
    startCursor: edges.at(0)?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
    get hasNextPage() {
      return (!isBackward && isMore) || (before !== null && hasRowFrom(before, order))
    },
    get hasPreviousPage() {
      return (isBackward && isMore) || (after !== null && hasRowFrom(after, reversed(order)))
    },
  }
  return { edges, pageInfo: pageInfo as Page<Row>['pageInfo'], totalCount: count }
}

type Key = readonly (string | bigint | Date)[]

function reversed({ columns, direction }: Order): Order {
  return { columns, direction: direction === 'asc' ? 'desc' : 'asc' }
}

function orderBy({ columns, direction }: Order): object[] {
  return columns.map((column) => ({ [column]: direction }))
}

/** The rows that come after this key in this order. Bounds the first column, too, so that an index on it is used. */
function beyond({ columns, direction }: Order, key: Key, { inclusive = false } = {}): object {
  const [than, upTo] = direction === 'asc' ? ['gt', 'gte'] : ['lt', 'lte']
  const alternatives = columns.map((column, i) => ({
    ...Object.fromEntries(columns.slice(0, i).map((earlier, j) => [earlier, key[j]])),
    [column]: { [inclusive && i === columns.length - 1 ? upTo : than]: key[i] },
  }))
  return columns.length === 1
    ? (alternatives[0] ?? {})
    : { [columns[0] as Column]: { [upTo]: key[0] }, OR: alternatives }
}

function writeCursor(row: Readonly<Record<Column, unknown>>, list: string, { columns }: Order): string {
  const values = columns.map((column) => COLUMNS[column].write(row[column]))
  return Buffer.from([CURSOR_VERSION, list, ...values].join(SEPARATOR)).toString('base64url')
}

/** Refuses whatever writeCursor doesn't write for this list. */
function readCursor(argument: 'after' | 'before', cursor: string, list: string, { columns }: Order): Key {
  const problem = `must be a cursor of ${list}: the cursor of one of its edges, or an endCursor or startCursor`
  if (cursor.length > CURSOR_CHARACTERS_MAX) throw badInput(argument, problem)
  const text = Buffer.from(cursor, 'base64url').toString()
  if (Buffer.from(text).toString('base64url') !== cursor) throw badInput(argument, problem)
  const [version, of, ...values] = text.split(SEPARATOR)
  if (version !== CURSOR_VERSION || of !== list || values.length !== columns.length) throw badInput(argument, problem)
  return columns.map((column, i) => {
    const value = COLUMNS[column].read(values[i] ?? '')
    if (value === null) throw badInput(argument, problem)
    return value
  })
}
