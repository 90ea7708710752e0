// What a provider over HTTP is like, as data: how a task is submitted to it, where the upstream id is in its answer, how it is
// asked or tells how the task goes, and what may be asked of it how often.
//
// What is taken out of its answers, and what is put into requests, is said in JMESPath (https://jmespath.site); addresses are
// URI templates (RFC 6570). docs/providers.md tells what expressions can name. Secrets stand here by name only: secrets.KEY.

import { compile } from '@jmespath-community/jmespath'
import { parseTemplate } from 'url-template'
import { z } from 'zod'
import { field } from '../refusals.ts'
import musicapi from './definitions/musicapi.json' with { type: 'json' }
import sunoapi from './definitions/sunoapi.json' with { type: 'json' }
import sunor from './definitions/sunor.json' with { type: 'json' }

const EXPRESSION_CHARACTERS_MAX = 4_000
const LIST_MAX = 100
const CONCURRENCY_MAX = 10_000
const WAIT_SECONDS_MAX = 60 * 60
/** Answers of HTTP that say: not now. */
const RETRY_DEFAULT = [408, 425, 429, 500, 502, 503, 504]

/** The operation that stands for all that aren't named. */
const ANY = '*'

const expression = z
  .string()
  .max(EXPRESSION_CHARACTERS_MAX)
  .superRefine((text, context) => {
    try {
      compile(text)
    } catch (error) {
      context.addIssue(`is no JMESPath: ${(error as Error).message}`)
    }
  })

/** Beside what the base URL says already, so it leads nowhere else. */
const path = z
  .string()
  .max(2_000)
  .regex(/^\/(?!\/)/, 'must begin with one /')
  .superRefine((text, context) => {
    try {
      parseTemplate(text)
    } catch (error) {
      context.addIssue(`is no URI template: ${(error as Error).message}`)
    }
  })

/** Headers that nearly always carry a key, which must not stand here. */
const KEY_HEADERS = /^(authorization|x-api-key|api-key|apikey|cookie)$/i

const headers = z.record(z.string().regex(/^[A-Za-z0-9-]{1,100}$/), expression).superRefine((all, context) => {
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
  /** Sent as JSON, without what is null. */
  body: expression.optional(),
})

export type Request = z.output<typeof Request>

/** What an answer, or a callback, says of a task. */
const Reading = z.strictObject({
  status: expression,
  statuses: z.record(z.string().max(100), z.enum(['QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED'])),
  /** 0 to 100. */
  progress: expression.optional(),
  /** What the task's result is made of. */
  result: expression.optional(),
  /** What is fetched and kept, each under its name and a number. */
  files: z
    .array(z.strictObject({ name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,49}$/), urls: expression }))
    .max(LIST_MAX)
    .default([]),
  /** Why it FAILED, for whoever reads the task. */
  failure: expression.optional(),
})

export type Reading = z.output<typeof Reading>

const Signature = z.strictObject({
  header: z.string().max(100),
  /** In front of the signature: sha256= */
  prefix: z.string().max(20).default(''),
  encoding: z.enum(['hex', 'base64']),
  /** HMAC-SHA256 of this: `{timestamp}.{body}`. */
  signed: z
    .string()
    .max(200)
    .refine((text) => text.includes('{body}'), 'must contain {body}'),
  timestampHeader: z.string().max(100).optional(),
  /** The secret's name. */
  secret: z.string().regex(/^[A-Z][A-Z0-9_]*$/),
})

export type Signature = z.output<typeof Signature>

const Callback = z.strictObject({
  /** Where the upstream id is in what it brings. */
  upstreamId: expression,
  /** Absent: the address that it is sent to is all the proof, which nobody else knows. */
  signature: Signature.optional(),
  /** Absent: it brings nothing that counts; the provider is asked. */
  reading: Reading.optional(),
})

const Operation = z
  .strictObject({
    submit: Request.extend({
      method: Request.shape.method.default('POST'),
      upstreamId: expression,
      /** A header by which the provider knows a request that it has had before. */
      idempotencyHeader: z.string().max(100).optional(),
      /** What to do where nobody knows whether the provider has taken the task: submit it once more, or let it fail. */
      whenInDoubt: z.enum(['SUBMIT_AGAIN', 'FAIL']).default('SUBMIT_AGAIN'),
    }),
    poll: Request.extend({ firstAfterSeconds: seconds, everySeconds: seconds, reading: Reading }).optional(),
    callback: Callback.optional(),
    cancel: Request.optional(),
  })
  .refine(
    ({ poll, callback }) => poll || callback?.reading,
    'needs a poll, or a callback with a reading: else nothing says how a task goes',
  )

export type Operation = z.output<typeof Operation>

export const Definition = z.strictObject({
  name: field.token,
  description: field.text(2_000).optional(),
  /** Where everything is sent: https://api.example.com */
  baseUrl: z.url({ protocol: /^https?$/ }).max(500),
  /** With every request. */
  headers: headers.default({}),
  /** Where answers say a code of their own in place of HTTP's; that is the code then. */
  answerCode: expression.optional(),
  /** Where refusals say why. */
  errorMessage: expression.optional(),
  /** Codes after which the same is tried again. */
  retry: z.array(z.int().min(100).max(999)).max(LIST_MAX).default(RETRY_DEFAULT),
  /** How often a task is submitted while nobody knows what has become of it, where the provider knows it again. */
  failuresMax: z.int().min(1).max(100).default(8),
  /** How long one request may take. */
  timeoutSeconds: seconds.max(300).default(30),
  limits: z.strictObject({
    /** How many tasks it may have at a time; 0: it is given none. */
    concurrency: z.int().min(0).max(CONCURRENCY_MAX),
    /** How many requests in how many seconds. */
    rate: z.strictObject({ requests: z.int().min(1).max(1_000_000), seconds: z.int().min(1).max(3_600) }).optional(),
  }),
  operations: z.record(z.union([z.literal(ANY), field.token]), Operation),
})

export type Definition = z.output<typeof Definition>

/** Those that come with Holdfast, by name. */
export const DEFINITIONS: Readonly<Record<string, unknown>> = { musicapi, sunoapi, sunor }

/** How a provider does an operation; undefined if it doesn't. */
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
