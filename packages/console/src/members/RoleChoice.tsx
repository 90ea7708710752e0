// The choice of a role, with what each may do.

import { Radio, Stack } from '@mantine/core'
import { useMay } from '../app/may.ts'
import { texts } from '../texts/index.ts'
import type { MemberRow } from './types.ts'

type Role = MemberRow['role']

const ROLES: readonly Role[] = ['MEMBER', 'VIEWER', 'BILLING', 'ADMIN', 'OWNER']

export function RoleChoice({ role, setRole }: { role: Role; setRole: (role: Role) => void }) {
  const may = useMay()
  return (
    <Radio.Group label={texts.members.role} value={role}>
      <Stack gap="xs" mt={6}>
        {ROLES.filter((each) => each !== 'OWNER' || may('manageOwners')).map((each) => (
          <Radio
            key={each}
            value={each}
            label={texts.shell.roles[each]}
            description={texts.members.roleTexts[each]}
            onChange={() => setRole(each)}
          />
        ))}
      </Stack>
    </Radio.Group>
  )
}
