// GET and HEAD /files/TOKEN: a file that a task has made, for everyone with the signed link. Players request ranges of it to seek.

import type { ServerResponse } from 'node:http'
import { basename, dirname } from 'node:path'
import send from 'send'
import { dispositionOf } from '../storage/storage.ts'
import { refuse } from './answer.ts'
import type { Exchange, Parts } from './exchange.ts'

/** The time in which a client must read something of a file. A client with a slow connection still reads a little. */
const SLOW_FILE_MS = 60_000

export async function serveFile(
  { app, slowConsumers }: Parts,
  { request, response, variable: token }: Exchange,
): Promise<void> {
  slowConsumers.watch(request.socket, undefined, SLOW_FILE_MS)
  const file = await app.storage?.find(token)
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
      // A browser must not execute the file, whatever its content type is.
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
    refuse(response, 404, 'NOT_FOUND', 'This link has expired or never existed. Ask for the file again.')
  else refuse(response, status, 'BAD_REQUEST', 'The range must lie within the file.')
}
