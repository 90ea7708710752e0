// Maintenance of all organizations: it begins with a message for those who are refused, and ends; and who is in one of their own.

import { Skeleton, Text } from '@mantine/core'
import { Link } from 'react-router'
import { useData } from '../data/useData.ts'
import { InMaintenance, PlatformMaintenance } from '../generated/health.ts'
import { MaintenanceForm } from '../operator/MaintenanceForm.tsx'
import { useHasScope } from '../operator/session.ts'
import { Card } from '../parts/Card.tsx'
import { Fault } from '../parts/Fault.tsx'
import { operator } from '../texts/operator.ts'

export function Maintenance() {
  const { data, error, isLoading, again } = useData(PlatformMaintenance, {})
  if (error && data === undefined) return <Fault error={error} again={again} />
  if (isLoading && data === undefined) return <Skeleton h={220} radius="lg" />
  return (
    <>
      <MaintenanceForm organizationId={null} reason={data ?? null} />
      <Single />
    </>
  )
}

/** The organizations with a maintenance of their own. */
function Single() {
  const t = operator.maintenance
  const has = useHasScope()
  const { data } = useData(InMaintenance, has('READ') ? {} : null)
  const organizations = data?.edges.flatMap(({ node }) => (node ? [node] : [])) ?? []
  if (organizations.length === 0) return null
  return (
    <Card title={t.ofOne} padded={false}>
      <ul className="rows">
        {organizations.map(({ id, name, ownMaintenance }) => (
          <li key={id}>
            <span>
              <Link className="link" to={`/organizations/${id}/settings`}>
                {name}
              </Link>
              <Text size="xs" className="quiet">
                {ownMaintenance}
              </Text>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
