// The endpoints under /auth, which the page there and the platform's own frontends call (src/access/endpoints.ts).

import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Endpoint } from '../access/endpoints.ts'
import type { Sessions } from '../access/sessions.ts'
import { BodyRefused, readBody } from './body.ts'
import type { RequestReader } from './credentials.ts'
import type { Exchange } from './exchange.ts'

/** An account's name, address and passwords are far shorter; so is what an issuer sends back. */
const BODY_BYTES_MAX = 16_384

/** `path`: the part after `/auth/`. */
export async function serveEndpoint(
  { reader, sessions }: { readonly reader: RequestReader; readonly sessions: Sessions },
  path: string,
  endpoint: Endpoint,
  { request, response, url }: Exchange,
): Promise<void> {
  const body = await bodyOf(endpoint, request)
  const [headers, address] = [headersOf(request), reader.addressOf(request)]
  await write(await sessions.answer({ endpoint, path, query: url.search, headers, body, address }), response)
}

/** The body of a request to an endpoint; null for a GET. Throws if it is not what the endpoint takes. */
export async function bodyOf(
  { method, body: schema }: Pick<Endpoint, 'method' | 'body'>,
  request: IncomingMessage,
): Promise<Record<string, unknown> | null> {
  if (method === 'GET') return null
  const text = (await readBody(request, BODY_BYTES_MAX)).toString()
  if (text === '' && !schema) return {}
  const [type = ''] = (request.headers['content-type'] ?? '').split(';')
  if (type.trim().toLowerCase() !== 'application/json')
    throw new BodyRefused(415, 'content-type must be application/json.')
  const body = parse(text)
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new BodyRefused(400, 'The body must be a JSON object.')
  }
  const [problem] = schema?.safeParse(body).error?.issues ?? []
  if (problem) throw new BodyRefused(400, `${problem.path.join('.')} ${problem.message}.`)
  return body as Record<string, unknown>
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new BodyRefused(400, 'The body must be JSON.')
  }
}

function headersOf({ headers }: IncomingMessage): Headers {
  const entries = Object.entries(headers).flatMap(([name, value]) => [value ?? []].flat().map((each) => [name, each]))
  return new Headers(entries as [string, string][])
}

async function write(answer: Response, response: ServerResponse): Promise<void> {
  for (const [name, value] of answer.headers) if (name !== 'set-cookie') response.setHeader(name, value)
  const cookies = answer.headers.getSetCookie()
  if (cookies.length > 0) response.setHeader('set-cookie', cookies)
  response.writeHead(answer.status).end(Buffer.from(await answer.arrayBuffer()))
}
