// Removes the files of a folder that were last changed before a time.

import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** `names`: those that may be removed; `recursive`: also folders, with all that is in them. Returns the number of those that were removed. */
export async function removeOlder(
  folder: string,
  names: readonly string[],
  time: Date,
  { recursive }: { readonly recursive: boolean } = { recursive: false },
): Promise<number> {
  let removed = 0
  for (const name of names) {
    const path = join(folder, name)
    // Another process may have removed or renamed it meanwhile.
    const found = await stat(path).catch(() => null)
    if (!found || found.mtime >= time) continue
    await rm(path, { recursive, force: true })
    removed++
  }
  return removed
}
