// A provider over HTTP: its state, its address and limits, which prices use it, and its whole definition.

import { Alert, Group, Skeleton, Text, Title } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconPlugConnectedX } from '@tabler/icons-react'
import { Link, useParams } from 'react-router'
import { useAct } from '../data/useAct.ts'
import { useData } from '../data/useData.ts'
import { PricesByProvider, ProviderDefinitions, SetHttpProvider } from '../generated/definitions.ts'
import { useHasScope } from '../operator/session.ts'
import { Card } from '../parts/Card.tsx'
import { Facts } from '../parts/Facts.tsx'
import { Fault } from '../parts/Fault.tsx'
import { formatMoment, formatNumber } from '../parts/format.ts'
import { issuesOf } from '../parts/issuesOf.ts'
import { Notice } from '../parts/Notice.tsx'
import { When } from '../parts/When.tsx'
import { texts } from '../texts/index.ts'
import { operator } from '../texts/operator.ts'
import { DefinitionEditor } from './DefinitionEditor.tsx'
import { differencesBetween } from './Differences.tsx'
import { ProviderForm } from './ProviderForm.tsx'
import { ProviderStatus } from './ProviderStatus.tsx'
import { concurrencyOf } from './providerState.ts'
import type { Provider } from './types.ts'

export function ProviderPage() {
  const t = operator.providers
  const { name = '' } = useParams()
  const { data, error, again } = useData(ProviderDefinitions, {})
  const provider = data?.find((each) => each.name === name)
  if (error && !data) return <Fault error={error} again={again} />
  if (!data) return <Skeleton h={420} radius="lg" />
  if (!provider) return <Notice icon={IconPlugConnectedX} title={t.missing} />
  return (
    <>
      <State provider={provider} />
      <div className="grid">
        <div className="half column">
          <ProviderForm key={provider.updatedAt} provider={provider} />
        </div>
        <div className="half column">
          <About provider={provider} />
        </div>
      </div>
      <Definition provider={provider} />
    </>
  )
}

function State({ provider }: { readonly provider: Provider }) {
  const t = operator.providers
  const { name, missingSecrets, lastError, lastErrorAt } = provider
  return (
    <>
      <div>
        <Link className="link small" to="/platform/providers">
          {t.all}
        </Link>
        <Group gap="sm" mt={4}>
          <Title order={2}>{name}</Title>
          <ProviderStatus provider={provider} />
        </Group>
      </div>
      {missingSecrets.length > 0 ? (
        <Alert color="red" variant="light" title={t.missingSecrets(missingSecrets.join(', '))}>
          {t.secretsHint(missingSecrets.map((secret) => `PROVIDER_${secret}`).join(', '))}
        </Alert>
      ) : null}
      {lastError ? (
        <Alert color="yellow" variant="light" title={t.lastError}>
          {lastErrorAt ? (
            <>
              <When at={lastErrorAt} />:{' '}
            </>
          ) : null}
          {lastError}
        </Alert>
      ) : null}
    </>
  )
}

function About({ provider: { name, definition, load, updatedAt } }: { readonly provider: Provider }) {
  const t = operator.providers
  const { data } = useData(PricesByProvider, {})
  const prices = data?.filter(({ httpProvider }) => httpProvider === name) ?? []
  const operations = [...new Set(prices.map(({ operation, model }) => texts.overview.task(operation, model)))]
  const { description } = definition as { description?: string }
  return (
    <Card title={t.about}>
      {description ? (
        <Text size="sm" mb="sm">
          {description}
        </Text>
      ) : null}
      <Facts
        of={[
          [t.atWorkNow, `${formatNumber(load.atWork)} / ${formatNumber(concurrencyOf(definition))}`],
          [t.waitingNow, formatNumber(load.waiting)],
          [t.usedBy, operations.length > 0 ? operations.join(', ') : t.usedByNone],
          [t.changed, formatMoment(updatedAt)],
        ]}
      />
    </Card>
  )
}

function Definition({ provider: { name, definition } }: { readonly provider: Provider }) {
  const t = operator.providers
  const has = useHasScope()
  const set = useAct(SetHttpProvider)
  async function save(document: Readonly<Record<string, unknown>>) {
    const done = await set.run({ source: { document: { ...document } } })
    if (done) notifications.show({ message: done.httpProvider.name === name ? t.saved : t.created, color: 'teal' })
    return done !== null
  }
  return (
    <DefinitionEditor
      definition={definition}
      hint={t.definitionHint}
      look={async (document) => {
        set.reset()
        return differencesBetween(definition, document)
      }}
      save={save}
      isRunning={set.isRunning}
      problem={set.problem}
      issues={issuesOf(set.refusal)}
      isReadOnly={!has('CATALOGUE')}
    />
  )
}
