// Runs commands that need the present cycle: if the last one is over and not ended yet, it is ended first.

import type { App } from '../app.ts'
import type { Command, Outcome } from '../engine/command.ts'
import { endCycle } from './commands.ts'
import type { CycleDue } from './cycleDue.ts'

/** As the lane runs it, and once more if a cycle had to be ended. */
export async function runInCycle<Value>(app: App, command: Command<Value>): Promise<Outcome<Value>> {
  const outcome = await app.lane.run(command)
  if (!isCycleDue(outcome)) return outcome
  await app.lane.run(endCycle(command.organizationId, outcome.refusal.subscriptionId))
  const again = await app.lane.run(command)
  return isCycleDue(again) ? { kind: 'refused', refusal: again.refusal.otherwise } : again
}

function isCycleDue(outcome: Outcome<unknown>): outcome is { kind: 'refused'; refusal: CycleDue } {
  return outcome.kind === 'refused' && outcome.refusal.code === 'CYCLE_DUE'
}
