// The next weeks: the available credits by day at the present pace, and the lots with an end, with what of them will be lost.

import { Text } from '@mantine/core'
import { useMemo } from 'react'
import { BarChart } from '../parts/BarChart.tsx'
import { Card } from '../parts/Card.tsx'
import { formatNumber } from '../parts/format.ts'
import { When } from '../parts/When.tsx'
import { dayLabel, dayTitle } from '../parts/zone.ts'
import { texts } from '../texts/index.ts'
import type { Forecast, OverviewWallet } from './types.ts'

const SHOWN = 5

interface ExpiringProps {
  readonly wallet: OverviewWallet
  readonly forecast: Forecast | undefined
  readonly zone: string
}

export function Expiring({ wallet: { expiring }, forecast, zone }: ExpiringProps) {
  const text = texts.overview
  const foretold = forecast?.wallets[0]
  const columns = useMemo(
    () =>
      (foretold?.days ?? []).map(({ at, available }) => ({
        ...{ key: at, label: dayLabel(at, zone), title: dayTitle(at, zone) },
        values: { [texts.overview.availableThen]: available },
      })),
    [foretold, zone],
  )
  const losses = foretold?.losses ?? []
  const lostOf = (lotId: string) => losses.find(({ lot }) => lot?.id === lotId)?.credits ?? 0
  const toCome = losses.filter(({ lot }) => !lot)
  return (
    <Card title={text.expiring}>
      <BarChart label={text.foretold} columns={columns} series={[text.availableThen]} height={150} isLevel />
      <ol className="timeline" style={{ marginTop: 18 }}>
        {expiring.slice(0, SHOWN).map(({ credits, expiresAt, lot }) => {
          const lost = lostOf(lot.id)
          return (
            <li key={lot.id} className={lost > 0 ? 'loses' : undefined}>
              <b className="number">{formatNumber(credits)}</b> {texts.credits.kinds[lot.kind] ?? lot.kind}{' '}
              {!forecast ? null : lost > 0 ? <b className="bad">{text.lost(formatNumber(lost))}</b> : text.allUsed}
              <span className="quiet small">
                <When at={expiresAt} />
              </span>
            </li>
          )
        })}
        {toCome.slice(0, SHOWN).map(({ at, credits }) => (
          <li key={at} className="loses">
            {text.coming} <b className="bad">{text.lost(formatNumber(credits))}</b>
            <span className="quiet small">
              <When at={at} />
            </span>
          </li>
        ))}
      </ol>
      {expiring.length === 0 ? (
        <Text size="sm" className="quiet">
          {text.noExpiring}
        </Text>
      ) : null}
    </Card>
  )
}
