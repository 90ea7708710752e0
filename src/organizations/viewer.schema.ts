// The caller of a request: their part of the API.

import { type Caller, hasScope, operatorIn, type Person, PLATFORM_SCOPES } from '../access/roles.ts'
import { PlatformScope, type Role, Scope, type SignInRequirement } from '../database/generated/client/client.ts'
import { builder } from '../graphql/builder.ts'
import { encodeGlobalId } from '../graphql/ids.ts'
import { findOrganization } from './find.ts'
import { isWholeRow, MemberNode, OrganizationNode, RoleEnum, ScopeEnum } from './schema.ts'

interface Membership {
  readonly organizationId: string
  readonly name: string
  readonly role: Role
  readonly signIn: SignInRequirement
  readonly person: Person
}

export const MembershipType = builder.objectRef<Membership>('Membership').implement({
  description: 'An organization that the person who has signed in may choose.',
  fields: (t) => ({
    organizationId: t.id({
      description: 'The id of the organization, for the header `x-organization`.',
      resolve: ({ organizationId }) => encodeGlobalId('Organization', organizationId),
    }),
    organizationName: t.exposeString('name', { description: 'The name of the organization.' }),
    role: t.field({
      type: RoleEnum,
      description: 'The role of the person in the organization.',
      resolve: ({ role }) => role,
    }),
  }),
})

export const PersonType = builder.objectRef<Person>('Person').implement({
  description: 'Somebody who has signed in.',
  fields: (t) => ({
    subject: t.exposeString('subject', { description: 'The identity of the person, the same in every organization.' }),
    name: t.exposeString('name', { description: 'The name, for people to read.' }),
    email: t.exposeString('email', {
      nullable: true,
      description: 'The email address of the person; null if it is unknown.',
    }),
    memberships: t.field({
      type: [MembershipType],
      description: 'The memberships of the person: one for each organization.',
      resolve: async (person, _args, { app }) => {
        const memberships = await app.access.membershipsOf(person)
        const ids = memberships.map(({ organizationId }) => organizationId)
        const organizations = await app.prisma.organization.findMany({ where: { id: { in: ids } } })
        const names = new Map(organizations.map(({ id, name }) => [id, name]))
        return memberships.map(({ organizationId, role, signIn }) => ({
          organizationId,
          name: names.get(organizationId) ?? '',
          role,
          signIn,
          person,
        }))
      },
    }),
  }),
})

export const PlatformScopeEnum = builder.enumType('PlatformScope', {
  description: 'The scopes of a platform key, which works in every organization.',
  values: {
    READ: { value: PlatformScope.READ, description: `${PLATFORM_SCOPES.READ}.` },
    SUBMIT: { value: PlatformScope.SUBMIT, description: `${PLATFORM_SCOPES.SUBMIT}.` },
    SETTLE: { value: PlatformScope.SETTLE, description: `${PLATFORM_SCOPES.SETTLE}.` },
    GRANT: { value: PlatformScope.GRANT, description: `${PLATFORM_SCOPES.GRANT}.` },
    CATALOGUE: { value: PlatformScope.CATALOGUE, description: `${PLATFORM_SCOPES.CATALOGUE}.` },
    ORGANIZATIONS: { value: PlatformScope.ORGANIZATIONS, description: `${PLATFORM_SCOPES.ORGANIZATIONS}.` },
    KEYS: { value: PlatformScope.KEYS, description: `${PLATFORM_SCOPES.KEYS}.` },
  },
})

export const Viewer = builder.objectRef<Caller>('Viewer').implement({
  description: 'The caller of a request.',
  fields: (t) => ({
    isOperator: t.boolean({ description: 'True for the platform’s own key.', resolve: (c) => c.kind === 'operator' }),
    organization: t.prismaField({
      type: OrganizationNode,
      nullable: true,
      description:
        'The organization that requests are about if they name none; null for the operator, and for a person who has not chosen one.',
      resolve: (query, caller, _args, { app }) =>
        caller.kind !== 'tenant'
          ? null
          : isWholeRow(query)
            ? findOrganization(app, caller.organizationId)
            : app.prisma.organization.findUnique({ ...query, where: { id: caller.organizationId } }),
    }),
    member: t.prismaField({
      type: MemberNode,
      nullable: true,
      description:
        'The caller as a member; null for the operator, for an organization’s own key, and for a person who has not chosen an organization.',
      resolve: (query, caller, _args, { app }) =>
        caller.kind === 'tenant' && caller.memberId
          ? app.prisma.member.findUnique({
              ...query,
              where: { organizationId_id: { organizationId: caller.organizationId, id: caller.memberId } },
            })
          : null,
    }),
    person: t.field({
      type: PersonType,
      nullable: true,
      description: 'The person that has signed in; null for API keys.',
      resolve: (caller) => (caller.kind === 'person' ? caller : caller.kind === 'tenant' ? caller.person : null),
    }),
    scopes: t.field({
      type: [ScopeEnum],
      description:
        'The scopes of the credentials, as far as the role allows them. Of a platform key, those that it includes.',
      resolve: (caller) =>
        caller.kind === 'tenant'
          ? caller.scopes
          : caller.kind === 'operator'
            ? Object.values(Scope).filter((scope) => hasScope(caller, scope))
            : [],
    }),
    platformScopes: t.field({
      type: [PlatformScopeEnum],
      description: 'The scopes of the platform key of the request or session; empty for other callers.',
      resolve: (caller) => operatorIn(caller)?.platformScopes ?? [],
    }),
    platformKeyName: t.string({
      nullable: true,
      description:
        'The name of the platform key of the request or session, also in an organization that it has opened; null for other callers.',
      resolve: (caller) => operatorIn(caller)?.name ?? null,
    }),
    isReadOnly: t.boolean({
      description: 'True for an operator who has opened an organization: every mutation is refused with FORBIDDEN.',
      resolve: (caller) => caller.kind === 'tenant' && caller.openedBy !== null,
    }),
    expiresAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the key, the token or the session of the caller ends, in UTC; null: it does not expire.',
      resolve: ({ expiresAt }) => expiresAt,
    }),
  }),
})

builder.queryField('viewer', (t) =>
  t.field({
    type: Viewer,
    nullable: true,
    description: 'The caller of the request; null without valid credentials.',
    authScopes: { anybody: true },
    resolve: (_root, _args, { caller }) => caller,
  }),
)
