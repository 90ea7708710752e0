// Answers requests outside of GraphQL with JSON. An error is an HTTP status and {"code", "message"}: a code for programs, a message
// for people. An error of /graphql has GraphQL's shape.

import type { ServerResponse } from 'node:http'
import { isGraphQL } from './paths.ts'

export function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

/** Answers with an error. `retryAfterMs`: the time after which the same request can succeed. */
export function refuse(
  response: ServerResponse,
  status: number,
  code: string,
  message: string,
  retryAfterMs?: number,
): void {
  if (retryAfterMs !== undefined) response.setHeader('retry-after', Math.ceil(retryAfterMs / 1_000))
  const isOfGraphQL = isGraphQL(response.req.url ?? '')
  const body = isOfGraphQL
    ? { errors: [{ message, extensions: { code, retryAfterMs } }] }
    : { code, message, retryAfterMs }
  answer(response, status, body)
}
