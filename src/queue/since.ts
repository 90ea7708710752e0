// Since when each look has found something, so that what is found only now and then is told from what stays.

export class Since {
  readonly #graceMs: number
  readonly #since = new Map<string, number>()

  constructor(graceMs: number) {
    this.#graceMs = graceMs
  }

  /** Takes what a look has found. Answers what every look has found for as long as the grace. */
  look(found: readonly string[]): string[] {
    const now = performance.now()
    const names = new Set(found)
    for (const name of this.#since.keys()) if (!names.has(name)) this.#since.delete(name)
    for (const name of names) if (!this.#since.has(name)) this.#since.set(name, now)
    return [...names].filter((name) => now - (this.#since.get(name) ?? now) >= this.#graceMs)
  }

  /** Looks were missed: what is found next is found for the first time. */
  forget(): void {
    this.#since.clear()
  }
}
