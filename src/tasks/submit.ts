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
import type { QuoteRow } from '../engine/records.ts'
import type { TaskCallback } from '../facades/callback.ts'
import { atHome } from '../home/atHome.ts'
import { type HoldId, newId, type OrganizationId, type TaskId, uuidOf } from '../ids.ts'
import { type ExternalIdTaken, labeled, labelInput } from '../labels/label.ts'
import type { Cost, FurtherCost } from '../ledger/cost.ts'
import { isRefusal } from '../ledger/refusals.ts'
import { CREDITS_MAX, type Credits } from '../ledger/wallet.ts'
import { type Answer, type CommonRefusal, operate, type Parameters } from '../operation.ts'
import { refuseSuspended, type Suspended } from '../organizations/operations.ts'
import { type QuotaExceeded, refuseTask } from '../organizations/quotas.ts'
import { countedIfLimited, type PlanLimit, refuseAtOnce, refuseInMinute } from '../plans/limits.ts'
import { type NotEntitled, refuseUnentitled } from '../plans/plan.ts'
import { itemFor, priceByQuote, type QuoteRefusal } from '../pricing/bindingQuotes.ts'
import { costList } from '../pricing/costs.ts'
import { costsOf, namingPrices, type Price, type PriceRefusal, priceOf } from '../pricing/priceOf.ts'
import { type Asker, askerFor } from '../pricing/quotes.ts'
import { field, type InvalidInput, jsonObject, type NotFound, notFound } from '../refusals.ts'
import { type RunCreditType, refuseEnded, refuseType } from '../runs/rules.ts'
import { refuseRun } from '../runs/runs.ts'
import {
  type FundingRefusal,
  freezeAllWithin,
  holdersFor,
  payingHolders,
  refusalsOfFreeze,
  type ToFreeze,
} from '../wallets/funding.ts'
import { refuseUnsigned, refuseUrl } from '../webhooks/taskUrls.ts'
import { acceptedBy, type StoredTerms } from './accepted.ts'
import { type Maintenance, refuseInMaintenance } from './maintenance.ts'
import { refuseOutcome } from './sandboxOutcome.ts'

/** The time that a task may take from submit to end, if its request does not set one. */
export const TASK_TIMEOUT_SECONDS = 600
const TASK_TIMEOUT_SECONDS_MAX = 7 * 24 * 60 * 60
const INPUT_CHARACTERS_MAX = 100_000

