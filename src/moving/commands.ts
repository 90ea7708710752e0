// The lane commands of an import. Only they make lots, subscriptions and debts that are older than Holdfast.

import { v7 as uuidv7 } from 'uuid'
import { audited } from '../audit/record.ts'
import { type LimitReached, refuseOneMore } from '../bounds.ts'
import type { CreditRequest, Plan, Subscription } from '../database/generated/client/client.ts'
import type { Batch } from '../engine/batch.ts'
import type { Command } from '../engine/command.ts'
import type { PaymentRow } from '../engine/records.ts'
import { isDue, isInForce } from '../engine/subscriptionTerms.ts'
import { encodeGlobalId, tenantId } from '../graphql/ids.ts'
import { type ExternalIdTaken, labeled } from '../labels/label.ts'
import { type Place, periodStartOf } from '../ledger/cycle.ts'
import { bringDebt } from '../ledger/debt.ts'
import { type Grant, grant, newLot } from '../ledger/grant.ts'
import { lock } from '../ledger/lock.ts'
import { must } from '../ledger/must.ts'
import { bringPortion } from '../ledger/portion.ts'
import { type CreditsOutOfBounds, type DisputeState, type ExpiryPassed, isRefusal } from '../ledger/refusals.ts'
import type { Lot, Wallet } from '../ledger/wallet.ts'
import { resume } from '../plans/effects.ts'
import { placeFrom, type WrongDate } from '../plans/movedIn.ts'
import { dueFrom } from '../plans/periods.ts'
import { creditsOf, creditsOfTrial, expiryInCycle, mustBePlan, writeAllowances } from '../plans/plan.ts'
import { dueAtOf } from '../plans/rules.ts'
import { cancelUnwanted } from '../plans/unwantedPayments.ts'
import { type InvalidInput, invalidInput, type NotFound, noSuchName, notFound } from '../refusals.ts'
import type { Holder } from './holder.ts'
import { keyOf } from './keys.ts'
import { refuseLotOfPayment } from './payments.ts'
import type { RowOf } from './rows.ts'

type Imported = { readonly id: string }
type ImportRefusal = InvalidInput | NotFound | LimitReached | CreditsOutOfBounds | ExpiryPassed | ExternalIdTaken

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

/**
 * Grants the credits of a lot that are left. Those that were used before are in the audit log. A lot with nothing left is made if
 * portions of it follow, because they name it.
 */
export function importLot(holder: Holder, row: RowOf<'lot'>, paymentId?: string): Command<Imported, ImportRefusal> {
  const { organizationId, holderId } = holder
  const { creditType, remaining } = row
  const command: Command<Imported, ImportRefusal> = {
    organizationId,
    idempotency: keyOf(row),
    reads: { holders: [holderId], creditType, counts: ['pools'], ...(paymentId ? { paymentId } : {}) },
    decide(batch) {
      const state = walletOf(batch, holder, creditType, { adds: 'lot' })
      if (isRefusal(state)) return state
      const now = batch.timeOf(organizationId)
      const payment = paymentId ? batch.payments.get(organizationId, paymentId) : null
      if (payment === undefined) return notFound('payment')
      const lot = grantOf(row, batch.organization(organizationId)?.subscription, payment)
      const refused =
        refuseLot(row, batch.organization(organizationId)?.subscription, now) ??
        (payment && refuseLotOfPayment(batch, payment, lot, row))
      if (refused) return refused
      const decision = remaining === 0n ? null : grant(state, lot, now)
      if (decision && isRefusal(decision)) return decision
      batch.openWallet(state.wallet)
      if (decision) batch.apply(decision)
      else putUsedUp(batch, state.wallet, lot, now)
      if (row.locked) lockImported(batch, state.wallet, lot.lotId, now)
      if (payment) batch.payments.put(payment, [{ lotId: lot.lotId, movedGranted: row.brought ?? row.granted }])
      return { value: { id: lot.lotId }, resultId: lot.lotId }
    },
  }
  return labeled(audited(command, 'importLot', 'CreditLot', factsOfRow(row)), 'LOT', row)
}

type Subscribed = Parameters<typeof isInForce>[0] & Pick<Subscription, 'carryLimit' | 'cycleEnd'>

