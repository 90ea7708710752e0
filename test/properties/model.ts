// A naive model of an organization's wallets, written as differently from the ledger as can be: every credit is an
// object of its own with a place, and nothing is ever added up until somebody asks.

import { isDeepStrictEqual } from 'node:util'
import { BOUNDS } from '../../src/bounds.ts'
import {
  ageOf,
  FEW_UNITS,
  type Metering,
  PER_UNIT,
  PER_UNIT_OF_FEW,
  type Requesting,
  type Running,
  type Step,
  type Subscribing,
  WALLETS,
} from './commands.ts'

export const PLACES = ['available', 'locked', 'frozen', 'spent', 'expired', 'moved', 'revoked'] as const
export type Place = (typeof PLACES)[number]

interface Credit {
  readonly lot: Lot
  place: Place
  /** When it was last frozen, and whether a hold has grown by it. */
  frozenAt: number
  isGrowth: boolean
}

interface Lot {
  readonly number: number
  readonly wallet: number
  /** The lot that it was split off, or itself. */
  readonly origin: Lot
  readonly kind: string
  readonly priority: number
  readonly model: string | null
  readonly startsAt: number
  /** 0: it ends at once; Infinity: never. */
  readonly graceMs: number
  readonly costPerCredit: number
  readonly createdAt: number
  /** Whether it is of no use without a subscription. */
  readonly needsSubscription: boolean
  /** Whether a subscription's cycle brought it, not a grant. */
  readonly isCycles: boolean
  /** The request that gave it for a time; null: it stays. */
  readonly request: Request | null
  expiresAt: number
  /** Whether its expiry is the end of its grace. */
  inGrace: boolean
  lock: 'no' | 'until it starts' | 'by hand' | 'until there is a subscription'
  dispute: 'never' | 'OPEN' | 'WON' | 'LOST'
}

interface Hold {
  readonly wallet: number
  readonly credits: Credit[]
  readonly model: string | null
  readonly tags: readonly string[]
  /** When it was frozen; if it pays for one that timed out, when that was. */
  readonly at: number
  /** What it counts against. */
  readonly budgets: Budget[]
  /** Those of them that were made after it had ended, and that do not count it by itself yet. */
  madeSince: Budget[]
  /** The credits that it has spent and that were not refunded: their lots, and when they were frozen. */
  readonly used: Pick<Credit, 'lot' | 'frozenAt' | 'isGrowth'>[]
  /** How many credits its wallet came to owe for it that were not refunded. */
  owes: number
  /** How many of its credits are frozen or spent. */
  uses: number
  /** The run that it counts in; null: none. */
  readonly run: Run | null
  /** What was metered of it; null: it is not metered. */
  readonly meter: Meter | null
  state: 'open' | 'ended' | 'timed out'
  /** How many credits it gave back. */
  returned: number
}

/** A cap on what its holds and those of its parts use. */
export interface Run {
  readonly limit: number
  readonly parent: Run | null
  isClosed: boolean
}

interface Meter {
  tenths: number
  readonly max: number
  readonly step: number
  readonly counted: Set<number>
}

/** A limit on what may be frozen and spent, since it was made or in a month. */
export interface Budget {
  readonly isMonthly: boolean
  /** Whose spending it limits; null: that of all. */
  readonly wallet: number | null
  readonly model: string | null
  readonly tag: string | null
  readonly limit: number
  /** Whether it refuses what would pass it. */
  readonly hard: boolean
  /** What was told of it: how many percent of it were used, 50 or 100, each once in a period. */
  readonly told: number[]
  /** The most that was told of each period. */
  readonly reached: Map<number, number>
  /** What it is raised by, and until when. */
  raises: { readonly request: Request; readonly credits: number; readonly until: number }[]
}

/** A balance that somebody is told of when it comes down to it, and not again until it has recovered. */
export interface Mark {
  readonly wallet: number
  /** Of credits, or of what the cycle has to give. */
  readonly credits: number | null
  readonly percent: number | null
  /** Whether the balance came down to it, and has not recovered. */
  below: boolean
  /** What was available, each time that it was told. */
  readonly told: number[]
}

/** What can be subscribed to. */
export interface Plan {
  readonly name: string
  /** What a cycle brings, and how many of its credits a renewal carries over; null: all. */
  readonly credits: number
  readonly max: number | null
  readonly isNet: boolean
  /** Whether the credits come with the payment, or before it; null: payments are not recorded. */
  readonly payment: 'with' | 'before' | null
  readonly interval: 'MONTH' | 'YEAR'
  readonly refresh: 'DAY' | 'WEEK' | 'MONTH'
  /** What a trial brings; null: there is none. */
  readonly trial: number | null
}

const PLAIN = { max: 0, isNet: true, payment: null, interval: 'MONTH', refresh: 'MONTH', trial: null } as const
export const PLANS: readonly Plan[] = [
  { ...PLAIN, name: 'plain', credits: 8, trial: 5 },
  { ...PLAIN, name: 'carrying', credits: 12, max: 4 },
  { ...PLAIN, name: 'keeping', credits: 20, max: null, isNet: false },
  { ...PLAIN, name: 'prepaid', credits: 16, max: 3, payment: 'with', trial: 2 },
  { ...PLAIN, name: 'postpaid', credits: 10, max: 2, payment: 'before' },
  { ...PLAIN, name: 'daily', credits: 3, max: 4, refresh: 'DAY' },
  { ...PLAIN, name: 'weekly', credits: 9, max: 5, refresh: 'WEEK', trial: 4 },
  { ...PLAIN, name: 'yearly', credits: 14, max: 3, isNet: false, interval: 'YEAR' },
]
/** Within how many days a period is to be paid, and how many a trial has. */
export const PAYMENT_DAYS = 3
export const TRIAL_DAYS = 2
const DAY_MS = 24 * 60 * 60 * 1_000
/** For comparing plans of different cycles: the credits of seven years. */
const creditsOfYears = ({ credits, refresh }: Plan) => credits * { DAY: 7 * 365, WEEK: 365, MONTH: 7 * 12 }[refresh]
/** The months of a plan's period. */
const monthsOf = ({ interval }: Plan) => (interval === 'YEAR' ? 12 : 1)
/** The grace of what cycles bring. */
export const CYCLE_GRACE_SECONDS = 1

interface Subscription {
  plan: Plan
  next: Plan | null
  status: 'INCOMPLETE' | 'TRIALING' | 'ACTIVE' | 'PAST_DUE' | 'PAUSED' | 'LAPSED'
  endsWithPeriod: boolean
  anchor: number
  cycle: number
  allowance: number
  pausedAt: number
  pausedDays: number
  /** Until when the period is to be paid; null: it is. */
  payBy: number | null
  /** What comes with that payment. */
  awaited: number
  isPaidAhead: boolean
}

/** A request for credits, and what was granted. */
export interface Request {
  readonly wallet: number
  state: 'open' | 'given' | 'over'
  granted: number
  /** When it falls back; null: never. */
  until: number | null
  /** How many credits went back; null: it has not fallen back. */
  tookBack: number | null
  /** The budget that was raised; null: the credits were allocated. */
  budget: Budget | null
}

class Wallet {
  criteria = ['PRIORITY', 'EXPIRY', 'AGE', 'KIND']
  overspend = false
  latePolicy = 'OWE'
  owed = 0
  writtenOff = 0
}

/** So many months after a time; the last day of the month where that has no such day. */
function monthsLater(from: number, months: number): number {
  const to = new Date(from)
  const day = to.getUTCDate()
  to.setUTCMonth(to.getUTCMonth() + months, 1)
  const lastDay = new Date(Date.UTC(to.getUTCFullYear(), to.getUTCMonth() + 1, 0)).getUTCDate()
  return to.setUTCDate(Math.min(day, lastDay))
}

