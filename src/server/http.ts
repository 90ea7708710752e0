// The API over HTTP: GraphQL with GraphiQL, live streams over SSE, and health.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { PothosValidationError } from '@pothos/core'
import { type ExecutionResult, GraphQLError } from 'graphql'
import { createYoga, type Plugin, type YogaInitialContext, type YogaServerInstance } from 'graphql-yoga'
import { v7 as uuidv7 } from 'uuid'
import type { Credentials, Rejection, Watch } from '../access/access.ts'
import { SIGN_IN_PATH } from '../access/auth.ts'
import type { Sessions } from '../access/sessions.ts'
import type { App } from '../app.ts'
import { Meter, metered } from '../database/meter.ts'
import { outageOf } from '../database/outage.ts'
import { isNoText, isUnavailable } from '../database/retry.ts'
import { actAs } from '../engine/acting.ts'
import { Overloaded, Unavailable } from '../engine/lane.ts'
import { endOnce } from '../events/endOnce.ts'
import { parseJson } from '../formats/exactNumbers.ts'
import { actorOf, type Context, unauthenticated } from '../graphql/context.ts'
import { UPLOADS_PATH } from '../tasks/uploads.ts'
import { serveCallback } from './callbacks.ts'
import { Charges, sharerOf } from './charges.ts'
import { checkParameters, clientErrors } from './clientErrors.ts'
import { Bodies, boundConnections } from './connections.ts'
import { serveCors } from './cors.ts'
import type { RequestReader } from './credentials.ts'
import { boundDocuments, documentCaches } from './documents.ts'
import { openExports } from './exports.ts'
import { openFacades } from './facades.ts'
import { serveFile } from './files.ts'
import { GRAPHIQL, renderExplorer } from './graphiql.ts'
import { openGraphqlPost } from './graphqlPost.ts'
import type { Health } from './health.ts'
import { refuseUnidentified } from './identified.ts'
import { BODY_BYTES_MAX, type LimitSettings, limits } from './limits.ts'
import { GRAPHQL_PATH, LIVE_PATH, READY_PATH, refusePath } from './paths.ts'
import { type Operations, persistedOperations } from './persisted.ts'
import { servePublication } from './publications.ts'
import { refuse } from './refuse.ts'
import { schema } from './schema.ts'
import { serveSignIn } from './signIn.ts'
import type { ServeSignInPage } from './signInPage.ts'
import type { Strangers } from './strangers.ts'
import { streamHeaders } from './streaming.ts'
import { type StreamContext, streamAnswers } from './streams.ts'
import type { StuckClients } from './stuck.ts'
import { serveUpload } from './uploads.ts'

const UNAVAILABLE_RETRY_MS = 1_000

/** What comes with a request: over HTTP the request itself; over a WebSocket who opened that, who was asked for then. */
export interface SocketContext {
  readonly req?: IncomingMessage
  readonly caller?: Context['caller']
  readonly address?: string | null
  readonly requestId?: string
  /** Counts the request's body no more. */
  readonly releaseBody?: () => void
  /** Takes the messages of a live stream. */
  readonly deliver?: StreamContext['deliver']
}

export interface GraphQLSettings extends LimitSettings {
  readonly operations: Operations | null
  /** What operations cost is charged there. */
  readonly charges: Charges
}

const UNLIMITED: GraphQLSettings = {
  explorer: true,
  charges: new Charges(null),
  streamsPerCaller: Number.POSITIVE_INFINITY,
  operations: null,
}

export type Yoga = YogaServerInstance<SocketContext, Context>

export function createGraphQL(app: App, reader: RequestReader, settings: GraphQLSettings = UNLIMITED): Yoga {
  return createYoga<SocketContext, Context>({
    schema,
    graphqlEndpoint: GRAPHQL_PATH,
    maxRequestBodySize: BODY_BYTES_MAX,
    parserAndValidationCache: documentCaches(),
    multipart: false,
    healthCheckEndpoint: LIVE_PATH,
    landingPage: false,
    graphiql: settings.explorer && GRAPHIQL,
    renderGraphiQL: renderExplorer,
    // src/server/cors.ts does it for every path.
    cors: false,
    logging: {
      debug: (...args) => app.log.debug({ args }, 'yoga'),
      info: (...args) => app.log.debug({ args }, 'yoga'),
      warn: (...args) => app.log.warn({ args }, 'yoga'),
      // Of errors that were masked: maskError has told them to the log already.
      error: (...args) => app.log.debug({ args }, 'yoga'),
    },
    maskedErrors: { maskError: (error) => maskError(error, app) },
    context: async ({ req, caller, address, requestId }: YogaInitialContext & SocketContext): Promise<HttpContext> => {
      const credentials = caller === undefined && req ? reader.credentialsOf(req) : null
      const who = credentials ? await app.access.identify(credentials) : (caller ?? null)
      return {
        app,
        ...(who?.kind === 'rejected' ? { caller: null, rejection: who } : { caller: who }),
        address: credentials?.address ?? address ?? null,
        requestId: requestId ?? null,
        credentials,
      }
    },
    plugins: [
      refuseForms(),
      explainNotAcceptable(),
      clientErrors(settings.charges, async ({ req }: YogaInitialContext & SocketContext) => {
        const credentials = req ? reader.credentialsOf(req) : null
        const who = credentials && (await app.access.identify(credentials))
        return { caller: who?.kind === 'rejected' ? null : who, address: credentials?.address ?? null }
      }),
      readExactNumbers(),
      streamHeaders(),
      ...(settings.operations ? [persistedOperations(settings.operations)] : []),
      // After what finds the document of an id.
      checkParameters(),
      ...limits(settings, settings.charges),
      // After what else chooses how to parse.
      boundDocuments(),
      refuseUnidentified(),
      streamAnswers((error) => maskError(error, app), settings.charges),
      onBehalfOfCaller(app),
    ],
  })
}

