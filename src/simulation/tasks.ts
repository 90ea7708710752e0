// The tasks of an organization in a simulation: each is priced by the draft, its credits are frozen if they are there, and it ends as
// it ended in the past.

import type { PriceRule } from '../database/generated/client/client.ts'
import type { PriceBookVersion } from '../engine/priceBook.ts'
import { newId, type OrganizationId } from '../ids.ts'
import { type Cost, costsOfTask } from '../ledger/cost.ts'
import { isRefusal } from '../ledger/refusals.ts'
import { release, spend } from '../ledger/settle.ts'
import type { Credits, Hold } from '../ledger/wallet.ts'
import { refuseUnentitled } from '../plans/plan.ts'
import type { Input } from '../pricing/constraints.ts'
import { costsOf, type Price, type PriceRefusal, priceOf } from '../pricing/priceOf.ts'
import { settle, settles } from '../pricing/settlement.ts'
import { freezeAllWithin, payingHolders, settleLateWithin, type ToFreeze } from '../wallets/funding.ts'
import type { PastEvent } from './reads.ts'
import type { State } from './state.ts'
import type { Tally } from './tally.ts'

/** A task that was submitted and may still be named. */
interface PlayedTask {
  /** The rule that prices it; null: its price was agreed before, and stays. */
  readonly rule: PriceRule | null
  /** Its holds by credit type, as far as it has any. */
  readonly holds: Map<string, string>
  /** The credits that were frozen for it in the past, by credit type. */
  readonly frozen: ReadonlyMap<string, Credits>
  readonly isMetered: boolean
  hasEnded: boolean
  /** True once it was settled late. */
  isLate: boolean
}

/** A task event: of the journal, and so of a task that exists. */
export type TaskEvent = PastEvent & { readonly taskId: string; readonly model: string; readonly operation: string }

export class Tasks {
  readonly #state: State
  readonly #present: PriceBookVersion
  readonly #tally: Tally
  readonly #tasks = new Map<string, PlayedTask>()
  readonly #refused = new Set<string>()

  constructor(state: State, present: PriceBookVersion, tally: Tally, open: readonly Hold[]) {
    this.#state = state
    this.#present = present
    this.#tally = tally
    for (const { id, taskId, credits, walletId } of open) {
      if (taskId === null) continue
      const { creditType } = state.wallet(walletId).wallet
      const known = this.#tasks.get(taskId)
      const holds = new Map([...(known?.holds ?? []), [creditType, id]])
      const frozen = new Map([...(known?.frozen ?? []), [creditType, credits]])
      this.#tasks.set(taskId, { rule: null, holds, frozen, isMetered: true, hasEnded: false, isLate: false })
    }
  }

  /** The hold of a task in one credit type; undefined: it has none. */
  holdOf(taskId: string, creditType: string): Hold | undefined {
    const id = this.#tasks.get(taskId)?.holds.get(creditType)
    return id === undefined ? undefined : this.#state.hold(id)
  }

  isKnown(taskId: string): boolean {
    return this.#tasks.has(taskId) || this.#refused.has(taskId)
  }

  hasEnded(taskId: string): boolean {
    return this.#tasks.get(taskId)?.hasEnded === true
  }

  isNamed = (holdId: string): boolean => {
    const taskId = this.#state.hold(holdId)?.taskId
    return taskId !== null && taskId !== undefined && this.#tasks.has(taskId)
  }

  submit(event: TaskEvent, plan: string | null): void {
    if (event.submittedAt !== null && event.submittedAt < event.createdAt) {
      this.#submitLate(event)
      return
    }
    const agreed = agreedCosts(event, this.#present)
    const priced = this.#price(event, agreed)
    const subjects = this.#subjects(event, plan)
    const mainType = agreed[0]?.creditType ?? ''
    const refusal = priced !== null && isRefusal(priced) ? priced : this.#freeze(event, priced, agreed)
    this.#tally.add(subjects, mainType, { tasks: 1, refused: refusal ? 1 : 0 })
    if (!refusal) return
    this.#tally.refuse(refusal.code, mainType)
    this.#refused.add(event.taskId)
  }

  /** Freezes what a task of before the beginning cost that had timed out, and is paid late. */
  #submitLate(event: TaskEvent): void {
    const { creditType } = this.#state.wallet(event.walletId ?? '').wallet
    const refusal = this.#freeze({ ...event, isMetered: true }, null, [{ creditType, credits: event.credits }])
    if (refusal) this.#refused.add(event.taskId)
  }

