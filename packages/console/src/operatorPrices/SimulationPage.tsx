// A simulation: its progress while it runs, and then its result by model, plan and organization.

import type { AnswerOf } from '@holdfast/client'
import { Alert, Button, Group, Progress, SegmentedControl, Skeleton, Table, Text, Title } from '@mantine/core'
import { IconFlaskOff, IconUsers } from '@tabler/icons-react'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { useData, useStream } from '../data/useData.ts'
import { usePages } from '../data/usePages.ts'
import { CancelSimulation, SimulatedOrganizations, SimulationOf, SimulationTicks } from '../generated/prices.ts'
import type { SimulatedCreditsFragment, SimulatedOrganizationsQuery } from '../generated/types.ts'
import { ConfirmDialog } from '../operator/ConfirmDialog.tsx'
import { useHasScope } from '../operator/session.ts'
import { Card } from '../parts/Card.tsx'
import { Fault } from '../parts/Fault.tsx'
import { formatDay, formatNumber } from '../parts/format.ts'
import { Notice } from '../parts/Notice.tsx'
import { Rows } from '../parts/Rows.tsx'
import { Status } from '../parts/Status.tsx'
import { TableFrame } from '../parts/TableFrame.tsx'
import { When } from '../parts/When.tsx'
import { texts } from '../texts/index.ts'
import { operator } from '../texts/operator.ts'
import { BeforeAndAfter } from './BeforeAndAfter.tsx'

type Simulation = NonNullable<AnswerOf<typeof SimulationOf>>
type Result = NonNullable<Simulation['result']>

const isUnderWay = ({ status }: Pick<Simulation, 'status'>) => status === 'QUEUED' || status === 'RUNNING'

export function SimulationPage() {
  const t = operator.simulations
  const { simulationId = '' } = useParams()
  const { data, error, isLoading, again } = useData(SimulationOf, { id: simulationId })
  const follows = data && isUnderWay(data)
  useStream(SimulationTicks, follows ? { simulationId } : null, (tick) => {
    if (!isUnderWay(tick)) again()
  })
  if (error && !data) return <Fault error={error} again={again} />
  if (!data) return isLoading ? <Skeleton h={320} radius="lg" /> : <Notice icon={IconFlaskOff} title={t.missing} />
  return (
    <>
      <State simulation={data} />
      {data.result ? <ResultCards result={data.result} /> : null}
      {data.result ? <Organizations id={simulationId} /> : null}
    </>
  )
}

function State({ simulation }: { simulation: Simulation }) {
  const t = operator.simulations
  const [isCanceling, setIsCanceling] = useState(false)
  const { id, name, status, from, until, createdAt, createdBy, failure, tasks, tasksTotal } = simulation
  const percent = tasksTotal ? (tasks / tasksTotal) * 100 : 0
  return (
    <Card>
      <Link className="link small" to="/prices/simulations">
        {t.all}
      </Link>
      <Group justify="space-between" mt={6}>
        <Group gap="sm">
          <Title order={2}>{t.of(name, formatDay(from), formatDay(until))}</Title>
          <Status status={status} text={t.statuses[status]} />
        </Group>
        {isUnderWay(simulation) ? (
          <Button variant="default" size="xs" onClick={() => setIsCanceling(true)}>
            {t.cancel}
          </Button>
        ) : null}
      </Group>
      <Text size="sm" className="quiet">
        {createdBy} · <When at={createdAt} exact />
      </Text>
      {isUnderWay(simulation) ? (
        <div role="status">
          <Progress value={percent} mt="md" aria-label={t.progress} animated />
          <Text size="sm" className="number" mt={6}>
            {tasksTotal ? t.played(formatNumber(tasks), formatNumber(tasksTotal)) : t.waits}
          </Text>
        </div>
      ) : null}
      {failure ? (
        <Alert color="red" variant="light" mt="sm">
          {failure}
        </Alert>
      ) : null}
      {isCanceling ? (
        <ConfirmDialog
          operation={CancelSimulation}
          inputOf={() => ({ simulationId: id })}
          {...{ title: t.cancelTitle, action: t.cancelAction, text: t.cancelText, done: t.canceled }}
          onClose={() => setIsCanceling(false)}
        />
      ) : null}
    </Card>
  )
}

