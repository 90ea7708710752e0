// A table, described once. The statements that write and read its rows, and the encoding of what they send, are made from its
// columns: src/engine/tables.ts names each column once, and nobody counts positions.
//
// src/engine/write.ts has how the rows of a statement travel.

import { snakeCase } from '../formats/snakeCase.ts'
import { must } from '../ledger/must.ts'
import { type Column, instants, texts } from './binary.ts'
import { isEqualIn, type Sent, sentRows, type Write, type Written, writeOf } from './write.ts'

/** The encoding of a column, and the SQL that converts its values. */
export interface ColumnType<Value> extends Column<Value> {
  /** The name of the column, if it is not the property's in snake case. */
  readonly column?: string
  /** Converts what was sent into the column's type. */
  readonly write?: (sent: string) => string
  /** Converts the values of all rows, which were sent as an array, before `write`. */
  readonly writeAll?: (sent: string) => string
  /** Converts the column into what is parsed into the property. */
  readonly read?: (column: string) => string
}

/** A column whose value is computed from the row and the time of the batch. */
export interface Derived<Row> extends Omit<Written<Row>, 'name' | 'type'> {
  readonly type: Omit<ColumnType<never>, 'encode'>
  /** True: a row that is read has it as a property. */
  readonly isRead: boolean
}

export function derived<Row, Value>(
  type: ColumnType<Value>,
  value: (row: Row) => Value | null,
  { isRead } = { isRead: false },
): Derived<Row> {
  return { type, encodeRows: (rows) => type.encode(rows, value), isEqual: isEqualIn(value), isRead }
}

/** The time of the batch that writes the row. */
export const batchTime: Derived<unknown> = {
  type: instants,
  encodeRows: (rows, now) => instants.encode(rows, () => now),
  isEqual: () => true,
  isRead: false,
}

/** A PostgreSQL enum. Its values travel as text, and are converted all together: a cluster refuses to convert those of an update one by one. */
export function enums(type: string): ColumnType<string> {
  return { ...texts, writeAll: (sent) => `(${sent})::${type}[]` }
}

/** JSON, which travels as text. */
export const jsons: ColumnType<unknown> = { ...converted(texts, JSON.stringify), write: (sent) => `${sent}::jsonb` }

/**
 * An array, which travels as one text with commas: unnest would flatten arrays of arrays. `isRead`: pg has a parser for
 * arrays of the type; else they are read as text.
 */
export function lists(type: string, { isRead }: { isRead: boolean }): ColumnType<readonly unknown[]> {
  const split = (sent: string) => `string_to_array(${sent}, ',')`
  return {
    ...converted(texts, (values: readonly unknown[]) => values.join()),
    write: (sent) => (type === 'text' ? split(sent) : `${split(sent)}::${type}[]`),
    read: (column) => (isRead ? column : `${column}::text[]`),
  }
}

/** Texts without line feeds. An empty list is stored as NULL, which takes no space: most rows have one. */
export const sparseTexts: ColumnType<readonly string[]> = {
  ...converted(texts, (values: readonly string[]) => (values.length === 0 ? null : values.join('\n'))),
  write: (sent) => `string_to_array(${sent}, E'\\n')`,
  read: (column) => `coalesce(${column}, '{}')`,
}

function converted<Value, Sent>({ type, encode }: Column<Sent>, convert: (value: Value) => Sent | null): Column<Value> {
  return {
    type,
    encode: (rows, valueIn) =>
      encode(rows, (row) => {
        const value = valueIn(row)
        return value === null ? null : convert(value)
      }),
  }
}

/** The columns of a table by the properties of its rows. `Computed` names the columns that are not properties. */
export type Columns<Row, Computed extends string> = {
  readonly [Property in keyof Row]?: ColumnType<NonNullable<Row[Property]>> | Derived<Row>
} & { readonly [Property in Computed]: Derived<Row> }

interface Described<Row> extends Derived<Row> {
  /** organization_id */
  readonly name: string
}

