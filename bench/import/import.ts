// Imports a file of 1,000,000 rows, which is made as a stream, and watches the memory. `ratio` is the rows per second against lots that
// are granted by commands alone, as many at a time, before and after it in the same run: what the file, its two readings and its checks cost.
// `rssGrowth` is the memory at the end against that after half of the rows were written: near 1, whatever the size of the file. Before
// that, what the lane remembers of wallets fills up to its bound.
// ROWS=100000 makes another size.

import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { pino } from 'pino'
import { v7 as uuidv7 } from 'uuid'
import type { App } from '../../src/app.ts'
import { PLAIN_GRANT } from '../../src/ledger/grant.ts'
import { importFile } from '../../src/moving/import.ts'
import { openApp } from '../../src/openApp.ts'
import { grantLot } from '../../src/wallets/grants.ts'
import { say, withDatabase } from '../support/database.ts'

const ROWS = Number(process.env.ROWS ?? 1_000_000)
/** An organization, a member, their lots and two balances. */
const LOTS_OF_EACH = 20
const ROWS_OF_EACH = LOTS_OF_EACH + 4
const BASELINE_ORGANIZATIONS = 1_000
/** As many as an import writes at a time. */
const AT_ONCE = 500
const MIB = 1024 * 1024

function* lines(): Generator<string> {
  for (let i = 0; i < ROWS / ROWS_OF_EACH; i++) {
    const organization = `customer ${i}`
    const metadata = { tier: i % 2 === 0 ? 'gold' : 'free' }
    yield line({ type: 'organization', key: organization, name: `Customer ${i}`, externalId: `cus_${i}`, metadata })
    yield line({ type: 'member', key: 'owner', organization, name: 'Owner', role: 'OWNER' })
    for (let j = 0; j < LOTS_OF_EACH; j++) {
      const more = {
        ...(j % 4 === 0 && { member: 'owner' }),
        ...(j === 1 && { externalId: 'invoice', source: 'Invoice 1' }),
      }
      const amounts = { granted: 1_000, remaining: 100 + j, createdAt: '2026-01-01T00:00:00Z' }
      yield line({
        type: 'lot',
        key: `lot ${j}`,
        organization,
        creditType: 'music',
        kind: 'TOP_UP',
        ...amounts,
        ...more,
      })
    }
    for (const member of [undefined, 'owner']) {
      const own = Array.from({ length: LOTS_OF_EACH }, (_, j) => j).filter(
        (j) => (j % 4 === 0) === (member !== undefined),
      )
      const credits = own.reduce((sum, j) => sum + 100 + j, 0)
      yield line({ type: 'balance', organization, member, creditType: 'music', credits })
    }
  }
}

const line = (row: object) => `${JSON.stringify(row)}\n`

/** Lots per second by commands alone. */
async function baseline(app: App): Promise<number> {
  const ids = Array.from({ length: BASELINE_ORGANIZATIONS }, () => uuidv7())
  const settings = { mode: 'LIVE' as const, timeZone: 'UTC', membersUsePool: true, createdAt: new Date() }
  await app.prisma.organization.createMany({ data: ids.map((id) => ({ id, name: id, ...settings })) })
  const grants = ids.flatMap((organizationId) => {
    const walletId = uuidv7()
    return Array.from({ length: LOTS_OF_EACH }, () =>
      grantLot(
        { organizationId, creditType: 'music', walletId },
        () => ({ ...PLAIN_GRANT, lotId: uuidv7(), kind: 'TOP_UP', credits: 100n }),
        null,
      ),
    )
  })
  const began = performance.now()
  for (let i = 0; i < grants.length; i += AT_ONCE) {
    await Promise.all(grants.slice(i, i + AT_ONCE).map((command) => app.lane.run(command)))
  }
  return grants.length / ((performance.now() - began) / 1_000)
}

const folder = await mkdtemp(join(tmpdir(), 'holdfast-import-'))
const file = join(folder, 'customers.ndjson')
await pipeline(Readable.from(lines()), createWriteStream(file))
const { size } = await stat(file)
say(`${ROWS} rows, ${Math.round(size / MIB)} MiB`)

const result = await withDatabase(async (url) => {
  const app = openApp({ databaseUrl: url, log: pino({ level: 'warn' }) })
  const grantsPerSecond = await baseline(app)
  say(`${Math.round(grantsPerSecond)} grants per second`)
  const rss: { checked: number[]; written: number[] } = { checked: [], written: [] }
  const began = performance.now()
  let checked = began
  const report = await importFile(app, url, {
    file,
    format: 'holdfast',
    vendor: { creditType: '', multiply: { digits: 1n, scale: 0 } },
    dryRun: false,
    onProgress: (progress) => {
      const now = process.memoryUsage.rss() / MIB
      const isChecked = progress.includes('checked')
      rss[isChecked ? 'checked' : 'written'].push(now)
      if (isChecked) checked = performance.now()
      if (progress.includes('00,000')) say(`${progress}, ${Math.round(now)} MiB`)
    },
  })
  const ended = performance.now()
  const grantsAfter = await baseline(app)
  await app.close()
  if (report.refusedCount > 0 || report.differences.length > 0)
    throw new Error(JSON.stringify(report.refused[0] ?? report.differences[0]))
  return {
    grants: [grantsPerSecond, grantsAfter] as const,
    seconds: (ended - began) / 1_000,
    readSeconds: (checked - began) / 1_000,
    rss,
  }
})
await rm(folder, { recursive: true })

const { grants, seconds, readSeconds, rss } = result
const round = (n: number, digits = 0) => Number(n.toFixed(digits))
const perSecond = ROWS / seconds
const after = (share: number) => rss.written[Math.floor((rss.written.length - 1) * share)] ?? 0
process.stdout.write(
  `${JSON.stringify({
    bench: 'import',
    ratio: round(perSecond / ((grants[0] + grants[1]) / 2), 2),
    rows: ROWS,
    fileMiB: round(size / MIB),
    seconds: round(seconds),
    readSeconds: round(readSeconds),
    rowsPerSecond: round(perSecond),
    grantsPerSecond: { before: round(grants[0]), after: round(grants[1]) },
    rssMiB: {
      checked: round(Math.max(...rss.checked)),
      tenth: round(after(0.1)),
      half: round(after(0.5)),
      end: round(after(1)),
    },
    rssGrowth: round(after(1) / after(0.5), 2),
  })}\n`,
)
