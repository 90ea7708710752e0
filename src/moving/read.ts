// Reading a file of rows as a stream, of any length: CSV with a header, or NDJSON. Each record has its line number. A line that can't
// be read is a record, too, so that the report names it.

import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { CsvError, parse } from 'csv-parse'
import { textOf } from '../formats/csv.ts'
import { parseJson } from '../formats/exactNumbers.ts'

/** The longest line. */
const LINE_CHARACTERS_MAX = 1_000_000

export interface FileRecord {
  /** The number of the line, from 1. */
  readonly line: number
  /** The fields of the record; or what is wrong with the line. */
  readonly value: Readonly<Record<string, unknown>> | Flaw
}

export class Flaw {
  readonly message: string

  constructor(message: string) {
    this.message = message
  }
}

/** The records of a file. NDJSON begins with { or [, and everything else is CSV. */
export async function* readRecords(path: string): AsyncGenerator<FileRecord> {
  const texts = textsOf(createReadStream(path))
  const first = await texts.next()
  const start = first.value?.replace(/^\uFEFF/, '') ?? ''
  const all = joined(start, texts)
  yield* /^\s*[{[]/.test(start) ? jsonRecords(all) : csvRecords(all)
}

async function* joined(first: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield first
  yield* rest
}

async function* textsOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8')
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true })
}

async function* jsonRecords(texts: AsyncIterable<string>): AsyncGenerator<FileRecord> {
  let text = ''
  let line = 0
  for await (const more of texts) {
    const lines = (text + more).split('\n')
    text = lines.pop() ?? ''
    for (const each of lines) yield* recordsOf(each, ++line)
    if (text.length > LINE_CHARACTERS_MAX) {
      const message = `must have at most ${LINE_CHARACTERS_MAX} characters. Write one object to a line: jq -c`
      yield { line: line + 1, value: new Flaw(message) }
      return
    }
  }
  yield* recordsOf(text, line + 1)
}

function* recordsOf(text: string, line: number): Generator<FileRecord> {
  if (text.trim() === '') return
  let value: unknown
  try {
    value = parseJson(text)
  } catch {
    yield { line, value: new Flaw('must be a JSON object on one line, as jq -c writes it') }
    return
  }
  for (const each of itemsOf(value)) {
    yield { line, value: isObject(each) ? each : new Flaw('must be a JSON object') }
  }
}

/** The objects of a line: one; or those of a page of a list, as APIs answer it. */
function itemsOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value
  if (!isObject(value)) return [value]
  const pages = [value.data, value.items, value.wallets]
  return pages.find((page) => Array.isArray(page)) ?? [value]
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

interface CsvRecord {
  readonly record: Readonly<Record<string, string>>
  readonly info: { readonly lines: number }
}

async function* csvRecords(texts: AsyncIterable<string>): AsyncGenerator<FileRecord> {
  const csv = parse({
    columns: true,
    info: true,
    cast: textOf,
    skip_empty_lines: true,
    max_record_size: LINE_CHARACTERS_MAX,
  })
  // A failure of the pipeline also fails the loop below.
  pipeline(Readable.from(texts), csv).catch(() => {})
  try {
    for await (const { record, info } of csv as AsyncIterable<CsvRecord>) {
      const filled = Object.entries(record).filter(([, cell]) => cell !== '')
      yield { line: info.lines, value: Object.fromEntries(filled) }
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    yield { line: Number(error.lines ?? 1), value: flawOf(error) }
  }
}

function flawOf(error: CsvError): Flaw {
  if (error.code === 'CSV_RECORD_INCONSISTENT_COLUMNS') {
    const [row, header] = [error.record, error.columns].map((cells) => (Array.isArray(cells) ? cells.length : 0))
    return new Flaw(`has ${row} columns, and the header has ${header}`)
  }
  return new Flaw(`must be CSV by RFC 4180: ${error.message}`)
}
