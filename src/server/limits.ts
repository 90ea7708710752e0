// What a request may be at most, whoever sends it: its size and shape, its cost, its rate, and how many live streams one
// caller may have. Each limit has its number here.

import { blockFieldSuggestionsPlugin } from '@escape.tech/graphql-armor-block-field-suggestions'
import { maxAliasesPlugin } from '@escape.tech/graphql-armor-max-aliases'
import { maxDirectivesPlugin } from '@escape.tech/graphql-armor-max-directives'
import { maxTokensPlugin } from '@escape.tech/graphql-armor-max-tokens'
import { useDisableIntrospection } from '@graphql-yoga/plugin-disable-introspection'
import { complexityFromQuery } from '@pothos/plugin-complexity'
import { type DocumentNode, type ExecutionArgs, GraphQLError } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { endOnce } from '../events/endOnce.ts'
import type { Context } from '../graphql/context.ts'
import { limitedAs } from '../organizations/roles.ts'
import type { Rates } from './rates.ts'

/** Large enough for a thousand tasks in one request. */
export const BODY_BYTES_MAX = 4_000_000
export const MESSAGE_BYTES_MAX = 256 * 1024
const TOKENS_MAX = 2_000
const ALIASES_MAX = 30
const DIRECTIVES_MAX = 50
/** Fields, with the pages that they are on counted as full. */
const COST_MAX = 50_000
const DEPTH_MAX = 15
/** This much of a cost counts as one operation more. */
const COST_PER_POINT = 1_000

export interface LimitSettings {
  /** Whether the schema can be asked for, and GraphiQL is there. */
  readonly explorer: boolean
  /** Null: no rate is too high. */
  readonly rates: Rates | null
  /** Live streams of one key, or one person, on one process. */
  readonly streamsPerCaller: number
}

export function limits({ explorer, rates, streamsPerCaller }: LimitSettings): Plugin<Context>[] {
  const plugins: unknown[] = [
    maxTokensPlugin({ n: TOKENS_MAX }),
    maxAliasesPlugin({ n: ALIASES_MAX, allowList: [] }),
    maxDirectivesPlugin({ n: DIRECTIVES_MAX }),
    ...(explorer ? [] : [useDisableIntrospection(), blockFieldSuggestionsPlugin()]),
    costs(rates),
    streams(streamsPerCaller),
  ]
  return plugins as Plugin<Context>[]
}

interface Sent {
  readonly schema: ExecutionArgs['schema']
  readonly document: DocumentNode
  readonly operationName?: string | null
  readonly variableValues?: Record<string, unknown> | null
  readonly contextValue: Context
}

/** Refuses what costs too much or comes too fast; says in `extensions.cost` what it costs. */
function costs(rates: Rates | null): Plugin<Context> {
  const refuse = async (sent: Sent): Promise<{ cost: number; refusal: GraphQLError | null }> => {
    const counted = costOf(sent)
    if (counted instanceof GraphQLError) return { cost: 0, refusal: counted }
    const { complexity: cost, depth } = counted
    if (cost > COST_MAX) {
      const message = `This request costs ${cost}, and none may cost more than ${COST_MAX}. Ask for smaller pages or fewer fields.`
      return {
        cost,
        refusal: new GraphQLError(message, { extensions: { code: 'COST_LIMIT', cost, costMax: COST_MAX } }),
      }
    }
    if (depth > DEPTH_MAX) {
      const message = `This request is ${depth} fields deep, and none may be deeper than ${DEPTH_MAX}.`
      return { cost, refusal: new GraphQLError(message, { extensions: { code: 'DEPTH_LIMIT', depthMax: DEPTH_MAX } }) }
    }
    const { caller, address } = sent.contextValue
    if (!rates || caller?.kind === 'operator') return { cost, refusal: null }
    const organizationId = caller?.kind === 'tenant' ? caller.organizationId : null
    const tooFast = await rates.take(nameOf(sent.contextValue) ?? `address ${address}`, organizationId, pointsOf(cost))
    return { cost, refusal: tooFast && rateLimited(tooFast.retryAfterMs) }
  }
  return {
    async onExecute({ args, setResultAndStopExecution }) {
      const { cost, refusal } = await refuse(args as Sent)
      if (refusal) {
        setResultAndStopExecution({ errors: [refusal], extensions: { cost: { requestedQueryCost: cost } } })
        return undefined
      }
      return {
        onExecuteDone({ result, setResult }) {
          if (Symbol.asyncIterator in result) return
          setResult({ ...result, extensions: { ...result.extensions, cost: { requestedQueryCost: cost } } })
        },
      }
    },
    async onSubscribe({ args, setResultAndStopExecution }) {
      const { refusal } = await refuse(args as Sent)
      if (refusal) setResultAndStopExecution({ errors: [refusal] })
    },
  }
}

/** Refuses live streams past a caller’s number of them. */
function streams(max: number): Plugin<Context> {
  const open = new Map<string, number>()
  const count = (name: string, by: number) => {
    const streams = (open.get(name) ?? 0) + by
    if (streams > 0) open.set(name, streams)
    else open.delete(name)
  }
  return {
    onSubscribe({ args, setResultAndStopExecution }) {
      const name = nameOf(args.contextValue)
      if (name === null) return undefined
      if ((open.get(name) ?? 0) >= max) {
        const message = `You have ${max} live streams open already, and no more are allowed.`
        const error = new GraphQLError(message, { extensions: { code: 'TOO_MANY_STREAMS' } })
        setResultAndStopExecution({ errors: [error] })
        return undefined
      }
      return {
        onSubscribeResult({ result, setResult }) {
          if (!(Symbol.asyncIterator in result)) return
          count(name, 1)
          setResult(endOnce(result as AsyncIterableIterator<never>, () => count(name, -1)))
        },
      }
    },
  }
}

/** Whose rate and streams it counts against; null: nobody’s in particular. */
function nameOf({ caller }: Context): string | null {
  return caller === null || caller.kind === 'operator' ? null : limitedAs(caller)
}

/** Or why it can’t be counted: a page of it is none. */
function costOf({ schema, document, variableValues, contextValue }: Sent) {
  try {
    return complexityFromQuery(document, { schema, ctx: contextValue, variables: variableValues ?? {} })
  } catch (error) {
    if (error instanceof GraphQLError) return error
    throw error
  }
}

function pointsOf(cost: number): number {
  return 1 + Math.floor(cost / COST_PER_POINT)
}

function rateLimited(retryAfterMs: number): GraphQLError {
  return new GraphQLError('These are too many requests. Wait, and send fewer at a time, or many tasks in one.', {
    extensions: {
      code: 'RATE_LIMITED',
      retryAfterMs,
      http: { status: 429, headers: { 'retry-after': String(Math.ceil(retryAfterMs / 1_000)) } },
    },
  })
}
