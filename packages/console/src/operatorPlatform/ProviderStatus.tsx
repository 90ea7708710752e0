// Whether a provider gets tasks.

import { Status } from '../parts/Status.tsx'
import { operator } from '../texts/operator.ts'
import { isPaused } from './providerState.ts'
import type { Provider } from './types.ts'

export function ProviderStatus({ provider }: { readonly provider: Pick<Provider, 'definition' | 'missingSecrets'> }) {
  const t = operator.providers
  if (isPaused(provider.definition)) return <Status status="PAUSED" text={t.paused} />
  if (provider.missingSecrets.length > 0) return <Status status="DISABLED" text={t.noSecrets} />
  return <Status status="ENABLED" text={t.ready} />
}
