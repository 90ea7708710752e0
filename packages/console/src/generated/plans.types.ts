/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** The subscription to cancel, and the time at which it ends. */
export type CancelSubscriptionInput = {
  /** True: it continues to the end of the paid period; while PAST_DUE, to the end of the cycle at the latest unless it is paid. False: it ends at once. A LAPSED one always ends at once. */
  atPeriodEnd?: boolean;
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The organization that has the subscription. */
  organizationId: string;
};

/** The organization, and the plan to change to. */
export type DowngradeSubscriptionInput = {
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The organization that has the subscription. */
  organizationId: string;
  /** The name of the plan. */
  plan: string;
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

/** The organization that has the subscription. */
export type MarkSubscriptionPaidInput = {
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The organization that has the subscription. */
  organizationId: string;
};

/** The organization that has the subscription. */
export type MarkSubscriptionPastDueInput = {
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The organization that has the subscription. */
  organizationId: string;
};

/** The subscription to pause, and the time at which it goes on. */
export type PauseSubscriptionInput = {
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The organization that has the subscription. */
  organizationId: string;
  /** The time at which the pause ends by itself, in UTC, in the future; null: when it is resumed. */
  resumesAt?: string | null | undefined;
};

/** The periods that one payment covers. */
export type PlanInterval =
  /** One payment covers a month, counted from the anchor. */
  | 'MONTH'
  /** One payment covers twelve months, counted from the anchor. */
  | 'YEAR';

/** The lengths of a cycle, for which its credits come. Cycles are counted by the calendar and the clocks of the subscription’s time zone, and a period ends with a cycle. */
export type PlanRefresh =
  /** A day, from the anchor’s time of day to the same on the next day. */
  | 'DAY'
  /** A month: after 31 January come 28 February and 31 March. */
  | 'MONTH'
  /** Seven days, counted from the beginning of the period. The last week ends with the period: if it is shorter, it brings its days’ part of the credits, rounded down. */
  | 'WEEK'
  /** A year: its credits come at once. Only with the interval YEAR. */
  | 'YEAR';

/** The effects of an upgrade from a plan on the cycle that it ends. */
export type PlanUpgradePolicy =
  /** The unused credits of the old plan can be used in the first cycle of the new plan, in addition to the full allowance. At its end they are treated as its own. */
  | 'CARRY_OVER_FIRST_CYCLE'
  /** The used credits of the old plan count against the new allowance: after 1,000 used, 239,000 of 240,000 are left. */
  | 'NET_OF_USED';

/** The changes that can be planned for the end of the period, and undone until then. */
export type PlannedSubscriptionChange =
  /** The subscription will end, by cancelSubscription(atPeriodEnd: true). */
  | 'CANCELLATION'
  /** The plan will change, by downgradeSubscription. */
  | 'DOWNGRADE';

/** The organization that has the subscription. */
export type ReactivateSubscriptionInput = {
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The organization that has the subscription. */
  organizationId: string;
};

/** The organization that has the subscription. */
export type ResumeSubscriptionInput = {
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The organization that has the subscription. */
  organizationId: string;
};

/** The organization, and the plan to subscribe to. */
export type StartSubscriptionInput = {
  /** The platform’s own id of it, 1 to 255 characters, by which it can be found. Another one of its kind in the organization that has it is refused with EXTERNAL_ID_TAKEN. Null: none. */
  externalId?: string | null | undefined;
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** Texts of the platform’s own, by their keys: at most 50 keys. Everybody who sees the thing sees them. Null: none. */
  metadata?: Record<string, string | null> | null | undefined;
  /** The organization that has the subscription. */
  organizationId: string;
  /** The name of the plan. */
  plan: string;
  /** The time from which cycles are counted, in UTC, not in the future: for a customer who has subscribed elsewhere. The present period counts as paid. The credits of the present cycle come in, those of earlier cycles don’t. Null: now. */
  startsAt?: string | null | undefined;
  /** True: with the plan’s trial. False: with its first period. */
  trial?: boolean;
};

/** The subscription, and the planned change to undo. */
export type UndoSubscriptionChangeInput = {
  /** The planned change to undo. */
  change: PlannedSubscriptionChange;
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The organization that has the subscription. */
  organizationId: string;
};

/** The organization, and the plan to change to. */
export type UpgradeSubscriptionInput = {
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The organization that has the subscription. */
  organizationId: string;
  /** The name of the plan. */
  plan: string;
};

export type PlanChoicesQueryVariables = Exact<{ [key: string]: never; }>;


export type PlanChoicesQuery = { plans: Array<{ name: string, title: string, interval: PlanInterval, refresh: PlanRefresh, selfService: boolean, seats: number | null, rolloverMax: number | null, upgradePolicy: PlanUpgradePolicy, concurrentTasks: number | null, tasksPerMinute: number | null, assumed: Array<string> | null, price: { amount: number, currency: string } | null, credits: Array<{ creditType: string, credits: number }>, trial: { days: number } | null, catalogue: { name: string } | null }> };

export type StartSubscriptionMutationVariables = Exact<{
  input: StartSubscriptionInput;
}>;


export type StartSubscriptionMutation = { startSubscription:
    | { __typename: 'CreditsOutOfBoundsError', code: ErrorCode, message: string }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'ExternalIdTakenError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SeatsExceededError', code: ErrorCode, message: string }
    | { __typename: 'StartSubscriptionSuccess' }
    | { __typename: 'SubscriptionExistsError', code: ErrorCode, message: string }
    | { __typename: 'TrialUsedError', code: ErrorCode, message: string }
   };

