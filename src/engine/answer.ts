// From a lane's outcome to an operation's answer.

import type { Refusal } from '../ledger/refusals.ts'
import type { Outcome } from './command.ts'

/** What was made now, or what was made before under the same idempotency key (`before` reads it), or why not. */
export async function answer<Value extends object, Refused extends Refusal>(
  outcome: Outcome<Value>,
  before: (id: string) => Promise<Value>,
): Promise<(Value & { replayed: boolean }) | Refused> {
  if (outcome.kind === 'refused') return outcome.refusal as Refused
  if (outcome.kind === 'decided') return { ...outcome.value, replayed: false }
  return { ...(await before(outcome.resultId)), replayed: true }
}
