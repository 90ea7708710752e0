// Writing the audit log: every administrative act leaves one entry, in the transaction of the act.

import { v7 as uuidv7 } from 'uuid'
import type { App } from '../app.ts'
import type { Prisma } from '../database/generated/client/client.ts'
import { insertRows } from '../database/insertRows.ts'
import { actingNow } from '../engine/acting.ts'
import type { Batch } from '../engine/batch.ts'
import type { Command } from '../engine/command.ts'
import type { Act, Facts } from '../engine/records.ts'
import { isRefusal, type Refusal } from '../ledger/refusals.ts'

/**
 * Adds the entry of an act that the lane does not decide, and puts it into the outbox of the feed. The lane's decisions carry
 * their acts (`Decided.act`).
 */
export function record(
  app: Pick<App, 'feedDays'>,
  transaction: Prisma.TransactionClient,
  organizationId: string,
  act: Act,
  createdAt: Date,
): Promise<void> {
  return recordAll(app, transaction, [{ organizationId, act }], createdAt)
}

/** Adds the entries of several acts. */
export async function recordAll(
  { feedDays }: Pick<App, 'feedDays'>,
  transaction: Prisma.TransactionClient,
  acts: readonly { readonly organizationId: string; readonly act: Act }[],
  createdAt: Date,
): Promise<void> {
  const { kind, id: actorId, name: actorName, address, requestId } = actingNow()
  await insertRows(
    transaction,
    'audit_entry',
    acts.map(({ organizationId, act: { action, subjectType, subjectId, before = null, after = null } }) => ({
      organizationId,
      id: uuidv7(),
      actorKind: kind,
      actorId,
      actorName,
      address,
      requestId,
      action,
      subjectType,
      subjectId,
      before,
      after,
      createdAt,
    })),
  )
  if (feedDays === 0) return
  await insertRows(
    transaction,
    'feed_outbox',
    acts.map(({ organizationId, act }) => ({
      organizationId,
      id: uuidv7(),
      act,
      by: { kind, id: actorId, name: actorName },
    })),
  )
}

/** The same command with an entry in the audit log: `after` is what was asked for, `before` what it replaces, if anything. */
export function audited<Value, Refused extends Refusal>(
  command: Command<Value, Refused>,
  action: string,
  subjectType: string,
  asked: object,
  replaced: (batch: Batch) => object | null = () => null,
): Command<Value, Refused> {
  return {
    ...command,
    decide(batch) {
      const before = replaced(batch)
      const decision = command.decide(batch)
      if (isRefusal(decision)) return decision
      const subject = { subjectType, subjectId: decision.resultId }
      const act: Act = { action, ...subject, ...(before ? { before: factsOf(before) } : {}), after: factsOf(asked) }
      return { ...decision, act }
    },
  }
}

/** The fields of an object as JSON values, without absent ones, the organization's id and the idempotency key. */
export function factsOf(object: object): Facts {
  const said = Object.entries(object).filter(
    ([name, value]) => value !== undefined && value !== null && name !== 'organizationId' && name !== 'idempotencyKey',
  )
  return JSON.parse(
    JSON.stringify(Object.fromEntries(said), (_name, value) => (typeof value === 'bigint' ? String(value) : value)),
  )
}
