// The journal entries of a task. No index has the tasks of entries. But a task moves credits at a few instants only, those at which its
// holds began, grew and ended, and the entries of an instant are found by bisection. Later refunds are among the entries
// of lots, which have an index.

import type { App } from '../app.ts'
import type { CreditLot, Hold, HoldLine, JournalEntry, Task } from '../database/generated/client/client.ts'
import { holdIdsOf } from '../ledger/cost.ts'
import { must } from '../ledger/must.ts'
import { lastBefore } from '../usage/lastBefore.ts'

/** A hold of a task, with its credit type and its parts in the order in which they are spent. */
export type TaskHold = Hold & {
  readonly creditType: string
  readonly lines: readonly (Pick<HoldLine, 'credits' | 'frozenAt'> & { readonly lot: CreditLot })[]
}

/** The holds of a task, and all entries of these, the oldest first. */
export interface TaskEntries {
  readonly holds: readonly TaskHold[]
  readonly entries: readonly JournalEntry[]
}

interface Key {
  readonly walletId: string
  readonly sequence: bigint
}

const AT_INSTANTS = `
  SELECT DISTINCT j.wallet_id AS "walletId", j.sequence
  FROM unnest($3::uuid[], $4::timestamptz[]) AS moment (wallet_id, at)
  JOIN wallet w ON w.organization_id = $1::uuid AND w.id = moment.wallet_id
  CROSS JOIN LATERAL (${lastBefore('moment.at', '$1::uuid')}) AS before
  CROSS JOIN LATERAL (${lastBefore("(moment.at + interval '1 ms')", '$1::uuid')}) AS last
  JOIN journal_entry j ON j.organization_id = w.organization_id AND j.wallet_id = w.id
    AND j.sequence > before.sequence AND j.sequence <= last.sequence
  WHERE j.task_id = $2::uuid`

// Served by journal_entry_of_lots.
const OF_LOTS = `
  SELECT j.wallet_id AS "walletId", j.sequence
  FROM unnest($3::uuid[], $4::timestamptz[]) AS moment (wallet_id, at)
  JOIN wallet w ON w.organization_id = $1::uuid AND w.id = moment.wallet_id
  CROSS JOIN LATERAL (${lastBefore('moment.at', '$1::uuid')}) AS before
  JOIN journal_entry j ON j.organization_id = w.organization_id AND j.wallet_id = w.id
    AND j.sequence > before.sequence AND j.lot_id IS NOT NULL
  WHERE j.task_id = $2::uuid`

/** Reads the holds of a task that has ended, and their entries. */
export async function readTaskEntries(snapshot: Pick<App, 'prisma'>, task: Task): Promise<TaskEntries> {
  const paying = await holdsOf(snapshot, task, holdIdsOf(task))
  const first = await entriesOf(snapshot, task, paying)
  // A hold that timed out, and for which one of these pays, was frozen when the task was submitted.
  const known = new Set(paying.map(({ id }) => id))
  const before = first.flatMap(({ holdId }) => (holdId !== null && !known.has(holdId) ? [holdId] : []))
  if (before.length === 0) return { holds: paying, entries: first }
  const holds = [...(await holdsOf(snapshot, task, before)), ...paying]
  return { holds, entries: await entriesOf(snapshot, task, holds) }
}

async function holdsOf(
  { prisma }: Pick<App, 'prisma'>,
  { organizationId }: Task,
  ids: readonly string[],
): Promise<TaskHold[]> {
  const holds = await prisma.hold.findMany({
    where: { organizationId, id: { in: [...ids] } },
    orderBy: { createdAt: 'asc' },
    include: { firstLot: true, furtherLines: { orderBy: { position: 'asc' }, include: { lot: true } } },
  })
  const wallets = await prisma.wallet.findMany({
    where: { organizationId, id: { in: holds.map(({ walletId }) => walletId) } },
  })
  const types = new Map(wallets.map(({ id, creditType }) => [id, creditType]))
  return holds.map(({ firstLot, furtherLines, ...hold }) => ({
    ...hold,
    creditType: must(types.get(hold.walletId), 'a hold has a wallet'),
    lines: [{ credits: hold.firstCredits, frozenAt: null, lot: firstLot }, ...furtherLines],
  }))
}

async function entriesOf(
  { prisma }: Pick<App, 'prisma'>,
  { organizationId, id: taskId, createdAt, endedAt }: Task,
  holds: readonly TaskHold[],
): Promise<JournalEntry[]> {
  const moments = holds.flatMap(({ walletId, lines, ...hold }) => {
    const instants = [createdAt, endedAt, hold.createdAt, hold.endedAt, ...lines.map(({ frozenAt }) => frozenAt)]
    return instants.flatMap((at) => (at === null ? [] : [{ walletId, at }]))
  })
  const refunded = holds.filter((hold) => hold.refunded > 0n)
  const find = (text: string, at: readonly { readonly walletId: string; readonly at: Date | null }[]) =>
    at.length === 0
      ? []
      : prisma.$queryRawUnsafe<Key[]>(
          text,
          organizationId,
          taskId,
          at.map(({ walletId }) => walletId),
          at.map((moment) => moment.at),
        )
  const keys = [
    ...(await find(AT_INSTANTS, moments)),
    ...(await find(
      OF_LOTS,
      refunded.map(({ walletId, endedAt: at }) => ({ walletId, at })),
    )),
  ]
  const where = { organizationId, OR: keys.map(({ walletId, sequence }) => ({ walletId, sequence })) }
  return prisma.journalEntry.findMany({
    where,
    orderBy: [{ createdAt: 'asc' }, { walletId: 'asc' }, { sequence: 'asc' }],
  })
}
