// A batch: the rows that its commands need, in their state after each decision, and the list of what changed.
//
// Commands read from it and put decisions into it; src/engine/load.ts fills it, src/engine/save.ts writes the changes. A row
// that changes ten times in a batch is written once, in its last state. Journal entries and task states are kept one by one,
// because they are history.

import { v7 as uuidv7 } from 'uuid'
import type { CreditRequest, QuoteItem, Subscription, Task } from '../database/generated/client/client.ts'
import { type BalanceThreshold, isLow } from '../ledger/alert.ts'
import { type Budget, type BudgetUsage, budgetAt, countChange, saysTheSame, usedBy } from '../ledger/budget.ts'
import { holdIdsOf } from '../ledger/cost.ts'
import type { Decision } from '../ledger/decision.ts'
import type { JournalEntry } from '../ledger/journal.ts'
import { must } from '../ledger/must.ts'
import { isRefusal } from '../ledger/refusals.ts'
import { countInRun, type Run } from '../ledger/run.ts'
import {
  type Credits,
  type Hold,
  type Lot,
  newWallet,
  type Wallet,
  type WalletPolicy,
  type WalletState,
} from '../ledger/wallet.ts'
import type { Traceparent } from '../telemetry/trace.ts'
import { alertOfUsage, crossingsOf, type NewAlert, withTopUpsDue } from './crossings.ts'
import type { FeedDraft, OutboxRow } from './feed.ts'
import { keptAfter } from './kept.ts'
import { Labels } from './labels.ts'
import { pair } from './mapKeys.ts'
import { OpenWallets } from './openWallets.ts'
import type { OrganizationSnapshot } from './organizationSnapshot.ts'
import { Payments } from './payments.ts'
import type { PriceBookVersion } from './priceBook.ts'
import type {
  AlertRow,
  AuditRow,
  Changes,
  DomainEvent,
  KeyRow,
  LabelRow,
  NewCosts,
  NewTerms,
  QuoteRow,
} from './records.ts'
import { allowanceOf, allowancesOf, carryOf, withCarryLeft } from './subscriptionTerms.ts'
import { TenantMap } from './tenantMap.ts'
import type { EndedTask } from './usage.ts'

/**
 * The counts of an organization: its members, its pools, its tasks that wait for an admin, its trials, its tasks with credits and holds
 * without a task that are under way, its tasks and such holds that were begun within a minute, and its payments that are open.
 */
export type CountName = 'members' | 'pools' | 'waitingTasks' | 'trials' | 'underWay' | 'begun' | 'openPayments'

/** An alert of a budget that a change has raised. */
interface Told {
  readonly budget: Budget
  readonly threshold: number
}

/** The credits that a new budget counts as used. The open holds are in the batch. */
export interface SpentBefore {
  /** Spent by holds that ended since an instant and before this batch, and owed for holds of the whole period. */
  readonly credits: bigint
  /** True if there are more open holds than a new budget counts: not all of them are in the batch. */
  readonly isTooMany: boolean
}

/** Entries that make credits available that were not there, or not usable; a release only gives back what was there. */
const COMES_IN: ReadonlySet<JournalEntry['type']> = new Set(['GRANT', 'MOVE_IN', 'MOVE_BACK', 'UNLOCK', 'REFUND'])

/** A UUIDv7 has 32 bits for a counter. This many of them count the alerts of a batch; the others count batches. */
const ALERT_BITS = 12
const BATCHES_IN_ID = 1n << BigInt(32 - ALERT_BITS)

