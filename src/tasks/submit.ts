// Submitting a task: one decision of the lane prices it, freezes its credits and queues it. If its price is of several credit types,
// the credits of all of them are frozen, or none.

import { z } from 'zod'
import { type Caller, may, type Person } from '../access/roles.ts'
import type { App } from '../app.ts'
import { type LimitReached, refuseOneMore } from '../bounds.ts'
import type { Prisma, QuoteItem, Task } from '../database/generated/client/client.ts'
import { rowOf } from '../database/row.ts'
import type { Batch, CountName } from '../engine/batch.ts'
import type { Command, Idempotency } from '../engine/command.ts'
import type { OrganizationSnapshot } from '../engine/organizationSnapshot.ts'
import type { TaskCallback } from '../facades/callback.ts'
import { type HoldId, newId, type OrganizationId, type TaskId, uuidOf } from '../ids.ts'
import { type ExternalIdTaken, labeled, labelInput } from '../labels/label.ts'
import type { Cost, FurtherCost } from '../ledger/cost.ts'
import { isRefusal } from '../ledger/refusals.ts'
import { CREDITS_MAX } from '../ledger/wallet.ts'
import { type Answer, type CommonRefusal, operate, type Parameters } from '../operation.ts'
import { refuseSuspended, type Suspended } from '../organizations/operations.ts'
import { type QuotaExceeded, refuseTask } from '../organizations/quotas.ts'
import { COUNTS_NEEDED, COUNTS_OF_LIMITS, type PlanLimit, refusePastLimits } from '../plans/limits.ts'
import { type NotEntitled, refuseUnentitled } from '../plans/plan.ts'
import { itemFor, priceByQuote, type QuoteRefusal } from '../pricing/bindingQuotes.ts'
import { costList } from '../pricing/costs.ts'
import { costsOf, type Price, type PriceRefusal, priceOf } from '../pricing/priceOf.ts'
import { type Asker, askerFor } from '../pricing/quotes.ts'
import { field, type InvalidInput, jsonObject, type NotFound, notFound } from '../refusals.ts'
import { refuseRun } from '../runs/runs.ts'
import {
  type FundingRefusal,
  freezeAllWithin,
  freezeWithin,
  holdersFor,
  payingHolders,
  type ToFreeze,
} from '../wallets/funding.ts'
import { refuseUnsigned, refuseUrl } from '../webhooks/taskUrls.ts'
import { type Maintenance, refuseInMaintenance } from './maintenance.ts'

/** The time that a task may take from submit to end, if its request does not set one. */
export const TASK_TIMEOUT_SECONDS = 600
const TASK_TIMEOUT_SECONDS_MAX = 7 * 24 * 60 * 60
const INPUT_CHARACTERS_MAX = 100_000

const Submission = z.object({
  organizationId: uuidOf.organization,
  memberId: uuidOf.member.nullable(),
  model: field.token,
  operation: field.token,
  input: jsonObject(INPUT_CHARACTERS_MAX),
  timeoutSeconds: z.int().min(1).max(TASK_TIMEOUT_SECONDS_MAX),
  /** The most that the task may cost; absent: whatever its price is. */
  maxCredits: z.bigint().min(0n).max(CREDITS_MAX).nullish(),
  /** The same by credit type. */
  maxCosts: costList.nullish(),
  /** The binding quote whose prices apply; the prices in force if absent. */
  quoteId: z.uuid().nullish(),
  /** The URL that is notified when the task ends. */
  webhookUrl: z.string().nullish(),
  tags: field.tags,
  /** The run that it counts in. */
  runId: z.uuid().nullish(),
  ...labelInput,
  idempotencyKey: field.idempotencyKey,
})

