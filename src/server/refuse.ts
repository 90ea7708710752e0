// How a request that isn't GraphQL is refused: an HTTP status, and as JSON a code for programs and a message for people.

import type { ServerResponse } from 'node:http'

export function refuse(response: ServerResponse, status: number, code: string, message: string): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ code, message }))
}