export type UpgradeSubscriptionMutationVariables = Exact<{
  input: UpgradeSubscriptionInput;
}>;


export type UpgradeSubscriptionMutation = { upgradeSubscription:
    | { __typename: 'CreditsOutOfBoundsError', code: ErrorCode, message: string }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotAnUpgradeError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'NotSelfServiceError', code: ErrorCode, message: string }
    | { __typename: 'SeatsExceededError', code: ErrorCode, message: string }
    | { __typename: 'SubscriptionStateError', code: ErrorCode, message: string }
    | { __typename: 'UpgradeSubscriptionSuccess' }
   };

export type DowngradeSubscriptionMutationVariables = Exact<{
  input: DowngradeSubscriptionInput;
}>;


export type DowngradeSubscriptionMutation = { downgradeSubscription:
    | { __typename: 'DowngradeSubscriptionSuccess' }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'NotSelfServiceError', code: ErrorCode, message: string }
    | { __typename: 'SeatsExceededError', code: ErrorCode, message: string }
    | { __typename: 'SubscriptionStateError', code: ErrorCode, message: string }
   };

export type PauseSubscriptionMutationVariables = Exact<{
  input: PauseSubscriptionInput;
}>;


export type PauseSubscriptionMutation = { pauseSubscription:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'PauseSubscriptionSuccess' }
    | { __typename: 'SubscriptionStateError', code: ErrorCode, message: string }
   };

export type ResumeSubscriptionMutationVariables = Exact<{
  input: ResumeSubscriptionInput;
}>;


export type ResumeSubscriptionMutation = { resumeSubscription:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ResumeSubscriptionSuccess' }
    | { __typename: 'SubscriptionStateError', code: ErrorCode, message: string }
   };

export type CancelSubscriptionMutationVariables = Exact<{
  input: CancelSubscriptionInput;
}>;


export type CancelSubscriptionMutation = { cancelSubscription:
    | { __typename: 'CancelSubscriptionSuccess' }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'NotSelfServiceError', code: ErrorCode, message: string }
    | { __typename: 'SubscriptionStateError', code: ErrorCode, message: string }
   };

export type ReactivateSubscriptionMutationVariables = Exact<{
  input: ReactivateSubscriptionInput;
}>;


export type ReactivateSubscriptionMutation = { reactivateSubscription:
    | { __typename: 'CreditsOutOfBoundsError', code: ErrorCode, message: string }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ReactivateSubscriptionSuccess' }
    | { __typename: 'SeatsExceededError', code: ErrorCode, message: string }
    | { __typename: 'SubscriptionStateError', code: ErrorCode, message: string }
   };

export type MarkSubscriptionPaidMutationVariables = Exact<{
  input: MarkSubscriptionPaidInput;
}>;


export type MarkSubscriptionPaidMutation = { markSubscriptionPaid:
    | { __typename: 'CreditsOutOfBoundsError', code: ErrorCode, message: string }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'MarkSubscriptionPaidSuccess' }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SubscriptionStateError', code: ErrorCode, message: string }
   };

export type MarkSubscriptionPastDueMutationVariables = Exact<{
  input: MarkSubscriptionPastDueInput;
}>;


export type MarkSubscriptionPastDueMutation = { markSubscriptionPastDue:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'MarkSubscriptionPastDueSuccess' }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SubscriptionStateError', code: ErrorCode, message: string }
   };

export type UndoSubscriptionChangeMutationVariables = Exact<{
  input: UndoSubscriptionChangeInput;
}>;


export type UndoSubscriptionChangeMutation = { undoSubscriptionChange:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'NotSelfServiceError', code: ErrorCode, message: string }
    | { __typename: 'SubscriptionStateError', code: ErrorCode, message: string }
    | { __typename: 'UndoSubscriptionChangeSuccess' }
   };
