// CSV for spreadsheets, by RFC 4180. Every CSV file is written and read by these functions.
//
// A text whose first character would make it a formula is preceded by an apostrophe, as OWASP says:
// https://owasp.org/www-community/attacks/CSV_Injection. So is a text that begins with an apostrophe itself, so that reading
// gives back exactly what was written. Numbers stay numbers, negative ones too.

import { stringify } from 'csv-stringify/sync'

/** For `?bom=1`: Excel takes a file for UTF-8 only if it begins with this. */
export const BYTE_ORDER_MARK = '\uFEFF'

/** = + - @, their full-width forms, tab, line feed, carriage return; and the apostrophe. */
const NEEDS_APOSTROPHE = /^[=+\-@\uFF1D\uFF0B\uFF0D\uFF20\t\n\r']/

/** An exact decimal of Holdfast’s own: a number in the file, and no text of a customer. */
export class Decimal {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

export type Cell = string | number | bigint | Decimal | null

export function csvRow(cells: readonly Cell[]): string {
  return stringify([cells.map(written)])
}

function written(cell: Cell): string | number | bigint | null {
  if (cell instanceof Decimal) return cell.text
  return typeof cell === 'string' && NEEDS_APOSTROPHE.test(cell) ? `'${cell}` : cell
}

/** The text of a cell that csvRow wrote. */
export function textOf(cell: string): string {
  return cell.startsWith("'") ? cell.slice(1) : cell
}
