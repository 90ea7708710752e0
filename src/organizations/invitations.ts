// Invitations: links by which a person becomes a member. The link's secret is shown once, to the inviter.

import { hash, randomBytes } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import { type Caller, may, type Person } from '../access/roles.ts'
import type { App } from '../app.ts'
import { factsOf, record } from '../audit/record.ts'
import { type LimitReached, refuseOneMore } from '../bounds.ts'
import { type Invitation, type Prisma, Role } from '../database/generated/client/client.ts'
import { rowOf } from '../database/row.ts'
import { transact } from '../database/transact.ts'
import { type OrganizationId, uuidOf } from '../ids.ts'
import { must } from '../ledger/must.ts'
import { isRefusal, type Refusal } from '../ledger/refusals.ts'
import { type InvalidInput, type NotFound, notFound, parseInput } from '../refusals.ts'
import { type LimitedKey, refuseLimitedKey } from './limitedKeys.ts'
import { lockOrganization } from './lock.ts'
import { type AddRefusal, type MemberAnswer, type OwnersOnly, ownersOnly, putMember } from './members.ts'
import { refuseMoreSeats, type SeatsExceeded } from './seats.ts'

const DAYS = 7
const DAYS_MAX = 90
const DAY_MS = 24 * 60 * 60 * 1_000
const SECRET = /^hf_invitation_[0-9a-f]{40}$/

const NewInvitation = z.object({
  organizationId: uuidOf.organization,
  /** The email address of the person; if absent, anyone with the link can accept. */
  email: z.email().max(320).toLowerCase().nullish(),
  role: z.enum(Role),
  validDays: z.int().min(1).max(DAYS_MAX).default(DAYS),
})

export interface NewlyInvited {
  readonly invitation: Invitation
  /** The secret of the link, which is shown only once. */
  readonly secret: string
}

/** The invitation was accepted, declined or revoked. */
export interface InvitationEnded extends Refusal {
  readonly code: 'INVITATION_ENDED'
}

export interface InvitationAddress extends Refusal {
  readonly code: 'INVITATION_ADDRESS'
}

/** Invites a person. Only an OWNER invites an OWNER. A limited key can't invite, because its limits don't bind members. */
export async function createInvitation(
  app: App,
  input: z.input<typeof NewInvitation>,
  by: Caller,
): Promise<NewlyInvited | InvalidInput | NotFound | OwnersOnly | LimitedKey | SeatsExceeded | LimitReached> {
  const parsed = parseInput(NewInvitation, input)
  if (!parsed.ok) return parsed.refusal
  const { organizationId, email = null, role, validDays } = parsed.value
  if (role === 'OWNER' && !may(by, 'manageOwners')) return ownersOnly()
  const createdAt = app.clock()
  const secret = `hf_invitation_${randomBytes(20).toString('hex')}`
  const expiresAt = new Date(createdAt.getTime() + validDays * DAY_MS)
  type Answer = NewlyInvited | NotFound | LimitedKey | SeatsExceeded | LimitReached
  return transact<Answer>(app.prisma, async (transaction) => {
    const closed = await lockOrganization(transaction, organizationId)
    if (closed) return closed
    const open = await transaction.invitation.count({
      where: { organizationId, ...STILL_OPEN, expiresAt: { gt: createdAt } },
    })
    const refused =
      (await refuseLimitedKey(transaction, by)) ??
      refuseOneMore('invitations', open) ??
      (await refuseMoreSeats(transaction, organizationId))
    if (refused) return refused
    const inviterId = by.kind === 'tenant' ? by.memberId : null
    const invitation = await transaction.invitation.create({
      data: { organizationId, id: uuidv7(), email, role, inviterId, hash: hashOf(secret), createdAt, expiresAt },
    })
    const subject = { action: 'createInvitation', subjectType: 'Invitation', subjectId: invitation.id }
    await record(
      app,
      transaction,
      organizationId,
      { ...subject, after: factsOf({ email, role, expiresAt }) },
      createdAt,
    )
    return { invitation, secret }
  })
}

/** Withdraws an invitation. */
export async function revokeInvitation(
  app: App,
  { organizationId, invitationId }: { organizationId: OrganizationId; invitationId: string },
): Promise<{ invitation: Invitation } | NotFound | InvitationEnded> {
  const where = { organizationId_id: { organizationId, id: invitationId } }
  const invitation = await app.prisma.invitation.findUnique({ where })
  if (!invitation) return notFound('invitation')
  return end(app, invitation, 'revokeInvitation', { withdrawnAt: app.clock() })
}

