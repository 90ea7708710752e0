// A façade: whether it answers, its paths, trying it with a key, and its whole definition.

import { Group, Skeleton, Table, Text, Title } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconRouteOff } from '@tabler/icons-react'
import { Link, useParams } from 'react-router'
import { useAct } from '../data/useAct.ts'
import { useData } from '../data/useData.ts'
import { FacadeDefinition, SetFacade } from '../generated/definitions.ts'
import { useHasScope } from '../operator/session.ts'
import { Card } from '../parts/Card.tsx'
import { Fault } from '../parts/Fault.tsx'
import { issuesOf } from '../parts/issuesOf.ts'
import { Notice } from '../parts/Notice.tsx'
import { Rows } from '../parts/Rows.tsx'
import { Status } from '../parts/Status.tsx'
import { operator } from '../texts/operator.ts'
import { DefinitionEditor } from './DefinitionEditor.tsx'
import { FacadeActs } from './FacadeActs.tsx'
import { TryFacade } from './TryFacade.tsx'
import type { Facade } from './types.ts'

export function FacadePage() {
  const t = operator.facades
  const { name = '' } = useParams()
  const { data: facade, error, isLoading, again } = useData(FacadeDefinition, { name })
  if (error && !facade) return <Fault error={error} again={again} />
  if (!facade) return isLoading ? <Skeleton h={420} radius="lg" /> : <Notice icon={IconRouteOff} title={t.missing} />
  return (
    <>
      <State facade={facade} />
      <Endpoints facade={facade} />
      <TryFacade facade={facade} />
      <Definition facade={facade} />
    </>
  )
}

function State({ facade }: { readonly facade: Facade }) {
  const t = operator.facades
  const { name, description, isOn, isOwn } = facade
  return (
    <div>
      <Link className="link small" to="/platform/providers">
        {t.all}
      </Link>
      <Group justify="space-between" gap="sm" mt={4}>
        <Group gap="sm">
          <Title order={2}>{name}</Title>
          <Status status={isOn ? 'ENABLED' : 'OFF'} text={isOn ? t.on : t.off} />
          <Text size="sm" className="quiet">
            {isOwn ? t.own : t.builtIn}
          </Text>
        </Group>
        <Group gap="xs">
          <FacadeActs facade={facade} />
        </Group>
      </Group>
      {description ? (
        <Text size="sm" mt={6} maw={720}>
          {description}
        </Text>
      ) : null}
    </div>
  )
}

function Endpoints({ facade: { endpoints } }: { readonly facade: Facade }) {
  const t = operator.facades
  const rows = endpoints.map((endpoint) => ({ ...endpoint, id: `${endpoint.method} ${endpoint.path}` }))
  return (
    <Card title={t.count(endpoints.length)} padded={false}>
      <Rows pages={{ rows }} columns={[{ text: t.path }, { text: t.kind }]} empty={null}>
        {({ id, kind, answeredBy, unpriced }) => (
          <Table.Tr key={id}>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>
              <code>{id}</code>
              {answeredBy ? (
                <Text size="xs" className="bad">
                  {t.answeredBy(answeredBy)}
                </Text>
              ) : null}
              {unpriced ? (
                <Text size="xs" className="bad">
                  {t.unpriced(unpriced)}
                </Text>
              ) : null}
            </Table.Td>
            <Table.Td>{t.kinds[kind]}</Table.Td>
          </Table.Tr>
        )}
      </Rows>
    </Card>
  )
}

function Definition({ facade: { definition, isOn } }: { readonly facade: Facade }) {
  const t = operator.facades
  const has = useHasScope()
  const look = useAct(SetFacade)
  const set = useAct(SetFacade)
  const inputOf = (document: Readonly<Record<string, unknown>>) => ({ source: { document: { ...document } }, isOn })
  return (
    <DefinitionEditor
      definition={definition}
      hint={t.definitionHint}
      look={async (document) => {
        set.reset()
        return (await look.run({ ...inputOf(document), dryRun: true }))?.changes ?? null
      }}
      save={async (document) => {
        const done = await set.run(inputOf(document))
        if (done) notifications.show({ message: t.saved, color: 'teal' })
        return done !== null
      }}
      isRunning={look.isRunning || set.isRunning}
      problem={look.problem ?? set.problem}
      issues={issuesOf(look.refusal ?? set.refusal)}
      isReadOnly={!has('CATALOGUE')}
    />
  )
}
