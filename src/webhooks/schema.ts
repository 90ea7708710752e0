// Webhooks: their part of the API.

import { canSee } from '../access/roles.ts'
import {
  DeliveryStatus,
  type WebhookDelivery,
  type WebhookEndpoint,
  WebhookState,
} from '../database/generated/client/client.ts'
import { PLATFORM_ID } from '../engine/idempotency.ts'
import { builder } from '../graphql/builder.ts'
import { connectionOf } from '../graphql/connections.ts'
import { type Context, callerOf, organizationIdFor } from '../graphql/context.ts'
import { InvalidInputError, LimitReachedError, NotFoundError, resultType } from '../graphql/errors.ts'
import { type GlobalId, splitTenantId, tenantId } from '../graphql/ids.ts'
import { type Order, pageOf } from '../graphql/pages.ts'
import { OrganizationNode, whereVisibleTo } from '../organizations/schema.ts'
import { notFound } from '../refusals.ts'
import { countWaiting } from './deliveries.ts'
import { EVENTS, type WebhookEvent } from './events.ts'
import {
  createPlatformWebhookEndpoint,
  createWebhookEndpoint,
  endWebhookEndpoint,
  type NewlyMadeEndpoint,
  redeliverWebhook,
  rotateWebhookSecret,
  testWebhookEndpoint,
  updateWebhookEndpoint,
} from './operations.ts'

const WebhookEventEnum = builder.enumType('WebhookEvent', {
  description: 'The events that an endpoint can receive.',
  values: {
    TASK_ENDED: { value: 'task.ended', description: 'A task has ended, however it did: `task.ended`.' },
    TASK_APPROVAL_NEEDED: {
      value: 'task.approval_needed',
      description: 'A task waits for an OWNER or ADMIN to approve it: `task.approval_needed`.',
    },
    BALANCE_LOW: {
      value: 'balance.low',
      description: 'A balance has fallen to a threshold: `balance.low`.',
    },
    LOT_EXPIRING: { value: 'lot.expiring', description: 'Credits will be lost: `lot.expiring`.' },
    BUDGET_REACHED: {
      value: 'budget.reached',
      description: 'The usage of a budget has reached one of its thresholds: `budget.reached`.',
    },
    CREDITS_PURCHASED: {
      value: 'credits.purchased',
      description: 'Credits were bought: `credits.purchased`. Credits of a subscription have their own events.',
    },
    CREDITS_REQUESTED: {
      value: 'credits.requested',
      description: 'A member asks for credits, and an OWNER or ADMIN has to decide: `credits.requested`.',
    },
    CREDIT_REQUEST_ENDED: {
      value: 'credits.request_ended',
      description:
        'A request for credits was approved, declined or withdrawn, has expired, or what it had given has fallen back: `credits.request_ended`.',
    },
    CREDITS_REFUNDED: {
      value: 'credits.refunded',
      description: 'Credits that a task or a hold had used were given back: `credits.refunded`.',
    },
    PAYMENT_DISPUTED: {
      value: 'payment.disputed',
      description: 'The dispute over a payment for credits was opened, won or lost: `payment.disputed`.',
    },
    PAYMENT_REFUNDED: {
      value: 'payment.refunded',
      description:
        'A payment for credits was given back, all or a part, and its credits were taken: `payment.refunded`.',
    },
    PAYMENT_FAILED: {
      value: 'payment.failed',
      description:
        'The saved means of payment could not be charged: the payment is tried again, has a page to open, or has failed: `payment.failed`.',
    },
    TOP_UP_STOPPED: {
      value: 'top_up.stopped',
      description:
        'An auto top-up buys nothing for now, because the most money of the month is reached or the pack can’t be bought, or it has ended: `top_up.stopped`.',
    },
    PAYMENT_UPDATED: {
      value: 'payment.updated',
      description:
        'A payment has another status, or other amounts: paid, failed, refunded, disputed, or it waits for a person: `payment.updated`. The message has the state of the payment at the time of sending.',
    },
    SUBSCRIPTION_RENEWED: {
      value: 'subscription.renewed',
      description: 'A new cycle of the subscription has begun, possibly of another plan: `subscription.renewed`.',
    },
    SUBSCRIPTION_CHANGED: {
      value: 'subscription.changed',
      description:
        'The subscription was started, changed, marked as past due or ended: `subscription.changed`. The message has the state of the subscription at the time of sending.',
    },
    WEBHOOK_DISABLED: {
      value: 'webhook.disabled',
      description:
        'Another endpoint was disabled, because it did not accept any message for a day or answered 410: `webhook.disabled`.',
    },
  },
})

