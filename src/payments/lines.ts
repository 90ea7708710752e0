// The credits that a pack or a payment brings, of each credit type. They are stored as numbers, which JSON keeps exactly up to
// CREDITS_MAX.

import type { App } from '../app.ts'
import type { Credits } from '../ledger/wallet.ts'
import { refuseCreditType } from '../organizations/knownNames.ts'
import { type InvalidInput, invalidInput } from '../refusals.ts'

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

/** Refuses credit types that nothing knows; null if all are known. `organizationId`: whose contracts and pools count, too. */
export async function refuseLines(
  app: App,
  organizationId: string,
  lines: readonly Pick<Line, 'creditType'>[],
  path: string,
): Promise<InvalidInput | null> {
  const refusals = await Promise.all(lines.map(({ creditType }) => refuseCreditType(app, organizationId, creditType)))
  const issues = refusals.flatMap((refusal, i) =>
    (refusal?.issues ?? []).map(({ message }) => ({ path: `${path}.${i}.creditType`, message })),
  )
  return issues.length === 0 ? null : invalidInput(...issues)
}
