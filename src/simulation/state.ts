// The state of one organization in a simulation: a batch that is thrown away. Ended holds leave it from time to time, so that a million
// tasks need as much memory as one thousand.

import { Batch } from '../engine/batch.ts'
import { BudgetIndex } from '../engine/budgetIndex.ts'
import { NOTHING_KEPT } from '../engine/kept.ts'
import type { OrganizationSnapshot } from '../engine/organizationSnapshot.ts'
import type { PriceBookVersion } from '../engine/priceBook.ts'
import { ThresholdIndex } from '../engine/thresholdIndex.ts'
import type { Decision } from '../ledger/decision.ts'
import { expire } from '../ledger/expire.ts'
import { mature } from '../ledger/lock.ts'
import { must } from '../ledger/must.ts'
import { type Hold, isOfCycle, isOpen, type Lot, type WalletState } from '../ledger/wallet.ts'
import type { Opening } from './opening.ts'
import type { OrganizationRow } from './reads.ts'
import type { Tally } from './tally.ts'

const ENTRIES_MAX = 5_000

export class State {
  readonly organizationId: string
  readonly #version: PriceBookVersion
  readonly #tally: Tally
  #batch: Batch
  /** The next instant at which a lot expires or matures, in milliseconds since 1970. */
  #due = Number.NEGATIVE_INFINITY

  constructor({ organization, wallets, lots, holds }: Opening, version: PriceBookVersion, tally: Tally) {
    this.organizationId = organization.organizationId
    this.#version = version
    this.#tally = tally
    this.#batch = new Batch(version)
    this.#batch.addOrganization(snapshotOf(organization))
    const lotsOf = Map.groupBy(lots, ({ walletId }) => walletId)
    for (const wallet of wallets) {
      const [open, closed] = [true, false].map((is) =>
        (lotsOf.get(wallet.id) ?? []).filter((lot) => isOpen(lot) === is),
      )
      this.#batch.addWallet(wallet, open ?? [])
      for (const lot of closed ?? []) this.#batch.addClosedLot(lot)
    }
    for (const hold of holds) this.#batch.addHold(hold)
  }

  get batch(): Batch {
    return this.#batch
  }

  get snapshot(): OrganizationSnapshot {
    return must(this.#batch.organization(this.organizationId), 'the batch has its organization')
  }

  wallet(id: string): WalletState {
    return must(this.#batch.wallet(this.organizationId, id), 'the batch has all wallets')
  }

  hold(id: string): Hold | undefined {
    return this.#batch.hold(this.organizationId, id)
  }

  /** A lot, with credits or without; undefined: it did not come in. */
  lot(id: string): Lot | undefined {
    for (const { lots } of this.#batch.walletsOf(this.organizationId)) {
      const lot = lots.get(id)
      if (lot) return lot
    }
    return this.#batch.closedLot(this.organizationId, id)
  }

  apply(decision: Decision): void {
    this.#batch.apply(decision)
    for (const lot of decision.lots) this.#due = Math.min(this.#due, dueOf(lot))
  }

  /** Says that lots have changed in other ways than by `apply`. */
  lotsChanged(): void {
    this.#due = Number.NEGATIVE_INFINITY
  }

  /** Moves time on: what has expired or matured until then is booked. `renews`: the credits of the cycle wait for its renewal. */
  moveTo(now: Date, { renews }: { readonly renews: boolean }): void {
    this.#batch.now = now
    if (this.#due > now.getTime()) return
    const { organizationId } = this
    for (const { wallet } of this.#batch.walletsOf(organizationId)) {
      for (const id of [...this.wallet(wallet.id).lots.keys()]) {
        const lot = this.wallet(wallet.id).lots.get(id)
        if (!lot || (renews && isOfCycle(lot))) continue
        const matured = mature(this.wallet(wallet.id), lot, now)
        if (matured) this.#batch.apply(matured)
        const state = this.wallet(wallet.id)
        const expired = expire(state, state.lots.get(id) ?? lot, now)
        if (expired) this.#batch.apply(expired)
      }
    }
    const lots = this.#batch.walletsOf(organizationId).flatMap((state) => [...state.lots.values()])
    const later = lots.map(dueOf).filter((due) => due > now.getTime())
    this.#due = renews
      ? Number.NEGATIVE_INFINITY
      : later.reduce((least, due) => Math.min(least, due), Number.POSITIVE_INFINITY)
  }

  /** Leaves out what has ended, except for the holds that are still named. */
  tidy(isNamed: (holdId: string) => boolean, { isLast } = { isLast: false }): void {
    const before = this.#batch
    if (!isLast && before.entries.length < ENTRIES_MAX) return
    for (const { type, walletId, credits } of before.entries) {
      if (type !== 'EXPIRE') continue
      const { creditType } = this.wallet(walletId).wallet
      this.#tally.add({ organization: this.organizationId }, creditType, { expiredAfter: credits })
    }
    const after = new Batch(this.#version)
    after.now = before.now
    after.addOrganization(this.snapshot)
    for (const { wallet, lots } of before.walletsOf(this.organizationId)) after.addWallet(wallet, [...lots.values()])
    for (const lot of before.wallets.closed(this.organizationId)) after.addClosedLot(lot)
    for (const hold of before.holdsOf(this.organizationId)) {
      if (hold.status === 'OPEN' || isNamed(hold.id)) after.addHold(hold)
    }
    this.#batch = after
  }
}

function dueOf({ expiresAt, lock, usableFrom }: Lot): number {
  const matures = lock === 'SCHEDULED' && usableFrom ? usableFrom.getTime() : Number.POSITIVE_INFINITY
  return Math.min(expiresAt?.getTime() ?? Number.POSITIVE_INFINITY, matures)
}

function snapshotOf({ organizationId, name, mode, timeZone, membersUsePool }: OrganizationRow): OrganizationSnapshot {
  return {
    ...{ organizationId, name, mode, timeZone, membersUsePool },
    ...{ status: 'ACTIVE', statusReason: null, clockAt: null, maintenance: null },
    ...{ approvalAbove: null, approvalSeconds: 0, webhookEvents: [], expiryAlertDays: null },
    thresholds: new ThresholdIndex([]),
    ...{ topUps: null, topUpAt: null, refundAllowances: null },
    budgets: new BudgetIndex([], []),
    subscription: null,
    kept: NOTHING_KEPT,
  }
}
