// Decides which pages of other origins may read answers (CORS), on every path.
//
// A page of ALLOWED_ORIGINS may also send cookies: the answer names its origin and allows credentials. Any other page may call the
// API with a key in a header: the answer allows `*`, which browsers never combine with cookies. Under /auth no other page may read
// answers. An answer never repeats an origin that is not in the settings.

import type { IncomingMessage, ServerResponse } from 'node:http'
import { SIGN_IN_PATH } from '../access/endpoints.ts'
import type { RequestReader } from './credentials.ts'

const EXPOSED = 'x-request-id, retry-after, content-disposition, www-authenticate'
const METHODS = 'GET, HEAD, POST, PUT, DELETE'
/** The time for which browsers keep the answer to a preflight. Two hours is Chromium's limit. */
const PREFLIGHT_SECONDS = 7_200

/** Sets the headers. If the request is a preflight, answers it and returns true. */
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
