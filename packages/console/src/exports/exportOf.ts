// What an export is of.

import type { ExportKind } from '../generated/types.ts'

export interface ExportOf {
  /** The revenue is the platform's. */
  readonly kind: Exclude<ExportKind, 'REVENUE'>
  /** The beginning of the time; null: of all. */
  readonly from: string | null
  /** The end of the time, which is not part of it; null: now. */
  readonly until: string | null
}
