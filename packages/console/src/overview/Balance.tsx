// The credits of a type, as numbers and as a bar, moving as tasks run; and how long they last at the present pace.

import { useHoldfast } from '@holdfast/react'
import { formatDay, formatNumber } from '../parts/format.ts'
import { Stat } from '../parts/Stat.tsx'
import { When } from '../parts/When.tsx'
import { texts } from '../texts/index.ts'
import type { OverviewData, OverviewWallet } from './types.ts'

export function Balance({ wallet }: { organization: OverviewData; wallet: OverviewWallet }) {
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
        <Pace wallet={wallet} />
      </div>
      <div className="balance-bar" aria-hidden="true">
        {parts.map(({ name, value, color }) =>
          value > 0 ? <span key={name} style={{ flexGrow: value, background: color }} /> : null,
        )}
      </div>
    </section>
  )
}

function Pace({ wallet: { forecast } }: { wallet: OverviewWallet }) {
  const { from, to, spent, runsOutAt, unknownBecause } = forecast
  const days = Math.max(1, (Date.parse(to) - Date.parse(from)) / 86_400_000)
  if (!runsOutAt)
    return (
      <Stat
        label={texts.overview.pace}
        note={unknownBecause === 'OBSERVED_TOO_SHORT' ? texts.overview.tooShort : texts.overview.neverRunsOut}
      >
        {formatNumber(Math.round(spent / days))}
      </Stat>
    )
  return (
    <Stat label={texts.overview.runsOut} note={texts.overview.paceText(formatNumber(Math.round(spent / days)))}>
      <span title={formatDay(runsOutAt)}>
        <When at={runsOutAt} />
      </span>
    </Stat>
  )
}
