// Errors at a façade, in the vendor's words: its code, its shape, and its HTTP status.

import type { Logger } from 'pino'
import { outageOf } from '../database/outage.ts'
import { Overloaded } from '../engine/lane.ts'
import { type ErrorKind, type Facade, INSTEAD } from '../facades/definition.ts'
import { evaluate } from '../formats/expression.ts'
import { must } from '../ledger/must.ts'
import type { Refusal } from '../ledger/refusals.ts'
import type { SubmitRefusal } from '../tasks/submit.ts'
import { BodyRefused } from './body.ts'

/** The numbers of an error, for expressions. */
interface Details {
  readonly required?: number
  readonly available?: number
  readonly retryAfterSeconds?: number
}

/** A request that a façade refuses. */
export class FacadeError extends Error {
  readonly kind: ErrorKind
  readonly details: Details

  constructor(kind: ErrorKind, message: string, details: Details = {}) {
    super(message)
    this.kind = kind
    this.details = details
  }
}

const KINDS: Readonly<Partial<Record<SubmitRefusal['code'], ErrorKind>>> = {
  INSUFFICIENT_CREDITS: 'insufficientCredits',
  BUDGET_EXCEEDED: 'budgetExceeded',
  MAINTENANCE: 'maintenance',
  ORGANIZATION_SUSPENDED: 'suspended',
  NOT_ENTITLED: 'notEntitled',
  OPERATION_UNAVAILABLE: 'unavailable',
  NO_PRICE: 'unavailable',
  LIMIT_REACHED: 'busy',
  PLAN_LIMIT: 'busy',
  QUOTA_EXCEEDED: 'busy',
  IDEMPOTENCY_CONFLICT: 'conflict',
}

/** Throws the error of a refused submit. */
export function refuseSubmit(refusal: SubmitRefusal): never {
  const { code, message } = refusal
  const credits =
    refusal.code === 'INSUFFICIENT_CREDITS'
      ? { required: Number(refusal.required), available: Number(refusal.available) }
      : refusal.code === 'BUDGET_EXCEEDED'
        ? { required: Number(refusal.required), available: Number(refusal.remaining) }
        : {}
  const isTooLong = refusal.code === 'INPUT_LIMIT' && refusal.limit.endsWith('characters')
  throw new FacadeError(isTooLong ? 'tooLong' : (KINDS[code] ?? 'invalid'), message, credits)
}

/** Throws the error of a refusal that is about the request. */
export function refuseInvalid({ message }: Refusal): never {
  throw new FacadeError('invalid', message)
}

export interface VendorAnswer {
  readonly status: number
  readonly body: object
  readonly headers: Readonly<Record<string, string>>
}

/** The answer to an error. An unexpected error is logged. */
export function inVendorsWords({ errors }: Facade, thrown: unknown, log: Logger): VendorAnswer {
  const error = known(thrown, log)
  const { code, message } = codeOf(errors, error.kind)
  const context = { kind: error.kind, code, message: error.message, ...error.details }
  const said = message === undefined ? error.message : (evaluate({ error: context }, message) ?? error.message)
  const body = evaluate({ error: { ...context, message: said } }, errors.answer)
  const { retryAfterSeconds } = error.details
  return {
    // A body that was not read to its end is an error of HTTP, whatever the vendor's codes are.
    status: thrown instanceof BodyRefused ? thrown.status : errors.status === 'CODE' ? code : errors.status,
    body: Object(body),
    headers: retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) },
  }
}

function known(error: unknown, log: Logger): FacadeError {
  if (error instanceof FacadeError) return error
  if (error instanceof BodyRefused) return new FacadeError(error.status === 413 ? 'tooLong' : 'invalid', error.message)
  if (error instanceof Overloaded) {
    return new FacadeError('busy', error.message, { retryAfterSeconds: Math.ceil(error.retryAfterMs / 1_000) })
  }
  outageOf(log).mention(error, 'a façade failed', 'error')
  return new FacadeError('failed', 'An error occurred in Holdfast.')
}

function codeOf({ codes }: Facade['errors'], kind: ErrorKind) {
  let at: ErrorKind | undefined = kind
  while (at && !codes[at]) at = INSTEAD[at]
  return must(at && codes[at], 'the definition has a code for each kind, or for the one that stands for it')
}
