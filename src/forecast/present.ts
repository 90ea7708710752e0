// The present state of an organization's credits, read in one snapshot, as a batch that is thrown away: a forecast plays it forward.

import type { App } from '../app.ts'
import type { AllocationRule, CreditLot, CreditRequest, Wallet } from '../database/generated/client/client.ts'
import { inSnapshot } from '../database/snapshot.ts'
import { Batch } from '../engine/batch.ts'
import { BudgetIndex } from '../engine/budgetIndex.ts'
import { hasFurther, holdOf } from '../engine/holdLines.ts'
import { NOTHING_KEPT } from '../engine/kept.ts'
import type { PriceBookVersion } from '../engine/priceBook.ts'
import { type HoldRow, holds } from '../engine/tables.ts'
import { ThresholdIndex } from '../engine/thresholdIndex.ts'
import type { OrganizationId } from '../ids.ts'
import type { Hold, HoldLine } from '../ledger/wallet.ts'
import { timeOf } from '../organizations/clock.ts'
import { presentMembers } from '../wallets/allocations.ts'
import { measurePace, type Spender } from './pace.ts'

export interface Present {
  readonly organizationId: OrganizationId
  readonly now: Date
  readonly timeZone: string
  /** All wallets, their open lots, the open holds, and the subscription. */
  readonly batch: Batch
  readonly wallets: readonly Wallet[]
  /** The open lots. */
  readonly lots: readonly CreditLot[]
  readonly rules: readonly AllocationRule[]
  /** The members who get credits by rules. */
  readonly members: readonly string[]
  /** The requests whose credits fall back. */
  readonly requests: readonly CreditRequest[]
  readonly pace: readonly Spender[]
}

const OPEN_HOLDS = `SELECT ${holds.select()} FROM hold h WHERE h.organization_id = $1::uuid AND h.status = 'OPEN'`
const FURTHER_LINES = `
  SELECT l.hold_id AS "holdId", l.lot_id AS "lotId", l.credits, l.frozen_at AS "frozenAt"
  FROM hold h JOIN hold_line l ON l.organization_id = h.organization_id AND l.hold_id = h.id
  WHERE h.organization_id = $1::uuid AND h.status = 'OPEN' ORDER BY l.hold_id, l.position`

/** Null: there is no such organization, or it was closed. `pace` replaces what is measured. */
export function readPresent(
  app: App,
  organizationId: OrganizationId,
  pace: readonly Spender[] | null,
): Promise<Present | null> {
  const version = app.priceBook.version
  return inSnapshot(app, (reader) => read(reader, version, organizationId, pace))
}

async function read(
  app: App,
  version: PriceBookVersion,
  organizationId: OrganizationId,
  given: readonly Spender[] | null,
): Promise<Present | null> {
  const { prisma } = app
  const organization = await prisma.organization.findUnique({ where: { id: organizationId } })
  if (!organization || organization.status === 'CLOSED') return null
  const now = await timeOf(app, organizationId)
  const wallets = await prisma.wallet.findMany({ where: { organizationId }, orderBy: { id: 'asc' } })
  const lots = await prisma.creditLot.findMany({ where: { organizationId, open: true } })
  const originIds = [...new Set(lots.flatMap(({ originLotId }) => originLotId ?? []))]
  const origins = await prisma.creditLot.findMany({ where: { organizationId, open: false, id: { in: originIds } } })
  const subscription = await prisma.subscription.findFirst({ where: { organizationId, endedAt: null } })
  const rules = await prisma.allocationRule.findMany({ where: { organizationId, endedAt: null } })
  const members = rules.length === 0 ? [] : await presentMembers(app, organizationId, null)
  const requests = await prisma.creditRequest.findMany({
    where: { organizationId, form: 'ALLOCATION', until: { not: null }, fellBackAt: null },
  })
  const batch = new Batch(version)
  batch.now = now
  const { name, mode, timeZone, membersUsePool } = organization
  batch.addOrganization({
    ...{ organizationId, name, mode, timeZone, membersUsePool, status: organization.status, statusReason: null },
    ...{ clockAt: null, maintenance: null, approvalAbove: null, approvalSeconds: 0, webhookEvents: [] },
    ...{ expiryAlertDays: null, topUps: null, topUpAt: null, refundAllowances: null, kept: NOTHING_KEPT, subscription },
    ...{ thresholds: new ThresholdIndex([]), budgets: new BudgetIndex([], []) },
  })
  batch.addCount(organizationId, 'members', await prisma.member.count({ where: { organizationId, removedAt: null } }))
  const lotsOf = Map.groupBy(lots, ({ walletId }) => walletId)
  for (const wallet of wallets) batch.addWallet(wallet, lotsOf.get(wallet.id) ?? [])
  for (const lot of origins) batch.addClosedLot(lot)
  for (const request of requests) batch.addRequest(request)
  for (const hold of await readHolds(app, organizationId)) batch.addHold(hold)
  const since = new Map<string, Date>()
  for (const { creditType, createdAt } of wallets) {
    const before = since.get(creditType)
    if (!before || createdAt < before) since.set(creditType, createdAt)
  }
  const pace = given ?? (await measurePace(app, { organizationId, timeZone, now, since }))
  return { organizationId, now, timeZone, batch, wallets, lots, rules, members, requests, pace }
}

/** Their budgets and runs play no part: they limit what is frozen. */
async function readHolds({ prisma }: App, organizationId: OrganizationId): Promise<Hold[]> {
  const rows = await prisma.$queryRawUnsafe<HoldRow[]>(OPEN_HOLDS, organizationId)
  const lines = rows.some(hasFurther)
    ? await prisma.$queryRawUnsafe<(HoldLine & { holdId: string })[]>(FURTHER_LINES, organizationId)
    : []
  const linesOf = Map.groupBy(lines, ({ holdId }) => holdId)
  return rows.map((row) => holdOf({ ...row, usages: [], runId: null }, linesOf.get(row.id) ?? []))
}
