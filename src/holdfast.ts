// One Holdfast: the app, its jobs and its server on one database, started and stopped in order.

import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SIGN_IN_PATH } from './access/auth.ts'
import { secretsOf } from './access/secret.ts'
import { openSessions, type SessionSettings, type Sessions } from './access/sessions.ts'
import { openTokens, type TokenSettings } from './access/tokens.ts'
import { openVault, type Vault } from './access/vault.ts'
import { sweepExpiring } from './alerts/expiring.ts'
import type { App } from './app.ts'
import { makePartitions } from './database/partitions.ts'
import { sweepClosing } from './offboarding/closing.ts'
import { sweepLeaving } from './offboarding/leaving.ts'
import { type AppOptions, openApp } from './openApp.ts'
import { sweepSubscriptions } from './plans/sweep.ts'
import { sweepQuotes } from './pricing/sweep.ts'
import { publishHeads } from './publications/publish.ts'
import { openQueue, type Queue } from './queue/queue.ts'
import { repeat } from './queue/repeat.ts'
import { endSilentSessions } from './queue/silent.ts'
import { Charges } from './server/charges.ts'
import { openRequestReader } from './server/credentials.ts'
import { openHealth, type Readiness } from './server/health.ts'
import { createGraphQL, createHttpServer } from './server/http.ts'
import type { Operations } from './server/persisted.ts'
import { openRates, type RateSettings } from './server/rates.ts'
import { openSignInPage } from './server/signInPage.ts'
import { Strangers } from './server/strangers.ts'
import { StuckClients } from './server/stuck.ts'
import { serveWebSockets } from './server/webSocket.ts'
import type { BucketSettings } from './storage/bucket.ts'
import { openFolder } from './storage/folder.ts'
import { Links } from './storage/links.ts'
import type { Storage } from './storage/storage.ts'
import { forgetTasks } from './tasks/forget.ts'
import { sweepLeases } from './tasks/leases.ts'
import { startSandbox } from './tasks/sandbox.ts'
import { sweepTasks } from './tasks/sweep.ts'
import { startProviders } from './upstream/jobs.ts'
import { sweepAllocationRules } from './wallets/allocationRules.ts'
import { sweepDebts } from './wallets/debts.ts'
import { sweepHolds, sweepLots } from './wallets/sweep.ts'
import { sealSecrets } from './webhooks/sealing.ts'
import { JOBS_AT_ONCE, leaveDeliveries, openWebhooks } from './webhooks/sending.ts'
import { sweepDeliveries } from './webhooks/sweep.ts'

const SWEEP_PAUSE_MS = 1_000
/** So soon a price that was set by one process is known to the quotes of all. Their lanes know it at once. */
const PRICES_PAUSE_MS = 500
/** So soon a key that was revoked by one process is refused by all. */
const ACCESS_PAUSE_MS = 250
const USES_PAUSE_MS = 5_000
/** Days before an expiry, a minute is soon enough. */
const EXPIRING_PAUSE_MS = 60 * 1_000
const PUBLISH_PAUSE_MS = 60 * 60 * 1_000
const SESSIONS_PAUSE_MS = 60 * 60 * 1_000
const PARTITIONS_PAUSE_MS = 60 * 60 * 1_000

export interface Holdfast {
  readonly app: App
  /** http://host:port, without a path. */
  readonly url: string
  readonly sessions: Sessions | null
  /** Lets what is under way finish, then stops. */
  stop(): Promise<void>
}

