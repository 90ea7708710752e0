// The credits of a type, as numbers and as a bar, moving as tasks run; and how long they last at the present pace.

import { useHoldfast } from '@holdfast/react'
import { Link } from 'react-router'
import { formatNumber } from '../parts/format.ts'
import { Stat } from '../parts/Stat.tsx'
import { When } from '../parts/When.tsx'
import { texts } from '../texts/index.ts'
import type { Forecast, OverviewData, OverviewWallet } from './types.ts'

interface BalanceProps {
  readonly wallet: OverviewWallet
  /** What members hold of the type; undefined: nothing. */
  readonly held: OverviewData['heldByMembers'][number] | undefined
  /** Undefined until it is there. */
  readonly forecast: Forecast | undefined
}

export function Balance({ wallet, held, forecast }: BalanceProps) {
  const { credits } = useHoldfast()
  const { available, frozen, locked, owed } = wallet
  const parts = [
    { name: texts.overview.available, value: available, color: 'var(--console-accent)' },
    { name: texts.overview.frozen, value: frozen, color: 'var(--console-frozen)' },
    { name: texts.overview.locked, value: locked, color: 'var(--console-locked)' },
  ]
  return (
    <section className="card" aria-label={texts.overview.available} style={{ overflow: 'hidden' }}>
      <div className="stats">
        {parts.map(({ name, value, color }) => (
          <Stat
            key={name}
            label={name}
            note={<i className="swatch" style={{ background: color }} aria-hidden="true" />}
          >
            {credits(value)}
          </Stat>
        ))}
        {owed > 0 ? <Stat label={texts.overview.owed}>{credits(owed)}</Stat> : null}
        <Pace forecast={forecast} />
      </div>
      {held ? <Whole pool={available + frozen + locked} held={held} /> : null}
      <div className="balance-bar" aria-hidden="true">
        {parts.map(({ name, value, color }) =>
          value > 0 ? <span key={name} style={{ flexGrow: value, background: color }} /> : null,
        )}
      </div>
    </section>
  )
}

/** All credits of the organization: its own and those of its members. */
function Whole({ pool, held }: { readonly pool: number; readonly held: NonNullable<BalanceProps['held']> }) {
  const ofMembers = held.available + held.frozen + held.locked
  if (ofMembers === 0) return null
  return (
    <p className="small quiet" style={{ margin: 0, padding: '0 var(--console-space) 14px' }}>
      {texts.overview.whole(formatNumber(pool), formatNumber(ofMembers), held.members, formatNumber(pool + ofMembers))}{' '}
      <Link className="link" to="../members" style={{ textDecoration: 'underline' }}>
        {texts.overview.toHolders}
      </Link>
    </p>
  )
}

function Pace({ forecast }: { forecast: Forecast | undefined }) {
  if (!forecast) return <Stat label={texts.overview.pace}>…</Stat>
  const perDay = forecast.pace.reduce((sum, { creditsPerDay }) => sum + creditsPerDay, 0)
  const pace = texts.overview.paceText(formatNumber(Math.round(perDay)))
  const runsOutAt = forecast.wallets[0]?.runsOutAt
  if (!runsOutAt)
    return (
      <Stat label={texts.overview.pace} note={perDay > 0 ? texts.overview.lasts : texts.overview.neverRunsOut}>
        {texts.overview.perDay(formatNumber(Math.round(perDay)))}
      </Stat>
    )
  return (
    <Stat label={texts.overview.runsOut} note={pace}>
      <When at={runsOutAt} />
    </Stat>
  )
}
