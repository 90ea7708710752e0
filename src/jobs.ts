// Jobs: the work that runs in addition to the API. One table lists the repeated jobs; `startJobs` also starts the queues and the
// other services.

import { sweepOperatorSessions } from './access/operatorSessions.ts'
import type { Sessions } from './access/sessions.ts'
import { MAIL_EVENT_TASK, tellByMail } from './alerts/mails.ts'
import type { App } from './app.ts'
import { publishCheckpoint } from './checkpoints/publish.ts'
import { DUE_WORK } from './clock/due.ts'
import type { Retention } from './config.ts'
import { makePartitions } from './database/partitions.ts'
import { attach } from './documents/attachments.ts'
import { mailStatements } from './documents/statementMails.ts'
import { skip } from './engine/command.ts'
import { removeUnfinished, sweepExports } from './exports/keeping.ts'
import { openExports } from './exports/work.ts'
import { tailFeed } from './feed/live.ts'
import { numberWaiting } from './feed/outbox.ts'
import { sweepFeed } from './feed/sweep.ts'
import { openMails } from './mail/send.ts'
import { sweepMails } from './mail/sweep.ts'
import { sweepClosing } from './offboarding/closing.ts'
import { sweepErasing } from './offboarding/erasing.ts'
import { sweepLeaving } from './offboarding/leaving.ts'
import { retain } from './offboarding/retention.ts'
import { sweepQuotes } from './pricing/sweep.ts'
import { startReporting } from './processes/reporting.ts'
import { watchLanes } from './processes/stopped.ts'
import { openQueue } from './queue/queue.ts'
import { type RunningJob, repeat, SWEEP_PAUSE_MS } from './queue/repeat.ts'
import { endSilentSessions } from './queue/silent.ts'
import { rollUpRevenue } from './revenue/rollUp.ts'
import { sweepSimulations } from './simulation/keeping.ts'
import { openSimulations } from './simulation/work.ts'
import { forgetTasks } from './tasks/forget.ts'
import { sweepLeases } from './tasks/leases.ts'
import { startSandbox } from './tasks/sandbox.ts'
import { startProviders } from './upstream/jobs.ts'
import { rollUpUsage } from './usage/rollUp.ts'
import { JOBS_AT_ONCE, leaveDeliveries, openWebhooks } from './webhooks/sending.ts'
import { sweepDeliveries } from './webhooks/sweep.ts'

/** The delay after which the quotes of every process use a price that one process has set. Their lanes use it at once. */
const PRICES_PAUSE_MS = 500
/** The delay after which every process refuses a key that one process has revoked. */
const ACCESS_PAUSE_MS = 250
/** The delay after which the feed has an act that the lane did not decide, and with several cells also what lanes did. */
const OUTBOX_PAUSE_MS = 250
/** Reports read what was used since then from the batches themselves. */
const USAGE_PAUSE_MS = 500
const USES_PAUSE_MS = 5_000
const MINUTE_MS = 60 * 1_000
const HOUR_MS = 60 * 60 * 1_000

export interface JobParts {
  readonly app: App
  readonly sessions: Sessions | null
  readonly databaseUrl: string
  readonly retention: Retention
}

interface Job {
  readonly name: string
  /** From the end of one run to the start of the next, in milliseconds. */
  readonly pauseMs: number
  /** Answers how much it did. It runs again without a pause until that is 0. */
  readonly run: (parts: JobParts) => Promise<number>
  /** True: its commands are for the lane, so it is left to the process that decides, while there is one. */
  readonly isOfHome?: boolean
}

/** Those of the feed, if it is on. */
const FEED_JOBS: readonly Job[] = [
  { name: 'number what waits for the feed', pauseMs: OUTBOX_PAUSE_MS, run: ({ app }) => numberWaiting(app) },
  { name: 'forget events', pauseMs: SWEEP_PAUSE_MS, run: ({ app }) => sweepFeed(app) },
]

/** Those of mail, if it is on. */
const MAIL_JOBS: readonly Job[] = [
  { name: 'forget mails', pauseMs: MINUTE_MS, run: ({ app }) => sweepMails(app) },
  { name: 'mail statements', pauseMs: MINUTE_MS, run: ({ app }) => mailStatements(app) },
]

