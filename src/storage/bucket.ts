// Files in a bucket of S3, or of whatever speaks its protocol. Links lead there, signed and ended by it (Signature Version 4).

import { S3Client } from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'
import { Disk } from 'flydrive'
import { S3Driver } from 'flydrive/drivers/s3'
import { dispositionOf, LINK_SECONDS, linkEnd, type Storage } from './storage.ts'

const CONNECT_MS_MAX = 10_000
/** How long the server may say nothing, before what it was asked has failed. */
const SILENCE_MS_MAX = 30_000

export interface BucketSettings {
  readonly bucket: string
  readonly region: string
  /** Null: that of AWS in the region. */
  readonly endpoint: string | null
  /** Null: whatever AWS's own clients find (environment, profile, role of the machine). */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string } | null
  /** Whether the bucket stands in the path of a URL, not in its host's name. */
  readonly pathStyle: boolean
}

export function openBucket(
  { bucket, region, endpoint, credentials, pathStyle }: BucketSettings,
  { silenceMsMax = SILENCE_MS_MAX }: { readonly silenceMsMax?: number } = {},
): Storage {
  const client = new S3Client({
    region,
    ...(endpoint ? { endpoint } : {}),
    ...(credentials ? { credentials } : {}),
    forcePathStyle: pathStyle,
    // By itself it waits for ever.
    requestHandler: { connectionTimeout: CONNECT_MS_MAX, socketTimeout: silenceMsMax },
    // Not all compatible servers know the checksums that AWS's client sends by itself since 2025.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  })
  // What is private by the bucket's policy needs no list, and many compatible servers know none.
  const disk = new Disk(new S3Driver({ client, bucket, visibility: 'private', supportsACL: false }))
  return {
    put: ({ key, contentType }, bytes) => disk.put(key, bytes, { contentType }),
    // In parts: S3 wants to know a file's length before its first byte.
    async putStream({ key, contentType }, stream, signal) {
      signal.throwIfAborted()
      const params = { Bucket: bucket, Key: key, Body: stream, ContentType: contentType }
      const upload = new Upload({ client, params })
      const abort = () => void upload.abort()
      signal.addEventListener('abort', abort, { once: true })
      await upload.done().finally(() => signal.removeEventListener('abort', abort))
    },
    async linkTo({ key, contentType }) {
      const expiresAt = linkEnd()
      const contentDisposition = dispositionOf(key)
      return {
        url: await disk.getSignedUrl(key, { expiresIn: LINK_SECONDS, contentType, contentDisposition }),
        expiresAt,
      }
    },
    find: async () => null,
  }
}
