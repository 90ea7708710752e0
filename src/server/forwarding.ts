// Mutations that another process decides: src/home. Here they are GraphQL: what a client has sent passes all plugins in this process, and
// only its execution is left to the home, which runs it as it runs one of its own, without charging it again.

import { createHash } from 'node:crypto'
import { normalizedExecutor } from '@graphql-tools/executor'
import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  GraphQLError,
  getOperationAST,
  OperationTypeNode,
  parse,
  printSchema,
  validate,
} from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { LRUCache } from 'lru-cache'
import holdfast from '../../package.json' with { type: 'json' }
import type { App } from '../app.ts'
import { Meter, metered, meterNow } from '../database/meter.ts'
import { readMigrations } from '../database/migrate.ts'
import { actAs } from '../engine/acting.ts'
import { Slices } from '../fairness/slices.ts'
import { actorOf, type Context, goOnAs } from '../graphql/context.ts'
import { noteRefusal, refusedWith } from '../graphql/errors.ts'
import { organizationOfId } from '../graphql/ids.ts'
import { type Answered, type Forwarded, type ForwardedError, reviveCaller } from '../home/frames.ts'
import type { Run } from '../home/host.ts'
import { linkingFrom } from '../storage/links.ts'
import { traced, traceNow } from '../telemetry/trace.ts'
import { sharerOf } from './charges.ts'
import { bytesOfDocument } from './documents.ts'
import { coerced } from './inputs.ts'
import { maskError } from './maskError.ts'
import { schema } from './schema.ts'

const RETRY_AFTER_MS = 1_000
const DOCUMENTS_BYTES_MAX = 16 * 1024 * 1024

/** The schema by which a build reads mutations, and the migrations of the tables that it writes. */
interface Build {
  /** The text of the schema. */
  readonly api: string
  /** The text of each migration. */
  readonly migrations: readonly string[]
}

export async function readBuild(): Promise<Build> {
  const migrations = await readMigrations()
  return { api: printSchema(schema), migrations: migrations.map(({ script }) => script) }
}

/**
 * A hash of all that two processes must have in common so that one may decide for the other: the version, the build, since two of them may
 * say the same version, and the settings that decisions depend on.
 */
export function likenessOf(
  { feedDays, privateWebhooks, gateways, mail, vault, providerSecrets }: App,
  { api, migrations }: Build,
): string {
  const settings = { feedDays, privateWebhooks, mail: mail?.from ?? null, sealing: vault.prefix }
  const names = [Object.keys(gateways), Object.keys(providerSecrets)].map((each) => each.toSorted())
  return createHash('sha256')
    .update(JSON.stringify([holdfast.version, api, migrations, settings, names]))
    .digest('hex')
}

/** Leaves mutations to the home, while there is one elsewhere. Must stand before the plugins that charge and that set the caller. */
export function forwarding(app: App): Plugin<Context> {
  return {
    onExecute({ args, executeFn, setExecuteFn }) {
      if (!app.home.isAnyElsewhere || !isMutation(args)) return
      const organizationId = app.lanes.cells.count === 1 ? null : organizationOf(args)
      if (!app.home.isElsewhereOf(organizationId)) return
      setExecuteFn((given: ExecutionArgs) => forward(app, organizationId, given, () => executeFn(given)))
    },
  }
}

function isMutation({ document, operationName }: ExecutionArgs): boolean {
  return getOperationAST(document, operationName)?.operation === OperationTypeNode.MUTATION
}

/**
 * The organization that a mutation is about: the caller's own, or the first that an id in its variables belongs to. Null: none is named
 * there; the mutation is decided in turns with the homes.
 */
function organizationOf({ contextValue, variableValues }: ExecutionArgs): string | null {
  const { caller } = contextValue as Context
  return caller?.kind === 'tenant' ? caller.organizationId : organizationIn(variableValues)
}

function organizationIn(value: unknown): string | null {
  if (typeof value === 'string') return organizationOfId(value)
  if (typeof value !== 'object' || value === null) return null
  for (const each of Object.values(value)) {
    const found = organizationIn(each)
    if (found !== null) return found
  }
  return null
}