/** Finds the invitation of a link, if it is open. Anyone who has the link may know how it ended. */
export async function findInvitation(app: App, secret: string): Promise<Invitation | NotFound | InvitationEnded> {
  if (!SECRET.test(secret)) return notFound('invitation')
  const invitation = await app.prisma.invitation.findUnique({ where: { hash: hashOf(secret) } })
  if (!invitation) return notFound('invitation')
  return refuseOver(invitation, app.clock()) ?? invitation
}

/** Declines an invitation, by anyone with the link. */
export async function declineInvitation(
  app: App,
  secret: string,
): Promise<{ invitation: Invitation } | NotFound | InvitationEnded> {
  const invitation = await findInvitation(app, secret)
  return isRefusal(invitation) ? invitation : end(app, invitation, 'declineInvitation', { declinedAt: app.clock() })
}

/** Accepts an invitation: the person, who has signed in, becomes a member. */
export async function acceptInvitation(
  app: App,
  secret: string,
  person: Person,
): Promise<MemberAnswer | NotFound | InvitationEnded | InvitationAddress | AddRefusal> {
  const invitation = await findInvitation(app, secret)
  if (isRefusal(invitation)) return invitation
  const { organizationId, id, email, role } = invitation
  if (email && email !== person.email?.toLowerCase()) {
    const message = person.email
      ? 'This invitation is for another email address. Sign in with that one.'
      : 'This invitation is for one email address, and yours is not verified. Verify it, and accept again.'
    return { code: 'INVITATION_ADDRESS', message }
  }
  const accepted = await transact<MemberAnswer | NotFound | InvitationEnded | AddRefusal>(
    app.prisma,
    async (transaction) => {
      const { name, subject } = person
      const member = await putMember(app, transaction, { organizationId, name, role, subject })
      if (isRefusal(member)) return member
      const now = app.clock()
      const { count } = await transaction.invitation.updateMany({
        where: { organizationId, id, ...STILL_OPEN },
        data: { acceptedAt: now, memberId: member.id },
      })
      if (count === 0) return overSince(transaction, invitation, now)
      const act = { action: 'acceptInvitation', subjectType: 'Member', subjectId: member.id, after: { role, name } }
      await record(app, transaction, organizationId, act, now)
      return { member }
    },
  )
  await app.access.look()
  return accepted
}

const STILL_OPEN = { acceptedAt: null, declinedAt: null, withdrawnAt: null } as const

async function end(
  app: App,
  { organizationId, id }: Pick<Invitation, 'organizationId' | 'id'>,
  action: string,
  data: { withdrawnAt: Date } | { declinedAt: Date },
): Promise<{ invitation: Invitation } | InvitationEnded> {
  return transact<{ invitation: Invitation } | InvitationEnded>(app.prisma, async (transaction) => {
    const { count } = await transaction.invitation.updateMany({ where: { organizationId, id, ...STILL_OPEN }, data })
    if (count === 0) return overSince(transaction, { organizationId, id }, app.clock())
    const act = { action, subjectType: 'Invitation', subjectId: id }
    await record(app, transaction, organizationId, act, app.clock())
    return { invitation: await rowOf(transaction.invitation, organizationId, id) }
  })
}

/** Refuses an invitation that was accepted, declined or revoked, or has expired; null for an open one. */
function refuseOver(invitation: Invitation, now: Date): InvitationEnded | null {
  const { acceptedAt, declinedAt, withdrawnAt, expiresAt } = invitation
  if (acceptedAt) return over('was accepted', acceptedAt)
  if (declinedAt) return over('was declined', declinedAt)
  if (withdrawnAt) return over('was revoked', withdrawnAt)
  return expiresAt <= now ? over('expired', expiresAt) : null
}

/** Reads how an invitation ended that was open a moment ago. */
async function overSince(
  transaction: Prisma.TransactionClient,
  { organizationId, id }: Pick<Invitation, 'organizationId' | 'id'>,
  now: Date,
): Promise<InvitationEnded> {
  const invitation = await transaction.invitation.findUnique({ where: { organizationId_id: { organizationId, id } } })
  return must(invitation && refuseOver(invitation, now), 'an open invitation would have been updated')
}

function over(how: string, at: Date): InvitationEnded {
  return { code: 'INVITATION_ENDED', message: `This invitation ${how} at ${at.toISOString()}. Ask for another one.` }
}

function hashOf(secret: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(hash('sha256', secret, 'buffer'))
}
