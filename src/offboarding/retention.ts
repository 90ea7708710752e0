// Retention: what tasks leave is removed some days after their end, if the settings say so. Rows of tasks stay, because journal entries
// and idempotency keys refer to them.
//
// One walk goes through all tasks by their primary key, page by page, so it needs no index that every task would have to pay for.

import type { App } from '../app.ts'
import type { Retention } from '../config.ts'
import { eraseTasks } from './erasing.ts'

const ROWS_PER_PAGE = 500
const DAY_MS = 24 * 60 * 60 * 1_000
const FIRST = '00000000-0000-0000-0000-000000000000'

// Served by task_pkey.
const PAGE = `
  SELECT organization_id AS "organizationId", id, forgotten_at IS NULL AND ended_at < $3::timestamptz AS "isOver"
  FROM task WHERE (organization_id, id) > ($1::uuid, $2::uuid)
  ORDER BY organization_id, id LIMIT ${ROWS_PER_PAGE}`
const FORGET_JOBS = `DELETE FROM upstream_job WHERE ended_at < $1::timestamptz`

interface PageRow {
  readonly organizationId: string
  readonly id: string
  readonly isOver: boolean | null
}

/** Removes what is older than the settings keep. Returns the number of tasks and files that were removed. */
export async function retain(app: App, { tasksDays, filesDays, providerJobsDays }: Retention): Promise<number> {
  const before = (days: number) => new Date(app.clock().getTime() - days * DAY_MS)
  if (providerJobsDays !== null) await app.prisma.$executeRawUnsafe(FORGET_JOBS, before(providerJobsDays))
  const files = filesDays === null ? 0 : ((await app.storage?.removeBefore(before(filesDays))) ?? 0)
  return files + (tasksDays === null ? 0 : await forgetBefore(app, before(tasksDays)))
}

async function forgetBefore(app: App, time: Date): Promise<number> {
  let count = 0
  for (let last: Pick<PageRow, 'organizationId' | 'id'> = { organizationId: FIRST, id: FIRST }; ; ) {
    const rows = await app.prisma.$queryRawUnsafe<PageRow[]>(PAGE, last.organizationId, last.id, time)
    const over = rows.filter(({ isOver }) => isOver)
    await eraseTasks(app, over)
    count += over.length
    const next = rows.at(-1)
    if (!next) return count
    last = next
  }
}
