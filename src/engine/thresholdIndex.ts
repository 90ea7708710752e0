// The balance thresholds in force of one organization, found by the wallet whose balance they watch.
//
// The lane's cache and the batch share it, and a batch changes it in place, as it does with src/engine/budgetIndex.ts.

import type { BalanceThreshold } from '../ledger/alert.ts'
import { pair } from './mapKeys.ts'

export class ThresholdIndex {
  readonly #thresholds = new Map<string, BalanceThreshold>()
  readonly #byWallet = new Map<string, Map<string, BalanceThreshold>>()

  constructor(thresholds: Iterable<BalanceThreshold>) {
    for (const threshold of thresholds) this.put(threshold)
  }

  /** The number of thresholds in force. */
  get size(): number {
    return this.#thresholds.size
  }

  get(id: string): BalanceThreshold | undefined {
    return this.#thresholds.get(id)
  }

  /** The thresholds of one holder's wallet, as they are now. */
  of(holderId: string, creditType: string): BalanceThreshold[] {
    return [...(this.#byWallet.get(pair(holderId, creditType))?.values() ?? [])]
  }

  /** Adds a threshold, or replaces it; removes it if it has ended. Its wallet never changes. */
  put(threshold: BalanceThreshold): void {
    const key = pair(threshold.holderId, threshold.creditType)
    const alike = this.#byWallet.get(key) ?? new Map<string, BalanceThreshold>()
    if (threshold.endedAt === null) {
      this.#thresholds.set(threshold.id, threshold)
      alike.set(threshold.id, threshold)
    } else {
      this.#thresholds.delete(threshold.id)
      alike.delete(threshold.id)
    }
    if (alike.size > 0) this.#byWallet.set(key, alike)
    else this.#byWallet.delete(key)
  }
}
