// The caller of a request outside of GraphQL, by the key or session that it carries.

import type { Credentials } from '../access/access.ts'
import type { Caller } from '../access/roles.ts'
import { challengeOf, messageOf } from '../graphql/context.ts'
import { refuse } from './answer.ts'
import type { Exchange, Parts } from './exchange.ts'

/** Null if the credentials are not valid; then the request is answered. */
export async function identify(
  { app, reader, strangers }: Parts,
  { request, response }: Exchange,
): Promise<{ readonly credentials: Credentials; readonly caller: Caller } | null> {
  const credentials = reader.credentialsOf(request)
  const caller = await app.access.identify(credentials)
  if (caller.kind !== 'rejected') return { credentials, caller }
  if (await strangers.refuse(request, response)) return null
  for (const [name, value] of Object.entries(challengeOf(caller))) response.setHeader(name, value)
  refuse(response, 401, 'UNAUTHENTICATED', messageOf(caller))
  return null
}
