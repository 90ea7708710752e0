// The server under test, in a process of its own, with its memory and the delay of its event loop.

import { monitorEventLoopDelay } from 'node:perf_hooks'
import { pino } from 'pino'
import { startHoldfast } from '../../src/holdfast.ts'
import { answer, memory, work } from '../live/usage.ts'

export interface Sample {
  readonly rss: number
  readonly heap: number
  readonly delayMs: number
  readonly cpuMs: number
}

const RESOLUTION_MS = 10

const holdfast = await startHoldfast({
  databaseUrl: process.env.DATABASE_URL as string,
  log: pino({ level: 'warn' }),
  host: '127.0.0.1',
  port: 0,
  privateWebhooks: true,
  feedDays: 1,
})
const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
delays.enable()

answer({
  listen: async () => ({ url: holdfast.url.replace('localhost', '127.0.0.1') }),
  sample: async (): Promise<Sample> => {
    const delayMs = delays.percentile(99) / 1e6 - RESOLUTION_MS
    // Its own collection of garbage is no part of the next.
    const bytes = await memory()
    delays.reset()
    return { ...bytes, delayMs, cpuMs: work().cpuMs }
  },
  end: () => holdfast.stop(),
})