/** Refuses a lot that can't be true now; null if it can. */
function refuseLot(
  { createdAt, kind, requiresSubscription }: RowOf<'lot'>,
  subscription: Subscribed | null | undefined,
  now: Date,
): InvalidInput | null {
  if (createdAt > now) return invalidInput({ path: 'createdAt', message: 'must not be in the future' })
  // The cap of a renewal counts the credits of earlier cycles, and did not count these.
  if (!subscription || subscription.carryLimit === null || kind !== 'SUBSCRIPTION' || !requiresSubscription) return null
  const message = 'can’t be SUBSCRIPTION with requiresSubscription: the subscription was renewed here already'
  return invalidInput({ path: 'kind', message })
}

function grantOf(
  row: RowOf<'lot'>,
  subscription: Subscribed | null | undefined,
  payment: PaymentRow | null | undefined,
): Grant {
  const { granted, remaining, moved, requiresSubscription, paidAmount, currency, graceSeconds = 0 } = row
  const { kind, priority, models, operations } = row
  const credits = remaining + moved
  return {
    ...{ lotId: uuidv7(), kind, credits: remaining, priority, models, operations, requiresSubscription },
    expiresAt: endsWithCycle(row) ? expiryOf(row, subscription) : (row.expiresAt ?? null),
    usableFrom: row.usableFrom ?? null,
    graceSeconds: { FORFEIT: 0, GRACE: graceSeconds, HONOUR: null }[row.heldPastExpiry],
    suspended: requiresSubscription && !isInForce(subscription),
    source: row.source ?? (payment ? encodeGlobalId('Payment', tenantId(payment)) : null),
    // The share of the payment: what was earned by the credits that were used before is not earned again.
    paid:
      paidAmount === undefined || currency === undefined || credits === 0n
        ? null
        : { amount: (paidAmount * credits) / granted, currency, credits },
    reason: `Moved in: ${remaining} of ${granted} credits are left.`,
    since: row.createdAt,
  }
}

/** The expiry of a lot that ends with the cycle. While the subscription is paused, it does not expire with it. */
function expiryOf(row: RowOf<'lot'>, subscription: Subscribed | null | undefined): Date | null {
  const expiresAt = row.expiresAt ?? null
  const isStopped = subscription?.status === 'PAUSED' && expiresAt?.getTime() === subscription.cycleEnd.getTime()
  return isStopped ? null : expiryInCycle(subscription, expiresAt)
}

/** Returns whether a lot ends with the cycle of a subscription. */
function endsWithCycle({ kind, requiresSubscription }: RowOf<'lot'>): boolean {
  return kind === 'SUBSCRIPTION' && requiresSubscription
}

/** A lot with nothing left. Its wallet may be new: without an entry it is written for its policy. */
function putUsedUp(batch: Batch, { organizationId, id }: Wallet, lot: Grant, now: Date): void {
  const { wallet } = must(batch.wallet(organizationId, id), 'the wallet was opened')
  const { burnDown, overspend, latePolicy } = wallet
  const written = batch.setPolicy(wallet, { burnDown, overspend, latePolicy })
  batch.apply({ wallet: written, lots: [newLot(written, lot, now)], entries: [] })
}

/** A lot that portions were split off, by its ids in Holdfast. */
export interface OriginLot {
  readonly id: string
  readonly walletId: string
}

/** The ids of a portion, of its wallet if this opens it, and of the request that gave the credits for a time. */
interface PortionIds {
  readonly lotId?: string
  readonly walletId?: string
  readonly requestId?: string | undefined
}

/**
 * Brings a portion of a lot that was imported before it: its credits come in with that lot and move on to the portion.
 */
