// GET `/checkpoints/latest` and `/checkpoints/NUMBER`: checkpoints, for everybody, without a key.

import { checkpointJson } from '../checkpoints/publish.ts'
import { answer, refuse } from './answer.ts'
import type { Exchange, Parts } from './exchange.ts'

const NUMBER = /^[1-9]\d{0,15}$/

export async function serveCheckpoint(
  { app, strangers }: Parts,
  { request, response, variable: which }: Exchange,
): Promise<void> {
  if (await strangers.refuse(request, response)) return
  const where = which === 'latest' ? {} : NUMBER.test(which) ? { number: BigInt(which) } : null
  const checkpoint = where && (await app.prisma.checkpoint.findFirst({ where, orderBy: { number: 'desc' } }))
  if (checkpoint) answer(response, 200, checkpointJson(checkpoint))
  else refuse(response, 404, 'NOT_FOUND', 'No checkpoint has this number.')
}
