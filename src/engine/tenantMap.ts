// Rows by their organization and their id or name.

/** A map of maps: one key made of both would be put together, and hashed, for each look. */
export class TenantMap<Row> {
  readonly #organizations = new Map<string, Map<string, Row>>()

  get(organizationId: string, id: string): Row | undefined {
    return this.#organizations.get(organizationId)?.get(id)
  }

  has(organizationId: string, id: string): boolean {
    return this.#organizations.get(organizationId)?.has(id) === true
  }

  set(organizationId: string, id: string, row: Row): void {
    const rows = this.#organizations.get(organizationId)
    if (rows) rows.set(id, row)
    else this.#organizations.set(organizationId, new Map([[id, row]]))
  }

  /** Returns whether the row existed. */
  delete(organizationId: string, id: string): boolean {
    return this.#organizations.get(organizationId)?.delete(id) === true
  }

  /** The rows of one organization, in the order in which they were added. */
  of(organizationId: string): Iterable<Row> {
    return this.#organizations.get(organizationId)?.values() ?? []
  }

  *values(): Iterable<Row> {
    for (const rows of this.#organizations.values()) yield* rows.values()
  }
}