export function importPortion(
  holder: Holder,
  origin: OriginLot,
  row: RowOf<'lot'>,
  { lotId = uuidv7(), walletId = uuidv7(), requestId }: PortionIds = {},
): Command<Imported, ImportRefusal | DisputeState> {
  const { organizationId, holderId } = holder
  const { creditType, remaining: credits, expiresAt = null, createdAt: since } = row
  const command: Command<Imported, ImportRefusal | DisputeState> = {
    organizationId,
    idempotency: keyOf(row),
    reads: {
      holders: [holderId],
      creditType,
      counts: ['pools'],
      lineageOf: origin.id,
      ...(requestId ? { requestId } : {}),
    },
    decide(batch) {
      const state = walletOf(batch, holder, creditType, { id: walletId, adds: 'lot' })
      if (isRefusal(state)) return state
      const from = batch.wallet(organizationId, origin.walletId)
      const whole = from?.lots.get(origin.id) ?? batch.closedLot(organizationId, origin.id)
      if (!from || !whole) return notFound('lot')
      const subscription = batch.organization(organizationId)?.subscription
      const now = batch.timeOf(organizationId)
      const refused = refuseLot(row, subscription, now) ?? refuseOther(row, whole)
      if (refused) return refused
      const request = requestId ? batch.request(organizationId, requestId) : null
      const other = request === null ? null : refuseRequest(request, holder, row)
      if (other) return other
      const suspended = whole.requiresSubscription && !isInForce(subscription)
      const fallingBack = request ? { requestId: request.id, fallsBackAt: request.until } : null
      const portion = {
        lotId,
        credits,
        expiresAt,
        suspended,
        since,
        reason: 'Moved in: a portion of a lot.',
        fallingBack,
      }
      const brought = bringPortion(whole, from, state, portion, now)
      if (isRefusal(brought)) return brought
      batch.openWallet(state.wallet)
      batch.apply(brought.from)
      batch.apply(brought.to)
      if (request) batch.putRequest({ ...request, movedIn: (request.movedIn ?? 0n) + credits })
      if (row.locked) lockImported(batch, state.wallet, lotId, now)
      return { value: { id: lotId }, resultId: lotId }
    },
  }
  return labeled(audited(command, 'importLot', 'CreditLot', factsOfRow(row)), 'LOT', row)
}

/** Refuses a portion that is not of the allocation that its request says; null if it is. */
function refuseRequest(
  request: CreditRequest | undefined,
  { holderId }: Holder,
  { creditType, remaining }: RowOf<'lot'>,
): InvalidInput | null {
  const { movedIn, granted, tookBack } = request ?? {}
  const isIts = request?.memberId === holderId && request.creditType === creditType && typeof movedIn === 'bigint'
  if (isIts && movedIn + remaining <= (granted ?? 0n) - (tookBack ?? 0n)) return null
  const message =
    'must be an allocation for a time that moved in, of this member and credit type, which gave as many credits'
  return invalidInput({ path: 'request', message })
}

/** Refuses a portion that is not of its origin; null if it is. */
function refuseOther(row: RowOf<'lot'>, origin: Lot): InvalidInput | null {
  for (const path of ['kind', 'priority', 'requiresSubscription'] as const) {
    if (row[path] !== origin[path]) return invalidInput({ path, message: `must be ${origin[path]}, as of its origin` })
  }
  return null
}

