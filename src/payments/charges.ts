// Charges what was saved for payments that nobody has to start. Any number of processes may sweep: the lane gives each attempt to one of
// them, for some minutes.
//
// The provider knows a payment by one id, which is stored here before money can move, and an attempt by its number. So a process that is
// killed, or does not hear the answer, charges nothing twice: the next one asks under the same id and number.

import type { App, DueWork } from '../app.ts'
import type { PaymentRow } from '../engine/records.ts'
import { type Charge, type Chargeable, GatewayUnavailable, type SavedMethods } from '../gateways/gateway.ts'
import { isRefusal } from '../ledger/refusals.ts'
import { runWithoutKey } from '../operation.ts'
import { SWEEP_PAUSE_MS, type SweepAt } from '../queue/repeat.ts'
import { failureNews, readAtProvider, tell } from './ask.ts'
import { beginAttempt, endAttempt, givePage } from './attempts.ts'
import { atGateway, paymentRow } from './find.ts'
import { chargeableOf, customerOf, loseMethod } from './methods.ts'
import { openRenewals } from './renewals.ts'
import { stopTopUps } from './topUpCommands.ts'
import { buyTopUps } from './topUps.ts'

/** The most payments of one sweep, which charges them one after the other. */
const PAYMENTS_AT_ONCE = 20

export const CHARGES_DUE: DueWork = {
  name: 'charge what was saved',
  pauseMs: SWEEP_PAUSE_MS,
  sweep: sweepCharges,
  nextInstant: `
    SELECT min(charge_at) FROM payment WHERE organization_id = $1::uuid AND charge_at > $2
    UNION ALL
    SELECT top_up_at FROM organization WHERE id = $1::uuid AND top_up_at > $2`,
}

async function sweepCharges(app: App, at?: SweepAt): Promise<number> {
  const providers = Object.entries(app.gateways).flatMap(([name, { saved }]) =>
    // The clock of an organization can't spend real money.
    saved && (!at || saved.isTest) ? [name as PaymentRow['provider']] : [],
  )
  // Without a provider that saves something, nothing is read.
  if (providers.length === 0) return 0
  const opened = (await openRenewals(app, providers, at)) + (await buyTopUps(app, providers, at))
  const due = await app.prisma.payment.findMany({
    where: {
      chargeAt: { lte: at?.now ?? app.clock() },
      provider: { in: providers },
      ...(at ? { organizationId: at.organizationId } : { organization: { clockAt: null } }),
    },
    orderBy: { chargeAt: 'asc' },
    take: PAYMENTS_AT_ONCE,
  })
  for (const payment of due) await attempt(app, paymentRow(payment))
  return opened + due.length
}

/** Makes the attempt that is due, unless another process does or the payment is not wanted any more. */
async function attempt(app: App, { organizationId, id }: PaymentRow): Promise<void> {
  const begun = await runWithoutKey(app.lane, beginAttempt(organizationId, id))
  if (isRefusal(begun) || begun.payment.chargeAt === null) return
  const { payment } = begun
  const saved = app.gateways[payment.provider]?.saved
  const method = await chargeableOf(app, payment)
  try {
    if (saved && method) return await chargeBy(app, payment, saved, method)
    await handOver(app, payment, 'Nothing is saved that can be charged.')
  } catch (error) {
    // The next process asks again, once the time of this attempt has passed.
    if (error instanceof GatewayUnavailable) await tell(app, payment, { failure: error.message })
    else await tell(app, payment, failureNews(error))
  }
}

async function chargeBy(app: App, payment: PaymentRow, saved: SavedMethods, method: Chargeable): Promise<void> {
  let known = payment
  if (saved.ready && payment.reference === null) {
    const { reference, tax } = await saved.ready(atGateway(payment), method.customer)
    known = await tell(app, payment, {
      fact: { tax },
      started: { reference, checkoutUrl: null, expiresAt: null },
    })
  }
  const number = known.attempts + 1
  await take(app, known, number, await saved.charge(atGateway(known), method, number), method)
}

async function take(app: App, payment: PaymentRow, attempts: number, charge: Charge, method: Chargeable) {
  switch (charge.kind) {
    case 'TAKEN': {
      const fact = charge.fact ? { fact: charge.fact, failure: null } : {}
      const read = charge.fact ? payment : await readAtProvider(app, payment)
      if (read.status === 'OPEN' && !charge.fact)
        return declined(app, read, attempts, 'The provider does not say that it was paid.')
      await tell(app, read, { ...fact, charge: { attempts, at: null } })
      return
    }
    case 'DECLINED':
      return declined(app, payment, attempts, charge.message)
    case 'GONE':
      await loseMethod(app, payment, method)
      await app.lane.run(
        stopTopUps(payment.organizationId, { provider: payment.provider, creditType: null }, charge.message),
      )
      return handOver(app, payment, charge.message, attempts)
    case 'NEEDS_PAYER':
      return handOver(app, payment, charge.message, attempts)
  }
}

/** It is tried again, or has failed if there is no time for that. */
async function declined(app: App, payment: PaymentRow, attempts: number, failure: string): Promise<void> {
  await runWithoutKey(app.lane, endAttempt(payment, attempts, failure))
}

/** Somebody has to pay it: it gets a page, on which another means of payment can be saved, too. */
async function handOver(app: App, payment: PaymentRow, failure: string, attempts = payment.attempts): Promise<void> {
  const gateway = app.gateways[payment.provider]
  if (!gateway) return
  const started = await gateway.start(atGateway(payment), await customerOf(app, payment))
  await runWithoutKey(app.lane, givePage(payment, { attempts, failure, started, openMs: gateway.openMs }))
}
