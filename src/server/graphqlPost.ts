// The direct path of GraphQL over HTTP: a POST of JSON that is answered with JSON, as nearly all are. It runs yoga's operation
// with all plugins, and avoids the objects that yoga's adapter creates for a request and an answer (of the Fetch API, streams and
// signals), which cost more than the operation. Everything else (GET, SSE, other and unreadable bodies) goes through yoga.

import { IncomingMessage, type ServerResponse } from 'node:http'
import { GraphQLError } from 'graphql'
import { type GraphQLParams, processRegularResult } from 'graphql-yoga'
import { LRUCache } from 'lru-cache'
import { parseJson } from '../formats/exactNumbers.ts'
import { must } from '../ledger/must.ts'
import { BodyRefused, readBody } from './body.ts'
import { headersOf } from './credentials.ts'
import type { Yoga } from './graphql.ts'
import { BODY_BYTES_MAX } from './limits.ts'
import { GRAPHQL_PATH } from './paths.ts'
import { type Operations, persistedDocument } from './persisted.ts'
import type { RequestContext } from './requestContext.ts'

const JSON_BODY = /^application\/json(?:\s*;\s*charset\s*=\s*"?utf-8"?)?\s*$/i
/** The media types of answers, in yoga's order. Of several that a client accepts, the last one is used. */
const ANSWERS = ['application/graphql-response+json', 'application/json'] as const
type Answer = (typeof ANSWERS)[number]
/** Values of `Accept` whose answer is remembered. */
const ACCEPTS_MAX = 200
const ACCEPT_CHARACTERS_MAX = 200

export type ServePost = (request: IncomingMessage, response: ServerResponse, context: RequestContext) => boolean

/** Serves a request, and returns true, if it is one of those that can be served directly. `maskError` as for yoga. */
export function openGraphqlPost(
  yoga: Yoga,
  operations: Operations | null,
  maskError: (error: unknown) => GraphQLError,
): ServePost {
  const accepts = new LRUCache<string, { readonly answer: Answer | null }>({ max: ACCEPTS_MAX })
  const answerFor = (accept: string): Answer | null => {
    const known = accepts.get(accept)
    if (known) return known.answer
    const answer = chooseAnswer(accept)
    if (accept.length <= ACCEPT_CHARACTERS_MAX) accepts.set(accept, { answer })
    return answer
  }

  async function serve(request: IncomingMessage, response: ServerResponse, context: RequestContext, answer: Answer) {
    const body = await readBody(request, BODY_BYTES_MAX)
    const params = paramsIn(body, operations)
    if (!params) {
      yoga(replay(request, body), response, context)
      return
    }
    const result = await runOperation(params, request, context)
    if (Symbol.asyncIterator in result) throw new Error('a document without a subscription answered a stream')
    const made = processRegularResult(result, PLAIN, answer)
    if (!(made instanceof PlainResponse)) throw new Error('yoga made a response of another class')
    if (response.destroyed) return
    response.writeHead(made.status, { ...made.fields, 'content-length': Buffer.byteLength(made.content) })
    response.end(made.content)
  }

  async function runOperation(params: GraphQLParams, req: IncomingMessage, context: RequestContext) {
    const request = { method: 'POST', url: GRAPHQL_PATH, headers: headersOf(req) } as unknown as Request
    try {
      return must(
        await yoga.getResultForParams({ params, request }, { ...context, req }),
        'yoga answers every operation',
      )
    } catch (error) {
      return { errors: [error instanceof GraphQLError ? error : maskError(error)] }
    }
  }

  return (request, response, context) => {
    if (!isPlainPost(request)) return false
    const answer = answerFor(request.headers.accept ?? '*/*')
    if (!answer) return false
    serve(request, response, context, answer).catch((error) => {
      // The client of a body that was cut off is gone.
      if (!(error instanceof BodyRefused)) maskError(error)
      response.destroy()
    })
    return true
  }
}

function isPlainPost({ method, url, headers }: IncomingMessage): boolean {
  if (method !== 'POST' || url !== GRAPHQL_PATH) return false
  if (!JSON_BODY.test(headers['content-type'] ?? '')) return false
  if (headers['content-encoding'] !== undefined || headers['transfer-encoding'] !== undefined) return false
  const bytes = Number(headers['content-length'])
  return bytes > 0 && bytes <= BODY_BYTES_MAX
}

/** The media type that yoga would choose among those that are not a stream; null: yoga would answer in another way. */
function chooseAnswer(accept: string): Answer | null {
  let chosen: Answer | null = null
  for (const each of accept.replace(/\s/g, '').toLowerCase().split(',').toReversed()) {
    const [type = '', ...parameters] = each.split(';')
    if (parameters.some((parameter) => parameter.includes('charset=') && parameter !== 'charset=utf-8')) continue
    for (const answer of ANSWERS) if (type === answer || type === 'application/*' || type === '*/*') chosen = answer
  }
  return chosen
}

/** The parameters of a request; null if they are invalid, which yoga reports, or if they may ask for a live stream. */
function paramsIn(body: Buffer, operations: Operations | null): GraphQLParams | null {
  let params: unknown
  try {
    params = parseJson(body.toString())
  } catch {
    return null
  }
  if (typeof params !== 'object' || params === null || Array.isArray(params)) return null
  const query = 'query' in params ? params.query : null
  const persisted = persistedDocument(operations, params)
  if (typeof (query ?? persisted) !== 'string') return null
  // A document without the word has no subscription.
  const isLive = [query, persisted].some(
    (document) => typeof document === 'string' && document.includes('subscription'),
  )
  return isLive ? null : params
}

/** The request with its body to be read again. */
function replay(request: IncomingMessage, body: Buffer): IncomingMessage {
  const { method, url, headers, httpVersion } = request
  const replayed = new IncomingMessage(request.socket)
  Object.assign(replayed, { method, url, headers, httpVersion, complete: true })
  replayed.push(body)
  replayed.push(null)
  return replayed
}

/** Replaces the Fetch API's Response: yoga's processor of results needs only these members. */
class PlainResponse {
  readonly content: string
  readonly status: number
  readonly fields: Readonly<Record<string, string>>

  constructor(content: string, { status, headers }: { status: number; headers: Record<string, string> }) {
    this.content = content
    this.status = status
    this.fields = headers
  }
}

const PLAIN = { Response: PlainResponse } as never
