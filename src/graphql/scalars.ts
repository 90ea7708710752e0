// The scalars of the API.

import { GraphQLError, Kind } from 'graphql'
import { DateTimeResolver, JSONObjectResolver } from 'graphql-scalars'
import { CREDITS_MAX } from '../ledger/wallet.ts'
import { builder } from './builder.ts'

builder.scalarType('Credits', {
  description:
    'A whole number of credits, 0 to 9007199254740991 (2^53-1), as a JSON number. Never a fraction, never negative.',
  serialize: (credits) => Number(credits),
  parseValue: (value) => {
    if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw notCredits(value)
    return BigInt(value)
  },
  parseLiteral: (node) => {
    if (node.kind !== Kind.INT) throw notCredits('value' in node ? node.value : node.kind)
    const credits = BigInt(node.value)
    if (credits < 0n || credits > CREDITS_MAX) throw notCredits(node.value)
    return credits
  },
})

function notCredits(value: unknown): GraphQLError {
  const shown = String(typeof value === 'object' ? JSON.stringify(value) : value).slice(0, 100)
  return new GraphQLError(`Credits are a whole number from 0 to ${CREDITS_MAX}, not ${shown}.`, {
    extensions: { code: 'BAD_USER_INPUT' },
  })
}

builder.addScalarType('DateTime', DateTimeResolver, {
  description: 'An instant as RFC 3339 text, to the millisecond; answers are always in UTC: 2026-11-21T09:30:00.000Z.',
})

builder.addScalarType('JSONObject', JSONObjectResolver, { description: 'Any JSON object.' })
