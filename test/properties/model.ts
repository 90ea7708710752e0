// A naive model of an organization's wallets, written as differently from the ledger as can be: every credit is an
// object of its own with a place, and nothing is ever added up until somebody asks.

import { type Step, WALLETS } from './commands.ts'

export const PLACES = ['available', 'locked', 'frozen', 'spent', 'expired', 'moved', 'revoked'] as const
export type Place = (typeof PLACES)[number]

interface Credit {
  readonly lot: Lot
  place: Place
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
  readonly graceMs: number
  readonly costPerCredit: number
  readonly createdAt: number
  expiresAt: number
  lock: 'no' | 'until it starts' | 'by hand' | 'until there is a subscription'
  dispute: 'never' | 'OPEN' | 'WON' | 'LOST'
}

interface Hold {
  readonly wallet: number
  readonly credits: Credit[]
  readonly budgets: readonly Budget[]
  state: 'open' | 'ended' | 'timed out'
  /** How many credits it gave back. */
  returned: number
}

/** A limit on what may be frozen and spent, ever. */
export interface Budget {
  /** Whose spending it limits; null: that of all. */
  readonly wallet: number | null
  readonly model: string | null
  readonly limit: number
  /** Whether it refuses what would pass it. */
  readonly hard: boolean
  used: number
  /** What was told of it: how many percent of it were used, 50 or 100, each once. */
  readonly told: number[]
}

/** A balance that somebody is told of, each time that it comes down to it. */
export interface Mark {
  readonly wallet: number
  /** Of credits, or of what the cycle has to give. */
  readonly credits: number | null
  readonly percent: number | null
  /** Whether the balance was no more than it when it was last looked at. */
  below: boolean
  /** What was available, each time that it was told. */
  readonly told: number[]
}

/** What the cycle has to give. */
export const ALLOWANCE = 30

class Wallet {
  criteria = ['PRIORITY', 'EXPIRY', 'AGE', 'KIND']
  overspend = false
  latePolicy = 'OWE'
  owed = 0
  writtenOff = 0
}

const KINDS = ['PROMO', 'SUBSCRIPTION', 'TOP_UP', 'EXTRA']

export class Model {
  readonly wallets = WALLETS.map(() => new Wallet())
  readonly credits: Credit[] = []
  readonly lots: Lot[] = []
  readonly holds: Hold[] = []
  readonly budgets: readonly Budget[]
  readonly marks: readonly Mark[]

  constructor(budgets: readonly Budget[] = [], marks: readonly Mark[] = []) {
    this.budgets = budgets
    this.marks = marks
  }

  /** Takes a step; true if it does something, false if it is refused or there is nothing to do. */
  take(step: Step, now: number): boolean {
    const isTaken = this.#take(step, now)
    for (const mark of this.marks) {
      const available = Number(this.count('available', mark.wallet))
      const below =
        mark.credits === null ? available / ALLOWANCE <= (mark.percent ?? 0) / 100 : available <= mark.credits
      if (below && !mark.below) mark.told.push(available)
      mark.below = below
    }
    return isTaken
  }

