// Statements that write rows.
//
// A statement takes its rows as columns, one array for each (src/engine/binary.ts), which PostgreSQL's unnest turns into rows: in a select
// list, where it goes through all arrays together. FROM unnest(…) would first write every array into a store of its own, which takes twice as long.
//
// A column that is equal in all of many rows is sent once. PostgreSQL spends a fifth of a microsecond on each value of an array, and in the rows of
// a bulk request most columns are equal: the organization, the model, the price, the times. Each set of such columns needs a text of its own, so a
// statement has few of them.

import type { Column } from './binary.ts'

/** The rows from which on equal columns are sent once. With fewer, that costs as much as it gives. */
const ROWS_MIN = 100
/** The most texts of a statement next to the one that sends all columns as arrays. PostgreSQL keeps a plan of each. */
const VARIANTS_MAX = 4

/** A column whose values are sent. */
export interface Sent {
  /** The name of the column. */
  readonly name: string
  readonly type: Pick<Column<never>, 'type'> & { readonly writeAll?: (sent: string) => string }
}

/** A column of the rows that a statement writes. */
export interface Written<Row> extends Sent {
  readonly encodeRows: (rows: readonly Row[], now: Date) => Buffer
  /** Returns whether the column is equal in all rows. */
  readonly isEqual: (rows: readonly Row[]) => boolean
}

/** A statement with its parameters, to be sent. */
export interface Statement {
  /** The name under which it is prepared. */
  readonly name: string
  readonly text: string
  readonly values: unknown[]
}

/** Makes the statement that writes some rows. `more`: the columns that follow those of the rows. */
export type Write<Row> = (rows: readonly Row[], now: Date, more?: readonly Buffer[]) => Statement

interface Writing<Row> {
  readonly name: string
  readonly columns: readonly Written<Row>[]
  /** The SQL, if the columns of which `isOne` is true are sent once. */
  readonly text: (isOne: (column: Sent) => boolean) => string
  /** True: the last parameter is the number of rows. */
  readonly isCounted?: boolean
}

interface Variant {
  readonly name: string
  readonly text: string
  /** For each column whether it is sent once. */
  readonly isOne: readonly boolean[]
}

export function writeOf<Row>({ name, columns, text, isCounted = false }: Writing<Row>): Write<Row> {
  const whole: Variant = { name, text: text(() => false), isOne: columns.map(() => false) }
  /** Those that send the most columns once come first. */
  const variants: Variant[] = []
  const variantFor = (rows: readonly Row[]): Variant => {
    if (rows.length < ROWS_MIN) return whole
    const isEqual = columns.map((column) => column.isEqual(rows))
    // Without an array PostgreSQL would make one row.
    if (isEqual.every(Boolean) || !isEqual.some(Boolean)) return whole
    const known = variants.find(({ isOne }) => isOne.every((one, i) => !one || isEqual[i]))
    const isExact = known?.isOne.every((one, i) => one === isEqual[i])
    if (isExact || variants.length === VARIANTS_MAX) return known ?? whole
    const equal = new Set<string>(columns.flatMap((column, i) => (isEqual[i] ? column.name : [])))
    const variant = {
      ...{ name: `${name}_${variants.length + 1}`, isOne: isEqual },
      text: text((column) => equal.has(column.name)),
    }
    variants.push(variant)
    variants.sort((a, b) => onesOf(b) - onesOf(a))
    return variant
  }
  return (rows, now, more = []) => {
    const { name, text, isOne } = variantFor(rows)
    const first = rows.slice(0, 1)
    const values = columns.map(({ encodeRows }, i) => encodeRows(isOne[i] ? first : rows, now))
    return { name, text, values: isCounted ? [...values, ...more, rows.length] : [...values, ...more] }
  }
}

function onesOf({ isOne }: Variant): number {
  return isOne.filter(Boolean).length
}

/** SQL of the rows that were sent, one parameter for each column; of those that were sent once (`isOne`), the only value. */
export function sentRows(columns: readonly Sent[], isOne: (column: Sent) => boolean = () => false): string {
  const sent = columns.map((column, i) => {
    const array = `$${i + 1}::${column.type.type}[]`
    return { name: column.name, array: column.type.writeAll?.(array) ?? array, isOne: isOne(column) }
  })
  const ones = sent.filter((each) => each.isOne).map(({ name, array }) => `(${array})[1] AS ${name}`)
  const arrays = sent.filter((each) => !each.isOne).map(({ name, array }) => `unnest(${array}) AS ${name}`)
  const rows = `SELECT ${arrays.join(', ')}`
  if (ones.length === 0) return `(${rows})`
  // OFFSET 0: the values are computed once, and the rows are joined before they are looked up.
  return `(SELECT * FROM (${rows}) AS each CROSS JOIN (SELECT ${ones.join(', ')} OFFSET 0) AS one OFFSET 0)`
}

/** Returns whether a value is equal in all rows. Lists are if they are empty, and objects if they are the same one. */
export function isEqualIn<Row>(valueIn: (row: Row) => unknown): Written<Row>['isEqual'] {
  return (rows) => {
    const [first] = rows
    if (first === undefined) return false
    const value = valueIn(first)
    return rows.every((row) => isEqual(valueIn(row), value))
  }
}

function isEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (a instanceof Date && b instanceof Date) return a.getTime() === b.getTime()
  return Array.isArray(a) && Array.isArray(b) && a.length === 0 && b.length === 0
}
