// POST /callbacks/TOKEN: a provider tells how a task goes (src/upstream/callbacks.ts).

import type { IncomingMessage, ServerResponse } from 'node:http'
import type { App } from '../app.ts'
import { outageOf } from '../database/outage.ts'
import { CALLBACKS_PATH, type Received, receiveCallback } from '../upstream/callbacks.ts'
import { BodyRefused, readBody, refuseBody } from './body.ts'

const BODY_BYTES_MAX = 1024 * 1024

const STATUS: Readonly<Record<Received, number>> = { RECEIVED: 200, UNKNOWN: 404, UNSIGNED: 401, UNREADABLE: 400 }

/** Answers the request if it is a callback; false if it isn't. */
export function serveCallback(
  app: App,
  { pathname }: URL,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  if (!pathname.startsWith(CALLBACKS_PATH) || request.method !== 'POST') return false
  answer(app, pathname.slice(CALLBACKS_PATH.length), request, response).catch((error) => {
    if (error instanceof BodyRefused) return refuseBody(response, error)
    // It wasn't written down, so the provider must come again.
    outageOf(app.log).mention(error, 'a callback was not received')
    if (response.headersSent) response.destroy()
    else response.writeHead(503).end()
  })
  return true
}

async function answer(app: App, token: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(request, BODY_BYTES_MAX)
  const header = (name: string) => {
    const value = request.headers[name.toLowerCase()]
    return Array.isArray(value) ? value[0] : value
  }
  const received = await receiveCallback(app, token, header, body)
  response.writeHead(STATUS[received], { 'content-type': 'application/json' }).end(JSON.stringify({ received }))
}
