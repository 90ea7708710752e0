// Which pages of other origins may read answers (CORS), for every path alike.
//
// A page of ALLOWED_ORIGINS may also send cookies: it is named, with credentials. Any other page may call the API with a key
// that it sets in a header itself: `*`, which browsers never combine with cookies. No other page reads anything under /auth.
// An origin that a request merely claims is never answered back.

import type { IncomingMessage, ServerResponse } from 'node:http'
import { SIGN_IN_PATH } from '../access/auth.ts'
import type { RequestReader } from './credentials.ts'

const EXPOSED = 'x-request-id, retry-after, content-disposition, www-authenticate'
const METHODS = 'GET, HEAD, POST, PUT'
/** Browsers keep the answer to a preflight this long: two hours is the most that Chromium takes. */
const PREFLIGHT_SECONDS = 7_200

/** Sets the headers; answers the request, and returns true, if it is a preflight. */
export function serveCors(
  reader: RequestReader,
  pathname: string,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  response.setHeader('vary', 'origin')
  const { origin } = request.headers
  if (origin === undefined) return false
  const mayUseSessions = reader.isNamedOrigin(origin)
  const isSignIn = pathname === SIGN_IN_PATH || pathname.startsWith(`${SIGN_IN_PATH}/`)
  if (mayUseSessions || !isSignIn) {
    response.setHeader('access-control-allow-origin', mayUseSessions ? origin : '*')
    if (mayUseSessions) response.setHeader('access-control-allow-credentials', 'true')
    response.setHeader('access-control-expose-headers', EXPOSED)
  }
  if (request.method !== 'OPTIONS' || request.headers['access-control-request-method'] === undefined) return false
  const wanted = request.headers['access-control-request-headers']
  if (wanted) response.setHeader('access-control-allow-headers', wanted)
  response.setHeader('access-control-allow-methods', METHODS)
  response.setHeader('access-control-max-age', PREFLIGHT_SECONDS)
  response.writeHead(204).end()
  return true
}
