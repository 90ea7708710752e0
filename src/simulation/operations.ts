// Asking for simulations, and ending them. One runs at a time on the platform, and others wait for their turn: exactly the first of
// them has a job in the queue (src/simulation/work.ts).

import { v7 as uuidv7 } from 'uuid'
import type { App } from '../app.ts'
import { factsOf, record } from '../audit/record.ts'
import { type LimitReached, refuseOneMore } from '../bounds.ts'
import type { Prisma, Simulation } from '../database/generated/client/client.ts'
import { LOCKS } from '../database/locks.ts'
import { transact } from '../database/transact.ts'
import { PLATFORM_ID } from '../engine/idempotency.ts'
import { isRefusal } from '../ledger/refusals.ts'
import { draftOf } from '../pricing/draft.ts'
import { endedOrMissing, type InvalidInput, type NotFound } from '../refusals.ts'
import { refuseRange } from './simulate.ts'

export const SIMULATION_TASK = 'simulate'

interface SimulationValue {
  readonly simulation: Simulation
}

interface NewSimulation {
  /** A catalogue's document. */
  readonly document: unknown
  readonly from: Date
  readonly until: Date
}

/** Asks for a simulation, which runs in the background once it is its turn. */
export async function simulateCatalogue(
  app: App,
  { document, from, until }: NewSimulation,
  createdBy: string,
): Promise<SimulationValue | InvalidInput | LimitReached> {
  const createdAt = app.clock()
  await app.refreshPriceBook()
  const draft = draftOf(document, app.priceBook.version)
  const refused = isRefusal(draft) ? draft : refuseRange({ from, until, now: createdAt })
  if (isRefusal(draft) || refused) return refused as InvalidInput
  const { name } = draft
  return transact<SimulationValue | LimitReached>(app.prisma, async (transaction) => {
    await takeTurn(transaction)
    const open = await transaction.simulation.count({ where: { endedAt: null } })
    const limit = refuseOneMore('openSimulations', open)
    if (limit) return limit
    const simulation = await transaction.simulation.create({
      data: {
        ...{ id: uuidv7(), status: 'QUEUED', sequence: 1, name, document: document as Prisma.InputJsonObject },
        ...{ fromAt: from, untilAt: until, createdBy, createdAt, attempts: 0, tasks: 0 },
      },
    })
    await recordAct(app, transaction, 'simulateCatalogue', simulation, createdAt)
    if (open === 0) await addJob(transaction, simulation.id)
    return { simulation }
  })
}

/** Ends a simulation that waits or runs. */
export async function cancelSimulation(
  app: App,
  { simulationId: id }: { readonly simulationId: string },
): Promise<SimulationValue | NotFound> {
  const endedAt = app.clock()
  return transact<SimulationValue | NotFound>(app.prisma, async (transaction) => {
    const [simulation] = await transaction.simulation.updateManyAndReturn({
      where: { id, endedAt: null },
      data: { status: 'CANCELED', endedAt, sequence: { increment: 1 } },
    })
    if (!simulation) return endedOrMissing('simulation', await transaction.simulation.findUnique({ where: { id } }))
    await recordAct(app, transaction, 'cancelSimulation', simulation, endedAt)
    return { simulation }
  })
}

/** Gives the next simulation its turn, unless one runs. Its job may be there already. */
export async function startNext(transaction: Prisma.TransactionClient): Promise<void> {
  await takeTurn(transaction)
  const where = { endedAt: null }
  if ((await transaction.simulation.count({ where: { ...where, status: 'RUNNING' } })) > 0) return
  const next = await transaction.simulation.findFirst({ where, orderBy: { id: 'asc' }, select: { id: true } })
  if (next) await addJob(transaction, next.id)
}

/** Simulations are added, and given their turn, one after the other. */
async function takeTurn(transaction: Prisma.TransactionClient): Promise<void> {
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(${LOCKS.simulations})`
}

async function addJob(transaction: Prisma.TransactionClient, id: string): Promise<void> {
  const payload = JSON.stringify({ id })
  await transaction.$executeRaw`
    SELECT graphile_worker.add_job(${SIMULATION_TASK}, ${payload}::json, job_key := ${`${SIMULATION_TASK}:${id}`})`
}

async function recordAct(
  app: App,
  transaction: Prisma.TransactionClient,
  action: string,
  { id, name, fromAt, untilAt }: Simulation,
  at: Date,
): Promise<void> {
  const act = {
    ...{ action, subjectType: 'Simulation', subjectId: id },
    after: factsOf({ name, from: fromAt, until: untilAt }),
  }
  await record(app, transaction, PLATFORM_ID, act, at)
}
