// Files in a folder, which all processes share. Links lead to this Holdfast (src/server/files.ts), as tokens that it signs.

import { Disk } from 'flydrive'
import { FSDriver } from 'flydrive/drivers/fs'
import { jwtVerify, SignJWT } from 'jose'
import { linkEnd, type Storage } from './storage.ts'

export const FILES_PATH = '/files/'
const AUDIENCE = 'holdfast files'

export interface FolderSettings {
  readonly location: string
  /** Signs links; the same on every process. */
  readonly secret: string
  /** Where links lead: https://billing.example.com. */
  readonly publicUrl: string
}

export function openFolder({ location, secret, publicUrl }: FolderSettings): Storage {
  const disk = new Disk(new FSDriver({ location, visibility: 'private' }))
  const signing = new TextEncoder().encode(secret)
  return {
    put: ({ key, contentType }, bytes) => disk.put(key, bytes, { contentType }),
    putStream: ({ key, contentType }, stream, signal) => disk.putStream(key, stream, { contentType, signal }),
    async linkTo({ key, contentType }) {
      const expiresAt = linkEnd()
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
