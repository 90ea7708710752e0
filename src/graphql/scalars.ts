// The scalars of the API. Each refuses what it can't hold, so that nothing behind it has to; which field it was and what would be
// right is said by src/graphql/badArguments.ts.

import { GraphQLError, GraphQLFloat, GraphQLID, GraphQLScalarType, GraphQLString, Kind, type ValueNode } from 'graphql'
import { DateTimeResolver, JSONObjectResolver } from 'graphql-scalars'
import { InexactNumber, numberOf } from '../formats/exactNumbers.ts'
import { isText, jsonFlaw, NESTING_MAX, TEXT_FLAW } from '../formats/json.ts'
import { MILLIONTHS, UNITS_MAX } from '../ledger/meter.ts'
import { CREDITS_MAX } from '../ledger/wallet.ts'
import { builder } from './builder.ts'

/** 0001-01-01: PostgreSQL has no year 0. */
const TIME_MIN = -62_135_596_800_000

/** Per scalar: what its values must be, as a message goes on after the name of a field. */
export const RULES: Readonly<Record<string, string>> = {
  Boolean: 'must be true or false',
  Credits: `must be a whole number from 0 to ${CREDITS_MAX}`,
  DateTime: 'must be a time from the year 1 to 9999 as RFC 3339 has it, such as 2026-11-21T09:30:00Z',
  Float: 'must be a number that a double keeps, such as 0.5 or 180',
  ID: 'must be an id from an answer of this API, a string such as org_AaI…',
  Int: 'must be a whole number from -2147483648 to 2147483647',
  JSONObject: `must be a JSON object, nested at most ${NESTING_MAX} deep, without U+0000 or half of a surrogate pair`,
  Metadata: 'must be an object of texts, such as {"team": "video"}; null in place of a text removes its key',
  SafeInt: `must be a whole number from 0 to ${CREDITS_MAX}`,
  String: `must be a string, and ${TEXT_FLAW}`,
  Units: `must be a number from 0.000001 to ${UNITS_MAX} with at most six decimals`,
}

function refused(scalar: string): GraphQLError {
  return new GraphQLError(`A value of type ${scalar} ${RULES[scalar]}`, { extensions: { code: 'BAD_USER_INPUT' } })
}

/** A whole number from 0 to 2^53-1, a bigint inside and a JSON number outside. */
function wholeNumber(name: 'Credits' | 'SafeInt', description: string): void {
  builder.scalarType(name, {
    description,
    serialize: (value) => Number(value),
    parseValue: (value) => {
      if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw refused(name)
      return BigInt(value)
    },
    parseLiteral: (node) => {
      if (node.kind !== Kind.INT) throw refused(name)
      const value = BigInt(node.value)
      if (value < 0n || value > CREDITS_MAX) throw refused(name)
      return value
    },
  })
}

wholeNumber(
  'Credits',
  'A whole number of credits, 0 to 9007199254740991 (2^53-1), as a JSON number. Never a fraction, never negative.',
)
wholeNumber(
  'SafeInt',
  'A count, a size, a number in a sequence or an amount of money, 0 to 9007199254740991 (2^53-1), as a JSON number.',
)

/** Units, which are counted in millionths inside: a double keeps each of them. */
function unitsOf(value: unknown): number {
  const millionths = typeof value === 'number' ? Math.round(value * MILLIONTHS) : 0
  const isExact = millionths / MILLIONTHS === value && millionths > 0 && value <= UNITS_MAX
  if (!isExact) throw refused('Units')
  return millionths
}

builder.scalarType('Units', {
  description: `A number of units, such as tokens or seconds: 0.000001 to ${UNITS_MAX}, with at most six decimals, as a JSON number. In answers it can be 0.`,
  serialize: (millionths) => Number(millionths) / MILLIONTHS,
  parseValue: unitsOf,
  parseLiteral: (node) => {
    if (node.kind !== Kind.INT && node.kind !== Kind.FLOAT) throw refused('Units')
    return unitsOf(Number(node.value))
  },
})

/** The same scalar, which refuses values for which this is false. */
function only<Value>(scalar: GraphQLScalarType<Value, unknown>, isGood: (value: Value) => boolean) {
  const checked = (value: Value) => {
    if (!isGood(value)) throw refused(scalar.name)
    return value
  }
  return new GraphQLScalarType({
    ...scalar.toConfig(),
    parseValue: (value) => checked(scalar.parseValue(value)),
    parseLiteral: (node, variables) => checked(scalar.parseLiteral(node, variables)),
  })
}

const DateTime = only(DateTimeResolver, (time) => time.getTime() >= TIME_MIN)

/** The instant that a parameter of a path says, as a DateTime of the API does; null for any other text. */
export function instantIn(text: string): Date | null {
  try {
    return DateTime.parseValue(text)
  } catch {
    return null
  }
}

builder.addScalarType('DateTime', DateTime, {
  description: 'An instant as RFC 3339 text, to the millisecond; answers are always in UTC: 2026-11-21T09:30:00.000Z.',
})

const exactJSONObject = new GraphQLScalarType<object, unknown>({
  ...JSONObjectResolver.toConfig(),
  parseLiteral: (node, variables) => {
    if (node.kind !== Kind.OBJECT) throw refused('JSONObject')
    return fromLiteral(node, variables) as object
  },
})

builder.addScalarType(
  'JSONObject',
  only(exactJSONObject, (object) => jsonFlaw(object) === null),
  {
    description: `Any JSON object, nested at most ${NESTING_MAX} deep. Its numbers are doubles: one that a double doesn’t keep (9007199254740993) is refused by its path; send it as a text.`,
  },
)

builder.scalarType('Metadata', {
  description:
    'Texts by their keys, as a JSON object: {"team": "video"}. At most 50 keys of 1 to 40 characters, and texts of up to 500 characters. In an input, null in place of a text removes its key.',
  serialize: (value) => value,
  parseValue: (value) => metadataOf(value),
  parseLiteral: (node, variables) => metadataOf(fromLiteral(node, variables)),
})

function metadataOf(value: unknown): Readonly<Record<string, string | null>> {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  const isGood = isObject && Object.values(value).every((each) => each === null || typeof each === 'string')
  if (!isGood) throw refused('Metadata')
  return value as Readonly<Record<string, string | null>>
}

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

// GraphQL's own scalars are single objects, which its own directives use, too: they can't be replaced, so they are narrowed.
const parseFloatLiteral = GraphQLFloat.parseLiteral.bind(GraphQLFloat)
GraphQLFloat.parseLiteral = (node, variables) => {
  const isNumber = node.kind === Kind.FLOAT || node.kind === Kind.INT
  if (isNumber && numberOf(node.value) instanceof InexactNumber) throw refused('Float')
  return parseFloatLiteral(node, variables)
}

for (const scalar of [GraphQLString, GraphQLID]) {
  const { parseValue, parseLiteral } = scalar.toConfig()
  const checked = (text: string) => {
    if (!isText(text)) throw refused(scalar.name)
    return text
  }
  scalar.parseValue = (value) => checked(parseValue(value))
  scalar.parseLiteral = (node, variables) => checked(parseLiteral(node, variables))
}
