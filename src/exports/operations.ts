// Asking for exports, and ending them. One runs at a time on the platform, and others wait for their turn: exactly the first of them has a
// job in the queue (src/exports/work.ts).

import { v7 as uuidv7 } from 'uuid'
import type { App } from '../app.ts'
import { factsOf, record } from '../audit/record.ts'
import { type LimitReached, refuseOneMore } from '../bounds.ts'
import type { Export, Prisma } from '../database/generated/client/client.ts'
import { LOCKS } from '../database/locks.ts'
import { transact } from '../database/transact.ts'
import { PLATFORM_ID } from '../engine/idempotency.ts'
import { endedOrMissing, type InvalidInput, invalidInput, type NotFound, notFound } from '../refusals.ts'
import { expiryAt } from './keeping.ts'
import { KINDS } from './kinds.ts'

export const EXPORT_TASK = 'export'

interface ExportValue {
  readonly export: Export
}

/** `organizationId`: PLATFORM_ID for all organizations. */
type NewExport = Pick<Export, 'organizationId' | 'kind' | 'format' | 'fromAt' | 'untilAt'>

/** Asks for an export, which is written in the background once it is its turn. */
export async function startExport(
  app: App,
  asked: NewExport,
): Promise<ExportValue | InvalidInput | NotFound | LimitReached> {
  const { organizationId, kind, format, fromAt, untilAt } = asked
  if (fromAt && untilAt && fromAt >= untilAt) return invalidInput({ path: 'until', message: 'must be after from' })
  if (KINDS[kind].isOnlyOfAll && organizationId !== PLATFORM_ID)
    return invalidInput({
      path: 'kind',
      message: `must be another than ${kind}: it is of all organizations, and for the operator`,
    })
  const createdAt = app.clock()
  return transact<ExportValue | NotFound | LimitReached>(app.prisma, async (transaction) => {
    await takeTurn(transaction)
    const isOne = organizationId !== PLATFORM_ID
    if (isOne && (await transaction.organization.count({ where: { id: organizationId } })) === 0) {
      return notFound('organization')
    }
    const limit =
      refuseOneMore('openExports', await transaction.export.count({ where: { organizationId, endedAt: null } })) ??
      refuseOneMore('exports', await transaction.export.count({ where: { organizationId } }))
    if (limit) return limit
    const open = await transaction.export.count({ where: { endedAt: null } })
    const made = await transaction.export.create({
      data: { ...{ organizationId, kind, format, fromAt, untilAt }, id: uuidv7(), sequence: 1, createdAt },
    })
    const facts = factsOf({ kind, format, from: fromAt, until: untilAt })
    const act = { action: 'startExport', subjectType: 'Export', subjectId: made.id, after: facts }
    await record(app, transaction, organizationId, act, createdAt)
    if (open === 0) await addJob(transaction, made)
    return { export: made }
  })
}

/** Ends an export that waits or runs. */
export async function cancelExport(
  app: App,
  { organizationId, id }: Pick<Export, 'organizationId' | 'id'>,
): Promise<ExportValue | NotFound> {
  const endedAt = app.clock()
  return transact<ExportValue | NotFound>(app.prisma, async (transaction) => {
    const [canceled] = await transaction.export.updateManyAndReturn({
      where: { organizationId, id, endedAt: null },
      data: { status: 'CANCELED', endedAt, expiresAt: expiryAt(endedAt), sequence: { increment: 1 } },
    })
    if (!canceled) {
      const where = { organizationId_id: { organizationId, id } }
      return endedOrMissing('export', await transaction.export.findUnique({ where }))
    }
    const act = { action: 'cancelExport', subjectType: 'Export', subjectId: id }
    await record(app, transaction, organizationId, act, endedAt)
    return { export: canceled }
  })
}

/** Gives the next export its turn, unless one runs. Its job may be there already. */
export async function startNext(transaction: Prisma.TransactionClient): Promise<void> {
  await takeTurn(transaction)
  if ((await transaction.export.count({ where: { endedAt: null, status: 'RUNNING' } })) > 0) return
  const next = await transaction.export.findFirst({ where: { endedAt: null }, orderBy: { id: 'asc' } })
  if (next) await addJob(transaction, next)
}

/** Exports are added, and given their turn, one after the other. */
async function takeTurn(transaction: Prisma.TransactionClient): Promise<void> {
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(${LOCKS.exports})`
}

async function addJob(
  transaction: Prisma.TransactionClient,
  { organizationId, id }: Pick<Export, 'organizationId' | 'id'>,
): Promise<void> {
  const payload = JSON.stringify({ organizationId, id })
  await transaction.$executeRaw`
    SELECT graphile_worker.add_job(${EXPORT_TASK}, ${payload}::json, job_key := ${`${EXPORT_TASK}:${id}`})`
}
