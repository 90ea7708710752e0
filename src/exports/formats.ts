// The formats of exports: each writes the rows of a snapshot into a file, page by page, so that memory holds one page.

import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { fileWriter, ParquetWriter } from 'hyparquet-writer'
import type { ExportFormat } from '../database/generated/client/client.ts'
import { type Cell, csvRow, Decimal } from '../formats/csv.ts'
import type { ColumnType, ExportColumn } from './kinds.ts'

/** A value as SQL reads it, with ids as the API has them. */
export type Value = string | bigint | Date | readonly string[] | null
export type Row = readonly Value[]

interface RowWriter {
  write(rows: readonly Row[]): Promise<void>
  /** Ends the file, which is whole then. */
  end(): Promise<void>
}

export const CONTENT_TYPES: Readonly<Record<ExportFormat, string>> = {
  CSV: 'text/csv',
  NDJSON: 'application/x-ndjson',
  PARQUET: 'application/vnd.apache.parquet',
}

/** Opens a file for rows of these columns. */
export async function openWriter(
  format: ExportFormat,
  path: string,
  columns: readonly ExportColumn[],
): Promise<RowWriter> {
  if (format === 'PARQUET') return parquetWriter(path, columns)
  const file = await open(path, 'w', 0o600)
  if (format === 'NDJSON') return lineWriter(file, (row) => `${JSON.stringify(objectOf(columns, row))}\n`)
  await file.appendFile(csvRow(columns.map(({ name }) => name)))
  return lineWriter(file, (row) => csvRow(columns.map(({ type }, i) => cellOf(row[i] ?? null, type))))
}

function lineWriter(file: FileHandle, lineOf: (row: Row) => string): RowWriter {
  return {
    write: (rows) => file.appendFile(rows.map(lineOf).join('')),
    async end() {
      await file.sync()
      await file.close()
    },
  }
}

function cellOf(value: Value, type: ColumnType): Cell {
  if (value instanceof Date) return value.toISOString()
  if (type === 'DECIMAL' && typeof value === 'string') return new Decimal(value)
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value
}

/** Credits are below 2^53, which JSON carries exactly. */
function objectOf(columns: readonly ExportColumn[], row: Row): Record<string, unknown> {
  return Object.fromEntries(
    columns.map(({ name }, i) => {
      const value = row[i] ?? null
      return [name, typeof value === 'bigint' ? Number(value) : value]
    }),
  )
}

const TEXT = { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } } as const
const PARQUET_TYPES = {
  TEXT,
  TEXTS: TEXT,
  DECIMAL: TEXT,
  INTEGER: { type: 'INT64' },
  TIME: {
    type: 'INT64',
    converted_type: 'TIMESTAMP_MILLIS',
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
  },
} as const satisfies Record<ColumnType, object>

function parquetWriter(path: string, columns: readonly ExportColumn[]): RowWriter {
  const root = { name: 'root', num_children: columns.length }
  const leaves = columns.map(({ name, type }) => {
    return { name, repetition_type: 'OPTIONAL' as const, ...PARQUET_TYPES[type] }
  })
  const writer = new ParquetWriter({ writer: fileWriter(path), schema: [root, ...leaves], createdBy: 'holdfast' })
  return {
    async write(rows) {
      const columnData = columns.map(({ name, type }, i) => ({
        name,
        data: rows.map((row) => (type === 'TEXTS' ? JSON.stringify(row[i] ?? []) : (row[i] ?? null))),
      }))
      await writer.write({ columnData, rowGroupSize: rows.length })
    },
    async end() {
      await writer.finish()
    },
  }
}

/** The length of a file and its SHA-256, in hexadecimal digits. */
export async function measure(path: string): Promise<{ readonly bytes: number; readonly sha256: string }> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of createReadStream(path) as AsyncIterable<Uint8Array>) {
    hash.update(chunk)
    bytes += chunk.length
  }
  return { bytes, sha256: hash.digest('hex') }
}
