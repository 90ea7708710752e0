// Alerts before credits expire, as many days before as the organization has set, once for each lot with credits left. Any number
// of processes may sweep: the lane decides again, and each lot has an idempotency key.
//
// The end of a cycle whose plan carries credits over takes only what is above the plan's maximum, of all lots of a credit type
// together. So there is one alert for the type, about the credits that will be lost, and none if all of them are carried over.

import { z } from 'zod'
import type { App, DueWork } from '../app.ts'
import type { Plan } from '../database/generated/client/client.ts'
import type { Batch } from '../engine/batch.ts'
import { type Command, skip } from '../engine/command.ts'
import { idempotency, OWN_KEYS } from '../engine/idempotency.ts'
import { expiringSoon } from '../ledger/alert.ts'
import { type Credits, isOfCycle, type Lot, type Wallet } from '../ledger/wallet.ts'
import type { CommonRefusal } from '../operation.ts'
import { type ChangedOrganization, operateOnOrganization } from '../organizations/change.ts'
import { carriesOver, isRenewed } from '../plans/rules.ts'
import type { SweepAt } from '../queue/repeat.ts'
import { field } from '../refusals.ts'

const DAYS_MAX = 365
/** The pause of this sweep, in milliseconds. An alert comes days before the expiry, so a minute later is soon enough. */
const SWEEP_PAUSE_MS = 60 * 1_000
/** The most lots of one sweep. */
const SWEEP_ROWS_MAX = 500

const Setting = z.object({
  organizationId: z.uuid(),
  /** Null: no alert. */
  days: z.int().min(1).max(DAYS_MAX).nullable(),
  idempotencyKey: field.idempotencyKey,
})

/** Sets how many days before their expiry credits raise an alert. */
export function setExpiryAlert(app: App, input: z.input<typeof Setting>): Promise<ChangedOrganization | CommonRefusal> {
  return operateOnOrganization(app, 'setExpiryAlert', Setting, input, ({ days }) => ({
    change: () => ({ expiryAlertDays: days }),
    facts: ({ expiryAlertDays }) => ({ days: expiryAlertDays }),
  }))
}

/** Raises the alert of a lot if it is due. */
function tellExpiry(row: SoonRow): Command<object> {
  const { organizationId, walletId, id: lotId, creditType, expiresAt, isCarried } = row
  const subject = `${isCarried ? creditType : lotId} ${expiresAt.toISOString()}`
  return {
    organizationId,
    idempotency: idempotency(`${OWN_KEYS}expiring ${subject}`, 'tellExpiry', {}),
    reads: { walletId, everyWallet: isCarried },
    decide(batch) {
      const days = batch.organization(organizationId)?.expiryAlertDays ?? null
      const state = batch.wallet(organizationId, walletId)
      const lot = state?.lots.get(lotId)
      const credits = lot && days !== null ? expiringSoon(lot, days, batch.timeOf(organizationId)) : null
      if (!lot?.expiresAt || !state || credits === null) return skip()
      const plan = carryingPlan(batch, lot)
      if ((plan !== null) !== isCarried) return skip()
      const expiring = plan
        ? lostBeyond(batch, plan, state.wallet)
        : { credits, message: inWallet(state.wallet, credits) }
      if (!expiring) return skip()
      const message = `${expiring.message} expire at ${lot.expiresAt.toISOString()}.`
      batch.raise(organizationId, { kind: 'LOT_EXPIRING', walletId, lotId, credits: expiring.credits, message })
      return { value: {}, resultId: lotId }
    },
  }
}

function inWallet({ organizationId, creditType, holderId }: Wallet, credits: Credits): string {
  return `${credits} ${creditType} credits in ${holderId === organizationId ? 'the pool' : 'a member’s wallet'}`
}

/** The plan whose renewal carries over credits of a lot at its expiry; null if none does. */
function carryingPlan(batch: Batch, lot: Lot): Plan | null {
  const subscription = batch.organization(lot.organizationId)?.subscription
  const plan = subscription ? batch.priceBook.plan(subscription.planId) : undefined
  if (!subscription || !plan || !isOfCycle(lot) || !carriesOver(plan)) return null
  const isEnd = lot.expiresAt?.getTime() === subscription.cycleEnd.getTime()
  return isEnd && subscription.status !== 'TRIALING' && isRenewed(subscription, plan) ? plan : null
}

/** The credits of a type that the next renewal does not carry over, as they are now; null if it carries all of them over. */
function lostBeyond(batch: Batch, { rolloverMax }: Plan, { organizationId, creditType }: Wallet) {
  if (rolloverMax === null) return null
  let there = 0n
  for (const { wallet, lots } of batch.walletsOf(organizationId)) {
    if (wallet.creditType !== creditType) continue
    for (const lot of lots.values()) if (isOfCycle(lot)) there += lot.available + lot.locked
  }
  const credits = there - rolloverMax
  if (credits <= 0n) return null
  return {
    credits,
    message: `${credits} of the plan’s ${there} ${creditType} credits, of which ${rolloverMax} are carried over,`,
  }
}

