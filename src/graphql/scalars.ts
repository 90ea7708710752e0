// The scalars of the API.

import { GraphQLError, Kind } from 'graphql'
import { DateTimeResolver, JSONObjectResolver } from 'graphql-scalars'
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

builder.addScalarType('JSONObject', JSONObjectResolver, { description: 'Any JSON object.' })
