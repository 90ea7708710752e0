// Measures the time to fill a database with a long history, and to verify it: 100,000 wallets, 1,000,000 tasks, 11,100,000
// journal entries. The ratio is the memory that verify needs for all of it, divided by what it needs for a hundredth.

import { verify } from '../../src/engine/verify.ts'
import { say, withDatabase } from '../support/database.ts'
import { ENTRIES_PER_WALLET, fillHistory, TASKS_PER_WALLET } from '../support/history.ts'

const WALLETS = 100_000
const SAMPLE_MS = 100

async function run(wallets: number) {
  return withDatabase(async (url) => {
    const began = performance.now()
    await fillHistory(url, wallets, say)
    const fillSeconds = (performance.now() - began) / 1_000
    globalThis.gc?.()
    let peak = 0
    const sampling = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss)
    }, SAMPLE_MS)
    const verifying = performance.now()
    const { counts, violations } = await verify(url, say)
    clearInterval(sampling)
    if (violations.length > 0) throw new Error(`broken: ${JSON.stringify(violations[0])}`)
    if (counts.entries !== wallets * ENTRIES_PER_WALLET) throw new Error(`${counts.entries} entries`)
    return { fillSeconds, verifySeconds: (performance.now() - verifying) / 1_000, megabytes: peak / 2 ** 20 }
  })
}

const small = await run(WALLETS / 100)
const large = await run(WALLETS)
const round = (n: number, digits = 0) => Number(n.toFixed(digits))
process.stdout.write(
  `${JSON.stringify({
    bench: 'fill',
    ratio: round(large.megabytes / small.megabytes, 2),
    wallets: WALLETS,
    tasks: WALLETS * TASKS_PER_WALLET,
    entries: WALLETS * ENTRIES_PER_WALLET,
    fillSeconds: round(large.fillSeconds),
    verifySeconds: round(large.verifySeconds),
    verifyMegabytes: { all: round(large.megabytes), hundredth: round(small.megabytes) },
  })}\n`,
)
