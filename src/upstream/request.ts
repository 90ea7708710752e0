// One request to a provider, and the reading of its answer.
//
// The address of requests is set by the operator, so it may be private. Redirects are not followed.

import type { JSONValue } from '@jmespath-community/jmespath'
import { parseTemplate } from 'url-template'
import type { Secrets } from '../app.ts'
import type { Task } from '../database/generated/client/client.ts'
import { InexactNumber, reviveNumbers } from '../formats/exactNumbers.ts'
import { evaluate } from '../formats/expression.ts'
import { isTooDeep, NESTING_MAX } from '../formats/json.ts'
import { encodeGlobalId, tenantId } from '../graphql/ids.ts'
import { costOfUnits, decimalOfMillionths, millionthsOf } from '../ledger/exactMoney.ts'
import { fractionOfText } from '../ledger/fraction.ts'
import { type Definition, type Reading, type Request, secretsNeeded } from '../providers/definition.ts'
import { FILES_MAX } from '../storage/files.ts'

const ANSWER_BYTES_MAX = 2 * 1024 * 1024
const MESSAGE_CHARACTERS_MAX = 500
const RETRY_AFTER_SECONDS_MAX = 60 * 60
/** Status codes of refusals because of the input: customers may read their reason. */
const ABOUT_THE_INPUT = [400, 413, 422]
/** The codes of errors in connecting: nothing was sent. */
const UNREACHED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])

/** The state of the request that failed. */
export type Outcome =
  /** Not done; the same request may succeed in a moment. */
  | 'NOT_NOW'
  /** Refused by the provider for good. */
  | 'NEVER'
  /** In doubt: it may have been done or not. */
  | 'UNKNOWN'
  /** Probably done, but the answer is not as the definition expects. */
  | 'UNREADABLE'
  /** Done, but the result can't be stored. */
  | 'UNUSABLE'

/** An error in a request to a provider. */
export class UpstreamError extends Error {
  readonly outcome: Outcome
  /** The time to wait that the provider named; null if it named none. */
  readonly retryAfterMs: number | null
  /** The reason for customers who read the task. The message is for the operator only. */
  readonly reason: string
  /** True if the provider did not answer in time. */
  readonly isUnanswered: boolean

  constructor(
    message: string,
    outcome: Outcome,
    more: { retryAfterMs?: number | null; reason?: string; isUnanswered?: boolean } = {},
  ) {
    super(message)
    this.outcome = outcome
    this.retryAfterMs = more.retryAfterMs ?? null
    this.isUnanswered = more.isUnanswered ?? false
    this.reason = more.reason ?? 'The provider could not be reached, or gave no proper answer.'
  }
}

/** The task that a request is about. */
export interface Subject {
  readonly task: Task
  readonly upstreamId: string | null
  /** The address for callbacks about the task. */
  readonly callbackUrl: string
  /** Aborts when the process is about to stop. */
  readonly signal: AbortSignal
}

/** Sends a request and returns its answer, as JSON. Throws UpstreamError. */
export async function ask(
  definition: Definition,
  secrets: Secrets,
  request: Request,
  { task, upstreamId, callbackUrl, signal }: Subject,
  moreHeaders: Readonly<Record<string, string>> = {},
): Promise<JSONValue> {
  const missing = secretsNeeded(definition).filter((name) => !Object.hasOwn(secrets, name))
  if (missing.length > 0) {
    throw new UpstreamError(`Secrets are not set: ${missing.join(', ')}.`, 'NOT_NOW')
  }
  const taskId = encodeGlobalId('Task', tenantId(task))
  const { model, operation } = task
  const context = { input: task.input as JSONValue, model, operation, taskId, upstreamId, callbackUrl, secrets }
  const headers: Record<string, string> = { accept: 'application/json', 'user-agent': 'Holdfast', ...moreHeaders }
  for (const [name, text] of Object.entries({ ...definition.headers, ...request.headers })) {
    const value = find(context, text)
    if (value !== null) headers[name] = String(value)
  }
  const body = request.body === undefined ? null : withoutNulls(find(context, request.body))
  if (body !== null) headers['content-type'] = 'application/json'
  const path = parseTemplate(request.path).expand({ model, operation, taskId, upstreamId })
  const url = definition.baseUrl.replace(/\/$/, '') + path
  try {
    const response = await fetch(url, {
      method: request.method,
      headers,
      body: body === null ? undefined : JSON.stringify(body),
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(definition.timeoutSeconds * 1_000)]),
    })
    return readAnswer(definition, response, await textOf(response), secrets)
  } catch (error) {
    // If this process has aborted the request, it is not an error of the provider: another process runs the job again.
    if (error instanceof UpstreamError || signal.aborted) throw error
    const { cause, message } = error as Error & { cause?: { code?: string; message?: string } }
    const outcome = UNREACHED.has(cause?.code ?? '') ? 'NOT_NOW' : 'UNKNOWN'
    throw new UpstreamError(hide(`${request.method} ${url}: ${cause?.message || message}`, secrets), outcome, {
      isUnanswered: true,
    })
  }
}

