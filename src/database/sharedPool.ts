// The pool of connections that all reads use, shared out by organization: none has more than its share of the connections
// at a time, and those who wait are served in turns. The meter of its operation counts the time of each statement.

import pg from 'pg'
import { Turns } from '../fairness/turns.ts'
import { ClosingClient, type ConnectionOptions, listening, poolConfigOf, wireOf } from './connect.ts'
import { meterNow } from './meter.ts'

const CONNECTIONS_MAX = 10
/** Of one organization: the others' statements never wait for all of its own. */
const ORGANIZATION_CONNECTIONS_MAX = 5
/** Statements of one organization that may wait; operations wait before they begin (src/server/limits.ts), so these are few. */
const WAITING_MAX = 10_000
/** The share of Holdfast's own jobs. */
const OWN = 'holdfast'

export function createSharedPool(url: string, options: ConnectionOptions): pg.Pool {
  return listening(new SharedPool({ ...poolConfigOf(url, CONNECTIONS_MAX, options), Client: PrismaConnection }))
}

/**
 * Prisma converts enums to text in the rows that a write returns, which a Citus cluster refuses, and which changes nothing: pg gets all
 * types of ours as text.
 */
class PrismaConnection extends ClosingClient {
  constructor(config?: pg.ClientConfig) {
    super(config)
    const send = this.query as (...args: unknown[]) => unknown
    this.query = (statement: unknown, ...more: unknown[]) => send(withoutCasts(statement), ...more) as never
  }
}

function withoutCasts(statement: unknown): unknown {
  const { text } = statement as { text?: string }
  const at = text?.lastIndexOf(' RETURNING "public".') ?? -1
  if (!text || at < 0) return statement
  return { ...(statement as object), text: text.slice(0, at) + text.slice(at).replace(/"::text(?!\[)/g, '"') }
}

class SharedPool extends pg.Pool {
  readonly #turns = new Turns({
    inAll: CONNECTIONS_MAX,
    perOrganization: ORGANIZATION_CONNECTIONS_MAX,
    waitingMax: WAITING_MAX,
  })

  override connect: pg.Pool['connect'] = (async () => {
    const turn = this.#turns.take(meterNow()?.sharer ?? OWN)
    const release = typeof turn === 'function' ? turn : await turn
    let client: pg.PoolClient
    try {
      client = await super.connect()
    } catch (error) {
      release()
      throw error
    }
    // The pool gives a client a new function each time that it hands it out.
    const giveBack = client.release
    client.release = (destroy) => {
      release()
      giveBack(destroy)
    }
    return client
  }) as pg.Pool['connect']

  /** A connection whose statement failed is not used again, as pg's own pool has it. */
  override query: pg.Pool['query'] = (async (statement: pg.QueryConfig, values?: unknown[]) => {
    const client = await this.connect()
    const wire = wireOf(client)
    const bytesBefore = wire.bytesRead
    const began = performance.now()
    try {
      const result = await client.query(statement, values as unknown[])
      meterNow()?.countStatement(result.rows.length, wire.bytesRead - bytesBefore, performance.now() - began)
      client.release()
      return result
    } catch (error) {
      client.release(error as Error)
      throw error
    }
  }) as pg.Pool['query']
}