export class Batch {
  /** The real time of all decisions in this batch. The lane sets it once it has the lock, so that no wait makes it old. */
  now = new Date(Number.NaN)
  /** The number of the last batch plus one. The lane sets it together with the time. */
  number = 0n
  /** The number of the last event of the feed before this batch. The lane sets it, too. */
  feedBefore = 0n
  /** The events of this batch; null: the feed is off. */
  feed: FeedDraft | null = null
  /** The version of the price book that all decisions in this batch use. */
  readonly priceBook: PriceBookVersion
  readonly wallets = new OpenWallets()
  readonly labels = new Labels()
  readonly payments = new Payments()
  readonly entries: JournalEntry[] = []
  readonly taskStates: Task[] = []
  /** The ends of tasks, of which usage is counted. */
  readonly endedTasks: EndedTask[] = []
  readonly newHolds = new Set<string>()
  /** The number of a hold's lines that are in the database. Lines are only ever added. */
  readonly savedLines = new Map<string, number>()
  readonly newTasks = new Set<string>()
  readonly newKeys: KeyRow[] = []
  readonly audit: AuditRow[] = []
  readonly alerts: AlertRow[] = []
  readonly domainEvents: DomainEvent[] = []
  readonly changedHolds = new Map<string, Hold>()
  /** Holds in the database that a new budget has given another usage. */
  readonly renamedHolds = new Map<string, Hold>()
  /** Holds in the database of which something was metered. */
  readonly meteredHolds = new Map<string, Hold>()
  readonly changedRuns = new Map<string, Run>()
  readonly changedTasks = new Map<string, Task>()
  readonly changedUsages = new Map<string, BudgetUsage>()
  readonly changedBudgets = new Map<string, Budget>()
  readonly changedQuoteItems = new Map<string, QuoteItem>()
  readonly changedRequests = new Map<string, CreditRequest>()
  readonly changedThresholds = new Map<string, BalanceThreshold>()
  readonly changedSubscriptions = new Map<string, Subscription>()
  readonly changedOrganizations = new Map<string, OrganizationSnapshot>()
  readonly changedKept = new Set<string>()
  /** Tasks whose input and result were removed. */
  readonly forgottenTasks: Task[] = []
  /** Tasks whose cost upstream became known, apart from a step of theirs. */
  readonly costedTasks = new Map<string, Task>()
  /** Ended tasks whose credits were refunded: followers get their new state, and nothing waits for their end any more. */
  readonly refundedTasks: Task[] = []
  /** Acts of the outbox that this batch gave their numbers in the feed. */
  readonly numberedActs: OutboxRow[] = []

  readonly #holds = new TenantMap<Hold>()
  /** Holds that had ended before this batch, with the credits that they had used. */
  readonly #endedBefore = new Map<string, Credits>()
  /** The credits that were spent by holds that had ended before this batch, for each new budget that counts them. */
  readonly #spentBefore = new Map<string, SpentBefore>()
  readonly #runs = new TenantMap<Run>()
  readonly #tasks = new TenantMap<Task>()
  readonly #keys = new TenantMap<KeyRow>()
  readonly #counts = new TenantMap<number>()
  readonly #quotes = new TenantMap<QuoteRow>()
  readonly #requests = new TenantMap<CreditRequest>()
  readonly #organizations = new Map<string, OrganizationSnapshot>()
  /** The usages that holds name, apart from the newest one of each budget in force. */
  readonly #usages = new TenantMap<BudgetUsage>()
  /** Wallets of organizations with thresholds whose balance, or whose allowance, the present command has changed. */
  readonly #watched = new Map<string, Pick<Wallet, 'organizationId' | 'holderId' | 'creditType'>>()
  /** Wallets that the present command has brought credits into. */
  readonly #cameIn = new Set<string>()
  #outbox: readonly OutboxRow[] = []
  /** The spans that caused the rows that jobs follow from; empty unless something is traced. */
  readonly #traces = new Map<object, Traceparent | null>()
  #puts = 0
  #taken = { entries: 0, keys: 0 }

  constructor(priceBook: PriceBookVersion) {
    this.priceBook = priceBook
  }

  // Called by load.

  addKey(row: KeyRow): void {
    this.#keys.set(row.organizationId, row.key, row)
  }

  addQuote(quote: QuoteRow): void {
    this.#quotes.set(quote.organizationId, quote.id, quote)
  }

  addRequest(request: CreditRequest): void {
    this.#requests.set(request.organizationId, request.id, request)
  }

  addLabel(row: LabelRow): void {
    this.labels.add(row)
  }

  addCount(organizationId: string, name: CountName, count: number): void {
    this.#counts.set(organizationId, name, count)
  }

  addTask(task: Task): void {
    this.#tasks.set(task.organizationId, task.id, task)
  }

  addHold(hold: Hold): void {
    this.#holds.set(hold.organizationId, hold.id, hold)
    this.savedLines.set(hold.id, hold.lines.length)
    if (hold.status !== 'OPEN') this.#endedBefore.set(hold.id, usedBy(hold))
  }

