// The definition of a provider over HTTP, as data: how a task is submitted, the place of the upstream id in the answer, how the
// task is polled or reported by callbacks, and the limits of requests.
//
// JMESPath (https://jmespath.site) selects values from answers and builds requests; paths are URI templates (RFC 6570).
// docs/providers.md lists the names in expressions. A definition contains the names of secrets only: secrets.KEY.

import { parseTemplate } from 'url-template'
import { z } from 'zod'
import { expression } from '../formats/expression.ts'
import { millionthsOf } from '../ledger/exactMoney.ts'
import { currencyFlaw, field } from '../refusals.ts'
import musicapi from './definitions/musicapi.json' with { type: 'json' }
import sunoapi from './definitions/sunoapi.json' with { type: 'json' }
import sunor from './definitions/sunor.json' with { type: 'json' }

const LIST_MAX = 100
const CONCURRENCY_MAX = 10_000
const WAIT_SECONDS_MAX = 60 * 60
/** The status codes after which a request is retried by default. */
const RETRY_DEFAULT = [408, 425, 429, 500, 502, 503, 504]

/** The operation that stands for all others. */
const ANY = '*'

/** A path under the base URL, so that requests go to no other host. */
const path = z
  .string()
  .max(2_000)
  .regex(/^\/(?!\/)/, 'must begin with one /')
  .superRefine((text, context) => {
    try {
      parseTemplate(text)
    } catch (error) {
      context.addIssue(`must be a URI template: ${(error as Error).message}`)
    }
  })

/** Headers that usually contain a key, which must be in the settings and not here. */
const KEY_HEADERS = /^(authorization|x-api-key|api-key|apikey|cookie)$/i

const headers = z
  .record(z.string().regex(/^[A-Za-z0-9-]{1,100}$/, 'must be 1 to 100 letters, digits and -'), expression)
  .superRefine((all, context) => {
    for (const [name, text] of Object.entries(all)) {
      if (KEY_HEADERS.test(name) && !text.includes('secrets.')) {
        context.addIssue({ code: 'custom', path: [name], message: 'must take its key from the settings: secrets.NAME' })
      }
    }
  })

const seconds = z.number().min(0.1).max(WAIT_SECONDS_MAX)

const Request = z.strictObject({
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).default('GET'),
  path,
  headers: headers.default({}),
  /** The body, sent as JSON without null values. */
  body: expression.optional(),
})

export type Request = z.output<typeof Request>

/** Expressions that read the state of a task from an answer or a callback. */
const Reading = z.strictObject({
  status: expression,
  statuses: z.record(z.string().max(100), z.enum(['QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED'])),
  /** The progress, 0 to 100. */
  progress: expression.optional(),
  /** The task's result. */
  result: expression.optional(),
  /** The files that are downloaded and stored, each under its name and a number. */
  files: z
    .array(
      z.strictObject({
        name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,49}$/, 'must be 1 to 50 letters, digits, _ and -'),
        urls: expression,
      }),
    )
    .max(LIST_MAX)
    .default([]),
  /** The reason of a failure, for customers who read the task. */
  failure: expression.optional(),
  /** The cost of the task: the place of a number, such as of credits of the provider, and the price of one of it as a decimal. */
  cost: z
    .strictObject({
      amount: expression,
      each: z
        .string()
        .refine((text) => millionthsOf(text) !== null, 'must be a decimal with at most six decimals, such as 0.004')
        .default('1'),
      // Definitions are read by this, too. NewDefinition refuses one that is unknown.
      currency: z.string().regex(/^[A-Z]{3}$/, 'must be three capital letters, such as EUR'),
    })
    .optional(),
})

export type Reading = z.output<typeof Reading>

const Signature = z.strictObject({
  header: z.string().max(100),
  /** The text before the signature: sha256= */
  prefix: z.string().max(20).default(''),
  encoding: z.enum(['hex', 'base64']),
  /** The text that is signed with HMAC-SHA256: `{timestamp}.{body}`. */
  signed: z
    .string()
    .max(200)
    .refine((text) => text.includes('{body}'), 'must contain {body}'),
  timestampHeader: z.string().max(100).optional(),
  /** The name of the secret. */
  secret: z.string().regex(/^[A-Z][A-Z0-9_]*$/, 'must be the name of a secret in capital letters, such as SUNOR_KEY'),
})

