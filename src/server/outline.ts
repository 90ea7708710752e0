// The variables of an operation as its cost depends on them. The cost of an input object is that of its field, whatever stands in
// the object, and that of a bulk mutation is by the number of its entries. So input objects are not coerced to calculate a cost: that
// is done once, when the operation runs.

import { GraphQLScalarType, type GraphQLSchema, isInputObjectType } from 'graphql'
import { BULK_LISTS } from '../graphql/bulk.ts'

/** Returns the schema in which every input object is a scalar, whose value is only an outline of the object. */
export function outlinedInputs(schema: GraphQLSchema): GraphQLSchema {
  const outlines = new Map<string, GraphQLScalarType>()
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isInputObjectType(type)) continue
    const list = BULK_LISTS.get(type.name)
    const parseValue = list === undefined ? () => ({}) : (value: unknown) => ({ [list]: entriesIn(value, list) })
    outlines.set(type.name, new GraphQLScalarType({ name: type.name, parseValue }))
  }
  const getType: GraphQLSchema['getType'] = (name) => outlines.get(name) ?? schema.getType(name)
  return Object.create(schema, { getType: { value: getType } })
}

/** A list of the same length, without its items. One item stands for a list of one. */
function entriesIn(value: unknown, list: string): unknown[] {
  const entries = (value as Record<string, unknown> | null)?.[list] ?? []
  return new Array(Array.isArray(entries) ? entries.length : 1)
}
