// Files in a bucket of S3 or of a compatible server. Links lead there; the server checks their signature and expiry (Signature
// Version 4).
//
// A long file is uploaded in parts, and is an object only once all of them are there. Parts of a process that was killed are not seen by
// anybody, but they take room until they are removed.

import {
  type _Object,
  AbortMultipartUploadCommand,
  DeleteObjectCommand,
  ListMultipartUploadsCommand,
  type ListMultipartUploadsCommandInput,
  type MultipartUpload,
  paginateListObjectsV2,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'
import { Disk } from 'flydrive'
import { S3Driver } from 'flydrive/drivers/s3'
import { dispositionOf, LINK_SECONDS, linkEnd, type Storage } from './storage.ts'

const CONNECT_MS_MAX = 10_000
/** The time without an answer of the server after which a request fails. */
const SILENCE_MS_MAX = 30_000
/** Keys of files begin with the id of their organization. Others in the bucket are not of Holdfast. */
const OWN_KEY = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\//
/** The server doesn't know how to list uploads, or the credentials don't allow it: a rule of the bucket has to end them. */
const REFUSED: ReadonlySet<number | undefined> = new Set([403, 405, 501])

export interface BucketSettings {
  readonly bucket: string
  readonly region: string
  /** Null: the endpoint of AWS in the region. */
  readonly endpoint: string | null
  /** Null: the credentials that AWS's own clients find (environment, profile, role of the machine). */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string } | null
  /** True if the bucket is in the path of its URLs; false: in the host name. */
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
    // Its default is to wait for ever.
    requestHandler: { connectionTimeout: CONNECT_MS_MAX, socketTimeout: silenceMsMax },
    // Not all compatible servers know the checksums that AWS's client sends by default since 2025.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  })
  // The bucket's policy makes files private. Many compatible servers have no access control lists.
  const disk = new Disk(new S3Driver({ client, bucket, visibility: 'private', supportsACL: false }))
  return {
    put: ({ key, contentType }, bytes) => disk.put(key, bytes, { contentType }),
    // In parts, because S3 requires the length of a file before its first byte.
    async putStream({ key, contentType }, stream, signal) {
      signal.throwIfAborted()
      const params = { Bucket: bucket, Key: key, Body: stream, ContentType: contentType }
      const upload = new Upload({ client, params })
      const abort = () => void upload.abort()
      signal.addEventListener('abort', abort, { once: true })
      await upload.done().finally(() => signal.removeEventListener('abort', abort))
    },
    removeAll: async ({ organizationId, id }) => {
      const prefix = `${organizationId}/${id}/`
      await removeObjects(client, bucket, prefix, () => true)
      await abortUploads(client, bucket, prefix, () => true)
    },
    removeUnfinished: (time) =>
      abortUploads(client, bucket, '', ({ Key = '', Initiated }) => {
        return OWN_KEY.test(Key) && !!Initiated && Initiated < time
      }),
    removeBefore: (time) =>
      removeObjects(client, bucket, '', ({ Key = '', LastModified }) => {
        return OWN_KEY.test(Key) && !!LastModified && LastModified < time
      }),
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

/** Removes the objects below a prefix that meet a condition, page by page. Returns their number. */
async function removeObjects(
  client: S3Client,
  bucket: string,
  prefix: string,
  isOver: (object: _Object) => boolean,
): Promise<number> {
  let removed = 0
  for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: prefix })) {
    const over = Contents.filter(isOver)
    // One by one: DeleteObjects needs a checksum that some compatible servers don't know.
    for (const { Key } of over) await client.send(new DeleteObjectCommand({ Bucket: bucket, Key }))
    removed += over.length
  }
  return removed
}

/** Aborts the uploads in parts below a prefix that meet a condition. Returns their number. */
async function abortUploads(
  client: S3Client,
  bucket: string,
  prefix: string,
  isOver: (upload: MultipartUpload) => boolean,
): Promise<number> {
  let aborted = 0
  try {
    for await (const upload of uploadsOf(client, bucket, prefix)) {
      if (!isOver(upload)) continue
      const { Key, UploadId } = upload
      await client.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key, UploadId })).catch(unlessGone)
      aborted++
    }
  } catch (error) {
    if (!(error instanceof S3ServiceException && REFUSED.has(error.$metadata.httpStatusCode))) throw error
  }
  return aborted
}

/** The uploads that were begun, and neither completed nor aborted. */
async function* uploadsOf(client: S3Client, bucket: string, prefix: string): AsyncGenerator<MultipartUpload> {
  const asked: ListMultipartUploadsCommandInput = { Bucket: bucket, Prefix: prefix }
  while (true) {
    const page = await client.send(new ListMultipartUploadsCommand(asked))
    yield* page.Uploads ?? []
    if (!page.IsTruncated) return
    Object.assign(asked, { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker })
  }
}

/** It has ended meanwhile. */
function unlessGone(error: unknown): void {
  if (!(error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404)) throw error
}
