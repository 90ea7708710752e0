// What the signed-in member may do: src/access/roles.ts decides, and `npm run generate` writes the roles from it.

import { useConnection } from '../data/connection.tsx'
import { ROLES_THAT_MAY } from '../generated/roles.ts'
import { useSession } from './session.tsx'

export type Action = keyof typeof ROLES_THAT_MAY

/** An operator who has opened the organization sees what an ADMIN sees, and does nothing there. */
const SEEN_BY_OPERATOR: ReadonlySet<Action> = new Set(['read', 'seeAllTasks', 'seeAudit', 'seeRevenue', 'verifyLedger'])

/** Returns whether the member's role includes an action. False until the session is read. */
export function useMay(): (action: Action) => boolean {
  const { isOperator } = useConnection()
  const { data } = useSession()
  const role = data?.member?.role
  if (isOperator) return (action) => data !== undefined && SEEN_BY_OPERATOR.has(action)
  return (action) => role !== undefined && (ROLES_THAT_MAY[action] as readonly string[]).includes(role)
}
