// Mails: their part of the API. Members who manage members list them, and each member chooses the kinds that they get.

import { canSee } from '../access/roles.ts'
import { type MailKind, MailStatus, type Prisma } from '../database/generated/client/client.ts'
import { builder } from '../graphql/builder.ts'
import { connectionOf } from '../graphql/connections.ts'
import { callerOf } from '../graphql/context.ts'
import { InvalidInputError, NotFoundError, resultType } from '../graphql/errors.ts'
import { tenantId } from '../graphql/ids.ts'
import { NEWEST_FIRST, pageOf } from '../graphql/pages.ts'
import { KINDS, MAIL_KINDS } from '../mail/kinds.ts'
import { choicesOf, choose, type MailChoice } from '../mail/preferences.ts'
import { MemberNode, OrganizationNode, whereVisibleTo } from '../organizations/schema.ts'
import { Viewer } from '../organizations/viewer.schema.ts'
import type { Missing } from '../refusals.ts'

const roleNames = new Intl.ListFormat('en', { type: 'conjunction' })

function describe(kind: MailKind): string {
  const { about, roles, canEnd, byDefault } = KINDS[kind]
  if (!canEnd) return `${about}. It can’t be ended.`
  const usual = byDefault ? '' : ', if they ask for it'
  return `${about}. For every ${roleNames.format(roles)}${usual}.`
}

const MailKindEnum = builder.enumType('MailKind', {
  description:
    'The kinds of mails, each with the roles that get it: members of these roles who sign in here with a verified address.',
  values: Object.fromEntries(MAIL_KINDS.map((kind) => [kind, { value: kind, description: describe(kind) }])) as Record<
    MailKind,
    { value: MailKind; description: string }
  >,
})

const MailStatusEnum = builder.enumType('MailStatus', {
  description: 'The states of a mail.',
  values: {
    PENDING: {
      value: MailStatus.PENDING,
      description: 'The mail waits, or is tried again and again for a day and a half.',
    },
    SENT: { value: MailStatus.SENT, description: 'The mail server has accepted the mail.' },
    FAILED: {
      value: MailStatus.FAILED,
      description: 'The mail server refused the mail, or took it at no attempt. It is not sent again.',
    },
    DISCARDED: {
      value: MailStatus.DISCARDED,
      description:
        'The mail was no longer wanted, or no longer of use, before it could be sent. It is not sent; `error` gives the reason.',
    },
  },
})

