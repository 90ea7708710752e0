// A task: what it is, what it has made, what it cost and what can be done with it.

import { CancelTask } from '@holdfast/client/operations'
import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { IconMapOff } from '@tabler/icons-react'
import { Link, useParams } from 'react-router'
import { useMay } from '../app/may.ts'
import { useSession } from '../app/session.tsx'
import { useAct } from '../data/useAct.ts'
import { useData } from '../data/useData.ts'
import { TaskDetails } from '../generated/tasks.ts'
import { Fault } from '../parts/Fault.tsx'
import { Notice } from '../parts/Notice.tsx'
import { Page } from '../parts/Page.tsx'
import { PageSkeleton } from '../parts/PageSkeleton.tsx'
import { texts } from '../texts/index.ts'
import { About, Asked } from './About.tsx'
import { Decide } from './Approvals.tsx'
import { Deliveries } from './Deliveries.tsx'
import { GiveBack } from './GiveBack.tsx'
import { Price } from './Price.tsx'
import { Result } from './Result.tsx'
import { Retry } from './Retry.tsx'
import { TaskHead } from './TaskHead.tsx'
import { Timeline } from './Timeline.tsx'
import './tasks.css'
import type { Details } from './types.ts'
import { kindOf, titleOf } from './words.ts'

export default function TaskPage() {
  const { taskId = '' } = useParams()
  const { data, error, isLoading, again } = useData(TaskDetails, { id: taskId }, { on: ['tasks'] })
  // An address that was cut off names no task.
  const isMistyped = error && 'code' in error && error.code === 'BAD_USER_INPUT'
  if (error && !data && !isMistyped) return <Fault error={error} again={again} />
  if (!data && isLoading && !isMistyped) return <PageSkeleton />
  if (!data || !('status' in data))
    return (
      <Notice icon={IconMapOff} title={texts.tasks.page.missing} text={texts.tasks.page.missingText}>
        <Button component={Link} to=".." relative="path" variant="default" mt="xs">
          {texts.tasks.tabs.all}
        </Button>
      </Notice>
    )
  return <Shown task={data} />
}

function Shown({ task }: { readonly task: Details }) {
  return (
    <Page title={titleOf(task)} text={kindOf(task)} actions={<Actions task={task} />}>
      <TaskHead task={task}>
        <Link className="link small" to=".." relative="path">
          {texts.tasks.tabs.all}
        </Link>
      </TaskHead>
      <div className="grid">
        <div className="two-thirds">
          <Stack gap="lg">
            <Result task={task} />
            <Asked task={task} />
            <Price task={task} />
          </Stack>
        </div>
        <div className="third">
          <Stack gap="lg">
            <About task={task} />
            <Timeline task={task} />
            <Deliveries task={task} />
          </Stack>
        </div>
      </div>
    </Page>
  )
}

function Actions({ task }: { readonly task: Details }) {
  const may = useMay()
  const { data } = useSession()
  const isOwn = task.member?.id !== undefined && task.member.id === data?.member?.id
  const isOpen = task.status === 'QUEUED' || task.status === 'RUNNING'
  const mayCancel = may('cancelAllTasks') || (isOwn && may('submitTasks'))
  return (
    <>
      {task.approval === 'PENDING' && isOpen && may('approveTasks') ? <Decide taskId={task.id} /> : null}
      {isOpen && mayCancel ? <Cancel task={task} /> : null}
      {!isOpen && may('refundTasks') ? <GiveBack task={task} /> : null}
      {!isOpen && may('submitTasks') && task.forgottenAt === null ? <Retry task={task} /> : null}
    </>
  )
}

function Cancel({ task }: { readonly task: Details }) {
  const t = texts.tasks.page
  const [isOpen, { open, close }] = useDisclosure(false)
  const cancel = useAct(CancelTask)
  async function run() {
    if (!(await cancel.run({ taskId: task.id }))) return
    close()
    notifications.show({ message: t.canceled, color: 'teal' })
  }
  return (
    <>
      <Button variant="default" onClick={open}>
        {t.cancel}
      </Button>
      <Modal opened={isOpen} onClose={close} title={t.cancelTitle}>
        <Stack>
          <Text size="sm">{t.cancelText}</Text>
          {cancel.problem ? (
            <Text size="sm" c="var(--console-bad)" role="alert">
              {cancel.problem}
            </Text>
          ) : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={close} data-autofocus>
              {t.keep}
            </Button>
            <Button color="red" onClick={run} loading={cancel.isRunning}>
              {t.cancel}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  )
}
