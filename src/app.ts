// The parts that every operation works with, put together once per process.

import type { Logger } from 'pino'
import { createPrisma } from './database/client.ts'
import type { PrismaClient, Task } from './database/generated/client/client.ts'
import type { AlertRow, Changes } from './engine/batch.ts'
import { Lane } from './engine/lane.ts'
import { type Carrier, noticesOf } from './engine/notice.ts'
import { PriceBook } from './engine/priceBook.ts'
import { Relay } from './engine/relay.ts'
import { type Integrity, verifyOrganization } from './engine/verify.ts'
import { Bus } from './events/bus.ts'
import { LookAgain } from './events/live.ts'
import type { Vault } from './identity/vault.ts'
import type { JournalEntry } from './ledger/journal.ts'
import { Access, type Identity } from './organizations/access.ts'
import { upstreamJobsOf } from './providers/outbox.ts'
import type { Secrets } from './providers/upstream.ts'
import type { Storage } from './storage/storage.ts'
import type { Uploads } from './tasks/uploads.ts'
import { outboxOf } from './webhooks/events.ts'

/** What can be heard, in order: every task state and every journal entry of an organization; every task of all that can be done from now on. */
export type Topics = {
  task: Task | LookAgain
  entry: JournalEntry | LookAgain
  alert: AlertRow | LookAgain
  submitted: Task
}

/** The key of a topic that is heard of all organizations together. */
export const ALL_ORGANIZATIONS = ''

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
  /** Files that tasks have made; null where nobody could fetch them, as in a command. */
  readonly storage: () => Storage | null
  /** How workers put files there; null where nobody could send them. */
  readonly uploads: () => Uploads | null
  /** The page where people sign in; null where they don't, as in a command. */
  readonly signInUrl: () => string | null
  /** Keeps secrets that have to be read again. Throws in a command, which has none to keep. */
  readonly vault: () => Vault
  /** From now on the bus also tells what other processes do. Answers how to stop that. */
  readonly relay: () => { stop(): Promise<void> }
}

export interface AppOptions {
  readonly databaseUrl: string
  readonly log: Logger
  readonly clock?: () => Date
  readonly privateWebhooks?: boolean
  readonly providerSecrets?: Secrets
  readonly storage?: () => Storage | null
  readonly uploads?: () => Uploads | null
  readonly signInUrl?: () => string | null
  readonly vault?: () => Vault
  /** What carries notices between processes; PostgreSQL, if absent. */
  readonly carrier?: Carrier | null
  /** Who has signed in; nobody, if absent. */
  readonly identity?: Identity
  /** Told of every SQL statement that a read sends, and of its parameters as JSON. */
  readonly onStatement?: (sql: string, parameters: string) => void
}

const NOBODY: Identity = { personOfToken: async () => null, personOfCookies: async () => null }

function noVault(): never {
  throw new Error('There is no vault here.')
}

export function openApp({
  databaseUrl,
  log,
  clock = () => new Date(),
  identity = NOBODY,
  privateWebhooks = false,
  providerSecrets = {},
  storage = () => null,
  uploads = () => null,
  signInUrl = () => null,
  vault = noVault,
  carrier = null,
  onStatement,
}: AppOptions): App & { close(): Promise<void> } {
  const bus = new Bus<Topics>()
  const prisma = createPrisma(databaseUrl, { onStatement })
  const priceBook = new PriceBook()
  const lane: Lane = new Lane({
    url: databaseUrl,
    priceBook,
    log,
    clock,
    outbox: (batch) => [...outboxOf(batch), ...upstreamJobsOf(batch)],
    notify: carrier === null,
    onCommit: (changes, number) => {
      publish(bus, changes)
      carrier?.send(noticesOf(changes, lane.id, number, Number.POSITIVE_INFINITY)[0])
    },
  })
  return {
    prisma,
    lane,
    bus,
    access: new Access(prisma, identity, clock),
    priceBook,
    refreshPriceBook: () => priceBook.refresh((_name, sql, values) => prisma.$queryRawUnsafe(sql, ...values)),
    verify: (organizationId) => verifyOrganization(databaseUrl, organizationId),
    clock,
    log,
    privateWebhooks,
    providerSecrets,
    storage,
    uploads,
    signInUrl,
    vault,
    relay: () =>
      new Relay({
        url: databaseUrl,
        carrier,
        laneId: lane.id,
        log,
        isFollowed: (organizationId) => FOLLOWED.some((topic) => bus.listenerCount(topic, organizationId) > 0),
        onChanges: (changes) => publish(bus, changes),
        onLoss: () => {
          const occasion = new LookAgain()
          for (const topic of FOLLOWED) bus.publishToAll(topic, occasion)
        },
      }),
    async close() {
      await lane.close()
      carrier?.close()
      await prisma.$disconnect()
    },
  }
}

/** What clients follow, by organization. */
const FOLLOWED = ['entry', 'task', 'alert'] as const

function publish(bus: Bus<Topics>, { entries, tasks, alerts }: Changes): void {
  for (const entry of entries) bus.publish('entry', entry.organizationId, entry)
  for (const alert of alerts) bus.publish('alert', alert.organizationId, alert)
  for (const task of tasks) {
    bus.publish('task', task.organizationId, task)
    const isReady =
      task.approval === null ? task.sequence === 1 : task.approval === 'APPROVED' && task.status === 'QUEUED'
    if (isReady) bus.publish('submitted', ALL_ORGANIZATIONS, task)
  }
}
