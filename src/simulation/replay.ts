// Plays the past of one organization again, moment by moment, in the order of its journal, under the rules of a draft. Everything that
// moves credits is decided by the ledger's own rules. Tasks get the draft's prices (src/simulation/tasks.ts), cycles the draft's plans
// (src/simulation/cycles.ts), and what people decided stays: grants, transfers, revocations, holds and refunds.

import type { PriceBookVersion } from '../engine/priceBook.ts'
import { newId } from '../ids.ts'
import { bringDebt, conclude, handOverDebt, owe } from '../ledger/debt.ts'
import { comeBack } from '../ledger/expire.ts'
import { freeze, grow } from '../ledger/freeze.ts'
import { grant, PLAIN_GRANT } from '../ledger/grant.ts'
import { Journaling } from '../ledger/journal.ts'
import { lock, unlock } from '../ledger/lock.ts'
import { must } from '../ledger/must.ts'
import { refund, refundable } from '../ledger/refund.ts'
import { isRefusal } from '../ledger/refusals.ts'
import { release, spend } from '../ledger/settle.ts'
import { resume, suspend } from '../ledger/subscription.ts'
import { transfer, transferable } from '../ledger/transfer.ts'
import {
  type Credits,
  type Hold,
  hasExpired,
  isOfCycle,
  isOpen,
  type Lot,
  move,
  type Purpose,
} from '../ledger/wallet.ts'
import { Cycles } from './cycles.ts'
import type { Opening } from './opening.ts'
import type { PastEvent } from './reads.ts'
import { State } from './state.ts'
import { Tally } from './tally.ts'
import { type TaskEvent, Tasks } from './tasks.ts'

/** The events of a task: its submit, its end, and what it is charged late. */
const TASK_EVENTS = new Set<PastEvent['type']>(['SUBMIT', 'FREEZE', 'SPEND', 'RELEASE', 'OWE', 'WRITE_OFF', 'END'])
/** The entries that charge a task, at once or late. */
const CHARGES = new Set<PastEvent['type']>(['SPEND', 'OWE', 'WRITE_OFF'])
/** The entries of credits that arrive from another wallet. */
const ARRIVALS = new Set<PastEvent['type']>(['MOVE_IN', 'MOVE_BACK'])
/** The entries of credits and debts that leave for another wallet. */
const DEPARTURES = new Set<PastEvent['type']>(['MOVE_OUT', 'DEBT_OUT'])

export class Replay {
  readonly tally = new Tally()
  readonly #state: State
  readonly #cycles: Cycles
  readonly #tasks: Tasks
  readonly #terms: ReadonlyMap<string, Lot>

  constructor(opening: Opening, draft: PriceBookVersion, present: PriceBookVersion, from: Date) {
    this.#state = new State(opening, draft, this.tally)
    this.#cycles = new Cycles(this.#state, opening, from)
    this.#tasks = new Tasks(this.#state, present, this.tally, opening.holds)
    this.#terms = opening.terms
  }

  /** Plays the events of one instant, which are in the order of each wallet's journal. */
  play(events: readonly PastEvent[]): void {
    const [first] = events
    if (!first) return
    const at = first.createdAt
    this.#cycles.follow(at)
    const moment = new Moment(events, (lotId) => this.#terms.get(lotId))
    this.#state.moveTo(at, { renews: moment.renews })
    for (const event of events) this.#count(event)
    for (let event = moment.next(); event; event = moment.next()) this.#step(event, moment)
    this.#state.tidy(this.#tasks.isNamed)
  }

  /** Moves time to the end. */
  end(until: Date): void {
    this.#state.moveTo(until, { renews: false })
    this.#state.tidy(this.#tasks.isNamed, { isLast: true })
  }

  #creditType(event: PastEvent): string {
    return this.#state.wallet(must(event.walletId, 'an entry has a wallet')).wallet.creditType
  }

