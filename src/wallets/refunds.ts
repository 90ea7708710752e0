// Refunds: credits that a hold has used come back after it has ended, and its budgets and the revenue of its lots with them.

import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import type { App } from '../app.ts'
import { audited } from '../audit/record.ts'
import type { Batch } from '../engine/batch.ts'
import type { Command, Idempotency } from '../engine/command.ts'
import { countsAt, isInPeriod, spendingOf, usedBy } from '../ledger/budget.ts'
import type { Held } from '../ledger/freeze.ts'
import { type Refund, refund } from '../ledger/refund.ts'
import { type CreditsOutOfBounds, type HoldOpen, isRefusal, type RefundExceedsSpent } from '../ledger/refusals.ts'
import type { Credits, Hold } from '../ledger/wallet.ts'
import { type Answer, type CommonRefusal, operate } from '../operation.ts'
import { field, type NotFound, notFound } from '../refusals.ts'
import { countedAgainst } from './funding.ts'
import { findHold, type HoldAndWallet, type HoldOfTask, holdOfTask } from './holds.ts'
import { endIfClosed } from './wallet.ts'

export type RefundRefusal = HoldOpen | RefundExceedsSpent | CreditsOutOfBounds

/**
 * Refunds credits of a hold in the batch, and tells its organization; or refuses, and changes nothing. The hold counts by itself
 * from now on against budgets of the present period that took it over in a sum.
 */
function refundWithin(batch: Batch, hold: Hold, command: Refund): Held | RefundRefusal | NotFound {
  const refunded = decideRefund(batch, hold, command)
  return isRefusal(refunded) ? refunded : putRefund(batch, hold, refunded, command)
}

/** Decides the refund of a hold, and puts nothing. */
export function decideRefund(batch: Batch, hold: Hold, command: Refund): Held | RefundRefusal | NotFound {
  const { organizationId } = hold
  const state = batch.walletOfHold(hold)
  if (!state) return notFound('hold')
  const lotOf = (id: string) => state.lots.get(id) ?? batch.closedLot(organizationId, id)
  return refund(state, hold, lotOf, command, batch.timeOf(organizationId))
}

/** Puts a refund into the batch, and tells its organization. */
export function putRefund(batch: Batch, hold: Hold, refunded: Held, command: Refund): Held {
  const { organizationId } = hold
  const now = batch.timeOf(organizationId)
  const usages = [...hold.usages]
  const snapshot = batch.organization(organizationId)
  const spending = spendingOf(hold, refunded.wallet.creditType)
  for (const { budget, usage } of snapshot ? countedAgainst(snapshot, spending, now) : []) {
    const wasTakenOver = budget.period !== 'TOTAL' && hold.endedAt !== null && hold.endedAt <= budget.createdAt
    if (!wasTakenOver || !isInPeriod(usage, countsAt(hold)) || usages.includes(usage.id)) continue
    batch.putUsage({ ...usage, takenOver: usage.takenOver - usedBy(hold) })
    batch.nameUsage(batch.hold(organizationId, hold.id) ?? hold, usage.id)
    usages.push(usage.id)
  }
  const decision = { ...refunded, hold: { ...refunded.hold, usages } }
  batch.apply(decision)
  endIfClosed(batch, decision.wallet)
  const credits = Number(decision.hold.refunded - hold.refunded)
  batch.tell({
    organizationId,
    event: 'credits.refunded',
    subjectId: hold.id,
    detail: String(decision.hold.refunded),
    refund: { credits, reason: command.reason },
  })
  return decision
}

/** Refunds a hold without a task. */
export function refundCommand(
  organizationId: string,
  holdId: string,
  command: Refund,
  idempotency: Idempotency | null,
): Command<HoldAndWallet, NotFound | HoldOfTask | RefundRefusal> {
  return {
    organizationId,
    idempotency,
    reads: { holdId, lotsOfHold: true },
    evenClosed: true,
    decide(batch) {
      const hold = batch.hold(organizationId, holdId)
      if (!hold) return notFound('hold')
      if (hold.taskId !== null) return holdOfTask(hold.taskId)
      const refunded = refundWithin(batch, hold, command)
      if (isRefusal(refunded)) return refunded
      return { value: { hold: refunded.hold, wallet: refunded.wallet }, resultId: holdId }
    },
  }
}

export const RefundInput = z.object({
  organizationId: z.uuid(),
  credits: field.credits.nullish(),
  reason: field.text(500).min(1),
  idempotencyKey: field.idempotencyKey,
})

const HoldRefund = RefundInput.extend({ holdId: z.uuid() })

/** Gives back credits that a hold has spent, to the lots that they came from. */
export function refundHold(
  app: App,
  input: z.input<typeof HoldRefund>,
): Promise<Answer<HoldAndWallet> | CommonRefusal | HoldOfTask | RefundRefusal> {
  return operate({
    name: 'refundHold',
    schema: HoldRefund,
    input,
    run: async ({ organizationId, holdId, credits = null, reason }, key) => {
      await reopenLeaving(app, organizationId, [holdId])
      const command = refundCommand(organizationId, holdId, { credits, reason, lotId: uuidv7() }, key)
      return app.lane.run(audited(command, 'refundHold', 'Hold', factsFor(credits, reason)))
    },
    find: (id, { organizationId }) => findHold(app, { organizationId, id }),
  })
}

/** The facts of a refund for the audit log. */
export function factsFor(credits: Credits | null, reason: string) {
  return { credits: credits === null ? 'ALL' : credits, reason }
}

/** The wallet of a member who was removed is emptied into the pool again once something has come back (src/offboarding/leaving.ts). */
export async function reopenLeaving(
  { prisma }: App,
  organizationId: string,
  holdIds: readonly string[],
): Promise<void> {
  const found = await prisma.hold.findMany({
    where: { organizationId, id: { in: [...holdIds] } },
    select: { wallet: { select: { holderId: true } } },
  })
  const members = found.flatMap(({ wallet }) => (wallet.holderId === organizationId ? [] : [wallet.holderId]))
  if (members.length === 0) return
  await prisma.member.updateMany({
    where: { organizationId, id: { in: members }, removedAt: { not: null }, leaving: null },
    data: { leaving: 'FINISH_TASKS' },
  })
}
