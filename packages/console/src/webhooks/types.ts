// What the pages of webhooks read.

import type { AnswerOf } from '@holdfast/client'
import type { Delivery as ReadDelivery, Webhook, Webhooks } from '../generated/webhooks.ts'

export type Endpoint = NonNullable<NonNullable<AnswerOf<typeof Webhooks>>['webhookEndpoints']>[number]
export type WebhookEvent = Endpoint['events'][number]
/** An endpoint as its own page shows it. */
export type EndpointDetails = Extract<NonNullable<AnswerOf<typeof Webhook>>, { __typename: 'WebhookEndpoint' }>
export type Delivery = NonNullable<EndpointDetails['deliveries']['edges'][number]['node']>
/** A delivery with its message. */
export type DeliveryDetails = Extract<NonNullable<AnswerOf<typeof ReadDelivery>>, { __typename: 'WebhookDelivery' }>