  #take(step: Step, now: number): boolean {
    switch (step.do) {
      case 'grant':
        return this.#grant(step, now)
      case 'freeze': {
        const { wallet } = step
        const budgets = this.budgets.filter(
          (each) => (each.wallet ?? wallet) === wallet && (each.model ?? step.model) === step.model,
        )
        const hold: Hold = { wallet, budgets, state: 'open', returned: 0, credits: [] }
        const isFrozen = this.#hasRoom(hold, step.credits) && this.#grow(hold, step.credits, step.model, now)
        if (isFrozen) this.holds.push(hold)
        return isFrozen
      }
      case 'grow': {
        const hold = this.holds[step.hold]
        return (
          hold?.state === 'open' && this.#hasRoom(hold, step.credits) && this.#grow(hold, step.credits, step.model, now)
        )
      }
      case 'extend':
        return this.holds[step.hold]?.state === 'open' && step.byMs > 0
      case 'spend':
      case 'release':
      case 'time out':
        return this.#settle(step, now)
      case 'settle late':
        return this.#settleLate(step, now)
      case 'transfer':
        return step.wallet !== step.to && this.#transfer(step, now)
      case 'give': {
        const total = step.each.reduce((sum, credits) => sum + credits, 0)
        if (this.#usable(0, () => true, now).length < total) return false
        for (const [i, credits] of step.each.entries()) this.#transfer({ wallet: 0, to: i + 1, credits }, now)
        return true
      }
      case 'take back':
        for (const wallet of step.wallets) {
          const credits = this.#usable(wallet, () => true, now).length
          if (credits > 0) this.#transfer({ wallet, to: 0, credits }, now)
        }
        return true
      case 'dispute':
        return this.#dispute(step)
      case 'revoke': {
        const credits = this.#pick(step.wallet, step.credits, () => true, now)
        if (credits) this.#move(credits, 'revoked')
        return credits !== null
      }
      case 'policy': {
        const wallet = this.#wallet(step.wallet)
        wallet.criteria = [...step.burnDown, 'PRIORITY', 'EXPIRY', 'AGE', 'KIND']
        wallet.overspend = step.overspend
        wallet.latePolicy = step.latePolicy
        return true
      }
      default:
        return this.#changeLot(step, now)
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

  #grant(step: Step & { do: 'grant' }, now: number): boolean {
    const { credits, kind, priority, startsInMs, lastsMs, graceSeconds, paid, model } = step
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
      createdAt: now,
      lock: startsInMs > 0 ? 'until it starts' : 'no',
      dispute: 'never',
    })
    this.#comeIn(lot, credits)
    return true
  }

  #add(lot: Omit<Lot, 'number' | 'origin'>, origin?: Lot): Lot {
    const added = { ...lot, number: this.lots.length } as { -readonly [K in keyof Lot]: Lot[K] }
    added.origin = origin ?? added
    this.lots.push(added)
    return added
  }

  /** New credits of a lot, each of which pays what the wallet owes, if anything. */
  #comeIn(lot: Lot, credits: number): void {
    const wallet = this.#wallet(lot.wallet)
    for (let i = 0; i < credits; i++) {
      const pays = wallet.owed > 0 && lot.model === null
      if (pays) wallet.owed--
      this.credits.push({ lot, place: pays ? 'spent' : lot.lock === 'no' ? 'available' : 'locked' })
    }
  }

  /** The credits that could be frozen now. */
  #usable(wallet: number, mayPay: (lot: Lot) => boolean, now: number): Credit[] {
    return this.credits.filter(({ lot, place }) => {
      if (lot.wallet !== wallet || lot.dispute === 'OPEN') return false
      const isThere = place === 'available' || (place === 'locked' && this.#hasStarted(lot, now))
      return isThere && now < lot.expiresAt && mayPay(lot)
    })
  }

  /** Picks one credit after the other, each time the first that any rule would take. Null if there are too few. */
  #pick(wallet: number, amount: number, mayPay: (lot: Lot) => boolean, now: number): Credit[] | null {
    const picked: Credit[] = []
    const usable = this.#usable(wallet, mayPay, now)
    for (let i = 0; i < amount; i++) {
      let best: Credit | null = null
      for (const credit of usable) {
        if (picked.includes(credit)) continue
        if (best === null || this.#rank(credit.lot) < this.#rank(best.lot)) best = credit
      }
      if (best === null) return null
      picked.push(best)
    }
    for (const { lot } of picked) if (this.#hasStarted(lot, now)) this.#unlock(lot)
    return picked
  }

  #grow(hold: Hold, amount: number, model: string | null, now: number): boolean {
    const credits = this.#pick(hold.wallet, amount, (lot) => lot.model === null || lot.model === model, now)
    if (!credits) return false
    hold.credits.push(...this.#move(credits, 'frozen'))
    this.#use(hold, amount)
    return true
  }

  #use(hold: Hold, amount: number): void {
    for (const budget of hold.budgets) {
      budget.used += amount
      const half = budget.used * 2 >= budget.limit
      const now = budget.used >= budget.limit ? 100 : half ? 50 : 0
      if (now > (budget.told.at(-1) ?? 0)) budget.told.push(now)
    }
  }

  #hasRoom(hold: Hold, amount: number): boolean {
    return hold.budgets.every(({ hard, used, limit }) => !hard || used + amount <= limit)
  }

  /** The first frozen credits of a hold are gone; the others stay, or go home. */
  #settle(step: Step & { do: 'spend' | 'release' | 'time out' }, now: number): boolean {
    const hold = this.holds[step.hold]
    if (hold?.state !== 'open') return false
    const wallet = this.#wallet(hold.wallet)
    const frozen = () => hold.credits.filter((credit) => credit.place === 'frozen')
    const amount = step.do === 'spend' ? (step.credits ?? frozen().length) : 0
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
      if (credit.lot.dispute !== 'LOST') continue
      credit.place = 'revoked'
      wallet.owed++
    }
    if (step.do === 'spend' && step.keepOpen && frozen().length > 0) return true
    hold.state = step.do === 'time out' ? 'timed out' : 'ended'
    const back = frozen()
    hold.returned = back.length
    for (const budget of hold.budgets) budget.used -= back.length
    for (const lot of new Set(back.map((credit) => credit.lot))) {
      this.#comeBack(
        back.filter((credit) => credit.lot === lot),
        now,
      )
    }
    return true
  }

  /** Where credits of one lot go that were away from it. */
  #comeBack(back: Credit[], now: number): void {
    const lot = back[0]?.lot as Lot
    if (lot.dispute === 'LOST') return void this.#move(back, 'revoked')
    if (now >= lot.expiresAt) {
      if (lot.graceMs === 0) return void this.#move(back, 'expired')
      this.#move(
        this.#left(lot).filter((credit) => !back.includes(credit)),
        'expired',
      )
      lot.expiresAt = now + lot.graceMs
    }
    if (this.#hasStarted(lot, now)) this.#unlock(lot)
    this.#move(back, lot.lock === 'no' && lot.dispute !== 'OPEN' ? 'available' : 'locked')
  }

  #settleLate({ hold: number, credits, model }: Step & { do: 'settle late' }, now: number): boolean {
    const hold = this.holds[number]
    const amount = credits ?? hold?.returned ?? 0
    if (hold?.state !== 'timed out' || amount > hold.returned) return false
    hold.state = 'ended'
    if (amount === 0) return true
    const picked = this.#pick(hold.wallet, amount, (lot) => lot.model === null || lot.model === model, now)
    const wallet = this.#wallet(hold.wallet)
    if (picked) {
      this.#use(hold, amount)
      this.holds.push({ ...hold, returned: 0, credits: this.#move(picked, 'spent') })
    } else if (wallet.latePolicy === 'OWE') wallet.owed += amount
    else wallet.writtenOff += amount
    return true
  }

  #transfer({ wallet: from, to, credits: amount }: Omit<Step & { do: 'transfer' }, 'do'>, now: number): boolean {
    const picked = this.#pick(from, amount, () => true, now)
    if (!picked) return false
    this.#move(picked, 'moved')
    for (const lot of new Set(picked.map((credit) => credit.lot))) {
      const count = picked.filter((credit) => credit.lot === lot).length
      if (lot.origin.wallet !== to) {
        const { kind, priority, model, startsAt, expiresAt, graceMs, costPerCredit, dispute } = lot
        const kept = { kind, priority, model, startsAt, expiresAt, graceMs, costPerCredit, dispute }
        this.#comeIn(this.#add({ ...kept, wallet: to, createdAt: now, lock: 'no' }, lot.origin), count)
        continue
      }
      const away = this.credits.filter((credit) => credit.lot === lot.origin && credit.place === 'moved')
      this.#comeBack(this.#move(away.slice(0, count), 'frozen'), now)
    }
    return true
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
    if (left.length === 0 && !this.credits.some((credit) => credit.lot === lot && credit.place === 'frozen'))
      return false
    let what = step.do
    if (step.do === 'carry over') {
      if (now < lot.expiresAt) {
        this.#move(left.slice(step.max ?? left.length), 'expired')
        lot.expiresAt = now + step.lastsMs
        return true
      }
      what = 'expire'
    }
    if (what === 'expire') {
      if (now < lot.expiresAt || left.length === 0) return false
      lot.lock = 'no'
      this.#move(left, 'expired')
    } else if (what === 'ripen') {
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

  #left(lot: Lot): Credit[] {
    return this.credits.filter(({ lot: of, place }) => of === lot && (place === 'available' || place === 'locked'))
  }

  #move(credits: Credit[], place: Place): Credit[] {
    for (const credit of credits) credit.place = place
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
    return [...this.#wallet(lot.wallet).criteria.map((name) => values[name] ?? 0), lot.number]
      .map((value) => String(value).padStart(16, '0'))
      .join()
  }
}
