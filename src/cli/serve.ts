// `holdfast serve`, which `npm start` runs: migrates the database to this version, starts Holdfast, and stops it on SIGTERM or
// SIGINT.

import { once } from 'node:events'
import { constants } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Command } from 'commander'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import type { Database } from '../database/open.ts'
import { EXIT, Failure } from '../failure.ts'
import type { Holdfast } from '../holdfast.ts'
import type { Operations } from '../server/persisted.ts'
import { catalogueOf } from './demo.ts'
import type { OpenedDemo } from './demoText.ts'
import { example, type JsonOption, settings } from './io.ts'

/** Work that is still in progress this long after a signal is aborted. Everything that was answered is committed. */
const STOP_MS_MAX = 10_000
const LOG_MS_MAX = 1_000
/** Ctrl-C reaches the process twice: from the terminal and from npm. */
const SAME_SIGNAL_MS = 500

export function addServe(program: Command): void {
  program
    .command('serve')
    .summary('start Holdfast')
    .description(
      'Start the API and its jobs. Without DATABASE_URL, serve starts its own PostgreSQL in DATA_DIR, with a demo organization. It waits up to 60 s for a PostgreSQL that is starting, and migrates the database to this version. SIGTERM or SIGINT stops it after the work in progress, within 10 s; a second signal stops it at once.',
    )
    .option('--json', 'when ready, print one JSON value instead of text: {"url", "demo"}')
    .addHelpText(
      'after',
      example(
        'npm start',
        'PORT=0 DATA_DIR=/tmp/try npx holdfast serve',
        'DATABASE_URL=postgresql://holdfast@db/holdfast PORT=8080 npx holdfast serve',
      ),
    )
    .action(async (options: JsonOption) => {
      process.exitCode = await serve(settings(), options)
    })
}

/** Resolves with the exit code once it has stopped. */
async function serve(config: Config, options: JsonOption): Promise<number> {
  const { signal, overdue } = stopOnSignals()
  const operations = await operationsOf(config)
  const catalogue = config.demo ? await catalogueOf(config) : null
  const [{ pino }, { failureOf, openDatabase }, { guardProcess }, { startHoldfast }, { openDemo }] = await Promise.all([
    import('pino'),
    import('../database/open.ts'),
    import('./guard.ts'),
    import('../holdfast.ts'),
    import('./demoOrganization.ts'),
  ])
  const log = pino({ level: config.logLevel })
  guardProcess(log)
  let database: Database
  try {
    database = await openDatabase(config, { for: 'MIGRATE', onWait: (line) => log.warn(line), signal })
  } catch (error) {
    if (signal.aborted) return EXIT.DONE
    throw error
  }
  let demo: OpenedDemo | null = null
  const starting = startHoldfast({
    databaseUrl: database.url,
    log,
    transport: await transportOf(config, log),
    host: config.host,
    port: config.port,
    ...config.server,
    secret: config.secret,
    secretBefore: config.secretBefore,
    sessions: config.signIn,
    mail: config.mail,
    showMails: config.demo,
    filesDir: join(config.dataDir, 'files'),
    bucket: config.bucket,
    operations,
    retention: config.retention,
    metrics: config.metrics,
    metricsOrganizations: config.metricsOrganizations,
    openTelemetry: config.openTelemetry,
    tokens: config.tokens,
    payments: config.payments,
    prepare: async (holdfast) => {
      if (catalogue) demo = await openDemo(holdfast, catalogue, config.dataDir)
    },
  })
  try {
    const holdfast = await Promise.race([starting, overdue])
    if (holdfast && !signal.aborted) {
      await sayReady(holdfast, demo, config, options)
      await once(signal, 'abort')
    }
    return holdfast && (await stop(holdfast, overdue, log)) ? EXIT.DONE : EXIT.WRONG
  } catch (error) {
    throw failureOfStart(error, config) ?? failureOf(error, database.url)
  } finally {
    await database.stop()
    await written(log)
  }
}

/** Resolves when the log is written, or a moment later if nobody reads it. */
function written(log: Logger): Promise<void> {
  const flushed = new Promise<void>((resolve) => log.flush(() => resolve()))
  return Promise.race([flushed, delay(LOG_MS_MAX)])
}

