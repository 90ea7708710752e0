// The pace of spending that a forecast goes on with: what was used in the last 28 days by member, model and operation, or what the
// caller gives. Credits are spent evenly: after a time t, the whole credits of pace × t are spent.

import type { App } from '../app.ts'
import type { Credits, Purpose } from '../ledger/wallet.ts'
import { wholeHours } from '../usage/periods.ts'
import { readUsage } from '../usage/report.ts'

export const DAY_MS = 24 * 60 * 60 * 1_000
/** The days over which the pace is measured. */
export const MEASURED_DAYS = 28
/** The spenders that a forecast tells apart: those that spend most. The spending of all others counts as the organization's own. */
const SPENDERS_MAX = 100
const GROUPS_MAX = 10_000

/** Spending of one credit type that goes on evenly. */
export interface Spender {
  readonly creditType: string
  /** The member whose wallet pays first; null: the pool pays. */
  readonly memberId: string | null
  /** Lots that are limited to other purposes don't pay. Null: lots that are limited don't pay at all. */
  readonly purpose: Purpose | null
  /** Spends `credits` in `ms` milliseconds. */
  readonly credits: Credits
  readonly ms: bigint
}

/** The credits that are spent after a time, in milliseconds. */
export function spentAfter({ credits, ms }: Pick<Spender, 'credits' | 'ms'>, after: number): Credits {
  return (credits * BigInt(after)) / ms
}

/** The time after which the given credits are spent, in milliseconds. */
export function timeOfSpending({ credits, ms }: Pick<Spender, 'credits' | 'ms'>, spent: Credits): number {
  return Number((spent * ms + credits - 1n) / credits)
}

export interface Observed {
  readonly organizationId: string
  readonly timeZone: string
  readonly now: Date
  /** The time since when there is a wallet of each credit type. */
  readonly since: ReadonlyMap<string, Date>
}

/**
 * The pace of the last 28 days, or since the first wallet of a credit type was opened if that is later, over one day at least. Refunded
 * credits do not count.
 */
export async function measurePace(
  { prisma }: Pick<App, 'prisma'>,
  { organizationId, timeZone, now, since }: Observed,
): Promise<Spender[]> {
  const begin = new Date(now.getTime() - MEASURED_DAYS * DAY_MS)
  const { groups } = await readUsage(
    { prisma },
    {
      range: wholeHours({ from: begin, to: now }, timeZone),
      periods: null,
      by: ['CREDIT_TYPE', 'MODEL', 'OPERATION', 'MEMBER'],
      filter: { organizationId },
      groupsMax: GROUPS_MAX,
    },
  )
  const measured = groups.flatMap(({ creditType, memberId, model, operation, spent, owed, refunded }): Spender[] => {
    const credits = spent + owed - refunded
    if (creditType === null || credits <= 0n) return []
    const from = Math.max(begin.getTime(), since.get(creditType)?.getTime() ?? 0)
    const ms = BigInt(Math.max(now.getTime() - from, DAY_MS))
    return [{ creditType, memberId, purpose: purposeOf(model, operation), credits, ms }]
  })
  return largest(measured)
}

export function purposeOf(model: string | null, operation: string | null): Purpose | null {
  return model === null || operation === null ? null : { model, operation }
}

/** The largest ones, and per credit type the sum of the others, whose times are the same. */
function largest(spenders: readonly Spender[]): Spender[] {
  const sorted = spenders.toSorted((a, b) => Number(b.credits - a.credits))
  const kept = sorted.slice(0, SPENDERS_MAX)
  const others = Map.groupBy(sorted.slice(SPENDERS_MAX), ({ creditType }) => creditType)
  for (const [creditType, each] of others) {
    const credits = each.reduce((sum, spender) => sum + spender.credits, 0n)
    kept.push({ creditType, memberId: null, purpose: null, credits, ms: each[0]?.ms ?? BigInt(DAY_MS) })
  }
  return kept
}
