// URLs of tasks' own, and the secret that signs for them: their part of the API.

import { builder } from '../graphql/builder.ts'
import { connectionOf } from '../graphql/connections.ts'
import { organizationIdFor } from '../graphql/context.ts'
import { InvalidInputError, NotFoundError, resultType } from '../graphql/errors.ts'
import { pageOf } from '../graphql/pages.ts'
import { OrganizationNode } from '../organizations/schema.ts'
import { notFound } from '../refusals.ts'
import { DeliveryNode, LAST_DELIVERY_FIRST } from '../webhooks/schema.ts'
import { rotateTaskWebhookSecret } from '../webhooks/taskUrls.ts'
import { TaskNode } from './schema.ts'

builder.prismaObjectFields(TaskNode, (t) => ({
  webhookUrl: t.exposeString('webhookUrl', {
    nullable: true,
    description:
      'The URL that gets a message when the task ends; null if the task has no such URL, and for callers that may not manage webhooks.',
    authScopes: { may: 'manageWebhooks' },
    unauthorizedResolver: () => null,
  }),
  webhookDeliveries: t.connection(
    {
      type: DeliveryNode,
      nullable: true,
      description: 'The deliveries to the task’s own URL, newest first. Null for callers that may not manage webhooks.',
      authScopes: { may: 'manageWebhooks' },
      unauthorizedResolver: () => null,
      resolve: ({ organizationId, id: taskId }, args, context, info) =>
        pageOf({
          order: LAST_DELIVERY_FIRST,
          args,
          context,
          info,
          find: ({ where, query }) =>
            context.app.prisma.webhookDelivery.findMany({
              ...query,
              where: { AND: [{ organizationId, taskId }, where] },
            }),
        }),
    },
    connectionOf(DeliveryNode),
  ),
}))

const RotateTaskWebhookSecretInput = builder.inputType('RotateTaskWebhookSecretInput', {
  description: 'The organization whose secret for the URLs of tasks to replace.',
  fields: (t) => ({
    organizationId: t.globalID({
      for: OrganizationNode,
      description: 'The organization. Required for the operator; others may leave it out.',
    }),
    overlapSeconds: t.int({
      required: true,
      defaultValue: 86_400,
      description:
        'The time for which messages are also signed with the old secret, if there is one; 0 to 604800 seconds (7 days).',
    }),
  }),
})

const RotateTaskWebhookSecretSuccess = builder
  .objectRef<{ secret: string }>('RotateTaskWebhookSecretSuccess')
  .implement({
    description: 'The change was made.',
    fields: (t) => ({
      secret: t.exposeString('secret', {
        description:
          'The secret that messages are signed with, for a Standard Webhooks library. It is shown only once.',
      }),
    }),
  })

builder.mutationField('rotateTaskWebhookSecret', (t) =>
  t.field({
    type: resultType('RotateTaskWebhookSecretResult', RotateTaskWebhookSecretSuccess, [
      InvalidInputError,
      NotFoundError,
    ]),
    description:
      'Creates or replaces the secret that signs messages to the URLs of tasks (`webhookUrl` of `submitTask`). For an OWNER or ADMIN.',
    authScopes: { may: 'manageWebhooks' },
    args: { input: t.arg({ type: RotateTaskWebhookSecretInput, required: true }) },
    resolve: (_root, { input: { organizationId: named, overlapSeconds } }, context) => {
      const organizationId = organizationIdFor(context, named)
      if (organizationId === null) return notFound('organization')
      return rotateTaskWebhookSecret(context.app, { organizationId, overlapSeconds })
    },
  }),
)
