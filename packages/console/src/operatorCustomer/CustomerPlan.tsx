// The plan of a customer: its state and dates, what can be done with it, and the plans before it.

import { Button, Group, Skeleton, Text } from '@mantine/core'
import { IconCalendarOff } from '@tabler/icons-react'
import { useState } from 'react'
import { useData } from '../data/useData.ts'
import { CustomerPlan as Read } from '../generated/customer.ts'
import { useHasScope } from '../operator/session.ts'
import { Card } from '../parts/Card.tsx'
import { Facts } from '../parts/Facts.tsx'
import { Fault } from '../parts/Fault.tsx'
import { formatDay, formatMoment } from '../parts/format.ts'
import { Notice } from '../parts/Notice.tsx'
import { Status } from '../parts/Status.tsx'
import { operator } from '../texts/operator.ts'
import { ChoosePlanDialog } from './ChoosePlanDialog.tsx'
import type { Plans, Subscription } from './customer.ts'
import { PlanActDialog } from './PlanActDialog.tsx'
import { type PlanAct, planActsOf } from './planActs.ts'

export function CustomerPlan({ id }: { id: string }) {
  const { data, error, again } = useData(Read, { id }, { on: ['credits', 'payments'] })
  if (error && !data) return <Fault error={error} again={again} />
  if (!data) return <Skeleton h={320} radius="lg" />
  return (
    <>
      <Current id={id} subscription={data.subscription ?? null} />
      <Before plans={data} />
    </>
  )
}

function Current({ id, subscription }: { id: string; subscription: Subscription | null }) {
  const t = operator.plan
  const has = useHasScope()
  const [act, setAct] = useState<PlanAct | null>(null)
  const close = () => setAct(null)
  return (
    <Card title={t.title}>
      {subscription ? (
        <State subscription={subscription} />
      ) : (
        <Notice icon={IconCalendarOff} title={t.none} text={t.noneText} />
      )}
      {has('GRANT') ? (
        <Group gap="xs" mt="md" justify={subscription ? 'flex-start' : 'center'}>
          {planActsOf(subscription).map((each) => (
            <Button
              key={each}
              size="xs"
              variant={each === 'start' ? 'filled' : 'default'}
              onClick={() => setAct(each)}
              {...(each === 'cancelNow' ? { color: 'red', variant: 'subtle' } : {})}
            >
              {t.acts[each].menu}
            </Button>
          ))}
        </Group>
      ) : null}
      {act === 'start' || act === 'upgrade' || act === 'downgrade' ? (
        <ChoosePlanDialog id={id} act={act} current={subscription?.plan.name ?? null} onClose={close} />
      ) : null}
      {act && act !== 'start' && act !== 'upgrade' && act !== 'downgrade' ? (
        <PlanActDialog id={id} act={act} onClose={close} />
      ) : null}
    </Card>
  )
}

function State({ subscription }: { subscription: Subscription }) {
  const t = operator.plan
  const { plan, nextPlan, status, cycle, cancelAtPeriodEnd, periodEnd, renewsAt } = subscription
  const { paidUntil, paymentDueAt, pausedAt, resumesAt, trialEndsAt, createdAt } = subscription
  const moment = (at: string | null | undefined) => (at ? formatMoment(at) : null)
  return (
    <>
      <Group gap="sm" mb="md">
        <Text size="xl" fw={650}>
          {plan.title}
        </Text>
        <Status status={status} text={t.statuses[status]} />
      </Group>
      <Facts
        of={[
          [t.since, formatDay(createdAt)],
          [t.cycle, t.cycleText(cycle.number, formatDay(cycle.start), formatDay(cycle.end))],
          [t.renewsAt, moment(renewsAt)],
          [cancelAtPeriodEnd ? t.endsAt : t.periodEnd, moment(periodEnd)],
          [t.nextPlan, nextPlan?.title ?? null],
          [t.paidUntil, moment(paidUntil)],
          [t.paymentDue, moment(paymentDueAt)],
          [t.trialEnds, moment(trialEndsAt)],
          [t.pausedAt, moment(pausedAt)],
          [t.resumesAt, moment(resumesAt)],
        ]}
      />
    </>
  )
}

function Before({ plans }: { plans: Plans }) {
  const t = operator.plan
  const ended = plans.subscriptions.edges.flatMap(({ node }) => (node?.endedAt ? [node] : []))
  if (ended.length === 0) return null
  return (
    <Card title={t.before} padded={false}>
      <ul className="rows">
        {ended.map(({ id, plan, createdAt, endedAt }) => (
          <li key={id}>
            <span>{plan.title}</span>
            <span className="quiet">{t.fromTo(formatDay(createdAt), endedAt ? formatDay(endedAt) : '')}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
