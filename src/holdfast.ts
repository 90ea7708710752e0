// One Holdfast: the app, its jobs and its server on one database. Its parts are opened one after the other, and closed in the
// opposite order.

import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Attempts, openAttempts } from './access/attempts.ts'
import type { AuthSettings } from './access/auth.ts'
import { SIGN_IN_PATH } from './access/endpoints.ts'
import { sealSecondFactors, sealSecrets } from './access/sealing.ts'
import { secretsOf } from './access/secret.ts'
import type { Sessions } from './access/sessions.ts'
import { openTokens, type TokenSettings } from './access/tokens.ts'
import { openVault, type Vault } from './access/vault.ts'
import type { App } from './app.ts'
import { type Config, RETENTION, type Retention } from './config.ts'
import { createPrisma } from './database/client.ts'
import type { PrismaClient } from './database/generated/client/client.ts'
import type { Gateways } from './gateways/gateway.ts'
import { MANUAL } from './gateways/manual.ts'
import { openOxapay } from './gateways/oxapay.ts'
import { openSandbox } from './gateways/sandbox.ts'
import { addressesOf } from './home/addresses.ts'
import { openCalls } from './home/atHome.ts'
import { startJobs } from './jobs.ts'
import { openAccountMails } from './mail/accounts.ts'
import type { Metrics, MetricsSettings } from './metrics/metrics.ts'
import { type AppOptions, openApp } from './openApp.ts'
import type { OpenTelemetrySettings } from './opentelemetry/export.ts'
import { joinByIssuer, type SignedIn } from './organizations/joining.ts'
import { PAYMENT_CALLBACKS_PATH } from './payments/callbacks.ts'
import { repeat, SWEEP_PAUSE_MS } from './queue/repeat.ts'
import { Charges } from './server/charges.ts'
import { openRequestReader, type RequestReader } from './server/credentials.ts'
import { likenessOf, openMutations, readBuild } from './server/forwarding.ts'
import { createGraphQL } from './server/graphql.ts'
import { openHealth } from './server/health.ts'
import { createHttpServer, listen, serveRequests } from './server/http.ts'
import { logOperations } from './server/operationLog.ts'
import type { Operations } from './server/persisted.ts'
import { openRates, type RateSettings } from './server/rates.ts'
import { openRouter } from './server/router.ts'
import { routesOf } from './server/routes.ts'
import { openSignInPage } from './server/signInPage.ts'
import { SlowConsumers } from './server/slowConsumers.ts'
import { Strangers } from './server/strangers.ts'
import { serveWebSockets } from './server/webSocket.ts'
import type { BucketSettings } from './storage/bucket.ts'
import { openFolder } from './storage/folder.ts'
import { Links } from './storage/links.ts'
import type { Storage } from './storage/storage.ts'

export interface Holdfast {
  readonly app: App
  /** http://host:port, without a path. */
  readonly url: string
  /** The URL of the metrics; null: nothing is counted. */
  readonly metricsUrl: string | null
  /** Null: people don't sign in. */
  readonly sessions: Sessions | null
  /** Stops after the work in progress. */
  stop(): Promise<void>
}

type AppSettings =
  | 'databaseUrl'
  | 'log'
  | 'clock'
  | 'feedDays'
  | 'privateWebhooks'
  | 'providerSecrets'
  | 'mail'
  | 'transport'
  | 'onStatement'

