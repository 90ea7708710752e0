// Refuses operations without valid credentials as a whole, before they run: over HTTP with 401, WWW-Authenticate and no `data`,
// which GraphQL over HTTP requires for application/graphql-response+json and allows for application/json.
//
// Invalid credentials are refused for every operation. An operation without credentials runs if one of its root fields is open to
// everybody; then each other field is answered with an error.
//
// Refuses every mutation of an operator who has opened an organization: they only look at it.

import {
  type ExecutionArgs,
  GraphQLError,
  getOperationAST,
  Kind,
  OperationTypeNode,
  type SelectionSetNode,
} from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { type Context, challengeOf, isNone, unauthenticated } from '../graphql/context.ts'
import { schema } from './schema.ts'

const ONLY_READS =
  'An operator who has opened an organization only reads it. To change something, act as the operator: leave out x-organization, and name the organization in the input.'

const OPEN_FIELDS = new Set(
  [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((type) =>
    Object.values(type?.getFields() ?? {}).flatMap(({ name, extensions }) => {
      const { authScopes } = extensions.pothosOptions as { authScopes?: { anybody?: boolean } }
      return authScopes?.anybody === true ? [name] : []
    }),
  ),
)

export function refuseUnidentified(): Plugin<Context> {
  const refuse = (args: ExecutionArgs): { errors: GraphQLError[] } | null => {
    const { rejection, caller } = args.contextValue as Context
    if (caller?.kind === 'tenant' && caller.openedBy && isMutation(args)) {
      return { errors: [new GraphQLError(ONLY_READS, { extensions: { code: 'FORBIDDEN' } })] }
    }
    if (!rejection) return null
    if (isNone(rejection) && hasOpenField(args)) return null
    const { message, extensions } = unauthenticated(rejection)
    const http = { status: 401, headers: challengeOf(rejection) }
    return { errors: [new GraphQLError(message, { extensions: { ...extensions, http } })] }
  }
  return {
    onExecute({ args, setResultAndStopExecution }) {
      const refused = refuse(args)
      if (refused) setResultAndStopExecution(refused)
    },
    onSubscribe({ args, setResultAndStopExecution }) {
      const refused = refuse(args)
      if (refused) setResultAndStopExecution(refused)
    },
  }
}

function isMutation({ document, operationName }: ExecutionArgs): boolean {
  return getOperationAST(document, operationName)?.operation === OperationTypeNode.MUTATION
}

/** True if one of the root fields is open to everybody, as introspection is. */
function hasOpenField({ document, operationName }: ExecutionArgs): boolean {
  const operation = getOperationAST(document, operationName)
  // The execution reports that the operation is missing.
  if (!operation) return true
  const looked = new Set<string>()
  const isIn = ({ selections }: SelectionSetNode): boolean =>
    selections.some((selection) => {
      if (selection.kind === Kind.FIELD)
        return selection.name.value.startsWith('__') || OPEN_FIELDS.has(selection.name.value)
      if (selection.kind === Kind.INLINE_FRAGMENT) return isIn(selection.selectionSet)
      const name = selection.name.value
      if (looked.has(name)) return false
      looked.add(name)
      const fragment = document.definitions.find(
        (each) => each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === name,
      )
      return fragment?.kind === Kind.FRAGMENT_DEFINITION && isIn(fragment.selectionSet)
    })
  return isIn(operation.selectionSet)
}
