// freeze: open a hold on available credits, taken from the lots in burn-down order.

import { record } from './journal.ts'
import { type ExpiryPassed, expiryPassed, type InsufficientCredits, insufficientCredits } from './refusals.ts'
import { type Credits, type Decision, type Hold, type HoldLine, move, usable, type WalletState } from './wallet.ts'

export interface Freeze {
  readonly holdId: string
  readonly taskId: string | null
  /** More than zero. */
  readonly credits: Credits
  readonly description: string | null
  /** The deadline: a hold that is still open then is released. */
  readonly expiresAt: Date
}

export function freeze(
  state: WalletState,
  command: Freeze,
  now: Date,
): (Decision & { hold: Hold }) | InsufficientCredits | ExpiryPassed {
  if (command.credits <= 0n) throw new RangeError('a freeze is of more than zero credits')
  if (command.expiresAt <= now) return expiryPassed(command.expiresAt)

  const { lines, shortfall } = burnDown(state, command.credits, now)
  if (shortfall > 0n) {
    return insufficientCredits(state.wallet.creditType, command.credits, command.credits - shortfall)
  }
  const hold: Hold = {
    organizationId: state.wallet.organizationId,
    id: command.holdId,
    walletId: state.wallet.id,
    taskId: command.taskId,
    status: 'OPEN',
    credits: command.credits,
    spent: 0n,
    released: 0n,
    description: command.description,
    expiresAt: command.expiresAt,
    createdAt: now,
    endedAt: null,
    lines,
  }
  const lots = lines.map((line) => {
    const lot = state.lots.get(line.lotId)
    if (!lot) throw new RangeError(`lot ${line.lotId} is not among the wallet's`)
    return move(lot, 'available', 'frozen', line.credits)
  })
  const frozen = record(state.wallet, 'FREEZE', command.credits, { holdId: hold.id, taskId: hold.taskId }, now)
  return { wallet: frozen.wallet, lots, hold, entries: [frozen.entry] }
}

/** Which lots would pay for `credits` at `now`, and how much would be missing. */
export function burnDown(
  { lots }: Pick<WalletState, 'lots'>,
  credits: Credits,
  now: Date,
): { lines: HoldLine[]; shortfall: Credits } {
  const lines: HoldLine[] = []
  let missing = credits
  for (const lot of lots.values()) {
    if (missing === 0n) break
    const available = usable(lot, now)
    if (available === 0n) continue
    const taken = available < missing ? available : missing
    lines.push({ lotId: lot.id, credits: taken })
    missing -= taken
  }
  return { lines, shortfall: missing }
}
