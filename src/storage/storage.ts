// Files that tasks have made: stored in a folder or in an S3 bucket, and read by signed links that expire.
//
// A file's key consists of its organization, its task and its name, so a task can't refer to the files of another one. A link carries
// the key and its expiry and needs no API key, so a page can play it.

import { basename } from 'node:path'
import type { Readable } from 'node:stream'

export const LINK_SECONDS = 60 * 60

export interface StoredFile {
  readonly key: string
  readonly contentType: string
}

export interface Link {
  readonly url: string
  readonly expiresAt: Date
}

/** The caller that a link was made for. The link ends with their key, their membership and their organization; an operator's with the platform key. */
export interface Asker {
  /** Null: the platform itself. */
  readonly organizationId: string | null
  readonly memberId: string | null
  readonly keyId: string | null
  /** The platform key of an operator; absent or null: nobody asked with one. */
  readonly platformKeyId?: string | null
}

export interface Storage {
  put(file: StoredFile, bytes: Uint8Array): Promise<void>
  putStream(file: StoredFile, stream: Readable, signal: AbortSignal): Promise<void>
  /** Removes all files of a task, and what processes that were killed have left of files that they did not finish. */
  removeAll(task: { readonly organizationId: string; readonly id: string }): Promise<void>
  /** Removes what was left before a time of files that nobody has finished. Returns the number of such files. */
  removeUnfinished(time: Date): Promise<number>
  /** Removes the files that were stored before a time. Returns their number. */
  removeBefore(time: Date): Promise<number>
  /** A link to a file, for an hour. */
  linkTo(file: StoredFile, asker: Asker): Promise<Link>
  /** The path of the file of a link to this Holdfast; null if the link has expired or is not valid. */
  find(token: string): Promise<{ path: string; contentType: string; asker: Asker } | null>
}

/** Lets a browser play the file, or save it under its own name; tables are saved. */
export function dispositionOf(key: string): string {
  const isTable = /\.(csv|ndjson|parquet)$/.test(key)
  return `${isTable ? 'attachment' : 'inline'}; filename="${basename(key)}"`
}

/** The expiry of a link that is made now. */
export function linkEnd(): Date {
  return new Date((Math.floor(Date.now() / 1_000) + LINK_SECONDS) * 1_000)
}