function ResultCards({ result: { total, models, plans, refusals, unknown } }: { result: Result }) {
  const t = operator.simulations
  const left = Object.entries(unknown).filter((entry): entry is [keyof typeof t.unknown, number] =>
    Boolean(entry[0] in t.unknown && entry[1]),
  )
  return (
    <>
      <Sums title={t.total} rows={total.map(({ creditType, sums }) => ({ name: creditType, sums }))} />
      <Sums
        title={t.models}
        rows={models.map(({ model, operation, creditType, sums }) => ({
          ...{ name: texts.overview.task(operation, model), type: creditType, sums },
        }))}
      />
      <Sums
        title={t.plans}
        rows={plans.map(({ plan, creditType, sums }) => ({ name: plan ?? t.noPlan, type: creditType, sums }))}
      />
      {refusals.length + left.length > 0 ? (
        <Card title={t.refusals}>
          <ul className="plain">
            {refusals.map(({ code, tasks }) => (
              <li key={code}>{t.refusedFor(formatNumber(tasks), code)}</li>
            ))}
            {left.map(([name, count]) => (
              <li key={name}>{t.unknown[name](formatNumber(count))}</li>
            ))}
          </ul>
        </Card>
      ) : null}
    </>
  )
}

interface SumsRow {
  readonly name: string
  readonly type?: string
  readonly sums: SimulatedCreditsFragment
}

function Sums({ title, rows }: { title: string; rows: readonly SumsRow[] }) {
  const t = operator.simulations
  if (rows.length === 0) return null
  return (
    <Card title={title} padded={false}>
      <TableFrame>
        <Table miw={620}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t.columns.name}</Table.Th>
              <Table.Th ta="right">{t.columns.tasks}</Table.Th>
              <Table.Th ta="right">{t.columns.refused}</Table.Th>
              <Table.Th ta="right">{t.columns.change}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(({ name, type, sums }) => (
              <Table.Tr key={`${name} ${type}`}>
                <Table.Td>
                  {name} <span className="quiet">{type}</span>
                </Table.Td>
                <BeforeAndAfter sums={sums} />
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </TableFrame>
    </Card>
  )
}

const organizationsOf = (simulation: SimulatedOrganizationsQuery['simulation']) => simulation?.organizations

function Organizations({ id }: { id: string }) {
  const t = operator.simulations
  const has = useHasScope()
  const [shown, setShown] = useState<'all' | 'ranOut'>('all')
  const variables = has('READ') ? { id, ranOut: shown === 'ranOut' ? true : null } : null
  const pages = usePages(SimulatedOrganizations, variables, organizationsOf)
  if (!has('READ')) return null
  return (
    <Card
      title={t.organizations}
      padded={false}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={t.shown}
          value={shown}
          onChange={setShown}
          data={(['all', 'ranOut'] as const).map((value) => ({ value, label: t.which[value] }))}
        />
      }
    >
      <Rows
        pages={pages}
        columns={[
          { text: t.columns.name },
          { text: t.columns.tasks, end: true },
          { text: t.columns.refused, end: true },
          { text: t.columns.change, end: true },
        ]}
        empty={<Notice icon={IconUsers} title={t.noOrganizations} />}
      >
        {({ id: rowId, organization, creditType, sums, ranOut }) => (
          <Table.Tr key={rowId}>
            <Table.Td>
              {organization ? (
                <Link className="link" to={`/organizations/${organization.id}`}>
                  {organization.name}
                </Link>
              ) : null}{' '}
              <span className="quiet">{creditType}</span>
              {ranOut ? (
                <Text size="xs" className="bad">
                  {t.ranOut} <When at={ranOut.at} exact />
                </Text>
              ) : null}
            </Table.Td>
            <BeforeAndAfter sums={sums} />
          </Table.Tr>
        )}
      </Rows>
    </Card>
  )
}
