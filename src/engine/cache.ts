// The lane's cache: wallets with their open lots, open holds, tasks under way, how organizations stand, and the latest
// idempotency keys, as the last batch left them.
//
// Only lanes write these rows, one batch at a time, and every batch has a number. So as long as the last number in
// the database is the one that this lane committed, nobody else has been at work and the cache says what the tables
// say; otherwise it is cleared.

import { LRUCache } from 'lru-cache'
import type { Task } from '../database/generated/client/client.ts'
import type { Hold, Lot, Wallet } from '../ledger/wallet.ts'
import type { Batch, KeyRow, Standing } from './batch.ts'
import { pair, triple } from './mapKeys.ts'

const WALLETS_MAX = 20_000
const HOLDS_MAX = 50_000
const TASKS_MAX = 20_000
const STANDINGS_MAX = 20_000
const KEYS_MAX = 50_000

export interface CachedWallet {
  readonly wallet: Wallet
  /** In burn-down order. */
  readonly lots: readonly Lot[]
}

export class Cache {
  #asOf: bigint | null = null
  readonly #wallets = new LRUCache<string, CachedWallet>({ max: WALLETS_MAX })
  readonly #walletIdsByHolder = new LRUCache<string, string>({ max: WALLETS_MAX })
  readonly #holds = new LRUCache<string, Hold>({ max: HOLDS_MAX })
  readonly #keys = new LRUCache<string, KeyRow>({ max: KEYS_MAX })
  readonly #standings = new LRUCache<string, Standing>({ max: STANDINGS_MAX })
  readonly #tasks = new LRUCache<string, Task>({ max: TASKS_MAX })

  /** The number of the batch that it was filled by; null while it is empty. */
  get asOf(): bigint | null {
    return this.#asOf
  }

  wallet(organizationId: string, id: string): CachedWallet | undefined {
    return this.#wallets.get(pair(organizationId, id))
  }

  walletOf(organizationId: string, holderId: string, creditType: string): CachedWallet | undefined {
    const id = this.#walletIdsByHolder.get(triple(organizationId, holderId, creditType))
    return id === undefined ? undefined : this.wallet(organizationId, id)
  }

  hold(organizationId: string, id: string): Hold | undefined {
    return this.#holds.get(pair(organizationId, id))
  }

  key(organizationId: string, key: string): KeyRow | undefined {
    return this.#keys.get(pair(organizationId, key))
  }

  standing(organizationId: string): Standing | undefined {
    return this.#standings.get(organizationId)
  }

  task(organizationId: string, id: string): Task | undefined {
    return this.#tasks.get(pair(organizationId, id))
  }

  /** Takes over what a batch knew at its end, once that is committed. */
  keep(batch: Batch, number: bigint): void {
    this.#asOf = number
    for (const { wallet, lots } of batch.wallets()) {
      const { organizationId, id, holderId, creditType } = wallet
      this.#wallets.set(pair(organizationId, id), { wallet, lots: [...lots.values()] })
      this.#walletIdsByHolder.set(triple(organizationId, holderId, creditType), id)
    }
    for (const key of batch.keys()) this.#keys.set(pair(key.organizationId, key.key), key)
    for (const standing of batch.standings()) this.#standings.set(standing.organizationId, standing)
    for (const hold of batch.holds()) {
      const at = pair(hold.organizationId, hold.id)
      if (hold.status === 'OPEN') this.#holds.set(at, hold)
      else this.#holds.delete(at)
    }
    for (const task of batch.tasks()) {
      const at = pair(task.organizationId, task.id)
      if (task.endedAt === null) this.#tasks.set(at, task)
      else this.#tasks.delete(at)
    }
  }

  clear(): void {
    this.#asOf = null
    for (const rows of [this.#wallets, this.#walletIdsByHolder, this.#keys, this.#standings, this.#holds, this.#tasks])
      rows.clear()
  }
}
