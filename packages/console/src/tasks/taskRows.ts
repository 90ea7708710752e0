// The tasks that the list has read, in order, kept current by the live stream. Changes come together once a frame, and what one
// reads does not move: new tasks wait until one looks at the top.

/** The number of tasks that are read at a time. */
export const PAGE = 100

/** What a list needs to know of a task. */
export interface Listed {
  readonly id: string
  readonly sequence: number
  readonly createdAt: string
}

/** Where the tasks come from, and which of them belong to the list. */
export interface TaskSource<Row> {
  /** What reads them. */
  readonly operation: { readonly text: string }
  readonly read: (after: string | null, signal: AbortSignal) => Promise<TaskPage<Row>>
  readonly watch: (options: { signal: AbortSignal; onState: (state: string) => void }) => AsyncIterable<Row>
  readonly matches: (row: Row) => boolean
}

interface TaskPage<Row> {
  readonly rows: readonly Row[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
}

export class TaskRows<Row extends Listed> {
  readonly #source: TaskSource<Row>
  #leaving = new AbortController()
  readonly #listeners = new Set<() => void>()
  readonly #known = new Map<string, Row>()
  /** Changes since the last frame, the newest of each task. */
  readonly #changed = new Map<string, Row>()
  /** New tasks that are not shown yet, and shown ones that no longer match. */
  readonly #waiting = new Set<string>()
  readonly #going = new Set<string>()
  #ids: string[] = []
  #frame = 0
  #isAtTop = true
  #cursor: string | null = null
  #isReading = false
  hasNext = true
  isLoaded = false
  error: Error | null = null
  /** Why the newest tasks could not be read again; null: they were. */
  behind: Error | null = null
  version = 0

  constructor(source: TaskSource<Row>) {
    this.#source = source
  }

  /** Reads the first page and follows the changes. Returns what ends that. */
  readonly open = () => {
    this.#leaving = new AbortController()
    this.#isReading = false
    void this.more()
    void this.#follow()
    const leaving = this.#leaving
    return () => {
      leaving.abort()
      cancelAnimationFrame(this.#frame)
    }
  }

  readonly listen = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  get count(): number {
    return this.#ids.length
  }

  /** The number of new tasks that are not shown yet. */
  get waiting(): number {
    return this.#waiting.size
  }

  at(index: number): Row | undefined {
    return this.#known.get(this.#ids[index] ?? '')
  }

  /** Says whether the top is in view: only then do new tasks come in. */
  readonly setAtTop = (isAtTop: boolean) => {
    this.#isAtTop = isAtTop
    if (isAtTop && this.#waiting.size + this.#going.size > 0) this.#schedule()
  }

  /** Reads the next page, unless one is on its way. */
  readonly more = async () => {
    if (this.#isReading || !this.hasNext) return
    this.#isReading = true
    this.error = null
    try {
      const { rows, pageInfo } = await this.#read(this.#cursor)
      this.#cursor = pageInfo.endCursor
      this.hasNext = pageInfo.hasNextPage
      const added = rows.filter(({ id }) => !this.#known.has(id) || this.#waiting.delete(id))
      for (const row of rows) this.#keep(row)
      this.#ids.push(...added.map(({ id }) => id))
      this.isLoaded = true
      this.#schedule()
    } catch (error) {
      // The list was left before the answer came.
      if (this.#leaving.signal.aborted) return
      this.error = error instanceof Error ? error : new Error(String(error))
    }
    this.#isReading = false
    if (!this.#leaving.signal.aborted) this.#tell()
  }

  #read(after: string | null): Promise<TaskPage<Row>> {
    return this.#source.read(after, this.#leaving.signal)
  }

  async #follow() {
    let wasLive = false
    const onState = (state: string) => {
      // What began and ended before the stream was there is read once more.
      if (state === 'live' && !wasLive) void this.catchUp()
      wasLive = state === 'live'
    }
    try {
      for await (const row of this.#source.watch({ signal: this.#leaving.signal, onState })) this.#take([row])
    } catch (error) {
      if (this.#leaving.signal.aborted) return
      this.error = error instanceof Error ? error : new Error(String(error))
      this.#tell()
    }
  }

  /** Reads the newest tasks again. */
  readonly catchUp = async () => {
    try {
      const { rows } = await this.#read(null)
      this.behind = null
      this.#take(rows)
    } catch (error) {
      if (this.#leaving.signal.aborted) return
      this.behind = error instanceof Error ? error : new Error(String(error))
    }
    this.#tell()
  }

  #take(rows: readonly Row[]) {
    for (const row of rows)
      if ((this.#changed.get(row.id)?.sequence ?? 0) <= row.sequence) this.#changed.set(row.id, row)
    this.#schedule()
  }

  #schedule() {
    if (this.#frame === 0 && this.isLoaded && !this.#leaving.signal.aborted)
      this.#frame = requestAnimationFrame(() => {
        this.#frame = 0
        this.#apply()
      })
  }

  #apply() {
    const oldest = this.hasNext ? this.at(this.count - 1) : undefined
    for (const row of this.#changed.values()) {
      const isMatch = this.#source.matches(row)
      if (this.#known.has(row.id)) {
        this.#keep(row)
        if (!isMatch) this.#going.add(row.id)
      } else if (isMatch && (!oldest || isBefore(row, oldest))) {
        this.#keep(row)
        this.#waiting.add(row.id)
      }
    }
    this.#changed.clear()
    if (this.#isAtTop) this.#settle()
    this.#tell()
  }

  /** Lets new tasks in, and those out that no longer match. */
  #settle() {
    if (this.#going.size > 0) {
      this.#ids = this.#ids.filter((id) => !this.#going.has(id))
      for (const id of this.#going) {
        this.#known.delete(id)
        this.#waiting.delete(id)
      }
      this.#going.clear()
    }
    for (const id of this.#waiting) this.#ids.splice(this.#placeOf(id), 0, id)
    this.#waiting.clear()
  }

  /** Where a task belongs in the list, which has the newest first. */
  #placeOf(id: string): number {
    const row = this.#known.get(id) as Row
    let [low, high] = [0, this.#ids.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (isBefore(this.at(middle) as Row, row)) low = middle + 1
      else high = middle
    }
    return low
  }

  #keep(row: Row) {
    if ((this.#known.get(row.id)?.sequence ?? 0) <= row.sequence) this.#known.set(row.id, row)
  }

  #tell() {
    this.version += 1
    for (const listener of this.#listeners) listener()
  }
}

function isBefore(one: Listed, other: Listed): boolean {
  const [a, b] = [Date.parse(one.createdAt), Date.parse(other.createdAt)]
  return a === b ? one.id > other.id : a > b
}
