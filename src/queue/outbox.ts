// The outbox of a cluster's cells. The queue is on the coordinator, and a batch is one transaction on the machine of its cell, so the
// batch writes its jobs with its other rows (`queued_job`). They are put into the queue afterwards: at least once, and again only if the
// process or the coordinator dies between the two statements.

import type { Logger } from 'pino'
import { type Client, createClient, TIMEOUTS } from '../database/connect.ts'
import { LOCKS } from '../database/locks.ts'

const JOBS_MAX = 1_000
/** After a failure. */
const RETRY_PAUSE_MS = 2_000

/** The key replaces a job that waits under it. https://worker.graphile.org/docs/job-key */
const MOVE = `
  SELECT anchor, id, graphile_worker.add_job(task, payload::json, job_key := id::text)
  FROM (SELECT anchor, id, task, payload FROM queued_job ORDER BY id LIMIT ${JOBS_MAX}) AS job`
const MOVED = 'DELETE FROM queued_job WHERE anchor = ANY ($1::uuid[]) AND id = ANY ($2::uuid[])'

export class JobOutbox {
  readonly #url: string
  readonly #log: Logger
  #retry: NodeJS.Timeout | undefined
  #client: Client | null = null
  #moving: Promise<void> | null = null
  #isAsked = false

  constructor(url: string, log: Logger) {
    this.#url = url
    this.#log = log
  }

  /** Puts what was committed until now into the queue. */
  move(): void {
    this.#isAsked = true
    this.#moving ??= this.#work().finally(() => {
      this.#moving = null
    })
  }

  async close(): Promise<void> {
    await this.#moving
    clearTimeout(this.#retry)
    await this.#client?.end()
  }

  async #work(): Promise<void> {
    try {
      while (this.#isAsked) {
        this.#isAsked = false
        if ((await this.#moveSome()) === JOBS_MAX) this.#isAsked = true
      }
    } catch (error) {
      this.#log.warn({ err: error }, 'jobs of batches could not be put into the queue; they will be')
      await this.#client?.end().catch(() => {})
      this.#client = null
      clearTimeout(this.#retry)
      this.#retry = setTimeout(() => this.move(), RETRY_PAUSE_MS).unref()
    }
  }

  async #moveSome(): Promise<number> {
    const client = await this.#connected()
    await client.query('SELECT pg_advisory_lock($1)', [LOCKS.jobOutbox])
    const { rows } = await client.query<{ anchor: string; id: string }>(MOVE)
    if (rows.length > 0) await client.query(MOVED, [rows.map(({ anchor }) => anchor), rows.map(({ id }) => id)])
    await client.query('SELECT pg_advisory_unlock($1)', [LOCKS.jobOutbox])
    return rows.length
  }

  async #connected(): Promise<Client> {
    if (this.#client) return this.#client
    const client = createClient(this.#url, { name: 'holdfast job outbox', timeouts: TIMEOUTS })
    await client.connect()
    client.on('end', () => {
      if (this.#client === client) this.#client = null
    })
    this.#client = client
    return client
  }
}
