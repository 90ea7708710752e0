// The definition of a façade, as data: the paths of a vendor's API that Holdfast answers, the place of the key, the vendor's
// codes, and the shapes of requests, answers and callbacks.
//
// JMESPath (https://jmespath.site) reads requests and builds answers. docs/facades.md lists the names in expressions.

import { z } from 'zod'
import { ANY, expressionOf } from '../formats/expression.ts'
import { field } from '../refusals.ts'
import aimusicapi from './definitions/aimusicapi.json' with { type: 'json' }
import musicapi from './definitions/musicapi.json' with { type: 'json' }
import sunoapi from './definitions/sunoapi.json' with { type: 'json' }
import sunor from './definitions/sunor.json' with { type: 'json' }

const LIST_MAX = 200
const STAGES_MAX = 10
const WAIT_SECONDS_MAX = 300
const BODY_BYTES = 100_000
const BODY_BYTES_MAX = 1_000_000

/** The paths of Holdfast itself, which no façade can answer. */
const OWN_PATHS = /^\/(graphql|health|auth|files|uploads|callbacks|checkpoints|wallets|organizations)(\/|$)/

/** A path with parameters: /api/v1/task/{taskId}. */
const path = z
  .string()
  .max(500)
  .regex(/^(\/([A-Za-z0-9._~-]+|\{[A-Za-z][A-Za-z0-9]*\}))+$/, 'must be a path, such as /api/v1/task/{taskId}')
  .refine((text) => !OWN_PATHS.test(text), 'must not be a path of Holdfast itself')
  .refine((text) => {
    const names = text.match(/\{\w+\}/g) ?? []
    return new Set(names).size === names.length
  }, 'must not have a parameter twice')

/** The names in expressions. Those of a task are the fields of TaskView (src/facades/view.ts). */
const REQUEST = { body: ANY, query: ANY, path: ANY, headers: ANY } as const
const CREDITS = ['creditType', 'available', 'extra', 'frozen', 'used', 'plan', 'allowance', 'renewsAt']
const USAGE = ['tasks', 'spent', 'toppedUp']
const ERROR = ['kind', 'code', 'message', 'required', 'available', 'retryAfterSeconds']
const TASK = [
  ...['id', 'model', 'operation', 'status', 'progress', 'credits', 'input', 'result', 'failureReason', 'createdAt'],
  ...['startedAt', 'endedAt', 'callbackUrl', 'files', 'songs', 'lyrics', 'text'],
]

const fromRequest = expressionOf(REQUEST)
const fromTask = expressionOf({ task: TASK, message: ['id'] })
const fromError = expressionOf({ error: ERROR })

const header = z.string().regex(/^[a-z0-9-]{1,100}$/, 'must be the name of a header in lower case')
/** The name of a field of a body, at the top. */
const fieldName = z.string().min(1).max(100)
const status = z.int().min(200).max(599)

/** The kinds of errors. */
const ERRORS = [
  /** The request is not valid. */
  'invalid',
  /** There is no key, or no such key. */
  'unauthorized',
  'keyMissing',
  /** The key has no right to it. */
  'forbidden',
  'suspended',
  'notEntitled',
  /** The vendor has no such path, or not with this method. */
  'notFound',
  'taskNotFound',
  /** A text or the whole body is too long. */
  'tooLong',
  /** The operation has no price, or is not available any more. */
  'unavailable',
  /** The idempotency key was used for another request. */
  'conflict',
  'insufficientCredits',
  'budgetExceeded',
  /** Too many requests with this key. */
  'rateLimit',
  /** Too much is waiting, or stored. */
  'busy',
  'maintenance',
  /** The task of an endpoint that answers with its result has failed, or has not ended in time. */
  'taskFailed',
  'timedOut',
  /** An error in Holdfast. */
  'failed',
] as const

export type ErrorKind = (typeof ERRORS)[number]

/** The kind whose code stands for another that the definition doesn't name. */
export const INSTEAD: Readonly<Partial<Record<ErrorKind, ErrorKind>>> = {
  keyMissing: 'unauthorized',
  forbidden: 'unauthorized',
  suspended: 'forbidden',
  notEntitled: 'forbidden',
  taskNotFound: 'notFound',
  tooLong: 'invalid',
  unavailable: 'invalid',
  conflict: 'invalid',
  budgetExceeded: 'insufficientCredits',
  busy: 'rateLimit',
  maintenance: 'failed',
  taskFailed: 'failed',
  timedOut: 'failed',
}

const errorKind = z.enum(ERRORS)

/** A vendor's code, and its own message if it documents one. */
const Code = z.union([
  z.int().transform((code) => ({ code, message: undefined })),
  z.strictObject({ code: z.int(), message: fromError.optional() }),
])

const Errors = z.strictObject({
  /** CODE: the HTTP status is the code. A number: it is always this one, and the code is in the body alone. */
  status: z.union([z.literal('CODE'), status]),
  answer: fromError,
  codes: z
    .partialRecord(errorKind, Code)
    .refine(
      (codes) => ERRORS.every((kind) => codes[kind] || INSTEAD[kind]),
      `must have ${ERRORS.filter((kind) => !INSTEAD[kind]).join(', ')}`,
    ),
})

const Place = z.strictObject({
  method: z.enum(['GET', 'POST', 'PUT', 'DELETE']),
  path,
  /** The HTTP status of the answer. */
  status: status.default(200),
})

/** The operation that the credits of a balance pay for. It decides on the credit type, the lots, the budgets and the plan. */
const Purpose = z.strictObject({ model: field.token, operation: field.token })

