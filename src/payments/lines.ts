// The credits that a pack or a payment brings, of each credit type. They are stored as numbers, which JSON keeps exactly up to
// CREDITS_MAX.

import type { Credits } from '../ledger/wallet.ts'

/** Credits of one type that are bought, and those that come in addition as a present. */
export interface Line {
  readonly creditType: string
  readonly credits: Credits
  readonly bonus: Credits
}

type StoredLine = { creditType: string; credits: number; bonus: number }

export function readLines(json: unknown): Line[] {
  return (json as readonly StoredLine[]).map(({ creditType, credits, bonus }) => {
    return { creditType, credits: BigInt(credits), bonus: BigInt(bonus) }
  })
}

export function writeLines(lines: readonly Line[]): StoredLine[] {
  return lines.map(({ creditType, credits, bonus }) => {
    return { creditType, credits: Number(credits), bonus: Number(bonus) }
  })
}