const WebhookStateEnum = builder.enumType('WebhookEndpointState', {
  description: 'The states of a webhook endpoint.',
  values: {
    ENABLED: { value: WebhookState.ENABLED, description: 'Messages are sent to the endpoint.' },
    PAUSED: {
      value: WebhookState.PAUSED,
      description:
        'An OWNER or ADMIN has paused the endpoint. Messages wait, up to 10,000 of them and for up to 30 days.',
    },
    DISABLED: {
      value: WebhookState.DISABLED,
      description:
        'The endpoint did not accept any message for a day, or answered 410; `stateReason` says which. Messages wait, as for a PAUSED endpoint.',
    },
  },
})

const DeliveryStatusEnum = builder.enumType('WebhookDeliveryStatus', {
  description: 'The states of a webhook delivery.',
  values: {
    PENDING: {
      value: DeliveryStatus.PENDING,
      description: 'The message is sent again and again for about a day, or waits until its endpoint is ENABLED.',
    },
    SUCCEEDED: {
      value: DeliveryStatus.SUCCEEDED,
      description: 'The message was answered with a status of 200 to 299.',
    },
    FAILED: { value: DeliveryStatus.FAILED, description: 'The message was not accepted, and is not sent again.' },
  },
})

/** The id of a delivery may be older than the time of what it tells. */
export const LAST_DELIVERY_FIRST: Order = { columns: ['createdAt', 'id'], direction: 'desc' }

