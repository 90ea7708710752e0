/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** The states of a webhook delivery. */
export type WebhookDeliveryStatus =
  /** The message was not accepted, and is not sent again. */
  | 'FAILED'
  /** The message is sent again and again for about a day, or waits until its endpoint is ENABLED. */
  | 'PENDING'
  /** The message was answered with a status of 200 to 299. */
  | 'SUCCEEDED';

/** The states of a webhook endpoint. */
export type WebhookEndpointState =
  /** The endpoint did not accept any message for a day, or answered 410; `stateReason` says which. Messages wait, as for a PAUSED endpoint. */
  | 'DISABLED'
  /** Messages are sent to the endpoint. */
  | 'ENABLED'
  /** An OWNER or ADMIN has paused the endpoint. Messages wait, up to 10,000 of them and for up to 30 days. */
  | 'PAUSED';

/** The events that an endpoint can receive. */
export type WebhookEvent =
  /** A balance has fallen to a threshold: `balance.low`. */
  | 'BALANCE_LOW'
  /** The usage of a budget has reached one of its thresholds: `budget.reached`. */
  | 'BUDGET_REACHED'
  /** Credits were bought: `credits.purchased`. Credits of a subscription have their own events. */
  | 'CREDITS_PURCHASED'
  /** Credits that a task or a hold had used were given back: `credits.refunded`. */
  | 'CREDITS_REFUNDED'
  /** A member asks for credits, and an OWNER or ADMIN has to decide: `credits.requested`. */
  | 'CREDITS_REQUESTED'
  /** A request for credits was approved, declined or withdrawn, has expired, or what it had given has fallen back: `credits.request_ended`. */
  | 'CREDIT_REQUEST_ENDED'
  /** Credits will be lost: `lot.expiring`. */
  | 'LOT_EXPIRING'
  /** The dispute over a payment for credits was opened, won or lost: `payment.disputed`. */
  | 'PAYMENT_DISPUTED'
  /** The saved means of payment could not be charged: the payment is tried again, has a page to open, or has failed: `payment.failed`. */
  | 'PAYMENT_FAILED'
  /** A payment for credits was given back, all or a part, and its credits were taken: `payment.refunded`. */
  | 'PAYMENT_REFUNDED'
  /** A payment has another status, or other amounts: paid, failed, refunded, disputed, or it waits for a person: `payment.updated`. The message has the state of the payment at the time of sending. */
  | 'PAYMENT_UPDATED'
  /** The subscription was started, changed, marked as past due or ended: `subscription.changed`. The message has the state of the subscription at the time of sending. */
  | 'SUBSCRIPTION_CHANGED'
  /** A new cycle of the subscription has begun, possibly of another plan: `subscription.renewed`. */
  | 'SUBSCRIPTION_RENEWED'
  /** A task waits for an OWNER or ADMIN to approve it: `task.approval_needed`. */
  | 'TASK_APPROVAL_NEEDED'
  /** A task has ended, however it did: `task.ended`. */
  | 'TASK_ENDED'
  /** An auto top-up buys nothing for now, because the most money of the month is reached or the pack can’t be bought, or it has ended: `top_up.stopped`. */
  | 'TOP_UP_STOPPED'
  /** Another endpoint was disabled, because it did not accept any message for a day or answered 410: `webhook.disabled`. */
  | 'WEBHOOK_DISABLED';

export type WebhooksQueryVariables = Exact<{ [key: string]: never; }>;


export type WebhooksQuery = { organization: { id: string, webhookEndpoints: Array<{ id: string, url: string, events: Array<WebhookEvent>, state: WebhookEndpointState, stateReason: string | null, waitingDeliveries: number, deliveredAt: string | null }> | null } | null };

export type WebhookQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type WebhookQuery = { node:
    | { __typename: 'Alert' }
    | { __typename: 'AllocationRule' }
    | { __typename: 'ApiKey' }
    | { __typename: 'AuditEntry' }
    | { __typename: 'BalanceThreshold' }
    | { __typename: 'BindingQuote' }
    | { __typename: 'Budget' }
    | { __typename: 'CreditLot' }
    | { __typename: 'CreditPack' }
    | { __typename: 'CreditRequest' }
    | { __typename: 'Export' }
    | { __typename: 'Hold' }
    | { __typename: 'Invitation' }
    | { __typename: 'JournalEntry' }
    | { __typename: 'Mail' }
    | { __typename: 'Member' }
    | { __typename: 'Organization' }
    | { __typename: 'Payment' }
    | { __typename: 'PaymentReceipt' }
    | { __typename: 'PlanSubscription' }
    | { __typename: 'PlatformKey' }
    | { __typename: 'PriceRule' }
    | { __typename: 'Run' }
    | { __typename: 'SimulatedOrganization' }
    | { __typename: 'Simulation' }
    | { __typename: 'Task' }
    | { __typename: 'Wallet' }
    | { __typename: 'WebhookDelivery' }
    | { __typename: 'WebhookEndpoint', id: string, url: string, events: Array<WebhookEvent>, state: WebhookEndpointState, stateReason: string | null, waitingDeliveries: number, deliveredAt: string | null, deliveries: { pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, edges: Array<{ node: { id: string, event: WebhookEvent | null, status: WebhookDeliveryStatus, attempts: number, responseStatus: number | null, error: string | null, createdAt: string } | null }> } }
   | null };

export type DeliveryQueryVariables = Exact<{
  id: string;
}>;


export type DeliveryQuery = { node:
    | { __typename: 'Alert' }
    | { __typename: 'AllocationRule' }
    | { __typename: 'ApiKey' }
    | { __typename: 'AuditEntry' }
    | { __typename: 'BalanceThreshold' }
    | { __typename: 'BindingQuote' }
    | { __typename: 'Budget' }
    | { __typename: 'CreditLot' }
    | { __typename: 'CreditPack' }
    | { __typename: 'CreditRequest' }
    | { __typename: 'Export' }
    | { __typename: 'Hold' }
    | { __typename: 'Invitation' }
    | { __typename: 'JournalEntry' }
    | { __typename: 'Mail' }
    | { __typename: 'Member' }
    | { __typename: 'Organization' }
    | { __typename: 'Payment' }
    | { __typename: 'PaymentReceipt' }
    | { __typename: 'PlanSubscription' }
    | { __typename: 'PlatformKey' }
    | { __typename: 'PriceRule' }
    | { __typename: 'Run' }
    | { __typename: 'SimulatedOrganization' }
    | { __typename: 'Simulation' }
    | { __typename: 'Task' }
    | { __typename: 'Wallet' }
    | { __typename: 'WebhookDelivery', id: string, event: WebhookEvent | null, status: WebhookDeliveryStatus, attempts: number, responseStatus: number | null, error: string | null, createdAt: string, messageId: string, body: string }
    | { __typename: 'WebhookEndpoint' }
   | null };
