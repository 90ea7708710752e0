// grant: credits come in as a new lot.

import { record } from './journal.ts'
import { type CreditsOutOfBounds, creditsOutOfBounds, type ExpiryPassed, expiryPassed } from './refusals.ts'
import { CREDITS_MAX, type Credits, type Decision, type Lot, type LotKind, type WalletState } from './wallet.ts'

export interface Grant {
  readonly lotId: string
  readonly kind: LotKind
  /** More than zero. */
  readonly credits: Credits
  readonly priority: number
  readonly expiresAt: Date | null
  readonly source: string | null
}

export function grant(
  { wallet }: WalletState,
  command: Grant,
  now: Date,
): Decision | CreditsOutOfBounds | ExpiryPassed {
  if (command.credits <= 0n) throw new RangeError('a grant is of more than zero credits')
  if (command.expiresAt !== null && command.expiresAt <= now) return expiryPassed(command.expiresAt)
  if (wallet.granted + command.credits > CREDITS_MAX) return creditsOutOfBounds()

  const lot: Lot = {
    organizationId: wallet.organizationId,
    id: command.lotId,
    walletId: wallet.id,
    kind: command.kind,
    granted: command.credits,
    available: command.credits,
    frozen: 0n,
    spent: 0n,
    expired: 0n,
    priority: command.priority,
    expiresAt: command.expiresAt,
    source: command.source,
    createdAt: now,
  }
  const granted = record(wallet, 'GRANT', command.credits, { lotId: lot.id }, now)
  return { wallet: granted.wallet, lots: [lot], entries: [granted.entry] }
}
