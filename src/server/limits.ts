// Limits of a request: its size and shape, its cost, its rate, and the number of live streams of a caller. The numbers are here.

import { blockFieldSuggestionsPlugin } from '@escape.tech/graphql-armor-block-field-suggestions'
import { maxAliasesPlugin } from '@escape.tech/graphql-armor-max-aliases'
import { maxDirectivesPlugin } from '@escape.tech/graphql-armor-max-directives'
import { maxTokensPlugin } from '@escape.tech/graphql-armor-max-tokens'
import { PothosValidationError } from '@pothos/core'
import { complexityFromQuery } from '@pothos/plugin-complexity'
import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  GraphQLError,
  getOperationAST,
  Kind,
  NoSchemaIntrospectionCustomRule,
} from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { Meter, metered } from '../database/meter.ts'
import { endOnce } from '../events/endOnce.ts'
import { Slices } from '../fairness/slices.ts'
import { NoTurn, Turns } from '../fairness/turns.ts'
import { badArguments } from '../graphql/badArguments.ts'
import type { Context } from '../graphql/context.ts'
import { COST_MAX, tooDear } from '../graphql/meterLists.ts'
import { type Charges, nameOf, sharerOf } from './charges.ts'
import { coerced, outlined } from './inputs.ts'
import type { TooFast } from './rates.ts'

/** Large enough for a thousand tasks in one request. */
export const BODY_BYTES_MAX = 4_000_000
export const MESSAGE_BYTES_MAX = 256 * 1024
const TOKENS_MAX = 2_000
const ALIASES_MAX = 30
const DIRECTIVES_MAX = 50
const DEPTH_MAX = 15

export interface LimitSettings {
  /** True if introspection and GraphiQL are on. */
  readonly explorer: boolean
  /** The most live streams of one key or person on one process. */
  readonly streamsPerCaller: number
}

export function limits({ explorer, streamsPerCaller }: LimitSettings, charges: Charges): Plugin<Context>[] {
  const plugins: unknown[] = [
    maxTokensPlugin({ n: TOKENS_MAX }),
    maxAliasesPlugin({ n: ALIASES_MAX, allowList: [] }),
    maxDirectivesPlugin({ n: DIRECTIVES_MAX }),
    ...(explorer ? [] : [refuseIntrospection(), blockFieldSuggestionsPlugin()]),
    costs(charges),
    streams(streamsPerCaller),
  ]
  return plugins as Plugin<Context>[]
}

/** Limits by a rule of validation, which applies to every transport. */
function refuseIntrospection(): Plugin {
  return { onValidate: ({ addValidationRule }) => addValidationRule(NoSchemaIntrospectionCustomRule) }
}

interface Sent {
  readonly schema: ExecutionArgs['schema']
  readonly document: DocumentNode
  readonly operationName?: string | null
  readonly variableValues?: Record<string, unknown> | null
  readonly contextValue: Context
}

/** The cost of an operation that is refused, in fields: it was parsed and its cost calculated. */
export const COST_OF_REFUSAL = 200
/** The most queries at the same time, of one organization and in total; others wait for their turn. */
const READS = { inAll: 24, perOrganization: 6, waitingMax: 1_000 }
/** The most reads of a high estimated cost at the same time: several at once would delay the light ones of others. */
const DEAR_READS = { inAll: 4, perOrganization: 1, waitingMax: 100 }
/** From this estimated cost on, in fields. */
const DEAR_COST = 5_000
/** The most introspections at the same time. Each takes tens of megabytes. */
const INTROSPECTIONS = { inAll: 2, perOrganization: 1, waitingMax: 100 }
const INTROSPECTS = /__(schema|type)\b/

