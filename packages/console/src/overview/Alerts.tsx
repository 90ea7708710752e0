// The newest alerts.

import { Text } from '@mantine/core'
import { Card } from '../parts/Card.tsx'
import { When } from '../parts/When.tsx'
import { texts } from '../texts/index.ts'
import type { OverviewData } from './types.ts'

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
          {nodes.map(({ id, message, createdAt }) => (
            <li key={id}>
              {message}
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
