// freeze opens a hold on usable credits, which it takes from the lots in burn-down order. grow adds credits to a hold, and extend
// changes its deadline.

import { payFirst, withPaid } from './debt.ts'
import type { Decision } from './decision.ts'
import { Journaling } from './journal.ts'
import {
  type ExpiryPassed,
  expiryPassed,
  type HoldNotOpen,
  holdNotOpen,
  type InsufficientCredits,
  insufficientCredits,
} from './refusals.ts'
import { unlockMature } from './unlock.ts'
import {
  type Credits,
  type Hold,
  type HoldLine,
  type HoldSpending,
  type Lot,
  type Meter,
  move,
  type Purpose,
  usable,
  type WalletState,
} from './wallet.ts'

export interface Freeze {
  readonly holdId: string
  readonly taskId: string | null
  /** More than zero. */
  readonly credits: Credits
  /** The purpose. Lots that are limited to other purposes are not used. */
  readonly purpose: Purpose | null
  readonly description: string | null
  /** The budget usages that it counts against. */
  readonly usages: string[]
  readonly spending: HoldSpending
  /** The run that it counts in; null or absent: none. */
  readonly runId?: string | null
  /** Absent or null: it is not metered. */
  readonly meter?: Meter | null
  /** The deadline: a hold that is still open then is released. */
  readonly expiresAt: Date
}

export type Held = Decision & { hold: Hold }

export function freeze(state: WalletState, command: Freeze, now: Date): Held | InsufficientCredits | ExpiryPassed {
  if (command.expiresAt <= now) return expiryPassed(command.expiresAt, 'in the future')
  const { holdId, taskId, credits } = command
  const taken = take(state, { holdId, taskId, credits, purpose: command.purpose }, now)
  if ('code' in taken) return taken
  const { organizationId, id: walletId } = state.wallet
  const { memberId, apiKeyId, model, operation, tags, countsAt } = command.spending
  const hold: Hold = {
    organizationId,
    id: holdId,
    walletId,
    taskId,
    status: 'OPEN',
    credits,
    spent: 0n,
    released: 0n,
    owed: 0n,
    refunded: 0n,
    usages: command.usages,
    memberId,
    apiKeyId,
    model,
    operation,
    tags,
    countsAt,
    late: null,
    description: command.description,
    runId: command.runId ?? null,
    meter: command.meter ?? null,
    expiresAt: command.expiresAt,
    createdAt: now,
    endedAt: null,
    lines: taken.lines,
  }
  return { wallet: taken.wallet, lots: taken.lots, hold, entries: taken.entries }
}

/** Freezes more for an open hold. */
export function grow(
  state: WalletState,
  hold: Hold,
  credits: Credits,
  purpose: Purpose | null,
  now: Date,
): Held | InsufficientCredits | HoldNotOpen {
  if (hold.status !== 'OPEN') return holdNotOpen(hold.status)
  const taken = take(state, { holdId: hold.id, taskId: hold.taskId, credits, purpose }, now)
  if ('code' in taken) return taken
  const { wallet, lots, entries } = taken
  const lines = [...hold.lines, ...taken.lines.map((line) => ({ ...line, frozenAt: now }))]
  return { wallet, lots, hold: { ...hold, credits: hold.credits + credits, lines }, entries }
}

/** Gives an open hold another deadline. It moves no credits, so the journal gets no entry. */
export function extend(
  { wallet }: WalletState,
  hold: Hold,
  expiresAt: Date,
  now: Date,
): Held | HoldNotOpen | ExpiryPassed {
  if (hold.status !== 'OPEN') return holdNotOpen(hold.status)
  if (expiresAt <= now) return expiryPassed(expiresAt, 'in the future')
  return { wallet, lots: [], hold: { ...hold, expiresAt }, entries: [] }
}

/** Credits that a hold takes. */
type Take = Pick<Freeze, 'holdId' | 'taskId' | 'credits' | 'purpose'>

type Taken = Decision & { readonly lines: readonly HoldLine[] }

/** Freezes credits of the lots that pay for them. */
function take(state: WalletState, { holdId, taskId, credits, purpose }: Take, now: Date): Taken | InsufficientCredits {
  if (credits <= 0n) throw new RangeError('a freeze is of more than zero credits')
  const journaling = new Journaling(state.wallet, now)
  const there = payFirst(state, journaling)
  const { lines, shortfall } = burnDown({ lots: there }, credits, purpose, now)
  if (shortfall > 0n) return insufficientCredits(state.wallet.creditType, credits, credits - shortfall)
  const frozen = lines.map((line) => {
    const lot = there.get(line.lotId)
    if (!lot) throw new RangeError(`lot ${line.lotId} is not among the wallet's`)
    return move(unlockMature(lot, journaling, now), 'available', 'frozen', line.credits)
  })
  journaling.write('FREEZE', credits, { holdId, taskId })
  return { wallet: journaling.wallet, lots: withPaid(state, there, frozen), entries: journaling.entries, lines }
}

/** The lots that would pay for `credits` at `now`, and the credits that are missing. */
export function burnDown(
  { lots }: { readonly lots: ReadonlyMap<string, Lot> },
  credits: Credits,
  purpose: Purpose | null,
  now: Date,
): { lines: HoldLine[]; shortfall: Credits } {
  const lines: HoldLine[] = []
  let missing = credits
  for (const lot of lots.values()) {
    if (missing === 0n) break
    const there = usable(lot, purpose, now)
    if (there === 0n) continue
    const taken = there < missing ? there : missing
    lines.push({ lotId: lot.id, credits: taken, frozenAt: null })
    missing -= taken
  }
  return { lines, shortfall: missing }
}
