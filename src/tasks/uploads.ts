// Files of workers: a worker that holds a task's lease asks for an address, sends the file there, and names it in the task's
// result. So files of workers are stored like files of providers, behind signed links that expire.
//
// The address is a token for one task, lease and file name. It is valid while the lease is held, including at the end of the
// file, so a worker that has lost its task stores nothing.

import { Readable } from 'node:stream'
import { z } from 'zod'
import type { App } from '../app.ts'
import { Unavailable } from '../engine/lane.ts'
import { uuidOf } from '../ids.ts'
import { type InvalidInput, parseInput } from '../refusals.ts'
import { contentType, fileName, keyOf, type TaskFile } from '../storage/files.ts'
import { linkEnd } from '../storage/storage.ts'
import { type LeaseLost, leaseLost } from './fencing.ts'

export const UPLOADS_PATH = '/uploads/'
export const UPLOAD_BYTES_MAX = 256 * 1024 * 1024
const UPLOAD_MS_MAX = 5 * 60 * 1_000

const Upload = z.object({ organizationId: uuidOf.organization, taskId: uuidOf.task, leaseId: z.uuid(), name: fileName })

export interface Upload {
  readonly url: string
  readonly expiresAt: Date
}

/** The reason why a file is not stored. */
export type Refused = 'UNKNOWN' | 'LEASE_LOST' | 'BAD_TYPE' | 'TOO_BIG'

/** Creates an address for a file, valid for an hour, for the worker that holds a task's lease. */
export async function createUpload(
  app: App,
  input: z.input<typeof Upload>,
): Promise<{ upload: Upload } | InvalidInput | LeaseLost> {
  const parsed = parseInput(Upload, input)
  if (!parsed.ok) return parsed.refusal
  if (!(await isHeld(app, parsed.value))) return leaseLost()
  const links = app.links
  if (!links) throw new Unavailable('This process does not accept files yet. Try again in a moment.')
  const expiresAt = linkEnd()
  return { upload: { url: await links.sign(UPLOADS_PATH, parsed.value, expiresAt), expiresAt } }
}

/** Stores a file that is sent to an address, if the lease is still held at the end of the file. */
export async function receiveUpload(
  app: App,
  token: string,
  type: string | undefined,
  body: Readable,
): Promise<TaskFile | Refused> {
  const upload = Upload.safeParse(await app.links?.read(UPLOADS_PATH, token))
  const storage = app.storage
  if (!upload.success || !storage) return 'UNKNOWN'
  const parsed = contentType.safeParse(type ?? 'application/octet-stream')
  if (!parsed.success) return 'BAD_TYPE'
  if (!(await isHeld(app, upload.data))) return 'LEASE_LOST'
  const { organizationId, taskId, name } = upload.data
  const lease = upload.data
  let bytes = 0
  let refused: Refused | null = null
  async function* checked(): AsyncGenerator<Buffer> {
    // The body stays open, so that a refusal in the middle can still be answered.
    for await (const chunk of body.iterator({ destroyOnReturn: false })) {
      bytes += chunk.length
      if (bytes > UPLOAD_BYTES_MAX) refused = 'TOO_BIG'
      if (refused) throw new Error(refused)
      yield chunk
    }
    if (!(await isHeld(app, lease))) refused = 'LEASE_LOST'
    if (refused) throw new Error(refused)
  }
  const file = { name, contentType: parsed.data, bytes }
  const stream = Readable.from(checked(), { objectMode: false })
  try {
    await storage.putStream(keyOf({ organizationId, id: taskId }, file), stream, AbortSignal.timeout(UPLOAD_MS_MAX))
  } catch (error) {
    if (refused) return refused
    throw error
  }
  return { ...file, bytes }
}

async function isHeld(app: App, { organizationId, taskId, leaseId }: z.output<typeof Upload>): Promise<boolean> {
  const where = { organizationId, taskId, id: leaseId, task: { endedAt: null } }
  return (await app.prisma.taskLease.count({ where })) > 0
}