/** The instant at which the alert of a lot is due. In hours, because a day of an interval depends on the session's time zone. */
const TELL_AT = `l.expires_at - make_interval(hours => 24 * o.expiry_alert_days)`

/** True if the lot `l`, in the wallet `w`, is one of those of which the plan `p` of the subscription `s` carries credits over. */
const IS_CARRIED = `
  coalesce(l.kind = 'SUBSCRIPTION' AND l.requires_subscription AND l.expires_at = s.cycle_end AND p.rollover_max IS DISTINCT FROM 0
    AND (s.status = 'ACTIVE' OR s.status = 'PAST_DUE' AND s.payment_due_at IS NOT NULL)
    AND NOT (s.cancel_at_period_end AND s.cycle_end >= s.period_end), false)`

/** True if the alert `a` of a lot counts: a lot of cycles can have one in each cycle, because the renewal gives it another expiry. */
const isOfThisCycle = (lot: string) =>
  `(NOT (${lot}.kind = 'SUBSCRIPTION' AND ${lot}.requires_subscription) OR a.created_at >= coalesce(s.cycle_start, '-infinity'))`

/** The lots of the same credit type and cycle as the lot `l`, as `c`. */
const OF_ITS_TYPE = `
  FROM wallet cw JOIN credit_lot c ON c.organization_id = cw.organization_id AND c.wallet_id = cw.id AND c.open
  WHERE cw.organization_id = l.organization_id AND cw.credit_type = w.credit_type
    AND c.kind = 'SUBSCRIPTION' AND c.requires_subscription`

// Served by organization_expiry_alerts or the primary key for organizations, credit_lot_open for lots, and alert_of_lot for
// alerts; subscription_live and the primary keys of plans and wallets. OFFSET 0 keeps PostgreSQL from reading the lots of all
// organizations in the order of their expiry.
const soonOf = (whose: string) => `
  SELECT l.organization_id AS "organizationId", l.wallet_id AS "walletId", l.id, w.credit_type AS "creditType",
    l.expires_at AS "expiresAt", ${IS_CARRIED} AS "isCarried"
  FROM organization o
  CROSS JOIN LATERAL (SELECT * FROM credit_lot WHERE organization_id = o.id AND open OFFSET 0) AS l
  JOIN wallet w ON w.organization_id = l.organization_id AND w.id = l.wallet_id
  LEFT JOIN subscription s ON s.organization_id = o.id AND s.ended_at IS NULL
  LEFT JOIN plan p ON p.id = s.plan_id
  WHERE ${whose} AND o.expiry_alert_days IS NOT NULL AND o.status IN ('ACTIVE', 'SUSPENDED')
    AND l.available + l.locked > 0 AND l.expires_at > $1 AND ${TELL_AT} <= $1
    AND NOT EXISTS (
      SELECT FROM alert a WHERE a.organization_id = l.organization_id AND a.lot_id = l.id AND ${isOfThisCycle('l')}
    )
    AND CASE WHEN ${IS_CARRIED}
      THEN (SELECT sum(c.available + c.locked) ${OF_ITS_TYPE}) > p.rollover_max
        AND NOT EXISTS (
          SELECT ${OF_ITS_TYPE} AND c.expires_at = l.expires_at
            AND EXISTS (
              SELECT FROM alert a WHERE a.organization_id = c.organization_id AND a.lot_id = c.id AND ${isOfThisCycle('c')}
            )
        )
      ELSE true END
  LIMIT ${SWEEP_ROWS_MAX}`
const SOON = soonOf('o.clock_at IS NULL')
const SOON_OF_ONE = soonOf('o.id = $2::uuid')

interface SoonRow {
  readonly organizationId: string
  readonly walletId: string
  readonly id: string
  readonly creditType: string
  readonly expiresAt: Date
  /** True if the next renewal carries credits of it over. */
  readonly isCarried: boolean
}

export const EXPIRING_DUE: DueWork = {
  name: 'tell what expires soon',
  pauseMs: SWEEP_PAUSE_MS,
  sweep: sweepExpiring,
  nextInstant: `
    SELECT min(${TELL_AT}) FROM credit_lot l JOIN organization o ON o.id = l.organization_id
      WHERE l.organization_id = $1::uuid AND l.open AND ${TELL_AT} > $2`,
}

/** Raises the alerts that are due. Returns the number of lots. */
async function sweepExpiring(app: App, at?: SweepAt): Promise<number> {
  const soon = at
    ? await app.prisma.$queryRawUnsafe<SoonRow[]>(SOON_OF_ONE, at.now, at.organizationId)
    : await app.prisma.$queryRawUnsafe<SoonRow[]>(SOON, app.clock())
  const outcomes = await Promise.all(soon.map((lot) => app.lane.run(tellExpiry(lot))))
  return outcomes.filter(({ kind }) => kind === 'decided').length
}
