// A naive model of one wallet, written as differently from the ledger as can be: every credit is an object of its own
// with a place, and nothing is ever added up until somebody asks.

export type Place = 'available' | 'frozen' | 'spent' | 'expired'

interface Credit {
  readonly lot: string
  place: Place
  hold: string | null
}

interface Lot {
  readonly id: string
  readonly priority: number
  readonly expiresAt: number | null
  readonly createdAt: number
  readonly age: number
}

export class Model {
  readonly credits: Credit[] = []
  readonly lots: Lot[] = []
  readonly holds = new Map<string, { isOpen: boolean; credits: Credit[] }>()

  grant(id: string, amount: number, priority: number, expiresAt: number | null, now: number): void {
    this.lots.push({ id, priority, expiresAt, createdAt: now, age: this.lots.length })
    for (let i = 0; i < amount; i++) this.credits.push({ lot: id, place: 'available', hold: null })
  }

  /** Takes one credit after the other, each time the first that any rule would take. False if there are too few. */
  freeze(id: string, amount: number, now: number): boolean {
    const taken: Credit[] = []
    for (let i = 0; i < amount; i++) {
      const best = this.lots
        .filter((lot) => !this.#hasExpired(lot, now))
        .filter((lot) => this.credits.some((c) => c.lot === lot.id && c.place === 'available' && !taken.includes(c)))
        .reduce<Lot | null>((a, b) => (a === null || this.#burnsBefore(b, a) ? b : a), null)
      const credit =
        best && this.credits.find((c) => c.lot === best.id && c.place === 'available' && !taken.includes(c))
      if (!credit) return false
      taken.push(credit)
    }
    for (const credit of taken) Object.assign(credit, { place: 'frozen', hold: id })
    this.holds.set(id, { isOpen: true, credits: taken })
    return true
  }

  /** Ends a hold: the first `spent` of its credits are gone, the others go home. False if that can't be. */
  settle(id: string, spent: number, now: number): boolean {
    const hold = this.holds.get(id)
    if (!hold?.isOpen || spent > hold.credits.length) return false
    hold.isOpen = false
    hold.credits.forEach((credit, i) => {
      const lot = this.lots.find((l) => l.id === credit.lot)
      if (i < spent) credit.place = 'spent'
      else credit.place = lot && this.#hasExpired(lot, now) ? 'expired' : 'available'
    })
    return true
  }

  expire(id: string, now: number): void {
    const lot = this.lots.find((l) => l.id === id)
    if (!lot || !this.#hasExpired(lot, now)) return
    for (const credit of this.credits) if (credit.lot === id && credit.place === 'available') credit.place = 'expired'
  }

  count(place: Place, lot?: string): bigint {
    return BigInt(this.credits.filter((c) => c.place === place && (lot === undefined || c.lot === lot)).length)
  }

  #hasExpired(lot: Lot, now: number): boolean {
    return lot.expiresAt !== null && now >= lot.expiresAt
  }

  #burnsBefore(a: Lot, b: Lot): boolean {
    if (a.priority !== b.priority) return a.priority < b.priority
    if (a.expiresAt !== b.expiresAt) return b.expiresAt === null || (a.expiresAt !== null && a.expiresAt < b.expiresAt)
    return a.createdAt !== b.createdAt ? a.createdAt < b.createdAt : a.age < b.age
  }
}
