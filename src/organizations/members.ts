// Members: added, linked to a person, given another role. An organization always has at least one OWNER.

import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import { countAccess } from '../access/access.ts'
import { type Caller, isRoleWithin, may, RULES } from '../access/roles.ts'
import type { App } from '../app.ts'
import { factsOf, record } from '../audit/record.ts'
import { type LimitReached, refuseOneMore } from '../bounds.ts'
import { type Member, type Prisma, Role } from '../database/generated/client/client.ts'
import { transact } from '../database/transact.ts'
import { type MemberId, type OrganizationId, uuidOf } from '../ids.ts'
import { isRefusal, type Refusal } from '../ledger/refusals.ts'
import { ended, field, type InvalidInput, type NotFound, notFound, parseInput } from '../refusals.ts'
import { type LimitedKey, refuseLimitedKey } from './limitedKeys.ts'
import { lockOrganization, refuseClosed } from './lock.ts'
import { subjectField } from './operations.ts'
import { refuseMoreSeats, type SeatsExceeded } from './seats.ts'

export interface MemberAnswer {
  readonly member: Member
}

export interface LastOwner extends Refusal {
  readonly code: 'LAST_OWNER'
}

function lastOwner(): LastOwner {
  const message = 'This is the only OWNER, and an organization needs one. Make another member OWNER first.'
  return { code: 'LAST_OWNER', message }
}

export interface AlreadyMember extends Refusal {
  readonly code: 'ALREADY_MEMBER'
}

/** The reasons why a person can't become a member. */
export type AddRefusal = AlreadyMember | SeatsExceeded | LimitReached

const NewMember = z.object({
  organizationId: uuidOf.organization,
  name: field.name,
  role: z.enum(Role),
  subject: subjectField.nullish(),
})

/** Refuses a change in an organization that does not exist or was closed; null if it is there. */
async function refuseIfClosed({ prisma }: App, id: string): Promise<NotFound | null> {
  return refuseClosed(await prisma.organization.findUnique({ where: { id }, select: { status: true } }))
}

/** Refuses a member who does not exist or was removed; null for one who is there. */
export function refuseRemoved(member: Pick<Member, 'removedAt'> | null | undefined): NotFound | null {
  if (!member) return notFound('member')
  return member.removedAt ? ended('member', member.removedAt, 'was removed') : null
}

/** Refuses a member of an organization who does not exist or was removed; null for one who is there. */
export async function refuseMember(app: App, organizationId: OrganizationId, id: string): Promise<NotFound | null> {
  // Look-ups of the same moment share one statement.
  const where = { organizationId_id: { organizationId, id } }
  return refuseRemoved(await app.prisma.member.findUnique({ where, select: { removedAt: true } }))
}

/** Refuses the first of the members who does not exist or was removed; null if all are there. */
export async function refuseMembers(
  app: App,
  organizationId: OrganizationId,
  ids: readonly string[],
): Promise<NotFound | null> {
  const known = await app.prisma.member.findMany({ where: { organizationId, id: { in: [...ids] } } })
  for (const id of ids) {
    const refusal = refuseRemoved(known.find((member) => member.id === id))
    if (refusal) return refusal
  }
  return null
}

/** Adds a member without an invitation, for people that the platform knows. */
export async function addMember(
  app: App,
  input: z.input<typeof NewMember>,
): Promise<MemberAnswer | InvalidInput | NotFound | AddRefusal> {
  const parsed = parseInput(NewMember, input)
  if (!parsed.ok) return parsed.refusal
  const { organizationId, name, role, subject = null } = parsed.value
  const made = await transact<MemberAnswer | NotFound | AddRefusal>(app.prisma, async (transaction) => {
    const member = await putMember(app, transaction, { organizationId, name, role, subject })
    if (isRefusal(member)) return member
    const act = { action: 'addMember', subjectType: 'Member', subjectId: member.id, after: factsOf(parsed.value) }
    await record(app, transaction, organizationId, act, app.clock())
    return { member }
  })
  await app.access.look()
  return made
}

/** Adds a member within a transaction, or refuses: no room, no seat, or the person is a member already. */
export async function putMember(
  app: App,
  transaction: Prisma.TransactionClient,
  { organizationId, name, role, subject }: Pick<Member, 'organizationId' | 'name' | 'role' | 'subject'>,
): Promise<Member | NotFound | AddRefusal> {
  const closed = await lockOrganization(transaction, organizationId)
  if (closed) return closed
  const members = await transaction.member.count({ where: { organizationId, removedAt: null } })
  const refused = refuseOneMore('members', members) ?? (await refuseMoreSeats(transaction, organizationId))
  if (refused) return refused
  if (subject && (await transaction.member.count({ where: { organizationId, subject, removedAt: null } })) > 0) {
    return alreadyMember()
  }
  const row = {
    organizationId,
    id: uuidv7(),
    name,
    role,
    subject,
    createdAt: app.clock(),
    removedAt: null,
    leaving: null,
    erasing: false,
  }
  await countAccess(transaction)
  return transaction.member.create({ data: row })
}

const Link = z.object({
  organizationId: uuidOf.organization,
  memberId: uuidOf.member,
  subject: subjectField.nullable(),
})

