// Runs simulations in the background (src/queue/background.ts), and removes the results of a run that has not succeeded.

import { z } from 'zod'
import type { App } from '../app.ts'
import type { Prisma, Simulation } from '../database/generated/client/client.ts'
import { transact } from '../database/transact.ts'
import { PLATFORM_ID } from '../engine/idempotency.ts'
import { putMails } from '../mail/outbox.ts'
import { type Background, type Outcome, openBackground, type Progress, runInThread } from '../queue/background.ts'
import { removeUnfinished } from './keeping.ts'
import { recordSimulation, SIMULATION_TASK, startNext } from './operations.ts'
import type { Totals } from './report.ts'
import type { Order } from './thread.ts'

const MEMORY = { maxOldGenerationSizeMb: 1_024 }

const Job = z.object({ id: z.uuid() })

interface Run {
  readonly id: string
  readonly attempt: number
  /** The number of earlier attempts whose process stopped on purpose. */
  readonly stops: number
}

export function openSimulations(app: App, databaseUrl: string): Background {
  return openBackground(SIMULATION_TASK, (payload, stopping) => work(app, databaseUrl, Job.parse(payload).id, stopping))
}

async function work(app: App, url: string, id: string, stopping: AbortSignal): Promise<void> {
  const run = await begin(app, id)
  if (run) {
    const outcome = await play(app, url, run, stopping)
    if (outcome) await end(app, run, outcome)
  }
  await transact(app.prisma, startNext)
  await removeUnfinished(app, id)
}

/** Notes that a simulation runs. Returns the attempt; null if it has ended. */
async function begin({ prisma, clock }: App, id: string): Promise<Run | null> {
  const [begun] = await prisma.$queryRaw<{ attempts: number; stops: number }[]>`
    UPDATE simulation SET status = 'RUNNING', attempts = attempts + 1, sequence = sequence + 1, tasks = 0, tasks_total = NULL,
      started_at = coalesce(started_at, ${clock()})
    WHERE id = ${id}::uuid AND ended_at IS NULL
    RETURNING attempts, stops`
  return begun ? { id, attempt: begun.attempts, stops: begun.stops } : null
}

/** The condition that an attempt is still the one that counts. */
function whereRuns({ id, attempt }: Omit<Run, 'stops'>) {
  return { id, attempts: attempt, endedAt: null }
}

const tasksOf = ({ done: tasks, total: tasksTotal }: Progress) => ({ tasks, tasksTotal })

/** Ends a simulation, unless it was canceled or begun again elsewhere. The audit log, the feed and a mail tell it, once. */
async function end(app: App, run: Run, { progress, ...ended }: Outcome<Totals>): Promise<void> {
  const endedAt = app.clock()
  const said =
    ended.status === 'FAILED' ? ended : { ...ended, result: ended.result as unknown as Prisma.InputJsonObject }
  await transact(app.prisma, async (transaction) => {
    const [simulation] = await transaction.simulation.updateManyAndReturn({
      where: whereRuns(run),
      data: { ...tasksOf(progress), ...said, endedAt, sequence: { increment: 1 } },
    })
    if (!simulation) return {}
    await recordSimulation(app, transaction, 'endSimulation', simulation, endedAt)
    if (app.mail && simulation.mailTo)
      await putMails(app, transaction, [mailOf(simulation, simulation.mailTo)], { now: endedAt, dueAt: null })
    return {}
  })
}

function mailOf({ id, name, fromAt, untilAt, status, tasks, failure }: Simulation, address: string) {
  const facts = {
    catalogue: name,
    from: fromAt.toISOString(),
    until: untilAt.toISOString(),
    tasks: String(tasks),
    failure,
  }
  return {
    ...{
      organizationId: PLATFORM_ID,
      kind: 'SIMULATION_ENDED' as const,
      cause: id,
      recipient: address,
      memberId: null,
    },
    ...{ name: null, address, facts: { ...facts, isOver: status === 'SUCCEEDED' }, link: null, usefulUntil: null },
  }
}

/** Plays a simulation. Returns its outcome; null if it was canceled or begun again elsewhere. Throws if it has to begin again. */
function play(app: App, url: string, run: Run, stopping: AbortSignal): Promise<Outcome<Totals> | null> {
  const { prisma } = app
  const order: Omit<Order, 'session'> = { url, id: run.id, attempt: run.attempt, now: app.clock() }
  const where = whereRuns(run)
  return runInThread<Totals>(
    app,
    {
      ...{ ...run, kind: 'simulation', worked: 'played', order, memory: MEMORY },
      thread: new URL('./thread.ts', import.meta.url),
      async tell(progress) {
        const data = progress && { ...tasksOf(progress), sequence: { increment: 1 } }
        return data
          ? (await prisma.simulation.updateMany({ where, data })).count > 0
          : (await prisma.simulation.count({ where })) > 0
      },
      tellStop: () => prisma.simulation.updateMany({ where, data: { stops: { increment: 1 } } }),
    },
    stopping,
  )
}
