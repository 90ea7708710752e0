// Hears what the other processes have done, and tells it here as if it had been done here.
//
// It listens for their notices (src/engine/notice.ts) and reads the rows that somebody here waits for: all that has gathered
// while the last read was under way is one read, so a busy database costs two statements at a time, however many listen.
// If the connection is lost, notices may be, too: once it is back, everybody who follows something is told to look again.

import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import type { Logger } from 'pino'
import type { Task } from '../database/generated/client/client.ts'
import type { JournalEntry } from '../ledger/journal.ts'
import type { AlertRow, Changes } from './batch.ts'
import { TASK_COLUMNS } from './load.ts'
import { CHANNEL, type NewEntries, type RowName, readNotice } from './notice.ts'
import { parserOf } from './session.ts'

const CONNECT_TIMEOUT_MS = 5_000
const RECONNECT_DELAY_MS = 500
/** A connection that was cut without a word is noticed by asking it something. */
const PROBE_PAUSE_MS = 5_000

// Served by the primary keys.
const ENTRIES = `
  SELECT j.organization_id AS "organizationId", j.wallet_id AS "walletId", j.sequence, j.type, j.credits, j.available,
    j.locked, j.frozen, j.lot_id AS "lotId", j.hold_id AS "holdId", j.task_id AS "taskId", j.reason, j.hash,
    j.created_at AS "createdAt"
  FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::bigint[]) AS wanted (organization_id, wallet_id, first, last)
  JOIN journal_entry j ON j.organization_id = wanted.organization_id AND j.wallet_id = wanted.wallet_id
    AND j.sequence BETWEEN wanted.first AND wanted.last
  ORDER BY j.wallet_id, j.sequence`

const TASKS = `
  SELECT ${TASK_COLUMNS}
  FROM unnest($1::uuid[], $2::uuid[]) AS wanted (organization_id, id)
  JOIN task t ON t.organization_id = wanted.organization_id AND t.id = wanted.id`

const ALERTS = `
  SELECT a.organization_id AS "organizationId", a.id, a.kind, a.budget_id AS "budgetId", a.threshold, a.message,
    a.created_at AS "createdAt", a.wallet_id AS "walletId", a.lot_id AS "lotId", a.credits
  FROM unnest($1::uuid[], $2::uuid[]) AS wanted (organization_id, id)
  JOIN alert a ON a.organization_id = wanted.organization_id AND a.id = wanted.id
  ORDER BY a.id`

export interface RelayOptions {
  readonly url: string
  /** This process's own, whose batches it has told already. */
  readonly laneId: string
  readonly log: Logger
  /** Whether somebody here follows an organization. */
  readonly isFollowed: (organizationId: string) => boolean
  readonly onChanges: (changes: Changes) => void
  /** Notices may have been lost. */
  readonly onLoss: () => void
}

interface Gathered {
  readonly wallets: Map<string, NewEntries>
  readonly tasks: Map<string, RowName>
  readonly alerts: Map<string, RowName>
}

export class Relay {
  readonly #options: RelayOptions
  readonly #stopping = new AbortController()
  readonly #running: Promise<void>
  #gathered: Gathered = nothing()
  #reading: Promise<void> | null = null

  constructor(options: RelayOptions) {
    this.#options = options
    this.#running = this.#run()
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    await this.#running
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping
    const { url, log, onLoss } = this.#options
    let wasLost = false
    while (!signal.aborted) {
      const client = new pg.Client({
        connectionString: url,
        application_name: 'holdfast relay',
        connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
        query_timeout: PROBE_PAUSE_MS,
        keepAlive: true,
        types: { getTypeParser: parserOf as typeof pg.types.getTypeParser },
      })
      const lost = new AbortController()
      client.on('error', () => lost.abort())
      client.on('end', () => lost.abort())
      client.on('notification', ({ payload }) => this.#hear(client, payload ?? ''))
      try {
        await client.connect()
        await client.query(`SET timezone = 'UTC'`)
        await client.query(`LISTEN ${CHANNEL}`)
        if (wasLost) onLoss()
        wasLost = true
        while (!signal.aborted && !lost.signal.aborted) {
          await delay(PROBE_PAUSE_MS, undefined, { signal: AbortSignal.any([signal, lost.signal]) }).catch(() => {})
          if (!signal.aborted) await client.query('SELECT 1')
        }
      } catch (error) {
        if (!signal.aborted) log.debug({ err: error }, 'the relay has lost its connection and opens another')
      }
      await this.#reading
      await client.end().catch(() => {})
      if (!signal.aborted) await delay(RECONNECT_DELAY_MS, undefined, { signal }).catch(() => {})
    }
  }

  #hear(client: pg.Client, payload: string): void {
    const { laneId, isFollowed } = this.#options
    const notice = readNotice(payload)
    if (notice.laneId === laneId) return
    const { wallets, tasks, alerts } = this.#gathered
    for (const wallet of notice.wallets) {
      if (!isFollowed(wallet.organizationId)) continue
      const before = wallets.get(wallet.walletId)
      wallets.set(wallet.walletId, before ? { ...before, last: wallet.last } : wallet)
    }
    for (const task of notice.tasks) if (isFollowed(task.organizationId)) tasks.set(task.id, task)
    for (const alert of notice.alerts) if (isFollowed(alert.organizationId)) alerts.set(alert.id, alert)
    this.#reading ??= this.#read(client).finally(() => {
      this.#reading = null
    })
  }

  async #read(client: pg.Client): Promise<void> {
    while (this.#gathered.wallets.size + this.#gathered.tasks.size + this.#gathered.alerts.size > 0) {
      const wallets = [...this.#gathered.wallets.values()]
      const [tasks, alerts] = [[...this.#gathered.tasks.values()], [...this.#gathered.alerts.values()]]
      this.#gathered = nothing()
      const namesOf = (rows: readonly RowName[]) => [rows.map((r) => r.organizationId), rows.map((r) => r.id)]
      const read = async <Row>(name: string, text: string, size: number, values: unknown[]): Promise<Row[]> =>
        size === 0 ? [] : (await client.query({ name, text, values })).rows
      try {
        const [entryRows, taskRows, alertRows] = await Promise.all([
          read<JournalEntry>('entries', ENTRIES, wallets.length, [
            wallets.map((w) => w.organizationId),
            wallets.map((w) => w.walletId),
            wallets.map((w) => w.first),
            wallets.map((w) => w.last),
          ]),
          read<Task>('tasks', TASKS, tasks.length, namesOf(tasks)),
          read<AlertRow>('alerts', ALERTS, alerts.length, namesOf(alerts)),
        ])
        this.#options.onChanges({ entries: entryRows, tasks: taskRows, alerts: alertRows })
      } catch (error) {
        // The connection is gone; when another is there, everybody looks again.
        this.#options.log.debug({ err: error }, 'the relay could not read what it heard of')
        return
      }
    }
  }
}

function nothing(): Gathered {
  return { wallets: new Map(), tasks: new Map(), alerts: new Map() }
}
