// Callbacks: requests by which a provider reports on a task. Each task has an address of its own, which nobody can guess; a
// definition may require a signature, too. A callback is stored, together with the job that reads it, before it is answered.
//
// A callback only reports on a task in progress: one that arrives twice, late, or for another upstream id changes nothing. But what a task has cost
// that has ended is recorded.

import { createHmac, timingSafeEqual } from 'node:crypto'
import type { JSONValue } from '@jmespath-community/jmespath'
import type { App, Secrets } from '../app.ts'
import type { Prisma, Task } from '../database/generated/client/client.ts'
import { transact } from '../database/transact.ts'
import type { OrganizationId, TaskId } from '../ids.ts'
import { operationOf, type Signature } from '../providers/definition.ts'
import { findDefinition } from '../providers/provider.ts'
import { carrying } from '../telemetry/trace.ts'
import { costIn, find, parseHidden } from './request.ts'
import { addStep, recordLateCost } from './step.ts'

export const CALLBACKS_PATH = '/callbacks/'
/** The most that a signature's timestamp may differ from the present time. */
const SIGNATURE_SECONDS_MAX = 5 * 60

/** The outcome of a callback. */
export type Received = 'RECEIVED' | 'UNKNOWN' | 'UNSIGNED' | 'UNREADABLE'

/** The address for callbacks about a task. */
export async function callbackUrl(
  app: App,
  { organizationId, id }: Pick<Task, 'organizationId' | 'id'>,
): Promise<string> {
  const links = app.links
  if (!links) throw new Error('This process has no address for links.')
  return links.sign(CALLBACKS_PATH, { organizationId, taskId: id }, null)
}

/** Stores a callback, together with the job that reads it. */
export async function receiveCallback(
  app: App,
  token: string,
  header: (name: string) => string | undefined,
  body: Buffer,
): Promise<Received> {
  const carried = (await app.links?.read(CALLBACKS_PATH, token)) ?? {}
  const { organizationId, taskId } = carried as { organizationId?: OrganizationId; taskId?: TaskId }
  if (!organizationId || !taskId) return 'UNKNOWN'
  const where = { organizationId_taskId: { organizationId, taskId } }
  const job = await app.prisma.upstreamJob.findUnique({ where, include: { task: true } })
  if (!job) return 'UNKNOWN'
  const definition = await findDefinition(app.prisma, job.provider)
  const callback = definition && operationOf(definition, job.task.operation)?.callback
  if (!callback) return 'UNKNOWN'
  if (callback.signature && !isSigned(callback.signature, app.providerSecrets, header, body, app.clock())) {
    return 'UNSIGNED'
  }
  const cost = callback.reading?.cost
  if (job.endedAt && !cost) return 'RECEIVED'
  const answer = parse(body.toString(), app.providerSecrets)
  const upstreamId = idIn(answer, callback.upstreamId)
  if (answer === null || upstreamId === null) return 'UNREADABLE'
  if (job.upstreamId !== null && job.upstreamId !== upstreamId) return 'RECEIVED'
  if (job.endedAt) {
    if (callback.reading) await recordLateCost(app, { organizationId, taskId }, costIn(callback.reading, answer))
    return 'RECEIVED'
  }
  await transact(app.prisma, async (transaction) => {
    const [moved] = await transaction.upstreamJob.updateManyAndReturn({
      where: { organizationId, taskId, endedAt: null },
      data: {
        upstreamId,
        step: { increment: 1 },
        ...(callback.reading ? { answer: answer as Prisma.InputJsonValue } : {}),
      },
    })
    if (!moved) return
    const next = { organizationId, taskId, step: moved.step, ...carrying(moved.traceparent) }
    await addStep(transaction, job.provider, next, 0)
  })
  return 'RECEIVED'
}

function parse(text: string, secrets: Secrets): JSONValue {
  try {
    // PostgreSQL can't store U+0000.
    return text.includes('\\u0000') ? null : parseHidden(text, secrets)
  } catch {
    return null
  }
}

function idIn(answer: JSONValue, expression: string): string | null {
  try {
    const id = find(answer, expression)
    return typeof id === 'string' || typeof id === 'number' ? String(id) : null
  } catch {
    return null
  }
}

function isSigned(
  { header: name, prefix, encoding, signed, timestampHeader, secret }: Signature,
  secrets: Secrets,
  header: (name: string) => string | undefined,
  body: Buffer,
  now: Date,
): boolean {
  const given = header(name)
  const timestamp = timestampHeader === undefined ? '' : header(timestampHeader)
  const key = Object.hasOwn(secrets, secret) ? secrets[secret] : undefined
  if (!given?.startsWith(prefix) || timestamp === undefined || !key) return false
  if (timestampHeader && !(Math.abs(Number(timestamp) - now.getTime() / 1_000) <= SIGNATURE_SECONDS_MAX)) return false
  const [before = '', after = ''] = signed.replace('{timestamp}', timestamp).split('{body}')
  const expected = createHmac('sha256', key).update(before).update(body).update(after).digest()
  const shown = Buffer.from(given.slice(prefix.length), encoding)
  return shown.length === expected.length && timingSafeEqual(shown, expected)
}
