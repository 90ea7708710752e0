// Sends an operation over HTTP until it is answered: a request is sent again if its effect can't happen twice.

import { bodyOf, errorOf, errorOfAnswer, type GraphQLFault, HoldfastError, noAnswer } from './errors.ts'
import type { Operation } from './operation.ts'
import { addressOf, type HoldfastOptions, requestOf } from './options.ts'
import { pause, pauseMs } from './pause.ts'

const RETRY_FOR_MS = 30_000
const TIMEOUT_MS = 15_000

interface Body {
  readonly data?: Readonly<Record<string, unknown>> | null
  readonly errors?: readonly GraphQLFault[]
}

/** Sends an operation, again after errors that pass. Throws a HoldfastError, or the signal's reason. */
export async function send<Answer, Variables>(
  options: HoldfastOptions,
  operation: Operation<Answer, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<Answer> {
  const keyed = withKeys(operation, variables)
  const isRepeatable = operation.kind === 'query' || keyed.isRepeatable
  const untilMs = Date.now() + (options.retryForMs ?? RETRY_FOR_MS)
  for (let attempt = 0; ; attempt++) {
    try {
      return await attemptOf<Answer>(options, operation, keyed.variables, signal)
    } catch (error) {
      if (!(error instanceof HoldfastError)) throw error
      const mayRepeat = error.isPassing || (error.isOpen && isRepeatable)
      const waitMs = pauseMs(attempt, error.retryAfterMs)
      if (!mayRepeat || Date.now() + waitMs > untilMs) throw error
      await pause(waitMs, signal)
    }
  }
}

async function attemptOf<Answer>(
  options: HoldfastOptions,
  { text: query, field }: { text: string; field: string },
  variables: unknown,
  signal?: AbortSignal,
): Promise<Answer> {
  const address = addressOf(options)
  const timeout = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS)
  const request = await requestOf(options, { query, variables }, 'application/json')
  let response: Response
  let text: string
  try {
    response = await fetch(address, {
      ...request,
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    })
    text = await response.text()
  } catch (cause) {
    if (signal?.aborted) throw signal.reason
    throw noAnswer(`${address} did not answer.`, cause)
  }
  const body = bodyOf<Body>(text)
  const [fault] = body?.errors ?? []
  const value = body?.data?.[field]
  if (!fault && value !== undefined) return value as Answer
  if (!fault) throw errorOfAnswer(address, response.status, body)
  // A proxy, too, may say when to come back.
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  const retryAfterMs = Number.isFinite(seconds) ? { retryAfterMs: seconds * 1_000 } : {}
  throw errorOf({ ...fault, extensions: { ...retryAfterMs, ...fault.extensions } })
}

type Entry = Readonly<Record<string, unknown>>

/** Gives the input, or each entry of its list, an idempotency key if it has none. A metering is known by its number, too. */
function withKeys<Variables>({ keys }: { keys?: string }, variables: Variables) {
  const input = (variables as { input?: Entry } | undefined)?.input
  if (keys === undefined || !input) return { variables, isRepeatable: false }
  const withKey = (entry: Entry): Entry =>
    entry.idempotencyKey == null && entry.sequence == null ? { ...entry, idempotencyKey: crypto.randomUUID() } : entry
  const list = input[keys]
  const keyed = Array.isArray(list) ? { ...input, [keys]: list.map(withKey) } : withKey(input)
  return { variables: { ...variables, input: keyed }, isRepeatable: true }
}
