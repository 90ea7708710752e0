// GET `/publications/latest` and `/publications/NUMBER`: checkpoints, for everybody, without a key.

import { publicationJson } from '../publications/publish.ts'
import { answer, refuse } from './answer.ts'
import type { Exchange, Parts } from './exchange.ts'

const NUMBER = /^[1-9]\d{0,15}$/

export async function servePublication(
  { app, strangers }: Parts,
  { request, response, variable: which }: Exchange,
): Promise<void> {
  if (await strangers.refuse(request, response)) return
  const where = which === 'latest' ? {} : NUMBER.test(which) ? { number: BigInt(which) } : null
  const publication = where && (await app.prisma.publication.findFirst({ where, orderBy: { number: 'desc' } }))
  if (publication) answer(response, 200, publicationJson(publication))
  else refuse(response, 404, 'NOT_FOUND', 'No checkpoint has this number.')
}
