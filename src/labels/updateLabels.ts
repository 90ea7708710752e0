// Changing labels: the external id and the metadata of anything that has them, also of what has ended.

import { z } from 'zod'
import type { App } from '../app.ts'
import { factsOf, record } from '../audit/record.ts'
import { LabelKind } from '../database/generated/client/client.ts'
import { transact } from '../database/transact.ts'
import type { Command } from '../engine/command.ts'
import type { Act, LabelRow } from '../engine/records.ts'
import { isRefusal } from '../ledger/refusals.ts'
import { runWithoutKey } from '../operation.ts'
import { type InvalidInput, type NotFound, parseInput } from '../refusals.ts'
import { insertLabel } from './insertLabel.ts'
import {
  changedLabel,
  type ExternalIdTaken,
  type LabelInput,
  type LabelSubject,
  labelInput,
  refuseTaken,
  TYPES,
} from './label.ts'

const Change = z.object({
  organizationId: z.uuid(),
  kind: z.enum(LabelKind),
  /** It exists, and the caller may change its label. */
  subjectId: z.uuid(),
  ...labelInput,
})

export interface Labeled {
  readonly label: LabelRow
}

export type LabelRefusal = InvalidInput | NotFound | ExternalIdTaken

/** The kinds that the lane writes, and their labels with them. */
const IN_LANE: ReadonlySet<LabelKind> = new Set<LabelKind>(['LOT', 'HOLD', 'TASK', 'SUBSCRIPTION'])

/** Changes the label of a thing. Absent fields stay as they are; null removes the external id, and all of the metadata. */
export function updateLabels(app: App, input: z.input<typeof Change>): Promise<Labeled | LabelRefusal> {
  const parsed = parseInput(Change, input)
  if (!parsed.ok) return Promise.resolve(parsed.refusal)
  const { organizationId, kind, subjectId, ...change } = parsed.value
  const subject = { organizationId, kind, subjectId }
  return IN_LANE.has(kind) ? runWithoutKey(app.lane, inLane(subject, change)) : directly(app, subject, change)
}

function inLane(subject: LabelSubject, change: LabelInput): Omit<Command<Labeled, LabelRefusal>, 'idempotency'> {
  const { organizationId, kind, subjectId } = subject
  return {
    organizationId,
    reads: { label: { kind, subjectId, externalId: change.externalId ?? null } },
    evenClosed: true,
    decide(batch) {
      const before = batch.labels.of(organizationId, kind, subjectId) ?? without(subject)
      const after = changedLabel(before, change)
      if (isRefusal(after)) return after
      if (after === before) return { value: { label: after }, resultId: subjectId }
      const isOther = after.externalId !== null && after.externalId !== before.externalId
      const taken = isOther ? refuseTaken(batch, organizationId, kind, after.externalId ?? '') : null
      if (taken) return taken
      batch.labels.put(after)
      return { value: { label: after }, resultId: subjectId, act: actOf(before, after) }
    },
  }
}

function directly(app: App, subject: LabelSubject, change: LabelInput): Promise<Labeled | LabelRefusal> {
  const { organizationId, kind, subjectId } = subject
  const where = { organizationId_kind_subjectId: { organizationId, kind, subjectId } }
  return transact<Labeled | LabelRefusal>(app.prisma, async (transaction) => {
    // Changes of labels of one organization take turns.
    await transaction.$queryRaw`SELECT 1 FROM organization WHERE id = ${organizationId}::uuid FOR NO KEY UPDATE`
    const row = await transaction.label.findUnique({ where })
    const before = row ? { ...row, metadata: row.metadata as LabelRow['metadata'] } : without(subject)
    const after = changedLabel(before, change)
    if (isRefusal(after)) return after
    if (after === before) return { label: after }
    if (row) await transaction.label.delete({ where })
    const taken = await insertLabel(transaction, after)
    if (taken) return taken
    await record(app, transaction, organizationId, actOf(before, after), app.clock())
    return { label: after }
  })
}

function without(subject: LabelSubject): LabelRow {
  return { ...subject, externalId: null, metadata: {} }
}

function actOf(before: LabelRow, after: LabelRow): Act {
  const shown = ({ externalId, metadata }: LabelRow) => factsOf({ externalId, metadata })
  const subject = { subjectType: TYPES[after.kind], subjectId: after.subjectId }
  return { action: 'updateLabels', ...subject, before: shown(before), after: shown(after) }
}
