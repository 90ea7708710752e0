// An outage of the database in the log: one line when it begins, and one when it has ended, with its length, no matter how
// many jobs and requests it affects.

import type { Logger } from 'pino'
import { isUnavailable } from './retry.ts'

const outages = new WeakMap<Logger, Outage>()

/** The outage that is told to this log: one for each process. */
export function outageOf(log: Logger): Outage {
  let outage = outages.get(log)
  if (!outage) {
    outage = new Outage(log)
    outages.set(log, outage)
  }
  return outage
}

export class Outage {
  readonly #log: Logger
  readonly #jobs = new Set<string>()
  #since = 0

  constructor(log: Logger) {
    this.#log = log
  }

  /** A job could not ask the database. */
  begin(job: string, error: unknown): void {
    if (this.#jobs.size === 0) {
      this.#since = performance.now()
      this.#log.error({ err: error, job }, 'the database is unavailable')
    } else this.#log.debug({ err: error, job }, 'the database is unavailable')
    this.#jobs.add(job)
  }

  /** Called when a job has reached the database. The outage has ended once every affected job has done so. */
  end(job: string): void {
    if (!this.#jobs.delete(job) || this.#jobs.size > 0) return
    this.#log.warn({ outageMs: Math.round(performance.now() - this.#since) }, 'the database is available again')
  }

  get isOn(): boolean {
    return this.#jobs.size > 0
  }

  /** Something failed for a caller, or for a task: it gets a line of its own unless it is part of an outage. */
  mention(error: unknown, message: string, level: 'warn' | 'error' = 'warn'): void {
    const isPart = this.isOn && (isUnavailable(error) || isUnavailable((error as Error | null)?.cause))
    this.#log[isPart ? 'debug' : level]({ err: error }, message)
  }
}
