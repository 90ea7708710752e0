// A batch: the rows that its commands need, as they stand after each decision, and the list of what changed.
//
// Commands read from it and put decisions into it; src/engine/load.ts fills it, src/engine/save.ts writes what
// changed. A row that changes ten times in a batch is written once, with its last state; journal entries and the
// states of tasks are kept one by one, for they are history.

import type { PriceRule, Task } from '../database/generated/client/client.ts'
import { GENESIS, type JournalEntry } from '../ledger/journal.ts'
import {
  burnDownOrder,
  DEFAULT_POLICY,
  type Decision,
  type Hold,
  isOpen,
  type Lot,
  NOTHING,
  type Wallet,
  type WalletPolicy,
  type WalletState,
} from '../ledger/wallet.ts'

export interface KeyRow {
  readonly organizationId: string
  readonly key: string
  readonly fingerprint: Uint8Array
  readonly resultId: string
}

/** What a batch did, as told to subscribers after its commit: each journal entry and each task state, in order. */
export interface Changes {
  readonly entries: readonly JournalEntry[]
  readonly tasks: readonly Task[]
}

interface OpenWallet {
  wallet: Wallet
  /** Its open lots in burn-down order, which is the map's order: a lot keeps its place when it changes. */
  lots: Map<string, Lot>
  /** The wallet's sequence in the database; null while it isn't there. */
  savedSequence: bigint | null
  hasNewPolicy: boolean
}

export class Batch {
  /** The one time of all decisions in this batch. The lane sets it once it has the lock, so that no wait makes it old. */
  now = new Date(Number.NaN)
  readonly entries: JournalEntry[] = []
  readonly taskStates: Task[] = []
  readonly newLots = new Set<string>()
  readonly newHolds = new Set<string>()
  /** How many of a known hold's lines are in the database; more are only ever added. */
  readonly savedLines = new Map<string, number>()
  readonly newTasks = new Set<string>()
  readonly newKeys: KeyRow[] = []
  readonly changedLots = new Map<string, Lot>()
  readonly changedHolds = new Map<string, Hold>()
  readonly changedTasks = new Map<string, Task>()

  readonly #wallets = new Map<string, OpenWallet>()
  readonly #walletIdsByType = new Map<string, string>()
  readonly #holds = new Map<string, Hold>()
  readonly #tasks = new Map<string, Task>()
  readonly #prices = new Map<string, PriceRule[]>()
  readonly #keys = new Map<string, KeyRow>()
  #taken = { entries: 0, keys: 0 }

  // What load puts in.

  addKey(row: KeyRow): void {
    this.#keys.set(pair(row.organizationId, row.key), row)
  }

  addPrice(rule: PriceRule): void {
    const at = pair(rule.model, rule.operation)
    this.#prices.set(at, [...(this.#prices.get(at) ?? []), rule])
  }

  addTask(task: Task): void {
    this.#tasks.set(pair(task.organizationId, task.id), task)
  }

  addHold(hold: Hold): void {
    this.#holds.set(pair(hold.organizationId, hold.id), hold)
    this.savedLines.set(hold.id, hold.lines.length)
  }

  addWallet(wallet: Wallet, lots: readonly Lot[], savedSequence: bigint | null = wallet.sequence): WalletState {
    const open = {
      wallet,
      lots: new Map(lots.toSorted(burnDownOrder(wallet)).map((lot) => [lot.id, lot])),
      savedSequence,
      hasNewPolicy: false,
    }
    this.#wallets.set(pair(wallet.organizationId, wallet.id), open)
    this.#walletIdsByType.set(pair(wallet.organizationId, wallet.creditType), wallet.id)
    return open
  }

  // What commands read.

  key(organizationId: string, key: string): KeyRow | undefined {
    return this.#keys.get(pair(organizationId, key))
  }

  /** The rule in force now: of those that have begun, the newest. */
  price(model: string, operation: string): PriceRule | undefined {
    return this.#prices
      .get(pair(model, operation))
      ?.filter((rule) => rule.effectiveFrom <= this.now)
      .reduce((newest, rule) => (rule.effectiveFrom > newest.effectiveFrom ? rule : newest))
  }

  task(organizationId: string, id: string): Task | undefined {
    return this.#tasks.get(pair(organizationId, id))
  }

  hold(organizationId: string, id: string): Hold | undefined {
    return this.#holds.get(pair(organizationId, id))
  }

