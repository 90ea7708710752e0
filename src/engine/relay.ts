// Receives the notifications of the other processes, and publishes their changes here as if they had been made here.
//
// It reads the rows of the notifications (src/engine/notification.ts) that clients of this process follow. Everything that gathers
// during one read is the next read, so a busy database costs two statements at a time, for any number of clients.
//
// Notifications may be lost: by PostgreSQL with the connection, by another transport at any time. Batches are numbered without
// gaps, and every batch has a notification. So the relay periodically reads the newest number. If it has not received all
// notifications up to that number by the next time, all clients that follow something read their state again.

import { setTimeout as delay } from 'node:timers/promises'
import type { Logger } from 'pino'
import { type Client, createClient, TIMEOUTS, type Timeouts } from '../database/connect.ts'
import type { Task } from '../database/generated/client/client.ts'
import type { JournalEntry } from '../ledger/journal.ts'
import type { Run } from '../ledger/run.ts'
import { CHANNEL, type NewEntries, type RowName, readNotification, type Transport } from './notification.ts'
import type { AlertRow, Changes, PaymentRow } from './records.ts'
import { parserOf } from './session.ts'
import * as tables from './tables.ts'

const RECONNECT_DELAY_MS = 500
/** The query for the newest number also detects a connection that was cut silently. */
const PROBE_PAUSE_MS = 2_000
const RELAY_TIMEOUTS: Timeouts = { ...TIMEOUTS, statementMs: 4_000, answerMs: 5_000 }

/** The newest number of each cell. */
const NEWEST = `
  SELECT c.id AS cell, coalesce(max(l.batch), 0) AS newest FROM cell c LEFT JOIN lane l ON l.cell = c.id GROUP BY c.id`

// Served by the primary key.
const ENTRIES = `
  SELECT ${tables.journalEntries.select()}
  FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::bigint[]) AS wanted (organization_id, wallet_id, first, last)
  JOIN journal_entry j ON j.organization_id = wanted.organization_id AND j.wallet_id = wanted.wallet_id
    AND j.sequence BETWEEN wanted.first AND wanted.last
  ORDER BY j.wallet_id, j.sequence`

const TASKS = tables.tasks.selectByKey()

const RUNS = tables.runs.selectByKey()

const PAYMENTS = tables.payments.selectByKey()

const ALERTS = `${tables.alerts.selectByKey()} ORDER BY a.id`

export interface RelayOptions {
  readonly url: string
  /** Null for PostgreSQL. */
  readonly transport: Transport | null
  /** Returns whether a lane is one of this process, whose changes are published already. */
  readonly isOwn: (laneId: string) => boolean
  readonly log: Logger
  /** Returns whether a client of this process follows an organization. */
  readonly isFollowed: (organizationId: string) => boolean
  /** `committedAt`: the time of the first of their batches, in milliseconds since 1970; null: unknown. */
  readonly onChanges: (changes: Changes, committedAt: number | null) => void
  /** Another process has committed a batch. */
  readonly onBatch: () => void
  /** Called every two seconds with the number of cells that the database has. */
  readonly onCells: (count: number) => void
  /** Notifications may have been lost. */
  readonly onLoss: () => void
  /** Called on its connection once it is there and every two seconds. If it throws, the relay opens another connection. */
  readonly probe: (client: Client) => Promise<void>
  /** It has lost its connection. */
  readonly onLost: () => void
}

interface Gathered {
  /** The time of the first batch whose notification was received, in milliseconds since 1970; null: unknown. */
  committedAt: number | null
  readonly wallets: Map<string, NewEntries>
  readonly tasks: Map<string, RowName>
  readonly alerts: Map<string, RowName>
  readonly runs: Map<string, RowName>
  readonly payments: Map<string, RowName>
}

