// Numbers the acts that the lane did not decide: a command that changes nothing else.

import { NIL } from 'uuid'
import type { App } from '../app.ts'
import { type Command, skip } from '../engine/command.ts'

const NUMBER: Command<number> = {
  organizationId: NIL,
  idempotency: null,
  reads: { outbox: true },
  decide(batch) {
    const numbered = batch.numberOutbox()
    return numbered === 0 ? skip() : { value: numbered, resultId: NIL }
  },
}

/** Gives the acts that wait their numbers. Returns how many it gave. */
export async function numberOutbox(app: App): Promise<number> {
  const waiting = await app.prisma.$queryRaw<unknown[]>`SELECT FROM feed_outbox LIMIT 1`
  if (waiting.length === 0) return 0
  const outcome = await app.lane.run(NUMBER)
  return outcome.kind === 'decided' ? outcome.value : 0
}
