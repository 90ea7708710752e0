// A task as the platform sees it: what its customer sees, whose it is, what runs it, what it has cost upstream, and what can be done.

import { Button } from '@mantine/core'
import { IconMapOff } from '@tabler/icons-react'
import { Link, useParams } from 'react-router'
import { useConnection } from '../data/connection.tsx'
import { useData, useStream } from '../data/useData.ts'
import { TaskOfPlatform, TaskSteps } from '../generated/anyTask.ts'
import { TaskDetails } from '../generated/tasks.ts'
import { NeedsScope } from '../operator/NeedsScope.tsx'
import { Fault } from '../parts/Fault.tsx'
import { Notice } from '../parts/Notice.tsx'
import { Page } from '../parts/Page.tsx'
import { PageSkeleton } from '../parts/PageSkeleton.tsx'
import { About, Asked } from '../tasks/About.tsx'
import { Deliveries } from '../tasks/Deliveries.tsx'
import { Price } from '../tasks/Price.tsx'
import { Result } from '../tasks/Result.tsx'
import { TaskHead } from '../tasks/TaskHead.tsx'
import { Timeline } from '../tasks/Timeline.tsx'
import type { Details } from '../tasks/types.ts'
import { kindOf, titleOf } from '../tasks/words.ts'
import { texts } from '../texts/index.ts'
import { operator } from '../texts/operator.ts'
import { PlatformCard } from './PlatformCard.tsx'
import { TaskActs } from './TaskActs.tsx'
import type { OfPlatform } from './types.ts'

export function TaskPage() {
  const { taskId } = useParams()
  return (
    <NeedsScope scopes={['READ']}>
      <Loaded key={taskId} />
    </NeedsScope>
  )
}

function Loaded() {
  const { topics } = useConnection()
  const { taskId = '' } = useParams()
  const details = useData(TaskDetails, { id: taskId }, { on: ['tasks'] })
  const more = useData(TaskOfPlatform, { id: taskId }, { on: ['tasks'] })
  const isThere = details.data && 'status' in details.data && more.data && 'organization' in more.data
  useStream(TaskSteps, isThere ? { taskId } : null, () => topics.tell('tasks'))
  const error = details.error ?? more.error
  // An address that was cut off names no task.
  const isMistyped = error && 'code' in error && error.code === 'BAD_USER_INPUT'
  if (error && !isThere && !isMistyped) return <Fault error={error} again={details.again} />
  if (details.data && 'status' in details.data && more.data && 'organization' in more.data)
    return <Shown task={details.data} more={more.data} />
  if ((details.isLoading || more.isLoading) && !isMistyped) return <PageSkeleton />
  return (
    <Notice icon={IconMapOff} title={texts.tasks.page.missing} text={operator.allTasks.missingText}>
      <Button component={Link} to="/tasks" variant="default" mt="xs">
        {texts.tasks.tabs.all}
      </Button>
    </Notice>
  )
}

function Shown({ task, more }: { readonly task: Details; readonly more: OfPlatform }) {
  const { id, name } = more.organization
  return (
    <Page title={titleOf(task)} text={kindOf(task)} actions={<TaskActs task={task} more={more} />}>
      <TaskHead task={task}>
        <Link className="link small" to="/tasks">
          {texts.tasks.tabs.all}
        </Link>
        <Link className="link small" to={`/organizations/${id}`}>
          {name}
        </Link>
      </TaskHead>
      <div className="grid">
        <div className="two-thirds column">
          <Result task={task} />
          <Asked task={task} />
          <Price task={task} />
        </div>
        <div className="third column">
          <PlatformCard task={task} more={more} />
          <About task={task} />
          <Timeline task={task} />
          <Deliveries task={task} />
        </div>
      </div>
    </Page>
  )
}
