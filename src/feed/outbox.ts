// Numbers the acts that the lane did not decide: a command that changes nothing else. With several cells, the sequencer numbers them, and
// the events of all cells: src/engine/sequencer.ts.

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

/** Gives the events and acts that wait for their numbers in the feed theirs. Returns the number of acts that the lane numbered: more may wait. */
export async function numberWaiting(app: App): Promise<number> {
  if ((await app.lanes.known()).count > 1) {
    await app.sequencer.run()
    return 0
  }
  const waiting = await app.prisma.$queryRaw<unknown[]>`SELECT FROM feed_outbox LIMIT 1`
  if (waiting.length === 0) return 0
  const outcome = await app.lane.run(NUMBER)
  return outcome.kind === 'decided' ? outcome.value : 0
}
