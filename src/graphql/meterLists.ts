// Counts the cost of an operation's answer while it is made: each list, when it is complete, counts its items times the fields
// of each. An operation that turns out more expensive than the limit stops there; a long one gives way to
// others between its lists.

import {
  defaultFieldResolver,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql'
import { type Meter, meterNow } from '../database/meter.ts'

/** The most that one operation may cost, in fields: before it begins by what it asks for, and while it runs by what it has cost. */
export const COST_MAX = 50_000

/** Makes every list of the schema count. Changes the schema, and the types of introspection, which all schemas share. */
export function meterLists(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue
    for (const field of Object.values(type.getFields())) {
      if (!isListType(getNullableType(field.type)) || counted.has(field)) continue
      counted.add(field)
      field.resolve = counting(field.resolve ?? defaultFieldResolver)
    }
  }
  return schema
}

const counted = new WeakSet<GraphQLField<unknown, unknown>>()

type Resolver = GraphQLFieldResolver<unknown, unknown>

function counting(resolve: Resolver): Resolver {
  return (parent, args, context, info) => {
    const meter = meterNow()
    const list = resolve(parent, args, context, info)
    if (!meter) return list
    return isPromise(list) ? list.then((items) => count(meter, items, info)) : count(meter, list, info)
  }
}

function count(meter: Meter, list: unknown, info: GraphQLResolveInfo): unknown {
  if (!Array.isArray(list)) return list
  meter.countFields(list.length * fieldsOfEach(info))
  refuseTooDear(meter)
  return meter.giveWay()?.then(() => list) ?? list
}

function refuseTooDear(meter: Meter): void {
  if (meter.cost > COST_MAX) throw tooDear(meter.cost)
}

/** Returns the error for an operation that was stopped, or not begun, because of its cost. */
export function tooDear(cost: number): GraphQLError {
  const message = `This request costs ${cost}, and a request may cost at most ${COST_MAX}. Ask for smaller pages or fewer fields.`
  return new GraphQLError(message, { extensions: { code: 'COST_LIMIT', cost, costMax: COST_MAX } })
}

/** Documents are the same objects where their text is the same, so each list of a document is looked at once. */
const known = new WeakMap<FieldNode | FragmentDefinitionNode, number>()

/** Returns the number of fields of each item of a list; at least 1. Nested lists count by themselves. */
function fieldsOfEach({ fieldNodes, returnType, fragments, schema }: GraphQLResolveInfo): number {
  let fields = 0
  for (const node of fieldNodes) {
    let here = known.get(node)
    if (here === undefined) {
      here = node.selectionSet ? fieldsIn(node.selectionSet, getNamedType(returnType), { fragments, schema }) : 0
      known.set(node, here)
    }
    fields += here
  }
  return Math.max(1, fields)
}

type Where = Pick<GraphQLResolveInfo, 'fragments' | 'schema'>

function fieldsIn({ selections }: SelectionSetNode, type: GraphQLNamedType | undefined, where: Where): number {
  let fields = 0
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) fields += 1 + fieldsBelow(selection, type, where)
    else if (selection.kind === Kind.INLINE_FRAGMENT) {
      const { typeCondition, selectionSet } = selection
      fields += fieldsIn(selectionSet, typeCondition ? where.schema.getType(typeCondition.name.value) : type, where)
    } else {
      const fragment = where.fragments[selection.name.value]
      if (fragment) fields += fieldsOfFragment(fragment, where)
    }
  }
  return fields
}

function fieldsOfFragment(fragment: FragmentDefinitionNode, where: Where): number {
  let fields = known.get(fragment)
  if (fields === undefined) {
    fields = fieldsIn(fragment.selectionSet, where.schema.getType(fragment.typeCondition.name.value), where)
    known.set(fragment, fields)
  }
  return fields
}

function fieldsBelow({ name, selectionSet }: FieldNode, type: GraphQLNamedType | undefined, where: Where): number {
  // Tools ask for nine of these in a row, and most are null.
  if (name.value === 'ofType' && type?.name === '__Type') return 0
  if (!selectionSet || !type || !(isObjectType(type) || isInterfaceType(type))) return 0
  const returned: GraphQLOutputType | undefined = type.getFields()[name.value]?.type
  if (!returned || isListType(getNullableType(returned))) return 0
  return fieldsIn(selectionSet, getNamedType(returned), where)
}

function isPromise(value: unknown): value is Promise<unknown> {
  return value instanceof Promise || typeof (value as { then?: unknown } | null)?.then === 'function'
}