  addSpentBefore(budgetId: string, spent: SpentBefore): void {
    this.#spentBefore.set(budgetId, spent)
  }

  addOrganization(snapshot: OrganizationSnapshot): void {
    this.#organizations.set(snapshot.organizationId, snapshot)
  }

  addUsage(usage: BudgetUsage): void {
    this.#usages.set(usage.organizationId, usage.id, usage)
  }

  addRun(run: Run): void {
    this.#runs.set(run.organizationId, run.id, run)
  }

  addOutbox(rows: readonly OutboxRow[]): void {
    this.#outbox = rows
  }

  addWallet(wallet: Wallet, lots: readonly Lot[]): void {
    this.wallets.add(wallet, lots, wallet.sequence)
  }

  addClosedLot(lot: Lot): void {
    this.wallets.addClosedLot(lot)
  }

  // Called by commands, to read.

  key(organizationId: string, key: string): KeyRow | undefined {
    return this.#keys.get(organizationId, key)
  }

  /** The time of an organization's decisions: the real time, or that of its own clock. */
  timeOf(organizationId: string): Date {
    return this.#organizations.get(organizationId)?.clockAt ?? this.now
  }

  quote(organizationId: string, id: string): QuoteRow | undefined {
    return this.#quotes.get(organizationId, id)
  }

  request(organizationId: string, id: string): CreditRequest | undefined {
    return this.#requests.get(organizationId, id)
  }

  /** The open requests of a member. The command names the member in `reads.requestsOf`. */
  openRequestsOf(organizationId: string, memberId: string): CreditRequest[] {
    return [...this.#requests.of(organizationId)].filter(
      (request) => request.memberId === memberId && request.status === 'OPEN',
    )
  }

  /** The number of an organization's members, pools or waiting tasks. The command names it in `reads.counts`. */
  count(organizationId: string, name: CountName): number {
    const count = this.#counts.get(organizationId, name)
    if (count === undefined) throw new RangeError(`the number of ${name} of ${organizationId} is not in this batch`)
    return count
  }

  /** Returns whether the command has named a count in `reads.counts`. */
  hasCount(organizationId: string, name: CountName): boolean {
    return this.#counts.has(organizationId, name)
  }

