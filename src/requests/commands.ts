// The lane commands of requests for credits: a member asks, an admin decides, and what was granted falls back by itself.
//
// An approval is one decision: it gives the member credits from the pool (ALLOCATION) or more room in a budget (BUDGET_RAISE), and
// lets the task go that the request is about. The credits of an allocation for a time are in lots of their own, which the wallet uses
// first and not after their instant (src/ledger/wallet.ts). The sweep returns what is left of them to the pool, and later what holds
// and locks give back. A raise ends at its instant (src/ledger/budget.ts); the sweep takes it off the budget.

import { factsOf } from '../audit/record.ts'
import { BOUNDS, type LimitReached, limitReached, refuseOneMore } from '../bounds.ts'
import type { CreditGrantForm, CreditRequest, Task } from '../database/generated/client/client.ts'
import type { Batch } from '../engine/batch.ts'
import { type Command, type Idempotency, type Skipped, skip } from '../engine/command.ts'
import { newId } from '../ids.ts'
import { type Budget, budgetAt, raisesOf, underChanged, usageAt, writeRaises } from '../ledger/budget.ts'
import {
  type CreditsOutOfBounds,
  creditsOutOfBounds,
  type InsufficientCredits,
  isRefusal,
  type Refusal,
} from '../ledger/refusals.ts'
import { fallBack as fallBackToPool } from '../ledger/transfer.ts'
import { CREDITS_MAX, type Credits, isOpen } from '../ledger/wallet.ts'
import { refuseSuspended, type Suspended } from '../organizations/operations.ts'
import { COUNTS_OF_LIMITS } from '../plans/limits.ts'
import { ended, type InvalidInput, invalidInput, type NotFound, notFound } from '../refusals.ts'
import { approveIn } from '../tasks/steps.ts'
import {
  type ContentRefusal,
  type DecidedRefusal,
  readsOf,
  refuseContents,
  submitIn,
  type Wanted,
} from '../tasks/submit.ts'
import { holdersFor } from '../wallets/funding.ts'
import { applyTransfer, planTransfer } from '../wallets/transfers.ts'

/** A member has an open request for the same task. */
export interface RequestOpen extends Refusal {
  readonly code: 'CREDIT_REQUEST_OPEN'
  readonly request: CreditRequest
}

export interface Requested {
  readonly request: CreditRequest
}

/** The fields of a new request. */
export type NewRequest = Pick<
  CreditRequest,
  'organizationId' | 'id' | 'memberId' | 'creditType' | 'credits' | 'reason' | 'taskId' | 'submission'
> & { readonly expiresInSeconds: number }

/** Asks for credits. `wanted`: the submission that the request is about; null: none. */
export function requestCommand(
  { expiresInSeconds, ...made }: NewRequest,
  wanted: Wanted | null,
  idempotency: Idempotency | null,
): Command<Requested, NotFound | LimitReached | RequestOpen | InvalidInput | ContentRefusal> {
  const { organizationId, memberId, taskId } = made
  return {
    organizationId,
    idempotency,
    reads: { requestsOf: memberId, ...(taskId ? { taskId } : {}), runId: wanted?.runId ?? undefined },
    decide(batch) {
      if (!batch.organization(organizationId)) return notFound('organization')
      const now = batch.timeOf(organizationId)
      const open = batch.openRequestsOf(organizationId, memberId).filter(({ expiresAt }) => expiresAt > now)
      const same = taskId === null ? undefined : open.find((other) => other.taskId === taskId)
      if (same) return requestOpen(same)
      const refused =
        refuseOneMore('creditRequestsOfMember', open.length) ??
        (taskId && refuseTask(batch, made, taskId)) ??
        (wanted && refuseContents(batch, wanted))
      if (refused) return refused
      const expiresAt = new Date(now.getTime() + expiresInSeconds * 1_000)
      const request = { ...made, ...UNDECIDED, createdAt: now, expiresAt }
      batch.putRequest(request)
      // All members see alerts; the reason is for those who see the request.
      const message = `A member asks for ${request.credits} ${request.creditType} credits.`
      batch.raise(organizationId, {
        kind: 'CREDITS_REQUESTED',
        requestId: request.id,
        credits: request.credits,
        message,
      })
      return { value: { request }, resultId: request.id }
    },
  }
}

const UNDECIDED = {
  ...({ status: 'OPEN', decidedAt: null, note: null, form: null, granted: null, until: null } as const),
  ...{ budgetId: null, submittedId: null, fellBackAt: null, tookBack: null, movedIn: null },
}

