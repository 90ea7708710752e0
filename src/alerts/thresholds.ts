// Thresholds of balances: an organization's admins say which balance they want to be told of, before it is gone. Crossing one is
// found by the decision that does it (src/engine/batch.ts).

import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import type { App } from '../app.ts'
import { factsOf } from '../audit/record.ts'
import { type LimitReached, refuseOneMore } from '../bounds.ts'
import { answer } from '../engine/answer.ts'
import type { IdempotencyConflict } from '../engine/command.ts'
import { idempotency } from '../engine/idempotency.ts'
import type { BalanceThreshold } from '../ledger/alert.ts'
import { CREDITS_MAX } from '../ledger/wallet.ts'
import { field, type InvalidInput, type NotFound, notFound, parseInput } from '../refusals.ts'

const NewThreshold = z
  .object({
    organizationId: z.uuid(),
    /** Of the pool if absent. */
    memberId: z.uuid().nullish(),
    creditType: field.creditType,
    credits: z.bigint().min(0n).max(CREDITS_MAX).nullish(),
    percent: z.int().min(1).max(100).nullish(),
    idempotencyKey: field.idempotencyKey,
  })
  .refine(
    ({ credits, percent }) => (typeof credits === 'bigint') !== (typeof percent === 'number'),
    'give credits or percent, one of them',
  )
  .refine(({ memberId, percent }) => !memberId || typeof percent !== 'number', {
    path: ['percent'],
    message: 'is of the organization’s allowance, which no member’s own wallet has',
  })

export interface ThresholdAnswer {
  readonly threshold: BalanceThreshold
  readonly replayed: boolean
}

export type ThresholdRefusal = InvalidInput | NotFound | IdempotencyConflict

/** Tells of a balance from now on, each time that it comes down to the threshold after it had recovered. */
export async function createBalanceThreshold(
  app: App,
  input: z.input<typeof NewThreshold>,
): Promise<ThresholdAnswer | ThresholdRefusal | LimitReached> {
  const parsed = parseInput(NewThreshold, input)
  if (!parsed.ok) return parsed.refusal
  const { idempotencyKey, ...parameters } = parsed.value
  const { organizationId, memberId = null, creditType, credits = null, percent = null } = parameters
  if (memberId && (await app.prisma.member.count({ where: { organizationId, id: memberId, removedAt: null } })) === 0) {
    return notFound('member')
  }
  const id = uuidv7()
  const holderId = memberId ?? organizationId
  const outcome = await app.lane.run<{ threshold: BalanceThreshold }>({
    organizationId,
    idempotency: idempotency(idempotencyKey, 'createBalanceThreshold', parameters),
    reads: { holders: [holderId], creditType },
    decide(batch) {
      const standing = batch.standing(organizationId)
      if (!standing) return notFound('organization')
      const { thresholds } = standing
      const refused =
        refuseOneMore('balanceThresholds', thresholds.size) ??
        refuseOneMore('balanceThresholdsOfWallet', thresholds.of(holderId, creditType).length)
      if (refused) return refused
      const mark = { holderId, creditType, credits, percent }
      const times = { createdAt: batch.timeOf(organizationId), endedAt: null }
      const threshold = batch.watchBalance({ organizationId, id, ...mark, isBelow: false, ...times })
      const act = { action: 'createBalanceThreshold', subjectType: 'BalanceThreshold', subjectId: id }
      return { value: { threshold }, resultId: id, act: { ...act, after: factsOf(mark) } }
    },
  })
  return answer(outcome, (id) => find(app, organizationId, id))
}

const ThresholdEnd = z.object({
  organizationId: z.uuid(),
  thresholdId: z.uuid(),
  idempotencyKey: field.idempotencyKey,
})

/** From now on nobody is told. */
export async function endBalanceThreshold(
  app: App,
  input: z.input<typeof ThresholdEnd>,
): Promise<ThresholdAnswer | ThresholdRefusal> {
  const parsed = parseInput(ThresholdEnd, input)
  if (!parsed.ok) return parsed.refusal
  const { idempotencyKey, ...parameters } = parsed.value
  const { organizationId, thresholdId } = parameters
  const outcome = await app.lane.run<{ threshold: BalanceThreshold }>({
    organizationId,
    idempotency: idempotency(idempotencyKey, 'endBalanceThreshold', parameters),
    reads: {},
    decide(batch) {
      const known = batch.standing(organizationId)?.thresholds.get(thresholdId)
      if (!known) return notFound('balance threshold')
      const threshold = { ...known, endedAt: batch.timeOf(organizationId) }
      batch.putThreshold(threshold)
      const act = { action: 'endBalanceThreshold', subjectType: 'BalanceThreshold', subjectId: thresholdId }
      return {
        value: { threshold },
        resultId: thresholdId,
        act: { ...act, after: factsOf({ endedAt: threshold.endedAt }) },
      }
    },
  })
  return answer(outcome, (id) => find(app, organizationId, id))
}

async function find(app: App, organizationId: string, id: string): Promise<{ threshold: BalanceThreshold }> {
  const where = { organizationId_id: { organizationId, id } }
  return { threshold: await app.prisma.balanceThreshold.findUniqueOrThrow({ where }) }
}
