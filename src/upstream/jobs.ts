// The queue's jobs for providers, and the rates of their requests, on all processes together.
//
// A slow provider does not delay others. It gets another slot for requests only while it has fewer than are free: the first
// slow provider gets half of them at most, the second a quarter. Some more slots are for providers that have none. A provider
// that did not answer its last request gets one slot until it answers (a circuit breaker's half-open state).

import type { JobHelpers } from 'graphile-worker'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import type { App } from '../app.ts'
import { createPool } from '../database/connect.ts'
import type { Definition } from '../providers/definition.ts'
import { DISPATCH_TASK, listHttpProviders } from '../providers/provider.ts'
import { openQueue, type Queue } from '../queue/queue.ts'
import { repeat } from '../queue/repeat.ts'
import { upstreamRequests } from '../telemetry/channels.ts'
import { carrying, traceNow, tracer } from '../telemetry/trace.ts'
import { callbackUrl } from './callbacks.ts'
import { dispatch, flagOf, REQUEST_FLAG, takeIn } from './dispatch.ts'
import { CANCEL_TASK, type DispatchJob, END_TASK, type EndJob, STEP_TASK, type TaskName } from './outbox.ts'
import { ask, UpstreamError } from './request.ts'
import { cancel, endJob, type StepJob, step, type Upstream } from './step.ts'

/** The most requests of a process in progress, apart from those for providers that have no other. */
const REQUESTS_AT_ONCE = 22
/** The most requests of a process in progress, including those. */
const REQUESTS_AT_ONCE_MAX = 28
/** The most jobs of a process in progress, including those that send no request. */
const JOBS_AT_ONCE = 30
const RATE_CONNECTIONS_MAX = 2
/** The delay after which waiting tasks get room that something else has freed, such as a worker's task that has ended. */
const LOOK_PAUSE_MS = 5_000

/** Starts the queue's jobs for providers. */
export async function startProviders(app: App, databaseUrl: string): Promise<Queue> {
  const rates = openProviderRates(app, databaseUrl)
  /** The flags of providers that did not answer their last request. */
  const silent = new Set<string>()
  const upstreamFor = ({ abortSignal: signal }: JobHelpers): Upstream => ({
    app,
    callbackUrl: (task) => callbackUrl(app, task),
    takeRequest: rates.take,
    ask: async (definition, secrets, request, subject, headers) => {
      const { name: provider } = definition
      const flag = flagOf(provider)
      const began = performance.now()
      const attributes = { 'http.request.method': request.method, 'holdfast.provider': provider }
      const span = tracer()?.begin(`${request.method} ${provider}`, { kind: 'CLIENT', parent: traceNow(), attributes })
      const tell = (outcome: string) => {
        upstreamRequests.tell({ provider, outcome, ms: performance.now() - began })
        span?.end(outcome === 'OK' ? null : outcome)
      }
      try {
        const answer = await ask(definition, secrets, request, subject, { ...headers, ...carrying(span?.traceparent) })
        tell('OK')
        silent.delete(flag)
        return answer
      } catch (error) {
        tell(error instanceof UpstreamError ? error.outcome : 'ABORTED')
        if (error instanceof UpstreamError && error.isUnanswered) silent.add(flag)
        else silent.delete(flag)
        throw error
      }
    },
    signal,
  })
  const give = oneAtATime((provider) => dispatch(app, provider))

  const tasks = {
    [DISPATCH_TASK]: async (payload: unknown) => {
      const { provider, tasks } = payload as DispatchJob
      if (tasks.length > 0) await takeIn(app, provider, tasks)
      await give(provider)
    },
    [STEP_TASK]: (payload: unknown, helpers: JobHelpers) => step(upstreamFor(helpers), payload as StepJob),
    [END_TASK]: async (payload: unknown) => {
      await endJob(app, payload as EndJob)
      await give((payload as EndJob).provider)
    },
    [CANCEL_TASK]: (payload: unknown, helpers: JobHelpers) => cancel(upstreamFor(helpers), payload as TaskName),
  }
  const queue = await openQueue(databaseUrl, tasks, app.log, {
    concurrency: JOBS_AT_ONCE,
    leave: (underWay) => leaveRequests(underWay, silent),
  })
  const looking = repeat('give providers tasks', LOOK_PAUSE_MS, app.log, async () => {
    for (const { name } of await listHttpProviders(app)) await give(name)
    return { more: false }
  })
  return {
    stuckSince: () => queue.stuckSince(),
    async stop() {
      await Promise.all([looking.stop(), queue.stop()])
      await rates.close()
    },
  }
}

/** The flags of providers that have as many requests in progress as they may; the flag of all, if no slot is left. */
export function leaveRequests(underWay: ReadonlyMap<string, number>, silent: ReadonlySet<string>): string[] {
  const requests = underWay.get(REQUEST_FLAG) ?? 0
  if (requests >= REQUESTS_AT_ONCE_MAX) return [REQUEST_FLAG]
  const free = Math.max(REQUESTS_AT_ONCE - requests, 1)
  const mayHave = (flag: string) => (silent.has(flag) ? 1 : free)
  return [...underWay].flatMap(([flag, has]) => (flag !== REQUEST_FLAG && has >= mayHave(flag) ? [flag] : []))
}

/** Runs work one at a time for each provider. Calls during a run share the next one. */
function oneAtATime(work: (provider: string) => Promise<unknown>): (provider: string) => Promise<unknown> {
  const running = new Map<string, Promise<unknown>>()
  const next = new Map<string, Promise<unknown>>()
  const run = (provider: string): Promise<unknown> => {
    const current = work(provider).finally(() => running.delete(provider))
    running.set(provider, current)
    return current
  }
  return (provider) => {
    const current = running.get(provider)
    if (!current) return run(provider)
    const waiting = next.get(provider)
    if (waiting) return waiting
    const following = current
      .catch(() => {})
      .then(() => {
        next.delete(provider)
        return run(provider)
      })
    next.set(provider, following)
    return following
  }
}

/** The rates of requests to providers, counted in PostgreSQL for all processes. */
function openProviderRates(app: App, databaseUrl: string) {
  const pool = createPool(databaseUrl, RATE_CONNECTIONS_MAX, { name: 'holdfast provider rates' })
  return {
    async take({ name, limits: { rate } }: Definition): Promise<number | null> {
      if (!rate) return null
      const limiter = new RateLimiterPostgres({
        storeClient: pool,
        tableName: 'request_rate',
        tableCreated: true,
        clearExpiredByTimeout: false,
        keyPrefix: 'provider',
        points: rate.requests,
        duration: rate.seconds,
      })
      try {
        await limiter.consume(name)
        return null
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused
        app.log.debug({ provider: name }, 'a provider has used up its rate of requests')
        return Math.max(refused.msBeforeNext, 1)
      }
    },
    close: () => pool.end(),
  }
}