export const DeliveryNode = builder.prismaNode('WebhookDelivery', {
  nullable: true,
  description: 'One message to one endpoint, or to a task’s own URL. Visible to callers who may manage webhooks.',
  id: { resolve: tenantId },
  findUnique: whereVisibleTo('manageWebhooks'),
  authScopes: ({ organizationId }, { caller }) => canSee(caller, organizationId),
  fields: (t) => ({
    messageId: t.exposeString('messageId', {
      description: 'The header webhook-id: the same however often it is sent.',
    }),
    url: t.string({
      description: 'The URL that the message is sent to.',
      select: { url: true, endpoint: { select: { url: true } } },
      resolve: ({ url, endpoint }) => url ?? endpoint?.url ?? '',
    }),
    organization: t.prismaField({
      type: OrganizationNode,
      nullable: true,
      description:
        'The organization that the message is about; null for a test of an endpoint of the platform, and for an event of the platform itself.',
      resolve: (query, { organizationId, aboutOrganizationId }, _args, { app }) =>
        app.prisma.organization.findUnique({ ...query, where: { id: aboutOrganizationId ?? organizationId } }),
    }),
    event: t.field({
      type: WebhookEventEnum,
      nullable: true,
      description:
        'The event that the message is about; null for a message of testWebhookEndpoint, and for a façade’s callback before a task’s end.',
      resolve: ({ event }) => EVENTS.find((each) => each === event) ?? null,
    }),
    body: t.exposeString('body', { description: 'The exact body of the message: JSON.' }),
    status: t.field({
      type: DeliveryStatusEnum,
      description: 'The state of the delivery.',
      resolve: ({ status }) => status,
    }),
    attempts: t.exposeInt('attempts', { description: 'The number of attempts since the endpoint was last enabled.' }),
    responseStatus: t.exposeInt('responseStatus', {
      nullable: true,
      description: 'The HTTP status of the last response; null: no response was received.',
    }),
    error: t.exposeString('error', {
      nullable: true,
      description:
        'The reason why the last attempt failed, one of a few sentences; null if it succeeded or was not made yet.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'The time of its creation, in UTC.' }),
    endedAt: t.expose('endedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'The time at which the delivery succeeded or was given up, in UTC; null: it is pending.',
    }),
  }),
})

export const EndpointNode = builder.prismaNode('WebhookEndpoint', {
  nullable: true,
  description:
    'A URL that events are sent to: those of an organization, or, for an endpoint of the platform, those of all. Only callers that may manage webhooks see it, and only the operator sees those of the platform.',
  id: { resolve: tenantId },
  findUnique: whereVisibleTo('manageWebhooks'),
  authScopes: ({ organizationId }, { caller }) => canSee(caller, organizationId),
  fields: (t) => ({
    url: t.exposeString('url', { description: 'The URL that messages are sent to.' }),
    isOfPlatform: t.boolean({
      description: 'True: it belongs to the platform. False: it belongs to its organization.',
      resolve: ({ organizationId }) => organizationId === PLATFORM_ID,
    }),
    organization: t.prismaField({
      type: OrganizationNode,
      nullable: true,
      description:
        'The organization whose events it receives; null: it belongs to the platform, and receives those of all.',
      resolve: (query, { organizationId, aboutOrganizationId }, _args, { app }) =>
        app.prisma.organization.findUnique({ ...query, where: { id: aboutOrganizationId ?? organizationId } }),
    }),
    events: t.field({
      type: [WebhookEventEnum],
      description: 'The kinds of events that are sent to the endpoint.',
      resolve: ({ events }) => events as WebhookEvent[],
    }),
    state: t.field({
      type: WebhookStateEnum,
      description: 'The state of the endpoint.',
      resolve: ({ state }) => state,
    }),
    stateReason: t.exposeString('stateReason', {
      nullable: true,
      description: 'The reason why it is DISABLED; null otherwise.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'The time of its creation, in UTC.' }),
    deliveredAt: t.expose('deliveredAt', {
      type: 'DateTime',
      nullable: true,
      description: 'The time of the last successful delivery, in UTC; null: no delivery succeeded yet.',
    }),
    waitingDeliveries: t.int({
      description: 'The number of messages that wait to be sent or retried; counted up to 10,000.',
      resolve: ({ organizationId, id }, _args, { app }) => countWaiting(app.prisma, { organizationId, id }),
    }),
    deliveries: t.connection(
      {
        type: DeliveryNode,
        description: 'The deliveries to the endpoint, newest first. Each is kept for 30 days after it has ended.',
        resolve: ({ organizationId, id: endpointId }, args, context, info) =>
          pageOf({
            order: LAST_DELIVERY_FIRST,
            args,
            context,
            info,
            find: ({ where, query }) =>
              context.app.prisma.webhookDelivery.findMany({
                ...query,
                where: { AND: [{ organizationId, endpointId }, where] },
              }),
          }),
      },
      connectionOf(DeliveryNode),
    ),
  }),
})

builder.prismaObjectField(OrganizationNode, 'webhookEndpoints', (t) =>
  t.relation('webhookEndpoints', {
    nullable: true,
    description: 'The endpoints that have not ended, oldest first. Null to callers who may not manage webhooks.',
    authScopes: { may: 'manageWebhooks' },
    unauthorizedResolver: () => null,
    query: { where: { endedAt: null }, orderBy: { id: 'asc' } },
  }),
)

builder.queryField('platformWebhookEndpoints', (t) =>
  t.prismaField({
    type: [EndpointNode],
    description:
      'The endpoints of the platform that have not ended, oldest first. For platform keys with ORGANIZATIONS.',
    authScopes: { platform: 'ORGANIZATIONS' },
    resolve: (query, _root, _args, { app }) =>
      app.prisma.webhookEndpoint.findMany({
        ...query,
        where: { organizationId: PLATFORM_ID, endedAt: null },
        orderBy: { id: 'asc' },
      }),
  }),
)

const CreatePlatformWebhookEndpointInput = builder.inputType('CreatePlatformWebhookEndpointInput', {
  description: 'A webhook endpoint of the platform to create.',
  fields: (t) => ({
    url: t.string({
      required: true,
      description: 'The URL that messages are sent to: https://, with a public address, at most 2,000 characters.',
    }),
    events: t.field({
      type: [WebhookEventEnum],
      description: 'The kinds of events to send, at least one. Null: all kinds, as known to this version.',
    }),
    organizationId: t.globalID({
      for: OrganizationNode,
      description: 'The only organization whose events are sent. Null: the events of all organizations are sent.',
    }),
  }),
})

const CreateWebhookEndpointInput = builder.inputType('CreateWebhookEndpointInput', {
  description: 'A webhook endpoint to create.',
  fields: (t) => ({
    organizationId: t.globalID({
      for: OrganizationNode,
      description: 'The organization. Required for the operator; others may leave it out.',
    }),
    url: t.string({
      required: true,
      description: 'The URL that messages are sent to: https://, with a public address, at most 2,000 characters.',
    }),
    events: t.field({
      type: [WebhookEventEnum],
      required: true,
      description: 'The kinds of events to send, at least one.',
    }),
  }),
})

const UpdateWebhookEndpointInput = builder.inputType('UpdateWebhookEndpointInput', {
  description: 'Changes to a webhook endpoint. An absent field stays unchanged.',
  fields: (t) => ({
    webhookEndpointId: t.globalID({ for: EndpointNode, required: true, description: 'The webhook endpoint.' }),
    url: t.string({ description: 'The URL that messages are sent to.' }),
    events: t.field({ type: [WebhookEventEnum], description: 'The kinds of events that are sent to the endpoint.' }),
    isPaused: t.boolean({
      description:
        'True: the endpoint is PAUSED, and its messages wait; a DISABLED endpoint stays DISABLED. False: the endpoint is ENABLED, and waiting messages are sent now; after DISABLED also those that were given up since the last successful delivery.',
    }),
    discardMissed: t.boolean({
      required: true,
      defaultValue: false,
      description: 'True: waiting messages end as FAILED and are not sent; only with `isPaused: false`.',
    }),
  }),
})

const RotateWebhookSecretInput = builder.inputType('RotateWebhookSecretInput', {
  description: 'The webhook endpoint whose secret to replace.',
  fields: (t) => ({
    webhookEndpointId: t.globalID({ for: EndpointNode, required: true, description: 'The webhook endpoint.' }),
    overlapSeconds: t.int({
      required: true,
      defaultValue: 86_400,
      description: 'The time for which messages are also signed with the old secret; 0 to 604800 seconds (7 days).',
    }),
  }),
})

function endpointInput(name: string, description: string) {
  return builder.inputType(name, {
    description,
    fields: (t) => ({
      webhookEndpointId: t.globalID({ for: EndpointNode, required: true, description: 'The webhook endpoint.' }),
    }),
  })
}

const RedeliverWebhookInput = builder.inputType('RedeliverWebhookInput', {
  description: 'A webhook delivery to send again.',
  fields: (t) => ({
    deliveryId: t.globalID({ for: DeliveryNode, required: true, description: 'The delivery to send again.' }),
  }),
})

function endpointSuccess(name: string) {
  return builder.objectRef<{ endpoint: WebhookEndpoint }>(name).implement({
    description: 'The change was made.',
    fields: (t) => ({
      webhookEndpoint: t.field({
        type: EndpointNode,
        description: 'The webhook endpoint after the change.',
        resolve: ({ endpoint }) => endpoint,
      }),
    }),
  })
}

function secretSuccess(name: string) {
  return builder.objectRef<NewlyMadeEndpoint>(name).implement({
    description: 'The change was made.',
    fields: (t) => ({
      webhookEndpoint: t.field({
        type: EndpointNode,
        description: 'The webhook endpoint after the change.',
        resolve: ({ endpoint }) => endpoint,
      }),
      secret: t.exposeString('secret', {
        description:
          'The secret that messages are signed with, for a Standard Webhooks library. It is shown only once.',
      }),
    }),
  })
}

function deliverySuccess(name: string) {
  return builder.objectRef<{ delivery: WebhookDelivery }>(name).implement({
    description: 'The message will be sent.',
    fields: (t) => ({
      delivery: t.field({ type: DeliveryNode, description: 'The delivery.', resolve: ({ delivery }) => delivery }),
    }),
  })
}

/** Returns the row that is named, if the caller can see its organization; null otherwise. */
function rowFor(context: Context, { id: named }: GlobalId): { organizationId: string; id: string } | null {
  const row = splitTenantId(named)
  return canSee(callerOf(context), row.organizationId) ? row : null
}

builder.mutationField('createPlatformWebhookEndpoint', (t) =>
  t.field({
    type: resultType('CreatePlatformWebhookEndpointResult', secretSuccess('CreatePlatformWebhookEndpointSuccess'), [
      InvalidInputError,
      NotFoundError,
      LimitReachedError,
    ]),
    description:
      'Creates a webhook endpoint of the platform: from now on, events of all organizations, or of one, are sent to its URL, as to those of organizations. Organizations cannot see, change or end it; the platform does so with the same mutations as for theirs. For platform keys with ORGANIZATIONS.',
    authScopes: { platform: 'ORGANIZATIONS' },
    args: { input: t.arg({ type: CreatePlatformWebhookEndpointInput, required: true }) },
    resolve: (_root, { input: { url, events, organizationId } }, { app }) =>
      createPlatformWebhookEndpoint(
        app,
        { url, events: events ?? EVENTS, organizationId: organizationId?.id ?? null },
        { allowPrivate: app.privateWebhooks },
      ),
  }),
)

builder.mutationFields((t) => ({
  createWebhookEndpoint: t.field({
    type: resultType('CreateWebhookEndpointResult', secretSuccess('CreateWebhookEndpointSuccess'), [
      InvalidInputError,
      NotFoundError,
      LimitReachedError,
    ]),
    description:
      'Creates a webhook endpoint: from now on, events are sent to its URL, signed as Standard Webhooks says. For an OWNER or ADMIN.',
    authScopes: { may: 'manageWebhooks' },
    args: { input: t.arg({ type: CreateWebhookEndpointInput, required: true }) },
    resolve: (_root, { input: { organizationId: named, ...input } }, context) => {
      const organizationId = organizationIdFor(context, named)
      if (organizationId === null) return notFound('organization')
      const { app } = context
      return createWebhookEndpoint(app, { ...input, organizationId }, { allowPrivate: app.privateWebhooks })
    },
  }),
  updateWebhookEndpoint: t.field({
    type: resultType('UpdateWebhookEndpointResult', endpointSuccess('UpdateWebhookEndpointSuccess'), [
      InvalidInputError,
      NotFoundError,
    ]),
    description:
      'Changes a webhook endpoint: its events, its URL, and whether it is paused. With another URL, messages that are being retried are sent there at once. For an OWNER or ADMIN.',
    authScopes: { may: 'manageWebhooks' },
    args: { input: t.arg({ type: UpdateWebhookEndpointInput, required: true }) },
    resolve: (_root, { input: { webhookEndpointId, url, events, isPaused, discardMissed } }, context) => {
      const row = rowFor(context, webhookEndpointId)
      if (!row) return notFound('webhook endpoint')
      const { app } = context
      const changes = { url: url ?? undefined, events: events ?? undefined, isPaused: isPaused ?? undefined }
      const { organizationId, id } = row
      return updateWebhookEndpoint(
        app,
        { ...changes, organizationId, endpointId: id, discardMissed },
        { allowPrivate: app.privateWebhooks },
      )
    },
  }),
  endWebhookEndpoint: t.field({
    type: resultType('EndWebhookEndpointResult', endpointSuccess('EndWebhookEndpointSuccess'), [NotFoundError]),
    description:
      'Ends an endpoint for good. Messages that wait for it, or are being retried, end as FAILED. For an OWNER or ADMIN.',
    authScopes: { may: 'manageWebhooks' },
    args: {
      input: t.arg({ type: endpointInput('EndWebhookEndpointInput', 'A webhook endpoint to end.'), required: true }),
    },
    resolve: (_root, { input: { webhookEndpointId } }, context) => {
      const row = rowFor(context, webhookEndpointId)
      if (!row) return notFound('webhook endpoint')
      return endWebhookEndpoint(context.app, { organizationId: row.organizationId, endpointId: row.id })
    },
  }),
}))

builder.mutationFields((t) => ({
  rotateWebhookSecret: t.field({
    type: resultType('RotateWebhookSecretResult', secretSuccess('RotateWebhookSecretSuccess'), [
      InvalidInputError,
      NotFoundError,
    ]),
    description:
      'Replaces the secret of a webhook endpoint. For `overlapSeconds`, messages are signed with the previous secret, too, but with no older one: rotate again only when all receivers have the new secret. For an OWNER or ADMIN.',
    authScopes: { may: 'manageWebhooks' },
    args: { input: t.arg({ type: RotateWebhookSecretInput, required: true }) },
    resolve: (_root, { input: { webhookEndpointId, overlapSeconds } }, context) => {
      const row = rowFor(context, webhookEndpointId)
      if (!row) return notFound('webhook endpoint')
      return rotateWebhookSecret(context.app, {
        organizationId: row.organizationId,
        endpointId: row.id,
        overlapSeconds,
      })
    },
  }),
  testWebhookEndpoint: t.field({
    type: resultType('TestWebhookEndpointResult', deliverySuccess('TestWebhookEndpointSuccess'), [NotFoundError]),
    description: 'Sends an endpoint a message that says only that it is a test. For an OWNER or ADMIN.',
    authScopes: { may: 'manageWebhooks' },
    args: {
      input: t.arg({ type: endpointInput('TestWebhookEndpointInput', 'A webhook endpoint to test.'), required: true }),
    },
    resolve: (_root, { input: { webhookEndpointId } }, context) => {
      const row = rowFor(context, webhookEndpointId)
      if (!row) return notFound('webhook endpoint')
      return testWebhookEndpoint(context.app, { organizationId: row.organizationId, endpointId: row.id })
    },
  }),
  redeliverWebhook: t.field({
    type: resultType('RedeliverWebhookResult', deliverySuccess('RedeliverWebhookSuccess'), [NotFoundError]),
    description: 'Sends a message again, under the same webhook-id. For an OWNER or ADMIN.',
    authScopes: { may: 'manageWebhooks' },
    args: { input: t.arg({ type: RedeliverWebhookInput, required: true }) },
    resolve: (_root, { input: { deliveryId } }, context) => {
      const row = rowFor(context, deliveryId)
      if (!row) return notFound('delivery')
      return redeliverWebhook(context.app, { organizationId: row.organizationId, deliveryId: row.id })
    },
  }),
}))
