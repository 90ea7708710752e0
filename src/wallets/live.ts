// A wallet's balance, live: first as it is, then after each journal entry.

import type { App } from '../app.ts'
import { live } from '../events/live.ts'
import type { JournalEntry } from '../ledger/journal.ts'

export interface BalanceChange {
  readonly organizationId: string
  readonly walletId: string
  readonly sequence: bigint
  readonly available: bigint
  readonly frozen: bigint
  /** Null in the first, which is the present state. */
  readonly entry: JournalEntry | null
}

/** Null when the holder (the organization itself for its pool, or a member) has no wallet of this credit type. */
export function watchBalance(
  app: App,
  organizationId: string,
  holderId: string,
  creditType: string,
): Promise<AsyncIterableIterator<BalanceChange> | null> {
  return live<JournalEntry, BalanceChange>(
    (signal) => app.bus.listen('entry', organizationId, signal),
    async () => {
      const where = { organizationId_holderId_creditType: { organizationId, holderId, creditType } }
      const wallet = await app.prisma.wallet.findUnique({ where })
      if (!wallet) return null
      const { id: walletId, sequence, available, frozen } = wallet
      return {
        present: [{ organizationId, walletId, sequence, available, frozen, entry: null }],
        follow: (entry) =>
          entry.walletId === walletId && entry.sequence > sequence
            ? {
                organizationId,
                walletId,
                sequence: entry.sequence,
                available: entry.available,
                frozen: entry.frozen,
                entry,
              }
            : null,
      }
    },
  )
}