export const Submission = z.object({
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
export type Wanted = Parameters<typeof Submission> &
  Rights &
  CalledBack & { readonly taskId: TaskId; readonly holdId: HoldId }

export type TaskAnswer = Answer<{ readonly task: Task }>

export type SubmitRefusal = CommonRefusal | DecidedRefusal | ExternalIdTaken

export type DecidedRefusal =
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
export const submitTask = atHome(
  'submitTask',
  (app: App, submission: SubmissionInput): Promise<TaskAnswer | SubmitRefusal> => {
    return operate({
      name: 'submitTask',
      schema: Submission,
      // Its schema does not have the rights, so the parameters don't either.
      input: submission,
      run: (parameters, key) => {
        const { webhookUrl } = parameters
        const badUrl = typeof webhookUrl === 'string' ? refuseUrl(webhookUrl, app.privateWebhooks) : null
        if (badUrl) return badUrl
        const wanted = wantedBy(parameters, submission)
        const run = (counts: readonly CountName[]) =>
          app.lane.run(labeled(submitCommand(wanted, counts, key), 'TASK', parameters))
        return countedIfLimited(run)
      },
      find: async (id, { organizationId }) => ({ task: await findTask(app, organizationId, id) }),
    })
  },
)

/** A submission by a submitter with these rights. */
export function wantedBy(
  parameters: Parameters<typeof Submission>,
  { lineageId, mayApprove, ownMemberId, callback = null }: Rights & CalledBack,
): Wanted {
  return { ...parameters, lineageId, mayApprove, ownMemberId, callback, taskId: newId(), holdId: newId() }
}

/** The rows that the decision about a submission reads. */
export function readsOf(
  { organizationId, memberId, model, operation, quoteId, runId, mayApprove }: Wanted,
  counts: readonly CountName[],
): Command<unknown>['reads'] {
  return {
    price: { model, operation },
    holders: holdersFor(organizationId, memberId),
    quoteId: quoteId ?? undefined,
    runId: runId ?? undefined,
    counts: mayApprove ? counts : [...counts, 'waitingTasks'],
  }
}

function submitCommand(
  wanted: Wanted,
  counts: readonly CountName[],
  key: Idempotency | null,
): Command<{ task: Task }, DecidedRefusal> {
  return {
    organizationId: wanted.organizationId,
    idempotency: key,
    reads: readsOf(wanted, counts),
    decide(batch) {
      const task = submitIn(batch, wanted)
      return isRefusal(task) ? task : { value: { task }, resultId: task.id }
    },
  }
}

/** Reads a task that exists. */
export function findTask(app: App, organizationId: OrganizationId, id: string): Promise<Task> {
  return rowOf(app.prisma.task, organizationId, id)
}

/** A submission, and the state that it is decided by. */
interface Asked {
  readonly batch: Batch
  readonly snapshot: OrganizationSnapshot
  readonly wanted: Wanted
}

/** A submission with its price. */
interface Offered extends Asked, Priced {
  /** True if the task has to wait for an approval. */
  readonly waits: boolean
  readonly deadlineAt: Date
}

interface Priced {
  readonly price: Price
  /** The quote, and the item of it that the task counts against; null: it is submitted without a quote. */
  readonly quoted: { readonly quote: QuoteRow; readonly item: QuoteItem } | null
}

type Check<Of> = (of: Of) => DecidedRefusal | null

/** The checks of a submission whatever its price, in the order of precedence. */
const CHECKS: readonly Check<Asked>[] = [
  ({ batch, wanted: { organizationId, runId, mayApprove, ownMemberId } }) =>
    runId ? refuseRun(batch.run(organizationId, runId), mayApprove ? null : (ownMemberId ?? null)) : null,
  ({ batch, wanted }) => refuseInMaintenance(batch, wanted.organizationId),
  ({ snapshot }) => refuseSuspended(snapshot),
  ({ snapshot }) => refuseTask(snapshot.kept),
  ({ snapshot, wanted: { webhookUrl, callback } }) =>
    typeof webhookUrl === 'string' && !callback ? refuseUnsigned(snapshot) : null,
]

/** The checks of it at its price, before credits are frozen. */
const CHECKS_AT_PRICE: readonly Check<Offered>[] = [
  ({ snapshot, wanted, price }) => refuseOutcome(wanted.input, price.rule, snapshot.mode),
  ({ batch, snapshot, price }) => refuseUnentitled(batch.priceBook, snapshot.subscription, price.rule),
  ({ batch, wanted, price }) => refuseAtOnce(batch, wanted.organizationId, costsMore(price, 0n)),
  ({ batch, wanted }) => refuseInMinute(batch, wanted.organizationId),
  ({ batch, wanted, waits }) =>
    waits ? refuseOneMore('waitingTasks', batch.count(wanted.organizationId, 'waitingTasks')) : null,
]

function firstOf<Of>(checks: readonly Check<Of>[], of: Of): DecidedRefusal | null {
  for (const check of checks) {
    const refusal = check(of)
    if (refusal) return refusal
  }
  return null
}

function allOf<Of>(checks: readonly Check<Of>[], of: Of): DecidedRefusal[] {
  return checks.map((check) => check(of)).filter((refusal) => refusal !== null)
}

/** Puts the task and its hold into the batch, and counts it against its quote; or refuses, and puts nothing. */
export function submitIn(batch: Batch, wanted: Wanted): Task | DecidedRefusal {
  const { organizationId } = wanted
  const snapshot = batch.organization(organizationId)
  if (!snapshot) return notFound('organization')
  const asked = { batch, snapshot, wanted }
  const closed = firstOf(CHECKS, asked)
  if (closed) return closed
  const priced = priceFor(batch, wanted)
  if (isRefusal(priced)) return priced
  const offered = offer(asked, priced)
  const refusal = firstOf(CHECKS_AT_PRICE, offered)
  if (refusal) return refusal
  const { price, quoted, waits, deadlineAt } = offered
  const { holders, all, paid } = freezing(offered)
  const held = freezeAllWithin(batch, organizationId, holders, all)
  if (isRefusal(held)) return held
  const createdAt = batch.timeOf(organizationId)
  const terms = { ...paid, approval: waits ? ('PENDING' as const) : null, deadlineAt, createdAt }
  const task = newTask(wanted, price, terms, acceptedBy(wanted, quoted))
  batch.putTask(task)
  if (quoted) batch.putQuoteItem({ ...quoted.item, taken: quoted.item.taken + 1 })
  return task
}

/** The judgement of a submission. */
interface Judgement {
  /** Every refusal that can be known, in the order in which a submission meets them. */
  readonly refusals: readonly DecidedRefusal[]
  /** Null: a refusal hides it. */
  readonly price: Price | null
  readonly waits: boolean
}

/** Judges a submission by everything that can refuse it. Puts nothing into the batch. */
export function judge(batch: Batch, wanted: Wanted): Judgement {
  const snapshot = batch.organization(wanted.organizationId)
  if (!snapshot) return { refusals: [notFound('organization')], price: null, waits: false }
  const asked = { batch, snapshot, wanted }
  const refusals = allOf(CHECKS, asked)
  let priced = priceFor(batch, wanted)
  if (isRefusal(priced)) refusals.push(priced)
  // The price is known, and everything else that refuses the task at that price.
  if (isRefusal(priced) && priced.code === 'MAX_CREDITS_EXCEEDED') {
    priced = priceFor(batch, { ...wanted, maxCredits: null, maxCosts: null })
  }
  if (isRefusal(priced)) return { refusals, price: null, waits: false }
  const offered = offer(asked, priced)
  const { price, waits } = offered
  refusals.push(...allOf(CHECKS_AT_PRICE, offered))
  const { holders, all } = freezing(offered)
  for (const { spending, command } of all) {
    refusals.push(...refusalsOfFreeze(batch, wanted.organizationId, spending, holders, command))
  }
  return { refusals, price, waits }
}

/** The refusals of what a submission says, whatever its submitter may spend. */
export type ContentRefusal = NotFound | PriceRefusal | RunCreditType

/** Refuses a submission that no credits would help: by its names, its input, its maximum or its run. It names no quote. */
export function refuseContents(batch: Batch, wanted: Wanted): ContentRefusal | null {
  const { organizationId, runId = null, mayApprove, ownMemberId = null } = wanted
  const snapshot = batch.organization(organizationId)
  if (!snapshot) return notFound('organization')
  const [run, ...above] = batch.runsOf(organizationId, runId)
  const noRun = runId === null ? null : refuseRun(run, mayApprove ? null : ownMemberId)
  const ended = noRun ?? refuseEnded(batch, run ? [run, ...above] : [])
  if (ended) return ended
  const price = priceNow(batch, wanted)
  if (isRefusal(price)) return price
  const isOfRun = !run || costsOf(price).some(({ creditType }) => creditType === run.creditType)
  const otherType = isOfRun ? null : refuseType(run, price.rule.creditType)
  return otherType ?? refuseOutcome(wanted.input, price.rule, snapshot.mode)
}

function offer({ batch, snapshot, wanted }: Asked, { price, quoted }: Priced): Offered {
  const { approvalAbove, approvalSeconds } = snapshot
  const waits = !wanted.mayApprove && approvalAbove !== null && costsMore(price, approvalAbove)
  const seconds = waits ? approvalSeconds : wanted.timeoutSeconds
  const deadlineAt = instantOf(batch.timeOf(wanted.organizationId).getTime() + seconds * 1_000)
  return { batch, snapshot, wanted, price, quoted, waits, deadlineAt }
}

/** The last deadline. The tasks of a batch share theirs: the lane's cache keeps a Date for each, which takes more memory than most inputs. */
let last = new Date(0)

function instantOf(ms: number): Date {
  if (last.getTime() !== ms) last = new Date(ms)
  return last
}

/** The price of the task by its quote, with the item of it that it counts against; or else the price in force. */
function priceFor(batch: Batch, wanted: Wanted): Priced | NotFound | PriceRefusal | QuoteRefusal {
  const { organizationId, quoteId } = wanted
  if (!quoteId) {
    const price = priceNow(batch, wanted)
    return isRefusal(price) ? price : { price, quoted: null }
  }
  const quote = batch.quote(organizationId, quoteId)
  if (!quote) return notFound('quote')
  const price = priceByQuote(batch.priceBook, quote, wanted, batch.timeOf(organizationId))
  if (isRefusal(price)) return price
  const item = itemFor(quote, wanted, price)
  return isRefusal(item) ? item : { price, quoted: { quote, item } }
}

/** The price in force of a task. */
function priceNow(
  batch: Batch,
  wanted: Pick<Wanted, 'organizationId' | 'model' | 'operation' | 'input' | 'maxCredits' | 'maxCosts'>,
): Price | PriceRefusal {
  const { priceBook } = batch
  const { organizationId } = wanted
  const rules = priceBook.rulesOf(wanted.model, wanted.operation)
  const price = priceOf(rules, organizationId, wanted, batch.timeOf(organizationId))
  return isRefusal(price) ? namingPrices(priceBook, organizationId, price) : price
}

/** Returns whether a task costs more than the given number of credits of any type. */
function costsMore({ credits, further }: Price, than: bigint): boolean {
  return credits > than || further.some((cost) => cost.credits > than)
}

/** The holds that pay for a task, as its row names them. */
type Paid = Pick<Task, 'holdId' | 'furtherCosts'>

/** The freezes of the price until the task's deadline, each in the wallet of one of the holders, and the holds that they open. */
interface Freezing {
  readonly holders: readonly string[]
  readonly all: readonly ToFreeze[]
  readonly paid: Paid
}

function freezing(offered: Offered): Freezing {
  const { batch, wanted, price } = offered
  const { organizationId, memberId, holdId, runId = null } = wanted
  const holders = payingHolders(batch, organizationId, memberId)
  if (price.further.length > 0) return freezingOfAll(offered, holders)
  if (price.credits === 0n) return { holders, all: [], paid: { holdId: null, furtherCosts: null } }
  const all = [toFreeze(offered, price.rule.creditType, price.credits, holdId, runId)]
  return { holders, all, paid: { holdId, furtherCosts: null } }
}

/** The freezes of a price of several credit types. */
function freezingOfAll(offered: Offered, holders: readonly string[]): Freezing {
  const { batch, wanted, price } = offered
  const { organizationId, runId = null } = wanted
  const costs = costsOf(price)
  // A run limits credits of one type: those of the other types don't count in it.
  const ofRun = runId === null ? undefined : batch.run(organizationId, runId)?.creditType
  const counting = costs.some(({ creditType }) => creditType === ofRun) ? ofRun : price.rule.creditType
  const all: ToFreeze[] = []
  const holdIdOf = ({ creditType, credits }: Cost, holdId: string): string | null => {
    if (credits === 0n) return null
    all.push(toFreeze(offered, creditType, credits, holdId, creditType === counting ? runId : null))
    return holdId
  }
  const main = { creditType: price.rule.creditType, credits: price.credits }
  const holdId = holdIdOf(main, wanted.holdId)
  const furtherCosts = price.further.map((cost): FurtherCost => {
    const { creditType, credits } = cost
    return { creditType, credits: Number(credits), holdId: holdIdOf(cost, newId()) }
  })
  return { holders, all, paid: { holdId, furtherCosts } }
}

function toFreeze(
  { wanted, deadlineAt: expiresAt }: Offered,
  creditType: string,
  credits: Credits,
  holdId: string,
  runId: string | null,
): ToFreeze {
  const { memberId, lineageId, model, operation, tags, taskId } = wanted
  const purpose = { model, operation }
  return {
    spending: { memberId, apiKeyId: lineageId, creditType, purpose, tags: tags ?? [] },
    command: { holdId, taskId, credits, purpose, description: `${model} ${operation}`, runId, expiresAt },
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
  { holdId, furtherCosts, approval, deadlineAt, createdAt }: Paid & Pick<Task, 'approval' | 'deadlineAt' | 'createdAt'>,
  accepted: StoredTerms | null,
): Task {
  return {
    organizationId,
    id: taskId,
    memberId,
    priceRuleId: rule.id,
    holdId,
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
    deadlineAt,
    timeoutSeconds,
    approval,
    isLeased: false,
    webhookUrl,
    callback: callback ? { ...callback } : null,
    createdAt,
    startedAt: null,
    endedAt: null,
    forgottenAt: null,
    furtherCosts,
    upstreamCost: null,
    tags: tags ?? [],
    apiKeyId: holdId === null ? lineageId : null,
    accepted,
  }
}
