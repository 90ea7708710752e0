// The error of a caller who may not do something: it names the role and the scope that it needs.

import type { AuthFailure } from '@pothos/plugin-scope-auth'
import { GraphQLError } from 'graphql'
import { type Action, type Caller, RULES, type Tenant } from '../access/roles.ts'

/** The refusal of a field. `failure` says which permission of the field the caller lacks. */
export function forbidden(caller: Caller, failure: AuthFailure): GraphQLError {
  const action = actionIn(failure)
  const message =
    action && caller.kind === 'tenant' ? needsOf(caller, action) : 'Only the operator of the platform may do this.'
  return new GraphQLError(message, { extensions: { code: 'FORBIDDEN' } })
}

/** The first action that the caller may not do; null if the field is for others than organizations. */
function actionIn(failure: AuthFailure): Action | null {
  if ('failures' in failure) return failure.failures.map(actionIn).find((action) => action !== null) ?? null
  return 'parameter' in failure && failure.scope === 'may' ? (failure.parameter as Action) : null
}

const oneOf = new Intl.ListFormat('en', { type: 'disjunction' })

function needsOf({ role, scopes }: Tenant, action: Action): string {
  const rule = RULES[action]
  const lacks = [
    ...(rule.roles.includes(role) ? [] : [`the role ${oneOf.format(rule.roles)}, and yours is ${role}`]),
    ...(scopes.includes(rule.scope)
      ? []
      : [`credentials with the scope ${rule.scope}, and yours have ${scopes.join(', ')}`]),
  ]
  return `This needs ${lacks.join('; and ')}.`
}