function requestOpen(request: CreditRequest): RequestOpen {
  const message = 'This member has an open request for this task. Wait for its decision, or withdraw it.'
  return { code: 'CREDIT_REQUEST_OPEN', message, request }
}

/** Refuses a task that is not the member's own, or does not wait for an approval; null if it is and does. */
function refuseTask(
  batch: Batch,
  { organizationId, memberId }: Pick<NewRequest, 'organizationId' | 'memberId'>,
  taskId: string,
): NotFound | InvalidInput | null {
  const task = batch.task(organizationId, taskId)
  if (!task || task.memberId !== memberId) return notFound('task')
  if (isWaiting(task)) return null
  return invalidInput({ path: 'taskId', message: 'must be a task that waits for an approval' })
}

function isWaiting({ approval, endedAt }: Task): boolean {
  return approval === 'PENDING' && endedAt === null
}

/** Ends an open request without granting anything. */
export function closeRequest(
  { organizationId, id }: Pick<CreditRequest, 'organizationId' | 'id'>,
  outcome: 'DECLINED' | 'WITHDRAWN',
  { note = null, memberId = null }: { readonly note?: string | null; readonly memberId?: string | null },
  idempotency: Idempotency | null,
): Command<Requested, NotFound> {
  return {
    organizationId,
    idempotency,
    reads: { requestId: id },
    decide(batch) {
      const now = batch.timeOf(organizationId)
      const before = batch.request(organizationId, id)
      if (!before || (memberId !== null && before.memberId !== memberId)) return notFound('credit request')
      const over = refuseOver(before, now)
      if (over) return over
      const request = { ...before, status: outcome, decidedAt: now, note }
      end(batch, request, outcome)
      return { value: { request }, resultId: id, ...(outcome === 'DECLINED' ? actOf(before, request) : {}) }
    },
  }
}

/** Ends an open request that nobody has decided in time. */
export function expireRequest({
  organizationId,
  id,
}: Pick<CreditRequest, 'organizationId' | 'id'>): Command<Requested, Skipped> {
  return {
    organizationId,
    idempotency: null,
    reads: { requestId: id },
    evenClosed: true,
    decide(batch) {
      const now = batch.timeOf(organizationId)
      const before = batch.request(organizationId, id)
      if (before?.status !== 'OPEN' || before.expiresAt > now) return skip()
      const request = { ...before, status: 'EXPIRED' as const, decidedAt: now }
      end(batch, request, 'EXPIRED')
      return { value: { request }, resultId: id }
    },
  }
}

/** The terms of an approval. */
export interface Terms {
  readonly form: CreditGrantForm
  readonly credits: Credits
  /** Null: the end of the budget's present period; of an allocation: none. */
  readonly until: Date | null
  /** Null: the one budget of the member alone. */
  readonly budgetId: string | null
  readonly note: string | null
}

export interface Granted extends Requested {
  /** The task that was let go; null: the request has no task, or it could not go. */
  readonly task: Task | null
  /** The reason why the task could not go; null: it could, or the request has no task. */
  readonly refusal: Refusal | null
}

export type GrantRefusal = NotFound | InvalidInput | InsufficientCredits | CreditsOutOfBounds | LimitReached | Suspended

/** Approves a request. `wanted`: the submission of its task; null: it has none. */
export function approveRequest(
  asked: Pick<CreditRequest, 'organizationId' | 'id' | 'memberId' | 'creditType' | 'taskId'>,
  terms: Terms,
  wanted: Wanted | null,
  idempotency: Idempotency | null,
  newLotId: () => string = newId,
): Command<Granted, GrantRefusal> {
  const { organizationId, id, memberId, creditType, taskId } = asked
  return {
    organizationId,
    idempotency,
    reads: {
      ...(wanted ? readsOf(wanted, COUNTS_OF_LIMITS) : {}),
      ...{ requestId: id, holders: holdersFor(organizationId, memberId), creditType, originsOf: creditType },
      ...(taskId ? { taskId } : {}),
    },
    decide(batch) {
      const now = batch.timeOf(organizationId)
      const snapshot = batch.organization(organizationId)
      const before = batch.request(organizationId, id)
      if (!snapshot || !before) return notFound('credit request')
      const refused = refuseOver(before, now) ?? (taskId || wanted ? refuseSuspended(snapshot) : null)
      if (refused) return refused
      if (terms.until && terms.until <= now) return invalidInput({ path: 'until', message: 'must be in the future' })
      const given =
        terms.form === 'ALLOCATION'
          ? allocate(batch, before, terms, newLotId)
          : raise(batch, before, terms, snapshot.timeZone)
      if (isRefusal(given)) return given
      const went = letGo(batch, before, wanted)
      const submittedId = went.task && wanted ? went.task.id : null
      const { form, credits: granted, note } = terms
      const decided = { status: 'APPROVED' as const, decidedAt: now, form, granted, note, submittedId }
      const request = { ...before, ...decided, ...given }
      end(batch, request, 'APPROVED')
      return { value: { request, ...went }, resultId: id, ...actOf(before, request) }
    },
  }
}

