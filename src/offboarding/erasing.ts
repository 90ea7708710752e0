// Erasing a removed member: everything that tells who they were, and the content of their tasks. The journal, its hashes and all sums
// stay. They name the member by an id that leads to nobody any more.
//
// One transaction takes the name, the account, the addresses and the entries of the audit log. Then the request or a sweep goes through
// the tasks: files, inputs and results, the provider's answers, and messages that had them. Tasks that are still running are
// erased when they have ended.

import { z } from 'zod'
import { countAccess } from '../access/access.ts'
import { type Caller, may } from '../access/roles.ts'
import { userIdOf } from '../access/subject.ts'
import type { App } from '../app.ts'
import { record } from '../audit/record.ts'
import { type Member, Prisma } from '../database/generated/client/client.ts'
import { transact } from '../database/transact.ts'
import { PLATFORM_ID } from '../engine/idempotency.ts'
import { eraseFromFeed, type Erasure as FeedErasure } from '../feed/erase.ts'
import { numberWaiting } from '../feed/outbox.ts'
import { encodeGlobalId, tenantId } from '../graphql/ids.ts'
import { uuidOf } from '../ids.ts'
import { isRefusal } from '../ledger/refusals.ts'
import { type MemberAnswer, type OwnersOnly, ownersOnly } from '../organizations/members.ts'
import { field, type InvalidInput, invalidInput, type NotFound, notFound, parseInput } from '../refusals.ts'
import { forget } from '../tasks/forget.ts'

/** The name that replaces an erased one. */
const ERASED = 'Erased member'
const TASKS_AT_ONCE = 100
const MEMBERS_AT_ONCE = 20

const Erasure = z.object({
  organizationId: uuidOf.organization,
  memberId: uuidOf.member,
  reason: field.text(500).min(1),
})

/** Erases a member who was removed. Repeating it does no harm. */
export async function eraseMember(
  app: App,
  input: z.input<typeof Erasure>,
  by: Caller,
): Promise<MemberAnswer | InvalidInput | NotFound | OwnersOnly> {
  const parsed = parseInput(Erasure, input)
  if (!parsed.ok) return parsed.refusal
  const { organizationId, memberId: id, reason } = parsed.value
  // Afterwards the feed has all events and acts that waited for their numbers.
  await numberWaiting(app)
  const traces: FeedErasure[] = []
  const erased = await transact<MemberAnswer | InvalidInput | NotFound | OwnersOnly>(
    app.prisma,
    async (transaction) => {
      const where = { organizationId_id: { organizationId, id } }
      const before = await transaction.member.findUnique({ where })
      if (!before) return notFound('member')
      if (before.role === 'OWNER' && !may(by, 'manageOwners')) return ownersOnly()
      if (before.removedAt === null) {
        return invalidInput({ path: 'memberId', message: 'must be a member who was removed: call removeMember first' })
      }
      const member = await transaction.member.update({ where, data: { name: ERASED, subject: null, erasing: true } })
      await transaction.label.deleteMany({ where: { organizationId, kind: 'MEMBER', subjectId: id } })
      // The lane never changes it.
      const theirs = { organizationId, memberId: id, returnUrl: { not: null } }
      await transaction.payment.updateMany({ where: theirs, data: { returnUrl: null } })
      const email = await erasePerson(transaction, before)
      traces.push(await eraseTraces(transaction, before, email))
      const act = { action: 'eraseMember', subjectType: 'Member', subjectId: id, after: { reason } }
      await record(app, transaction, organizationId, act, app.clock())
      await countAccess(transaction)
      return { member }
    },
  )
  if (isRefusal(erased)) return erased
  await app.access.look()
  // After the transaction: the feed may be long.
  for (const each of traces) await eraseFromFeed(app.prisma, each)
  await finishErasing(app, erased.member)
  return erased
}

/**
 * Deletes the account of a person who has no membership any more, with its sessions. Returns the person's address; null if no account
 * was deleted.
 */
async function erasePerson(transaction: Prisma.TransactionClient, { subject }: Member): Promise<string | null> {
  const id = subject === null ? null : userIdOf(subject)
  if (subject === null || id === null) return null
  if ((await transaction.member.count({ where: { subject, removedAt: null } })) > 0) return null
  const user = await transaction.user.findUnique({ where: { id } })
  if (!user) return null
  await transaction.session.deleteMany({ where: { userId: id } })
  await transaction.account.deleteMany({ where: { userId: id } })
  await transaction.twoFactor.deleteMany({ where: { userId: id } })
  await transaction.knownDevice.deleteMany({ where: { userId: id } })
  await transaction.mail.deleteMany({ where: { organizationId: PLATFORM_ID, recipient: id } })
  await transaction.user.delete({ where: { id } })
  return user.email
}

/** Lets the audit log be changed. A cluster sends it to its machines: https://docs.citusdata.com/en/stable/develop/api_guc.html */
const ERASING = [`SET LOCAL citus.propagate_set_commands = 'local'`, `SET LOCAL holdfast.erasing = 'on'`]

// The facts of an act that name a person: the member's own, those of their keys, and the list of createOrganization.
const ERASE_ACTORS = `
  UPDATE audit_entry SET actor_name = $3, address = NULL,
    actor_id = CASE WHEN actor_kind = 'PERSON' THEN NULL ELSE actor_id END
  WHERE organization_id = $1::uuid AND actor_id = ANY ($2::text[])`
const ERASE_FACTS = `
  UPDATE audit_entry SET before = before - $3::text[], after = after - $3::text[]
  WHERE organization_id = $1::uuid AND subject_id = ANY ($2::text[])`