function readAnswer(definition: Definition, response: Response, text: string, secrets: Secrets): JSONValue {
  let answer: JSONValue = null
  let isJson = true
  try {
    answer = text === '' ? null : parseHidden(text, secrets)
  } catch {
    isJson = false
  }
  const own = definition.answerCode === undefined ? null : find(answer, definition.answerCode)
  const code = typeof own === 'number' && response.ok ? own : response.status
  if (code >= 200 && code < 300) {
    if (isJson) return answer
    throw new UpstreamError(`It was answered with ${code}, and no JSON.`, 'UNREADABLE')
  }
  const said = definition.errorMessage === undefined ? null : find(answer, definition.errorMessage)
  const why = typeof said === 'string' ? `: ${shown(said)}` : ''
  // A provider that fails in the middle may have accepted the task anyway.
  const isRefusal = code < 500 || code === 503
  const outcome = !definition.retry.includes(code) ? 'NEVER' : isRefusal ? 'NOT_NOW' : 'UNKNOWN'
  throw new UpstreamError(`It was answered with ${code}${why}`, outcome, {
    retryAfterMs: retryAfterMs(response),
    reason: `The provider did not take it (${code})${ABOUT_THE_INPUT.includes(code) ? why : '.'}`,
  })
}

async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length
    if (bytes > ANSWER_BYTES_MAX) throw new Error(`the answer is larger than ${ANSWER_BYTES_MAX} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}

/** The delay of the header Retry-After, if it is a number: https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
function retryAfterMs(response: Response): number | null {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  return seconds > 0 ? Math.min(seconds, RETRY_AFTER_SECONDS_MAX) * 1_000 : null
}

/** The state of a task, as an answer or a callback reports it. */
export interface Report {
  readonly status: 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED'
  readonly progress: number | null
  readonly result: Record<string, unknown>
  readonly files: readonly { readonly name: string; readonly url: string }[]
  readonly failure: string
  /** The cost of the task, as the answer says; null: it does not say it. */
  readonly cost: StatedCost | null
}

/** A cost as completeTask and failTask take it. */
export interface StatedCost {
  readonly amount: string
  readonly currency: string
}

/** Reads an answer. Throws UpstreamError if its status is unknown. */
export function read(reading: Reading, answer: JSONValue): Report {
  const status = String(find(answer, reading.status))
  const known = Object.hasOwn(reading.statuses, status) ? reading.statuses[status] : undefined
  if (!known) {
    throw new UpstreamError(`Its status is ${status.slice(0, 100)}, which the definition doesn’t know.`, 'UNREADABLE')
  }
  const progress = reading.progress === undefined ? null : find(answer, reading.progress)
  const result = reading.result === undefined ? null : withoutNulls(find(answer, reading.result))
  const failure = reading.failure === undefined ? null : find(answer, reading.failure)
  const files = reading.files.flatMap(({ name, urls }) => {
    const found = find(answer, urls)
    const all = (Array.isArray(found) ? found : [found]).filter((url) => typeof url === 'string' && url !== '')
    return all.map((url, i) => ({ name: `${name}-${i + 1}`, url: url as string }))
  })
  const reason = typeof failure === 'string' && failure !== '' ? failure : 'The provider gave no reason.'
  return {
    status: known,
    progress: typeof progress === 'number' ? Math.min(Math.max(Math.floor(progress), 0), 100) : null,
    result: isObject(result) ? result : result === null ? {} : { result },
    files: files.slice(0, FILES_MAX),
    failure: shown(reason),
    cost: costIn(reading, answer),
  }
}

/** The cost that an answer says, to the millionth of the major unit; null: it says none, or none that can be read. */
export function costIn({ cost }: Reading, answer: JSONValue): StatedCost | null {
  if (!cost) return null
  const units = fractionOfText(textOfNumber(answer, cost.amount))
  const millionths = units && costOfUnits(units, millionthsOf(cost.each) ?? 0n, 1n)
  return millionths === null ? null : { amount: decimalOfMillionths(millionths), currency: cost.currency }
}

/** The text of a number, which is a text already if a double does not keep it. An unknown cost must not stop a task. */
function textOfNumber(answer: JSONValue, expression: string): string {
  try {
    const said = find(answer, expression)
    return typeof said === 'number' || typeof said === 'string' ? String(said) : ''
  } catch {
    return ''
  }
}

/** The value that an expression selects; null if it selects nothing. */
export function find(value: JSONValue, expression: string): JSONValue {
  try {
    return evaluate(value, expression)
  } catch (error) {
    // A function got a value of another type: the answer is not as the definition expects.
    const message = `${expression.slice(0, 100)}: ${(error as Error).message}`
    throw new UpstreamError(message, 'UNREADABLE')
  }
}

/**
 * Parses what a provider sent, and masks secrets in it. They are searched in the parsed values, because the JSON text can
 * encode them in many ways (\/ for /). A number that a double does not keep becomes a text.
 */
export function parseHidden(text: string, secrets: Secrets): JSONValue {
  // The reviver calls itself for each level.
  if (isTooDeep(JSON.parse(text))) throw new SyntaxError(`The JSON is nested more than ${NESTING_MAX} deep.`)
  return JSON.parse(text, (name, given, context?: { readonly source?: string }) => {
    const value = reviveNumbers(name, given, context)
    if (value instanceof InexactNumber) return value.source
    if (typeof value === 'string') return hide(value, secrets)
    if (!isObject(value)) return value
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [hide(key, secrets), each]))
  })
}

function hide(text: string, secrets: Secrets): string {
  return Object.values(secrets).reduce((shown, secret) => shown.replaceAll(secret, '***'), text)
}

/** The beginning of a text, without characters that PostgreSQL can't store. */
function shown(text: string): string {
  return text.replaceAll('\0', '').slice(0, MESSAGE_CHARACTERS_MAX).toWellFormed()
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function withoutNulls(value: JSONValue): JSONValue {
  if (Array.isArray(value)) return value.map(withoutNulls)
  if (!isObject(value)) return value
  const there = Object.entries(value).filter(([, each]) => each !== null)
  return Object.fromEntries(there.map(([name, each]) => [name, withoutNulls(each as JSONValue)]))
}
