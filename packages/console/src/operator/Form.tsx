// A form on a card, which is saved as a whole; a refusal is shown in it.

import { Alert, Button, Group, Stack } from '@mantine/core'
import type { FormEvent, ReactNode } from 'react'
import { Card } from '../parts/Card.tsx'
import { type Needs, useNeeds } from '../parts/needs.tsx'
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
  /** The fields that have to be right first. */
  readonly needs?: Needs | undefined
  /** True: the key may not save it. */
  readonly isReadOnly?: boolean
  readonly children: ReactNode
}

export function Form(props: FormProps) {
  const { title, action = texts.common.save, save, isRunning, problem, isReadOnly = false } = props
  const { isMet, note } = useNeeds(props.needs)
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (!isRunning && isMet(event.currentTarget)) await save()
  }
  return (
    <Card title={title}>
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          {props.children}
          {note}
          {problem ? (
            <Alert color="red" variant="light" role="alert">
              {problem}
            </Alert>
          ) : null}
          {isReadOnly ? null : (
            <Group>
              <Button type="submit" variant="default" loading={isRunning}>
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
