// The paths of the API and the methods that each takes. What none of them is, is refused here with a code and what would be
// right, so that a mistyped address or a wrong method is not answered with nothing.

import type { IncomingMessage, ServerResponse } from 'node:http'
import { FILES_PATH } from '../storage/folder.ts'
import { UPLOADS_PATH } from '../tasks/uploads.ts'
import { CALLBACKS_PATH } from '../upstream/callbacks.ts'
import { refuse } from './refuse.ts'

export const GRAPHQL_PATH = '/graphql'
export const LIVE_PATH = '/health/live'
export const READY_PATH = '/health/ready'

/** Those that yoga answers itself, whatever the method. */
const OF_YOGA = new Set([GRAPHQL_PATH, `${GRAPHQL_PATH}/`, LIVE_PATH])

/** Per beginning of a path: the methods that are taken there. */
const METHODS: readonly (readonly [beginning: string, methods: readonly string[]])[] = [
  [READY_PATH, ['GET', 'HEAD']],
  ['/publications/', ['GET']],
  ['/wallets/', ['GET']],
  ['/organizations/', ['GET']],
  [FILES_PATH, ['GET', 'HEAD']],
  [UPLOADS_PATH, ['PUT']],
  [CALLBACKS_PATH, ['POST']],
]

/** Refuses a request that nothing else has answered, unless it is yoga's; whether it did. */
export function refusePath({ pathname }: URL, { method = 'GET' }: IncomingMessage, response: ServerResponse): boolean {
  if (OF_YOGA.has(pathname)) return false
  const [, methods] = METHODS.find(([beginning]) => pathname.startsWith(beginning)) ?? []
  if (methods && !methods.includes(method)) {
    response.setHeader('allow', methods.join(', '))
    refuse(response, 405, 'METHOD_NOT_ALLOWED', `Send it by ${methods.join(' or ')}.`)
  } else refuse(response, 404, 'NOT_FOUND', `There is nothing at this path. GraphQL is at ${GRAPHQL_PATH}.`)
  return true
}
