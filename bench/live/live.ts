// Measures 10,000 live subscribers on one process while another process makes 100 changes a second: how long the last
// subscriber of each change waits for it, the memory of one subscriber, and the CPU of all, against a bare `ws` server that
// broadcasts the same bytes to as many sockets, in the same groups and at the same rate. The two alternate, so that other
// load on the machine affects both.
//
// There are a hundred organizations of a hundred members each. Each member has a key and a socket of their own, and watches
// the pool in every other organization and a task in the rest. So a change goes to a hundred sockets, and each socket gets
// one message a second.

import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { pino } from 'pino'
import { v4 as uuidv4 } from 'uuid'
import type { App } from '../../src/app.ts'
import { encodeGlobalId } from '../../src/graphql/ids.ts'
import { openApp } from '../../src/openApp.ts'
import { createOrganization } from '../../src/organizations/operations.ts'
import { loadBuiltIn } from '../../src/pricing/catalogue.ts'
import { reportTaskProgress, startTask } from '../../src/tasks/steps.ts'
import { submitTask } from '../../src/tasks/submit.ts'
import { grantCredits } from '../../src/wallets/grants.ts'
import { say, withDatabase } from '../support/database.ts'
import type { Heard, Watcher } from './subscribers.ts'

const GROUPS = 100
const WATCHERS_PER_GROUP = 100
const SUBSCRIBERS = GROUPS * WATCHERS_PER_GROUP
/** A smaller number of subscribers, to see what grows with their number. */
const FEW_PER_GROUP = 10
const CHANGES_PER_SECOND = 100
const ROUNDS = 4
const ROUND_SECONDS = 5
const FEW_SECONDS = 5
/** The time for which messages still count after the last change. */
const REST_MS = 500
const IDLE_SECONDS = 4

const BALANCE = 'subscription { balanceChanged { sequence available frozen } }'
const TASK = 'subscription Task($id: ID!) { taskUpdated(taskId: $id) { id sequence status progress } }'

/** The subscription of a group, and the change that it reports. */
interface Group {
  readonly watchers: readonly Watcher[]
  readonly change: () => Promise<unknown>
}

interface Work {
  readonly cpuMs: number
  readonly statements: number
}

interface Memory {
  readonly rss: number
  readonly heap: number
}

class Child {
  readonly #process: ChildProcess
  readonly #exited: Promise<null>

