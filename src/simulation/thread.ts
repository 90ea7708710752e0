// The thread of a simulation (src/simulation/work.ts). It plays the past, writes the results of organizations as they come, and tells
// its parent how far it is, and the totals at the end.

import { setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { v7 as uuidv7 } from 'uuid'
import { type Client, createClient, UNHURRIED } from '../database/connect.ts'
import { isUnavailable } from '../database/retry.ts'
import { isRefusal } from '../ledger/refusals.ts'
import type { Message } from '../queue/background.ts'
import { type OrganizationResult, type Totals, totalsOf } from './report.ts'
import { simulate } from './simulate.ts'

export interface Order {
  readonly url: string
  readonly id: string
  /** The results of an earlier attempt are removed; a later one ends this one. */
  readonly attempt: number
  readonly now: Date
  /** The name of its session that reads, as pg_stat_activity shows it. */
  readonly session: string
}

/** Its niceness: other threads go first. */
const NICE = 10
const RESULTS_PER_INSERT = 500

const READ = `SELECT document, from_at AS "from", until_at AS until FROM simulation WHERE id = $1`

// Nothing, if the attempt does not count any more. The lock makes a later attempt wait, which then removes these rows too.
const RUN = `run AS MATERIALIZED (
    SELECT id FROM simulation WHERE id = $1 AND attempts = $2 AND ended_at IS NULL FOR SHARE
  )`
const REMOVE = `WITH ${RUN} DELETE FROM simulated_organization r USING run WHERE r.simulation_id = run.id`
const INSERT = `
  WITH ${RUN}
  INSERT INTO simulated_organization (
    simulation_id, id, organization_id, credit_type, tasks, refused, refusals, credits_before, credits_after, refunded_before,
    refunded_after, sequence, expired_before, expired_after, ran_out_at, required, available
  )
  SELECT run.id, r.id, r."organizationId", r."creditType", r.tasks, r.refused, r.refusals, r."creditsBefore", r."creditsAfter",
    r."refundedBefore", r."refundedAfter", 0, r."expiredBefore", r."expiredAfter", r."ranOutAt", r.required, r.available
  FROM run, json_to_recordset($3::json) AS r (
    id uuid, "organizationId" uuid, "creditType" text, tasks bigint, refused bigint, refusals jsonb, "creditsBefore" bigint,
    "creditsAfter" bigint, "refundedBefore" bigint, "refundedAfter" bigint, "expiredBefore" bigint, "expiredAfter" bigint,
    "ranOutAt" timestamptz, required bigint, available bigint
  )`

// Those whose use changes most come first.
const ORDER = `
  UPDATE simulated_organization r SET sequence = ordered.place FROM (
    SELECT id, row_number() OVER (
      ORDER BY abs(credits_after - refunded_after - (credits_before - refunded_before)) DESC, id
    ) AS place
    FROM simulated_organization WHERE simulation_id = $1
  ) AS ordered
  WHERE r.simulation_id = $1 AND r.id = ordered.id`

interface Wanted {
  readonly document: unknown
  readonly from: Date
  readonly until: Date
}

const tell = (message: Message<Totals>) => parentPort?.postMessage(message)

async function run({ url, id, attempt, now, session }: Order): Promise<void> {
  const client = createClient(url, { name: 'holdfast simulation results', timeouts: UNHURRIED })
  await client.connect()
  try {
    const { rows } = await client.query<Wanted>(READ, [id])
    const [wanted] = rows
    if (!wanted) return
    await client.query(REMOVE, [id, attempt])
    const { document, from, until } = wanted
    const results = new Results(client, { id, attempt })
    const progress = { total: (total: number) => tell({ total }), played: (done: number) => tell({ done }) }
    const played = simulate(url, document, { from, until, now }, { session, progress })
    const totals = await totalsOf(played, (each) => results.add(each))
    await results.write()
    await client.query(ORDER, [id])
    tell(isRefusal(totals) ? { failure: totals.message } : { result: totals })
  } finally {
    await client.end()
  }
}

/** The results that were not written yet. */
class Results {
  readonly #client: Client
  readonly #run: Pick<Order, 'id' | 'attempt'>
  #waiting: OrganizationResult[] = []

  constructor(client: Client, run: Pick<Order, 'id' | 'attempt'>) {
    this.#client = client
    this.#run = run
  }

  async add(result: OrganizationResult): Promise<void> {
    this.#waiting.push(result)
    if (this.#waiting.length >= RESULTS_PER_INSERT) await this.write()
  }

  async write(): Promise<void> {
    const rows = this.#waiting.map(({ ranOut, ...result }) => ({
      ...result,
      ...ranOut,
      id: uuidv7(),
      ranOutAt: ranOut?.at ?? null,
    }))
    this.#waiting = []
    if (rows.length > 0) await this.#client.query(INSERT, [this.#run.id, this.#run.attempt, JSON.stringify(rows)])
  }
}

// Linux has a priority for each thread. Elsewhere this would be that of the process.
if (process.platform === 'linux') setPriority(0, NICE)

run(workerData as Order).catch((error) => tell({ error, isUnavailable: isUnavailable(error) }))