/** False if it did not stop in time. */
async function stop(holdfast: Holdfast, overdue: Promise<null>, log: Logger): Promise<boolean> {
  const stopped = holdfast.stop().then(() => true)
  if (await Promise.race([stopped, overdue])) return true
  log.warn(`Holdfast did not stop within ${STOP_MS_MAX / 1_000} s of the signal: the work in progress was aborted.`)
  return false
}

/** The first signal aborts `signal`; `overdue` resolves STOP_MS_MAX later. A second signal ends the process. */
function stopOnSignals(): { signal: AbortSignal; overdue: Promise<null> } {
  const stopping = new AbortController()
  const { promise: overdue, resolve } = Promise.withResolvers<null>()
  let firstAt = 0
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      if (!stopping.signal.aborted) {
        firstAt = performance.now()
        stopping.abort()
        delay(STOP_MS_MAX, null).then(resolve)
      } else if (performance.now() - firstAt > SAME_SIGNAL_MS) process.exit(128 + constants.signals[name])
    })
  }
  return { signal: stopping.signal, overdue }
}

/** Null: PostgreSQL carries the notifications. */
async function transportOf({ redisUrl }: Config, log: Logger) {
  if (!redisUrl) return null
  const { openRedis } = await import('../engine/redis.ts')
  return openRedis(redisUrl, log)
}

async function operationsOf({ operations }: Config): Promise<Operations | null> {
  if (!operations) return null
  const { readOperations } = await import('../server/persisted.ts')
  return readOperations(operations.path, operations.only)
}

/** The failure that names the setting at fault; null if no setting is. */
function failureOfStart(error: unknown, { host, port, metrics, dataDir }: Config): Failure | null {
  if (error instanceof Failure) return error
  const { code, syscall, hostname, path } = (error ?? {}) as NodeJS.ErrnoException & { hostname?: string }
  const isOfMetrics = metrics !== null && (error as { port?: number } | null)?.port === metrics.port
  const failure = (message: string) => new Failure(EXIT.USAGE, message, { cause: error })
  if (code === 'EADDRINUSE') {
    const [name, taken] = isOfMetrics ? ['METRICS_PORT', metrics.port] : ['PORT', port]
    return failure(
      `${name} ${taken} is taken by another process. Set ${name} to a free port, or to 0 for any that is free.`,
    )
  }
  if (code === 'EACCES' && syscall === 'listen') {
    return failure(`PORT ${port} may not be listened on by this user. Set PORT to 1024 or more.`)
  }
  if (code === 'EADDRNOTAVAIL' || (syscall === 'getaddrinfo' && hostname === host)) {
    return failure(`HOST must be an address of this machine, not ${host} (${code}).`)
  }
  if (path?.startsWith(dataDir)) return failure(`DATA_DIR must be a folder that can be written to: ${path} (${code}).`)
  return null
}

async function sayReady(
  holdfast: Holdfast,
  demo: OpenedDemo | null,
  config: Config,
  { json }: JsonOption,
): Promise<void> {
  const { GRAPHQL_PATH } = await import('../server/paths.ts')
  const { KEPT_MAILS_PATH } = await import('../server/keptMails.ts')
  const { demoText } = await import('./demoText.ts')
  const { url, metricsUrl } = holdfast
  const address = `Holdfast is ready at ${url}${GRAPHQL_PATH}`
  const isKept = config.mail !== null && 'folder' in config.mail.to
  const mails = demo && isKept ? await holdfast.app.links?.sign(KEPT_MAILS_PATH, {}, null) : undefined
  const text = demo ? `Holdfast is ready.\n\n${demoText(demo, config.dataDir, mails)}` : address
  const metrics = metricsUrl ? `\nMetrics for Prometheus are at ${metricsUrl}` : ''
  const answer = { url, demo: demo?.demo ?? null, ...(metricsUrl ? { metricsUrl } : {}) }
  process.stdout.write(`${json ? JSON.stringify(answer) : `${text}${metrics}`}\n`)
}
