// A payment that is made by hand: how much, to whom, with which reference, and what happens next.

import { Anchor, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useData } from '../data/useData.ts'
import { PlatformContact } from '../generated/credits.ts'
import type { PaymentTicksSubscription } from '../generated/types.ts'
import { Card } from '../parts/Card.tsx'
import { Copied } from '../parts/Copied.tsx'
import { Facts } from '../parts/Facts.tsx'
import { formatMoment, formatMoney } from '../parts/format.ts'
import { texts } from '../texts/index.ts'

type Payment = NonNullable<PaymentTicksSubscription['paymentUpdated']>

export function ByHand({ payment }: { readonly payment: Payment }) {
  const text = texts.credits.byHand
  const { id, title, due, received, expiresAt } = payment
  const { data } = useData(PlatformContact, {})
  const seller = data?.seller
  const facts: readonly (readonly [string, ReactNode])[] = [
    [text.what, title],
    [text.amount, formatMoney({ ...due, amount: due.amount - received.amount })],
    [text.received, received.amount > 0 ? formatMoney(received) : null],
    [text.to, seller ? <Lines key="to" of={[seller.name, seller.address]} /> : null],
    [text.taxId, seller?.taxId],
    [text.email, seller?.email ? <Mail key="mail" address={seller.email} subject={text.subject(title, id)} /> : null],
    [text.reference, <Copied key="reference" text={id} />],
    [text.until, expiresAt ? formatMoment(expiresAt) : null],
  ]
  return (
    <Card title={text.title}>
      <Facts of={facts} />
      <Text size="sm" mt="md">
        {seller?.email ? text.next(seller.name) : text.nextUnknown}
      </Text>
      <Text size="sm" className="quiet" mt={4}>
        {text.afterwards}{' '}
        <Link className="link" to="../payments" style={{ textDecoration: 'underline' }}>
          {text.toPayments}
        </Link>
      </Text>
    </Card>
  )
}

const Lines = ({ of }: { readonly of: readonly string[] }) => (
  <span style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>{of.join('\n')}</span>
)

function Mail({ address, subject }: { readonly address: string; readonly subject: string }) {
  return (
    <Anchor size="sm" href={`mailto:${address}?subject=${encodeURIComponent(subject)}`}>
      {address}
    </Anchor>
  )
}
