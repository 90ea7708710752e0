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
  if (which !== 'latest' && !NUMBER.test(which)) {
    return refuse(response, 400, 'BAD_USER_INPUT', 'NUMBER must be a whole number, or latest.')
  }
  const where = which === 'latest' ? {} : { number: BigInt(which) }
  const checkpoint = await app.prisma.checkpoint.findFirst({ where, orderBy: { number: 'desc' } })
  if (checkpoint) answer(response, 200, checkpointJson(checkpoint))
  else refuse(response, 404, 'NOT_FOUND', 'No checkpoint has this number.')
}
