// Members and invitations: their part of the API.

import { canSee } from '../access/roles.ts'
import type { Invitation, Organization } from '../database/generated/client/client.ts'
import { builder } from '../graphql/builder.ts'
import { connectionOf } from '../graphql/connections.ts'
import { assertAlone, callerOf, goOnAs, organizationIdFor, personOf } from '../graphql/context.ts'
import { InvalidInputError, LimitReachedError, NotFoundError, refusalType, resultType } from '../graphql/errors.ts'
import { encodeGlobalId, splitTenantId, tenantId } from '../graphql/ids.ts'
import { NEWEST_FIRST, pageOf } from '../graphql/pages.ts'
import type { MemberId } from '../ids.ts'
import { ExternalIdTakenError, metadataField } from '../labels/schema.ts'
import { isRefusal } from '../ledger/refusals.ts'
import { notFound } from '../refusals.ts'
import { LimitedKeyError, OwnersOnlyError } from './apiKeys.schema.ts'
import {
  acceptInvitation,
  createInvitation,
  declineInvitation,
  findInvitation,
  type InvitationAddress,
  type InvitationEnded,
  invitationUrl,
  type NewlyInvited,
  revokeInvitation,
} from './invitations.ts'
import {
  type AddedMember,
  type AlreadyMember,
  addMember,
  type LastOwner,
  linkMember,
  type MemberAnswer,
  updateMemberRole,
} from './members.ts'
import { MemberNode, OrganizationNode, RoleEnum, whereVisibleTo } from './schema.ts'
import { SeatsExceededError } from './seats.schema.ts'
import { SignInRequirementError } from './signIn.schema.ts'

export const LastOwnerError = refusalType<LastOwner>('LAST_OWNER')
const AlreadyMemberError = refusalType<AlreadyMember>('ALREADY_MEMBER')
const InvitationEndedError = refusalType<InvitationEnded>('INVITATION_ENDED')
const InvitationAddressError = refusalType<InvitationAddress>('INVITATION_ADDRESS')

const invitationState = (now: Date) => ({
  acceptedAt: null,
  declinedAt: null,
  withdrawnAt: null,
  expiresAt: { gt: now },
})

const InvitationNode = builder.prismaNode('Invitation', {
  nullable: true,
  description:
    'An invitation: a link that makes the person who opens it a member. Visible to callers who may manage members.',
  id: { resolve: tenantId },
  findUnique: whereVisibleTo('manageMembers'),
  authScopes: ({ organizationId }, { caller }) => canSee(caller, organizationId),
  fields: (t) => ({
    email: t.exposeString('email', {
      nullable: true,
      description: 'The email address of the invited person; null: anyone with the link may accept.',
    }),
    role: t.field({ type: RoleEnum, description: 'The role that the new member gets.', resolve: ({ role }) => role }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'The time of its creation, in UTC.' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'The time at which it expires, in UTC.' }),
    acceptedAt: t.expose('acceptedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'The time at which it was accepted, in UTC; null: it was not accepted.',
    }),
    declinedAt: t.expose('declinedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'The time at which it was declined, in UTC; null: it was not declined.',
    }),
    revokedAt: t.expose('withdrawnAt', {
      type: 'DateTime',
      nullable: true,
      description: 'The time at which it was revoked, in UTC; null: it was not.',
    }),
  }),
})

builder.prismaObjectField(OrganizationNode, 'invitations', (t) =>
  t.connection(
    {
      type: InvitationNode,
      nullable: true,
      description:
        'The invitations that can still be used, newest first. For callers who may manage members; null, with an error, for others.',
      authScopes: { may: 'manageMembers' },
      unauthorizedResolver: () => null,
      resolve: ({ id: organizationId }, args, context, info) =>
        pageOf({
          order: NEWEST_FIRST,
          args,
          context,
          info,
          count: () =>
            context.app.prisma.invitation.count({ where: { organizationId, ...invitationState(context.app.clock()) } }),
          find: ({ where, query }) =>
            context.app.prisma.invitation.findMany({
              ...query,
              where: { AND: [{ organizationId, ...invitationState(context.app.clock()) }, where] },
            }),
        }),
    },
    connectionOf(InvitationNode, { isCounted: true }),
  ),
)

const OfferedInvitation = builder.objectRef<Invitation & { organization: Organization }>('InvitationOffer').implement({
  description: 'The offer of an invitation, for anyone with its link.',
  fields: (t) => ({
    organizationName: t.string({
      description: 'The name of the organization.',
      resolve: ({ organization }) => organization.name,
    }),
    role: t.field({ type: RoleEnum, description: 'The role that the new member gets.', resolve: ({ role }) => role }),
    email: t.exposeString('email', {
      nullable: true,
      description: 'The email address of the invited person; null: anyone with the link may accept.',
    }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'The time at which it expires, in UTC.' }),
  }),
})