const ERASE_LISTED = `
  UPDATE audit_entry SET after = jsonb_set(after, '{members}', (
    SELECT jsonb_agg(CASE WHEN listed ->> 'name' = $2 THEN jsonb_build_object('name', $3::text, 'role', listed -> 'role') ELSE listed END)
    FROM jsonb_array_elements(after -> 'members') AS listed
  ))
  WHERE organization_id = $1::uuid AND action = 'createOrganization' AND jsonb_array_length(after -> 'members') > 0`

/** The fields of facts that tell who somebody is. */
const PERSONAL_FACTS = ['name', 'subject', 'email', 'externalId', 'metadata']

/** Erases the names of a member's keys, the addresses of their invitations, and the audit log's facts of them. Returns those of the feed. */
async function eraseTraces(
  transaction: Prisma.TransactionClient,
  member: Member,
  email: string | null,
): Promise<FeedErasure> {
  const { organizationId, id, name, subject } = member
  const keys = await transaction.apiKey.findMany({ where: { organizationId, memberId: id }, select: { id: true } })
  const invitations = await transaction.invitation.updateManyAndReturn({
    where: { organizationId, OR: [{ memberId: id }, ...(email ? [{ email }] : [])] },
    data: { email: null },
  })
  await transaction.mail.deleteMany({
    where: { organizationId, OR: [{ memberId: id }, { recipient: { in: invitations.map((each) => each.id) } }] },
  })
  await transaction.mailPreference.deleteMany({ where: { organizationId, memberId: id } })
  await transaction.apiKey.updateMany({ where: { organizationId, memberId: id }, data: { name: ERASED } })
  await transaction.creditRequest.updateMany({
    where: { organizationId, memberId: id },
    data: { reason: ERASED, note: null, submission: Prisma.DbNull },
  })
  const keyIds = keys.map((key) => key.id)
  const actors = [id, ...keyIds, ...(subject ? [subject] : [])]
  const subjects = [id, ...keyIds, ...invitations.map((invitation) => invitation.id)]
  for (const statement of ERASING) await transaction.$executeRawUnsafe(statement)
  await transaction.$executeRawUnsafe(ERASE_ACTORS, organizationId, actors, ERASED)
  await transaction.$executeRawUnsafe(ERASE_FACTS, organizationId, subjects, PERSONAL_FACTS)
  await transaction.$executeRawUnsafe(ERASE_LISTED, organizationId, name, ERASED)
  await transaction.$executeRawUnsafe(`SET LOCAL holdfast.erasing = 'off'`)
  return { organizationId, actors, subjects, name, erased: ERASED, facts: PERSONAL_FACTS }
}

/** Finishes erasures that were interrupted, or whose tasks have ended since. Returns the number that are finished. */
export async function sweepErasing(app: App): Promise<number> {
  const due = await app.prisma.member.findMany({ where: { erasing: true }, take: MEMBERS_AT_ONCE })
  let finished = 0
  for (const member of due) {
    if (!(await isWaiting(app, member)) && (await finishErasing(app, member))) finished++
  }
  return finished
}

type Erased = Pick<Member, 'organizationId' | 'id'>

/** Erases the tasks and messages of a member. Returns whether nothing is left. */
async function finishErasing(app: App, member: Erased): Promise<boolean> {
  const { organizationId, id: memberId } = member
  for (let last = ''; ; ) {
    const tasks = await app.prisma.task.findMany({
      where: { organizationId, memberId, endedAt: { not: null }, ...(last && { id: { gt: last } }) },
      orderBy: { id: 'asc' },
      select: { organizationId: true, id: true },
      take: TASKS_AT_ONCE,
    })
    await eraseTasks(app, tasks)
    const next = tasks.at(-1)?.id
    if (next === undefined) break
    last = next
  }
  await app.prisma.webhookDelivery.deleteMany({ where: { ...messagesOf(member), endedAt: { not: null } } })
  if (await isWaiting(app, member)) return false
  await app.prisma.member.update({
    where: { organizationId_id: { organizationId, id: memberId } },
    data: { erasing: false },
  })
  return true
}

/** Returns whether tasks or messages of a member have not ended. */
async function isWaiting(app: App, member: Erased): Promise<boolean> {
  const { organizationId, id: memberId } = member
  const open = await app.prisma.task.count({ where: { organizationId, memberId, endedAt: null } })
  return open > 0 || (await app.prisma.webhookDelivery.count({ where: { ...messagesOf(member), endedAt: null } })) > 0
}

/** The messages that name a member, to endpoints of the organization and of the platform. */
function messagesOf(member: Erased) {
  const id = encodeGlobalId('Member', tenantId(member))
  const { organizationId } = member
  const toPlatform = { organizationId: PLATFORM_ID, aboutOrganizationId: organizationId }
  return { OR: [{ organizationId }, toPlatform], body: { contains: JSON.stringify(id) } }
}

/** Removes the content of tasks that have ended: files first, because afterwards nothing names them. */
export async function eraseTasks(app: App, tasks: readonly Erased[]): Promise<void> {
  if (tasks.length === 0) return
  await Promise.all(tasks.map((task) => app.storage?.removeAll(task)))
  const ofTasks = tasks.map(({ organizationId, id: taskId }) => ({ organizationId, taskId }))
  await app.prisma.upstreamJob.deleteMany({ where: { OR: ofTasks, endedAt: { not: null } } })
  await Promise.all(tasks.map(({ organizationId, id }) => app.lane.run(forget(organizationId, id, () => true))))
}