  #subjects({ organizationId, model, operation }: TaskEvent, plan: string | null) {
    return { organization: organizationId, model: `${model}\n${operation}`, plan: plan ?? '' }
  }

  /** The draft's price; null if the price was agreed before, or can't be known any more. */
  #price(event: TaskEvent, agreed: readonly Cost[]): Price | null | PriceRefusal {
    const { model, operation, createdAt, forgottenAt, isMetered } = event
    if (forgottenAt !== null) {
      this.#tally.unknown.inputRemoved++
      return null
    }
    const organizationId = event.organizationId as OrganizationId
    const work = { model, operation, input: event.input as Input }
    const presentRules = this.#present.rulesOf(model, operation)
    const maxCredits = event.price
    const wanted = [work, { ...work, maxCredits }].find((each) => {
      const price = priceOf(presentRules, organizationId, each, createdAt)
      return !isRefusal(price) && sameCosts(costsOf(price), agreed)
    })
    if (!wanted || isMetered) {
      this.#tally.unknown.agreed++
      return null
    }
    return priceOf(this.#state.batch.priceBook.rulesOf(model, operation), organizationId, wanted, createdAt)
  }

  /** Freezes the price of a task; or refuses. */
  #freeze(event: TaskEvent, price: Price | null, agreed: readonly Cost[]) {
    const { batch, snapshot } = this.#state
    const { subscription } = snapshot
    if (price) {
      const refusal = refuseUnentitled(batch.priceBook, subscription, price.rule)
      if (refusal && !refuseUnentitled(this.#present, subscription, price.rule)) return refusal
    }
    const { organizationId, memberId, taskId, model, operation, tags } = event
    const purpose = { model, operation }
    const expiresAt = new Date(Math.max(event.expiresAt?.getTime() ?? 0, event.createdAt.getTime() + 1))
    const holds = new Map<string, string>()
    const all = (price ? costsOf(price) : agreed).flatMap(({ creditType, credits }): ToFreeze[] => {
      if (credits === 0n) return []
      const holdId = newId()
      holds.set(creditType, holdId)
      return [
        {
          spending: { memberId, apiKeyId: event.apiKeyId, creditType, purpose, tags: [...tags] },
          command: { holdId, taskId, credits, purpose, description: null, runId: null, expiresAt },
        },
      ]
    })
    const held = freezeAllWithin(batch, organizationId, payingHolders(batch, organizationId, memberId), all)
    if (isRefusal(held)) {
      if (held.code === 'INSUFFICIENT_CREDITS') {
        const { required, available } = held
        const creditType = all.find(({ command }) => command.credits === required)?.spending.creditType ?? ''
        if (!this.#tally.ranOut.has(creditType))
          this.#tally.ranOut.set(creditType, { creditType, at: event.createdAt, required, available })
      }
      return held
    }
    const frozen = new Map(agreed.map(({ creditType, credits }) => [creditType, credits]))
    this.#tasks.set(taskId, {
      rule: price?.rule ?? null,
      holds,
      frozen,
      isMetered: event.isMetered,
      hasEnded: false,
      isLate: false,
    })
    return null
  }

  /** Ends a task as it ended. `spent`: the credits that were spent then, by credit type. */
  end(event: TaskEvent, spent: ReadonlyMap<string, Credits>, plan: string | null): void {
    if (this.#refused.delete(event.taskId)) return
    const task = this.#tasks.get(event.taskId)
    if (!task || task.hasEnded) return
    task.hasEnded = true
    const timedOut = event.holdStatus === 'TIMED_OUT'
    for (const [creditType, holdId] of task.holds) {
      const hold = this.#state.hold(holdId)
      if (!hold) continue
      const charge =
        event.status === 'SUCCEEDED' && !timedOut ? this.#charge(event, task, hold, creditType, spent) : null
      const after = this.#settle(event, hold, charge, timedOut)
      this.#tally.add(this.#subjects(event, plan), creditType, { creditsAfter: after })
    }
    if (!event.isNamedLater) this.#tasks.delete(event.taskId)
  }

  #settle(event: TaskEvent, hold: Hold, charge: Credits | null, timedOut: boolean): Credits {
    const now = event.createdAt
    const state = this.#state.batch.walletOfHold(hold) ?? this.#state.wallet(hold.walletId)
    if (charge === null) {
      const released = release(state, hold, timedOut ? 'TIMED_OUT' : 'RELEASED', now)
      if (!isRefusal(released)) this.#state.apply(released)
      return 0n
    }
    const purpose = { model: event.model, operation: event.operation }
    const wanted = spend(state, hold, { credits: charge, keepOpen: false, purpose }, now)
    const spent = isRefusal(wanted)
      ? spend(state, hold, { credits: hold.credits, keepOpen: false, purpose }, now)
      : wanted
    if (isRefusal(spent)) return 0n
    this.#state.apply(spent)
    return spent.hold.spent
  }

  #charge(
    event: TaskEvent,
    { rule, frozen, isMetered }: PlayedTask,
    hold: Hold,
    creditType: string,
    spent: ReadonlyMap<string, Credits>,
  ): Credits {
    const then = spent.get(creditType) ?? 0n
    if (isMetered) return then
    if (rule && settles(rule, creditType)) {
      const { input, result, startedAt, createdAt, submittedAt } = event
      const task = { input: input as never, createdAt: submittedAt ?? createdAt, startedAt, forgottenAt: null }
      const settled = settle(rule, task, { creditType, credits: hold.credits }, (result ?? {}) as Input, createdAt)
      if (typeof settled === 'bigint') return settled
      this.#tally.unknown.unsettled++
      return hold.credits
    }
    // Something else than the frozen price was settled by the former rule, or stated by a worker: what a worker says, stays.
    const ofThen = this.#present.rule(event.priceRuleId ?? '')
    const wasSettled = rule !== null && ofThen !== undefined && settles(ofThen, creditType)
    return wasSettled || then === (frozen.get(creditType) ?? 0n) ? hold.credits : then
  }

  /** Settles a task that had timed out, as it was settled late in the past. */
  settleLate(event: TaskEvent, charges: ReadonlyMap<string, Credits>, plan: string | null): void {
    const task = this.#tasks.get(event.taskId)
    if (!task?.hasEnded || task.isLate) return
    task.isLate = true
    for (const [creditType, id] of task.holds) {
      const hold = this.#state.hold(id)
      const state = hold && this.#state.batch.walletOfHold(hold)
      if (!hold || !state) continue
      const asked = this.#charge(event, task, { ...hold, credits: hold.released }, creditType, charges)
      const credits = asked < hold.released ? asked : hold.released
      const purpose = { model: event.model, operation: event.operation }
      const settled = settleLateWithin(this.#state.batch, state, hold, { credits, purpose, holdId: newId() })
      if (isRefusal(settled)) continue
      this.#state.apply(settled)
      task.holds.set(creditType, settled.hold.id)
      const { spent, owed } = settled.hold
      this.#tally.add(this.#subjects(event, plan), creditType, { creditsAfter: spent + owed })
    }
  }

  /** Counts the credits that a task owes for what it did before the beginning. */
  countOwed(event: TaskEvent, creditType: string, credits: Credits, plan: string | null): void {
    this.#tally.add(this.#subjects(event, plan), creditType, { creditsAfter: credits })
  }

  /** Counts the credits that a task has really spent. */
  countSpent(event: TaskEvent, creditType: string, credits: Credits, plan: string | null): void {
    this.#tally.add(this.#subjects(event, plan), creditType, { creditsBefore: credits })
  }

  /** Counts the credits that were really refunded. */
  countRefundedBefore(event: TaskEvent, creditType: string, credits: Credits, plan: string | null): void {
    this.#tally.add(this.#subjects(event, plan), creditType, { refundedBefore: credits })
  }

  /** Counts the credits of a refund. */
  countRefunded(event: TaskEvent, creditType: string, credits: Credits, plan: string | null): void {
    this.#tally.add(this.#subjects(event, plan), creditType, { refundedAfter: credits })
  }
}

/** The costs of a task as they were agreed on submit. */
function agreedCosts({ price, priceRuleId, furtherCosts }: TaskEvent, present: PriceBookVersion): readonly Cost[] {
  const creditType = present.rule(priceRuleId ?? '')?.creditType ?? ''
  return costsOfTask({ credits: price ?? 0n, furtherCosts: furtherCosts ?? null }, creditType)
}

function sameCosts(some: readonly Cost[], others: readonly Cost[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ creditType, credits }, i) => others[i]?.creditType === creditType && others[i].credits === credits)
  )
}
