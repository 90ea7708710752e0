// Measures how long the simulation of a draft takes for a month of 1,000,000 tasks: each of 10,000 organizations has a grant, 100 tasks
// and 10 holds. The draft has other prices. It also says how much the process's memory has grown.

import { isRefusal } from '../../src/ledger/refusals.ts'
import { CATALOGUES } from '../../src/pricing/catalogue.ts'
import { totalsOf } from '../../src/simulation/report.ts'
import { simulate } from '../../src/simulation/simulate.ts'
import { say, withDatabase } from '../support/database.ts'
import { fillHistory } from '../support/history.ts'

const TASKS = 1_000_000
const TASKS_PER_WALLET = 100
const RANGE = { from: new Date('2026-01-01T00:00:00Z'), until: new Date('2026-02-01T00:00:00Z'), now: new Date() }

const draft = {
  ...CATALOGUES.sunor,
  priceRules: [{ provider: 'suno', model: 'suno', operation: 'music', creditType: 'music', credits: 12 }],
}

const result = await withDatabase(async (url) => {
  await fillHistory(url, TASKS / TASKS_PER_WALLET, say, { tasks: TASKS_PER_WALLET, holds: 10 })
  globalThis.gc?.()
  const before = process.memoryUsage().rss
  const began = performance.now()
  const totals = await totalsOf(simulate(url, draft, RANGE), () => {})
  const seconds = (performance.now() - began) / 1_000
  if (isRefusal(totals)) throw new Error(totals.message)
  const [total] = totals.total
  if (total?.tasks !== TASKS || total.creditsAfter !== 12 * TASKS) throw new Error(JSON.stringify(totals))
  return { seconds, megabytes: (process.memoryUsage().rss - before) / 1_048_576 }
})

process.stdout.write(
  `${JSON.stringify({
    bench: 'simulate',
    tasks: TASKS,
    seconds: Math.round(result.seconds * 10) / 10,
    tasksPerSecond: Math.round(TASKS / result.seconds),
    megabytes: Math.round(result.megabytes),
  })}\n`,
)
