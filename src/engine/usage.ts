// Usage: what each hour has used, by organization, member, key, model, operation and tags.
//
// A batch notes it from its own decisions, as one row that is written in the batch's transaction. A job adds these rows up into
// the tables that reports read (src/usage/rollUp.ts), so that a decision writes no counters that others write, too.

import type { Task } from '../database/generated/client/client.ts'
import type { ExactMoney } from '../ledger/exactMoney.ts'
import type { JournalEntry } from '../ledger/journal.ts'
import { hourAt } from '../ledger/period.ts'
import type { Hold, WalletState } from '../ledger/wallet.ts'
import { costIn } from './upstreamCost.ts'

/** The measures of usage and their columns, in the order in which rows have them: credits, tasks by their ends, and milliseconds. */
export const COLUMNS = {
  spent: 'spent',
  owed: 'owed',
  writtenOff: 'written_off',
  refunded: 'refunded',
  succeeded: 'succeeded',
  failed: 'failed',
  canceled: 'canceled',
  timedOut: 'timed_out',
  durationMs: 'duration_ms',
} as const

export type Measure = keyof typeof COLUMNS

export const MEASURES = Object.keys(COLUMNS) as Measure[]

/** The number of values of a row before its measures. */
const SUBJECT_VALUES = 8

/** The place of each measure in a row. */
const PLACES = Object.fromEntries(MEASURES.map((measure, i) => [measure, SUBJECT_VALUES + i])) as Record<
  Measure,
  number
>

/** The rows of batches, as columns. `batches`: what has the column `rows`. */
export function parsed(batches: string): string {
  const measures = MEASURES.map((measure) => `(row ->> ${PLACES[measure]})::bigint AS ${COLUMNS[measure]}`)
  return `
    SELECT (row ->> 0)::uuid AS organization_id, to_timestamp((row ->> 1)::bigint) AS hour, row ->> 2 AS credit_type,
      row ->> 3 AS model, row ->> 4 AS operation, (row ->> 5)::uuid AS member_id, (row ->> 6)::uuid AS api_key_id,
      CASE WHEN row -> 7 <> 'null' THEN ARRAY(SELECT jsonb_array_elements_text(row -> 7)) END AS tags,
      ${measures.join(', ')}
    FROM ${batches} CROSS JOIN LATERAL jsonb_array_elements(rows::jsonb) AS row`
}

/** The subject of usage within a credit type: a hold, or a task without one. */
interface Subject {
  readonly model: string | null
  readonly operation: string | null
  readonly memberId: string | null
  readonly apiKeyId: string | null
  readonly tags: readonly string[]
}

/** A row of the batch: the organization, the start of the hour in seconds since 1970, the subject, and the measures. */
type UsageRow = [
  organizationId: string,
  hour: number,
  creditType: string,
  model: string | null,
  operation: string | null,
  memberId: string | null,
  apiKeyId: string | null,
  tags: readonly string[] | null,
  ...measures: number[],
]

/** The decisions of a batch that usage follows from. */
interface Decided {
  readonly entries: readonly JournalEntry[]
  readonly endedTasks: readonly EndedTask[]
  hold(organizationId: string, id: string): Hold | undefined
  wallet(organizationId: string, id: string): WalletState | undefined
  organization(organizationId: string): { readonly timeZone: string } | undefined
  readonly priceBook: { rule(id: string): { readonly creditType: string } | undefined }
}

/** A task that has ended, or that ended in another way before. */
export interface EndedTask {
  readonly before: Task | undefined
  readonly after: Task
}

const OF_STATUS: Readonly<Partial<Record<Task['status'], Measure>>> = {
  SUCCEEDED: 'succeeded',
  FAILED: 'failed',
  CANCELED: 'canceled',
  TIMED_OUT: 'timedOut',
}

/** The measure that an entry counts in; null if nothing was used by it. Debts of lots are for credits that counted when they were spent. */
function measureOf({ type, holdId, lotId }: JournalEntry): Measure | null {
  if (holdId === null) return null
  if (type === 'SPEND') return 'spent'
  if (type === 'REFUND' || type === 'GRANT') return 'refunded'
  if (lotId !== null) return null
  return type === 'OWE' ? 'owed' : type === 'WRITE_OFF' ? 'writtenOff' : null
}

export const INSERT_USAGE = `
  INSERT INTO usage_batch (batch, organizations, rows, costs) VALUES ($1, $2::uuid[], $3, $4)`

/** Cells count their batches apart: the number of a batch among those of all. */
export function usageNumber(number: bigint, cell: number): bigint {
  return (BigInt(cell) << 56n) + number
}

/** The parameters of INSERT_USAGE; null if the batch has used nothing. */
export function usageOf(batch: Decided, number: bigint): unknown[] | null {
  const rows = new UsageRows(batch)
  for (const entry of batch.entries) rows.addEntry(entry)
  for (const task of batch.endedTasks) rows.addTask(task)
  return rows.values(number)
}

interface BatchCost extends ExactMoney {
  /** The first day of the month of UTC. */
  readonly month: string
}

/** The first day of an instant's month of UTC: 2026-11-01. */
function firstOfMonth(at: Date): string {
  return `${at.toISOString().slice(0, 7)}-01`
}

class UsageRows {
  readonly #batch: Decided
  readonly #rows = new Map<string, UsageRow>()
  readonly #organizations = new Set<string>()
  /** The last row, and what it counts: much of a batch is of one subject, and to put a key together costs more than to compare. */
  #last: { readonly counts: Counted; readonly row: UsageRow } | null = null
  /** The upstream costs of tasks, by the row that counts them, and by currency and month; null: nothing. */
  #costs: Map<UsageRow, Map<string, BatchCost>> | null = null

