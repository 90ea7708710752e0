// One request to a provider, and what its answer says.
//
// Where requests go the operator has said, so private addresses are fine; where an answer would lead on to isn't followed.

import { type JSONValue, search } from '@jmespath-community/jmespath'
import { parseTemplate } from 'url-template'
import type { Task } from '../database/generated/client/client.ts'
import { InexactNumber, reviveNumbers } from '../exactNumbers.ts'
import { encodeGlobalId, tenantId } from '../graphql/ids.ts'
import { isTooDeep, NESTING_MAX } from '../json.ts'
import { FILES_MAX } from '../storage/files.ts'
import { type Definition, type Reading, type Request, secretsNeeded } from './definition.ts'

const ANSWER_BYTES_MAX = 2 * 1024 * 1024
const MESSAGE_CHARACTERS_MAX = 500
const RETRY_AFTER_SECONDS_MAX = 60 * 60
/** Refusals that are about what was asked for, so that who asked for it should read why. */
const ABOUT_THE_INPUT = [400, 413, 422]
/** What connecting fails with: nothing was sent then. */
const UNREACHED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])

/** What an error says of what was asked for. */
export type Outcome =
  /** Surely nothing was done, and the same may go better in a moment. */
  | 'NOT_NOW'
  /** The provider doesn't do it. */
  | 'NEVER'
  /** Nobody knows whether it was done. */
  | 'UNKNOWN'
  /** It was done, as it seems, and the answer is not as the definition says. */
  | 'UNREADABLE'
  /** What was made is nothing that we can keep. */
  | 'UNUSABLE'

/** Something went wrong between us and a provider. */
export class UpstreamError extends Error {
  readonly outcome: Outcome
  /** When the provider said to come back, if it did. */
  readonly retryAfterMs: number | null
  /** For whoever reads the task; the message itself is the operator's. */
  readonly reason: string
  /** Whether the provider gave no answer at all, in time. */
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

/** The secrets that definitions name, from the environment. */
export type Secrets = Readonly<Record<string, string>>

/** What a request is about. */
export interface About {
  readonly task: Task
  readonly upstreamId: string | null
  /** Where the provider may tell how it goes. */
  readonly callbackUrl: string
  /** Aborts when the process is about to stop. */
  readonly signal: AbortSignal
}

/** Sends a request; what it is answered, as JSON. Throws UpstreamError. */
export async function ask(
  definition: Definition,
  secrets: Secrets,
  request: Request,
  { task, upstreamId, callbackUrl, signal }: About,
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
    // What was broken off by us says nothing of the provider: the job is another process's then.
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
  // Who fails in the middle may have done it all the same.
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
    if (bytes > ANSWER_BYTES_MAX) throw new Error(`the answer is over ${ANSWER_BYTES_MAX} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}

/** https://www.rfc-editor.org/rfc/rfc9110#field.retry-after, the number. */
function retryAfterMs(response: Response): number | null {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  return seconds > 0 ? Math.min(seconds, RETRY_AFTER_SECONDS_MAX) * 1_000 : null
}

/** What an answer or a callback says of a task. */
export interface News {
  readonly status: 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED'
  readonly progress: number | null
  readonly result: Record<string, unknown>
  readonly files: readonly { readonly name: string; readonly url: string }[]
  readonly failure: string
}

/** Reads an answer. Throws UpstreamError where it says nothing that is known. */
export function read(reading: Reading, answer: JSONValue): News {
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
  }
}

/** What an expression finds; null if nothing. */
export function find(value: JSONValue, expression: string): JSONValue {
  try {
    return search(value, expression)
  } catch (error) {
    // A function was given what it isn't for: the answer is not as the definition thinks.
    const message = `${expression.slice(0, 100)}: ${(error as Error).message}`
    throw new UpstreamError(message, 'UNREADABLE')
  }
}

/**
 * What a provider says, without secrets, should it have sent them back: nothing else of it is read. They are looked for in
 * what the JSON means: in its text they may be written in many ways (\/ for /). A number that a double doesn't keep becomes a text.
 */
export function parseHidden(text: string, secrets: Secrets): JSONValue {
  // What follows calls itself for each level.
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

/** As much of a text as a task or a person has use for, as text can hold it. */
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
