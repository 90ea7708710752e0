// Façades: the balance API of a vendor, answered from our wallets, so that a platform's customers can move here with the
// client they have. On where a catalogue that was loaded names one.
//
//   sunor     GET  /api/v1/account/balance   x-api-key       {"code":200,"data":{"available":950,"frozen":10,"total":960}}
//   sunoapi   GET  /api/v1/generate/credit   Bearer          {"code":200,"msg":"success","data":100}
//             POST /api/v1/generate          Bearer          {"code":200,"msg":"success","data":{"taskId":"…"}}
//
// The shapes and codes are the vendors' (docs.sunoapi.org). The HTTP status is the code that the body says.

import type { IncomingMessage, ServerResponse } from 'node:http'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { may, type Tenant } from '../access/roles.ts'
import type { App } from '../app.ts'
import { Meter, metered } from '../database/meter.ts'
import { outageOf } from '../database/outage.ts'
import { Overloaded } from '../engine/lane.ts'
import { parseJson } from '../formats/exactNumbers.ts'
import { encodeGlobalId, tenantId } from '../graphql/ids.ts'
import { isRefusal } from '../ledger/refusals.ts'
import { DEFAULT_CREDIT_TYPE } from '../ledger/wallet.ts'
import { submitTask, submitterFor, TASK_TIMEOUT_SECONDS } from '../tasks/submit.ts'
import { balanceNow } from '../wallets/balance.ts'
import { BodyRefused, readBody, refuseBody } from './body.ts'
import { sharerOf } from './charges.ts'
import { bearerIn, headersOf, type RequestReader } from './credentials.ts'
import type { Strangers } from './strangers.ts'

const PREFIX = '/api/v1/'
/** As sunoapi.org allows: 20 requests in 10 seconds, of one key. */
const CALLS_MAX = 20
const CALLS_SECONDS = 10
const BODY_BYTES_MAX = 100_000

/** What the vendors' codes mean. */
const CODES = {
  success: 200,
  invalid: 400,
  unauthorized: 401,
  notFound: 404,
  rateLimit: 405,
  tooLong: 413,
  insufficientCredits: 429,
  tooFrequent: 430,
  maintenance: 455,
  serverError: 500,
} as const

/** A refusal in a vendor's words. */
class VendorError extends Error {
  readonly code: number

  constructor(code: keyof typeof CODES, message: string) {
    super(message)
    this.code = CODES[code]
  }
}

interface Endpoint {
  readonly facade: string
  readonly method: 'GET' | 'POST'
  /** The key that a request brings. */
  readonly key: (headers: Pick<Headers, 'get'>) => string
  readonly answer: (app: App, caller: Tenant, request: IncomingMessage) => Promise<object>
}

const ENDPOINTS: Readonly<Record<string, Endpoint>> = {
  'account/balance': {
    facade: 'sunor',
    method: 'GET',
    key: (headers) => headers.get('x-api-key') ?? '',
    async answer(app, caller) {
      const { available, frozen } = await poolOf(app, caller)
      return { code: CODES.success, data: { available, frozen, total: available + frozen } }
    },
  },
  'generate/credit': {
    facade: 'sunoapi',
    method: 'GET',
    key: bearerIn,
    async answer(app, caller) {
      const { available } = await poolOf(app, caller)
      return { code: CODES.success, msg: 'success', data: available }
    },
  },
  generate: {
    facade: 'sunoapi',
    method: 'POST',
    key: bearerIn,
    answer: generate,
  },
}

export interface Facades {
  /** Answers the request if it is for a façade that is on; false if it isn't. */
  serve(url: URL, request: IncomingMessage, response: ServerResponse): boolean
}

