// Live answers to "may I submit this now?": first the present one, then each that differs in what its client has asked for.
//
// All who ask the same of an organization share one answer, and all questions of an organization are answered by one reading of
// its state (src/engine/questions.ts). They are answered again after something has changed that decisions depend on, and at the
// instant at which an answer may change by itself. Changes that come in quick succession are answered together.

import { setTimeout as delay } from 'node:timers/promises'
import stringify from 'safe-stable-stringify'
import type { App } from '../app.ts'
import { unmetered } from '../database/meter.ts'
import { type LiveStream, LookAgain, live } from '../events/live.ts'
import type { OrganizationId } from '../ids.ts'
import { must } from '../ledger/must.ts'
import { refuseMember } from '../organizations/members.ts'
import { costsOf } from '../pricing/priceOf.ts'
import { settles } from '../pricing/settlement.ts'
import { type AskedToSubmit, maySubmit, type Permission, refused } from './permission.ts'

/** The shortest pause between two rounds of answers for an organization. */
const PAUSE_MS_MIN = 50
/** A pause is at least as many times as long as the round before it, so that answers take a small part of the process's time. */
const PAUSE_SHARE = 10
const PAUSE_AFTER_FAILURE_MS = 1_000
/** The longest time that a timer of Node can take. */
const ALARM_MS_MAX = 2 ** 31 - 1
/** The time after which an answer is asked for again if its instant is not on this process's clock: a test clock stands still. */
const ALARM_MS_OTHERWISE = 1_000

/** The topics of the bus with what decisions about an organization depend on. */
const TOPICS = ['entry', 'task', 'run', 'terms'] as const

/** Watches the answer to a question. `fields`: those of the answer that the client gets; an answer that is equal in them is not sent. */
export function watchPermission(
  app: App,
  asked: AskedToSubmit,
  fields: ReadonlySet<string>,
): Promise<LiveStream<Permission> | null> {
  const { organizationId } = asked
  const key = stringify(asked) ?? ''
  return live<Permission, Permission>(
    organizationId,
    (hear) => watchOf(app, organizationId).listen(key, asked, hear),
    () => 'permission',
    async (memory) => {
      memory.keep(key.length)
      const present = await watchOf(app, organizationId).answerTo(key)
      let last = shownOf(present, fields)
      return {
        present: [present],
        follow: (answer) => {
          if (answer instanceof LookAgain) return null
          const shown = shownOf(answer, fields)
          if (shown === last) return null
          last = shown
          return answer
        },
      }
    },
  )
}

const watches = new WeakMap<App, Map<OrganizationId, Watch>>()

function watchOf(app: App, organizationId: OrganizationId): Watch {
  const ofApp = watches.get(app) ?? new Map<OrganizationId, Watch>()
  watches.set(app, ofApp)
  const known = ofApp.get(organizationId)
  if (known) return known
  const watch = new Watch(app, organizationId, () => ofApp.delete(organizationId))
  ofApp.set(organizationId, watch)
  return watch
}

type Hear = (answer: Permission) => void

/** A question, and those who are told each new answer. */
interface Watched {
  readonly asked: AskedToSubmit
  readonly hearers: Set<Hear>
  readonly first: PromiseWithResolvers<Permission>
  /** Null before the first answer. */
  answer: Permission | null
  /** The time from the last answer until it may change by itself, in milliseconds; null: it does not. */
  waitMs: number | null
}

/** The questions about one organization. */
class Watch {
  readonly #app: App
  readonly #watched = new Map<string, Watched>()
  readonly #leave: readonly (() => void)[]
  readonly #onEnd: () => void
  /** True if something has changed since the answers. */
  #isStale = false
  #isRunning = false
  #alarm: NodeJS.Timeout | null = null

  constructor(app: App, organizationId: OrganizationId, onEnd: () => void) {
    this.#app = app
    this.#onEnd = onEnd
    this.#leave = TOPICS.map((topic) => app.bus.listen(topic, organizationId, () => this.#change()))
  }

