// What a client says that it has seen, when it comes back to a live stream of many things.

import { GraphQLError } from 'graphql'

export const SEEN_MAX = 1_000

/** An error of the request where there is more of it than a stream takes. */
export function seenBefore<Seen>(after: readonly Seen[] | null | undefined): readonly Seen[] {
  if (after && after.length > SEEN_MAX) {
    const message = `"after" takes up to ${SEEN_MAX} of what was seen, and has ${after.length}.`
    throw new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } })
  }
  return after ?? []
}
