// Names of credit types, models and operations that a request is about. One that nothing knows is a mistake: credits of that type
// would pay for nothing, and a limit to that model would never apply.
//
// A price knows its names, whatever its state and time: a price for all, or a contract of the organization. A plan knows the credit
// types of its cycles, and an organization those of its pools. As long as the price book has no name of a kind, all are possible.

import type { App } from '../app.ts'
import type { Plan } from '../database/generated/client/client.ts'
import type { Batch } from '../engine/batch.ts'
import type { Command } from '../engine/command.ts'
import { PLATFORM_ID } from '../engine/idempotency.ts'
import type { PriceBookVersion } from '../engine/priceBook.ts'
import { mustBeName } from '../formats/nearest.ts'
import type { Refusal } from '../ledger/refusals.ts'
import { type InvalidInput, invalidInput } from '../refusals.ts'
import { findCreditTypes } from './creditTypes.ts'

type NameKind = 'creditType' | 'model' | 'operation'

/** The names of prices and plans, in the order in which they came. */
type Names = Readonly<Record<NameKind, Set<string>>> & {
  /** The operations of each model. */
  readonly operationsOf: Map<string, Set<string>>
}

/** The names in each version of the price book: those of contracts by their organization, the others by the platform. */
const names = new WeakMap<PriceBookVersion, ReadonlyMap<string, Names>>()

function namesIn(version: PriceBookVersion): ReadonlyMap<string, Names> {
  const known = names.get(version)
  if (known) return known
  const all = new Map<string, Names>()
  const of = (owner: string): Names => {
    const fresh = { creditType: new Set<string>(), model: new Set<string>(), operation: new Set<string>() }
    const own = all.get(owner) ?? { ...fresh, operationsOf: new Map() }
    all.set(owner, own)
    return own
  }
  for (const { organizationId, creditType, model, operation, parts } of version.rules()) {
    const own = of(organizationId)
    for (const name of [creditType, ...creditTypesIn(parts)]) own.creditType.add(name)
    own.model.add(model)
    own.operation.add(operation)
    own.operationsOf.set(model, (own.operationsOf.get(model) ?? new Set()).add(operation))
  }
  for (const { credits, trialCredits } of version.everyPlan()) {
    for (const name of [...creditTypesIn(credits), ...creditTypesIn(trialCredits)]) of(PLATFORM_ID).creditType.add(name)
  }
  names.set(version, all)
  return all
}

/** The credit types that a stored list names: the allowances of a plan, the parts of a price. */
function creditTypesIn(list: Plan['credits']): string[] {
  if (!Array.isArray(list)) return []
  return list.flatMap((each) => {
    const named = each && typeof each === 'object' && 'creditType' in each ? each.creditType : null
    return typeof named === 'string' ? [named] : []
  })
}

/** The names of a kind that prices have which an organization can have, and plans. */
function namesOf(version: PriceBookVersion, kind: NameKind, organizationId: string): ReadonlySet<string> {
  const [general = new Set<string>(), own] = [PLATFORM_ID, organizationId].map((of) => namesIn(version).get(of)?.[kind])
  return own ? general.union(own) : general
}

/** Returns whether one of these has a name; also true while the price book has no name of its kind. */
function knows(version: PriceBookVersion, kind: NameKind, name: string, organizationId: string): boolean {
  const all = namesIn(version)
  const [general, own] = [all.get(PLATFORM_ID)?.[kind], all.get(organizationId)?.[kind]]
  return general?.has(name) || own?.has(name) || !(general?.size || own?.size)
}

/** The fields of an input that have names. */
interface NameFields {
  readonly creditType?: string | null
  readonly creditTypes?: readonly string[]
  readonly model?: string | null | undefined
  readonly operation?: string | null | undefined
  readonly models?: readonly string[]
  readonly operations?: readonly string[]
  readonly purpose?: { readonly model: string; readonly operation: string } | null | undefined
  readonly task?: { readonly model: string; readonly operation: string } | null | undefined
}

/** A name, and the path of the field that has it. */
interface Named {
  readonly kind: NameKind
  readonly path: string
  readonly name: string
}

/** The names of an input. */
export function namesOfInput(fields: NameFields): Named[] {
  const { creditType, creditTypes, model, operation, models, operations, purpose, task } = fields
  const one = (kind: NameKind, path: string, name: string | null | undefined) =>
    typeof name === 'string' ? [{ kind, path, name }] : []
  const each = (kind: NameKind, path: string, names: readonly string[] = []) =>
    names.map((name, i) => ({ kind, path: `${path}.${i}`, name }))
  return [
    ...one('creditType', 'creditType', creditType),
    ...each('creditType', 'creditTypes', creditTypes),
    ...one('model', 'model', model),
    ...one('operation', 'operation', operation),
    ...each('model', 'models', models),
    ...each('operation', 'operations', operations),
    ...one('model', 'purpose.model', purpose?.model),
    ...one('operation', 'purpose.operation', purpose?.operation),
    ...one('model', 'task.model', task?.model),
    ...one('operation', 'task.operation', task?.operation),
  ]
}

