// A dialog that does one act of the operator, with a reason for the audit log where the act takes one.

import type { Operation } from '@holdfast/client'
import { Text, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type ReactNode, useState } from 'react'
import { useAct } from '../data/useAct.ts'
import { ActionDialog } from '../parts/ActionDialog.tsx'
import type { Needs } from '../parts/needs.tsx'
import { operator } from '../texts/operator.ts'

export interface ConfirmDialogProps<Answer, Input> {
  readonly operation: Operation<Answer, { input: Input }>
  /** The input of the act, with the reason that was written. */
  readonly inputOf: (reason: string) => Input
  readonly title: string
  /** The verb. */
  readonly action: string
  /** What it will do. */
  readonly text?: string
  /** The message after the act. */
  readonly done: string
  /** The label of the reason; absent: the act takes none. */
  readonly reasonLabel?: string
  /** The hint of the reason's field, which says who reads it; absent: that the audit log keeps it. */
  readonly reasonHint?: string
  /** The fields that have to be right first, besides the reason. */
  readonly needs?: Needs | undefined
  readonly isDanger?: boolean
  readonly onClose: () => void
  /** Called after the act, before the dialog closes. */
  readonly onDone?: () => void
  readonly children?: ReactNode
}

export function ConfirmDialog<Answer, Input>(props: ConfirmDialogProps<Answer, Input>) {
  const { operation, inputOf, title, action, text, done, reasonLabel, onClose, onDone, children } = props
  const { needs, isDanger = false, reasonHint = operator.reasonHint } = props
  const act = useAct(operation)
  const [reason, setReason] = useState('')
  async function run() {
    const success = await act.run(inputOf(reason.trim()) as never)
    if (!success) return false
    notifications.show({ message: done, color: 'teal' })
    onDone?.()
    return true
  }
  return (
    <ActionDialog
      {...{ title, action, run, onClose, isDanger, isRunning: act.isRunning, problem: act.problem }}
      needs={{ ...needs, ...(reasonLabel === undefined ? {} : { [reasonLabel]: reason.trim() !== '' }) }}
    >
      {text ? <Text size="sm">{text}</Text> : null}
      {children}
      {reasonLabel === undefined ? null : (
        <Textarea
          label={reasonLabel}
          description={reasonHint}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
          maxLength={500}
          autosize
          minRows={2}
          required
          {...(children ? {} : { 'data-autofocus': true })}
        />
      )}
    </ActionDialog>
  )
}
