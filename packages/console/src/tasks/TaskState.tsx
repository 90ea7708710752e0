// The state of a task in a list: its progress while it runs.
// biome-ignore-all lint/a11y/useSemanticElements: the rows of a real table can’t be placed one by one.

import { Progress } from '@mantine/core'
import { Status } from '../parts/Status.tsx'
import { texts } from '../texts/index.ts'
import { statusText } from './words.ts'

interface TaskStateProps {
  readonly row: { readonly status: string; readonly approval: string | null; readonly progress: number }
}

export function TaskState({ row: { status, approval, progress } }: TaskStateProps) {
  return (
    <span role="cell" className="task-status">
      {status === 'RUNNING' ? (
        <>
          <Progress value={progress} size="sm" flex={1} aria-label={statusText(status)} transitionDuration={0} />
          <span className="quiet small number">{texts.tasks.percent(progress)}</span>
        </>
      ) : (
        <Status status={approval === 'PENDING' ? 'PENDING' : status} text={statusText(status, approval)} />
      )}
    </span>
  )
}
