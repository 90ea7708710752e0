// The newest alerts.

import { Anchor, Text } from '@mantine/core'
import { Link } from 'react-router'
import { type Action, useMay } from '../app/may.ts'
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

function About({ kind, children }: { readonly kind: string; readonly children: string }) {
  const may = useMay()
  const [path, needs] = PLACES[kind] ?? []
  if (!path || !needs || !may(needs)) return children
  return (
    <Anchor component={Link} to={`../${path}`} size="sm" c="inherit" underline="always">
      {children}
    </Anchor>
  )
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
          {nodes.map(({ id, kind, message, createdAt }) => (
            <li key={id}>
              <About kind={kind}>{message}</About>
              <span className="quiet small">
                <When at={createdAt} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
