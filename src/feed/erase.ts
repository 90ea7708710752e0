// Erases a person from the feed: their name as an actor, and the facts that tell who they were. Numbers, kinds and subjects stay.

import type { Prisma } from '../database/generated/client/client.ts'
import type { FeedData, StoredEvents } from '../engine/feed.ts'

const BATCHES_AT_ONCE = 200

export interface Erasure {
  readonly organizationId: string
  /** The ids with which the person acted. */
  readonly actors: readonly string[]
  /** The subjects whose facts tell who the person was. */
  readonly subjects: readonly string[]
  readonly name: string
  /** The name that replaces it. */
  readonly erased: string
  /** The names of those facts. */
  readonly facts: readonly string[]
}

// The feed is kept for some days, so its batches are read one after the other, by their primary key.
const PAGE = `
  SELECT last, events FROM feed_batch WHERE last > $1::bigint AND organizations @> ARRAY[$2::uuid]
  ORDER BY last LIMIT ${BATCHES_AT_ONCE}`

export async function eraseFromFeed(transaction: Prisma.TransactionClient, erasure: Erasure): Promise<void> {
  for (let last = 0n; ; ) {
    const rows = await transaction.$queryRawUnsafe<{ last: bigint; events: string }[]>(
      PAGE,
      last,
      erasure.organizationId,
    )
    for (const row of rows) {
      const events = erasedFrom(row.events, erasure)
      if (events !== row.events) {
        await transaction.feedBatch.update({ where: { last: row.last }, data: { events } })
      }
    }
    const next = rows.at(-1)
    if (!next) return
    last = next.last
  }
}

function erasedFrom(text: string, { organizationId, actors, subjects, name, erased, facts }: Erasure): string {
  const stored: StoredEvents = JSON.parse(text)
  const without = (values: unknown) => {
    if (typeof values !== 'object' || values === null) return values
    return Object.fromEntries(Object.entries(values).filter(([fact]) => !facts.includes(fact)))
  }
  const listed = (values: unknown) => {
    const { members } = (values ?? {}) as { members?: readonly { readonly name?: unknown; readonly role?: unknown }[] }
    if (!Array.isArray(members)) return values
    const others = members.map((member) => (member.name === name ? { name: erased, role: member.role } : member))
    return { ...(values as object), members: others }
  }
  const dataOf = (subjectId: string, data: FeedData): FeedData => {
    if (subjects.includes(subjectId)) return { ...data, before: without(data.before), after: without(data.after) }
    return data.action === 'createOrganization' ? { ...data, after: listed(data.after) } : data
  }
  const isActor = (id: string | null) => id !== null && actors.includes(id)
  return JSON.stringify({
    actors: stored.actors.map((actor) =>
      isActor(actor.id) ? { ...actor, id: actor.kind === 'PERSON' ? null : actor.id, name: erased } : actor,
    ),
    events: stored.events.map((event) => {
      const [kind, of, subjectType, subjectId, actor, data] = event
      return of === organizationId ? [kind, of, subjectType, subjectId, actor, dataOf(subjectId, data)] : event
    }),
  })
}
