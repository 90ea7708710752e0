// grant: credits come in as a new lot, usable at once or from a later instant on. Once they are usable, they pay the wallet's
// debts first.

import { conclude } from './debt.ts'
import type { Decision } from './decision.ts'
import { Journaling } from './journal.ts'
import { type CreditsOutOfBounds, creditsOutOfBounds, type ExpiryPassed, expiryPassed } from './refusals.ts'
import {
  CREDITS_MAX,
  type Credits,
  isLocked,
  type Lot,
  type LotKind,
  move,
  NOTHING,
  type Wallet,
  type WalletState,
} from './wallet.ts'

export interface Grant {
  readonly lotId: string
  readonly kind: LotKind
  /** More than zero. */
  readonly credits: Credits
  readonly priority: number
  readonly expiresAt: Date | null
  /** Null: at once. */
  readonly usableFrom: Date | null
  /** The only models and operations that it pays for; empty: all. */
  readonly models: string[]
  readonly operations: string[]
  readonly graceSeconds: number | null
  readonly requiresSubscription: boolean
  /** True if it is locked from the start because no subscription is active. */
  readonly suspended: boolean
  readonly source: string | null
  /** The price that was paid for all of it, in the smallest unit of a currency (ISO 4217); null if unknown. */
  readonly paid: {
    readonly amount: bigint
    readonly currency: string
    /** The credits that it pays for, if some of them are not granted here. */
    readonly credits?: Credits
  } | null
  /** The reason, for the journal. */
  readonly reason: string | null
  /** The time at which the customer got the credits, if that was before they came to Holdfast. Absent: now. */
  readonly since?: Date
}

/** The defaults of a grant that sets only its credits. */
export const PLAIN_GRANT = {
  priority: 0,
  expiresAt: null,
  graceSeconds: 0,
  requiresSubscription: false,
  suspended: false,
  paid: null,
  usableFrom: null,
  models: [],
  operations: [],
  source: null,
  reason: null,
} satisfies Partial<Grant>

export function grant(state: WalletState, command: Grant, now: Date): Decision | CreditsOutOfBounds | ExpiryPassed {
  const { wallet } = state
  const { credits } = command
  const refused = refuseGrant(wallet, command, now)
  if (refused) return refused
  const granted = newLot(wallet, command, now)
  const journaling = new Journaling(wallet, now)
  journaling.write('GRANT', credits, { lotId: granted.id, reason: command.reason })
  if (!isLocked(granted)) return conclude(state, [granted], journaling)
  journaling.write('LOCK', credits, { lotId: granted.id })
  return conclude(state, [move(granted, 'available', 'locked', credits)], journaling)
}

/** Refuses credits that can't come in; null if they can. */
export function refuseGrant(
  wallet: Wallet,
  { credits, expiresAt, usableFrom, since }: Pick<Grant, 'credits' | 'expiresAt' | 'usableFrom' | 'since'>,
  now: Date,
): CreditsOutOfBounds | ExpiryPassed | null {
  if (credits <= 0n) throw new RangeError('a grant is of more than zero credits')
  if (since && since > now) throw new RangeError('a lot is not younger than its grant')
  if (expiresAt !== null && expiresAt <= now) return expiryPassed(expiresAt, 'in the future')
  if (expiresAt !== null && usableFrom !== null && expiresAt <= usableFrom) {
    return expiryPassed(expiresAt, 'after usableFrom')
  }
  return wallet.granted + credits > CREDITS_MAX ? creditsOutOfBounds() : null
}

/** The lot that a grant makes, before its journal entry: all of its credits are available. */
export function newLot(wallet: Wallet, command: Grant, now: Date): Lot {
  const { credits, expiresAt, usableFrom } = command
  const isScheduled = usableFrom !== null && usableFrom > now
  return {
    ...move(NOTHING, null, 'available', credits),
    organizationId: wallet.organizationId,
    id: command.lotId,
    walletId: wallet.id,
    kind: command.kind,
    priority: command.priority,
    lock: command.suspended ? 'SUBSCRIPTION' : isScheduled ? 'SCHEDULED' : null,
    dispute: null,
    usableFrom,
    models: command.models,
    operations: command.operations,
    expiresAt,
    graceSeconds: command.graceSeconds,
    graceFrom: null,
    requiresSubscription: command.requiresSubscription,
    source: command.source,
    originLotId: null,
    requestId: null,
    fallsBackAt: null,
    costAmount: command.paid?.amount ?? null,
    costCredits: command.paid ? (command.paid.credits ?? credits) : null,
    currency: command.paid?.currency ?? null,
    createdAt: command.since ?? now,
  }
}
