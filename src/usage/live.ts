// Live usage reports: first the present one, then each that differs, at most one a second.
//
// All who ask the same share one report. It is read again after credits have moved or tasks have changed, and for those who see
// upstream costs also after one was recorded. While nobody listens nothing is read.

import { setTimeout as delay } from 'node:timers/promises'
import stringify from 'safe-stable-stringify'
import type { App } from '../app.ts'
import { unmetered } from '../database/meter.ts'
import { type LiveStream, LookAgain, live } from '../events/live.ts'
import type { ExactMoney } from '../ledger/exactMoney.ts'
import type { ShownReport } from './report.ts'

/** The shortest pause after a reading. */
const PAUSE_MS_MIN = 1_000
/** A pause is at least as many times as long as the reading before it. */
const PAUSE_SHARE = 10

/** The topics of the bus that usage follows from, and the one that only upstream costs follow from. */
const TOPICS = ['entry', 'task'] as const
const TOPICS_WITH_COSTS = [...TOPICS, 'cost'] as const

interface Question {
  /** One organization, or ALL_ORGANIZATIONS. */
  readonly organizationId: string
  /** The same for all who get the same report. */
  readonly key: string
  /** True: those who ask see upstream costs, so a report with other costs is another one. */
  readonly withCosts: boolean
  readonly read: () => Promise<ShownReport>
  /** Returns whether an error of `read` says that the report can't be asked for. After others it is read once more. */
  readonly isOver: (error: unknown) => boolean
}

/** Says that the report can't be asked for any more, such as when its range has become too long. */
class Over {
  readonly error: unknown

  constructor(error: unknown) {
    this.error = error
  }
}

/** Watches a report. Rejects if it can't be read. */
export function watchReport(app: App, question: Question): Promise<LiveStream<ShownReport> | null> {
  const { organizationId, key } = question
  return live<ShownReport | Over, ShownReport>(
    organizationId,
    (hear) => watchOf(app, question).listen(hear),
    () => 'report',
    async (memory) => {
      memory.keep(key.length)
      const present = await watchOf(app, question).report
      // The report of an event may be the present one.
      let last = present
      return {
        present: [present],
        follow: (report) => {
          if (report instanceof Over) throw report.error
          if (report instanceof LookAgain || report === last) return null
          last = report
          return report
        },
      }
    },
  )
}

const watches = new WeakMap<App, Map<string, Watch>>()

function watchOf(app: App, question: Question): Watch {
  const ofApp = watches.get(app) ?? new Map<string, Watch>()
  watches.set(app, ofApp)
  const known = ofApp.get(question.key)
  if (known) return known
  const watch = new Watch(app, question, () => ofApp.delete(question.key))
  ofApp.set(question.key, watch)
  return watch
}

/** A report, and those who are told each new one. */
class Watch {
  readonly #question: Question
  readonly #hearers = new Set<(told: ShownReport | Over) => void>()
  readonly #leave: readonly (() => void)[]
  readonly #onEnd: () => void
  readonly #first = Promise.withResolvers<ShownReport>()
  #last: ShownReport | null = null
  /** The report that was told last, as text. */
  #said: string | undefined
  #isStale = true
  #isRunning = false

  constructor(app: App, question: Question, onEnd: () => void) {
    this.#question = question
    this.#onEnd = onEnd
    this.#first.promise.catch(() => {})
    const topics = question.withCosts ? TOPICS_WITH_COSTS : TOPICS
    this.#leave = topics.map((topic) => app.bus.listen(topic, question.organizationId, () => this.#change()))
  }

  /** The newest report that was read; that of somebody who listens already is at most a second old. */
  get report(): Promise<ShownReport> {
    return this.#last ? Promise.resolve(this.#last) : this.#first.promise
  }

  /** Calls `hear` with each report, and with what ends them, until the returned function is called. */
  listen(hear: (told: ShownReport | Over) => void): () => void {
    this.#hearers.add(hear)
    this.#wake()
    return () => {
      if (!this.#hearers.delete(hear) || this.#hearers.size > 0) return
      for (const leave of this.#leave) leave()
      this.#onEnd()
    }
  }

  #change(): void {
    this.#isStale = true
    this.#wake()
  }

  #wake(): void {
    if (!this.#isRunning) void unmetered(() => this.#run())
  }

  async #run(): Promise<void> {
    this.#isRunning = true
    while (this.#isStale && this.#hearers.size > 0) {
      this.#isStale = false
      const began = performance.now()
      try {
        const report = await this.#question.read()
        this.#tell(report, this.#question.withCosts ? await costsIn(report) : null)
      } catch (error) {
        this.#first.reject(error)
        if (this.#question.isOver(error)) for (const hear of this.#hearers) hear(new Over(error))
        this.#isStale = true
      }
      await delay(Math.max(PAUSE_MS_MIN, PAUSE_SHARE * (performance.now() - began)), undefined, { ref: false })
    }
    this.#isRunning = false
  }

  #tell(report: ShownReport, costs: Costs | null): void {
    const said = stringify([report, costs])
    if (said === this.#said) return
    this.#said = said
    this.#last = report
    this.#first.resolve(report)
    for (const hear of this.#hearers) hear(report)
  }
}

type Costs = readonly (readonly ExactMoney[])[]

/** The upstream costs of the total and of each group, which the report itself reads when they are asked for. */
function costsIn({ totals, groups }: ShownReport): Promise<Costs> {
  return Promise.all([totals, ...groups.map(({ shown }) => shown)].map(({ costs }) => costs()))
}
