// The decisions of the ledger's rules: src/engine/batch.ts applies them.

import type { JournalEntry } from './journal.ts'
import type { Credits, Hold, Lot, Wallet } from './wallet.ts'

/** The new state of everything that a rule has changed, and the journal entries, in order. */
export interface Decision {
  readonly wallet: Wallet
  readonly lots: readonly Lot[]
  readonly hold?: Hold
  /** The hold that had timed out, if the decision settles it after all. */
  readonly timedOut?: Hold
  /** The rest of the cap of the last renewal, if the decision has used some of it. */
  readonly carryLeft?: Credits
  readonly entries: readonly JournalEntry[]
}
