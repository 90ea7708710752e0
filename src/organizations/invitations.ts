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
import { subjectWith } from '../labels/insertLabel.ts'
import {
  type ExternalIdTaken,
  externalIdTaken,
  type LabelInput,
  labelInput,
  type MetadataChange,
} from '../labels/label.ts'
import { must } from '../ledger/must.ts'
import { isRefusal, type Refusal } from '../ledger/refusals.ts'
import { putMails } from '../mail/outbox.ts'
import { organizationFacts } from '../mail/templates.ts'
import { type InvalidInput, invalidInput, type NotFound, notFound, parseInput } from '../refusals.ts'
import { type LimitedKey, refuseLimitedKey } from './limitedKeys.ts'
import { lockOrganization } from './lock.ts'
import { type AddRefusal, type MemberAnswer, type OwnersOnly, ownersOnly, putMember } from './members.ts'
import { refuseMoreSeats, type SeatsExceeded } from './seats.ts'
import { refuseSession, type SignInRequired } from './sessions.ts'

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
  /** The external id and the metadata that the member gets. Only the platform names them. */
  ...labelInput,
})

export interface NewlyInvited {
  readonly invitation: Invitation
  /** The secret of the link, which is shown only once. */
  readonly secret: string
  /** True: the link is sent to the person's address. */
  readonly mailed: boolean
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
): Promise<InviteRefusal | NewlyInvited> {
  const parsed = parseInput(NewInvitation, input)
  if (!parsed.ok) return parsed.refusal
  const { organizationId, email = null, role, validDays, ...label } = parsed.value
  const { externalId = null } = label
  if (by.kind !== 'operator' && (externalId !== null || label.metadata)) return onlyPlatform()
  if (role === 'OWNER' && !may(by, 'manageOwners')) return ownersOnly()
  const createdAt = app.clock()
  const secret = `hf_invitation_${randomBytes(20).toString('hex')}`
  const expiresAt = new Date(createdAt.getTime() + validDays * DAY_MS)
  type Answer = NewlyInvited | NotFound | LimitedKey | SeatsExceeded | LimitReached | ExternalIdTaken
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
    const taken = externalId === null ? null : await subjectWith(transaction, organizationId, 'MEMBER', externalId)
    if (taken) return externalIdTaken('MEMBER', externalId ?? '', taken)
    const inviterId = by.kind === 'tenant' ? by.memberId : null
    const invitation = await transaction.invitation.create({
      data: {
        ...{ organizationId, id: uuidv7(), email, role, inviterId, hash: hashOf(secret), createdAt, expiresAt },
        ...{ externalId, metadata: label.metadata ?? undefined },
      },
    })
    const subject = { action: 'createInvitation', subjectType: 'Invitation', subjectId: invitation.id }
    await record(
      app,
      transaction,
      organizationId,
      { ...subject, after: factsOf({ email, role, expiresAt, ...label }) },
      createdAt,
    )
    const mailed = await mailInvitation(app, transaction, invitation, secret, by)
    return typeof mailed === 'boolean' ? { invitation, secret, mailed } : mailed
  })
}

/** Puts the mail of an invitation into the outbox. Returns false if it has no mail: mail is off, or it is for no address. */
async function mailInvitation(
  app: App,
  transaction: Prisma.TransactionClient,
  { organizationId, id, email, role, createdAt: now, expiresAt }: Invitation,
  secret: string,
  by: Caller,
): Promise<boolean | LimitReached> {
  const link = invitationUrl(app, secret)
  if (!app.mail || !email || !link) return false
  // Otherwise an organization could write to any number of strangers, by an invitation after the other.
  const since = { gt: new Date(now.getTime() - DAY_MS) }
  const mails = await transaction.mail.count({ where: { organizationId, kind: 'INVITATION', createdAt: since } })
  const refused = refuseOneMore('invitationMails', mails)
  if (refused) return refused
  const organization = organizationFacts(
    await transaction.organization.findUniqueOrThrow({ where: { id: organizationId } }),
  )
  const inviter = by.kind === 'tenant' && by.memberId !== null ? by.name : null
  const facts = { organization, role, inviter, expiresAt: expiresAt.toISOString() }
  const to = { cause: id, recipient: id, memberId: null, name: null, address: email }
  const mail = { organizationId, kind: 'INVITATION' as const, ...to, facts, link, usefulUntil: expiresAt }
  await putMails(app, transaction, [mail], { now, dueAt: null })
  return true
}

/** The link of an invitation; null if people don't sign in here. */
export function invitationUrl({ signInUrl }: Pick<App, 'signInUrl'>, secret: string): string | null {
  return signInUrl && `${signInUrl}/invitation#${secret}`
}

export type InviteRefusal =
  | InvalidInput
  | NotFound
  | OwnersOnly
  | LimitedKey
  | SeatsExceeded
  | LimitReached
  | ExternalIdTaken

function onlyPlatform(): InvalidInput {
  const message = 'and metadata can only be given by the platform, which recognizes its own users by them'
  return invalidInput({ path: 'externalId', message })
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
): Promise<
  MemberAnswer | NotFound | InvitationEnded | InvitationAddress | SignInRequired | AddRefusal | ExternalIdTaken
> {
  const invitation = await findInvitation(app, secret)
  if (isRefusal(invitation)) return invitation
  const { organizationId, id, email, role, externalId } = invitation
  const label: LabelInput = { externalId, metadata: invitation.metadata as MetadataChange | null }
  if (email && email !== person.email?.toLowerCase()) {
    const message = person.email
      ? 'This invitation is for another email address. Sign in with that one.'
      : 'This invitation is for one email address, and yours is not verified. Verify it, and accept again.'
    return { code: 'INVITATION_ADDRESS', message }
  }
  const refused = await refuseSessionIn(app, invitation.organizationId, person)
  if (refused) return refused
  const accepted = await transact<MemberAnswer | NotFound | InvitationEnded | AddRefusal | ExternalIdTaken>(
    app.prisma,
    async (transaction) => {
      const { name, subject } = person
      const member = await putMember(app, transaction, { organizationId, name, role, subject }, label)
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

/** Refuses a session with which the person could not act in the organization: they would be answered nothing. */
async function refuseSessionIn({ prisma }: App, id: OrganizationId, person: Person): Promise<SignInRequired | null> {
  const organization = await prisma.organization.findUnique({ where: { id }, select: { signIn: true } })
  return organization && refuseSession(person, id, organization.signIn)
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
