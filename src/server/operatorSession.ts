// The session of the operator in a browser: POST /auth/operator begins it with a platform key, DELETE /auth/operator ends it.
// src/access/operatorSessions.ts keeps it.

import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import type { RejectionReason } from '../access/access.ts'
import { beginOperatorSession, clearedOperatorCookie, operatorCookie } from '../access/operatorSessions.ts'
import { recordSignIn } from '../audit/operatorSessions.ts'
import { challengeOf, messageOf } from '../graphql/context.ts'
import { networkOf } from '../network/addresses.ts'
import { answer, refuse } from './answer.ts'
import { headersOf } from './credentials.ts'
import type { Exchange, Parts } from './exchange.ts'
import { bodyOf } from './signIn.ts'

const KEY_RULE = 'must be a platform key: hf_operator_…'
const SIGN_IN = { method: 'POST', body: z.strictObject({ key: z.string(KEY_RULE).max(200, KEY_RULE) }) } as const

/** Begins a session with the platform key of the body, and sets its cookie. */
export async function serveOperatorSignIn(parts: Parts, { request, response }: Exchange): Promise<void> {
  const { app, reader, attempts } = parts
  if (refuseOthers(parts, request, response)) return
  const body = (await bodyOf(SIGN_IN, request)) as z.infer<typeof SIGN_IN.body>
  const address = reader.addressOf(request)
  const tooMany = await attempts.take('passwordsFrom', address === null ? 'unknown' : networkOf(address))
  if (tooMany) {
    const { retryAfterSeconds } = tooMany
    const message = `Too many attempts from this address. Try again in ${retryAfterSeconds} seconds.`
    return refuse(response, 429, 'RATE_LIMITED', message, retryAfterSeconds * 1_000)
  }
  const secret = body.key.trim()
  const caller = await app.access.identify({ secret, cookies: null, organizationId: null, address })
  if (caller.kind === 'rejected') return refuseKey(response, caller.reason)
  if (caller.kind !== 'operator') return refuseKey(response, 'NOT_PLATFORM_KEY')
  const from = { address, requestId: String(response.getHeader('x-request-id')) }
  const { secret: session, expiresAt } = await beginOperatorSession(app.prisma, caller, app.clock(), (transaction) =>
    recordSignIn(app, transaction, caller, from),
  )
  response.setHeader('set-cookie', operatorCookie(session, expiresAt, reader.isSecure(request)))
  response.setHeader('cache-control', 'no-store')
  answer(response, 200, { name: caller.name, expiresAt: expiresAt.toISOString() })
}

/** Ends the session of the cookie, with its live streams, and clears the cookie. Answers the same if the cookie has no session. */
export async function serveOperatorSignOut(parts: Parts, { request, response }: Exchange): Promise<void> {
  const { app, reader } = parts
  if (refuseOthers(parts, request, response)) return
  await app.access.endOperatorSession(headersOf(request))
  response.setHeader('set-cookie', clearedOperatorCookie(reader.isSecure(request)))
  response.writeHead(204).end()
}

/** Answers a request that a page of another origin has sent, and returns true. */
function refuseOthers({ reader }: Parts, request: IncomingMessage, response: ServerResponse): boolean {
  if (reader.isOwnOrigin(request)) return false
  refuse(response, 403, 'FORBIDDEN', 'Only a page of PUBLIC_URL or of ALLOWED_ORIGINS may sign an operator in or out.')
  return true
}

function refuseKey(response: ServerResponse, reason: RejectionReason): void {
  for (const [name, value] of Object.entries(challengeOf({ kind: 'rejected', reason }))) response.setHeader(name, value)
  refuse(response, 401, 'UNAUTHENTICATED', messageOf({ reason }))
}
