// GET /publications/latest and /publications/NUMBER: hashes for everybody to keep, without a key.

import type { IncomingMessage, ServerResponse } from 'node:http'
import type { App } from '../app.ts'
import { outageOf } from '../database/outage.ts'
import { publicationJson } from '../publications/publish.ts'
import type { Strangers } from './strangers.ts'

const PATH = /^\/publications\/(latest|[1-9]\d{0,15})$/

/** Answers the request if it is for a publication; false if it isn't. */
export function servePublication(
  app: App,
  { pathname }: URL,
  request: IncomingMessage,
  response: ServerResponse,
  strangers: Strangers,
): boolean {
  const which = PATH.exec(pathname)?.[1]
  if (which === undefined || request.method !== 'GET') return false
  const answer = (status: number, body: object) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  const find = async () => {
    if (await strangers.refuse(request, response)) return
    const where = which === 'latest' ? {} : { number: BigInt(which) }
    const publication = await app.prisma.publication.findFirst({ where, orderBy: { number: 'desc' } })
    if (publication) answer(200, publicationJson(publication))
    else answer(404, { code: 'NOT_FOUND', message: 'There is no such publication yet.' })
  }
  find().catch((error) => {
    outageOf(app.log).mention(error, 'a publication could not be read')
    answer(503, { code: 'UNAVAILABLE', message: 'Try again in a moment.' })
  })
  return true
}
