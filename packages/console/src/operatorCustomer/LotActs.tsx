// What the operator can do with a lot: take its credits back, lock and unlock it, and record a dispute over its payment.

import { ActionIcon, Menu, SegmentedControl } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useState } from 'react'
import { CloseDispute, LockLot, OpenDispute, RefundLot, UnlockLot } from '../generated/acts.ts'
import type { CustomerLotsQuery, DisputeOutcome } from '../generated/types.ts'
import { ConfirmDialog } from '../operator/ConfirmDialog.tsx'
import { useHasScope } from '../operator/session.ts'
import { CreditsInput } from '../parts/CreditsInput.tsx'
import { formatNumber } from '../parts/format.ts'
import { texts } from '../texts/index.ts'
import { operator } from '../texts/operator.ts'

type Answer = CustomerLotsQuery['organization']
type Lot = NonNullable<NonNullable<NonNullable<Answer>['wallet']>['lots']['edges'][number]['node']>

type Act = 'refund' | 'lock' | 'unlock' | 'openDispute' | 'closeDispute'

export function LotActs({ lot }: { lot: Lot }) {
  const t = operator.lots
  const has = useHasScope()
  const [act, setAct] = useState<Act | null>(null)
  const close = () => setAct(null)
  if (!has('GRANT')) return null
  const name = texts.credits.kinds[lot.kind] ?? lot.kind
  const acts: readonly Act[] = [
    'refund',
    lot.lock === 'MANUAL' || lot.lock === 'SCHEDULED' ? 'unlock' : 'lock',
    lot.dispute === 'OPEN' ? 'closeDispute' : 'openDispute',
  ]
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={texts.common.actionsFor(name)}>
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {acts.map((each) => (
            <Menu.Item key={each} onClick={() => setAct(each)}>
              {t[each].menu}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {act === 'refund' ? <RefundDialog lot={lot} onClose={close} /> : null}
      {act === 'closeDispute' ? <CloseDisputeDialog lot={lot} onClose={close} /> : null}
      {act === 'lock' || act === 'unlock' || act === 'openDispute' ? (
        <ConfirmDialog
          operation={{ lock: LockLot, unlock: UnlockLot, openDispute: OpenDispute }[act] as typeof LockLot}
          inputOf={(reason) => ({ lotId: lot.id, reason })}
          {...{ title: t[act].title, action: t[act].action, text: t[act].text, done: t[act].done }}
          reasonLabel={operator.reason}
          isDanger={act !== 'unlock'}
          onClose={close}
        />
      ) : null}
    </>
  )
}

interface DialogProps {
  readonly lot: Lot
  readonly onClose: () => void
}

function RefundDialog({ lot, onClose }: DialogProps) {
  const t = operator.lots.refund
  const [credits, setCredits] = useState<number | null>(lot.available > 0 ? lot.available : null)
  return (
    <ConfirmDialog
      operation={RefundLot}
      inputOf={(reason) => ({ lotId: lot.id, credits: credits ?? 0, reason })}
      {...{ title: t.title, action: t.action, text: t.text, done: t.done }}
      reasonLabel={operator.reason}
      needs={{ [t.credits]: credits !== null }}
      isDanger
      onClose={onClose}
    >
      <CreditsInput
        label={t.credits}
        description={t.creditsHint(formatNumber(lot.available), formatNumber(lot.spent))}
        value={credits}
        onChange={setCredits}
        data-autofocus
      />
    </ConfirmDialog>
  )
}

function CloseDisputeDialog({ lot, onClose }: DialogProps) {
  const t = operator.lots.closeDispute
  const [outcome, setOutcome] = useState<DisputeOutcome>('WON')
  return (
    <ConfirmDialog
      operation={CloseDispute}
      inputOf={(reason) => ({ lotId: lot.id, outcome, reason })}
      {...{ title: t.title, action: t.action, text: t.outcomeTexts[outcome], done: t.done }}
      reasonLabel={operator.reason}
      isDanger={outcome === 'LOST'}
      onClose={onClose}
    >
      <SegmentedControl
        aria-label={t.outcome}
        data={(['WON', 'LOST'] as const).map((value) => ({ value, label: t.outcomes[value] }))}
        value={outcome}
        onChange={setOutcome}
        fullWidth
      />
    </ConfirmDialog>
  )
}
