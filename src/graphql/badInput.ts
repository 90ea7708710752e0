// The error of a request whose argument is not what it must be: it names the field and says what would be right.

import { type ASTNode, GraphQLError } from 'graphql'

/** `field` is the argument's name or its path: `first`, `input.name`; `problem` goes on from there: `must be 1 to 100`. */
export function badInput(field: string, problem: string, node?: ASTNode): GraphQLError {
  return new GraphQLError(`${field} ${problem}`, { nodes: node, extensions: { code: 'BAD_USER_INPUT', field } })
}
