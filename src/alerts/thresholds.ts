// Balance thresholds: an organization's admins name a balance at which they want an alert. The decision that brings the balance
// down to it raises the alert (src/engine/crossings.ts).

import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import type { App } from '../app.ts'
import { factsOf } from '../audit/record.ts'
import { type LimitReached, refuseOneMore } from '../bounds.ts'
import { rowOf } from '../database/row.ts'
import type { Command, Idempotency } from '../engine/command.ts'
import type { BalanceThreshold } from '../ledger/alert.ts'
import { CREDITS_MAX } from '../ledger/wallet.ts'
import { type Answer, type CommonRefusal, operate } from '../operation.ts'
import { knowing } from '../organizations/knownNames.ts'
import { endedOrMissing, field, type NotFound, notFound } from '../refusals.ts'
import { findHolder } from '../wallets/wallet.ts'

const NewThreshold = z
  .object({
    organizationId: z.uuid(),
    /** The owner of the wallet; absent: the pool. */
    memberId: z.uuid().nullish(),
    creditType: field.creditType,
    credits: z.bigint().min(0n).max(CREDITS_MAX).nullish(),
    percent: z.int().min(1).max(100).nullish(),
    idempotencyKey: field.idempotencyKey,
  })
  .refine(
    ({ credits, percent }) => (typeof credits === 'bigint') !== (typeof percent === 'number'),
    'must have either credits or percent',
  )
  .refine(({ memberId, percent }) => !memberId || typeof percent !== 'number', {
    path: ['percent'],
    message: 'must be null with memberId: it is a share of the organization’s allowance, which no member’s wallet has',
  })

interface ThresholdValue {
  readonly threshold: BalanceThreshold
}

export type ThresholdAnswer = Answer<ThresholdValue>

/** Raises an alert from now on each time that the balance falls to the threshold after it had recovered. Answers an equal one in force. */
export function createBalanceThreshold(
  app: App,
  input: z.input<typeof NewThreshold>,
): Promise<ThresholdAnswer | CommonRefusal | LimitReached> {
  return operate({
    name: 'createBalanceThreshold',
    schema: NewThreshold,
    input,
    run: async ({ organizationId, memberId, creditType, credits = null, percent = null }, key) => {
      const holderId = await findHolder(app, organizationId, memberId)
      if (typeof holderId === 'object') return holderId
      const mark = { holderId, creditType, credits, percent }
      return app.lane.run(knowing(app, makeThreshold(organizationId, mark, key), { creditType }))
    },
    find: (id, { organizationId }) => find(app, organizationId, id),
  })
}

/** Makes a threshold, which raises an alert when the balance falls to it the next time. An equal one in force is the answer instead: two would alert twice. */
export function makeThreshold(
  organizationId: string,
  mark: Pick<BalanceThreshold, 'holderId' | 'creditType' | 'credits' | 'percent'>,
  idempotency: Idempotency | null,
): Command<ThresholdValue, NotFound | LimitReached> {
  const { holderId, creditType } = mark
  const id = uuidv7()
  return {
    organizationId,
    idempotency,
    reads: { holders: [holderId], creditType },
    decide(batch) {
      const snapshot = batch.organization(organizationId)
      if (!snapshot) return notFound('organization')
      const { thresholds } = snapshot
      const same = thresholds
        .of(holderId, creditType)
        .find(({ credits, percent }) => credits === mark.credits && percent === mark.percent)
      if (same) return { value: { threshold: same }, resultId: same.id }
      const refused =
        refuseOneMore('balanceThresholds', thresholds.size) ??
        refuseOneMore('balanceThresholdsOfWallet', thresholds.of(holderId, creditType).length)
      if (refused) return refused
      const times = { createdAt: batch.timeOf(organizationId), endedAt: null }
      const threshold = batch.watchBalance({ organizationId, id, ...mark, isBelow: false, ...times })
      const act = { action: 'createBalanceThreshold', subjectType: 'BalanceThreshold', subjectId: id }
      return { value: { threshold }, resultId: id, act: { ...act, after: factsOf(mark) } }
    },
  }
}

const ThresholdEnd = z.object({
  organizationId: z.uuid(),
  thresholdId: z.uuid(),
  idempotencyKey: field.idempotencyKey,
})

/** Ends a threshold: it raises no alerts from now on. */
export function endBalanceThreshold(
  app: App,
  input: z.input<typeof ThresholdEnd>,
): Promise<ThresholdAnswer | CommonRefusal> {
  return operate({
    name: 'endBalanceThreshold',
    schema: ThresholdEnd,
    input,
    run: ({ organizationId, thresholdId }, key) => app.lane.run(endThreshold(organizationId, thresholdId, key)),
    find: (id, { organizationId }) => find(app, organizationId, id),
    notInForce: async ({ organizationId, thresholdId: id }) => {
      const where = { organizationId_id: { organizationId, id } }
      return endedOrMissing('balance threshold', await app.prisma.balanceThreshold.findUnique({ where }))
    },
  })
}

function endThreshold(
  organizationId: string,
  thresholdId: string,
  idempotency: Idempotency | null,
): Command<ThresholdValue, NotFound> {
  return {
    organizationId,
    idempotency,
    reads: {},
    decide(batch) {
      const known = batch.organization(organizationId)?.thresholds.get(thresholdId)
      if (!known) return notFound('balance threshold')
      const endedAt = batch.timeOf(organizationId)
      const threshold = { ...known, endedAt }
      batch.putThreshold(threshold)
      const act = { action: 'endBalanceThreshold', subjectType: 'BalanceThreshold', subjectId: thresholdId }
      return { value: { threshold }, resultId: thresholdId, act: { ...act, after: factsOf({ endedAt }) } }
    },
  }
}

async function find(app: App, organizationId: string, id: string): Promise<ThresholdValue> {
  return { threshold: await rowOf(app.prisma.balanceThreshold, organizationId, id) }
}
