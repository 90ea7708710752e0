// The lane's cache: wallets with their open lots, open holds, open tasks, organization snapshots and the latest idempotency keys,
// as the last batch left them.
//
// Only lanes write these rows, one batch at a time, and every batch has a number. As long as the last number in the database is
// the one that this lane committed, no other lane has written, and the cache equals the tables. Otherwise it is cleared.

import type { Task } from '../database/generated/client/client.ts'
import type { Run } from '../ledger/run.ts'
import type { Hold, Lot, Wallet } from '../ledger/wallet.ts'
import type { Batch } from './batch.ts'
import { pair } from './mapKeys.ts'
import type { OrganizationSnapshot } from './organizationSnapshot.ts'
import { Recent } from './recent.ts'

const WALLETS_MAX = 20_000
const HOLDS_MAX = 50_000
/** The most characters of tasks, of which each counts as TASK_CHARACTERS and the texts of its input and result. */
const TASKS_CHARACTERS_MAX = 64_000_000
const TASK_CHARACTERS = 1_000
/** Those of a value that is not a text: a number, true, false or null. */
const VALUE_CHARACTERS = 8
const RUNS_MAX = 20_000
const ORGANIZATIONS_MAX = 20_000
const KEYS_MAX = 20_000

function charactersOf({ input, result }: Task): number {
  return TASK_CHARACTERS + charactersIn(input) + charactersIn(result)
}

/** About as many as a JSON value has. */
function charactersIn(value: unknown): number {
  if (typeof value === 'string') return value.length
  if (typeof value !== 'object' || value === null) return VALUE_CHARACTERS
  let characters = 0
  for (const name of Object.keys(value))
    characters += name.length + charactersIn((value as Record<string, unknown>)[name])
  return characters
}

export interface CachedWallet {
  readonly wallet: Wallet
  /** In burn-down order. */
  readonly lots: readonly Lot[]
}

export class Cache {
  #asOf: bigint | null = null
  #feed = 0n
  readonly #wallets = new Recent<CachedWallet>(WALLETS_MAX)
  readonly #walletIdsByHolder = new Recent<string>(WALLETS_MAX)
  readonly #holds = new Recent<Hold>(HOLDS_MAX)
  /** Their rows are read again: few are repeated, and a row takes more memory than its key. */
  readonly #keys = new Recent<true>(KEYS_MAX)
  readonly #organizations = new Recent<OrganizationSnapshot>(ORGANIZATIONS_MAX)
  readonly #tasks = new Recent<Task>(TASKS_CHARACTERS_MAX, charactersOf)
  readonly #runs = new Recent<Run>(RUNS_MAX)

  /** The number of the batch that filled it; null while it is empty. */
  get asOf(): bigint | null {
    return this.#asOf
  }

  /** The number of the feed's last event after that batch. */
  get feed(): bigint {
    return this.#feed
  }

  wallet(organizationId: string, id: string): CachedWallet | undefined {
    return this.#wallets.get(organizationId, id)
  }

  walletOf(organizationId: string, holderId: string, creditType: string): CachedWallet | undefined {
    const id = this.#walletIdsByHolder.get(organizationId, pair(holderId, creditType))
    return id === undefined ? undefined : this.wallet(organizationId, id)
  }

  hold(organizationId: string, id: string): Hold | undefined {
    return this.#holds.get(organizationId, id)
  }

  /** Returns whether an idempotency key was used lately. */
  hasKey(organizationId: string, key: string): boolean {
    return this.#keys.get(organizationId, key) === true
  }

  organization(organizationId: string): OrganizationSnapshot | undefined {
    return this.#organizations.get(organizationId, organizationId)
  }

  task(organizationId: string, id: string): Task | undefined {
    return this.#tasks.get(organizationId, id)
  }

  run(organizationId: string, id: string): Run | undefined {
    return this.#runs.get(organizationId, id)
  }

  /** Takes over the rows of a batch, once that is committed. */
  keep(batch: Batch, number: bigint): void {
    this.#asOf = number
    this.#feed = batch.feedLast
    for (const { wallet, lots } of batch.wallets.values()) {
      const { organizationId, id, holderId, creditType } = wallet
      this.#wallets.set(organizationId, id, { wallet, lots: [...lots.values()] })
      this.#walletIdsByHolder.set(organizationId, pair(holderId, creditType), id)
    }
    for (const key of batch.keys()) this.#keys.set(key.organizationId, key.key, true)
    for (const snapshot of batch.organizations())
      this.#organizations.set(snapshot.organizationId, snapshot.organizationId, snapshot)
    for (const run of batch.runs()) this.#runs.set(run.organizationId, run.id, run)
    for (const hold of batch.holds()) {
      const { organizationId, id } = hold
      if (hold.status === 'OPEN') this.#holds.set(organizationId, id, hold)
      else this.#holds.delete(organizationId, id)
    }
    for (const task of batch.tasks()) {
      const { organizationId, id } = task
      if (task.endedAt === null) this.#tasks.set(organizationId, id, task)
      else this.#tasks.delete(organizationId, id)
    }
  }

  clear(): void {
    this.#asOf = null
    for (const rows of [
      this.#wallets,
      this.#walletIdsByHolder,
      this.#keys,
      this.#organizations,
      this.#holds,
      this.#tasks,
      this.#runs,
    ])
      rows.clear()
  }
}
