// The requests that a library makes to an address that an organization has set, if the library has no setting for how they are made: it
// calls Node's `fetch`. Within `guarded`, `fetch` connects to public addresses only, whatever the host name resolves to by then, and its
// answers have bounds. A request that fails is answered with 502, as a gateway does: better-auth takes an exception for a fault of its own.

import { AsyncLocalStorage } from 'node:async_hooks'
import { type RequestBounds, requestWithin } from './request.ts'

interface Guard extends RequestBounds {
  /** Is told why a request has failed. */
  readonly failed: (error: unknown) => void
}

const guards = new AsyncLocalStorage<Guard>()
const BAD_GATEWAY = 502
let isInstalled = false

/** Runs work whose requests by `fetch` have these bounds. */
export function guarded<Result>(guard: Guard, work: () => Promise<Result>): Promise<Result> {
  if (!isInstalled) install()
  return guards.run(guard, work)
}

function install(): void {
  isInstalled = true
  const unguarded = globalThis.fetch
  globalThis.fetch = (input, init) => {
    const guard = guards.getStore()
    if (!guard) return unguarded(input, init)
    return fetchWithin(input, init, guard).catch((error) => {
      guard.failed(error)
      return new Response(null, { status: BAD_GATEWAY })
    })
  }
}

async function fetchWithin(
  input: Parameters<typeof fetch>[0],
  init: RequestInit | undefined,
  bounds: RequestBounds,
): Promise<Response> {
  const request = new Request(input, init)
  const url = new URL(request.url)
  if (!bounds.allowPrivate && url.protocol !== 'https:') throw new Error(`${url.origin} does not begin with https://.`)
  // Compressed answers are not asked for: a short one can be of any length.
  const headers = { ...Object.fromEntries(request.headers), 'accept-encoding': 'identity' }
  const body = new Uint8Array(await request.arrayBuffer())
  const sent = { method: request.method, headers, signal: request.signal, ...(body.length > 0 ? { body } : {}) }
  const answer = await requestWithin(url, bounds, sent)
  const isRedirect = answer.status >= 300 && answer.status < 400
  if (isRedirect && request.redirect !== 'manual') throw new Error(`${url.href} answers with a redirect.`)
  return new Response(answer.body.length > 0 ? answer.body : null, {
    status: answer.status,
    headers: Object.entries(answer.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)]],
    ),
  })
}