interface HttpContext extends Context {
  /** What the request has shown; null over a WebSocket. */
  readonly credentials: Credentials | null
}

const CONTENT_TYPES = new Set(['application/json', 'application/graphql', 'application/graphql-response+json'])

/** A form is all that another site’s page can send without asking first; none of ours does. */
function refuseForms(): Plugin {
  return {
    onRequest({ request, fetchAPI, endResponse }) {
      const [type = ''] = (request.headers.get('content-type') ?? '').split(';')
      if (request.method !== 'POST' || CONTENT_TYPES.has(type.trim().toLowerCase())) return
      const message = 'Send application/json, or application/graphql.'
      const headers = { 'content-type': 'application/json' }
      const body = JSON.stringify({ errors: [{ message, extensions: { code: 'UNSUPPORTED_MEDIA_TYPE' } }] })
      endResponse(new fetchAPI.Response(body, { status: 415, headers }))
    },
  }
}

/** Says what can be accepted: yoga answers with nothing where a request accepts nothing that there is. */
function explainNotAcceptable(): Plugin {
  const message =
    'Accept application/json or application/graphql-response+json; for a subscription text/event-stream, or use a WebSocket.'
  const body = JSON.stringify({ errors: [{ message, extensions: { code: 'NOT_ACCEPTABLE' } }] })
  return {
    onResponse({ response, setResponse, fetchAPI }) {
      if (response.status !== 406) return
      const headers = { ...Object.fromEntries(response.headers), 'content-type': 'application/json' }
      setResponse(new fetchAPI.Response(body, { status: 406, headers }))
    },
  }
}

/** Reads variables so that numbers which a double doesn't keep are known for that. */
function readExactNumbers(): Plugin {
  return {
    onRequestParse({ requestParser, setRequestParser }) {
      if (!requestParser) return
      setRequestParser(async (request) => {
        Object.defineProperty(request, 'json', { value: async () => parseJson(await request.text()) })
        const params = await requestParser(request)
        const inAddress = request.method === 'GET' ? new URL(request.url).searchParams.get('variables') : null
        return inAddress ? { ...params, variables: parseJson(inAddress) as Record<string, unknown> } : params
      })
    },
  }
}

/** Runs each operation on behalf of its caller, for the audit log; and ends a live one when its caller is no more. */
function onBehalfOfCaller(app: App): Plugin<HttpContext> {
  return {
    onExecute({ args, executeFn, setExecuteFn }) {
      const actor = actorOf(args.contextValue)
      setExecuteFn((given) => actAs(actor, () => executeFn(given)))
    },
    onSubscribe({ args }) {
      const { caller, credentials } = args.contextValue
      return {
        onSubscribeResult({ result, setResult }) {
          if (caller && credentials && Symbol.asyncIterator in result) {
            setResult(untilOver(result as Results, (end) => app.access.watch(credentials, caller, end)))
          }
        },
      }
    },
  }
}

type Results = AsyncIterableIterator<ExecutionResult>

/** A stream that ends with an error once `watch` says so. */
function untilOver(stream: Results, watch: (end: (why: Rejection) => void) => Watch): Results {
  let isOver = false
  /** Ends the wait for the next message, if there is one. */
  let interrupt = () => {}
  let why: Rejection | null = null
  const watched = watch((rejection) => {
    why = rejection
    isOver = true
    interrupt()
  })
  const next = () =>
    new Promise<IteratorResult<ExecutionResult> | 'over'>((resolve, reject) => {
      interrupt = () => resolve('over')
      if (isOver) interrupt()
      else stream.next().then(resolve, reject)
    })
  let isTold = false
  const ending: AsyncIterator<ExecutionResult, void> = {
    async next() {
      if (isTold) return { done: true, value: undefined }
      const told = await next()
      if (told !== 'over' && (told.done || !watched.isOver())) return told
      isTold = true
      await stream.return?.()
      return { done: false, value: { errors: [unauthenticated(why)] } }
    },
    async return() {
      await stream.return?.()
      return { done: true, value: undefined }
    },
  }
  return endOnce(ending, watched.stop)
}

