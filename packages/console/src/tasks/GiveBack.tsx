// Giving the credits of a task back: an admin may, as many in a month as the platform allows.

import { RefundTask } from '@holdfast/client/operations'
import { Button, Select, Text, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useState } from 'react'
import { useAct } from '../data/useAct.ts'
import { useData } from '../data/useData.ts'
import { RefundAllowances } from '../generated/tasks.ts'
import { ActionDialog } from '../parts/ActionDialog.tsx'
import { CreditsInput } from '../parts/CreditsInput.tsx'
import { formatDay, formatNumber } from '../parts/format.ts'
import { texts } from '../texts/index.ts'
import { AskPlatform } from './AskPlatform.tsx'
import type { Details } from './types.ts'

/** What a task was charged of a credit type and has not come back, and how much of it the admins may give back this month. */
interface Refundable {
  readonly creditType: string
  readonly credits: number
  readonly allowance: { readonly left: number; readonly monthlyMax: number; readonly renewsAt: string } | undefined
}

/** For those who may give back; nothing where the task has cost nothing. */
export function GiveBack({ task }: { readonly task: Details }) {
  const t = texts.tasks.giveBack
  const { data } = useData(RefundAllowances, {}, { on: ['tasks'] })
  const [isOpen, setOpen] = useState(false)
  const costs: readonly Refundable[] = (task.receipt?.costs ?? []).flatMap(({ creditType, charged, refunded }) =>
    charged > refunded
      ? [
          {
            ...{ creditType, credits: charged - refunded },
            allowance: data?.refundAllowances.find((each) => each.creditType === creditType),
          },
        ]
      : [],
  )
  if (!data || costs.length === 0) return null
  const allowed = costs.filter(({ allowance }) => allowance)
  if (allowed.length === 0) return <AskPlatform task={task} />
  return (
    <>
      <Button variant="default" leftSection={<IconArrowBackUp size={16} aria-hidden />} onClick={() => setOpen(true)}>
        {t.open}
      </Button>
      {isOpen ? <GiveBackDialog taskId={task.id} costs={allowed} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

interface GiveBackDialogProps {
  readonly taskId: string
  readonly costs: readonly Refundable[]
  readonly onClose: () => void
}

function GiveBackDialog({ taskId, costs, onClose }: GiveBackDialogProps) {
  const t = texts.tasks.giveBack
  const refund = useAct(RefundTask)
  const [creditType, setCreditType] = useState(costs[0]?.creditType ?? '')
  const cost = costs.find((each) => each.creditType === creditType)
  const most = Math.min(cost?.credits ?? 0, cost?.allowance?.left ?? 0)
  const [credits, setCredits] = useState<number | null>(most || null)
  const [reason, setReason] = useState('')
  async function run() {
    const done = await refund.run({ taskId, creditType, credits, reason: reason.trim() })
    if (done) notifications.show({ message: t.done(formatNumber(credits ?? 0)), color: 'teal' })
    return done !== null
  }
  if (!cost?.allowance) return null
  const { left, monthlyMax, renewsAt } = cost.allowance
  return (
    <ActionDialog
      title={t.title}
      action={t.action}
      needs={{ [t.credits]: credits !== null, [t.reason]: reason.trim() !== '' }}
      {...{ run, onClose, isRunning: refund.isRunning, problem: refund.problem }}
    >
      <Text size="sm">{t.text}</Text>
      {costs.length > 1 ? (
        <Select
          label={t.creditType}
          data={costs.map((each) => each.creditType)}
          value={creditType}
          onChange={(type) => type && setCreditType(type)}
          allowDeselect={false}
        />
      ) : null}
      <CreditsInput
        label={t.credits}
        description={t.used(formatNumber(cost.credits))}
        value={credits}
        onChange={setCredits}
        max={cost.credits}
        data-autofocus
      />
      <Textarea
        label={t.reason}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
        maxLength={500}
        autosize
        minRows={2}
        required
      />
      <Text size="xs" className="quiet">
        {t.left(formatNumber(left), formatNumber(monthlyMax), formatDay(renewsAt))}
      </Text>
    </ActionDialog>
  )
}
