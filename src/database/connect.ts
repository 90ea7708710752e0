// Every connection to PostgreSQL is made here, so that none lacks its timeouts and its keepalive.
//
// Three things can go silent without a word: a statement, the network, and the process at the other end. PostgreSQL
// cancels a statement that runs or waits for a lock for too long, and ends a session that is idle in a transaction. Both
// ends probe a connection that carries nothing (TCP keepalive), which finds out what a firewall has forgotten. And a
// client that has no answer in time takes its connection for lost and closes it: a pool never gives it out again.

import type { Socket } from 'node:net'
import pg from 'pg'

export type { Client, Pool, PoolClient } from 'pg'

const CONNECT_TIMEOUT_MS = 5_000
/** Node then probes each second and gives up after ten probes. */
const KEEPALIVE_DELAY_MS = 2_000
const IDLE_TIMEOUT_MS = 30_000
/** The time that the peer may take to close a connection that is ended here. */
const END_MS_MAX = 2_000
/** pg says this when a query has no answer in time. */
const NO_ANSWER = 'Query read timeout'

/** Settings by which PostgreSQL detects that the client is gone: after 11 s of an idle connection, 10 s of data not acknowledged. */
const TCP_SETTINGS = {
  tcp_user_timeout: '10s',
  tcp_keepalives_idle: '5s',
  tcp_keepalives_interval: '2s',
  tcp_keepalives_count: '3',
}

/** 0: without a limit. */
export interface Timeouts {
  /** PostgreSQL cancels a statement that takes longer. */
  readonly statementMs: number
  /** PostgreSQL cancels a statement that waits for one lock for longer. */
  readonly lockMs: number
  /** A connection whose query has no answer for longer is treated as lost, and closed. */
  readonly answerMs: number
  /** PostgreSQL ends a session that is idle in a transaction for longer: its process may be suspended, or cut off. */
  readonly idleInTransactionMs: number
}

/**
 * For whatever a caller waits for. A lock is waited for longer than a suspended process can hold it, so the first try
 * gets through; and the answer comes within ten seconds, whatever happens.
 */
export const TIMEOUTS: Timeouts = {
  statementMs: 8_000,
  lockMs: 7_500,
  answerMs: 10_000,
  idleInTransactionMs: 5_000,
}

/** For statements that may take minutes. Keepalive still detects a peer that is gone. */
export const UNHURRIED: Timeouts = { statementMs: 0, lockMs: 0, answerMs: 0, idleInTransactionMs: 60_000 }

export interface ConnectionOptions {
  /** As pg_stat_activity shows it. */
  readonly name: string
  readonly timeouts?: Timeouts
  /** True if statements are sent without waiting for the answers of the previous ones. */
  readonly pipeline?: boolean
  readonly parserOf?: (type: number, format: 'text') => (value: string) => unknown
}

/** A client that is not connected yet. That it is lost shows by its queries, and by its event `end`. */
export function createClient(url: string, options: ConnectionOptions): pg.Client {
  const client = new ClosingClient(configOf(url, options))
  // Without a listener the process would end.
  client.on('error', () => {})
  return client
}

export function createPool(url: string, max: number, options: ConnectionOptions): pg.Pool {
  return listening(new pg.Pool(poolConfigOf(url, max, options)))
}

/** Returns the options for a pool of another class, which must be passed to `listening`. */
export function poolConfigOf(url: string, max: number, options: ConnectionOptions): pg.PoolConfig {
  return { ...configOf(url, options), max, idleTimeoutMillis: IDLE_TIMEOUT_MS, Client: ClosingClient }
}

/** A connection that breaks is replaced by the pool; without these listeners its error would end the process. */
export function listening<Pool extends pg.Pool>(pool: Pool): Pool {
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

function configOf(url: string, { name, timeouts = TIMEOUTS, pipeline, parserOf }: ConnectionOptions): pg.ClientConfig {
  const { connectionString, options } = withTcpSettings(url)
  return {
    connectionString,
    options,
    application_name: name,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEPALIVE_DELAY_MS,
    // Absent rather than 0, which pg would send, and some poolers refuse.
    ...(timeouts.statementMs > 0 && { statement_timeout: timeouts.statementMs }),
    ...(timeouts.lockMs > 0 && { lock_timeout: timeouts.lockMs }),
    ...(timeouts.answerMs > 0 && { query_timeout: timeouts.answerMs }),
    ...(timeouts.idleInTransactionMs > 0 && { idle_in_transaction_session_timeout: timeouts.idleInTransactionMs }),
    ...(pipeline && { pipeline }),
    ...(parserOf && { types: { getTypeParser: parserOf as typeof pg.types.getTypeParser } }),
  }
}

/** Adds to the url's own options, which would replace ours: pg prefers what a url says. */
function withTcpSettings(url: string): { connectionString: string; options: string } {
  const parsed = URL.parse(url)
  const own = parsed?.searchParams.get('options') ?? process.env.PGOPTIONS ?? ''
  const settings = Object.entries(TCP_SETTINGS).map(([name, value]) => `-c ${name}=${value}`)
  const options = [own, ...settings].join(' ').trim()
  if (!parsed?.searchParams.has('options')) return { connectionString: url, options }
  parsed.searchParams.delete('options')
  return { connectionString: parsed.href, options }
}

/**
 * Closes its connection when a query has no answer in time. pg would go on with the next query, which PostgreSQL may not
 * answer either; and a pool would give the connection out again, as Prisma's transactions hand it back without an error.
 */
export class ClosingClient extends pg.Client {
  override query: pg.Client['query'] = (...args: unknown[]) => {
    const answer = (super.query as (...args: unknown[]) => unknown)(...args)
    if (answer instanceof Promise) {
      answer.catch((error) => {
        if (error?.message === NO_ANSWER) this.#destroy()
      })
    }
    return answer as never
  }

  /** pg would wait for a peer that is gone to close its side. */
  override end: pg.Client['end'] = (...args: unknown[]) => {
    const overdue = setTimeout(() => this.#destroy(), END_MS_MAX).unref()
    this.once('end', () => clearTimeout(overdue))
    return (super.end as (...args: unknown[]) => unknown)(...args) as never
  }

  #destroy(): void {
    wireOf(this).destroy()
  }
}

/** Returns the socket of a client, which pg's types leave out. */
export function wireOf(client: pg.ClientBase): Socket {
  return (client as unknown as { readonly connection: { readonly stream: Socket } }).connection.stream
}
