// A plan as a card: its price and what it brings.

import { Button, Group, List, Text } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { formatMoney, formatNumber } from '../parts/format.ts'
import { Status } from '../parts/Status.tsx'
import { texts } from '../texts/index.ts'
import type { OfferedPlan } from './plans.ts'

export interface PlanOfferProps {
  readonly plan: OfferedPlan
  readonly isCurrent: boolean
  /** Null: the person may not choose. */
  readonly onChoose: (() => void) | null
}

export function PlanOffer({ plan, isCurrent, onChoose }: PlanOfferProps) {
  const text = texts.credits.plan
  const brings = [
    ...plan.credits.map(({ creditType, credits }) =>
      text.credits(formatNumber(credits), creditType, texts.common.perCycle[plan.refresh]),
    ),
    ...(plan.seats ? [text.seats(plan.seats)] : []),
    ...plan.features.map(
      ({ name, limit }) => `${name.replaceAll('-', ' ')}${limit === null ? '' : `: ${formatNumber(limit)}`}`,
    ),
  ]
  return (
    <section className="card offer" aria-label={plan.title}>
      <Group justify="space-between">
        <Text fw={600}>{plan.title}</Text>
        {isCurrent ? <Status status="ACTIVE" text={text.current} /> : null}
      </Group>
      <div className="stat-number">
        {plan.price ? formatMoney(plan.price) : text.priceElsewhere}{' '}
        <span className="quiet small">{plan.price ? text.per[plan.interval] : ''}</span>
      </div>
      <List size="sm" spacing={4} icon={<IconCheck size={15} aria-hidden />} center>
        {brings.map((each) => (
          <List.Item key={each}>{each}</List.Item>
        ))}
      </List>
      {isCurrent || !onChoose ? null : (
        <Button variant="default" mt="xs" onClick={onChoose} aria-label={`${text.choose}: ${plan.title}`}>
          {text.choose}
        </Button>
      )}
    </section>
  )
}