export interface HoldfastOptions extends Pick<AppOptions, AppSettings> {
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  /** The URL by which browsers reach it. Absent or null: the address that it listens on. */
  readonly publicUrl?: string | null
  /** Origins of other pages that may use sessions: the platform's frontends. */
  readonly allowedOrigins?: readonly string[]
  /** Addresses and networks of proxies whose X-Forwarded-For is believed. */
  readonly trustedProxies?: readonly string[]
  /** The settings of sign-in. Absent or null: people can't sign in. */
  readonly sessions?: Pick<AuthSettings, 'signUp' | 'oidc'> | null
  /** Signs cookies and links. Absent or null: a secret that is made once and kept in the database. */
  readonly secret?: string | null
  /** The previous secret. Everything that is encrypted with it is encrypted again. */
  readonly secretBefore?: string | null
  /** The folder of the files that tasks make. Absent: a temporary folder. */
  readonly filesDir?: string
  /** Keeps the files in place of the folder. */
  readonly bucket?: BucketSettings | null
  /** True: a page shows the mails that are kept in a folder, for a demo. */
  readonly showMails?: boolean
  /** True if introspection and GraphiQL are on. Absent: true. */
  readonly explorer?: boolean
  /** Operations per second of a key and of an organization. Absent or null: no limit. */
  readonly rates?: RateSettings | null
  /** Live streams of a key or person on one process. Absent: no limit. */
  readonly streamsPerCaller?: number
  /**
   * The pause between two heartbeats, in milliseconds. Absent: 25 seconds between the pings of a WebSocket, and 12 between those of
   * GET /events.
   */
  readonly keepAliveMs?: number
  /** Documents that clients may send by their ids. */
  readonly operations?: Operations | null
  /** The issuer whose tokens are accepted. Absent or null: no tokens are. */
  readonly tokens?: TokenSettings | null
  /** The payment providers. Absent: none are set up. */
  readonly payments?: Partial<Config['payments']>
  /** The days for which things are kept. Absent: those of a Holdfast without settings. */
  readonly retention?: Retention
  /** The port of the metrics for Prometheus. Absent or null: nothing is counted. */
  readonly metrics?: MetricsSettings | null
  /** The number of organizations that the metrics name, the busiest of the last minute. Absent: none. */
  readonly metricsOrganizations?: number
  /** The collector of traces and metrics. Absent or null: nothing is traced. */
  readonly openTelemetry?: OpenTelemetrySettings | null
  /** The addresses, with ports, at which other processes on the same database reach it. Absent: the host, or the machine's own addresses. */
  readonly peerAddresses?: readonly string[]
  /** Work that must be done before this Holdfast says that it is ready. */
  readonly prepare?: (holdfast: Holdfast) => Promise<void>
}

/** Starts on a database that has been migrated. */
export async function startHoldfast(options: HoldfastOptions): Promise<Holdfast> {
  const stack = new AsyncDisposableStack()
  try {
    return await start(options, stack)
  } catch (error) {
    await stack.disposeAsync()
    throw error
  }
}

/** The server listens first: signed links and sessions carry its address. */
async function start(options: HoldfastOptions, stack: AsyncDisposableStack): Promise<Holdfast> {
  const { publicUrl = null, allowedOrigins = [], trustedProxies = [] } = options
  const reader = openRequestReader({ trustedProxies, publicUrl, allowedOrigins })
  const slowConsumers = new SlowConsumers()
  stack.defer(() => slowConsumers.stop())
  const metrics = await openMetricsOf(options, stack)
  if (options.log.isLevelEnabled('info')) stack.defer(logOperations(options.log))
  const server = createHttpServer(reader, slowConsumers)
  const url = await listen(server, options)
  stack.defer(() => {
    server.close()
    server.closeAllConnections()
  })
  const { app, sessions, attempts } = await openParts(options, url, stack)
  metrics?.serve(app, server)
  const readiness = { ready: false }
  await serve({ server, app, sessions, attempts, reader, slowConsumers, readiness }, options, stack)
  stack.defer(() => {
    readiness.ready = false
  })
  const holdfast = { app, url, metricsUrl: metrics?.url ?? null, sessions, stop: () => stack.disposeAsync() }
  await options.prepare?.(holdfast)
  readiness.ready = true
  return holdfast
}

