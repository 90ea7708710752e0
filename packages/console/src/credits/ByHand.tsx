// A payment that is made by hand: how much, to whom, with which reference, and what happens next.

import { Anchor, Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useData } from '../data/useData.ts'
import { PlatformContact } from '../generated/credits.ts'
import type { PaymentTicksSubscription, PlatformContactQuery } from '../generated/types.ts'
import { Card } from '../parts/Card.tsx'
import { Copied } from '../parts/Copied.tsx'
import { CopyAction } from '../parts/CopyAction.tsx'
import { Facts } from '../parts/Facts.tsx'
import { formatMoment, formatMoney, inFours } from '../parts/format.ts'
import { texts } from '../texts/index.ts'

type Payment = NonNullable<PaymentTicksSubscription['paymentUpdated']>

export function ByHand({ payment }: { readonly payment: Payment }) {
  const text = texts.credits.byHand
  const { title, due, received, expiresAt, transferReference: reference } = payment
  const { data } = useData(PlatformContact, {})
  const seller = data?.seller
  const facts: readonly (readonly [string, ReactNode])[] = [
    [text.what, title],
    [text.amount, formatMoney({ ...due, amount: due.amount - received.amount })],
    [text.received, received.amount > 0 ? formatMoney(received) : null],
    [text.to, seller ? <Lines key="to" of={[seller.name, seller.address]} /> : null],
    [text.account, seller?.bankAccount ? <Account key="account" text={seller.bankAccount} /> : null],
    [text.reference, reference ? <Copied key="reference" text={reference} shown={inFours(reference)} /> : null],
    [text.until, expiresAt ? formatMoment(expiresAt) : null],
    [text.taxId, seller?.taxId],
    [
      text.email,
      seller?.email ? <Mail key="mail" address={seller.email} subject={text.subject(title, reference ?? '')} /> : null,
    ],
  ]
  return (
    <Card title={text.title}>
      <Facts of={facts} />
      <Text size="sm" mt="md">
        {nextOf(seller)}
      </Text>
      <Text size="sm" className="quiet" mt={4}>
        {text.afterwards}{' '}
        <Link className="link" to="../payments" style={{ textDecoration: 'underline' }}>
          {text.toPayments}
        </Link>
        .
      </Text>
    </Card>
  )
}

/** What to do now: pay to the account that is shown, or wait for the invoice that names it. */
function nextOf(seller: NonNullable<PlatformContactQuery['organization']>['seller'] | undefined): string {
  const text = texts.credits.byHand
  if (seller?.bankAccount) return text.transfer
  return seller?.email ? text.next(seller.name) : text.nextUnknown
}

const Lines = ({ of }: { readonly of: readonly string[] }) => (
  <span style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>{of.join('\n')}</span>
)

const Account = ({ text }: { readonly text: string }) => (
  <Group gap={4} wrap="nowrap" align="flex-start">
    <Lines of={[text]} />
    <CopyAction text={text} icon={14} variant="subtle" color="gray" size="sm" />
  </Group>
)

function Mail({ address, subject }: { readonly address: string; readonly subject: string }) {
  return (
    <Anchor size="sm" href={`mailto:${address}?subject=${encodeURIComponent(subject)}`}>
      {address}
    </Anchor>
  )
}
