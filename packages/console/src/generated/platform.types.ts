/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** The kinds of callers that the audit log tells apart. */
export type AuditActorKind =
  /** An API key of the organization itself. */
  | 'API_KEY'
  /** A member, signed in or by one of the member’s API keys. */
  | 'MEMBER'
  /** The platform. */
  | 'OPERATOR'
  /** A person who has signed in and is not a member of the organization. */
  | 'PERSON'
  /** Holdfast itself, for example at a deadline. */
  | 'SYSTEM';

/** The conditions that an audit entry must meet; absent ones do not restrict it. */
export type AuditFilter = {
  /** Only acts of this name: `createBudget`. */
  action?: string | null | undefined;
  /** Only acts of the member, API key, person or platform key with this id. */
  actorId?: string | null | undefined;
  /** Only acts at this time or later. */
  from?: string | null | undefined;
  /** Only acts on the subject with this id. */
  subjectId?: string | null | undefined;
  /** Only acts before this time. */
  until?: string | null | undefined;
};

/** A platform key to create. */
export type CreatePlatformKeyInput = {
  /** The IP addresses and networks that the key may be used from, at most 50: 203.0.113.7, 10.0.0.0/8. Empty: any. */
  allowedAddresses?: Array<string>;
  /** The time at which the key expires. Null: it does not expire. */
  expiresAt?: string | null | undefined;
  /** The name, which audit logs show; 1 to 200 characters. */
  name: string;
  /** The scopes of the key, at least one. */
  scopes: Array<PlatformScope>;
};

/** A webhook endpoint of the platform to create. */
export type CreatePlatformWebhookEndpointInput = {
  /** The kinds of events to send, at least one. Null: all kinds, as known to this version. */
  events?: Array<WebhookEvent> | null | undefined;
  /** The only organization whose events are sent. Null: the events of all organizations are sent. */
  organizationId?: string | null | undefined;
  /** The URL that messages are sent to: https://, with a public address, at most 2,000 characters. */
  url: string;
};

