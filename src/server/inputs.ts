// Input objects in variables. graphql-js coerces them into objects without a prototype, which V8 keeps as hash tables, and its
// executor copies each before. A bulk mutation has a thousand of them. So they are coerced here, by functions that are made once for
// each type, and only when the operation runs: its cost depends on no input object, apart from the number of a bulk mutation's entries.
//
// Both happen by schemas in which every input object is a scalar with a parser. src/graphql/badArguments.ts explains refusals later.

import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  GraphQLScalarType,
  type GraphQLSchema,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql'
import { BULK_LISTS } from '../graphql/bulk.ts'

type Parse = (value: unknown) => unknown

/** The schema in which an input object is only what the cost of an operation depends on. */
export const outlined = schemaWith(({ name }) => {
  const list = BULK_LISTS.get(name)
  return list === undefined ? () => ({}) : (value) => ({ [list]: entriesIn(value, list) })
})

/** The schema in which an input object is coerced at once. */
export const coerced = schemaWith(coercionOf)

/** Returns a function that makes a schema with these parsers, once for each schema. */
function schemaWith(parserOf: (type: GraphQLInputObjectType) => Parse): (schema: GraphQLSchema) => GraphQLSchema {
  const made = new WeakMap<GraphQLSchema, GraphQLSchema>()
  return (schema) => {
    const known = made.get(schema)
    if (known) return known
    const parsers = new Map<string, GraphQLScalarType>()
    for (const type of Object.values(schema.getTypeMap())) {
      if (!isInputObjectType(type)) continue
      parsers.set(type.name, new GraphQLScalarType({ name: type.name, parseValue: parserOf(type) }))
    }
    const getType: GraphQLSchema['getType'] = (name) => parsers.get(name) ?? schema.getType(name)
    const own: GraphQLSchema = Object.create(schema, { getType: { value: getType } })
    made.set(schema, own)
    return own
  }
}

/** A list of the same length, without its items. One item stands for a list of one. */
function entriesIn(value: unknown, list: string): unknown[] {
  const entries = (value as Record<string, unknown> | null)?.[list] ?? []
  return new Array(Array.isArray(entries) ? entries.length : 1)
}

/** Returns the coercion of a type, which throws if a value is not of the type. */
export function coercionOf(type: GraphQLInputType): Parse {
  if (isNonNullType(type)) {
    const coerce = coercionOf(type.ofType)
    return (value) => (value === null || value === undefined ? refuse() : coerce(value))
  }
  const coerce = presentCoercionOf(type)
  return (value) => (value === null || value === undefined ? null : coerce(value))
}

function presentCoercionOf(type: Exclude<GraphQLInputType, { readonly ofType: never }>): Parse {
  if (isListType(type)) {
    const coerce = coercionOf(type.ofType)
    // One item stands for a list of one.
    return (value) => (Array.isArray(value) ? value.map(coerce) : [coerce(value)])
  }
  if (isInputObjectType(type)) return objectCoercionOf(type)
  return (value) => {
    const parsed = (type as GraphQLScalarType).parseValue(value)
    return parsed === undefined ? refuse() : parsed
  }
}

const objects = new WeakMap<GraphQLInputObjectType, Parse>()

function objectCoercionOf(type: GraphQLInputObjectType): Parse {
  const known = objects.get(type)
  if (known) return known
  // A type may contain itself, so the functions of its fields are made when the first value comes.
  let fields: ReturnType<typeof fieldsOf> | null = null
  const coerce = (value: unknown) => {
    if (typeof value !== 'object' || Array.isArray(value)) return refuse()
    fields ??= fieldsOf(type)
    return coerceObject(value as Record<string, unknown>, fields, type.isOneOf)
  }
  objects.set(type, coerce)
  return coerce
}

interface Field {
  readonly name: string
  readonly coerce: Parse
  /** Undefined: none. */
  readonly defaultValue: unknown
  readonly isRequired: boolean
}

function fieldsOf(type: GraphQLInputObjectType): readonly Field[] {
  return Object.values(type.getFields()).map((field) => ({
    name: field.name,
    coerce: coercionOf(field.type),
    defaultValue: field.defaultValue,
    isRequired: isNonNullType(field.type),
  }))
}

function coerceObject(given: Record<string, unknown>, fields: readonly Field[], isOneOf: boolean): object {
  const made: Record<string, unknown> = {}
  let known = 0
  for (const { name, coerce, defaultValue, isRequired } of fields) {
    const value = given[name]
    if (value !== undefined) {
      made[name] = coerce(value)
      known++
    } else if (defaultValue !== undefined) made[name] = defaultValue
    else if (isRequired) refuse()
  }
  const names = Object.keys(given)
  if (names.length !== known && !names.every((name) => fields.some((field) => field.name === name))) refuse()
  if (isOneOf && (known !== 1 || Object.values(made)[0] === null)) refuse()
  return made
}

/** The message is not shown. */
function refuse(): never {
  throw new TypeError('not a value of the type')
}
