// Submitting a task: price, freeze and task row in one decision of the lane.

import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import { type Caller, may, type Person } from '../access/roles.ts'
import type { App } from '../app.ts'
import { type LimitReached, refuseOneMore } from '../bounds.ts'
import type { Prisma, Task } from '../database/generated/client/client.ts'
import { answer } from '../engine/answer.ts'
import type { IdempotencyConflict } from '../engine/command.ts'
import { idempotency } from '../engine/idempotency.ts'
import { NOTHING_KEPT } from '../engine/kept.ts'
import type { Held } from '../ledger/freeze.ts'
import { insufficientCredits, isRefusal } from '../ledger/refusals.ts'
import { type QuotaExceeded, refuseTask } from '../organizations/quotas.ts'
import { refuseSuspended, type Suspended } from '../organizations/suspension.ts'
import { refuseDue } from '../plans/cycleDue.ts'
import { type NotEntitled, refuseUnentitled } from '../plans/plan.ts'
import { runInCycle } from '../plans/runInCycle.ts'
import { itemFor, pricePromised, type QuoteRefusal } from '../pricing/bindingQuotes.ts'
import { type PriceRefusal, priceOf } from '../pricing/priceOf.ts'
import { field, type InvalidInput, jsonObject, type NotFound, notFound, parseInput } from '../refusals.ts'
import { type FundingRefusal, freezeWithin, holdersFor, payingHolders } from '../wallets/funding.ts'
import { refuseUnsigned, refuseUrl } from '../webhooks/taskUrls.ts'
import { type Maintenance, refuseInMaintenance } from './maintenance.ts'

/** How long a task may take, from submit to end, when its request doesn't say. */
export const TASK_TIMEOUT_SECONDS = 600
const TASK_TIMEOUT_SECONDS_MAX = 7 * 24 * 60 * 60
const INPUT_CHARACTERS_MAX = 100_000

const Submission = z.object({
  organizationId: z.uuid(),
  memberId: z.uuid().nullable(),
  /** Of the key that it is submitted with, for budgets; null: with none. */
  lineageId: z.uuid().nullable(),
  /** Whether whoever submits it may approve it, too; if not, it may have to wait. */
  mayApprove: z.boolean(),
  model: field.token,
  operation: field.token,
  input: jsonObject(INPUT_CHARACTERS_MAX),
  timeoutSeconds: z.int().min(1).max(TASK_TIMEOUT_SECONDS_MAX),
  /** Prices that were promised; today's if absent. */
  quoteId: z.uuid().nullish(),
  /** Told when it ends. */
  webhookUrl: z.string().nullish(),
  idempotencyKey: field.idempotencyKey,
})

export type SubmissionInput = z.input<typeof Submission>

export interface TaskAnswer {
  readonly task: Task
  readonly replayed: boolean
}

export type SubmitRefusal =
  | InvalidInput
  | NotFound
  | IdempotencyConflict
  | Maintenance
  | Suspended
  | PriceRefusal
  | NotEntitled
  | QuoteRefusal
  | FundingRefusal
  | LimitReached
  | QuotaExceeded

/** How somebody submits tasks: for which member, with which key, and whether tasks of theirs wait to be approved. */
export function submitterFor(
  caller: Exclude<Caller, Person>,
  memberId: string | null,
): Pick<SubmissionInput, 'memberId' | 'lineageId' | 'mayApprove'> {
  const lineageId = caller.kind === 'tenant' ? caller.lineageId : null
  return { memberId, lineageId, mayApprove: may(caller, 'approveTasks') }
}

/** Freezes the price of an operation and queues its task; or refuses, and nothing has happened. */
export async function submitTask(app: App, submission: SubmissionInput): Promise<TaskAnswer | SubmitRefusal> {
  const parsed = parseInput(Submission, submission)
  if (!parsed.ok) return parsed.refusal
  const { idempotencyKey, lineageId, mayApprove, ...parameters } = parsed.value
  const { organizationId, memberId, model, operation, input, timeoutSeconds, quoteId, webhookUrl = null } = parameters
  const badUrl = webhookUrl === null ? null : refuseUrl(webhookUrl, app.privateWebhooks)
  if (badUrl) return badUrl

  const taskId = uuidv7()
  const holdId = uuidv7()
  const holders = holdersFor(organizationId, memberId)
  const outcome = await runInCycle<{ task: Task }>(app, {
    organizationId,
    idempotency: idempotency(idempotencyKey, 'submitTask', parameters),
    reads: {
      ...{ price: { model, operation }, holders, ...(quoteId ? { quoteId } : {}) },
      ...(mayApprove ? {} : { counts: ['waitingTasks'] }),
    },
    decide(batch) {
      const now = batch.timeOf(organizationId)
      const closed = refuseInMaintenance(batch, organizationId)
      if (closed) return closed
      const suspended = refuseSuspended(batch, organizationId)
      if (suspended) return suspended
      const full = refuseTask(batch.standing(organizationId)?.kept ?? NOTHING_KEPT)
      if (full) return full
      const unsigned = webhookUrl === null ? null : refuseUnsigned(batch.standing(organizationId))
      if (unsigned) return unsigned
      const wanted = { model, operation, input }
      const quote = quoteId ? batch.quote(organizationId, quoteId) : null
      if (quoteId && !quote) return notFound('quote')
      const price = quote
        ? pricePromised(batch.edition, quote, wanted, now)
        : priceOf(batch.edition.rulesOf(model, operation), organizationId, wanted, now)
      if (isRefusal(price)) return price
      const quoted = quote ? itemFor(quote, wanted, price) : null
      if (quoted && isRefusal(quoted)) return quoted
      const { rule, credits } = price
      const due = refuseDue(batch, organizationId, insufficientCredits(rule.creditType, credits, 0n))
      if (due) return due
      const refusal = refuseUnentitled(batch.edition, batch.standing(organizationId)?.subscription, rule)
      if (refusal) return refusal
      const { approvalAbove = null, approvalSeconds = 0 } = batch.standing(organizationId) ?? {}
      const waits = !mayApprove && approvalAbove !== null && credits > approvalAbove
      const tooMany = waits ? refuseOneMore('waitingTasks', batch.count(organizationId, 'waitingTasks')) : null
      if (tooMany) return tooMany
      const deadlineAt = new Date(now.getTime() + (waits ? approvalSeconds : timeoutSeconds) * 1_000)

      let frozen: Held | null = null
      if (credits > 0n) {
        const purpose = { model, operation }
        const spending = { memberId, apiKeyId: lineageId, creditType: rule.creditType, purpose }
        const command = {
          holdId,
          taskId,
          credits,
          purpose,
          description: `${model} ${operation}`,
          expiresAt: deadlineAt,
        }
        const paying = payingHolders(batch, organizationId, memberId)
        const decision = freezeWithin(batch, organizationId, spending, paying, command)
        if (isRefusal(decision)) return decision
        frozen = decision
      }
      const task: Task = {
        organizationId,
        id: taskId,
        memberId,
        priceRuleId: rule.id,
        holdId: frozen?.hold.id ?? null,
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
        approval: waits ? 'PENDING' : null,
        isLeased: false,
        webhookUrl,
        createdAt: now,
        startedAt: null,
        endedAt: null,
        forgottenAt: null,
      }
      batch.putTask(task)
      if (quoted) batch.putQuoteItem({ ...quoted, taken: quoted.taken + 1 })
      return { value: { task }, resultId: taskId }
    },
  })
  return answer(outcome, async (id) => {
    const where = { organizationId_id: { organizationId, id } }
    return { task: await app.prisma.task.findUniqueOrThrow({ where }) }
  })
}
