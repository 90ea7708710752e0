// GET and HEAD /files/TOKEN: a file that a task has made, for whoever has the link; whole, or a range of it, as players ask
// for it to seek.

import type { IncomingMessage, ServerResponse } from 'node:http'
import { basename, dirname } from 'node:path'
import send from 'send'
import type { App } from '../app.ts'
import { FILES_PATH } from '../storage/folder.ts'
import { dispositionOf } from '../storage/storage.ts'
import { refuse } from './refuse.ts'
import type { StuckClients } from './stuck.ts'

/** So long a client may take nothing of a file: one on a slow line takes little at a time. */
const STUCK_FILE_MS = 60_000

/** Answers the request if it is for a file; false if it isn't. */
export function serveFile(
  app: App,
  { pathname }: URL,
  request: IncomingMessage,
  response: ServerResponse,
  stuck: StuckClients,
): boolean {
  if (!pathname.startsWith(FILES_PATH) || !['GET', 'HEAD'].includes(request.method ?? '')) return false
  stuck.watch(request.socket, undefined, STUCK_FILE_MS)
  answer(app, pathname.slice(FILES_PATH.length), request, response).catch((error) => {
    app.log.warn({ err: error }, 'a file was not sent')
    response.destroy()
  })
  return true
}

async function answer(app: App, token: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const file = await app.storage()?.find(token)
  if (!file || !(await app.access.isInForce(file.asker))) return refuseFile(response, 404)
  const { path, contentType } = file
  send(request, encodeURIComponent(basename(path)), {
    root: dirname(path),
    dotfiles: 'allow',
    index: false,
    cacheControl: false,
  })
    .on('headers', () => {
      response.setHeader('content-type', contentType)
      response.setHeader('content-disposition', dispositionOf(path))
      // Whatever it says that it is, it is nothing to run.
      response.setHeader('content-security-policy', "sandbox; default-src 'none'")
      response.setHeader('x-content-type-options', 'nosniff')
      response.setHeader('cache-control', 'private, max-age=3600')
    })
    .on('directory', () => refuseFile(response, 404))
    .on('error', (error: Error & { status: number }) => {
      if (error.status >= 500) app.log.warn({ err: error }, 'a file was not sent')
      refuseFile(response, error.status)
    })
    .pipe(response)
}

function refuseFile(response: ServerResponse, status: number): void {
  if (response.headersSent) return void response.destroy()
  if (status === 404)
    refuse(response, 404, 'NOT_FOUND', 'This link has ended, or there never was one. Ask for the file again.')
  else refuse(response, status, 'BAD_REQUEST', 'The file has no such part.')
}
