// Measures the cost of a long history: lifecycles per second, and the latency of a balance and of a quote, with 100,000
// wallets, 1,000,000 tasks and 11,100,000 existing journal entries, against an empty database on the same server. The two
// alternate, each on a thousand wallets.

import pg from 'pg'
import { pino } from 'pino'
import { migrate } from '../../src/database/migrate.ts'
import { openApp } from '../../src/openApp.ts'
import { createPriceRule } from '../../src/pricing/priceRules.ts'
import { quote } from '../../src/pricing/quotes.ts'
import { balanceNow } from '../../src/wallets/balance.ts'
import { say, withDatabase } from '../support/database.ts'
import { ENTRIES_PER_WALLET, fillHistory } from '../support/history.ts'
import { runLifecycles } from '../support/lifecycles.ts'
import { fillWallets } from '../support/wallets.ts'

const WALLETS = 100_000
const AT_WORK = 1_000
const SECONDS = 8
const ROUNDS = 5
/** Long enough for the pages in use to be in memory, and once in the write-ahead log since the last checkpoint. */
const WARM_UP_SECONDS = 12
const READS = 1_000
const log = pino({ level: 'warn' })

const result = await withDatabase(async (url) => {
  const emptyUrl = url.replace(/\/[^/]+$/, '/empty')
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(`CREATE DATABASE empty`)
  await migrate(emptyUrl)

  const filledIds = await fillHistory(url, WALLETS, say)
  const apps = { empty: openApp({ databaseUrl: emptyUrl, log }), filled: openApp({ databaseUrl: url, log }) }
  await apps.filled.refreshPriceBook()
  await createPriceRule(apps.empty, {
    provider: 'suno',
    model: 'suno',
    operation: 'music',
    creditType: 'music',
    credits: 10n,
  })
  const ids = {
    empty: await fillWallets(apps.empty, AT_WORK),
    // Evenly distributed over its tables.
    filled: filledIds.filter((_, i) => i % (WALLETS / AT_WORK) === 0),
  }
  const names = ['empty', 'filled'] as const
  const rates = { empty: [] as number[], filled: [] as number[] }
  const balanceMs = { empty: [] as number[], filled: [] as number[] }
  const quoteMs = { empty: [] as number[], filled: [] as number[] }

  const size = async () => Number((await client.query(`SELECT pg_database_size('holdfast') AS bytes`)).rows[0].bytes)
  for (const name of names) await runLifecycles(apps[name], ids[name], WARM_UP_SECONDS)
  const before = await size()
  let lifecycles = 0
  for (let round = 1; round <= ROUNDS; round++) {
    for (const name of names) {
      const done = await runLifecycles(apps[name], ids[name], SECONDS)
      rates[name].push(done.perSecond)
      if (name === 'filled') lifecycles += done.lifecycles
      say(`round ${round}: ${name} ${done.perSecond.toFixed(0)} lifecycles/s`)
    }
  }
  const bytes = (await size()) - before

  for (let i = 0; i < READS; i++) {
    for (const name of names) {
      const app = apps[name]
      const organizationId = ids[name][Math.floor(Math.random() * AT_WORK)] as string
      const began = performance.now()
      const wallet = await app.prisma.wallet.findFirstOrThrow({ where: { organizationId, holderId: organizationId } })
      await balanceNow(app, wallet)
      const between = performance.now()
      await quote(app, { organizationId, memberId: null, lineageId: null }, [
        { model: 'suno', operation: 'music', input: {}, count: 1 },
      ])
      if (i < READS / 10) continue
      balanceMs[name].push(between - began)
      quoteMs[name].push(performance.now() - between)
    }
  }
  await Promise.all([apps.empty.close(), apps.filled.close(), client.end()])
  return { rates, balanceMs, quoteMs, bytesPerLifecycle: bytes / lifecycles }
})

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
const round = (n: number, digits = 2) => Number(n.toFixed(digits))
const { rates, balanceMs, quoteMs } = result
process.stdout.write(
  `${JSON.stringify({
    bench: 'growth',
    ratio: {
      throughput: round(median(rates.filled) / median(rates.empty)),
      balance: round(median(balanceMs.filled) / median(balanceMs.empty)),
      quote: round(median(quoteMs.filled) / median(quoteMs.empty)),
    },
    entries: WALLETS * ENTRIES_PER_WALLET,
    lifecyclesPerSecond: { empty: round(median(rates.empty), 0), filled: round(median(rates.filled), 0) },
    balanceMs: { empty: round(median(balanceMs.empty)), filled: round(median(balanceMs.filled)) },
    quoteMs: { empty: round(median(quoteMs.empty)), filled: round(median(quoteMs.filled)) },
    bytesPerLifecycle: round(result.bytesPerLifecycle, 0),
  })}\n`,
)
