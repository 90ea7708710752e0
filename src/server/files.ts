// GET /files/TOKEN: a file that a task has made, for whoever has the link.

import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import type { App } from '../app.ts'
import { FILES_PATH } from '../storage/folder.ts'

/** Answers the request if it is for a file; false if it isn't. */
export function serveFile(app: App, { pathname }: URL, request: IncomingMessage, response: ServerResponse): boolean {
  if (!pathname.startsWith(FILES_PATH) || request.method !== 'GET') return false
  answer(app, pathname.slice(FILES_PATH.length), response).catch((error) => {
    // Also when the reader has gone away in the middle.
    app.log.warn({ err: error }, 'a file was not sent whole')
    response.destroy()
  })
  return true
}

async function answer(app: App, token: string, response: ServerResponse): Promise<void> {
  const file = await app.storage()?.open(token)
  if (!file) {
    const message = 'This link is over, or is none. Ask for the file again.'
    response.writeHead(404, { 'content-type': 'application/json' }).end(JSON.stringify({ message }))
    return
  }
  response.writeHead(200, {
    'content-type': file.contentType,
    'content-length': file.bytes,
    // Whatever it says that it is, it is nothing to run.
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
    'access-control-allow-origin': '*',
    'cache-control': 'private, max-age=3600',
  })
  await pipeline(file.stream, response)
}
