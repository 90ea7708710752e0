// What the signed-in member may do: src/access/roles.ts decides, and `npm run generate` writes the roles from it.

import { ROLES_THAT_MAY } from '../generated/roles.ts'
import { useSession } from './session.ts'

export type Action = keyof typeof ROLES_THAT_MAY

/** Returns whether the member's role includes an action. False until the session is read. */
export function useMay(): (action: Action) => boolean {
  const { data } = useSession()
  const role = data?.member?.role
  return (action) => role !== undefined && (ROLES_THAT_MAY[action] as readonly string[]).includes(role)
}