/** The codes of refusals. A later version may add codes: treat an unknown one like any refusal. */
export type ErrorCode =
  /** The person is already a member of the organization. */
  | 'ALREADY_MEMBER'
  /** A budget has less room than the request needs. Nothing was frozen. */
  | 'BUDGET_EXCEEDED'
  /** The time is earlier than the current time of the organization. A test clock only moves forward. */
  | 'CLOCK_BACKWARDS'
  /** The wallet would have been granted more than 2^53-1 credits in total. */
  | 'CREDITS_OUT_OF_BOUNDS'
  /** The member has an open request for credits for the task already. */
  | 'CREDIT_REQUEST_OPEN'
  /** The organization has credits of several types, or none yet, and the request does not name a credit type. */
  | 'CREDIT_TYPE_REQUIRED'
  /** The dispute of the lot is in a state that does not allow the request. */
  | 'DISPUTE_STATE'
  /** The DNS does not have the record of the domain, or the domain is of another organization. */
  | 'DOMAIN_NOT_VERIFIED'
  /** The price rule would begin in the past, or end before it begins. */
  | 'EFFECTIVE_FROM_PAST'
  /** The thing that the input names has ended: it was ended, revoked, removed, closed or retired, or it has expired. The message says which. */
  | 'ENDED'
  /** The expiry is not in the future. */
  | 'EXPIRY_PASSED'
  /** Another thing of the same kind has the external id. */
  | 'EXTERNAL_ID_TAKEN'
  /** The hold is metered, and ends with what was metered: close it with closeHold instead. */
  | 'HOLD_METERED'
  /** The hold was not opened by openHold, so nothing can be metered for it. */
  | 'HOLD_NOT_METERED'
  /** The hold has ended. */
  | 'HOLD_NOT_OPEN'
  /** The hold pays for a task and ends with it: complete, fail, cancel or refund the task instead. */
  | 'HOLD_OF_TASK'
  /** The credits are still frozen: only a hold or a task that has ended can be refunded. */
  | 'HOLD_OPEN'
  /** The idempotency key was used before with other parameters. */
  | 'IDEMPOTENCY_CONFLICT'
  /** The input of the task is outside the limits of its price. */
  | 'INPUT_LIMIT'
  /** Fewer credits are available than the request needs. Nothing was frozen. */
  | 'INSUFFICIENT_CREDITS'
  /** One or more fields of the input are invalid. */
  | 'INVALID_INPUT'
  /** The invitation is for another email address. */
  | 'INVITATION_ADDRESS'
  /** The invitation was accepted, declined or revoked, or has expired. */
  | 'INVITATION_ENDED'
  /** The API key was rotated before: rotate the key that replaced it. */
  | 'KEY_REPLACED'
  /** The member is the only OWNER, and an organization always has one. */
  | 'LAST_OWNER'
  /** The lease has ended, or none was named: another worker may have the task, or the task may have ended. Stop working on it. */
  | 'LEASE_LOST'
  /** The API key of the request has limits (an expiry, networks, a budget or a scope that it lacks), and may not create a key or a member beyond these limits, or change or end its own budget. */
  | 'LIMITED_KEY'
  /** The highest allowed number of these things exists already. docs/limits.md lists all bounds. */
  | 'LIMIT_REACHED'
  /** The lot is locked. */
  | 'LOT_LOCKED'
  /** The lot is not locked. */
  | 'LOT_NOT_LOCKED'
  /** The lot has no credits left to lock or unlock. */
  | 'LOT_STATE'
  /** No new tasks are accepted during maintenance. Submitted tasks continue. */
  | 'MAINTENANCE'
  /** The input asks for more than `maxCredits` pay for. Nothing was frozen. */
  | 'MAX_CREDITS_EXCEEDED'
  /** Too many numbers have overtaken one that was not counted yet. Nothing was counted. */
  | 'METER_SEQUENCE'
  /** Credits can’t be frozen for the units. Nothing was counted, and the answer says how many are paid for. */
  | 'METER_STOPPED'
  /** The wallet owes nothing, or has no credits that can pay what it owes. */
  | 'NOTHING_OWED'
  /** The plan has fewer credits than the current one, or is the same. */
  | 'NOT_AN_UPGRADE'
  /** The plan of the organization does not include the model, the operation or the asset kind. */
  | 'NOT_ENTITLED'
  /** The thing that the input names does not exist, or the caller may not see it. */
  | 'NOT_FOUND'
  /** The organization is LIVE. Only a SANDBOX organization has a test clock. */
  | 'NOT_SANDBOX'
  /** The platform alone makes this change of the subscription, or this change now. */
  | 'NOT_SELF_SERVICE'
  /** No price rule in force applies to the model, the operation and the input. */
  | 'NO_PRICE'
  /** The operation of the model is UNAVAILABLE at the moment. */
  | 'OPERATION_UNAVAILABLE'
  /** The organization is suspended and can’t submit or approve tasks. */
  | 'ORGANIZATION_SUSPENDED'
  /** Only an OWNER may create, change or remove an OWNER, or manage the API keys of one. */
  | 'OWNERS_ONLY'
  /** The payment is in a state that does not allow the request, for example because nothing was paid. */
  | 'PAYMENT_STATE'
  /** The limit of the plan on tasks and holds at a time, or within a minute, is reached. */
  | 'PLAN_LIMIT'
  /** A price rule from exactly this time exists. Price rules are never changed. */
  | 'PRICE_RULE_EXISTS'
  /** The payment provider has refused, or did not answer. Repeating the request does no harm. */
  | 'PROVIDER_FAILED'
  /** The plan of the organization does not allow additional purchases of credits. */
  | 'PURCHASE_NOT_ALLOWED'
  /** The storage quota of the organization is used up. docs/limits.md says what is removed, and when. */
  | 'QUOTA_EXCEEDED'
  /** The binding quote has expired. */
  | 'QUOTE_EXPIRED'
  /** The binding quote is for another model, operation or input than that of the task. */
  | 'QUOTE_MISMATCH'
  /** As many tasks were submitted with the binding quote as it is for. */
  | 'QUOTE_TAKEN'
  /** The admins of the organization may give back fewer credits by themselves this month. The platform can give back more. */
  | 'REFUND_ALLOWANCE'
  /** More credits were to be taken back than the purchase has that are unused or spent. */
  | 'REFUND_EXCEEDS_LOT'
  /** More credits were to be refunded than were used and not refunded yet. */
  | 'REFUND_EXCEEDS_SPENT'
  /** The run limits credits of another type. */
  | 'RUN_CREDIT_TYPE'
  /** The run, or one that it is a part of, has less room than the request needs. Nothing was frozen. */
  | 'RUN_EXCEEDED'
  /** An API key can’t have a scope that its creator does not have. */
  | 'SCOPE_NOT_ALLOWED'
  /** The organization has more members than the plan has seats. */
  | 'SEATS_EXCEEDED'
  /** The organization requires more of a session than that of the request has. */
  | 'SIGN_IN_REQUIREMENT'
  /** More credits were to be spent than the hold has frozen. */
  | 'SPEND_EXCEEDS_HOLD'
  /** The organization already has a subscription. */
  | 'SUBSCRIPTION_EXISTS'
  /** The subscription is in a state that does not allow the request. */
  | 'SUBSCRIPTION_STATE'
  /** The task is in a state that does not allow the request, for example because it has ended. */
  | 'TASK_STATE'
  /** The organization has had a trial already. */
  | 'TRIAL_USED';

