// The headers and the ending of answers that are sent in parts: live streams and exports.

import type { ServerResponse } from 'node:http'
import type { Plugin } from 'graphql-yoga'
import type { RequestContext } from './requestContext.ts'

/** Make nginx forward each part at once instead of buffering, forbid compression, which would buffer too, and forbid caching. */
export const STREAM_HEADERS = {
  'cache-control': 'private, no-cache, no-transform',
  'x-accel-buffering': 'no',
} as const

/** Sets the headers of live streams over SSE, and ends the counting of their request's body. */
export function streamHeaders(): Plugin {
  return {
    onResponse({ response: { headers }, serverContext }) {
      if (!headers.get('content-type')?.startsWith('text/event-stream')) return
      ;(serverContext as RequestContext).releaseBody?.()
      for (const [name, value] of Object.entries(STREAM_HEADERS)) headers.set(name, value)
      // Node sets the header itself: over HTTP/1.0 the end of the connection is the end of the stream.
      headers.delete('connection')
    },
  }
}

/**
 * Passes chunks on. After an error it resets the connection: over HTTP/1.0, which nginx uses by default, a connection that is closed
 * in the usual way means that the answer is complete.
 */
export async function* completeOrReset<Chunk>(
  chunks: AsyncIterable<Chunk>,
  response: ServerResponse,
): AsyncGenerator<Chunk> {
  try {
    yield* chunks
  } catch (error) {
    response.socket?.resetAndDestroy()
    throw error
  }
}
