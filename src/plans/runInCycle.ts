// Runs commands that need the present cycle: if the last one has ended and is not renewed yet, that happens first.

import type { App } from '../app.ts'
import type { Command, LaneRefusal, Outcome } from '../engine/command.ts'
import type { Refusal } from '../ledger/refusals.ts'
import { endCycle } from './commands.ts'
import { cycleDue } from './cycleDue.ts'

/** Runs a command in the lane, and once more if a cycle had to be ended first. */
export async function runInCycle<Value, Refused extends Refusal = Refusal>(
  app: App,
  command: Command<Value, Refused>,
): Promise<Outcome<Value, Refused | LaneRefusal>> {
  const outcome = await app.lane.run(command)
  const due = outcome.kind === 'refused' ? cycleDue(outcome.refusal) : null
  if (due === null) return outcome
  await app.lane.run(endCycle(command.organizationId, due))
  return app.lane.run(command)
}
