// Setting budgets, and the rules of an organization that they go by.

import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import type { Caller } from '../access/roles.ts'
import type { App } from '../app.ts'
import type { LimitReached } from '../bounds.ts'
import { BudgetPeriod, type Organization } from '../database/generated/client/client.ts'
import { answer } from '../engine/answer.ts'
import type { Batch, Standing } from '../engine/batch.ts'
import type { Act, Command, IdempotencyConflict } from '../engine/command.ts'
import { idempotency } from '../engine/idempotency.ts'
import type { Budget } from '../ledger/budget.ts'
import { isTimeZone } from '../ledger/period.ts'
import type { Refusal } from '../ledger/refusals.ts'
import { CREDITS_MAX } from '../ledger/wallet.ts'
import { inForceAt, touchesOwner } from '../organizations/apiKeys.ts'
import { type LimitedKey, refuseOwnBudget } from '../organizations/limitedKeys.ts'
import { type OwnersOnly, ownersOnly } from '../organizations/members.ts'
import { field, type InvalidInput, type NotFound, notFound, parseInput } from '../refusals.ts'
import { changeBudgetBy, makeBudget } from './commands.ts'
import { type PeriodMoved, periodStartOf, readBefore } from './usedSoFar.ts'

const THRESHOLDS = [80, 100] as const
const THRESHOLDS_MAX = 10

const limit = z.bigint().min(0n).max(CREDITS_MAX)

const thresholds = z
  .array(z.int().min(1).max(100))
  .max(THRESHOLDS_MAX)
  .transform((percents) => [...new Set(percents)].sort((a, b) => a - b))

const NewBudget = z.object({
  organizationId: z.uuid(),
  /** Of all together if absent. */
  memberId: z.uuid().nullish(),
  /** Only what is submitted with this key; with whichever if absent. */
  apiKeyId: z.uuid().nullish(),
  creditType: field.creditType,
  model: field.token.nullish(),
  operation: field.token.nullish(),
  period: z.enum(BudgetPeriod),
  credits: limit,
  hard: z.boolean().default(true),
  thresholds: thresholds.default([...THRESHOLDS]),
  idempotencyKey: field.idempotencyKey,
})

export interface BudgetAnswer {
  readonly budget: Budget
  readonly replayed: boolean
}

export type BudgetRefusal = InvalidInput | NotFound | IdempotencyConflict

/**
 * Sets a limit. It counts what its present period has used so far; TOTAL begins now. The keys of owners are for owners to
 * limit.
 */
export async function createBudget(
  app: App,
  input: z.input<typeof NewBudget>,
  by: Caller,
): Promise<BudgetAnswer | BudgetRefusal | OwnersOnly | LimitReached> {
  const parsed = parseInput(NewBudget, input)
  if (!parsed.ok) return parsed.refusal
  const { idempotencyKey, ...parameters } = parsed.value
  const { organizationId, memberId = null, apiKeyId = null, creditType, model = null, operation = null } = parameters
  const { period, credits, hard, thresholds } = parameters
  if (memberId && (await app.prisma.member.count({ where: { organizationId, id: memberId, removedAt: null } })) === 0) {
    return notFound('member')
  }
  const key = apiKeyId ? await findLineage(app, organizationId, apiKeyId, by) : null
  if (key && 'code' in key) return key
  const id = uuidv7()
  const what = {
    memberId,
    apiKeyId: key?.lineageId ?? null,
    creditType,
    model,
    operation,
    period,
    credits,
    hard,
    thresholds,
  }
  const made = { organizationId, id, ...what }
  const periodStart = await periodStartOf(app, made)
  if (!periodStart) return notFound('organization')
  let before = await readBefore(app, made, periodStart)
  while (true) {
    const command = makeBudget(made, before, idempotency(idempotencyKey, 'createBudget', parameters))
    const answered = await budgetOf<BudgetRefusal | LimitReached | PeriodMoved>(app, command)
    if (!('code' in answered) || answered.code !== 'PERIOD_MOVED') return answered
    before = await readBefore(app, made, answered.periodStart)
  }
}

/** The lineage of a key in force, which rotation doesn't change. */
async function findLineage(
  app: App,
  organizationId: string,
  id: string,
  by: Caller,
): Promise<{ lineageId: string } | NotFound | OwnersOnly> {
  const where = { organizationId, id, ...inForceAt(app.clock()) }
  const key = await app.prisma.apiKey.findFirst({ where, include: { member: true } })
  if (!key) return notFound('API key')
  return touchesOwner(by, key.member) ? ownersOnly() : key
}

/** Why a caller can't change a budget: it is of an OWNER's key, or of the key that they use. Null if they can. */
async function refuseChange(
  app: App,
  organizationId: string,
  budgetId: string,
  by: Caller,
): Promise<OwnersOnly | LimitedKey | null> {
  const where = { organizationId_id: { organizationId, id: budgetId } }
  const budget = await app.prisma.budget.findUnique({ where, select: { apiKeyId: true } })
  if (!budget?.apiKeyId) return null
  const own = refuseOwnBudget(by, budget)
  if (own) return own
  const key = await app.prisma.apiKey.findFirst({
    where: { organizationId, lineageId: budget.apiKeyId },
    include: { member: true },
  })
  return key && touchesOwner(by, key.member) ? ownersOnly() : null
}