/** Two statements that insert rows: `short` does not send the columns in which most rows have the table's defaults. */
export interface ShortInsert<Row> {
  readonly short: Write<Row>
  readonly whole: Write<Row>
  /** Returns whether a row has the defaults in all of these columns. */
  readonly isShort: (row: Row) => boolean
}

interface Update<Row, Computed> {
  readonly set: readonly ((keyof Row & string) | Computed)[]
  /** SQL of further assignments. */
  readonly setAlso?: string
  /** Columns of `new` that are sent as `more`, by their names. */
  readonly more?: Readonly<Record<string, Column<never>>>
  /** SQL of a further condition. */
  readonly and?: string
}

export class Table<Row, Computed extends string = never> {
  readonly #name: string
  readonly #alias: string
  readonly #key: readonly Described<Row>[]
  readonly #columns: ReadonlyMap<string, Described<Row>>

  /** `alias`: what statements call its rows. The columns are in the order of the INSERT. */
  constructor(name: string, alias: string, key: readonly (keyof Row & string)[], columns: Columns<Row, Computed>) {
    this.#name = name
    this.#alias = alias
    const entries = Object.entries<ColumnType<never> | Derived<Row>>(columns)
    this.#columns = new Map(entries.map(([property, column]) => [property, describe(property, column)]))
    this.#key = this.#described(key)
  }

