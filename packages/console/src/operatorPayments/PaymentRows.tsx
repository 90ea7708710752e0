// Payments as a table; each leads to its page.

import { Table, Text } from '@mantine/core'
import { IconReceipt } from '@tabler/icons-react'
import { Link } from 'react-router'
import type { PaymentRowFragment } from '../generated/types.ts'
import { formatMoney, inFours } from '../parts/format.ts'
import { Notice } from '../parts/Notice.tsx'
import { Rows, type RowsProps } from '../parts/Rows.tsx'
import { Status } from '../parts/Status.tsx'
import { When } from '../parts/When.tsx'
import { texts } from '../texts/index.ts'
import { operator } from '../texts/operator.ts'

interface PaymentRowsProps {
  readonly pages: RowsProps<PaymentRowFragment>['pages']
  /** The text of the empty list. */
  readonly empty: string
  readonly withOrganization?: boolean
}

export function PaymentRows({ pages, empty, withOrganization = false }: PaymentRowsProps) {
  const { columns, none } = operator.payments
  return (
    <Rows
      pages={pages}
      columns={[
        { text: columns.what },
        ...(withOrganization ? [{ text: columns.organization }] : []),
        { text: columns.status },
        { text: columns.due, end: true },
        { text: columns.received, end: true },
        { text: columns.when },
      ]}
      empty={<Notice icon={IconReceipt} title={none} text={empty} />}
    >
      {(payment) => <PaymentRow key={payment.id} payment={payment} withOrganization={withOrganization} />}
    </Rows>
  )
}

interface PaymentRowProps {
  readonly payment: PaymentRowFragment
  readonly withOrganization: boolean
}

function PaymentRow({ payment, withOrganization }: PaymentRowProps) {
  const { status: statuses } = texts.credits.payment
  const { id, title, status, provider, problem, due, received, refunded, organization, createdAt } = payment
  const references = [payment.transferReference && inFours(payment.transferReference), payment.reference]
  return (
    <Table.Tr>
      <Table.Td>
        <Link className="link" to={`/payments/${id}`}>
          {title}
        </Link>
        <Text size="xs" className="quiet">
          {[texts.credits.topUp.providers[provider] ?? provider, ...references].filter(Boolean).join(' · ')}
        </Text>
      </Table.Td>
      {withOrganization ? (
        <Table.Td>
          <Link className="link" to={`/organizations/${organization.id}`}>
            {organization.name}
          </Link>
        </Table.Td>
      ) : null}
      <Table.Td data-phone="beside">
        <Status status={status} text={statuses[status] ?? status} />
        {problem ? (
          <Text size="xs" className="bad" mt={2}>
            {operator.payments.problems[problem]}
          </Text>
        ) : null}
      </Table.Td>
      <Table.Td ta="right" className="number">
        {formatMoney(due)}
      </Table.Td>
      <Table.Td ta="right" className="number">
        {formatMoney(received)}
        {refunded.amount > 0 ? (
          <Text size="xs" className="quiet">
            {texts.credits.payment.refunded(formatMoney(refunded))}
          </Text>
        ) : null}
      </Table.Td>
      <Table.Td className="quiet">
        <When at={createdAt} />
      </Table.Td>
    </Table.Tr>
  )
}