export type Signature = z.output<typeof Signature>

const Callback = z.strictObject({
  /** The place of the upstream id in the callback. */
  upstreamId: expression,
  /** If absent, the secret address of the callback is the only proof of its origin. */
  signature: Signature.optional(),
  /** If absent, the callback only triggers a poll. */
  reading: Reading.optional(),
})

const Operation = z
  .strictObject({
    submit: Request.extend({
      method: Request.shape.method.default('POST'),
      upstreamId: expression,
      /** A header by which the provider recognizes a repeated request. */
      idempotencyHeader: z.string().max(100).optional(),
      /** The reaction to a submit that is in doubt: submit the task once more, or let it fail. */
      whenInDoubt: z.enum(['SUBMIT_AGAIN', 'FAIL']).default('SUBMIT_AGAIN'),
    }),
    poll: Request.extend({ firstAfterSeconds: seconds, everySeconds: seconds, reading: Reading }).optional(),
    callback: Callback.optional(),
    cancel: Request.optional(),
  })
  .refine(
    ({ poll, callback }) => poll || callback?.reading,
    'must have a poll, or a callback with a reading: otherwise the state of a task stays unknown',
  )

export type Operation = z.output<typeof Operation>

export const Definition = z.strictObject({
  name: field.token,
  description: field.text(2_000).optional(),
  /** The address of all requests: https://api.example.com */
  baseUrl: z.url({ protocol: /^https?$/ }).max(500),
  /** The headers of every request. */
  headers: headers.default({}),
  /** The place of a code in the body that counts instead of HTTP's. */
  answerCode: expression.optional(),
  /** The place of the reason of a refusal. */
  errorMessage: expression.optional(),
  /** The codes after which a request is retried. */
  retry: z.array(z.int().min(100).max(999)).max(LIST_MAX).default(RETRY_DEFAULT),
  /** With an idempotencyHeader: the most times that a task is submitted while its state is unknown. */
  failuresMax: z.int().min(1).max(100).default(8),
  /** The time limit of one request. */
  timeoutSeconds: seconds.max(300).default(30),
  limits: z.strictObject({
    /** The most tasks that the provider has at a time; 0: it gets none. */
    concurrency: z.int().min(0).max(CONCURRENCY_MAX),
    /** The most requests in a number of seconds. */
    rate: z.strictObject({ requests: z.int().min(1).max(1_000_000), seconds: z.int().min(1).max(3_600) }).optional(),
  }),
  operations: z.record(z.union([z.literal(ANY), field.token]), Operation),
})

export type Definition = z.output<typeof Definition>

/** A definition that is set now: its costs are in currencies of ISO 4217. */
export const NewDefinition = Definition.superRefine(({ operations }, context) => {
  for (const [name, operation] of Object.entries(operations))
    for (const part of ['poll', 'callback'] as const) {
      const currency = operation[part]?.reading?.cost?.currency
      const message = currency === undefined ? null : currencyFlaw(currency)
      const path = ['operations', name, part, 'reading', 'cost', 'currency']
      if (message) context.addIssue({ code: 'custom', path, message })
    }
})

/** The definitions that come with Holdfast, by name. */
export const DEFINITIONS: Readonly<Record<string, unknown>> = { musicapi, sunoapi, sunor }

/** The definition of an operation; undefined if the provider does not do it. */
export function operationOf({ operations }: Definition, operation: string): Operation | undefined {
  if (Object.hasOwn(operations, operation)) return operations[operation]
  return Object.hasOwn(operations, ANY) ? operations[ANY] : undefined
}

/** The names of the secrets that a definition needs. */
export function secretsNeeded(definition: Definition): string[] {
  const named = JSON.stringify(definition).matchAll(/\bsecrets\.([A-Za-z_][A-Za-z0-9_]*)/g)
  const signing = Object.values(definition.operations).flatMap(({ callback }) => callback?.signature?.secret ?? [])
  return [...new Set([...[...named].map(([, name]) => name as string), ...signing])].sort()
}
