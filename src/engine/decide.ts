// Decides one command against a batch, and answers repetitions of idempotency keys.

import { newId } from '../ids.ts'
import { isRefusal } from '../ledger/refusals.ts'
import type { Actor } from './acting.ts'
import type { Batch } from './batch.ts'
import { type Command, CYCLE_DUE, idempotencyConflict, ORGANIZATION_CLOSED, type Outcome } from './command.ts'
import { loadKeys } from './load.ts'
import type { OrganizationSnapshot } from './organizationSnapshot.ts'
import type { Session } from './session.ts'
import { isDue } from './subscriptionTerms.ts'

/** Decides one command against the batch as the commands before it left it. Throws if it refuses and has put something in. */
export function decide(command: Command<unknown>, by: Actor, batch: Batch): Outcome<unknown> {
  const { organizationId, idempotency } = command
  const before = answerOfKey(command, batch)
  if (before) return before
  const snapshot = batch.organization(organizationId)
  if (snapshot && !command.evenClosed && isClosed(snapshot)) {
    return { kind: 'refused', refusal: ORGANIZATION_CLOSED }
  }
  if (snapshot?.subscription && !command.evenDue && isDue(snapshot.subscription, batch.timeOf(organizationId))) {
    return { kind: 'refused', refusal: CYCLE_DUE }
  }
  const entries = batch.entries.length
  const decision = batch.whole(() => command.decide(batch))
  if (isRefusal(decision)) return { kind: 'refused', refusal: decision }
  batch.alertOfBalances()
  const { value, resultId, act } = decision
  if (idempotency) {
    const { key, fingerprint } = idempotency
    batch.putKey({ organizationId, key, fingerprint, resultId })
  }
  if (act) batch.putAudit({ organizationId, id: newId(), act, by }, entries)
  batch.feed?.note(batch, by)
  return { kind: 'decided', value, resultId }
}

/** Returns whether most commands are refused in an organization because it is closed, or about to be. */
export function isClosed({ status }: OrganizationSnapshot): boolean {
  return status === 'CLOSING' || status === 'CLOSED'
}

/** The outcome of a command whose key was used before; null if its key is new. */
function answerOfKey({ organizationId, idempotency }: Command<unknown>, batch: Batch): Outcome<unknown> | null {
  const known = idempotency && batch.key(organizationId, idempotency.key)
  if (!idempotency || !known) return null
  if (Buffer.compare(known.fingerprint, idempotency.fingerprint) === 0) {
    return { kind: 'replayed', resultId: known.resultId }
  }
  return { kind: 'refused', refusal: idempotencyConflict(idempotency.given) }
}

/**
 * Looks up the keys of refused commands: if a key was used before, its command is answered with that result. A key that the batch
 * has was used by a later command of the batch: the look-up for that one was the insertion.
 */
export async function replayRefused(
  session: Session,
  batch: Batch,
  commands: readonly Command<unknown>[],
  answers: Outcome<unknown>[],
): Promise<void> {
  const doubtful = commands
    .map((command, i) => ({ command, i }))
    .filter(({ command, i }) => answers[i]?.kind === 'refused' && hasUnknownKey(command, batch))
  if (doubtful.length === 0) return
  await loadKeys(
    session,
    batch,
    doubtful.map(({ command }) => command),
  )
  for (const { command, i } of doubtful) answers[i] = answerOfKey(command, batch) ?? (answers[i] as Outcome<unknown>)
}

function hasUnknownKey({ organizationId, idempotency }: Command<unknown>, batch: Batch): boolean {
  return idempotency !== null && !batch.key(organizationId, idempotency.key)
}