/** Refuses operations that cost too much or exceed a rate. Adds the calculated and the actual cost to `extensions.cost`. */
function costs(charges: Charges): Plugin<Context> {
  const reads = new Turns(READS)
  const dearReads = new Turns(DEAR_READS)
  const introspections = new Turns(INTROSPECTIONS)
  // Operations that arrive together are checked and begun in slices: thirty operations with a thousand commands each take a second.
  const slices = new Slices(Number.POSITIVE_INFINITY)
  const refuseFast = async (tooFast: TooFast, cost: number) => {
    await charges.holdRefusal(tooFast)
    return { cost, refusals: [rateLimited(tooFast.retryAfterMs)] }
  }
  const refuse = async (sent: Sent): Promise<{ cost: number; refusals: readonly GraphQLError[] }> => {
    const known = charges.refusal(sent.contextValue)
    if (known) return refuseFast(known, 0)
    const counted = costOf(sent)
    const refusals = Array.isArray(counted) ? counted : refuseSize(counted)
    const cost = Array.isArray(counted) ? 0 : counted.complexity
    // An operation that is refused for its size or its arguments costs COST_OF_REFUSAL.
    const tooFast = await charges.begin(sent.contextValue, refusals.length > 0 ? COST_OF_REFUSAL : cost)
    return tooFast ? refuseFast(tooFast, cost) : { cost, refusals }
  }
  return {
    async onExecute({ args, executeFn, setExecuteFn, setResultAndStopExecution }) {
      const { contextValue } = args as Sent
      const sharer = sharerOf(contextValue.caller)
      const { cost, refusals } = await slices.run(sharer, () => refuse(args as Sent))
      if (refusals.length > 0) {
        setResultAndStopExecution({ errors: refusals, extensions: { cost: { requestedQueryCost: cost } } })
        return undefined
      }
      const meter = new Meter(sharer)
      const lightOrDear = cost >= DEAR_COST ? dearReads : reads
      const turns = INTROSPECTS.test(args.document.loc?.source.body ?? '') ? introspections : lightOrDear
      const isRead = getOperationAST(args.document, args.operationName)?.operation === 'query'
      setExecuteFn((given) => {
        const coercing = { ...given, schema: coerced(given.schema) }
        const run = () => slices.run(sharer, () => metered(meter, () => executeFn(coercing)))
        return isRead ? inTurn(turns, sharer, run) : run()
      })
      return {
        onExecuteDone({ result, setResult }) {
          // The arguments were wrong, so no field was resolved.
          if (isRefused(result)) meter.countFields(COST_OF_REFUSAL)
          charges.end(contextValue, cost, meter)
          if (Symbol.asyncIterator in result) return
          const extensions = {
            ...result.extensions,
            cost: { requestedQueryCost: cost, actual: meter.cost },
          }
          // A query that was stopped has no partial answer.
          const stopped = isRead && result.errors?.find((error) => error.extensions.code === 'COST_LIMIT')
          setResult(stopped ? { errors: [stopped], extensions } : { ...explained(result, args as Sent), extensions })
        },
      }
    },
    async onSubscribe({ args, setResultAndStopExecution }) {
      const sharer = sharerOf((args.contextValue as Context).caller)
      const { refusals } = await slices.run(sharer, () => refuse(args as Sent))
      if (refusals.length > 0) {
        setResultAndStopExecution({ errors: refusals })
        return undefined
      }
      return {
        onSubscribeResult({ result, setResult }) {
          if (!(Symbol.asyncIterator in result)) setResult(explained(result, args as Sent))
        },
      }
    },
  }
}

function refuseSize({ complexity, depth }: { readonly complexity: number; readonly depth: number }): GraphQLError[] {
  if (complexity > COST_MAX) return [tooDear(complexity)]
  if (depth <= DEPTH_MAX) return []
  const message = `This request is ${depth} fields deep, and a request may be at most ${DEPTH_MAX} deep.`
  return [new GraphQLError(message, { extensions: { code: 'DEPTH_LIMIT', depthMax: DEPTH_MAX } })]
}

