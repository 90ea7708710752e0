// The parts that every operation works with. Types only, so that every folder may import them; src/openApp.ts creates the parts.

import type { Logger } from 'pino'
import type { Access } from './access/access.ts'
import type { MailSettings } from './access/mail.ts'
import type { Vault } from './access/vault.ts'
import type { Client } from './database/connect.ts'
import type { PrismaClient, Task } from './database/generated/client/client.ts'
import type { CellStatements } from './engine/cellStatements.ts'
import type { FeedPage } from './engine/feed.ts'
import type { Decider, Lanes } from './engine/lanes.ts'
import type { RowName } from './engine/notification.ts'
import type { PriceBook } from './engine/priceBook.ts'
import type { Questions } from './engine/questions.ts'
import type { AlertRow, NewCosts, NewTerms, PaymentRow } from './engine/records.ts'
import type { Sequencer } from './engine/sequencer.ts'
import type { Integrity } from './engine/verify.ts'
import type { Bus } from './events/bus.ts'
import type { LookAgain } from './events/live.ts'
import type { Gateways } from './gateways/gateway.ts'
import type { Homes } from './home/homes.ts'
import type { JournalEntry } from './ledger/journal.ts'
import type { Run } from './ledger/run.ts'
import type { SweepAt } from './queue/repeat.ts'
import type { Links } from './storage/links.ts'
import type { Storage } from './storage/storage.ts'

/**
 * The topics of the bus: each task state, journal entry, alert, changed run, payment and request for credits of an organization, and each change of its terms and upstream costs; of all organizations each task that becomes
 * ready to run, that a batch was committed by any process, that events of several cells have their numbers, and the pages of the feed while somebody follows it.
 */
export type Topics = {
  task: Task | LookAgain
  entry: JournalEntry | LookAgain
  alert: AlertRow | LookAgain
  run: Run | LookAgain
  payment: PaymentRow | LookAgain
  terms: NewTerms | LookAgain
  /** The name of a request for credits that has changed. */
  request: RowName | LookAgain
  /** An upstream cost was recorded apart from its task's end: for the operator alone. */
  cost: NewCosts | LookAgain
  /** A key, a role or a membership has changed, of whichever organization. */
  access: LookAgain
  submitted: Task
  committed: object
  numbered: object
  feed: FeedPage | LookAgain
}

/** The key of a topic that covers all organizations. */
export const ALL_ORGANIZATIONS = ''

/** The keys of providers, by the names that definitions use: `secrets.SUNOR_KEY`. */
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
  /** Reads, and writes of settings. Everything that moves credits or tasks is a command of the lane. */
  readonly prisma: PrismaClient
  readonly lane: Decider
  /** The lanes that decide, one for each cell, for what looks after this process. */
  readonly lanes: Lanes
  /** Runs statements that a cluster can't run through the tables of all cells. */
  readonly cells: CellStatements
  /** Gives the events of several cells their numbers in the feed. */
  readonly sequencer: Sequencer
  /** Knows which process decides the mutations, and sends them there. */
  readonly home: Homes
  /** Answers what the lane would decide now. */
  readonly questions: Pick<Questions, 'ask'>
  readonly bus: Bus<Topics>
  /** Identifies callers. */
  readonly access: Access
  /** The prices, plans and lot policies, in memory. */
  readonly priceBook: PriceBook
  /** Reads a newer version of the price book, if there is one. The lane does so itself. */
  readonly refreshPriceBook: () => Promise<void>
  /** Checks every invariant on all rows of one organization. */
  readonly verify: (organizationId: string) => Promise<Integrity>
  /** A connection of its own, which is not connected yet, for reads that may take minutes. */
  readonly connect: (name: string) => Client
  readonly clock: () => Date
  readonly log: Logger
  /** The days for which the feed keeps its events; 0: the feed is off. */
  readonly feedDays: number
  /** True if webhooks may go to private addresses and over http, and providers' files may come from there. */
  readonly privateWebhooks: boolean
  readonly providerSecrets: Secrets
  /** The payment providers that are set up. */
  readonly gateways: Gateways
  /** Files that tasks have made. Null in a command, which serves none. */
  readonly storage: Storage | null
  /** Makes and reads signed links to this Holdfast. Null in a command, which serves none. */
  readonly links: Links | null
  /** The URL of the page where people sign in. Null if they don't, and in a command. */
  readonly signInUrl: string | null
  /** Null: mail is off. No mail is written, and nothing is read for one. */
  readonly mail: MailSettings | null
  /** Encrypts secrets that have to be read again. In a command it throws. */
  readonly vault: Vault
  /** Starts the relay, which publishes the changes of other processes on the bus. */
  readonly relay: () => { readonly lostSince: Date | null; stop(): Promise<void> }
}
