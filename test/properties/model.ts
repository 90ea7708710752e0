// A naive model of one wallet, written as differently from the ledger as can be: every credit is an object of its own
// with a place, and nothing is ever added up until somebody asks.

import type { Step } from './commands.ts'

export const PLACES = ['available', 'locked', 'frozen', 'spent', 'expired', 'revoked'] as const
export type Place = (typeof PLACES)[number]

interface Credit {
  readonly lot: Lot
  place: Place
}

interface Lot {
  readonly number: number
  readonly kind: string
  readonly priority: number
  readonly model: string | null
  readonly startsAt: number
  readonly expiresAt: number
  readonly createdAt: number
  lock: 'no' | 'until it starts' | 'by hand'
}

const KINDS = ['PROMO', 'SUBSCRIPTION', 'TOP_UP', 'EXTRA']

export class Model {
  readonly credits: Credit[] = []
  readonly lots: Lot[] = []
  readonly holds: { isOpen: boolean; credits: Credit[] }[] = []
  criteria = ['PRIORITY', 'EXPIRY', 'AGE', 'KIND']
  overspend = false

  /** Takes a step; true if it does something, false if it is refused or there is nothing to do. */
  take(step: Step, now: number): boolean {
    switch (step.do) {
      case 'grant':
        return this.#grant(step, now)
      case 'freeze': {
        const credits = this.#pick(step.credits, (lot) => lot.model === null || lot.model === step.model, now)
        if (credits) this.holds.push({ isOpen: true, credits: this.#move(credits, 'frozen') })
        return credits !== null
      }
      case 'grow': {
        const hold = this.holds[step.hold]
        return hold?.isOpen === true && this.#grow(hold, step.credits, step.model, now)
      }
      case 'extend':
        return this.holds[step.hold]?.isOpen === true && step.byMs > 0
      case 'spend':
      case 'release':
        return this.#settle(step, now)
      case 'revoke': {
        const credits = this.#pick(step.credits, () => true, now)
        if (credits) this.#move(credits, 'revoked')
        return credits !== null
      }
      case 'policy':
        this.criteria = [...step.burnDown, 'PRIORITY', 'EXPIRY', 'AGE', 'KIND']
        this.overspend = step.overspend
        return true
      default:
        return this.#changeLot(step.do, step.lot, now)
    }
  }

  count(place: Place, lot?: number): bigint {
    const there = this.credits.filter((c) => c.place === place && (lot === undefined || c.lot.number === lot))
    return BigInt(there.length)
  }

  /** What is frozen of a hold, if it is there. */
  frozenOf(hold: number): number {
    const { isOpen = false, credits = [] } = this.holds[hold] ?? {}
    return isOpen ? credits.filter((c) => c.place === 'frozen').length : 0
  }

  #grant({ credits, kind, priority, startsInMs, lastsMs, model }: Step & { do: 'grant' }, now: number): boolean {
    if (lastsMs !== null && lastsMs <= startsInMs) return false
    const lot: Lot = {
      number: this.lots.length,
      kind,
      priority,
      model,
      startsAt: now + startsInMs,
      expiresAt: lastsMs === null ? Number.POSITIVE_INFINITY : now + lastsMs,
      createdAt: now,
      lock: startsInMs > 0 ? 'until it starts' : 'no',
    }
    this.lots.push(lot)
    const place = startsInMs > 0 ? 'locked' : 'available'
    for (let i = 0; i < credits; i++) this.credits.push({ lot, place })
    return true
  }

  /** Picks one credit after the other, each time the first that any rule would take. Null if there are too few. */
  #pick(amount: number, mayPay: (lot: Lot) => boolean, now: number): Credit[] | null {
    const picked: Credit[] = []
    for (let i = 0; i < amount; i++) {
      let best: Credit | null = null
      for (const credit of this.credits) {
        const { lot, place } = credit
        const isThere = place === 'available' || (place === 'locked' && this.#hasStarted(lot, now))
        if (!isThere || now >= lot.expiresAt || !mayPay(lot) || picked.includes(credit)) continue
        if (best === null || this.#rank(lot) < this.#rank(best.lot)) best = credit
      }
      if (best === null) return null
      picked.push(best)
    }
    for (const { lot } of picked) if (this.#hasStarted(lot, now)) this.#unlock(lot)
    return picked
  }

  #grow(hold: { credits: Credit[] }, amount: number, model: string | null, now: number): boolean {
    const credits = this.#pick(amount, (lot) => lot.model === null || lot.model === model, now)
    if (credits) hold.credits.push(...this.#move(credits, 'frozen'))
    return credits !== null
  }

  /** The first frozen credits of a hold are gone; the others stay, or go home. */
  #settle(step: Step & { do: 'spend' | 'release' }, now: number): boolean {
    const hold = this.holds[step.hold]
    if (!hold?.isOpen) return false
    const frozen = () => hold.credits.filter((credit) => credit.place === 'frozen')
    const amount = step.do === 'release' ? 0 : (step.credits ?? frozen().length)
    const missing = amount - frozen().length
    if (missing > 0 && !(this.overspend && step.do === 'spend' && this.#grow(hold, missing, step.model, now)))
      return false
    this.#move(frozen().slice(0, amount), 'spent')
    if (step.do === 'spend' && step.keepOpen && frozen().length > 0) return true
    hold.isOpen = false
    const back = frozen()
    for (const { lot } of back) if (now < lot.expiresAt && this.#hasStarted(lot, now)) this.#unlock(lot)
    for (const credit of back) {
      if (now >= credit.lot.expiresAt) credit.place = 'expired'
      else credit.place = credit.lot.lock === 'no' ? 'available' : 'locked'
    }
    return true
  }

  #changeLot(what: 'expire' | 'ripen' | 'lock' | 'unlock', number: number, now: number): boolean {
    const lot = this.lots[number]
    const ofLot = this.credits.filter((credit) => credit.lot === lot)
    const left = ofLot.filter(({ place }) => place === 'available' || place === 'locked')
    if (!lot || (left.length === 0 && !ofLot.some(({ place }) => place === 'frozen'))) return false
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
    } else {
      if (lot.lock === 'no') return false
      this.#unlock(lot)
    }
    return true
  }

  #move(credits: Credit[], place: Place): Credit[] {
    for (const credit of credits) credit.place = place
    return credits
  }

  #unlock(lot: Lot): void {
    lot.lock = 'no'
    for (const credit of this.credits) if (credit.lot === lot && credit.place === 'locked') credit.place = 'available'
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
    }
    return [...this.criteria.map((name) => values[name] ?? 0), lot.number]
      .map((value) => String(value).padStart(16, '0'))
      .join()
  }
}
