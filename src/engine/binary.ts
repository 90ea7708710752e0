// Arrays in PostgreSQL's binary format, for the columns that the lane sends to `unnest`.
//
// pg would send them as text: every value would be quoted and escaped here, and parsed there. A thousand journal entries took
// 10 ms that way, of which the insertion was 3. In binary they take 5, and their encoding 1.
// The format: https://www.postgresql.org/docs/current/sql-copy.html (values) and array_recv in PostgreSQL's source.

import { writeUuid } from '../formats/uuids.ts'

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

export const uuids: Column<string> = fixed('uuid', 2950, 16, (_view, value, at, bytes) => writeUuid(bytes, value, at))
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
export const texts: Column<string> = variable('text', 25, {
  // UTF-8 takes up to three bytes for each of JavaScript's units.
  bytesMax: (text) => text.length * 3,
  write: (bytes, text, at) => bytes.write(text, at),
})
export const byteas: Column<Uint8Array> = variable('bytea', 17, {
  bytesMax: ({ length }) => length,
  write: (bytes, value, at) => {
    bytes.set(value, at)
    return value.length
  },
})

/** `oid` is the type's number: https://www.postgresql.org/docs/current/catalog-pg-type.html */
function fixed<Value>(
  type: string,
  oid: number,
  bytes: number,
  write: (view: DataView, value: Value, at: number, buffer: Buffer) => void,
): Column<Value> {
  const encode: Column<Value>['encode'] = (rows, valueIn) => {
    const buffer = Buffer.allocUnsafe(HEADER_BYTES + rows.length * (LENGTH_BYTES + bytes))
    const view = new DataView(buffer.buffer, buffer.byteOffset, buffer.length)
    let at = HEADER_BYTES
    let hasNull = false
    // Many columns have the same value in many rows: the organization, the time, the state.
    let last: Value | null = null
    let lastAt = 0
    for (const row of rows) {
      const value = valueIn(row)
      if (value === null) {
        view.setInt32(at, -1)
        at += LENGTH_BYTES
        hasNull = true
        continue
      }
      view.setInt32(at, bytes)
      at += LENGTH_BYTES
      if (value === last) for (let i = 0; i < bytes; i++) buffer[at + i] = buffer[lastAt + i] as number
      else {
        write(view, value, at, buffer)
        last = value
        lastAt = at
      }
      at += bytes
    }
    writeHeader(buffer, oid, rows.length, hasNull)
    return buffer.subarray(0, at)
  }
  return { type, encode }
}

interface Writing<Value> {
  readonly bytesMax: (value: Value) => number
  /** Returns how many bytes it has written. */
  readonly write: (bytes: Buffer, value: Value, at: number) => number
}

/** Columns of values of any length are written here first. It grows with the largest column until then. */
let draft = Buffer.allocUnsafeSlow(64 * 1024)
/** A larger one is not kept. */
const DRAFT_BYTES_MAX = 1024 * 1024

function variable<Value>(type: string, oid: number, { bytesMax, write }: Writing<Value>): Column<Value> {
  const encode: Column<Value>['encode'] = (rows, valueIn) => {
    let buffer = draft
    let at = HEADER_BYTES
    let hasNull = false
    let last: Value | null = null
    let [lastAt, lastEnd] = [0, 0]
    for (const row of rows) {
      const value = valueIn(row)
      const room = at + LENGTH_BYTES + (value === null ? 0 : bytesMax(value))
      if (room > buffer.length) buffer = larger(buffer, at, room)
      if (value === null) {
        at = buffer.writeInt32BE(-1, at)
        hasNull = true
      } else if (value === last) {
        buffer.copyWithin(at, lastAt, lastEnd)
        at += lastEnd - lastAt
      } else {
        const length = write(buffer, value, at + LENGTH_BYTES)
        buffer.writeInt32BE(length, at)
        last = value
        lastAt = at
        at += LENGTH_BYTES + length
        lastEnd = at
      }
    }
    writeHeader(buffer, oid, rows.length, hasNull)
    if (buffer.length <= DRAFT_BYTES_MAX) draft = buffer
    return Buffer.from(buffer.subarray(0, at))
  }
  return { type, encode }
}

/** A buffer of twice the bytes that are needed, with the first `used` bytes of another one. */
function larger(buffer: Buffer<ArrayBuffer>, used: number, needed: number): Buffer<ArrayBuffer> {
  const grown = Buffer.allocUnsafeSlow(needed * 2)
  buffer.copy(grown, 0, 0, used)
  return grown
}

/** Writes the header of an array with one dimension, whose index begins with 1. */
function writeHeader(buffer: Buffer, oid: number, length: number, hasNull: boolean): void {
  buffer.writeInt32BE(1, 0)
  buffer.writeInt32BE(hasNull ? 1 : 0, 4)
  buffer.writeInt32BE(oid, 8)
  buffer.writeInt32BE(length, 12)
  buffer.writeInt32BE(1, 16)
}