  /** Calls `hear` with each answer to a question, until the returned function is called. */
  listen(key: string, asked: AskedToSubmit, hear: Hear): () => void {
    const known = this.#watched.get(key)
    const watched = known ?? {
      asked,
      hearers: new Set(),
      first: Promise.withResolvers<Permission>(),
      answer: null,
      waitMs: null,
    }
    watched.hearers.add(hear)
    if (!known) {
      watched.first.promise.catch(() => {})
      this.#watched.set(key, watched)
      this.#wake()
    }
    const { organizationId } = asked
    const leave = isOnBehalf(asked) ? this.#app.bus.listen('access', organizationId, () => this.#change()) : null
    return () => {
      leave?.()
      watched.hearers.delete(hear)
      if (watched.hearers.size === 0 && this.#watched.get(key) === watched) this.#watched.delete(key)
      if (this.#watched.size === 0) this.#end()
    }
  }

  /** The present answer to a question that somebody listens to. */
  async answerTo(key: string): Promise<Permission> {
    const { answer, first } = must(this.#watched.get(key), 'a stream listens before it reads')
    return answer ?? first.promise
  }

  #end(): void {
    for (const leave of this.#leave) leave()
    if (this.#alarm) clearTimeout(this.#alarm)
    this.#onEnd()
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
    while (this.#watched.size > 0) {
      const due = [...this.#watched.values()].filter(({ answer }) => this.#isStale || answer === null)
      if (due.length === 0) break
      const began = performance.now()
      const pauseMs = (await this.#answer(due)) ? 0 : PAUSE_AFTER_FAILURE_MS
      const roundMs = performance.now() - began
      await delay(Math.max(PAUSE_MS_MIN, PAUSE_SHARE * roundMs, pauseMs), undefined, { ref: false })
    }
    this.#isRunning = false
  }

  /** Answers questions, and tells what differs. Returns false if the state could not be read. */
  async #answer(due: readonly Watched[]): Promise<boolean> {
    this.#isStale = false
    const answers = await Promise.allSettled(due.map(({ asked }) => answerNow(this.#app, asked)))
    let isRead = true
    for (const [i, watched] of due.entries()) {
      const answered = must(answers[i], 'each question has an answer')
      if (answered.status === 'fulfilled') tell(watched, answered.value)
      else {
        isRead = false
        watched.first.reject(answered.reason)
      }
    }
    if (!isRead) this.#isStale = true
    this.#setAlarm()
    return isRead
  }

  #setAlarm(): void {
    if (this.#alarm) clearTimeout(this.#alarm)
    const waits = [...this.#watched.values()].flatMap(({ waitMs }) => waitMs ?? [])
    if (waits.length === 0) return
    const ms = Math.min(...waits)
    this.#alarm = setTimeout(() => this.#change(), ms > 0 ? Math.min(ms, ALARM_MS_MAX) : ALARM_MS_OTHERWISE).unref()
  }
}

/** The present answer. The stream of a member ends with their access; one on behalf of a member goes on, and says that they are gone. */
async function answerNow(app: App, asked: AskedToSubmit): Promise<Permission> {
  const { organizationId, memberId } = asked
  const gone = isOnBehalf(asked) && memberId !== null ? await refuseMember(app, organizationId, memberId) : null
  return gone ? refused(app, gone) : maySubmit(app, asked)
}

/** Returns whether somebody else asks for a member: the platform, or a server of the organization. */
function isOnBehalf({ memberId, ownMemberId = null }: AskedToSubmit): boolean {
  return memberId !== null && memberId !== ownMemberId
}

function tell(watched: Watched, answer: Permission): void {
  const before = watched.answer
  watched.waitMs = answer.until && answer.until.getTime() - answer.at.getTime()
  if (before && shownOf(before, EVERY_FIELD) === shownOf(answer, EVERY_FIELD)) return
  watched.answer = answer
  watched.first.resolve(answer)
  for (const hear of watched.hearers) hear(answer)
}

/** The value of each field of an answer, as far as answers can differ in it. Its time alone makes no other answer. */
const SHOWN: Readonly<Record<string, (answer: Permission) => unknown>> = {
  allowed: ({ refusals }) => refusals.length === 0,
  blockedBy: ({ refusals }) => refusals.map(({ code }) => code),
  refusals: ({ refusals }) => refusals.map(({ code, message }) => `${code} ${message}`),
  needsApproval: ({ needsApproval }) => needsApproval,
  creditType: ({ price }) => price?.rule.creditType,
  credits: ({ price }) => String(price?.credits),
  costs: ({ price }) => price && costsOf(price).map(({ creditType, credits }) => `${creditType} ${credits}`),
  isMaximum: ({ price }) => price !== null && settles(price.rule),
  expectedCredits: ({ expected }) => String(expected),
  until: ({ until }) => until,
}

const EVERY_FIELD: ReadonlySet<string> = new Set(Object.keys(SHOWN))

/** The given fields of an answer, in one text. */
function shownOf(answer: Permission, fields: ReadonlySet<string>): string {
  return JSON.stringify([...fields].map((field) => SHOWN[field]?.(answer) ?? null))
}