  /** Counts what happened in the past. */
  #count(event: PastEvent): void {
    const { type, credits, organizationId: organization } = event
    if (type === 'EXPIRE') this.tally.add({ organization }, this.#creditType(event), { expiredBefore: credits })
    const isSpent = type === 'SPEND' || (type === 'OWE' && event.lotId === null)
    if (!isTask(event)) return
    const plan = this.#cycles.planName
    if (isSpent) this.#tasks.countSpent(event, this.#creditType(event), credits, plan)
    else if (isOfRefund(event)) this.#tasks.countRefundedBefore(event, this.#creditType(event), credits, plan)
  }

  #step(event: PastEvent, moment: Moment): void {
    if (isTask(event) && TASK_EVENTS.has(event.type)) this.#stepTask(event, moment)
    else if (event.type === 'FREEZE') this.#freezeHold(event)
    else if (event.type === 'SPEND' || event.type === 'RELEASE') this.#endHold(event)
    else if (isOfRefund(event)) this.#refund(event, moment)
    else if (event.type === 'OWE' && event.lotId === null) this.#owe(event)
    else if (event.type === 'MOVE_OUT') this.#transfer(event, moment)
    else if (event.type === 'DEBT_OUT') this.#handOverDebt(event, moment)
    else if (event.type === 'DEBT_IN') this.#bringDebt(event)
    else if (event.holdId === null && event.lotId !== null) this.#changeLot(event, event.lotId, moment)
  }

  #stepTask(event: TaskEvent, moment: Moment): void {
    const plan = this.#cycles.planName
    if (event.type === 'SUBMIT') this.#tasks.submit(event, plan)
    else if (event.type === 'FREEZE') this.#freezeTask(event, moment)
    else if (event.type === 'OWE' || event.type === 'WRITE_OFF') {
      if (event.lotId !== null) return
      if (this.#tasks.isKnown(event.taskId)) this.#tasks.settleLate(event, this.#chargesOf(event, moment), plan)
      else if (event.type === 'OWE') this.#owe(event)
    } else this.#tasks.end(event, this.#chargesOf(event, moment), plan)
  }

  #chargesOf(event: TaskEvent, moment: Moment): ReadonlyMap<string, Credits> {
    return moment.chargesOf(event, (each) => this.#creditType(each))
  }

  #freezeTask(event: TaskEvent, moment: Moment): void {
    const plan = this.#cycles.planName
    if (!this.#tasks.isKnown(event.taskId)) this.#tasks.submit(event, plan)
    else if (this.#tasks.hasEnded(event.taskId)) this.#tasks.settleLate(event, this.#chargesOf(event, moment), plan)
    else if (event.isMetered) this.#grow(this.#tasks.holdOf(event.taskId, this.#creditType(event)), event)
  }

  #grow(hold: Hold | undefined, event: PastEvent): void {
    if (!hold) return
    const grown = grow(this.#state.wallet(hold.walletId), hold, event.credits, purposeOf(event), event.createdAt)
    if (!isRefusal(grown)) this.#state.apply(grown)
  }

  /** A hold without a task stays what it was, as far as there are credits for it. */
  #freezeHold(event: PastEvent): void {
    const holdId = must(event.holdId, 'credits are frozen for a hold')
    const known = this.#state.hold(holdId)
    if (known) {
      this.#grow(known, event)
      return
    }
    const { memberId, apiKeyId, model, operation, tags, credits, createdAt } = event
    const spending = { memberId, apiKeyId, model, operation, tags: [...tags], countsAt: null }
    const expiresAt = new Date(Math.max(event.expiresAt?.getTime() ?? 0, createdAt.getTime() + 1))
    const command = {
      holdId,
      taskId: null,
      credits,
      purpose: purposeOf(event),
      description: null,
      usages: [],
      spending,
      expiresAt,
    }
    const held = freeze(this.#state.wallet(must(event.walletId, 'an entry has a wallet')), command, createdAt)
    if (isRefusal(held)) this.tally.unknown.holdsRefused++
    else this.#state.apply(held)
  }

  #endHold(event: PastEvent): void {
    const hold = this.#state.hold(must(event.holdId, 'credits are spent from a hold'))
    if (hold?.status !== 'OPEN') return
    const { createdAt: at, holdEndedAt, holdStatus, type } = event
    const ends = holdEndedAt?.getTime() === at.getTime()
    const state = this.#state.batch.walletOfHold(hold) ?? this.#state.wallet(hold.walletId)
    if (type === 'RELEASE') {
      const released = release(state, hold, holdStatus === 'TIMED_OUT' ? 'TIMED_OUT' : 'RELEASED', at)
      if (!isRefusal(released)) this.#state.apply(released)
      return
    }
    const left = hold.credits - hold.spent
    const credits = event.credits < left || state.wallet.overspend ? event.credits : left
    const spent = spend(state, hold, { credits, keepOpen: !ends, purpose: purposeOf(event) }, at)
    if (!isRefusal(spent)) this.#state.apply(spent)
  }

  /** Something of before the beginning is owed. */
  #owe(event: PastEvent): void {
    const { holdId, taskId, credits, createdAt } = event
    const state = this.#state.wallet(must(event.walletId, 'an entry has a wallet'))
    const journaling = new Journaling(state.wallet, createdAt)
    const links = { holdId: must(holdId, 'credits are owed for a hold'), taskId }
    const paid = owe(state, credits, purposeOf(event), journaling, links)
    this.#state.apply(conclude(state, paid, journaling))
    if (isTask(event)) this.#tasks.countOwed(event, state.wallet.creditType, credits, this.#cycles.planName)
  }

  #refund(event: PastEvent, moment: Moment): void {
    const holdId = must(event.holdId, 'a refund is of a hold')
    const credits = moment.takeAll((each) => isOfRefund(each) && each.holdId === holdId) + event.credits
    const creditType = this.#creditType(event)
    const hold = event.taskId === null ? this.#state.hold(holdId) : this.#tasks.holdOf(event.taskId, creditType)
    if (!hold) {
      this.#giveBack(event)
      return
    }
    const most = refundable(hold)
    if (most === 0n || hold.status === 'OPEN') return
    const state = this.#state.batch.walletOfHold(hold) ?? this.#state.wallet(hold.walletId)
    const asked = { credits: credits < most ? credits : most, reason: event.reason ?? '', lotId: newId() }
    const refunded = refund(state, hold, (id) => this.#state.lot(id), asked, event.createdAt)
    if (isRefusal(refunded)) return
    this.#state.apply(refunded)
    if (isTask(event)) this.#tasks.countRefunded(event, creditType, asked.credits, this.#cycles.planName)
  }

  /** A refund for a hold of before the beginning: its credits come back to the lot. */
  #giveBack(event: PastEvent): void {
    const lot = this.#state.lot(event.lotId ?? '')
    if (!lot) return
    const credits = event.credits < lot.spent ? event.credits : lot.spent
    const state = this.#state.wallet(lot.walletId)
    const journaling = new Journaling(state.wallet, event.createdAt)
    if (credits === 0n) return
    journaling.write('REFUND', credits, { lotId: lot.id })
    const back = comeBack(move(lot, 'spent', 'available', credits), credits, journaling, {})
    this.#state.apply({ wallet: journaling.wallet, lots: [back], entries: journaling.entries })
    if (isTask(event)) this.#tasks.countRefunded(event, state.wallet.creditType, credits, this.#cycles.planName)
  }

  #transfer(event: PastEvent, moment: Moment): void {
    const { walletId, reason, createdAt: at } = event
    const isSame = (each: PastEvent) => each.walletId === walletId && each.type === 'MOVE_OUT'
    const arrival = moment.peek((each) => ARRIVALS.has(each.type) && each.walletId !== walletId)
    const credits = event.credits + moment.takeAll((each) => isSame(each))
    if (!arrival) return
    moment.takeAll((each) => ARRIVALS.has(each.type) && each.walletId === arrival.walletId)
    const from = this.#state.wallet(must(walletId, 'an entry has a wallet'))
    const to = this.#state.wallet(must(arrival.walletId, 'an entry has a wallet'))
    const most = transferable(from, at)
    if (most === 0n) return
    const moved = transfer(
      from,
      to,
      { credits: credits < most ? credits : most, reason, newLotId: newId },
      (id) => this.#state.lot(id),
      at,
    )
    if (isRefusal(moved)) return
    this.#state.apply(moved.from)
    this.#state.apply(moved.to)
  }

  /** Another wallet takes over what is owed now, which may differ from what was owed in the past. */
  #handOverDebt(event: PastEvent, moment: Moment): void {
    const creditType = this.#creditType(event)
    const arrival = moment.take(
      (each) => each.type === 'DEBT_IN' && each.credits === event.credits && this.#creditType(each) === creditType,
    )
    if (!arrival) return
    const from = this.#state.wallet(must(event.walletId, 'an entry has a wallet'))
    const to = this.#state.wallet(must(arrival.walletId, 'an entry has a wallet'))
    const moved = handOverDebt(from, to, event.reason ?? '', event.createdAt)
    if (!moved) return
    this.#state.apply(moved.from)
    this.#state.apply(moved.to)
  }

  #bringDebt(event: PastEvent): void {
    const state = this.#state.wallet(must(event.walletId, 'an entry has a wallet'))
    this.#state.apply(bringDebt(state, event.credits, event.reason ?? '', event.createdAt))
  }

  #changeLot(event: PastEvent, lotId: string, moment: Moment): void {
    const lot = this.#state.lot(lotId)
    const { type, createdAt: at } = event
    if (type === 'GRANT' || ARRIVALS.has(type)) this.#grant(event, lotId, moment)
    else if (!lot || !isOpen(lot)) return
    else if (type === 'REVOKE') this.#revoke(event, lot)
    else if (type === 'LOCK' || type === 'UNLOCK') this.#lock(event, lot)
    else if (type === 'EXPIRE' && isOfCycle(lot) && !hasExpired(lot, at) && !moment.renews) this.#cycles.end(at)
  }

  /** A lot is locked or unlocked: by hand, which has a reason, or because a subscription began or ended. */
  #lock({ type, createdAt: at, reason }: PastEvent, lot: Lot): void {
    const state = this.#state.wallet(lot.walletId)
    const byHand = type === 'LOCK' ? lock : unlock
    const byItself = type === 'LOCK' ? suspend : resume
    const changed = reason === null ? byItself(state, lot, at) : byHand(state, lot, reason, at)
    if (changed && !isRefusal(changed)) this.#state.apply(changed)
  }

  /** Credits of a lot are taken back, as far as they are still there. */
  #revoke(event: PastEvent, lot: Lot): void {
    const credits = event.credits < lot.available ? event.credits : lot.available
    if (credits === 0n) return
    const journaling = new Journaling(this.#state.wallet(lot.walletId).wallet, event.createdAt)
    journaling.write('REVOKE', credits, { lotId: lot.id })
    const lots = [move(lot, 'available', 'revoked', credits)]
    this.#state.apply({ wallet: journaling.wallet, lots, entries: journaling.entries })
  }

  #grant(event: PastEvent, lotId: string, moment: Moment): void {
    const terms = this.#terms.get(lotId)
    if (!terms) return
    const at = event.createdAt
    if (event.type === 'GRANT' && isOfCycle(terms)) {
      if (moment.hasBegun) return
      moment.hasBegun = this.#cycles.begin(terms, at)
      if (moment.hasBegun) return
    }
    const isLocked = moment.takeAll((each) => each.type === 'LOCK' && each.lotId === lotId) > 0n
    const isScheduled = terms.usableFrom !== null && terms.usableFrom > at
    const expiresAt = terms.graceFrom ?? terms.expiresAt
    const { kind, priority, models, operations, graceSeconds, requiresSubscription, source, usableFrom } = terms
    const { costAmount, costCredits, currency } = terms
    const command = {
      ...PLAIN_GRANT,
      ...{ lotId, kind, priority, models, operations, graceSeconds, requiresSubscription, source, usableFrom },
      credits: event.credits,
      expiresAt: expiresAt && expiresAt > at ? expiresAt : null,
      suspended: isLocked && !isScheduled && requiresSubscription,
      paid:
        costAmount === null || currency === null ? null : { amount: costAmount, currency, credits: costCredits ?? 0n },
      ...(terms.createdAt < at && { since: terms.createdAt }),
    }
    const granted = grant(this.#state.wallet(must(event.walletId, 'an entry has a wallet')), command, at)
    if (!isRefusal(granted)) this.#state.apply(granted)
  }
}

