// Alerts before credits are lost, as many days before as the organization has set: once for each lot, if credits of it will be lost at
// the present pace. Any number of processes may look: the lane decides again, and each lot has an idempotency key.
//
// The end of a cycle whose plan carries credits over takes only what is above the plan's maximum, of all lots of a credit type
// together. So there is one alert for the type, about the credits that will be lost.
//
// While no loss is foretold, credits are looked at again: when half of the time has passed, after an hour at least and a day at most, and
// soon after new credits came in.

import type { App, DueWork } from '../app.ts'
import type { Subscription } from '../database/generated/client/client.ts'
import { type Command, skip } from '../engine/command.ts'
import { idempotency, OWN_KEYS } from '../engine/idempotency.ts'
import type { PriceBookVersion } from '../engine/priceBook.ts'
import type { OrganizationId } from '../ids.ts'
import { lossSoon } from '../ledger/alert.ts'
import { type Credits, isOfCycle, type Wallet } from '../ledger/wallet.ts'
import { carriesOver, isRenewed } from '../plans/rules.ts'
import type { SweepAt } from '../queue/repeat.ts'
import { DAY_MS } from './pace.ts'
import { canBeLost, type Loss, playForward } from './play.ts'
import { type Present, readPresent } from './present.ts'

/** The pause of this sweep, in milliseconds. An alert comes days before the loss, so a minute later is soon enough. */
const SWEEP_PAUSE_MS = 60 * 1_000
/** The most organizations of one sweep. */
const SWEEP_ROWS_MAX = 100
const AGAIN_MS_MIN = 60 * 60 * 1_000
const AGAIN_MS_MAX = DAY_MS

/** A loss that an alert is to report. */
interface Told {
  readonly organizationId: OrganizationId
  readonly walletId: string
  readonly lotId: string
  readonly at: Date
  readonly credits: Credits
  /** Of a plan that carries credits over, the loss of all lots of a type together: its type, and what is carried over at most. */
  readonly carried: { readonly creditType: string; readonly max: Credits } | null
}

/** Raises the alert of a loss. */
function tellLoss({ organizationId, walletId, lotId, at, carried, credits: foretold }: Told): Command<object> {
  const subject = `${carried?.creditType ?? lotId} ${at.toISOString()}`
  return {
    organizationId,
    idempotency: idempotency(`${OWN_KEYS}expiring ${subject}`, 'tellExpiry', {}),
    reads: { walletId },
    decide(batch) {
      const days = batch.organization(organizationId)?.expiryAlertDays ?? null
      const state = batch.wallet(organizationId, walletId)
      const lot = state?.lots.get(lotId)
      const soon =
        lot && days !== null ? lossSoon(lot, { credits: foretold, at }, days, batch.timeOf(organizationId)) : null
      if (!lot || !state || soon === null) return skip()
      const credits = carried ? foretold : soon
      const what = carried
        ? `${credits} of the plan’s ${carried.creditType} credits`
        : inWallet(state.wallet, credits, lot.available + lot.locked)
      const beyond = carried ? `, and at most ${carried.max} are carried over` : ''
      const message = `${what} will be lost at ${at.toISOString()}: at the present pace they are not used before${beyond}.`
      batch.raise(organizationId, { kind: 'LOT_EXPIRING', walletId, lotId, credits, lostAt: at, message })
      return { value: {}, resultId: lotId }
    },
  }
}

function inWallet({ organizationId, creditType, holderId }: Wallet, credits: Credits, left: Credits): string {
  const where = holderId === organizationId ? 'the pool' : 'a member’s wallet'
  return credits === left
    ? `${credits} ${creditType} credits in ${where}`
    : `${credits} of ${left} ${creditType} credits of a lot in ${where}`
}

