// The end of an organization, and of a membership: their part of the API.

import { canSee } from '../access/roles.ts'
import { Leaving } from '../database/generated/client/client.ts'
import { builder } from '../graphql/builder.ts'
import { callerOf, organizationIdFor } from '../graphql/context.ts'
import { InvalidInputError, NotFoundError, resultType } from '../graphql/errors.ts'
import { splitTenantId } from '../graphql/ids.ts'
import type { MemberId } from '../ids.ts'
import { OwnersOnlyError } from '../organizations/apiKeys.schema.ts'
import { LastOwnerError, memberSuccess } from '../organizations/members.schema.ts'
import { keyField, ORGANIZATION_ERRORS, organizationSuccess } from '../organizations/operations.schema.ts'
import { MemberNode, OrganizationNode, organizationField } from '../organizations/schema.ts'
import { notFound } from '../refusals.ts'
import { closeOrganization } from './closing.ts'
import { eraseMember } from './erasing.ts'
import { removeMember } from './leaving.ts'

const OpenTasksEnum = builder.enumType('OpenTasksPolicy', {
  description: 'The ways to handle the open tasks of a removed member.',
  values: {
    CANCEL: { value: Leaving.CANCEL_TASKS, description: 'The tasks are canceled, and their credits given back.' },
    FINISH: {
      value: Leaving.FINISH_TASKS,
      description: 'The tasks continue. Credits that they give back go to the pool.',
    },
  },
})

const RemoveMemberInput = builder.inputType('RemoveMemberInput', {
  description: 'A member to remove.',
  fields: (t) => ({
    memberId: t.globalID({ for: MemberNode, required: true, description: 'The id of the member.' }),
    openTasks: t.field({
      type: OpenTasksEnum,
      required: true,
      defaultValue: Leaving.CANCEL_TASKS,
      description: 'The way to handle the open tasks of the member.',
    }),
  }),
})

const EraseMemberInput = builder.inputType('EraseMemberInput', {
  description: 'A removed member to erase, and the reason.',
  fields: (t) => ({
    memberId: t.globalID({ for: MemberNode, required: true, description: 'The id of the member, who was removed.' }),
    reason: t.string({
      required: true,
      description: 'The reason, for the audit log; 1 to 500 characters. It must not name the person.',
    }),
  }),
})

const CloseOrganizationInput = builder.inputType('CloseOrganizationInput', {
  description: 'The organization to close, and the reason.',
  fields: (t) => ({
    organizationId: t.globalID({ for: OrganizationNode, ...organizationField }),
    reason: t.string({ required: true, description: 'The reason, for the audit log; 1 to 500 characters.' }),
    idempotencyKey: t.string(keyField),
  }),
})

builder.mutationFields((t) => ({
  removeMember: t.field({
    type: resultType('RemoveMemberResult', memberSuccess('RemoveMemberSuccess'), [
      InvalidInputError,
      NotFoundError,
      LastOwnerError,
      OwnersOnlyError,
    ]),
    description:
      'Removes a member: their keys, sessions and live streams end within a second, and the credits of their wallet go back to the pool. For an OWNER or ADMIN.',
    authScopes: { may: 'manageMembers' },
    args: { input: t.arg({ type: RemoveMemberInput, required: true }) },
    resolve: (_root, { input: { memberId, openTasks } }, context) => {
      const caller = callerOf(context)
      const { organizationId, id } = splitTenantId<MemberId>(memberId.id)
      if (!canSee(caller, organizationId)) return notFound('member')
      return removeMember(context.app, { organizationId, memberId: id, openTasks }, caller)
    },
  }),
  eraseMember: t.field({
    type: resultType('EraseMemberResult', memberSuccess('EraseMemberSuccess'), [
      InvalidInputError,
      NotFoundError,
      OwnersOnlyError,
    ]),
    description:
      'Erases a removed member for good: the name, the person and their address, their account if they are a member nowhere else, the inputs, results and files of their tasks, and their name in the audit log. Journals, sums and hashes stay as they are. Tasks that have not ended are erased when they end. For an OWNER or ADMIN; only an OWNER erases an OWNER.',
    authScopes: { may: 'manageMembers' },
    args: { input: t.arg({ type: EraseMemberInput, required: true }) },
    resolve: (_root, { input: { memberId, reason } }, context) => {
      const caller = callerOf(context)
      const { organizationId, id } = splitTenantId<MemberId>(memberId.id)
      if (!canSee(caller, organizationId)) return notFound('member')
      return eraseMember(context.app, { organizationId, memberId: id, reason }, caller)
    },
  }),
  closeOrganization: t.field({
    type: resultType('CloseOrganizationResult', organizationSuccess('CloseOrganizationSuccess'), ORGANIZATION_ERRORS),
    description:
      'Closes an organization for good: nobody can sign in, its subscription and its open tasks are canceled, its debts are paid from the credits it then has, and its other credits are revoked. Locked credits stay locked, and a debt that remains stays on record. The platform can still read it. For an OWNER.',
    authScopes: { may: 'closeOrganization' },
    args: { input: t.arg({ type: CloseOrganizationInput, required: true }) },
    resolve: (_root, { input: { organizationId: named, ...input } }, context) => {
      const organizationId = organizationIdFor(context, named)
      if (organizationId === null) return notFound('organization')
      return closeOrganization(context.app, { ...input, organizationId })
    },
  }),
}))
