// Façades: the balance APIs of other vendors, answered from Holdfast's wallets, so that a platform's customers can keep their
// clients. A façade is on if a loaded catalogue names it.
//
//   sunor     GET  /api/v1/account/balance   x-api-key       {"code":200,"data":{"available":950,"frozen":10,"total":960}}
//   sunoapi   GET  /api/v1/generate/credit   Bearer          {"code":200,"msg":"success","data":100}
//             POST /api/v1/generate          Bearer          {"code":200,"msg":"success","data":{"taskId":"…"}}
//
// The shapes and codes are the vendors' (docs.sunoapi.org). The HTTP status is the code that the body says.

import type { IncomingMessage } from 'node:http'
import type { Logger } from 'pino'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { may, type Tenant } from '../access/roles.ts'
import type { App } from '../app.ts'
import { Meter, metered } from '../database/meter.ts'
import { outageOf } from '../database/outage.ts'
import { Overloaded } from '../engine/lane.ts'
import { parseJson } from '../formats/exactNumbers.ts'
import { encodeGlobalId, tenantId } from '../graphql/ids.ts'
import { isRefusal } from '../ledger/refusals.ts'
import { findPriceRules } from '../pricing/quotes.ts'
import { submitTask, submitterFor, TASK_TIMEOUT_SECONDS } from '../tasks/submit.ts'
import { balanceNow } from '../wallets/balance.ts'
import { answer } from './answer.ts'
import { BodyRefused, endIfMoreComes, readBody } from './body.ts'
import { sharerOf } from './charges.ts'
import { bearerIn, headersOf } from './credentials.ts'
import type { Handler, Parts } from './exchange.ts'
import { refusePath } from './router.ts'

export const FACADES_PATH = '/api/v1/'
/** The limit of sunoapi.org: 20 requests in 10 seconds, for one key. */
const CALLS_MAX = 20
const CALLS_SECONDS = 10
const BODY_BYTES_MAX = 100_000

/** The vendors' codes. */
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

/** A refusal with a vendor's code. */
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
  /** Reads the key of a request. */
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

/** The handler of all façades of a process. A façade that is off is a path that does not exist. */
export function openFacades({ app, reader, strangers }: Parts): Handler {
  const limiter = new RateLimiterMemory({ points: CALLS_MAX, duration: CALLS_SECONDS })

  async function answerCall(path: string, request: IncomingMessage): Promise<object> {
    const endpoint = Object.hasOwn(ENDPOINTS, path) ? ENDPOINTS[path] : undefined
    const { facades } = app.priceBook.version
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

  return async ({ request, response, variable: path }) => {
    if (app.priceBook.version.facades.length === 0) return refusePath(response)
    try {
      answer(response, CODES.success, await answerCall(path, request))
    } catch (error) {
      if (error instanceof BodyRefused) endIfMoreComes(response)
      const { code, message } = inVendorsWords(error, app.log)
      if (!response.headersSent) answer(response, code, { code, msg: message })
    }
  }
}

function inVendorsWords(error: unknown, log: Logger): { readonly code: number; readonly message: string } {
  if (error instanceof VendorError) return error
  if (error instanceof BodyRefused) return { code: error.status, message: error.message }
  if (error instanceof Overloaded) return { code: CODES.rateLimit, message: error.message }
  outageOf(log).mention(error, 'a façade failed', 'error')
  return { code: CODES.serverError, message: 'An error occurred in Holdfast.' }
}

/** The operation that the balance APIs sell. Its credits are their credits. */
const OPERATION = { model: 'suno', operation: 'music' } as const

/** The balance of the organization's pool, as JSON numbers. */
async function poolOf(app: App, { organizationId }: Tenant): Promise<{ available: number; frozen: number }> {
  const [rule] = findPriceRules(app, organizationId, app.clock(), OPERATION)
  if (!rule) return { available: 0, frozen: 0 }
  const identity = { organizationId, holderId: organizationId, creditType: rule.creditType }
  const where = { organizationId_holderId_creditType: identity }
  const wallet = await app.prisma.wallet.findUnique({ where })
  if (!wallet) return { available: 0, frozen: 0 }
  const { available, frozen } = await balanceNow(app, wallet)
  return { available: Number(available), frozen: Number(frozen) }
}

async function generate(app: App, caller: Tenant, request: IncomingMessage): Promise<object> {
  if (!may(caller, 'submitTasks')) throw new VendorError('unauthorized', 'This API key may not submit tasks.')
  const input = await readObject(request)
  const submitter = await submitterFor(app, caller, caller.organizationId, null)
  if (isRefusal(submitter)) throw new VendorError('invalid', submitter.message)
  const task = { ...OPERATION, input, timeoutSeconds: TASK_TIMEOUT_SECONDS }
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
    // Refused below.
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new VendorError('invalid', 'The body must be a JSON object.')
  }
  return body as Record<string, unknown>
}
