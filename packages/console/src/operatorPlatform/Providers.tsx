// The providers over HTTP and the façades: their state, and adding one; each leads to its page.

import { Button, Skeleton, Table, Text } from '@mantine/core'
import { IconPlugConnected, IconPlus, IconRoute } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'react-router'
import { useData } from '../data/useData.ts'
import { ProviderDefinitions } from '../generated/definitions.ts'
import { Facades as ReadFacades } from '../generated/platform.ts'
import { useHasScope } from '../operator/session.ts'
import { Card } from '../parts/Card.tsx'
import { Fault } from '../parts/Fault.tsx'
import { formatNumber } from '../parts/format.ts'
import { Notice } from '../parts/Notice.tsx'
import { Rows } from '../parts/Rows.tsx'
import { Status } from '../parts/Status.tsx'
import { When } from '../parts/When.tsx'
import { operator } from '../texts/operator.ts'
import { NewFacadeDialog } from './NewFacadeDialog.tsx'
import { NewProviderDialog } from './NewProviderDialog.tsx'
import { ProviderStatus } from './ProviderStatus.tsx'
import type { Provider } from './types.ts'

export function Providers() {
  return (
    <>
      <HttpProviders />
      <Facades />
    </>
  )
}

function HttpProviders() {
  const t = operator.providers
  const has = useHasScope()
  const { data, error, again } = useData(ProviderDefinitions, {}, { on: ['tasks'] })
  const [isAdding, setIsAdding] = useState(false)
  if (error && !data) return <Fault error={error} again={again} />
  if (!data) return <Skeleton h={200} radius="lg" />
  const add = has('CATALOGUE') ? (
    <Button size="xs" leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setIsAdding(true)}>
      {t.add}
    </Button>
  ) : null
  return (
    <Card title={t.title} padded={false} actions={data.length > 0 ? add : null}>
      <Rows
        pages={{ rows: data, error, again }}
        columns={[{ text: t.name }, { text: t.state }, { text: t.load }, { text: t.changed }]}
        empty={
          <Notice icon={IconPlugConnected} title={t.none} text={t.noneText}>
            {add}
          </Notice>
        }
      >
        {(provider) => <ProviderRow key={provider.name} provider={provider} />}
      </Rows>
      {isAdding ? <NewProviderDialog onClose={() => setIsAdding(false)} /> : null}
    </Card>
  )
}

function ProviderRow({ provider }: { readonly provider: Provider }) {
  const t = operator.providers
  const { name, definition, missingSecrets, lastError, lastErrorAt, load, updatedAt } = provider
  return (
    <Table.Tr>
      <Table.Td>
        <Link className="link" to={`/platform/providers/${encodeURIComponent(name)}`}>
          {name}
        </Link>
        <Text size="xs" className="quiet" style={{ overflowWrap: 'anywhere' }}>
          {String(definition.baseUrl)}
        </Text>
      </Table.Td>
      <Table.Td data-phone="beside">
        <ProviderStatus provider={provider} />
        {missingSecrets.length > 0 ? (
          <Text size="xs" className="bad" mt={2}>
            {t.missingSecrets(missingSecrets.join(', '))}
          </Text>
        ) : null}
        {lastError ? (
          <Text size="xs" className="bad" mt={2}>
            {lastErrorAt ? <When at={lastErrorAt} /> : null}: {lastError}
          </Text>
        ) : null}
      </Table.Td>
      <Table.Td className="number">{t.atWork(formatNumber(load.atWork), formatNumber(load.waiting))}</Table.Td>
      <Table.Td className="quiet">
        <When at={updatedAt} />
      </Table.Td>
    </Table.Tr>
  )
}

function Facades() {
  const t = operator.facades
  const has = useHasScope()
  const { data, error, again } = useData(ReadFacades, {})
  const [isAdding, setIsAdding] = useState(false)
  if (error && !data) return <Fault error={error} again={again} />
  if (!data) return <Skeleton h={200} radius="lg" />
  return (
    <Card
      title={t.title}
      padded={false}
      actions={
        has('CATALOGUE') ? (
          <Button size="xs" leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setIsAdding(true)}>
            {t.add}
          </Button>
        ) : null
      }
    >
      <Rows
        pages={{ rows: data, error, again }}
        columns={[{ text: t.name }, { text: t.state }, { text: t.endpoints, end: true }]}
        empty={<Notice icon={IconRoute} title={t.none} text={t.text} />}
      >
        {({ name, description, isOn, isOwn, endpoints }) => (
          <Table.Tr key={name}>
            <Table.Td>
              <Link className="link" to={`/platform/providers/facades/${encodeURIComponent(name)}`}>
                {name}
              </Link>
              <Text size="xs" className="quiet">
                {description}
              </Text>
            </Table.Td>
            <Table.Td data-phone="beside">
              <Status status={isOn ? 'ENABLED' : 'OFF'} text={isOn ? t.on : t.off} />
              <Text size="xs" className="quiet" mt={2}>
                {isOwn ? t.own : t.builtIn}
              </Text>
            </Table.Td>
            <Table.Td ta="right" className="number">
              {formatNumber(endpoints.length)}
            </Table.Td>
          </Table.Tr>
        )}
      </Rows>
      {isAdding ? <NewFacadeDialog names={data.map(({ name }) => name)} onClose={() => setIsAdding(false)} /> : null}
    </Card>
  )
}
