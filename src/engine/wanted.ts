// The rows that a batch needs: those that its commands name, and those that these refer to. Rows in the cache are put into the
// batch at once; the others must be read.

import type { Task } from '../database/generated/client/client.ts'
import { furtherCosts, NO_COSTS } from '../ledger/cost.ts'
import type { Hold } from '../ledger/wallet.ts'
import type { Batch, CountName } from './batch.ts'
import { texts, uuids } from './binary.ts'
import type { Cache, CachedWallet } from './cache.ts'
import type { Command, LabelKey } from './command.ts'
import { Rows } from './rows.ts'

export class Wanted {
  readonly keys = new Rows(uuids, texts)
  readonly tasks = new Rows(uuids, uuids)
  readonly holds = new Rows(uuids, uuids)
  readonly wallets = new Rows(uuids, uuids)
  /** By holder and credit type. */
  readonly walletsOf = new Rows(uuids, uuids, texts)
  /** Organizations of which all wallets are read. */
  readonly wholes = new Rows(uuids)
  /** Wallets whose open lots' origins are read, by holder and credit type. */
  readonly originsOf = new Rows(uuids, uuids, texts)
  /** Lots whose lineage is read: their origins, and all lots that were split off those. */
  readonly lineages = new Rows(uuids, uuids)
  readonly payments = new Rows(uuids, uuids)
  /** Organizations of which the payments of periods of plans are read that are under way. */
  readonly planPayments = new Rows(uuids)
  /** Holds, and tasks, of whose holds all lots are read. */
  readonly lotsOfHolds = new Rows(uuids, uuids)
  readonly lotsOfTasks = new Rows(uuids, uuids)
  /** Runs, each with those that it is a part of. */
  readonly runs = new Rows(uuids, uuids)
  readonly organizations = new Rows(uuids)
  readonly usages = new Rows(uuids, uuids)
  readonly counts: Readonly<Record<CountName, Rows>> = {
    members: new Rows(uuids),
    pools: new Rows(uuids),
    waitingTasks: new Rows(uuids),
    trials: new Rows(uuids),
    underWay: new Rows(uuids),
    begun: new Rows(uuids),
    openPayments: new Rows(uuids),
  }
  readonly quotes = new Rows(uuids, uuids)
  readonly requests = new Rows(uuids, uuids)
  /** Members whose open requests are read. */
  readonly requestsOf = new Rows(uuids, uuids)
  /** Labels, by the kind and the id of their subject. */
  readonly labels = new Rows(uuids, texts, uuids)
  /** Labels, by their kind and external id. */
  readonly labelsWith = new Rows(uuids, texts, texts)
  /** True: the acts that wait in the feed's outbox are read. */
  outbox = false
  readonly #batch: Batch
  readonly #cache: Cache

  constructor(batch: Batch, cache: Cache) {
    this.#batch = batch
    this.#cache = cache
  }