  wallet(organizationId: string, id: string): WalletState | undefined {
    return this.#wallets.get(pair(organizationId, id))
  }

  walletOfType(organizationId: string, creditType: string): WalletState | undefined {
    const id = this.#walletIdsByType.get(pair(organizationId, creditType))
    return id === undefined ? undefined : this.wallet(organizationId, id)
  }

  // What commands put in.

  /** Opens the organization's wallet of a credit type that it has no wallet of yet. */
  openWallet(organizationId: string, id: string, creditType: string): WalletState {
    const empty = { ...NOTHING, ...DEFAULT_POLICY, sequence: 0n, head: GENESIS, createdAt: this.now }
    return this.addWallet({ organizationId, id, creditType, ...empty }, [], null)
  }

  /** Takes over what a rule decided. */
  apply(decision: Decision): void {
    const { wallet, lots, hold, entries } = decision
    const open = this.#wallets.get(pair(wallet.organizationId, wallet.id))
    if (!open) throw new RangeError(`wallet ${wallet.id} is not in this batch`)
    if (wallet.sequence !== open.wallet.sequence + BigInt(entries.length)) {
      throw new RangeError('a wallet and its journal parted')
    }
    open.wallet = wallet
    for (const lot of lots) {
      const isNew = !open.lots.has(lot.id)
      this.changedLots.set(lot.id, lot)
      if (isNew) this.newLots.add(lot.id)
      // What is used up is gone for later commands, as it would be if they came in another batch.
      if (!isOpen(lot)) open.lots.delete(lot.id)
      else open.lots.set(lot.id, lot)
      if (isNew) open.lots = inOrder(open.lots, wallet)
    }
    if (hold) {
      const at = pair(hold.organizationId, hold.id)
      if (!this.#holds.has(at)) this.newHolds.add(hold.id)
      this.#holds.set(at, hold)
      this.changedHolds.set(hold.id, hold)
    }
    this.entries.push(...entries)
  }

  /** Gives a wallet another policy. */
  setPolicy({ organizationId, id }: Wallet, policy: WalletPolicy): Wallet {
    const open = this.#wallets.get(pair(organizationId, id))
    if (!open) throw new RangeError(`wallet ${id} is not in this batch`)
    open.wallet = { ...open.wallet, ...policy }
    open.lots = inOrder(open.lots, policy)
    open.hasNewPolicy = true
    return open.wallet
  }

  /** Takes over a task's new state. */
  putTask(task: Task): void {
    const at = pair(task.organizationId, task.id)
    if (!this.#tasks.has(at)) this.newTasks.add(task.id)
    this.#tasks.set(at, task)
    this.changedTasks.set(task.id, task)
    this.taskStates.push(task)
  }

  /** The journal entries and keys that were put in since this was last asked. */
  takeAppended(): { entries: JournalEntry[]; keys: KeyRow[] } {
    const appended = { entries: this.entries.slice(this.#taken.entries), keys: this.newKeys.slice(this.#taken.keys) }
    this.#taken = { entries: this.entries.length, keys: this.newKeys.length }
    return appended
  }

  /** Remembers what an idempotency key made. */
  putKey(row: KeyRow): void {
    this.addKey(row)
    this.newKeys.push(row)
  }

  /** Wallets that changed, with the sequence they had in the database; null for those that are new there. */
  changedWallets(): { wallet: Wallet; savedSequence: bigint | null }[] {
    return [...this.#wallets.values()].filter(
      ({ wallet, savedSequence, hasNewPolicy }) => hasNewPolicy || wallet.sequence !== (savedSequence ?? 0n),
    )
  }

  // What is known at the end.

  wallets(): Iterable<WalletState> {
    return this.#wallets.values()
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
      this.changedLots.size === 0 &&
      this.changedHolds.size === 0 &&
      this.changedWallets().length === 0
    )
  }

  changes(): Changes {
    return {
      entries: this.entries,
      tasks: this.taskStates,
    }
  }
}

function inOrder(lots: ReadonlyMap<string, Lot>, policy: WalletPolicy): Map<string, Lot> {
  const order = burnDownOrder(policy)
  return new Map([...lots].sort(([, a], [, b]) => order(a, b)))
}

/** One map key of two. */
export function pair(first: string, second: string): string {
  return `${first}\n${second}`
}
