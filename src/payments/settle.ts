// The effects of a changed payment on credits, in the batch of the change: lots for what was paid, or the period of a
// plan; disputes of these lots; and credits that are taken back. All of it follows from the payment itself, so it happens once, however often
// and in which order the provider says what it says.

import type { PaymentProblem } from '../database/generated/client/client.ts'
import type { Batch } from '../engine/batch.ts'
import type { PaymentRow } from '../engine/records.ts'
import { encodeGlobalId, tenantId } from '../graphql/ids.ts'
import { newId } from '../ids.ts'
import { must } from '../ledger/must.ts'
import {
  countedOf,
  disputeOf,
  dueOf,
  type PaymentStage,
  returnedOf,
  shareOf,
  shareOfDue,
  unclaimedOf,
} from '../ledger/payment.ts'
import { isRefusal, type Refusal } from '../ledger/refusals.ts'
import { takeable } from '../ledger/takeBack.ts'
import type { Lot, LotDispute } from '../ledger/wallet.ts'
import { putPlanPayment } from '../plans/commands.ts'
import { type Lineage, putDispute, wholeLineage } from '../wallets/disputes.ts'
import { grantInto, lotByPolicy, refuseLots, type TypedGrant } from '../wallets/grants.ts'
import { takeBackFrom } from '../wallets/lotRefunds.ts'
import { readLines } from './lines.ts'

/** A reason why a payment waits for a person. */
export interface Problem {
  readonly problem: PaymentProblem
  readonly text: string
}

/** A payment after what follows from it, the lots that have come with it, and what keeps the rest from following. */
export interface Settled {
  readonly payment: PaymentRow
  readonly lotIds: readonly string[]
  readonly problem: Problem | null
}

/** Puts what follows from a payment into the batch. */
export function settle(batch: Batch, before: PaymentRow): Settled {
  const { payment: granted, lotIds, problem } = grantCounted(batch, before)
  const payment = { ...granted, returned: returnedOf(granted) }
  const { organizationId, id } = payment
  const known = batch.payments.lotsOf(organizationId, id)
  const all = [...known, ...lotIds.map((lotId) => ({ lotId, movedGranted: null }))]
  const lineageOf = (lotId: string) =>
    must(wholeLineage(batch, organizationId, lotId), 'the lots of a payment are in the batch')
  for (const { lotId } of all) disputeTo(batch, lineageOf(lotId), disputeOf(payment.disputes))
  const groups = Map.groupBy(
    all.map(({ lotId, movedGranted }) => ({ lineage: lineageOf(lotId), movedGranted })),
    ({ lineage: { lots } }) => `${lots[0].walletId} ${lots[0].kind}`,
  )
  let waiting = 0n
  for (const brought of groups.values()) waiting += returnCredits(batch, brought, payment)
  return { payment, lotIds, problem: problem ?? refundProblem(waiting) ?? moneyProblem(payment) }
}

/** Grants what was paid for and has not come yet. */
function grantCounted(batch: Batch, payment: PaymentRow): Settled {
  const counted = countedOf(payment)
  const isGone = payment.refunded >= payment.received
  // Money that was given back pays no period.
  if (counted <= payment.settled || (isGone && payment.planId !== null)) return { payment, lotIds: [], problem: null }
  const lotIds = lotsOfCounted(batch, payment, counted)
  if (isRefusal(lotIds)) {
    return { payment, lotIds: [], problem: isGone ? null : { problem: 'NOT_GRANTED', text: lotIds.message } }
  }
  const settledAt = payment.settledAt ?? batch.timeOf(payment.organizationId)
  return { payment: { ...payment, settled: counted, settledAt }, lotIds, problem: null }
}

function lotsOfCounted(batch: Batch, payment: PaymentRow, counted: bigint): string[] | Refusal {
  const { planId, settled } = payment
  if (planId === null) return grantLines(batch, payment, counted)
  // A payment pays one period: the rest of one that was accepted, or what is more than due, pays no other.
  return settled > 0n ? [] : payPlan(batch, payment, planId)
}

