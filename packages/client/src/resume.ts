// What a live stream has seen, so that it goes on from there after its connection broke: nothing is missed, nothing comes twice.

type Message = Readonly<Record<string, unknown>>

/** A stream's memory of what it has seen. */
interface Memory {
  /** The variable `after` of the next connection; undefined while nothing is known. */
  after(): unknown
  /** Takes a message. Returns false if it was seen before. */
  take(message: Message): boolean
}

/** The most that `after` may list. Past it the present state comes first, of which what was seen is left out. */
const LISTED_MAX = 1_000
const ENDED: readonly unknown[] = ['SUCCEEDED', 'FAILED', 'CANCELED', 'TIMED_OUT']

/** The memory of a stream by its root field. */
export function memoryOf(field: string, after: unknown): Memory {
  switch (field) {
    case 'balanceChanged':
    case 'taskUpdated':
    case 'runUpdated':
    case 'paymentUpdated':
      return new LastNumber(field, 'sequence', after)
    case 'events':
      return new LastNumber(field, 'number', after)
    case 'alertRaised':
      return new LastId(after)
    case 'walletsChanged':
      return new Wallets(after)
    case 'tasksUpdated':
      return new Tasks(after)
    default:
      return new LastState()
  }
}

/** Reads a value that the document must select, or the stream could not go on. */
function read<Type>(message: Message, field: string, path: string, isValid: (value: unknown) => value is Type): Type {
  const value = path.split('.').reduce<unknown>((at, name) => (at as Message | undefined)?.[name], message)
  if (!isValid(value))
    throw new Error(
      `${field} must select ${path.replace('.', ' { ')}${path.includes('.') ? ' }' : ''}: the stream goes on from it.`,
    )
  return value
}
const isNumber = (value: unknown): value is number => typeof value === 'number'
const isText = (value: unknown): value is string => typeof value === 'string'

class LastNumber implements Memory {
  readonly #field: string
  readonly #name: string
  #last: number | undefined

  constructor(field: string, name: string, after: unknown) {
    this.#field = field
    this.#name = name
    this.#last = isNumber(after) ? after : undefined
  }

  after() {
    return this.#last
  }

  take(message: Message) {
    const number = read(message, this.#field, this.#name, isNumber)
    if (this.#last !== undefined && number <= this.#last) return false
    this.#last = number
    return true
  }
}

class LastId implements Memory {
  #last: string | undefined

  constructor(after: unknown) {
    this.#last = isText(after) ? after : undefined
  }

  after() {
    return this.#last
  }

  take(message: Message) {
    const id = read(message, 'alertRaised', 'id', isText)
    if (id === this.#last) return false
    this.#last = id
    return true
  }
}

class Wallets implements Memory {
  readonly #last = new Map<string, number>()

  constructor(after: unknown) {
    for (const { walletId, sequence } of (after as { walletId: string; sequence: number }[] | undefined) ?? []) {
      this.#last.set(walletId, sequence)
    }
  }

  after() {
    const { size } = this.#last
    if (size === 0 || size > LISTED_MAX) return undefined
    return [...this.#last].map(([walletId, sequence]) => ({ walletId, sequence }))
  }

  take(message: Message) {
    const id = read(message, 'walletsChanged', 'wallet.id', isText)
    const sequence = read(message, 'walletsChanged', 'sequence', isNumber)
    const last = this.#last.get(id)
    if (last !== undefined && sequence <= last) return false
    this.#last.set(id, sequence)
    return true
  }
}

/** Remembers the open tasks, and the newest one: `after` lists those. */
class Tasks implements Memory {
  readonly #open = new Map<string, number>()
  #newest: { taskId: string; sequence: number; createdAt: string } | undefined

  constructor(after: unknown) {
    for (const { taskId, sequence } of (after as { taskId: string; sequence: number }[] | undefined) ?? []) {
      this.#open.set(taskId, sequence)
    }
  }

  after() {
    const listed = new Map(this.#open)
    if (this.#newest) listed.set(this.#newest.taskId, this.#newest.sequence)
    if (listed.size === 0 || listed.size > LISTED_MAX) return undefined
    return [...listed].map(([taskId, sequence]) => ({ taskId, sequence }))
  }

  take(message: Message) {
    const taskId = read(message, 'tasksUpdated', 'id', isText)
    const sequence = read(message, 'tasksUpdated', 'sequence', isNumber)
    const createdAt = read(message, 'tasksUpdated', 'createdAt', isText)
    const status = read(message, 'tasksUpdated', 'status', isText)
    const isNewest = taskId === this.#newest?.taskId
    const last = isNewest ? this.#newest?.sequence : this.#open.get(taskId)
    if (last !== undefined && sequence <= last) return false
    if (isNewest || !this.#newest || createdAt >= this.#newest.createdAt) this.#newest = { taskId, sequence, createdAt }
    if (ENDED.includes(status)) this.#open.delete(taskId)
    else this.#open.set(taskId, sequence)
    return true
  }
}

/** A stream that has no numbers sends its present state again: it is left out if it is what was seen last. */
class LastState implements Memory {
  #last: string | undefined

  after() {
    return undefined
  }

  take({ at: _, ...message }: Message) {
    const state = JSON.stringify(message)
    if (state === this.#last) return false
    this.#last = state
    return true
  }
}
