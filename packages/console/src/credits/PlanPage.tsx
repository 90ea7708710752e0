// The plan, and the plans that can be chosen: what each brings, and what a change will do, before it is made.

import { CancelSubscription, UndoSubscriptionChange } from '@holdfast/client/operations'
import { Alert, Button, Group, SimpleGrid, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useParams } from 'react-router'
import { useMay } from '../app/may.ts'
import { useAct } from '../data/useAct.ts'
import { useData } from '../data/useData.ts'
import { Plans, Subscription } from '../generated/credits.ts'
import { Card } from '../parts/Card.tsx'
import { Fault } from '../parts/Fault.tsx'
import { formatMoment } from '../parts/format.ts'
import { PageSkeleton } from '../parts/PageSkeleton.tsx'
import { When } from '../parts/When.tsx'
import { texts } from '../texts/index.ts'
import { PlanChange } from './PlanChange.tsx'
import { PlanOffer } from './PlanOffer.tsx'
import type { CurrentPlan, OfferedPlan } from './plans.ts'

export function PlanPage() {
  const text = texts.credits.plan
  const may = useMay()
  const plans = useData(Plans, {})
  const current = useData(Subscription, {}, { on: ['credits', 'payments'] })
  const [chosen, setChosen] = useState<OfferedPlan | null>(null)
  const error = plans.error ?? current.error
  if (error && !(plans.data && current.data)) return <Fault error={error} again={current.again} />
  if (!plans.data || !current.data) return <PageSkeleton />
  const subscription = current.data.subscription ?? null
  const offers = plans.data.filter(({ selfService, name }) => selfService || name === subscription?.plan.name)
  return (
    <Stack gap="lg">
      {subscription ? (
        <Current subscription={subscription} />
      ) : (
        <Card title={text.none}>
          <Text size="sm" className="quiet">
            {offers.length > 0 ? text.noneText : text.noPlans}
          </Text>
        </Card>
      )}
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
        {offers.map((plan) => (
          <PlanOffer
            key={plan.name}
            plan={plan}
            isCurrent={plan.name === subscription?.plan.name}
            onChoose={may('changePlan') || (!subscription && may('purchase')) ? () => setChosen(plan) : null}
          />
        ))}
      </SimpleGrid>
      <PlanChange plan={chosen} subscription={subscription} onClose={() => setChosen(null)} />
    </Stack>
  )
}

function Current({ subscription }: { subscription: CurrentPlan }) {
  const text = texts.credits.plan
  const may = useMay()
  const { organizationId = '' } = useParams()
  const cancel = useAct(CancelSubscription)
  const undo = useAct(UndoSubscriptionChange)
  const { plan, nextPlan, renewsAt, periodEnd, cancelAtPeriodEnd } = subscription
  const at = renewsAt ?? periodEnd
  const isChanging = cancelAtPeriodEnd || nextPlan !== null
  async function end() {
    if (await cancel.run({ organizationId, atPeriodEnd: true })) notifications.show({ message: text.canceled })
  }
  async function keep() {
    if (await undo.run({ organizationId, change: cancelAtPeriodEnd ? 'CANCELLATION' : 'DOWNGRADE' }))
      notifications.show({ message: text.kept, color: 'teal' })
  }
  return (
    <Card title={text.current}>
      <Group justify="space-between" align="flex-end">
        <div>
          <Text size="xl" fw={650}>
            {plan.title}
          </Text>
          <Text size="sm" className="quiet">
            {cancelAtPeriodEnd ? text.ends : text.renews} <When at={at} /> · {formatMoment(at)}
          </Text>
          {nextPlan ? <Text size="sm">{text.next(nextPlan.title)}</Text> : null}
        </div>
        {may('changePlan') ? (
          isChanging ? (
            <Button variant="default" onClick={keep} loading={undo.isRunning}>
              {text.undo}
            </Button>
          ) : (
            <Button variant="subtle" color="gray" onClick={end} loading={cancel.isRunning}>
              {text.cancel}
            </Button>
          )
        ) : (
          <Text size="sm" className="quiet">
            {text.changers}
          </Text>
        )}
      </Group>
      {(cancel.problem ?? undo.problem) ? (
        <Alert color="red" mt="sm">
          {cancel.problem ?? undo.problem}
        </Alert>
      ) : null}
    </Card>
  )
}