/** Gives a wallet its policy. */
export function importWallet(holder: Holder, row: RowOf<'wallet'>): Command<Imported, ImportRefusal> {
  const { organizationId, holderId } = holder
  const { creditType, burnDown, overspend, latePolicy } = row
  const command: Command<Imported, ImportRefusal> = {
    organizationId,
    idempotency: keyOf(row),
    reads: { holders: [holderId], creditType, counts: ['pools'] },
    decide(batch) {
      const state = walletOf(batch, holder, creditType, { adds: 'debt' })
      if (isRefusal(state)) return state
      batch.openWallet(state.wallet)
      const { id } = batch.setPolicy(state.wallet, { burnDown, overspend, latePolicy })
      return { value: { id }, resultId: id }
    },
  }
  return audited(command, 'importWallet', 'Wallet', factsOfRow(row))
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

/** The position in time that a row says; or the date that is wrong. */
export function placeOf(plan: Plan, row: RowOf<'subscription'>): Place | WrongDate {
  const { status, renewsAt, anchorAt = null, paidUntil = null, createdAt = null, pausedDays, timeZone } = row
  return placeFrom(plan, {
    isTrial: status === 'TRIALING',
    ...{ renewsAt, anchorAt, paidUntil, createdAt, pausedDays, timeZone },
  })
}

/** The field of a row that is the next instant at which something follows by itself, and its value, which is in the future. */
export function dueOf(row: RowOf<'subscription'>): { readonly field: string; readonly at: Date | null } {
  const { status, renewsAt, paymentDueAt = null, resumesAt = null } = row
  if (status === 'LAPSED') return { field: 'renewsAt', at: null }
  if (status === 'PAUSED') return { field: 'resumesAt', at: resumesAt }
  const isPaymentFirst = status === 'INCOMPLETE' || (paymentDueAt !== null && paymentDueAt < renewsAt)
  return isPaymentFirst ? { field: 'paymentDueAt', at: paymentDueAt } : { field: 'renewsAt', at: renewsAt }
}

/** The time until which it is paid, and the time until which the next payment is due. */
function paymentOf(row: RowOf<'subscription'>, plan: Plan, place: Place, now: Date) {
  const { status, paidUntil, timeZone } = row
  const paymentDueAt = row.paymentDueAt ?? (status === 'PAST_DUE' ? dueFrom(plan, now, timeZone) : null)
  if (status === 'INCOMPLETE' || status === 'TRIALING') return { paymentDueAt, paidUntil: null }
  const isPaid = (status === 'ACTIVE' || status === 'PAUSED') && paymentDueAt === null
  const until = paidUntil && paidUntil > place.periodEnd ? paidUntil : place.periodEnd
  const start = periodStartOf(place, plan)
  const isFirst = status === 'ACTIVE' && start.getTime() === place.anchorAt.getTime()
  return { paymentDueAt, paidUntil: isPaid ? until : isFirst ? null : start }
}

/** Puts a subscription into its present cycle. It grants nothing: the credits of the cycle come as lots, and the next at its renewal. */
export function importSubscription(
  organizationId: string,
  row: RowOf<'subscription'>,
): Command<Imported, ImportRefusal> {
  const { status, cancelAtPeriodEnd, createdAt, pausedAt = null, resumesAt = null } = row
  const command: Command<Imported, ImportRefusal> = {
    organizationId,
    idempotency: keyOf(row),
    reads: { everyWallet: true, planPayments: true },
    decide(batch) {
      const snapshot = batch.organization(organizationId)
      if (!snapshot) return notFound('organization')
      if (snapshot.subscription) return invalidInput({ path: 'organization', message: 'has a subscription already' })
      const plan = batch.priceBook.planNamed(row.plan)
      const nextPlan = row.nextPlan === undefined ? null : batch.priceBook.planNamed(row.nextPlan)
      if (!plan) return noSuchName('plan', mustBePlan(batch.priceBook, row.plan))
      if (nextPlan === undefined) return noSuchName('nextPlan', mustBePlan(batch.priceBook, row.nextPlan ?? ''))
      const place = placeOf(plan, row)
      if ('message' in place) return invalidInput({ path: place.field, message: place.message })
      const now = batch.timeOf(organizationId)
      const ofPlan = status === 'TRIALING' ? creditsOfTrial(plan) : status === 'INCOMPLETE' ? [] : creditsOf(plan)
      const terms = {
        organizationId,
        id: uuidv7(),
        planId: plan.id,
        status,
        ...place,
        cancelAtPeriodEnd,
        nextPlanId: nextPlan?.id ?? null,
        allowances: writeAllowances(row.allowances === undefined ? ofPlan : allowancesIn(row.allowances)),
        carryLimit: null,
        createdAt: createdAt ?? place.cycleStart,
        endedAt: null,
        ...paymentOf(row, plan, place, now),
        awaited: writeAllowances(row.awaited === undefined ? [] : allowancesIn(row.awaited)),
        ...{ unpaid: [], changes: [], pausedAt, resumesAt },
        trialEndsAt: row.trialEndsAt ?? (status === 'TRIALING' ? place.cycleEnd : null),
      }
      const subscription = { ...terms, dueAt: dueAtOf(terms) }
      if (isDue(subscription, now)) return invalidInput({ path: dueOf(row).field, message: 'must be in the future' })
      if (isInForce(subscription)) resume(batch, organizationId, place.cycleEnd)
      batch.putSubscription(subscription)
      cancelUnwanted(batch, { before: null, after: subscription }, null)
      return { value: { id: subscription.id }, resultId: subscription.id }
    },
  }
  return labeled(audited(command, 'importSubscription', 'PlanSubscription', factsOfRow(row)), 'SUBSCRIPTION', row)
}

/** music:5000 lyrics:20 */
export function allowancesIn(text: string) {
  return text.split(' ').map((each) => {
    const [creditType = '', credits = ''] = each.split(':')
    return { creditType, credits: BigInt(credits) }
  })
}

function factsOfRow({ type: _type, ...facts }: RowOf<'lot' | 'debt' | 'subscription' | 'wallet'>): object {
  return facts
}
