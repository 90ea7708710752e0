// Reports each GraphQL operation, for metrics and the log (src/telemetry/channels.ts).

import type { IncomingMessage } from 'node:http'
import { type DocumentNode, type ExecutionResult, GraphQLError, getOperationAST, Kind } from 'graphql'
import type { GraphQLParams, Plugin } from 'graphql-yoga'
import { actorOf, type Context } from '../graphql/context.ts'
import { refusedWith } from '../graphql/errors.ts'
import { encodeGlobalId } from '../graphql/ids.ts'
import { invalidDocuments, type OperationReport, operations, streams } from '../telemetry/channels.ts'
import { type Attributes, type Span, tracer, within } from '../telemetry/trace.ts'

/** The longest name of an operation in a report. Clients choose it. */
const NAME_CHARACTERS_MAX = 100
/** The codes of errors that are not the caller's. */
const FAULTS = new Set(['INTERNAL_SERVER_ERROR', 'UNAVAILABLE', 'OVERLOADED'])

interface Observed extends Context {
  /** Of an operation over a WebSocket: takes the messages of streams. */
  readonly deliver?: unknown
  /** The request; absent over a WebSocket. */
  readonly req?: IncomingMessage
  readonly params?: GraphQLParams
}

type About = Pick<OperationReport, 'type' | 'field' | 'name'>

/** Must be the first of the plugins, so that it sees what the others refuse. */
export function observed(): Plugin<Observed> {
  return {
    onParse:
      () =>
      ({ result }) => {
        if (result instanceof Error) invalidDocuments.tell({ stage: 'PARSE' })
      },
    onValidate:
      () =>
      ({ valid }) => {
        if (!valid) invalidDocuments.tell({ stage: 'VALIDATE' })
      },
    onExecute({ args: { document, operationName, contextValue }, executeFn, setExecuteFn }) {
      const about = aboutOf(document, operationName)
      const span = spanOf(about, contextValue)
      if (span) setExecuteFn((given) => within(span, () => executeFn(given)))
      const tell = reporter(about, contextValue, span)
      return { onExecuteDone: ({ result }) => tell(result) }
    },
    onSubscribe({ args: { document, operationName, contextValue } }) {
      const about = aboutOf(document, operationName)
      const tell = reporter(about, contextValue, spanOf(about, contextValue))
      return {
        onSubscribeResult: ({ result }) => {
          tell(result)
          if (!(Symbol.asyncIterator in result)) return undefined
          streams.tell({ change: 1 })
          return { onEnd: () => streams.tell({ change: -1 }) }
        },
      }
    },
  }
}

/** Begins to measure. Returns a function that tells the outcome. */
function reporter(about: About, context: Observed, span: Span | null): (result: object) => void {
  const began = performance.now()
  return (result) => {
    const { caller, requestId } = context
    const { kind, id } = actorOf(context)
    const code = errorCodeOf(result)
    const report: OperationReport = {
      ...about,
      transport: 'deliver' in context ? 'WEBSOCKET' : 'HTTP',
      outcome: code ?? refusedWith(context) ?? 'OK',
      isFault: code !== null && FAULTS.has(code),
      ms: performance.now() - began,
      caller: { kind, id },
      // An organization that the operator has opened has not sent this.
      organizationId: caller?.kind === 'tenant' && !caller.openedBy ? caller.organizationId : null,
      requestId,
    }
    operations.tell(report)
    span?.end(report.isFault ? report.outcome : null, attributesOf(report))
  }
}

/** The span of an operation, in the trace that its client began; null: nothing is traced. */
function spanOf({ type, field, name }: About, { req, params }: Observed): Span | null {
  const header = req?.headers.traceparent
  const sent = typeof header === 'string' ? header : params?.extensions?.traceparent
  const parent = typeof sent === 'string' ? sent : null
  const attributes = { 'graphql.operation.type': type, 'graphql.operation.name': name ?? undefined }
  return tracer()?.begin(`${type} ${field}`, { kind: 'SERVER', parent, attributes }) ?? null
}

function attributesOf({ transport, outcome, caller, organizationId, requestId }: OperationReport): Attributes {
  return {
    'holdfast.transport': transport,
    'holdfast.outcome': outcome,
    'holdfast.caller.kind': caller.kind,
    'holdfast.organization.id': organizationId ? encodeGlobalId('Organization', organizationId) : undefined,
    'holdfast.request.id': requestId ?? undefined,
  }
}

function errorCodeOf(result: object): string | null {
  const [error] = (result as ExecutionResult).errors ?? []
  if (!error) return null
  const code = error instanceof GraphQLError ? error.extensions.code : null
  return typeof code === 'string' ? code : 'INTERNAL_SERVER_ERROR'
}

const abouts = new WeakMap<DocumentNode, Map<string, About>>()

/** Kept with the document, as long as the cache of documents keeps that. */
function aboutOf(document: DocumentNode, operationName: string | null | undefined): About {
  const byName = abouts.get(document) ?? new Map<string, About>()
  abouts.set(document, byName)
  const known = byName.get(operationName ?? '')
  if (known) return known
  const operation = getOperationAST(document, operationName)
  const [first] = operation?.selectionSet.selections ?? []
  const about: About = {
    type: operation?.operation ?? 'query',
    field: first?.kind === Kind.FIELD ? first.name.value : 'fragment',
    name: operation?.name?.value.slice(0, NAME_CHARACTERS_MAX) ?? null,
  }
  byName.set(operationName ?? '', about)
  return about
}
