// Shows its children if the platform key has one of some scopes, and says so if it has none of them.

import { IconLock } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { PlatformScope } from '../generated/types.ts'
import { Notice } from '../parts/Notice.tsx'
import { operator } from '../texts/operator.ts'
import { useHasScope } from './session.ts'

export function NeedsScope({ scopes, children }: { scopes: readonly PlatformScope[]; children: ReactNode }) {
  const has = useHasScope()
  if (has(...scopes)) return children
  return <Notice icon={IconLock} title={operator.noScope} text={operator.noScopeText(scopes)} />
}
