// Chooses a plan for a customer: to start with, or to change to now or at the end of the period.

import { Checkbox, Select, Text } from '@mantine/core'
import { useState } from 'react'
import { useData } from '../data/useData.ts'
import { DowngradeSubscription, PlanChoices, StartSubscription, UpgradeSubscription } from '../generated/plans.ts'
import { ConfirmDialog } from '../operator/ConfirmDialog.tsx'
import { planPrice } from '../operatorPrices/planText.ts'
import { operator } from '../texts/operator.ts'

interface ChoosePlanDialogProps {
  readonly id: string
  readonly act: 'start' | 'upgrade' | 'downgrade'
  /** The name of the plan that the customer has; null: none. */
  readonly current: string | null
  readonly onClose: () => void
}

const OPERATIONS = { start: StartSubscription, upgrade: UpgradeSubscription, downgrade: DowngradeSubscription }

export function ChoosePlanDialog({ id, act, current, onClose }: ChoosePlanDialogProps) {
  const t = operator.plan
  const { data, error } = useData(PlanChoices, {})
  const [name, setName] = useState<string | null>(null)
  const [trial, setTrial] = useState(false)
  const plans = data?.filter((plan) => plan.name !== current) ?? []
  const chosen = plans.find((plan) => plan.name === name)
  return (
    <ConfirmDialog
      operation={OPERATIONS[act] as typeof StartSubscription}
      inputOf={() => ({ organizationId: id, plan: name ?? '', ...(act === 'start' && trial ? { trial } : {}) })}
      title={t.acts[act].title}
      action={t.acts[act].action}
      text={t.acts[act].text}
      done={t.acts[act].done}
      needs={{ [t.which]: name !== null }}
      onClose={onClose}
    >
      <Select
        label={t.which}
        data={plans.map((plan) => ({ value: plan.name, label: `${plan.title} · ${planPrice(plan)}` }))}
        value={name}
        onChange={setName}
        nothingFoundMessage={t.noSuchPlan}
        error={error?.message}
        searchable
        data-autofocus
      />
      {act === 'start' && chosen?.trial ? (
        <Checkbox
          label={t.withTrial(chosen.trial.days)}
          checked={trial}
          onChange={({ currentTarget }) => setTrial(currentTarget.checked)}
        />
      ) : null}
      {data?.length === 0 ? (
        <Text size="sm" className="quiet">
          {t.noPlans}
        </Text>
      ) : null}
    </ConfirmDialog>
  )
}
