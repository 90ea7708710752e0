// What a change of the plan will do, and the button that makes it: now for more credits, at the renewal for fewer.

import { DowngradeSubscription, StartPurchase, UpgradeSubscription } from '@holdfast/client/operations'
import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useParams } from 'react-router'
import { useAct } from '../data/useAct.ts'
import { useData } from '../data/useData.ts'
import { Shop } from '../generated/credits.ts'
import { formatMoment, formatMoney } from '../parts/format.ts'
import { texts } from '../texts/index.ts'
import { type CurrentPlan, hasFewer, type OfferedPlan } from './plans.ts'

export interface PlanChangeProps {
  /** Null: nothing was chosen. */
  readonly plan: OfferedPlan | null
  readonly subscription: CurrentPlan | null
  readonly onClose: () => void
}

export function PlanChange({ plan, subscription, onClose }: PlanChangeProps) {
  const text = texts.credits.plan
  const { organizationId = '' } = useParams()
  const shop = useData(Shop, plan && !subscription ? {} : null)
  const upgrade = useAct(UpgradeSubscription)
  const downgrade = useAct(DowngradeSubscription)
  const buy = useAct(StartPurchase)
  const isMore = !subscription || (plan !== null && !hasFewer(plan, subscription.plan))
  const problem = upgrade.problem ?? downgrade.problem ?? buy.problem
  const close = () => {
    for (const act of [upgrade, downgrade, buy]) act.reset()
    onClose()
  }
  async function change() {
    if (!plan) return
    if (!subscription) {
      const [provider] = shop.data?.paymentProviders ?? []
      if (!provider) return
      const bought = await buy.run({ plan: plan.name, provider, returnUrl: location.href })
      if (bought && 'payment' in bought && bought.payment.checkoutUrl) location.assign(bought.payment.checkoutUrl)
      return
    }
    const act = isMore ? upgrade : downgrade
    if (!(await act.run({ organizationId, plan: plan.name }))) return
    notifications.show({ message: isMore ? text.changed(plan.title) : text.planned(plan.title), color: 'teal' })
    close()
  }
  const isRunning = upgrade.isRunning || downgrade.isRunning || buy.isRunning
  return (
    <Modal
      opened={plan !== null}
      onClose={close}
      title={plan ? (isMore ? text.willUpgrade : text.willDowngrade)(plan.title) : ''}
    >
      {plan ? (
        <Stack gap="sm">
          {plan.price ? (
            <Text fw={600}>
              {formatMoney(plan.price)} {text.per[plan.interval]}
            </Text>
          ) : null}
          {!subscription ? null : isMore ? (
            <>
              <Text size="sm">{text.policy[plan.upgradePolicy]}</Text>
              <Text size="sm">{text.unused[plan.unusedTime]}</Text>
            </>
          ) : (
            <Text size="sm">{text.atRenewal(formatMoment(subscription.renewsAt ?? subscription.periodEnd))}</Text>
          )}
          {problem ? <Alert color="red">{problem}</Alert> : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {texts.common.cancel}
            </Button>
            <Button onClick={change} loading={isRunning}>
              {!subscription ? texts.credits.topUp.go : isMore ? text.upgrade : text.downgrade}
            </Button>
          </Group>
        </Stack>
      ) : null}
    </Modal>
  )
}
