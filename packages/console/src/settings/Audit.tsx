// The audit log of the organization: who has changed what, with the values before and after.

import { useSearchParams } from 'react-router'
import { useMay } from '../app/may.ts'
import { useSession } from '../app/session.tsx'
import { useData } from '../data/useData.ts'
import { Audit as Read } from '../generated/settings.ts'
import { useCursor } from '../parts/CursorPages.tsx'
import { NoPermission } from '../parts/NoPermission.tsx'
import { texts } from '../texts/index.ts'
import { AuditLog } from './AuditLog.tsx'
import { filterOf } from './auditFilters.tsx'

const PAGE = 50

export function Audit() {
  const may = useMay()
  const { data: session } = useSession()
  const [search] = useSearchParams()
  const cursor = useCursor(PAGE)
  const zone = session?.organization?.timeZone
  const filter = zone ? filterOf(search, zone) : null
  const read = useData(Read, filter && may('seeAudit') ? { ...cursor, filter } : null)
  if (session && !may('seeAudit')) return <NoPermission roles={texts.settings.auditFor} />
  return <AuditLog {...read} data={read.data?.audit ?? undefined} />
}
