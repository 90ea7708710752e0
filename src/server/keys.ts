// The API key of a request, wherever it is put.

import type { IncomingMessage } from 'node:http'

/** The API key of a request: `Authorization: Bearer KEY` or `x-api-key: KEY`. */
export function keyIn(headers: Pick<Headers, 'get'>): string {
  const bearer = /^Bearer\s+(\S+)$/i.exec(headers.get('authorization') ?? '')
  return bearer?.[1] ?? headers.get('x-api-key') ?? ''
}

/** A header of a Node request, as `Headers` would give it. */
export function headersOf(request: IncomingMessage): Pick<Headers, 'get'> {
  return {
    get: (name) => {
      const value = request.headers[name]
      return Array.isArray(value) ? value.join(', ') : (value ?? null)
    },
  }
}
