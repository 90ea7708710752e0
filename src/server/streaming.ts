// Answers that are sent bit by bit, live streams and exports, and what proxies between here and the client may do with them.

import type { ServerResponse } from 'node:http'
import type { Plugin } from 'graphql-yoga'
import type { SocketContext } from './graphql.ts'

/**
 * nginx hands everything on at once (its default is to gather), nobody compresses it, which would gather as well, and no
 * cache keeps it.
 */
export const STREAM_HEADERS = {
  'cache-control': 'private, no-cache, no-transform',
  'x-accel-buffering': 'no',
} as const

/** Gives live streams over SSE their headers; their requests have been read then. */
export function streamHeaders(): Plugin {
  return {
    onResponse({ response: { headers }, serverContext }) {
      if (!headers.get('content-type')?.startsWith('text/event-stream')) return
      ;(serverContext as SocketContext).releaseBody?.()
      for (const [name, value] of Object.entries(STREAM_HEADERS)) headers.set(name, value)
      // Whether the connection can be kept is Node's to say: over HTTP/1.0 its end is the end of the stream.
      headers.delete('connection')
    },
  }
}

/**
 * Passes chunks on. If they end early, the connection is reset: over HTTP/1.0, which nginx speaks by default, a connection
 * that is closed in the usual way says that the answer is complete.
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
