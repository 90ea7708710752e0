// The open payments of an organization that is closed: nobody is asked to pay them any more.

import type { App } from '../app.ts'
import { skip } from '../engine/command.ts'
import { GatewayUnavailable } from '../gateways/gateway.ts'
import { endAtProvider } from './ask.ts'
import { changePayment } from './commands.ts'
import { paymentRow } from './find.ts'

/** Cancels them here and at their providers. A provider that does not answer is asked again later: src/payments/sweep.ts. */
export async function cancelOpenPayments(app: App, organizationId: string): Promise<void> {
  const open = await app.prisma.payment.findMany({ where: { organizationId, status: 'OPEN' } })
  for (const payment of open) {
    try {
      await endAtProvider(app, paymentRow(payment))
    } catch (error) {
      if (!(error instanceof GatewayUnavailable)) throw error
    }
    await app.lane.run(
      changePayment(organizationId, payment.id, ({ status }) =>
        status === 'OPEN' ? { fact: { stage: 'CANCELED' }, failure: 'The organization was closed.' } : skip(),
      ),
    )
  }
}
