// Live payments: first the present state, then each change.

import type { App } from '../app.ts'
import type { PaymentRow } from '../engine/records.ts'
import { payments } from '../engine/tables.ts'
import { readerPerBatchKey } from '../events/batchKey.ts'
import { type LiveStream, LookAgain, live } from '../events/live.ts'

interface Key {
  readonly organizationId: string
  readonly id: string
}

// Served by the primary key.
const PAYMENTS = `
  SELECT wanted.key::int, ${payments.select()}
  FROM unnest($1::uuid[], $2::uuid[]) WITH ORDINALITY AS wanted (organization_id, id, key)
  JOIN payment p ON p.organization_id = wanted.organization_id AND p.id = wanted.id`

const paymentAt = readerPerBatchKey<Key, PaymentRow>(PAYMENTS, ({ organizationId, id }) => [organizationId, id])

/** Watches a payment. `after`: the sequence of the last state that the client has seen. Null if it does not exist. */
export function watchPayment(app: App, key: Key, after: bigint | null): Promise<LiveStream<PaymentRow> | null> {
  const { organizationId, id } = key
  return live<PaymentRow, PaymentRow>(
    organizationId,
    (hear) => app.bus.listen('payment', organizationId, hear),
    (payment) => payment.id,
    async () => {
      const [payment] = await paymentAt({}, app, key)
      if (!payment) return null
      let last = payment.sequence
      const tell = (changed: PaymentRow | undefined) => {
        if (changed?.id !== id || changed.sequence <= last) return null
        last = changed.sequence
        return changed
      }
      return {
        present: after === null || payment.sequence > after ? [payment] : [],
        follow: (event) => (event instanceof LookAgain ? lookAgain(event, app, key, tell) : tell(event)),
      }
    },
  )
}

async function* lookAgain(
  batchKey: object,
  app: App,
  key: Key,
  tell: (payment: PaymentRow | undefined) => PaymentRow | null,
): AsyncGenerator<PaymentRow> {
  const [payment] = await paymentAt(batchKey, app, key)
  const changed = tell(payment)
  if (changed) yield changed
}
