// The saved means of payment and the billing details; and the payments, with their state and their receipts.

import { CancelPayment } from '@holdfast/client/operations'
import { Anchor, Button, Group, Skeleton, Table, Text } from '@mantine/core'
import { IconReceipt } from '@tabler/icons-react'
import { Link } from 'react-router'
import { useMay } from '../app/may.ts'
import { useAct } from '../data/useAct.ts'
import { useData } from '../data/useData.ts'
import { usePages } from '../data/usePages.ts'
import { ExportButton } from '../exports/ExportButton.tsx'
import { Billing, Payments as Read } from '../generated/credits.ts'
import type { PaymentsQuery } from '../generated/types.ts'
import { Card } from '../parts/Card.tsx'
import { formatMoney } from '../parts/format.ts'
import { Notice } from '../parts/Notice.tsx'
import { Rows } from '../parts/Rows.tsx'
import { Status } from '../parts/Status.tsx'
import { When } from '../parts/When.tsx'
import { texts } from '../texts/index.ts'
import { BillingDetails } from './BillingDetails.tsx'
import { Means } from './Means.tsx'

type Answer = PaymentsQuery['organization']
type Payment = NonNullable<NonNullable<NonNullable<Answer>['payments']>['edges'][number]['node']>

const connectionOf = (organization: Answer) => organization?.payments

export function Payments() {
  const text = texts.credits.payment
  const pages = usePages(Read, {}, connectionOf, ['payments'])
  const billing = useData(Billing, {}, { on: ['payments'] })
  return (
    <>
      {billing.data ? (
        <div className="grid">
          <div className="half">
            <Means methods={billing.data.savedPaymentMethods ?? []} />
          </div>
          <div className="half">
            <BillingDetails details={billing.data.billingDetails ?? null} />
          </div>
        </div>
      ) : (
        <Skeleton h={150} radius="lg" />
      )}
      <Card title={text.title} padded={false} actions={<ExportButton kind="PAYMENTS" from={null} until={null} />}>
        <Rows
          pages={pages}
          columns={[
            { text: text.what },
            { text: text.state },
            { text: text.amount, end: true },
            { text: text.receipt },
          ]}
          empty={<Notice icon={IconReceipt} title={text.empty} text={text.emptyText} />}
        >
          {(payment) => <PaymentRow key={payment.id} payment={payment} />}
        </Rows>
      </Card>
    </>
  )
}

function PaymentRow({ payment }: { payment: Payment }) {
  const text = texts.credits.payment
  const may = useMay()
  const cancel = useAct(CancelPayment)
  const { id, title, status, provider, trigger, createdAt, due, refunded, checkoutUrl, receipts } = payment
  const isOpen = status === 'OPEN'
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm" fw={500}>
          {title}
        </Text>
        <Text size="xs" className="quiet">
          {[text.trigger[trigger], texts.credits.topUp.providers[provider]].filter(Boolean).join(' · ')} ·{' '}
          <When at={createdAt} exact />
        </Text>
      </Table.Td>
      <Table.Td data-phone="line">
        <Status status={status} text={text.status[status] ?? status} />
        <Text size="xs" className="quiet" mt={2}>
          {payment.failure ?? payment.problemText ?? ''}
        </Text>
        {isOpen && may('purchase') ? (
          <Group gap="sm" mt={4}>
            {checkoutUrl ? (
              <Anchor href={checkoutUrl} size="xs">
                {text.pay}
              </Anchor>
            ) : null}
            {provider === 'MANUAL' ? (
              <Anchor component={Link} to={`../top-up?payment=${id}`} size="xs">
                {texts.credits.byHand.how}
              </Anchor>
            ) : null}
            <Button
              variant="subtle"
              color="gray"
              size="compact-xs"
              loading={cancel.isRunning}
              onClick={() => cancel.run({ paymentId: id })}
            >
              {text.cancel}
            </Button>
          </Group>
        ) : null}
      </Table.Td>
      <Table.Td ta="right" className="number" data-phone="beside">
        {formatMoney(due)}
        {refunded.amount > 0 ? (
          <Text size="xs" className="quiet">
            {text.refunded(formatMoney(refunded))}
          </Text>
        ) : null}
      </Table.Td>
      <Table.Td data-phone="line">
        {receipts.map(({ number, kind, links }) =>
          links ? (
            <Anchor key={number} href={links.page} target="_blank" size="sm" display="block">
              {kind === 'RECEIPT' ? text.receipt : text.creditNote} {number}
            </Anchor>
          ) : null,
        )}
      </Table.Td>
    </Table.Tr>
  )
}
