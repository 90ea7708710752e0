// Gives waiting tasks to providers: up to the provider's concurrency, and fair. The next task is from the organization with the
// fewest tasks at the provider, regardless of how many it has waiting; and an organization never has more tasks in progress, at
// providers and with workers together, than it may have.
//
// Waiting tasks are first taken in from the queue's job, which the lane has written together with them. A dispatch reads the
// first few waiting tasks of each organization, so its cost does not grow with the length of the line.

import type { App } from '../app.ts'
import type { Prisma } from '../database/generated/client/client.ts'
import { LOCKS } from '../database/locks.ts'
import { transact } from '../database/transact.ts'
import { findDefinition } from '../providers/provider.ts'
import { carrying, type Traceparent } from '../telemetry/trace.ts'
import { STEP_TASK, type TaskName } from './outbox.ts'

/** The most tasks that are given in one transaction. */
const GIVEN_MAX = 500

// Tasks that have ended meanwhile are left out.
const TAKE_IN = `
  INSERT INTO upstream_job (organization_id, task_id, provider, step, failures, created_at, traceparent)
  SELECT t.organization_id, t.id, $1, 1, 0, $2::timestamptz, named.traceparent
  FROM unnest($3::uuid[], $4::uuid[], $5::text[]) AS named (organization_id, id, traceparent)
  JOIN task t USING (organization_id, id)
  WHERE t.ended_at IS NULL
  ON CONFLICT DO NOTHING`

// Organizations one after the other, then the first tasks of each, all by the index upstream_job_waiting: PostgreSQL has no
// skip scan for this.
const CHOOSE = `
  WITH RECURSIVE waiting AS (
    (SELECT organization_id FROM upstream_job
      WHERE provider = $1 AND given_at IS NULL AND ended_at IS NULL
      ORDER BY organization_id LIMIT 1)
    UNION ALL
    SELECT next.organization_id FROM waiting, LATERAL (
      SELECT u.organization_id FROM upstream_job u
      WHERE u.provider = $1 AND u.given_at IS NULL AND u.ended_at IS NULL AND u.organization_id > waiting.organization_id
      ORDER BY u.organization_id LIMIT 1
    ) AS next
  ), working AS (
    SELECT a.organization_id, count(*) AS anywhere, count(*) FILTER (WHERE a.provider = $1) AS here
    FROM (
      SELECT organization_id, task_id, provider FROM upstream_job WHERE given_at IS NOT NULL AND ended_at IS NULL
      UNION ALL
      SELECT organization_id, task_id, NULL FROM task_lease WHERE until > $2::timestamptz
    ) AS a
    JOIN task t ON t.organization_id = a.organization_id AND t.id = a.task_id
    WHERE t.ended_at IS NULL
    GROUP BY a.organization_id
  )
  SELECT o.id AS "organizationId", first.task_id AS "taskId", first.traceparent, first.nth + coalesce(w.here, 0) AS turn
  FROM waiting
  JOIN organization o ON o.id = waiting.organization_id
  LEFT JOIN working w ON w.organization_id = o.id
  CROSS JOIN LATERAL (
    SELECT task_id, traceparent, row_number() OVER (ORDER BY task_id) AS nth
    FROM (
      SELECT u.task_id, u.traceparent FROM upstream_job u
      WHERE u.provider = $1 AND u.organization_id = o.id AND u.given_at IS NULL AND u.ended_at IS NULL
      ORDER BY u.task_id
      LIMIT greatest(0, least($3, o.tasks_at_once - coalesce(w.anywhere, 0)))
    ) AS few
  ) AS first
  ORDER BY turn, first.task_id
  LIMIT $3`

const GIVE = `
  UPDATE upstream_job u SET given_at = $1::timestamptz
  FROM unnest($2::uuid[], $3::uuid[]) AS chosen (organization_id, task_id)
  WHERE u.organization_id = chosen.organization_id AND u.task_id = chosen.task_id`

// Served by upstream_job_at_work.
const AT_WORK = `
  SELECT count(*) AS tasks
  FROM upstream_job u
  CROSS JOIN LATERAL (
    SELECT FROM task t WHERE t.organization_id = u.organization_id AND t.id = u.task_id AND t.ended_at IS NULL LIMIT 1
  ) AS open
  WHERE u.provider = $1 AND u.given_at IS NOT NULL AND u.ended_at IS NULL`

type Given = Omit<TaskName, 'traceparent'> & { readonly traceparent: Traceparent | null }

type Chosen = Given & { readonly turn: bigint }

/** Marks the queue's jobs that send a request to a provider. */
export const REQUEST_FLAG = 'upstream'

const ENQUEUE = `
  SELECT graphile_worker.add_job($1, payload::json, flags := $3::text[]) FROM unnest($2::text[]) AS job (payload)`

/** Stores that tasks wait for a provider, each once. */
export async function takeIn(app: App, provider: string, tasks: readonly TaskName[]): Promise<void> {
  const columns = [
    tasks.map(({ organizationId }) => organizationId),
    tasks.map(({ taskId }) => taskId),
    tasks.map(({ traceparent }) => traceparent ?? null),
  ]
  await app.prisma.$executeRawUnsafe(TAKE_IN, provider, app.clock(), ...columns)
}

/** Gives a provider as many waiting tasks as it has room for. */
export async function dispatch(app: App, provider: string): Promise<void> {
  const give = async (transaction: Prisma.TransactionClient) => {
    await transaction.$executeRawUnsafe(`SELECT pg_advisory_xact_lock($1::bigint)`, LOCKS.claim)
    const definition = await findDefinition(transaction, provider)
    if (!definition) return 0
    const [atWork] = await transaction.$queryRawUnsafe<[{ tasks: bigint }]>(AT_WORK, provider)
    const room = Math.min(definition.limits.concurrency - Number(atWork.tasks), GIVEN_MAX)
    if (room <= 0) return 0
    const chosen = await app.cells.inEachWithin<Chosen>(transaction, CHOOSE, provider, app.clock(), room)
    const first = chosen.toSorted((one, other) => Number(one.turn - other.turn) || (one.taskId < other.taskId ? -1 : 1))
    const given = first.slice(0, room)
    if (given.length > 0) {
      const columns = [given.map(({ organizationId }) => organizationId), given.map(({ taskId }) => taskId)]
      await transaction.$executeRawUnsafe(GIVE, app.clock(), ...columns)
    }
    if (given.length > 0) {
      const payloads = given.map(({ traceparent, turn: _, ...task }) =>
        JSON.stringify({ ...task, step: 1, ...carrying(traceparent) }),
      )
      await transaction.$executeRawUnsafe(ENQUEUE, STEP_TASK, payloads, flagsOf(provider))
    }
    return given.length
  }
  while ((await transact(app.prisma, give)) === GIVEN_MAX);
}

/** The flags of the queue's jobs that send a request to this provider. */
export function flagsOf(provider: string): string[] {
  return [REQUEST_FLAG, flagOf(provider)]
}

/** The flag of one provider's jobs. */
export function flagOf(provider: string): string {
  return `${REQUEST_FLAG}:${provider}`
}