/** The end of the cycle of this number, as if there were no pauses. Cycles are counted one by one, and the last week ends with its month. */
function endAfter(anchor: number, { refresh }: Plan, cycles: number): number {
  if (refresh === 'MONTH') return monthsLater(anchor, cycles)
  if (refresh === 'DAY') return anchor + cycles * DAY_MS
  let [end, months] = [anchor, 1]
  for (let cycle = 0; cycle < cycles; cycle++) {
    const endOfMonth = monthsLater(anchor, months)
    end = Math.min(end + 7 * DAY_MS, endOfMonth)
    if (end === endOfMonth) months++
  }
  return end
}

/** The month that an instant is in; a budget that isn't by months has one period. */
export function periodOf({ isMonthly }: Budget, at: number): number {
  return isMonthly ? Date.UTC(new Date(at).getUTCFullYear(), new Date(at).getUTCMonth()) : 0
}

/** The end of the month that an instant is in. */
function startOfNextMonth(at: number): number {
  return Date.UTC(new Date(at).getUTCFullYear(), new Date(at).getUTCMonth() + 1)
}

/** Whether a budget is of what somebody spends on something. */
function limits(budget: Budget, hold: Pick<Hold, 'wallet' | 'model' | 'tags'>): boolean {
  const isTagged = budget.tag === null || hold.tags.some((tag) => tag === budget.tag)
  return (budget.wallet ?? hold.wallet) === hold.wallet && (budget.model ?? hold.model) === hold.model && isTagged
}

function isOfCycle({ kind, needsSubscription }: Lot): boolean {
  return kind === 'SUBSCRIPTION' && needsSubscription
}

const SUBSCRIBING: readonly Step['do'][] = [
  ...(['subscribe', 'upgrade', 'downgrade', 'past due', 'cancel', 'reactivate', 'end cycle'] as const),
  ...(['pay', 'pause', 'resume subscription'] as const),
]

function isSubscribing(step: Step): step is Subscribing {
  return SUBSCRIBING.includes(step.do)
}

const KINDS = ['PROMO', 'SUBSCRIPTION', 'ADJUSTMENT', 'TOP_UP', 'EXTRA']

export class Model {
  readonly wallets = WALLETS.map(() => new Wallet())
  readonly credits: Credit[] = []
  readonly lots: Lot[] = []
  readonly holds: Hold[] = []
  /** As if they were holds: what came to be owed for some that had timed out. */
  readonly #owing: Hold[] = []
  readonly requests: Request[] = []
  #now = 0
  readonly budgets: Budget[]
  readonly runs: Run[] = []
  readonly marks: readonly Mark[]
  subscription: Subscription | null = null
  #hadTrial = false
  /** Whether credits that need a subscription can be used. */
  inForce: boolean
  /** Wallets that the present step has brought credits into. */
  readonly #cameIn = new Set<number>()
  /** What the last renewal leaves for credits that were frozen then; null: all may come back. */
  #cap: { readonly at: number; left: number } | null = null

  constructor(inForce: boolean, budgets: Budget[] = [], marks: readonly Mark[] = []) {
    this.inForce = inForce
    this.budgets = budgets
    this.marks = marks
  }

