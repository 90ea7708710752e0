// Maintenance: its part of the API.

import { builder } from '../graphql/builder.ts'
import { InvalidInputError, NotFoundError, resultType } from '../graphql/errors.ts'
import { OrganizationNode } from '../organizations/schema.ts'
import { type SwitchedMaintenance, setMaintenance } from './maintenance.ts'

builder.prismaObjectField(OrganizationNode, 'maintenance', (t) =>
  t.string({
    nullable: true,
    description:
      'The reason why the organization can’t submit tasks now, which may apply to all organizations; null if it can.',
    select: { maintenance: true },
    resolve: ({ maintenance }, _args, { app }) => app.priceBook.version.maintenance ?? maintenance,
  }),
)

builder.prismaObjectField(OrganizationNode, 'ownMaintenance', (t) =>
  t.string({
    nullable: true,
    description:
      'The reason of the organization’s own maintenance, which `setMaintenance` ends for it; null if it has none of its own.',
    select: { maintenance: true },
    resolve: ({ maintenance }) => maintenance,
  }),
)

builder.queryField('platformMaintenance', (t) =>
  t.string({
    nullable: true,
    description:
      'The reason why no organization can submit tasks now, as `setMaintenance` was told for all; null: there is no maintenance of all. `platformAudit` says who began it, and `organizations(filter: { inMaintenance: true })` lists organizations with their own.',
    authScopes: { platform: 'READ' },
    resolve: (_root, _args, { app }) => app.priceBook.version.maintenance,
  }),
)

const SetMaintenanceInput = builder.inputType('SetMaintenanceInput', {
  description: 'Maintenance to begin or to end.',
  fields: (t) => ({
    organizationId: t.globalID({ for: OrganizationNode, description: 'The organization. Null: all organizations.' }),
    reason: t.string({ description: 'The reason, as a sentence for the refused callers. Null: maintenance ends.' }),
  }),
})

const SetMaintenanceSuccess = builder.objectRef<SwitchedMaintenance>('SetMaintenanceSuccess').implement({
  description: 'The change was made.',
  fields: (t) => ({
    reason: t.exposeString('reason', { nullable: true, description: 'The reason; null if maintenance has ended.' }),
  }),
})

builder.mutationField('setMaintenance', (t) =>
  t.field({
    type: resultType('SetMaintenanceResult', SetMaintenanceSuccess, [InvalidInputError, NotFoundError]),
    description:
      'Begins or ends maintenance, of one organization or of all: new tasks are refused, submitted tasks continue, and reading works. For the operator.',
    authScopes: { platform: 'CATALOGUE' },
    args: { input: t.arg({ type: SetMaintenanceInput, required: true }) },
    resolve: (_root, { input: { organizationId, reason } }, { app }) =>
      setMaintenance(app, { organizationId: organizationId?.id, reason: reason ?? null }),
  }),
)
