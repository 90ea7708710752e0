// The traffic of the platform's users over the public API, for benches that run for long: each kind of operation at its own pace, with
// the time of every answer.

import { createHistogram } from 'node:perf_hooks'
import { setTimeout as delay } from 'node:timers/promises'

/** More operations than these at a time are not begun: the server is behind. */
const OPEN_MAX = 500

export class Latencies {
  readonly #histograms = new Map<string, ReturnType<typeof createHistogram>>()

  record(operation: string, ms: number): void {
    let histogram = this.#histograms.get(operation)
    if (!histogram) {
      histogram = createHistogram()
      this.#histograms.set(operation, histogram)
    }
    histogram.record(Math.max(1, Math.round(ms * 1_000)))
  }

  /** By operation: how many were answered, and the median and the slowest 1 % in milliseconds. */
  report(): Record<string, { count: number; p50Ms: number; p99Ms: number }> {
    const round = (microseconds: number) => Number((microseconds / 1_000).toFixed(1))
    return Object.fromEntries(
      [...this.#histograms].map(([operation, histogram]) => [
        operation,
        { count: histogram.count, p50Ms: round(histogram.percentile(50)), p99Ms: round(histogram.percentile(99)) },
      ]),
    )
  }
}

export interface Caller {
  readonly url: () => string
  readonly latencies: Latencies
}

/** Sends an operation, whose first field must not be refused, and records its time under its name. Returns the first field. */
export async function call<Result>(
  { url, latencies }: Caller,
  key: string,
  name: string,
  query: string,
  variables: object,
): Promise<Result> {
  const began = performance.now()
  const response = await fetch(`${url()}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': key },
    body: JSON.stringify({ query, variables }),
  })
  const { data, errors } = await response.json()
  const [first] = Object.values(data ?? {}) as (Result & { code?: string })[]
  if (errors || !first || first.code) throw new Error(`${name}: ${JSON.stringify(errors ?? first)}`)
  latencies.record(name, performance.now() - began)
  return first
}

/** Begins an act so many times a second until `until`, however long each takes. Returns when all have ended; throws if one failed. */
export async function paced(perSecond: number, until: number, act: (nth: number) => Promise<unknown>): Promise<number> {
  const began = performance.now()
  const open = new Set<Promise<unknown>>()
  let failed: unknown
  let acts = 0
  while (performance.now() < until && failed === undefined) {
    const wait = began + (acts * 1_000) / perSecond - performance.now()
    if (wait > 0) await delay(Math.min(wait, until - performance.now()))
    if (open.size >= OPEN_MAX) await Promise.race(open)
    const acting: Promise<unknown> = act(acts++)
      .catch((error) => {
        failed ??= error
      })
      .finally(() => open.delete(acting))
    open.add(acting)
  }
  await Promise.all(open)
  if (failed !== undefined) throw failed
  return acts
}

export const SUBMIT = `mutation ($input: SubmitTaskInput!) {
  submitTask(input: $input) { ... on SubmitTaskSuccess { replayed task { id } } ... on Error { code message } } }`
export const COMPLETE = `mutation ($input: CompleteTaskInput!) {
  completeTask(input: $input) { ... on CompleteTaskSuccess { replayed task { status } } ... on Error { code message } } }`
export const FREEZE = `mutation ($input: FreezeCreditsInput!) {
  freezeCredits(input: $input) { ... on FreezeCreditsSuccess { hold { id } } ... on Error { code message } } }`
export const SPEND = `mutation ($input: SpendCreditsInput!) {
  spendCredits(input: $input) { ... on SpendCreditsSuccess { hold { status } } ... on Error { code message } } }`
export const FOLLOW = `subscription ($after: SafeInt) { balanceChanged(after: $after) { sequence } }`

export const song = () => ({
  model: 'suno',
  operation: 'music',
  input: { prompt: 'rain' },
  idempotencyKey: crypto.randomUUID(),
})
