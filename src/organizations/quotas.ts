// Quotas: the most that is stored of an organization's tasks and quotes. Requests that would add to a full quota are refused.

import { z } from 'zod'
import type { App } from '../app.ts'
import { factsOf } from '../audit/record.ts'
import { type Kept, NOTHING_KEPT } from '../engine/kept.ts'
import type { OrganizationSnapshot } from '../engine/organizationSnapshot.ts'
import { type OrganizationId, uuidOf } from '../ids.ts'
import type { Refusal } from '../ledger/refusals.ts'
import { CREDITS_MAX } from '../ledger/wallet.ts'
import type { CommonRefusal } from '../operation.ts'
import { field } from '../refusals.ts'
import { type ChangedOrganization, operateOnOrganization } from './change.ts'

const GIB = 1024n ** 3n

/** The default quotas, unless the operator sets others. */
export const QUOTAS = {
  tasks: 10_000_000n,
  taskBytes: 10n * GIB,
  fileBytes: 1_024n * GIB,
  quotes: 10_000n,
}

export type QuotaName = keyof typeof QUOTAS

export interface Quota {
  readonly used: bigint
  readonly max: bigint
}

export interface QuotaExceeded extends Refusal, Quota {
  readonly code: 'QUOTA_EXCEEDED'
  readonly quota: QuotaName
}

const NAMES: Readonly<Record<QuotaName, string>> = {
  tasks: 'tasks',
  taskBytes: 'bytes of tasks’ inputs and results',
  fileBytes: 'bytes of tasks’ files',
  quotes: 'quotes',
}

/** The quota of an organization. */
function maxOf(kept: Kept, quota: QuotaName): bigint {
  return kept[`${quota}Max`] ?? QUOTAS[quota]
}

/** The reason why nothing more of this can be stored; null if there is room. */
export function refuseQuota(kept: Kept, quota: QuotaName, used: bigint): QuotaExceeded | null {
  const max = maxOf(kept, quota)
  if (used < max) return null
  const advice = 'Ask the platform for a larger quota, or wait until tasks that have cost nothing are forgotten.'
  const message = `This organization may store ${max} ${NAMES[quota]}, and has ${used}. ${advice}`
  return { code: 'QUOTA_EXCEEDED', message, quota, used, max }
}

/** The reason why an organization can't submit another task; null if it can. */
export function refuseTask(kept: Kept): QuotaExceeded | null {
  return (
    refuseQuota(kept, 'tasks', kept.tasks) ??
    refuseQuota(kept, 'taskBytes', kept.taskBytes) ??
    refuseQuota(kept, 'fileBytes', kept.fileBytes)
  )
}

/** The usage of all quotas of an organization. */
export async function usageOf(app: App, organizationId: OrganizationId): Promise<Readonly<Record<QuotaName, Quota>>> {
  const kept = await keptOf(app, organizationId)
  const quotes = BigInt(await app.prisma.quote.count({ where: { organizationId } }))
  const used = { tasks: kept.tasks, taskBytes: kept.taskBytes, fileBytes: kept.fileBytes, quotes }
  const quotaOf = (name: QuotaName) => ({ used: used[name], max: maxOf(kept, name) })
  return {
    tasks: quotaOf('tasks'),
    taskBytes: quotaOf('taskBytes'),
    fileBytes: quotaOf('fileBytes'),
    quotes: quotaOf('quotes'),
  }
}

export async function keptOf({ prisma }: Pick<App, 'prisma'>, organizationId: OrganizationId): Promise<Kept> {
  return (await prisma.kept.findUnique({ where: { organizationId } })) ?? NOTHING_KEPT
}

const max = z.bigint().min(0n).max(CREDITS_MAX).nullish()

/** A quota that is absent or null is the default from then on. */
const NewQuotas = z.object({
  organizationId: uuidOf.organization,
  tasks: max,
  taskBytes: max,
  fileBytes: max,
  quotes: max,
  idempotencyKey: field.idempotencyKey,
})

/** Sets the quotas of an organization. Stored data stays, even if it exceeds them. */
export function setQuotas(app: App, input: z.input<typeof NewQuotas>): Promise<ChangedOrganization | CommonRefusal> {
  return operateOnOrganization(app, 'setQuotas', NewQuotas, input, ({ tasks, taskBytes, fileBytes, quotes }) => {
    const maxima = {
      tasksMax: tasks ?? null,
      taskBytesMax: taskBytes ?? null,
      fileBytesMax: fileBytes ?? null,
      quotesMax: quotes ?? null,
    }
    return { change: ({ kept }) => ({ kept: { ...kept, ...maxima } }), facts: maximaOf }
  })
}

function maximaOf({ kept: { tasksMax, taskBytesMax, fileBytesMax, quotesMax } }: OrganizationSnapshot) {
  return factsOf({ tasksMax, taskBytesMax, fileBytesMax, quotesMax })
}
