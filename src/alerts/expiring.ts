// Alerts before credits expire, as many days before as the organization has set, once for each lot with credits left. Any number
// of processes may sweep: the lane decides again, and each lot has an idempotency key.

import { z } from 'zod'
import type { App, DueWork } from '../app.ts'
import { type Command, skip } from '../engine/command.ts'
import { idempotency, OWN_KEYS } from '../engine/idempotency.ts'
import { expiringSoon } from '../ledger/alert.ts'
import type { CommonRefusal } from '../operation.ts'
import { type ChangedOrganization, operateOnOrganization } from '../organizations/change.ts'
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
function tellExpiry({ organizationId, walletId, id: lotId }: SoonRow): Command<object> {
  return {
    organizationId,
    idempotency: idempotency(`${OWN_KEYS}expiring ${lotId}`, 'tellExpiry', {}),
    reads: { walletId },
    decide(batch) {
      const days = batch.organization(organizationId)?.expiryAlertDays ?? null
      const state = batch.wallet(organizationId, walletId)
      const lot = state?.lots.get(lotId)
      const credits = lot && days !== null ? expiringSoon(lot, days, batch.timeOf(organizationId)) : null
      if (!lot?.expiresAt || !state || credits === null) return skip()
      const { creditType, holderId } = state.wallet
      const whose = holderId === organizationId ? 'the pool' : 'a member’s wallet'
      const message = `${credits} ${creditType} credits in ${whose} expire at ${lot.expiresAt.toISOString()}.`
      batch.raise(organizationId, { kind: 'LOT_EXPIRING', walletId, lotId, credits, message })
      return { value: {}, resultId: lotId }
    },
  }
}

/** The instant at which the alert of a lot is due. In hours, because a day of an interval depends on the session's time zone. */
const TELL_AT = `l.expires_at - make_interval(hours => 24 * o.expiry_alert_days)`

// Served by organization_expiry_alerts or the primary key for organizations, credit_lot_open for lots, and alert_of_lot for
// alerts. OFFSET 0 keeps PostgreSQL from reading the lots of all organizations in the order of their expiry.
const soonOf = (whose: string) => `
  SELECT l.organization_id AS "organizationId", l.wallet_id AS "walletId", l.id
  FROM organization o
  CROSS JOIN LATERAL (SELECT * FROM credit_lot WHERE organization_id = o.id AND open OFFSET 0) AS l
  WHERE ${whose} AND o.expiry_alert_days IS NOT NULL AND o.status IN ('ACTIVE', 'SUSPENDED')
    AND l.available + l.locked > 0 AND l.expires_at > $1 AND ${TELL_AT} <= $1
    AND NOT EXISTS (SELECT FROM alert a WHERE a.organization_id = l.organization_id AND a.lot_id = l.id)
  LIMIT ${SWEEP_ROWS_MAX}`
const SOON = soonOf('o.clock_at IS NULL')
const SOON_OF_ONE = soonOf('o.id = $2::uuid')

interface SoonRow {
  readonly organizationId: string
  readonly walletId: string
  readonly id: string
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
