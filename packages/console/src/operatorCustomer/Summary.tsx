// What matters of a customer at a glance: the status, the credits, the plan and the latest tasks.

import { Alert, Text } from '@mantine/core'
import { Link } from 'react-router'
import { useData } from '../data/useData.ts'
import { CustomerTasks } from '../generated/customer.ts'
import { Card } from '../parts/Card.tsx'
import { Facts } from '../parts/Facts.tsx'
import { formatDay, formatNumber } from '../parts/format.ts'
import { Status } from '../parts/Status.tsx'
import { When } from '../parts/When.tsx'
import { kindOf, titleOf } from '../tasks/words.ts'
import { texts } from '../texts/index.ts'
import { operator } from '../texts/operator.ts'
import type { CustomerData } from './customer.ts'
import { WalletTable } from './WalletTable.tsx'

const LATEST = 8

export function Summary({ customer }: { customer: CustomerData }) {
  const { statusReason, maintenance, status } = customer
  const t = operator.customer
  return (
    <>
      {status === 'SUSPENDED' ? (
        <Alert color="yellow" variant="light">
          {t.isSuspended(statusReason ?? '')}
        </Alert>
      ) : null}
      {maintenance ? (
        <Alert color="yellow" variant="light">
          {t.inMaintenance(maintenance)}
        </Alert>
      ) : null}
      <WalletTable customer={customer} />
      <div className="grid">
        <div className="two-thirds">
          <Latest id={customer.id} />
        </div>
        <div className="third column">
          <PlanCard customer={customer} />
          <About customer={customer} />
        </div>
      </div>
    </>
  )
}

function PlanCard({ customer: { subscription } }: { customer: CustomerData }) {
  const t = operator.plan
  return (
    <Card
      title={t.title}
      actions={
        <Link className="link small" to="plan">
          {t.change}
        </Link>
      }
    >
      {subscription ? (
        <>
          <Text fw={600}>{subscription.plan.title}</Text>
          <Text size="sm" className="quiet">
            {t.statuses[subscription.status]} · {subscription.cancelAtPeriodEnd ? t.ends : t.renews}{' '}
            <When at={subscription.renewsAt ?? subscription.periodEnd} />
          </Text>
          {subscription.nextPlan ? <Text size="sm">{t.next(subscription.nextPlan.title)}</Text> : null}
        </>
      ) : (
        <Text size="sm" className="quiet">
          {t.none}
        </Text>
      )}
    </Card>
  )
}

function About({ customer }: { customer: CustomerData }) {
  const t = operator.customer
  const { status, mode, timeZone, createdAt, tasksAtOnce, externalId, metadata } = customer
  return (
    <Card title={t.about}>
      <Facts
        of={[
          [
            operator.organizations.status,
            <Status key={status} status={status} text={operator.organizations.statuses[status]} />,
          ],
          [operator.organizations.mode, operator.organizations.modes[mode]],
          [operator.organizations.externalId, externalId ?? null],
          [t.since, formatDay(createdAt)],
          [t.timeZone, timeZone],
          [t.tasksAtOnce, tasksAtOnce === null ? t.noLimit : formatNumber(tasksAtOnce)],
          ...Object.entries(metadata).map(([key, value]) => [key, value] as const),
        ]}
      />
    </Card>
  )
}

function Latest({ id }: { id: string }) {
  const t = operator.tasks
  const { data } = useData(CustomerTasks, { id, first: LATEST }, { on: ['tasks'] })
  const tasks = data?.tasks.edges.flatMap(({ node }) => (node ? [node] : [])) ?? []
  return (
    <Card
      title={t.latest}
      padded={false}
      actions={
        <Link className="link small" to="tasks">
          {t.all}
        </Link>
      }
    >
      {tasks.length === 0 ? (
        <Text size="sm" className="quiet" px="lg" pb="lg">
          {data ? t.none : texts.common.loading}
        </Text>
      ) : (
        <ul className="rows">
          {tasks.map((task) => (
            <li key={task.id}>
              <span>
                <Link className="link" to={`/tasks/${task.id}`}>
                  {titleOf(task)}
                </Link>
                <Text size="xs" className="quiet">
                  {[kindOf(task), task.member?.name].map((each) => (each ? `${each} · ` : ''))}
                  <When at={task.createdAt} />
                </Text>
              </span>
              <span className="number">{texts.common.credits(formatNumber(task.credits))}</span>
              <Status status={task.status} text={t.statuses[task.status]} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
