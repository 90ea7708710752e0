// The tasks that wait for approval: each is approved in a click, or declined with a reason.

import { ApproveTask, DeclineTask } from '@holdfast/client/operations'
import { Anchor, Button, Group, Modal, Skeleton, Stack, Text, Textarea } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { IconCircleCheck } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { Link } from 'react-router'
import { useAct } from '../data/useAct.ts'
import { Notice } from '../parts/Notice.tsx'
import { When } from '../parts/When.tsx'
import { texts } from '../texts/index.ts'
import type { Waiting } from './types.ts'
import { kindOf, priceText, titleOf } from './words.ts'

interface ApprovalsProps {
  readonly waiting: readonly Waiting[]
  readonly isMore: boolean
  readonly isLoading: boolean
}

export function Approvals({ waiting, isMore, isLoading }: ApprovalsProps) {
  const t = texts.tasks.approvals
  if (isLoading) return <Skeleton h={180} radius="lg" />
  if (waiting.length === 0)
    return (
      <section className="card">
        <Notice icon={IconCircleCheck} title={t.none} text={t.noneText} />
      </section>
    )
  return (
    <Stack gap="sm">
      {waiting.map((task) => (
        <section className="card" key={task.id} style={{ padding: 'var(--mantine-spacing-md)' }}>
          <Group justify="space-between" gap="sm">
            <div style={{ minWidth: 0, flex: '1 1 260px' }}>
              <Anchor component={Link} to={task.id} fw={500} c="inherit" size="sm">
                {titleOf(task)}
              </Anchor>
              <Text size="sm" truncate>
                {kindOf(task)}
              </Text>
              <Text size="xs" className="quiet">
                {task.member?.name ?? texts.tasks.byPlatform} · <When at={task.createdAt} /> · {t.lapses}{' '}
                <When at={task.deadlineAt} />
              </Text>
            </div>
            <Text fw={600} className="number">
              {texts.common.credits(priceText(task.costs, task.credits))}
            </Text>
            <Decide taskId={task.id} />
          </Group>
        </section>
      ))}
      {isMore ? (
        <Text size="sm" className="quiet">
          {t.first(waiting.length)}
        </Text>
      ) : null}
    </Stack>
  )
}

/** The two buttons, for the list and for the task's own page. */
export function Decide({ taskId }: { readonly taskId: string }) {
  const t = texts.tasks.approvals
  const approve = useAct(ApproveTask)
  const [isOpen, { open, close }] = useDisclosure(false)
  async function run() {
    if (await approve.run({ taskId })) notifications.show({ message: t.approved, color: 'teal' })
  }
  return (
    <Stack gap={4}>
      <Group gap="xs">
        <Button variant="default" onClick={open}>
          {t.decline}
        </Button>
        <Button onClick={run} loading={approve.isRunning}>
          {t.approve}
        </Button>
      </Group>
      {approve.problem ? (
        <Text size="xs" c="var(--console-bad)" role="alert">
          {approve.problem}
        </Text>
      ) : null}
      <Decline taskId={taskId} isOpen={isOpen} close={close} />
    </Stack>
  )
}

function Decline({ taskId, isOpen, close }: { taskId: string; isOpen: boolean; close: () => void }) {
  const t = texts.tasks.approvals
  const decline = useAct(DeclineTask)
  const [reason, setReason] = useState('')
  async function run(event: FormEvent) {
    event.preventDefault()
    if (!(await decline.run({ taskId, reason }))) return
    close()
    notifications.show({ message: t.declined, color: 'teal' })
  }
  return (
    <Modal opened={isOpen} onClose={close} title={t.declineTitle}>
      <form onSubmit={run}>
        <Stack>
          <Text size="sm" className="quiet">
            {t.declineText}
          </Text>
          <Textarea
            label={t.reason}
            value={reason}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
            error={decline.problem}
            maxLength={2_000}
            autosize
            minRows={2}
            required
            data-autofocus
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {texts.common.cancel}
            </Button>
            <Button type="submit" color="red" loading={decline.isRunning}>
              {t.declineVerb}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
