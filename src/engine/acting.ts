// Who acts: known wherever something is done for somebody, without passing it down through every call.
//
// The API sets it around each operation that it runs; what the process does by itself, nobody set, is the system's.

import { AsyncLocalStorage } from 'node:async_hooks'

export interface Actor {
  readonly kind: 'operator' | 'member' | 'key' | 'person' | 'system'
  /** Of the key, member or person. */
  readonly id: string | null
  /** For people who read the audit log. */
  readonly name: string
  /** The IP address it came from; null: not over the API. */
  readonly address: string | null
  /** As in the answer's `x-request-id`. */
  readonly requestId: string | null
}

const SYSTEM: Actor = { kind: 'system', id: null, name: 'Holdfast', address: null, requestId: null }

const storage = new AsyncLocalStorage<Actor>()

export function actingNow(): Actor {
  return storage.getStore() ?? SYSTEM
}

export function actAs<Result>(actor: Actor, work: () => Result): Result {
  return storage.run(actor, work)
}
