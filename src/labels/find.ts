// Reading labels: those of the things that an answer shows, together in one statement.

import { NIL } from 'uuid'
import type { App } from '../app.ts'
import type { LabelKind } from '../database/generated/client/client.ts'
import { readTogether } from '../database/together.ts'
import type { LabelRow } from '../engine/records.ts'
import { subjectWith } from './insertLabel.ts'
import type { LabelSubject } from './label.ts'

// Served by the primary key.
const LABELS = `
  SELECT l.organization_id AS "organizationId", l.kind, l.subject_id AS "subjectId", l.external_id AS "externalId", l.metadata
  FROM unnest($1::uuid[], $2::text[], $3::uuid[]) AS wanted (organization_id, kind, subject_id)
  JOIN label l ON l.organization_id = wanted.organization_id AND l.kind = wanted.kind::label_kind
    AND l.subject_id = wanted.subject_id`

/** The label of a thing; null if it has none. */
export const labelOf = readTogether<App, LabelSubject, LabelRow | null>(async (app, subjects) => {
  const labels = new Map((await readLabels(app, subjects)).map((row) => [row.subjectId, row]))
  return subjects.map(({ subjectId }) => labels.get(subjectId) ?? null)
})

/** Returns whether anything in an organization has an external id. */
export async function hasExternalIds({ prisma }: App, organizationId: string): Promise<boolean> {
  const where = { organizationId, externalId: { not: null } }
  return (await prisma.label.findFirst({ where, select: { kind: true } })) !== null
}

/** The external ids of things that have one, by the things' own ids. */
export async function externalIdsOf(app: App, subjects: readonly LabelSubject[]): Promise<ReadonlyMap<string, string>> {
  const labels = await readLabels(app, subjects)
  return new Map(labels.flatMap(({ subjectId, externalId }) => (externalId === null ? [] : [[subjectId, externalId]])))
}

async function readLabels({ prisma }: App, subjects: readonly LabelSubject[]): Promise<LabelRow[]> {
  // The external id and the metadata of a thing are asked for apart, and read once.
  const distinct = [...new Map(subjects.map((subject) => [subject.subjectId, subject])).values()]
  if (distinct.length === 0) return []
  return prisma.$queryRawUnsafe<LabelRow[]>(
    LABELS,
    distinct.map(({ organizationId }) => organizationId),
    distinct.map(({ kind }) => kind),
    distinct.map(({ subjectId }) => subjectId),
  )
}

/** The condition of a filter on the id of rows: the row with this external id; nothing if none is asked for. */
export async function whereExternalId(
  { prisma }: App,
  organizationId: string | null,
  kind: LabelKind,
  externalId: string | null | undefined,
): Promise<{ id?: string }> {
  if (externalId === null || externalId === undefined) return {}
  const found = await subjectWith(prisma, organizationId, kind, externalId)
  return { id: found?.subjectId ?? NIL }
}
