// Live balances: first the present one, or all entries that a client has missed; then the balance after each journal entry.
//
// The entries of a wallet are numbered without gaps. So a stream knows which entry comes next, in whatever order notifications
// arrive, and reads missing entries from the journal.

import { NIL } from 'uuid'
import { ALL_ORGANIZATIONS, type App } from '../app.ts'
import type { NewEntries } from '../engine/notification.ts'
import { journalEntries, wallets } from '../engine/tables.ts'
import { firstOfCells, inEachCell, readerPerBatchKey, type WithCells } from '../events/batchKey.ts'
import { type Beginning, type LiveStream, LookAgain, live } from '../events/live.ts'
import type { StreamMemory } from '../events/streamMemory.ts'
import type { JournalEntry } from '../ledger/journal.ts'
import type { Wallet } from '../ledger/wallet.ts'

const ENTRIES_PER_READ = 100n
const WALLETS_PER_READ = 1_000
/** The approximate memory for following one wallet. */
const FOLLOWER_BYTES = 400

export interface BalanceChange {
  readonly organizationId: string
  readonly walletId: string
  readonly sequence: bigint
  readonly available: bigint
  readonly frozen: bigint
  /** Null in a message that is only a state: the first one, and the newest one for a slow consumer. */
  readonly entry: JournalEntry | null
}

export interface BalanceOptions {
  /** True: a slow consumer also gets each journal entry, read from the journal. False: it gets the newest balance. */
  readonly everyEntry: boolean
}

/** Returns null if the holder (the organization itself for its pool, or a member) has no wallet of this credit type. */
export function watchBalance(
  app: App,
  { organizationId, holderId, creditType }: { organizationId: string; holderId: string; creditType: string },
  /** The last entry that the client has seen: it gets the entries since then instead of the present state. */
  after: bigint | null,
  options: BalanceOptions,
): Promise<LiveStream<BalanceChange> | null> {
  return liveEntries(app, organizationId, async () => {
    const where = { organizationId_holderId_creditType: { organizationId, holderId, creditType } }
    const find = () => app.prisma.wallet.findUnique({ where, select: START })
    const wallet = await find()
    if (!wallet) return null
    const follower = new Follower(app, wallet, after, options)
    return {
      present: follower.present,
      follow: (event, isBehind) => {
        if (event instanceof LookAgain) return follower.lookAgain(event, find, isBehind)
        return event.walletId === wallet.id ? follower.follow(event, isBehind) : null
      },
    }
  })
}

/** Watches all wallets of an organization, or of ALL_ORGANIZATIONS. Returns null if there is no such organization. */
export function watchWallets(
  app: App,
  organizationId: string,
  /** The last entry that the client has seen, by wallet. */
  after: ReadonlyMap<string, bigint>,
  options: BalanceOptions,
): Promise<LiveStream<BalanceChange> | null> {
  return liveEntries(app, organizationId, async (memory) => {
    const isAll = organizationId === ALL_ORGANIZATIONS
    if (!isAll && (await app.prisma.organization.count({ where: { id: organizationId } })) === 0) return null
    const following = new Followers(app, organizationId, options, memory)
    for await (const wallet of walletsOf({}, app, organizationId)) {
      following.add(wallet, after.get(wallet.id) ?? null)
    }
    return beginningOf(following)
  })
}

/** A live stream that follows the journal entries of an organization. */
function liveEntries(
  app: App,
  organizationId: string,
  begin: (memory: StreamMemory) => Promise<Beginning<JournalEntry, BalanceChange> | null>,
): Promise<LiveStream<BalanceChange> | null> {
  const listen = (hear: (event: JournalEntry | LookAgain) => void) => app.bus.listen('entry', organizationId, hear)
  return live<JournalEntry, BalanceChange>(organizationId, listen, walletOf, begin)
}

