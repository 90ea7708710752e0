// One Holdfast: the app, its jobs and its server on one database, started and stopped in order.

import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { type App, type AppOptions, openApp } from './app.ts'
import { repeat } from './jobs.ts'
import { Authenticator } from './organizations/apiKeys.ts'
import { sweepSubscriptions } from './plans/sweep.ts'
import { publishHeads } from './publications/publish.ts'
import { createGraphQL, createHttpServer, type Readiness } from './server/http.ts'
import { serveWebSockets } from './server/webSocket.ts'
import { sweepLeases } from './tasks/leases.ts'
import { startSandbox } from './tasks/sandbox.ts'
import { sweepTasks } from './tasks/sweep.ts'
import { sweepHolds, sweepLots } from './wallets/sweep.ts'

const SWEEP_PAUSE_MS = 1_000
/** So soon a price that was set by one process is known to the quotes of all. Their lanes know it at once. */
const PRICES_PAUSE_MS = 500
const PUBLISH_PAUSE_MS = 60 * 60 * 1_000

export interface Holdfast {
  readonly app: App
  /** http://host:port, without a path. */
  readonly url: string
  /** Lets what is under way finish, then stops. */
  stop(): Promise<void>
}

export interface HoldfastOptions extends AppOptions {
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  /** What must be done before this Holdfast says that it is ready. */
  readonly prepare?: (app: App, url: string) => Promise<void>
}

/** Starts on a database that is migrated already. */
export async function startHoldfast({ host, port, prepare, ...options }: HoldfastOptions): Promise<Holdfast> {
  const app = openApp(options)
  const authenticator = new Authenticator(app.prisma)
  const yoga = createGraphQL(app, authenticator)
  const readiness: Readiness = { ready: false }
  const server = createHttpServer(app, authenticator, yoga, readiness)
  const closeWebSockets = serveWebSockets(server, yoga, authenticator)
  try {
    await app.refreshPriceBook()
    server.listen(port, host)
    await once(server, 'listening')
  } catch (error) {
    await app.close()
    throw error
  }

  const sweeps = {
    lots: sweepLots,
    holds: sweepHolds,
    tasks: sweepTasks,
    leases: sweepLeases,
    subscriptions: sweepSubscriptions,
  }
  const jobs = [
    ...Object.entries(sweeps).map(([name, sweep]) =>
      repeat(`sweep ${name}`, SWEEP_PAUSE_MS, app.log, async () => ({ more: (await sweep(app)) > 0 })),
    ),
    repeat('refresh the price book', PRICES_PAUSE_MS, app.log, async () => {
      await app.refreshPriceBook()
      return { more: false }
    }),
    repeat('publish heads', PUBLISH_PAUSE_MS, app.log, async () => {
      await publishHeads(app)
      return { more: false }
    }),
    startSandbox(app),
  ]

  const { address, family, port: boundPort } = server.address() as AddressInfo
  const isLocal = ['0.0.0.0', '::', '127.0.0.1', '::1'].includes(address)
  const url = `http://${isLocal ? 'localhost' : family === 'IPv6' ? `[${address}]` : address}:${boundPort}`
  const holdfast: Holdfast = {
    app,
    url,
    async stop() {
      readiness.ready = false
      await Promise.all(jobs.map((job) => job.stop()))
      await closeWebSockets()
      server.close()
      // Streams over SSE never end by themselves; requests under way get to finish first.
      server.closeIdleConnections()
      await app.lane.close()
      server.closeAllConnections()
      await yoga.dispose()
      await app.close()
    },
  }
  try {
    await prepare?.(app, url)
  } catch (error) {
    await holdfast.stop()
    throw error
  }
  readiness.ready = true
  return holdfast
}