async function forward(
  app: App,
  organizationId: string | null,
  args: ExecutionArgs,
  decideHere: () => unknown,
): Promise<ExecutionResult> {
  const { document, operationName = null, variableValues = null } = args
  const context = args.contextValue as Context
  const { caller, rejection = null, address, requestId } = context
  const query = document.loc?.source.body
  const from = { caller, rejection, address, requestId, publicUrl: app.links?.publicUrl ?? null, trace: traceNow() }
  const mutation = { operationName, variables: variableValues, ...from }
  const sent = query === undefined ? null : app.home.send(organizationId, { query, ...mutation })
  const answer = sent && (await sent)
  if (answer === 'LOST') return { data: null, errors: [LOST] }
  if (answer === 'OVERLOADED') return { errors: [OVERLOADED] }
  if (answer === null || typeof answer === 'string') return decideHere() as Promise<ExecutionResult>
  meterNow()?.countElsewhere(answer.cost, answer.commands)
  if (answer.refusal) noteRefusal(context, answer.refusal)
  if (answer.caller) goOnAs(context, reviveCaller(answer.caller))
  await catchUp(app, answer)
  const errors = answer.errors?.map((error) => errorOf(error, document))
  return { ...('data' in answer && { data: answer.data }), ...(errors && { errors }) }
}

const LOST = new GraphQLError(
  'The process that decides was lost before it answered, so this may have been decided. Try again in a moment, with the same idempotency key.',
  { extensions: { code: 'UNAVAILABLE', retryAfterMs: RETRY_AFTER_MS } },
)

const OVERLOADED = new GraphQLError('Too many mutations are waiting already. Try again in a moment.', {
  extensions: { code: 'OVERLOADED', retryAfterMs: RETRY_AFTER_MS },
})

function errorOf({ message, path, positions, extensions }: ForwardedError, { loc }: DocumentNode): GraphQLError {
  return new GraphQLError(message, { source: loc?.source, positions, path, extensions })
}

/** Reads the keys, memberships and prices that the mutation may have changed. The home has read its own changes already. */
async function catchUp({ access, priceBook, refreshPriceBook, log }: App, answer: Answered): Promise<void> {
  try {
    if (access.version !== null && access.version < BigInt(answer.access)) await access.look()
    if (priceBook.version.number < BigInt(answer.priceBook)) await refreshPriceBook()
  } catch (error) {
    // The mutation was decided, and its answer is right. The jobs that look a few times a second read the changes.
    log.warn({ err: error }, 'the changes of a mutation could not be read')
  }
}

/** Runs the mutations of other processes, in the turns of their organizations. */
export function openMutations(app: App): Run['mutation'] {
  const slices = new Slices(Number.POSITIVE_INFINITY)
  const find = openDocuments()
  return async (mutation) => {
    const document = find(mutation.query)
    if (!document) return 'UNKNOWN'
    const { caller, rejection, address, requestId, publicUrl, trace } = mutation
    const context: Context = { app, caller, ...(rejection && { rejection }), address, requestId }
    const sharer = sharerOf(caller)
    const meter = new Meter(sharer)
    const executing = () => execute(app, mutation, document, context)
    const linking = () => (publicUrl === null ? executing() : linkingFrom(publicUrl, executing))
    const run = () => metered(meter, () => actAs(actorOf(context), linking))
    const { data, errors } = await traced('mutation of another process', { kind: 'SERVER', parent: trace }, async () =>
      slices.run(sharer, run),
    )
    return {
      ...(data !== undefined && { data }),
      ...(errors && { errors: errors.map((error) => forwardedError(maskError(error, app))) }),
      refusal: refusedWith(context),
      ...(context.caller && context.caller !== caller && { caller: context.caller }),
      ...{ cost: meter.cost, commands: meter.commands },
      access: String(app.access.version ?? 0n),
      priceBook: String(app.priceBook.version.number),
    }
  }
}

async function execute(
  app: App,
  { operationName, variables }: Forwarded,
  document: DocumentNode,
  contextValue: Context,
): Promise<ExecutionResult> {
  const args = { schema: coerced(schema), document, operationName, variableValues: variables, contextValue }
  try {
    return (await normalizedExecutor(args as never)) as ExecutionResult
  } catch (error) {
    return { errors: [maskError(error, app)] }
  }
}

function forwardedError({ message, path, positions, extensions }: GraphQLError): ForwardedError {
  return { message, path, positions, extensions }
}

/** Returns the document of a text; null if it does not fit this schema. */
function openDocuments(): (text: string) => DocumentNode | null {
  const known = new LRUCache<string, { readonly document: DocumentNode | null }>({
    maxSize: DOCUMENTS_BYTES_MAX,
    sizeCalculation: (_value, text) => bytesOfDocument(text),
  })
  return (text) => {
    const cached = known.get(text)
    if (cached) return cached.document
    const document = documentOf(text)
    known.set(text, { document })
    return document
  }
}

function documentOf(text: string): DocumentNode | null {
  try {
    const document = parse(text)
    return validate(schema, document).length === 0 ? document : null
  } catch {
    return null
  }
}
