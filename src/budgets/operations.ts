// Budgets: limits on what may be frozen and spent.

import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import type { Caller } from '../access/roles.ts'
import type { App } from '../app.ts'
import type { LimitReached } from '../bounds.ts'
import { BudgetPeriod } from '../database/generated/client/client.ts'
import { rowOf } from '../database/row.ts'
import type { Idempotency, LaneRefusal, Outcome } from '../engine/command.ts'
import type { Budget } from '../ledger/budget.ts'
import { isRefusal } from '../ledger/refusals.ts'
import { CREDITS_MAX } from '../ledger/wallet.ts'
import { type Answer, type CommonRefusal, operate, type Parameters } from '../operation.ts'
import { touchesOwner } from '../organizations/apiKeys.ts'
import { refuseOver } from '../organizations/keyTerms.ts'
import { knowing } from '../organizations/knownNames.ts'
import { type LimitedKey, refuseOwnBudget } from '../organizations/limitedKeys.ts'
import { type OwnersOnly, ownersOnly, refuseMember } from '../organizations/members.ts'
import { endedOrMissing, field, type InvalidInput, type NotFound, notFound } from '../refusals.ts'
import { changeBudgetBy, makeBudget } from './commands.ts'
import { type NewBudget as NewBudgetRow, periodStartOf, readBefore } from './usedSoFar.ts'

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
  /** The key whose tasks and holds count; all count if it is absent. */
  apiKeyId: z.uuid().nullish(),
  creditType: field.creditType,
  model: field.token.nullish(),
  operation: field.token.nullish(),
  /** Only what has this tag; with or without tags if absent. */
  tag: field.tag.nullish(),
  period: z.enum(BudgetPeriod),
  limit,
  hard: z.boolean().default(true),
  thresholds: thresholds.default([...THRESHOLDS]),
  idempotencyKey: field.idempotencyKey,
})

interface BudgetValue {
  readonly budget: Budget
}

export type BudgetAnswer = Answer<BudgetValue>

/**
 * Sets a limit. It counts what was used in its present period so far; a TOTAL budget counts from now on. Only owners may
 * limit the keys of owners. Answers an equal one in force.
 */
export function createBudget(
  app: App,
  input: z.input<typeof NewBudget>,
  by: Caller,
): Promise<BudgetAnswer | CommonRefusal | OwnersOnly | LimitReached> {
  return operate<typeof NewBudget, BudgetValue, CommonRefusal | OwnersOnly | LimitReached>({
    name: 'createBudget',
    schema: NewBudget,
    input,
    run: async (
      { apiKeyId = null, memberId = null, model = null, operation = null, tag = null, limit: credits, ...asked },
      key,
    ) => {
      const { organizationId } = asked
      const gone = memberId ? await refuseMember(app, organizationId, memberId) : null
      if (gone) return gone
      const limitedKey = apiKeyId ? await findLineage(app, organizationId, apiKeyId, by) : null
      if (limitedKey && isRefusal(limitedKey)) return { kind: 'refused', refusal: limitedKey }
      const lineageId = limitedKey?.lineageId ?? null
      const made = { ...asked, credits, id: uuidv7(), memberId, apiKeyId: lineageId, model, operation, tag }
      return addBudget(app, made, key)
    },
    find: (id, { organizationId }) => findBudget(app, organizationId, id),
  })
}

/** Adds a budget, which counts what was used in its present period so far. */
export async function addBudget(
  app: App,
  made: NewBudgetRow,
  key: Idempotency | null,
): Promise<Outcome<BudgetValue, NotFound | InvalidInput | LimitReached | LaneRefusal>> {
  const periodStart = await periodStartOf(app, made)
  if (!periodStart) return { kind: 'refused', refusal: notFound('organization') }
  let before = await readBefore(app, made, periodStart)
  while (true) {
    const outcome = await app.lane.run(knowing(app, makeBudget(made, before, key), made))
    if (outcome.kind !== 'refused') return outcome
    const { refusal } = outcome
    if (refusal.code !== 'PERIOD_MOVED') return { kind: 'refused', refusal }
    before = await readBefore(app, made, refusal.periodStart)
  }
}

/** The lineage of a key in force, which rotation doesn't change. */
async function findLineage(
  app: App,
  organizationId: string,
  id: string,
  by: Caller,
): Promise<{ lineageId: string } | NotFound | OwnersOnly> {
  const where = { organizationId_id: { organizationId, id } }
  const key = await app.prisma.apiKey.findUnique({ where, include: { member: true } })
  const over = refuseOver(key, app.clock())
  if (over || !key) return over ?? notFound('API key')
  return touchesOwner(by, key.member) ? ownersOnly() : key
}

/** Refuses a change of a budget of an OWNER's key, or of the key that the caller uses; null if the caller may make it. */
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

/** Absent fields stay. */
const BudgetChange = BudgetEnd.extend({
  limit: limit.nullish(),
  hard: z.boolean().nullish(),
  thresholds: thresholds.nullish(),
}).refine(
  (changes) => [changes.limit, changes.hard, changes.thresholds].some((each) => each !== null && each !== undefined),
  'must have limit, enforcement or thresholds: one of them must change',
)

type ChangeRefusal = CommonRefusal | OwnersOnly | LimitedKey

/** Changes a budget. Its usage stays: if it exceeds the new limit, the budget refuses further freezes. */
export function updateBudget(
  app: App,
  input: z.input<typeof BudgetChange>,
  by: Caller,
): Promise<BudgetAnswer | ChangeRefusal> {
  return changeBudget(
    app,
    'updateBudget',
    BudgetChange,
    input,
    by,
    ({ limit: credits, hard, thresholds }) =>
      (budget) => ({
        ...budget,
        credits: credits ?? budget.credits,
        hard: hard ?? budget.hard,
        thresholds: thresholds ?? budget.thresholds,
      }),
  )
}

/** Ends a budget: it limits nothing from now on. */
export function endBudget(
  app: App,
  input: z.input<typeof BudgetEnd>,
  by: Caller,
): Promise<BudgetAnswer | ChangeRefusal> {
  return changeBudget(app, 'endBudget', BudgetEnd, input, by, () => (budget, now) => ({ ...budget, endedAt: now }))
}

function changeBudget<Schema extends typeof BudgetEnd>(
  app: App,
  name: 'updateBudget' | 'endBudget',
  schema: Schema,
  input: z.input<Schema>,
  by: Caller,
  changeOf: (parameters: Parameters<Schema>) => (budget: Budget, now: Date) => Budget,
): Promise<BudgetAnswer | ChangeRefusal> {
  return operate<Schema, BudgetValue, ChangeRefusal>({
    name,
    schema,
    input,
    run: async (parameters, key) => {
      const { organizationId, budgetId } = parameters
      const refusal = await refuseChange(app, organizationId, budgetId, by)
      if (refusal) return { kind: 'refused', refusal }
      return app.lane.run(changeBudgetBy(name, organizationId, budgetId, changeOf(parameters), key))
    },
    find: (id, { organizationId }) => findBudget(app, organizationId, id),
    notInForce: (parameters) => refuseEndedBudget(app, parameters),
  })
}

async function refuseEndedBudget(
  { prisma }: App,
  { organizationId, budgetId: id }: { organizationId: string; budgetId: string },
): Promise<NotFound> {
  return endedOrMissing(
    'budget',
    await prisma.budget.findUnique({ where: { organizationId_id: { organizationId, id } } }),
  )
}

async function findBudget(app: App, organizationId: string, id: string): Promise<BudgetValue> {
  return { budget: await rowOf(app.prisma.budget, organizationId, id) }
}
