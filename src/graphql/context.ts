// What every resolver is given: the parts of the app, and who calls.

import { GraphQLError } from 'graphql'
import type { App } from '../app.ts'
import { type Caller, canSee } from '../organizations/roles.ts'
import type { GlobalId } from './ids.ts'

export interface Context {
  readonly app: App
  /** Null: no key, or none that is known. */
  readonly caller: Caller | null
}

/** The caller, in fields that only signed-in callers reach. */
export function callerOf(context: Context): Caller {
  if (!context.caller) throw new GraphQLError('An API key is needed.', { extensions: { code: 'UNAUTHENTICATED' } })
  return context.caller
}

/**
 * The organization that a request is about: the one it names, or else the caller's own. Null when the caller can't
 * see it, which is answered as if it weren't there.
 */
export function organizationIdFor(context: Context, named: GlobalId | null | undefined): string | null {
  const caller = callerOf(context)
  if (named) return canSee(caller, named.id) ? named.id : null
  if (caller.kind === 'member') return caller.organizationId
  throw new GraphQLError('The operator belongs to no organization: name one with organizationId.', {
    extensions: { code: 'BAD_USER_INPUT' },
  })
}
