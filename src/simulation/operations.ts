// Asking for simulations, and ending them. One runs at a time on the platform, and others wait for their turn: exactly the first of
// them has a job in the queue (src/simulation/work.ts).

import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import type { App } from '../app.ts'
import { factsOf, record } from '../audit/record.ts'
import { type LimitReached, refuseOneMore } from '../bounds.ts'
import type { Prisma, Simulation } from '../database/generated/client/client.ts'
import { LOCKS } from '../database/locks.ts'
import { transact } from '../database/transact.ts'
import { type Idempotency, type IdempotencyConflict, idempotencyConflict } from '../engine/command.ts'
import { idempotency, once, PLATFORM_ID } from '../engine/idempotency.ts'
import { isRefusal } from '../ledger/refusals.ts'
import { draftOf } from '../pricing/draft.ts'
import { endedOrMissing, field, type InvalidInput, type NotFound, parseInput } from '../refusals.ts'
import { refuseRange } from './simulate.ts'

export const SIMULATION_TASK = 'simulate'

interface SimulationValue {
  readonly simulation: Simulation
}

interface AskedSimulation extends SimulationValue {
  /** True if the key has made this simulation before. */
  readonly replayed: boolean
}

interface NewSimulation {
  /** A catalogue's document. */
  readonly document: unknown
  readonly from: Date
  readonly until: Date
  /** The address that gets a mail at the end. */
  readonly mailTo?: string | null | undefined
  readonly idempotencyKey?: string | null | undefined
}

const Common = z.object({
  mailTo: z.email().max(255).nullish(),
  idempotencyKey: field.idempotencyKey,
})

/** Asks for a simulation, which runs in the background once it is its turn. With the same key again it answers the first one. */
export async function simulateCatalogue(
  app: App,
  { document, from, until, ...rest }: NewSimulation,
  createdBy: string,
): Promise<AskedSimulation | InvalidInput | LimitReached | IdempotencyConflict> {
  const common = parseInput(Common, rest)
  if (!common.ok) return common.refusal
  const { mailTo = null, idempotencyKey } = common.value
  const key = idempotency(idempotencyKey, 'simulateCatalogue', { document, from, until, mailTo })
  const known = key && (await knownBy(app, key))
  if (known) return known
  const createdAt = app.clock()
  await app.refreshPriceBook()
  const draft = draftOf(document, app.priceBook.version)
  const refused = isRefusal(draft) ? draft : refuseRange({ from, until, now: createdAt })
  if (isRefusal(draft) || refused) return refused as InvalidInput
  const id = uuidv7()
  const asked = await once<{ id: string }, LimitReached>(app.prisma, key, createdAt, { id }, async (transaction) => {
    await takeTurn(transaction)
    const open = await transaction.simulation.count({ where: { endedAt: null } })
    const limit = refuseOneMore('openSimulations', open)
    if (limit) return limit
    const simulation = await transaction.simulation.create({
      data: {
        ...{ id, status: 'QUEUED', sequence: 1, name: draft.name, document: document as Prisma.InputJsonObject },
        ...{ fromAt: from, untilAt: until, mailTo, createdBy, createdAt, attempts: 0, tasks: 0, key: key?.key ?? null },
      },
    })
    await recordSimulation(app, transaction, 'simulateCatalogue', simulation, createdAt)
    if (open === 0) await addJob(transaction, simulation.id)
    return null
  })
  if (isRefusal(asked)) return asked
  const where = { id: asked.kind === 'made' ? asked.made.id : asked.resultId }
  return { simulation: await app.prisma.simulation.findUniqueOrThrow({ where }), replayed: asked.kind === 'replayed' }
}

/** The simulation of a key that was used before: its range may be refused by now. Null: the key is new. */
async function knownBy({ prisma }: App, key: Idempotency): Promise<AskedSimulation | IdempotencyConflict | null> {
  const where = { organizationId_key: { organizationId: PLATFORM_ID, key: key.key } }
  const known = await prisma.idempotencyKey.findUnique({ where })
  if (!known) return null
  if (Buffer.compare(known.fingerprint, key.fingerprint) !== 0) return idempotencyConflict(key.given)
  const simulation = await prisma.simulation.findUnique({ where: { id: known.resultId } })
  return simulation && { simulation, replayed: true }
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
    await recordSimulation(app, transaction, 'cancelSimulation', simulation, endedAt)
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

/** Records an act on a simulation in the audit log and in the feed. */
export async function recordSimulation(
  app: App,
  transaction: Prisma.TransactionClient,
  action: string,
  { id, name, fromAt, untilAt, status, endedAt, failure }: Simulation,
  at: Date,
): Promise<void> {
  const outcome = endedAt ? { status, failure } : {}
  const act = {
    ...{ action, subjectType: 'Simulation', subjectId: id },
    after: factsOf({ name, from: fromAt, until: untilAt, ...outcome }),
  }
  await record(app, transaction, PLATFORM_ID, act, at)
}
