// Standing rules: what every member gets from the pool with each cycle of the subscription. What is left of the cycle before
// goes back first, if the rule says so. If the pool hasn’t enough for all, what it has is shared equally.
//
// A sweep carries rules out, once for each cycle: the lane’s idempotency key names the rule and the cycle.

import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import type { App } from '../app.ts'
import { factsOf, record } from '../audit/record.ts'
import type { AllocationRule } from '../database/generated/client/client.ts'
import { idempotency, OWN_KEYS } from '../engine/idempotency.ts'
import { field, type InvalidInput, type NotFound, notFound, parseInput } from '../refusals.ts'
import { holdersOf, moving, presentMembers, takeBack } from './allocations.ts'
import type { SweepAt } from './sweep.ts'

const RULES_AT_ONCE_MAX = 50

const NewRule = z.object({
  organizationId: z.uuid(),
  creditType: field.creditType,
  credits: field.credits,
  reclaim: z.boolean(),
})

/** Makes a rule, which is carried out from the present cycle on; it takes the place of the one before, if there is one. */
export async function setAllocationRule(
  app: App,
  input: z.input<typeof NewRule>,
): Promise<{ rule: AllocationRule } | InvalidInput | NotFound> {
  const parsed = parseInput(NewRule, input)
  if (!parsed.ok) return parsed.refusal
  const { organizationId, creditType } = parsed.value
  const createdAt = app.clock()
  const isThere = await app.prisma.organization.count({
    where: { id: organizationId, status: { in: ['ACTIVE', 'SUSPENDED'] } },
  })
  if (isThere === 0) return notFound('organization')
  return app.prisma.$transaction(async (transaction) => {
    await transaction.allocationRule.updateMany({
      where: { organizationId, creditType, endedAt: null },
      data: { endedAt: createdAt },
    })
    const rule = await transaction.allocationRule.create({ data: { ...parsed.value, id: uuidv7(), createdAt } })
    const act = { action: 'setAllocationRule', subjectType: 'AllocationRule', subjectId: rule.id }
    await record(transaction, organizationId, { ...act, after: factsOf(parsed.value) }, createdAt)
    return { rule }
  })
}

/** Ends a rule: members keep what they have. */
export async function endAllocationRule(
  app: App,
  { organizationId, ruleId }: { organizationId: string; ruleId: string },
): Promise<{ rule: AllocationRule } | NotFound> {
  return app.prisma.$transaction(async (transaction) => {
    const endedAt = app.clock()
    const [rule] = await transaction.allocationRule.updateManyAndReturn({
      where: { organizationId, id: ruleId, endedAt: null },
      data: { endedAt },
    })
    if (!rule) return notFound('allocation rule')
    const act = { action: 'endAllocationRule', subjectType: 'AllocationRule', subjectId: ruleId }
    await record(transaction, organizationId, act, endedAt)
    return { rule }
  })
}

// Served by allocation_rule_live and subscription_live.
const DUE = `
  SELECT r.organization_id AS "organizationId", r.id, r.credit_type AS "creditType", r.credits, r.reclaim,
    s.cycle_start AS "cycleStart"
  FROM allocation_rule r
  JOIN subscription s ON s.organization_id = r.organization_id AND s.ended_at IS NULL AND s.status = 'ACTIVE'
  JOIN organization o ON o.id = r.organization_id AND o.status IN ('ACTIVE', 'SUSPENDED')
  WHERE r.ended_at IS NULL AND (r.last_cycle_start IS NULL OR r.last_cycle_start < s.cycle_start)
    AND ($1::uuid IS NULL OR r.organization_id = $1)
  LIMIT ${RULES_AT_ONCE_MAX}`

type DueRule = Pick<AllocationRule, 'organizationId' | 'id' | 'creditType' | 'credits' | 'reclaim'> & {
  readonly cycleStart: Date
}

/** Carries out what is due, and says how many rules that were. */
export async function sweepAllocationRules(app: App, at?: SweepAt): Promise<number> {
  const due = await app.prisma.$queryRawUnsafe<DueRule[]>(DUE, at?.organizationId ?? null)
  for (const rule of due) await carryOut(app, rule)
  return due.length
}

async function carryOut(app: App, rule: DueRule): Promise<void> {
  const { organizationId, id, creditType, credits, reclaim, cycleStart } = rule
  const key = `${OWN_KEYS}allocation ${id} ${cycleStart.toISOString()}`
  const memberIds = await presentMembers(app, organizationId, null)
  const holders = reclaim ? await holdersOf(app, organizationId, creditType, null) : []
  const next = { memberIds, credits, how: moving('Given with each cycle.') }
  const how = moving('Left from the cycle before.')
  await app.lane.run(
    takeBack(organizationId, creditType, holders, how, idempotency(key, 'carryOutAllocationRule', {}), next),
  )
  await app.prisma.allocationRule.update({
    where: { organizationId_id: { organizationId, id } },
    data: { lastCycleStart: cycleStart },
  })
}
