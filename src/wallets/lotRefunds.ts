// Refunds of purchases: credits are taken back from the lot that a payment brought, because the payment was given back.

import { z } from 'zod'
import type { App } from '../app.ts'
import { audited } from '../audit/record.ts'
import type { Batch } from '../engine/batch.ts'
import type { Command, Idempotency } from '../engine/command.ts'
import { costOf, type Money } from '../ledger/money.ts'
import { must } from '../ledger/must.ts'
import { type DisputeState, isRefusal, type RefundExceedsLot } from '../ledger/refusals.ts'
import { type LotRefund, type RefundedLot, takeBack } from '../ledger/takeBack.ts'
import { CREDITS_MAX, type Credits, type Lot } from '../ledger/wallet.ts'
import { type Answer, type CommonRefusal, operate } from '../operation.ts'
import { field, type InvalidInput, invalidInput, type NotFound, notFound } from '../refusals.ts'
import { type DisputedLot, type Lineage, takenBack, wholeLineage } from './disputes.ts'
import { findLot } from './lots.ts'
import { endIfClosed } from './wallet.ts'

/** The part of a purchase that is refunded: a number of credits, or the money that was paid for them. */
type Part = { readonly credits: Credits } | { readonly money: Money }

export type LotRefundRefusal = DisputeState | RefundExceedsLot

/** Takes credits of a purchase back, wherever they are now. */
export function refundLotCommand(
  organizationId: string,
  lotId: string,
  { part, reason }: { readonly part: Part; readonly reason: string },
  idempotency: Idempotency | null,
): Command<DisputedLot, NotFound | InvalidInput | LotRefundRefusal> {
  return {
    organizationId,
    idempotency,
    reads: { lineageOf: lotId },
    evenClosed: true,
    decide(batch) {
      const lineage = wholeLineage(batch, organizationId, lotId)
      if (!lineage) return notFound('lot')
      const [origin] = lineage.lots
      const credits = 'credits' in part ? part.credits : creditsOf(origin, part.money)
      if (typeof credits === 'object') return credits
      const value = takeBackFrom(batch, lineage, { credits, reason })
      return isRefusal(value) ? value : { value, resultId: origin.id }
    },
  }
}

/** Takes credits of a lot and of all that was split off it back in a batch. */
export function takeBackFrom(
  batch: Batch,
  { lots, stateOf }: Lineage,
  { credits, reason }: LotRefund,
): DisputedLot | LotRefundRefusal {
  const [origin] = lots
  const { organizationId } = origin
  const refunded = takeBack(lots, stateOf, { credits, reason }, batch.timeOf(organizationId))
  if (isRefusal(refunded)) return refunded
  for (const decision of refunded.decisions) {
    batch.apply(decision)
    endIfClosed(batch, decision.wallet)
  }
  const { revoked, chargedBack } = refunded
  const lot = lotAfter(origin, refunded)
  const detail = String(batch.lineage(organizationId, origin.id).reduce((sum, each) => sum + each.revoked, 0n))
  const refund = { credits: Number(credits), reason }
  batch.tell({ organizationId, event: 'payment.refunded', subjectId: origin.id, detail, refund })
  return { lot, wallet: stateOf(lot).wallet, revoked, chargedBack }
}

/** The lot that the credits came in with, as the refund leaves it. */
function lotAfter(origin: Lot, { decisions }: RefundedLot): Lot {
  return decisions.flatMap(({ lots }) => lots).find(({ id }) => id === origin.id) ?? origin
}

/** The credits of a lot that an amount of money has paid for, rounded down as `costOf` does; a refusal unless they are whole. */
function creditsOf(lot: Lot, { amount, currency }: Money): Credits | InvalidInput {
  const { costAmount, costCredits } = lot
  if (costAmount === null || costCredits === null || costAmount === 0n) {
    return invalidMoney('must be absent, because nothing is known to be paid for this lot. Give credits')
  }
  if (lot.currency !== currency) return invalidMoney(`must be in ${lot.currency}, as the lot was paid`)
  const fewer = (amount * costCredits) / costAmount
  const around = [fewer, fewer + 1n].map((credits) => ({ credits, cost: costOf(lot, credits)?.amount ?? 0n }))
  const exact = around.find(({ credits, cost }) => credits > 0n && cost === amount)
  if (exact) return exact.credits
  const choices = around.filter(({ credits }) => credits > 0n && credits <= costCredits)
  const offers = choices.map(({ credits, cost }) => `${cost} for ${credits} credits`)
  return invalidMoney(`must pay for whole credits of the lot, at most ${costAmount}: ${offers.join(', or ')}`)
}

function invalidMoney(message: string): InvalidInput {
  return invalidInput({ path: 'money', message })
}

const LotRefundInput = z
  .object({
    organizationId: z.uuid(),
    lotId: z.uuid(),
    credits: field.credits.nullish(),
    money: z.object({ amount: z.bigint().min(1n).max(CREDITS_MAX), currency: field.currency }).nullish(),
    reason: field.text(500).min(1),
    idempotencyKey: field.idempotencyKey,
  })
  .refine(({ credits, money }) => ((credits ?? null) === null) !== ((money ?? null) === null), {
    message: 'must have exactly one of credits and money',
  })

/** Takes a part of a purchase back: unused credits are revoked, and spent ones are owed or written off. */
export function refundLot(
  app: App,
  input: z.input<typeof LotRefundInput>,
): Promise<Answer<DisputedLot> | CommonRefusal | LotRefundRefusal> {
  return operate<typeof LotRefundInput, DisputedLot, CommonRefusal | LotRefundRefusal>({
    name: 'refundLot',
    schema: LotRefundInput,
    input,
    run: ({ organizationId, lotId, credits, money, reason }, key) => {
      const part: Part = money ? { money } : { credits: must(credits, 'the schema asks for credits or money') }
      const command = refundLotCommand(organizationId, lotId, { part, reason }, key)
      const asked = money ? { amount: money.amount, currency: money.currency } : { credits }
      return app.lane.run(audited(command, 'refundLot', 'CreditLot', { ...asked, reason }))
    },
    find: async (id, { organizationId }) => {
      const { lot, wallet } = await findLot(app, organizationId, id)
      return {
        lot,
        wallet,
        ...(await takenBack(app, organizationId, id, { name: 'refundLot', key: input.idempotencyKey })),
      }
    },
  })
}