builder.queryField('invitation', (t) =>
  t.field({
    type: OfferedInvitation,
    nullable: true,
    description:
      'The offer of the invitation with this secret; null if it does not exist or has ended. For anyone with the link.',
    authScopes: { anybody: true },
    args: {
      invitationSecret: t.arg.string({ required: true, description: 'The secret from the link of the invitation.' }),
    },
    resolve: async (_root, { invitationSecret }, { app }) => {
      const invitation = await findInvitation(app, invitationSecret)
      if (isRefusal(invitation)) return null
      const { organizationId: id } = invitation
      return { ...invitation, organization: await app.prisma.organization.findUniqueOrThrow({ where: { id } }) }
    },
  }),
)

export function memberSuccess(name: string) {
  return builder.objectRef<MemberAnswer>(name).implement({
    description: 'The change was made.',
    fields: (t) => ({
      member: t.prismaField({
        type: MemberNode,
        nullable: true,
        description: 'The member after the change. Null only with an error.',
        resolve: (query, { member: { organizationId, id } }, _args, { app }) =>
          app.prisma.member.findUnique({ ...query, where: { organizationId_id: { organizationId, id } } }),
      }),
    }),
  })
}

const AddMemberSuccess = builder.objectRef<AddedMember>('AddMemberSuccess').implement({
  description: 'The member was added, or an `upsert` has found and changed them.',
  fields: (t) => ({
    member: t.prismaField({
      type: MemberNode,
      nullable: true,
      description: 'The member after the change. Null only with an error.',
      resolve: (query, { member: { organizationId, id } }, _args, { app }) =>
        app.prisma.member.findUnique({ ...query, where: { organizationId_id: { organizationId, id } } }),
    }),
    created: t.exposeBoolean('created', {
      description: 'True if the member was added; false if an `upsert` found them.',
    }),
  }),
})

const AcceptInvitationSuccess = builder.objectRef<MemberAnswer>('AcceptInvitationSuccess').implement({
  description: 'The invitation was accepted. The fields below are resolved as the new member.',
  fields: (t) => ({
    organization: t.prismaField({
      type: OrganizationNode,
      nullable: true,
      description:
        'The organization to go on with: name its `id` in the header `x-organization`. Null only with an error.',
      resolve: (query, { member: { organizationId: id } }, _args, { app }) =>
        app.prisma.organization.findUnique({ ...query, where: { id } }),
    }),
    member: t.prismaField({
      type: MemberNode,
      nullable: true,
      description: 'The person, as a member of the organization. Null only with an error.',
      resolve: (query, { member: { organizationId, id } }, _args, { app }) =>
        app.prisma.member.findUnique({ ...query, where: { organizationId_id: { organizationId, id } } }),
    }),
  }),
})

const DeclineInvitationSuccess = builder.objectRef<{ invitation: Invitation }>('DeclineInvitationSuccess').implement({
  description: 'The invitation was declined.',
  fields: (t) => ({
    invitationId: t.id({
      description: 'The id of the invitation.',
      resolve: ({ invitation }) => encodeGlobalId('Invitation', tenantId(invitation)),
    }),
  }),
})

const RevokeInvitationSuccess = builder.objectRef<{ invitation: Invitation }>('RevokeInvitationSuccess').implement({
  description: 'The invitation was revoked.',
  fields: (t) => ({
    invitation: t.field({
      type: InvitationNode,
      description: 'The invitation that was revoked.',
      resolve: ({ invitation }) => invitation,
    }),
  }),
})

const RevokeInvitationInput = builder.inputType('RevokeInvitationInput', {
  description: 'An invitation to revoke.',
  fields: (t) => ({
    invitationId: t.globalID({ for: InvitationNode, required: true, description: 'The invitation to revoke.' }),
  }),
})

/** The link of an invitation carries its secret. */
function linkInput(name: string, description: string) {
  return builder.inputType(name, {
    description,
    fields: (t) => ({
      invitationSecret: t.string({ required: true, description: 'The secret from the link of the invitation.' }),
    }),
  })
}

