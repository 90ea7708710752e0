// Measures the cost of a large price book: submitTask with 10,000 price rules against submitTask with 10. The ratio is the
// time of one task with 10,000, divided by its time with 10. The two alternate, each on a database of its own.

import pg from 'pg'
import { pino } from 'pino'
import { migrate } from '../../src/database/migrate.ts'
import { openApp } from '../../src/openApp.ts'
import { submitTask } from '../../src/tasks/submit.ts'
import { say, withDatabase } from '../support/database.ts'
import { fillPriceBook } from '../support/plan.ts'
import { fillWallets } from '../support/wallets.ts'

const RULES = { few: 10, many: 10_000 }
const ORGANIZATIONS = 100
const CLIENTS = 500
const SECONDS = 3
const ROUNDS = 12
const log = pino({ level: 'warn' })

const rates = await withDatabase(async (url) => {
  const manyUrl = url.replace(/\/[^/]+$/, '/many')
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(`CREATE DATABASE many`)
  await client.end()
  await migrate(manyUrl)
  const apps = { few: openApp({ databaseUrl: url, log }), many: openApp({ databaseUrl: manyUrl, log }) }
  const names = ['few', 'many'] as const
  const ids = { few: [] as string[], many: [] as string[] }
  for (const name of names) {
    await fillPriceBook(apps[name], RULES[name])
    ids[name] = await fillWallets(apps[name], ORGANIZATIONS)
  }
  const pick = <T>(list: readonly T[]) => list[Math.floor(Math.random() * list.length)] as T

  async function measure(name: (typeof names)[number], seconds: number): Promise<number> {
    const began = performance.now()
    const until = began + seconds * 1_000
    let tasks = 0
    const submitter = async () => {
      while (performance.now() < until) {
        const submitted = await submitTask(apps[name], {
          organizationId: pick(ids[name]),
          memberId: null,
          lineageId: null,
          mayApprove: true,
          model: `model-${Math.floor(Math.random() * RULES[name])}`,
          operation: 'song',
          input: { prompt: 'rain on a tin roof' },
          timeoutSeconds: 600,
        })
        if ('code' in submitted) throw new Error(submitted.message)
        tasks++
      }
    }
    await Promise.all(Array.from({ length: CLIENTS }, submitter))
    return tasks / ((performance.now() - began) / 1_000)
  }

  const found = { few: [] as number[], many: [] as number[] }
  for (const name of names) await measure(name, SECONDS)
  for (let round = 1; round <= ROUNDS; round++) {
    // The side that is first in one round is last in the next.
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const rate = await measure(name, SECONDS)
      found[name].push(rate)
      say(`round ${round}: with ${RULES[name]} rules ${rate.toFixed(0)} tasks/s`)
    }
  }
  await Promise.all(names.map((name) => apps[name].close()))
  return found
})

const median = (values: number[]) => {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  return ((sorted[Math.floor(middle - 0.5)] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2
}
process.stdout.write(
  `${JSON.stringify({
    bench: 'prices',
    ratio: Number((median(rates.few) / median(rates.many)).toFixed(2)),
    rules: RULES,
    tasksPerSecond: { few: Math.round(median(rates.few)), many: Math.round(median(rates.many)) },
  })}\n`,
)
