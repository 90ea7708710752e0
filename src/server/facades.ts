// Façades: the APIs of other vendors, answered from Holdfast's wallets and tasks, so that a platform's customers can keep their
// clients. Definitions say what each one answers (src/facades). A façade is on if a loaded catalogue names it, or the operator
// has turned it on.

import type { IncomingMessage } from 'node:http'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { limitedAs, may, type Tenant } from '../access/roles.ts'
import { Meter, metered } from '../database/meter.ts'
import type { Endpoint, Facade } from '../facades/definition.ts'
import { findEndpoint } from '../facades/facades.ts'
import { parseJson } from '../formats/exactNumbers.ts'
import { jsonFlaw } from '../formats/json.ts'
import { BodyRefused, endIfMoreComes, readBody } from './body.ts'
import { sharerOf } from './charges.ts'
import { bearerIn, headersOf } from './credentials.ts'
import type { Exchange, Handler, Parts } from './exchange.ts'
import { type Asked, answerBy } from './facadeAnswers.ts'
import { FacadeError, inVendorsWords, type VendorAnswer } from './facadeErrors.ts'
import { refusePath } from './router.ts'

/** The handler of all paths that are not Holdfast's own. If no façade is on, they do not exist. */
export function openFacades(parts: Parts): Handler {
  const { app } = parts
  const limits = new Limits()
  return async (exchange) => {
    const { request, response, url } = exchange
    const { version } = app.priceBook
    const found = version.facades.length > 0 ? findEndpoint(version, request.method ?? '', url.pathname) : null
    if (!found) return refusePath(response)
    const { facade } = found
    const headers: Record<string, string> = {}
    let answer: VendorAnswer
    try {
      if (!found.endpoint) throw new FacadeError('notFound', 'There is no such method or path.')
      answer = await answerCall(parts, limits, exchange, { ...found, headers })
    } catch (error) {
      if (error instanceof BodyRefused) endIfMoreComes(response)
      answer = inVendorsWords(facade, error, app.log)
    }
    if (response.headersSent) return
    const all = { ...headers, ...answer.headers, 'content-type': 'application/json' }
    response.writeHead(answer.status, all).end(JSON.stringify(answer.body))
  }
}

interface Call {
  readonly facade: Facade
  readonly endpoint: Endpoint
  readonly parameters: Readonly<Record<string, string>>
  /** Headers of the answer, also of an error. */
  readonly headers: Record<string, string>
}

async function answerCall(parts: Parts, limits: Limits, exchange: Exchange, call: Call): Promise<VendorAnswer> {
  const { app, charges } = parts
  const { request, response, url } = exchange
  const { facade, endpoint, parameters, headers } = call
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  const caller = await callerOf(parts, facade, exchange)
  await limits.count(facade, caller, headers)
  const from = { caller, address: parts.reader.addressOf(request) }
  const tooFast = charges.refusal(from) ?? (await charges.begin(from, 0))
  if (tooFast) throw tooMany(tooFast.retryAfterMs)
  const meter = new Meter(sharerOf(caller))
  return metered(meter, async () => {
    if (endpoint.does === 'SUBMIT' && !may(caller, 'submitTasks')) {
      throw new FacadeError('forbidden', 'This API key may not submit tasks.')
    }
    const asked: Asked = {
      body: hasBody(endpoint) ? await readObject(request, facade.bodyBytesMax) : {},
      query: Object.fromEntries(url.searchParams),
      path: parameters,
      headers: request.headers,
      gone: gone.signal,
    }
    return { status: endpoint.status, body: await answerBy(app, caller, facade, endpoint, asked), headers: {} }
  }).finally(() => charges.end(from, 0, meter))
}

async function callerOf(
  { app, reader, strangers }: Parts,
  { key }: Facade,
  { request, url }: Exchange,
): Promise<Tenant> {
  const headers = headersOf(request)
  const secret =
    key.in === 'BEARER'
      ? bearerIn(headers)
      : ((key.in === 'HEADER' ? headers.get(key.name) : url.searchParams.get(key.name)) ?? '')
  const credentials = { secret, cookies: null, organizationId: null, address: reader.addressOf(request) }
  const caller = await app.access.authenticate(credentials)
  if (caller?.kind === 'tenant' && may(caller, 'read')) return caller
  const tooFast = await strangers.charge(credentials.address)
  if (tooFast) throw tooMany(tooFast.retryAfterMs)
  throw new FacadeError(secret === '' ? 'keyMissing' : 'unauthorized', 'The API key is missing or unknown.')
}

function tooMany(retryAfterMs: number): FacadeError {
  const retryAfterSeconds = Math.max(1, Math.ceil(retryAfterMs / 1_000))
  return new FacadeError('rateLimit', `Too many calls. Try again in ${retryAfterSeconds} seconds.`, {
    retryAfterSeconds,
  })
}

/** The vendors' own limits for each key, on this process. */
class Limits {
  readonly #limiters = new WeakMap<Facade, RateLimiterMemory>()

  /** Counts a call, and throws if it is one too many. */
  async count(facade: Facade, caller: Tenant, headers: Record<string, string>): Promise<void> {
    const { rate } = facade
    if (!rate) return
    let limiter = this.#limiters.get(facade)
    if (!limiter) {
      limiter = new RateLimiterMemory({ points: rate.requests, duration: rate.seconds })
      this.#limiters.set(facade, limiter)
    }
    const counted = await limiter.consume(limitedAs(caller)).catch((refused) => {
      if (!(refused instanceof RateLimiterRes)) throw refused
      return refused
    })
    const left = rate.requests - counted.consumedPoints
    if (rate.remainingHeader) headers[rate.remainingHeader] = String(Math.max(0, left))
    if (left < 0) throw tooMany(counted.msBeforeNext)
  }
}

/** Returns whether a request has a body: one that submits, or that asks about a task by POST. */
function hasBody({ does, method }: Endpoint): boolean {
  return does === 'SUBMIT' || (does === 'TASK' && method !== 'GET')
}

async function readObject(request: IncomingMessage, bytesMax: number): Promise<Record<string, unknown>> {
  const text = (await readBody(request, bytesMax)).toString()
  let body: unknown = null
  try {
    body = parseJson(text)
  } catch {
    // Refused below.
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new FacadeError('invalid', 'The body must be a JSON object.')
  }
  const flaw = jsonFlaw(body)
  if (flaw) throw new FacadeError('invalid', `The body ${flaw}.`)
  return { ...body }
}
