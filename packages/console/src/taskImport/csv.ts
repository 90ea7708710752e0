// Rows of a CSV text: a heading, and cells between commas, semicolons or tabs, whichever the heading has most.

import { parse } from 'csv-parse/browser/esm/sync'
import { texts } from '../texts/index.ts'

export interface Sheet {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** The most rows of one import: the browser keeps them until each has its outcome. */
const MOST_ROWS = 5_000

/** Reads the text. Returns the sheet, or what is wrong as a sentence. */
export function sheetOf(text: string): Sheet | string {
  const t = texts.tasks.import
  let lines: string[][]
  try {
    const options = { bom: true, skip_empty_lines: true, trim: true, relax_column_count: true }
    lines = parse(text, { ...options, delimiter: delimiterOf(text) })
  } catch (error) {
    return t.unreadable(error instanceof Error ? error.message : String(error))
  }
  const [heading = [], ...rows] = lines
  const columns = heading.map((name, i) => name || t.unnamed(i + 1))
  const twice = columns.find((name, i) => columns.indexOf(name) !== i)
  if (twice !== undefined) return t.twice(twice)
  if (rows.length === 0) return t.noRows
  if (rows.length > MOST_ROWS) return t.tooMany(rows.length, MOST_ROWS)
  return { columns, rows }
}

function delimiterOf(text: string): string {
  const heading = text.trimStart().split(/\r?\n/, 1)[0] ?? ''
  const [most] = [',', ';', '\t'].toSorted((a, b) => heading.split(b).length - heading.split(a).length)
  return most ?? ','
}