  /** The select list that reads a row: the properties that are named, or all. */
  select(properties?: readonly (keyof Row & string)[]): string {
    const all = [...this.#columns].flatMap(([property, { isRead }]) => (isRead ? property : []))
    return (properties ?? all)
      .map((property) => {
        const { name, type } = must(this.#columns.get(property), property)
        const column = `${this.#alias}.${name}`
        const value = type.read?.(column) ?? column
        if (value === column && name === property) return column
        return `${value} AS ${property === name ? name : `"${property}"`}`
      })
      .join(', ')
  }

  /** Reads the rows with the keys that are sent. Served by the primary key. */
  selectByKey(): string {
    const alias = this.#alias
    return `
      SELECT ${this.select()}
      FROM ${sentRows(this.#key)} AS wanted
      JOIN ${this.#name} ${alias} ON ${this.#isKey('wanted')}`
  }

  /**
   * Reads for each organization and id that is sent the next rows of the organization after that id, in the order of their ids,
   * with the number of the pair (`key`, from 1). Served by the primary key.
   */
  selectAfter(rows_max: number, properties?: readonly (keyof Row & string)[]): string {
    const alias = this.#alias
    return `
      SELECT wanted.key::int, ${alias}.*
      FROM unnest($1::uuid[], $2::uuid[]) WITH ORDINALITY AS wanted (organization_id, id, key)
      CROSS JOIN LATERAL (
        SELECT ${this.select(properties)}
        FROM ${this.#name} ${alias}
        WHERE ${alias}.organization_id = wanted.organization_id AND ${alias}.id > wanted.id
        ORDER BY ${alias}.id
        LIMIT ${rows_max}
      ) AS ${alias}
      ORDER BY ${alias}.id`
  }

  insert(statement: string): Write<Row> {
    return this.#insert(statement, [...this.#columns.values()])
  }

  /**
   * Inserts rows of which most have the table's defaults in some columns, which `defaults` lists; an empty list is NULL there. In the
   * columns of `equal` most rows have the same number or name, which stands in the text of the statement.
   * PostgreSQL spends a fifth of a microsecond on each value that is sent, and more if it is converted.
   */
  insertShort(statement: string, defaults: Partial<Row>, equal: Partial<Row> = {}): ShortInsert<Row> {
    const left = Object.entries({ ...defaults, ...equal }) as [keyof Row & string, unknown][]
    const sent = [...this.#columns].flatMap(([property, column]) =>
      property in defaults || property in equal ? [] : [column],
    )
    return {
      short: this.#insert(statement, sent, equal),
      whole: this.insert(`${statement}_whole`),
      isShort: (row) =>
        left.every(([property, value]) =>
          Array.isArray(value) ? (row[property] as readonly unknown[]).length === 0 : row[property] === value,
        ),
    }
  }

  #insert(statement: string, columns: readonly Described<Row>[], equal: object = {}, then = ''): Write<Row> {
    return writeOf({ name: statement, columns, text: (isOne) => this.#insertText(columns, equal, isOne) + then })
  }

  /** Inserts rows, and sets some columns of those that exist. */
  put(statement: string, set: readonly (keyof Row & string)[]): Write<Row> {
    const changes = this.#described(set).map((column) => `${column.name} = excluded.${column.name}`)
    const conflict = ` ON CONFLICT (${namesOf(this.#key)}) DO UPDATE SET ${changes.join(', ')}`
    return this.#insert(statement, [...this.#columns.values()], {}, conflict)
  }

  /**
   * Sets columns of rows that exist. Fails unless it touches as many rows as are sent, by a division by zero: PostgreSQL has to
   * find that out itself, because COMMIT is sent behind it without waiting for the answer.
   */
  update(statement: string, { set, setAlso, more = {}, and }: Update<Row, Computed>): Write<Row> {
    const [alias, changed] = [this.#alias, this.#described(set)]
    const sent = [...this.#key, ...changed]
    const assignments = changed.map(({ name, type }) => `${name} = ${type.write?.(`new.${name}`) ?? `new.${name}`}`)
    const all: Sent[] = [...sent, ...Object.entries(more).map(([name, type]) => ({ name, type }))]
    const where = [this.#isKey('new'), ...(and ? [and] : [])].join(' AND ')
    const text = (isOne: (column: Sent) => boolean) =>
      `UPDATE ${this.#name} ${alias} SET ${[...(setAlso ? [setAlso] : []), ...assignments].join(', ')} ` +
      `FROM ${sentRows(all, isOne)} AS new WHERE ${where}`
    return writeOf({
      name: statement,
      columns: sent,
      text: (isOne) =>
        `WITH touched AS (${text(isOne)} RETURNING 1) SELECT 1 / (count(*) = $${all.length + 1})::int FROM touched`,
      isCounted: true,
    })
  }

  /** SQL that compares the key with that of a row that was sent. */
  #isKey(from: string): string {
    const conditions = this.#key.map(({ name, type }) => {
      const sent = `${from}.${name}`
      return `${this.#alias}.${name} = ${type.write?.(sent) ?? sent}`
    })
    return conditions.join(' AND ')
  }

  #insertText(columns: readonly Described<Row>[], equal: object, isOne: (column: Sent) => boolean): string {
    const same = this.#described(Object.keys(equal))
    const into = `INSERT INTO ${this.#name} (${namesOf([...columns, ...same])})`
    const values = columns.map(({ name, type }) => type.write?.(name) ?? name)
    return `${into} SELECT ${[...values, ...Object.values(equal).map(literalOf)].join(', ')} FROM ${sentRows(columns, isOne)} AS new`
  }

  #described(properties: readonly string[]): Described<Row>[] {
    return properties.map((property) => must(this.#columns.get(property), `${this.#name} has the column ${property}`))
  }
}

function describe<Row>(property: string, column: ColumnType<never> | Derived<Row>): Described<Row> {
  if ('encodeRows' in column) return { name: snakeCase(property), ...column }
  const valueIn = (row: Row) => row[property as keyof Row] as never
  return {
    name: column.column ?? snakeCase(property),
    type: column,
    encodeRows: (rows) => column.encode(rows, valueIn),
    isEqual: isEqualIn(valueIn),
    isRead: true,
  }
}

function namesOf(columns: readonly { readonly name: string }[]): string {
  return columns.map(({ name }) => name).join(', ')
}

/** SQL of a number or a name of an enum. */
function literalOf(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : String(value)
}
