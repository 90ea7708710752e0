// The operator's session: which scopes the platform key has.

import { useData } from '../data/useData.ts'
import { OperatorSession } from '../generated/operator.ts'
import type { PlatformScope } from '../generated/types.ts'

export const useOperatorSession = () => useData(OperatorSession, {})

/** Returns whether the key has one of these scopes. False until the session is read. */
export function useHasScope(): (...scopes: readonly PlatformScope[]) => boolean {
  const { data } = useOperatorSession()
  return (...scopes) => scopes.some((scope) => data?.platformScopes.includes(scope))
}
