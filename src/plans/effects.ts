// The effects of a subscription's steps on credits: they are put into the batch.

import { v7 as uuidv7 } from 'uuid'
import type { Plan, Subscription } from '../database/generated/client/client.ts'
import type { Batch } from '../engine/batch.ts'
import { isInForce } from '../engine/subscriptionTerms.ts'
import type { OrganizationId } from '../ids.ts'
import type { Place } from '../ledger/cycle.ts'
import type { Decision } from '../ledger/decision.ts'
import { grant, PLAIN_GRANT } from '../ledger/grant.ts'
import type { Money } from '../ledger/money.ts'
import { type CreditsOutOfBounds, creditsOutOfBounds, isRefusal } from '../ledger/refusals.ts'
import { type CarryOver, carryOver, endCycles, endWithCycle, resumeAll } from '../ledger/subscription.ts'
import { CREDITS_MAX, type Credits, isOfCycle } from '../ledger/wallet.ts'
import { type Allowance, allowancesOf, writeAllowances } from './plan.ts'

interface CycleGrant {
  readonly place: Place
  readonly grants: readonly Allowance[]
  /** The price of the cycle; null if it has none, or another one than the plan's. */
  readonly paid: Money | null
}

/** Grants a cycle's credits to the pools. The price is the cost of the lot of the first credit type. */
export function grantCycle(
  batch: Batch,
  organizationId: OrganizationId,
  plan: Plan,
  { place, grants, paid }: CycleGrant,
): void {
  const now = batch.timeOf(organizationId)
  const policy = batch.priceBook.lotPolicy('SUBSCRIPTION')
  for (const [i, { creditType, credits }] of grants.entries()) {
    if (credits === 0n) continue
    const state = batch.walletFor({ organizationId, id: uuidv7(), holderId: organizationId, creditType })
    batch.openWallet(state.wallet)
    const command = {
      ...PLAIN_GRANT,
      lotId: uuidv7(),
      kind: 'SUBSCRIPTION' as const,
      credits,
      priority: policy?.priority ?? 0,
      graceSeconds: policy ? policy.graceSeconds : 0,
      expiresAt: place.cycleEnd,
      requiresSubscription: true,
      source: place.cycle === 0 ? `${plan.name}, trial` : `${plan.name}, cycle ${place.cycle}`,
      paid: i === 0 ? paid : null,
    }
    const granted = grant(state, command, now)
    if (isRefusal(granted)) throw new RangeError(`a cycle's credits were refused: ${granted.message}`)
    batch.apply(granted)
  }
}

/** Refuses credits past the bounds of a wallet. Checked before anything is put into the batch. */
export function refuseGrants(
  batch: Batch,
  organizationId: OrganizationId,
  allowances: readonly Allowance[],
): CreditsOutOfBounds | null {
  return allowances.some((each) => withinBounds(batch, organizationId, each) !== each) ? creditsOutOfBounds() : null
}

/** The credits of an allowance that the pool can take: the same allowance if it can take all. */
export function withinBounds(batch: Batch, organizationId: OrganizationId, allowance: Allowance): Allowance {
  const granted = batch.walletOf(organizationId, organizationId, allowance.creditType)?.wallet.granted ?? 0n
  const room = CREDITS_MAX - granted
  return allowance.credits <= room ? allowance : { ...allowance, credits: room }
}

/** Carries the remaining credits of the cycle over, up to a maximum of each type. Returns the carried credits. */
export function prolong(batch: Batch, organizationId: OrganizationId, how: CarryOver, now: Date): Allowance[] {
  const { decisions, carried } = carryOver(batch.walletsOf(organizationId), how, now)
  for (const decision of decisions) batch.apply(decision)
  return [...carried].map(([creditType, credits]) => ({ creditType, credits }))
}

/** Ends a subscription's credits with it. Its allowances know what expired of the credits that earlier cycles had brought. */
export function end(batch: Batch, subscription: Subscription, now: Date): Subscription {
  const { organizationId, cycleStart } = subscription
  if (subscription.status === 'INCOMPLETE') return subscription
  const hasCycle = isInForce(subscription) || subscription.status === 'PAUSED'
  const allowances = allowancesOf(subscription).map((allowance) => {
    const states = batch.walletsOf(organizationId).filter(({ wallet }) => wallet.creditType === allowance.creditType)
    const older = states.flatMap(({ lots }) =>
      [...lots.values()].filter((lot) => isOfCycle(lot) && lot.createdAt < cycleStart),
    )
    const expired = older.reduce((sum, { available, locked }) => sum + available + locked, 0n)
    return hasCycle && expired > 0n ? { ...allowance, expired } : allowance
  })
  close(batch, organizationId, now)
  return {
    ...subscription,
    ...{ allowances: writeAllowances(allowances), awaited: [], paymentDueAt: null, pausedAt: null, resumesAt: null },
  }
}

/** Unlocks lots that require a subscription. Lots that earlier cycles have brought end with the present one. */
export function resume(batch: Batch, organizationId: OrganizationId, cycleEnd: Date): void {
  const apply = (decisions: readonly Decision[]) => {
    for (const decision of decisions) batch.apply(decision)
  }
  apply(resumeAll(batch.walletsOf(organizationId), batch.timeOf(organizationId)))
  apply(endWithCycle(batch.walletsOf(organizationId), cycleEnd))
}

/** Expires the cycle's credits. With `suspends`, lots that require a subscription are locked until the next one. */
export function close(
  batch: Batch,
  organizationId: OrganizationId,
  now: Date,
  { suspends } = { suspends: true },
): void {
  for (const decision of endCycles(batch.walletsOf(organizationId), { suspends }, now)) batch.apply(decision)
}

/** The sums of two lists of credits. */
export function together(one: readonly Allowance[], other: readonly Allowance[]): Allowance[] {
  const sums = new Map<string, Credits>()
  for (const { creditType, credits } of [...one, ...other]) {
    sums.set(creditType, (sums.get(creditType) ?? 0n) + credits)
  }
  return [...sums].map(([creditType, credits]) => ({ creditType, credits }))
}
