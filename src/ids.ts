// The types of ids. All are UUIDs, and plain strings at run time; the compiler tells them apart. A string of a database row is
// accepted as any of them, but an id of one type is refused where an id of another type is expected.

import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import { readUuid } from './formats/uuids.ts'

declare const type: unique symbol

type Id<Type extends string> = string & { readonly [type]?: Type }

export type OrganizationId = Id<'Organization'>
export type MemberId = Id<'Member'>
export type HoldId = Id<'Hold'>
export type TaskId = Id<'Task'>

const uuid = z.uuid()

/** The checks of ids in inputs. */
export const uuidOf: {
  readonly organization: z.ZodType<OrganizationId, OrganizationId>
  readonly member: z.ZodType<MemberId, MemberId>
  readonly task: z.ZodType<TaskId, TaskId>
} = { organization: uuid, member: uuid, task: uuid }

const RANDOM_BYTES = 16
/** Random bytes for many ids at once: to draw them for one costs more than all else of an id. */
const random = new Uint8Array(256 * RANDOM_BYTES)
const made = new Uint8Array(16)
let used = random.length
let lastMs = Number.NEGATIVE_INFINITY
let sequence = 0

/** A new UUIDv7, for rows of which there are many. Those of a process ascend, as those of uuid do. */
export function newId(): string {
  if (used === random.length) {
    crypto.getRandomValues(random)
    used = 0
  }
  const own = random.subarray(used, used + RANDOM_BYTES)
  used += RANDOM_BYTES
  const now = Date.now()
  if (now > lastMs) {
    lastMs = now
    // 31 bits, so that it can count up within the 32 of a UUIDv7.
    sequence = new DataView(own.buffer, own.byteOffset).getUint32(6) >>> 1
  } else sequence++
  return readUuid(uuidv7({ random: own, msecs: lastMs, seq: sequence }, made), 0)
}