/** Grants the credits of what counts now beyond what was settled before. The first lot costs all of the money. */
function grantLines(batch: Batch, payment: PaymentRow, counted: bigint): string[] | Refusal {
  const { organizationId, kind, currency } = payment
  const status = batch.organization(organizationId)?.status
  if (status === 'CLOSING' || status === 'CLOSED') return notGranted('The organization is closed: give the money back.')
  const more = (whole: bigint) => shareOfDue(whole, counted, payment) - shareOfDue(whole, payment.settled, payment)
  const source = encodeGlobalId('Payment', tenantId(payment))
  const lotOf = (creditType: string, credits: bigint, isBonus: boolean, amount: bigint | null): TypedGrant => {
    const paid = amount === null ? null : { amount, currency }
    const asked = { organizationId, creditType, kind: isBonus ? ('PROMO' as const) : kind, credits, paid, source }
    return { creditType, lot: lotByPolicy(batch, newId(), asked) }
  }
  const grants = readLines(payment.lines).flatMap(({ creditType, credits, bonus }, i) => {
    const bought = lotOf(creditType, more(credits), false, i === 0 ? more(payment.amount) : null)
    return [bought, lotOf(creditType, more(bonus), true, null)].filter(({ lot }) => lot.credits > 0n)
  })
  if (!grants[0]?.lot.paid) return notGranted('It was paid too little for one credit: give the money back.')
  const refused = refuseLots(batch, organizationId, grants)
  if (refused) return refused
  return grants.map(({ creditType, lot }) => {
    const granted = grantInto(batch, { organizationId, creditType, walletId: newId() }, lot)
    if (isRefusal(granted)) throw new RangeError(`a lot was refused that fits: ${granted.message}`)
    return lot.lotId
  })
}

/** The stages of a payment that had ended before its money came. */
const ENDED: ReadonlySet<PaymentStage> = new Set(['FAILED', 'EXPIRED', 'CANCELED'])

/**
 * Pays the period of a plan. The lots are those that it brings. Money that comes after the end of its payment pays a period that is due,
 * and none in advance unless a person accepts it; and what was not granted waits for that person.
 */
function payPlan(batch: Batch, payment: PaymentRow, id: string): string[] | Refusal {
  const { organizationId, planId, id: paymentId, stage, accepted, problem, problemText } = payment
  if (problem === 'NOT_GRANTED' && accepted === 0n) return notGranted(problemText ?? '')
  const plan = batch.priceBook.plan(id)
  if (!plan) return notGranted(`The plan ${planId} is not in the price book.`)
  const status = batch.organization(organizationId)?.status
  if (status === 'CLOSING' || status === 'CLOSED') return notGranted('The organization is closed: give the money back.')
  const before = new Set(batch.wallets.newLots)
  // The payment is booked even if this is refused.
  const inAdvance = accepted > 0n || !ENDED.has(stage)
  const paid = batch.whole(() =>
    putPlanPayment(batch, organizationId, plan, { paymentId, subscriptionId: newId(), inAdvance }),
  )
  return isRefusal(paid) ? paid : [...batch.wallets.newLots].filter((lotId) => !before.has(lotId))
}

/** The steps that lead a lot from the dispute that it knows to the one that decides. One that was lost stays lost. */
const STEPS: Readonly<Record<LotDispute, Readonly<Record<LotDispute | 'NONE', readonly LotDispute[]>>>> = {
  OPEN: { NONE: ['OPEN'], OPEN: [], WON: ['OPEN'], LOST: [] },
  WON: { NONE: ['OPEN', 'WON'], OPEN: ['WON'], WON: [], LOST: [] },
  LOST: { NONE: ['OPEN', 'LOST'], OPEN: ['LOST'], WON: ['OPEN', 'LOST'], LOST: [] },
}