/** Opens App, with everything that needs the server's address. */
async function openParts(options: HoldfastOptions, url: string, stack: AsyncDisposableStack) {
  const { databaseUrl, onStatement, clock = () => new Date() } = options
  const prisma = createPrisma(databaseUrl, { onStatement })
  stack.defer(() => prisma.$disconnect())
  const { secret, before } = await secretsOf(prisma, options)
  const signing = { secret, secretsBefore: before, publicUrl: options.publicUrl ?? url }
  const links = new Links(signing)
  const storage = await openStorage(options, links)
  const tokens = options.tokens ? openTokens(options.tokens, clock) : null
  const vault = openVault(secret, before)
  const attempts = openAttempts(databaseUrl)
  stack.defer(() => attempts.stop())
  // Nobody signs in before the server answers, and App is there by then.
  const onIssuer = (signedIn: SignedIn): Promise<void> => joinByIssuer(app, signedIn)
  const sessions = await openSessionsOf(options, { prisma, attempts, signing, vault, onIssuer })
  const gateways = await openGateways(options, { links, clock, publicUrl: signing.publicUrl })
  const app = openApp({
    ...options,
    prisma,
    storage,
    links,
    gateways,
    signInUrl: sessions && `${signing.publicUrl}${SIGN_IN_PATH}`,
    vault,
    identity: {
      personOfToken: async (token) => (await tokens?.personOf(token)) ?? null,
      personOfCookies: async (cookies) => (await sessions?.personOf(cookies)) ?? null,
    },
  })
  stack.defer(() => app.close())
  stack.defer(() => sessions?.stop())
  await sealSecrets(app)
  if (sessions) await sealSecondFactors(prisma, secret, before)
  await app.lanes.look()
  await app.refreshPriceBook()
  await app.access.look()
  return { app, sessions, attempts }
}

/** Stripe's library is slow to load, so it is imported only if it is used. */
async function openGateways(
  { payments = {} }: HoldfastOptions,
  { links, clock, publicUrl }: { readonly links: Links; readonly clock: () => Date; readonly publicUrl: string },
): Promise<Gateways> {
  const { stripe, oxapay, manual, sandbox } = payments
  const callbackUrl = `${publicUrl}${PAYMENT_CALLBACKS_PATH}oxapay`
  return {
    ...(stripe ? { STRIPE: (await import('./gateways/stripe.ts')).openStripe(stripe) } : {}),
    ...(oxapay ? { OXAPAY: openOxapay({ ...oxapay, callbackUrl }) } : {}),
    ...(manual ? { MANUAL } : {}),
    ...(sandbox ? { SANDBOX: openSandbox(links, clock) } : {}),
  }
}

interface SessionParts {
  readonly prisma: PrismaClient
  readonly attempts: Attempts
  readonly signing: Pick<AuthSettings, 'secret' | 'secretsBefore' | 'publicUrl'>
  readonly vault: Vault
  readonly onIssuer: (signedIn: SignedIn) => Promise<void>
}

async function openSessionsOf(
  options: HoldfastOptions,
  { prisma, attempts, signing, vault, onIssuer }: SessionParts,
): Promise<Sessions | null> {
  const { sessions, mail, allowedOrigins = [], log } = options
  if (!sessions) return null
  const { openSessions } = await import('./access/sessions.ts')
  const mails = openAccountMails({ prisma, vault, log, isOn: !!mail })
  const { privateWebhooks: allowPrivate = false } = options
  const common = { attempts, log, mails, vault, onIssuer }
  return openSessions(prisma, { ...sessions, ...signing, ...common, allowedOrigins, allowPrivate })
}

/** Counts if someone reads it: Prometheus its page, or a collector of OpenTelemetry. */
async function openMetricsOf(
  { metrics: settings, metricsOrganizations = 0, openTelemetry, log }: HoldfastOptions,
  stack: AsyncDisposableStack,
): Promise<(Pick<Metrics, 'serve'> & { readonly url: string | null }) | null> {
  if (!settings && !openTelemetry) return null
  // The clients of Prometheus and of OpenTelemetry are imported only if they are used.
  const { openMetrics, openMetricsPage } = await import('./metrics/metrics.ts')
  const metrics = openMetrics(metricsOrganizations)
  stack.defer(() => metrics.stop())
  if (openTelemetry) {
    const { openOpenTelemetry } = await import('./opentelemetry/export.ts')
    const opened = await openOpenTelemetry(openTelemetry, metrics.registry, log)
    stack.defer(() => opened.stop())
  }
  if (!settings) return { serve: metrics.serve, url: null }
  const page = await openMetricsPage(metrics.registry, settings)
  stack.defer(() => page.stop())
  return { serve: metrics.serve, url: page.url }
}

