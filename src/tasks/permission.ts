// "May I?": the decision that a submission would get now, thrown away. submit's own judgement (src/tasks/submit.ts) gives every
// reason against it and the price; this adds the instant at which the answer may change by itself.

import type { App } from '../app.ts'
import type { Batch } from '../engine/batch.ts'
import type { LaneRefusal } from '../engine/command.ts'
import { raisesOf } from '../ledger/budget.ts'
import { isRefusal } from '../ledger/refusals.ts'
import type { Credits, Lot } from '../ledger/wallet.ts'
import { COUNTS_NEEDED, COUNTS_OF_LIMITS, MINUTE_MS, type PlanLimit } from '../plans/limits.ts'
import { costsOf, expectedPrice, type Price } from '../pricing/priceOf.ts'
import { parseInput } from '../refusals.ts'
import { payingHolders } from '../wallets/funding.ts'
import {
  type DecidedRefusal,
  judge,
  readsOf,
  Submission,
  type Submitter,
  TASK_TIMEOUT_SECONDS,
  type Wanted,
  wantedBy,
} from './submit.ts'

/** A submission, without what no answer depends on. */
export type AskedToSubmit = Submitter &
  Pick<Wanted, 'model' | 'operation' | 'input' | 'maxCredits' | 'maxCosts' | 'quoteId' | 'tags' | 'runId'>

export type SubmitBlocked = DecidedRefusal | Exclude<LaneRefusal, { readonly code: 'IDEMPOTENCY_CONFLICT' }>

/** The answer to "may I submit this now?". */
export interface Permission {
  /** The organization's time of the answer. */
  readonly at: Date
  /** Every refusal that can be known, in the order in which a submission meets them; empty: it would be accepted. */
  readonly refusals: readonly SubmitBlocked[]
  /** Null: a refusal hides it. */
  readonly price: Price | null
  /** The credits if the result is what the input asks for; null: unknown. */
  readonly expected: Credits | null
  /** True if the task would wait for an approval. */
  readonly needsApproval: boolean
  /** The instant at which the answer may change by itself; null: it changes by no clock. */
  readonly until: Date | null
}

/** Answers whether a task would be accepted now. Freezes nothing. */
export async function maySubmit(app: App, asked: AskedToSubmit): Promise<Permission> {
  const parsed = parseInput(Submission, { ...asked, timeoutSeconds: TASK_TIMEOUT_SECONDS })
  if (!parsed.ok) return refused(app, parsed.refusal)
  const wanted = wantedBy(parsed.value, asked)
  const answer = await ask(app, wanted, [])
  const counted = answer.refusals.includes(COUNTS_NEEDED) ? await ask(app, wanted, COUNTS_OF_LIMITS) : answer
  const tooMany = counted.refusals.find(isOfMinute)
  return tooMany ? { ...counted, until: earliest([counted.until, await roomAt(app, wanted, tooMany)]) } : counted
}

/** The answer by a refusal alone. */
export function refused(app: App, refusal: SubmitBlocked): Permission {
  return { at: app.clock(), refusals: [refusal], price: null, expected: null, needsApproval: false, until: null }
}

async function ask(app: App, wanted: Wanted, counts: Parameters<typeof readsOf>[1]): Promise<Permission> {
  const { organizationId } = wanted
  const answer = await app.questions.ask({
    organizationId,
    reads: readsOf(wanted, counts),
    answer: (batch) => permit(batch, wanted),
  })
  return isRefusal(answer) ? refused(app, answer) : answer
}

function permit(batch: Batch, wanted: Wanted): Permission {
  const { refusals, price, waits } = judge(batch, wanted)
  const at = batch.timeOf(wanted.organizationId)
  const clocks = [...clocksOf(batch, wanted, price), ...refusals.map(endOf)]
  return {
    at,
    refusals: distinct(refusals),
    price,
    expected: price && expectedPrice(price),
    needsApproval: waits,
    until: earliest(clocks.map((clock) => (clock && clock > at ? clock : null))),
  }
}

/** The clocks that the answer depends on: prices, the quote, the subscription, the runs, raises of budgets, and the lots that may pay. */
function* clocksOf(batch: Batch, wanted: Wanted, price: Price | null): Iterable<Date | null | undefined> {
  const { organizationId, memberId, model, operation, quoteId, runId } = wanted
  for (const rule of batch.priceBook.rulesOf(model, operation)) yield* [rule.effectiveFrom, rule.effectiveUntil]
  if (quoteId) yield batch.quote(organizationId, quoteId)?.expiresAt
  yield batch.organization(organizationId)?.subscription?.dueAt
  for (const run of batch.runsOf(organizationId, runId ?? null)) yield run.expiresAt
  if (!price) return
  const { lineageId: apiKeyId, tags } = wanted
  const budgets = batch.organization(organizationId)?.budgets
  for (const { creditType } of costsOf(price)) {
    const spending = { memberId, apiKeyId, creditType, purpose: wanted, tags: tags ?? [] }
    for (const budget of budgets?.against(spending) ?? []) for (const { until } of raisesOf(budget)) yield until
  }
  for (const holderId of payingHolders(batch, organizationId, memberId)) {
    for (const { creditType } of costsOf(price)) {
      const lots = batch.walletOf(organizationId, holderId, creditType)?.lots
      for (const lot of lots?.values() ?? []) yield* clocksOfLot(lot)
    }
  }
}

function clocksOfLot({ expiresAt, fallsBackAt, lock, usableFrom }: Lot): (Date | null)[] {
  return [expiresAt, fallsBackAt, lock === 'SCHEDULED' ? usableFrom : null]
}

/** The end of the period of a budget that refuses. */
function endOf(refusal: SubmitBlocked): Date | null {
  return refusal.code === 'BUDGET_EXCEEDED' ? refusal.usage.periodEnd : null
}

function isOfMinute(refusal: SubmitBlocked): refusal is PlanLimit {
  return refusal.code === 'PLAN_LIMIT' && refusal.limit === 'TASKS_PER_MINUTE'
}

/** The instant at which the plan's limit within a minute has room again: the oldest of those that fill it was begun a minute ago. */
async function roomAt({ prisma }: App, { organizationId }: Wanted, { max }: PlanLimit): Promise<Date | null> {
  const [oldest] = await prisma.$queryRaw<{ id: string }[]>`
    SELECT id FROM (
      (SELECT id FROM task WHERE organization_id = ${organizationId}::uuid ORDER BY id DESC LIMIT ${max})
      UNION ALL
      (SELECT id FROM hold WHERE organization_id = ${organizationId}::uuid AND task_id IS NULL AND counts_at IS NULL
       ORDER BY id DESC LIMIT ${max})
    ) AS begun
    ORDER BY id DESC OFFSET ${max - 1} LIMIT 1`
  return oldest ? new Date(timeOfId(oldest.id) + MINUTE_MS + 1) : null
}

/** The time at which an id was made, in milliseconds: a UUIDv7 begins with it. */
function timeOfId(id: string): number {
  return Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)
}

/** Without those that say the same. */
function distinct(refusals: readonly SubmitBlocked[]): SubmitBlocked[] {
  return [...new Map(refusals.map((refusal) => [`${refusal.code} ${refusal.message}`, refusal])).values()]
}

function earliest(instants: Iterable<Date | null | undefined>): Date | null {
  let first: Date | null = null
  for (const instant of instants) if (instant && (!first || instant < first)) first = instant
  return first
}
