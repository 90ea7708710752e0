// The fields that an operation asks for, for a resolver whose work depends on them.

import { type ASTNode, BREAK, type GraphQLResolveInfo, visit } from 'graphql'

/** Returns whether the operation selects a field of this name, at any depth and also in fragments. */
export function selects({ operation, fragments }: GraphQLResolveInfo, field: string): boolean {
  let isSelected = false
  const look = (node: ASTNode) =>
    visit(node, {
      Field({ name }) {
        if (name.value !== field) return undefined
        isSelected = true
        return BREAK
      },
    })
  for (const node of [operation, ...Object.values(fragments)]) look(node)
  return isSelected
}
