// Live requests for credits: first the newest ones, then each after each change.

import type { App } from '../app.ts'
import type { CreditRequest } from '../database/generated/client/client.ts'
import type { RowName } from '../engine/notification.ts'
import { creditRequests } from '../engine/tables.ts'
import { readerPerBatchKey } from '../events/batchKey.ts'
import { type LiveStream, LookAgain, live } from '../events/live.ts'

/** The most requests that a stream sends first, and again after events were lost. */
export const REQUESTS_FIRST = 50

// Served by the primary key.
const REQUESTS = `
  SELECT wanted.key::int, ${creditRequests.select()}
  FROM unnest($1::uuid[], $2::uuid[]) WITH ORDINALITY AS wanted (organization_id, id, key)
  JOIN credit_request c ON c.organization_id = wanted.organization_id AND c.id = wanted.id`

const requestAt = readerPerBatchKey<RowName, CreditRequest>(REQUESTS, ({ organizationId, id }) => [organizationId, id])

/** Watches the requests of an organization. `memberId`: only those of this member; null: all. Null if the organization does not exist. */
export function watchRequests(
  app: App,
  organizationId: string,
  memberId: string | null,
): Promise<LiveStream<CreditRequest> | null> {
  const where = { organizationId, ...(memberId === null ? {} : { memberId }) }
  async function* newest(): AsyncGenerator<CreditRequest> {
    const rows = await app.prisma.creditRequest.findMany({ where, orderBy: { id: 'desc' }, take: REQUESTS_FIRST })
    yield* rows.reverse()
  }
  async function* changed(event: RowName): AsyncGenerator<CreditRequest> {
    const [request] = await requestAt(event, app, event)
    if (request && (memberId === null || request.memberId === memberId)) yield request
  }
  return live<RowName, CreditRequest>(
    organizationId,
    (hear) => app.bus.listen('request', organizationId, hear),
    ({ id }) => id,
    async () => {
      if ((await app.prisma.organization.count({ where: { id: organizationId } })) === 0) return null
      return {
        present: newest(),
        follow: (event) => (event instanceof LookAgain ? newest() : changed(event)),
      }
    },
  )
}
