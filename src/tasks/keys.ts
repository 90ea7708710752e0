// The API key that a task was submitted with.

import type { App } from '../app.ts'
import type { Task } from '../database/generated/client/client.ts'
import { readTogether } from '../database/together.ts'

// A task's hold names the lineage of the key; a task without a hold names it itself. Served by primary keys, and by
// api_key_organization_id_lineage_id_idx.
const KEYS = `
  SELECT k.id
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) WITH ORDINALITY AS task (organization_id, hold_id, api_key_id, key)
  LEFT JOIN hold h ON h.organization_id = task.organization_id AND h.id = task.hold_id
  LEFT JOIN LATERAL (
    SELECT id FROM api_key
    WHERE organization_id = task.organization_id AND lineage_id = coalesce(h.api_key_id, task.api_key_id)
    ORDER BY id DESC LIMIT 1
  ) AS k ON true
  ORDER BY task.key`

/** The id of the newest key of the lineage that a task was submitted with. */
export const keyOfTask = readTogether<App, Task, { id: string | null }>(({ prisma }, tasks) =>
  prisma.$queryRawUnsafe<{ id: string | null }[]>(
    KEYS,
    tasks.map(({ organizationId }) => organizationId),
    tasks.map(({ holdId }) => holdId),
    tasks.map(({ apiKeyId }) => apiKeyId),
  ),
)
