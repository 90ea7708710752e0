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
  readonly #weigh: (row: Row) => number
  #young = new TenantMap<Row>()
  #old = new TenantMap<Row>()
  /** The weight of the younger generation. */
  #weight = 0

  /** `weigh`: 1 for each row if absent. */
  constructor(max: number, weigh: (row: Row) => number = () => 1) {
    this.#max = max
    this.#weigh = weigh
  }

  get(organizationId: string, id: string): Row | undefined {
    return this.#young.get(organizationId, id) ?? this.#old.get(organizationId, id)
  }

  set(organizationId: string, id: string, row: Row): void {
    if (this.#weight >= this.#max / 2) {
      this.#old = this.#young
      this.#young = new TenantMap()
      this.#weight = 0
    }
    this.#forget(this.#young.get(organizationId, id))
    this.#young.set(organizationId, id, row)
    this.#weight += this.#weigh(row)
  }

  delete(organizationId: string, id: string): void {
    this.#forget(this.#young.get(organizationId, id))
    this.#young.delete(organizationId, id)
    this.#old.delete(organizationId, id)
  }

  #forget(row: Row | undefined): void {
    if (row !== undefined) this.#weight -= this.#weigh(row)
  }

  clear(): void {
    this.#young = new TenantMap()
    this.#old = new TenantMap()
    this.#weight = 0
  }
}
