// One export of the journal of all organizations, in a process of its own, which tells its parent what it has measured.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { JobHelpers } from 'graphile-worker'
import { pino } from 'pino'
import { v7 as uuidv7 } from 'uuid'
import type { ExportFormat } from '../../src/database/generated/client/client.ts'
import { PLATFORM_ID } from '../../src/engine/idempotency.ts'
import { EXPORT_TASK } from '../../src/exports/operations.ts'
import { openExports } from '../../src/exports/work.ts'
import { openApp } from '../../src/openApp.ts'
import { openFolder } from '../../src/storage/folder.ts'
import { Links } from '../../src/storage/links.ts'
import type { Measured } from './export.ts'

const BYTES_PER_MEGABYTE = 1_048_576
/** resourceUsage has kilobytes. */
const peakMegabytes = () => process.resourceUsage().maxRSS / 1_024

const [url = '', format = ''] = process.argv.slice(2)
const location = await mkdtemp(join(tmpdir(), 'holdfast-bench-export-'))
const links = new Links({ secret: 'bench', publicUrl: 'http://localhost' })
const app = openApp({ databaseUrl: url, log: pino({ level: 'warn' }), storage: openFolder({ location, links }) })
try {
  const [organizationId, id, createdAt] = [PLATFORM_ID, uuidv7(), new Date()]
  const asked = { organizationId, id, kind: 'JOURNAL' as const, format: format as ExportFormat, sequence: 1, createdAt }
  await app.prisma.export.create({ data: asked })
  const megabytesBefore = process.memoryUsage().rss / BYTES_PER_MEGABYTE
  const began = performance.now()
  await openExports(app, url).tasks[EXPORT_TASK]?.({ organizationId, id }, {} as JobHelpers)
  const seconds = (performance.now() - began) / 1_000
  const made = await app.prisma.export.findUniqueOrThrow({ where: { organizationId_id: { organizationId, id } } })
  if (made.status !== 'SUCCEEDED') throw new Error(`${made.status}: ${made.failure}`)
  const measured: Measured = {
    ...{ rows: Number(made.rows), bytes: Number(made.bytes), seconds, megabytesBefore },
    megabytes: peakMegabytes(),
  }
  process.send?.(measured)
} finally {
  await app.close()
  await rm(location, { recursive: true, force: true })
  process.disconnect()
}
