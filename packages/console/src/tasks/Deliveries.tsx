// The messages about a task to its own URL. Shown to those who may manage webhooks.

import { Text } from '@mantine/core'
import { Card } from '../parts/Card.tsx'
import { Status } from '../parts/Status.tsx'
import { When } from '../parts/When.tsx'
import { texts } from '../texts/index.ts'
import type { Details } from './types.ts'

export function Deliveries({ task: { webhookUrl, webhookDeliveries } }: { readonly task: Details }) {
  const t = texts.tasks.page.deliveries
  if (!webhookUrl || !webhookDeliveries) return null
  const nodes = webhookDeliveries.edges.flatMap(({ node }) => node ?? [])
  return (
    <Card title={t.title}>
      <Text size="xs" className="quiet" mb="sm" style={{ overflowWrap: 'anywhere' }}>
        {webhookUrl}
      </Text>
      {nodes.length === 0 ? (
        <Text size="sm" className="quiet">
          {t.none}
        </Text>
      ) : (
        <ul className="plain">
          {nodes.map(({ id, status, attempts, responseStatus, error, createdAt }) => (
            <li key={id}>
              <Status status={status === 'SUCCEEDED' ? 'DELIVERED' : status} text={t.status[status] ?? status} />
              <span className="quiet small">
                {[t.attempts(attempts), responseStatus ? t.answer(responseStatus) : '', error ?? '']
                  .filter(Boolean)
                  .join(' · ')}
                {' · '}
                <When at={createdAt} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