const AddMemberInput = builder.inputType('AddMemberInput', {
  description: 'A member to add.',
  fields: (t) => ({
    organizationId: t.globalID({
      for: OrganizationNode,
      required: true,
      description: 'The organization that the member joins.',
    }),
    name: t.string({ required: true, description: 'The name, for people to read; 1 to 200 characters.' }),
    role: t.field({ type: RoleEnum, required: true, description: 'The role of the member.' }),
    subject: t.string({
      description:
        'The identity that signs in as this member, for a platform with its own tokens: the issuer, `#` and the claim `sub`. Null: nobody signs in as this member.',
    }),
    externalId: t.string({
      description:
        'The platform’s own id of the member, 1 to 255 characters, by which `member(externalId:)` finds it. If another member has it, also a removed one, the request is refused with EXTERNAL_ID_TAKEN, unless it is an `upsert`. Null: none.',
    }),
    metadata: t.field(metadataField),
    upsert: t.boolean({
      required: true,
      defaultValue: false,
      description:
        'True: if there is a member with this `externalId`, which is required, they get this name and this role, this subject unless it is null, and this metadata as by `updateLabels`. A member who was removed is refused with ENDED.',
    }),
  }),
})

const LinkMemberInput = builder.inputType('LinkMemberInput', {
  description: 'The identity that signs in as a member.',
  fields: (t) => ({
    memberId: t.globalID({ for: MemberNode, required: true, description: 'The id of the member.' }),
    subject: t.string({
      description: 'The identity: the issuer, `#` and the claim `sub`. Null: nobody signs in as the member.',
    }),
  }),
})

const UpdateMemberRoleInput = builder.inputType('UpdateMemberRoleInput', {
  description: 'A member, and the new role.',
  fields: (t) => ({
    memberId: t.globalID({ for: MemberNode, required: true, description: 'The id of the member.' }),
    role: t.field({ type: RoleEnum, required: true, description: 'The new role of the member.' }),
  }),
})

const CreateInvitationInput = builder.inputType('CreateInvitationInput', {
  description: 'A person to invite.',
  fields: (t) => ({
    organizationId: t.globalID({
      for: OrganizationNode,
      description: 'The organization. Required for the operator; others may leave it out.',
    }),
    email: t.string({
      description: 'The email address of the invited person. Null: anyone with the link may accept.',
    }),
    role: t.field({ type: RoleEnum, required: true, description: 'The role that the new member gets.' }),
    validDays: t.int({
      required: true,
      defaultValue: 7,
      description: 'The time for which the link can be used, 1 to 90 days.',
    }),
    externalId: t.string({
      description:
        'For the operator: the external id that the new member gets. If another member has it by then, the invitation can’t be accepted. Null: none.',
    }),
    metadata: t.field({
      type: 'Metadata',
      description: 'For the operator: the metadata that the new member gets. Null: none.',
    }),
  }),
})

const CreateInvitationSuccess = builder.objectRef<NewlyInvited>('CreateInvitationSuccess').implement({
  description: 'The change was made.',
  fields: (t) => ({
    invitation: t.field({ type: InvitationNode, description: 'The invitation.', resolve: (made) => made.invitation }),
    secret: t.exposeString('secret', {
      description:
        'The secret of the invitation, for a link to the platform’s own frontend. It is shown only once and not stored.',
    }),
    url: t.string({
      nullable: true,
      description:
        'A link to Holdfast’s own page, where the invited person signs in and accepts; null if people don’t sign in to this Holdfast. It is shown only once, because it contains the secret.',
      resolve: ({ secret }, _args, { app }) => invitationUrl(app, secret),
    }),
    mailed: t.exposeBoolean('mailed', {
      description:
        'True: the link is sent to the person by mail. False: the platform gives it to them, because mail is off, nobody signs in to this Holdfast, or the invitation is for no address.',
    }),
  }),
})

