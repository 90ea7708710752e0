// A payment that is under way, followed live until the credits are there.

import { Alert, Anchor } from '@mantine/core'
import { useState } from 'react'
import { useConnection } from '../data/connection.tsx'
import { useStream } from '../data/useData.ts'
import { PaymentTicks } from '../generated/credits.ts'
import type { PaymentTicksSubscription } from '../generated/types.ts'
import { texts } from '../texts/index.ts'
import { ByHand } from './ByHand.tsx'

const COLORS: Readonly<Record<string, string>> = { PAID: 'teal', FAILED: 'red', EXPIRED: 'gray', CANCELED: 'gray' }

export function PaymentState({ paymentId }: { paymentId: string }) {
  const text = texts.credits.payment
  const { topics } = useConnection()
  const [payment, setPayment] = useState<PaymentTicksSubscription['paymentUpdated'] | null>(null)
  useStream(PaymentTicks, { paymentId }, (next) => {
    setPayment(next)
    topics.tell('payments', 'credits')
  })
  if (!payment) return null
  const { status, provider, checkoutUrl, failure, problemText, receipts } = payment
  if (provider === 'MANUAL' && (status === 'OPEN' || status === 'PARTIALLY_PAID')) return <ByHand payment={payment} />
  return (
    <Alert color={COLORS[status] ?? 'brand'} title={text.status[status] ?? status} role="status">
      {status === 'PAID' ? text.done : (failure ?? problemText ?? text.waiting)}{' '}
      {status === 'OPEN' && checkoutUrl ? <Anchor href={checkoutUrl}>{text.pay}</Anchor> : null}
      {receipts.map(({ number, kind, links }) =>
        links ? (
          <Anchor key={number} href={links.page} target="_blank" display="block">
            {kind === 'RECEIPT' ? text.receipt : text.creditNote} {number}
          </Anchor>
        ) : null,
      )}
    </Alert>
  )
}
