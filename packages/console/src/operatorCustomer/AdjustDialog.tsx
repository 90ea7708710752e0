// Corrects the credits of a pool, up or down, with a reason for its journal; it shows the balance that will be.

import { SegmentedControl, Text } from '@mantine/core'
import { useState } from 'react'
import { AdjustCredits } from '../generated/acts.ts'
import { ConfirmDialog } from '../operator/ConfirmDialog.tsx'
import { CreditsInput } from '../parts/CreditsInput.tsx'
import { formatNumber } from '../parts/format.ts'
import { operator } from '../texts/operator.ts'
import type { CustomerWallet } from './customer.ts'

interface AdjustDialogProps {
  readonly id: string
  readonly name: string
  readonly wallet: CustomerWallet
  readonly onClose: () => void
}

export function AdjustDialog({ id, name, wallet, onClose }: AdjustDialogProps) {
  const t = operator.credits
  const { creditType, available } = wallet
  const [direction, setDirection] = useState<'add' | 'remove'>('add')
  const [credits, setCredits] = useState<number | null>(null)
  const after = available + (credits ?? 0) * (direction === 'add' ? 1 : -1)
  return (
    <ConfirmDialog
      operation={AdjustCredits}
      inputOf={(reason) => ({ organizationId: id, creditType, reason, [direction]: credits ?? 0 })}
      title={t.adjustTitle(name)}
      action={t.adjustAction[direction]}
      done={t.adjusted}
      reasonLabel={operator.reason}
      needs={{ [t.howManyOf(creditType)]: credits !== null && after >= 0 }}
      isDanger={direction === 'remove'}
      onClose={onClose}
    >
      <SegmentedControl
        aria-label={t.direction}
        data={(['add', 'remove'] as const).map((value) => ({ value, label: t.directions[value] }))}
        value={direction}
        onChange={setDirection}
        fullWidth
      />
      <CreditsInput
        label={t.howManyOf(creditType)}
        value={credits}
        onChange={setCredits}
        error={after < 0 ? t.tooMany(formatNumber(available)) : null}
        data-autofocus
      />
      <Text size="sm" className="number" role="status">
        {t.balanceAfter(formatNumber(available), formatNumber(Math.max(after, 0)), creditType)}
      </Text>
    </ConfirmDialog>
  )
}
