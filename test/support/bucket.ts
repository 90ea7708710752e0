// An S3 server on a folder: a fake one that checks signatures as S3 does, with the two requests that it lacks: it lists the uploads in parts
// that were begun, and aborts them. Tests can hold a request, to end the process that has sent it.

import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '../../src/config.ts'
import type { BucketSettings } from '../../src/storage/bucket.ts'

/** The one key pair that it knows. */
const CREDENTIALS = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' }
const BUCKET = 'songs'

interface Request {
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
}
interface Context extends Request {
  body: unknown
  status: number
  mountPath: string
  readonly state: Record<string, unknown>
  readonly store: { getResourcePath(bucket: string, key: string | undefined, resource: string): string }
}
type Middleware = (context: Context, next: () => Promise<void>) => Promise<void>

// It has no types.
interface Server {
  readonly middleware: Middleware[]
  readonly httpServer: { closeAllConnections(): void }
  run(): Promise<AddressInfo>
  close(): Promise<void>
}
const S3rver: new (options: object) => Server = createRequire(import.meta.url)('@20minutes/s3rver')

export interface BucketServer {
  readonly endpoint: string
  readonly bucket: string
  readonly credentials: typeof CREDENTIALS
  /** The variables by which a Holdfast uses it. */
  readonly environment: Readonly<Record<string, string>>
  /** The same as settings. */
  readonly settings: BucketSettings
  /** The keys of its objects. */
  objects(): Promise<string[]>
  /** The keys of the uploads in parts that were begun, and neither completed nor aborted. */
  uploads(): Promise<string[]>
  /** Holds the next request of this kind before it has an effect. Resolves once it has come, with what lets it go on to its answer. */
  hold(isHeld: (request: Request) => boolean): Promise<() => Promise<void>>
  /** Refuses requests of this kind with 403 until the returned function is called. */
  refuse(isRefused: (request: Request) => boolean): () => void
  stop(): Promise<void>
}

interface Held {
  readonly isHeld: (request: Request) => boolean
  readonly wait: () => Promise<void>
  readonly answered: () => void
}

export async function startBucket(): Promise<BucketServer> {
  const directory = await mkdtemp(join(tmpdir(), 'holdfast-bucket-'))
  const server = new S3rver({
    ...{ address: '127.0.0.1', port: 0, silent: true, directory },
    configureBuckets: [{ name: BUCKET }],
  })
  const held = new Set<Held>()
  const refused = new Set<(request: Request) => boolean>()
  const intercept: Middleware = async (context, next) => {
    if ([...refused].some((isRefused) => isRefused(context)))
      throw Object.assign(new Error('Access Denied'), { status: 403, expose: true })
    // AWS's client signs the path of a bucket with a slash at its end, which the server leaves out.
    if (context.path === `/${BUCKET}/`) {
      context.mountPath = '/'
      context.state.vhost = true
    }
    const own = [...held].find(({ isHeld }) => isHeld(context))
    if (own) held.delete(own)
    await own?.wait()
    await withUploads(context, next).finally(() => own?.answered())
  }
  // The last one is its own, which checks the signature first.
  server.middleware.splice(-1, 0, intercept)
  const endpoint = `http://127.0.0.1:${(await server.run()).port}`
  const environment = {
    S3_BUCKET: BUCKET,
    S3_ENDPOINT: endpoint,
    S3_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
    S3_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
    S3_PATH_STYLE: 'on',
  }
  const settings = readConfig(environment).bucket
  if (!settings) throw new Error('The settings name no bucket.')
  return {
    ...{ endpoint, bucket: BUCKET, credentials: CREDENTIALS, environment, settings },
    async objects() {
      const names = await readdir(join(directory, BUCKET), { recursive: true })
      return names.flatMap((name) => (name.endsWith(OBJECT) ? [name.slice(0, -OBJECT.length)] : [])).sort()
    },
    uploads: async () => (await uploadsIn(join(directory, BUCKET, UPLOADS))).map(({ Key }) => Key).sort(),
    hold(isHeld) {
      const came = Promise.withResolvers<() => Promise<void>>()
      const gone = Promise.withResolvers<void>()
      const answered = Promise.withResolvers<void>()
      const goOn = () => {
        gone.resolve()
        return answered.promise
      }
      const wait = () => {
        came.resolve(goOn)
        return gone.promise
      }
      held.add({ isHeld, wait, answered: answered.resolve })
      return came.promise
    },
    refuse(isRefused) {
      refused.add(isRefused)
      return () => void refused.delete(isRefused)
    },
    async stop() {
      server.httpServer.closeAllConnections()
      await server.close()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

/** The endings by which the server keeps an object, and the folder of uploads. */
const OBJECT = '._S3rver_object'
const UPLOADS = '._S3rver_uploads'

interface Upload {
  readonly Key: string
  readonly UploadId: string
  readonly Initiated: string
}

async function uploadsIn(folder: string): Promise<Upload[]> {
  const uploads: Upload[] = []
  for (const UploadId of await readdir(folder).catch(() => [])) {
    const path = join(folder, UploadId, 'key')
    // It may be completed meanwhile.
    const Key = await readFile(path, 'utf8').catch(() => null)
    if (Key !== null) uploads.push({ Key, UploadId, Initiated: (await stat(path)).mtime.toISOString() })
  }
  return uploads
}

/** Answers, after the check of the signature, what the server says that it can't do. */
async function withUploads(context: Context, next: () => Promise<void>): Promise<void> {
  const { method, query, store, path } = context
  const uploads = store.getResourcePath(BUCKET, undefined, 'uploads')
  try {
    await next()
  } catch (error) {
    const { code } = error as { readonly code?: string }
    if (code === 'NotImplemented' && method === 'GET' && 'uploads' in query) {
      const found = (await uploadsIn(uploads)).filter(({ Key }) => Key.startsWith(query.prefix ?? ''))
      context.body = { ListMultipartUploadsResult: { Bucket: BUCKET, IsTruncated: false, Upload: found } }
    } else if (code === 'MethodNotAllowed' && method === 'DELETE' && query.uploadId) {
      const own = (await uploadsIn(uploads)).find(({ UploadId }) => UploadId === query.uploadId)
      if (!own || !decodeURIComponent(path).endsWith(own.Key)) throw error
      await rm(join(uploads, own.UploadId), { recursive: true })
      context.body = null
      context.status = 204
    } else throw error
  }
}
