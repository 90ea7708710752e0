// Files in a folder, which all processes share. Links lead to this Holdfast (src/server/files.ts), as signed tokens.
//
// A file is written under a unique name and then renamed. So it is complete or absent, even if a process is killed in between or
// several write the same file.

import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Links } from './links.ts'
import { removeOlder } from './removeOlder.ts'
import { type Asker, linkEnd, type Storage, type StoredFile } from './storage.ts'

export const FILES_PATH = '/files/'
/** A folder next to those of organizations, in the same file system. */
const UNFINISHED = 'unfinished'
/** Only the user of this process can read the files. All others have links. */
const FOLDER_MODE = 0o700
const FILE_MODE = 0o600

export interface FolderSettings {
  readonly location: string
  readonly links: Links
}

export function openFolder({ location, links }: FolderSettings): Storage {
  const unfinished = join(location, UNFINISHED)

  async function write(key: string, stream: Readable, signal?: AbortSignal): Promise<void> {
    // The pipeline reports errors, including one from before it begins.
    stream.on('error', () => {})
    const [path, meanwhile] = [join(location, key), join(unfinished, randomUUID())]
    await Promise.all(
      [dirname(path), unfinished].map((folder) => mkdir(folder, { recursive: true, mode: FOLDER_MODE })),
    )
    try {
      await pipeline(stream, createWriteStream(meanwhile, { flush: true, mode: FILE_MODE }), { signal })
      await rename(meanwhile, path)
    } catch (error) {
      await rm(meanwhile, { force: true })
      throw error
    }
  }

  return {
    put: ({ key }, bytes) => write(key, Readable.from([bytes])),
    putStream: ({ key }, stream, signal) => write(key, stream, signal),
    removeAll: ({ organizationId, id }) => rm(join(location, organizationId, id), { recursive: true, force: true }),
    // Of processes that were killed.
    removeUnfinished: async (time) => removeOlder(unfinished, await readdir(unfinished).catch(() => []), time),
    removeBefore: (time) => removeBefore(location, time),
    async linkTo({ key, contentType }, asker) {
      const expiresAt = linkEnd()
      return { url: await links.sign(FILES_PATH, { key, contentType, asker }, expiresAt), expiresAt }
    },
    async find(token) {
      const carried = await links.read(FILES_PATH, token)
      const { key, contentType, asker } = (carried ?? {}) as Partial<StoredFile> & { asker?: Asker }
      return key && contentType && asker ? { path: join(location, key), contentType, asker } : null
    },
  }
}

/** Removes old files, and the folders that are empty then. */
async function removeBefore(location: string, time: Date): Promise<number> {
  let removed = 0
  const folders = await readdir(location).catch(() => [])
  for (const organization of folders.filter((name) => name !== UNFINISHED)) {
    for (const task of await readdir(join(location, organization))) {
      const folder = join(location, organization, task)
      removed += await removeOlder(folder, await readdir(folder), time)
      // Refused while there is a file in it.
      await rmdir(folder).catch(() => {})
    }
  }
  return removed
}
