// What an entry of a journal says: what happened, with whom, and what it does to the available credits.

import { texts } from '../texts/index.ts'

interface Entry {
  readonly type: string
  /** The wallet that the credits went to or came from; null: the entry moved nothing between wallets. */
  readonly otherWallet: { readonly member: { readonly name: string } | null } | null
}

/** What happened, with the holder of the other wallet where credits or a debt changed wallets. */
export function headOf({ type, otherWallet }: Entry): string {
  const { between, entries, ofOrganization } = texts.credits
  const words = otherWallet ? between[type] : undefined
  return words && otherWallet ? words(otherWallet.member?.name ?? ofOrganization) : (entries[type] ?? type)
}

/** The entries that make the available credits fewer. */
const LESS: ReadonlySet<string> = new Set(['FREEZE', 'EXPIRE', 'LOCK', 'MOVE_OUT', 'REVOKE', 'REPAY'])
/** The entries that leave the available credits as they are. */
const LEVEL: ReadonlySet<string> = new Set(['SPEND', 'OWE', 'WRITE_OFF', 'CHARGE_BACK', 'DEBT_IN', 'DEBT_OUT'])

/** The sign of its credits; none where the available credits stay as they are. */
export const signOf = (type: string): '' | '−' | '+' => (LEVEL.has(type) ? '' : LESS.has(type) ? '−' : '+')
