// The metrics, and their page for Prometheus, on a port of its own, which is not meant for the internet: docs/metrics.md.

import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { collectDefaultMetrics, Registry } from 'prom-client'
import type { App } from '../app.ts'
import { countOrganizations } from './busiest.ts'
import { countAll } from './counted.ts'
import { readAll } from './read.ts'

const PATH = '/metrics'

export interface MetricsSettings {
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
}

export interface Metrics {
  readonly registry: Registry
  /** Adds what is read from the database, and from the server that clients reach. */
  serve(app: App, server: Server): void
  stop(): void
}

/**
 * Starts to count. Open it before the parts that it counts: those look whether they are followed. `organizations`: how many of the
 * busiest are named.
 */
export function openMetrics(organizations: number): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const ends = countAll(registry)
  if (organizations > 0) ends.push(countOrganizations(registry, organizations))
  return {
    registry,
    serve: (app, clients) => readAll(registry, app, clients),
    stop() {
      for (const end of ends) end()
      registry.clear()
    },
  }
}

export interface MetricsPage {
  /** http://host:port/metrics */
  readonly url: string
  stop(): void
}

export async function openMetricsPage(registry: Registry, { host, port }: MetricsSettings): Promise<MetricsPage> {
  const server = createServer((request, response) => {
    if (request.url?.split('?')[0] !== PATH || (request.method !== 'GET' && request.method !== 'HEAD')) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end(`Metrics are at GET ${PATH}.\n`)
      return
    }
    registry.metrics().then(
      (text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text),
      (error) => response.writeHead(500, { 'content-type': 'text/plain' }).end(`${(error as Error).message}\n`),
    )
  })
  server.listen(port, host)
  await once(server, 'listening')
  const address = server.address()
  const bound = typeof address === 'object' && address ? address.port : port
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}${PATH}`,
    stop() {
      server.close()
      server.closeAllConnections()
    },
  }
}
