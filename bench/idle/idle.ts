// Measures the latency of one command on an idle system through the engine, against the same work as one call of a
// hand-written function in a serializable transaction of its own. The two alternate.

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { pino } from 'pino'
import { openApp } from '../../src/openApp.ts'
import { BASELINE_OPTIONS } from '../lifecycle/baseline.ts'
import { freezeOne } from '../support/commands.ts'
import { say, withDatabase } from '../support/database.ts'
import { fillWallets } from '../support/wallets.ts'

const WALLETS = 100
const WARM_UP = 200
const TURNS = 2_000

const { engine, baseline } = await withDatabase(async (url) => {
  const app = openApp({ databaseUrl: url, log: pino({ level: 'warn' }) })
  const organizationIds = await fillWallets(app, WALLETS)
  const baselineIds = await fillWallets(app, WALLETS)
  const client = new pg.Client({ connectionString: url, options: BASELINE_OPTIONS })
  await client.connect()
  await client.query(await readFile(join(import.meta.dirname, '../lifecycle/baseline.sql'), 'utf8'))

  const times = { engine: [] as number[], baseline: [] as number[] }
  for (let turn = 0; turn < WARM_UP + TURNS; turn++) {
    const { command } = freezeOne(organizationIds[turn % WALLETS] as string)
    const began = performance.now()
    await app.lane.run(command)
    const between = performance.now()
    await client.query({
      name: 'freeze',
      text: `SELECT baseline_freeze($1, 'music', 1, $2) AS hold`,
      values: [baselineIds[turn % WALLETS], crypto.randomUUID()],
    })
    if (turn < WARM_UP) continue
    times.engine.push(between - began)
    times.baseline.push(performance.now() - between)
  }
  await client.end()
  await app.close()
  return times
})

const median = (times: number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
const [engineMs, baselineMs] = [median(engine), median(baseline)]
say(`median of ${TURNS} turns`)
process.stdout.write(
  `${JSON.stringify({
    bench: 'idle',
    ratio: Number((engineMs / baselineMs).toFixed(2)),
    engineMs: Number(engineMs.toFixed(2)),
    baselineMs: Number(baselineMs.toFixed(2)),
  })}\n`,
)