  constructor(file: string, environment: Record<string, string> = {}) {
    this.#process = fork(join(import.meta.dirname, file), {
      env: { ...process.env, ...environment },
      // With Node's default size of the young generation, the memory that grows is that of the subscribers.
      execArgv: ['--expose-gc', ...process.execArgv, '--max-semi-space-size=16'],
    })
    this.#exited = once(this.#process, 'exit').then(() => null)
  }

  async ask<Answer>(request: unknown): Promise<Answer> {
    const answered = once(this.#process, 'message')
    this.#process.send(request as object)
    const answer = await Promise.race([answered, this.#exited])
    if (!answer) throw new Error(`a process ended before it answered ${Object.keys(request as object)}`)
    return answer[0] as Answer
  }

  async end(): Promise<void> {
    this.#process.send({ end: true })
    await this.#exited
  }
}

/** The time on the clock that all processes share. */
const now = () => Number(process.hrtime.bigint()) / 1e6

async function makeGroup(app: App, number: number, members = WATCHERS_PER_GROUP): Promise<Group> {
  const created = await createOrganization(app, {
    name: `Organization ${number}`,
    mode: 'LIVE',
    members: Array.from({ length: members }, (_, i) => ({
      name: `Member ${i}`,
      role: i === 0 ? 'OWNER' : i % 2 === 0 ? 'ADMIN' : 'VIEWER',
    })),
  })
  if ('code' in created) throw new Error(created.message)
  const organizationId = created.organization.id
  const credits = { organizationId, creditType: 'music', kind: 'TOP_UP' as const, priority: 0 }
  await grantCredits(app, { ...credits, credits: 1_000_000n })
  const watchers = (payload: object) =>
    created.keys.map(({ secret }) => {
      const init = { type: 'connection_init', payload: { apiKey: secret } }
      const subscribe = { id: uuidv4(), type: 'subscribe', payload }
      return { group: number, sends: [JSON.stringify(init), JSON.stringify(subscribe)] }
    })
  if (number % 2 === 0) {
    return { watchers: watchers({ query: BALANCE }), change: () => grantCredits(app, { ...credits, credits: 1n }) }
  }
  const task = {
    organizationId,
    memberId: null,
    lineageId: null,
    mayApprove: true,
    model: 'suno',
    operation: 'music',
    input: {},
  }
  const submitted = await submitTask(app, { ...task, timeoutSeconds: 3_600 })
  if ('code' in submitted) throw new Error(submitted.message)
  const taskId = submitted.task.id
  await startTask(app, { organizationId, taskId }, 'NONE')
  let progress = 0
  return {
    watchers: watchers({ query: TASK, variables: { id: encodeGlobalId('Task', `${organizationId}/${taskId}`) } }),
    change: () => reportTaskProgress(app, { organizationId, taskId, progress: ++progress }, 'NONE'),
  }
}

/** Makes changes at the rate, for one group after another. Returns the times of their commits, by group and in order. */
async function makeChanges(groups: readonly Group[], seconds: number): Promise<number[][]> {
  const commits: number[][] = groups.map(() => [])
  const made: Promise<unknown>[] = []
  const began = now()
  for (let i = 0; i < seconds * CHANGES_PER_SECOND; i++) {
    await delay(Math.max(0, began + (i * 1_000) / CHANGES_PER_SECOND - now()))
    const group = i % groups.length
    made.push(
      groups[group]!.change().then((answer) => {
        if (typeof answer === 'object' && answer && 'code' in answer) throw new Error(JSON.stringify(answer))
        commits[group]!.push(now())
      }),
    )
  }
  await Promise.all(made)
  return commits
}

function percentile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
}

/** The work of a process in the meantime. */
async function during(child: Child, meanwhile: () => Promise<unknown>): Promise<Work> {
  const before = await child.ask<Work>({ work: true })
  await meanwhile()
  const after = await child.ask<Work>({ work: true })
  return { cpuMs: after.cpuMs - before.cpuMs, statements: after.statements - before.statements }
}

/** The bytes of a process per present subscriber. */
async function bytesEach(child: Child, empty: Memory): Promise<Memory> {
  const full = await child.ask<Memory>({ memory: true })
  return { rss: (full.rss - empty.rss) / SUBSCRIBERS, heap: (full.heap - empty.heap) / SUBSCRIBERS }
}

/** Holdfast and its subscribers. */
class HoldfastSide {
  readonly #groups: readonly Group[]
  readonly #subscribers = new Child('subscribers.ts')
  readonly process: Child
  readonly lates: number[] = []
  readonly busy = { cpuMs: 0, statements: 0 }
  /** The number of changes that were reported together with the next. */
  together = 0
  samples: Heard['sample'] = []

  constructor(databaseUrl: string, groups: readonly Group[]) {
    this.process = new Child('server.ts', { DATABASE_URL: databaseUrl })
    this.#groups = groups
  }

  /** Connects a tenth of the subscribers and measures, then connects the rest. */
  async connect() {
    const { url } = await this.process.ask<{ url: string }>({ listen: true })
    const listeningAt = { url: `${url}/graphql`, protocol: 'graphql-transport-ws' }
    const few = this.#groups.flatMap(({ watchers }) => watchers.slice(0, FEW_PER_GROUP))
    const rest = this.#groups.flatMap(({ watchers }) => watchers.slice(FEW_PER_GROUP))
    const empty = await this.process.ask<Memory>({ memory: true })
    await this.#subscribers.ask({ connect: { ...listeningAt, watchers: few } })
    const idleFew = await this.idle()
    const busyFew = await this.#change(FEW_SECONDS, FEW_PER_GROUP)
    await this.#subscribers.ask({ connect: { ...listeningAt, watchers: rest } })
    return { bytes: await bytesEach(this.process, empty), idleFew, busyFew: busyFew.work }
  }

  idle(): Promise<Work> {
    return during(this.process, () => delay(IDLE_SECONDS * 1_000))
  }

  async round(): Promise<Work> {
    const { work, lates } = await this.#change(ROUND_SECONDS, WATCHERS_PER_GROUP)
    this.busy.cpuMs += work.cpuMs
    this.busy.statements += work.statements
    this.lates.push(...lates)
    return work
  }

  async end(): Promise<void> {
    for (const child of [this.#subscribers, this.process]) await child.end()
  }

  async #change(seconds: number, perGroup: number): Promise<{ work: Work; lates: number[] }> {
    let commits: number[][] = []
    const work = await during(this.process, async () => {
      commits = await makeChanges(this.#groups, seconds)
      await delay(REST_MS)
    })
    return { work, lates: await this.#heard(commits, perGroup) }
  }

  /** The time that the last subscriber waited for each change. A change that was reported together with the next counts as reported then. */
  async #heard(commits: number[][], perGroup: number): Promise<number[]> {
    const { changes, before, balanceGaps, sample } = await this.#subscribers.ask<Heard>({ heard: true })
    if (balanceGaps > 0) throw new Error(`${balanceGaps} balances did not follow their predecessor`)
    const lates: number[] = []
    for (const [group, times] of commits.entries()) {
      const reported = changes[group] ?? []
      let next = 0
      for (const [i, time] of times.entries()) {
        while (next < reported.length && (reported[next]?.sequence ?? 0) <= (before[group] ?? 0) + i) next++
        const change = reported[next]
        if (change?.count !== perGroup) throw new Error(`a change went to ${change?.count} of ${perGroup} subscribers`)
        lates.push(change.last - time)
      }
      this.together += times.length - reported.length
    }
    this.samples = sample
    return lates
  }
}

/** The bare `ws` server, which sends the same bytes to as many sockets. */
class BareSide {
  readonly #process = new Child('broadcast.ts')
  readonly #listeners = new Child('subscribers.ts')
  cpuMs = 0

  async connect(groups: readonly Group[], samples: Heard['sample']): Promise<Memory> {
    const { url } = await this.#process.ask<{ url: string }>({
      listen: { samples, changesPerSecond: CHANGES_PER_SECOND },
    })
    const watchers = groups.flatMap((group, i) => group.watchers.map(() => ({ group: i, sends: [String(i)] })))
    const empty = await this.#process.ask<Memory>({ memory: true })
    await this.#listeners.ask({ connect: { url, protocol: null, watchers } })
    return bytesEach(this.#process, empty)
  }

  /** Makes the same changes meanwhile, because on two cores other load matters. */
  async round(others: readonly Group[]): Promise<Work> {
    const work = await during(this.#process, async () => {
      await Promise.all([this.#process.ask({ broadcast: ROUND_SECONDS }), makeChanges(others, ROUND_SECONDS)])
      await delay(REST_MS)
    })
    this.cpuMs += work.cpuMs
    const received = (await this.#listeners.ask<Heard>({ heard: true })).changes.flat()
    if (received.length !== ROUND_SECONDS * CHANGES_PER_SECOND || received.some((r) => r.count !== WATCHERS_PER_GROUP))
      throw new Error('the bare server did not send every message to every subscriber')
    return work
  }

  async end(): Promise<void> {
    for (const child of [this.#listeners, this.#process]) await child.end()
  }
}

/** Statements for each change, without those that an idle process sends. */
function perChange(used: Work, unused: Work, seconds: number, rests: number): number {
  const idle = (unused.statements / IDLE_SECONDS) * (seconds + (rests * REST_MS) / 1_000)
  return (used.statements - idle) / (seconds * CHANGES_PER_SECOND)
}

const result = await withDatabase(async (databaseUrl) => {
  const app = openApp({ databaseUrl, log: pino({ level: 'warn' }) })
  await loadBuiltIn(app, 'sunor')
  const groups: Group[] = []
  /** The organizations without subscribers. */
  const others: Group[] = []
  for (let i = 0; i < GROUPS; i++) {
    groups.push(await makeGroup(app, i))
    others.push(await makeGroup(app, i, 1))
  }
  say(`${GROUPS} organizations with ${WATCHERS_PER_GROUP} members each`)

  const holdfast = new HoldfastSide(databaseUrl, groups)
  const { bytes, idleFew, busyFew } = await holdfast.connect()
  say(`${SUBSCRIBERS} subscribers, ${bytes.rss.toFixed(0)} bytes each (${bytes.heap.toFixed(0)} of them JavaScript’s)`)
  const bare = new BareSide()
  const bareBytes = await bare.connect(groups, holdfast.samples)
  const idle = await holdfast.idle()
  for (let i = 1; i <= ROUNDS; i++) {
    const { cpuMs } = await holdfast.round()
    const { cpuMs: bareMs } = await bare.round(others)
    say(`round ${i}: CPU ${percentOf(cpuMs)} % of a core, bare ws ${percentOf(bareMs)} %`)
  }
  const statements = {
    few: perChange(busyFew, idleFew, FEW_SECONDS, 1),
    all: perChange(holdfast.busy, idle, ROUNDS * ROUND_SECONDS, ROUNDS),
  }
  say(
    `${holdfast.together} changes of tasks reported together with the next; ${(idle.cpuMs / IDLE_SECONDS / 10).toFixed(1)} % of a core with no changes; bare ws: ${bareBytes.rss.toFixed(0)} bytes each (${bareBytes.heap.toFixed(0)})`,
  )
  await holdfast.end()
  await bare.end()
  await app.close()
  const lates = holdfast.lates.sort((a, b) => a - b)
  return { lates, bytesPerSubscriber: bytes.rss, statements, cpuRatio: holdfast.busy.cpuMs / bare.cpuMs }
})

function percentOf(cpuMs: number): string {
  return (cpuMs / (ROUND_SECONDS + REST_MS / 1_000) / 10).toFixed(1)
}

const round = (value: number, digits = 2) => Number(value.toFixed(digits))
process.stdout.write(
  `${JSON.stringify({
    bench: 'live',
    p50Ms: round(percentile(result.lates, 0.5), 1),
    p99Ms: round(percentile(result.lates, 0.99), 1),
    bytesPerSubscriber: Math.round(result.bytesPerSubscriber),
    cpuRatio: round(result.cpuRatio),
    statementsPerChange: { few: round(result.statements.few), all: round(result.statements.all) },
    subscribers: SUBSCRIBERS,
    subscribersPerChange: WATCHERS_PER_GROUP,
    changesPerSecond: CHANGES_PER_SECOND,
  })}\n`,
)
