// The alert that a webhook endpoint was disabled: kept, told live, and sent to the endpoints that want to hear of it.

import type { App } from '../app.ts'
import { idempotency, OWN_KEYS } from '../engine/idempotency.ts'
import { notFound } from '../refusals.ts'
import { countWaiting } from './deliveries.ts'

export interface DisabledJob {
  readonly organizationId: string
  readonly endpointId: string
  readonly reason: string
  /** When, ISO: an endpoint may be disabled several times. */
  readonly at: string
}

/** Raises the alert, once however often the job is done. */
export async function raiseDisabled(app: App, { organizationId, endpointId, reason, at }: DisabledJob): Promise<void> {
  const where = { organizationId_id: { organizationId, id: endpointId } }
  const endpoint = await app.prisma.webhookEndpoint.findUnique({ where })
  if (!endpoint) return
  const waiting = await countWaiting(app.prisma, endpoint)
  // Who may read alerts may not read URLs, which may hold a secret.
  const { host } = new URL(endpoint.url)
  const message = `The webhook endpoint at ${host} was disabled. ${reason} Messages for it wait (${waiting} now). Once it answers again, enable it with updateWebhookEndpoint(isPaused: false): what it missed is sent then.`
  await app.lane.run({
    organizationId,
    idempotency: idempotency(`${OWN_KEYS}disabled ${endpointId} ${at}`, 'raiseDisabled', {}),
    reads: {},
    decide(batch) {
      if (!batch.standing(organizationId)) return notFound('organization')
      batch.raise(organizationId, { kind: 'WEBHOOK_DISABLED', endpointId, message })
      return { value: {}, resultId: organizationId }
    },
  })
}