export interface HoldfastOptions extends AppOptions {
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  /** Where browsers find it, if that is not the address that it listens on. */
  readonly publicUrl?: string | null
  /** Pages beside its own that may use sessions: the platform's frontends. */
  readonly allowedOrigins?: readonly string[]
  /** Addresses and networks of proxies whose X-Forwarded-For is believed. */
  readonly trustedProxies?: readonly string[]
  /** How people sign in. Nobody does, if absent. */
  readonly sessions?: Omit<SessionSettings, 'secret' | 'publicUrl' | 'allowedOrigins'> | null
  /** Signs cookies and links; one that is made once and kept in the database, if absent. */
  readonly secret?: string | null
  /** What it was before: what is sealed with that is sealed anew. */
  readonly secretBefore?: string | null
  /** Where files are kept that tasks have made; a folder for things that may go, if absent. */
  readonly filesDir?: string
  /** Keeps files, in place of the folder. */
  readonly bucket?: BucketSettings | null
  /** Whether the schema can be asked for, and GraphiQL is there. It is, if absent. */
  readonly explorer?: boolean
  /** How many operations per second a key and an organization may have. Any number, if absent. */
  readonly rates?: RateSettings | null
  /** How many live streams a key or person may have on one process. Any number, if absent. */
  readonly streamsPerCaller?: number
  /** How often each client of a WebSocket is asked whether it is still there. Every 25 seconds, if absent. */
  readonly keepAliveMs?: number
  /** Documents that may be sent by their ids. */
  readonly operations?: Operations | null
  /** Whose tokens are taken. Nobody's, if absent. */
  readonly tokens?: TokenSettings | null
  /** What must be done before this Holdfast says that it is ready. */
  readonly prepare?: (holdfast: Holdfast) => Promise<void>
}