  constructor(batch: Decided) {
    this.#batch = batch
  }

  addEntry(entry: JournalEntry): void {
    const measure = measureOf(entry)
    if (measure === null) return
    const { organizationId, walletId, holdId, createdAt } = entry
    const hold = holdId === null ? undefined : this.#batch.hold(organizationId, holdId)
    const creditType = this.#batch.wallet(organizationId, walletId)?.wallet.creditType
    if (!hold || creditType === undefined)
      throw new RangeError(`the hold of an entry of ${walletId} is not in this batch`)
    add(this.#row(organizationId, createdAt, creditType, hold), measure, Number(entry.credits))
  }

  addTask({ before, after }: EndedTask): void {
    if (before) this.#addEnd(before, -1)
    this.#addEnd(after, 1)
  }

  /** Counts the end of a task, if it has ended; or, by the sign -1, counts it no longer. */
  #addEnd(task: Task, sign: 1 | -1): void {
    const measure = OF_STATUS[task.status]
    if (!measure || task.endedAt === null) return
    const { createdAt, endedAt } = task
    const row = this.#rowOfTask(task, endedAt)
    add(row, measure, sign)
    if (measure === 'succeeded') add(row, 'durationMs', sign * (endedAt.getTime() - createdAt.getTime()))
    if (task.upstreamCost !== null) this.#addCost(row, task, endedAt, BigInt(sign))
  }

  #addCost(row: UsageRow, { upstreamCost }: Task, endedAt: Date, sign: bigint): void {
    const cost = costIn(upstreamCost)
    if (!cost) return
    this.#costs ??= new Map()
    const ofRow = this.#costs.get(row) ?? new Map<string, BatchCost>()
    const { currency } = cost
    const month = firstOfMonth(endedAt)
    const key = `${month} ${currency}`
    const before = ofRow.get(key)?.millionths ?? 0n
    ofRow.set(key, { currency, month, millionths: before + sign * cost.millionths })
    this.#costs.set(row, ofRow)
  }

  /** That of its hold, so that its credits and its end are counted together; a free task has none. */
  #rowOfTask(task: Task, endedAt: Date): UsageRow {
    const { organizationId, holdId, priceRuleId } = task
    const hold = holdId === null ? undefined : this.#batch.hold(organizationId, holdId)
    const wallet = hold && this.#batch.wallet(organizationId, hold.walletId)
    if (hold && wallet) return this.#row(organizationId, endedAt, wallet.wallet.creditType, hold)
    const creditType = this.#batch.priceBook.rule(priceRuleId)?.creditType
    if (creditType === undefined) throw new RangeError(`the price rule ${priceRuleId} is not in the price book`)
    return this.#row(organizationId, endedAt, creditType, task)
  }

  #row(organizationId: string, at: Date, creditType: string, subject: Subject): UsageRow {
    const { tags } = subject
    const counts = tags.length === 0 ? { organizationId, time: at.getTime(), creditType, subject } : null
    if (counts && this.#last && isSame(counts, this.#last.counts)) return this.#last.row
    const row = this.#rowByKey(organizationId, at, creditType, subject)
    if (counts) this.#last = { counts, row }
    return row
  }

  #rowByKey(organizationId: string, at: Date, creditType: string, subject: Subject): UsageRow {
    const { model, operation, memberId, apiKeyId, tags } = subject
    const timeZone = this.#batch.organization(organizationId)?.timeZone ?? 'UTC'
    const hour = hourAt(timeZone, at) / 1_000
    // PostgreSQL's texts have no NUL, and none of these is empty.
    const subjectKey = `${organizationId}\0${hour}\0${creditType}\0${model ?? ''}\0${operation ?? ''}\0${memberId ?? ''}\0${apiKeyId ?? ''}`
    const key = tags.length === 0 ? subjectKey : `${subjectKey}\0${tags.join('\0')}`
    const known = this.#rows.get(key)
    if (known) return known
    const sorted = tags.length === 0 ? null : tags.toSorted()
    const subjectValues = [organizationId, hour, creditType, model, operation, memberId, apiKeyId, sorted] as const
    const row: UsageRow = [...subjectValues, ...MEASURES.map(() => 0)]
    this.#rows.set(key, row)
    this.#organizations.add(organizationId)
    return row
  }

  values(number: bigint): unknown[] | null {
    if (this.#rows.size === 0) return null
    return [number, [...this.#organizations], JSON.stringify([...this.#rows.values()]), this.#costRows()]
  }

  #costRows(): string | null {
    if (!this.#costs) return null
    const rows = [...this.#costs].flatMap(([row, ofRow]) =>
      [...ofRow.values()].map(({ currency, month, millionths }) => [
        ...row.slice(0, SUBJECT_VALUES),
        ...[currency, month, String(millionths)],
      ]),
    )
    return JSON.stringify(rows)
  }
}

/** The subject and time of a row, for subjects without tags. */
interface Counted {
  readonly organizationId: string
  readonly time: number
  readonly creditType: string
  readonly subject: Subject
}

function isSame(a: Counted, b: Counted): boolean {
  const [of, other] = [a.subject, b.subject]
  return (
    a.organizationId === b.organizationId &&
    a.time === b.time &&
    a.creditType === b.creditType &&
    of.model === other.model &&
    of.operation === other.operation &&
    of.memberId === other.memberId &&
    of.apiKeyId === other.apiKeyId
  )
}

function add(row: UsageRow, measure: Measure, amount: number): void {
  const place = PLACES[measure]
  row[place] = (row[place] as number) + amount
}
