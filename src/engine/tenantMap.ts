// Rows by their organization and their id or name.

/** A map of maps: one key made of both would be put together, and hashed, for each look. */
export class TenantMap<Row> {
  readonly #organizations = new Map<string, Map<string, Row>>()
  #size = 0

  /** The number of rows. */
  get size(): number {
    return this.#size
  }

  get(organizationId: string, id: string): Row | undefined {
    return this.#organizations.get(organizationId)?.get(id)
  }

  has(organizationId: string, id: string): boolean {
    return this.#organizations.get(organizationId)?.has(id) === true
  }

  set(organizationId: string, id: string, row: Row): void {
    const rows = this.#organizations.get(organizationId)
    if (!rows) {
      this.#organizations.set(organizationId, new Map([[id, row]]))
      this.#size++
      return
    }
    const before = rows.size
    rows.set(id, row)
    this.#size += rows.size - before
  }

  /** Returns whether the row existed. */
  delete(organizationId: string, id: string): boolean {
    const existed = this.#organizations.get(organizationId)?.delete(id) === true
    if (existed) this.#size--
    return existed
  }

  /** The rows of one organization, in the order in which they were added. */
  of(organizationId: string): Iterable<Row> {
    return this.#organizations.get(organizationId)?.values() ?? []
  }

  *values(): Iterable<Row> {
    for (const rows of this.#organizations.values()) yield* rows.values()
  }
}
