// Chargebacks: opening and closing the dispute over what was paid for a lot.

import { z } from 'zod'
import type { App } from '../app.ts'
import { audited } from '../audit/record.ts'
import type { Batch } from '../engine/batch.ts'
import type { Command, Idempotency } from '../engine/command.ts'
import { storedKey } from '../engine/idempotency.ts'
import { type Dispute, dispute } from '../ledger/dispute.ts'
import { must } from '../ledger/must.ts'
import { type DisputeState, isRefusal } from '../ledger/refusals.ts'
import type { Credits, Lot, LotDispute, Wallet, WalletState } from '../ledger/wallet.ts'
import { type Answer, type CommonRefusal, operate, type Parameters } from '../operation.ts'
import { field, type NotFound, notFound } from '../refusals.ts'
import { findLot } from './lots.ts'
import { endIfClosed } from './wallet.ts'

/** A lot after its payment was disputed or given back. */
export interface DisputedLot {
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
): Command<DisputedLot, NotFound | DisputeState> {
  return {
    organizationId,
    idempotency,
    reads: { lineageOf: lotId },
    evenClosed: true,
    decide(batch) {
      const lineage = wholeLineage(batch, organizationId, lotId)
      if (!lineage) return notFound('lot')
      const value = putDispute(batch, lineage, command)
      return isRefusal(value) ? value : { value, resultId: value.lot.id }
    },
  }
}

/** Opens, wins or loses the dispute over a lot and all that was split off it, in a batch. */
export function putDispute(batch: Batch, { lots, stateOf }: Lineage, command: Dispute): DisputedLot | DisputeState {
  const [origin] = lots
  const { organizationId } = origin
  const disputed = dispute(lots, stateOf, command, batch.timeOf(organizationId))
  if (isRefusal(disputed)) return disputed
  for (const decision of disputed.decisions) {
    batch.apply(decision)
    endIfClosed(batch, decision.wallet)
  }
  batch.tell({ organizationId, event: 'payment.disputed', subjectId: origin.id, detail: command.to })
  const { decisions, revoked, chargedBack } = disputed
  const changed = decisions.flatMap((decision) => decision.lots)
  const lot = must(
    changed.find(({ id }) => id === origin.id),
    'a dispute changes its lot',
  )
  return { lot, wallet: stateOf(lot).wallet, revoked, chargedBack }
}

/** A lot and all that was split off it, with their wallets. */
export interface Lineage {
  readonly lots: readonly [Lot, ...Lot[]]
  readonly stateOf: (lot: Lot) => WalletState
}

/** The lot that a lot's credits came in with, and all that were split off it, with their wallets; null if there is no such lot. */
export function wholeLineage(batch: Batch, organizationId: string, lotId: string): Lineage | null {
  const [origin, ...splitOff] = batch.lineage(organizationId, lotId)
  if (!origin) return null
  const stateOf = (lot: Lot) =>
    must(batch.wallet(organizationId, lot.walletId), 'the wallet of each lot of the lineage is in the batch')
  const lots: readonly [Lot, ...Lot[]] = [origin, ...splitOff]
  return { lots, stateOf }
}

const Opening = z.object({
  organizationId: z.uuid(),
  lotId: z.uuid(),
  reason: field.text(500).min(1),
  idempotencyKey: field.idempotencyKey,
})

const Closing = Opening.extend({ outcome: z.enum(['WON', 'LOST']) })

export type DisputeAnswer = Answer<DisputedLot>
export type DisputeRefusal = CommonRefusal | DisputeState

/** Opens a dispute over the payment for a lot: none of its credits can be used, in any wallet that they were moved to. */
export function openDispute(app: App, input: z.input<typeof Opening>): Promise<DisputeAnswer | DisputeRefusal> {
  return decide(app, 'openDispute', Opening, input, () => 'OPEN')
}

/** Closes a dispute. Won: the lot is as before. Lost: remaining credits are revoked and spent ones are owed. */
export function closeDispute(app: App, input: z.input<typeof Closing>): Promise<DisputeAnswer | DisputeRefusal> {
  return decide(app, 'closeDispute', Closing, input, ({ outcome }) => outcome)
}

function decide<Schema extends typeof Opening>(
  app: App,
  name: string,
  schema: Schema,
  input: z.input<Schema>,
  stateOf: (parameters: Parameters<Schema>) => LotDispute,
): Promise<DisputeAnswer | DisputeRefusal> {
  return operate<Schema, DisputedLot, DisputeRefusal>({
    name,
    schema,
    input,
    run: (parameters, key) => {
      const { organizationId, lotId, reason } = parameters
      const command = disputeLot(organizationId, lotId, { to: stateOf(parameters), reason }, key)
      return app.lane.run(audited(command, name, 'CreditLot', { to: stateOf(parameters), reason }))
    },
    find: async (id, { organizationId }) => {
      const { lot, wallet } = await findLot(app, organizationId, id)
      return { lot, wallet, ...(await takenBack(app, organizationId, id, { name, key: input.idempotencyKey })) }
    },
  })
}

/** The credits that the request of this mutation with this key took back, by the entries that it wrote. */
export async function takenBack(
  app: App,
  organizationId: string,
  lotId: string,
  asked: { readonly name: string; readonly key: string | null | undefined },
): Promise<{ revoked: Credits; chargedBack: Credits }> {
  if (!asked.key) throw new RangeError('only a request with an idempotency key can be a repetition')
  const key = storedKey(asked.key, asked.name)
  const [{ createdAt }, lineage] = await Promise.all([
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
      walletId: { in: lineage.map(({ walletId }) => walletId) },
      lotId: { in: lineage.map(({ id }) => id) },
      type: { in: ['REVOKE', 'CHARGE_BACK'] },
      createdAt,
    },
    _sum: { credits: true },
  })
  const sumOf = (type: string) => entries.find((entry) => entry.type === type)?._sum.credits ?? 0n
  return { revoked: sumOf('REVOKE'), chargedBack: sumOf('CHARGE_BACK') }
}
