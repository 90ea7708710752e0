// Chargebacks: opening and closing the dispute over what was paid for a lot.

import { z } from 'zod'
import type { App } from '../app.ts'
import { audited } from '../audit/record.ts'
import { answer } from '../engine/answer.ts'
import type { Command, Idempotency, IdempotencyConflict } from '../engine/command.ts'
import { idempotency } from '../engine/idempotency.ts'
import { type Dispute, dispute } from '../ledger/dispute.ts'
import { type DisputeState, isRefusal } from '../ledger/refusals.ts'
import type { Credits, Lot, LotDispute, Wallet, WalletState } from '../ledger/wallet.ts'
import { field, type InvalidInput, type NotFound, notFound, parseInput } from '../refusals.ts'
import { findLot } from './lots.ts'

interface DisputedLot {
  /** The lot that the credits came in with. */
  readonly lot: Lot
  readonly wallet: Wallet
  readonly revoked: Credits
  readonly chargedBack: Credits
}

/** Opens, wins or loses the dispute over the lot that a lot's credits came in with, wherever they are now. */
export function disputeLot(
  organizationId: string,
  lotId: string,
  command: Dispute,
  idempotency: Idempotency | null,
): Command<DisputedLot> {
  return {
    organizationId,
    idempotency,
    reads: { familyOf: lotId },
    evenClosed: true,
    decide(batch) {
      const [origin, ...splitOff] = batch.family(organizationId, lotId)
      if (!origin) return notFound('lot')
      const stateOf = (lot: Lot) => batch.wallet(organizationId, lot.walletId) as WalletState
      const disputed = dispute([origin, ...splitOff], stateOf, command, batch.timeOf(organizationId))
      if (isRefusal(disputed)) return disputed
      for (const decision of disputed.decisions) batch.apply(decision)
      batch.tell({ organizationId, event: 'payment.disputed', subjectId: origin.id, detail: command.to })
      const { decisions, revoked, chargedBack } = disputed
      const lot = decisions.flatMap(({ lots }) => lots).find(({ id }) => id === origin.id) as Lot
      return { value: { lot, wallet: stateOf(lot).wallet, revoked, chargedBack }, resultId: origin.id }
    },
  }
}

const Opening = z.object({
  organizationId: z.uuid(),
  lotId: z.uuid(),
  reason: field.text(500).min(1),
  idempotencyKey: field.idempotencyKey,
})

const Closing = Opening.extend({ outcome: z.enum(['WON', 'LOST']) })

export type DisputeAnswer = DisputedLot & { readonly replayed: boolean }

export type DisputeRefusal = InvalidInput | NotFound | IdempotencyConflict | DisputeState

/** The payment for a lot is disputed: nothing of it can be used, wherever it has been moved. */
export async function openDispute(app: App, input: z.input<typeof Opening>): Promise<DisputeAnswer | DisputeRefusal> {
  const parsed = parseInput(Opening, input)
  return parsed.ok ? run(app, 'openDispute', parsed.value, 'OPEN') : parsed.refusal
}

/** The dispute was won, and all is as before; or lost: what is left is revoked, what was spent is owed. */
export async function closeDispute(app: App, input: z.input<typeof Closing>): Promise<DisputeAnswer | DisputeRefusal> {
  const parsed = parseInput(Closing, input)
  return parsed.ok ? run(app, 'closeDispute', parsed.value, parsed.value.outcome) : parsed.refusal
}

async function run(
  app: App,
  name: string,
  { idempotencyKey, ...parameters }: z.output<typeof Opening>,
  to: LotDispute,
): Promise<DisputeAnswer | DisputeRefusal> {
  const { organizationId, lotId, reason } = parameters
  const key = idempotency(idempotencyKey, name, parameters)
  const outcome = await app.lane.run(
    audited(disputeLot(organizationId, lotId, { to, reason }, key), name, 'CreditLot', { to, reason }),
  )
  return answer(outcome, async (id) => {
    const { lot, wallet } = await findLot(app, organizationId, id)
    return { lot, wallet, ...(await takenBack(app, organizationId, id, idempotencyKey as string)) }
  })
}

/** What the request that used this key took back, from the entries that it made. */
async function takenBack(
  app: App,
  organizationId: string,
  lotId: string,
  key: string,
): Promise<{ revoked: Credits; chargedBack: Credits }> {
  const [{ createdAt }, family] = await Promise.all([
    app.prisma.idempotencyKey.findUniqueOrThrow({ where: { organizationId_key: { organizationId, key } } }),
    app.prisma.creditLot.findMany({
      where: { organizationId, OR: [{ id: lotId }, { originLotId: lotId }] },
      select: { id: true, walletId: true },
    }),
  ])
  const entries = await app.prisma.journalEntry.groupBy({
    by: ['type'],
    where: {
      organizationId,
      walletId: { in: family.map(({ walletId }) => walletId) },
      lotId: { in: family.map(({ id }) => id) },
      type: { in: ['REVOKE', 'CHARGE_BACK'] },
      createdAt,
    },
    _sum: { credits: true },
  })
  const sumOf = (type: string) => entries.find((entry) => entry.type === type)?._sum.credits ?? 0n
  return { revoked: sumOf('REVOKE'), chargedBack: sumOf('CHARGE_BACK') }
}
