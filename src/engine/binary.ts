// Arrays in PostgreSQL's binary format, for the columns that the lane sends to `unnest`.
//
// pg would send them as text: every value would be quoted and escaped here, and parsed there. A thousand journal entries took
// 10 ms that way, of which the insertion was 3. In binary they take 5, and their encoding 1.
// The format: https://www.postgresql.org/docs/current/sql-copy.html (values) and array_recv in PostgreSQL's source.

/** The values of a column, which are sent as one parameter. */
export interface Column<Value> {
  /** The type of a value, as SQL names it. */
  readonly type: string
  /** An array with one value for each row. */
  readonly encode: <Row>(rows: readonly Row[], value: (row: Row) => Value | null) => Buffer
}

const HEADER_BYTES = 20
const LENGTH_BYTES = 4
/** PostgreSQL counts time from here: 2000-01-01T00:00:00Z. */
const EPOCH_MS = 946_684_800_000

export const uuids: Column<string> = fixed('uuid', 2950, 16, writeUuid)
export const bigints: Column<bigint> = fixed('bigint', 20, 8, (view, value, at) => view.setBigInt64(at, value))
export const ints: Column<number> = fixed('int', 23, 4, (view, value, at) => view.setInt32(at, value))
export const smallints: Column<number> = fixed('smallint', 21, 2, (view, value, at) => view.setInt16(at, value))
export const booleans: Column<boolean> = fixed('boolean', 16, 1, (view, value, at) => view.setUint8(at, value ? 1 : 0))
export const instants: Column<Date> = fixed('timestamptz', 1184, 8, (view, value, at) => {
  // Microseconds: whole numbers below 2^53 for all years that a Date can say.
  const microseconds = (value.getTime() - EPOCH_MS) * 1_000
  view.setInt32(at, Math.floor(microseconds / 2 ** 32))
  view.setUint32(at + 4, microseconds)
})
export const texts: Column<string> = {
  type: 'text',
  encode: (rows, value) =>
    variable(25, rows, (row) => {
      const text = value(row)
      return text === null ? null : Buffer.from(text)
    }),
}
export const byteas: Column<Uint8Array> = { type: 'bytea', encode: (rows, value) => variable(17, rows, value) }

/** `oid` is the type's number: https://www.postgresql.org/docs/current/catalog-pg-type.html */
function fixed<Value>(
  type: string,
  oid: number,
  bytes: number,
  write: (view: DataView, value: Value, at: number) => void,
): Column<Value> {
  const encode: Column<Value>['encode'] = (rows, valueIn) => {
    const buffer = Buffer.allocUnsafe(HEADER_BYTES + rows.length * (LENGTH_BYTES + bytes))
    const view = new DataView(buffer.buffer, buffer.byteOffset, buffer.length)
    let at = HEADER_BYTES
    let hasNull = false
    for (const row of rows) {
      const value = valueIn(row)
      view.setInt32(at, value === null ? -1 : bytes)
      at += LENGTH_BYTES
      if (value === null) {
        hasNull = true
        continue
      }
      write(view, value, at)
      at += bytes
    }
    writeHeader(buffer, oid, rows.length, hasNull)
    return buffer.subarray(0, at)
  }
  return { type, encode }
}

function variable<Row>(oid: number, rows: readonly Row[], valueIn: (row: Row) => Uint8Array | null): Buffer {
  const values = rows.map(valueIn)
  const bytes = values.reduce((sum, value) => sum + LENGTH_BYTES + (value?.length ?? 0), 0)
  const buffer = Buffer.allocUnsafe(HEADER_BYTES + bytes)
  let at = HEADER_BYTES
  for (const value of values) {
    at = buffer.writeInt32BE(value?.length ?? -1, at)
    if (value === null) continue
    buffer.set(value, at)
    at += value.length
  }
  writeHeader(buffer, oid, rows.length, values.includes(null))
  return buffer
}

/** Writes the header of an array with one dimension, whose index begins with 1. */
function writeHeader(buffer: Buffer, oid: number, length: number, hasNull: boolean): void {
  buffer.writeInt32BE(1, 0)
  buffer.writeInt32BE(hasNull ? 1 : 0, 4)
  buffer.writeInt32BE(oid, 8)
  buffer.writeInt32BE(length, 12)
  buffer.writeInt32BE(1, 16)
}

/** The positions of the 16 bytes of a UUID in its text. */
const UUID_PLACES = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34]

function writeUuid(view: DataView, uuid: string, at: number): void {
  for (let i = 0; i < UUID_PLACES.length; i++) {
    const place = UUID_PLACES[i] as number
    view.setUint8(at + i, (hexDigit(uuid.charCodeAt(place)) << 4) | hexDigit(uuid.charCodeAt(place + 1)))
  }
}

/** The value of 0-9, a-f or A-F by its character code. */
function hexDigit(code: number): number {
  return code <= 57 ? code - 48 : (code | 32) - 87
}
