// Gives a member another role.

import { UpdateMemberRole } from '@holdfast/client/operations'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useAct } from '../data/useAct.ts'
import { ActionDialog } from '../parts/ActionDialog.tsx'
import { texts } from '../texts/index.ts'
import { RoleChoice } from './RoleChoice.tsx'
import type { MemberRow } from './types.ts'

export function RoleDialog({ member, onClose }: { member: MemberRow; onClose: () => void }) {
  const change = useAct(UpdateMemberRole)
  const [role, setRole] = useState(member.role)
  async function run() {
    if (role === member.role) return true
    const done = await change.run({ memberId: member.id, role })
    if (!done) return false
    const message = texts.members.roleChanged(member.name, texts.shell.roles[role])
    notifications.show({ message, color: 'teal' })
    return true
  }
  return (
    <ActionDialog
      title={texts.members.changeRoleTitle(member.name)}
      action={texts.members.roleAction}
      {...{ run, onClose, isRunning: change.isRunning, problem: change.problem }}
    >
      <RoleChoice role={role} setRole={setRole} />
    </ActionDialog>
  )
}
