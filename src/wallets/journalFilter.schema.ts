// The entries of a journal that a filter asks for.
//
// Times are found by a binary search, because entries are numbered in the order of their times. Entries of lots (grants, expiries,
// transfers …) have an index. Entries of holds are nearly all of a journal, and an index would cost every task: they are looked
// through, so a filter that has to look through must name a time range with few enough entries.

import type { App } from '../app.ts'
import type { LotKind, Prisma, Wallet } from '../database/generated/client/client.ts'
import { badInput } from '../graphql/badInput.ts'
import { type GlobalId, idIn } from '../graphql/ids.ts'
import { timeRange } from '../graphql/timeRange.ts'
import type { JournalEntryType } from '../ledger/journal.ts'
import { sequenceAt } from './balance.ts'

/** The types of entries that always name a lot. */
const OF_LOTS: ReadonlySet<JournalEntryType> = new Set([
  'GRANT',
  'LOCK',
  'UNLOCK',
  'EXPIRE',
  'REVOKE',
  'MOVE_OUT',
  'MOVE_IN',
  'MOVE_BACK',
  'REPAY',
  'CHARGE_BACK',
  'REFUND',
])

/** The most entries that a filter looks through. Tests lower it. */
export const LOOKED_THROUGH = { max: 100_000 }

export interface JournalConditions {
  readonly types?: readonly JournalEntryType[] | null | undefined
  /** Of the lot. */
  readonly source?: string | null | undefined
  /** Of the lot. */
  readonly lotKind?: LotKind | null | undefined
  readonly lotId?: GlobalId | null | undefined
  /** Of the hold. */
  readonly tag?: string | null | undefined
  readonly from?: Date | null | undefined
  readonly until?: Date | null | undefined
}

/** The condition for Prisma. Throws if the filter contradicts itself, or if it would look through too many entries. */
export async function entriesWhere(
  app: App,
  wallet: Wallet,
  { types, tag, from, until, ...ofLot }: JournalConditions,
): Promise<Prisma.JournalEntryWhereInput> {
  const { organizationId, id: walletId } = wallet
  const { source, lotKind, lotId } = ofLot
  const { gte, lt } = timeRange(from, until)
  const before = gte ? await sequenceAt(app, wallet, justBefore(gte)) : 0n
  const last = lt ? await sequenceAt(app, wallet, justBefore(lt)) : wallet.sequence
  const [condition] = Object.entries(ofLot).flatMap(([name, value]) => (value == null ? [] : [name]))
  const isOfLots = condition !== undefined || types?.every((type) => OF_LOTS.has(type)) === true
  const lotless = types?.find((type) => !OF_LOTS.has(type))
  if (condition !== undefined && lotless !== undefined) {
    throw badInput(`filter.${condition}`, `can’t be given with ${lotless}: such an entry has no lot`)
  }
  const entries = last - before
  if (!isOfLots && (types != null || tag != null) && entries > LOOKED_THROUGH.max) {
    const what = types == null ? 'tag' : 'types'
    const problem = `needs from and until with at most ${LOOKED_THROUGH.max} entries between them, not ${entries}`
    throw badInput(`filter.${what}`, problem)
  }
  return {
    organizationId,
    walletId,
    ...(gte || lt ? { sequence: { gt: before, lte: lt ? last : undefined } } : {}),
    ...(types ? { type: { in: [...new Set(types)] } } : {}),
    ...(isOfLots ? { lotId: { not: null } } : {}),
    ...(lotId ? { lotId: idIn(organizationId, lotId) } : {}),
    ...(source != null || lotKind != null
      ? { lot: { organizationId, source: source ?? undefined, kind: lotKind ?? undefined } }
      : {}),
    ...(tag != null ? { hold: { organizationId, tags: { has: tag } } } : {}),
  }
}

/** Times have milliseconds. No entry is older than 1970, and PostgreSQL has other names for years before 1. */
function justBefore(time: Date): Date {
  return new Date(Math.max(0, time.getTime() - 1))
}