const BalanceEndpoint = Place.extend({
  does: z.literal('BALANCE'),
  of: Purpose,
  answer: expressionOf({ ...REQUEST, credits: CREDITS }),
})

/** The number of tasks, and the spent credits, so far. */
const UsageEndpoint = Place.extend({
  does: z.literal('USAGE'),
  of: Purpose,
  answer: expressionOf({ ...REQUEST, usage: USAGE }),
})

const TaskEndpoint = Place.extend({
  does: z.literal('TASK'),
  /** The place of the task's id in the request. */
  taskId: fromRequest,
  /** The models and operations whose tasks it shows. Absent: all. */
  models: z.array(field.token).max(LIST_MAX).optional(),
  operations: z.array(field.token).max(LIST_MAX).optional(),
  /** The vendor's word for each status of a task. */
  statuses: z.record(
    z.enum(['QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELED', 'TIMED_OUT']),
    z.string().max(100),
  ),
  answer: expressionOf({ ...REQUEST, task: [...TASK, 'state'] }),
})

/** The signature of a callback: HMAC-SHA256 with the secret that the request named, else with that of the organization's task URLs. */
export const Signature = z.strictObject({
  header,
  /** The text before the signature: sha256= */
  prefix: z.string().max(20).default(''),
  encoding: z.enum(['hex', 'base64']),
  /** The text that is signed: `{timestamp}.{body}`. */
  signed: z
    .string()
    .max(200)
    .refine((text) => text.includes('{body}'), 'must contain {body}'),
  /** The header with the time, in seconds. */
  timestampHeader: header.optional(),
})

export type Signature = z.output<typeof Signature>

const Callback = z.strictObject({
  /** The field of the body with the URL. */
  url: fieldName,
  /** The field of the body with the secret that signs. */
  secret: fieldName.optional(),
  body: fromTask,
  /** Messages before the end, each sent once: when the task runs and `when` becomes true. */
  stages: z
    .array(
      z.strictObject({
        name: z.string().regex(/^[a-z]{1,20}$/, 'must be 1 to 20 lower-case letters'),
        when: fromTask,
        body: fromTask,
      }),
    )
    .max(STAGES_MAX)
    .default([]),
  headers: z.record(header, fromTask).default({}),
  /** Absent: the vendor doesn't sign. */
  signature: Signature.optional(),
})

export type Callback = z.output<typeof Callback>

const SubmitEndpoint = Place.extend({
  does: z.literal('SUBMIT'),
  /** The conditions of a request. The first one that is not true is its error. */
  checks: z
    .array(z.strictObject({ must: fromRequest, error: errorKind.default('invalid'), message: z.string().max(500) }))
    .max(LIST_MAX)
    .default([]),
  model: fromRequest,
  operation: fromRequest,
  /** The task's input. Absent: the body, without the fields of the callback. */
  input: fromRequest.optional(),
  /** Absent: the vendor has no idempotency keys. */
  idempotencyKey: fromRequest.optional(),
  callback: Callback.optional(),
  /** The time for which the answer waits for the end of the task, which then is in it. Absent: it is answered at once. */
  waitSeconds: z.int().min(1).max(WAIT_SECONDS_MAX).optional(),
  answer: expressionOf({ ...REQUEST, task: TASK }),
})

const Endpoint = z.discriminatedUnion('does', [BalanceEndpoint, UsageEndpoint, TaskEndpoint, SubmitEndpoint])

export type Endpoint = z.output<typeof Endpoint>
export type BalanceEndpoint = z.output<typeof BalanceEndpoint>
export type UsageEndpoint = z.output<typeof UsageEndpoint>
export type TaskEndpoint = z.output<typeof TaskEndpoint>
export type SubmitEndpoint = z.output<typeof SubmitEndpoint>

const Key = z.discriminatedUnion('in', [
  z.strictObject({ in: z.literal('BEARER') }),
  z.strictObject({ in: z.literal('HEADER'), name: header }),
  z.strictObject({ in: z.literal('QUERY'), name: fieldName }),
])

export const Facade = z.strictObject({
  name: field.token,
  description: field.text(2_000).optional(),
  key: Key,
  /** The vendor's limit for one key. Absent: only that of Holdfast. */
  rate: z
    .strictObject({
      requests: z.int().min(1).max(1_000_000),
      seconds: z.int().min(1).max(3_600),
      /** The header of each answer that says how many are left. */
      remainingHeader: header.optional(),
    })
    .optional(),
  bodyBytesMax: z.int().min(1).max(BODY_BYTES_MAX).default(BODY_BYTES),
  errors: Errors,
  endpoints: z
    .array(Endpoint)
    .min(1)
    .max(LIST_MAX)
    .superRefine((endpoints, context) => {
      const seen = new Set<string>()
      for (const endpoint of endpoints) {
        const place = placeOf(endpoint)
        if (seen.has(place)) context.addIssue(`must not have twice: ${place}`)
        seen.add(place)
      }
    }),
})

export type Facade = z.output<typeof Facade>

/** The method and the path of an endpoint, by which two are the same: GET /api/v1/task/{}. */
export function placeOf({ method, path }: Pick<Endpoint, 'method' | 'path'>): string {
  return `${method} ${path.replace(/\{\w+\}/g, '{}')}`
}

/** The façades that come with Holdfast, by name. */
export const FACADES: Readonly<Record<string, unknown>> = { aimusicapi, musicapi, sunoapi, sunor }