/**
 * The same command, refused if it has a name that nothing knows. Names never leave the price book. So if this process's knows all of
 * them, the command stays as it is, and nothing is read for it; otherwise the lane decides by its newest one, and reads the pool of the type.
 */
export function knowing<Value, Refused extends Refusal>(
  { priceBook: { version } }: Pick<App, 'priceBook'>,
  command: Command<Value, Refused>,
  fields: NameFields,
): Command<Value, Refused | InvalidInput> {
  const { organizationId, reads } = command
  if (knowsAll(version, organizationId, fields)) return command
  const { creditType } = fields
  const pool = creditType ? { creditType, holders: [...new Set([...(reads.holders ?? []), organizationId])] } : {}
  return {
    ...command,
    reads: { ...reads, ...pool },
    decide(batch) {
      const decision = batch.organization(organizationId) ? unknownTo(batch, organizationId, fields) : null
      return decision ?? command.decide(batch)
    },
  }
}

/** Returns whether the price book knows all names. It makes no list of them, because every freeze asks. */
function knowsAll(version: PriceBookVersion, organizationId: string, fields: NameFields): boolean {
  const { creditType, creditTypes, model, operation, models, operations, purpose, task } = fields
  const has = (kind: NameKind, name: string | null | undefined) =>
    typeof name !== 'string' || knows(version, kind, name, organizationId)
  return (
    has('creditType', creditType) &&
    has('model', model) &&
    has('operation', operation) &&
    (!purpose || (has('model', purpose.model) && has('operation', purpose.operation))) &&
    (!task || (has('model', task.model) && has('operation', task.operation))) &&
    (creditTypes ?? []).every((name) => has('creditType', name)) &&
    (models ?? []).every((name) => has('model', name)) &&
    (operations ?? []).every((name) => has('operation', name))
  )
}

function unknownTo(batch: Batch, organizationId: string, fields: NameFields): InvalidInput | null {
  const pools = batch.walletsOf(organizationId).filter(({ wallet }) => wallet.holderId === organizationId)
  const own = new Set(pools.map(({ wallet }) => wallet.creditType))
  return refuseUnknown(batch.priceBook, organizationId, fields, own)
}

/** Refuses an input with names that nothing knows; null if it has none. `own`: credit types that the organization has. */
export function refuseUnknown(
  version: PriceBookVersion,
  organizationId: string,
  fields: NameFields,
  own: ReadonlySet<string> = new Set(),
): InvalidInput | null {
  const issues = unknownIn(version, organizationId, fields).filter(
    ({ kind, name }) => kind !== 'creditType' || !own.has(name),
  )
  return issues.length === 0 ? null : invalidInput(...issues.map(({ path, message }) => ({ path, message })))
}

/** A name that no price of the organization and no plan has. */
interface Unknown extends Named {
  /** The message for the caller, after the name of the field. */
  readonly message: string
}

/** The names of an input that no price of the organization and no plan has. */
export function unknownIn(version: PriceBookVersion, organizationId: string, fields: NameFields): Unknown[] {
  return namesOfInput(fields).flatMap((named) => {
    const { kind, name } = named
    if (knows(version, kind, name, organizationId)) return []
    return [{ ...named, message: mustBeKnown(kind, name, namesOf(version, kind, organizationId)) }]
  })
}

/** Says which name of an operation of a model no price of the organization has; null if one has both. */
export function unknownOperation(
  version: PriceBookVersion,
  organizationId: string,
  { model, operation }: { readonly model: string; readonly operation: string },
): string | null {
  const unknown = unknownIn(version, organizationId, { model, operation })
  if (unknown.length > 0) return unknown.map(({ path, message }) => `${path} ${message}`).join('; ')
  const known = new Set(
    [PLATFORM_ID, organizationId].flatMap((of) => [...(namesIn(version).get(of)?.operationsOf.get(model) ?? [])]),
  )
  if (known.has(operation) || known.size === 0) return null
  return `operation ${mustBeName(`an operation of ${model}`, operation, known)}`
}

/** Refuses a credit type that nothing knows, for what the lane does not decide; null if it is known. */
export async function refuseCreditType(
  app: App,
  organizationId: string,
  creditType: string,
): Promise<InvalidInput | null> {
  await app.refreshPriceBook()
  const own = new Set(await findCreditTypes(app, organizationId))
  return refuseUnknown(app.priceBook.version, organizationId, { creditType }, own)
}

const WHAT: Readonly<Record<NameKind, string>> = {
  creditType: 'a credit type of a price, of a plan or of the organization',
  model: 'a model of a price',
  operation: 'an operation of a price',
}

/** Says which names there are, and which one was probably meant. */
export function mustBeKnown(kind: NameKind, name: string, known: ReadonlySet<string>): string {
  return mustBeName(WHAT[kind], name, known)
}
