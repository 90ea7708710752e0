// The sequence numbers that a client has seen, sent when it resumes a live stream of many things.

import { badInput } from './badInput.ts'

export const SEEN_MAX = 1_000

/** An error of the request where there is more of it than a stream takes. */
export function seenBefore<Seen>(after: readonly Seen[] | null | undefined): readonly Seen[] {
  if (after && after.length > SEEN_MAX) {
    throw badInput('after', `must have at most ${SEEN_MAX} items, not ${after.length}`)
  }
  return after ?? []
}
