// PostgreSQL's disk becomes full under load, and then has room again. The test needs root, to mount a small disk.

import { execFile } from 'node:child_process'
import { mkdtemp, rm, statfs, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { pino } from 'pino'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startEmbeddedPostgres } from '../../src/database/embedded.ts'
import { migrate } from '../../src/database/migrate.ts'
import { idempotency } from '../../src/engine/idempotency.ts'
import { Lane, Unavailable } from '../../src/engine/lane.ts'
import { verify } from '../../src/engine/verify.ts'
import { PLAIN_GRANT } from '../../src/ledger/grant.ts'
import { grantLot } from '../../src/wallets/grants.ts'
import { freezeHold } from '../../src/wallets/holds.ts'
import { run } from '../support/database.ts'
import { startProxy } from '../support/proxy.ts'

const execute = promisify(execFile)
const log = pino({ level: 'silent' })
const DISK_MEGABYTES = 256
const BALLAST_MEGABYTES = 96
const CLIENTS = 200
const MORE = 2_000

let disk: string

beforeAll(async () => {
  disk = await mkdtemp(join(tmpdir(), 'holdfast-disk-'))
  await execute('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MEGABYTES}m,mode=755`, 'tmpfs', disk])
  await writeFile(join(disk, 'ballast'), Buffer.alloc(BALLAST_MEGABYTES * 2 ** 20))
})
afterAll(async () => {
  await execute('umount', [disk])
  await rm(disk, { recursive: true })
})

const isReachable = (url: string) => run(url, () => Promise.resolve(true)).catch(() => false)

test('on a full disk commands fail and can be retried; once there is room, each was executed exactly once', async () => {
  const folder = join(disk, 'holdfast')
  let postgres = await startEmbeddedPostgres(folder)
  await migrate(postgres.url)
  const proxy = await startProxy(postgres.url)
  const lane = new Lane({ url: proxy.url, log })
  const organizationId = uuidv7()
  await run(postgres.url, (client) =>
    client.query(`INSERT INTO organization VALUES ($1, 'Test', 'LIVE', now(), true, 'UTC')`, [organizationId]),
  )
  const lot = { ...PLAIN_GRANT, lotId: uuidv7(), kind: 'TOP_UP' as const, credits: 1_000_000_000n }
  await lane.run(grantLot({ organizationId, creditType: 'music', walletId: uuidv7() }, () => lot, null))

  const holds = new Set<string>()
  let isOver = false
  const clients = Array.from({ length: CLIENTS }, async () => {
    while (!isOver) {
      const holdId = uuidv7()
      const hold = { holdId, credits: 1n, purpose: null, description: 'x'.repeat(500), expiresAt: null }
      const key = idempotency(holdId, 'freezeCredits', {})
      while (true) {
        try {
          const outcome = await lane.run(freezeHold(organizationId, organizationId, 'music', hold, key))
          if (outcome.kind === 'refused') throw new Error(outcome.refusal.message)
          expect(outcome.resultId).toBe(holdId)
          break
        } catch (error) {
          if (!(error instanceof Unavailable)) throw error
        }
      }
      holds.add(holdId)
    }
  })

  await expect.poll(async () => (await statfs(disk)).bavail, { interval: 20 }).toBeLessThan(64)
  const atFull = holds.size
  await rm(join(disk, 'ballast'))
  // PostgreSQL has stopped if it was its log that had no room; whoever runs it starts it again.
  if (!(await isReachable(postgres.url))) {
    postgres = await startEmbeddedPostgres(folder)
    proxy.leadTo(postgres.url)
  }
  await expect.poll(() => holds.size, { interval: 20 }).toBeGreaterThan(atFull + MORE)
  isOver = true
  await Promise.all(clients)
  await lane.close()

  const { rows } = await run(postgres.url, (client) => client.query(`SELECT id FROM hold ORDER BY id`))
  expect(rows.map(({ id }) => id)).toEqual([...holds].sort())
  expect((await verify(postgres.url)).violations).toEqual([])
  proxy.stop()
  await postgres.stop()
})
