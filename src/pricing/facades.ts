// The façades of the price book: the platform sets definitions of its own, turns façades on and off, and removes its own.
// The API and `holdfast facade` do it by the same operations.

import stringify from 'safe-stable-stringify'
import type { App } from '../app.ts'
import { record } from '../audit/record.ts'
import { type LimitReached, refuseOneMore } from '../bounds.ts'
import { Prisma } from '../database/generated/client/client.ts'
import { transact } from '../database/transact.ts'
import { PLATFORM_ID } from '../engine/idempotency.ts'
import type { PriceBookVersion } from '../engine/priceBook.ts'
import type { Act } from '../engine/records.ts'
import { type Endpoint, FACADES, Facade, placeOf } from '../facades/definition.ts'
import { definitionOf, shadowed } from '../facades/facades.ts'
import { mustBeName } from '../formats/nearest.ts'
import { isRefusal, type Refusal } from '../ledger/refusals.ts'
import { type InvalidInput, invalidInput, type NotFound, noSuchName, parseInput } from '../refusals.ts'
import { rulesInForce } from './priceOf.ts'
import { nextVersion } from './priceRules.ts'

/** The largest definition, as JSON. */
const CHARACTERS_MAX = 200_000

export interface FacadeState {
  readonly name: string
  readonly description: string
  readonly isOn: boolean
  /** False: the definition comes with Holdfast. */
  readonly isOwn: boolean
  readonly definition: Prisma.JsonObject
  readonly endpoints: readonly FacadeEndpoint[]
}

export interface FacadeEndpoint {
  readonly does: Endpoint['does']
  readonly method: string
  readonly path: string
  /** The façade that answers in its place, because it was turned on before. Null: this one does, if it is on. */
  readonly answeredBy: string | null
  /** The operation that it is about, if no price is in force for it; null if there is one, or the request names it. */
  readonly unpriced: string | null
}

/** One value of a definition that changes, by its path; null: it is absent. */
export interface FacadeDifference {
  readonly path: string
  readonly from: string | null
  readonly to: string | null
}

export interface ChangedFacade {
  /** Null: it is removed, and none of this name comes with Holdfast. */
  readonly facade: FacadeState | null
  readonly dryRun: boolean
  /** Empty if nothing changes. */
  readonly changes: readonly FacadeDifference[]
}

type Source = { readonly name: string } | { readonly document: unknown }

/** Every façade: those that come with Holdfast, and the platform's own. */
export function listFacades({ priceBook: { version }, clock }: App): FacadeState[] {
  const names = [...new Set([...Object.keys(FACADES), ...version.facadeNames()])].sort()
  return names.flatMap((name) => stateOf(version, name, clock()) ?? [])
}

export function findFacade({ priceBook: { version }, clock }: App, name: string): FacadeState | null {
  return stateOf(version, name, clock())
}

/**
 * Turns a façade on or off: an existing one by its name, or the platform's own by its document, which replaces an earlier one and
 * takes the place of one that comes with Holdfast. With `dryRun` it only answers what would change.
 */
export async function setFacade(
  app: App,
  { source, isOn, dryRun }: { readonly source: Source; readonly isOn: boolean; readonly dryRun: boolean },
): Promise<ChangedFacade | InvalidInput | NotFound | LimitReached> {
  if ('name' in source) return change<never>(app, 'setFacade', source.name, dryRun, async (own) => ({ own, isOn }))
  const { document } = source
  const parsed = parseInput(Facade, document)
  if (!parsed.ok) return parsed.refusal
  const own = document as Prisma.JsonObject
  const { length } = JSON.stringify(own)
  if (length > CHARACTERS_MAX) {
    return invalidInput({ path: '', message: `must have at most ${CHARACTERS_MAX} characters as JSON, not ${length}` })
  }
  return change<LimitReached>(app, 'setFacade', parsed.value.name, dryRun, async (before, transaction) => {
    const others = before ? 0 : await transaction.facade.count({ where: { definition: { not: Prisma.AnyNull } } })
    return refuseOneMore('facades', others) ?? { own, isOn }
  })
}

/** Turns a façade off, and removes the platform's own definition of it. The one that comes with Holdfast can be turned on again. */
export function removeFacade(
  app: App,
  { name, dryRun }: { readonly name: string; readonly dryRun: boolean },
): Promise<ChangedFacade | NotFound> {
  return change<never>(app, 'removeFacade', name, dryRun, async () => ({ own: null, isOn: false }))
}

/** The platform's own definition of a façade, null if it has none; and whether the façade is on. */
interface Setting {
  readonly own: Prisma.JsonObject | null
  readonly isOn: boolean
}