  /** The rows of idempotency keys that were not used lately are only read if `lookUpKeys` is set. */
  addCommand({ organizationId, idempotency, reads }: Command<unknown>, lookUpKeys: boolean): void {
    const snapshot = this.#cache.organization(organizationId)
    if (snapshot) this.#batch.addOrganization(snapshot)
    else this.organizations.add(organizationId)
    if (idempotency && (lookUpKeys || this.#cache.hasKey(organizationId, idempotency.key)))
      this.keys.add(organizationId, idempotency.key)
    if (reads.taskId) this.#addTask(organizationId, reads.taskId)
    if (reads.holdId) this.#addHold(organizationId, reads.holdId)
    if (reads.lotsOfHold && reads.taskId) this.lotsOfTasks.add(organizationId, reads.taskId)
    if (reads.lotsOfHold && reads.holdId) this.lotsOfHolds.add(organizationId, reads.holdId)
    if (reads.runId) this.#addRun(organizationId, reads.runId)
    if (reads.walletId) this.addWallet(organizationId, reads.walletId)
    if (reads.everyWallet) this.wholes.add(organizationId)
    if (reads.outbox) this.outbox = true
    if (reads.quoteId) this.quotes.add(organizationId, reads.quoteId)
    if (reads.requestId) this.requests.add(organizationId, reads.requestId)
    if (reads.requestsOf) this.requestsOf.add(organizationId, reads.requestsOf)
    if (reads.lineageOf) this.lineages.add(organizationId, reads.lineageOf)
    if (reads.paymentId) this.payments.add(organizationId, reads.paymentId)
    if (reads.planPayments) this.planPayments.add(organizationId)
    if (reads.label) this.#addLabel(organizationId, reads.label)
    for (const name of reads.counts ?? []) {
      // No task waits in an organization where none has to.
      if (name === 'waitingTasks' && snapshot?.approvalAbove === null) this.#batch.addCount(organizationId, name, 0)
      else this.counts[name].add(organizationId)
    }
    this.#addWalletsOfHolders(organizationId, reads)
  }

  #addWalletsOfHolders(organizationId: string, reads: Command<unknown>['reads']): void {
    const { holders = [organizationId], creditType, price, originsOf } = reads
    const types = price ? this.#batch.priceBook.creditTypesOf(price.model, price.operation) : NO_COSTS
    for (const holderId of holders) {
      if (creditType) this.#addWalletOf(organizationId, holderId, creditType)
      for (const type of types) this.#addWalletOf(organizationId, holderId, type)
      if (originsOf) this.originsOf.add(organizationId, holderId, originsOf)
    }
  }

  #addLabel(organizationId: string, { kind, subjectId, externalId }: LabelKey): void {
    if (subjectId !== null) this.labels.add(organizationId, kind, subjectId)
    if (externalId !== null) this.labelsWith.add(organizationId, kind, externalId)
  }

  #addTask(organizationId: string, id: string): void {
    const cached = this.#cache.task(organizationId, id)
    if (!cached) {
      this.tasks.add(organizationId, id)
      return
    }
    this.#batch.addTask(cached)
    if (cached.holdId) this.#addHold(organizationId, cached.holdId)
    if (cached.furtherCosts !== null) this.addFurtherHolds(cached)
  }

  /** Adds the holds of a task's further credit types. */
  addFurtherHolds({ organizationId, furtherCosts: stored }: Pick<Task, 'organizationId' | 'furtherCosts'>): void {
    for (const { holdId } of furtherCosts(stored)) if (holdId !== null) this.#addHold(organizationId, holdId)
  }

  #addHold(organizationId: string, id: string): void {
    const cached = this.#cache.hold(organizationId, id)
    if (cached) this.putHold(cached)
    else this.holds.add(organizationId, id)
  }

  #addRun(organizationId: string, id: string): void {
    if (this.#batch.run(organizationId, id)) return
    const run = this.#cache.run(organizationId, id)
    const path = run?.path.map((each) => this.#cache.run(organizationId, each)) ?? [undefined]
    if (path.includes(undefined)) this.runs.add(organizationId, id)
    else for (const each of path) if (each) this.#batch.addRun(each)
  }

  addWallet(organizationId: string, id: string): void {
    if (this.#batch.wallet(organizationId, id)) return
    const cached = this.#cache.wallet(organizationId, id)
    if (cached) this.#putWallet(cached)
    else this.wallets.add(organizationId, id)
  }

  #addWalletOf(organizationId: string, holderId: string, creditType: string): void {
    if (this.#batch.walletOf(organizationId, holderId, creditType)) return
    const cached = this.#cache.walletOf(organizationId, holderId, creditType)
    if (cached) this.#putWallet(cached)
    else this.walletsOf.add(organizationId, holderId, creditType)
  }

  #putWallet({ wallet, lots }: CachedWallet): void {
    this.#batch.addWallet(wallet, lots)
  }

  /** Puts a hold into the batch, and adds its wallet and its budget usages. */
  putHold(hold: Hold): void {
    this.#batch.addHold(hold)
    this.addRowsOf(hold)
  }

  /** Adds the wallet, the budget usages and the runs of a hold. */
  addRowsOf({ organizationId, walletId, usages, runId }: Omit<Hold, 'lines'>): void {
    this.addWallet(organizationId, walletId)
    if (runId !== null) this.#addRun(organizationId, runId)
    const budgets = this.#cache.organization(organizationId)?.budgets
    for (const id of usages) if (!budgets?.usage(id)) this.usages.add(organizationId, id)
  }
}
