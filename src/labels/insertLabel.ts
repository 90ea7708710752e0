// Labels of things that the lane doesn't write: organizations, members and API keys. Each is written in the transaction of its
// thing.

import type { LabelKind, Prisma } from '../database/generated/client/client.ts'
import type { LabelRow } from '../engine/records.ts'
import { type ExternalIdTaken, externalIdTaken, type LabelInput, type LabelSubject, newLabel } from './label.ts'

/** Gives a new thing its label, if the input has one; or refuses, because another thing has the external id. */
export async function labelNew(
  transaction: Prisma.TransactionClient,
  subject: LabelSubject,
  input: LabelInput,
): Promise<ExternalIdTaken | null> {
  const label = newLabel(subject, input)
  return label && insertLabel(transaction, label)
}

/** Inserts a label; or refuses. It waits for a concurrent transaction that takes the same external id. */
export async function insertLabel(
  transaction: Prisma.TransactionClient,
  label: LabelRow,
): Promise<ExternalIdTaken | null> {
  const { count } = await transaction.label.createMany({ data: label, skipDuplicates: true })
  const { organizationId, kind, externalId } = label
  if (count === 1 || externalId === null) return null
  return externalIdTaken(kind, externalId, await subjectWith(transaction, organizationId, kind, externalId))
}

/** The thing with an external id; null if nothing has it. */
export async function subjectWith(
  prisma: Pick<Prisma.TransactionClient, '$queryRaw'>,
  organizationId: string | null,
  kind: LabelKind,
  externalId: string,
): Promise<LabelSubject | null> {
  // Served by label_of_organization and by label_external_id.
  const [found] =
    kind === 'ORGANIZATION'
      ? await prisma.$queryRaw<LabelSubject[]>`
          SELECT organization_id AS "organizationId", kind, subject_id AS "subjectId" FROM label
          WHERE kind = 'ORGANIZATION' AND external_id = ${externalId}`
      : await prisma.$queryRaw<LabelSubject[]>`
          SELECT organization_id AS "organizationId", kind, subject_id AS "subjectId" FROM label
          WHERE organization_id = ${organizationId}::uuid AND kind = ${kind}::label_kind AND external_id = ${externalId}`
  return found ?? null
}
