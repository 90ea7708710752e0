// The lane commands of an import. Only they make lots, subscriptions and debts that are older than Holdfast.

import { v7 as uuidv7 } from 'uuid'
import { audited } from '../audit/record.ts'
import { type LimitReached, refuseOneMore } from '../bounds.ts'
import type { Batch } from '../engine/batch.ts'
import type { Command } from '../engine/command.ts'
import { isDue } from '../engine/subscriptionTerms.ts'
import { bringDebt } from '../ledger/debt.ts'
import { grant } from '../ledger/grant.ts'
import { lock } from '../ledger/lock.ts'
import { must } from '../ledger/must.ts'
import { type CreditsOutOfBounds, type ExpiryPassed, isRefusal } from '../ledger/refusals.ts'
import { resumeAll } from '../ledger/subscription.ts'
import type { Wallet } from '../ledger/wallet.ts'
import { placeFrom } from '../plans/movedIn.ts'
import { creditsOf, isInForce, writeAllowances } from '../plans/plan.ts'
import { type InvalidInput, invalidInput, type NotFound, notFound } from '../refusals.ts'
import { keyOf } from './keys.ts'
import type { RowOf } from './rows.ts'

/** The wallet that a row is about, by its ids in Holdfast. */
export interface Holder {
  readonly organizationId: string
  /** The organization's own id for its pool, else a member's. */
  readonly holderId: string
}

type Imported = { readonly id: string }
type ImportRefusal = InvalidInput | NotFound | LimitReached | CreditsOutOfBounds | ExpiryPassed

/** The wallet of a row: known, or new and not opened yet; or the refusal of one more. */
function walletOf(
  batch: Batch,
  { organizationId, holderId }: Holder,
  creditType: string,
  { id = uuidv7(), adds }: { readonly id?: string; readonly adds: 'lot' | 'debt' },
) {
  if (!batch.organization(organizationId)) return notFound('organization')
  const known = batch.walletOf(organizationId, holderId, creditType)
  const isNewPool = !known && holderId === organizationId
  const full =
    (isNewPool && refuseOneMore('creditTypes', batch.count(organizationId, 'pools'))) ||
    (adds === 'lot' && known && refuseOneMore('lotsOfWallet', known.lots.size)) ||
    null
  return full ?? batch.walletFor({ organizationId, id, holderId, creditType })
}

/** Grants the credits of a lot that are left. Those that were used before are in the audit log. */
export function importLot(holder: Holder, row: RowOf<'lot'>): Command<Imported, ImportRefusal> {
  const { organizationId, holderId } = holder
  const { creditType, kind, granted, remaining, graceSeconds = 0, paidAmount, currency } = row
  const command: Command<Imported, ImportRefusal> = {
    organizationId,
    idempotency: keyOf(row),
    reads: { holders: [holderId], creditType, counts: ['pools'] },
    decide(batch) {
      const state = walletOf(batch, holder, creditType, { adds: 'lot' })
      if (isRefusal(state)) return state
      const now = batch.timeOf(organizationId)
      if (row.createdAt > now) return invalidInput({ path: 'createdAt', message: 'must not be in the future' })
      const subscription = batch.organization(organizationId)?.subscription
      const lot = {
        lotId: uuidv7(),
        kind,
        credits: remaining,
        priority: row.priority,
        expiresAt: row.expiresAt ?? null,
        usableFrom: row.usableFrom ?? null,
        models: row.models,
        operations: row.operations,
        graceSeconds: { FORFEIT: 0, GRACE: graceSeconds, HONOUR: null }[row.heldPastExpiry],
        requiresSubscription: row.requiresSubscription,
        suspended: row.requiresSubscription && !isInForce(subscription),
        source: row.source ?? null,
        // The share of the payment: what was earned by the credits that were used before is not earned again.
        paid:
          paidAmount === undefined || currency === undefined
            ? null
            : { amount: (paidAmount * remaining) / granted, currency },
        reason: `Moved in: ${remaining} of ${granted} credits are left.`,
        since: row.createdAt,
      }
      // The cap of a renewal counts the credits of earlier cycles, and did not count these.
      if (subscription && subscription.carryLimit !== null && kind === 'SUBSCRIPTION' && row.requiresSubscription) {
        const message = 'can’t be SUBSCRIPTION with requiresSubscription: the subscription was renewed here already'
        return invalidInput({ path: 'kind', message })
      }
      const decision = grant(state, lot, now)
      if (isRefusal(decision)) return decision
      batch.openWallet(state.wallet)
      batch.apply(decision)
      if (row.locked) lockImported(batch, decision.wallet, lot.lotId, now)
      return { value: { id: lot.lotId }, resultId: lot.lotId }
    },
  }
  return audited(command, 'importLot', 'CreditLot', factsOfRow(row))
}

