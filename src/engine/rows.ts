// A set of keys, each of several ids or names, that is sent as columns for unnest.

import type { Column } from './binary.ts'

export class Rows {
  readonly #formats: readonly Column<string>[]
  readonly #rows: string[][] = []
  readonly #seen = new Set<string>()

  constructor(...formats: Column<string>[]) {
    this.#formats = formats
  }

  get size(): number {
    return this.#rows.length
  }

  /** Returns false if the key was added before. */
  add(...row: string[]): boolean {
    const key = row.join('\n')
    if (this.#seen.has(key)) return false
    this.#seen.add(key)
    this.#rows.push(row)
    return true
  }

  columns(): Buffer[] {
    return this.#formats.map(({ encode }, i) => encode(this.#rows, (row) => row[i] as string))
  }
}
