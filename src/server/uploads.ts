// PUT /uploads/TOKEN: a worker sends a file that a task has made (src/tasks/uploads.ts).

import type { IncomingMessage, ServerResponse } from 'node:http'
import type { App } from '../app.ts'
import { type Refused, receiveUpload, UPLOADS_PATH } from '../tasks/uploads.ts'
import { endIfMoreComes } from './body.ts'

const REFUSED: Readonly<Record<Refused, readonly [number, string]>> = {
  UNKNOWN: [404, 'This address is over, or is none. Ask for another.'],
  LEASE_LOST: [409, 'The lease is over: another worker may have the task, or it has ended. Stop working on it.'],
  BAD_TYPE: [415, 'Say what the file is: content-type: audio/mpeg.'],
  TOO_BIG: [413, 'The file is too big.'],
}

/** Answers the request if it brings a file; false if it doesn't. */
export function serveUpload(app: App, { pathname }: URL, request: IncomingMessage, response: ServerResponse): boolean {
  if (!pathname.startsWith(UPLOADS_PATH) || request.method !== 'PUT') return false
  const say = (status: number, body: object) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  receiveUpload(app, pathname.slice(UPLOADS_PATH.length), request.headers['content-type'], request).then(
    (received) => {
      if (typeof received !== 'string') return say(201, received)
      const [status, message] = REFUSED[received]
      endIfMoreComes(response)
      say(status, { code: received, message })
    },
    (error) => {
      app.log.warn({ err: error }, 'a file of a worker was not kept')
      say(503, { code: 'UNAVAILABLE', message: 'The file could not be kept. Send it again in a moment.' })
    },
  )
  return true
}
