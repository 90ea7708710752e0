// The parts that every operation works with: types only, so that everything may know them. src/openApp.ts puts them together.

import type { Logger } from 'pino'
import type { Access } from './access/access.ts'
import type { Vault } from './access/vault.ts'
import type { PrismaClient, Task } from './database/generated/client/client.ts'
import type { AlertRow } from './engine/batch.ts'
import type { Lane } from './engine/lane.ts'
import type { PriceBook } from './engine/priceBook.ts'
import type { Integrity } from './engine/verify.ts'
import type { Bus } from './events/bus.ts'
import type { LookAgain } from './events/live.ts'
import type { JournalEntry } from './ledger/journal.ts'
import type { SweepAt } from './queue/repeat.ts'
import type { Links } from './storage/links.ts'
import type { Storage } from './storage/storage.ts'

/** What can be heard, in order: every task state and every journal entry of an organization; every task of all that can be done from now on. */
export type Topics = {
  task: Task | LookAgain
  entry: JournalEntry | LookAgain
  alert: AlertRow | LookAgain
  submitted: Task
}

/** The key of a topic that is heard of all organizations together. */
export const ALL_ORGANIZATIONS = ''

/** What definitions of providers name, and only they read: `secrets.SUNOR_KEY`. */
export type Secrets = Readonly<Record<string, string>>

/** Work that time makes due for organizations: deadlines, expiries, renewals. src/clock/due.ts lists all of it. */
export interface DueWork {
  readonly name: string
  /** From the end of one sweep to the start of the next, in milliseconds. */
  readonly pauseMs: number
  /** Does what is due, up to a bound, and answers how much it did. `at`: for one organization, at a time of its own clock. */
  readonly sweep: (app: App, at?: SweepAt) => Promise<number>
  /** SQL of the instants at which something is due for organization $1 after $2. Null: it is due only as a result of other work. */
  readonly nextInstant: string | null
}

export interface App {
  /** Reads. Whatever moves credits or tasks goes through the lane instead. */
  readonly prisma: PrismaClient
  readonly lane: Lane
  readonly bus: Bus<Topics>
  /** Who callers are. */
  readonly access: Access
  /** Prices, in memory. */
  readonly priceBook: PriceBook
  /** Reads what is new in the price book. The lane does so by itself. */
  readonly refreshPriceBook: () => Promise<void>
  /** Proves every invariant on one organization's rows, all of which it reads. */
  readonly verify: (organizationId: string) => Promise<Integrity>
  readonly clock: () => Date
  readonly log: Logger
  /**
   * Whether webhooks may go to private addresses, and over http, and files of providers come from there: for tests, and
   * platforms’ own networks.
   */
  readonly privateWebhooks: boolean
  /** What definitions of providers name. */
  readonly providerSecrets: Secrets
  /** Files that tasks have made. Null in a command, which serves none. */
  readonly storage: Storage | null
  /** Makes and reads signed links to this Holdfast. Null in a command, which serves none. */
  readonly links: Links | null
  /** The URL of the page where people sign in. Null if they don't, and in a command. */
  readonly signInUrl: string | null
  /** Encrypts secrets that have to be read again. In a command it throws. */
  readonly vault: Vault
  /** From now on the bus also tells what other processes do. Answers how to stop that. */
  readonly relay: () => { stop(): Promise<void> }
}