function disputeTo(batch: Batch, { lots: [origin] }: Lineage, to: LotDispute | null): void {
  if (to === null) return
  for (const step of STEPS[to][origin.dispute ?? 'NONE']) {
    const lineage = must(wholeLineage(batch, origin.organizationId, origin.id), 'a lot stays in the batch')
    const disputed = putDispute(batch, lineage, { to: step, reason: 'The provider of the payment has said so.' })
    if (isRefusal(disputed)) throw new RangeError(`a dispute was refused that is possible: ${disputed.message}`)
  }
}

/** A lot that the payment has brought, with what was split off it. `movedGranted`: the credits that it came with elsewhere. */
interface Brought {
  readonly lineage: Lineage
  readonly movedGranted: bigint | null
}

/**
 * The credits of one type that are to be taken back and were not yet. Of a lot that moved in, those count that it came with where it
 * was bought, and the share of them whose money was given back there is gone.
 */
function missingOf(brought: readonly Brought[], payment: PaymentRow): bigint {
  const { returned, settled, movedSettled, movedReturned } = payment
  let granted = 0n
  let moved = 0n
  let revoked = 0n
  for (const { lineage, movedGranted } of brought) {
    granted += movedGranted ?? lineage.lots[0].granted
    moved += movedGranted ?? 0n
    revoked += sumOf(lineage, (lot) => lot.revoked)
  }
  const before = movedSettled ? shareOf(moved, movedReturned ?? 0n, movedSettled) : 0n
  return shareOf(granted, returned, settled) - before - revoked
}

/**
 * Takes the credits of one type back whose money was given back, from one lot after the other. Returns the number of those that have to
 * wait: they are frozen, or in dispute. Others that are missing have expired, and are gone already.
 */
function returnCredits(batch: Batch, brought: readonly Brought[], payment: PaymentRow): bigint {
  if (payment.returned === 0n) return 0n
  let missing = missingOf(brought, payment)
  let waiting = 0n
  for (const { lineage } of brought) {
    if (missing <= 0n) break
    const [origin] = lineage.lots
    const isDisputed = origin.dispute === 'OPEN'
    const most = isDisputed ? 0n : takeable(lineage.lots, batch.timeOf(origin.organizationId))
    const credits = missing < most ? missing : most
    missing -= credits
    waiting += isDisputed ? origin.granted : sumOf(lineage, (lot) => lot.frozen)
    if (credits === 0n) continue
    const taken = takeBackFrom(batch, lineage, { credits, reason: 'The payment was refunded.' })
    if (isRefusal(taken)) throw new RangeError(`credits were not taken back that are there: ${taken.message}`)
  }
  return missing <= 0n ? 0n : missing < waiting ? missing : waiting
}

function sumOf({ lots }: Lineage, creditsIn: (lot: Lot) => bigint): bigint {
  return lots.reduce((sum, lot) => sum + creditsIn(lot), 0n)
}

function refundProblem(waiting: bigint): Problem | null {
  if (waiting === 0n) return null
  const text = `${waiting} credits of a refund are not taken back yet: they are frozen, or their dispute is open.`
  return { problem: 'REFUND_WAITS', text }
}

function moneyProblem(payment: PaymentRow): Problem | null {
  const unclaimed = unclaimedOf(payment)
  if (unclaimed === 0n) return null
  const { received, currency, planId } = payment
  const due = dueOf(payment)
  const facts = `In the smallest unit of ${currency}, ${received} were received of ${due}, and ${unclaimed} have brought no credits`
  if (received < due) {
    const text = `${facts}: wait for the rest, accept it with settlePayment, or give it back with refundPayment.`
    return { problem: 'UNDERPAID', text }
  }
  const others = planId === null ? ', or turn them into credits with settlePayment' : ''
  return { problem: 'OVERPAID', text: `${facts}: give them back with refundPayment${others}.` }
}

function notGranted(message: string): Refusal {
  return { code: 'NOT_GRANTED', message }
}
