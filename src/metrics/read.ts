// The metrics that are read when the page is asked for: what waits, what is open, and who holds the lane's lock.

import type { Server } from 'node:http'
import { promisify } from 'node:util'
import { Gauge, type Registry } from 'prom-client'
import type { App } from '../app.ts'
import { CELLS_MAX } from '../database/cells.ts'
import { laneLock } from '../database/locks.ts'

/** The time for which what the database has answered is used again, however many ask. */
const KEEP_MS = 5_000

interface Stats {
  readonly webhooksWaiting: number
  readonly webhooksFailing: number
  readonly endpointsDisabled: number
  readonly tasksOpen: number
  readonly jobsWaiting: number
  readonly jobsOverdueSeconds: number
  readonly lockHolderSeconds: number
  readonly connections: number
  /** For each cell, whether its newest batch is one of this process. */
  readonly lanes: readonly boolean[]
}

const LANES = `SELECT DISTINCT ON (cell) cell, id = ANY ($1::uuid[]) AS own FROM lane ORDER BY cell, batch DESC`

// The counts are served by the partial indexes of what is open.
const STATS = `
  SELECT
    (SELECT count(*)::float8 FROM webhook_delivery WHERE ended_at IS NULL) AS "webhooksWaiting",
    (SELECT count(*)::float8 FROM webhook_delivery WHERE ended_at IS NULL AND attempts > 0) AS "webhooksFailing",
    (SELECT count(*)::float8 FROM webhook_endpoint WHERE state = 'DISABLED' AND ended_at IS NULL) AS "endpointsDisabled",
    (SELECT count(*)::float8 FROM task WHERE ended_at IS NULL) AS "tasksOpen",
    (SELECT count(*)::float8 FROM graphile_worker.jobs WHERE run_at <= now() AND locked_at IS NULL AND attempts < max_attempts)
      AS "jobsWaiting",
    (SELECT coalesce(extract(epoch FROM now() - min(run_at)), 0)::float8 FROM graphile_worker.jobs
      WHERE run_at <= now() AND locked_at IS NULL AND attempts < max_attempts) AS "jobsOverdueSeconds",
    (SELECT count(*)::float8 FROM pg_stat_activity WHERE datname = current_database()) AS connections`

/** On a cluster, of each machine. */
const LOCK_HOLDERS = `
  SELECT coalesce(max(extract(epoch FROM clock_timestamp() - a.query_start)), 0)::float8 AS seconds
  FROM pg_locks l JOIN pg_stat_activity a USING (pid)
  WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
    AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND ((l.classid::bigint << 32) + l.objid::bigint = ${laneLock(0)}
      OR (l.classid::bigint << 32) + l.objid::bigint BETWEEN ${laneLock(1)} AND ${laneLock(CELLS_MAX - 1)})`

interface Read {
  readonly name: string
  readonly help: string
  readonly of: Exclude<keyof Stats, 'lanes'>
}

const READ: readonly Read[] = [
  { name: 'holdfast_webhooks_waiting', help: 'Webhook messages that are not delivered yet.', of: 'webhooksWaiting' },
  {
    name: 'holdfast_webhooks_failing',
    help: 'Webhook messages that have failed at least once and are tried again.',
    of: 'webhooksFailing',
  },
  {
    name: 'holdfast_webhook_endpoints_disabled',
    help: 'Webhook endpoints that were disabled because nothing could be delivered.',
    of: 'endpointsDisabled',
  },
  { name: 'holdfast_tasks_open', help: 'Tasks that have not ended.', of: 'tasksOpen' },
  { name: 'holdfast_queue_jobs_waiting', help: 'Jobs of the queue that are due and not taken.', of: 'jobsWaiting' },
  {
    name: 'holdfast_queue_overdue_seconds',
    help: 'Time for which the oldest job of the queue that is due has waited.',
    of: 'jobsOverdueSeconds',
  },
  {
    name: 'holdfast_lane_lock_seconds',
    help: 'Time since the session that holds the lane’s lock, of any process, sent its last statement; 0: nobody holds it.',
    of: 'lockHolderSeconds',
  },
  { name: 'holdfast_database_connections', help: 'Connections to the database, of all processes.', of: 'connections' },
]

/** `server`: the public one. */
export function readAll(registry: Registry, app: App, server: Server): void {
  const registers = [registry]
  const stats = openStats(app)
  const reachable = new Gauge({
    name: 'holdfast_database_up',
    help: '1: the database has answered the last time; 0: it has not, and what is read from it is left out.',
    registers,
    async collect() {
      this.set((await stats()) ? 1 : 0)
    },
  })
  reachable.set(0)
  for (const { name, help, of } of READ) {
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        const read = await stats()
        if (read) this.set(read[of])
        else this.remove()
      },
    })
  }
  readCells(registers, app, stats)
  const connections = promisify(server.getConnections.bind(server))
  new Gauge({
    name: 'holdfast_http_connections',
    help: 'Connections of clients to this process, WebSockets included.',
    registers,
    async collect() {
      this.set(await connections())
    },
  })
}

/** The metrics of each cell. If there is one only, they have no label. */
function readCells(registers: Registry[], app: App, stats: () => Promise<Stats | null>): void {
  const ofCells = (name: string, help: string, read: () => readonly number[] | Promise<readonly number[]>) =>
    new Gauge({
      ...{ name, help, registers, labelNames: ['cell'] },
      async collect() {
        const values = await read()
        this.reset()
        if (values.length === 1) this.set(values[0] ?? 0)
        else for (const [cell, value] of values.entries()) this.set({ cell }, value)
      },
    })
  ofCells(
    'holdfast_lane_held',
    '1: the newest batch of the cell is one of this process, which writes its ledger now; 0: it is one of another process.',
    async () => (await stats())?.lanes.map(Number) ?? [],
  )
  ofCells('holdfast_lane_queue_commands', 'Commands that wait for the lane of the cell in this process.', () =>
    app.lanes.all.map(({ waiting }) => waiting),
  )
  ofCells(
    'holdfast_lane_stopped_seconds',
    'Time for which commands have waited for the lane of the cell in this process without one being decided; 0: none waits.',
    () => app.lanes.all.map(({ stoppedMs }) => stoppedMs / 1_000),
  )
  ofCells(
    'holdfast_home',
    '1: this process decides the mutations of all processes for the cell, which send it theirs; 0: it does not.',
    () => app.lanes.cells.ids.map((cell) => (app.home.cells.includes(cell) ? 1 : 0)),
  )
}

/** Reads the statistics; null if the database did not answer. */
function openStats(app: App): () => Promise<Stats | null> {
  let last: Promise<Stats | null> | null = null
  let lastAt = 0
  return () => {
    if (last && performance.now() - lastAt < KEEP_MS) return last
    lastAt = performance.now()
    last = readStats(app).catch(() => null)
    return last
  }
}

async function readStats({ prisma, cells, lanes }: App): Promise<Stats> {
  const ids = lanes.all.map(({ id }) => id)
  const [[stats], newest, holders] = await Promise.all([
    prisma.$queryRawUnsafe<[Omit<Stats, 'lanes' | 'lockHolderSeconds'>]>(STATS),
    prisma.$queryRawUnsafe<{ cell: number; own: boolean }[]>(LANES, ids),
    cells.inEach<{ seconds: number }>(LOCK_HOLDERS),
  ])
  const own = new Set(newest.filter((each) => each.own).map(({ cell }) => cell))
  return {
    ...stats,
    lockHolderSeconds: Math.max(...holders.map(({ seconds }) => seconds)),
    lanes: lanes.cells.ids.map((cell) => own.has(cell)),
  }
}
