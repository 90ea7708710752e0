// What the next receipt will look like: an example, with the seller's details as they are typed.

import { Text } from '@mantine/core'
import { nowMs } from '../parts/clock.ts'
import { formatDay, formatMoney } from '../parts/format.ts'
import { operator } from '../texts/operator.ts'
import type { SellerDraft } from './types.ts'

const EXAMPLE = { amount: 4_900, currency: 'EUR' }

export function ReceiptPreview({ seller }: { readonly seller: SellerDraft }) {
  const t = operator.seller.example
  const { name, address, taxId, email } = seller
  const lines = [...address.split('\n'), taxId ? t.taxId(taxId) : '', email].map((line) => line.trim()).filter(Boolean)
  return (
    <div className="receipt" role="img" aria-label={operator.seller.preview}>
      <Text fw={650} size="lg">
        {t.title}
      </Text>
      <Text size="xs" className="quiet">
        {formatDay(new Date(nowMs()))}
      </Text>
      <div className="receipt-parties">
        <div>
          <Text size="xs" fw={600}>
            {t.from}
          </Text>
          {name.trim() === '' ? (
            <Text size="sm" className="quiet">
              {t.nobody}
            </Text>
          ) : (
            <Text size="sm" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
              {[name.trim(), ...lines].join('\n')}
            </Text>
          )}
        </div>
        <div>
          <Text size="xs" fw={600}>
            {t.for}
          </Text>
          <Text size="sm" style={{ whiteSpace: 'pre-line' }}>
            {t.buyer}
          </Text>
        </div>
      </div>
      <dl className="receipt-sum number">
        <dt>{t.what}</dt>
        <dd>{formatMoney(EXAMPLE)}</dd>
        <dt>
          <b>{t.total}</b>
        </dt>
        <dd>
          <b>{formatMoney(EXAMPLE)}</b>
        </dd>
      </dl>
    </div>
  )
}
