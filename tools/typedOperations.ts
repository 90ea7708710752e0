// A plugin of graphql-codegen: makes each operation of packages/operations, or of a part of the console, a constant that knows the types
// of its variables and its answer, and what the client needs to send it: its root field, and where its idempotency keys belong. Bundlers
// drop the unused ones.

import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  isInterfaceType,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  print,
  type SelectionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import { keysOf } from './idempotencyKeys.ts'

interface Config {
  /** The module of `operation` and its type. */
  readonly operation: string
  /** The module of the types of variables and answers. */
  readonly types: string
  /** True: what is selected of an interface is written out for each type. */
  readonly isByType?: boolean
}

export function plugin(
  schema: GraphQLSchema,
  documents: readonly { readonly document?: DocumentNode }[],
  { operation, types, isByType = false }: Config,
) {
  const definitions = documents
    .flatMap(({ document }) => document ?? [])
    .flatMap((document) => (isByType ? byType(document, schema) : document).definitions)
  const fragments = definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION)
  const operations = definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION)
  return {
    prepend: [`import { type Operation, operation } from '${operation}'`, `import type * as Types from '${types}'`],
    content: [
      ...fragments.map((each) => `const ${each.name.value} = ${literal(each)}`),
      ...operations.map((each) => constantOf(each, schema, fragments)),
    ].join('\n\n'),
  }
}

/**
 * Writes what is selected of an interface out for each type of a union that implements it: `... on Error` for each refusal. A normalized
 * cache, which does not know the schema, could not tell that they belong to it.
 */
function byType(document: DocumentNode, schema: GraphQLSchema): DocumentNode {
  const typeInfo = new TypeInfo(schema)
  const each = (selection: SelectionNode): readonly SelectionNode[] => {
    if (selection.kind !== Kind.INLINE_FRAGMENT || !selection.typeCondition) return [selection]
    const [union, condition] = [typeInfo.getParentType(), schema.getType(selection.typeCondition.name.value)]
    if (!isUnionType(union) || !isInterfaceType(condition)) return [selection]
    const types = union.getTypes().filter((type) => type.getInterfaces().includes(condition))
    return types.map(({ name: value }) => ({
      ...selection,
      typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value } },
    }))
  }
  return visit(
    document,
    visitWithTypeInfo(typeInfo, {
      SelectionSet: (node) => ({ ...node, selections: node.selections.flatMap(each) }),
    }),
  )
}

const literal = (node: FragmentDefinitionNode | OperationDefinitionNode) =>
  JSON.stringify(print(node).replaceAll(/\s+/g, ' '))

function constantOf(node: OperationDefinitionNode, schema: GraphQLSchema, all: FragmentDefinitionNode[]): string {
  const name = node.name?.value ?? ''
  const suffix = `${node.operation[0]?.toUpperCase()}${node.operation.slice(1)}`
  const [root] = node.selectionSet.selections
  if (root?.kind !== Kind.FIELD || node.selectionSet.selections.length > 1)
    throw new Error(`${name} must have one root field`)
  const field = root.name.value
  const keys = node.operation === 'mutation' ? keysOf(schema, field) : null
  const used = all.filter(({ name: { value } }) => usedBy(node, all).has(value)).map((each) => each.name.value)
  const facts = { kind: node.operation, field, ...(keys === null ? {} : { keys }) }
  return `export const ${name}: Operation<Types.${name}${suffix}['${field}'], Types.${name}${suffix}Variables> = /*#__PURE__*/ operation(${JSON.stringify(facts)}, [${[literal(node), ...used].join(', ')}])`
}

/** The names of the fragments that a definition needs, with those that they need. */
function usedBy(node: OperationDefinitionNode | FragmentDefinitionNode, all: FragmentDefinitionNode[]): Set<string> {
  const names = new Set<string>()
  const add = (from: OperationDefinitionNode | FragmentDefinitionNode) => {
    visit(from, {
      FragmentSpread({ name: { value } }) {
        const fragment = all.find((each) => each.name.value === value)
        if (names.has(value) || !fragment) return
        names.add(value)
        add(fragment)
      },
    })
  }
  add(node)
  return names
}