/** The refusal of a request that is no longer open; null if it is. */
function refuseOver({ status, decidedAt, expiresAt }: CreditRequest, now: Date): NotFound | null {
  if (status !== 'OPEN') return ended('credit request', decidedAt, `was decided (${status})`)
  return expiresAt <= now ? ended('credit request', expiresAt, 'expired') : null
}

type Given = Pick<CreditRequest, 'until' | 'budgetId'>

/** Moves credits from the pool to the member's wallet. */
function allocate(
  batch: Batch,
  { organizationId, id: requestId, memberId, creditType, reason }: CreditRequest,
  { credits, until }: Terms,
  newLotId: () => string,
): Given | InsufficientCredits | CreditsOutOfBounds | LimitReached {
  const fallingBack = until ? { requestId, fallsBackAt: until } : undefined
  const between = { organizationId, creditType, fromHolderId: organizationId, toHolderId: memberId, walletId: newId() }
  const move = planTransfer(batch, between, { credits, reason, newLotId, fallingBack })
  if (isRefusal(move)) return move
  const { lots } = move.to
  const opened = move.decisions.to.lots.filter((lot) => isOpen(lot) && !lots.has(lot.id)).length
  if (opened > 0 && lots.size + opened > BOUNDS.lotsOfWallet) return limitReached('lotsOfWallet')
  applyTransfer(batch, move)
  return { until, budgetId: null }
}

/** Raises a budget of the member until an instant. */
function raise(
  batch: Batch,
  { organizationId, id, memberId, creditType }: CreditRequest,
  { credits, until: wanted, budgetId }: Terms,
  timeZone: string,
): Given | NotFound | InvalidInput | LimitReached | CreditsOutOfBounds {
  const now = batch.timeOf(organizationId)
  const budget = budgetFor(batch, organizationId, { memberId, creditType, budgetId })
  if (isRefusal(budget)) return budget
  const until = wanted ?? usageAt(budget, batch.newestUsage(organizationId, budget.id), timeZone, now).periodEnd
  if (until === null) {
    return invalidInput({ path: 'until', message: 'must be given: the period of this budget has no end' })
  }
  const raises = raisesOf(budget).filter((each) => each.until > now)
  const tooMany = refuseOneMore('raisesOfBudget', raises.length)
  if (tooMany) return tooMany
  const raised = raises.reduce((sum, each) => sum + each.credits, budget.credits + credits)
  if (raised > CREDITS_MAX) return creditsOutOfBounds()
  batch.putBudget({ ...budget, raises: writeRaises([...raisesOf(budget), { requestId: id, credits, until }]) })
  return { until, budgetId: budget.id }
}

interface WantedBudget {
  readonly memberId: string
  readonly creditType: string
  readonly budgetId: string | null
}

/** The budget to raise: one that limits the member. */
function budgetFor(
  batch: Batch,
  organizationId: string,
  { memberId, creditType, budgetId }: WantedBudget,
): Budget | NotFound | InvalidInput {
  const budgets = batch.organization(organizationId)?.budgets
  if (budgetId !== null) {
    const budget = budgets?.get(budgetId)
    if (!budget) return notFound('budget')
    const isTheirs = budget.creditType === creditType && [null, memberId].includes(budget.memberId)
    if (isTheirs && budget.apiKeyId === null) return budget
    const message = `must be a budget of ${creditType} credits, of this member or of all, and not one of an API key`
    return invalidInput({ path: 'budgetId', message })
  }
  const spending = { memberId, apiKeyId: null, creditType, purpose: null, tags: [] }
  const own = (budgets?.against(spending) ?? []).filter((budget) => budget.memberId === memberId && budget.hard)
  const [budget] = own
  if (budget && own.length === 1) return budget
  const ofAll = (budgets?.against(spending) ?? []).filter((budget) => budget.memberId === null && budget.hard).length
  const others = ofAll > 0 ? `; of the organization ${ofAll === 1 ? 'one does' : `${ofAll} do`}` : ''
  const message = `must be given: ${own.length || 'no'} hard budgets of this member alone limit all that they spend${others}`
  return invalidInput({ path: 'budgetId', message })
}

