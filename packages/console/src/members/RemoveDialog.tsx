// Removes a member, and says what happens to their credits and tasks.

import { RemoveMember } from '@holdfast/client/operations'
import { Radio, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useAct } from '../data/useAct.ts'
import { ActionDialog } from '../parts/ActionDialog.tsx'
import { texts } from '../texts/index.ts'
import type { MemberRow } from './types.ts'

interface RemoveDialogProps {
  readonly member: MemberRow
  readonly onClose: () => void
  readonly onDone: () => void
}

export function RemoveDialog({ member: { id, name }, onClose, onDone }: RemoveDialogProps) {
  const remove = useAct(RemoveMember)
  const [openTasks, setOpenTasks] = useState<'CANCEL' | 'FINISH'>('CANCEL')
  async function run() {
    const done = await remove.run({ memberId: id, openTasks })
    if (!done) return false
    notifications.show({ message: texts.members.removed(name), color: 'teal' })
    onDone()
    return true
  }
  return (
    <ActionDialog
      title={texts.members.removeTitle(name)}
      action={texts.members.removeAction}
      isDanger
      {...{ run, onClose, isRunning: remove.isRunning, problem: remove.problem }}
    >
      <Text size="sm">{texts.members.removeText(name)}</Text>
      <Radio.Group label={texts.members.openTasks} value={openTasks}>
        <Stack gap="xs" mt={6}>
          <Radio value="CANCEL" label={texts.members.cancelTasks} onChange={() => setOpenTasks('CANCEL')} />
          <Radio value="FINISH" label={texts.members.finishTasks} onChange={() => setOpenTasks('FINISH')} />
        </Stack>
      </Radio.Group>
    </ActionDialog>
  )
}
