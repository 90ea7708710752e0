// The scalars of the API.

import { GraphQLError, Kind, print, type ValueNode } from 'graphql'
import { DateTimeResolver, JSONObjectResolver } from 'graphql-scalars'
import { numberOf } from '../exactNumbers.ts'
import { CREDITS_MAX } from '../ledger/wallet.ts'
import { builder } from './builder.ts'

/** A whole number from 0 to 2^53-1, a bigint inside and a JSON number outside. */
function wholeNumber(name: 'Credits' | 'SafeInt', description: string): void {
  const refuse = (value: unknown) => badValue(`${name} must be a whole number from 0 to ${CREDITS_MAX}`, value)
  builder.scalarType(name, {
    description,
    serialize: (value) => Number(value),
    parseValue: (value) => {
      if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw refuse(value)
      return BigInt(value)
    },
    parseLiteral: (node) => {
      if (node.kind !== Kind.INT) throw refuse('value' in node ? node.value : node.kind)
      const value = BigInt(node.value)
      if (value < 0n || value > CREDITS_MAX) throw refuse(node.value)
      return value
    },
  })
}

wholeNumber(
  'Credits',
  'A whole number of credits, 0 to 9007199254740991 (2^53-1), as a JSON number. Never a fraction, never negative.',
)
wholeNumber('SafeInt', 'A count, a size or a number in a sequence, 0 to 9007199254740991 (2^53-1), as a JSON number.')

function badValue(rule: string, value: unknown): GraphQLError {
  const shown = String(typeof value === 'object' ? JSON.stringify(value) : value).slice(0, 100)
  return new GraphQLError(`${rule}, not ${shown}`, { extensions: { code: 'BAD_USER_INPUT' } })
}

builder.addScalarType('DateTime', DateTimeResolver, {
  description: 'An instant as RFC 3339 text, to the millisecond; answers are always in UTC: 2026-11-21T09:30:00.000Z.',
})

builder.addScalarType('JSONObject', JSONObjectResolver, {
  description:
    'Any JSON object. Its numbers are doubles: one that a double doesn’t keep (9007199254740993) is refused by its path; send it as a text.',
  parseLiteral: (node, variables) => {
    if (node.kind === Kind.OBJECT) return fromLiteral(node, variables) as Record<string, unknown>
    throw new GraphQLError(`JSONObject cannot represent non-object value: ${print(node)}`, { nodes: node })
  },
})

function fromLiteral(node: ValueNode, variables: Readonly<Record<string, unknown>> | null | undefined): unknown {
  switch (node.kind) {
    case Kind.INT:
    case Kind.FLOAT:
      return numberOf(node.value)
    case Kind.STRING:
    case Kind.BOOLEAN:
    case Kind.ENUM:
      return node.value
    case Kind.NULL:
      return null
    case Kind.VARIABLE:
      return variables?.[node.name.value]
    case Kind.LIST:
      return node.values.map((each) => fromLiteral(each, variables))
    case Kind.OBJECT:
      return Object.fromEntries(node.fields.map(({ name, value }) => [name.value, fromLiteral(value, variables)]))
  }
}
