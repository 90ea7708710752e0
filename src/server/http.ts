// The API over HTTP: GraphQL with GraphiQL, live streams over SSE, and health.

import { createServer, type Server } from 'node:http'
import { renderGraphiQL } from '@graphql-yoga/render-graphiql'
import { GraphQLError } from 'graphql'
import { createYoga, type YogaInitialContext, type YogaServerInstance } from 'graphql-yoga'
import { v7 as uuidv7 } from 'uuid'
import type { App } from '../app.ts'
import { Overloaded, Unavailable } from '../engine/lane.ts'
import type { Context } from '../graphql/context.ts'
import { schema } from '../graphql/schema.ts'
import type { Authenticator } from '../organizations/apiKeys.ts'
import { serveExport } from './exports.ts'
import { openFacades } from './facades.ts'
import { keyIn } from './keys.ts'
import { servePublication } from './publications.ts'

export const GRAPHQL_PATH = '/graphql'

const WELCOME = `# Holdfast. Put your API key under "Headers" below: {"x-api-key": "…"}
# A subscription sends the present state first, then every change.

query Wallet {
  viewer { isOperator member { name role } }
  organization {
    name
    wallet { available frozen total journal(first: 5) { edges { node { sequence type credits } } } }
  }
  priceRules { model operation credits }
}

mutation Submit {
  submitTask(input: { model: "suno", operation: "music", input: { prompt: "rain on a tin roof" } }) {
    ... on SubmitTaskSuccess { task { id status credits } }
    ... on InsufficientCreditsError { required available shortfall }
    ... on Error { code message }
  }
}

subscription Watch { tasksUpdated { id status progress } }
`

/** What a request over a WebSocket brings along: whoever opened the socket has shown their key then. */
export interface SocketContext {
  readonly caller?: Context['caller']
}

export type Yoga = YogaServerInstance<SocketContext, Context>

export function createGraphQL(app: App, authenticator: Authenticator): Yoga {
  return createYoga<SocketContext, Context>({
    schema,
    graphqlEndpoint: GRAPHQL_PATH,
    healthCheckEndpoint: '/health/live',
    landingPage: false,
    graphiql: { title: 'Holdfast', defaultQuery: WELCOME, subscriptionsProtocol: 'WS' },
    renderGraphiQL,
    // Keys travel in headers that a page must set itself, never in cookies: any page may call, with its own key.
    cors: { origin: '*', credentials: false },
    logging: {
      debug: (...args) => app.log.debug({ args }, 'yoga'),
      info: (...args) => app.log.debug({ args }, 'yoga'),
      warn: (...args) => app.log.warn({ args }, 'yoga'),
      error: (...args) => app.log.error({ args }, 'yoga'),
    },
    maskedErrors: { maskError: (error) => maskError(error, app) },
    context: async ({ request, caller }: YogaInitialContext & SocketContext): Promise<Context> => ({
      app,
      caller: caller === undefined ? await authenticator.authenticate(keyIn(request.headers)) : caller,
    }),
  })
}

/** Whatever isn't an error meant for the caller is told to the log in full, and to the caller by its id only. */
function maskError(error: unknown, app: App): GraphQLError {
  const cause = error instanceof GraphQLError ? error.originalError : error
  if (cause === undefined || cause instanceof GraphQLError) return error as GraphQLError
  const place = error instanceof GraphQLError ? { nodes: error.nodes, path: error.path } : {}
  if (cause instanceof Overloaded || cause instanceof Unavailable) {
    const code = cause instanceof Overloaded ? 'OVERLOADED' : 'UNAVAILABLE'
    return new GraphQLError(cause.message, { ...place, extensions: { code, retryAfterMs: cause.retryAfterMs } })
  }
  const errorId = uuidv7()
  app.log.error({ err: cause, errorId }, 'an unexpected error')
  return new GraphQLError(`Something went wrong here. Tell us its id: ${errorId}`, {
    ...place,
    extensions: { code: 'INTERNAL_SERVER_ERROR', errorId },
  })
}

export interface Readiness {
  /** Set to false when shutting down, so that no new traffic is sent here. */
  ready: boolean
}

export function createHttpServer(app: App, authenticator: Authenticator, yoga: Yoga, readiness: Readiness): Server {
  const facades = openFacades(app, authenticator)
  return createServer((request, response) => {
    if (request.url === '/health/ready') {
      isReady(app, readiness).then((ready) => {
        response.writeHead(ready ? 200 : 503, { 'content-type': 'application/json' })
        response.end(JSON.stringify({ ready }))
      })
      return
    }
    if (request.url === '/' && request.method === 'GET') {
      response.writeHead(302, { location: GRAPHQL_PATH }).end()
      return
    }
    if (serveExport(app, authenticator, request, response)) return
    if (servePublication(app, request, response)) return
    if (facades.serve(request, response)) return
    yoga(request, response)
  })
}

async function isReady(app: App, readiness: Readiness): Promise<boolean> {
  if (!readiness.ready) return false
  return app.prisma.$queryRaw`SELECT 1`.then(
    () => true,
    () => false,
  )
}
