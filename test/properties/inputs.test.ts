// Input objects of variables: those that Holdfast coerces itself are coerced as graphql-js does, for every type of the schema.

import fc from 'fast-check'
import {
  coerceInputValue,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql'
import { expect, test } from 'vitest'
import { coercionOf } from '../../src/server/inputs.ts'
import { schema } from '../../src/server/schema.ts'

const RUNS = Number(process.env.PROPERTY_RUNS ?? 100)
const NESTED_MAX = 3

const types = Object.values(schema.getTypeMap()).filter(isInputObjectType)

/** What a client may send where it has made a mistake. */
const mistaken = fc.constantFrom<unknown>(undefined, null, '', 'x', 0, -1, 1.5, true, [], [null], {}, { x: 1 }, [{}])

const leaf = fc.constantFrom<unknown>('task_x', 'suno', 1, 2 ** 40, true, {}, { a: [1] }, '2026-11-21T09:30:00Z', {
  team: 'video',
})

/** Values that are often right, and sometimes not. */
function sentAs(type: GraphQLInputType, nested = 0): fc.Arbitrary<unknown> {
  if (isNonNullType(type)) return sentAs(type.ofType, nested)
  const mostly = (right: fc.Arbitrary<unknown>) =>
    fc.oneof({ weight: 12, arbitrary: right }, { weight: 1, arbitrary: mistaken })
  if (isListType(type)) return mostly(fc.array(sentAs(type.ofType, nested), { maxLength: 3 }))
  if (isEnumType(type)) return mostly(fc.constantFrom(...type.getValues().map(({ name }) => name)))
  if (!isInputObjectType(type) || nested === NESTED_MAX) return mostly(leaf)
  const fields = Object.values(type.getFields())
  const right = fc.record(Object.fromEntries(fields.map((field) => [field.name, sentAs(field.type, nested + 1)])), {
    requiredKeys: fields.filter(({ type: of }) => isNonNullType(of)).map(({ name }) => name),
  })
  return mostly(
    fc.oneof(
      { weight: 20, arbitrary: right },
      right.map((value) => ({ ...value, another: 1 })),
    ),
  )
}

test('an input object is coerced as by graphql-js, or refused as by graphql-js', () => {
  let [coerced, refused] = [0, 0]
  for (const type of types) {
    const ours = coercionOf(type)
    fc.assert(
      fc.property(sentAs(type), (value) => {
        let isRefused = false
        const theirs = coerceInputValue(value, type, () => {
          isRefused = true
        })
        if (isRefused) {
          refused++
          expect(() => ours(value)).toThrow()
          return
        }
        coerced++
        expect(ours(value)).toEqual(theirs)
      }),
      { numRuns: RUNS },
    )
  }
  expect(coerced).toBeGreaterThan(types.length * 10)
  expect(refused).toBeGreaterThan(types.length)
})

test('a name of Object.prototype is not treated as a field', () => {
  for (const name of ['__proto__', 'constructor', 'toString']) {
    const given = JSON.parse(`{"holdId": "hold_x", "${name}": 1}`)
    expect(() => coercionOf(schema.getType('SpendCreditsInput') as GraphQLInputType)(given)).toThrow()
  }
})