/** The events of one instant that were not played yet: those of each wallet in their order. */
class Moment {
  readonly renews: boolean
  /** True once the cycle has begun that these events begin. */
  hasBegun = false
  #events: PastEvent[]
  readonly #all: readonly PastEvent[]

  constructor(events: readonly PastEvent[], termsOf: (lotId: string) => Lot | undefined) {
    this.#events = [...events]
    this.#all = events
    this.renews = events.some(({ type, lotId }) => {
      const lot = type === 'GRANT' && lotId !== null ? termsOf(lotId) : undefined
      return lot !== undefined && isOfCycle(lot)
    })
  }

  /** The next event; credits and debts arrive after they have left. */
  next(): PastEvent | undefined {
    const leaves = this.#events.length > 1 && this.#events.some(({ type }) => DEPARTURES.has(type))
    const i = leaves ? this.#events.findIndex((event) => !this.#waits(event)) : 0
    return this.#events.splice(i < 0 ? 0 : i, 1)[0]
  }

  /** True for what arrives, and for what comes after it in its wallet. */
  #waits(event: PastEvent): boolean {
    const ofWallet = this.#events.filter(({ walletId }) => walletId === event.walletId)
    return ofWallet.slice(0, ofWallet.indexOf(event) + 1).some(({ type }) => ARRIVALS.has(type) || type === 'DEBT_IN')
  }

  peek(is: (event: PastEvent) => boolean): PastEvent | undefined {
    return this.#events.find(is)
  }

  /** Takes an event out; undefined: it has no such event. */
  take(is: (event: PastEvent) => boolean): PastEvent | undefined {
    const i = this.#events.findIndex(is)
    return i < 0 ? undefined : this.#events.splice(i, 1)[0]
  }

  /** Takes events out, and returns the sum of their credits. */
  takeAll(is: (event: PastEvent) => boolean): Credits {
    const taken = this.#events.filter(is)
    if (taken.length > 0) this.#events = this.#events.filter((event) => !taken.includes(event))
    return taken.reduce((sum, { credits }) => sum + credits, 0n)
  }

  /** The credits that a task is charged in this moment, by credit type. */
  chargesOf({ taskId }: TaskEvent, creditTypeOf: (event: PastEvent) => string): ReadonlyMap<string, Credits> {
    const spent = new Map<string, Credits>()
    for (const event of this.#all) {
      if (CHARGES.has(event.type) && event.lotId === null && event.taskId === taskId)
        spent.set(creditTypeOf(event), event.credits)
    }
    return spent
  }
}

function isTask(event: PastEvent): event is TaskEvent {
  return event.taskId !== null && event.model !== null && event.operation !== null
}

/** True for credits that a refund brings back to a lot, or as a new one. */
function isOfRefund({ type, holdId }: PastEvent): boolean {
  return type === 'REFUND' || (type === 'GRANT' && holdId !== null)
}

function purposeOf({ model, operation }: PastEvent): Purpose | null {
  return model === null || operation === null ? null : { model, operation }
}
