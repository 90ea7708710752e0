// Measures overload: commands arrive faster than the lane can decide them. Past its bound the queue refuses at once
// (backpressure), so an accepted command waits at most until a full queue has drained, and throughput stays the same.

import { pino } from 'pino'
import type { Command } from '../../src/engine/command.ts'
import { Overloaded, QUEUE_COMMANDS_MAX } from '../../src/engine/lane.ts'
import { openApp } from '../../src/openApp.ts'
import { freezeOne } from '../support/commands.ts'
import { say, withDatabase } from '../support/database.ts'
import { fillWallets } from '../support/wallets.ts'

const WALLETS = 1_000
const CLIENTS = 2_000
const SECONDS = 5
/** The rate at which commands arrive, as a multiple of what the lane can decide. */
const OVERLOAD = 2
const ARRIVALS_EVERY_MS = 5

const result = await withDatabase(async (url) => {
  const app = openApp({ databaseUrl: url, log: pino({ level: 'warn' }) })
  const ids = await fillWallets(app, WALLETS)
  const freeze = () => freezeOne(ids[Math.floor(Math.random() * WALLETS)] as string).command

  /** The capacity of the lane: each client sends its next command when the last one is answered. */
  async function saturate(seconds: number): Promise<number> {
    const until = performance.now() + seconds * 1_000
    let answered = 0
    const client = async () => {
      while (performance.now() < until) {
        await app.lane.run(freeze())
        answered++
      }
    }
    await Promise.all(Array.from({ length: CLIENTS }, client))
    return answered / seconds
  }

  await saturate(2)
  const capacity = await saturate(SECONDS)
  say(`the lane decides ${capacity.toFixed(0)} commands/s`)

  // Created in advance: real clients would create them on other machines.
  const commands = Array.from({ length: capacity * OVERLOAD * SECONDS }, freeze)
  const waits: number[] = []
  const refusals: number[] = []
  const pending: Promise<void>[] = []
  const send = async (command: Command<object>) => {
    const began = performance.now()
    await app.lane.run(command).then(
      () => waits.push(performance.now() - began),
      (error) => {
        if (!(error instanceof Overloaded)) throw error
        refusals.push(performance.now() - began)
      },
    )
  }
  const began = performance.now()
  let arrived = 0
  while (arrived < commands.length) {
    const due = Math.min(commands.length, ((performance.now() - began) / 1_000) * capacity * OVERLOAD)
    for (; arrived < due; arrived++) pending.push(send(commands[arrived] as Command<object>))
    await new Promise((resolve) => setTimeout(resolve, ARRIVALS_EVERY_MS))
  }
  await Promise.all(pending)
  const seconds = (performance.now() - began) / 1_000
  await app.close()
  return { capacity, waits, refusals, seconds }
})

const percentile = (times: number[], share: number) =>
  times.toSorted((a, b) => a - b)[Math.floor((times.length - 1) * share)] ?? 0
const { capacity, waits, refusals, seconds } = result
const drainMs = (QUEUE_COMMANDS_MAX / capacity) * 1_000
const p99Ms = percentile(waits, 0.99)
process.stdout.write(
  `${JSON.stringify({
    bench: 'overload',
    ratio: Number((p99Ms / drainMs).toFixed(2)),
    p99Ms: Math.round(p99Ms),
    drainMs: Math.round(drainMs),
    refusalP99Ms: Number(percentile(refusals, 0.99).toFixed(2)),
    acceptedPerSecond: Math.round(waits.length / seconds),
    refusedPerSecond: Math.round(refusals.length / seconds),
    capacityPerSecond: Math.round(capacity),
  })}\n`,
)
