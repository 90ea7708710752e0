// The newest alerts.

import { Anchor, Text } from '@mantine/core'
import { Link } from 'react-router'
import { type Action, useMay } from '../app/may.ts'
import { useSession } from '../app/session.tsx'
import { limitsEverything, whatOf } from '../members/budgetFacts.ts'
import { Card } from '../parts/Card.tsx'
import { When } from '../parts/When.tsx'
import { texts } from '../texts/index.ts'
import type { OverviewData } from './types.ts'

/** Where one sees what an alert is about, or does something about it, within the organization. */
const PLACES: Readonly<Record<string, readonly [path: string, needs: Action]>> = {
  BALANCE_LOW: ['credits/top-up', 'purchase'],
  BUDGET_THRESHOLD: ['members/budgets', 'seeAllTasks'],
  CREDITS_REQUESTED: ['members/requests', 'seeAllTasks'],
  LOT_EXPIRING: ['credits/lots', 'read'],
  PAYMENT_FAILED: ['credits/payments', 'seeRevenue'],
  TOP_UP_STOPPED: ['credits/top-up', 'purchase'],
  WEBHOOK_DISABLED: ['settings/webhooks', 'manageWebhooks'],
}

type Alert = NonNullable<OverviewData['alerts']['edges'][number]['node']>

function About({ alert: { kind, budget }, children }: { readonly alert: Alert; readonly children: string }) {
  const may = useMay()
  const { data } = useSession()
  if (budget?.member && budget.member.id === data?.member?.id && !may('seeAllTasks'))
    return (
      <Anchor component={Link} to="../mine" size="sm" c="inherit" underline="always">
        {children}
      </Anchor>
    )
  const [place, needs] = PLACES[kind] ?? []
  if (!place || !needs || !may(needs)) return children
  const path = budget ? `${place}?budget=${budget.id}` : place
  return (
    <Anchor component={Link} to={`../${path}`} size="sm" c="inherit" underline="always">
      {children}
    </Anchor>
  )
}

/** Whose budget or wallet it is about, and what of it. */
function whose({ budget, wallet }: Alert): string[] {
  const t = texts.overview.alertOf
  if (budget) {
    const whom = budget.member ? t.member(budget.member.name) : t.organization
    return [whom, ...(limitsEverything(budget) ? [] : [whatOf(budget)])]
  }
  return wallet?.member ? [t.wallet(wallet.member.name)] : []
}

export function Alerts({ organization: { alerts } }: { organization: OverviewData }) {
  const nodes = alerts.edges.flatMap(({ node }) => (node ? [node] : []))
  return (
    <Card title={texts.overview.alerts}>
      {nodes.length === 0 ? (
        <Text size="sm" className="quiet">
          {texts.overview.noAlerts}
        </Text>
      ) : (
        <ul className="plain">
          {nodes.map((alert) => (
            <li key={alert.id}>
              <About alert={alert}>{alert.message}</About>
              <span className="quiet small">
                {whose(alert).map((part) => `${part} · `)}
                <When at={alert.createdAt} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
