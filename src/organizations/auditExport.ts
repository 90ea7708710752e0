// An audit log as a file: NDJSON, or CSV for spreadsheets; oldest first.

import type { App } from '../app.ts'
import type { AuditEntry, Prisma } from '../database/generated/client/client.ts'
import { type Cell, csvRow } from '../formats/csv.ts'
import { externalIdsOf, hasExternalIds } from '../labels/find.ts'
import type { LabelSubject } from '../labels/label.ts'
import { labeledActor, labeledSubject, shownActorId, shownSubjectId, shownValues } from './auditShown.ts'

export type ExportFormat = 'ndjson' | 'csv'

const ENTRIES_PER_READ = 1_000

const COLUMNS = [
  'createdAt',
  'actorKind',
  'actorName',
  'actorId',
  'address',
  'requestId',
  'action',
  'subjectType',
  'subjectId',
  'before',
  'after',
  'actorExternalId',
  'subjectExternalId',
] as const

/** The lines of an export: the present entries of an organization, or of the platform (the nil UUID), that are wanted. */
export async function* exportAudit(
  app: App,
  organizationId: string,
  wanted: Prisma.AuditEntryWhereInput,
  format: ExportFormat,
): AsyncGenerator<string> {
  if (format === 'csv') yield csvRow(COLUMNS)
  const isLabeled = await hasExternalIds(app, organizationId)
  let last: string | undefined
  do {
    const entries: AuditEntry[] = await app.prisma.auditEntry.findMany({
      where: { AND: [wanted, { organizationId, id: { gt: last } }] },
      orderBy: { id: 'asc' },
      take: ENTRIES_PER_READ,
    })
    const labeled = entries.flatMap((entry) => [labeledActor(entry), labeledSubject(entry)])
    const subjects = isLabeled ? labeled.filter((each) => each !== null) : []
    const externalIds = await externalIdsOf(app, subjects)
    yield entries
      .map((entry) => shown(entry, externalIds))
      .map((values) => (format === 'csv' ? csvRow(cellsOf(values)) : `${JSON.stringify(values)}\n`))
      .join('')
    last = entries.at(-1)?.id
  } while (last !== undefined)
}

type Shown = Record<(typeof COLUMNS)[number], unknown>

function shown(entry: AuditEntry, externalIds: ReadonlyMap<string, string>): Shown {
  const { organizationId: _organizationId, id: _id, createdAt, ...rest } = entry
  const externalIdOf = (subject: LabelSubject | null) => (subject && externalIds.get(subject.subjectId)) ?? null
  return {
    createdAt: createdAt.toISOString(),
    ...rest,
    actorId: shownActorId(entry),
    subjectId: shownSubjectId(entry),
    before: shownValues(entry, entry.before),
    after: shownValues(entry, entry.after),
    actorExternalId: externalIdOf(labeledActor(entry)),
    subjectExternalId: externalIdOf(labeledSubject(entry)),
  }
}

function cellsOf(values: Shown): Cell[] {
  return COLUMNS.map((column) => {
    const value = values[column]
    return typeof value === 'object' && value !== null ? JSON.stringify(value) : (value as Cell)
  })
}