async function change<Refused extends Refusal>(
  app: App,
  action: string,
  name: string,
  dryRun: boolean,
  settingAfter: (own: Prisma.JsonObject | null, transaction: Prisma.TransactionClient) => Promise<Setting | Refused>,
): Promise<ChangedFacade | NotFound | Refused> {
  await app.refreshPriceBook()
  const now = app.clock()
  const changed = await transact(app.prisma, async (transaction) => {
    // Others that change the price book wait from here on.
    await transaction.$queryRaw`SELECT 1 FROM price_book FOR UPDATE`
    const { facades } = await transaction.priceBook.findUniqueOrThrow({ where: { id: 1 } })
    const row = await transaction.facade.findUnique({ where: { name } })
    const before: Setting = { own: (row?.definition ?? null) as Prisma.JsonObject | null, isOn: facades.includes(name) }
    const after = await settingAfter(before.own, transaction)
    if (!('isOn' in after)) return after
    if (!builtIn(name) && !before.own && !after.own) {
      const known = listFacades(app).map((each) => each.name)
      const path = action === 'setFacade' ? 'source.name' : 'name'
      return noSuchName(path, mustBeName('the name of a façade', name, new Set(known)))
    }
    const version = versionWith(app, name, facades, after)
    const changes = differences(shown(name, before), shown(name, after))
    if (!dryRun && changes.length > 0) {
      await save(transaction, name, version.facades, after, now)
      const facts = { before: factsOf(before), after: factsOf(after) }
      await record(app, transaction, PLATFORM_ID, { action, subjectType: 'Facade', subjectId: name, ...facts }, now)
    }
    return { facade: stateOf(version, name, now), dryRun, changes }
  })
  if (!isRefusal(changed)) await app.refreshPriceBook()
  return changed
}

async function save(
  transaction: Prisma.TransactionClient,
  name: string,
  facades: readonly string[],
  { own }: Setting,
  updatedAt: Date,
): Promise<void> {
  const version = await nextVersion(transaction)
  await transaction.priceBook.update({ where: { id: 1 }, data: { facades: [...facades] } })
  const row = { version, definition: own ?? Prisma.DbNull, updatedAt }
  await transaction.facade.upsert({ where: { name }, create: { name, ...row }, update: row })
}

/** The price book as it is after the change. */
function versionWith(app: App, name: string, facades: readonly string[], { own, isOn }: Setting): PriceBookVersion {
  const { version } = app.priceBook
  const others = facades.filter((each) => each !== name)
  const on = !isOn ? others : facades.includes(name) ? facades : [...facades, name]
  const cover = { maintenance: version.maintenance, facades: on, webhookEvents: version.webhookEvents }
  const facadeDefinitions = [{ name, definition: own }]
  return version.with(version.number, cover, {
    rules: [],
    plans: [],
    lotPolicies: [],
    catalogues: [],
    facadeDefinitions,
  })
}

function stateOf(version: PriceBookVersion, name: string, now: Date): FacadeState | null {
  const facade = definitionOf(version, name)
  if (!facade) return null
  const own = version.facadeDefinition(name)
  const others = new Map(shadowed(version, facade).map(({ endpoint, by }) => [endpoint, by]))
  return {
    name,
    description: facade.description ?? '',
    isOn: version.facades.includes(name),
    isOwn: own !== undefined,
    definition: (own ?? builtIn(name)) as Prisma.JsonObject,
    endpoints: facade.endpoints.map((endpoint) => {
      const { does, method, path } = endpoint
      const answeredBy = others.get(endpoint) ?? null
      return { does, method, path, answeredBy, unpriced: unpriced(version, endpoint, now) }
    }),
  }
}

/** The operation that an endpoint is about, if it names one that has no price in force. */
function unpriced(version: PriceBookVersion, endpoint: Endpoint, now: Date): string | null {
  const purpose = endpoint.does === 'SUBMIT' ? constantsOf(endpoint) : endpoint.does === 'TASK' ? null : endpoint.of
  if (!purpose) return null
  const { model, operation } = purpose
  const rules = rulesInForce(version.rulesOf(model, operation), null, now)
  return rules.length > 0 ? null : `${operation} of ${model}`
}

/** The model and the operation of an endpoint that submits, if they are texts and don't depend on the request. */
function constantsOf({ model, operation }: { readonly model: string; readonly operation: string }) {
  const [one, other] = [/^'([^']*)'$/.exec(model)?.[1], /^'([^']*)'$/.exec(operation)?.[1]]
  return one === undefined || other === undefined ? null : { model: one, operation: other }
}

function builtIn(name: string): unknown {
  return Object.hasOwn(FACADES, name) ? FACADES[name] : null
}

function factsOf({ own, isOn }: Setting): Act['after'] {
  return { isOn, definition: own && JSON.stringify(own) }
}

/** The values of a façade by their paths. An endpoint is found by its method and path, wherever it stands in the list. */
function shown(name: string, { own, isOn }: Setting): Map<string, string> {
  const values = new Map([['isOn', String(isOn)]])
  const add = (path: string, value: unknown): void => {
    if (typeof value !== 'object' || value === null) values.set(path, typeof value === 'string' ? value : String(value))
    else if (Array.isArray(value)) values.set(path, stringify(value) ?? '')
    else for (const [key, part] of Object.entries(value)) add(path === '' ? key : `${path}.${key}`, part)
  }
  const definition = (own ?? builtIn(name) ?? {}) as { readonly endpoints?: readonly Endpoint[] }
  const endpoints = Object.fromEntries((definition.endpoints ?? []).map((each) => [placeOf(each), each]))
  add('', { ...definition, endpoints })
  return values
}

function differences(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): FacadeDifference[] {
  const paths = [...new Set([...before.keys(), ...after.keys()])]
  return paths.flatMap((path) => {
    const [from, to] = [before.get(path) ?? null, after.get(path) ?? null]
    return from === to ? [] : [{ path, from, to }]
  })
}
