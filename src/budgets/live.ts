// Alerts, live: those that a client has missed since the last one that it saw, if it says which; then each as it is raised.

import type { App } from '../app.ts'
import type { AlertRow } from '../engine/batch.ts'
import { type LiveStream, LOOK_AGAIN, live } from '../events/live.ts'

const ALERTS_PER_READ = 500

/** Null when the organization isn't there. */
export function watchAlerts(
  app: App,
  organizationId: string,
  after: string | null,
): Promise<LiveStream<AlertRow> | null> {
  return live<AlertRow, AlertRow>(
    (hear) => app.bus.listen('alert', organizationId, hear),
    () => 'alert',
    async () => {
      if ((await app.prisma.organization.count({ where: { id: organizationId } })) === 0) return null
      let last = after ?? (await newestAlert(app, organizationId)) ?? ''
      async function* missing(): AsyncGenerator<AlertRow> {
        while (true) {
          const alerts = await app.prisma.alert.findMany({
            where: { organizationId, ...(last ? { id: { gt: last } } : {}) },
            orderBy: { id: 'asc' },
            take: ALERTS_PER_READ,
          })
          for (const alert of alerts) {
            last = alert.id
            yield alert as AlertRow
          }
          if (alerts.length < ALERTS_PER_READ) return
        }
      }
      return {
        present: after === null ? [] : missing(),
        follow: (event, isBehind) => {
          if (event === LOOK_AGAIN || isBehind) return missing()
          if (event.id <= last) return null
          last = event.id
          return event
        },
      }
    },
  )
}

async function newestAlert(app: App, organizationId: string): Promise<string | undefined> {
  const newest = await app.prisma.alert.findFirst({ where: { organizationId }, orderBy: { id: 'desc' } })
  return newest?.id
}
