// The time of an organization: the real time, or that of a SANDBOX organization's own clock once it was moved.

import DataLoader from 'dataloader'
import type { App } from '../app.ts'
import type { OrganizationId } from '../ids.ts'

const loaders = new WeakMap<App, DataLoader<string, Date>>()

/** The present time of an organization. Calls in one turn of the event loop share a query. */
export function timeOf(app: App, organizationId: OrganizationId): Promise<Date> {
  let loader = loaders.get(app)
  if (!loader) {
    // Not cached: a clock may be moved at any time.
    loader = new DataLoader((ids) => readTimes(app, ids), { cache: false })
    loaders.set(app, loader)
  }
  return loader.load(organizationId)
}

async function readTimes(app: App, ids: readonly string[]): Promise<Date[]> {
  const moved = await app.prisma.organization.findMany({
    where: { id: { in: [...new Set(ids)] }, clockAt: { not: null } },
    select: { id: true, clockAt: true },
  })
  const clocks = new Map(moved.map(({ id, clockAt }) => [id, clockAt]))
  const now = app.clock()
  return ids.map((id) => clocks.get(id) ?? now)
}
