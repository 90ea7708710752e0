// Balances, live: first as they are, or all that a client has missed since it was last here; then after each journal entry.
//
// Entries are numbered per wallet without gaps, so whatever order they are heard in, and whichever of them were not heard at
// all, a stream knows what comes next, and reads from the journal what is missing.

import type { App } from '../app.ts'
import { type Beginning, LOOK_AGAIN, live } from '../events/live.ts'
import type { JournalEntry } from '../ledger/journal.ts'
import type { Wallet } from '../ledger/wallet.ts'

const ENTRIES_PER_READ = 500
/** The most wallets that a stream of all wallets begins with. */
const PRESENT_WALLETS_MAX = 1_000

export interface BalanceChange {
  readonly organizationId: string
  readonly walletId: string
  readonly sequence: bigint
  readonly available: bigint
  readonly frozen: bigint
  /** Null in the first, which is the present state. */
  readonly entry: JournalEntry | null
}

/** Null when the holder (the organization itself for its pool, or a member) has no wallet of this credit type. */
export function watchBalance(
  app: App,
  { organizationId, holderId, creditType }: { organizationId: string; holderId: string; creditType: string },
  /** The last entry that the client has seen; it gets what came since in place of the present state. */
  after: bigint | null,
): Promise<AsyncIterableIterator<BalanceChange> | null> {
  return live<JournalEntry, BalanceChange>(
    (signal) => app.bus.listen('entry', organizationId, signal),
    async () => {
      const where = { organizationId_holderId_creditType: { organizationId, holderId, creditType } }
      const wallet = await app.prisma.wallet.findUnique({ where })
      return wallet && new Follower(app, wallet, after)
    },
  )
}

/** All wallets of an organization, pools and members’. Null when it isn't there. */
export function watchWallets(
  app: App,
  organizationId: string,
  /** Per wallet, the last entry that the client has seen. */
  after: ReadonlyMap<string, bigint>,
): Promise<AsyncIterableIterator<BalanceChange> | null> {
  return live<JournalEntry, BalanceChange>(
    (signal) => app.bus.listen('entry', organizationId, signal),
    async () => {
      if ((await app.prisma.organization.count({ where: { id: organizationId } })) === 0) return null
      const find = () =>
        app.prisma.wallet.findMany({ where: { organizationId }, orderBy: { id: 'asc' }, take: PRESENT_WALLETS_MAX })
      const wallets = await find()
      const followers = new Map(wallets.map(({ id }) => [id, null as Follower | null]))
      for (const wallet of wallets) followers.set(wallet.id, new Follower(app, wallet, after.get(wallet.id) ?? null))
      /** A wallet that is new is followed from its first entry on. */
      const followerOf = (walletId: string) => {
        const known = followers.get(walletId)
        if (known) return known
        const made = new Follower(app, { organizationId, id: walletId, ...EMPTY }, 0n)
        followers.set(walletId, made)
        return made
      }
      return {
        present: (async function* () {
          for (const follower of followers.values()) if (follower) yield* follower.present
        })(),
        follow: async function* (event) {
          if (event !== LOOK_AGAIN) return yield* followerOf(event.walletId).follow(event)
          for (const { id } of await find()) yield* followerOf(id).follow(LOOK_AGAIN)
        },
      }
    },
  )
}

const EMPTY = { sequence: 0n, available: 0n, frozen: 0n }

type Start = Pick<Wallet, 'organizationId' | 'id' | 'sequence' | 'available' | 'frozen'>

/** Tells one wallet's changes, each once and in order. */
class Follower implements Beginning<JournalEntry, BalanceChange> {
  readonly #app: App
  readonly #wallet: Start
  readonly #isResumed: boolean
  /** The last entry that was told. */
  #last: bigint

  constructor(app: App, wallet: Start, after: bigint | null) {
    this.#app = app
    this.#wallet = wallet
    // Who has seen more than there is comes from elsewhere, and begins anew.
    this.#isResumed = after !== null && after <= wallet.sequence
    this.#last = this.#isResumed ? (after as bigint) : wallet.sequence
  }

  get present(): AsyncIterable<BalanceChange> {
    return this.#isResumed ? this.#missing(this.#wallet.sequence) : this.#now()
  }

  async *follow(event: JournalEntry | typeof LOOK_AGAIN): AsyncGenerator<BalanceChange> {
    if (event === LOOK_AGAIN) {
      const { organizationId, id } = this.#wallet
      const where = { organizationId_id: { organizationId, id } }
      const wallet = await this.#app.prisma.wallet.findUnique({ where, select: { sequence: true } })
      return yield* this.#missing(wallet?.sequence ?? 0n)
    }
    if (event.walletId !== this.#wallet.id || event.sequence <= this.#last) return
    yield* this.#missing(event.sequence - 1n)
    this.#last = event.sequence
    yield changeOf(event)
  }

  async *#now(): AsyncGenerator<BalanceChange> {
    const { organizationId, id: walletId, sequence, available, frozen } = this.#wallet
    yield { organizationId, walletId, sequence, available, frozen, entry: null }
  }

  /** What was not told yet, up to an entry, from the journal. */
  async *#missing(upTo: bigint): AsyncGenerator<BalanceChange> {
    const { organizationId, id: walletId } = this.#wallet
    while (this.#last < upTo) {
      const entries = await this.#app.prisma.journalEntry.findMany({
        where: { organizationId, walletId, sequence: { gt: this.#last, lte: upTo } },
        orderBy: { sequence: 'asc' },
        take: ENTRIES_PER_READ,
      })
      for (const entry of entries) {
        this.#last = entry.sequence
        yield changeOf(entry)
      }
      if (entries.length === 0) return
    }
  }
}

function changeOf(entry: JournalEntry): BalanceChange {
  const { organizationId, walletId, sequence, available, frozen } = entry
  return { organizationId, walletId, sequence, available, frozen, entry }
}
