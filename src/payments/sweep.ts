// Nobody stays locked who has paid: asks the providers about payments whose callback did not come, more and more rarely, and
// begins checkouts that the provider did not answer for.

import type { App, DueWork } from '../app.ts'
import type { PaymentRow } from '../engine/records.ts'
import { GatewayUnavailable } from '../gateways/gateway.ts'
import { SWEEP_PAUSE_MS, type SweepAt } from '../queue/repeat.ts'
import { beginCheckout, readAtProvider, tell } from './ask.ts'
import { paymentRow } from './find.ts'

/** The most payments of one sweep, which asks about them one after the other. */
const PAYMENTS_AT_ONCE = 20
/** The number of attempts to begin a checkout: for about an hour. */
const BEGINNINGS_MAX = 6

export const PAYMENTS_DUE: DueWork = {
  name: 'ask about payments',
  pauseMs: SWEEP_PAUSE_MS,
  sweep: sweepPayments,
  // Providers follow the real time.
  nextInstant: null,
}

async function sweepPayments(app: App, at?: SweepAt): Promise<number> {
  // Without a provider that can be asked, nothing is read.
  if (at || !Object.values(app.gateways).some(({ read }) => read)) return 0
  const due = await app.prisma.payment.findMany({
    where: { checkAt: { lte: app.clock() } },
    orderBy: { checkAt: 'asc' },
    take: PAYMENTS_AT_ONCE,
  })
  for (const payment of due) await check(app, paymentRow(payment))
  return due.length
}

async function check(app: App, payment: PaymentRow): Promise<void> {
  const isKnown = app.gateways[payment.provider]?.read !== undefined
  if (!isKnown) {
    await tell(app, payment, { checked: true, failure: 'The provider is not set up here any more.' })
    return
  }
  try {
    if (payment.reference !== null) await readAtProvider(app, payment)
    else if (payment.status === 'OPEN' && payment.checks < BEGINNINGS_MAX) await beginCheckout(app, payment)
    else await tell(app, payment, { checked: true, fact: { stage: 'EXPIRED' } })
  } catch (error) {
    if (!(error instanceof GatewayUnavailable)) throw error
    await tell(app, payment, { checked: true, failure: error.message })
  }
}