/** The losses to report: those of the lots that are there now, of the cycle that runs now. */
function toTell(present: Pick<Present, 'organizationId'>, { subscription, version, losses }: Foretold): Told[] {
  const { organizationId } = present
  const told = new Map<string, Told>()
  for (const { walletId, creditType, lot, credits, at } of losses) {
    const isCarried = isOfCycle(lot) && subscription !== null && at.getTime() === subscription.cycleEnd.getTime()
    const max = isCarried ? carryMax(subscription, version) : null
    const carried = max === null ? null : { creditType, max }
    const key = carried?.creditType ?? lot.id
    const before = told.get(key)
    // A lot that is carried over can lose credits again at the end of another cycle.
    if (before && (carried === null || before.at.getTime() !== at.getTime())) continue
    told.set(key, {
      ...(before ?? { organizationId, walletId, lotId: lot.id, at, carried }),
      credits: credits + (before?.credits ?? 0n),
    })
  }
  return [...told.values()]
}

interface Foretold {
  readonly subscription: Subscription | null
  readonly version: PriceBookVersion
  readonly losses: readonly (Loss & { readonly creditType: string })[]
}

/** The credits that the next renewal carries over at most; null if no renewal follows, or if it has no such maximum. */
function carryMax(subscription: Subscription, version: PriceBookVersion): Credits | null {
  const plan = version.plan(subscription.planId)
  if (!plan || subscription.status === 'TRIALING' || !carriesOver(plan) || !isRenewed(subscription, plan)) return null
  return plan.rolloverMax
}

// Those that an alert of the present cycle is about: a lot of cycles can have one in each cycle, because the renewal goes on with it.
// Served by alert_of_lot, subscription_live and primary keys.
const TOLD = `
  SELECT DISTINCT a.lot_id AS id
  FROM alert a
  JOIN credit_lot l ON l.organization_id = a.organization_id AND l.id = a.lot_id
  LEFT JOIN subscription s ON s.organization_id = a.organization_id AND s.ended_at IS NULL
  WHERE a.organization_id = $1::uuid AND a.lot_id = ANY ($2::uuid[])
    AND (NOT (l.kind = 'SUBSCRIPTION' AND l.requires_subscription) OR a.created_at >= coalesce(s.cycle_start, '-infinity'))`

const LOOKED = `
  INSERT INTO expiry_look (organization_id, looked_at, next_at, days) VALUES ($1::uuid, $2, $3, $4)
  ON CONFLICT (organization_id) DO UPDATE SET looked_at = $2, next_at = $3, days = $4`

/** Looks at what an organization will lose, and raises the alerts. Returns their number. */
async function look(app: App, organizationId: OrganizationId, days: number): Promise<number> {
  const present = await readPresent(app, organizationId, null)
  if (!present) return 0
  const { batch, now } = present
  const subscription = batch.organization(organizationId)?.subscription ?? null
  const version = batch.priceBook
  const lots = batch.walletsOf(organizationId).flatMap((state) => [...state.lots.values()])
  const lotIds = new Set(lots.map(({ id }) => id))
  const ends = lots.flatMap((lot) => (lot.expiresAt && canBeLost(lot, now) ? [lot.expiresAt.getTime()] : []))
  const until = new Date(now.getTime() + days * DAY_MS)
  const courses = await playForward(present, [until])
  const losses = courses.flatMap(({ wallet: { creditType }, losses: all }) =>
    all.flatMap((loss) => (lotIds.has(loss.lot.id) && loss.at > now ? [{ ...loss, creditType }] : [])),
  )
  const rows = await app.prisma.$queryRawUnsafe<{ id: string }[]>(TOLD, organizationId, [
    ...new Set(losses.map(({ lot }) => lot.id)),
  ])
  const known = new Set(rows.map(({ id }) => id))
  const untold = toTell(present, { subscription, version, losses }).filter(({ lotId }) => !known.has(lotId))
  const outcomes = await Promise.all(untold.map((told) => app.lane.run(tellLoss(told))))
  const half = (ends.reduce((least, end) => Math.min(least, end), until.getTime()) - now.getTime()) / 2
  const nextAt = new Date(now.getTime() + Math.min(Math.max(half, AGAIN_MS_MIN), AGAIN_MS_MAX))
  await app.prisma.$executeRawUnsafe(LOOKED, organizationId, now, nextAt, days)
  return outcomes.filter(({ kind }) => kind === 'decided').length
}