/** Whatever isn't an error meant for the caller is told to the log in full, and to the caller by its id only. */
function maskError(error: unknown, app: App): GraphQLError {
  const cause = error instanceof GraphQLError ? error.originalError : error
  if (cause instanceof PothosValidationError) {
    const message = 'An argument of this field is not what it must be.'
    return new GraphQLError(message, { ...placeOf(error), extensions: { code: 'BAD_USER_INPUT' } })
  }
  if (cause === undefined || cause instanceof GraphQLError) return error as GraphQLError
  if (cause instanceof Overloaded || cause instanceof Unavailable) {
    const code = cause instanceof Overloaded ? 'OVERLOADED' : 'UNAVAILABLE'
    return new GraphQLError(cause.message, {
      ...placeOf(error),
      extensions: { code, retryAfterMs: cause.retryAfterMs },
    })
  }
  if (isNoText(cause)) {
    const message = 'A text of the request contains a character that text cannot hold (U+0000).'
    return new GraphQLError(message, { ...placeOf(error), extensions: { code: 'BAD_USER_INPUT' } })
  }
  if (isUnavailable(cause)) {
    outageOf(app.log).mention(cause, 'the database could not be asked')
    const message = 'The database can’t be reached just now. Try again in a moment.'
    return new GraphQLError(message, {
      ...placeOf(error),
      extensions: { code: 'UNAVAILABLE', retryAfterMs: UNAVAILABLE_RETRY_MS },
    })
  }
  const errorId = uuidv7()
  app.log.error({ err: cause, errorId }, 'an unexpected error')
  return new GraphQLError(`Something went wrong here. Tell us its id: ${errorId}`, {
    ...placeOf(error),
    extensions: { code: 'INTERNAL_SERVER_ERROR', errorId },
  })
}

function placeOf(error: unknown) {
  return error instanceof GraphQLError ? { nodes: error.nodes, path: error.path } : {}
}

export interface ServedParts {
  readonly sessions: () => Sessions | null
  /** Null where people don't sign in. */
  readonly signInPage: ServeSignInPage | null
}

export function createHttpServer(
  app: App,
  reader: RequestReader,
  yoga: Yoga,
  health: () => Promise<Health>,
  stuck: StuckClients,
  charges: Charges,
  strangers: Strangers,
  { sessions, signInPage }: ServedParts,
): Server {
  const facades = openFacades(app, reader, strangers)
  const exports = openExports(app, reader, charges, strangers)
  const bodies = new Bodies(BODY_BYTES_MAX)
  const servePost = openGraphqlPost(yoga, (error) => maskError(error, app))
  /** What is beside GraphQL reads in strangers' turns, until it knows who it is for. */
  const serveBeside = (url: URL, request: IncomingMessage, response: ServerResponse): boolean =>
    (url.pathname.startsWith(SIGN_IN_PATH) && signInPage?.(url.pathname, request, response)) ||
    serveSignIn(app, reader, sessions(), url, request, response) ||
    serveFile(app, url, request, response, stuck) ||
    serveUpload(app, url, request, response) ||
    serveCallback(app, url, request, response) ||
    exports.serve(url, request, response) ||
    servePublication(app, url, request, response, strangers) ||
    facades.serve(url, request, response)
  const server = createServer((request, response) => {
    const requestId = uuidv7()
    response.setHeader('x-request-id', requestId)
    const url = urlOf(request)
    if (!url) {
      refuse(response, 400, 'BAD_REQUEST', 'The path of the request must be that of a URL.')
      return
    }
    if (serveCors(reader, url.pathname, request, response)) return
    // A file that is uploaded is written as it comes, and may take its time.
    const isUpload = url.pathname.startsWith(UPLOADS_PATH)
    const releaseBody = isUpload ? () => {} : bodies.admit(request, response, reader.addressOf(request))
    if (!releaseBody) return
    if (servePost(request, response, { requestId, releaseBody })) return
    if (url.pathname === READY_PATH && ['GET', 'HEAD'].includes(request.method ?? '')) {
      health().then((found) => {
        response.writeHead(found.ready ? 200 : 503, { 'content-type': 'application/json' })
        response.end(JSON.stringify(found))
      })
      return
    }
    if (url.pathname === '/' && request.method === 'GET') {
      response.writeHead(302, { location: GRAPHQL_PATH }).end()
      return
    }
    if (metered(new Meter(sharerOf(null)), () => serveBeside(url, request, response))) return
    if (refusePath(url, request, response)) return
    yoga(request, response, { requestId, releaseBody })
  })
  boundConnections(server, reader.isProxy)
  // Over HTTP/1.0 an answer whose connection is closed in the usual way would look complete.
  server.on('connection', (socket) => stuck.watch(socket))
  return server
}

/** Where a request goes; null if it says nothing that is a URL, as in `GET //`. */
export function urlOf({ url = '/' }: IncomingMessage): URL | null {
  return URL.parse(url, 'http://localhost')
}