/** The rights of a submitter, which are not part of what is submitted: a repeated idempotency key may come from another key. */
interface Rights {
  /** The lineage of the API key, for budgets; null: no key. */
  readonly lineageId: string | null
  /** True if the submitter may approve tasks: then the task never waits for an approval. */
  readonly mayApprove: boolean
  /** The member who submits: a member who may not approve tasks uses their own runs only. Null or absent: not a member. */
  readonly ownMemberId?: string | null
}

/** The façade whose callback goes to the task's URL; null: Holdfast's own message does. */
interface CalledBack {
  readonly callback?: TaskCallback | null
}

type SubmissionInput = z.input<typeof Submission> & Rights & CalledBack

/** A valid submission, with the ids that its task and its hold will have. */
type Wanted = Parameters<typeof Submission> & Rights & CalledBack & { readonly taskId: TaskId; readonly holdId: HoldId }

export type TaskAnswer = Answer<{ readonly task: Task }>

export type SubmitRefusal = CommonRefusal | DecidedRefusal | ExternalIdTaken

type DecidedRefusal =
  | NotFound
  | Maintenance
  | Suspended
  | PriceRefusal
  | NotEntitled
  | PlanLimit
  | QuoteRefusal
  | FundingRefusal
  | LimitReached
  | QuotaExceeded
  | InvalidInput

/** The organization and member that a task is submitted for, the key's lineage, and the right to approve. */
export type Submitter = Asker & Rights

/** Finds out as whom a caller submits tasks to an organization, if asked on behalf of a member (null: not). */
export function submitterFor(
  app: App,
  caller: Exclude<Caller, Person>,
  organizationId: OrganizationId,
  behalfOf: string | null,
): Submitter | NotFound | Promise<Submitter | NotFound> {
  const ownMemberId = caller.kind === 'tenant' ? caller.memberId : null
  const asking = askerFor(app, caller, organizationId, behalfOf)
  const submitter = (asker: Asker | NotFound) =>
    isRefusal(asker) ? asker : { ...asker, mayApprove: may(caller, 'approveTasks'), ownMemberId }
  return asking instanceof Promise ? asking.then(submitter) : submitter(asking)
}

/** Freezes the price of an operation and queues its task; or refuses, and changes nothing. */
export function submitTask(app: App, submission: SubmissionInput): Promise<TaskAnswer | SubmitRefusal> {
  const { lineageId, mayApprove, ownMemberId, callback = null } = submission
  return operate({
    name: 'submitTask',
    schema: Submission,
    // Its schema does not have the rights, so the parameters don't either.
    input: submission,
    run: (parameters, key) => {
      const { webhookUrl } = parameters
      const badUrl = typeof webhookUrl === 'string' ? refuseUrl(webhookUrl, app.privateWebhooks) : null
      if (badUrl) return badUrl
      const ids = { taskId: newId(), holdId: newId() }
      const wanted = { ...parameters, lineageId, mayApprove, ownMemberId, callback, ...ids }
      const run = (counts: readonly CountName[]) =>
        app.lane.run(labeled(submitCommand(wanted, counts, key), 'TASK', parameters))
      return run([]).then((outcome) => {
        const isLimited = outcome.kind === 'refused' && outcome.refusal === COUNTS_NEEDED
        return isLimited ? run(COUNTS_OF_LIMITS) : outcome
      })
    },
    find: async (id, { organizationId }) => ({ task: await findTask(app, organizationId, id) }),
  })
}

function submitCommand(
  wanted: Wanted,
  counts: readonly CountName[],
  key: Idempotency | null,
): Command<{ task: Task }, DecidedRefusal> {
  const { organizationId, memberId, model, operation, quoteId, runId, mayApprove } = wanted
  return {
    organizationId,
    idempotency: key,
    reads: {
      price: { model, operation },
      holders: holdersFor(organizationId, memberId),
      quoteId: quoteId ?? undefined,
      runId: runId ?? undefined,
      counts: mayApprove ? counts : [...counts, 'waitingTasks'],
    },
    decide(batch) {
      const task = decide(batch, wanted)
      return isRefusal(task) ? task : { value: { task }, resultId: task.id }
    },
  }
}

