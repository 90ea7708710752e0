// URLs of tasks: a task may name a URL that gets a message when the task ends. One secret of the organization signs all of these
// messages. Tasks can have URLs once that secret was made.

import { z } from 'zod'
import type { App } from '../app.ts'
import { record } from '../audit/record.ts'
import { transact } from '../database/transact.ts'
import type { OrganizationSnapshot } from '../engine/organizationSnapshot.ts'
import { lockOrganization } from '../organizations/lock.ts'
import { type InvalidInput, invalidInput, type NotFound, parseInput } from '../refusals.ts'
import { hearOf } from './operations.ts'
import { newSecret, OVERLAP_SECONDS_MAX } from './secrets.ts'
import { urlField } from './url.ts'

/** The entry among an organization's events that says that its secret was made. */
const TASK_URLS = 'task.urls'

/** Refuses a URL that no task can have; null if a task can. */
export function refuseUrl(webhookUrl: string, allowPrivate: boolean): InvalidInput | null {
  const parsed = parseInput(z.object({ webhookUrl: urlField(allowPrivate) }), { webhookUrl })
  return parsed.ok ? null : parsed.refusal
}

/** Refuses a URL in an organization without the secret; null if it has one. */
export function refuseUnsigned(snapshot: OrganizationSnapshot | undefined): InvalidInput | null {
  if (snapshot?.webhookEvents.includes(TASK_URLS)) return null
  const message =
    'must be null until the organization has a secret to sign with: create one with rotateTaskWebhookSecret'
  return invalidInput({ path: 'webhookUrl', message })
}

const Rotation = z.object({
  organizationId: z.uuid(),
  overlapSeconds: z.int().min(0).max(OVERLAP_SECONDS_MAX),
})

/** Makes the secret, or a new one. The old one signs messages, too, for `overlapSeconds`. */
export async function rotateTaskWebhookSecret(
  app: App,
  input: z.input<typeof Rotation>,
): Promise<{ secret: string } | InvalidInput | NotFound> {
  const parsed = parseInput(Rotation, input)
  if (!parsed.ok) return parsed.refusal
  const { organizationId, overlapSeconds } = parsed.value
  const secret = newSecret()
  const now = app.clock()
  const closed = await transact(app.prisma, async (transaction) => {
    const refusal = await lockOrganization(transaction, organizationId)
    if (refusal) return refusal
    const known = await transaction.taskWebhookSecret.findUnique({ where: { organizationId } })
    const oldSecretUntil = known && new Date(now.getTime() + overlapSeconds * 1_000)
    const sealed = app.vault.seal(secret, organizationId)
    const secrets = { secret: sealed, oldSecret: known?.secret ?? null, oldSecretUntil }
    const create = { organizationId, ...secrets }
    await transaction.taskWebhookSecret.upsert({ where: { organizationId }, create, update: secrets })
    const act = { action: 'rotateTaskWebhookSecret', subjectType: 'Organization', subjectId: organizationId }
    await record(app, transaction, organizationId, act, now)
    return null
  })
  // The secret first, then the lane: so no task is accepted whose message could not be signed.
  return closed ?? (await hearOf(app, organizationId, [TASK_URLS])) ?? { secret }
}
