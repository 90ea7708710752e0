// The balances at which somebody is told.

import type { AnswerOf } from '@holdfast/client'
import { CreateBalanceThreshold, EndBalanceThreshold } from '@holdfast/client/operations'
import { Alert, Button, Group, NumberInput, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type FormEvent, useState } from 'react'
import { CreditTypeChoice, useCreditType } from '../app/creditType.tsx'
import { useAct } from '../data/useAct.ts'
import type { AlertSettings } from '../generated/alerts.ts'
import { Card } from '../parts/Card.tsx'
import { formatNumber } from '../parts/format.ts'
import { Status } from '../parts/Status.tsx'
import { texts } from '../texts/index.ts'

type Threshold = NonNullable<NonNullable<AnswerOf<typeof AlertSettings>>['balanceThresholds']['edges'][number]['node']>

interface ThresholdsProps {
  readonly thresholds: readonly Threshold[]
  readonly isEditable: boolean
}

export function Thresholds({ thresholds, isEditable }: ThresholdsProps) {
  const text = texts.alerts
  return (
    <Card title={text.low} actions={<CreditTypeChoice />}>
      <Text size="sm" className="quiet" mb="md">
        {text.lowText}
      </Text>
      {thresholds.length === 0 ? <Text size="sm">{text.none}</Text> : null}
      <ul className="plain">
        {thresholds.map((threshold) => (
          <Row key={threshold.id} threshold={threshold} isEditable={isEditable} />
        ))}
      </ul>
      {isEditable ? <New /> : null}
    </Card>
  )
}

function Row({ threshold, isEditable }: { threshold: Threshold; isEditable: boolean }) {
  const text = texts.alerts
  const end = useAct(EndBalanceThreshold)
  const { id, creditType, credits, percent, member, isBelow } = threshold
  const what =
    percent === null ? text.credits(formatNumber(credits ?? 0), creditType) : text.percent(percent, creditType)
  const whole = member ? `${what} ${text.of(member.name)}` : what
  return (
    <li>
      <Group gap="sm">
        <span>{whole}</span>
        {isBelow ? <Status status="PENDING" text={text.isBelow} /> : null}
        {isEditable ? (
          <Button
            variant="subtle"
            color="gray"
            size="compact-xs"
            aria-label={text.endOf(whole)}
            loading={end.isRunning}
            onClick={() => end.run({ balanceThresholdId: id })}
          >
            {text.end}
          </Button>
        ) : null}
      </Group>
      {end.problem ? <Alert color="red">{end.problem}</Alert> : null}
    </li>
  )
}

function New() {
  const text = texts.alerts
  const { creditType } = useCreditType()
  const create = useAct(CreateBalanceThreshold)
  const [credits, setCredits] = useState<number | string>('')
  async function add(event: FormEvent) {
    event.preventDefault()
    if (!(await create.run({ creditType, credits: Number(credits) }))) return
    setCredits('')
    notifications.show({ message: text.added, color: 'teal' })
  }
  return (
    <form onSubmit={add}>
      <Group align="flex-end" mt="md">
        <NumberInput
          label={text.fewest}
          value={credits}
          onChange={setCredits}
          min={0}
          allowDecimal={false}
          thousandSeparator
          error={create.problem}
          w={260}
        />
        <Button type="submit" variant="default" loading={create.isRunning} disabled={credits === ''}>
          {text.add}
        </Button>
      </Group>
    </form>
  )
}