/** Approves the task that waits, or submits the one that the request is about. A refusal of it does not undo the grant. */
function letGo(
  batch: Batch,
  { organizationId, taskId }: CreditRequest,
  wanted: Wanted | null,
): Pick<Granted, 'task' | 'refusal'> {
  const waiting = taskId === null ? undefined : batch.task(organizationId, taskId)
  const task: Task | Refusal | DecidedRefusal | null = wanted
    ? batch.whole(() => submitIn(batch, wanted))
    : waiting
      ? batch.whole(() => approveIn(batch, waiting))
      : null
  if (task && isRefusal(task)) return { task: null, refusal: task }
  return { task, refusal: null }
}

/** Puts the end of a request, and tells it. */
function end(batch: Batch, request: CreditRequest, detail: string): void {
  const { organizationId, id } = request
  batch.putRequest(request)
  batch.tell({ organizationId, event: 'credits.request_ended', subjectId: id, detail })
}

function actOf(before: CreditRequest, after: CreditRequest) {
  const facts = ({ status, form, granted, until, budgetId, note }: CreditRequest) =>
    factsOf({ status, form, granted, until, budgetId, note })
  const subject = { action: 'decideCreditRequest', subjectType: 'CreditRequest', subjectId: before.id }
  return { act: { ...subject, before: facts(before), after: facts(after) } }
}

/** Takes back what a request has given, at its end; afterwards, what holds and locks have given back of it since. */
export function fallBack(
  asked: Pick<CreditRequest, 'organizationId' | 'id' | 'memberId' | 'creditType'>,
  newLotId: () => string = newId,
): Command<Requested, Skipped> {
  const { organizationId, id, memberId, creditType } = asked
  return {
    organizationId,
    idempotency: null,
    reads: { requestId: id, holders: holdersFor(organizationId, memberId), creditType, originsOf: creditType },
    evenClosed: true,
    decide(batch) {
      const now = batch.timeOf(organizationId)
      const before = batch.request(organizationId, id)
      if (!before?.until || before.until > now) return skip()
      const isAgain = before.fellBackAt !== null
      if (isAgain && before.form !== 'ALLOCATION') return skip()
      const credits = before.form === 'ALLOCATION' ? takeBack(batch, before, newLotId) : endRaise(batch, before)
      if (isAgain && credits === 0n) return skip()
      const tookBack = credits === null ? null : (before.tookBack ?? 0n) + credits
      const request = { ...before, fellBackAt: before.fellBackAt ?? now, tookBack }
      end(batch, request, 'FELL_BACK')
      return { value: { request }, resultId: id }
    },
  }
}

/** Returns what is left of an allocation to the pool, as far as it is available. */
function takeBack(
  batch: Batch,
  { organizationId, id: requestId, memberId, creditType }: CreditRequest,
  newLotId: () => string,
): Credits {
  const from = batch.walletOf(organizationId, memberId, creditType)
  const to = batch.walletOf(organizationId, organizationId, creditType)
  if (!from || !to) return 0n
  const lotOf = (id: string) => to.lots.get(id) ?? batch.closedLot(organizationId, id)
  const how = { requestId, reason: 'Granted for a time that has ended.', newLotId }
  const moved = fallBackToPool(from, to, how, lotOf, batch.timeOf(organizationId))
  // A full pool takes them as soon as it has room: the sweep tries again.
  if (!moved || isRefusal(moved)) return 0n
  for (const decision of [moved.from, moved.to]) batch.apply(decision)
  return moved.credits
}

/** Takes a raise off its budget, if that is still in force. */
function endRaise(batch: Batch, { organizationId, id, budgetId }: CreditRequest): null {
  const budget = budgetId === null ? undefined : batch.organization(organizationId)?.budgets.get(budgetId)
  if (!budget) return null
  const left = raisesOf(budget).filter(({ requestId }) => requestId !== id)
  const lowered = { ...budget, raises: writeRaises(left) }
  batch.putBudget(lowered)
  // The thresholds of the lower limit that are reached already raise no alert.
  const usage = batch.newestUsage(organizationId, budget.id)
  const changed = usage && underChanged(budgetAt(lowered, batch.timeOf(organizationId)), usage)
  if (usage && changed && changed.alerted > usage.alerted) batch.putUsage(changed)
  return null
}
