// What is under /auth: the page to sign in with, and the endpoints that it and the platform's own frontends call.

import type { IncomingMessage, ServerResponse } from 'node:http'
import { SIGN_IN_PATH } from '../access/auth.ts'
import { type Endpoint, endpointOf } from '../access/endpoints.ts'
import type { Sessions } from '../access/sessions.ts'
import type { App } from '../app.ts'
import { outageOf } from '../database/outage.ts'
import { BodyRefused, readBody, refuseBody } from './body.ts'
import type { RequestReader } from './credentials.ts'

/** An account's name, address and passwords are far shorter; so is what an issuer sends back. */
const BODY_BYTES_MAX = 16_384

/** Answers the request if it is for a path under /auth; false if it isn't. */
export function serveSignIn(
  app: App,
  reader: RequestReader,
  sessions: Sessions | null,
  { pathname, search }: URL,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  if (!sessions || !pathname.startsWith(`${SIGN_IN_PATH}/`)) return false
  const path = pathname.slice(SIGN_IN_PATH.length + 1)
  const endpoint = endpointOf(path)
  if (!endpoint) return refuse(response, 404, 'NOT_FOUND', 'There is nothing here.')
  if (request.method !== endpoint.method) {
    response.setHeader('allow', endpoint.method)
    return refuse(response, 405, 'METHOD_NOT_ALLOWED', `Send it by ${endpoint.method}.`)
  }
  bodyOf(endpoint, request)
    .then(async (body) => {
      const headers = headersOf(request)
      const asked = { endpoint, path, query: search, headers, body, address: reader.addressOf(request) }
      await write(await sessions.answer(asked), response)
    })
    .catch((error) => {
      if (response.headersSent) response.destroy()
      else if (error instanceof BodyRefused) refuseBody(response, error, { code: 'BAD_BODY', message: error.message })
      else if (error instanceof BadBody) refuse(response, error.status, 'BAD_BODY', error.message)
      else {
        outageOf(app.log).mention(error, 'a sign-in failed', 'error')
        refuse(response, 503, 'UNAVAILABLE', 'Try again in a moment.')
      }
    })
  return true
}

class BadBody extends Error {
  readonly status: 400 | 415

  constructor(status: 400 | 415, message: string) {
    super(message)
    this.status = status
  }
}

async function bodyOf({ method, body: schema }: Endpoint, request: IncomingMessage) {
  if (method === 'GET') return null
  const text = (await readBody(request, BODY_BYTES_MAX)).toString()
  if (text === '' && !schema) return {}
  const [type = ''] = (request.headers['content-type'] ?? '').split(';')
  if (type.trim().toLowerCase() !== 'application/json') throw new BadBody(415, 'Send application/json.')
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    throw new BadBody(400, 'The body is not JSON.')
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new BadBody(400, 'The body must be a JSON object.')
  }
  const [problem] = schema?.safeParse(body).error?.issues ?? []
  if (problem) throw new BadBody(400, `${problem.path.join('.')} ${problem.message}.`)
  return body as Record<string, unknown>
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

function refuse(response: ServerResponse, status: number, code: string, message: string): true {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ code, message }))
  return true
}
