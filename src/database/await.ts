// Waits until a PostgreSQL can be used: with backoff while it is starting, away, or not yet known to the name server, up to
// a bound. A failure that waiting can't mend (a wrong password, a missing database, missing rights, too old a server, a pooler in
// transaction mode) ends the wait at once. Every failure is one line that names the mistake and the remedy.

import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { EXIT, Failure } from '../failure.ts'
import { type Client, createClient, TIMEOUTS } from './connect.ts'
import { isUnavailable } from './retry.ts'

const POSTGRES_VERSION_MIN = 15
const WAIT_MS_MAX = 60_000
const PAUSE_MS_MIN = 100
const PAUSE_MS_MAX = 2_000
const ANSWER_TIMEOUT_MS = 5_000
/** Enough to see a pooler share sessions, whichever it hands out next. */
const PROBES = 4
const PROBE = 'holdfast.probe'

export interface Wanted {
  readonly url: string
  /** True if it will be written to: then a standby is not enough, nor a pooler that shares sessions. */
  readonly writes: boolean
  /** Called with a line about the reason of the wait, each time that the reason changes. */
  readonly onWait: (line: string) => void
  readonly signal?: AbortSignal
  readonly waitMsMax?: number
}

/** Resolves once the database can be used. Throws a Failure if it can't be, or if the signal is aborted. */
export async function awaitDatabase({ url, writes, onWait, signal, waitMsMax = WAIT_MS_MAX }: Wanted): Promise<void> {
  const endsAt = performance.now() + waitMsMax
  let said = ''
  for (let pauseMs = PAUSE_MS_MIN; ; pauseMs = Math.min(pauseMs * 2, PAUSE_MS_MAX)) {
    signal?.throwIfAborted()
    const line = await lineOfWait(url, writes)
    if (line === null) return
    if (performance.now() > endsAt) {
      const seconds = Math.round(waitMsMax / 1_000)
      throw new Failure(EXIT.UNAVAILABLE, `DATABASE_URL: ${line} Gave up after ${seconds} s.`)
    }
    if (line !== said) onWait(`Waiting for PostgreSQL: ${line}`)
    said = line
    await delay(pauseMs, undefined, { signal })
  }
}

/** Returns the reason to wait; null if the database can be used. Throws a Failure that waiting can't mend. */
async function lineOfWait(url: string, writes: boolean): Promise<string | null> {
  const client = newClient(url)
  try {
    await client.connect()
    await checkVersion(client)
    if (!writes) return null
    const line = await lineOfReadOnly(client)
    if (line === null) await checkSessions(url)
    return line
  } catch (error) {
    const failure = explain(error, client)
    if (failure.code === EXIT.UNAVAILABLE) return failure.message
    throw new Failure(failure.code, `DATABASE_URL: ${failure.message}`, { cause: error })
  } finally {
    await client.end().catch(() => {})
  }
}

function newClient(url: string): Client {
  try {
    return createClient(url, { name: 'holdfast start', timeouts: { ...TIMEOUTS, answerMs: ANSWER_TIMEOUT_MS } })
  } catch (error) {
    const message =
      'DATABASE_URL must be a URL such as postgresql://user:password@host:5432/database, with reserved characters of the password percent-encoded'
    throw new Failure(EXIT.USAGE, message, { cause: error })
  }
}

async function checkVersion(client: Client): Promise<void> {
  const { rows } = await client.query(`SHOW server_version_num`)
  const major = Math.floor(Number(rows[0].server_version_num) / 10_000)
  if (major >= POSTGRES_VERSION_MIN) return
  const message = `Holdfast needs PostgreSQL ${POSTGRES_VERSION_MIN} or newer, and ${placeOf(client)} is ${major}.`
  throw new Failure(EXIT.REFUSED, message)
}

