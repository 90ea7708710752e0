// Errors of requests. A refusal is no error: it is an answer, with a __typename of its own.

/** Errors that have changed nothing, and that pass: the same request is sent again after a pause. */
const PASSING: ReadonlySet<string> = new Set(['OVERLOADED', 'RATE_LIMITED'])
/** Errors that pass, and that leave open whether the request had its effect. */
const OPEN: ReadonlySet<string> = new Set(['NO_ANSWER', 'UNAVAILABLE', 'INTERNAL_SERVER_ERROR'])

/** A request that was not answered as asked. */
export class HoldfastError extends Error {
  /** The code of the error, such as FORBIDDEN; NO_ANSWER if none came from Holdfast. */
  readonly code: string
  /** The milliseconds after which to try again, if Holdfast said so. */
  readonly retryAfterMs: number | null
  /** What else Holdfast said about it. */
  readonly extensions: Readonly<Record<string, unknown>>

  constructor(message: string, extensions: Readonly<Record<string, unknown>>, options?: { cause?: unknown }) {
    super(message, options)
    this.name = 'HoldfastError'
    this.extensions = extensions
    this.code = typeof extensions.code === 'string' ? extensions.code : 'NO_ANSWER'
    this.retryAfterMs = typeof extensions.retryAfterMs === 'number' ? extensions.retryAfterMs : null
  }

  /** True if the request has surely changed nothing, and may succeed later. */
  get isPassing(): boolean {
    return PASSING.has(this.code)
  }

  /** True if it may succeed later, and it is open whether it had its effect. */
  get isOpen(): boolean {
    return OPEN.has(this.code)
  }
}

/** Holdfast has refused a request that goes with other work, and would refuse it again. */
export class Refused extends Error {
  readonly code: string

  constructor(mutation: string, code: string, message: string) {
    super(`${mutation} was refused as ${code}: ${message}`)
    this.name = 'Refused'
    this.code = code
  }
}

/** An error as GraphQL has it. */
export interface GraphQLFault {
  readonly message: string
  readonly extensions?: Readonly<Record<string, unknown>>
}

export function errorOf({ message, extensions = {} }: GraphQLFault): HoldfastError {
  return new HoldfastError(message, { code: 'INTERNAL_SERVER_ERROR', ...extensions })
}

export function noAnswer(message: string, cause?: unknown): HoldfastError {
  return new HoldfastError(message, { code: 'NO_ANSWER' }, { cause })
}

/** What an answer of HTTP says; null if it is not JSON. */
export function bodyOf<Body>(text: string): Body | null {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The error that an answer is whose body is not of GraphQL. On its other paths Holdfast answers with a code and a message. */
export function errorOfAnswer(address: string, status: number, body: unknown): HoldfastError {
  const { code, message } = (body ?? {}) as { code?: unknown; message?: unknown }
  const isOfHoldfast = typeof code === 'string' && (status < 500 || PASSING.has(code) || OPEN.has(code))
  if (isOfHoldfast && typeof message === 'string')
    return new HoldfastError(`${address} answered: ${message}`, { ...(body as object) })
  return noAnswer(`${address} answered with HTTP ${status}, and not as Holdfast does.`)
}

/** Whether an answer is a refusal; narrows its type to the refusals. */
export function isRefusal<Answer extends { __typename?: string }>(
  answer: Answer,
): answer is Extract<Answer, { code: string; message: string }> {
  return (answer.__typename ?? '').endsWith('Error')
}
