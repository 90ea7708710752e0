// Where the idempotency keys of a mutation belong.

import { type GraphQLSchema, isInputObjectType } from 'graphql'

/** Where the input has its idempotency key: in itself (''), or in each entry of a list. Null if the mutation has none. */
export function keysOf(schema: GraphQLSchema, field: string): string | null {
  const input = schema.getType(`${field[0]?.toUpperCase()}${field.slice(1)}Input`)
  if (!isInputObjectType(input)) return null
  const fields = input.getFields()
  if (fields.idempotencyKey) return ''
  const list = Object.values(fields).find(({ type }) => {
    const entry = schema.getType(String(type).replaceAll(/[[\]!]/g, ''))
    return String(type).startsWith('[') && isInputObjectType(entry) && entry.getFields().idempotencyKey
  })
  return list?.name ?? null
}
