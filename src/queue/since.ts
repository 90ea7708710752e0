// The time since which each look has found a name, which separates lasting findings from passing ones.

export class Since {
  readonly #graceMs: number
  readonly #since = new Map<string, number>()

  constructor(graceMs: number) {
    this.#graceMs = graceMs
  }

  /** Takes the names that a look has found. Returns those that every look has found for the grace time. */
  look(found: readonly string[]): string[] {
    const now = performance.now()
    const names = new Set(found)
    for (const name of this.#since.keys()) if (!names.has(name)) this.#since.delete(name)
    for (const name of names) if (!this.#since.has(name)) this.#since.set(name, now)
    return [...names].filter((name) => now - (this.#since.get(name) ?? now) >= this.#graceMs)
  }

  /** Forgets all findings, because looks were missed. */
  forget(): void {
    this.#since.clear()
  }
}