/** A standby may be promoted at any moment, and a database that is read-only for an upgrade is so for a while. */
async function lineOfReadOnly(client: Client): Promise<string | null> {
  const { rows } = await client.query(
    `SELECT pg_is_in_recovery() AS standby, current_setting('default_transaction_read_only') = 'on' AS closed`,
  )
  if (rows[0].standby) return `${placeOf(client)} is a standby, and Holdfast needs the primary.`
  if (rows[0].closed) return `${placeOf(client)} is read-only (default_transaction_read_only is on).`
  return null
}

/**
 * Throws if a pooler shares sessions among connections: prepared statements and the lane's lock need a session for as long
 * as the connection lasts. Each of several connections sets a value in its session, and then reads it back, the last
 * one first. In sessions of their own all find their own values. A pooler in transaction mode has put several values
 * into one session, or answers from a session that never had one, whether it hands out the session that was used last
 * or the one that has been idle for longest.
 */
async function checkSessions(url: string): Promise<void> {
  const probes = Array.from({ length: PROBES }, () => ({ client: newClient(url), mark: randomUUID() }))
  try {
    for (const { client } of probes) await client.connect()
    for (const { client, mark } of probes) await client.query(`SELECT set_config($1, $2, false)`, [PROBE, mark])
    for (const { client, mark } of probes.toReversed()) {
      const { rows } = await client.query(`SELECT current_setting($1, true) AS found`, [PROBE])
      if (rows[0].found === mark) continue
      const message = `${placeOf(client)} is a pooler in transaction mode (such as PgBouncer with pool_mode = transaction), and Holdfast needs sessions: connect to PostgreSQL itself, or set pool_mode = session.`
      throw new Failure(EXIT.REFUSED, message)
    }
  } finally {
    await Promise.all(probes.map(({ client }) => client.end().catch(() => {})))
  }
}

/** One line for an error of the database: with the code UNAVAILABLE if waiting may mend it. */
export function explain(error: unknown, client: Client): Failure {
  if (error instanceof Failure) return error
  if (!(error instanceof Error)) throw error
  const { code = '' } = error as { code?: string }
  const [place, user] = [placeOf(client), `the user "${client.user}"`]
  const refused = (message: string) => new Failure(EXIT.REFUSED, message, { cause: error })
  if (code === '28P01' || /password authentication failed/.test(error.message)) {
    return refused(`${place} refuses the password of ${user}. Give the right one in the URL.`)
  }
  if (/client password must be a string/.test(error.message)) {
    return refused(`${place} wants a password for ${user}, and the URL has none.`)
  }
  if (code === '28000') return refused(`${place} does not let ${user} in: ${error.message}.`)
  if (code === '3D000') {
    return refused(`${place} has no database "${client.database}". Create it: CREATE DATABASE ${client.database}.`)
  }
  if (code === '42501') {
    return refused(`${user} lacks a right in the database "${client.database}": ${error.message}. Make it the owner.`)
  }
  if (/startup parameter/.test(error.message)) {
    return refused(
      `${place} is a pooler that refuses the limits which Holdfast sets for its sessions (${error.message}). Connect to PostgreSQL itself.`,
    )
  }
  if (code === '08P01') return refused(`${place} refuses the connection: ${error.message}.`)
  if (/does not support SSL/.test(error.message)) {
    return refused(`${place} does not speak TLS. Take sslmode out of the URL, or say sslmode=disable.`)
  }
  if (/^(CERT_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO|ERR_TLS)/.test(code)) {
    return refused(`the certificate of ${place} is not trusted (${code}). Name its authority: sslrootcert=FILE.`)
  }
  // ENOENT: the socket of a server that hasn't started.
  if (code === 'ENOENT' || isUnavailable(error)) {
    return new Failure(EXIT.UNAVAILABLE, `${place} can't be reached (${reasonOf(error)}).`, { cause: error })
  }
  throw error
}

/** ECONNREFUSED, or what PostgreSQL said: the database system is starting up. */
function reasonOf(error: Error & { code?: string }): string {
  return error.code && /^E[A-Z]/.test(error.code) ? error.code : error.message
}

function placeOf({ host, port }: Client): string {
  return host.startsWith('/') ? `PostgreSQL at ${host}` : `PostgreSQL at ${host}:${port}`
}
