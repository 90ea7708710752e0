// The OpenID Connect issuer of an organization: its part of the API.

import { providerIdOf } from '../access/oidc.ts'
import type { IssuerDomain } from '../database/generated/client/client.ts'
import { builder } from '../graphql/builder.ts'
import { callerOf, organizationIdFor } from '../graphql/context.ts'
import { InvalidInputError, NotFoundError, refusalType, resultType } from '../graphql/errors.ts'
import type { OrganizationId } from '../ids.ts'
import { notFound } from '../refusals.ts'
import {
  type DomainNotVerified,
  type IssuerWithDomains,
  issuerOf,
  recordNameOf,
  removeOrganizationIssuer,
  type SetIssuer,
  setOrganizationIssuer,
  verifyIssuerDomain,
} from './issuers.ts'
import { OrganizationNode, organizationField, RoleEnum } from './schema.ts'
import { SignInRequirementError } from './signIn.schema.ts'

const IssuerDomainType = builder.objectRef<IssuerDomain>('IssuerDomain').implement({
  description: 'A domain of which the issuer of an organization says whose an address is, once it is verified.',
  fields: (t) => ({
    domain: t.exposeString('domain', { description: 'The domain, in lower case.' }),
    recordName: t.string({
      description: 'The name of the TXT record that verifies the domain.',
      resolve: ({ domain }) => recordNameOf(domain),
    }),
    recordText: t.exposeString('record', {
      description: 'The text of that record. It can go once the domain is verified.',
    }),
    verifiedAt: t.expose('verifiedAt', {
      type: 'DateTime',
      nullable: true,
      description:
        'The time at which the domain was verified, in UTC; null: it is not, and nobody signs in with it yet.',
    }),
  }),
})

const OrganizationIssuerType = builder.objectRef<IssuerWithDomains>('OrganizationIssuer').implement({
  description: 'The OpenID Connect issuer of an organization, without the client secret, which is never shown.',
  fields: (t) => ({
    issuer: t.exposeString('issuer', { description: 'The URL of the issuer.' }),
    clientId: t.exposeString('clientId', { description: 'The id that Holdfast has as a client of the issuer.' }),
    redirectUrl: t.string({
      nullable: true,
      description:
        'The URL that the issuer has to know as a redirect URL of the client; null: nobody signs in here, because sessions are off.',
      resolve: ({ organizationId }, _args, { app }) =>
        app.signInUrl && `${app.signInUrl}/callback/${providerIdOf(organizationId)}`,
    }),
    joinRole: t.field({
      type: RoleEnum,
      nullable: true,
      description:
        'The role with which people become members who sign in by the issuer for the first time; null: they become members by an invitation alone.',
      resolve: ({ joinRole }) => joinRole,
    }),
    domains: t.field({
      type: [IssuerDomainType],
      description: 'The domains, in alphabetical order.',
      resolve: ({ domains }) => [...domains],
    }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'The time of the last change, in UTC.' }),
  }),
})

builder.prismaObjectField(OrganizationNode, 'issuer', (t) =>
  t.field({
    type: OrganizationIssuerType,
    nullable: true,
    description:
      'The OpenID Connect issuer by which members may sign in; null: the organization has none, and for callers other than an OWNER and the operator.',
    authScopes: { may: 'manageSignIn' },
    unauthorizedResolver: () => null,
    resolve: ({ id }, _args, { app }) => issuerOf(app, id),
  }),
)

const SetOrganizationIssuerInput = builder.inputType('SetOrganizationIssuerInput', {
  description: 'The issuer of an organization, in the place of the one before.',
  fields: (t) => ({
    organizationId: t.globalID({ for: OrganizationNode, ...organizationField }),
    issuer: t.string({
      required: true,
      description:
        'The URL of the issuer, exactly as it calls itself, such as `https://login.example.com`; up to 500 characters. It is asked for its discovery document at once, and has to be on the public internet.',
    }),
    clientId: t.string({
      required: true,
      description: 'The id that the issuer has given to Holdfast as a client; 1 to 500 characters.',
    }),
    clientSecret: t.string({
      description:
        'The secret of that client, up to 2,000 characters, which is kept encrypted. Null: the one before stays.',
    }),
    domains: t.stringList({
      required: true,
      description:
        'The domains of the addresses that people sign in with, 1 to 20, such as `example.com`. Those that were verified before stay so.',
    }),
    joinRole: t.field({
      type: RoleEnum,
      description:
        'ADMIN, BILLING, MEMBER or VIEWER: people who sign in by the issuer for the first time, with an address of a verified domain, become members with this role, as long as the plan has seats. Nobody who was removed comes back so, and an open invitation to the address comes first. Null: nobody becomes a member by signing in.',
    }),
  }),
})

