// Freezes credits within every limit, in one decision: it checks the budgets and chooses the wallet that pays.
//
// One wallet pays the whole price of one credit type, because a hold belongs to one wallet: the member's own wallet if it can, else
// the pool if the organization allows that. A refusal names the limit that was reached. Credits of several types are frozen
// together: each in a wallet and against budgets of its own, so that none of them has to know of the others.

import type { Batch } from '../engine/batch.ts'
import type { OrganizationSnapshot } from '../engine/organizationSnapshot.ts'
import { newId } from '../ids.ts'
import {
  type Budget,
  type BudgetExceeded,
  type BudgetUsage,
  budgetAt,
  countsAt,
  isInPeriod,
  refuseOver,
  type Spending,
  spendingOf,
  usageAt,
  usedBy,
} from '../ledger/budget.ts'
import { type Freeze, freeze, type Held } from '../ledger/freeze.ts'
import {
  type ExpiryPassed,
  type HoldNotOpen,
  type InsufficientCredits,
  insufficientCredits,
  isRefusal,
  type Source,
  type SpendExceedsHold,
} from '../ledger/refusals.ts'
import { refuseOverRuns } from '../ledger/run.ts'
import { type LateSpend, settleLate } from '../ledger/settle.ts'
import { CREDITS_MAX, type Credits, type Hold, type WalletState } from '../ledger/wallet.ts'
import { type RunMoreRefusal, type RunRefusal, refuseChild, refuseMoreInRun } from '../runs/rules.ts'

/** The refusals of limits on what may be frozen in addition: budgets, and the runs that it counts in. */
export type MoreRefusal = BudgetExceeded | RunMoreRefusal

export type FundingRefusal = InsufficientCredits | ExpiryPassed | BudgetExceeded | RunRefusal

/** The holders whose wallets can pay for a member, in their order. Commands name them in `reads.holders`. */
export function holdersFor(organizationId: string, memberId: string | null): string[] {
  return memberId === null ? [organizationId] : [memberId, organizationId]
}

/** The holders among them whose wallets may pay by the organization's policy. */
export function payingHolders(batch: Batch, organizationId: string, memberId: string | null): string[] {
  const usesPool = memberId === null || batch.organization(organizationId)?.membersUsePool
  return holdersFor(organizationId, memberId).filter((holderId) => usesPool || holderId !== organizationId)
}

/** The credits that the tightest hard budget leaves for some spending; null if no budget limits it. */
export function roomWithin(batch: Batch, organizationId: string, spending: Spending): Credits | null {
  return refuseOver(countedNow(batch, organizationId, spending), CREDITS_MAX + 1n)?.remaining ?? null
}

type HoldToOpen = Omit<Freeze, 'usages' | 'spending'>

/** A hold to open, and the spending that it is for. */
export interface ToFreeze {
  readonly spending: Spending
  readonly command: HoldToOpen
}

/** Opens a hold and puts it into the batch; or refuses and puts nothing. */
export function freezeWithin(
  batch: Batch,
  organizationId: string,
  spending: Spending,
  holders: readonly string[],
  command: HoldToOpen,
): Held | FundingRefusal {
  const funded = fund(batch, organizationId, spending, holders, command)
  return isRefusal(funded) ? funded : putFunded(batch, funded)
}

/** Opens holds of different credit types and puts them into the batch: all of them; or refuses and puts nothing. */
export function freezeAllWithin(
  batch: Batch,
  organizationId: string,
  holders: readonly string[],
  all: readonly ToFreeze[],
): Held[] | FundingRefusal {
  const funded: Funded[] = []
  for (const { spending, command } of all) {
    const each = fund(batch, organizationId, spending, holders, command)
    if (isRefusal(each)) return each
    funded.push(each)
  }
  return funded.map((each) => putFunded(batch, each))
}

/** A hold that can be opened, and the usages that it counts against. */
interface Funded {
  readonly held: Held
  readonly counted: Counted
}

/** Decides a hold within every limit, and puts nothing. */
function fund(
  batch: Batch,
  organizationId: string,
  spending: Spending,
  holders: readonly string[],
  command: HoldToOpen,
): Funded | FundingRefusal {
  const counted = countedNow(batch, organizationId, spending)
  const over =
    refuseOver(counted, command.credits) ??
    refuseChild(batch, organizationId, command.runId ?? null, spending, command.credits)
  if (over) return over
  const held = planHold(batch, organizationId, spending, holders, command, counted)
  return isRefusal(held) ? held : { held, counted }
}

function putFunded(batch: Batch, { held, counted }: Funded): Held {
  putNewUsages(batch, counted)
  batch.apply(held)
  return held
}

/** All refusals of a freeze, in the order in which `freezeWithin` meets them. Puts nothing into the batch. */
export function refusalsOfFreeze(
  ...[batch, organizationId, spending, holders, command]: Parameters<typeof freezeWithin>
): FundingRefusal[] {
  const counted = countedNow(batch, organizationId, spending)
  const held = planHold(batch, organizationId, spending, holders, command, counted)
  return [
    refuseOver(counted, command.credits),
    refuseChild(batch, organizationId, command.runId ?? null, spending, command.credits),
    isRefusal(held) ? held : null,
  ].filter((refusal) => refusal !== null)
}

