// Measures freeze-then-spend lifecycles per second through the engine, spread over 1,000 wallets and on one hot wallet,
// against a hand-written stored function called once per command, at the best of several connection counts.

import { pino } from 'pino'
import { openApp } from '../../src/openApp.ts'
import { say, withDatabase } from '../support/database.ts'
import { runLifecycles } from '../support/lifecycles.ts'
import { fillWallets } from '../support/wallets.ts'
import { prepareBaseline } from './baseline.ts'

const WALLETS = 1_000
const CONNECTIONS = [1, 8, 32]
const SECONDS = 5
/** Engine and baseline alternate, so that a slow minute of the machine affects both. */
const ROUNDS = 2

const result = await withDatabase(async (url) => {
  const app = openApp({ databaseUrl: url, log: pino({ level: 'warn' }) })
  const organizationIds = await fillWallets(app, WALLETS)
  // The baseline bypasses the lane, so it has wallets of its own.
  const baselineIds = await fillWallets(app, WALLETS)

  const measureEngine = async (wallets: number, seconds: number) =>
    (await runLifecycles(app, organizationIds.slice(0, wallets), seconds)).perSecond

  const baseline = await prepareBaseline(url, baselineIds)
  say(`baseline driven by ${baseline.driver}`)
  const best = { engine: { spread: 0, hot: 0 }, baseline: { spread: 0, hot: 0 } }
  await measureEngine(WALLETS, 1)
  for (let round = 1; round <= ROUNDS; round++) {
    for (const [name, wallets] of [
      ['spread', WALLETS],
      ['hot', 1],
    ] as const) {
      const engine = await measureEngine(wallets, SECONDS)
      best.engine[name] = Math.max(best.engine[name], engine)
      say(`round ${round} ${name}: engine ${engine.toFixed(0)} lifecycles/s`)
      for (const connections of CONNECTIONS) {
        const rate = await baseline.measure(wallets, connections, SECONDS)
        best.baseline[name] = Math.max(best.baseline[name], rate)
        say(`round ${round} ${name}: baseline at ${connections} connections ${rate.toFixed(0)} lifecycles/s`)
      }
    }
  }
  await app.close()
  return { driver: baseline.driver, best }
})

const round = (n: number, digits: number) => Number(n.toFixed(digits))
const { engine, baseline } = result.best
process.stdout.write(
  `${JSON.stringify({
    bench: 'lifecycle',
    ratio: {
      spread: round(engine.spread / baseline.spread, 2),
      hot: round(engine.hot / baseline.hot, 2),
    },
    lifecyclesPerSecond: { spread: round(engine.spread, 0), hot: round(engine.hot, 0) },
    baselinePerSecond: { spread: round(baseline.spread, 0), hot: round(baseline.hot, 0) },
    baselineDriver: result.driver,
  })}\n`,
)