export function openFacades(app: App, reader: RequestReader, strangers: Strangers): Facades {
  const limiter = new RateLimiterMemory({ points: CALLS_MAX, duration: CALLS_SECONDS })

  async function answer(path: string, request: IncomingMessage): Promise<object> {
    const endpoint = Object.hasOwn(ENDPOINTS, path) ? ENDPOINTS[path] : undefined
    const { facades } = app.priceBook.edition
    if (!endpoint || endpoint.method !== request.method || !facades.includes(endpoint.facade)) {
      throw new VendorError('notFound', 'There is no such method or path.')
    }
    const secret = endpoint.key(headersOf(request))
    const credentials = { secret, cookies: null, organizationId: null, address: reader.addressOf(request) }
    const caller = await app.access.authenticate(credentials)
    if (caller?.kind !== 'tenant' || !may(caller, 'read')) {
      if (await strangers.charge(credentials.address)) {
        throw new VendorError('tooFrequent', 'Too many calls without a valid API key.')
      }
      throw new VendorError('unauthorized', 'The API key is missing or unknown.')
    }
    await limiter.consume(caller.memberId ?? caller.organizationId).catch((refused) => {
      if (!(refused instanceof RateLimiterRes)) throw refused
      throw new VendorError('tooFrequent', `More than ${CALLS_MAX} calls in ${CALLS_SECONDS} seconds.`)
    })
    return metered(new Meter(sharerOf(caller)), () => endpoint.answer(app, caller, request))
  }

  return {
    serve({ pathname }, request, response) {
      if (!pathname.startsWith(PREFIX) || app.priceBook.edition.facades.length === 0) return false
      answer(pathname.slice(PREFIX.length), request)
        .then((body) => send(response, CODES.success, body))
        .catch((error) => {
          if (error instanceof VendorError) return send(response, error.code, { code: error.code, msg: error.message })
          if (error instanceof BodyRefused) {
            return refuseBody(response, error, { code: error.status, msg: error.message })
          }
          if (error instanceof Overloaded) {
            return send(response, CODES.rateLimit, { code: CODES.rateLimit, msg: error.message })
          }
          outageOf(app.log).mention(error, 'a façade failed', 'error')
          return send(response, CODES.serverError, { code: CODES.serverError, msg: 'Something went wrong here.' })
        })
      return true
    },
  }
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

/** What the organization's pool has, as JSON numbers. */
async function poolOf(app: App, { organizationId }: Tenant): Promise<{ available: number; frozen: number }> {
  const identity = { organizationId, holderId: organizationId, creditType: DEFAULT_CREDIT_TYPE }
  const where = { organizationId_holderId_creditType: identity }
  const wallet = await app.prisma.wallet.findUnique({ where })
  if (!wallet) return { available: 0, frozen: 0 }
  const { available, frozen } = await balanceNow(wallet, app, wallet)
  return { available: Number(available), frozen: Number(frozen) }
}

async function generate(app: App, caller: Tenant, request: IncomingMessage): Promise<object> {
  if (!may(caller, 'submitTasks')) throw new VendorError('unauthorized', 'This API key may not submit tasks.')
  const input = await readObject(request)
  const submitter = await submitterFor(app, caller, caller.organizationId, null)
  if (isRefusal(submitter)) throw new VendorError('invalid', submitter.message)
  const task = { model: 'suno', operation: 'music', input, timeoutSeconds: TASK_TIMEOUT_SECONDS }
  const submitted = await submitTask(app, { ...submitter, ...task })
  if (!isRefusal(submitted)) {
    return {
      code: CODES.success,
      msg: 'success',
      data: { taskId: encodeGlobalId('Task', tenantId(submitted.task)) },
    }
  }
  switch (submitted.code) {
    case 'INSUFFICIENT_CREDITS':
    case 'BUDGET_EXCEEDED':
      throw new VendorError('insufficientCredits', submitted.message)
    case 'MAINTENANCE':
      throw new VendorError('maintenance', submitted.message)
    case 'INPUT_LIMIT':
      throw new VendorError(submitted.limit.endsWith('characters') ? 'tooLong' : 'invalid', submitted.message)
    default:
      throw new VendorError('invalid', submitted.message)
  }
}

async function readObject(request: IncomingMessage): Promise<Record<string, unknown>> {
  const text = (await readBody(request, BODY_BYTES_MAX)).toString()
  let body: unknown = null
  try {
    body = parseJson(text)
  } catch {
    // It is refused below.
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new VendorError('invalid', 'The body must be a JSON object.')
  }
  return body as Record<string, unknown>
}
