// What is available, in use and locked, as numbers and as a bar.

import { type BalanceOf, useBalance } from './hooks.ts'
import { useHoldfast } from './provider.tsx'
import { Shown } from './Shown.tsx'

export interface CreditMeterProps extends BalanceOf {
  /** The heading. Absent: the credit type. */
  readonly label?: string
}

export function CreditMeter({ label, ...of }: CreditMeterProps) {
  const { texts, credits } = useHoldfast()
  const balance = useBalance(of)
  const name = label ?? texts.creditsOf(balance.data?.wallet.creditType ?? of.creditType ?? null)
  return (
    <section className="holdfast-part holdfast-meter" aria-label={name} aria-busy={!balance.data && !balance.error}>
      <h3 className="holdfast-title">{name}</h3>
      <Shown known={balance}>
        {({ available, frozen, wallet: { locked, owed } }) => {
          const all = available + frozen + locked
          const more = [
            frozen && texts.frozen(credits(frozen)),
            locked && texts.locked(credits(locked)),
            owed && texts.owed(credits(owed)),
          ]
          return (
            <>
              <p className="holdfast-number">{texts.available(credits(available))}</p>
              {/* biome-ignore lint/a11y/useSemanticElements: a <meter> draws one part, and this bar has three. */}
              <div
                className="holdfast-bar"
                role="meter"
                aria-label={name}
                aria-valuemin={0}
                aria-valuemax={Math.max(all, 1)}
                aria-valuenow={available}
                aria-valuetext={texts.available(credits(available))}
              >
                {available > 0 ? <span className="holdfast-bar-available" style={{ flexGrow: available }} /> : null}
                {frozen > 0 ? <span className="holdfast-bar-frozen" style={{ flexGrow: frozen }} /> : null}
                {locked > 0 ? <span className="holdfast-bar-locked" style={{ flexGrow: locked }} /> : null}
              </div>
              <p className="holdfast-note">{more.filter(Boolean).join(' · ')}</p>
            </>
          )
        }}
      </Shown>
    </section>
  )
}