  /** Takes a step; true if it does something, false if it is refused or there is nothing to do. */
  take(step: Step, now: number): boolean {
    this.#cameIn.clear()
    this.#now = now
    const isTaken = this.#take(step, now)
    if (isTaken) for (const wallet of this.wallets.keys()) this.#payDebts(wallet, now)
    for (const mark of this.marks) {
      const available = Number(this.count('available', mark.wallet))
      const isLow = mark.credits === null ? this.#isLow(available, mark.percent ?? 0) : available <= mark.credits
      if (isLow && !mark.below) {
        mark.told.push(available)
        mark.below = true
      } else if (!isLow && (this.#cameIn.has(mark.wallet) || this.#isTwice(mark, available))) mark.below = false
    }
    return isTaken
  }

  #take(step: Step, now: number): boolean {
    if (isSubscribing(step)) return this.#subscription(step, now)
    switch (step.do) {
      case 'grant':
        return this.#grant(step, now)
      case 'freeze':
        return this.#freeze({ ...step, meter: null }, now)
      case 'freeze metered':
      case 'meter':
      case 'run':
      case 'close run':
        return this.#meterOrRun(step, now)
      case 'grow': {
        const { hold: number, credits, model } = step
        const hold = this.holds[number]
        if (hold?.state !== 'open' || hold.meter || !this.#hasRoom(hold, credits)) return false
        return this.#grow(hold, credits, model, now)
      }
      case 'budget':
        return this.#makeBudget(step, now)
      case 'ask':
      case 'grant request':
      case 'decline request':
      case 'fall back':
        return this.#request(step, now)
      case 'extend':
        return this.holds[step.hold]?.state === 'open' && step.byMs > 0
      case 'spend':
      case 'release':
      case 'time out':
        return this.#settle(step, now)
      case 'settle late':
        return this.#settleLate(step, now)
      case 'refund':
        return this.#refund(step, now)
      case 'transfer':
        return step.wallet !== step.to && this.#transfer(step, now)
      case 'give':
      case 'take back':
        return this.#allocate(step, now)
      case 'settle up':
        return this.#settleUp(step, now)
      case 'carry over':
        this.#carryOver(step.max, now + step.lastsMs, null, now)
        return true
      case 'end':
        this.#end(now, true)
        return true
      case 'begin':
        this.#begin(now)
        return true
      case 'refund lot':
        return this.#refundLot(step, now)
      case 'settle debt':
        return this.#payAtOnce(step.wallet, () => true, now)
      case 'dispute':
        return this.#dispute(step)
      case 'revoke': {
        const credits = this.#pick(step.wallet, step.credits, () => true, now)
        return credits !== null && this.#move(credits, 'revoked').length > 0
      }
      case 'bring debt':
        return this.#bringDebt(step, now)
      case 'bring portion':
        return this.#bringPortion(step, now)
      case 'policy':
        return this.#setPolicy(step)
      default:
        return this.#changeLot(step, now)
    }
  }

  /** The limit of a budget with what it is raised by now. */
  #limitOf({ limit, raises }: Budget): number {
    return raises.reduce((sum, { credits, until }) => (until > this.#now ? sum + credits : sum), limit)
  }

  #request(step: Requesting, now: number): boolean {
    if (step.do === 'ask') {
      const open = this.requests.filter(({ wallet, state }) => wallet === step.wallet && state === 'open')
      if (open.length >= BOUNDS.creditRequestsOfMember) return false
      const nothing = { granted: 0, until: null, tookBack: null, budget: null }
      this.requests.push({ wallet: step.wallet, state: 'open', ...nothing })
      return true
    }
    const request = this.requests[step.request]
    if (!request) return false
    if (step.do === 'fall back') return this.#fallBack(request, now)
    if (request.state !== 'open') return false
    if (step.do === 'decline request') {
      request.state = 'over'
      return true
    }
    return this.#grantRequest(request, step, now)
  }

  #grantRequest(request: Request, step: Step & { do: 'grant request' }, now: number): boolean {
    const { wallet } = request
    const until = step.lastsMs === null ? null : now + step.lastsMs
    if (step.budget === null) {
      request.until = until
      const giver = until === null ? null : request
      if (!this.#transfer({ wallet: 0, to: wallet, credits: step.credits }, now, giver)) return false
      Object.assign(request, { state: 'given', granted: step.credits })
      return true
    }
    const budget = this.budgets[step.budget]
    // A raise without an instant lasts until the end of the period.
    const end = until ?? (budget?.isMonthly ? startOfNextMonth(now) : null)
    if (!budget || (budget.wallet !== null && budget.wallet !== wallet) || end === null) return false
    if (budget.raises.filter((raise) => raise.until > now).length >= BOUNDS.raisesOfBudget) return false
    budget.raises.push({ request, credits: step.credits, until: end })
    Object.assign(request, { state: 'given', granted: step.credits, until: end, budget })
    return true
  }

  #fallBack(request: Request, now: number): boolean {
    const { until, budget, tookBack } = request
    if (request.state === 'open' || until === null || until > now) return false
    if (budget) {
      if (request.state === 'over') return false
      request.state = 'over'
      budget.raises = budget.raises.filter((raise) => raise.request !== request)
      const newest = Math.max(...budget.reached.keys())
      if (Number.isFinite(newest)) {
        budget.reached.set(newest, Math.max(budget.reached.get(newest) ?? 0, this.#reached(budget, newest)))
      }
      return true
    }
    const left = this.credits.filter(
      ({ lot, place }) =>
        lot.request === request && lot.dispute !== 'OPEN' && now < lot.expiresAt && this.#isThere(lot, place, now),
    )
    if (request.state === 'over' && left.length === 0) return false
    Object.assign(request, { state: 'over', tookBack: (tookBack ?? 0) + left.length })
    for (const { lot } of left) if (this.#hasStarted(lot, now)) this.#unlock(lot)
    this.#arrive(this.#inOrder(left), 0, null, now)
    return true
  }

  #allocate(step: Step & { do: 'give' | 'take back' }, now: number): boolean {
    switch (step.do) {
      case 'give': {
        const total = step.each.reduce((sum, credits) => sum + credits, 0)
        if (this.#takeable(0, now) < total) return false
        for (const [i, credits] of step.each.entries()) this.#transfer({ wallet: 0, to: i + 1, credits }, now)
        return true
      }
      case 'take back':
        for (const wallet of step.wallets) {
          const credits = this.#takeable(wallet, now)
          if (credits > 0) this.#transfer({ wallet, to: 0, credits }, now)
        }
        return true
    }
  }

  #meterOrRun(step: Metering | Running, now: number): boolean {
    switch (step.do) {
      case 'freeze metered': {
        const max = step.credits + step.more
        const meter = { tenths: 0, max, step: Math.max(step.credits, Math.ceil(max / 100)), counted: new Set<number>() }
        return this.#freeze({ ...step, tags: [], meter }, now)
      }
      case 'meter':
        return this.#meter(step, now)
      case 'run': {
        const parent = step.parent === null ? null : this.runs[step.parent]
        if (parent === undefined || this.#pathOf(parent).some(({ isClosed }) => isClosed)) return false
        this.runs.push({ limit: step.limit, parent, isClosed: false })
        return true
      }
      case 'close run': {
        const run = this.runs[step.run]
        if (!run || this.#pathOf(run).some(({ isClosed }) => isClosed)) return false
        run.isClosed = true
        return true
      }
    }
  }

  count(place: Place, wallet: number): bigint {
    return BigInt(this.credits.filter((c) => c.place === place && c.lot.wallet === wallet).length)
  }

  countOfLot(place: Place, lot: number): bigint {
    return BigInt(this.credits.filter((c) => c.place === place && c.lot.number === lot).length)
  }

  /** What is frozen of a hold, if it is there. */
  frozenOf(hold: number): number {
    const { state = 'ended', credits = [] } = this.holds[hold] ?? {}
    return state === 'open' ? credits.filter((c) => c.place === 'frozen').length : 0
  }

  #wallet(number: number): Wallet {
    return this.wallets[number] as Wallet
  }

  #freeze(step: Omit<Step & { do: 'freeze' }, 'do'> & { meter: Meter | null }, now: number): boolean {
    const { wallet } = step
    const run = step.run === null ? null : this.runs[step.run]
    if (run === undefined) return false
    const budgets = this.budgets.filter((budget) => limits(budget, step))
    const made = {
      wallet,
      model: step.model,
      tags: step.tags,
      run,
      meter: step.meter,
      at: now,
      budgets,
      madeSince: [],
      uses: 0,
      used: [],
      owes: 0,
    }
    const hold: Hold = { ...made, state: 'open', returned: 0, credits: [] }
    this.holds.push(hold)
    const isFrozen = this.#hasRoom(hold, step.credits) && this.#grow(hold, step.credits, step.model, now)
    if (!isFrozen) this.holds.pop()
    return isFrozen
  }

  /** What so many tenths of a unit cost, rounded up: up to a number of units, all of them cost more each. */
  #costOf(tenths: number): number {
    return Math.ceil((tenths * (tenths <= FEW_UNITS * 10 ? PER_UNIT_OF_FEW : PER_UNIT)) / 10)
  }

  /** The most that so many tenths cost on the way there. */
  #coverOf(tenths: number): number {
    return Math.max(this.#costOf(tenths), this.#costOf(Math.min(tenths, FEW_UNITS * 10)))
  }

  #meter({ hold: number, tenths, sequence }: Step & { do: 'meter' }, now: number): boolean {
    const hold = this.holds[number]
    if (!hold?.meter) return false
    const { meter } = hold
    if (sequence !== null && meter.counted.has(sequence)) return true
    if (hold.state !== 'open') return false
    const cost = this.#coverOf(meter.tenths + tenths)
    const frozen = this.frozenOf(number)
    const needed = Math.max(0, cost - frozen)
    if (needed > meter.max - frozen) return false
    // Less than half a step is left, and more may be frozen.
    if ((frozen - cost) * 2 < meter.step && frozen < meter.max) {
      const wanted = Math.min(Math.max(needed, meter.step), meter.max - frozen, this.#roomOf(hold))
      const pays = (lot: Lot) => lot.model === null || lot.model === hold.model
      const claimed = this.#claimed(hold.wallet, now)
      const there = this.#usable(hold.wallet, pays, now).filter((credit) => !claimed.includes(credit))
      const more = Math.min(wanted, there.length)
      if (more < needed) return false
      if (more > 0) this.#grow(hold, more, hold.model, now)
    }
    meter.tenths += tenths
    if (sequence !== null) meter.counted.add(sequence)
    return true
  }

  /** A run and those that it is a part of. */
  #pathOf(run: Run | null): Run[] {
    return run ? [run, ...this.#pathOf(run.parent)] : []
  }

  /** What the holds of a run, and of its parts, have frozen or used. */
  usedIn(run: Run): number {
    const holds = [...this.holds, ...this.#owing].filter((hold) => this.#pathOf(hold.run).includes(run))
    return holds.reduce((sum, { uses }) => sum + uses, 0)
  }

  /** How many more credits hard budgets and runs leave for a hold. */
  #roomOf(hold: Hold): number {
    const path = this.#pathOf(hold.run)
    const isClosed = path.some((run) => run.isClosed)
    const budgets = hold.budgets.filter(({ hard }) => hard)
    return Math.max(
      0,
      Math.min(
        isClosed ? 0 : Number.POSITIVE_INFINITY,
        ...path.map((run) => run.limit - this.usedIn(run)),
        ...budgets.map((budget) => this.#limitOf(budget) - this.used(budget, periodOf(budget, hold.at))),
      ),
    )
  }

  #settleUp(step: Step & { do: 'settle up' }, now: number): boolean {
    const credits = step.givesBack ? this.#takeable(step.wallet, now) : 0
    if (credits + this.#wallet(step.wallet).owed === 0) return false
    if (credits > 0) this.#transfer({ wallet: step.wallet, to: 0, credits }, now)
    const debt = this.#wallet(step.wallet).owed
    this.#wallet(step.wallet).owed = 0
    this.#wallet(0).owed += debt
    if (debt > 0) this.#payAtOnce(0, (lot) => lot.model === null, now)
    return true
  }

  #setPolicy({ wallet: number, burnDown, overspend, latePolicy }: Step & { do: 'policy' }): boolean {
    const criteria = [...burnDown, 'PRIORITY', 'EXPIRY', 'AGE', 'KIND']
    Object.assign(this.#wallet(number), { criteria, overspend, latePolicy })
    return true
  }

  #bringDebt({ wallet, credits }: Step & { do: 'bring debt' }, now: number): boolean {
    this.#wallet(wallet).owed += credits
    this.#payAtOnce(wallet, (lot) => lot.model === null, now)
    return true
  }

  /** Whether a step can bring credits that were split off a lot: of a purchase without a price, because it is not of more credits. */
  canBring({ lot: number, to }: Step & { do: 'bring portion' }): boolean {
    const lot = this.lots[number]
    return (
      lot?.origin === lot &&
      lot !== undefined &&
      lot.wallet !== to &&
      lot.costPerCredit === 0 &&
      !lot.isCycles &&
      !(lot.kind === 'SUBSCRIPTION' && lot.needsSubscription)
    )
  }

  /** Credits of a lot that were split off it elsewhere. */
  #bringPortion(step: Step & { do: 'bring portion' }, now: number): boolean {
    const origin = this.lots[step.lot]
    if (!origin || !this.canBring(step) || origin.dispute === 'OPEN' || origin.dispute === 'LOST') return false
    const { kind, priority, model, startsAt, graceMs, costPerCredit, dispute, needsSubscription } = origin
    const kept = { kind, priority, model, startsAt, graceMs, costPerCredit, dispute, needsSubscription }
    const isSuspended = needsSubscription && !this.inForce
    const lock = isSuspended ? 'until there is a subscription' : startsAt > now ? 'until it starts' : 'no'
    const own = {
      wallet: step.to,
      createdAt: now,
      expiresAt: Number.POSITIVE_INFINITY,
      inGrace: false,
      isCycles: false,
      request: null,
    }
    const portion = this.#add({ ...kept, ...own, lock }, origin)
    for (let i = 0; i < step.credits; i++)
      this.credits.push({ lot: origin, place: 'moved', frozenAt: 0, isGrowth: false })
    const { owed } = this.#wallet(step.to)
    this.#comeIn(portion, step.credits)
    if (model === null && lock === 'no') this.#pay(step.to, this.credits.slice(-step.credits).slice(0, owed))
    return true
  }

  #grant(step: Step & { do: 'grant' }, now: number): boolean {
    const { credits, kind, priority, startsInMs, lastsMs, graceSeconds, paid, model, needsSubscription } = step
    if (lastsMs !== null && lastsMs <= startsInMs) return false
    const lot = this.#add({
      wallet: 0,
      kind,
      priority,
      model,
      startsAt: now + startsInMs,
      expiresAt: lastsMs === null ? Number.POSITIVE_INFINITY : now + lastsMs,
      graceMs: graceSeconds === null ? Number.POSITIVE_INFINITY : graceSeconds * 1_000,
      costPerCredit: (paid ?? 0) / credits,
      createdAt: now - ageOf(step),
      needsSubscription,
      isCycles: false,
      request: null,
      inGrace: false,
      lock:
        needsSubscription && !this.inForce
          ? 'until there is a subscription'
          : startsInMs > 0
            ? 'until it starts'
            : 'no',
      dispute: 'never',
    })
    const { owed } = this.#wallet(0)
    this.#comeIn(lot, credits)
    if (model === null && lot.lock === 'no') this.#pay(0, this.credits.slice(-credits).slice(0, owed))
    return true
  }

  #add(lot: Omit<Lot, 'number' | 'origin'>, origin?: Lot): Lot {
    const added = { ...lot, number: this.lots.length } as { -readonly [K in keyof Lot]: Lot[K] }
    added.origin = origin ?? added
    this.lots.push(added)
    return added
  }

  #comeIn(lot: Lot, credits: number): void {
    this.#cameIn.add(lot.wallet)
    const place = lot.lock === 'no' ? 'available' : 'locked'
    for (let i = 0; i < credits; i++) this.credits.push({ lot, place, frozenAt: 0, isGrowth: false })
  }

  /** Some credits of a wallet pay what it owes. */
  #pay(wallet: number, credits: readonly Credit[]): void {
    this.#move(credits, 'spent')
    this.#wallet(wallet).owed -= credits.length
  }

  /** Pays a debt from all that could be frozen now, available or not; false if nothing was paid. */
  #payAtOnce(wallet: number, mayPay: (lot: Lot) => boolean, now: number): boolean {
    const first = this.#inOrder(this.#usable(wallet, mayPay, now)).slice(0, this.#wallet(wallet).owed)
    this.#pay(wallet, first)
    for (const { lot } of first) if (this.#hasStarted(lot, now)) this.#unlock(lot)
    return first.length > 0
  }

  /** What a wallet owes is paid from what is available, and may pay for everything. */
  #payDebts(wallet: number, now: number): void {
    if (this.#wallet(wallet).owed === 0) return
    const paying = this.#usable(wallet, (lot) => lot.model === null, now).filter(({ place }) => place === 'available')
    this.#pay(wallet, this.#inOrder(paying).slice(0, this.#wallet(wallet).owed))
  }

  /** Credits whose time has come, and which pay a debt before anybody takes them. Their lots are unlocked with that. */
  #claimed(wallet: number, now: number): Credit[] {
    const { owed } = this.#wallet(wallet)
    if (owed === 0) return []
    const ripe = this.#usable(wallet, (lot) => lot.model === null, now).filter(({ place }) => place === 'locked')
    return this.#inOrder(ripe).slice(0, owed)
  }

  #payFirst(wallet: number, now: number): void {
    const claimed = this.#claimed(wallet, now)
    this.#pay(wallet, claimed)
    for (const { lot } of claimed) if (this.#hasStarted(lot, now)) this.#unlock(lot)
  }

  #takeable(wallet: number, now: number): number {
    return this.#usable(wallet, () => true, now).length - this.#claimed(wallet, now).length
  }

  #inOrder(credits: readonly Credit[]): Credit[] {
    return credits.toSorted((a, b) => (this.#rank(a.lot) < this.#rank(b.lot) ? -1 : a.lot === b.lot ? 0 : 1))
  }

  /** The credits that could be frozen now. */
  #usable(wallet: number, mayPay: (lot: Lot) => boolean, now: number): Credit[] {
    return this.credits.filter(({ lot, place }) => {
      if (lot.wallet !== wallet || lot.dispute === 'OPEN') return false
      const isOver = now >= lot.expiresAt || now >= (lot.request?.until ?? Number.POSITIVE_INFINITY)
      return this.#isThere(lot, place, now) && !isOver && mayPay(lot)
    })
  }

  #isThere(lot: Lot, place: Place, now: number): boolean {
    return place === 'available' || (place === 'locked' && this.#hasStarted(lot, now))
  }

  /** Picks one credit after the other, each time the first that any rule would take. Null if there are too few. */
  #pick(wallet: number, amount: number, mayPay: (lot: Lot) => boolean, now: number): Credit[] | null {
    const picked: Credit[] = []
    const claimed = this.#claimed(wallet, now)
    const usable = this.#usable(wallet, mayPay, now).filter((credit) => !claimed.includes(credit))
    for (let i = 0; i < amount; i++) {
      let best: Credit | null = null
      for (const credit of usable) {
        if (picked.includes(credit)) continue
        if (best === null || this.#rank(credit.lot) < this.#rank(best.lot)) best = credit
      }
      if (best === null) return null
      picked.push(best)
    }
    this.#payFirst(wallet, now)
    for (const { lot } of picked) if (this.#hasStarted(lot, now)) this.#unlock(lot)
    return picked
  }

  #grow(hold: Hold, amount: number, model: string | null, now: number): boolean {
    const credits = this.#pick(hold.wallet, amount, (lot) => lot.model === null || lot.model === model, now)
    if (!credits) return false
    const isGrowth = hold.credits.length > 0
    for (const credit of credits) Object.assign(credit, { frozenAt: now, isGrowth })
    hold.credits.push(...this.#move(credits, 'frozen'))
    this.#use(hold, amount)
    return true
  }

  #use(hold: Hold, amount: number): void {
    hold.uses += amount
    for (const budget of hold.budgets) {
      const period = periodOf(budget, hold.at)
      const reached = this.#reached(budget, period)
      if (reached <= (budget.reached.get(period) ?? 0)) continue
      budget.told.push(reached)
      budget.reached.set(period, reached)
    }
  }

  #hasRoom(hold: Hold, amount: number): boolean {
    return amount <= this.#roomOf(hold)
  }

  /** What counts against a budget in one of its periods: all that holds that were frozen in it have frozen or spent. */
  used(budget: Budget, period: number): number {
    const holds = [...this.holds, ...this.#owing].filter(
      (hold) => hold.budgets.includes(budget) && periodOf(budget, hold.at) === period,
    )
    return holds.reduce((sum, { uses }) => sum + uses, 0)
  }

  #reached(budget: Budget, period: number): number {
    const used = this.used(budget, period)
    const limit = this.#limitOf(budget)
    return used >= limit ? 100 : used * 2 >= limit ? 50 : 0
  }

  /**
   * One by months counts what its month has used; another begins now. What is reached already is not told. Refused if its subject
   * has as many as it may have. An equal one is the answer; of those that begin when they are made, one that has counted nothing.
   */
  #makeBudget({ wallet, model, tag, limit, hard, isMonthly }: Step & { do: 'budget' }, now: number): boolean {
    const ofSubject = this.budgets.filter((other) => other.wallet === wallet && other.tag === tag)
    const isEqual = (other: Budget) =>
      isDeepStrictEqual([other.model, other.limit, other.hard, other.isMonthly], [model, limit, hard, isMonthly])
    if (ofSubject.some((other) => isEqual(other) && (isMonthly || this.used(other, periodOf(other, now)) === 0)))
      return true
    if (ofSubject.length >= (tag === null ? BOUNDS.budgetsOfSubject : BOUNDS.budgetsOfTag)) return false
    const budget: Budget = { wallet, model, tag, limit, hard, isMonthly, told: [], reached: new Map(), raises: [] }
    this.budgets.push(budget)
    const period = periodOf(budget, now)
    for (const hold of [...this.holds, ...this.#owing]) {
      if (!isMonthly || !limits(budget, hold) || periodOf(budget, hold.at) !== period) continue
      hold.budgets.push(budget)
      if (hold.state !== 'open') hold.madeSince.push(budget)
    }
    budget.reached.set(period, this.#reached(budget, period))
    return true
  }

  /** The first frozen credits of a hold are gone; the others stay, or go home. */
  #settle(step: Step & { do: 'spend' | 'release' | 'time out' }, now: number): boolean {
    const hold = this.holds[step.hold]
    if (hold?.state !== 'open' || (hold.meter && step.do !== 'time out')) return false
    const wallet = this.#wallet(hold.wallet)
    const frozen = () => hold.credits.filter((credit) => credit.place === 'frozen')
    const metered = this.#costOf(hold.meter?.tenths ?? 0)
    const amount = step.do === 'spend' ? (step.credits ?? frozen().length) : metered
    const missing = amount - frozen().length
    if (
      missing > 0 &&
      !(
        wallet.overspend &&
        this.#hasRoom(hold, missing) &&
        step.do === 'spend' &&
        this.#grow(hold, missing, step.model, now)
      )
    )
      return false
    for (const credit of this.#move(frozen().slice(0, amount), 'spent')) {
      hold.used.push({ ...credit })
      if (credit.lot.dispute !== 'LOST') continue
      credit.place = 'revoked'
      wallet.owed++
    }
    if (step.do === 'spend' && step.keepOpen && frozen().length > 0) return true
    hold.state = step.do === 'time out' && metered === 0 ? 'timed out' : 'ended'
    const back = frozen()
    hold.returned = back.length
    hold.uses -= back.length
    for (const lot of new Set(back.map((credit) => credit.lot))) {
      const ofLot = back.filter((credit) => credit.lot === lot)
      const over = this.#isForfeited(lot, now) ? [] : this.#overTheCap(lot, ofLot)
      this.#move(over, 'expired')
      const rest = ofLot.filter((credit) => !over.includes(credit))
      if (rest.length > 0) this.#comeBack(rest, now)
    }
    return true
  }

  /** Those of the credits that come back for which the last renewal has no room: they were frozen then. The others use it. */
  #overTheCap(lot: Lot, back: readonly Credit[]): Credit[] {
    const cap = this.#cap
    if (!cap || !isOfCycle(lot)) return []
    const heldOver = back.filter(({ frozenAt, isGrowth }) => (isGrowth ? frozenAt <= cap.at : frozenAt < cap.at))
    const kept = Math.min(heldOver.length, cap.left)
    cap.left -= kept
    return heldOver.slice(kept)
  }

  #isForfeited(lot: Lot, now: number): boolean {
    if (lot.dispute === 'LOST') return true
    return now >= lot.expiresAt && (lot.inGrace || now >= lot.expiresAt + lot.graceMs)
  }

  /** Where credits of one lot go that were away from it. */
  #comeBack(back: Credit[], now: number): void {
    const lot = back[0]?.lot as Lot
    if (this.#isForfeited(lot, now)) return void this.#move(back, lot.dispute === 'LOST' ? 'revoked' : 'expired')
    if (now >= lot.expiresAt) {
      this.#move(
        this.#left(lot).filter((credit) => !back.includes(credit)),
        'expired',
      )
      lot.expiresAt += lot.graceMs
      lot.inGrace = Number.isFinite(lot.graceMs)
    }
    if (this.#hasStarted(lot, now)) this.#unlock(lot)
    this.#move(back, lot.lock === 'no' && lot.dispute !== 'OPEN' ? 'available' : 'locked')
  }

  #settleLate({ hold: number, credits, model }: Step & { do: 'settle late' }, now: number): boolean {
    const hold = this.holds[number]
    const amount = credits ?? hold?.returned ?? 0
    if (hold?.state !== 'timed out' || hold.meter || amount > hold.returned) return false
    hold.state = 'ended'
    if (amount === 0) return true
    if (this.#pathOf(hold.run).some((run) => this.usedIn(run) + amount > run.limit)) {
      this.#wallet(hold.wallet).writtenOff += amount
      return true
    }
    const picked = this.#pick(hold.wallet, amount, (lot) => lot.model === null || lot.model === model, now)
    const wallet = this.#wallet(hold.wallet)
    // Budgets that were made since count it in the period in which they were made, not in one that is past.
    const isPast = (budget: Budget) => periodOf(budget, hold.at) !== periodOf(budget, now)
    const budgets = hold.budgets.filter((budget) => !hold.madeSince.includes(budget) || !isPast(budget))
    const paying: Hold = { ...hold, budgets, madeSince: [], uses: 0, returned: 0, credits: [], used: [], owes: 0 }
    if (picked) {
      paying.credits.push(...this.#move(picked, 'spent'))
      for (const credit of picked) paying.used.push({ lot: credit.lot, frozenAt: now, isGrowth: false })
      this.holds.push(paying)
      this.#use(paying, amount)
    } else if (wallet.latePolicy === 'OWE') {
      wallet.owed += amount
      this.#owing.push(paying)
      this.#use(paying, amount)
      hold.owes = amount
      hold.madeSince = hold.madeSince.filter(isPast)
      this.#payAtOnce(hold.wallet, (lot) => lot.model === null || lot.model === model, now)
    } else wallet.writtenOff += amount
    return true
  }

  /** The credits that were used last come back to their lots; what has no lot to come back to is a lot of its own. */
  #refund({ hold: number, credits }: Step & { do: 'refund' }, now: number): boolean {
    const hold = this.holds[number]
    if (!hold || hold.state === 'open') return false
    const all = hold.used.length + hold.owes
    const amount = credits ?? all
    if (amount === 0 || amount > all) return false
    const back: Credit[] = []
    let homeless = 0
    for (let i = 0; i < amount; i++) {
      const used = hold.used.pop()
      const credit = used && this.credits.find((c) => c.lot === used.lot && c.place === 'spent' && !back.includes(c))
      if (!used) hold.owes--
      if (credit) back.push(Object.assign(credit, used))
      else homeless++
    }
    if (back.length > 0) this.#cameIn.add(hold.wallet)
    // They are nobody's now. Any spent credit of a lot stands for any other, so one of another hold may be among them.
    for (const { credits } of this.holds)
      for (const credit of back) if (credits.includes(credit)) credits.splice(credits.indexOf(credit), 1)
    this.#move(back, 'frozen')
    for (const lot of new Set(back.map((credit) => credit.lot))) {
      const ofLot = back.filter((credit) => credit.lot === lot)
      const over = this.#isForfeited(lot, now) ? [] : this.#overTheCap(lot, ofLot)
      this.#move(over, 'expired')
      const rest = ofLot.filter((credit) => !over.includes(credit))
      if (rest.length > 0) this.#comeBack(rest, now)
    }
    if (homeless > 0) this.#comeIn(this.#plainLot(hold.wallet, 'ADJUSTMENT', now), homeless)
    // Budgets that were made since count it by itself now, unless their period is past.
    const isPast = (budget: Budget) => periodOf(budget, hold.at) !== periodOf(budget, now)
    hold.madeSince = hold.madeSince.filter(isPast)
    const budgets = hold.budgets.filter((budget) => !hold.madeSince.includes(budget))
    this.#owing.push({ ...hold, budgets, madeSince: [], uses: -amount, credits: [], used: [], owes: 0 })
    return true
  }

  /** Credits of a purchase are taken back: what nobody has used before what was spent, its own before what was split off it. */
  #refundLot({ lot: number, credits: amount }: Step & { do: 'refund lot' }, now: number): boolean {
    const origin = this.lots[number]?.origin
    if (!origin || origin.dispute === 'OPEN') return false
    const lineage = this.lots.filter((lot) => lot.origin === origin)
    const unused = lineage.flatMap((lot) => (now < lot.expiresAt ? this.#left(lot) : []))
    const spent = lineage.flatMap((lot) =>
      this.credits.filter((credit) => credit.lot === lot && credit.place === 'spent'),
    )
    if (amount > unused.length + spent.length) return false
    const taken = unused.slice(0, amount)
    for (const { lot } of taken) if (this.#hasStarted(lot, now)) this.#unlock(lot)
    this.#move(taken, 'revoked')
    const chargedBack = this.#move(spent.slice(0, amount - taken.length), 'revoked').length
    const wallet = this.#wallet(origin.wallet)
    if (wallet.latePolicy === 'OWE') wallet.owed += chargedBack
    else wallet.writtenOff += chargedBack
    return true
  }

  #plainLot(wallet: number, kind: string, now: number): Lot {
    const times = { startsAt: now, expiresAt: Number.POSITIVE_INFINITY, graceMs: 0, createdAt: now, inGrace: false }
    const state = { needsSubscription: false, isCycles: false, lock: 'no' as const, dispute: 'never' as const }
    return this.#add({ wallet, kind, priority: 0, model: null, costPerCredit: 0, request: null, ...times, ...state })
  }

  #transfer(
    { wallet: from, to, credits: amount }: Omit<Step & { do: 'transfer' }, 'do'>,
    now: number,
    giver: Request | null = null,
  ): boolean {
    const picked = this.#pick(from, amount, () => true, now)
    if (!picked) return false
    this.#arrive(picked, to, giver, now)
    return true
  }

  /** Credits come into another wallet, for a time if a request gives them. */
  #arrive(picked: Credit[], to: number, request: Request | null, now: number): void {
    this.#move(picked, 'moved')
    for (const lot of new Set(picked.map((credit) => credit.lot))) {
      const count = picked.filter((credit) => credit.lot === lot).length
      if (request || lot.origin.wallet !== to) {
        const { kind, priority, model, startsAt, expiresAt, graceMs, inGrace, costPerCredit, dispute } = lot
        const { needsSubscription } = lot
        const kept = { kind, priority, model, startsAt, expiresAt, graceMs, inGrace, costPerCredit, dispute }
        const placed = { wallet: to, createdAt: now, lock: 'no' as const, needsSubscription, isCycles: false, request }
        // They join a portion that is open there already, if nothing tells the two apart.
        const known = this.lots.find(
          (other) =>
            other.origin === lot.origin &&
            other.wallet === to &&
            this.#isOpen(other) &&
            other.lock === 'no' &&
            other.expiresAt === expiresAt &&
            other.inGrace === inGrace &&
            other.dispute === dispute &&
            other.request === request,
        )
        this.#comeIn(known ?? this.#add({ ...kept, ...placed }, lot.origin), count)
        continue
      }
      if (!this.#isOpen(lot.origin)) {
        // Nothing of it was there: whatever happened to cycles and subscriptions happened to its portion.
        lot.origin.expiresAt = lot.expiresAt
        lot.origin.inGrace = lot.inGrace
        if (lot.origin.lock === 'until there is a subscription') lot.origin.lock = 'no'
      }
      this.#cameIn.add(to)
      const away = this.credits.filter((credit) => credit.lot === lot.origin && credit.place === 'moved')
      this.#comeBack(this.#move(away.slice(0, count), 'frozen'), now)
    }
    this.#payDebts(to, now)
  }

  #dispute({ lot: number, to }: Step & { do: 'dispute' }): boolean {
    const origin = this.lots[number]?.origin
    if (!origin) return false
    if (to === 'OPEN' ? !['never', 'WON'].includes(origin.dispute) : origin.dispute !== 'OPEN') return false
    for (const lot of this.lots) {
      if (lot.origin !== origin) continue
      lot.dispute = to
      if (to === 'OPEN') this.#move(this.#left(lot), 'locked')
      else if (to === 'WON' && lot.lock === 'no') this.#move(this.#left(lot), 'available')
      else if (to === 'LOST') {
        lot.lock = 'no'
        this.#move(this.#left(lot), 'revoked')
        for (const credit of this.credits) {
          if (credit.lot !== lot || credit.place !== 'spent') continue
          credit.place = 'revoked'
          this.#wallet(origin.wallet).owed++
        }
      }
    }
    return true
  }

  #changeLot(step: Step & { lot: number }, now: number): boolean {
    const lot = this.lots[step.lot]
    if (!lot) return false
    const left = this.#left(lot)
    if (!this.#isOpen(lot)) return false
    const what = step.do
    // Nobody unlocks by hand what needs a subscription that isn't there.
    if ((what === 'unlock' || what === 'resume') && lot.needsSubscription && !this.inForce) return false
    if (what === 'expire') {
      if (now < lot.expiresAt || left.length === 0) return false
      lot.lock = 'no'
      this.#move(left, 'expired')
    } else if (what === 'mature') {
      if (!this.#hasStarted(lot, now)) return false
      this.#unlock(lot)
    } else if (what === 'lock') {
      if (lot.lock !== 'no' && !this.#hasStarted(lot, now)) return false
      lot.lock = 'by hand'
      this.#move(left, 'locked')
    } else if (what === 'suspend') {
      if (this.#hasStarted(lot, now)) this.#unlock(lot)
      if (lot.lock === 'by hand' || lot.lock === 'until there is a subscription') return false
      lot.lock = 'until there is a subscription'
      this.#move(left, 'locked')
    } else if (what === 'resume') {
      if (lot.lock !== 'until there is a subscription') return false
      if (now < lot.startsAt) lot.lock = 'until it starts'
      else this.#unlock(lot)
    } else {
      if (lot.lock === 'no' || lot.lock === 'until there is a subscription') return false
      this.#unlock(lot)
    }
    return true
  }

  /** Of all that cycles brought and that was there at their end, `max` credits (null: all) can be used longer. Answers how many those are. */
  #carryOver(max: number | null, until: number, end: number | null, now: number): number {
    let kept = 0
    for (const lot of this.#openLots().filter(isOfCycle)) {
      const left = this.#left(lot)
      if (end === null ? now >= lot.expiresAt : lot.expiresAt < end) {
        if (left.length > 0) lot.lock = 'no'
        this.#move(left, 'expired')
        continue
      }
      const stay = left.slice(0, max === null ? left.length : max - kept)
      kept += stay.length
      this.#move(left.slice(stay.length), 'expired')
      lot.expiresAt = until
      lot.inGrace = lot.inGrace && until <= now
    }
    this.#cap = max === null ? null : { at: now, left: max - kept }
    return kept
  }

  /** What cycles brought ends, and if the subscription ends with it, what needs one waits for the next. */
  #end(now: number, suspends: boolean): void {
    this.#carryOver(0, now, null, now)
    this.#cap = null
    if (!suspends) return
    this.inForce = false
    this.#suspendAll(now, (lot) => !isOfCycle(lot))
  }

  /** What needs a subscription waits for the next, or until this one goes on. */
  #suspendAll(now: number, which: (lot: Lot) => boolean = () => true): void {
    for (const lot of this.#openLots()) {
      if (!lot.needsSubscription || !which(lot)) continue
      if (this.#hasStarted(lot, now)) this.#unlock(lot)
      if (lot.lock === 'by hand' || lot.lock === 'until there is a subscription') continue
      lot.lock = 'until there is a subscription'
      this.#move(this.#left(lot), 'locked')
    }
  }

  #begin(now: number): void {
    this.inForce = true
    for (const lot of this.#openLots()) {
      if (lot.lock !== 'until there is a subscription') continue
      if (now < lot.startsAt) lot.lock = 'until it starts'
      else this.#unlock(lot)
    }
    // Before the first cycle brings anything.
    for (const wallet of this.wallets.keys()) this.#payDebts(wallet, now)
  }

  #isOpen(lot: Lot): boolean {
    return this.credits.some((c) => c.lot === lot && ['available', 'locked', 'frozen'].includes(c.place))
  }

  /** The pool's first. */
  #openLots(): Lot[] {
    const key = (lot: Lot) => `${lot.wallet} ${this.#rank(lot)}`
    return this.lots.filter((lot) => this.#isOpen(lot)).sort((a, b) => (key(a) < key(b) ? -1 : 1))
  }

  /** Whether a balance is twice what a mark is at. */
  #isTwice({ credits, percent }: Mark, available: number): boolean {
    if (credits !== null) return credits > 0 && available >= 2 * credits
    return !this.subscription || !this.inForce || available * 100 >= 2 * this.subscription.allowance * (percent ?? 0)
  }

  #isLow(available: number, percent: number): boolean {
    return this.subscription !== null && this.inForce && available * 100 <= this.subscription.allowance * percent
  }

  get #cycleEnd(): number {
    return this.#endOfCycle((this.subscription as Subscription).cycle)
  }

  #endOfCycle(cycle: number): number {
    const { plan, anchor, pausedDays } = this.subscription as Subscription
    return endAfter(anchor, plan, cycle) + pausedDays * DAY_MS
  }

  /** What the present cycle brings: a short week its days' part. */
  get #creditsOfCycle(): number {
    const { plan, cycle } = this.subscription as Subscription
    if (plan.refresh !== 'WEEK') return plan.credits
    return Math.floor((plan.credits * (this.#endOfCycle(cycle) - this.#endOfCycle(cycle - 1))) / (7 * DAY_MS))
  }

  /** When the month or the year ends that the present cycle is in. */
  get #periodEnd(): number {
    const { plan, anchor, pausedDays, status } = this.subscription as Subscription
    if (status === 'TRIALING') return this.#cycleEnd
    let months = monthsOf(plan)
    while (monthsLater(anchor, months) + pausedDays * DAY_MS < this.#cycleEnd) months += monthsOf(plan)
    return monthsLater(anchor, months) + pausedDays * DAY_MS
  }

  /** When something follows by itself; null if nothing does. */
  get dueAt(): number | null {
    const { status, payBy } = this.subscription ?? { status: 'LAPSED', payBy: null }
    if (status === 'LAPSED' || status === 'PAUSED') return null
    if (status === 'INCOMPLETE') return payBy
    return Math.min(this.#cycleEnd, payBy ?? Number.POSITIVE_INFINITY)
  }

  /** Whether something follows. It is decided before anything else. */
  isDue(now: number): boolean {
    return this.dueAt !== null && this.dueAt <= now
  }

  /** Begins to count cycles, or waits for the payment with which it will. */
  #start(plan: Plan, now: number, isPaid: boolean): void {
    const owes = plan.payment !== null && !isPaid
    const waits = owes && plan.payment === 'with'
    Object.assign(this.subscription as Subscription, {
      ...{ plan, next: null, anchor: now, cycle: 1, allowance: waits ? 0 : plan.credits, pausedDays: 0, awaited: 0 },
      ...{
        status: waits ? 'INCOMPLETE' : 'ACTIVE',
        payBy: owes ? now + PAYMENT_DAYS * DAY_MS : null,
        isPaidAhead: false,
      },
    })
    if (waits) return
    this.#begin(now)
    this.#endWithCycle()
    this.#bring(plan.credits, now)
  }

  /** Tries a plan for some days; cycles are counted from their end. */
  #try(plan: Plan, credits: number, now: number): void {
    const terms = { plan, next: null, anchor: now + TRIAL_DAYS * DAY_MS, cycle: 0, allowance: credits, pausedDays: 0 }
    Object.assign(this.subscription as Subscription, terms, {
      status: 'TRIALING',
      payBy: null,
      awaited: 0,
      isPaidAhead: false,
    })
    this.#hadTrial = true
    this.#begin(now)
    this.#endWithCycle()
    this.#bring(credits, now)
  }

  /** What cycles brought and would last longer ends with the cycle. */
  #endWithCycle(): void {
    for (const lot of this.#openLots()) if (isOfCycle(lot)) lot.expiresAt = Math.min(lot.expiresAt, this.#cycleEnd)
  }

  #paySubscription(subscription: Subscription, now: number): boolean {
    const { status, plan, awaited, payBy } = subscription
    if (status === 'INCOMPLETE' || status === 'TRIALING') {
      const { next } = subscription
      if (status === 'TRIALING') this.#end(now, true)
      this.#start(plan, now, true)
      subscription.next = next
      return true
    }
    if (status === 'PAST_DUE' || (status === 'ACTIVE' && payBy !== null)) {
      Object.assign(subscription, { status: 'ACTIVE', payBy: null, awaited: 0, isPaidAhead: false })
      subscription.allowance += awaited
      this.#bring(awaited, now)
      return true
    }
    if (status !== 'ACTIVE' || plan.payment === null || subscription.isPaidAhead) return false
    subscription.isPaidAhead = true
    return true
  }

  #pause(subscription: Subscription, now: number): boolean {
    if (subscription.status !== 'ACTIVE' || subscription.payBy !== null) return false
    const end = this.#cycleEnd
    this.#suspendAll(now)
    for (const lot of this.#openLots()) {
      if (isOfCycle(lot) && lot.expiresAt === end) lot.expiresAt = Number.POSITIVE_INFINITY
    }
    Object.assign(subscription, { status: 'PAUSED', pausedAt: now })
    this.inForce = false
    return true
  }

  #goOn(subscription: Subscription, now: number): boolean {
    if (subscription.status !== 'PAUSED') return false
    subscription.pausedDays += Math.floor((now - subscription.pausedAt) / DAY_MS)
    subscription.status = 'ACTIVE'
    this.#begin(now)
    this.#endWithCycle()
    return true
  }

  #subscription(step: Step & { do: Subscribing['do'] }, now: number): boolean {
    const { subscription } = this
    if (step.do === 'subscribe') {
      if (subscription) return false
      const plan = PLANS[step.plan] as Plan
      if (step.trial && (plan.trial === null || this.#hadTrial)) return false
      this.subscription = { endsWithPeriod: false, pausedAt: 0 } as Subscription
      this.#cap = null
      if (step.trial && plan.trial !== null) this.#try(plan, plan.trial, now)
      else this.#start(plan, now, false)
      return true
    }
    if (!subscription) return false
    if (step.do === 'end cycle') return this.#endCycle(subscription, now)
    switch (step.do) {
      case 'upgrade': {
        const plan = PLANS[step.plan] as Plan
        if (subscription.status !== 'ACTIVE' && subscription.status !== 'TRIALING') return false
        if (creditsOfYears(plan) <= creditsOfYears(subscription.plan)) return false
        const { isNet } = subscription.plan
        const cap = this.#cap
        const kept = this.#carryOver(null, endAfter(now, plan, 1), null, now)
        this.#cap = cap
        const had = isNet ? subscription.allowance : 0
        const more = Math.max(0, plan.credits - had)
        const stays = isNet ? subscription.allowance : kept
        Object.assign(subscription, { plan, next: null, anchor: now, cycle: 1, pausedDays: 0, isPaidAhead: false })
        const isPrepaid = plan.payment === 'with'
        subscription.status = isPrepaid ? 'PAST_DUE' : 'ACTIVE'
        subscription.payBy = plan.payment ? now + PAYMENT_DAYS * DAY_MS : null
        subscription.awaited = isPrepaid ? more : 0
        subscription.allowance = isPrepaid ? stays : stays + more
        if (!isPrepaid) this.#bring(more, now)
        return true
      }
      case 'downgrade':
        if (subscription.status !== 'ACTIVE' && subscription.status !== 'TRIALING') return false
        subscription.next = PLANS[step.plan] as Plan
        return true
      case 'past due':
        if (subscription.status !== 'ACTIVE') return false
        subscription.status = 'PAST_DUE'
        subscription.isPaidAhead = false
        if (subscription.plan.payment) subscription.payBy ??= now + PAYMENT_DAYS * DAY_MS
        return true
      case 'pay':
        return this.#paySubscription(subscription, now)
      case 'pause':
        return this.#pause(subscription, now)
      case 'resume subscription':
        return this.#goOn(subscription, now)
      case 'reactivate': {
        if (subscription.status !== 'LAPSED') return false
        this.#start(subscription.next ?? subscription.plan, now, false)
        return true
      }
      case 'cancel':
        if (step.atPeriodEnd && !['LAPSED', 'INCOMPLETE'].includes(subscription.status))
          subscription.endsWithPeriod = true
        else this.#cancel(subscription, now)
        return true
    }
  }

  #endCycle(subscription: Subscription, now: number): boolean {
    if (!this.isDue(now)) return false
    const { status, payBy, endsWithPeriod } = subscription
    if (status === 'INCOMPLETE') {
      this.#cancel(subscription, now)
      return true
    }
    const isUnpaid = payBy !== null && payBy <= now && payBy <= this.#cycleEnd
    const goesOn = status === 'ACTIVE' || status === 'TRIALING' || (status === 'PAST_DUE' && payBy !== null)
    const endsPeriod = this.#cycleEnd >= this.#periodEnd
    if (isUnpaid || (endsWithPeriod && endsPeriod) || !goesOn) {
      const cap = this.#cap
      if (endsWithPeriod) {
        this.#cancel(subscription, now)
        return true
      }
      this.#end(now, true)
      Object.assign(subscription, { status: 'LAPSED', payBy: null, awaited: 0 })
      this.#cap = cap
      return true
    }
    const { plan } = subscription
    const changed = endsPeriod ? subscription.next : null
    const next = changed ?? plan
    const [end, periodEnd] = [this.#cycleEnd, this.#periodEnd]
    const isAlike = plan.interval === next.interval && plan.refresh === next.refresh
    if (!isAlike) Object.assign(subscription, { anchor: periodEnd, pausedDays: 0, cycle: 1 })
    Object.assign(subscription, { plan: next, status: status === 'TRIALING' ? 'ACTIVE' : status })
    while (this.#cycleEnd <= now) subscription.cycle++
    const credits = this.#creditsOfCycle
    let kept = 0
    if (status === 'TRIALING' || plan.max === 0) this.#end(now, false)
    else {
      kept = this.#carryOver(plan.max, this.#cycleEnd, end, now)
    }
    if (payBy === null && next.payment && !subscription.isPaidAhead) {
      const start = this.#endOfCycle(subscription.cycle - 1)
      const to = next.payment === 'with' ? 'PAST_DUE' : 'ACTIVE'
      Object.assign(subscription, { status: to, payBy: start + PAYMENT_DAYS * DAY_MS })
    }
    const waits = subscription.payBy !== null && next.payment === 'with'
    Object.assign(subscription, { next: changed ? null : subscription.next, isPaidAhead: false })
    subscription.allowance = kept + (waits ? 0 : credits)
    subscription.awaited = waits ? credits : 0
    this.#bring(waits ? 0 : credits, now)
    return true
  }

  #cancel(subscription: Subscription, now: number): void {
    if (subscription.status === 'INCOMPLETE') this.#cap = null
    else this.#end(now, true)
    this.subscription = null
  }

  /** A cycle's credits come in. */
  #bring(credits: number, now: number): void {
    if (credits === 0) return
    const kept = { kind: 'SUBSCRIPTION', priority: 0, model: null, startsAt: now, costPerCredit: 0, createdAt: now }
    const lot = this.#add({
      ...kept,
      wallet: 0,
      graceMs: CYCLE_GRACE_SECONDS * 1_000,
      needsSubscription: true,
      isCycles: true,
      request: null,
      expiresAt: this.#cycleEnd,
      inGrace: false,
      lock: 'no',
      dispute: 'never',
    })
    this.#comeIn(lot, credits)
  }

  #left(lot: Lot): Credit[] {
    return this.credits.filter(({ lot: of, place }) => of === lot && (place === 'available' || place === 'locked'))
  }

  #move<Credits extends readonly Credit[]>(credits: Credits, place: Place): Credits {
    for (const credit of credits) {
      // What was locked comes in, whatever becomes of it then.
      if (credit.place === 'locked' && place !== 'locked') this.#cameIn.add(credit.lot.wallet)
      credit.place = place
    }
    return credits
  }

  #unlock(lot: Lot): void {
    lot.lock = 'no'
    if (lot.dispute !== 'OPEN') this.#move(this.#left(lot), 'available')
  }

  #hasStarted(lot: Lot, now: number): boolean {
    return lot.lock === 'until it starts' && now >= lot.startsAt
  }

  /** A text that sorts as the lots burn. */
  #rank(lot: Lot): string {
    const values: Record<string, number> = {
      PRIORITY: lot.priority,
      EXPIRY: Math.min(lot.expiresAt, Number.MAX_SAFE_INTEGER),
      AGE: lot.createdAt,
      KIND: KINDS.indexOf(lot.kind),
      COST: Math.round(lot.costPerCredit * 1_000_000),
    }
    const fallsBackAt = lot.request?.until ?? Number.MAX_SAFE_INTEGER
    // Cycles' lots have ids of their own, which come after those that the tests give.
    return [
      fallsBackAt,
      ...this.#wallet(lot.wallet).criteria.map((name) => values[name] ?? 0),
      Number(lot.isCycles),
      lot.number,
    ]
      .map((value) => String(value).padStart(16, '0'))
      .join()
  }
}
