// The providers over HTTP and the façades, to look at: they are set by the API and the command line.

import { Skeleton, Table, Text } from '@mantine/core'
import { IconPlugConnected, IconRoute } from '@tabler/icons-react'
import { useData } from '../data/useData.ts'
import { Facades as ReadFacades, HttpProviders as ReadProviders } from '../generated/platform.ts'
import { Card } from '../parts/Card.tsx'
import { Fault } from '../parts/Fault.tsx'
import { formatNumber } from '../parts/format.ts'
import { Notice } from '../parts/Notice.tsx'
import { Rows } from '../parts/Rows.tsx'
import { Status } from '../parts/Status.tsx'
import { When } from '../parts/When.tsx'
import { operator } from '../texts/operator.ts'

const WHOLE = { hasMore: false, isReading: false, more: () => {} }

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
  const { data, error, again } = useData(ReadProviders, {})
  if (error && !data) return <Fault error={error} again={again} />
  if (!data) return <Skeleton h={200} radius="lg" />
  return (
    <Card title={t.title} padded={false}>
      <Rows
        pages={{ ...WHOLE, rows: data, error, again }}
        columns={[{ text: t.name }, { text: t.state }, { text: t.load }, { text: t.changed }]}
        empty={<Notice icon={IconPlugConnected} title={t.none} text={t.noneText} />}
      >
        {({ name, missingSecrets, lastError, lastErrorAt, load, updatedAt }) => (
          <Table.Tr key={name}>
            <Table.Td fw={500}>{name}</Table.Td>
            <Table.Td>
              {missingSecrets.length > 0 ? (
                <Status status="DISABLED" text={t.missingSecrets(missingSecrets.join(', '))} />
              ) : (
                <Status status="ENABLED" text={t.ready} />
              )}
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
        )}
      </Rows>
    </Card>
  )
}

function Facades() {
  const t = operator.facades
  const { data, error, again } = useData(ReadFacades, {})
  if (error && !data) return <Fault error={error} again={again} />
  if (!data) return <Skeleton h={200} radius="lg" />
  return (
    <Card title={t.title} padded={false}>
      <Rows
        pages={{ ...WHOLE, rows: data, error, again }}
        columns={[{ text: t.name }, { text: t.state }, { text: t.endpoints }]}
        empty={<Notice icon={IconRoute} title={t.none} />}
      >
        {({ name, description, isOn, isOwn, endpoints }) => (
          <Table.Tr key={name}>
            <Table.Td>
              <Text size="sm" fw={500}>
                {name}
              </Text>
              <Text size="xs" className="quiet">
                {description}
              </Text>
            </Table.Td>
            <Table.Td>
              <Status status={isOn ? 'ENABLED' : 'OFF'} text={isOn ? t.on : t.off} />
              <Text size="xs" className="quiet" style={{ whiteSpace: 'nowrap' }}>
                {isOwn ? t.own : t.builtIn}
              </Text>
            </Table.Td>
            <Table.Td>
              <details>
                <summary style={{ whiteSpace: 'nowrap' }}>{t.count(endpoints.length)}</summary>
                <ul className="differences small">
                  {endpoints.map(({ method, path }) => (
                    <li key={`${method} ${path}`}>
                      <code>
                        {method} {path}
                      </code>
                    </li>
                  ))}
                </ul>
              </details>
            </Table.Td>
          </Table.Tr>
        )}
      </Rows>
    </Card>
  )
}
