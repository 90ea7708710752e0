// The audit log of the platform itself: acts on keys, catalogues, providers, façades and webhooks.

import { useSearchParams } from 'react-router'
import { useData } from '../data/useData.ts'
import { PlatformAudit as Read } from '../generated/platform.ts'
import { useCursor } from '../parts/CursorPages.tsx'
import { AuditLog } from '../settings/AuditLog.tsx'
import { filterOf } from '../settings/auditFilters.tsx'
import { operator } from '../texts/operator.ts'

const PAGE = 50

export function PlatformAudit() {
  const [search] = useSearchParams()
  const read = useData(Read, { ...useCursor(PAGE), filter: filterOf(search, 'UTC') })
  return <AuditLog {...read} acts={operator.platformActs} />
}
