// The façades of the price book: the platform adds definitions of its own, and turns façades on and off.

import type { App } from '../app.ts'
import { record } from '../audit/record.ts'
import type { Prisma } from '../database/generated/client/client.ts'
import { PLATFORM_ID } from '../engine/idempotency.ts'
import { FACADES, Facade } from '../facades/definition.ts'
import { definitionOf, shadowed } from '../facades/facades.ts'
import { type InvalidInput, type NotFound, notFound, parseInput } from '../refusals.ts'
import { nextVersion } from './priceRules.ts'

export interface FacadeState {
  readonly name: string
  readonly description: string
  readonly isOn: boolean
  /** False: the definition comes with Holdfast. */
  readonly isOwn: boolean
  readonly endpoints: readonly string[]
  /** The endpoints that another façade answers, which was turned on before. */
  readonly notAnswered: readonly string[]
}

/** Every façade: those that come with Holdfast, and the platform's own. */
export function listFacades({ priceBook: { version } }: App): FacadeState[] {
  const names = [...new Set([...Object.keys(FACADES), ...version.facadeNames()])].sort()
  return names.flatMap((name) => {
    const facade = definitionOf(version, name)
    return facade ? [stateOf(version, facade)] : []
  })
}

function stateOf(version: App['priceBook']['version'], facade: Facade): FacadeState {
  const { name, description = '', endpoints } = facade
  return {
    name,
    description,
    isOn: version.facades.includes(name),
    isOwn: version.facadeDefinition(name) !== undefined,
    endpoints: endpoints.map(({ method, path }) => `${method} ${path}`),
    notAnswered: shadowed(version, facade).map(({ place, by }) => `${place} (${by} answers it)`),
  }
}

/** Turns a façade on: one that comes with Holdfast by its name, or the platform's own by its document, which replaces an earlier one. */
export async function loadFacade(
  app: App,
  source: { readonly name: string } | { readonly document: unknown },
): Promise<FacadeState | InvalidInput | NotFound> {
  if ('name' in source) {
    await app.refreshPriceBook()
    if (!definitionOf(app.priceBook.version, source.name)) return notFound('façade')
    return change(app, source.name, 'loadFacade', null, true)
  }
  const parsed = parseInput(Facade, source.document)
  if (!parsed.ok) return parsed.refusal
  return change(app, parsed.value.name, 'loadFacade', source.document as Prisma.InputJsonObject, true)
}

/** Turns a façade off: its paths no longer exist. Its definition is kept. */
export async function turnOffFacade(app: App, name: string): Promise<FacadeState | NotFound> {
  await app.refreshPriceBook()
  if (!definitionOf(app.priceBook.version, name)) return notFound('façade')
  return change(app, name, 'turnOffFacade', null, false)
}

async function change(
  app: App,
  name: string,
  action: string,
  definition: Prisma.InputJsonObject | null,
  isOn: boolean,
): Promise<FacadeState | NotFound> {
  const now = app.clock()
  await app.prisma.$transaction(async (transaction) => {
    // Others that change the price book wait from here on.
    const version = await nextVersion(transaction)
    const { facades } = await transaction.priceBook.findUniqueOrThrow({ where: { id: 1 } })
    const others = facades.filter((each) => each !== name)
    const on = !isOn ? others : facades.includes(name) ? facades : [...facades, name]
    await transaction.priceBook.update({ where: { id: 1 }, data: { facades: on } })
    if (definition) {
      const row = { version, definition, updatedAt: now }
      await transaction.facade.upsert({ where: { name }, create: { name, ...row }, update: row })
    }
    const after = { isOn, definition: definition && JSON.stringify(definition) }
    const act = { action, subjectType: 'Facade', subjectId: name, after }
    await record(app, transaction, PLATFORM_ID, act, now)
  })
  await app.refreshPriceBook()
  const { version } = app.priceBook
  const facade = definitionOf(version, name)
  return facade ? stateOf(version, facade) : notFound('façade')
}
