// Standing rules: with each cycle of the subscription, every member gets credits from the pool. If the rule says so, the credits
// that are left from the cycle before go back first. If the pool has too few for all, the members get equal shares.
//
// A sweep carries rules out, once for each cycle and credit type, which the lane's idempotency keys name. A rule that replaces
// another in the middle of a cycle hands out the difference if it gives more, and nothing otherwise.

import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import type { App, DueWork } from '../app.ts'
import { factsOf, record } from '../audit/record.ts'
import { type LimitReached, refuseOneMore } from '../bounds.ts'
import type { AllocationRule } from '../database/generated/client/client.ts'
import { rowOf } from '../database/row.ts'
import { transact } from '../database/transact.ts'
import type { Idempotency } from '../engine/command.ts'
import { idempotency, OWN_KEYS } from '../engine/idempotency.ts'
import { refuseCreditType } from '../organizations/knownNames.ts'
import { lockOrganization } from '../organizations/lock.ts'
import { SWEEP_PAUSE_MS, type SweepAt } from '../queue/repeat.ts'
import { endedOrMissing, field, type InvalidInput, type NotFound, parseInput } from '../refusals.ts'
import { carryOutRule, holdersOf, presentMembers } from './allocations.ts'

const RULES_AT_ONCE_MAX = 50

const NewRule = z.object({
  organizationId: z.uuid(),
  creditType: field.creditType,
  credits: field.credits,
  reclaim: z.boolean(),
})

/** Makes a rule, which replaces the one before. In the present cycle it hands out the difference if it gives more. */
export async function setAllocationRule(
  app: App,
  input: z.input<typeof NewRule>,
): Promise<{ rule: AllocationRule } | InvalidInput | NotFound | LimitReached> {
  const parsed = parseInput(NewRule, input)
  if (!parsed.ok) return parsed.refusal
  const { organizationId, creditType } = parsed.value
  const unknown = await refuseCreditType(app, organizationId, creditType)
  if (unknown) return unknown
  const createdAt = app.clock()
  return transact(app.prisma, async (transaction) => {
    const closed = await lockOrganization(transaction, organizationId)
    if (closed) return closed
    const others = await transaction.allocationRule.count({
      where: { organizationId, endedAt: null, creditType: { not: creditType } },
    })
    const refused = refuseOneMore('allocationRules', others)
    if (refused) return refused
    await transaction.allocationRule.updateMany({
      where: { organizationId, creditType, endedAt: null },
      data: { endedAt: createdAt },
    })
    const rule = await transaction.allocationRule.create({ data: { ...parsed.value, id: uuidv7(), createdAt } })
    const act = { action: 'setAllocationRule', subjectType: 'AllocationRule', subjectId: rule.id }
    await record(app, transaction, organizationId, { ...act, after: factsOf(parsed.value) }, createdAt)
    return { rule }
  })
}

/** Ends a rule: members keep what they have. */
export async function endAllocationRule(
  app: App,
  { organizationId, ruleId }: { organizationId: string; ruleId: string },
): Promise<{ rule: AllocationRule } | NotFound> {
  return transact(app.prisma, async (transaction) => {
    const endedAt = app.clock()
    const [rule] = await transaction.allocationRule.updateManyAndReturn({
      where: { organizationId, id: ruleId, endedAt: null },
      data: { endedAt },
    })
    if (!rule) {
      const where = { organizationId_id: { organizationId, id: ruleId } }
      return endedOrMissing('allocation rule', await transaction.allocationRule.findUnique({ where }))
    }
    const act = { action: 'endAllocationRule', subjectType: 'AllocationRule', subjectId: ruleId }
    await record(app, transaction, organizationId, act, endedAt)
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

export const ALLOCATIONS_DUE: DueWork = {
  name: 'carry out allocation rules',
  pauseMs: SWEEP_PAUSE_MS,
  sweep: sweepAllocationRules,
  nextInstant: null,
}

/** Carries out the rules that are due. Returns their number. */
async function sweepAllocationRules(app: App, at?: SweepAt): Promise<number> {
  const due = await app.prisma.$queryRawUnsafe<DueRule[]>(DUE, at?.organizationId ?? null)
  for (const rule of due) await carryOut(app, rule)
  return due.length
}

/** The first key of the chain of a cycle, whose result is the rule that was carried out first. */
export function keyOfCycle(creditType: string, cycleStart: Date): string {
  return `${OWN_KEYS}allocation ${creditType} ${cycleStart.toISOString()}`
}

export function carriedOutUnder(key: string): Idempotency | null {
  return idempotency(key, 'carryOutAllocationRule', {})
}

/**
 * Carries a rule out in the cycle. In one cycle each member gets as much as the largest of an organization's rules for a
 * credit type: credits that an earlier rule handed out are not handed out again, and none are taken back in between. The keys
 * form a chain, in which each leads to the rule that used it. So each run knows how much was handed out, whichever process did it.
 */
async function carryOut(app: App, { organizationId, id, creditType, credits, reclaim, cycleStart }: DueRule) {
  const cycle = keyOfCycle(creditType, cycleStart)
  const memberIds = await presentMembers(app, organizationId, null)
  const holders = reclaim ? await holdersOf(app, organizationId, creditType, null) : []
  for (let handedOut = 0n, key = cycle; handedOut < credits; ) {
    const takeBackFrom = handedOut === 0n ? holders : []
    const rule = {
      organizationId,
      creditType,
      ruleId: id,
      takeBackFrom,
      giveTo: memberIds,
      credits: credits - handedOut,
    }
    const outcome = await app.lane.run(carryOutRule(rule, carriedOutUnder(key)))
    if (outcome.kind !== 'replayed') break
    const by = await rowOf(app.prisma.allocationRule, organizationId, outcome.resultId)
    handedOut = by.credits
    key = `${cycle} after ${by.id}`
  }
  await app.prisma.allocationRule.update({
    where: { organizationId_id: { organizationId, id } },
    data: { lastCycleStart: cycleStart },
  })
}