/** The scopes of a platform key, which works in every organization. */
export type PlatformScope =
  /** Set prices, plans, credit packs, the seller on receipts, providers and maintenance, simulate catalogues, and publish checkpoints. */
  | 'CATALOGUE'
  /** Grant, adjust, refund and lock credits, confirm, settle and refund payments, settle disputes and debts, set wallets’ policies, and manage subscriptions. */
  | 'GRANT'
  /** Create, rotate and revoke platform keys. */
  | 'KEYS'
  /** Create, change, suspend and close organizations, do what an OWNER may do in each, and set webhooks of the platform. */
  | 'ORGANIZATIONS'
  /** Read everything of every organization, and follow it live. */
  | 'READ'
  /** Claim, start, report, meter, complete and fail tasks, store their files; freeze, meter, spend and release holds. */
  | 'SETTLE'
  /** Ask for binding quotes, submit tasks for members, and cancel tasks. */
  | 'SUBMIT';

/** A platform key to revoke. */
export type RevokePlatformKeyInput = {
  /** The platform key to revoke. */
  platformKeyId: string;
};

/** A platform key to replace. */
export type RotatePlatformKeyInput = {
  /** The time for which the old key still works, 0 to 604800 seconds (7 days). */
  overlapSeconds?: number;
  /** The platform key. */
  platformKeyId: string;
};

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

export type PlatformKeysQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type PlatformKeysQuery = { platformKeys: { pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, edges: Array<{ node: { id: string, name: string, prefix: string, scopes: Array<PlatformScope>, allowedAddresses: Array<string>, createdAt: string, createdBy: string | null, expiresAt: string | null, lastUsedAt: string | null } | null }> } };

export type CreatePlatformKeyMutationVariables = Exact<{
  input: CreatePlatformKeyInput;
}>;


export type CreatePlatformKeyMutation = { createPlatformKey:
    | { __typename: 'CreatePlatformKeySuccess', secret: string }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'LimitReachedError', code: ErrorCode, message: string }
    | { __typename: 'LimitedKeyError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type RotatePlatformKeyMutationVariables = Exact<{
  input: RotatePlatformKeyInput;
}>;


export type RotatePlatformKeyMutation = { rotatePlatformKey:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'KeyReplacedError', code: ErrorCode, message: string }
    | { __typename: 'LimitReachedError', code: ErrorCode, message: string }
    | { __typename: 'LimitedKeyError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'RotatePlatformKeySuccess', secret: string }
   };

export type RevokePlatformKeyMutationVariables = Exact<{
  input: RevokePlatformKeyInput;
}>;


export type RevokePlatformKeyMutation = { revokePlatformKey:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'RevokePlatformKeySuccess' }
   };

export type PlatformAuditQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  filter?: AuditFilter | null | undefined;
}>;


export type PlatformAuditQuery = { platformAudit: { pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, edges: Array<{ node: { id: string, action: string, actorKind: AuditActorKind, actorName: string, address: string | null, before: Record<string, unknown> | null, after: Record<string, unknown> | null, createdAt: string } | null }> } };

export type PlatformWebhooksQueryVariables = Exact<{ [key: string]: never; }>;


export type PlatformWebhooksQuery = { platformWebhookEndpoints: Array<{ id: string, url: string, events: Array<WebhookEvent>, state: WebhookEndpointState, stateReason: string | null, waitingDeliveries: number, deliveredAt: string | null }> };

export type CreatePlatformWebhookMutationVariables = Exact<{
  input: CreatePlatformWebhookEndpointInput;
}>;


export type CreatePlatformWebhookMutation = { createPlatformWebhookEndpoint:
    | { __typename: 'CreatePlatformWebhookEndpointSuccess', secret: string }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'LimitReachedError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type FacadesQueryVariables = Exact<{ [key: string]: never; }>;


export type FacadesQuery = { facades: Array<{ name: string, description: string, isOn: boolean, isOwn: boolean, endpoints: Array<{ method: string, path: string }> }> | null };

export type HttpProvidersQueryVariables = Exact<{ [key: string]: never; }>;


export type HttpProvidersQuery = { httpProviders: Array<{ name: string, lastError: string | null, lastErrorAt: string | null, missingSecrets: Array<string>, updatedAt: string, load: { atWork: number, waiting: number } }> | null };
