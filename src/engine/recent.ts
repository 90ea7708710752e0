// A map of recently used rows with a bound, for rows that can be read again.
//
// It has two generations. Rows that are put in are in the younger one. When that is half of the maximum, it becomes the older one,
// whose rows are dropped. That is cheaper than keeping all rows in the order of their last use. The maximum is of rows, or of what they weigh.
//
// A row that is looked up stays in its generation. It is looked up for a batch, which puts it in again, unless it has ended: then it
// takes no place from another one.

import { TenantMap } from './tenantMap.ts'

export class Recent<Row> {
  readonly #max: number
  readonly #weigh: ((row: Row) => number) | null
  #young = new TenantMap<Row>()
  #old = new TenantMap<Row>()
  /** The weight of the younger generation, if rows are weighed. */
  #weight = 0

  /** `weigh`: the maximum is of what the rows weigh, and not of their number. To look the row up that another replaces costs as much as to put one in. */
  constructor(max: number, weigh: ((row: Row) => number) | null = null) {
    this.#max = max
    this.#weigh = weigh
  }

  get(organizationId: string, id: string): Row | undefined {
    return this.#young.get(organizationId, id) ?? this.#old.get(organizationId, id)
  }

  set(organizationId: string, id: string, row: Row): void {
    if ((this.#weigh ? this.#weight : this.#young.size) >= this.#max / 2) {
      this.#old = this.#young
      this.#young = new TenantMap()
      this.#weight = 0
    }
    if (this.#weigh) this.#weight += this.#weigh(row) - this.#weightOf(organizationId, id)
    this.#young.set(organizationId, id, row)
  }

  delete(organizationId: string, id: string): void {
    this.#weight -= this.#weightOf(organizationId, id)
    this.#young.delete(organizationId, id)
    this.#old.delete(organizationId, id)
  }

  /** The weight of a row in the younger generation; 0 if rows are not weighed. */
  #weightOf(organizationId: string, id: string): number {
    const row = this.#weigh ? this.#young.get(organizationId, id) : undefined
    return row === undefined ? 0 : (this.#weigh?.(row) ?? 0)
  }

  clear(): void {
    this.#young = new TenantMap()
    this.#old = new TenantMap()
    this.#weight = 0
  }
}
