// The audit log of a customer.

import { useSearchParams } from 'react-router'
import { useData } from '../data/useData.ts'
import { CustomerAudit as Read } from '../generated/customer.ts'
import { NeedsScope } from '../operator/NeedsScope.tsx'
import { useCursor } from '../parts/CursorPages.tsx'
import { AuditLog } from '../settings/AuditLog.tsx'
import { filterOf } from '../settings/auditFilters.tsx'
import type { CustomerData } from './customer.ts'

const PAGE = 50

export function CustomerAudit({ customer }: { customer: CustomerData }) {
  return (
    <NeedsScope scopes={['ORGANIZATIONS']}>
      <Log customer={customer} />
    </NeedsScope>
  )
}

function Log({ customer: { id, timeZone } }: { customer: CustomerData }) {
  const [search] = useSearchParams()
  const read = useData(Read, { id, ...useCursor(PAGE), filter: filterOf(search, timeZone) })
  return <AuditLog {...read} data={read.data?.audit ?? undefined} />
}
