// The schema as its readers find it: everything in it says what it is.

import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isUnionType,
  specifiedScalarTypes,
} from 'graphql'
import { expect, test } from 'vitest'
import { schema } from '../../src/server/schema.ts'

test('every type, field, argument and value is described', () => {
  const silent: string[] = []
  const look = (name: string, { description }: { description?: string | null | undefined }) => {
    if (!description?.trim()) silent.push(name)
  }
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type) || specifiedScalarTypes.some(({ name }) => name === type.name)) continue
    look(type.name, type)
    if (isObjectType(type) || isInterfaceType(type)) {
      for (const field of Object.values(type.getFields())) {
        look(`${type.name}.${field.name}`, field)
        for (const argument of field.args) {
          // The type of an input describes it.
          if (argument.name !== 'input' || !isInputObjectType(getNamedType(argument.type))) {
            look(`${type.name}.${field.name}(${argument.name})`, argument)
          }
        }
      }
    }
    if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) look(`${type.name}.${field.name}`, field)
    }
    if (isEnumType(type)) for (const value of type.getValues()) look(`${type.name}.${value.name}`, value)
  }
  expect(silent).toEqual([])
})

test('every error code is that of one type, and every type of an error has its code', () => {
  const { Error: error, ErrorCode: codes } = schema.getTypeMap()
  if (!isInterfaceType(error) || !isEnumType(codes)) throw new Error('the schema has no errors')
  const nameOf = (code: string) => `${code.toLowerCase().replaceAll('_', '')}error`
  const typesOfCodes = codes.getValues().map(({ name }) => nameOf(name))
  const types = schema.getPossibleTypes(error).map(({ name }) => name.toLowerCase())
  expect(types.toSorted()).toEqual(typesOfCodes.toSorted())
})

test('every error is a result of a field', () => {
  const { Error: error } = schema.getTypeMap()
  if (!isInterfaceType(error)) throw new Error('the schema has no errors')
  const results = Object.values(schema.getTypeMap()).filter(isUnionType)
  const used = new Set(results.flatMap((union) => union.getTypes().map(({ name }) => name)))
  const unused = schema.getPossibleTypes(error).filter(({ name }) => !used.has(name))
  expect(unused).toEqual([])
})