const SetOrganizationIssuerSuccess = builder.objectRef<SetIssuer>('SetOrganizationIssuerSuccess').implement({
  description: 'The issuer is set.',
  fields: (t) => ({
    organizationIssuer: t.expose('organizationIssuer', {
      type: OrganizationIssuerType,
      description: 'The issuer, with the records that verify its domains.',
    }),
  }),
})

const DomainNotVerifiedError = refusalType<DomainNotVerified>('DOMAIN_NOT_VERIFIED')

const VerifyIssuerDomainInput = builder.inputType('VerifyIssuerDomainInput', {
  description: 'A domain of the issuer of an organization.',
  fields: (t) => ({
    organizationId: t.globalID({ for: OrganizationNode, ...organizationField }),
    domain: t.string({ required: true, description: 'The domain, such as `example.com`.' }),
  }),
})

const VerifyIssuerDomainSuccess = builder.objectRef<SetIssuer>('VerifyIssuerDomainSuccess').implement({
  description: 'The domain is verified.',
  fields: (t) => ({
    organizationIssuer: t.expose('organizationIssuer', {
      type: OrganizationIssuerType,
      description: 'The issuer with its domains.',
    }),
  }),
})

const RemoveOrganizationIssuerInput = builder.inputType('RemoveOrganizationIssuerInput', {
  description: 'An organization whose issuer is removed.',
  fields: (t) => ({ organizationId: t.globalID({ for: OrganizationNode, ...organizationField }) }),
})

const RemoveOrganizationIssuerSuccess = builder
  .objectRef<{ readonly organization: { readonly id: OrganizationId } }>('RemoveOrganizationIssuerSuccess')
  .implement({
    description: 'The issuer was removed, with its domains, and the sessions that it began have ended.',
    fields: (t) => ({
      organization: t.prismaField({
        type: OrganizationNode,
        description: 'The organization.',
        resolve: (query, { organization: { id } }, _args, { app }) =>
          app.prisma.organization.findUniqueOrThrow({ ...query, where: { id } }),
      }),
    }),
  })

builder.mutationFields((t) => ({
  setOrganizationIssuer: t.field({
    type: resultType('SetOrganizationIssuerResult', SetOrganizationIssuerSuccess, [InvalidInputError, NotFoundError]),
    description:
      'Sets the OpenID Connect issuer of an organization. People whose addresses are of its verified domains may then sign in by it, in this organization alone. New domains of an OWNER have to be verified (`verifyIssuerDomain`); those that the operator sets are verified at once. With another `issuer` or `clientId`, the sessions that the one before began end. For an OWNER, and the operator.',
    authScopes: { may: 'manageSignIn' },
    args: { input: t.arg({ type: SetOrganizationIssuerInput, required: true }) },
    resolve: (_root, { input: { organizationId: named, ...input } }, context) => {
      const organizationId = organizationIdFor(context, named)
      if (organizationId === null) return notFound('organization')
      const isPlatform = callerOf(context).kind === 'operator'
      return setOrganizationIssuer(context.app, { ...input, organizationId }, isPlatform)
    },
  }),
  verifyIssuerDomain: t.field({
    type: resultType('VerifyIssuerDomainResult', VerifyIssuerDomainSuccess, [NotFoundError, DomainNotVerifiedError]),
    description:
      'Verifies a domain by its TXT record in the DNS (`IssuerDomain.recordName`, `recordText`). Refused with DOMAIN_NOT_VERIFIED if there is no such record, or another organization has verified the domain. For an OWNER, and the operator.',
    authScopes: { may: 'manageSignIn' },
    args: { input: t.arg({ type: VerifyIssuerDomainInput, required: true }) },
    resolve: (_root, { input: { organizationId: named, domain } }, context) => {
      const organizationId = organizationIdFor(context, named)
      if (organizationId === null) return notFound('organization')
      return verifyIssuerDomain(context.app, { organizationId, domain })
    },
  }),
  removeOrganizationIssuer: t.field({
    type: resultType('RemoveOrganizationIssuerResult', RemoveOrganizationIssuerSuccess, [
      NotFoundError,
      SignInRequirementError,
    ]),
    description:
      'Removes the issuer of an organization, with its domains. Sessions that it began end. Refused with SIGN_IN_REQUIREMENT as long as the organization requires it. For an OWNER, and the operator.',
    authScopes: { may: 'manageSignIn' },
    args: { input: t.arg({ type: RemoveOrganizationIssuerInput, required: true }) },
    resolve: (_root, { input: { organizationId: named } }, context) => {
      const organizationId = organizationIdFor(context, named)
      if (organizationId === null) return notFound('organization')
      return removeOrganizationIssuer(context.app, organizationId)
    },
  }),
}))
