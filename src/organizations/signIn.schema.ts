// Requirements of organizations for sessions, and second factors: their part of the API.

import { lackedBy } from '../access/access.ts'
import { userIdOf } from '../access/subject.ts'
import { SignInRequirement } from '../database/generated/client/client.ts'
import { builder } from '../graphql/builder.ts'
import { callerOf, organizationIdFor } from '../graphql/context.ts'
import { InvalidInputError, NotFoundError, refusalType, resultType } from '../graphql/errors.ts'
import { notFound } from '../refusals.ts'
import { MemberNode, OrganizationNode, organizationField } from './schema.ts'
import type { SignInRequired } from './sessions.ts'
import { type RemovedSecondFactor, removeSecondFactor, type SetRequirement, setSignInRequirement } from './signIn.ts'
import { MembershipType, PersonType } from './viewer.schema.ts'

const SignInRequirementEnum = builder.enumType('SignInRequirement', {
  description: 'The requirements of an organization for the sessions of its members. API keys need none of them.',
  values: {
    NONE: { value: SignInRequirement.NONE, description: 'Every session will do.' },
    TWO_FACTOR: {
      value: SignInRequirement.TWO_FACTOR,
      description:
        'A session that a password alone began will not do. One will do that a password and a second factor began, or an issuer, who asks for the factors that it wants; so will a token of the platform’s own issuer.',
    },
    ISSUER: {
      value: SignInRequirement.ISSUER,
      description: 'Only a session will do that the organization’s own issuer began: `Organization.issuer`.',
    },
  },
})

builder.prismaObjectField(OrganizationNode, 'signInRequirement', (t) =>
  t.field({
    type: SignInRequirementEnum,
    description: 'The requirement of the organization for the sessions of its members; NONE by default.',
    resolve: ({ signIn }) => signIn,
  }),
)

builder.prismaObjectField(MemberNode, 'hasSecondFactor', (t) =>
  t.boolean({
    nullable: true,
    description:
      'True: the person signs in with a password and a second factor. False: they have set up none. Null: nobody signs in here as this member, or with a token of the platform’s own issuer; and for callers that may not manage members.',
    authScopes: { may: 'manageMembers' },
    unauthorizedResolver: () => null,
    resolve: async ({ subject }, _args, { app }) => {
      const id = subject === null ? null : userIdOf(subject)
      if (id === null) return null
      const user = await app.prisma.user.findUnique({ where: { id }, select: { twoFactorEnabled: true } })
      return user?.twoFactorEnabled ?? null
    },
  }),
)

builder.objectField(PersonType, 'isPasswordAlone', (t) =>
  t.exposeBoolean('isPasswordAlone', {
    description:
      'True: a password alone began this session. False: a second factor, an issuer or a token is behind it too.',
  }),
)

builder.objectField(MembershipType, 'lacks', (t) =>
  t.field({
    type: SignInRequirementEnum,
    nullable: true,
    description:
      'The requirement of the organization that this session does not meet: requests about the organization are refused with SIGN_IN_REQUIREMENT. Null: it meets all.',
    resolve: ({ person, organizationId, signIn }) => lackedBy(person, organizationId, signIn),
  }),
)

export const SignInRequirementError = refusalType<SignInRequired>('SIGN_IN_REQUIREMENT')

const SetSignInRequirementInput = builder.inputType('SetSignInRequirementInput', {
  description: 'An organization, and its requirement for the sessions of its members.',
  fields: (t) => ({
    organizationId: t.globalID({ for: OrganizationNode, ...organizationField }),
    requirement: t.field({ type: SignInRequirementEnum, required: true, description: 'The requirement from now on.' }),
  }),
})

const SetSignInRequirementSuccess = builder.objectRef<SetRequirement>('SetSignInRequirementSuccess').implement({
  description: 'The requirement is in force.',
  fields: (t) => ({
    organization: t.prismaField({
      type: OrganizationNode,
      description: 'The organization.',
      resolve: (query, { organization: { id } }, _args, { app }) =>
        app.prisma.organization.findUniqueOrThrow({ ...query, where: { id } }),
    }),
  }),
})

const RemoveSecondFactorInput = builder.inputType('RemoveSecondFactorInput', {
  description: 'A person who has lost their second factor.',
  fields: (t) => ({
    subject: t.string({ required: true, description: 'The person, as `Member.subject` has them: `user:` and an id.' }),
    reason: t.string({
      required: true,
      description: 'The reason, for the audit log, such as how the person was identified; 1 to 500 characters.',
    }),
  }),
})

const RemoveSecondFactorSuccess = builder.objectRef<RemovedSecondFactor>('RemoveSecondFactorSuccess').implement({
  description: 'The second factor was removed, and the sessions of the person have ended.',
  fields: (t) => ({ subject: t.exposeString('subject', { description: 'The person, as `Member.subject` has them.' }) }),
})

builder.mutationFields((t) => ({
  setSignInRequirement: t.field({
    type: resultType('SetSignInRequirementResult', SetSignInRequirementSuccess, [
      NotFoundError,
      SignInRequirementError,
    ]),
    description:
      'Sets the requirement of an organization for the sessions of its members, at once: requests and streams of a session that does not meet it are refused from then on, until the person signs in so. Refused with SIGN_IN_REQUIREMENT if the caller’s own session does not meet it, or if it is ISSUER and the organization has no issuer with a verified domain. API keys go on. For an OWNER, and the operator.',
    authScopes: { may: 'manageSignIn' },
    args: { input: t.arg({ type: SetSignInRequirementInput, required: true }) },
    resolve: (_root, { input: { organizationId: named, requirement } }, context) => {
      const organizationId = organizationIdFor(context, named)
      if (organizationId === null) return notFound('organization')
      return setSignInRequirement(context.app, { organizationId, requirement }, callerOf(context))
    },
  }),
  removeSecondFactor: t.field({
    type: resultType('RemoveSecondFactorResult', RemoveSecondFactorSuccess, [InvalidInputError, NotFoundError]),
    description:
      'Removes the second factor of a person who has lost their app and their backup codes: the password alone signs them in again. Their sessions end, and a mail tells them. Refused with NOT_FOUND if they have none. For the operator, who makes sure who asks for it.',
    authScopes: { platform: 'ORGANIZATIONS' },
    args: { input: t.arg({ type: RemoveSecondFactorInput, required: true }) },
    resolve: (_root, { input }, { app }) => removeSecondFactor(app, input),
  }),
}))