/** Starts on a database that is migrated already. */
export async function startHoldfast({ host, port, prepare, ...options }: HoldfastOptions): Promise<Holdfast> {
  const { publicUrl = null, allowedOrigins = [], trustedProxies = [], clock = () => new Date() } = options
  const tokens = options.tokens ? openTokens(options.tokens, clock) : null
  // Sessions, links and callbacks need to know the address, which is known once the server listens.
  let sessions: Sessions | null = null
  let storage: Storage | null = null
  let links: Links | null = null
  let signInUrl: string | null = null
  let vault: Vault | null = null
  let secret: string
  const app = openApp({
    ...options,
    storage: () => storage,
    links: () => links,
    signInUrl: () => signInUrl,
    vault: () => {
      if (!vault) throw new Error('The vault is not open yet.')
      return vault
    },
    identity: {
      personOfToken: async (token) => (await tokens?.personOf(token)) ?? null,
      personOfCookies: async (cookies) => (await sessions?.personOf(cookies)) ?? null,
    },
  })
  const reader = openRequestReader({ trustedProxies, publicUrl, allowedOrigins })
  const { explorer = true, operations = null, streamsPerCaller = Number.POSITIVE_INFINITY } = options
  const rates = options.rates ? openRates(options.databaseUrl, options.rates, app.log) : null
  const charges = new Charges(rates)
  const yoga = createGraphQL(app, reader, { explorer, operations, charges, streamsPerCaller })
  const readiness: Readiness = { ready: false }
  const stuck = new StuckClients()
  let queues: Queue[] = []
  const queueStuckSince = () => queues.map((each) => each.stuckSince()).find((since) => since !== null) ?? null
  const health = openHealth(app, readiness, queueStuckSince)
  const strangers = new Strangers(reader, charges)
  const server = createHttpServer(app, reader, yoga, health, stuck, charges, strangers, {
    sessions: () => sessions,
    signInPage: options.sessions
      ? openSignInPage({ signUp: options.sessions.signUp, oidc: options.sessions.oidc !== null, explorer })
      : null,
  })
  const closeWebSockets = serveWebSockets(
    server,
    app,
    reader,
    yoga,
    charges,
    strangers,
    operations,
    stuck,
    options.keepAliveMs,
  )
  const webhooks = openWebhooks(app)
  let queue: Queue | undefined
  try {
    const found = await secretsOf(app.prisma, options)
    secret = found.secret
    vault = openVault(secret, found.before)
    await sealSecrets(app)
    queue = await openQueue(options.databaseUrl, webhooks.tasks, app.log, {
      concurrency: JOBS_AT_ONCE,
      leave: leaveDeliveries,
    })
    await app.refreshPriceBook()
    await app.access.look()
    server.listen(port, host)
    await once(server, 'listening')
  } catch (error) {
    await queue?.stop()
    await rates?.close()
    await app.close()
    throw error
  }
  const { address, family, port: boundPort } = server.address() as AddressInfo
  const isLocal = ['0.0.0.0', '::', '127.0.0.1', '::1'].includes(address)
  const url = `http://${isLocal ? 'localhost' : family === 'IPv6' ? `[${address}]` : address}:${boundPort}`
  const signing = { secret, publicUrl: publicUrl ?? url }
  links = new Links(signing)
  // AWS's client takes its time to load; who doesn't use it doesn't wait.
  storage = options.bucket
    ? (await import('./storage/bucket.ts')).openBucket(options.bucket)
    : openFolder({ links, location: options.filesDir ?? join(tmpdir(), 'holdfast-files') })
  if (options.sessions) {
    const { databaseUrl, log } = options
    signInUrl = `${signing.publicUrl}${SIGN_IN_PATH}`
    sessions = openSessions(app.prisma, { ...options.sessions, ...signing, allowedOrigins, databaseUrl, log })
  }

  const sweeps = {
    lots: sweepLots,
    holds: sweepHolds,
    tasks: sweepTasks,
    'tasks to forget': forgetTasks,
    quotes: sweepQuotes,
    leases: sweepLeases,
    subscriptions: sweepSubscriptions,
    allocations: sweepAllocationRules,
    debts: sweepDebts,
    closing: sweepClosing,
    leaving: sweepLeaving,
    deliveries: sweepDeliveries,
  }
  const providers = await startProviders(app, options.databaseUrl)
  queues = [queue, providers]
  const jobs: { stop(): Promise<void> }[] = [
    ...queues,
    webhooks,
    endSilentSessions(options.databaseUrl, app.log),
    ...Object.entries(sweeps).map(([name, sweep]) =>
      repeat(`sweep ${name}`, SWEEP_PAUSE_MS, app.log, async () => ({ more: (await sweep(app)) > 0 })),
    ),
    repeat('tell what expires soon', EXPIRING_PAUSE_MS, app.log, async () => ({
      more: (await sweepExpiring(app)) > 0,
    })),
    repeat('refresh the price book', PRICES_PAUSE_MS, app.log, async () => {
      await app.refreshPriceBook()
      return { more: false }
    }),
    repeat('look at access', ACCESS_PAUSE_MS, app.log, async () => {
      await app.access.look()
      return { more: false }
    }),
    repeat('note uses of keys', USES_PAUSE_MS, app.log, async () => {
      await app.access.noteUses()
      return { more: false }
    }),
    repeat('remove sessions that are over', SESSIONS_PAUSE_MS, app.log, async () => {
      await sessions?.sweep(new Date())
      return { more: false }
    }),
    repeat('make partitions', PARTITIONS_PAUSE_MS, app.log, async () => {
      await makePartitions(options.databaseUrl, app.clock())
      return { more: false }
    }),
    repeat('publish heads', PUBLISH_PAUSE_MS, app.log, async () => {
      await publishHeads(app)
      return { more: false }
    }),
    startSandbox(app),
    app.relay(),
  ]

  const holdfast: Holdfast = {
    app,
    url,
    sessions,
    async stop() {
      readiness.ready = false
      await Promise.all(jobs.map((job) => job.stop()))
      await closeWebSockets()
      stuck.stop()
      server.close()
      // Streams over SSE never end by themselves; requests under way get to finish first.
      server.closeIdleConnections()
      await app.lane.close()
      server.closeAllConnections()
      await yoga.dispose()
      await rates?.close()
      await sessions?.stop()
      await app.close()
    },
  }
  try {
    await prepare?.(holdfast)
  } catch (error) {
    await holdfast.stop()
    throw error
  }
  readiness.ready = true
  return holdfast
}
