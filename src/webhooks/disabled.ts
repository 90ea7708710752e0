// The alert that a webhook endpoint was disabled. It is stored, sent to live streams, and sent to the other endpoints that want it.
// That of an endpoint of the platform is an alert of the platform: it is in the feed, and sent to the platform's other endpoints.

import type { App } from '../app.ts'
import { idempotency, OWN_KEYS, PLATFORM_ID } from '../engine/idempotency.ts'
import { notFound } from '../refusals.ts'
import { countWaiting } from './deliveries.ts'

export interface DisabledJob {
  readonly organizationId: string
  readonly endpointId: string
  readonly reason: string
  /** The time at which it was disabled (ISO 8601): an endpoint may be disabled several times. */
  readonly at: string
}

/** Raises the alert once, however often the job runs. */
export async function raiseDisabled(app: App, { organizationId, endpointId, reason, at }: DisabledJob): Promise<void> {
  const where = { organizationId_id: { organizationId, id: endpointId } }
  const endpoint = await app.prisma.webhookEndpoint.findUnique({ where })
  if (!endpoint) return
  const waiting = await countWaiting(app.prisma, endpoint)
  // An alert shows only the host: its readers may not see URLs, which can contain a secret.
  const { host } = new URL(endpoint.url)
  if (organizationId === PLATFORM_ID) app.log.warn({ host, reason }, 'a webhook endpoint of the platform was disabled')
  const message = `The webhook endpoint at ${host} was disabled. ${reason} Messages for it wait (${waiting} now). Once it answers again, enable it with updateWebhookEndpoint(isPaused: false): what it missed is sent then.`
  await app.lane.run({
    organizationId,
    idempotency: idempotency(`${OWN_KEYS}disabled ${endpointId} ${at}`, 'raiseDisabled', {}),
    reads: {},
    decide(batch) {
      if (organizationId !== PLATFORM_ID && !batch.organization(organizationId)) return notFound('organization')
      batch.raise(organizationId, { kind: 'WEBHOOK_DISABLED', endpointId, message })
      return { value: {}, resultId: endpointId }
    },
  })
}
