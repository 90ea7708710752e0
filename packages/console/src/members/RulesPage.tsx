// The rules for all members: credits with each renewal, what pays when own credits run out, and large tasks.

import { SetSpendingPolicy } from '@holdfast/client/operations'
import { Button, Group, Skeleton, Switch } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type FormEvent, useState } from 'react'
import { useMay } from '../app/may.ts'
import { useAct } from '../data/useAct.ts'
import { useData } from '../data/useData.ts'
import { StandingRules } from '../generated/members.ts'
import { Card } from '../parts/Card.tsx'
import { CreditsInput } from '../parts/CreditsInput.tsx'
import { Fault } from '../parts/Fault.tsx'
import { texts } from '../texts/index.ts'
import { StandingRule } from './StandingRule.tsx'

export function RulesPage() {
  const { data, error, again } = useData(StandingRules, {}, { on: ['credits'] })
  if (error && !data) return <Fault error={error} again={again} />
  if (!data) return <Skeleton h={420} radius="lg" />
  return (
    <>
      <StandingRule rules={data.allocationRules} hasPlan={Boolean(data.subscription?.renewsAt)} />
      <PoolPays isOn={data.membersUsePool} />
      <Approval key={data.approvalAbove} above={data.approvalAbove ?? null} />
    </>
  )
}

function PoolPays({ isOn }: { isOn: boolean }) {
  const may = useMay()
  const set = useAct(SetSpendingPolicy)
  async function change(membersUsePool: boolean) {
    const done = await set.run({ membersUsePool })
    if (done) notifications.show({ message: texts.members.policySaved, color: 'teal' })
  }
  return (
    <Card title={texts.members.policy}>
      <Switch
        label={texts.members.policyPool}
        description={texts.members.policyPoolText}
        checked={isOn}
        disabled={!may('manageBudgets') || set.isRunning}
        error={set.problem}
        onChange={({ currentTarget }) => change(currentTarget.checked)}
      />
    </Card>
  )
}

function Approval({ above }: { above: number | null }) {
  const may = useMay()
  const set = useAct(SetSpendingPolicy)
  const [credits, setCredits] = useState(above)
  async function save(event: FormEvent) {
    event.preventDefault()
    const done = await set.run({ approvalAbove: credits })
    if (done) notifications.show({ message: texts.members.policySaved, color: 'teal' })
  }
  return (
    <Card title={texts.members.approval}>
      <form onSubmit={save}>
        <Group align="flex-end">
          <CreditsInput
            label={texts.members.approvalAbove}
            description={texts.members.approvalText}
            value={credits}
            onChange={setCredits}
            min={0}
            error={set.problem}
            disabled={!may('manageBudgets')}
            maw={420}
            flex={1}
          />
          {may('manageBudgets') ? (
            <Button type="submit" loading={set.isRunning} disabled={credits === above}>
              {texts.members.approvalSave}
            </Button>
          ) : null}
        </Group>
      </form>
    </Card>
  )
}
