// The caller on whose behalf code runs, available everywhere without passing it through every call.
//
// The API sets it around each operation. Jobs of the process itself run as the system.

import { AsyncLocalStorage } from 'node:async_hooks'
import type { ActorKind } from '../database/generated/client/client.ts'

export interface Actor {
  readonly kind: ActorKind
  /** Of the key, member or person. */
  readonly id: string | null
  /** For people who read the audit log. */
  readonly name: string
  /** The IP address of the request; null if it did not come through the API. */
  readonly address: string | null
  /** The response's `x-request-id`. */
  readonly requestId: string | null
}

export const SYSTEM: Actor = { kind: 'SYSTEM', id: null, name: 'Holdfast', address: null, requestId: null }

const storage = new AsyncLocalStorage<Actor>()

export function actingNow(): Actor {
  return storage.getStore() ?? SYSTEM
}

export function actAs<Result>(actor: Actor, work: () => Result): Result {
  return storage.run(actor, work)
}
