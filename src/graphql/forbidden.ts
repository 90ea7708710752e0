// The error of a caller who may not do something: it names the role and the scope that it needs.

import type { AuthFailure } from '@pothos/plugin-scope-auth'
import { GraphQLError } from 'graphql'
import { type Action, type Caller, platformScopesOf, RULES, type Tenant } from '../access/roles.ts'
import type { PlatformScope } from '../database/generated/client/client.ts'

/** The mutations that an organization calls in place of those of the operator. */
const INSTEAD: Readonly<Record<string, string>> = {
  addMember: 'createInvitation invites somebody.',
  grantCredits: 'startPurchase buys credits, and requestCredits asks for some.',
  startSubscription: 'startPurchase buys a plan.',
}

/** The refusal of a field. `failure` says which permission of the field the caller lacks. */
export function forbidden(caller: Caller, field: string, failure: AuthFailure): GraphQLError {
  const instead = caller.kind === 'tenant' ? INSTEAD[field] : undefined
  const message = messageOf(caller, lackedIn(failure))
  return new GraphQLError(instead ? `${message} ${instead}` : message, { extensions: { code: 'FORBIDDEN' } })
}

/** The message for a caller who may not do this: it names what is needed. */
export function needed(caller: Caller, action: Action): string {
  return messageOf(caller, { action })
}

/** The message for a caller who lacks a scope that only platform keys have. */
export function neededOnPlatform(caller: Caller, platformScope: PlatformScope): string {
  return messageOf(caller, { platformScope })
}

function messageOf(caller: Caller, { action, platformScope }: Lacked): string {
  if (caller.kind === 'operator') {
    const scopes = action ? platformScopesOf(RULES[action].scope) : platformScope ? [platformScope] : []
    return `This needs a platform key with the scope ${oneOf.format(scopes)}, and yours has ${caller.platformScopes.join(', ')}.`
  }
  return action && caller.kind === 'tenant' ? needsOf(caller, action) : 'Only the operator of the platform may do this.'
}

interface Lacked {
  readonly action?: Action
  readonly platformScope?: PlatformScope
}

/** The first action that the caller may not do, or the scope that only platform keys have; nothing if the field is for others. */
function lackedIn(failure: AuthFailure): Lacked {
  if ('failures' in failure)
    return failure.failures.map(lackedIn).find((lacked) => Object.keys(lacked).length > 0) ?? {}
  if (!('parameter' in failure)) return {}
  if (failure.scope === 'may') return { action: failure.parameter as Action }
  return failure.scope === 'platform' ? { platformScope: failure.parameter as PlatformScope } : {}
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
