// The credits that a key can spend on one operation: those of the member's own wallet, and of the pool if members may use it; in
// lots that pay for the operation; within the hard budgets of the organization, the member and the key. The number is 0 if the plan
// doesn't allow the operation. They are read in one snapshot, and decided by the rules of a submit.

import type { App } from '../app.ts'
import { Batch } from '../engine/batch.ts'
import { BudgetIndex } from '../engine/budgetIndex.ts'
import { NOTHING_KEPT } from '../engine/kept.ts'
import { ThresholdIndex } from '../engine/thresholdIndex.ts'
import { type Credits, type Purpose, usable } from '../ledger/wallet.ts'
import { readAllowances } from '../plans/cycle.ts'
import { refuseUnentitled } from '../plans/plan.ts'
import { isRenewed } from '../plans/rules.ts'
import { type NotFound, notFound } from '../refusals.ts'
import { payingHolders, roomWithin } from '../wallets/funding.ts'
import { type Asker, findPriceRules, readSnapshot } from './quotes.ts'

export interface Spendable {
  /** Null: the operation has no price, and nothing can be spent on it. */
  readonly creditType: string | null
  /** The credits of all wallets that may pay; each task is paid by one of them. */
  readonly available: Credits
  /** The part of them that was bought in addition to a subscription: lots of the kind EXTRA. */
  readonly extra: Credits
  /** The frozen credits of these wallets. */
  readonly frozen: Credits
  /** The used credits of the subscription's present cycle; without a subscription, all that these wallets have spent. */
  readonly used: Credits
  /** Null without a subscription. */
  readonly plan: { readonly name: string; readonly allowance: Credits; readonly renewsAt: Date | null } | null
}

const NOTHING: Spendable = { creditType: null, available: 0n, extra: 0n, frozen: 0n, used: 0n, plan: null }

export async function spendableBy(app: App, asker: Asker, purpose: Purpose): Promise<Spendable | NotFound> {
  const { organizationId, memberId, lineageId } = asker
  const { version } = app.priceBook
  const [rule] = findPriceRules(app, organizationId, app.clock(), purpose)
  if (!rule) return NOTHING
  const { creditType } = rule
  const read = await readSnapshot(app, asker, [creditType])
  if (!read) return notFound('organization')
  const { organization, subscription, budgets, wallets } = read
  const batch = new Batch(version)
  batch.now = app.clock()
  batch.addOrganization({
    ...organization,
    organizationId,
    subscription,
    budgets: new BudgetIndex(
      budgets,
      budgets.flatMap(({ usages }) => usages),
    ),
    thresholds: new ThresholdIndex([]),
    topUps: null,
    refundAllowances: null,
    kept: NOTHING_KEPT,
  })
  const now = batch.timeOf(organizationId)
  const holders = payingHolders(batch, organizationId, memberId)
  const paying = wallets.filter(({ holderId }) => holders.includes(holderId))
  const lots = paying.flatMap((wallet) => wallet.lots)
  const sumOf = (some: typeof lots) => some.reduce((sum, lot) => sum + usable(lot, purpose, now), 0n)
  const isEntitled = refuseUnentitled(version, subscription, rule) === null
  const room = isEntitled
    ? roomWithin(batch, organizationId, { memberId, apiKeyId: lineageId, creditType, purpose, tags: [] })
    : 0n
  const within = (credits: Credits) => (room !== null && room < credits ? room : credits)
  const spent = paying.reduce((sum, wallet) => sum + wallet.spent, 0n)
  const cycle = subscription && (await readAllowances(app, subscription)).find((each) => each.creditType === creditType)
  return {
    creditType,
    available: within(sumOf(lots)),
    extra: within(sumOf(lots.filter(({ kind }) => kind === 'EXTRA'))),
    frozen: paying.reduce((sum, wallet) => sum + wallet.frozen, 0n),
    used: cycle ? cycle.used : spent,
    plan: subscription && {
      name: version.plan(subscription.planId)?.name ?? '',
      allowance: cycle?.total ?? 0n,
      renewsAt: isRenewed(subscription, version.plan(subscription.planId)) ? subscription.cycleEnd : null,
    },
  }
}

export interface Usage {
  readonly tasks: number
  readonly spent: Credits
  /** Bought: lots of the kinds TOP_UP and EXTRA. */
  readonly toppedUp: Credits
}

// Served by task_of_member, or the primary key.
const TASKS = `
  SELECT count(*)::int AS tasks FROM task
  WHERE organization_id = $1::uuid AND (member_id = $2::uuid OR $2::uuid IS NULL)`

/** The tasks so far of a member, or (without one) of the organization, and the credits of the wallets that pay for them. */
export async function usageOf(app: App, asker: Asker, purpose: Purpose): Promise<Usage> {
  const { organizationId, memberId } = asker
  const [rule] = findPriceRules(app, organizationId, app.clock(), purpose)
  const organization = await app.prisma.organization.findUniqueOrThrow({ where: { id: organizationId } })
  const [row] = await app.prisma.$queryRawUnsafe<{ tasks: number }[]>(TASKS, organizationId, memberId)
  const holders = [
    ...(memberId ? [memberId] : []),
    ...(memberId === null || organization.membersUsePool ? [organizationId] : []),
  ]
  const wallets = rule
    ? await app.prisma.wallet.findMany({
        where: { organizationId, creditType: rule.creditType, holderId: { in: holders } },
      })
    : []
  const bought = await app.prisma.creditLot.aggregate({
    where: { organizationId, walletId: { in: wallets.map(({ id }) => id) }, kind: { in: ['TOP_UP', 'EXTRA'] } },
    _sum: { granted: true },
  })
  return {
    tasks: row?.tasks ?? 0,
    spent: wallets.reduce((sum, wallet) => sum + wallet.spent, 0n),
    toppedUp: bought._sum.granted ?? 0n,
  }
}
