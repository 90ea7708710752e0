// Test clocks: their part of the API.

import { builder } from '../graphql/builder.ts'
import { InvalidInputError, NotFoundError, refusalType, resultType } from '../graphql/errors.ts'
import { OrganizationNode } from '../organizations/schema.ts'
import { advanceClock, type ClockBackwards, type MovedClock, type NotSandbox } from './advance.ts'

const NotSandboxError = refusalType<NotSandbox>('NOT_SANDBOX')

const ClockBackwardsError = refusalType<ClockBackwards>('CLOCK_BACKWARDS', (t) => ({
  now: t.expose('now', { type: 'DateTime', description: 'The current time of the organization, in UTC.' }),
}))

const AdvanceClockInput = builder.inputType('AdvanceClockInput', {
  description: 'The organization whose test clock to move, and its new time.',
  fields: (t) => ({
    organizationId: t.globalID({
      for: OrganizationNode,
      required: true,
      description: 'The SANDBOX organization whose clock to move.',
    }),
    to: t.field({
      type: 'DateTime',
      required: true,
      description: 'The new time of the clock, at most ten years ahead.',
    }),
  }),
})

const AdvanceClockSuccess = builder.objectRef<MovedClock>('AdvanceClockSuccess').implement({
  description: 'The change was made.',
  fields: (t) => ({
    now: t.expose('now', { type: 'DateTime', description: 'The current time of the organization, in UTC.' }),
    instants: t.exposeInt('instants', { description: 'The number of instants on the way at which something was due.' }),
    organization: t.prismaField({
      type: OrganizationNode,
      description: 'The organization.',
      resolve: (query, { organizationId }, _args, { app }) =>
        app.prisma.organization.findUniqueOrThrow({ ...query, where: { id: organizationId } }),
    }),
  }),
})

builder.mutationField('advanceClock', (t) =>
  t.field({
    type: resultType('AdvanceClockResult', AdvanceClockSuccess, [
      InvalidInputError,
      NotFoundError,
      NotSandboxError,
      ClockBackwardsError,
    ]),
    description:
      'Moves the test clock of a SANDBOX organization forward; then it stands still until it is moved again. Everything that becomes due on the way happens in order, each at its own time: deadlines, expiries, renewals. For the operator.',
    authScopes: { platform: 'ORGANIZATIONS' },
    args: { input: t.arg({ type: AdvanceClockInput, required: true }) },
    resolve: (_root, { input: { organizationId, to } }, { app }) =>
      advanceClock(app, { organizationId: organizationId.id, to }),
  }),
)