/** The instant at which a lot is looked at first. In hours, because a day of an interval depends on the session's time zone. */
const TELL_AT = `
  least(l.expires_at, CASE WHEN l.kind = 'SUBSCRIPTION' AND l.requires_subscription THEN s.due_at END)
    - make_interval(hours => 24 * o.expiry_alert_days)`

// Served by organization_expiry_alerts or the primary key for organizations, credit_lot_open for lots, and alert_of_lot for alerts;
// subscription_live, and the primary key of looks.
const dueOf = (whose: string) => `
  SELECT o.id, o.expiry_alert_days AS days
  FROM organization o
  LEFT JOIN expiry_look e ON e.organization_id = o.id
  LEFT JOIN subscription s ON s.organization_id = o.id AND s.ended_at IS NULL
  WHERE ${whose} AND o.expiry_alert_days IS NOT NULL AND o.status IN ('ACTIVE', 'SUSPENDED')
    AND EXISTS (
      SELECT FROM (SELECT * FROM credit_lot WHERE organization_id = o.id AND open OFFSET 0) AS l
      WHERE l.available + l.locked > 0 AND l.expires_at > $1 AND ${TELL_AT} <= $1
        AND (
          e.organization_id IS NULL OR e.next_at <= $1 OR e.days <> o.expiry_alert_days
          OR greatest(l.created_at, ${TELL_AT}) > e.looked_at - interval '1 minute' AND e.looked_at < $1
        )
        AND NOT EXISTS (
          SELECT FROM alert a WHERE a.organization_id = l.organization_id AND a.lot_id = l.id
            AND (
              NOT (l.kind = 'SUBSCRIPTION' AND l.requires_subscription)
              OR a.created_at >= coalesce(s.cycle_start, '-infinity')
            )
        )
    )
  ORDER BY e.looked_at NULLS FIRST
  LIMIT ${SWEEP_ROWS_MAX}`
const DUE = dueOf('o.clock_at IS NULL')
const DUE_OF_ONE = dueOf('o.id = $2::uuid')

export const LOSSES_DUE: DueWork = {
  name: 'tell what will be lost',
  pauseMs: SWEEP_PAUSE_MS,
  sweep: sweepLosses,
  nextInstant: `
    SELECT min(${TELL_AT}) FROM credit_lot l JOIN organization o ON o.id = l.organization_id
      LEFT JOIN subscription s ON s.organization_id = o.id AND s.ended_at IS NULL
      WHERE l.organization_id = $1::uuid AND l.open AND ${TELL_AT} > $2
    UNION ALL
    SELECT next_at FROM expiry_look WHERE organization_id = $1::uuid AND next_at > $2`,
}

/** Looks where it is due. Returns the number of alerts. */
async function sweepLosses(app: App, at?: SweepAt): Promise<number> {
  const due = at
    ? await app.prisma.$queryRawUnsafe<Due[]>(DUE_OF_ONE, at.now, at.organizationId)
    : await app.prisma.$queryRawUnsafe<Due[]>(DUE, app.clock())
  let alerts = 0
  const failures: unknown[] = []
  for (const { id, days } of due) {
    try {
      alerts += await look(app, id, days)
    } catch (error) {
      failures.push(error)
      // It is due again with the next sweep, behind the others: those that fail each time must not take all places.
      const now = app.clock()
      await app.prisma.$executeRawUnsafe(LOOKED, id, now, now, days).catch(() => {})
    }
  }
  // The others have been looked at first.
  if (failures.length > 0) throw failures[0]
  return alerts
}

interface Due {
  readonly id: OrganizationId
  readonly days: number
}
