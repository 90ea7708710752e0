// Imports a file of 1,000,000 rows, which is made as a stream, and watches the memory. `ratio` is the rows per second against lots that
// are granted by commands alone, as many at a time, before and after it in the same run: what the file, its two readings and its checks cost.
// `rssGrowth` is the memory at the end against that after half of the rows were written: near 1, whatever the size of the file. Before
// that, what the lane remembers of wallets fills up to its bound. `cpuRatio` is the CPU time of a row, of this process and of PostgreSQL,
// against that of such a grant: it says something on a busy machine, too.
// ROWS=140000 LOTS=10 makes another size: 10,000 organizations with 10 lots each.

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
import { cpuOf, parentOf } from '../support/cpu.ts'
import { say, withDatabase } from '../support/database.ts'

const ROWS = Number(process.env.ROWS ?? 1_000_000)
/** An organization, a member, their lots and two balances. */
const LOTS_OF_EACH = Number(process.env.LOTS ?? 20)
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

interface Measured {
  readonly perSecond: number
  /** Microseconds of CPU time for one. */
  readonly node: number
  readonly postgres: number
}

/** Measures what a number of rows or lots takes. `postgres` is the process of PostgreSQL that all others descend from. */
async function measure(count: number, postgres: number, run: () => Promise<void>): Promise<Measured> {
  const before = { node: process.cpuUsage(), postgres: cpuOf(postgres), at: performance.now() }
  await run()
  const { user, system } = process.cpuUsage(before.node)
  return {
    perSecond: count / ((performance.now() - before.at) / 1_000),
    node: (user + system) / count,
    postgres: (cpuOf(postgres) - before.postgres) / count,
  }
}

/** Lots by commands alone. */
async function baseline(app: App, postgres: number): Promise<Measured> {
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
  return measure(grants.length, postgres, async () => {
    for (let i = 0; i < grants.length; i += AT_ONCE) {
      await Promise.all(grants.slice(i, i + AT_ONCE).map((command) => app.lane.run(command)))
    }
  })
}

const folder = await mkdtemp(join(tmpdir(), 'holdfast-import-'))
const file = join(folder, 'customers.ndjson')
await pipeline(Readable.from(lines()), createWriteStream(file))
const { size } = await stat(file)
say(`${ROWS} rows, ${Math.round(size / MIB)} MiB`)

const rss: { checked: number[]; written: number[] } = { checked: [], written: [] }
let checkedAt = 0

/** Imports the file, and throws unless everything comes in. */
async function importAll(app: App, url: string): Promise<void> {
  const report = await importFile(app, url, {
    file,
    format: 'holdfast',
    vendor: { creditType: '', multiply: { digits: 1n, scale: 0 } },
    charging: [],
    dryRun: false,
    onProgress: (progress) => {
      const now = process.memoryUsage.rss() / MIB
      const isChecked = progress.includes('checked')
      rss[isChecked ? 'checked' : 'written'].push(now)
      if (isChecked) checkedAt = performance.now()
      if (progress.includes('00,000')) say(`${progress}, ${Math.round(now)} MiB`)
    },
  })
  if (report.refusedCount > 0 || report.differences.length > 0)
    throw new Error(JSON.stringify(report.refused[0] ?? report.differences[0]))
}

const { grants, imported, readSeconds } = await withDatabase(async (url) => {
  const app = openApp({ databaseUrl: url, log: pino({ level: 'warn' }) })
  const [{ pid } = { pid: 0 }] = await app.prisma.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`
  const postgres = parentOf(pid)
  const before = await baseline(app, postgres)
  say(`${Math.round(before.perSecond)} grants per second`)
  const began = performance.now()
  const imported = await measure(ROWS, postgres, () => importAll(app, url))
  const after = await baseline(app, postgres)
  await app.close()
  return { grants: [before, after] as const, imported, readSeconds: (checkedAt - began) / 1_000 }
})
await rm(folder, { recursive: true })

const round = (n: number, digits = 0) => Number(n.toFixed(digits))
const after = (share: number) => rss.written[Math.floor((rss.written.length - 1) * share)] ?? 0
const mean = (what: 'perSecond' | 'node' | 'postgres') => (grants[0][what] + grants[1][what]) / 2
process.stdout.write(
  `${JSON.stringify({
    bench: 'import',
    ratio: round(imported.perSecond / mean('perSecond'), 2),
    cpuRatio: round((imported.node + imported.postgres) / (mean('node') + mean('postgres')), 2),
    rows: ROWS,
    fileMiB: round(size / MIB),
    seconds: round(ROWS / imported.perSecond),
    readSeconds: round(readSeconds),
    rowsPerSecond: round(imported.perSecond),
    grantsPerSecond: { before: round(grants[0].perSecond), after: round(grants[1].perSecond) },
    cpuMicroseconds: {
      row: { node: round(imported.node), postgres: round(imported.postgres) },
      grant: { node: round(mean('node')), postgres: round(mean('postgres')) },
    },
    rssMiB: {
      checked: round(Math.max(...rss.checked)),
      tenth: round(after(0.1)),
      half: round(after(0.5)),
      end: round(after(1)),
    },
    rssGrowth: round(after(1) / after(0.5), 2),
  })}\n`,
)
