// The queue of the lane, shared out by organization: round robin. Each organization has a first-in, first-out line of its
// own, and a batch takes one command from each line in turn. So an organization that sends ten thousand commands at once
// delays its own commands and not those of others.
//
// Bounds: one organization's line is at most ORGANIZATION_COMMANDS_MAX long. When QUEUE_COMMANDS_MAX commands wait in all, an
// organization with less than an equal share of that may still add to its line, so that those who fill the queue
// don't close it to the others. At most twice QUEUE_COMMANDS_MAX commands wait.

/** How many commands may wait in all before an organization past its equal share is refused. */
export const QUEUE_COMMANDS_MAX = 20_000
/** How many commands of one organization may wait. */
export const ORGANIZATION_COMMANDS_MAX = 10_000
/** How many commands of one organization a batch takes at most while several organizations send commands: a command that comes just after a batch has begun waits for that whole batch. */
const SHARED_BATCH_MAX = 250
/** For so many batches after two organizations were seen waiting at once, a batch is kept small for any one of them. */
const SHARED_FOR_BATCHES = 200

interface Line<Item> {
  readonly organizationId: string
  items: Item[]
  /** Where the line begins: what stands before it was taken. */
  head: number
}

export class FairQueue<Item> {
  /** Organizations with commands, in the order of their turns. */
  readonly #lines = new Map<string, Line<Item>>()
  #size = 0
  #sharedFor = 0

  get size(): number {
    return this.#size
  }

  /** Adds to the end of the organization's line; false, and nothing is added, if there is no room. */
  push(organizationId: string, item: Item): boolean {
    const line = this.#lines.get(organizationId)
    const waiting = line ? line.items.length - line.head : 0
    if (waiting >= ORGANIZATION_COMMANDS_MAX) return false
    if (this.#size >= QUEUE_COMMANDS_MAX && waiting >= QUEUE_COMMANDS_MAX / (this.#lines.size || 1)) return false
    if (line) line.items.push(item)
    else this.#lines.set(organizationId, { organizationId, items: [item], head: 0 })
    this.#size++
    return true
  }

  /** Takes at most `max`, one of each organization in turn; whoever was not reached is first the next time. */
  take(max: number): Item[] {
    if (this.#lines.size > 1) this.#sharedFor = SHARED_FOR_BATCHES
    else if (this.#sharedFor > 0) this.#sharedFor--
    const perOrganization = this.#sharedFor > 0 ? Math.min(max, SHARED_BATCH_MAX) : max
    const taken: Item[] = []
    let round = [...this.#lines.values()]
    if (round.length === 1) this.#takeFrom(round[0] as Line<Item>, perOrganization, taken)
    else {
      for (let turn = 0; turn < perOrganization && round.length > 0 && taken.length < max; turn++) {
        for (const line of round.slice(0, max - taken.length)) this.#takeFrom(line, 1, taken)
        round = round.filter(({ items, head }) => head < items.length)
      }
    }
    this.#size -= taken.length
    return taken
  }

  /** Whoever has had a turn goes to the end of the order. */
  #takeFrom(line: Line<Item>, count: number, taken: Item[]): void {
    const { organizationId, items, head } = line
    const end = Math.min(items.length, head + count)
    for (let i = head; i < end; i++) taken.push(items[i] as Item)
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
