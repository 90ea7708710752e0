// Gives back credits that a task or a hold has used, all or a part, with a reason.

import { Button } from '@mantine/core'
import { useState } from 'react'
import { RefundHold, RefundTask } from '../generated/acts.ts'
import { ConfirmDialog } from '../operator/ConfirmDialog.tsx'
import { useHasScope } from '../operator/session.ts'
import { CreditsInput } from '../parts/CreditsInput.tsx'
import { formatNumber } from '../parts/format.ts'
import { operator } from '../texts/operator.ts'

export interface Refundable {
  readonly kind: 'task' | 'hold'
  readonly id: string
  readonly name: string
  /** The credits that were used and not given back yet. */
  readonly left: number
}

interface RefundButtonProps {
  readonly what: Refundable
  readonly start: (what: Refundable) => void
  readonly size?: 'xs' | 'sm'
}

export function RefundButton({ what, start, size = 'xs' }: RefundButtonProps) {
  const has = useHasScope()
  if (!has('GRANT')) return null
  return (
    <Button size={size} variant="default" onClick={() => start(what)}>
      {operator.refund.start}
    </Button>
  )
}

export function RefundDialog({ what, onClose }: { what: Refundable; onClose: () => void }) {
  const t = operator.refund
  const { kind, id, name, left } = what
  const [credits, setCredits] = useState<number | null>(left)
  // All of a task includes its credits of other types.
  const part = credits === left ? {} : { credits }
  return (
    <ConfirmDialog
      operation={(kind === 'task' ? RefundTask : RefundHold) as typeof RefundTask}
      inputOf={(reason) => ({ [`${kind}Id`]: id, reason, ...part }) as never}
      title={t.title(name)}
      action={t.action}
      text={t.text}
      done={t.done}
      reasonLabel={operator.reason}
      needs={{ [t.credits]: credits !== null && credits <= left }}
      onClose={onClose}
    >
      <CreditsInput
        label={t.credits}
        description={t.most(formatNumber(left))}
        value={credits}
        onChange={setCredits}
        error={credits !== null && credits > left ? t.tooMany : null}
        data-autofocus
      />
    </ConfirmDialog>
  )
}
