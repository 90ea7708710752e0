// A dialog that does one thing: it says what will happen, its button says the verb, and a refusal is shown in it.

import { Alert, Button, Group, Modal, Stack } from '@mantine/core'
import type { FormEvent, ReactNode } from 'react'
import { texts } from '../texts/index.ts'
import { type Needs, useNeeds } from './needs.tsx'

export interface ActionDialogProps {
  readonly title: string
  /** The verb. */
  readonly action: string
  /** Does it. The dialog closes where it returns true. */
  readonly run: () => Promise<boolean>
  readonly onClose: () => void
  readonly isRunning: boolean
  readonly problem?: string | null
  /** The fields that have to be right first. */
  readonly needs?: Needs | undefined
  /** What can't be undone, or takes something away. */
  readonly isDanger?: boolean
  readonly children: ReactNode
}

export function ActionDialog(props: ActionDialogProps) {
  const { title, action, run, onClose, isRunning, problem, isDanger = false, children } = props
  const { isMet, note } = useNeeds(props.needs)
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    // A form in a dialog is not part of the page's own.
    event.stopPropagation()
    if (!isRunning && isMet(event.currentTarget) && (await run())) onClose()
  }
  return (
    <Modal opened onClose={onClose} title={title}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {children}
          {note}
          {problem ? (
            <Alert color="red" variant="light" role="alert">
              {problem}
            </Alert>
          ) : null}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {texts.common.cancel}
            </Button>
            <Button type="submit" loading={isRunning} {...(isDanger ? { color: 'red.9' } : {})}>
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