/** Reads a task that exists. */
export function findTask(app: App, organizationId: OrganizationId, id: string): Promise<Task> {
  return rowOf(app.prisma.task, organizationId, id)
}

/** Puts the task and its hold into the batch, and counts it against its quote; or refuses, and puts nothing. */
function decide(batch: Batch, wanted: Wanted): Task | DecidedRefusal {
  const { organizationId, mayApprove } = wanted
  const snapshot = batch.organization(organizationId)
  if (!snapshot) return notFound('organization')
  const closed = refuseNewTask(batch, snapshot, wanted)
  if (closed) return closed
  const priced = priceFor(batch, wanted)
  if (isRefusal(priced)) return priced
  const { price, quoteItem } = priced
  const { rule } = price
  const refusal =
    refuseUnentitled(batch.priceBook, snapshot.subscription, rule) ??
    refusePastLimits(batch, organizationId, costsMore(price, 0n))
  if (refusal) return refusal
  const waits = !mayApprove && snapshot.approvalAbove !== null && costsMore(price, snapshot.approvalAbove)
  const tooMany = waits ? refuseOneMore('waitingTasks', batch.count(organizationId, 'waitingTasks')) : null
  if (tooMany) return tooMany

  const now = batch.timeOf(organizationId)
  const seconds = waits ? snapshot.approvalSeconds : wanted.timeoutSeconds
  const deadlineAt = new Date(now.getTime() + seconds * 1_000)
  const paid =
    price.further.length === 0 ? payOne(batch, wanted, price, deadlineAt) : payAll(batch, wanted, price, deadlineAt)
  if (isRefusal(paid)) return paid
  const task = newTask(wanted, price, { ...paid, approval: waits ? 'PENDING' : null, deadlineAt, createdAt: now })
  batch.putTask(task)
  if (quoteItem) batch.putQuoteItem({ ...quoteItem, taken: quoteItem.taken + 1 })
  return task
}

/** The reason why an organization can't submit this task, whatever its price; null if it can. */
function refuseNewTask(batch: Batch, snapshot: OrganizationSnapshot, wanted: Wanted) {
  const { organizationId, webhookUrl, callback, runId } = wanted
  const own = wanted.mayApprove ? null : (wanted.ownMemberId ?? null)
  return (
    (runId ? refuseRun(batch.run(organizationId, runId), own) : null) ??
    refuseInMaintenance(batch, organizationId) ??
    refuseSuspended(snapshot) ??
    refuseTask(snapshot.kept) ??
    (typeof webhookUrl === 'string' && !callback ? refuseUnsigned(snapshot) : null)
  )
}

/** The price of the task by its quote, with the quote's item that it counts against; or else the price in force. */
function priceFor(
  batch: Batch,
  { organizationId, model, operation, input, maxCredits, maxCosts, quoteId }: Wanted,
): { price: Price; quoteItem: QuoteItem | null } | NotFound | PriceRefusal | QuoteRefusal {
  const now = batch.timeOf(organizationId)
  const wanted = { model, operation, input, maxCredits, maxCosts }
  if (!quoteId) {
    const price = priceOf(batch.priceBook.rulesOf(model, operation), organizationId, wanted, now)
    return isRefusal(price) ? price : { price, quoteItem: null }
  }
  const quote = batch.quote(organizationId, quoteId)
  if (!quote) return notFound('quote')
  const price = priceByQuote(batch.priceBook, quote, wanted, now)
  if (isRefusal(price)) return price
  const quoteItem = itemFor(quote, wanted, price)
  return isRefusal(quoteItem) ? quoteItem : { price, quoteItem }
}

/** Returns whether a task costs more than the given number of credits of any type. */
function costsMore({ credits, further }: Price, than: bigint): boolean {
  return credits > than || further.some((cost) => cost.credits > than)
}