const MailNode = builder.prismaNode('Mail', {
  nullable: true,
  description:
    'One mail to one person, without its text, which may carry a link for that person alone. Visible to callers who may manage members.',
  id: { resolve: tenantId },
  findUnique: whereVisibleTo('manageMembers'),
  authScopes: ({ organizationId }, { caller }) => canSee(caller, organizationId),
  fields: (t) => ({
    kind: t.field({ type: MailKindEnum, description: 'The kind of the mail.', resolve: ({ kind }) => kind }),
    address: t.exposeString('address', { description: 'The email address that it goes to.' }),
    member: t.prismaField({
      type: MemberNode,
      nullable: true,
      description: 'The member who gets it; null: it goes to somebody who is not a member, such as an invited person.',
      resolve: (query, { organizationId, memberId: id }, _args, { app }) =>
        id === null
          ? null
          : app.prisma.member.findUnique({ ...query, where: { organizationId_id: { organizationId, id } } }),
    }),
    subject: t.exposeString('subject', { description: 'The subject of the mail.' }),
    status: t.field({ type: MailStatusEnum, description: 'The state of the mail.', resolve: ({ status }) => status }),
    attempts: t.exposeInt('attempts', { description: 'The number of attempts to send it, up to 15.' }),
    error: t.exposeString('error', {
      nullable: true,
      description:
        'The reason why the last attempt failed, or why it was discarded, one of a few sentences; null if neither happened.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'The time of its creation, in UTC.' }),
    endedAt: t.expose('endedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'The time at which it was sent, given up or discarded, in UTC; null: it is pending.',
    }),
  }),
})

const MailFilter = builder.inputType('MailFilter', {
  description: 'The conditions that a mail must meet; absent ones do not restrict it.',
  fields: (t) => ({
    kind: t.field({ type: MailKindEnum, description: 'Lists only mails of this kind.' }),
    status: t.field({ type: MailStatusEnum, description: 'Lists only mails in this state.' }),
  }),
})

builder.prismaObjectField(OrganizationNode, 'mails', (t) =>
  t.connection(
    {
      type: MailNode,
      nullable: true,
      description:
        'The mails about the organization, newest first. Each is kept for 30 days after it has ended. Null to callers who may not manage members.',
      authScopes: { may: 'manageMembers' },
      unauthorizedResolver: () => null,
      args: { filter: t.arg({ type: MailFilter, description: 'Restricts the list. Null: all are listed.' }) },
      resolve: ({ id: organizationId }, { filter, ...args }, context, info) => {
        const wanted: Prisma.MailWhereInput = {
          organizationId,
          kind: filter?.kind ?? undefined,
          status: filter?.status ?? undefined,
        }
        return pageOf({
          order: NEWEST_FIRST,
          args,
          context,
          info,
          find: ({ where, query }) => context.app.prisma.mail.findMany({ ...query, where: { AND: [wanted, where] } }),
        })
      },
    },
    connectionOf(MailNode),
  ),
)

const MailPreferenceType = builder.objectRef<MailChoice>('MailPreference').implement({
  description: 'The choice of a member about mails of one kind, which can be ended.',
  fields: (t) => ({
    kind: t.field({ type: MailKindEnum, description: 'The kind of the mails.', resolve: ({ kind }) => kind }),
    wanted: t.exposeBoolean('wanted', {
      description:
        'True: the member gets them, if they have a role that does, or if the mail is about their own wallet or budget.',
    }),
  }),
})

builder.objectField(Viewer, 'mailPreferences', (t) =>
  t.field({
    type: [MailPreferenceType],
    nullable: true,
    description:
      'The choices of the caller as a member, one for each kind of mails that can be ended; null if the caller is not a member.',
    resolve: (caller, _args, { app }) =>
      caller.kind === 'tenant' && caller.memberId !== null
        ? choicesOf(app, { organizationId: caller.organizationId, memberId: caller.memberId })
        : null,
  }),
)

const SetMailPreferenceInput = builder.inputType('SetMailPreferenceInput', {
  description: 'A kind of mails, and whether the caller wants them.',
  fields: (t) => ({
    kind: t.field({
      type: MailKindEnum,
      required: true,
      description: 'The kind. One that can’t be ended is refused with INVALID_INPUT.',
    }),
    wanted: t.boolean({ required: true, description: 'True: the caller wants them. False: the caller gets none.' }),
  }),
})

const SetMailPreferenceSuccess = builder.objectRef<MailChoice>('SetMailPreferenceSuccess').implement({
  description: 'The change was made.',
  fields: (t) => ({
    mailPreference: t.field({
      type: MailPreferenceType,
      description: 'The preference after the change.',
      resolve: (choice) => choice,
    }),
  }),
})

function toNobody(): Missing {
  const message = 'Mails go to members, and this key belongs to none. Send the key of a member, or sign in as one.'
  return { code: 'NOT_FOUND', message }
}

builder.mutationField('setMailPreference', (t) =>
  t.field({
    type: resultType('SetMailPreferenceResult', SetMailPreferenceSuccess, [InvalidInputError, NotFoundError]),
    description:
      'Chooses whether the caller, as a member, gets mails of a kind. Mails that wait are discarded when their turn comes. Refused with NOT_FOUND for a key that belongs to no member.',
    authScopes: { may: 'chooseMails' },
    args: { input: t.arg({ type: SetMailPreferenceInput, required: true }) },
    resolve: (_root, { input: { kind, wanted } }, context) => {
      const caller = callerOf(context)
      if (caller.kind !== 'tenant' || caller.memberId === null) return toNobody()
      const { organizationId, memberId } = caller
      return choose(context.app, { organizationId, memberId, kind, wanted })
    },
  }),
)
