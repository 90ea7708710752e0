// Cancels a task that has not ended; its credits go back.

import { Button } from '@mantine/core'
import { useState } from 'react'
import { CancelTask } from '../generated/acts.ts'
import { ConfirmDialog } from '../operator/ConfirmDialog.tsx'
import { useHasScope } from '../operator/session.ts'
import { operator } from '../texts/operator.ts'

interface CancelTaskButtonProps {
  readonly taskId: string
  readonly name: string
  readonly size?: 'xs' | 'sm'
}

export function CancelTaskButton({ taskId, name, size = 'xs' }: CancelTaskButtonProps) {
  const t = operator.tasks
  const has = useHasScope()
  const [isAsking, setIsAsking] = useState(false)
  if (!has('SUBMIT', 'ORGANIZATIONS')) return null
  return (
    <>
      <Button size={size} variant="default" onClick={() => setIsAsking(true)}>
        {t.cancel}
      </Button>
      {isAsking ? (
        <ConfirmDialog
          operation={CancelTask}
          inputOf={() => ({ taskId })}
          title={t.cancelTitle(name)}
          action={t.cancelAction}
          text={t.cancelText}
          done={t.canceled}
          isDanger
          onClose={() => setIsAsking(false)}
        />
      ) : null}
    </>
  )
}