export class Relay {
  readonly #options: RelayOptions
  readonly #stopping = new AbortController()
  /** Ends the pause before the next probe. */
  #waking = new AbortController()
  readonly #running: Promise<void>
  /** By cell. */
  readonly #heard = new Map<number, Heard>()
  /** The connection that rows are read on, while there is one. */
  #client: Client | null = null
  #gathered: Gathered = nothing()
  #reading: Promise<void> | null = null
  #lostSince: Date | null = new Date()

  constructor(options: RelayOptions) {
    this.#options = options
    options.transport?.listen((notification) => this.#hear(notification))
    this.#running = this.#run()
  }

  /** The time since which it has no connection, and receives no notifications; null: it has one. */
  get lostSince(): Date | null {
    return this.#lostSince
  }

  /** Calls `probe` at once. */
  wake(): void {
    this.#waking.abort()
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    await this.#running
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping
    const { url, transport, log, onCells, onLoss, probe, onLost } = this.#options
    while (!signal.aborted) {
      const client = createClient(url, { name: 'holdfast relay', timeouts: RELAY_TIMEOUTS, pipeline: true, parserOf })
      const lost = new AbortController()
      client.on('error', () => lost.abort())
      client.on('end', () => lost.abort())
      client.on('notification', ({ payload }) => this.#hear(payload ?? ''))
      try {
        await client.connect()
        await client.query(`SET timezone = 'UTC'`)
        if (!transport) await client.query(`LISTEN ${CHANNEL}`)
        this.#client = client
        this.#lostSince = null
        while (!signal.aborted && !lost.signal.aborted) {
          const { rows } = await client.query<{ cell: number; newest: bigint }>(NEWEST)
          onCells(rows.length)
          const missing = rows.filter(({ cell, newest }) => this.#heardOf(cell).isMissing(newest))
          if (missing.length > 0) onLoss()
          const nextAt = performance.now() + PROBE_PAUSE_MS
          do {
            this.#waking = new AbortController()
            await probe(client)
            const pausing = AbortSignal.any([signal, lost.signal, this.#waking.signal])
            await delay(Math.max(nextAt - performance.now(), 0), undefined, { signal: pausing }).catch(() => {})
          } while (this.#waking.signal.aborted && performance.now() < nextAt && !signal.aborted && !lost.signal.aborted)
        }
      } catch (error) {
        if (!signal.aborted) log.debug({ err: error }, 'the relay has lost its connection and opens another')
      }
      this.#client = null
      onLost()
      this.#lostSince ??= new Date()
      for (const heard of this.#heard.values()) heard.forget()
      await this.#reading
      await client.end().catch(() => {})
      if (!signal.aborted) await delay(RECONNECT_DELAY_MS, undefined, { signal }).catch(() => {})
    }
  }

  #hear(text: string): void {
    const client = this.#client
    // Nothing can be read without a connection. Once there is one, all clients read their state again.
    if (!client) return
    const { isOwn, isFollowed, onChanges } = this.#options
    const notification = readNotification(text)
    if (notification.isLast) this.#heardOf(notification.cell).add(notification.number)
    if (isOwn(notification.laneId)) return
    if (notification.isLast) this.#options.onBatch()
    const body = notification.body()
    const { wallets, tasks, alerts, runs, payments } = this.#gathered
    this.#gathered.committedAt ??= body.committedAt
    for (const wallet of body.wallets) {
      if (!isFollowed(wallet.organizationId)) continue
      const before = wallets.get(wallet.walletId)
      wallets.set(wallet.walletId, before ? { ...before, last: wallet.last } : wallet)
    }
    for (const task of body.tasks) if (isFollowed(task.organizationId)) tasks.set(task.id, task)
    for (const alert of body.alerts) if (isFollowed(alert.organizationId)) alerts.set(alert.id, alert)
    for (const run of body.runs) if (isFollowed(run.organizationId)) runs.set(run.id, run)
    for (const payment of body.payments) if (isFollowed(payment.organizationId)) payments.set(payment.id, payment)
    const ofFollowed = <Name extends { readonly organizationId: string }>(names: readonly Name[]) =>
      names.filter(({ organizationId }) => isFollowed(organizationId))
    const [terms, requests, costs] = [ofFollowed(body.terms), ofFollowed(body.requests), ofFollowed(body.costs)]
    // Their names are enough.
    if (terms.length + requests.length + costs.length > 0)
      onChanges(
        { entries: [], tasks: [], alerts: [], runs: [], payments: [], terms, requests, costs },
        body.committedAt,
      )
    this.#reading ??= this.#read(client).finally(() => {
      this.#reading = null
    })
  }

  #heardOf(cell: number): Heard {
    const known = this.#heard.get(cell) ?? new Heard()
    this.#heard.set(cell, known)
    return known
  }

  async #read(client: Client): Promise<void> {
    while (hasRows(this.#gathered)) {
      const wallets = [...this.#gathered.wallets.values()]
      const tasks = [...this.#gathered.tasks.values()]
      const alerts = [...this.#gathered.alerts.values()]
      const runs = [...this.#gathered.runs.values()]
      const payments = [...this.#gathered.payments.values()]
      const { committedAt } = this.#gathered
      this.#gathered = nothing()
      const namesOf = (rows: readonly RowName[]) => [rows.map((r) => r.organizationId), rows.map((r) => r.id)]
      const read = async <Row>(name: string, text: string, size: number, values: unknown[]): Promise<Row[]> =>
        size === 0 ? [] : (await client.query({ name, text, values })).rows
      try {
        const [entryRows, taskRows, alertRows, runRows, paymentRows] = await Promise.all([
          read<JournalEntry>('entries', ENTRIES, wallets.length, [
            wallets.map((w) => w.organizationId),
            wallets.map((w) => w.walletId),
            wallets.map((w) => w.first),
            wallets.map((w) => w.last),
          ]),
          read<Task>('tasks', TASKS, tasks.length, namesOf(tasks)),
          read<AlertRow>('alerts', ALERTS, alerts.length, namesOf(alerts)),
          read<Run>('runs', RUNS, runs.length, namesOf(runs)),
          read<PaymentRow>('payments', PAYMENTS, payments.length, namesOf(payments)),
        ])
        const changed = { entries: entryRows, tasks: taskRows, alerts: alertRows, runs: runRows, payments: paymentRows }
        this.#options.onChanges({ ...changed, terms: [], requests: [], costs: [] }, committedAt)
      } catch (error) {
        // Once there is another connection, all clients read their state again.
        this.#options.log.debug({ err: error }, 'the relay could not read the rows of a notification')
        client.end().catch(() => {})
        return
      }
    }
  }
}

function hasRows({ wallets, tasks, alerts, runs, payments }: Gathered): boolean {
  return [wallets, tasks, alerts, runs, payments].some(({ size }) => size > 0)
}

function nothing(): Gathered {
  return {
    committedAt: null,
    wallets: new Map(),
    tasks: new Map(),
    alerts: new Map(),
    runs: new Map(),
    payments: new Map(),
  }
}

/** The batches of which a notification was received. */
class Heard {
  /** All batches up to this one; null before the first call. */
  #all: bigint | null = null
  readonly #later = new Set<bigint>()
  /** The newest number at the last call. */
  #due: bigint | null = null

  add(number: bigint): void {
    this.#later.add(number)
    this.#advance()
  }

  /** Returns whether a batch is missing that existed at the last call. Forgets the gap, so that it is reported once. */
  isMissing(newest: bigint): boolean {
    const due = this.#due
    this.#due = newest
    // After the start of listening, everything may have been missed.
    const isMissing = due === null || (this.#all ?? 0n) < due
    if (due === null) this.#all = newest
    else if (isMissing) this.#all = due
    for (const number of this.#later) if (number <= (this.#all ?? 0n)) this.#later.delete(number)
    this.#advance()
    return isMissing
  }

  /** Called when the connection is lost. */
  forget(): void {
    this.#due = null
    this.#later.clear()
  }

  #advance(): void {
    while (this.#all !== null && this.#later.delete(this.#all + 1n)) this.#all += 1n
  }
}
