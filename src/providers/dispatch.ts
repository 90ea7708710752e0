// Giving providers the tasks that wait for them: as many as a provider may have at a time, and fair. An organization's next
// task comes after as many of others as it has there, however many it has waiting; and it has no more at work, there and
// with workers, than it may.
//
// A job of the queue says that there may be something to give, not what: so ten thousand tasks that wait are not looked at
// ten thousand times, and one that comes later can be given before them.

import type { App } from '../app.ts'
import { CLAIM_LOCK } from '../tasks/leases.ts'
import { STEP_TASK } from './outbox.ts'
import { findDefinition } from './provider.ts'

/** The most that are given in one transaction. */
const GIVEN_MAX = 500

const GIVE = `
  INSERT INTO upstream_job (organization_id, task_id, provider, step, failures, created_at)
  SELECT organization_id, id, $1, 1, 0, $2::timestamptz
  FROM (
    SELECT t.organization_id, t.id, o.tasks_at_once,
      row_number() OVER of_organization + coalesce(working.here, 0) AS turn,
      row_number() OVER of_organization + coalesce(working.anywhere, 0) AS at_once
    FROM task t
    JOIN organization o ON o.id = t.organization_id AND o.mode = 'LIVE'
    JOIN price_rule r ON r.id = t.price_rule_id AND r.http_provider = $1
    LEFT JOIN (
      SELECT a.organization_id, count(*) AS anywhere, count(*) FILTER (WHERE a.provider = $1) AS here
      FROM (
        SELECT organization_id, task_id, provider FROM upstream_job WHERE ended_at IS NULL
        UNION ALL
        SELECT organization_id, task_id, NULL FROM task_lease WHERE until > $2::timestamptz
      ) AS a
      JOIN task at_work ON at_work.organization_id = a.organization_id AND at_work.id = a.task_id
      WHERE at_work.ended_at IS NULL
      GROUP BY a.organization_id
    ) AS working ON working.organization_id = t.organization_id
    LEFT JOIN upstream_job u ON u.organization_id = t.organization_id AND u.task_id = t.id
    WHERE t.ended_at IS NULL AND t.status = 'QUEUED' AND t.approval IS DISTINCT FROM 'PENDING' AND u.task_id IS NULL
    WINDOW of_organization AS (PARTITION BY t.organization_id ORDER BY t.id)
  ) AS waiting
  WHERE tasks_at_once IS NULL OR at_once <= tasks_at_once
  ORDER BY turn, id
  LIMIT $3
  RETURNING organization_id AS "organizationId", task_id AS "taskId"`

// Served by upstream_job_open.
const AT_WORK = `
  SELECT count(*) AS tasks
  FROM upstream_job u
  JOIN task t ON t.organization_id = u.organization_id AND t.id = u.task_id
  WHERE u.provider = $1 AND u.ended_at IS NULL AND t.ended_at IS NULL`

const ENQUEUE = `
  SELECT graphile_worker.add_job($1, payload::json, flags := $3::text[]) FROM unnest($2::text[]) AS job (payload)`

/** Gives a provider what it has room for; how many tasks that were. */
export async function dispatch(app: App, provider: string): Promise<number> {
  return app.prisma.$transaction(async (transaction) => {
    await transaction.$executeRawUnsafe(`SELECT pg_advisory_xact_lock($1::bigint)`, CLAIM_LOCK)
    const definition = await findDefinition(transaction, provider)
    if (!definition) return 0
    const [atWork] = await transaction.$queryRawUnsafe<[{ tasks: bigint }]>(AT_WORK, provider)
    const room = Math.min(definition.limits.concurrency - Number(atWork.tasks), GIVEN_MAX)
    if (room <= 0) return 0
    const given = await transaction.$queryRawUnsafe<object[]>(GIVE, provider, app.clock(), room)
    if (given.length > 0) {
      const payloads = given.map((task) => JSON.stringify({ ...task, step: 1 }))
      await transaction.$executeRawUnsafe(ENQUEUE, STEP_TASK, payloads, [flagOf(provider)])
    }
    return given.length
  })
}

/** Marks the queue's jobs that wait for this provider's answers. */
export function flagOf(provider: string): string {
  return `upstream:${provider}`
}
