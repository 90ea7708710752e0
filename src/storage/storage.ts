// Files that tasks have made: kept in a folder or in an S3 bucket, found by links that are signed and end.
//
// A file's key is made of its organization, its task and its name, so nothing that a task says of itself leads to another's
// file. A link carries the key and when it ends; who has it needs nothing else, so a page can play it.

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

/** Who has asked for a link. It ends with their key, their membership and their organization. */
export interface Asker {
  /** Null: the platform itself, or nobody in particular. */
  readonly organizationId: string | null
  readonly memberId: string | null
  readonly keyId: string | null
}

export interface Storage {
  put(file: StoredFile, bytes: Uint8Array): Promise<void>
  putStream(file: StoredFile, stream: Readable, signal: AbortSignal): Promise<void>
  /** A link to a file, for an hour. */
  linkTo(file: StoredFile, asker: Asker): Promise<Link>
  /** Where in the file system the file of a link is that leads here; null if that is over or none. */
  find(token: string): Promise<{ path: string; contentType: string; asker: Asker } | null>
}

/** Played where it can be, and saved under its own name. */
export function dispositionOf(key: string): string {
  return `inline; filename="${basename(key)}"`
}

/** When a link that is made now is over. */
export function linkEnd(): Date {
  return new Date((Math.floor(Date.now() / 1_000) + LINK_SECONDS) * 1_000)
}
