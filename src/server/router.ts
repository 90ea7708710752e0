// Finds the route of a request by its path and method, and answers what goes wrong: 404 for a path that does not exist, 405
// with Allow for a method that the path does not support, and the error that a handler throws.

import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import { outageOf } from '../database/outage.ts'
import { isUnavailable } from '../database/retry.ts'
import { requests } from '../telemetry/channels.ts'
import { refuse } from './answer.ts'
import { BodyRefused, endIfMoreComes } from './body.ts'
import type { Handler } from './exchange.ts'
import { GRAPHQL_PATH } from './paths.ts'

/** ANY supports every method; its handler refuses wrong ones itself. */
type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE' | 'ANY'
export type Route = Readonly<Partial<Record<Method, Handler>>>

/** By path. A path has at most one variable part: `:name` stands for one segment, `*` for the rest. */
export type Routes = Readonly<Record<string, Route>>

export type Router = (url: URL, request: IncomingMessage, response: ServerResponse) => Promise<void>

/** Segments without percent encoding: no id and no token needs it. */
const SEGMENT = '([\\w.-]+)'
const RETRY_AFTER_MS = 1_000

export function openRouter(routes: Routes, log: Logger): Router {
  const find = finder(routes)
  return async (url, request, response) => {
    const found = find(url.pathname)
    if (requests.isFollowed) tellWhenDone(request, response, found?.path ?? null)
    if (!found) return refusePath(response)
    const { path, route, variable } = found
    const method = request.method ?? 'GET'
    const handler = (Object.hasOwn(route, method) ? route[method as Method] : null) ?? route.ANY
    if (!handler) return refuseMethod(response, Object.keys(route))
    try {
      await handler({ request, response, url, variable })
    } catch (error) {
      answerError(error, `${method} ${path}`, response, log)
    }
  }
}

function tellWhenDone(request: IncomingMessage, response: ServerResponse, route: string | null): void {
  const began = performance.now()
  response.once('close', () => {
    const { method = 'GET' } = request
    requests.tell({ method, route, status: response.statusCode, ms: performance.now() - began })
  })
}

interface Found {
  /** As the table has it. */
  readonly path: string
  readonly route: Route
  readonly variable: string
}

function finder(routes: Routes): (pathname: string) => Found | null {
  const fixed = new Map<string, Found>()
  const patterns: (Omit<Found, 'variable'> & { readonly pattern: RegExp })[] = []
  for (const [path, route] of Object.entries(routes)) {
    const pattern = path.replace(/:\w+/, SEGMENT).replace('*', '(.*)')
    if (pattern === path) fixed.set(path, { path, route, variable: '' })
    else patterns.push({ pattern: new RegExp(`^${pattern}$`), path, route })
  }
  return (pathname) => {
    const found = fixed.get(pathname)
    if (found) return found
    for (const { pattern, path, route } of patterns) {
      const match = pattern.exec(pathname)
      if (match) return { path, route, variable: match[1] ?? '' }
    }
    return null
  }
}

export function refusePath(response: ServerResponse): void {
  refuse(response, 404, 'NOT_FOUND', `This path does not exist. GraphQL is at ${GRAPHQL_PATH}.`)
}

function refuseMethod(response: ServerResponse, methods: readonly string[]): void {
  response.setHeader('allow', methods.join(', '))
  refuse(response, 405, 'METHOD_NOT_ALLOWED', `This path supports ${methods.join(' and ')} only.`)
}

function answerError(error: unknown, name: string, response: ServerResponse, log: Logger): void {
  if (error instanceof BodyRefused) {
    if (response.headersSent) return
    endIfMoreComes(response)
    refuse(response, error.status, 'BAD_BODY', error.message)
    return
  }
  const isExpected = isUnavailable(error) || response.headersSent || response.destroyed
  outageOf(log).mention(error, `${name} failed`, isExpected ? 'warn' : 'error')
  if (response.headersSent) response.destroy()
  else refuse(response, 503, 'UNAVAILABLE', 'The request could not be answered. Try again in a moment.', RETRY_AFTER_MS)
}