/** Runs a query in its organization's turn. */
async function inTurn<Result>(turns: Turns, sharer: string, run: () => Result): Promise<Result> {
  let release: () => void
  try {
    release = await turns.take(sharer)
  } catch (error) {
    if (!(error instanceof NoTurn)) throw error
    const extensions = { code: 'OVERLOADED', retryAfterMs: error.retryAfterMs }
    return { errors: [new GraphQLError(error.message, { extensions })] } as Result
  }
  try {
    return await run()
  } finally {
    release()
  }
}

/** Refuses live streams past a caller’s limit, and ends each stream once. */
function streams(max: number): Plugin<Context> {
  const open = new Map<string, number>()
  const count = (name: string, by: number) => {
    const streams = (open.get(name) ?? 0) + by
    if (streams > 0) open.set(name, streams)
    else open.delete(name)
  }
  return {
    onSubscribe({ args, setResultAndStopExecution }) {
      const { caller } = args.contextValue
      const name = caller && nameOf(caller)
      if (name !== null && (open.get(name) ?? 0) >= max) {
        const message = `You have ${max} live streams open already, and may have at most ${max}. End one first.`
        const error = new GraphQLError(message, { extensions: { code: 'TOO_MANY_STREAMS' } })
        setResultAndStopExecution({ errors: [error] })
        return undefined
      }
      return {
        onSubscribeResult({ result, setResult }) {
          if (!(Symbol.asyncIterator in result)) return
          if (name !== null) count(name, 1)
          // Every stream ends after its first error.
          setResult(endOnce(result as AsyncIterableIterator<never>, () => name !== null && count(name, -1)))
        },
      }
    },
  }
}

/** The costs of documents whose cost is the same each time. They are kept as long as src/server/documents.ts keeps the document. */
const constantCosts = new WeakMap<DocumentNode, ReturnType<typeof complexityFromQuery>>()

/** True for a document with one operation, without variables. No cost depends on the caller. */
function hasConstantCost({ definitions }: DocumentNode): boolean {
  const operations = definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
  return operations.length === 1 && !operations[0]?.variableDefinitions?.length
}

/** The calculated cost and depth, or the errors of wrong arguments, as far as the cost depends on them. */
function costOf(sent: Sent) {
  const { document, variableValues, contextValue } = sent
  const known = constantCosts.get(document)
  if (known) return known
  try {
    const schema = outlined(sent.schema)
    const cost = complexityFromQuery(document, { schema, ctx: contextValue, variables: variableValues ?? {} })
    if (hasConstantCost(document)) constantCosts.set(document, cost)
    return cost
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error
    const errors = badArguments(sent)
    return errors.length > 0 ? errors : [error]
  }
}

function isRefused(result: object): boolean {
  return 'errors' in result && !('data' in result)
}

/**
 * Replaces the errors of graphql-js and Pothos for wrong arguments. Those of variables leave a result without data; those that a
 * field finds in its own arguments leave the data of other fields.
 */
function explained(result: ExecutionResult, sent: Sent): ExecutionResult {
  const { errors = [] } = result
  const others = isRefused(result) ? [] : errors.filter((error) => !isOfArguments(error))
  if (others.length === errors.length) return result
  const found = badArguments(sent)
  return found.length > 0 ? { ...result, errors: [...found, ...others] } : result
}

/** True for an error of graphql-js itself, which has no code, or of Pothos. */
function isOfArguments({ originalError, extensions }: GraphQLError): boolean {
  if (originalError instanceof PothosValidationError) return true
  return extensions.code === undefined && (!originalError || originalError instanceof GraphQLError)
}

export function rateLimited(retryAfterMs: number): GraphQLError {
  return new GraphQLError('Too many requests. Wait, and send fewer at a time, or many tasks in one.', {
    extensions: {
      code: 'RATE_LIMITED',
      retryAfterMs,
      http: { status: 429, headers: { 'retry-after': String(Math.ceil(retryAfterMs / 1_000)) } },
    },
  })
}
