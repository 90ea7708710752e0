// The GraphQL server: graphql-yoga with its plugins, for HTTP, SSE and WebSockets alike.

import type { ExecutionResult } from 'graphql'
import { createYoga, type Plugin, type YogaInitialContext, type YogaServerInstance } from 'graphql-yoga'
import type { Credentials, Rejection, Watch } from '../access/access.ts'
import type { App } from '../app.ts'
import { actAs } from '../engine/acting.ts'
import { endOnce } from '../events/endOnce.ts'
import { parseJson } from '../formats/exactNumbers.ts'
import { actorOf, type Context, unauthenticated } from '../graphql/context.ts'
import { operations as operationReports } from '../telemetry/channels.ts'
import { tracer } from '../telemetry/trace.ts'
import { expectNoHookLeftOut, notOnDirectPath } from './adapterHooks.ts'
import { Charges } from './charges.ts'
import { batchRefusal, checkParameters, clientErrors } from './clientErrors.ts'
import type { RequestReader } from './credentials.ts'
import { deprecations } from './deprecations.ts'
import { boundDocuments, documentCaches } from './documents.ts'
import { forwarding } from './forwarding.ts'
import { GRAPHIQL, renderExplorer } from './graphiql.ts'
import { refuseUnidentified } from './identified.ts'
import { BODY_BYTES_MAX, type LimitSettings, limits } from './limits.ts'
import { maskError } from './maskError.ts'
import { observed } from './observed.ts'
import { GRAPHQL_PATH } from './paths.ts'
import { type Operations, persistedOperations } from './persisted.ts'
import type { RequestContext } from './requestContext.ts'
import { schema } from './schema.ts'
import { streamHeaders } from './streaming.ts'
import { streamAnswers } from './streams.ts'

export interface GraphQLSettings extends LimitSettings {
  readonly operations: Operations | null
  /** Charges the cost of operations. */
  readonly charges: Charges
}

const UNLIMITED: GraphQLSettings = {
  explorer: true,
  charges: new Charges(null),
  streamsPerCaller: Number.POSITIVE_INFINITY,
  operations: null,
}

export type Yoga = YogaServerInstance<RequestContext, Context>

export function createGraphQL(app: App, reader: RequestReader, settings: GraphQLSettings = UNLIMITED): Yoga {
  return createYoga<RequestContext, Context>({
    schema,
    graphqlEndpoint: GRAPHQL_PATH,
    maxRequestBodySize: BODY_BYTES_MAX,
    parserAndValidationCache: documentCaches(),
    multipart: false,
    landingPage: false,
    graphiql: settings.explorer && GRAPHIQL,
    renderGraphiQL: renderExplorer,
    // src/server/cors.ts does it for every path.
    cors: false,
    logging: {
      debug: (...args) => app.log.debug({ args }, 'yoga'),
      info: (...args) => app.log.debug({ args }, 'yoga'),
      warn: (...args) => app.log.warn({ args }, 'yoga'),
      // Masked errors, which maskError has logged already.
      error: (...args) => app.log.debug({ args }, 'yoga'),
    },
    maskedErrors: { maskError: (error) => maskError(error, app) },
    context: async ({ req, caller, address, requestId }: YogaInitialContext & RequestContext): Promise<HttpContext> => {
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
    plugins: pluginsOf(app, reader, settings),
  })
}

function pluginsOf(app: App, reader: RequestReader, settings: GraphQLSettings) {
  const senderOf = async ({ req }: YogaInitialContext & RequestContext) => {
    const credentials = req ? reader.credentialsOf(req) : null
    const who = credentials && (await app.access.identify(credentials))
    return { caller: who?.kind === 'rejected' ? null : who, address: credentials?.address ?? null }
  }
  const plugins = [
    ...(operationReports.isFollowed || tracer() ? [observed()] : []),
    notOnDirectPath(refuseForms(), 'it serves JSON only'),
    notOnDirectPath(explainNotAcceptable(), 'it serves only what accepts JSON'),
    notOnDirectPath(clientErrors(settings.charges, senderOf), 'it leaves a body that is not JSON to yoga'),
    notOnDirectPath(readExactNumbers(), 'it reads JSON with the same parser'),
    notOnDirectPath(streamHeaders(), 'it answers no streams'),
    deprecations(schema),
    ...(settings.operations ? [persistedOperations(settings.operations)] : []),
    // After the plugin that finds the document of an id.
    checkParameters(),
    // Before the plugins that wrap the execution.
    forwarding(app),
    // Before the limits, which let an operation wait and then begin it within another one: what is set here is set within their turn.
    actsForCaller(),
    ...limits(settings, settings.charges),
    // After the other plugins that set the parser.
    boundDocuments(),
    refuseUnidentified(),
    streamAnswers((error) => maskError(error, app), settings.charges),
    endsWithCredentials(app),
  ]
  expectNoHookLeftOut(plugins)
  return plugins
}

interface HttpContext extends Context {
  /** The credentials of the request; null over a WebSocket. */
  readonly credentials: Credentials | null
}

const CONTENT_TYPES = new Set(['application/json', 'application/graphql', 'application/graphql-response+json'])

/** Refuses forms. They are all that a page of another site can send without a preflight, and no client of Holdfast sends them. */
function refuseForms(): Plugin {
  return {
    onRequest({ request, fetchAPI, endResponse }) {
      const [type = ''] = (request.headers.get('content-type') ?? '').split(';')
      if (request.method !== 'POST' || CONTENT_TYPES.has(type.trim().toLowerCase())) return
      const message = 'content-type must be application/json or application/graphql.'
      const headers = { 'content-type': 'application/json' }
      const body = JSON.stringify({ errors: [{ message, extensions: { code: 'UNSUPPORTED_MEDIA_TYPE' } }] })
      endResponse(new fetchAPI.Response(body, { status: 415, headers }))
    },
  }
}

/** Adds the acceptable media types to an answer with 406, which yoga sends without a body. */
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

/** Reads variables with numbers that a double can't represent as InexactNumber. */
function readExactNumbers(): Plugin {
  return {
    onRequestParse({ requestParser, setRequestParser }) {
      if (!requestParser) return
      setRequestParser(async (request) => {
        Object.defineProperty(request, 'json', { value: async () => parseJson(await request.text()) })
        const params = await requestParser(request)
        if (Array.isArray(params)) throw batchRefusal()
        const inAddress = request.method === 'GET' ? new URL(request.url).searchParams.get('variables') : null
        return inAddress ? { ...params, variables: parseJson(inAddress) as Record<string, unknown> } : params
      })
    },
  }
}

/** Runs each operation on behalf of its caller, for the audit log and the idempotency keys. */
function actsForCaller(): Plugin<HttpContext> {
  return {
    onExecute({ args, executeFn, setExecuteFn }) {
      const actor = actorOf(args.contextValue)
      setExecuteFn((given) => actAs(actor, () => executeFn(given)))
    },
  }
}

/** Ends a live stream when the credentials of its caller end. */
function endsWithCredentials(app: App): Plugin<HttpContext> {
  return {
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

/** A stream that ends with an error when `watch` calls back. */
function untilOver(stream: Results, watch: (end: (why: Rejection) => void) => Watch): Results {
  let isOver = false
  /** Ends the wait for the next message. */
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