const BudgetEnd = z.object({
  organizationId: z.uuid(),
  budgetId: z.uuid(),
  idempotencyKey: field.idempotencyKey,
})

/** What is absent stays as it is. */
const BudgetChange = BudgetEnd.extend({
  credits: limit.nullish(),
  hard: z.boolean().nullish(),
  thresholds: thresholds.nullish(),
}).refine(
  ({ credits, hard, thresholds }) => [credits, hard, thresholds].some((each) => each !== null && each !== undefined),
  'give limit, enforcement or thresholds: what to change',
)

/** Changes a budget. What counts against it stays: if that is more than the limit, nothing more can be frozen. */
export async function updateBudget(
  app: App,
  input: z.input<typeof BudgetChange>,
  by: Caller,
): Promise<BudgetAnswer | BudgetRefusal | OwnersOnly | LimitedKey> {
  const parsed = parseInput(BudgetChange, input)
  if (!parsed.ok) return parsed.refusal
  const { idempotencyKey, ...parameters } = parsed.value
  const { organizationId, budgetId, credits, hard, thresholds } = parameters
  const refused = await refuseChange(app, organizationId, budgetId, by)
  if (refused) return refused
  const change = (budget: Budget) => ({
    ...budget,
    credits: credits ?? budget.credits,
    hard: hard ?? budget.hard,
    thresholds: thresholds ?? budget.thresholds,
  })
  const once = idempotency(idempotencyKey, 'updateBudget', parameters)
  return budgetOf<BudgetRefusal>(app, changeBudgetBy('updateBudget', organizationId, budgetId, change, once))
}

/** From now on the budget limits nothing. */
export async function endBudget(
  app: App,
  input: z.input<typeof BudgetEnd>,
  by: Caller,
): Promise<BudgetAnswer | BudgetRefusal | OwnersOnly | LimitedKey> {
  const parsed = parseInput(BudgetEnd, input)
  if (!parsed.ok) return parsed.refusal
  const { idempotencyKey, ...parameters } = parsed.value
  const { organizationId, budgetId } = parameters
  const refused = await refuseChange(app, organizationId, budgetId, by)
  if (refused) return refused
  const end = (budget: Budget, now: Date) => ({ ...budget, endedAt: now })
  const once = idempotency(idempotencyKey, 'endBudget', parameters)
  return budgetOf<BudgetRefusal>(app, changeBudgetBy('endBudget', organizationId, budgetId, end, once))
}

/** The budget that a command has made or changed, or made when its key was used before. */
async function budgetOf<Refused extends Refusal>(
  app: App,
  command: Command<{ budget: Budget }>,
): Promise<BudgetAnswer | Refused> {
  const outcome = await app.lane.run(command)
  return answer<{ budget: Budget }, Refused>(outcome, async (id) => ({
    budget: await app.prisma.budget.findUniqueOrThrow({
      where: { organizationId_id: { organizationId: command.organizationId, id } },
    }),
  }))
}

const SpendingPolicy = z.object({
  organizationId: z.uuid(),
  timeZone: z.string().refine(isTimeZone, 'is no name of the IANA time zone database').nullish(),
  membersUsePool: z.boolean().nullish(),
  /** Null: no task waits. Absent: as it was. */
  approvalAbove: limit.nullish(),
  approvalSeconds: z
    .int()
    .min(60)
    .max(30 * 24 * 60 * 60)
    .nullish(),
  idempotencyKey: field.idempotencyKey,
})

export interface PolicyAnswer {
  readonly organization: Pick<Organization, 'id'>
  readonly replayed: boolean
}

/** Changes where an organization's days begin, what pays for its members' tasks, and which of them wait to be approved. */
export async function setSpendingPolicy(
  app: App,
  input: z.input<typeof SpendingPolicy>,
): Promise<PolicyAnswer | BudgetRefusal> {
  const parsed = parseInput(SpendingPolicy, input)
  if (!parsed.ok) return parsed.refusal
  const { idempotencyKey, ...parameters } = parsed.value
  const { organizationId, timeZone, membersUsePool, approvalAbove, approvalSeconds } = parameters
  const outcome = await app.lane.run<{ organization: { id: string } }>({
    organizationId,
    idempotency: idempotency(idempotencyKey, 'setSpendingPolicy', parameters),
    reads: {},
    decide(batch: Batch) {
      const standing = batch.standing(organizationId)
      if (!standing) return notFound('organization')
      const policyOf = (of: Standing) => ({
        timeZone: of.timeZone,
        membersUsePool: of.membersUsePool,
        approvalAbove: of.approvalAbove === null ? null : String(of.approvalAbove),
        approvalSeconds: of.approvalSeconds,
      })
      const after = {
        ...standing,
        timeZone: timeZone ?? standing.timeZone,
        membersUsePool: membersUsePool ?? standing.membersUsePool,
        approvalAbove: approvalAbove === undefined ? standing.approvalAbove : approvalAbove,
        approvalSeconds: approvalSeconds ?? standing.approvalSeconds,
      }
      batch.putStanding(after)
      const act: Act = {
        ...{ action: 'setSpendingPolicy', subjectType: 'Organization', subjectId: organizationId },
        ...{ before: policyOf(standing), after: policyOf(after) },
      }
      return { value: { organization: { id: organizationId } }, resultId: organizationId, act }
    },
  })
  return answer(outcome, async (id) => ({ organization: { id } }))
}