function lockImported(batch: Batch, { organizationId, id }: Wallet, lotId: string, now: Date): void {
  const state = must(batch.wallet(organizationId, id), 'the wallet was opened')
  const decision = lock(
    state,
    must(state.lots.get(lotId), 'the lot was granted'),
    'It was locked before the move.',
    now,
  )
  // A lot that is locked for another reason stays so.
  if (!isRefusal(decision)) batch.apply(decision)
}

/** Brings credits that were used and not paid. `walletId` becomes the id of the wallet if this opens it. */
export function importDebt(holder: Holder, row: RowOf<'debt'>, walletId = uuidv7()): Command<Imported, ImportRefusal> {
  const { organizationId, holderId } = holder
  const { creditType, owed } = row
  const command: Command<Imported, ImportRefusal> = {
    organizationId,
    idempotency: keyOf(row),
    reads: { holders: [holderId], creditType, counts: ['pools'] },
    decide(batch) {
      const state = walletOf(batch, holder, creditType, { id: walletId, adds: 'debt' })
      if (isRefusal(state)) return state
      batch.openWallet(state.wallet)
      batch.apply(bringDebt(state, owed, 'Moved in: used and not paid.', batch.timeOf(organizationId)))
      return { value: { id: state.wallet.id }, resultId: state.wallet.id }
    },
  }
  return audited(command, 'importDebt', 'Wallet', factsOfRow(row))
}

/** Puts a subscription into its present cycle. It grants nothing: the credits of the cycle come as lots, and the next at its renewal. */
export function importSubscription(
  organizationId: string,
  row: RowOf<'subscription'>,
): Command<Imported, ImportRefusal> {
  const { status, renewsAt, anchorAt = null, paidUntil = null, timeZone, cancelAtPeriodEnd, createdAt } = row
  const command: Command<Imported, ImportRefusal> = {
    organizationId,
    idempotency: keyOf(row),
    reads: { everyWallet: true },
    decide(batch) {
      const snapshot = batch.organization(organizationId)
      if (!snapshot) return notFound('organization')
      if (snapshot.subscription) return invalidInput({ path: 'organization', message: 'has a subscription already' })
      const plan = batch.priceBook.planNamed(row.plan)
      const nextPlan = row.nextPlan === undefined ? null : batch.priceBook.planNamed(row.nextPlan)
      if (!plan || nextPlan === undefined) return notFound('plan')
      const place = placeFrom(plan, { renewsAt, anchorAt, paidUntil, timeZone })
      if ('message' in place) return invalidInput({ path: place.field, message: place.message })
      const now = batch.timeOf(organizationId)
      const subscription = {
        organizationId,
        id: uuidv7(),
        planId: plan.id,
        status,
        ...place,
        cancelAtPeriodEnd,
        nextPlanId: nextPlan?.id ?? null,
        allowances: writeAllowances(row.allowances === undefined ? creditsOf(plan) : allowancesIn(row.allowances)),
        carryLimit: null,
        createdAt: createdAt ?? place.cycleStart,
        endedAt: null,
      }
      if (isDue(subscription, now)) return invalidInput({ path: 'renewsAt', message: 'must be in the future' })
      if (isInForce(subscription)) {
        for (const decision of resumeAll(batch.walletsOf(organizationId), now)) batch.apply(decision)
      }
      batch.putSubscription(subscription)
      return { value: { id: subscription.id }, resultId: subscription.id }
    },
  }
  return audited(command, 'importSubscription', 'PlanSubscription', factsOfRow(row))
}

/** music:5000 lyrics:20 */
function allowancesIn(text: string) {
  return text.split(' ').map((each) => {
    const [creditType = '', credits = ''] = each.split(':')
    return { creditType, credits: BigInt(credits) }
  })
}

function factsOfRow({ type: _type, ...facts }: RowOf<'lot' | 'debt' | 'subscription'>): object {
  return facts
}
