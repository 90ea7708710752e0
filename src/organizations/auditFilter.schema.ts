// The conditions of a filter of the audit log, of the API and of the export.

import type { Prisma } from '../database/generated/client/client.ts'
import { badInput } from '../graphql/badInput.ts'
import { notAnId } from '../graphql/ids.ts'
import { timeRange } from '../graphql/timeRange.ts'
import { actorIdFrom, subjectIdFrom } from './auditShown.ts'

export interface AuditWanted {
  readonly action?: string | null | undefined
  /** Of the caller and of the subject, as the API gives them. */
  readonly actorId?: string | null | undefined
  readonly subjectId?: string | null | undefined
  readonly from?: Date | null | undefined
  readonly until?: Date | null | undefined
}

/**
 * The condition of entries of an organization, or of the platform (the nil UUID). `within`: what precedes the names of fields in an error:
 * `filter.`.
 */
export function whereAudit(
  organizationId: string,
  wanted: AuditWanted | null | undefined,
  within: string,
): Prisma.AuditEntryWhereInput {
  const { action, actorId, subjectId, from, until } = wanted ?? {}
  return {
    organizationId,
    action: action ?? undefined,
    actorId: actorId == null ? undefined : actorFrom(organizationId, actorId, within),
    subjectId: subjectId == null ? undefined : subjectFrom(organizationId, subjectId, within),
    createdAt: timeRange(from, until, { within }),
  }
}

function actorFrom(organizationId: string, shown: string, within: string): string {
  const id = actorIdFrom(organizationId, shown)
  if (id !== null) return id
  throw badInput(
    `${within}actorId`,
    `${notAnId(shown, ['Member', 'ApiKey', 'PlatformKey'])}; or the subject of a person`,
  )
}

function subjectFrom(organizationId: string, shown: string, within: string): string {
  const id = subjectIdFrom(organizationId, shown)
  if (id !== null) return id
  throw badInput(`${within}subjectId`, notAnId(shown))
}
