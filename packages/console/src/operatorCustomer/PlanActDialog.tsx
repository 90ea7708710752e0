// Does one act with the plan of a customer, after what it means was said.

import type { Operation } from '@holdfast/client'
import {
  CancelSubscription,
  MarkSubscriptionPaid,
  MarkSubscriptionPastDue,
  PauseSubscription,
  ReactivateSubscription,
  ResumeSubscription,
  UndoSubscriptionChange,
} from '../generated/plans.ts'
import { ConfirmDialog } from '../operator/ConfirmDialog.tsx'
import { operator } from '../texts/operator.ts'
import type { SimpleAct } from './planActs.ts'

interface PlanActDialogProps {
  readonly id: string
  readonly act: SimpleAct
  readonly onClose: () => void
}

interface Act {
  readonly operation: Operation<unknown, { input: never }>
  /** What the input has besides the organization. */
  readonly more?: Readonly<Record<string, unknown>>
}

const ACTS: Readonly<Record<SimpleAct, Act>> = {
  pause: { operation: PauseSubscription },
  resume: { operation: ResumeSubscription },
  cancel: { operation: CancelSubscription, more: { atPeriodEnd: true } },
  cancelNow: { operation: CancelSubscription, more: { atPeriodEnd: false } },
  keep: { operation: UndoSubscriptionChange, more: { change: 'CANCELLATION' } },
  keepPlan: { operation: UndoSubscriptionChange, more: { change: 'DOWNGRADE' } },
  reactivate: { operation: ReactivateSubscription },
  markPaid: { operation: MarkSubscriptionPaid },
  markPastDue: { operation: MarkSubscriptionPastDue },
}

export function PlanActDialog({ id, act, onClose }: PlanActDialogProps) {
  const { title, action, text, done } = operator.plan.acts[act]
  const { operation, more } = ACTS[act]
  return (
    <ConfirmDialog
      {...{ operation, title, action, text, done, onClose }}
      inputOf={() => ({ organizationId: id, ...more }) as never}
      isDanger={act === 'cancelNow'}
    />
  )
}
