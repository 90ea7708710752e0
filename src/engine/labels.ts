// The labels of a batch: those that its commands name, in their state after each decision.

import type { LabelKind } from '../database/generated/client/client.ts'
import { pair } from './mapKeys.ts'
import type { LabelRow } from './records.ts'
import { TenantMap } from './tenantMap.ts'

export class Labels {
  /** New and changed ones. */
  readonly changed = new Map<string, LabelRow>()
  /** Those in the database whose external id has changed. It is removed first, because another label may take it in this batch. */
  readonly renamed = new Map<string, LabelRow>()
  /** The number of times that a label was put in. */
  puts = 0
  readonly #saved = new Map<string, LabelRow>()
  readonly #bySubject = new TenantMap<LabelRow>()
  readonly #byExternalId = new TenantMap<LabelRow>()

  /** Takes over a row of the database. */
  add(row: LabelRow): void {
    this.#saved.set(row.subjectId, row)
    this.#set(row)
  }

  /** The label of a thing. The command names the thing in `reads.label`. */
  of(organizationId: string, kind: LabelKind, subjectId: string): LabelRow | undefined {
    return this.#bySubject.get(organizationId, pair(kind, subjectId))
  }

  /** The label that has an external id. The command names the id in `reads.label`. */
  with(organizationId: string, kind: LabelKind, externalId: string): LabelRow | undefined {
    return this.#byExternalId.get(organizationId, pair(kind, externalId))
  }

  /** Creates or changes a label. Its external id must be free. */
  put(row: LabelRow): void {
    this.puts++
    const { organizationId, kind, subjectId } = row
    const former = this.of(organizationId, kind, subjectId)?.externalId ?? null
    if (former !== null) this.#byExternalId.delete(organizationId, pair(kind, former))
    const saved = this.#saved.get(subjectId)
    if (saved && saved.externalId !== null && saved.externalId !== row.externalId) this.renamed.set(subjectId, saved)
    this.#set(row)
    this.changed.set(subjectId, row)
  }

  #set(row: LabelRow): void {
    this.#bySubject.set(row.organizationId, pair(row.kind, row.subjectId), row)
    if (row.externalId !== null) this.#byExternalId.set(row.organizationId, pair(row.kind, row.externalId), row)
  }
}
