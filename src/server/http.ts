// The HTTP server: it listens, limits requests, and passes each one to GraphQL or to the router.

import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { App } from '../app.ts'
import { Meter, metered } from '../database/meter.ts'
import { UPLOADS_PATH } from '../tasks/uploads.ts'
import { answer, refuse } from './answer.ts'
import { sharerOf } from './charges.ts'
import { Bodies, boundConnections } from './connections.ts'
import { serveCors } from './cors.ts'
import type { RequestReader } from './credentials.ts'
import type { Yoga } from './graphql.ts'
import { openGraphqlPost } from './graphqlPost.ts'
import { BODY_BYTES_MAX } from './limits.ts'
import { maskError } from './maskError.ts'
import { GRAPHQL_PATH, isGraphQL, LIVE_PATH } from './paths.ts'
import type { Operations } from './persisted.ts'
import type { Router } from './router.ts'
import type { SlowConsumers } from './slowConsumers.ts'

const STARTING_RETRY_MS = 1_000

/** A server that refuses every request until `serveRequests` is called. */
export function createHttpServer(reader: RequestReader, slowConsumers: SlowConsumers): Server {
  const server = createServer(refuseWhileStarting)
  boundConnections(server, reader.isProxy)
  // Over HTTP/1.0 an answer whose connection is closed in the usual way would look complete.
  server.on('connection', (socket) => slowConsumers.watch(socket))
  return server
}

function refuseWhileStarting(request: IncomingMessage, response: ServerResponse): void {
  if (urlOf(request)?.pathname === LIVE_PATH) answer(response, 200, { live: true })
  else refuse(response, 503, 'UNAVAILABLE', 'Holdfast is starting. Try again in a moment.', STARTING_RETRY_MS)
}

/** Resolves with the server's address once it listens: http://host:port. */
export async function listen(
  server: Server,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<string> {
  server.listen(port, host)
  await once(server, 'listening')
  const { address, family, port: boundPort } = server.address() as AddressInfo
  const isLocal = ['0.0.0.0', '::', '127.0.0.1', '::1'].includes(address)
  return `http://${isLocal ? 'localhost' : family === 'IPv6' ? `[${address}]` : address}:${boundPort}`
}

export interface ServedBy {
  readonly app: App
  readonly reader: RequestReader
  readonly yoga: Yoga
  readonly operations: Operations | null
  readonly router: Router
}

export function serveRequests(server: Server, { app, reader, yoga, operations, router }: ServedBy): void {
  const servePost = openGraphqlPost(yoga, operations, (error) => maskError(error, app))
  const bodies = new Bodies(BODY_BYTES_MAX)
  server.off('request', refuseWhileStarting)
  server.on('request', (request, response) => {
    const requestId = reader.requestIdOf(request) ?? randomUUID()
    response.setHeader('x-request-id', requestId)
    const url = urlOf(request)
    if (!url)
      return refuse(
        response,
        400,
        'BAD_REQUEST',
        'The path of the request must be the path of a URL, such as /graphql.',
      )
    if (serveCors(reader, url.pathname, request, response)) return
    // An uploaded file is written while it arrives, which may take long.
    const isUpload = url.pathname.startsWith(UPLOADS_PATH)
    const releaseBody = isUpload ? () => {} : bodies.admit(request, response, reader.addressOf(request))
    if (!releaseBody) return
    if (isGraphQL(url.pathname)) {
      const context = { requestId, releaseBody }
      if (!servePost(request, response, context)) yoga(request, response, context)
      return
    }
    // Reads for other paths take turns like those of strangers until the caller is known.
    metered(new Meter(sharerOf(null)), () => router(url, request, response))
  })
}

/** Nearly all requests have it, so it is parsed once. */
const GRAPHQL_URL = new URL(GRAPHQL_PATH, 'http://localhost')

/** The URL of a request, on a placeholder host; null if the request has no valid one, as in `GET //`. */
export function urlOf({ url = '/' }: IncomingMessage): URL | null {
  return url === GRAPHQL_PATH ? GRAPHQL_URL : URL.parse(url, 'http://localhost')
}
