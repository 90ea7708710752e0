// The types of ids. All are UUIDs, and plain strings at run time; the compiler tells them apart. A string of a database row is
// accepted as any of them, but an id of one type is refused where an id of another type is expected.

import { z } from 'zod'

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
