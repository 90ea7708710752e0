// The lots with an end, on a line of time.

import { Text } from '@mantine/core'
import { Card } from '../parts/Card.tsx'
import { formatNumber } from '../parts/format.ts'
import { When } from '../parts/When.tsx'
import { texts } from '../texts/index.ts'
import type { OverviewWallet } from './types.ts'

export function Expiring({ wallet: { expiring } }: { wallet: OverviewWallet }) {
  return (
    <Card title={texts.overview.expiring}>
      {expiring.length === 0 ? (
        <Text size="sm" className="quiet">
          {texts.overview.noExpiring}
        </Text>
      ) : (
        <ol className="timeline">
          {expiring.slice(0, 6).map(({ credits, expiresAt, lot }) => (
            <li key={lot.id}>
              <b className="number">{formatNumber(credits)}</b> {texts.overview.kinds[lot.kind] ?? lot.kind}
              <span className="quiet small">
                <When at={expiresAt} />
              </span>
            </li>
          ))}
        </ol>
      )}
    </Card>
  )
}
