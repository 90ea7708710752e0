// The choice of an organization, for a person with several; one with a single organization goes there at once.

import { Stack, Text, Title } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { Link, Navigate } from 'react-router'
import { Logo } from '../parts/Logo.tsx'
import { texts } from '../texts/index.ts'
import { useSession } from './session.tsx'

export function Organizations() {
  const { data } = useSession()
  const memberships = data?.person?.memberships ?? []
  const [only] = memberships
  if (only && memberships.length === 1) return <Navigate to={`/${only.organizationId}`} replace />
  return (
    <main style={{ maxWidth: 440, margin: '12vh auto 0', padding: 16 }}>
      <Stack gap="lg">
        <Logo />
        <Title order={1}>{texts.shell.organizations}</Title>
        {memberships.length === 0 ? <Text className="quiet">{texts.shell.noOrganizations}</Text> : null}
        <Stack gap="xs">
          {memberships.map(({ organizationId, organizationName, role }) => (
            <Link key={organizationId} to={`/${organizationId}`} className="card choice">
              <span>
                <Text fw={600} component="span" display="block">
                  {organizationName}
                </Text>
                <Text size="xs" className="quiet" component="span">
                  {texts.shell.roles[role]}
                </Text>
              </span>
              <IconChevronRight size={18} aria-hidden />
            </Link>
          ))}
        </Stack>
      </Stack>
    </main>
  )
}
