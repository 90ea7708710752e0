// Creates App, the parts that every operation works with, once for each process.

import type { Logger } from 'pino'
import { Access, type Identity } from './access/access.ts'
import type { MailSettings } from './access/mail.ts'
import type { Vault } from './access/vault.ts'
import { mailJobsOf } from './alerts/mails.ts'
import { ALL_ORGANIZATIONS, type App, type Secrets, type Topics } from './app.ts'
import { recordOpening } from './audit/operatorSessions.ts'
import { readCells } from './database/cells.ts'
import { createPrisma } from './database/client.ts'
import { createClient, UNHURRIED } from './database/connect.ts'
import type { PrismaClient } from './database/generated/client/client.ts'
import { StatementsOfCells } from './engine/cellStatements.ts'
import { Lanes } from './engine/lanes.ts'
import { notificationsOf, type Transport } from './engine/notification.ts'
import { PriceBook } from './engine/priceBook.ts'
import { Questions } from './engine/questions.ts'
import type { Changes } from './engine/records.ts'
import { Relay } from './engine/relay.ts'
import { Sequencer } from './engine/sequencer.ts'
import { verifyOrganization } from './engine/verify.ts'
import { Bus, committedBefore } from './events/bus.ts'
import { LookAgain } from './events/live.ts'
import type { Gateways } from './gateways/gateway.ts'
import { Homes } from './home/homes.ts'
import { endCycle } from './plans/commands.ts'
import { JobOutbox } from './queue/outbox.ts'
import type { Links } from './storage/links.ts'
import type { Storage } from './storage/storage.ts'
import { upstreamJobsOf } from './upstream/outbox.ts'
import { outboxOf } from './webhooks/events.ts'

export interface AppOptions {
  readonly databaseUrl: string
  readonly log: Logger
  readonly clock?: () => Date
  /** The days for which the feed keeps its events. Absent or 0: the feed is off. */
  readonly feedDays?: number
  readonly privateWebhooks?: boolean
  readonly providerSecrets?: Secrets
  /** The client for reads, which `close` disconnects. Absent: a new client. */
  readonly prisma?: PrismaClient
  readonly gateways?: Gateways
  readonly storage?: Storage | null
  readonly links?: Links | null
  readonly signInUrl?: string | null
  readonly mail?: MailSettings | null
  readonly vault?: Vault
  /** Carries notifications between processes. Absent or null: PostgreSQL does. */
  readonly transport?: Transport | null
  /** Identifies people by tokens and sessions. Absent: nobody is signed in. */
  readonly identity?: Identity
  /** Called with every SQL statement that a read sends, and its parameters as JSON. */
  readonly onStatement?: (sql: string, parameters: string) => void
}

const NOBODY: Identity = { personOfToken: async () => null, personOfCookies: async () => null }

function noVault(): never {
  throw new Error('Only a served Holdfast has a vault.')
}
const NO_VAULT: Vault = { prefix: '', seal: noVault, open: noVault }

export function openApp({
  databaseUrl,
  log,
  clock = () => new Date(),
  identity = NOBODY,
  feedDays = 0,
  privateWebhooks = false,
  providerSecrets = {},
  gateways = {},
  onStatement,
  prisma = createPrisma(databaseUrl, { onStatement }),
  storage = null,
  links = null,
  signInUrl = null,
  mail = null,
  vault = NO_VAULT,
  transport = null,
}: AppOptions): App & { close(): Promise<void> } {
  const bus = new Bus<Topics>()
  const priceBook = new PriceBook(() => bus.publishToAll('terms', new LookAgain()))
  const questions = new Questions({
    ...{ url: databaseUrl, priceBook, clock, whenDue: endCycle },
    cells: () => lanes.known(),
    shardOf: (cell) => lanes.shardOf(cell),
  })
  const jobOutbox = new JobOutbox(databaseUrl, log)
  const lanes = new Lanes({
    url: databaseUrl,
    priceBook,
    log,
    clock,
    outbox: (batch) => [...outboxOf(batch), ...upstreamJobsOf(batch), ...(mail ? mailJobsOf(batch) : [])],
    whenDue: endCycle,
    feed: feedDays > 0,
    notify: transport === null,
    readCells: async () => {
      const cells = await readCells((sql) => prisma.$queryRawUnsafe(sql))
      // Another process may have left some.
      if (cells.shards) jobOutbox.move()
      return cells
    },
    onQueued: () => jobOutbox.move(),
    onCommit: (changes, number, { id, cell }) => {
      publish(bus, changes)
      bus.publish('committed', ALL_ORGANIZATIONS, changes)
      transport?.send(notificationsOf(changes, { laneId: id, number, cell }, Number.POSITIVE_INFINITY)[0])
    },
  })
  const cells = new StatementsOfCells({
    url: databaseUrl,
    onDatabase: (sql, ...values) => prisma.$queryRawUnsafe(sql, ...values),
    cells: () => lanes.known(),
    shardOf: (cell) => lanes.shardOf(cell),
  })
  const sequencer = new Sequencer({
    ...{ prisma, clock },
    cells: () => lanes.known(),
    onNumbered: () => bus.publish('numbered', ALL_ORGANIZATIONS, {}),
  })
  const home = new Homes({ processId: lanes.id, log, cells: () => lanes.cells })
  return {
    prisma,
    lane: lanes,
    lanes,
    cells,
    sequencer,
    home,
    questions,
    bus,
    access: new Access(prisma, {
      identity,
      clock,
      recordOpening: recordOpening({ feedDays, clock }),
      onChange: () => bus.publishToAll('access', new LookAgain()),
    }),
    priceBook,
    refreshPriceBook: () => priceBook.refresh((_name, sql, values) => prisma.$queryRawUnsafe(sql, ...values)),
    connect: (name) => createClient(databaseUrl, { name, timeouts: UNHURRIED }),
    verify: (organizationId) => verifyOrganization(databaseUrl, organizationId),
    clock,
    log,
    feedDays,
    privateWebhooks,
    providerSecrets,
    gateways,
    storage,
    links,
    signInUrl,
    mail,
    vault,
    relay: () => openRelay({ url: databaseUrl, transport, log, bus, lanes, home }),
    async close() {
      await Promise.all([lanes.close(), questions.close(), cells.close()])
      await jobOutbox.close()
      transport?.close()
      await prisma.$disconnect()
    },
  }
}

