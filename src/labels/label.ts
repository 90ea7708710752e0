// Labels: the platform's own id of a thing (`externalId`), and its metadata, texts by their keys.
//
// They are rows of their own, so that a thing without any costs neither a row nor a read. An external id is unique within its
// kind in an organization; that of an organization is unique among all organizations. The lane writes the labels of what it
// writes itself: `labeled` adds a label to the command that creates a thing. The others are written in the transaction of their
// thing: insertLabel.ts.

import { z } from 'zod'
import { LABEL_BOUNDS } from '../bounds.ts'
import type { LabelKind } from '../database/generated/client/client.ts'
import type { Batch } from '../engine/batch.ts'
import type { Command } from '../engine/command.ts'
import type { LabelRow } from '../engine/records.ts'
import { isText, TEXT_FLAW } from '../formats/json.ts'
import type { GlobalId } from '../graphql/ids.ts'
import { isRefusal, type Refusal } from '../ledger/refusals.ts'
import { field, type InvalidInput, invalidInput, isLonger } from '../refusals.ts'

const { externalIdCharacters, metadataKeys, metadataKeyCharacters, metadataValueCharacters } = LABEL_BOUNDS

type Metadata = LabelRow['metadata']

/** Texts by their keys, which are written into metadata. Null removes a key. */
export type MetadataChange = Readonly<Record<string, string | null>>

/** The thing that a label belongs to. */
export type LabelSubject = Pick<LabelRow, 'organizationId' | 'kind' | 'subjectId'>

/** The names that callers see for what a label belongs to. */
export const TYPES = {
  ORGANIZATION: 'Organization',
  MEMBER: 'Member',
  LOT: 'CreditLot',
  HOLD: 'Hold',
  TASK: 'Task',
  API_KEY: 'ApiKey',
  SUBSCRIPTION: 'PlanSubscription',
} as const satisfies Record<LabelKind, string>

/** The kind of a label by the type of what it belongs to. */
export const KINDS: ReadonlyMap<string, LabelKind> = new Map(
  Object.entries(TYPES).map(([kind, type]) => [type, kind as LabelKind]),
)

/** The thing with an id of the API, if things of its type can have a label. */
export function subjectOf({ typename, id }: GlobalId): LabelSubject | null {
  const kind = KINDS.get(typename)
  const [organizationId = '', subjectId = organizationId] = id.split('/')
  return kind ? { organizationId, kind, subjectId } : null
}

/** Metadata, or a change of it. */
export const metadataChange = z.custom<MetadataChange>().superRefine((change, context) => {
  for (const [key, value] of Object.entries(change)) {
    if (key === '' || isLonger(key, metadataKeyCharacters)) {
      const shown = JSON.stringify(key.slice(0, metadataKeyCharacters))
      context.addIssue(`must have keys of 1 to ${metadataKeyCharacters} characters, not ${shown}`)
    } else if (!isText(key)) {
      context.addIssue(`has the key ${JSON.stringify(key)}, which ${TEXT_FLAW}`)
    } else if (value !== null && isLonger(value, metadataValueCharacters)) {
      const message = `must have at most ${metadataValueCharacters} characters`
      context.addIssue({ code: 'custom', path: [key], message, input: value })
    } else if (value !== null && !isText(value)) {
      context.addIssue({ code: 'custom', path: [key], message: TEXT_FLAW, input: value })
    }
  }
  const flaw = flawOfNumber(mergedMetadata({}, change))
  if (flaw) context.addIssue(flaw)
})

/** The fields of an input that creates or changes a thing with a label. */
export const labelInput = {
  externalId: field.text(externalIdCharacters).min(1).nullish(),
  metadata: metadataChange.nullish(),
}

export interface LabelInput {
  readonly externalId?: string | null | undefined
  readonly metadata?: MetadataChange | null | undefined
}

/** The metadata after a change: its texts replace those under the same keys, a null removes its key, and null alone removes all. */
function mergedMetadata(before: Metadata, change: MetadataChange | null | undefined): Metadata {
  if (change === undefined) return before
  const merged = Object.entries({ ...before, ...change }).filter(
    (entry): entry is [string, string] => entry[1] !== null,
  )
  return change === null ? {} : Object.fromEntries(merged)
}

function flawOfNumber(merged: Metadata): string | null {
  const keys = Object.keys(merged).length
  return keys > metadataKeys ? `must have at most ${metadataKeys} keys, not ${keys}` : null
}

/** The label of a new thing; null if it has neither an external id nor metadata. */
export function newLabel(subject: LabelSubject, { externalId, metadata }: LabelInput): LabelRow | null {
  const merged = mergedMetadata({}, metadata)
  const isEmpty = (externalId ?? null) === null && Object.keys(merged).length === 0
  return isEmpty ? null : { ...subject, externalId: externalId ?? null, metadata: merged }
}

/** A label after a change; the same object if it stays the same. Absent fields of the input leave it as it is. */
export function changedLabel(before: LabelRow, { externalId, metadata }: LabelInput): LabelRow | InvalidInput {
  const merged = mergedMetadata(before.metadata, metadata)
  const flaw = flawOfNumber(merged)
  if (flaw) return invalidInput({ path: 'metadata', message: flaw })
  const after = { ...before, externalId: externalId === undefined ? before.externalId : externalId, metadata: merged }
  const isSame = after.externalId === before.externalId && isSameMetadata(before.metadata, merged)
  return isSame ? before : after
}

function isSameMetadata(one: Metadata, other: Metadata): boolean {
  const keys = Object.keys(one)
  return keys.length === Object.keys(other).length && keys.every((key) => one[key] === other[key])
}

/** Another thing of the kind has the external id. */
export interface ExternalIdTaken extends Refusal {
  readonly code: 'EXTERNAL_ID_TAKEN'
  /** The thing that has it; null if it has just been given up. */
  readonly taken: LabelSubject | null
}

export function externalIdTaken(kind: LabelKind, externalId: string, taken: LabelSubject | null): ExternalIdTaken {
  const message = `Another ${TYPES[kind]} has the externalId ${JSON.stringify(externalId)}. Use that one, or choose another externalId.`
  return { code: 'EXTERNAL_ID_TAKEN', message, taken }
}

/** Refuses an external id that another thing of the kind has; null if it is free. The command names it in `reads.label`. */
export function refuseTaken(
  batch: Batch,
  organizationId: string,
  kind: LabelKind,
  externalId: string,
): ExternalIdTaken | null {
  const taken = batch.labels.with(organizationId, kind, externalId)
  return taken ? externalIdTaken(kind, externalId, taken) : null
}

/** The same command, which gives what it creates this label. Refused if the external id is taken. */
export function labeled<Value, Refused extends Refusal>(
  command: Command<Value, Refused>,
  kind: LabelKind,
  input: LabelInput,
): Command<Value, Refused | ExternalIdTaken> {
  const { organizationId } = command
  const label = newLabel({ organizationId, kind, subjectId: '' }, input)
  if (!label) return command
  const { externalId } = label
  return {
    ...command,
    reads: { ...command.reads, label: { kind, subjectId: null, externalId } },
    decide(batch) {
      const taken = externalId === null ? null : refuseTaken(batch, organizationId, kind, externalId)
      if (taken) return taken
      const decision = command.decide(batch)
      if (!isRefusal(decision)) batch.labels.put({ ...label, subjectId: decision.resultId })
      return decision
    },
  }
}
