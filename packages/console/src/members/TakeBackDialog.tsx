// Takes back what members did not use.

import { ReclaimCredits } from '@holdfast/client/operations'
import { Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useCreditType } from '../app/creditType.tsx'
import { useAct } from '../data/useAct.ts'
import { ActionDialog } from '../parts/ActionDialog.tsx'
import { formatNumber } from '../parts/format.ts'
import { texts } from '../texts/index.ts'
import type { MemberRow } from './types.ts'

interface TakeBackDialogProps {
  readonly members: readonly MemberRow[]
  readonly onClose: () => void
  readonly onDone: () => void
}

export function TakeBackDialog({ members, onClose, onDone }: TakeBackDialogProps) {
  const { creditType } = useCreditType()
  const takeBack = useAct(ReclaimCredits)
  const [only] = members
  const names = members.length === 1 && only ? only.name : texts.members.manyMembers(members.length)
  async function run() {
    const done = await takeBack.run({ creditType, memberIds: members.map(({ id }) => id) })
    if (!done) return false
    const credits = done.allocated.reduce((sum, each) => sum + Math.abs(each.credits), 0)
    const message = credits > 0 ? texts.members.takenBack(formatNumber(credits)) : texts.members.nothingToTake
    notifications.show({ message, color: 'teal' })
    onDone()
    return true
  }
  return (
    <ActionDialog
      title={texts.members.takeBack}
      action={texts.members.takeBackAction}
      {...{ run, onClose, isRunning: takeBack.isRunning, problem: takeBack.problem }}
    >
      <Text size="sm">{texts.members.takeBackText(names)}</Text>
    </ActionDialog>
  )
}