type Counted = readonly { readonly budget: Budget; readonly usage: BudgetUsage }[]

function countedNow(batch: Batch, organizationId: string, spending: Spending): Counted {
  const snapshot = batch.organization(organizationId)
  return snapshot ? countedAgainst(snapshot, spending, batch.timeOf(organizationId)) : []
}

/** Decides a hold on the first of the holders' wallets that can pay, without changing the batch. */
function planHold(
  batch: Batch,
  organizationId: string,
  spending: Spending,
  holders: readonly string[],
  command: HoldToOpen,
  counted: Counted,
): Held | InsufficientCredits | ExpiryPassed {
  const now = batch.timeOf(organizationId)
  const usages = counted.map(({ usage }) => usage.id)
  const { memberId, apiKeyId, purpose, tags } = spending
  const whose = {
    memberId,
    apiKeyId,
    countsAt: null,
    model: purpose?.model ?? null,
    operation: purpose?.operation ?? null,
    tags: [...tags],
  }
  const sources: Source[] = []
  for (const holderId of holders) {
    const isPool = holderId === organizationId
    const state = batch.walletOf(organizationId, holderId, spending.creditType)
    if (!state) continue
    const held = freeze(state, { ...command, usages, spending: whose }, now)
    if (!isRefusal(held)) return held
    if (held.code !== 'INSUFFICIENT_CREDITS') return held
    sources.push({ isPool, available: held.available })
  }
  const most = sources.reduce((max, { available }) => (available > max ? available : max), 0n)
  return insufficientCredits(spending.creditType, command.credits, most, sources)
}

/**
 * Settles a hold that has timed out; the caller applies the decision. Paid credits count against the budgets that the hold counted
 * against, and against those that were made since then in the hold's period.
 */
export function settleLateWithin(
  batch: Batch,
  state: WalletState,
  hold: Hold,
  command: Omit<LateSpend, 'usages' | 'isOverCap'>,
): Held | HoldNotOpen | SpendExceedsHold {
  const { organizationId } = hold
  const snapshot = batch.organization(organizationId)
  const now = batch.timeOf(organizationId)
  const spending = spendingOf(hold, state.wallet.creditType)
  const since = (snapshot ? countedAgainst(snapshot, spending, now) : []).filter(
    // A TOTAL budget counts from its creation on, and all holds that it counts name it.
    ({ budget, usage }) =>
      budget.period !== 'TOTAL' && isInPeriod(usage, countsAt(hold)) && !hold.usages.includes(usage.id),
  )
  const usages = [...hold.usages, ...since.map(({ usage }) => usage.id)]
  // The cap of a run is a promise, even to those whose work came late: what has no room left is not charged.
  const isOverCap = refuseOverRuns(batch.runsOf(organizationId, hold.runId), command.credits) !== null
  const settled = settleLate(state, hold, { ...command, usages, isOverCap }, now)
  if (isRefusal(settled)) return settled
  if (settled.hold.id === command.holdId) putNewUsages(batch, since)
  else if (settled.hold.owed > 0n) {
    // The hold counts by itself from now on, no longer in the sums that the budgets took over.
    for (const { usage } of since) {
      batch.putUsage({ ...usage, takenOver: usage.takenOver - usedBy(hold) })
      batch.nameUsage(batch.hold(organizationId, hold.id) ?? hold, usage.id)
    }
  }
  return settled
}

function putNewUsages(batch: Batch, counted: readonly { readonly usage: BudgetUsage }[]): void {
  for (const { usage } of counted) if (!batch.usage(usage.organizationId, usage.id)) batch.putUsage(usage)
}

/** Refuses more credits for an open hold if a budget or its run has too few left; null if none has. */
export function refuseMore(batch: Batch, hold: Hold, credits: Credits): MoreRefusal | null {
  return refusalsOfMore(batch, hold, credits)[0] ?? null
}

/** The refusals of more credits for an open hold, by the tightest budget and by its runs. */
export function refusalsOfMore(batch: Batch, hold: Hold, credits: Credits): MoreRefusal[] {
  if (credits <= 0n) return []
  const budgets = batch.organization(hold.organizationId)?.budgets
  const now = batch.timeOf(hold.organizationId)
  const counted = hold.usages.flatMap((id) => {
    const usage = batch.usage(hold.organizationId, id)
    const budget = usage && budgets?.get(usage.budgetId)
    return usage && budget ? [{ budget: budgetAt(budget, now), usage }] : []
  })
  return [refuseOver(counted, credits), refuseMoreInRun(batch, hold, credits)].filter((refusal) => refusal !== null)
}

/** The budgets that limit some spending, each with its usage in the period of `now`. */
export function countedAgainst(
  { organizationId, timeZone, budgets }: Pick<OrganizationSnapshot, 'organizationId' | 'timeZone' | 'budgets'>,
  spending: Spending,
  now: Date,
): { budget: Budget; usage: BudgetUsage }[] {
  return budgets.against(spending).map((budget) => {
    const usage = usageAt(budget, budgets.newestUsage(budget.id), timeZone, now)
    return {
      budget: budgetAt(budget, now),
      usage: 'id' in usage ? usage : { ...usage, organizationId, id: newId(), budgetId: budget.id },
    }
  })
}
