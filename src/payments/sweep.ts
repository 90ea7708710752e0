// Nobody stays locked who has paid: asks the providers about payments whose callback did not come, more and more rarely, and
// begins checkouts that the provider did not answer for. Payments that no provider is asked about end at their own time.

import type { App, DueWork } from '../app.ts'
import type { PaymentRow } from '../engine/records.ts'
import { GatewayUnavailable } from '../gateways/gateway.ts'
import { SWEEP_PAUSE_MS, type SweepAt } from '../queue/repeat.ts'
import { beginCheckout, readAtProvider, tell } from './ask.ts'
import { expirePayment } from './attempts.ts'
import { paymentRow } from './find.ts'

/** The most payments of one sweep, which asks about them one after the other. */
const PAYMENTS_AT_ONCE = 20
/** The most payments that end in one sweep, together. */
const ENDED_AT_ONCE = 200
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

/** Sandbox payments, those by hand, and those whose provider has not answered for months. */
export const PAYMENTS_EXPIRING: DueWork = {
  name: 'end payments that nobody makes',
  pauseMs: SWEEP_PAUSE_MS,
  sweep: sweepExpired,
  nextInstant: `
    SELECT min(expires_at) FROM payment
    WHERE organization_id = $1::uuid AND status = 'OPEN' AND check_at IS NULL AND expires_at > $2`,
}

async function sweepExpired(app: App, at?: SweepAt): Promise<number> {
  // Without a provider, nothing is read.
  if (Object.keys(app.gateways).length === 0) return 0
  const over = await app.prisma.payment.findMany({
    where: {
      ...{ status: 'OPEN', checkAt: null, expiresAt: { lte: at?.now ?? app.clock() } },
      ...(at ? { organizationId: at.organizationId } : { organization: { clockAt: null } }),
    },
    orderBy: { expiresAt: 'asc' },
    take: ENDED_AT_ONCE,
    select: { organizationId: true, id: true },
  })
  await Promise.all(over.map(({ organizationId, id }) => app.lane.run(expirePayment(organizationId, id))))
  return over.length
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
