// A batch of tasks that is submitted in parts. The browser remembers it with the outcome of each row, and each row has an idempotency
// key of its own: after an interruption it goes on, and nothing is submitted twice.

import { type Holdfast, HoldfastError, isRefusal } from '@holdfast/client'
import { SubmitTasks } from '@holdfast/client/operations'
import type { Asked, Submission } from './plan.ts'

/** The most tasks of one request, and about the most characters of it. */
const PART = 100
const PART_LENGTH = 100_000
/** Errors that one row may be to blame for: the others are sent without it. */
const BLAMED = new Set(['BAD_USER_INPUT'])

/** What became of a row. */
export type Outcome = { readonly taskId: string; readonly credits: number } | { readonly problem: string }

interface Kept {
  readonly id: string
  readonly rows: readonly Asked[]
}

interface KeptOutcomes {
  /** That of the batch. */
  readonly id: string
  readonly outcomes: readonly (Outcome | null)[]
}

/** The batches that this page has opened, by their members: a batch goes on while one looks at other pages. */
const opened = new Map<string, Batch>()

export class Batch {
  readonly rows: readonly Asked[]
  /** What became of each row; null: nothing is known yet. */
  readonly outcomes: (Outcome | null)[]
  isRunning = false
  /** Why it stopped; null if it did not. */
  error: Error | null = null
  version = 0
  readonly #id: string
  readonly #memberId: string
  readonly #listeners = new Set<() => void>()

  private constructor(memberId: string, { id, rows }: Kept, outcomes: readonly (Outcome | null)[]) {
    this.#memberId = memberId
    this.#id = id
    this.rows = rows
    this.outcomes = rows.map((row, i) => ('problem' in row ? row : (outcomes[i] ?? null)))
  }

  /** Begins a batch. Returns null if the browser has no room to remember it. */
  static begin(memberId: string, rows: readonly Asked[]): Batch | null {
    const kept: Kept = { id: crypto.randomUUID(), rows }
    const batch = new Batch(memberId, kept, [])
    try {
      localStorage.setItem(placeOf(memberId), JSON.stringify(kept))
      batch.#keep()
    } catch {
      batch.forget()
      return null
    }
    opened.set(memberId, batch)
    return batch
  }

  /** The member's last batch in this browser that is not forgotten yet; null if all are, or none was begun. */
  static find(memberId: string): Batch | null {
    const known = opened.get(memberId)
    if (known) return known
    const kept = readKept<Kept>(placeOf(memberId))
    if (kept === null) return null
    // Another tab may have written those of another batch. Rows without an outcome are sent again, under the same keys.
    const found = readKept<KeptOutcomes>(outcomesOf(memberId))
    const batch = new Batch(memberId, kept, found?.id === kept.id ? found.outcomes : [])
    opened.set(memberId, batch)
    return batch
  }

  readonly listen = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** The number of rows without an outcome. */
  get open(): number {
    return this.outcomes.filter((outcome) => outcome === null).length
  }

  /** Submits what has no outcome yet, until all have one or it stops with an error. */
  async run(client: Holdfast): Promise<void> {
    if (this.isRunning) return
    this.isRunning = true
    this.error = null
    this.#tell()
    try {
      for (const part of this.#openParts()) await this.#submit(client, part)
    } catch (error) {
      this.error = error instanceof Error ? error : new Error(String(error))
    }
    this.isRunning = false
    this.#tell()
  }

  /** The number of rows that were sent and refused. */
  get refused(): number {
    return this.#refusedPlaces().length
  }

  /** Submits those again that were refused: what was missing may be there now. */
  async again(client: Holdfast): Promise<void> {
    for (const place of this.#refusedPlaces()) this.outcomes[place] = null
    await this.run(client)
  }

  #refusedPlaces(): number[] {
    return [...this.outcomes.keys()].filter((place) => {
      const [row, outcome] = [this.rows[place], this.outcomes[place]]
      return row && 'task' in row && outcome && 'problem' in outcome
    })
  }

  /** Removes it from the browser's memory. */
  forget(): void {
    opened.delete(this.#memberId)
    localStorage.removeItem(placeOf(this.#memberId))
    localStorage.removeItem(outcomesOf(this.#memberId))
  }

  /** The rows without an outcome, in parts of a request each. */
  #openParts(): number[][] {
    const parts: number[][] = []
    let length = 0
    for (const [place, outcome] of this.outcomes.entries()) {
      if (outcome !== null) continue
      const own = JSON.stringify(this.rows[place]).length
      const last = parts.at(-1)
      if (last && last.length < PART && length + own <= PART_LENGTH) last.push(place)
      else parts.push([place])
      length = parts.at(-1)?.length === 1 ? own : length + own
    }
    return parts
  }

  async #submit(client: Holdfast, places: readonly number[]): Promise<void> {
    const outcomes = await this.#outcomesOf(client, places)
    if (typeof outcomes === 'string') {
      if (places.length > 1) {
        const half = Math.ceil(places.length / 2)
        await this.#submit(client, places.slice(0, half))
        return this.#submit(client, places.slice(half))
      }
      this.outcomes[places[0] as number] = { problem: outcomes }
    } else for (const [i, place] of places.entries()) this.outcomes[place] = outcomes[i] ?? null
    this.#keep()
    this.#tell()
  }

  /** Sends these rows. Returns their outcomes; a sentence if the whole request was refused. */
  async #outcomesOf(client: Holdfast, places: readonly number[]): Promise<Outcome[] | string> {
    const tasks = places.map((place) => ({
      ...taskOf(this.rows[place] as Asked),
      idempotencyKey: `import ${this.#id} ${place}`,
    }))
    try {
      const answer = await client.mutate(SubmitTasks, { tasks } as never)
      if (isRefusal(answer)) return answer.message
      return answer.results.map((result) =>
        result.__typename === 'SubmitTaskSuccess'
          ? { taskId: result.task.id, credits: result.task.credits }
          : { problem: result.message },
      )
    } catch (error) {
      if (error instanceof HoldfastError && BLAMED.has(error.code)) return error.message
      throw error
    }
  }

  #keep(): void {
    const kept: KeptOutcomes = { id: this.#id, outcomes: this.outcomes }
    localStorage.setItem(outcomesOf(this.#memberId), JSON.stringify(kept))
  }

  #tell(): void {
    this.version += 1
    for (const listener of this.#listeners) listener()
  }
}

/** What the browser remembers there; null: nothing, or nothing that can be read. */
function readKept<Value>(place: string): Value | null {
  try {
    return JSON.parse(localStorage.getItem(place) ?? 'null')
  } catch {
    return null
  }
}

const placeOf = (memberId: string) => `holdfast-import ${memberId}`
const outcomesOf = (memberId: string) => `holdfast-import-outcomes ${memberId}`

function taskOf(row: Asked): Submission {
  if ('problem' in row) throw new Error('A row with a problem is not sent.')
  return row.task
}
