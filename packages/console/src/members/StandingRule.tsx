// The standing rules: how many credits every member gets with each renewal of the plan.

import { EndAllocationRule, SetAllocationRule } from '@holdfast/client/operations'
import { Button, Checkbox, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useCreditType } from '../app/creditType.tsx'
import { useMay } from '../app/may.ts'
import { useAct } from '../data/useAct.ts'
import { ActionDialog } from '../parts/ActionDialog.tsx'
import { Card } from '../parts/Card.tsx'
import { CreditsInput } from '../parts/CreditsInput.tsx'
import { formatNumber } from '../parts/format.ts'
import { When } from '../parts/When.tsx'
import { texts } from '../texts/index.ts'

interface Rule {
  readonly id: string
  readonly creditType: string
  readonly credits: number
  readonly reclaim: boolean
  readonly lastCycleStart?: string | null
}

export function StandingRule({ rules, hasPlan }: { rules: readonly Rule[]; hasPlan: boolean }) {
  const may = useMay()
  const { creditType } = useCreditType()
  const [doing, setDoing] = useState<'set' | 'end' | null>(null)
  const rule = rules.find((each) => each.creditType === creditType)
  const close = () => setDoing(null)
  const buttons =
    may('transferCredits') && creditType ? (
      <Group gap="xs" mt="sm">
        <Button variant="default" onClick={() => setDoing('set')}>
          {rule ? texts.members.changeRule : texts.members.setRule}
        </Button>
        {rule ? (
          <Button variant="subtle" color="red" onClick={() => setDoing('end')}>
            {texts.members.endRule}
          </Button>
        ) : null}
      </Group>
    ) : null
  return (
    <Card title={texts.members.standing}>
      <Text size="sm" className="quiet">
        {texts.members.standingText}
      </Text>
      <Text size="sm" mt="sm" fw={500}>
        {rule ? texts.members.standingSet(formatNumber(rule.credits), rule.creditType) : texts.members.standingNone}
      </Text>
      {rule ? (
        <Text size="sm" className="quiet">
          {rule.reclaim ? texts.members.standingReclaim : texts.members.standingKeep}
          {rule.lastCycleStart ? (
            <>
              {` ${texts.members.standingLast} `}
              <When at={rule.lastCycleStart} />.
            </>
          ) : null}
        </Text>
      ) : null}
      {buttons}
      {doing === 'set' && creditType ? <SetDialog {...{ rule, creditType, hasPlan, onClose: close }} /> : null}
      {doing === 'end' && rule ? <EndDialog rule={rule} onClose={close} /> : null}
    </Card>
  )
}

interface SetDialogProps {
  readonly rule: Rule | undefined
  readonly creditType: string
  readonly hasPlan: boolean
  readonly onClose: () => void
}

function SetDialog({ rule, creditType, hasPlan, onClose }: SetDialogProps) {
  const set = useAct(SetAllocationRule)
  const [credits, setCredits] = useState<number | null>(rule?.credits ?? null)
  const [reclaim, setReclaim] = useState(rule?.reclaim ?? true)
  async function run() {
    if (credits === null) return false
    const done = await set.run({ creditType, credits, reclaim })
    if (done) notifications.show({ message: texts.members.ruleSaved, color: 'teal' })
    return done !== null
  }
  return (
    <ActionDialog
      title={texts.members.standing}
      action={texts.members.ruleAction}
      needs={{ [texts.members.ruleCredits]: credits !== null }}
      {...{ run, onClose, isRunning: set.isRunning, problem: set.problem }}
    >
      <Text size="sm">{hasPlan ? texts.members.ruleNow : texts.members.ruleNoPlan}</Text>
      <CreditsInput label={texts.members.ruleCredits} value={credits} onChange={setCredits} data-autofocus />
      <Checkbox
        label={texts.members.ruleReclaim}
        checked={reclaim}
        onChange={({ currentTarget }) => setReclaim(currentTarget.checked)}
      />
    </ActionDialog>
  )
}

function EndDialog({ rule, onClose }: { rule: Rule; onClose: () => void }) {
  const end = useAct(EndAllocationRule)
  async function run() {
    const done = await end.run({ allocationRuleId: rule.id })
    if (done) notifications.show({ message: texts.members.ruleEnded, color: 'teal' })
    return done !== null
  }
  return (
    <ActionDialog
      title={texts.members.endRule}
      action={texts.members.endRule}
      isDanger
      {...{ run, onClose, isRunning: end.isRunning, problem: end.problem }}
    >
      <Text size="sm">{texts.members.endRuleText}</Text>
    </ActionDialog>
  )
}
