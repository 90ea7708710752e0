// transfer: credits go from one wallet to another of the same organization and credit type, and may come back.
//
// The credits are taken in burn-down order, including those of lots that are limited to some models or operations. A portion of a
// lot keeps its kind, priority, expiry, limits and cost, and the id of its origin. A portion that returns to the wallet of its
// origin goes back to that lot. If the wallet has an open portion of the same lot that is equal, the new one joins it.
//
// Credits that a request gives for a time are in portions of their own, even in the wallet of their origin. So the rest of each grant
// is known: fallBack takes that, and nothing else. Credits that move on to another wallet belong to no request any more.

import { conclude, payFirst, withPaid } from './debt.ts'
import type { Decision } from './decision.ts'
import { comeBack } from './expire.ts'
import { burnDown } from './freeze.ts'
import { Journaling } from './journal.ts'
import { must } from './must.ts'
import {
  type CreditsOutOfBounds,
  creditsOutOfBounds,
  type InsufficientCredits,
  insufficientCredits,
  isRefusal,
} from './refusals.ts'
import { unlockMature } from './unlock.ts'
import {
  CREDITS_MAX,
  type Credits,
  type HoldLine,
  isOpen,
  type Lot,
  move,
  NOTHING,
  type WalletState,
  withoutLimits,
} from './wallet.ts'

export interface Transfer {
  /** More than zero. */
  readonly credits: Credits
  /** The reason, for both journals. */
  readonly reason: string | null
  /** An id for each lot that is new in the other wallet. */
  readonly newLotId: () => string
  /** The request that gives the credits for a time. Absent: they stay. */
  readonly fallingBack?: FallingBack | undefined
}

/** Credits that are given for a time. */
export interface FallingBack {
  readonly requestId: string
  /** The instant at which they fall back. */
  readonly fallsBackAt: Date
}

/** The decisions about both wallets. They belong together: the caller applies both or none. */
interface Moved {
  readonly from: Decision
  readonly to: Decision
}

type LotOf = (id: string) => Lot | undefined

/** Moves credits between two wallets. `lotOf` finds the origins of portions, including those that are used up. */
export function transfer(
  from: WalletState,
  to: WalletState,
  { credits, ...how }: Transfer,
  lotOf: LotOf,
  now: Date,
): Moved | InsufficientCredits | CreditsOutOfBounds {
  if (credits <= 0n) throw new RangeError('a transfer is of more than zero credits')
  const out = new Journaling(from.wallet, now)
  const there = payFirst(from, out)
  const { lines, shortfall } = burnDown({ lots: withoutLimits(there) }, credits, null, now)
  if (shortfall > 0n) return insufficientCredits(from.wallet.creditType, credits, credits - shortfall)
  return moveLines({ from, there, lines, out }, to, how, lotOf)
}

/**
 * Moves what is left of a request's credits from one wallet to another, as far as it is available; null if nothing is. It pays no
 * debts of the wallet. Credits that are frozen or locked follow when they come back, by another call.
 */
export function fallBack(
  from: WalletState,
  to: WalletState,
  { requestId, ...how }: Omit<Transfer, 'credits' | 'fallingBack'> & Pick<FallingBack, 'requestId'>,
  lotOf: LotOf,
  now: Date,
): (Moved & { readonly credits: Credits }) | CreditsOutOfBounds | null {
  const own = new Map([...from.lots].filter(([, lot]) => lot.requestId === requestId))
  const free = new Map([...withoutLimits(own)].map(([id, lot]) => [id, { ...lot, fallsBackAt: null }]))
  const { lines, shortfall } = burnDown({ lots: free }, CREDITS_MAX, null, now)
  const credits = CREDITS_MAX - shortfall
  if (credits === 0n) return null
  const out = new Journaling(from.wallet, now)
  const moved = moveLines({ from, there: from.lots, lines, out }, to, how, lotOf)
  return isRefusal(moved) ? moved : { ...moved, credits }
}

/** The lines to move, of a wallet's lots as they are there, and the journal that the wallet's entries go to. */
interface Leaving {
  readonly from: WalletState
  readonly there: ReadonlyMap<string, Lot>
  readonly lines: readonly HoldLine[]
  readonly out: Journaling
}

