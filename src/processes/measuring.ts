// Measures the work of this process while an operator looks: figures of the last ten seconds at most. While nobody looks,
// nothing is measured.

import { monitorEventLoopDelay } from 'node:perf_hooks'
import { batches, batchRetries, messages } from '../telemetry/channels.ts'

/** The figures of as many reports, one a second, are added up. */
const REPORTS_MAX = 10
/** The event loop is looked at so often. The delays that Node reports include this time. */
const LOOP_MS = 10
const NS_PER_MS = 1e6

/** The counts of a time. Times are sums, in milliseconds. */
interface Counted {
  seconds: number
  batches: number
  batchMs: number
  commits: number
  commands: number
  retries: number
  refusals: number
  messages: number
  lagMs: number
  /** The longest. */
  eventLoopMs: number
}

/** The figures of a report. Times are in milliseconds. */
export interface Measured {
  /** The time in which the others were measured, in seconds. */
  readonly seconds: number
  readonly commitsPerSecond: number
  readonly commandsPerSecond: number
  /** The means of a batch; null: it decided no batch. */
  readonly batchCommands: number | null
  readonly batchMs: number | null
  readonly retries: number
  readonly refusals: number
  /** The mean time from a commit to the message of a live stream; null: there was no message. */
  readonly lagMs: number | null
  readonly eventLoopMs: number
}

export class Measuring {
  readonly #ends: readonly (() => void)[]
  readonly #loop = monitorEventLoopDelay({ resolution: LOOP_MS })
  readonly #before: Counted[] = []
  #now = nothing()
  #beganAt = performance.now()

  constructor() {
    this.#loop.enable()
    this.#ends = [
      batches.follow(({ commands, isWritten, loadMs, decideMs, commitMs, refusals }) => {
        this.#now.batches++
        this.#now.batchMs += loadMs + decideMs + commitMs
        this.#now.commits += isWritten ? 1 : 0
        this.#now.commands += commands
        this.#now.refusals += refusals.length
      }),
      batchRetries.follow(() => {
        this.#now.retries++
      }),
      messages.follow(({ ms }) => {
        this.#now.messages++
        this.#now.lagMs += ms
      }),
    ]
  }

  /** Ends the time of one report, and returns the figures of the last ones together. */
  read(): Measured {
    const now = performance.now()
    const eventLoopMs = this.#loop.count > 0 ? Math.max(this.#loop.max / NS_PER_MS - LOOP_MS, 0) : 0
    this.#before.push({ ...this.#now, seconds: (now - this.#beganAt) / 1_000, eventLoopMs })
    if (this.#before.length > REPORTS_MAX) this.#before.shift()
    this.#now = nothing()
    this.#beganAt = now
    this.#loop.reset()
    return measuredIn(this.#before.reduce(added, nothing()))
  }

  end(): void {
    for (const end of this.#ends) end()
    this.#loop.disable()
  }
}

function measuredIn({ seconds, batches, messages, ...counted }: Counted): Measured {
  const { retries, refusals, eventLoopMs } = counted
  return {
    seconds,
    commitsPerSecond: seconds > 0 ? counted.commits / seconds : 0,
    commandsPerSecond: seconds > 0 ? counted.commands / seconds : 0,
    batchCommands: batches > 0 ? counted.commands / batches : null,
    batchMs: batches > 0 ? counted.batchMs / batches : null,
    lagMs: messages > 0 ? counted.lagMs / messages : null,
    ...{ retries, refusals, eventLoopMs },
  }
}

function added(a: Counted, b: Counted): Counted {
  const sums = Object.entries(a).map(([name, value]) => [name, value + b[name as keyof Counted]])
  return { ...Object.fromEntries(sums), eventLoopMs: Math.max(a.eventLoopMs, b.eventLoopMs) }
}

function nothing(): Counted {
  return {
    ...{ seconds: 0, batches: 0, batchMs: 0, commits: 0, commands: 0 },
    ...{ retries: 0, refusals: 0, messages: 0, lagMs: 0, eventLoopMs: 0 },
  }
}
