// Refund allowances: the platform sets how many credits of tasks the admins of an organization may give back by themselves. They are kept
// with the organization, so that the decision about a refund sees them without a read.

import { z } from 'zod'
import type { App } from '../app.ts'
import type { Prisma } from '../database/generated/client/client.ts'
import type { Batch } from '../engine/batch.ts'
import type { Command, Idempotency } from '../engine/command.ts'
import type { OrganizationSnapshot } from '../engine/organizationSnapshot.ts'
import { uuidOf } from '../ids.ts'
import type { Held } from '../ledger/freeze.ts'
import { must } from '../ledger/must.ts'
import { type Period, periodAt } from '../ledger/period.ts'
import {
  afterRefund,
  type RefundAllowance,
  type RefundAllowanceRefusal,
  refundedIn,
  withMaximum,
} from '../ledger/refundAllowance.ts'
import { isRefusal } from '../ledger/refusals.ts'
import { CREDITS_MAX, type Credits, type Hold } from '../ledger/wallet.ts'
import { type Answer, type CommonRefusal, operate } from '../operation.ts'
import { refuseCreditType } from '../organizations/knownNames.ts'
import { refuseClosed } from '../organizations/lock.ts'
import { field, type NotFound, notFound } from '../refusals.ts'

/** An allowance as it is now. */
export interface RefundAllowanceNow {
  readonly creditType: string
  readonly monthlyMax: Credits
  /** The credits that were given back in the present month. */
  readonly refunded: Credits
  readonly left: Credits
  readonly renewsAt: Date
}

const Setting = z.object({
  organizationId: uuidOf.organization,
  creditType: field.creditType,
  /** Null: none. */
  monthlyMax: z.bigint().min(1n).max(CREDITS_MAX).nullable(),
  idempotencyKey: field.idempotencyKey,
})

interface OfOrganization {
  readonly organization: { readonly id: string }
}

/** Sets or ends the allowance of a credit type. */
export function setRefundAllowance(
  app: App,
  input: z.input<typeof Setting>,
): Promise<Answer<OfOrganization> | CommonRefusal> {
  return operate<typeof Setting, OfOrganization, CommonRefusal>({
    name: 'setRefundAllowance',
    schema: Setting,
    input,
    run: async ({ organizationId, creditType, monthlyMax }, key) => {
      const organization = await app.prisma.organization.findUnique({ where: { id: organizationId } })
      const missing = refuseClosed(organization) ?? (await refuseCreditType(app, organizationId, creditType))
      return missing ?? app.lane.run(putAllowance(organizationId, { creditType, monthlyMax }, key))
    },
    find: async (id) => ({ organization: { id } }),
  })
}

function putAllowance(
  organizationId: string,
  asked: { readonly creditType: string; readonly monthlyMax: Credits | null },
  idempotency: Idempotency | null,
): Command<OfOrganization, NotFound> {
  return {
    organizationId,
    idempotency,
    reads: {},
    decide(batch) {
      const snapshot = batch.organization(organizationId)
      if (!snapshot) return notFound('organization')
      const before = snapshot.refundAllowances ?? []
      const after = withMaximum(before, asked, monthOf(batch, snapshot))
      put(batch, snapshot, after)
      const { creditType, monthlyMax } = asked
      const maximum = before.find((each) => each.creditType === creditType)?.monthlyMax ?? null
      return {
        value: { organization: { id: organizationId } },
        resultId: organizationId,
        act: {
          ...{ action: 'setRefundAllowance', subjectType: 'Organization', subjectId: organizationId },
          before: { creditType, monthlyMax: maximum },
          after: { creditType, monthlyMax: monthlyMax === null ? null : Number(monthlyMax) },
        },
      }
    },
  }
}

/** Counts refunds by the organization itself against its allowances; or refuses, and puts nothing. */
export function takeFromAllowances(
  batch: Batch,
  organizationId: string,
  refunds: readonly { readonly hold: Hold; readonly refunded: Held }[],
): RefundAllowanceRefusal | null {
  const snapshot = must(batch.organization(organizationId), 'a task has an organization')
  const month = monthOf(batch, snapshot)
  let allowances = snapshot.refundAllowances ?? []
  for (const { hold, refunded } of refunds) {
    const { creditType } = refunded.wallet
    const after = afterRefund(allowances, { creditType, credits: refunded.hold.refunded - hold.refunded }, month)
    if (isRefusal(after)) return after
    allowances = after
  }
  put(batch, snapshot, allowances)
  return null
}

function put(batch: Batch, snapshot: OrganizationSnapshot, allowances: readonly RefundAllowance[]): void {
  batch.putOrganization({ ...snapshot, refundAllowances: allowances.length === 0 ? null : allowances })
}

const monthOf = (batch: Batch, { organizationId, timeZone }: OrganizationSnapshot): Period =>
  periodAt('MONTH', timeZone, batch.timeOf(organizationId))

/** The allowances of an organization as they are at an instant, by credit type. */
export function allowancesAt(
  { stored, timeZone }: { readonly stored: Prisma.JsonValue; readonly timeZone: string },
  now: Date,
): RefundAllowanceNow[] {
  const month = periodAt('MONTH', timeZone, now)
  // The lane alone writes them.
  const allowances = (stored ?? []) as unknown as readonly RefundAllowance[]
  return allowances
    .toSorted((one, other) => (one.creditType < other.creditType ? -1 : 1))
    .map((allowance) => ({
      creditType: allowance.creditType,
      monthlyMax: BigInt(allowance.monthlyMax),
      refunded: BigInt(refundedIn(allowance, month)),
      left: BigInt(Math.max(0, allowance.monthlyMax - refundedIn(allowance, month))),
      renewsAt: must(month.end, 'a month has an end'),
    }))
}
