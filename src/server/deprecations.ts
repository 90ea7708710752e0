// Tells clients which deprecated parts of the schema their operation uses: docs/api-changes.md.

import {
  type DocumentNode,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import type { Plugin } from 'graphql-yoga'

/** Lists the deprecated fields, arguments and values of an operation: `Wallet.total, Query.quote(input:)`. */
const HEADER = 'x-holdfast-deprecated'

/** Sets the header on answers to operations that use something deprecated. Values in variables are not looked at. */
export function deprecations(schema: GraphQLSchema): Plugin<{ request: Request }> {
  // Most versions deprecate nothing, so operations are not looked at.
  if (!hasDeprecated(schema)) return {}
  const used = new WeakMap<Request, string>()
  const known = new WeakMap<DocumentNode, string>()
  return {
    onExecute({ args: { document, contextValue } }) {
      const names = known.get(document) ?? deprecatedIn(schema, document).join(', ')
      known.set(document, names)
      if (names) used.set(contextValue.request, names)
    },
    onExecutionResult({ request, result, setResult }) {
      const names = used.get(request)
      if (!names || !result || Symbol.asyncIterator in result) return
      // Yoga makes headers of it, and leaves it out of the answer.
      const http = { ...result.extensions?.http, headers: { ...result.extensions?.http?.headers, [HEADER]: names } }
      setResult({ ...result, extensions: { ...result.extensions, http } })
    },
  }
}

interface Part {
  readonly deprecationReason?: string | null | undefined
}

const isDeprecated = (part: Part | null | undefined) => typeof part?.deprecationReason === 'string'

function hasDeprecated(schema: GraphQLSchema): boolean {
  return Object.values(schema.getTypeMap()).some((type) => {
    if (isEnumType(type)) return type.getValues().some(isDeprecated)
    if (isInputObjectType(type)) return Object.values(type.getFields()).some(isDeprecated)
    if (!isObjectType(type) && !isInterfaceType(type)) return false
    return Object.values(type.getFields()).some((field) => isDeprecated(field) || field.args.some(isDeprecated))
  })
}

function deprecatedIn(schema: GraphQLSchema, document: DocumentNode): string[] {
  const types = new TypeInfo(schema)
  const names = new Set<string>()
  const fieldName = () => `${types.getParentType()?.name}.${types.getFieldDef()?.name}`
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: () => {
        if (isDeprecated(types.getFieldDef())) names.add(fieldName())
      },
      Argument: ({ name }) => {
        if (isDeprecated(types.getArgument())) names.add(`${fieldName()}(${name.value}:)`)
      },
      ObjectField: ({ name }) => {
        const type = types.getParentInputType()
        if (isInputObjectType(type) && isDeprecated(type.getFields()[name.value]))
          names.add(`${type.name}.${name.value}`)
      },
      EnumValue: ({ value }) => {
        if (isDeprecated(types.getEnumValue())) names.add(`${types.getInputType()}.${value}`.replace('!', ''))
      },
    }),
  )
  return [...names]
}
