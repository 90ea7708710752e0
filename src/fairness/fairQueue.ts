// A queue that is shared out by organization: round robin. Each organization has a first-in, first-out line of its own,
// and whoever takes from the queue takes one from each line in turn. So an organization that sends ten thousand commands
// at once delays its own commands and not those of others.
//
// Bounds: a line is at most `lineMax` long. When `max` wait in all, an organization with less than an equal share of that
// may still add to its line, so that those who fill the queue don't close it to the others. At most twice `max` wait.

/** While several organizations come and go, no take gives one of them more than this: who comes just after a take has begun waits for all of it. */
const SHARED_TAKE_MAX = 250
/** For so many takes after two organizations were seen waiting at once, that holds. */
const SHARED_FOR_TAKES = 200

export interface FairQueueBounds {
  /** How many may wait in all before an organization past its equal share is refused. */
  readonly max: number
  /** How many of one organization may wait. */
  readonly lineMax: number
}

interface Line<Item> {
  readonly organizationId: string
  items: Item[]
  /** Where the line begins: what stands before it was taken. */
  head: number
}

export class FairQueue<Item> {
  readonly #bounds: FairQueueBounds
  /** Organizations that wait, in the order of their turns. */
  readonly #lines = new Map<string, Line<Item>>()
  #size = 0
  #sharedFor = 0

  constructor(bounds: FairQueueBounds) {
    this.#bounds = bounds
  }

  get size(): number {
    return this.#size
  }

  /** How many more the organization may add now. */
  roomFor(organizationId: string): number {
    const { max, lineMax } = this.#bounds
    const line = this.#lines.get(organizationId)
    const waiting = line ? line.items.length - line.head : 0
    const share = Math.ceil(max / (this.#lines.size || 1))
    return Math.max(0, Math.min(lineMax - waiting, Math.max(max - this.#size, share - waiting)))
  }

  /** Adds to the end of the organization's line; false, and nothing is added, if there is no room. */
  push(organizationId: string, item: Item): boolean {
    if (this.roomFor(organizationId) === 0) return false
    const line = this.#lines.get(organizationId)
    if (line) line.items.push(item)
    else this.#lines.set(organizationId, { organizationId, items: [item], head: 0 })
    this.#size++
    return true
  }

  /** Takes at most `max`, one of each organization in turn; whoever was not reached is first the next time. */
  take(max: number): Item[] {
    if (this.#lines.size > 1) this.#sharedFor = SHARED_FOR_TAKES
    else if (this.#sharedFor > 0) this.#sharedFor--
    const perOrganization = this.#sharedFor > 0 ? Math.min(max, SHARED_TAKE_MAX) : max
    const taken: Item[] = []
    let round = [...this.#lines.values()]
    if (round.length === 1) this.#takeFrom(round[0] as Line<Item>, perOrganization, taken)
    else {
      for (let turn = 0; turn < perOrganization && round.length > 0 && taken.length < max; turn++) {
        for (const line of round.slice(0, max - taken.length)) this.#takeFrom(line, 1, taken)
        round = round.filter(({ items, head }) => head < items.length)
      }
    }
    return taken
  }

  /** Takes the next one whose organization may have a turn now; undefined if there is none. */
  takeNext(mayGo: (organizationId: string) => boolean): Item | undefined {
    for (const line of this.#lines.values()) {
      if (!mayGo(line.organizationId)) continue
      const taken: Item[] = []
      this.#takeFrom(line, 1, taken)
      return taken[0]
    }
    return undefined
  }

  /** Whoever has had a turn goes to the end of the order. */
  #takeFrom(line: Line<Item>, count: number, taken: Item[]): void {
    const { organizationId, items, head } = line
    const end = Math.min(items.length, head + count)
    for (let i = head; i < end; i++) taken.push(items[i] as Item)
    this.#size -= end - head
    line.head = end
    this.#lines.delete(organizationId)
    if (end === items.length) return
    // Taken items are let go once they are half of the array, so that each is copied at most once.
    if (end * 2 > items.length) {
      line.items = items.slice(end)
      line.head = 0
    }
    this.#lines.set(organizationId, line)
  }
}
