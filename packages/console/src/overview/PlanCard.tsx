// The plan: what it brings, and when it renews or ends.

import { Anchor, Stack, Text } from '@mantine/core'
import { Link } from 'react-router'
import { useMay } from '../app/may.ts'
import { Card } from '../parts/Card.tsx'
import { formatMoment, formatNumber } from '../parts/format.ts'
import { When } from '../parts/When.tsx'
import { texts } from '../texts/index.ts'
import type { OverviewData } from './types.ts'

function ToPlans({ text }: { readonly text: string }) {
  return (
    <Anchor component={Link} to="../credits/plan" size="sm">
      {text}
    </Anchor>
  )
}

export function PlanCard({ organization: { subscription } }: { organization: OverviewData }) {
  const may = useMay()
  if (!subscription)
    return (
      <Card title={texts.overview.plan} actions={may('purchase') ? <ToPlans text={texts.overview.choosePlan} /> : null}>
        <Text size="sm" className="quiet">
          {texts.overview.noPlan}
        </Text>
      </Card>
    )
  const { plan, renewsAt, periodEnd, cancelAtPeriodEnd } = subscription
  const at = renewsAt ?? periodEnd
  return (
    <Card title={texts.overview.plan} actions={<ToPlans text={texts.overview.toPlan} />}>
      <Stack gap={6}>
        <Text size="lg" fw={600}>
          {plan.title}
        </Text>
        {plan.credits.map(({ creditType, credits }) => (
          <Text size="sm" key={creditType}>
            {texts.overview.brings(formatNumber(credits), creditType)} {texts.common.perCycle[plan.refresh]}
          </Text>
        ))}
        <Text size="sm" className="quiet">
          {cancelAtPeriodEnd ? texts.overview.ends : texts.overview.renews} <When at={at} /> · {formatMoment(at)}
        </Text>
      </Stack>
    </Card>
  )
}
