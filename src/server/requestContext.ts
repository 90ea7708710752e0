// The context that a GraphQL operation comes with, from which src/server/graphql.ts makes the context of its resolvers.

import type { IncomingMessage } from 'node:http'
import type { Context } from '../graphql/context.ts'
import type { StreamContext } from './streams.ts'

/** The context of a request: over HTTP the request itself; over a WebSocket the caller, who was identified when it was opened. */
export interface RequestContext {
  readonly req?: IncomingMessage
  readonly caller?: Context['caller']
  readonly address?: string | null
  readonly requestId?: string
  /** Ends the counting of the request's body. */
  readonly releaseBody?: () => void
  /** Takes the messages of a live stream. */
  readonly deliver?: StreamContext['deliver']
}