builder.mutationFields((t) => ({
  addMember: t.field({
    type: resultType('AddMemberResult', AddMemberSuccess, [
      InvalidInputError,
      NotFoundError,
      AlreadyMemberError,
      SeatsExceededError,
      LimitReachedError,
      ExternalIdTakenError,
      LastOwnerError,
      OwnersOnlyError,
    ]),
    description:
      'Adds a member without an invitation, as a platform does for people it knows. With `upsert`, the member who has the external id is changed instead, if there is one. For the operator.',
    authScopes: { platform: 'ORGANIZATIONS' },
    args: { input: t.arg({ type: AddMemberInput, required: true }) },
    resolve: (_root, { input: { organizationId, ...input } }, context) =>
      addMember(context.app, { ...input, organizationId: organizationId.id }, callerOf(context)),
  }),
  linkMember: t.field({
    type: resultType('LinkMemberResult', memberSuccess('LinkMemberSuccess'), [
      InvalidInputError,
      NotFoundError,
      AlreadyMemberError,
    ]),
    description: 'Sets which person signs in as this member. For the operator.',
    authScopes: { platform: 'ORGANIZATIONS' },
    args: { input: t.arg({ type: LinkMemberInput, required: true }) },
    resolve: (_root, { input: { memberId, subject } }, { app }) => {
      const { organizationId, id } = splitTenantId<MemberId>(memberId.id)
      return linkMember(app, { organizationId, memberId: id, subject: subject ?? null })
    },
  }),
  updateMemberRole: t.field({
    type: resultType('UpdateMemberRoleResult', memberSuccess('UpdateMemberRoleSuccess'), [
      InvalidInputError,
      NotFoundError,
      LastOwnerError,
      OwnersOnlyError,
      LimitedKeyError,
    ]),
    description: 'Gives a member another role, which applies within a second on every process. For an OWNER or ADMIN.',
    authScopes: { may: 'manageMembers' },
    args: { input: t.arg({ type: UpdateMemberRoleInput, required: true }) },
    resolve: (_root, { input: { memberId, role } }, context) => {
      const caller = callerOf(context)
      const { organizationId, id } = splitTenantId<MemberId>(memberId.id)
      if (!canSee(caller, organizationId)) return notFound('member')
      return updateMemberRole(context.app, { organizationId, memberId: id, role }, caller)
    },
  }),
}))

builder.mutationFields((t) => ({
  createInvitation: t.field({
    type: resultType('CreateInvitationResult', CreateInvitationSuccess, [
      InvalidInputError,
      NotFoundError,
      OwnersOnlyError,
      LimitedKeyError,
      SeatsExceededError,
      LimitReachedError,
      ExternalIdTakenError,
    ]),
    description: 'Invites somebody by a link. For an OWNER or ADMIN.',
    authScopes: { may: 'manageMembers' },
    args: { input: t.arg({ type: CreateInvitationInput, required: true }) },
    resolve: (_root, { input: { organizationId: named, ...input } }, context) => {
      const organizationId = organizationIdFor(context, named)
      if (organizationId === null) return notFound('organization')
      return createInvitation(context.app, { ...input, organizationId }, callerOf(context))
    },
  }),
  revokeInvitation: t.field({
    type: resultType('RevokeInvitationResult', RevokeInvitationSuccess, [NotFoundError, InvitationEndedError]),
    description: 'Revokes an invitation: its link can’t be used any more. For an OWNER or ADMIN.',
    authScopes: { may: 'manageMembers' },
    args: { input: t.arg({ type: RevokeInvitationInput, required: true }) },
    resolve: (_root, { input: { invitationId } }, context) => {
      const { organizationId, id } = splitTenantId(invitationId.id)
      if (!canSee(callerOf(context), organizationId)) return notFound('invitation')
      return revokeInvitation(context.app, { organizationId, invitationId: id })
    },
  }),
  acceptInvitation: t.field({
    type: resultType('AcceptInvitationResult', AcceptInvitationSuccess, [
      NotFoundError,
      InvitationEndedError,
      InvitationAddressError,
      SignInRequirementError,
      AlreadyMemberError,
      SeatsExceededError,
      LimitReachedError,
      ExternalIdTakenError,
    ]),
    description:
      'Makes the signed-in person who has the link a member. It must be the only field of its operation (BAD_USER_INPUT otherwise), because its selection is answered to the new member. Refused with SIGN_IN_REQUIREMENT if the session does not meet the requirement of the organization.',
    authScopes: { person: true },
    args: {
      input: t.arg({ type: linkInput('AcceptInvitationInput', 'An invitation to accept.'), required: true }),
    },
    resolve: async (_root, { input: { invitationSecret } }, context, info) => {
      assertAlone(info)
      const person = personOf(context)
      const accepted = await acceptInvitation(context.app, invitationSecret, person)
      if (isRefusal(accepted)) return accepted
      const member = await context.app.access.memberOf(person, accepted.member.organizationId)
      if (member) goOnAs(context, member)
      return accepted
    },
  }),
  declineInvitation: t.field({
    type: resultType('DeclineInvitationResult', DeclineInvitationSuccess, [NotFoundError, InvitationEndedError]),
    description: 'Declines an invitation. For anyone with the link.',
    authScopes: { anybody: true },
    args: {
      input: t.arg({ type: linkInput('DeclineInvitationInput', 'An invitation to decline.'), required: true }),
    },
    resolve: (_root, { input: { invitationSecret } }, { app }) => declineInvitation(app, invitationSecret),
  }),
}))