interface RelayParts {
  readonly url: string
  readonly transport: Transport | null
  readonly log: Logger
  readonly bus: Bus<Topics>
  readonly lanes: Lanes
  readonly home: Homes
}

/** Opens the relay, which publishes the changes of other processes on the bus. */
function openRelay({ url, transport, log, bus, lanes, home }: RelayParts): Relay {
  const relay = new Relay({
    url,
    transport,
    isOwn: (laneId) => lanes.isOwn(laneId),
    log,
    isFollowed: (organizationId) => isFollowed(bus, organizationId),
    onChanges: (changes, committedAt) => {
      // The clocks of two machines differ by a little, which may look like a message from the future.
      const ms = committedAt === null ? 0 : Math.max(Date.now() - committedAt, 0)
      for (const rows of Object.values(changes)) committedBefore(rows, ms)
      publish(bus, changes)
    },
    onBatch: () => bus.publish('committed', ALL_ORGANIZATIONS, {}),
    onCells: (count) => lanes.notice(count),
    onLoss: () => {
      bus.publish('committed', ALL_ORGANIZATIONS, {})
      const lookAgain = new LookAgain()
      for (const topic of FOLLOWED) bus.publishToAll(topic, lookAgain)
    },
    probe: (client) => home.probe(client),
    onLost: () => home.lost(),
  })
  home.wakeWith(() => relay.wake())
  return relay
}

/** The topics of live streams, whose keys are organizations, or ALL_ORGANIZATIONS. */
const FOLLOWED = ['entry', 'task', 'alert', 'run', 'payment', 'terms', 'request', 'cost'] as const

/** Returns whether a client of this process follows an organization. */
function isFollowed(bus: Bus<Topics>, organizationId: string): boolean {
  return FOLLOWED.some((topic) => [organizationId, ALL_ORGANIZATIONS].some((key) => bus.listenerCount(topic, key) > 0))
}

function publish(bus: Bus<Topics>, changes: Changes): void {
  const { entries, tasks, alerts, runs, payments, terms, requests, costs } = changes
  for (const entry of entries) bus.publish('entry', entry.organizationId, entry)
  for (const alert of alerts) bus.publish('alert', alert.organizationId, alert)
  for (const run of runs) bus.publish('run', run.organizationId, run)
  for (const payment of payments) bus.publish('payment', payment.organizationId, payment)
  for (const request of requests) bus.publish('request', request.organizationId, request)
  for (const each of terms) bus.publish('terms', each.organizationId, each)
  for (const each of costs) {
    bus.publish('cost', each.organizationId, each)
    bus.publish('cost', ALL_ORGANIZATIONS, each)
  }
  const isOfAllFollowed = (topic: (typeof FOLLOWED)[number]) => bus.listenerCount(topic, ALL_ORGANIZATIONS) > 0
  if (isOfAllFollowed('entry')) for (const entry of entries) bus.publish('entry', ALL_ORGANIZATIONS, entry)
  if (isOfAllFollowed('alert')) for (const alert of alerts) bus.publish('alert', ALL_ORGANIZATIONS, alert)
  if (isOfAllFollowed('task')) for (const task of tasks) bus.publish('task', ALL_ORGANIZATIONS, task)
  for (const task of tasks) {
    bus.publish('task', task.organizationId, task)
    const isReady =
      task.approval === null ? task.sequence === 1 : task.approval === 'APPROVED' && task.status === 'QUEUED'
    if (isReady) bus.publish('submitted', ALL_ORGANIZATIONS, task)
  }
}