async function openStorage({ bucket, filesDir }: HoldfastOptions, links: Links): Promise<Storage> {
  if (!bucket) return openFolder({ links, location: filesDir ?? join(tmpdir(), 'holdfast-files') })
  // AWS's client is slow to load, so it is imported only if it is used.
  const { openBucket } = await import('./storage/bucket.ts')
  return openBucket(bucket)
}

interface ServeParts {
  readonly server: Server
  readonly app: App
  readonly sessions: Sessions | null
  readonly attempts: Attempts
  readonly reader: RequestReader
  readonly slowConsumers: SlowConsumers
  readonly readiness: { readonly ready: boolean }
}

/** Starts the jobs, then answers requests. */
async function serve(parts: ServeParts, options: HoldfastOptions, stack: AsyncDisposableStack): Promise<void> {
  const { server, app, sessions, attempts, reader, slowConsumers, readiness } = parts
  const { explorer = true, operations = null, streamsPerCaller = Number.POSITIVE_INFINITY } = options
  const rates = options.rates ? openRates(options.databaseUrl, options.rates, app.log) : null
  stack.defer(() => rates?.close())
  const charges = new Charges(rates)
  const strangers = new Strangers(reader, charges)
  const yoga = createGraphQL(app, reader, { explorer, operations, charges, streamsPerCaller })
  stack.defer(async () => yoga.dispose())
  // Streams over SSE never end by themselves; commands under way are decided and answered first.
  stack.defer(async () => {
    await app.lanes.close()
    server.closeAllConnections()
  })

  const { databaseUrl, retention = RETENTION, publicUrl = null } = options
  if (publicUrl === null) stack.defer(warnOfOwnUrls(app))
  const background = await startJobs({ app, sessions, databaseUrl, retention }, stack)

  const health = openHealth(app, readiness, background)
  const keptMails = options.showMails && app.mail && 'folder' in app.mail.to ? app.mail.to.folder : null
  const { signUp, oidc } = options.sessions ?? {}
  const signIn = sessions && {
    sessions,
    page: openSignInPage({ signUp: !!signUp, oidc: !!oidc, explorer, keptMails: keptMails !== null }),
  }
  const { keepAliveMs } = options
  const routes = routesOf({
    ...{ app, reader, attempts, signIn, keptMails, charges, strangers, slowConsumers, health, keepAliveMs },
  })
  serveRequests(server, { app, reader, yoga, operations, router: openRouter(routes, app.log) })
  const socketParts = { app, reader, yoga, charges, strangers, operations, slowConsumers, keepAliveMs }
  const closeWebSockets = serveWebSockets(server, socketParts)
  stack.defer(async () => {
    server.close()
    server.closeIdleConnections()
    await closeWebSockets()
  })
  const { port } = server.address() as AddressInfo
  const addresses = options.peerAddresses ?? addressesOf(options.host, port)
  const run = { mutation: openMutations(app), call: openCalls(app) }
  app.home.serve({ addresses, likeness: likenessOf(app, await readBuild()), run })
  stack.defer(() => app.home.leave())
}

/**
 * Warns, once, of several processes without PUBLIC_URL: mails and the addresses for providers' callbacks then name the address that the
 * process listens on that decides for all.
 */
function warnOfOwnUrls({ home, log }: App): () => Promise<void> {
  let isTold = false
  const job = repeat('look for other processes', SWEEP_PAUSE_MS, log, async () => {
    if (!isTold && home.isElsewhere) {
      isTold = true
      log.warn(
        'PUBLIC_URL is not set, and another process decides for this one: mails, and addresses for providers’ callbacks, name the address that the other one listens on. Set PUBLIC_URL, the same in all processes.',
      )
    }
    return { more: false }
  })
  return () => job.stop()
}
