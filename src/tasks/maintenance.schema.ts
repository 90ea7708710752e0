// Maintenance: its part of the API.

import { builder } from '../graphql/builder.ts'
import { InvalidInputError, NotFoundError, resultType } from '../graphql/errors.ts'
import { OrganizationNode } from '../organizations/schema.ts'
import { type SwitchedMaintenance, setMaintenance } from './maintenance.ts'

builder.prismaObjectField(OrganizationNode, 'maintenance', (t) =>
  t.string({
    nullable: true,
    description: 'Why it can’t submit tasks now, which may be so for all organizations; null when it can.',
    select: { maintenance: true },
    resolve: ({ maintenance }, _args, { app }) => app.priceBook.edition.maintenance ?? maintenance,
  }),
)

const SetMaintenanceInput = builder.inputType('SetMaintenanceInput', {
  description: 'Maintenance to begin or to end.',
  fields: (t) => ({
    organizationId: t.globalID({ for: OrganizationNode, description: 'Only of this one; of all if absent.' }),
    reason: t.string({ description: 'Why, for whoever is refused: a sentence. Null or absent: it is over.' }),
  }),
})

const SetMaintenanceSuccess = builder.objectRef<SwitchedMaintenance>('SetMaintenanceSuccess').implement({
  description: 'It is done.',
  fields: (t) => ({
    reason: t.exposeString('reason', { nullable: true, description: 'Why; null when it is over.' }),
  }),
})

builder.mutationField('setMaintenance', (t) =>
  t.field({
    type: resultType('SetMaintenanceResult', SetMaintenanceSuccess, [InvalidInputError, NotFoundError]),
    description:
      'Begins or ends maintenance, of one organization or of all: new tasks are refused, those under way go on, reads work. For the operator.',
    authScopes: { operator: true },
    args: { input: t.arg({ type: SetMaintenanceInput, required: true }) },
    resolve: (_root, { input: { organizationId, reason } }, { app }) =>
      setMaintenance(app, { organizationId: organizationId?.id, reason: reason ?? null }),
  }),
)
