// The receipt of a task: what it was submitted with, what it cost and which lots paid, from the entries of the journal.

import type { App } from '../app.ts'
import type {
  Checkpoint,
  CreditLot,
  JournalEntry,
  LateOutcome,
  PriceRule,
  Task,
} from '../database/generated/client/client.ts'
import { inSnapshot } from '../database/snapshot.ts'
import { type Cost, costsOfTask } from '../ledger/cost.ts'
import type { JournalEntryType } from '../ledger/journal.ts'
import type { Credits } from '../ledger/wallet.ts'
import { termsOf } from '../tasks/accepted.ts'
import { checkpointOver } from './checkpointOver.ts'
import { readTaskEntries, type TaskEntries, type TaskHold } from './taskEntries.ts'

/** The part of a task's cost that a lot has paid. */
export interface PaidBy {
  readonly lot: CreditLot
  readonly spent: Credits
  /** The part of it that came back to the lot. */
  readonly refunded: Credits
}

/** The cost of a task in one credit type. */
export interface ReceiptCost {
  readonly creditType: string
  /** The price, frozen on submit. */
  readonly price: Credits
  readonly frozen: Credits
  readonly released: Credits
  readonly spent: Credits
  readonly owed: Credits
  readonly writtenOff: Credits
  readonly refunded: Credits
  /** The settlement of a task that succeeded after it had timed out; null: it was in time. */
  readonly late: LateOutcome | null
  readonly lots: readonly PaidBy[]
}

/** The quote that a task was submitted by, as it was then. */
export interface ReceiptQuote {
  readonly organizationId: string
  readonly id: string
  readonly version: number
  readonly costs: readonly Cost[]
  readonly createdAt: Date
  readonly expiresAt: Date
}

export interface TaskReceipt {
  readonly task: Task & { readonly priceRule: PriceRule }
  readonly organizationName: string
  readonly timeZone: string
  readonly quote: ReceiptQuote | null
  /** The most that the submitter has accepted, by credit type; null: whatever it costs. */
  readonly maxCosts: readonly Cost[] | null
  /** The number of times that work on it was begun. */
  readonly attempts: number
  readonly costs: readonly ReceiptCost[]
  readonly entries: readonly JournalEntry[]
  readonly checkpoint: Checkpoint | null
}

/** Reads the receipt of a task; null until it has ended. */
export function readTaskReceipt(
  app: Pick<App, 'prisma'>,
  organizationId: string,
  id: string,
): Promise<TaskReceipt | null> {
  return inSnapshot({ prisma: app.prisma }, async (snapshot) => {
    const where = { organizationId_id: { organizationId, id } }
    const task = await snapshot.prisma.task.findUnique({ where, include: { priceRule: true } })
    if (!task || task.endedAt === null) return null
    const organization = await snapshot.prisma.organization.findUniqueOrThrow({ where: { id: organizationId } })
    const kept = await readTaskEntries(snapshot, task)
    const { entries } = kept
    const last = new Map(entries.map(({ walletId, sequence }) => [walletId, sequence]))
    const cuts = [...last].map(([walletId, sequence]) => ({ walletId, last: sequence }))
    return {
      task,
      organizationName: organization.name,
      timeZone: organization.timeZone,
      ...acceptedFor(task),
      attempts: await attemptsOf(snapshot, task),
      costs: costsOf(task, kept),
      entries,
      checkpoint: cuts.length === 0 ? null : await checkpointOver(snapshot, organizationId, cuts),
    }
  })
}

async function attemptsOf({ prisma }: Pick<App, 'prisma'>, { organizationId, id, startedAt }: Task): Promise<number> {
  const where = { organizationId_taskId: { organizationId, taskId: id } }
  const lease = await prisma.taskLease.findUnique({ where })
  const retry = await prisma.taskRetry.findUnique({ where })
  const job = await prisma.upstreamJob.findUnique({ where })
  return lease?.attempt ?? retry?.attempts ?? job?.submissions ?? (startedAt === null ? 0 : 1)
}

function acceptedFor({
  organizationId,
  accepted,
  priceRule,
}: TaskReceipt['task']): Pick<TaskReceipt, 'quote' | 'maxCosts'> {
  const { maxCredits, maxCosts, quote } = termsOf(accepted)
  const { creditType } = priceRule
  const limits = [...(maxCredits === undefined ? [] : [{ creditType, credits: maxCredits }]), ...(maxCosts ?? [])]
  const { credits, further, ...about } = quote ?? { credits: 0n, further: [] }
  return {
    maxCosts: limits.length > 0 ? limits : null,
    quote: quote ? { ...quote, ...about, organizationId, costs: [{ creditType, credits }, ...further] } : null,
  }
}

function costsOf(task: TaskReceipt['task'], { holds, entries }: TaskEntries): ReceiptCost[] {
  const isRefund = ({ type }: JournalEntry) => type === 'REFUND' || type === 'GRANT'
  return costsOfTask(task, task.priceRule.creditType).map(({ creditType, credits: price }) => {
    const own = holds.filter((hold) => hold.creditType === creditType)
    const ids = new Set(own.map(({ id }) => id))
    const ofType = entries.filter(({ holdId }) => holdId !== null && ids.has(holdId))
    const sum = (is: (entry: JournalEntry) => boolean) =>
      ofType.filter(is).reduce((all, entry) => all + entry.credits, 0n)
    const of = (wanted: JournalEntryType) => sum(({ type }) => type === wanted)
    // A debt of a lot is for its payment, which was taken back.
    const used = (wanted: JournalEntryType) => sum(({ type, lotId }) => type === wanted && lotId === null)
    return {
      ...{ creditType, price, frozen: of('FREEZE'), released: of('RELEASE'), spent: of('SPEND') },
      ...{ owed: used('OWE'), writtenOff: used('WRITE_OFF'), refunded: sum(isRefund) },
      late: own.find(({ late }) => late !== null)?.late ?? null,
      lots: paidBy(own, ofType),
    }
  })
}

/** The lots that have paid, in the order in which they were spent. */
function paidBy(holds: readonly TaskHold[], entries: readonly JournalEntry[]): PaidBy[] {
  const paid = new Map<string, PaidBy>()
  for (const { spent, lines } of holds) {
    let left = spent
    for (const { lot, credits } of lines) {
      const here = credits < left ? credits : left
      left -= here
      if (here === 0n) continue
      const before = paid.get(lot.id)?.spent ?? 0n
      const back = entries.filter(({ type, lotId }) => type === 'REFUND' && lotId === lot.id)
      paid.set(lot.id, { lot, spent: before + here, refunded: back.reduce((sum, entry) => sum + entry.credits, 0n) })
    }
  }
  return [...paid.values()]
}

/** The credits that a task has cost its organization, less what came back. */
export function chargedOf({ spent, owed, refunded }: ReceiptCost): Credits {
  return spent + owed - refunded
}
