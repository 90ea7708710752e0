// The files of exports: first in a temporary folder, where nobody sees them, then in the storage.
//
// Each attempt has a key of its own in the storage. So a process that was believed dead, and goes on, can neither replace nor remove the
// file of the attempt after its own.

import { mkdtemp, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Export } from '../database/generated/client/client.ts'
import { removeOlder } from '../storage/removeOlder.ts'
import type { Storage, StoredFile } from '../storage/storage.ts'
import { CONTENT_TYPES } from './formats.ts'

const TEMPORARY = 'holdfast-export-'

type Attempt = Pick<Export, 'organizationId' | 'id' | 'attempts'>

/** The file of an attempt, as the storage knows it. */
export function fileOf(attempt: Attempt & Pick<Export, 'kind' | 'format' | 'createdAt'>): StoredFile {
  const { kind, format, createdAt } = attempt
  const { organizationId, id } = placeOf(attempt)
  const name = `${kind}-${createdAt.toISOString().slice(0, 10)}.${format}`.toLowerCase()
  return { key: `${organizationId}/${id}/${name}`, contentType: CONTENT_TYPES[format] }
}

function placeOf({ organizationId, id, attempts }: Attempt): { readonly organizationId: string; readonly id: string } {
  return { organizationId, id: `${id}-${attempts}` }
}

/** Removes what an attempt has stored, whole or in part. */
export async function removeFile(storage: Storage | null, attempt: Attempt): Promise<void> {
  await storage?.removeAll(placeOf(attempt))
}

/** Removes what the attempts before one have stored. */
export async function removeFilesBefore(storage: Storage | null, attempt: Attempt): Promise<void> {
  for (let attempts = 1; attempts < attempt.attempts; attempts++) await removeFile(storage, { ...attempt, attempts })
}

/** A temporary folder for one file. */
export function temporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), TEMPORARY))
}

/** Removes the temporary folders that processes have left that were killed before a time. Returns their number. */
export async function removeTemporary(time: Date): Promise<number> {
  const names = await readdir(tmpdir())
  return removeOlder(
    tmpdir(),
    names.filter((name) => name.startsWith(TEMPORARY)),
    time,
    { recursive: true },
  )
}
