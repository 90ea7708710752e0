// The tasks and the holds of a customer, to give their credits back and to cancel tasks.

import { MultiSelect, Table, Text } from '@mantine/core'
import { IconSnowflake, IconSparkles } from '@tabler/icons-react'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { usePages } from '../data/usePages.ts'
import { CustomerHolds, CustomerTasks as Read } from '../generated/customer.ts'
import type { CustomerHoldsQuery, CustomerTasksQuery, TaskStatus } from '../generated/types.ts'
import { Card } from '../parts/Card.tsx'
import { formatNumber } from '../parts/format.ts'
import { Notice } from '../parts/Notice.tsx'
import { Rows } from '../parts/Rows.tsx'
import { Status } from '../parts/Status.tsx'
import { When } from '../parts/When.tsx'
import { kindOf, titleOf } from '../tasks/words.ts'
import { operator } from '../texts/operator.ts'
import { CancelTaskButton } from './CancelTaskButton.tsx'
import { type Refundable, RefundButton, RefundDialog } from './RefundDialog.tsx'

const PAGE = 50

type Task = NonNullable<NonNullable<CustomerTasksQuery['organization']>['tasks']['edges'][number]['node']>
type Hold = NonNullable<NonNullable<CustomerHoldsQuery['organization']>['holds']['edges'][number]['node']>

const tasksOf = (organization: CustomerTasksQuery['organization']) => organization?.tasks
const holdsOf = (organization: CustomerHoldsQuery['organization']) => organization?.holds

export function CustomerTasks({ id }: { id: string }) {
  const [refunding, setRefunding] = useState<Refundable | null>(null)
  return (
    <>
      <Tasks id={id} refund={setRefunding} />
      <Holds id={id} refund={setRefunding} />
      {refunding ? <RefundDialog what={refunding} onClose={() => setRefunding(null)} /> : null}
    </>
  )
}

interface ListProps {
  readonly id: string
  readonly refund: (what: Refundable) => void
}

function Tasks({ id, refund }: ListProps) {
  const t = operator.tasks
  const [search, setSearch] = useSearchParams()
  const statuses = search.getAll('status').filter((status) => status in t.statuses) as TaskStatus[]
  const filter = statuses.length > 0 ? { statuses } : null
  const pages = usePages(Read, { id, first: PAGE, filter }, tasksOf, ['tasks'])
  const choose = (chosen: readonly string[]) => setSearch({ status: [...chosen] }, { replace: true })
  return (
    <Card
      title={t.title}
      padded={false}
      actions={
        <MultiSelect
          size="xs"
          w={{ base: '100%', sm: 300 }}
          aria-label={t.filter}
          placeholder={statuses.length === 0 ? t.filter : ''}
          data={Object.entries(t.statuses).map(([value, label]) => ({ value, label }))}
          value={statuses}
          onChange={choose}
          clearable
        />
      }
    >
      <Rows
        pages={pages}
        columns={[
          { text: t.what },
          { text: t.status },
          { text: t.price, end: true },
          { text: t.spent, end: true },
          { text: t.when },
          { text: operator.acts, end: true },
        ]}
        empty={<Notice icon={IconSparkles} title={t.none} text={t.noneText} />}
      >
        {(task) => <TaskRow key={task.id} task={task} refund={refund} />}
      </Rows>
    </Card>
  )
}

function TaskRow({ task, refund }: { task: Task } & Pick<ListProps, 'refund'>) {
  const t = operator.tasks
  const { id, status, credits, refundedCredits, hold, member, failureReason, createdAt } = task
  const name = titleOf(task)
  const left = (hold?.spent ?? 0) - refundedCredits
  const isOpen = status === 'QUEUED' || status === 'RUNNING'
  return (
    <Table.Tr>
      <Table.Td>
        <Link className="link" to={`/tasks/${id}`}>
          {name}
        </Link>
        <Text size="xs" className="quiet">
          {[kindOf(task), member?.name, task.externalId, failureReason].filter(Boolean).join(' · ')}
        </Text>
      </Table.Td>
      <Table.Td data-phone="beside">
        <Status status={status} text={t.statuses[status]} />
      </Table.Td>
      <Table.Td ta="right" className="number">
        {formatNumber(credits)}
      </Table.Td>
      <Table.Td ta="right" className="number">
        {formatNumber(hold?.spent ?? 0)}
        {refundedCredits > 0 ? (
          <Text size="xs" className="good">
            {t.refunded(formatNumber(refundedCredits))}
          </Text>
        ) : null}
      </Table.Td>
      <Table.Td>
        <When at={createdAt} exact />
      </Table.Td>
      <Table.Td ta="right" data-phone="acts">
        {isOpen ? <CancelTaskButton taskId={id} name={name} /> : null}
        {!isOpen && left > 0 ? <RefundButton what={{ kind: 'task', id, name, left }} start={refund} /> : null}
      </Table.Td>
    </Table.Tr>
  )
}

function Holds({ id, refund }: ListProps) {
  const t = operator.holds
  const pages = usePages(CustomerHolds, { id }, holdsOf, ['credits'])
  return (
    <Card title={t.title} padded={false}>
      <Rows
        pages={pages}
        columns={[
          { text: t.what },
          { text: t.status },
          { text: t.credits, end: true },
          { text: operator.tasks.spent, end: true },
          { text: operator.tasks.when },
          { text: operator.acts, end: true },
        ]}
        empty={<Notice icon={IconSnowflake} title={t.none} text={t.noneText} />}
      >
        {(hold) => <HoldRow key={hold.id} hold={hold} refund={refund} />}
      </Rows>
    </Card>
  )
}

function HoldRow({ hold, refund }: { hold: Hold } & Pick<ListProps, 'refund'>) {
  const t = operator.holds
  const { id, description, model, operation, status, credits, spent, refunded, createdAt, wallet } = hold
  const name = description ?? ([operation, model].filter(Boolean).join(' · ') || t.unnamed)
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm" fw={500}>
          {name}
        </Text>
        <Text size="xs" className="quiet">
          {[wallet.creditType, hold.externalId].filter(Boolean).join(' · ')}
        </Text>
      </Table.Td>
      <Table.Td data-phone="beside">
        <Status status={status} text={t.statuses[status]} />
      </Table.Td>
      <Table.Td ta="right" className="number">
        {formatNumber(credits)}
      </Table.Td>
      <Table.Td ta="right" className="number">
        {formatNumber(spent)}
        {refunded > 0 ? (
          <Text size="xs" className="good">
            {operator.tasks.refunded(formatNumber(refunded))}
          </Text>
        ) : null}
      </Table.Td>
      <Table.Td>
        <When at={createdAt} exact />
      </Table.Td>
      <Table.Td ta="right" data-phone="acts">
        {status !== 'OPEN' && spent > refunded ? (
          <RefundButton what={{ kind: 'hold', id, name, left: spent - refunded }} start={refund} />
        ) : null}
      </Table.Td>
    </Table.Tr>
  )
}
