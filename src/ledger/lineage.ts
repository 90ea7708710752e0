// A decision about a lot and all that was split off it, in whichever wallets these are: one journal and one decision for each wallet.

import { conclude } from './debt.ts'
import type { Decision } from './decision.ts'
import { Journaling } from './journal.ts'
import type { Lot, WalletState } from './wallet.ts'

interface OfWallet {
  readonly state: WalletState
  readonly journaling: Journaling
  /** The lots that changed. */
  readonly lots: Map<string, Lot>
}

export class LineageJournal {
  readonly #stateOf: (lot: Lot) => WalletState
  readonly #now: Date
  readonly #wallets = new Map<string, OfWallet>()

  constructor(stateOf: (lot: Lot) => WalletState, now: Date) {
    this.#stateOf = stateOf
    this.#now = now
  }

  /** The journal of the wallet that a lot is in. */
  of(lot: Lot): Journaling {
    return this.#walletOf(lot).journaling
  }

  /** The policy of the wallet that a lot is in. */
  policyOf(lot: Lot): WalletState['wallet'] {
    return this.#walletOf(lot).state.wallet
  }

  put(lot: Lot): void {
    this.#walletOf(lot).lots.set(lot.id, lot)
  }

  /** One decision for each wallet. They belong together. */
  decisions(): Decision[] {
    return [...this.#wallets.values()].map(({ state, journaling, lots }) =>
      conclude(state, [...lots.values()], journaling),
    )
  }

  #walletOf(lot: Lot): OfWallet {
    const known = this.#wallets.get(lot.walletId)
    if (known) return known
    const state = this.#stateOf(lot)
    const begun = { state, journaling: new Journaling(state.wallet, this.#now), lots: new Map<string, Lot>() }
    this.#wallets.set(lot.walletId, begun)
    return begun
  }
}