/** The holds that pay for a task, as its row names them. */
type Paid = Pick<Task, 'holdId' | 'furtherCosts'>

const FREE: Paid = { holdId: null, furtherCosts: null }

/** Freezes a price of one credit type in the wallet that pays, until the task's deadline. */
function payOne(batch: Batch, wanted: Wanted, { rule, credits }: Price, expiresAt: Date): Paid | FundingRefusal {
  if (credits === 0n) return FREE
  const { organizationId, memberId, holdId, runId } = wanted
  const { spending, command } = toFreeze(wanted, { creditType: rule.creditType, credits }, holdId, runId, expiresAt)
  const held = freezeWithin(batch, organizationId, spending, payingHolders(batch, organizationId, memberId), command)
  return isRefusal(held) ? held : { holdId: held.hold.id, furtherCosts: null }
}

/** Freezes a price of several credit types, each in the wallet that pays: all of it, or nothing. */
function payAll(batch: Batch, wanted: Wanted, price: Price, expiresAt: Date): Paid | FundingRefusal {
  const { organizationId, memberId, runId } = wanted
  const costs = costsOf(price)
  // A run limits credits of one type: those of the other types don't count in it.
  const run = runId ? batch.run(organizationId, runId) : undefined
  const runOf = (creditType: string, i: number) => {
    const counts = costs.some((cost) => cost.creditType === run?.creditType) ? creditType === run?.creditType : i === 0
    return counts ? runId : null
  }
  const holdIds = costs.map(({ credits }, i) => (credits === 0n ? null : i === 0 ? wanted.holdId : newId()))
  const all = costs.flatMap((cost, i): ToFreeze[] => {
    const holdId = holdIds[i]
    return holdId ? [toFreeze(wanted, cost, holdId, runOf(cost.creditType, i), expiresAt)] : []
  })
  const held = freezeAllWithin(batch, organizationId, payingHolders(batch, organizationId, memberId), all)
  if (isRefusal(held)) return held
  const further = costs.slice(1).map(
    ({ creditType, credits }, i): FurtherCost => ({
      creditType,
      credits: Number(credits),
      holdId: holdIds[i + 1] ?? null,
    }),
  )
  return { holdId: holdIds[0] ?? null, furtherCosts: further }
}

function toFreeze(
  { memberId, lineageId, model, operation, tags, taskId }: Wanted,
  { creditType, credits }: Cost,
  holdId: string,
  runId: string | null | undefined,
  expiresAt: Date,
): ToFreeze {
  const purpose = { model, operation }
  const spending = { memberId, apiKeyId: lineageId, creditType, purpose, tags: tags ?? [] }
  return {
    spending,
    command: {
      holdId,
      taskId,
      credits,
      purpose,
      description: `${model} ${operation}`,
      runId: runId ?? null,
      expiresAt,
    },
  }
}

function newTask(
  {
    organizationId,
    taskId,
    memberId,
    lineageId,
    model,
    operation,
    input,
    timeoutSeconds,
    webhookUrl = null,
    callback,
    tags,
  }: Wanted,
  { rule, credits }: Price,
  terms: Pick<Task, 'holdId' | 'furtherCosts' | 'approval' | 'deadlineAt' | 'createdAt'>,
): Task {
  return {
    ...terms,
    organizationId,
    id: taskId,
    memberId,
    priceRuleId: rule.id,
    provider: rule.provider,
    model,
    operation,
    input: input as Prisma.JsonObject,
    credits,
    status: 'QUEUED',
    progress: 0,
    result: null,
    failureReason: null,
    sequence: 1,
    timeoutSeconds,
    isLeased: false,
    webhookUrl,
    callback: callback ? { ...callback } : null,
    startedAt: null,
    endedAt: null,
    forgottenAt: null,
    tags: tags ?? [],
    apiKeyId: terms.holdId === null ? lineageId : null,
  }
}
