// A queue that serves organizations round robin. Each organization has a first-in, first-out line of its own, and a take takes one
// item from each line in turn. So an organization that sends ten thousand commands at once delays its own commands, not those of
// others.
//
// Bounds: a line has at most `lineMax` items. When `max` items wait in total, an organization with less than an equal share of
// them may still add to its line, so that the queue is not full for the others. At most twice `max` items wait.

/** The most items of one organization in a take while the queue is shared. An item that comes just after a take waits for the whole take. */
const SHARED_TAKE_MAX = 250
/** The number of takes for which the queue counts as shared after two organizations waited at the same time. */
const SHARED_FOR_TAKES = 200

export interface FairQueueBounds {
  /** The number of waiting items past which an organization with more than its equal share is refused. */
  readonly max: number
  /** The most waiting items of one organization. */
  readonly lineMax: number
}

interface Line<Item> {
  readonly organizationId: string
  items: Item[]
  /** The index of the first item that was not taken. */
  head: number
}

export class FairQueue<Item> {
  readonly #bounds: FairQueueBounds
  /** The lines with waiting items, in the order of their turns. */
  readonly #lines = new Map<string, Line<Item>>()
  #size = 0
  #sharedFor = 0

  constructor(bounds: FairQueueBounds) {
    this.#bounds = bounds
  }

  get size(): number {
    return this.#size
  }

  /** The number of items that the organization may add now. */
  roomFor(organizationId: string): number {
    const { max, lineMax } = this.#bounds
    const line = this.#lines.get(organizationId)
    const waiting = line ? line.items.length - line.head : 0
    const share = Math.ceil(max / (this.#lines.size || 1))
    return Math.max(0, Math.min(lineMax - waiting, Math.max(max - this.#size, share - waiting)))
  }

  /** Adds an item to the organization's line. Returns false, and adds nothing, if there is no room. */
  push(organizationId: string, item: Item): boolean {
    if (this.roomFor(organizationId) === 0) return false
    const line = this.#lines.get(organizationId)
    if (line) line.items.push(item)
    else this.#lines.set(organizationId, { organizationId, items: [item], head: 0 })
    this.#size++
    return true
  }

  /** Takes at most `max` items, one of each organization in turn. Organizations without a turn are first the next time. */
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

  /** Takes the next item whose organization `mayGo`; undefined if no item may. */
  takeNext(mayGo: (organizationId: string) => boolean): Item | undefined {
    for (const line of this.#lines.values()) {
      if (!mayGo(line.organizationId)) continue
      const taken: Item[] = []
      this.#takeFrom(line, 1, taken)
      return taken[0]
    }
    return undefined
  }

  /** An organization that had a turn goes to the end of the order. */
  #takeFrom(line: Line<Item>, count: number, taken: Item[]): void {
    const { organizationId, items, head } = line
    const end = Math.min(items.length, head + count)
    for (let i = head; i < end; i++) taken.push(items[i] as Item)
    this.#size -= end - head
    line.head = end
    this.#lines.delete(organizationId)
    if (end === items.length) return
    // Taken items are released once they are half of the array, so that each item is copied at most once.
    if (end * 2 > items.length) {
      line.items = items.slice(end)
      line.head = 0
    }
    this.#lines.set(organizationId, line)
  }
}
