// The idempotency keys of imported rows. They lead from a key of the file to what was made of it, so a row that is imported again
// changes nothing, and other rows and later files find it. Those of organizations belong to the platform.

import type { Idempotency } from '../engine/command.ts'
import { idempotency, OWN_KEYS } from '../engine/idempotency.ts'
import { must } from '../ledger/must.ts'
import type { MadeRow } from './rows.ts'

/** The beginning of the keys of imported rows. The type and the key of the row follow. */
export const IMPORTED = `${OWN_KEYS}import `

export function importedAs(type: string, key: string): string {
  return `${IMPORTED}${type} ${key}`
}

/** The idempotency key of a row, with a fingerprint of all that it says. */
export function keyOf(row: MadeRow): Idempotency {
  return must(idempotency(importedAs(row.type, row.key), 'import', row), 'a key was given')
}
