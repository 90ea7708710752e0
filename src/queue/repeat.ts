// Repeated jobs, which run until the process stops.

import { setTimeout as delay } from 'node:timers/promises'
import type { Logger } from 'pino'
import { outageOf } from '../database/outage.ts'
import { isUnavailable } from '../database/retry.ts'
import { type JobReport, jobRuns } from '../telemetry/channels.ts'

/** The longest pause of a job that could not reach the database. */
const OUTAGE_PAUSE_MS = 1_000

/** The pause of sweeps whose work should follow its instant at once, in milliseconds. */
export const SWEEP_PAUSE_MS = 1_000

/** One organization, at a time of its own clock. All others are swept by the real time. */
export interface SweepAt {
  readonly organizationId: string
  readonly now: Date
}

export interface RunningJob {
  /** Resolves when the run in progress has ended. No other run follows. */
  stop(): Promise<void>
}

export interface RepeatedJob extends RunningJob {
  /** Ends the current pause, so that the next run starts at once. */
  wake(): void
}

/** Runs a job at once, then again `pauseMs` after each run, or without a pause while it returns `more`. */
export function repeat(name: string, pauseMs: number, log: Logger, job: () => Promise<{ more: boolean }>): RepeatedJob {
  const stopping = new AbortController()
  const { signal } = stopping
  const outage = outageOf(log)
  let waking = new AbortController()
  const run = async () => {
    while (!signal.aborted) {
      let more = false
      let pause = pauseMs
      waking = new AbortController()
      const began = performance.now()
      let outcome: JobReport['outcome'] = 'DONE'
      try {
        more = (await job()).more
        outage.end(name)
      } catch (error) {
        outcome = isUnavailable(error) ? 'UNREACHED' : 'FAILED'
        if (outcome === 'UNREACHED') {
          if (!signal.aborted) outage.begin(name, error)
          pause = Math.min(pauseMs, OUTAGE_PAUSE_MS)
        } else {
          outage.end(name)
          if (!signal.aborted) log.error({ err: error, job: name }, 'a job failed and will run again')
        }
      }
      if (jobRuns.isFollowed) jobRuns.tell({ name, outcome, ms: performance.now() - began })
      if (more) continue
      const pausing = AbortSignal.any([signal, waking.signal])
      await delay(pause, undefined, { signal: pausing }).catch(() => {})
    }
    outage.end(name)
  }
  const running = run()
  return {
    wake: () => waking.abort(),
    stop() {
      stopping.abort()
      return running
    },
  }
}
