// A map of recently used rows with a bound, for rows that can be read again.
//
// It has two generations. Rows that are put in are in the younger one. When that is half of the maximum, it becomes the older one,
// whose rows are dropped. That is cheaper than keeping all rows in the order of their last use.
//
// A row that is looked up stays in its generation. It is looked up for a batch, which puts it in again, unless it has ended: then it
// takes no place from another one.

import { TenantMap } from './tenantMap.ts'

export class Recent<Row> {
  readonly #max: number
  #young = new TenantMap<Row>()
  #old = new TenantMap<Row>()
  /** The number of rows in the younger generation. */
  #count = 0

  constructor(max: number) {
    this.#max = max
  }

  get(organizationId: string, id: string): Row | undefined {
    return this.#young.get(organizationId, id) ?? this.#old.get(organizationId, id)
  }

  set(organizationId: string, id: string, row: Row): void {
    if (this.#count >= this.#max / 2) {
      this.#old = this.#young
      this.#young = new TenantMap()
      this.#count = 0
    }
    if (this.#young.set(organizationId, id, row)) this.#count++
  }

  delete(organizationId: string, id: string): void {
    if (this.#young.delete(organizationId, id)) this.#count--
    this.#old.delete(organizationId, id)
  }

  clear(): void {
    this.#young = new TenantMap()
    this.#old = new TenantMap()
    this.#count = 0
  }
}
