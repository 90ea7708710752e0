// A webhook: what it is told, whether it is on, what can be done with it, and its messages.

import { Alert, Button, Group, Skeleton, Text, Title } from '@mantine/core'
import { IconMapOff } from '@tabler/icons-react'
import { Link, useParams } from 'react-router'
import { useAgainWhile } from '../data/useAgainWhile.ts'
import { useData } from '../data/useData.ts'
import { Webhook } from '../generated/webhooks.ts'
import { Card } from '../parts/Card.tsx'
import { useCursor } from '../parts/CursorPages.tsx'
import { Fault } from '../parts/Fault.tsx'
import { formatNumber } from '../parts/format.ts'
import { Notice } from '../parts/Notice.tsx'
import { Status } from '../parts/Status.tsx'
import { When } from '../parts/When.tsx'
import { texts } from '../texts/index.ts'
import { Deliveries } from './Deliveries.tsx'
import { EndpointActions } from './EndpointActions.tsx'
import { EVENTS, eventText } from './eventsText.ts'
import type { EndpointDetails } from './types.ts'

const PAGE = 50

export function EndpointPage() {
  const { endpointId = '' } = useParams()
  const cursor = useCursor(PAGE)
  const { data, error, isLoading, again } = useData(
    Webhook,
    { id: endpointId, ...cursor },
    { on: ['tasks', 'alerts', 'payments'] },
  )
  const endpoint = data?.__typename === 'WebhookEndpoint' ? data : null
  useAgainWhile(endpoint?.deliveries.edges.some(({ node }) => node?.status === 'PENDING') ?? false, again)
  if (error && !data) return <Fault error={error} again={again} />
  if (!endpoint && isLoading) return <Skeleton h={420} radius="lg" />
  if (!endpoint)
    return (
      <Notice icon={IconMapOff} title={texts.webhooks.missing} text={texts.webhooks.missingText}>
        <Button component={Link} to=".." relative="path" variant="default" mt="xs">
          {texts.webhooks.all}
        </Button>
      </Notice>
    )
  return (
    <>
      <About endpoint={endpoint} />
      <Deliveries deliveries={endpoint.deliveries} />
    </>
  )
}

function About({ endpoint }: { readonly endpoint: EndpointDetails }) {
  const t = texts.webhooks
  const { url, events, state, stateReason, waitingDeliveries, deliveredAt } = endpoint
  return (
    <Card>
      <Link className="link small" to=".." relative="path">
        {t.all}
      </Link>
      <Title order={2} mt={6} style={{ overflowWrap: 'anywhere' }}>
        {url}
      </Title>
      <Group gap="sm" mt={6} mb="sm">
        <Status status={state} text={t.states[state]} />
        <Text size="sm" className="quiet number">
          {t.waiting(formatNumber(waitingDeliveries))} · {t.columns.last}:{' '}
          {deliveredAt ? <When at={deliveredAt} /> : t.never}
        </Text>
      </Group>
      {state === 'ENABLED' ? null : (
        <Alert color={state === 'DISABLED' ? 'red' : 'yellow'} variant="light" mb="sm">
          {state === 'DISABLED' ? t.stopped(stateReason ?? '') : t.paused}
        </Alert>
      )}
      <Text size="sm" mb="md">
        {EVENTS.filter((event) => events.includes(event))
          .map(eventText)
          .join(' · ')}
      </Text>
      <EndpointActions endpoint={endpoint} />
    </Card>
  )
}
