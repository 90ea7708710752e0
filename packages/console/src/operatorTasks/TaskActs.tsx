// What the platform can do with a task: decide about it, end it, and give its credits back.

import { Button } from '@mantine/core'
import { useState } from 'react'
import { FailTaskAsOperator } from '../generated/anyTask.ts'
import { ConfirmDialog } from '../operator/ConfirmDialog.tsx'
import { useHasScope } from '../operator/session.ts'
import { CancelTaskButton } from '../operatorCustomer/CancelTaskButton.tsx'
import { type Refundable, RefundButton, RefundDialog } from '../operatorCustomer/RefundDialog.tsx'
import { Decide } from '../tasks/Approvals.tsx'
import type { Details } from '../tasks/types.ts'
import { texts } from '../texts/index.ts'
import { operator } from '../texts/operator.ts'
import type { OfPlatform } from './types.ts'

interface TaskActsProps {
  readonly task: Details
  readonly more: OfPlatform
}

export function TaskActs({ task, more: { hold } }: TaskActsProps) {
  const has = useHasScope()
  const [refunding, setRefunding] = useState<Refundable | null>(null)
  const { id, status, approval, operation, model } = task
  const name = texts.overview.task(operation, model)
  const isOpen = status === 'QUEUED' || status === 'RUNNING'
  const left = hold ? hold.spent - hold.refunded : 0
  return (
    <>
      {isOpen && approval === 'PENDING' && has('ORGANIZATIONS') ? <Decide taskId={id} /> : null}
      {isOpen && has('SETTLE') ? <FailButton taskId={id} name={name} /> : null}
      {isOpen ? <CancelTaskButton taskId={id} name={name} size="sm" /> : null}
      {!isOpen && left > 0 ? (
        <RefundButton what={{ kind: 'task', id, name, left }} start={setRefunding} size="sm" />
      ) : null}
      {refunding ? <RefundDialog what={refunding} onClose={() => setRefunding(null)} /> : null}
    </>
  )
}

function FailButton({ taskId, name }: { readonly taskId: string; readonly name: string }) {
  const t = operator.allTasks.fail
  const [isAsking, setIsAsking] = useState(false)
  return (
    <>
      <Button variant="default" onClick={() => setIsAsking(true)}>
        {t.menu}
      </Button>
      {isAsking ? (
        <ConfirmDialog
          operation={FailTaskAsOperator}
          inputOf={(reason) => ({ taskId, reason })}
          {...{ title: t.title(name), action: t.action, text: t.text, done: t.done }}
          reasonLabel={t.reason}
          reasonHint={t.reasonHint}
          isDanger
          onClose={() => setIsAsking(false)}
        />
      ) : null}
    </>
  )
}
