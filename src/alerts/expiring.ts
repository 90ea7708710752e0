// Telling an organization that credits are about to expire, so many days before they do, if it wants to be told: once for each
// lot, if something of it is left. Any number of processes may sweep; the lane decides again, and each lot has a key.

import { z } from 'zod'
import type { App, DueWork } from '../app.ts'
import { answer } from '../engine/answer.ts'
import type { Act, Command, IdempotencyConflict } from '../engine/command.ts'
import { idempotency, OWN_KEYS } from '../engine/idempotency.ts'
import { expiringSoon } from '../ledger/alert.ts'
import type { SweepAt } from '../queue/repeat.ts'
import { field, type InvalidInput, type NotFound, notFound, parseInput } from '../refusals.ts'

const DAYS_MAX = 365
/** Days before an expiry, a minute is soon enough. */
const SWEEP_PAUSE_MS = 60 * 1_000
/** How many are taken at a time. */
const SWEEP_ROWS_MAX = 500

const Setting = z.object({
  organizationId: z.uuid(),
  /** Null: nobody is told. */
  days: z.int().min(1).max(DAYS_MAX).nullable(),
  idempotencyKey: field.idempotencyKey,
})

export interface ExpiryAlertAnswer {
  readonly organization: { readonly id: string }
  readonly replayed: boolean
}

/** Sets how many days before their expiry credits are told of. */
export async function setExpiryAlert(
  app: App,
  input: z.input<typeof Setting>,
): Promise<ExpiryAlertAnswer | InvalidInput | NotFound | IdempotencyConflict> {
  const parsed = parseInput(Setting, input)
  if (!parsed.ok) return parsed.refusal
  const { idempotencyKey, ...parameters } = parsed.value
  const { organizationId, days } = parameters
  const outcome = await app.lane.run<{ organization: { id: string } }>({
    organizationId,
    idempotency: idempotency(idempotencyKey, 'setExpiryAlert', parameters),
    reads: {},
    decide(batch) {
      const standing = batch.standing(organizationId)
      if (!standing) return notFound('organization')
      batch.putStanding({ ...standing, expiryAlertDays: days })
      const act: Act = {
        ...{ action: 'setExpiryAlert', subjectType: 'Organization', subjectId: organizationId },
        ...{ before: { days: standing.expiryAlertDays }, after: { days } },
      }
      return { value: { organization: { id: organizationId } }, resultId: organizationId, act }
    },
  })
  return answer(outcome, async (id) => ({ organization: { id } }))
}

/** Raises the alert of a lot, if it is time. */
function tellExpiry({ organizationId, walletId, id: lotId }: SoonRow): Command<object> {
  return {
    organizationId,
    idempotency: idempotency(`${OWN_KEYS}expiring ${lotId}`, 'tellExpiry', {}),
    reads: { walletId },
    decide(batch) {
      const days = batch.standing(organizationId)?.expiryAlertDays ?? null
      const state = batch.wallet(organizationId, walletId)
      const lot = state?.lots.get(lotId)
      const credits = lot && days !== null ? expiringSoon(lot, days, batch.timeOf(organizationId)) : null
      if (!lot?.expiresAt || !state || credits === null) return notFound('lot that expires soon')
      const { creditType, holderId } = state.wallet
      const whose = holderId === organizationId ? 'the pool' : 'a member’s wallet'
      const message = `${credits} ${creditType} credits in ${whose} expire at ${lot.expiresAt.toISOString()}.`
      batch.raise(organizationId, { kind: 'LOT_EXPIRING', walletId, lotId, credits, message })
      return { value: {}, resultId: lotId }
    },
  }
}

/** When it is time to tell of a lot. In hours: a day of an interval would be one of the session's time zone. */
const TELL_AT = `l.expires_at - make_interval(hours => 24 * o.expiry_alert_days)`

// Organizations by organization_expiry_alerts or their primary key, their lots by credit_lot_open, what was told by
// alert_of_lot. OFFSET 0 keeps PostgreSQL from looking through everybody's lots in the order of their expiry.
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

/** Tells of what expires soon, and says of how many lots. */
async function sweepExpiring(app: App, at?: SweepAt): Promise<number> {
  const soon = at
    ? await app.prisma.$queryRawUnsafe<SoonRow[]>(SOON_OF_ONE, at.now, at.organizationId)
    : await app.prisma.$queryRawUnsafe<SoonRow[]>(SOON, app.clock())
  const outcomes = await Promise.all(soon.map((lot) => app.lane.run(tellExpiry(lot))))
  return outcomes.filter(({ kind }) => kind === 'decided').length
}
