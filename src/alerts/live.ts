// Live alerts, of one organization or of all: first those that a client missed since the last one that it saw, if it names that; then each new one.

import { NIL } from 'uuid'
import { ALL_ORGANIZATIONS, type App } from '../app.ts'
import type { AlertRow } from '../engine/records.ts'
import { alerts } from '../engine/tables.ts'
import { firstOfCells, inEachCell, readerPerBatchKey, type WithCells } from '../events/batchKey.ts'
import { type LiveStream, LookAgain, live } from '../events/live.ts'

const ALERTS_PER_READ = 500

/** `organizationId`: one organization, or ALL_ORGANIZATIONS with the platform. Returns null if there is no such organization. */
export function watchAlerts(
  app: App,
  organizationId: string,
  after: string | null,
): Promise<LiveStream<AlertRow> | null> {
  return live<AlertRow, AlertRow>(
    organizationId,
    (hear) => app.bus.listen('alert', organizationId, hear),
    () => 'alert',
    async () => {
      const isAll = organizationId === ALL_ORGANIZATIONS
      if (!isAll && (await app.prisma.organization.count({ where: { id: organizationId } })) === 0) return null
      const sent = new Sent(app, organizationId, after ?? (await newestAlert(app, organizationId)))
      async function* missing(batchKey: object): AsyncGenerator<AlertRow> {
        for (let last = sent.first; ; ) {
          const alerts = await (isAll
            ? allAlertsAfter(batchKey, app, last)
            : alertsAfter(batchKey, app, { organizationId, last }))
          for (const alert of alerts) {
            last = alert.id
            if (sent.note(alert)) yield alert
          }
          if (alerts.length < ALERTS_PER_READ) return
        }
      }
      return {
        present: after === null ? [] : missing({}),
        follow: (event, isBehind) => {
          if (event instanceof LookAgain || isBehind) return missing(event)
          return sent.note(event) ? event : null
        },
      }
    },
  )
}

/** The last alert that a stream has sent of each cell: the ids of a cell's alerts ascend, and those of another cell may come later. */
class Sent {
  readonly #app: App
  readonly #last = new Map<number, string>()

  /** `after`: the last alert that the client has seen. */
  constructor(app: App, organizationId: string, after: string) {
    this.#app = app
    const { cells } = app.lanes
    const told = organizationId === ALL_ORGANIZATIONS ? cells.ids : [cells.of(organizationId)]
    for (const cell of told) this.#last.set(cell, after)
  }

  /** The alert up to which none is missing, of any cell. */
  get first(): string {
    return [...this.#last.values()].sort()[0] ?? NIL
  }

  /** Returns whether the alert is to be sent; then it counts as sent. */
  note({ organizationId, id }: AlertRow): boolean {
    const cell = this.#app.lanes.cells.of(organizationId)
    if (id <= this.#lastOf(cell)) return false
    this.#last.set(cell, id)
    return true
  }

  /** A cell that was made meanwhile is half of the one whose number it has without the highest bit: src/database/splitCell.ts. */
  #lastOf(cell: number): string {
    return this.#last.get(cell) ?? this.#lastOf(cell - 2 ** Math.floor(Math.log2(cell)))
  }
}

/** The id of the newest alert; NIL, which comes before all, if no alert exists. */
export async function newestAlert(app: App, organizationId: string): Promise<string> {
  const where = organizationId === ALL_ORGANIZATIONS ? {} : { organizationId }
  const newest = await app.prisma.alert.findFirst({ where, orderBy: { id: 'desc' } })
  return newest?.id ?? NIL
}

interface After {
  readonly organizationId: string
  /** The last alert that the client has seen. */
  readonly last: string
}

const alertsAfter = readerPerBatchKey<After, AlertRow, WithCells>(
  alerts.selectAfter(ALERTS_PER_READ),
  ({ organizationId, last }) => [organizationId, last],
  inEachCell,
)

// Served by alert_of_all.
const ALL_AFTER = `
  SELECT wanted.key::int, a.*
  FROM unnest($1::uuid[]) WITH ORDINALITY AS wanted (id, key)
  CROSS JOIN LATERAL (
    SELECT ${alerts.select()} FROM alert a WHERE a.id > wanted.id ORDER BY a.id LIMIT ${ALERTS_PER_READ}
  ) AS a
  ORDER BY a.id`

const allAlertsAfter = readerPerBatchKey<string, AlertRow, WithCells>(
  ALL_AFTER,
  (last) => [last],
  firstOfCells(ALERTS_PER_READ, ({ id }) => id),
)