const JOBS: readonly Job[] = [
  { name: 'add up usage', pauseMs: USAGE_PAUSE_MS, run: ({ app }) => rollUpUsage(app) },
  ...DUE_WORK.map(({ name, pauseMs, sweep }) => ({
    ...{ name, pauseMs, run: ({ app }: JobParts) => sweep(app), isOfHome: true },
  })),
  { name: 'end leases', pauseMs: SWEEP_PAUSE_MS, run: ({ app }) => sweepLeases(app), isOfHome: true },
  { name: 'close organizations', pauseMs: SWEEP_PAUSE_MS, run: ({ app }) => sweepClosing(app), isOfHome: true },
  { name: 'remove members', pauseMs: SWEEP_PAUSE_MS, run: ({ app }) => sweepLeaving(app), isOfHome: true },
  { name: 'forget tasks', pauseMs: SWEEP_PAUSE_MS, run: ({ app, retention }) => forgetTasks(app, retention) },
  { name: 'erase members', pauseMs: MINUTE_MS, run: ({ app }) => sweepErasing(app) },
  { name: 'remove what is not kept', pauseMs: HOUR_MS, run: once(({ app, retention }) => retain(app, retention)) },
  { name: 'remove unfinished files', pauseMs: HOUR_MS, run: once(({ app }) => removeUnfinished(app)) },
  { name: 'forget exports', pauseMs: HOUR_MS, run: ({ app }) => sweepExports(app) },
  { name: 'forget simulations', pauseMs: HOUR_MS, run: ({ app }) => sweepSimulations(app) },
  { name: 'forget quotes', pauseMs: SWEEP_PAUSE_MS, run: ({ app }) => sweepQuotes(app) },
  { name: 'forget deliveries', pauseMs: SWEEP_PAUSE_MS, run: ({ app }) => sweepDeliveries(app) },
  { name: 'refresh the price book', pauseMs: PRICES_PAUSE_MS, run: once(({ app }) => app.refreshPriceBook()) },
  { name: 'refresh access', pauseMs: ACCESS_PAUSE_MS, run: once(({ app }) => app.access.look()) },
  { name: 'note uses of keys', pauseMs: USES_PAUSE_MS, run: once(({ app }) => app.access.noteUses()) },
  { name: 'remove ended sessions', pauseMs: HOUR_MS, run: once(removeEndedSessions) },
  {
    name: 'make partitions',
    pauseMs: HOUR_MS,
    run: once(({ app, databaseUrl }) => makePartitions(databaseUrl, app.clock())),
  },
  { name: 'add up revenue', pauseMs: HOUR_MS, run: ({ app }) => rollUpRevenue(app) },
  { name: 'publish checkpoint', pauseMs: HOUR_MS, run: once(({ app }) => publishCheckpoint(app)) },
]

/** Work that is complete after one run. */
function once(work: (parts: JobParts) => Promise<unknown>): Job['run'] {
  return async (parts) => {
    await work(parts)
    return 0
  }
}

/** App for work over all organizations: commands for cells of which other processes decide are left to them, and count as not done. */
function forOwnCells(app: App): App {
  const { lane, lanes, home } = app
  if (lanes.cells.count === 1) return app
  // Sweeps run over due work, whose commands know this refusal.
  const skipped = { kind: 'refused', refusal: skip() as never } as const
  return {
    ...app,
    lane: {
      run: async (command) => (home.isElsewhereOf(command.organizationId) ? skipped : lane.run(command)),
      roomFor: (organizationId) => lane.roomFor(organizationId),
      expectRoom: (organizationId, commands) => lane.expectRoom(organizationId, commands),
    },
  }
}

/** Those of people, and those of the operator. */
async function removeEndedSessions({ app, sessions }: JobParts): Promise<void> {
  await sessions?.sweep(new Date())
  await sweepOperatorSessions(app.prisma, app.clock())
}

/** Starts all jobs; `stack` stops them, all at the same time. */
export async function startJobs(
  parts: JobParts,
  stack: AsyncDisposableStack,
): Promise<{ queueStuckSince: () => Date | null; listenerLostSince: () => Date | null }> {
  const { app, databaseUrl } = parts
  const running: RunningJob[] = []
  stack.defer(async () => {
    await Promise.all(running.map((each) => each.stop()))
  })
  const webhooks = openWebhooks(app)
  running.push(webhooks)
  const mails = app.mail && openMails(app, app.mail, attach)
  if (mails) running.push(mails)
  const simulations = openSimulations(app, databaseUrl)
  running.push(simulations)
  const exports = openExports(app, databaseUrl)
  running.push(exports)
  const ofMail = mails && { ...mails.tasks, [MAIL_EVENT_TASK]: (payload: unknown) => tellByMail(app, payload) }
  const deliveries = await openQueue(
    databaseUrl,
    { ...webhooks.tasks, ...simulations.tasks, ...exports.tasks, ...ofMail },
    app.log,
    {
      concurrency: JOBS_AT_ONCE,
      leave: leaveDeliveries,
    },
  )
  running.push(deliveries)
  const providers = await startProviders(app, databaseUrl)
  running.push(providers)
  const jobs = [...JOBS, ...(app.feedDays > 0 ? FEED_JOBS : []), ...(mails ? MAIL_JOBS : [])]
  for (const { name, pauseMs, run, isOfHome = false } of jobs) {
    const work = async () => {
      const isLeft = isOfHome && app.home.isElsewhere
      return { more: !isLeft && (await run(isOfHome ? { ...parts, app: forOwnCells(app) } : parts)) > 0 }
    }
    running.push(repeat(name, pauseMs, app.log, work))
  }
  if (app.feedDays > 0) stack.defer(tailFeed(app))
  const relay = app.relay()
  running.push(endSilentSessions(databaseUrl, app.log), startSandbox(app), startReporting(app), watchLanes(app), relay)
  return {
    queueStuckSince: () => deliveries.stuckSince() ?? providers.stuckSince(),
    listenerLostSince: () => relay.lostSince,
  }
}
