// Providers over HTTP: the operator sets their definitions, and reads their state.

import DataLoader from 'dataloader'
import type { App } from '../app.ts'
import { record } from '../audit/record.ts'
import type { HttpProvider, Prisma } from '../database/generated/client/client.ts'
import { transact } from '../database/transact.ts'
import { PLATFORM_ID } from '../engine/idempotency.ts'
import { mustBeName } from '../formats/nearest.ts'
import { type InvalidInput, type NotFound, noSuchName, parseInput } from '../refusals.ts'
import { DEFINITIONS, Definition, NewDefinition, secretsNeeded } from './definition.ts'

/** The queue's task that gives waiting tasks to a provider. */
export const DISPATCH_TASK = 'upstream_dispatch'

/** Sets the definition of a provider, from now on, also for the tasks that it already has. */
export async function setHttpProvider(
  app: App,
  { name, document, baseUrl }: { name?: string | null; document?: unknown; baseUrl?: string | null },
): Promise<{ provider: HttpProvider } | InvalidInput | NotFound> {
  if (name && !Object.hasOwn(DEFINITIONS, name)) {
    const mustBe = mustBeName('the name of a built-in definition', name, new Set(Object.keys(DEFINITIONS)))
    return noSuchName('source.name', mustBe)
  }
  const given = (name ? DEFINITIONS[name] : document) as object
  const parsed = parseInput(NewDefinition, baseUrl ? { ...given, baseUrl } : given)
  if (!parsed.ok) return parsed.refusal
  const definition = parsed.value as unknown as Prisma.InputJsonObject
  const where = { name: parsed.value.name }
  const now = app.clock()
  const provider = await transact(app.prisma, async (transaction) => {
    const before = await transaction.httpProvider.findUnique({ where })
    const data = { definition, updatedAt: now }
    const after = await transaction.httpProvider.upsert({
      where,
      create: { ...where, ...data, createdAt: now },
      update: data,
    })
    const act = { action: 'setHttpProvider', subjectType: 'HttpProvider', subjectId: after.name }
    const facts = { before: before ? { definition: before.definition } : undefined, after: { definition } }
    await record(app, transaction, PLATFORM_ID, { ...act, ...(facts as object) }, now)
    await addDispatch(transaction, after.name)
    return after
  })
  return { provider }
}

/** Adds a job to the queue that gives waiting tasks to a provider. */
async function addDispatch(transaction: Prisma.TransactionClient, provider: string): Promise<void> {
  const payload = JSON.stringify({ provider, tasks: [] })
  await transaction.$executeRaw`SELECT graphile_worker.add_job(${DISPATCH_TASK}, ${payload}::json)`
}

/** The definition of a provider; null if no provider has this name. */
export async function findDefinition(
  prisma: Pick<Prisma.TransactionClient, 'httpProvider'>,
  name: string,
): Promise<Definition | null> {
  const provider = await prisma.httpProvider.findUnique({ where: { name } })
  return provider && Definition.parse(provider.definition)
}

/** The refusal of a provider that does not exist; null if there is one of this name. */
export async function refuseProvider(app: App, path: string, name: string): Promise<NotFound | null> {
  const known = new Set((await listHttpProviders(app)).map((provider) => provider.name))
  const mustBe = `${mustBeName('the name of a provider over HTTP', name, known)}. Create one with setHttpProvider`
  return known.has(name) ? null : noSuchName(path, mustBe)
}

/** The names among these that no provider has. */
export async function unknownProviders(
  prisma: Pick<Prisma.TransactionClient, 'httpProvider'>,
  names: readonly string[],
): Promise<string[]> {
  const known = await prisma.httpProvider.findMany({ where: { name: { in: [...names] } }, select: { name: true } })
  return names.filter((name) => !known.some((provider) => provider.name === name))
}

export function listHttpProviders(app: App): Promise<HttpProvider[]> {
  return app.prisma.httpProvider.findMany({ orderBy: { name: 'asc' } })
}

/** The secrets of a definition that are missing in the settings. */
export function missingSecrets(app: App, { definition }: HttpProvider): string[] {
  return secretsNeeded(definition as unknown as Definition).filter((name) => !Object.hasOwn(app.providerSecrets, name))
}

export interface Load {
  readonly waiting: number
  readonly atWork: number
}

const loaders = new WeakMap<App, DataLoader<string, Load>>()

/** The number of tasks that wait for a provider, and of tasks that it has. Calls in one turn of the event loop share a query. */
export function loadOf(app: App, { name }: HttpProvider): Promise<Load> {
  let loader = loaders.get(app)
  if (!loader) {
    // Not cached: the load changes all the time.
    loader = new DataLoader((names) => readLoads(app, names), { cache: false })
    loaders.set(app, loader)
  }
  return loader.load(name)
}

/**
 * LATERAL looks each task up by its key. A join that was planned while the tables were small would compare every task with
 * every job until they are analyzed.
 */
async function readLoads(app: App, names: readonly string[]): Promise<Load[]> {
  const rows = await app.prisma.$queryRaw<{ provider: string; waiting: bigint; atWork: bigint }[]>`
    SELECT u.provider, count(*) FILTER (WHERE u.given_at IS NULL) AS waiting, count(u.given_at) AS "atWork"
    FROM upstream_job u
    CROSS JOIN LATERAL (
      SELECT FROM task t WHERE t.organization_id = u.organization_id AND t.id = u.task_id AND t.ended_at IS NULL LIMIT 1
    ) AS open
    WHERE u.provider = ANY (${names}) AND u.ended_at IS NULL
    GROUP BY u.provider`
  const loads = new Map(rows.map(({ provider, waiting, atWork }) => [provider, { waiting, atWork }]))
  return names.map((name) => {
    const { waiting = 0n, atWork = 0n } = loads.get(name) ?? {}
    return { waiting: Number(waiting), atWork: Number(atWork) }
  })
}
