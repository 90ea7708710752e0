// Credits of a hold come back to the lots that they came from. Those of a cycle's lot that were frozen before the last renewal come
// back as far as that renewal's carry limit has room for them; the others expire.

import type { Decision } from './decision.ts'
import { comeBack, isForfeited } from './expire.ts'
import type { EntryLinks, Journaling } from './journal.ts'
import { type Credits, type Hold, type HoldLine, isOfCycle, type Lot, move, type WalletState } from './wallet.ts'

/** The credits that come back to a lot, and the part of them that was frozen when the last cycle ended. */
interface Back {
  readonly credits: Credits
  readonly heldOver: Credits
}

/** Gathers what comes back from one hold, lot by lot. */
export class GiveBack {
  readonly #hold: Hold
  readonly #carry: WalletState['carry']
  readonly #back = new Map<string, Back>()
  #carryLeft: Credits
  #credits = 0n

  constructor({ carry }: WalletState, hold: Hold) {
    this.#hold = hold
    this.#carry = carry
    this.#carryLeft = carry?.left ?? 0n
  }

  /** Credits of a line come back to its lot, which has them available already. */
  add(lot: Lot, line: HoldLine, credits: Credits): void {
    const before = this.#back.get(lot.id) ?? { credits: 0n, heldOver: 0n }
    const isHeldOver = this.#carry && isOfCycle(lot) && isOlder(line, this.#hold, this.#carry.at)
    const heldOver = before.heldOver + (isHeldOver ? credits : 0n)
    this.#back.set(lot.id, { credits: before.credits + credits, heldOver })
    this.#credits += credits
  }

  /** All credits that come back. */
  get credits(): Credits {
    return this.#credits
  }

  /** The lot after its credits have come back; the same lot if none have. */
  to(lot: Lot, journaling: Journaling, links: EntryLinks): Lot {
    const back = this.#back.get(lot.id)
    if (!back) return lot
    const isLost = isForfeited(lot, journaling.now)
    const kept = isLost || back.heldOver < this.#carryLeft ? back.heldOver : this.#carryLeft
    if (!isLost) this.#carryLeft -= kept
    const over = back.heldOver - kept
    if (over > 0n) journaling.write('EXPIRE', over, { ...links, lotId: lot.id })
    const within = over > 0n ? move(lot, 'available', 'expired', over) : lot
    return back.credits > over ? comeBack(within, back.credits - over, journaling, links) : within
  }

  /** The part of a decision that says what is left of the carry limit; nothing if none of it was used. */
  get used(): Pick<Decision, 'carryLeft'> {
    return this.#carry && this.#carryLeft !== this.#carry.left ? { carryLeft: this.#carryLeft } : {}
  }
}

/**
 * Returns whether a line of a hold was frozen before a renewal. Nothing is frozen between the end of a cycle and its renewal
 * (src/engine/decide.ts), so a hold of the renewal's own instant came after it; a hold may grow then, and counts as older.
 */
function isOlder({ frozenAt }: HoldLine, { createdAt }: Hold, renewedAt: Date): boolean {
  return frozenAt === null ? createdAt < renewedAt : frozenAt <= renewedAt
}
