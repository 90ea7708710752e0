// Payments of periods of plans that are charged to what was saved: each period that becomes due opens one payment, by an idempotency key
// of Holdfast's own. src/payments/charges.ts charges it.

import type { App } from '../app.ts'
import { LotKind, Prisma } from '../database/generated/client/client.ts'
import { type Command, type Skipped, skip } from '../engine/command.ts'
import { idempotency, OWN_KEYS } from '../engine/idempotency.ts'
import type { PaymentRow } from '../engine/records.ts'
import { newId } from '../ids.ts'
import type { SweepAt } from '../queue/repeat.ts'
import { BY_ITSELF, type OpenRefusal, openPayment, type PaymentValue } from './commands.ts'

/** The most periods of one sweep. */
const PERIODS_AT_ONCE = 50

type Provider = PaymentRow['provider']

/** A period that is due, of a plan that has a price. */
interface DueRow {
  readonly organizationId: string
  readonly subscriptionId: string
  readonly paymentDueAt: Date
  readonly provider: Provider
  readonly planId: string
  readonly title: string
  readonly amount: bigint
  readonly currency: string
}

/** Opens the payments of periods that have become due. Returns their number. */
export async function openRenewals(app: App, providers: readonly Provider[], at?: SweepAt): Promise<number> {
  const now = at?.now ?? app.clock()
  const due = await app.prisma.$queryRaw<DueRow[]>(dueOf(providers, now, at?.organizationId ?? null))
  const outcomes = await Promise.all(due.map((row) => app.lane.run(openRenewal(app, row, now))))
  return outcomes.filter(({ kind }) => kind === 'decided').length
}

// Served by subscription_unpaid, or by subscription_live for one organization, by primary keys, and by payment_renewal.
function dueOf(providers: readonly Provider[], now: Date, organizationId: string | null): Prisma.Sql {
  const whose =
    organizationId === null ? Prisma.sql`o.clock_at IS NULL` : Prisma.sql`s.organization_id = ${organizationId}::uuid`
  return Prisma.sql`
    SELECT s.organization_id AS "organizationId", s.id AS "subscriptionId", s.payment_due_at AS "paymentDueAt", m.provider,
      p.id AS "planId", p.title, p.amount, p.currency
    FROM subscription s
    JOIN payment_method m ON m.organization_id = s.organization_id AND m.renews_plan AND m.method IS NOT NULL
      AND m.provider::text = ANY (${providers})
    JOIN organization o ON o.id = s.organization_id AND o.status IN ('ACTIVE', 'SUSPENDED')
    JOIN plan p ON p.id = s.plan_id AND p.amount > 0 AND p.currency IS NOT NULL
    WHERE ${whose} AND s.ended_at IS NULL AND s.status IN ('ACTIVE', 'PAST_DUE') AND s.payment_due_at > ${now}
      AND NOT EXISTS (
        SELECT FROM payment r
        WHERE r.organization_id = s.organization_id AND r.trigger = 'RENEWAL' AND r.charge_until = s.payment_due_at
      )
    LIMIT ${PERIODS_AT_ONCE}`
}

function openRenewal(app: App, row: DueRow, now: Date): Command<PaymentValue, OpenRefusal | Skipped> {
  const { organizationId, subscriptionId, paymentDueAt, provider, planId, title, amount, currency } = row
  const key = idempotency(`${OWN_KEYS}renewal ${subscriptionId} ${paymentDueAt.toISOString()}`, 'renewal', {})
  const asked = {
    ...{ ...BY_ITSELF, organizationId, id: newId(), provider, packId: null, planId, title, lines: [] },
    ...{ kind: LotKind.SUBSCRIPTION, amount, currency },
    ...{ trigger: 'RENEWAL' as const, chargeAt: now, chargeUntil: paymentDueAt, topUpOf: null },
  }
  const command = openPayment(asked, { gateway: app.gateways[provider], by: 'PLATFORM' }, key)
  return {
    ...command,
    decide(batch) {
      const subscription = batch.organization(organizationId)?.subscription
      const isDue =
        subscription?.id === subscriptionId && subscription.paymentDueAt?.getTime() === paymentDueAt.getTime()
      return isDue ? command.decide(batch) : skip()
    },
  }
}
