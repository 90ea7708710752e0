// Measures the memory of a process under load for half an hour (or MINUTES): the live heap and the resident set at the end,
// divided by those after the first tenth. The whole Holdfast runs meanwhile: its server, its sweeps, and streams that listen
// to every change.

import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { pino } from 'pino'
import { startHoldfast } from '../../src/holdfast.ts'
import { watchWallets } from '../../src/wallets/live.ts'
import { say, withDatabase } from '../support/database.ts'
import { runLifecycles } from '../support/lifecycles.ts'
import { fillWallets } from '../support/wallets.ts'

const MINUTES = Number(process.env.MINUTES ?? 30)
const WALLETS = 1_000
const PARTS = 30
const WARM_UP_PARTS = PARTS / 10
const LISTENERS = 100

setFlagsFromString('--expose-gc')
const gc = runInNewContext('gc') as () => void

const { samples, lifecycles } = await withDatabase(async (databaseUrl) => {
  const holdfast = await startHoldfast({ databaseUrl, log: pino({ level: 'warn' }), host: '127.0.0.1', port: 0 })
  const { app } = holdfast
  const ids = await fillWallets(app, WALLETS)
  const streams = await Promise.all(
    ids.slice(0, LISTENERS).map((id) => watchWallets(app, id, new Map(), { everyEntry: true })),
  )
  const flowing = streams.map((stream) => stream?.flow(() => {}))
  const taken: { heap: number; resident: number }[] = []
  let done = 0
  for (let part = 1; part <= PARTS; part++) {
    done += (await runLifecycles(app, ids, (MINUTES * 60) / PARTS)).lifecycles
    gc()
    const { heapUsed, external, rss } = process.memoryUsage()
    taken.push({ heap: (heapUsed + external) / 2 ** 20, resident: rss / 2 ** 20 })
    say(
      `${part} of ${PARTS}: ${done} lifecycles, heap ${taken.at(-1)?.heap.toFixed(0)} MB, resident ${(rss / 2 ** 20).toFixed(0)} MB`,
    )
  }
  for (const stream of streams) stream?.end()
  await Promise.all(flowing)
  await holdfast.stop()
  return { samples: taken, lifecycles: done }
})

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const early = samples.slice(WARM_UP_PARTS, 2 * WARM_UP_PARTS)
const late = samples.slice(-WARM_UP_PARTS)
const round = (n: number, digits = 2) => Number(n.toFixed(digits))
const heap = { early: mean(early.map((s) => s.heap)), late: mean(late.map((s) => s.heap)) }
const resident = { early: mean(early.map((s) => s.resident)), late: mean(late.map((s) => s.resident)) }
process.stdout.write(
  `${JSON.stringify({
    bench: 'soak',
    ratio: { heap: round(heap.late / heap.early), resident: round(resident.late / resident.early) },
    minutes: MINUTES,
    lifecycles,
    heapMegabytes: { early: round(heap.early, 0), late: round(heap.late, 0) },
    residentMegabytes: { early: round(resident.early, 0), late: round(resident.late, 0) },
  })}\n`,
)
