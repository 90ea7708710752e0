// The head of a task's page: its state, links, whose it is and since when, how far it is, and why it has no result.

import { Group, Progress, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { Status } from '../parts/Status.tsx'
import { When } from '../parts/When.tsx'
import { texts } from '../texts/index.ts'
import { NoResult } from './NoResult.tsx'
import type { Details } from './types.ts'
import { statusText } from './words.ts'

interface TaskHeadProps {
  readonly task: Details
  /** The links to where it belongs. */
  readonly children: ReactNode
}

export function TaskHead({ task, children }: TaskHeadProps) {
  const { status, approval, progress, member, createdAt } = task
  return (
    <>
      <Group gap="sm" mt={-12}>
        <Status status={approval === 'PENDING' ? 'PENDING' : status} text={statusText(status, approval)} />
        {children}
        <Text size="sm" className="quiet">
          {member?.name ?? texts.tasks.byPlatform} · <When at={createdAt} />
        </Text>
      </Group>
      {status === 'RUNNING' ? (
        <Progress value={progress} aria-label={statusText(status)} animated transitionDuration={300} />
      ) : null}
      <NoResult task={task} />
    </>
  )
}