// A function of its own: closures of the one above would keep `after` in memory as long as the stream.
function beginningOf(followers: Followers): Beginning<JournalEntry, BalanceChange> {
  return {
    present: followers.present(),
    follow: (event, isBehind) =>
      event instanceof LookAgain
        ? followers.lookAgain(event, isBehind)
        : followers.of({ organizationId: event.organizationId, id: event.walletId }).follow(event, isBehind),
  }
}

/** The followers of the wallets of an organization, or of all. */
class Followers {
  readonly #app: App
  readonly #organizationId: string
  readonly #options: BalanceOptions
  readonly #memory: StreamMemory
  readonly #byWallet = new Map<string, Follower>()

  constructor(app: App, organizationId: string, options: BalanceOptions, memory: StreamMemory) {
    this.#app = app
    this.#organizationId = organizationId
    this.#options = options
    this.#memory = memory
  }

  /** Throws TOO_MANY_STREAMS if there is no memory left for it. */
  add(wallet: Start, after: bigint | null): Follower {
    this.#memory.keep(FOLLOWER_BYTES)
    const follower = new Follower(this.#app, wallet, after, this.#options)
    this.#byWallet.set(wallet.id, follower)
    return follower
  }

  /** A new wallet is followed from its first entry on. */
  of({ organizationId, id }: Pick<Start, 'organizationId' | 'id'>): Follower {
    return this.#byWallet.get(id) ?? this.add({ organizationId, id, ...EMPTY }, 0n)
  }

  async *present(): AsyncGenerator<BalanceChange> {
    for (const follower of this.#byWallet.values()) yield* follower.present
  }

  async *lookAgain(batchKey: LookAgain, isBehind: boolean): AsyncGenerator<BalanceChange> {
    for await (const wallet of walletsOf(batchKey, this.#app, this.#organizationId)) {
      yield* this.of(wallet).lookAgain(batchKey, async () => wallet, isBehind)
    }
  }
}

const walletOf = ({ walletId }: JournalEntry) => walletId

const EMPTY = { sequence: 0n, available: 0n, frozen: 0n }

type Start = Pick<Wallet, 'organizationId' | 'id' | 'sequence' | 'available' | 'frozen'>
/** The columns that a follower keeps. */
const START = { organizationId: true, id: true, sequence: true, available: true, frozen: true } as const

/** Follows one wallet: each change once and in order. */
class Follower {
  readonly #app: App
  readonly #wallet: Start
  readonly #isResumed: boolean
  readonly #everyEntry: boolean
  /** The last entry that was sent. */
  #last: bigint

  constructor(app: App, wallet: Start, after: bigint | null, { everyEntry }: BalanceOptions) {
    this.#app = app
    this.#wallet = wallet
    this.#everyEntry = everyEntry
    // A client that has seen later entries than exist comes from another database, and starts with the present state.
    const isResumed = after !== null && after <= wallet.sequence
    this.#isResumed = isResumed
    this.#last = isResumed ? after : wallet.sequence
  }

  get present(): Iterable<BalanceChange> | AsyncIterable<BalanceChange> {
    return this.#isResumed ? this.#missing({}, this.#wallet.sequence) : [stateOf(this.#wallet)]
  }

  follow(entry: JournalEntry, isBehind: boolean): BalanceChange | null | AsyncIterable<BalanceChange> {
    if (entry.sequence <= this.#last) return null
    const isNext = entry.sequence === this.#last + 1n
    if (!isNext && (this.#everyEntry || !isBehind)) return this.#missing(entry, entry.sequence)
    this.#last = entry.sequence
    return changeOf(entry)
  }

  async *lookAgain(
    batchKey: LookAgain,
    find: () => Promise<Start | null>,
    isBehind: boolean,
  ): AsyncGenerator<BalanceChange> {
    const wallet = await find()
    if (!wallet || wallet.sequence <= this.#last) return
    if (this.#everyEntry || !isBehind) return yield* this.#missing(batchKey, wallet.sequence)
    this.#last = wallet.sequence
    yield stateOf(wallet)
  }

  /** The entries that were not sent yet, up to the given one, from the journal. */
  async *#missing(batchKey: object, upTo: bigint): AsyncGenerator<BalanceChange> {
    const { organizationId, id: walletId } = this.#wallet
    while (this.#last < upTo) {
      const [first, end] = [this.#last + 1n, this.#last + ENTRIES_PER_READ]
      const last = end < upTo ? end : upTo
      const entries = await entriesOf(batchKey, this.#app, { organizationId, walletId, first, last })
      for (const entry of entries) {
        this.#last = entry.sequence
        yield changeOf(entry)
      }
      if (entries.length === 0) return
    }
  }
}

function stateOf({ organizationId, id: walletId, sequence, available, frozen }: Start): BalanceChange {
  return { organizationId, walletId, sequence, available, frozen, entry: null }
}

const CHANGE = Symbol('change')

/** The change of an entry, one object for all streams, so that they share its serialized form. It is kept with the entry. */
function changeOf(entry: JournalEntry & { [CHANGE]?: BalanceChange }): BalanceChange {
  const known = entry[CHANGE]
  if (known) return known
  const { organizationId, walletId, sequence, available, frozen } = entry
  const made = { organizationId, walletId, sequence, available, frozen, entry }
  Object.defineProperty(entry, CHANGE, { value: made })
  return made
}

// Served by the primary key.
const ENTRIES = `
  SELECT wanted.key::int, ${journalEntries.select()}
  FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::bigint[]) WITH ORDINALITY
    AS wanted (organization_id, wallet_id, first, last, key)
  JOIN journal_entry j ON j.organization_id = wanted.organization_id AND j.wallet_id = wanted.wallet_id
    AND j.sequence BETWEEN wanted.first AND wanted.last
  ORDER BY j.wallet_id, j.sequence`

const entriesOf = readerPerBatchKey<NewEntries, JournalEntry>(ENTRIES, ({ organizationId, walletId, first, last }) => [
  organizationId,
  walletId,
  first,
  last,
])

interface WalletsAfter {
  readonly organizationId: string
  readonly id: string
}

const START_COLUMNS = ['organizationId', 'id', 'sequence', 'available', 'frozen'] as const

const valuesOf = ({ organizationId, id }: WalletsAfter) => [organizationId, id]

const walletsAfter = readerPerBatchKey<WalletsAfter, Start, WithCells>(
  wallets.selectAfter(WALLETS_PER_READ, START_COLUMNS),
  valuesOf,
  inEachCell,
)

// Served by the primary key.
const ALL_WALLETS_AFTER = `
  SELECT wanted.key::int, w.*
  FROM unnest($1::uuid[], $2::uuid[]) WITH ORDINALITY AS wanted (organization_id, id, key)
  CROSS JOIN LATERAL (
    SELECT ${wallets.select(START_COLUMNS)} FROM wallet w
    WHERE (w.organization_id, w.id) > (wanted.organization_id, wanted.id)
    ORDER BY w.organization_id, w.id
    LIMIT ${WALLETS_PER_READ}
  ) AS w
  ORDER BY w."organizationId", w.id`

const allWalletsAfter = readerPerBatchKey<WalletsAfter, Start, WithCells>(
  ALL_WALLETS_AFTER,
  valuesOf,
  firstOfCells(WALLETS_PER_READ, ({ organizationId, id }) => `${organizationId} ${id}`),
)

async function* walletsOf(batchKey: object, app: App, of: string): AsyncGenerator<Start> {
  const isAll = of === ALL_ORGANIZATIONS
  for (let last: WalletsAfter = { organizationId: isAll ? NIL : of, id: NIL }; ; ) {
    const page = await (isAll ? allWalletsAfter : walletsAfter)(batchKey, app, last)
    yield* page
    if (page.length < WALLETS_PER_READ) return
    last = page.at(-1) ?? last
  }
}