function moveLines(
  { from, there, lines, out }: Leaving,
  to: WalletState,
  { reason, newLotId, fallingBack }: Omit<Transfer, 'credits'>,
  lotOf: LotOf,
): Moved | CreditsOutOfBounds {
  const { now } = out
  const marks = { requestId: fallingBack?.requestId ?? null, fallsBackAt: fallingBack?.fallsBackAt ?? null }
  // Credits that return to their origin were granted there before.
  const isHome = (id: string) =>
    !fallingBack && lotOf(originOf(must(there.get(id), 'a line names a lot of the wallet')))?.walletId === to.wallet.id
  const cameIn = lines.reduce((sum, line) => (isHome(line.lotId) ? sum : sum + line.credits), 0n)
  if (to.wallet.granted + cameIn > CREDITS_MAX) return creditsOutOfBounds()

  const into = new Journaling(to.wallet, now)
  const left: Lot[] = []
  const arrived = new Map<string, Lot>()
  const equals = oldestOf(to.lots.values())
  for (const line of lines) {
    const lot = unlockMature(must(there.get(line.lotId), 'a line names a lot of the wallet'), out, now)
    out.write('MOVE_OUT', line.credits, { lotId: lot.id, reason, otherWalletId: to.wallet.id })
    left.push(move(lot, 'available', 'moved', line.credits))

    const originLotId = originOf(lot)
    const home = fallingBack ? undefined : (arrived.get(originLotId) ?? lotOf(originLotId))
    if (home?.walletId === to.wallet.id) {
      into.write('MOVE_BACK', line.credits, { lotId: home.id, reason, otherWalletId: from.wallet.id })
      const back = move(homeAfter(home, lot), 'moved', 'available', line.credits)
      arrived.set(home.id, comeBack(back, line.credits, into, { reason }))
    } else {
      const fresh = { ...lot, ...NOTHING, ...marks, walletId: to.wallet.id, originLotId, createdAt: now }
      const known = equals.get(portionKey(fresh))
      const portion = move(known ?? { ...fresh, id: newLotId() }, null, 'available', line.credits)
      equals.set(portionKey(portion), portion)
      into.write('MOVE_IN', line.credits, { lotId: portion.id, reason, otherWalletId: from.wallet.id })
      arrived.set(portion.id, portion)
    }
  }
  return {
    from: { wallet: out.wallet, lots: withPaid(from, there, left), entries: out.entries },
    to: conclude(to, [...arrived.values()], into),
  }
}

/** The oldest of the lots that are equal portions: an import may have brought several. */
function oldestOf(lots: Iterable<Lot>): Map<string | null, Lot> {
  const oldest = new Map<string | null, Lot>()
  for (const lot of lots) {
    const key = portionKey(lot)
    const known = oldest.get(key)
    if (!known || lot.id < known.id) oldest.set(key, lot)
  }
  return oldest
}

/** The key of portions of one lot that differ in nothing. Null for a lot that is not a portion. */
function portionKey(lot: Pick<Lot, PortionField>): string | null {
  return lot.originLotId && PORTION_FIELDS.map((field) => String(lot[field]?.valueOf() ?? null)).join('\n')
}

/** The properties that can differ between portions of one lot; the others are equal to the lot's. */
const PORTION_FIELDS = ['originLotId', 'expiresAt', 'graceFrom', 'lock', 'dispute', 'requestId'] as const
type PortionField = (typeof PORTION_FIELDS)[number]

/** The lot that the credits of a lot came in with. */
function originOf({ id, originLotId }: Lot): string {
  return originLotId ?? id
}

/** The most that can be transferred from a wallet. */
export function transferable(from: WalletState, now: Date): Credits {
  const there = payFirst(from, new Journaling(from.wallet, now))
  return CREDITS_MAX - burnDown({ lots: withoutLimits(there) }, CREDITS_MAX, null, now).shortfall
}

/**
 * The lot that a portion goes back to. While the lot had no credits left, the ends of cycles and subscriptions did not change it.
 * They changed the portion, so the lot takes over the portion's expiry.
 */
function homeAfter(home: Lot, { expiresAt, graceFrom }: Lot): Lot {
  if (isOpen(home)) return home
  return { ...home, expiresAt, graceFrom, lock: home.lock === 'SUBSCRIPTION' ? null : home.lock }
}