/** Sets the person who signs in as a member; null: nobody. */
export async function linkMember(
  app: App,
  input: z.input<typeof Link>,
): Promise<MemberAnswer | InvalidInput | NotFound | AlreadyMember> {
  const parsed = parseInput(Link, input)
  if (!parsed.ok) return parsed.refusal
  const { organizationId, memberId, subject } = parsed.value
  const closed = await refuseIfClosed(app, organizationId)
  if (closed) return closed
  const linked = await transact<MemberAnswer | NotFound | AlreadyMember>(app.prisma, async (transaction) => {
    const where = { organizationId_id: { organizationId, id: memberId } }
    const before = await transaction.member.findUnique({ where })
    const removed = refuseRemoved(before)
    if (removed || !before) return removed ?? notFound('member')
    const isOther = { organizationId, subject, removedAt: null, id: { not: memberId } }
    if (subject && (await transaction.member.count({ where: isOther })) > 0) return alreadyMember()
    const member = await transaction.member.update({ where, data: { subject } })
    await countAccess(transaction)
    const facts = { before: { subject: before.subject }, after: { subject } }
    const act = { action: 'linkMember', subjectType: 'Member', subjectId: memberId, ...facts }
    await record(app, transaction, organizationId, act, app.clock())
    return { member }
  })
  await app.access.look()
  return linked
}

const RoleChange = z.object({ organizationId: uuidOf.organization, memberId: uuidOf.member, role: z.enum(Role) })

/**
 * Gives a member another role. Only an OWNER can make a member OWNER or change the role of an OWNER. A limited key can't give a
 * role with more rights.
 */
export async function updateMemberRole(
  app: App,
  input: z.input<typeof RoleChange>,
  by: Caller,
): Promise<MemberAnswer | InvalidInput | NotFound | LastOwner | OwnersOnly | LimitedKey> {
  const parsed = parseInput(RoleChange, input)
  if (!parsed.ok) return parsed.refusal
  const { organizationId, memberId, role } = parsed.value
  const closed = await refuseIfClosed(app, organizationId)
  if (closed) return closed
  return changeMember<LimitedKey>(
    app,
    organizationId,
    memberId,
    by,
    'updateMemberRole',
    async (before, transaction) => ({
      data: { role },
      staysOwner: role === 'OWNER',
      touchesOwners: before.role === 'OWNER' || role === 'OWNER',
      refusal: isRoleWithin(role, before.role) ? null : await refuseLimitedKey(transaction, by),
    }),
  )
}

function alreadyMember(): AlreadyMember {
  return { code: 'ALREADY_MEMBER', message: 'This person is already a member of the organization.' }
}

export interface OwnersOnly extends Refusal {
  readonly code: 'OWNERS_ONLY'
}

export function ownersOnly(): OwnersOnly {
  const message = 'Only an OWNER can add, change or remove an OWNER, or manage the keys of one.'
  return { code: 'OWNERS_ONLY', message }
}

export interface MemberChange<Refused extends Refusal> {
  readonly data: Prisma.MemberUpdateInput
  readonly staysOwner: boolean
  readonly touchesOwners: boolean
  /** The reason why the change can't be made; null if it can. */
  readonly refusal: Refused | null
}

/** Changes a member, unless that leaves the organization without an OWNER, or the caller may not do it. */
export async function changeMember<Refused extends Refusal>(
  app: App,
  organizationId: OrganizationId,
  memberId: MemberId,
  by: Caller,
  action: string,
  change: (before: Member, transaction: Prisma.TransactionClient) => Promise<MemberChange<Refused>>,
): Promise<MemberAnswer | NotFound | LastOwner | OwnersOnly | Refused> {
  type Answer = MemberAnswer | NotFound | LastOwner | OwnersOnly | Refused
  const changed = await transact<Answer>(app.prisma, async (transaction) => {
    // If two owners remove each other at the same time, the second one finds that it is the last.
    const owners = await transaction.$queryRaw<{ id: string }[]>`
      SELECT id FROM member
      WHERE organization_id = ${organizationId}::uuid AND role = 'OWNER' AND removed_at IS NULL ORDER BY id FOR UPDATE`
    const where = { organizationId_id: { organizationId, id: memberId } }
    const before = await transaction.member.findUnique({ where })
    const removed = refuseRemoved(before)
    if (removed || !before) return removed ?? notFound('member')
    const { data, staysOwner, touchesOwners, refusal } = await change(before, transaction)
    if (touchesOwners && !may(by, 'manageOwners')) return ownersOnly()
    if (refusal) return refusal
    if (before.role === 'OWNER' && !staysOwner && owners.length === 1) return lastOwner()
    const member = await transaction.member.update({ where, data })
    await countAccess(transaction)
    const shown = ({ role, removedAt, leaving }: Member) => factsOf({ role, removedAt, leaving })
    const facts = { before: shown(before), after: shown(member) }
    const act = { action, subjectType: 'Member', subjectId: memberId, ...facts }
    await record(app, transaction, organizationId, act, app.clock())
    await withdrawInvitationsOf(app, transaction, member, app.clock())
    return { member }
  })
  await app.access.look()
  return changed
}

/** Withdraws the open invitations that a member has created and could not create any more. */
async function withdrawInvitationsOf(
  app: App,
  transaction: Prisma.TransactionClient,
  { organizationId, id: inviterId, role, removedAt }: Member,
  now: Date,
): Promise<void> {
  if (removedAt === null && role === 'OWNER') return
  const mayInvite = removedAt === null && RULES.manageMembers.roles.includes(role)
  const withdrawn = await transaction.invitation.updateManyAndReturn({
    where: {
      organizationId,
      inviterId,
      acceptedAt: null,
      declinedAt: null,
      withdrawnAt: null,
      role: mayInvite ? 'OWNER' : undefined,
    },
    data: { withdrawnAt: now },
  })
  for (const { id: subjectId } of withdrawn) {
    const act = { action: 'revokeInvitation', subjectType: 'Invitation', subjectId }
    await record(app, transaction, organizationId, act, now)
  }
}
