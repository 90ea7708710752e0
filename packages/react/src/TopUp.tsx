// Credit packs to buy: choose one, start the payment, follow it until the credits are there.

import { isRefusal } from '@holdfast/client'
import { CreditPacks, PaymentUpdated, StartPurchase } from '@holdfast/client/operations'
import { useId, useState } from 'react'
import { useLive } from './live.ts'
import { useHoldfast } from './provider.tsx'
import { useRead } from './read.ts'
import { Shown } from './Shown.tsx'

export interface TopUpProps {
  /** The payment provider. */
  readonly provider: 'STRIPE' | 'OXAPAY' | 'MANUAL' | 'SANDBOX'
  /** Where the payment's page leads back to. */
  readonly returnUrl?: string
  /** The organization that buys. Absent: the caller's own. */
  readonly organizationId?: string
}

export function TopUp({ provider, returnUrl, organizationId }: TopUpProps) {
  const { client, texts, credits, money } = useHoldfast()
  const packs = useRead(CreditPacks, {})
  const [chosen, setChosen] = useState<string | null>(null)
  const [paymentId, setPaymentId] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [isSending, setIsSending] = useState(false)
  const group = useId()
  const packId = chosen ?? packs.data?.[0]?.id

  async function buy() {
    if (!packId || isSending) return
    setIsSending(true)
    setProblem(null)
    try {
      const answer = await client.mutate(StartPurchase, { packId, provider, returnUrl, organizationId })
      if (isRefusal(answer)) setProblem(answer.message)
      else if (answer.__typename === 'StartPurchaseSuccess') setPaymentId(answer.payment.id)
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
    } finally {
      setIsSending(false)
    }
  }

  return (
    <section className="holdfast-part holdfast-top-up" aria-label={texts.packs} aria-busy={!packs.data && !packs.error}>
      <Shown known={packs}>
        {(all) => (
          <fieldset className="holdfast-packs">
            <legend className="holdfast-title">{texts.packs}</legend>
            {all?.length ? null : <p className="holdfast-note">{texts.noPacks}</p>}
            {all?.map((pack) => (
              <label key={pack.id} className="holdfast-pack">
                <input type="radio" name={group} checked={pack.id === packId} onChange={() => setChosen(pack.id)} />
                <span className="holdfast-pack-title">{pack.title}</span>
                <span className="holdfast-note">
                  {pack.credits
                    .map(
                      (each) =>
                        `${texts.price(credits(each.credits))}${each.bonus > 0 ? ` ${texts.bonus(credits(each.bonus))}` : ''}`,
                    )
                    .join(', ')}
                </span>
                <span className="holdfast-price">{money(pack.price)}</span>
              </label>
            ))}
            <button className="holdfast-button" type="button" aria-disabled={!packId || isSending} onClick={buy}>
              {texts.buy}
            </button>
          </fieldset>
        )}
      </Shown>
      {paymentId ? <PaymentState paymentId={paymentId} /> : null}
      <p className="holdfast-error" role="alert">
        {problem}
      </p>
    </section>
  )
}

function PaymentState({ paymentId }: { paymentId: string }) {
  const { texts } = useHoldfast()
  const payment = useLive(PaymentUpdated, { paymentId })
  return (
    <Shown known={payment}>
      {({ status, checkoutUrl }) => (
        <div className="holdfast-row">
          <p role="status">{texts.payment[status]}</p>
          {checkoutUrl && status === 'OPEN' ? (
            <a className="holdfast-link" href={checkoutUrl}>
              {texts.pay}
            </a>
          ) : null}
        </div>
      )}
    </Shown>
  )
}
