// A form on a card, which is saved as a whole; a refusal is shown in it.

import { Alert, Button, Group, Stack } from '@mantine/core'
import type { FormEvent, ReactNode } from 'react'
import { Card } from '../parts/Card.tsx'
import { texts } from '../texts/index.ts'

interface FormProps {
  readonly title: string
  /** The verb; absent: to save. */
  readonly action?: string | undefined
  /** Buttons beside that of the verb. */
  readonly more?: ReactNode
  readonly save: () => Promise<unknown>
  readonly isRunning: boolean
  readonly problem: string | null
  readonly isReady?: boolean
  /** True: the key may not save it. */
  readonly isReadOnly?: boolean
  readonly children: ReactNode
}

export function Form(props: FormProps) {
  const { title, action = texts.common.save, save, isRunning, problem, isReady = true, isReadOnly = false } = props
  async function submit(event: FormEvent) {
    event.preventDefault()
    if (isReady && !isRunning) await save()
  }
  return (
    <Card title={title}>
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          {props.children}
          {problem ? (
            <Alert color="red" variant="light" role="alert">
              {problem}
            </Alert>
          ) : null}
          {isReadOnly ? null : (
            <Group>
              <Button type="submit" variant="default" loading={isRunning} disabled={!isReady}>
                {action}
              </Button>
              {props.more}
            </Group>
          )}
        </Stack>
      </form>
    </Card>
  )
}
