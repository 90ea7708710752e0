// Subscriptions in a simulation. A cycle begins when it began in the past; what it carries over and what it brings is decided by the
// draft's plan.

import type { Plan, Subscription } from '../database/generated/client/client.ts'
import type { OrganizationId } from '../ids.ts'
import { type Cycle, cycleAt } from '../ledger/cycle.ts'
import type { Lot } from '../ledger/wallet.ts'
import { close, grantCycle, prolong, resume, withinBounds } from '../plans/effects.ts'
import { type Allowance, creditsOfCycle, creditsOfTrial, priceOfCycle, writeCarryLimit } from '../plans/plan.ts'
import { carriesOver } from '../plans/rules.ts'
import { cycleEndAt, type Opening, subscriptionAt } from './opening.ts'
import type { State } from './state.ts'

/** The source of a cycle's lot names its plan: src/plans/effects.ts. */
const SOURCE = /^(.*), (trial|cycle \d+)$/

/** A cycle that has begun, and the credits that it has brought. */
interface Begun {
  readonly plan: Plan
  readonly end: Date
  readonly isTrial: boolean
  readonly grants: readonly Allowance[]
}

export class Cycles {
  readonly #state: State
  readonly #subscriptions: readonly Subscription[]
  #present: Subscription | null = null
  /** The present cycle; null: none has begun. */
  #cycle: Begun | null = null

  constructor(state: State, { subscriptions }: Opening, from: Date) {
    this.#state = state
    this.#subscriptions = subscriptions
    this.follow(from)
    const { priceBook } = state.batch
    const present = this.#present
    const plan = present && present.createdAt < from ? priceBook.plan(present.planId) : undefined
    const end = cycleEndAt(present, priceBook, from)
    if (plan && end) this.#cycle = { plan, end, isTrial: present?.status === 'TRIALING', grants: [] }
  }

  /** The name of the present plan; null: no plan is in force. */
  get planName(): string | null {
    const { priceBook } = this.#state.batch
    return (this.#present && priceBook.plan(this.#present.planId)?.name) ?? null
  }

  /** Takes over the subscription that is in force at an instant. */
  follow(at: Date): void {
    const found = subscriptionAt(this.#subscriptions, at)
    if (found?.id === this.#present?.id) return
    this.#present = found
    this.#cycle = null
    this.#put(found && { ...found, status: 'ACTIVE', dueAt: null, carryLimit: null })
  }

  #put(subscription: Subscription | null): void {
    const { batch, snapshot } = this.#state
    batch.addOrganization({ ...snapshot, subscription })
  }

  /** Begins a cycle in the place of the one whose lot is given; false if it can't, because its plan is not known. */
  begin(lot: Lot, at: Date): boolean {
    const [, name = '', kind] = SOURCE.exec(lot.source ?? '') ?? []
    const { batch, snapshot } = this.#state
    const plan = batch.priceBook.planNamed(name)
    const present = this.#present
    if (!plan || !present || !kind) return false
    const isTrial = kind === 'trial'
    const cycle = isTrial ? trialOf(present, lot, at) : cycleOf(present, plan, at)
    if (!cycle) return false
    const organizationId = this.#state.organizationId as OrganizationId
    const before = this.#cycle
    let grants = isTrial ? creditsOfTrial(plan) : creditsOfCycle(plan, cycle.share)
    let carryLimit: Subscription['carryLimit'] = null
    if (!before) resume(batch, organizationId, cycle.place.cycleEnd)
    else if (before.end <= at) carryLimit = this.#renew(before, cycle.place.cycleEnd, at)
    else grants = this.#change(before, cycle.place.cycleEnd, grants, at)
    const brought = grants.map((allowance) => withinBounds(batch, organizationId, allowance))
    const paid = isTrial ? null : priceOfCycle(plan, cycle.share)
    grantCycle(batch, organizationId, plan, { place: cycle.place, grants: brought, paid })
    this.#cycle = { plan, end: cycle.place.cycleEnd, isTrial, grants: creditsOfCycle(plan, cycle.share) }
    this.#put({ ...(snapshot.subscription ?? present), planId: plan.id, carryLimit })
    this.#state.lotsChanged()
    return true
  }

  /** Ends the former cycle as its plan says. Returns the carry limit. */
  #renew({ plan, end, isTrial }: Begun, cycleEnd: Date, at: Date): Subscription['carryLimit'] {
    const { batch } = this.#state
    const organizationId = this.#state.organizationId as OrganizationId
    if (isTrial || !carriesOver(plan)) {
      close(batch, organizationId, at, { suspends: false })
      return null
    }
    const carried = prolong(batch, organizationId, { expiresAt: cycleEnd, max: plan.rolloverMax, endedAt: end }, at)
    return writeCarryLimit(plan.rolloverMax, carried, at)
  }

  /** Goes on with another plan in the middle of a cycle. Returns the credits that it brings. */
  #change({ plan, grants: had }: Begun, cycleEnd: Date, grants: readonly Allowance[], at: Date): Allowance[] {
    const organizationId = this.#state.organizationId as OrganizationId
    prolong(this.#state.batch, organizationId, { expiresAt: cycleEnd, max: null, endedAt: null }, at)
    if (plan.upgradePolicy !== 'NET_OF_USED') return [...grants]
    return grants.map(({ creditType, credits }) => {
      const before = had.find((each) => each.creditType === creditType)?.credits ?? 0n
      return { creditType, credits: credits > before ? credits - before : 0n }
    })
  }

  /** Ends the cycle's credits with the subscription. */
  end(at: Date): void {
    close(this.#state.batch, this.#state.organizationId as OrganizationId, at)
    this.#cycle = null
    this.#put(null)
    this.#state.lotsChanged()
  }
}

function cycleOf(subscription: Subscription, plan: Plan, at: Date): Cycle | null {
  return subscription.anchorAt > at ? null : cycleAt(subscription, plan, at)
}

function trialOf(subscription: Subscription, lot: Lot, at: Date): Cycle | null {
  const cycleEnd = subscription.trialEndsAt ?? lot.expiresAt
  if (!cycleEnd) return null
  const { timeZone } = subscription
  const place = { anchorAt: cycleEnd, timeZone, pausedDays: 0, cycle: 0, cycleStart: at, cycleEnd, periodEnd: cycleEnd }
  return { place, share: { from: 0, to: 1, of: 1 } }
}
