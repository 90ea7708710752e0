// The plans that can be subscribed to.

import { Skeleton, Table, Text } from '@mantine/core'
import { IconCalendarDollar } from '@tabler/icons-react'
import { useData } from '../data/useData.ts'
import { PlanChoices } from '../generated/plans.ts'
import { Card } from '../parts/Card.tsx'
import { Fault } from '../parts/Fault.tsx'
import { formatNumber } from '../parts/format.ts'
import { Notice } from '../parts/Notice.tsx'
import { Rows } from '../parts/Rows.tsx'
import { operator } from '../texts/operator.ts'
import { planPrice } from './planText.ts'

export function Plans() {
  const t = operator.prices
  const { data, error, again } = useData(PlanChoices, {})
  if (error && !data) return <Fault error={error} again={again} />
  if (!data) return <Skeleton h={320} radius="lg" />
  return (
    <Card title={t.plans} padded={false}>
      <Rows
        pages={{ rows: data, error, again }}
        columns={[
          { text: t.columns.plan },
          { text: t.columns.price },
          { text: t.columns.credits },
          { text: t.columns.terms },
          { text: t.columns.from },
        ]}
        empty={<Notice icon={IconCalendarDollar} title={t.noPlans} text={t.noPlansText} />}
      >
        {(plan) => (
          <Table.Tr key={plan.name}>
            <Table.Td>
              <Text size="sm" fw={500}>
                {plan.title}
              </Text>
              <Text size="xs" className="quiet">
                {plan.name}
              </Text>
            </Table.Td>
            <Table.Td data-phone="beside">{planPrice(plan)}</Table.Td>
            <Table.Td className="number">
              {plan.credits.map(({ creditType, credits }) => `${formatNumber(credits)} ${creditType}`).join(', ')}
              <Text size="xs" className="quiet">
                {t.refreshes[plan.refresh]}
              </Text>
            </Table.Td>
            <Table.Td data-phone="line">
              <Text size="xs" className="quiet">
                {[
                  plan.selfService ? t.selfService : null,
                  plan.seats === null ? null : t.seats(plan.seats ?? 0),
                  plan.rolloverMax === 0 ? null : t.rollover(plan.rolloverMax ?? null),
                  plan.trial ? t.trial(plan.trial.days) : null,
                  plan.concurrentTasks ? t.atOnce(plan.concurrentTasks) : null,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </Text>
            </Table.Td>
            <Table.Td>{plan.catalogue?.name ?? t.byHand}</Table.Td>
          </Table.Tr>
        )}
      </Rows>
    </Card>
  )
}