  #countMore(organizationId: string, name: CountName, more: number): void {
    const count = this.#counts.get(organizationId, name)
    if (count !== undefined) this.#counts.set(organizationId, name, count + more)
  }

  task(organizationId: string, id: string): Task | undefined {
    return this.#tasks.get(organizationId, id)
  }

  hold(organizationId: string, id: string): Hold | undefined {
    return this.#holds.get(organizationId, id)
  }

  run(organizationId: string, id: string): Run | undefined {
    return this.#runs.get(organizationId, id)
  }

  /** A run, and those that it is a part of; empty: it does not exist, or it is null. */
  runsOf(organizationId: string, id: string | null): Run[] {
    const run = id === null ? undefined : this.run(organizationId, id)
    return run ? run.path.map((each) => must(this.run(organizationId, each), 'a run is read with those above it')) : []
  }

  runs(): Iterable<Run> {
    return this.#runs.values()
  }

  wallet(organizationId: string, id: string): WalletState | undefined {
    return this.wallets.get(organizationId, id)
  }

  /** `holderId` is the organization's own id for its pool, else a member's. */
  walletOf(organizationId: string, holderId: string, creditType: string): WalletState | undefined {
    return this.wallets.ofHolder(organizationId, holderId, creditType)
  }

  /** The wallet of a holder; a new and empty one, with the given id, if the holder has none. `openWallet` puts that into the batch. */
  walletFor(identity: Pick<Wallet, 'organizationId' | 'id' | 'holderId' | 'creditType'>): WalletState {
    const { organizationId, holderId, creditType } = identity
    const createdAt = this.timeOf(organizationId)
    return (
      this.walletOf(organizationId, holderId, creditType) ?? {
        wallet: newWallet({ ...identity, createdAt }),
        lots: new Map(),
      }
    )
  }

  /** The credits that were used before a new budget. The command names the budget in `reads.usedSoFar`. */
  spentBefore(budgetId: string): SpentBefore {
    const spent = this.#spentBefore.get(budgetId)
    if (!spent) throw new RangeError(`what was spent before budget ${budgetId} is not in this batch`)
    return spent
  }

  /** The holds of an organization that are known. */
  holdsOf(organizationId: string): Iterable<Hold> {
    return this.#holds.of(organizationId)
  }

  /** The credits that an ended hold has used in this batch: spent, owed, or refunded, which counts against them. */
  usedHere(hold: Hold): Credits {
    if (!this.changedHolds.has(hold.id)) return 0n
    return usedBy(hold) - (this.#endedBefore.get(hold.id) ?? 0n)
  }

  /** The wallet of a hold, with the credits that holds may give back past the last renewal. */
  walletOfHold({ organizationId, walletId }: Hold): WalletState | undefined {
    const open = this.wallets.get(organizationId, walletId)
    const subscription = this.#organizations.get(organizationId)?.subscription
    const carry = open && subscription && carryOf(subscription, open.wallet.creditType)
    return carry ? { wallet: open.wallet, lots: open.lots, carry } : open
  }

  /** A lot that has no usable credits left. */
  closedLot(organizationId: string, id: string): Lot | undefined {
    return this.wallets.closedLot(organizationId, id)
  }

  /** The lineage of a lot: its origin, or the lot itself if it has none, and then all lots that were split off that one, by age. */
  lineage(organizationId: string, id: string): Lot[] {
    return this.wallets.lineage(organizationId, id)
  }

  organization(organizationId: string): OrganizationSnapshot | undefined {
    return this.#organizations.get(organizationId)
  }

  /** The newest usage of a budget; undefined if nothing was ever counted against it. */
  newestUsage(organizationId: string, budgetId: string): BudgetUsage | undefined {
    return this.#organizations.get(organizationId)?.budgets.newestUsage(budgetId)
  }

  usage(organizationId: string, id: string): BudgetUsage | undefined {
    return this.#organizations.get(organizationId)?.budgets.usage(id) ?? this.#usages.get(organizationId, id)
  }

  // Called by commands, to put decisions in. Each counts itself among `puts`.

  /** The number of times that something was put in. */
  get puts(): number {
    return this.#puts + this.labels.puts + this.payments.puts
  }

  /** Decides by a function that may refuse. Throws if it refuses after it has put something in: a part of that would stay. */
  whole<Decided extends object>(decide: () => Decided): Decided {
    const { puts } = this
    const decided = decide()
    if (isRefusal(decided) && this.puts !== puts) {
      throw new RangeError(`a decision has put something into the batch before it was refused: ${decided.code}`)
    }
    return decided
  }

  /** Opens a wallet, unless the batch has it. The same command must bring credits into it. */
  openWallet(wallet: Wallet): void {
    if (this.wallets.get(wallet.organizationId, wallet.id)) return
    this.#puts++
    this.wallets.add(wallet, [], null)
    if (wallet.holderId === wallet.organizationId) this.#countMore(wallet.organizationId, 'pools', 1)
  }

  /** Puts the decision of a rule into the batch. */
  apply(decision: Decision): void {
    this.#puts++
    const { wallet, hold, timedOut, carryLeft, entries } = decision
    this.wallets.apply(decision)
    this.#watch(wallet)
    if (entries.some(({ type }) => COMES_IN.has(type))) this.#cameIn.add(wallet.id)
    for (const each of [timedOut, hold]) {
      if (!each) continue
      const told: Told[] = []
      const before = this.#holds.get(each.organizationId, each.id)
      if (!before) this.newHolds.add(each.id)
      for (const usageId of each.usages) {
        const usage = this.usage(each.organizationId, usageId)
        if (!usage) throw new RangeError(`budget usage ${usageId} of hold ${each.id} is not in this batch`)
        this.putUsage(this.#alertOf(countChange(usage, before, each), told))
      }
      if (each.runId !== null) this.#countInRuns(each.runId, before, each)
      if (each.taskId === null) this.#countHold(before, each)
      if (each.meter !== (before?.meter ?? null) && !this.newHolds.has(each.id)) this.meteredHolds.set(each.id, each)
      this.#holds.set(each.organizationId, each.id, each)
      this.changedHolds.set(each.id, each)
    }
    if (carryLeft !== undefined) this.#leave(wallet, carryLeft)
    this.entries.push(...entries)
  }

  /** Counts a hold without a task as a task is counted. One that pays for a hold that had timed out is nothing new. */
  #countHold(before: Hold | undefined, { organizationId, status, countsAt }: Hold): void {
    const open = Number(status === 'OPEN') - Number(before?.status === 'OPEN')
    if (open !== 0) this.#countMore(organizationId, 'underWay', open)
    if (!before && countsAt === null) this.#countMore(organizationId, 'begun', 1)
  }

  #countInRuns(runId: string, before: Hold | undefined, after: Hold): void {
    for (const run of this.runsOf(after.organizationId, runId)) this.putRun(countInRun(run, before, after))
  }

  /** Creates or changes a run. */
  putRun(run: Run): void {
    if (this.run(run.organizationId, run.id) === run) return
    this.#puts++
    this.addRun(run)
    this.changedRuns.set(run.id, run)
  }

  /** Takes over what was metered of a hold, when no credits move. */
  putMetered(hold: Hold): void {
    this.#puts++
    const { organizationId, id } = hold
    this.#holds.set(organizationId, id, hold)
    if (this.changedHolds.has(id)) this.changedHolds.set(id, hold)
    if (!this.newHolds.has(id)) this.meteredHolds.set(id, hold)
  }

  /** Stores what is left of the carry limit of a credit type. */
  #leave({ organizationId, creditType }: Wallet, left: bigint): void {
    const subscription = this.#organizations.get(organizationId)?.subscription
    if (!subscription) throw new RangeError(`organization ${organizationId} has no subscription in this batch`)
    this.putSubscription(withCarryLeft(subscription, creditType, left))
  }

  /** Gives a wallet another policy. */
  setPolicy(wallet: Wallet, policy: WalletPolicy): Wallet {
    this.#puts++
    return this.wallets.setPolicy(wallet, policy)
  }

  /**
   * Raises an alert if a usage has reached a threshold of its budget. Returns the usage, which records that. `told`: the alerts of the same change,
   * one of which may say the same, if a budget was changed to equal another.
   */
  #alertOf(usage: BudgetUsage, told: Told[]): BudgetUsage {
    const { organizationId, budgetId } = usage
    const budget = this.#organizations.get(organizationId)?.budgets.get(budgetId)
    const alert = budget ? alertOfUsage(budgetAt(budget, this.timeOf(organizationId)), usage) : null
    if (!budget || !alert) return usage
    const { threshold } = alert
    if (!told.some((each) => each.threshold === threshold && saysTheSame(each.budget, budget))) {
      this.raise(organizationId, alert)
      told.push({ budget, threshold })
    }
    return { ...usage, alerted: threshold }
  }

  #watch({ organizationId, holderId, creditType }: Pick<Wallet, 'organizationId' | 'holderId' | 'creditType'>): void {
    const snapshot = this.#organizations.get(organizationId)
    if (!snapshot?.thresholds.size && !snapshot?.topUps) return
    this.#watched.set(`${holderId}\n${creditType}`, { organizationId, holderId, creditType })
  }

  /**
   * Raises an alert for each balance that a command has taken across a threshold, and makes auto top-ups due. Called after a command, not after each
   * of its decisions: a renewal that takes the old credits and brings the new ones has crossed nothing.
   */
  alertOfBalances(): void {
    // Most commands change nothing that is watched; to clear even an empty map costs memory.
    if (this.#watched.size === 0 && this.#cameIn.size === 0) return
    for (const { organizationId, holderId, creditType } of this.#watched.values()) {
      const snapshot = this.#organizations.get(organizationId)
      const wallet = this.walletOf(organizationId, holderId, creditType)?.wallet
      if (!snapshot || !wallet) continue
      for (const { threshold, alert } of crossingsOf(snapshot, wallet, this.#cameIn.has(wallet.id))) {
        this.putThreshold(threshold)
        if (alert) this.raise(organizationId, alert)
      }
      const after = withTopUpsDue(snapshot, wallet, this.timeOf(organizationId))
      if (after !== snapshot) this.putOrganization(after)
    }
    this.#watched.clear()
    this.#cameIn.clear()
  }

  /** Adds a threshold and returns it, with the side of it that the balance is on. */
  watchBalance(threshold: BalanceThreshold): BalanceThreshold {
    const { organizationId, holderId, creditType } = threshold
    const available = this.walletOf(organizationId, holderId, creditType)?.wallet.available ?? 0n
    const { subscription = null } = this.#organizations.get(organizationId) ?? {}
    const watched = { ...threshold, isBelow: isLow(threshold, available, allowanceOf(subscription, creditType)) }
    this.putThreshold(watched)
    return watched
  }

  raise(organizationId: string, alert: NewAlert): void {
    this.#puts++
    const nothing = {
      budgetId: null,
      threshold: null,
      walletId: null,
      lotId: null,
      endpointId: null,
      requestId: null,
      paymentId: null,
      credits: null,
      lostAt: null,
    }
    const createdAt = this.timeOf(organizationId)
    this.alerts.push({ ...nothing, ...alert, organizationId, id: this.#nextAlertId(), createdAt })
  }

  /** Ids of alerts are in the order in which they are raised, in all processes: a client that missed some reads those after its last one. */
  #nextAlertId(): string {
    const seq = (Number(this.number % BATCHES_IN_ID) << ALERT_BITS) | this.alerts.length
    return uuidv7({ msecs: this.now.getTime(), seq })
  }

  /** Adds a domain event, which webhooks deliver after the commit. */
  tell(domainEvent: DomainEvent): void {
    this.#puts++
    this.domainEvents.push(domainEvent)
  }

  /** Creates or changes a threshold. */
  putThreshold(threshold: BalanceThreshold): void {
    this.#puts++
    this.#snapshotOf(threshold).thresholds.put(threshold)
    this.changedThresholds.set(threshold.id, threshold)
  }

  /** Creates or changes a usage. A new one is the newest of its budget. */
  putUsage(usage: BudgetUsage): void {
    this.#puts++
    this.changedUsages.set(usage.id, usage)
    const { organizationId, id, budgetId } = usage
    const { budgets } = this.#snapshotOf(usage)
    if (!budgets.usage(id) && this.#usages.has(organizationId, id)) {
      this.addUsage(usage)
      return
    }
    // Holds may still count against the previous usage.
    const before = budgets.newestUsage(budgetId)
    if (before && before.id !== id) this.addUsage(before)
    budgets.putUsage(usage)
  }

  /** Makes a hold count against one more usage. */
  nameUsage(hold: Hold, usageId: string): void {
    this.#puts++
    const named = { ...hold, usages: [...hold.usages, usageId] }
    this.#holds.set(hold.organizationId, hold.id, named)
    if (this.changedHolds.has(hold.id)) this.changedHolds.set(hold.id, named)
    if (this.meteredHolds.has(hold.id)) this.meteredHolds.set(hold.id, named)
    if (!this.newHolds.has(hold.id)) this.renamedHolds.set(hold.id, named)
  }

  /** Creates or changes a budget. */
  putBudget(budget: Budget): void {
    this.#puts++
    const { budgets } = this.#snapshotOf(budget)
    const usage = budgets.newestUsage(budget.id)
    // Holds may still count against it.
    if (budget.endedAt !== null && usage) this.addUsage(usage)
    budgets.put(budget)
    this.changedBudgets.set(budget.id, budget)
  }

  #snapshotOf({ organizationId }: { organizationId: string }): OrganizationSnapshot {
    const snapshot = this.#organizations.get(organizationId)
    if (!snapshot) throw new RangeError(`organization ${organizationId} is not in this batch`)
    return snapshot
  }

  /** Changes an item of a quote: how many of its tasks were submitted. */
  putQuoteItem(item: QuoteItem): void {
    this.#puts++
    const quote = this.quote(item.organizationId, item.quoteId)
    if (!quote) throw new RangeError(`quote ${item.quoteId} is not in this batch`)
    this.addQuote({ ...quote, items: quote.items.map((each) => (each.position === item.position ? item : each)) })
    this.changedQuoteItems.set(pair(item.quoteId, String(item.position)), item)
  }

  /** Creates or changes a request for credits. */
  putRequest(request: CreditRequest): void {
    this.#puts++
    this.addRequest(request)
    this.changedRequests.set(request.id, request)
  }

  /** Creates or changes a subscription. An ended one leaves the organization's snapshot. */
  putSubscription(subscription: Subscription): void {
    this.#puts++
    const { organizationId } = subscription
    const snapshot = this.#snapshotOf(subscription)
    const live = subscription.endedAt === null ? subscription : null
    this.#organizations.set(organizationId, { ...snapshot, subscription: live })
    this.changedSubscriptions.set(subscription.id, subscription)
    const isNew = snapshot.subscription?.id !== subscription.id
    if (isNew && subscription.trialEndsAt !== null) this.#countMore(organizationId, 'trials', 1)
    // Thresholds in percent are of the pool's allowances: those that it had, and those that it has now.
    for (const { creditType } of [...allowancesOf(snapshot.subscription), ...allowancesOf(subscription)]) {
      this.#watch({ organizationId, holderId: organizationId, creditType })
    }
  }

  /** Changes an organization and its quotas, apart from its budgets, its thresholds and its subscription. */
  putOrganization(snapshot: OrganizationSnapshot): void {
    this.#puts++
    if (snapshot.kept !== this.#organizations.get(snapshot.organizationId)?.kept)
      this.changedKept.add(snapshot.organizationId)
    this.#organizations.set(snapshot.organizationId, snapshot)
    this.changedOrganizations.set(snapshot.organizationId, snapshot)
  }

  /** Takes over a task's new state. */
  putTask(task: Task): void {
    this.#puts++
    const before = this.#tasks.get(task.organizationId, task.id)
    if (!before) this.newTasks.add(task.id)
    const waiting = Number(isWaiting(task)) - Number(before !== undefined && isWaiting(before))
    if (waiting !== 0) this.#countMore(task.organizationId, 'waitingTasks', waiting)
    const open = Number(isOpen(task)) - Number(before !== undefined && isOpen(before))
    if (open !== 0) this.#countMore(task.organizationId, 'underWay', open)
    if (!before) this.#countMore(task.organizationId, 'begun', 1)
    this.#keep(before, task)
    this.addTask(task)
    this.changedTasks.set(task.id, task)
    this.costedTasks.delete(task.id)
    this.taskStates.push(task)
    if (task.endedAt !== null) this.endedTasks.push({ before, after: task })
  }

  /** Takes over a new state of an ended task, whose credits were refunded. */
  putRefunded(task: Task): void {
    this.#puts++
    this.addTask(task)
    this.changedTasks.set(task.id, task)
    this.refundedTasks.push(task)
  }

  /** Takes over what a task has cost upstream. That is not a new state of the task: those who follow the task are not notified. */
  putUpstreamCost(task: Task): void {
    this.#puts++
    const before = this.task(task.organizationId, task.id)
    this.addTask(task)
    if (this.changedTasks.has(task.id)) this.changedTasks.set(task.id, task)
    else this.costedTasks.set(task.id, task)
    if (task.endedAt !== null) this.endedTasks.push({ before, after: task })
  }

  /** Removes the input and result of a task that has ended. That is not a new state: subscribers are not notified. */
  forgetTask(task: Task): void {
    this.#puts++
    this.#keep(this.task(task.organizationId, task.id), task)
    this.addTask(task)
    this.forgottenTasks.push(task)
  }

  #keep(before: Task | undefined, after: Task): void {
    const snapshot = this.#snapshotOf(after)
    const kept = keptAfter(snapshot.kept, before, after)
    if (kept === snapshot.kept) return
    this.#organizations.set(snapshot.organizationId, { ...snapshot, kept })
    this.changedKept.add(snapshot.organizationId)
  }

  /** Returns the journal entries and keys that were added since the last call. */
  takeAppended(): { entries: JournalEntry[]; keys: KeyRow[] } {
    const appended = { entries: this.entries.slice(this.#taken.entries), keys: this.newKeys.slice(this.#taken.keys) }
    this.#taken = { entries: this.entries.length, keys: this.newKeys.length }
    return appended
  }

  /** Records the result of an idempotency key. */
  putKey(row: KeyRow): void {
    this.#puts++
    this.addKey(row)
    this.newKeys.push(row)
  }

  /** Gives the acts of the outbox their numbers in the feed. Returns how many there were. */
  numberOutbox(): number {
    const rows = this.#outbox
    this.#outbox = []
    this.#puts += rows.length
    for (const row of rows) this.feed?.noteAct(row)
    this.numberedActs.push(...rows)
    return rows.length
  }

  /** Adds to the audit log. The act has caused the journal entries from this index on. */
  putAudit(row: AuditRow, entriesFrom: number): void {
    this.#puts++
    this.audit.push(row)
    for (const [i, entry] of this.entries.slice(entriesFrom).entries()) {
      this.entries[entriesFrom + i] = { ...entry, auditEntryId: row.id }
    }
  }

  // Called at the end, by the cache and save, and for traces by the lane.

  /** Notes the span of the command that was just decided, for the rows that it has put in; null: it has none. */
  noteTrace(trace: Traceparent | null): void {
    for (const rows of [this.taskStates, this.alerts, this.domainEvents]) {
      for (let i = rows.length - 1; i >= 0; i--) {
        const row = rows[i] as object
        if (this.#traces.has(row)) break
        this.#traces.set(row, trace)
      }
    }
  }

  /** The span that caused a task's state, an alert or a domain event; null if nothing is traced. */
  traceOf(row: object): Traceparent | null {
    return this.#traces.get(row) ?? null
  }

  /** The number of the last event of the feed after this batch. */
  get feedLast(): bigint {
    return this.feed?.last ?? this.feedBefore
  }

  organizations(): Iterable<OrganizationSnapshot> {
    return this.#organizations.values()
  }

  keys(): Iterable<KeyRow> {
    return this.#keys.values()
  }

  /** The wallets of an organization that are known, pools first: all of them, if a command reads `everyWallet`. */
  walletsOf(organizationId: string): WalletState[] {
    return this.wallets.of(organizationId)
  }

  holds(): Iterable<Hold> {
    return this.#holds.values()
  }

  tasks(): Iterable<Task> {
    return this.#tasks.values()
  }

  /** True when every command was refused, replayed, or had nothing to do. */
  get isEmpty(): boolean {
    return (
      this.entries.length === 0 &&
      this.taskStates.length === 0 &&
      this.newKeys.length === 0 &&
      this.audit.length === 0 &&
      this.numberedActs.length === 0 &&
      this.wallets.changedLots.size === 0 &&
      this.changedHolds.size === 0 &&
      this.meteredHolds.size === 0 &&
      this.changedRuns.size === 0 &&
      this.changedUsages.size === 0 &&
      this.changedBudgets.size === 0 &&
      this.changedQuoteItems.size === 0 &&
      this.changedRequests.size === 0 &&
      this.changedThresholds.size === 0 &&
      this.alerts.length === 0 &&
      this.changedOrganizations.size === 0 &&
      this.changedKept.size === 0 &&
      this.forgottenTasks.length === 0 &&
      this.costedTasks.size === 0 &&
      this.changedSubscriptions.size === 0 &&
      this.labels.changed.size === 0 &&
      this.payments.changed.size === 0 &&
      this.wallets.changed().length === 0
    )
  }

  changes(): Changes {
    return {
      entries: this.entries,
      tasks: this.refundedTasks.length > 0 ? [...this.taskStates, ...this.refundedTasks] : this.taskStates,
      alerts: this.alerts,
      runs: [...this.changedRuns.values()],
      payments: [...this.payments.changed.values()],
      terms: this.#newTerms(),
      requests: [...this.changedRequests.values()].map(({ organizationId, id }) => ({ organizationId, id })),
      costs: this.#newCosts(),
    }
  }

  #newCosts(): readonly NewCosts[] {
    if (this.costedTasks.size === 0) return []
    const ids = new Set([...this.costedTasks.values()].map(({ organizationId }) => organizationId))
    return [...ids].map((organizationId) => ({ organizationId }))
  }

  #newTerms(): NewTerms[] {
    const changed = [this.changedOrganizations, this.changedBudgets, this.changedSubscriptions]
    if (changed.every(({ size }) => size === 0)) return []
    const ids = new Set(changed.flatMap((rows) => [...rows.values()].map(({ organizationId }) => organizationId)))
    return [...ids].map((organizationId) => ({ organizationId }))
  }
}

/** Returns whether a task with credits is under way. */
function isOpen(task: Task): boolean {
  return task.endedAt === null && (task.holdId !== null || (task.furtherCosts !== null && holdIdsOf(task).length > 0))
}

/** Returns whether a task waits for an admin. */
function isWaiting({ approval, endedAt }: Task): boolean {
  return approval === 'PENDING' && endedAt === null
}
