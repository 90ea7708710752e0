// What a request may be at most, whoever sends it: its size and shape, its cost, its rate, and how many live streams one
// caller may have. Each limit has its number here.

import { blockFieldSuggestionsPlugin } from '@escape.tech/graphql-armor-block-field-suggestions'
import { maxAliasesPlugin } from '@escape.tech/graphql-armor-max-aliases'
import { maxDirectivesPlugin } from '@escape.tech/graphql-armor-max-directives'
import { maxTokensPlugin } from '@escape.tech/graphql-armor-max-tokens'
import { complexityFromQuery } from '@pothos/plugin-complexity'
import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  GraphQLError,
  getOperationAST,
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
import type { TooFast } from './rates.ts'

/** Large enough for a thousand tasks in one request. */
export const BODY_BYTES_MAX = 4_000_000
export const MESSAGE_BYTES_MAX = 256 * 1024
const TOKENS_MAX = 2_000
const ALIASES_MAX = 30
const DIRECTIVES_MAX = 50
const DEPTH_MAX = 15

export interface LimitSettings {
  /** Whether the schema can be asked for, and GraphiQL is there. */
  readonly explorer: boolean
  /** Live streams of one key, or one person, on one process. */
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

/** By a rule of validation, which holds for every transport. */
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

/** In fields: what it takes to parse and reckon an operation that is then refused. */
export const COST_OF_REFUSAL = 200
/** Operations of an organization that read at the same time, while others wait for their turn; and of all. */
const READS = { inAll: 24, perOrganization: 6, waitingMax: 1_000 }
/** Introspections keep tens of megabytes each while they are answered. */
const INTROSPECTIONS = { inAll: 2, perOrganization: 1, waitingMax: 100 }
const INTROSPECTS = /__(schema|type)\b/

/** Refuses what costs too much or comes too fast; says in `extensions.cost` what an operation was reckoned to cost, and what it has cost. */
function costs(charges: Charges): Plugin<Context> {
  const reads = new Turns(READS)
  const introspections = new Turns(INTROSPECTIONS)
  // Operations that arrive together are looked at and begun in slices: a thousand commands in each of thirty take a second.
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
    // What is refused for its size or its arguments has cost what it took to find that out.
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
      const turns = INTROSPECTS.test(args.document.loc?.source.body ?? '') ? introspections : reads
      const isRead = getOperationAST(args.document, args.operationName)?.operation === 'query'
      setExecuteFn((given) => {
        const run = () => slices.run(sharer, () => metered(meter, () => executeFn(given)))
        return isRead ? inTurn(turns, sharer, run) : run()
      })
      return {
        onExecuteDone({ result, setResult }) {
          charges.end(contextValue, cost, meter)
          if (Symbol.asyncIterator in result) return
          const extensions = {
            ...result.extensions,
            cost: { requestedQueryCost: cost, actual: meter.cost },
          }
          // What was read until it was stopped is not the answer.
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

/** Runs a read when it is its organization's turn. */
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

/** Refuses live streams past a caller’s number of them, and ends each one once. */
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
        const message = `You have ${max} live streams open already, and no more are allowed.`
        const error = new GraphQLError(message, { extensions: { code: 'TOO_MANY_STREAMS' } })
        setResultAndStopExecution({ errors: [error] })
        return undefined
      }
      return {
        onSubscribeResult({ result, setResult }) {
          if (!(Symbol.asyncIterator in result)) return
          if (name !== null) count(name, 1)
          // Of whatever kind a stream is, and whoever reads it: it is over after its first error.
          setResult(endOnce(result as AsyncIterableIterator<never>, () => name !== null && count(name, -1)))
        },
      }
    },
  }
}

/** Or why it can’t be counted: an argument is not what it must be. */
function costOf(sent: Sent) {
  const { schema, document, variableValues, contextValue } = sent
  try {
    return complexityFromQuery(document, { schema, ctx: contextValue, variables: variableValues ?? {} })
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error
    const errors = badArguments(sent)
    return errors.length > 0 ? errors : [error]
  }
}

/** A result without data is one that graphql-js refused for its variables. */
function explained(result: ExecutionResult, sent: Sent): ExecutionResult {
  if (!result.errors || 'data' in result) return result
  const errors = badArguments(sent)
  return errors.length > 0 ? { errors } : result
}

export function rateLimited(retryAfterMs: number): GraphQLError {
  return new GraphQLError('These are too many requests. Wait, and send fewer at a time, or many tasks in one.', {
    extensions: {
      code: 'RATE_LIMITED',
      retryAfterMs,
      http: { status: 429, headers: { 'retry-after': String(Math.ceil(retryAfterMs / 1_000)) } },
    },
  })
}
