// A payment: what is known of it, why it waits, and what can be done.

import { Alert, Anchor, Text } from '@mantine/core'
import { IconReceiptOff } from '@tabler/icons-react'
import { Link, useParams } from 'react-router'
import { useData } from '../data/useData.ts'
import { PaymentDetails } from '../generated/payments.ts'
import { NeedsScope } from '../operator/NeedsScope.tsx'
import { Card } from '../parts/Card.tsx'
import { Facts } from '../parts/Facts.tsx'
import { Fault } from '../parts/Fault.tsx'
import { formatMoment, formatMoney, formatNumber, inFours } from '../parts/format.ts'
import { Notice } from '../parts/Notice.tsx'
import { Page } from '../parts/Page.tsx'
import { PageSkeleton } from '../parts/PageSkeleton.tsx'
import { Status } from '../parts/Status.tsx'
import { texts } from '../texts/index.ts'
import { operator } from '../texts/operator.ts'
import { PaymentActs } from './PaymentActs.tsx'
import type { Payment } from './types.ts'

export function PaymentPage() {
  const { paymentId } = useParams()
  return (
    <NeedsScope scopes={['READ']}>
      <Loaded key={paymentId} />
    </NeedsScope>
  )
}

function Loaded() {
  const t = operator.payments
  const { paymentId = '' } = useParams()
  const { data: payment, error, isLoading, again } = useData(PaymentDetails, { id: paymentId }, { on: ['payments'] })
  if (error && !payment) return <Fault error={error} again={again} />
  if (!payment) return isLoading ? <PageSkeleton /> : <Notice icon={IconReceiptOff} title={t.missing} />
  return (
    <Page title={payment.title} text={payment.id} actions={<PaymentActs payment={payment} />}>
      <Link className="link small" to="/payments">
        {t.back}
      </Link>
      {payment.problem ? (
        <Alert color="yellow" variant="light" title={t.problems[payment.problem]}>
          {problemOf(payment)}
        </Alert>
      ) : null}
      <div className="grid">
        <div className="half column">
          <Known payment={payment} />
        </div>
        <div className="half column">
          <Brought payment={payment} />
          <Receipts payment={payment} />
        </div>
      </div>
    </Page>
  )
}

/** What to do about a problem: in these pages' words where sums say it all, and otherwise in Holdfast's. */
function problemOf({ problem, problemText, received, due }: Payment): string | null {
  const t = operator.payments.advice
  if (problem !== 'UNDERPAID' && problem !== 'OVERPAID') return problemText
  return t[problem](formatMoney(received), formatMoney(due))
}

function Known({ payment }: { payment: Payment }) {
  const t = operator.payments
  const { organization, member, status, provider, trigger, quantity, price, tax, due, received, settled } = payment
  const {
    refunded,
    reference,
    transferReference,
    failure,
    dispute,
    attempts,
    createdAt,
    settledAt,
    expiresAt,
    nextAttemptAt,
  } = payment
  const moment = (at: string | null | undefined) => (at ? formatMoment(at) : null)
  return (
    <Card title={t.known}>
      <Facts
        of={[
          [
            t.columns.organization,
            <Link key="organization" className="link" to={`/organizations/${organization.id}`}>
              {organization.name}
            </Link>,
          ],
          [t.startedBy, member?.name ?? texts.credits.payment.trigger[trigger] ?? null],
          [
            t.columns.status,
            <Status key="status" status={status} text={texts.credits.payment.status[status] ?? status} />,
          ],
          [t.provider, texts.credits.topUp.providers[provider] ?? provider],
          [t.transferReference, transferReference ? inFours(transferReference) : null],
          [t.reference, reference ?? null],
          [t.quantity, quantity > 1 ? formatNumber(quantity) : null],
          [t.price, formatMoney(price)],
          [t.tax, tax.amount > 0 ? formatMoney(tax) : null],
          [t.columns.due, formatMoney(due)],
          [t.columns.received, formatMoney(received)],
          [t.settled, formatMoney(settled)],
          [t.refunded, refunded.amount > 0 ? formatMoney(refunded) : null],
          [t.failure, failure ?? null],
          [t.dispute, dispute ? operator.lots.disputes[dispute] : null],
          [t.attempts, attempts > 0 ? formatNumber(attempts) : null],
          [t.started, formatMoment(createdAt)],
          [t.settledAt, moment(settledAt)],
          [t.nextAttempt, moment(nextAttemptAt)],
          [t.expires, status === 'OPEN' ? moment(expiresAt) : null],
        ]}
      />
    </Card>
  )
}

function Brought({ payment: { credits, lots } }: { payment: Payment }) {
  const t = operator.payments
  const { kinds, topUp } = texts.credits
  return (
    <Card title={t.brings}>
      {credits.map(({ creditType, credits: bought, bonus }) => (
        <Text key={creditType} size="sm">
          {topUp.brings(formatNumber(bought), creditType)}
          {bonus > 0 ? ` ${topUp.bonus(formatNumber(bonus))}` : ''}
        </Text>
      ))}
      {lots.length === 0 ? (
        <Text size="sm" className="quiet">
          {t.noLots}
        </Text>
      ) : (
        <ul className="plain">
          {lots.map(({ id, kind, granted, available, spent, wallet }) => (
            <li key={id}>
              {kinds[kind] ?? kind}:{' '}
              {t.lot(formatNumber(granted), wallet.creditType, formatNumber(available), formatNumber(spent))}
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function Receipts({ payment: { receipts } }: { payment: Payment }) {
  const text = texts.credits.payment
  if (receipts.length === 0) return null
  return (
    <Card title={operator.payments.receipts}>
      {receipts.map(({ id, number, kind, links }) => (
        <Anchor key={id} href={links?.page} target="_blank" size="sm" display="block">
          {kind === 'RECEIPT' ? text.receipt : text.creditNote} {number}
        </Anchor>
      ))}
    </Card>
  )
}
