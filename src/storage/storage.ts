// Files that tasks have made: kept by FlyDrive in a folder, found by links that are signed and end.
//
// A file's key is made of its organization, its task and its name, so nothing that a task says of itself leads to another's
// file. A link is a token that carries the key and when it ends; who has it needs nothing else, so a page can play it.

import type { Readable } from 'node:stream'
import { Disk } from 'flydrive'
import { FSDriver } from 'flydrive/drivers/fs'
import { jwtVerify, SignJWT } from 'jose'

export const FILES_PATH = '/files/'
const LINK_SECONDS = 60 * 60
const AUDIENCE = 'holdfast files'

export interface StoredFile {
  readonly key: string
  readonly contentType: string
}

export interface Link {
  readonly url: string
  readonly expiresAt: Date
}

export interface Storage {
  put(file: StoredFile, bytes: Uint8Array): Promise<void>
  putStream(file: StoredFile, stream: Readable): Promise<void>
  /** A link to a file, for an hour. */
  linkTo(file: StoredFile): Promise<Link>
  /** The file of a link; null if that is over or none. */
  open(token: string): Promise<{ stream: Readable; bytes: number; contentType: string } | null>
}

export interface StorageSettings {
  /** The folder. */
  readonly location: string
  /** Signs links; the same on every process. */
  readonly secret: string
  /** Where links lead: https://billing.example.com. */
  readonly publicUrl: string
}

export function openStorage({ location, secret, publicUrl }: StorageSettings): Storage {
  const disk = new Disk(new FSDriver({ location, visibility: 'private' }))
  const signing = new TextEncoder().encode(secret)
  return {
    put: ({ key, contentType }, bytes) => disk.put(key, bytes, { contentType }),
    putStream: ({ key, contentType }, stream) => disk.putStream(key, stream, { contentType }),
    async linkTo({ key, contentType }) {
      const expiresAt = new Date((Math.floor(Date.now() / 1_000) + LINK_SECONDS) * 1_000)
      const token = await new SignJWT({ key, contentType })
        .setProtectedHeader({ alg: 'HS256' })
        .setAudience(AUDIENCE)
        .setExpirationTime(expiresAt)
        .sign(signing)
      return { url: `${publicUrl}${FILES_PATH}${token}`, expiresAt }
    },
    async open(token) {
      const verified = await jwtVerify(token, signing, { audience: AUDIENCE, algorithms: ['HS256'] }).catch(() => null)
      const { key, contentType } = (verified?.payload ?? {}) as { key?: string; contentType?: string }
      if (!key || !contentType || !(await disk.exists(key))) return null
      const { contentLength } = await disk.getMetaData(key)
      return { stream: await disk.getStream(key), bytes: contentLength, contentType }
    },
  }
}
