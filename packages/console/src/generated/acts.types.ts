/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** A correction of a wallet. */
export type AdjustCreditsInput = {
  /** The number of credits to add, as a new lot. Give exactly one of `add` and `remove`. */
  add?: number | null | undefined;
  /** The credit type, for example `music`. Null: the only one of the organization, or CREDIT_TYPE_REQUIRED if it has several or none yet. */
  creditType?: string | null | undefined;
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The member whose own wallet to correct, with `remove` only. Null: the pool. */
  memberId?: string | null | undefined;
  /** The organization whose credits to correct. */
  organizationId: string;
  /** The reason, for the journal; 1 to 500 characters. */
  reason: string;
  /** The number of available credits to remove, in burn-down order. Give exactly one of `add` and `remove`. */
  remove?: number | null | undefined;
};

/** A task to cancel. */
export type CancelTaskInput = {
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The id of the task. */
  taskId: string;
};

/** A lot whose dispute has ended, and how. */
export type CloseDisputeInput = {
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The lot, or one that was split off it. */
  lotId: string;
  /** The outcome: how it ended. */
  outcome: DisputeOutcome;
  /** The reason, for the journal; 1 to 500 characters. */
  reason: string;
};

/** The organization to close, and the reason. */
export type CloseOrganizationInput = {
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The organization. Required for the operator; others may leave it out. */
  organizationId?: string | null | undefined;
  /** The reason, for the audit log; 1 to 500 characters. */
  reason: string;
};

/** The outcomes of a dispute for the platform. */
export type DisputeOutcome =
  /** The dispute was lost: the payment was taken back. */
  | 'LOST'
  /** The dispute was won: the payment stands. */
  | 'WON';

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

/** Credits to grant. */
export type GrantCreditsInput = {
  /** The credit type, for example `music`. Null: the only one of the organization, or CREDIT_TYPE_REQUIRED if it has several or none yet. */
  creditType?: string | null | undefined;
  /** The number of credits, 1 or more. */
  credits: number;
  /** The time from which the credits can’t be used any more. Null: as the catalogue says for the kind, or else never. */
  expiresAt?: string | null | undefined;
  /** The platform’s own id of it, 1 to 255 characters, by which it can be found. Another one of its kind in the organization that has it is refused with EXTERNAL_ID_TAKEN. Null: none. */
  externalId?: string | null | undefined;
  /** The time in seconds for which those credits can still be used, 1 second to ten years. Required for GRACE; null for every other rule. */
  graceSeconds?: number | null | undefined;
  /** The rule for credits that a hold gives back after `expiresAt`. Null: that of the catalogue for the kind. */
  heldPastExpiry?: LotExpiryPolicy | null | undefined;
  /** The idempotency key, 1 to 255 characters: requests with the same key grant once. Null: each request grants. */
  idempotencyKey?: string | null | undefined;
  /** The way in which the credits come in. */
  kind?: LotKind;
  /** Texts of the platform’s own, by their keys: at most 50 keys. Everybody who sees the thing sees them. Null: none. */
  metadata?: Record<string, string | null> | null | undefined;
  /** The only models that they pay for. Empty or absent: all. */
  models?: Array<string> | null | undefined;
  /** The only operations that they pay for. Empty or absent: all. */
  operations?: Array<string> | null | undefined;
  /** The organization that gets the credits. */
  organizationId: string;
  /** The money that was paid for all of them: their cost basis. Null: unknown. */
  paid?: MoneyInput | null | undefined;
  /** The priority in the burn-down order: lower is used first. Null: as the catalogue says for the kind, or else 0. */
  priority?: number | null | undefined;
  /** True: the credits are locked while no subscription is active. Null: as the catalogue says for the kind. */
  requiresSubscription?: boolean | null | undefined;
  /** The origin of the credits, in the caller’s words, such as an invoice number. Null: none. */
  source?: string | null | undefined;
  /** The time from which the credits can be used. Null: at once. */
  usableFrom?: string | null | undefined;
};

/** A lot, and the reason for the journal. */
export type LockLotInput = {
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The credit lot. */
  lotId: string;
  /** The reason, for the journal; 1 to 500 characters. */
  reason: string;
};

/** The rules for credits that a hold gives back after their lot has expired. */
export type LotExpiryPolicy =
  /** The credits expire at once. */
  | 'FORFEIT'
  /** The credits can be used for `graceSeconds` after the expiry; then they expire. */
  | 'GRACE'
  /** The credits can be used, and don’t expire any more. */
  | 'HONOUR';

/** The ways in which credits come in. */
export type LotKind =
  /** Credits that the platform added as a correction. */
  | 'ADJUSTMENT'
  /** Credits that a member got from the organization’s pool. */
  | 'ALLOCATION'
  /** Credits that were bought in addition to a plan. */
  | 'EXTRA'
  /** Credits that were given as a present. */
  | 'PROMO'
  /** Credits that came with a cycle of a plan. */
  | 'SUBSCRIPTION'
  /** Credits that were bought without a plan. */
  | 'TOP_UP';

/** An amount of money. */
export type MoneyInput = {
  /** The amount in the smallest unit of the currency: 1999 is 19.99 USD. */
  amount: number;
  /** The currency as an ISO 4217 code: `USD`. */
  currency: string;
};

/** A lot whose payment is disputed, and the reason. */
export type OpenDisputeInput = {
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The lot, or one that was split off it. */
  lotId: string;
  /** The reason, for the journal; 1 to 500 characters. */
  reason: string;
};

/** A hold without a task that has ended, and the credits to give back of it. */
export type RefundHoldInput = {
  /** The number of credits to refund, 1 or more. Null: all that were used and not refunded yet. */
  credits?: number | null | undefined;
  /** The hold that has ended. */
  holdId: string;
  /** Refunds once however often this is sent; 1 to 255 characters. Null: each request refunds. */
  idempotencyKey?: string | null | undefined;
  /** The reason, for the journal and the audit log; 1 to 500 characters. */
  reason: string;
};

/** A purchase whose payment was given back, all or a part. */
export type RefundLotInput = {
  /** The number of credits to take back, 1 or more. Give exactly one of `credits` and `money`. */
  credits?: number | null | undefined;
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The lot that the payment brought, or one that was split off it. */
  lotId: string;
  /** The money that was given back: it must pay for whole credits of the lot, in the currency of the lot. Give exactly one of `credits` and `money`. */
  money?: MoneyInput | null | undefined;
  /** The reason, for the journal and the audit log; 1 to 500 characters. */
  reason: string;
};

/** A task that has ended, and the credits to give back of it. */
export type RefundTaskInput = {
  /** The type of the credits, if the task costs several. Null: with `credits` that of the price rule; without, all that the task costs. */
  creditType?: string | null | undefined;
  /** The number of credits to refund, 1 or more. Null: all that were used and not refunded yet. */
  credits?: number | null | undefined;
  /** Refunds once however often this is sent; 1 to 255 characters. Null: each request refunds. */
  idempotencyKey?: string | null | undefined;
  /** The reason, for the journal and the audit log; 1 to 500 characters. */
  reason: string;
  /** The task that has ended. */
  taskId: string;
};

/** A person who has lost their second factor. */
export type RemoveSecondFactorInput = {
  /** The reason, for the audit log, such as how the person was identified; 1 to 500 characters. */
  reason: string;
  /** The person, as `Member.subject` has them: `user:` and an id. */
  subject: string;
};

/** The organization to resume. */
export type ResumeOrganizationInput = {
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The organization. */
  organizationId: string;
};

/** An API key to revoke. */
export type RevokeApiKeyInput = {
  /** The API key to revoke. */
  apiKeyId: string;
};

/** The billing details of an organization. They replace the present ones. */
export type SetBillingDetailsInput = {
  /** The address, of one or several lines; 1 to 500 characters. */
  address: string;
  /** The mail address, at most 255 characters. Null: none. */
  email?: string | null | undefined;
  /** The name; 1 to 200 characters. */
  name: string;
  /** The organization. Required for the operator; others may leave it out. */
  organizationId?: string | null | undefined;
  /** The tax id, 1 to 50 characters. Null: none. */
  taxId?: string | null | undefined;
};

/** The organization, and its largest number of tasks. */
export type SetConcurrencyLimitInput = {
  /** The organization whose tasks to limit. */
  organizationId: string;
  /** The largest number of tasks that workers and providers may have at the same time, 1 or more. Null: no limit. */
  tasksAtOnce?: number | null | undefined;
};

/** Maintenance to begin or to end. */
export type SetMaintenanceInput = {
  /** The organization. Null: all organizations. */
  organizationId?: string | null | undefined;
  /** The reason, as a sentence for the refused callers. Null: maintenance ends. */
  reason?: string | null | undefined;
};

/** The storage quotas of an organization. An absent or null quota is set to its default. */
export type SetQuotasInput = {
  /** The most bytes of files; by default 1099511627776. */
  fileBytes?: number | null | undefined;
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The organization. */
  organizationId: string;
  /** The most binding quotes; by default 10000. */
  quotes?: number | null | undefined;
  /** The most bytes of inputs and results; by default 10737418240. */
  taskBytes?: number | null | undefined;
  /** The most tasks; by default 10000000. */
  tasks?: number | null | undefined;
};

/** A wallet that owes credits. */
export type SettleDebtInput = {
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The reason, for the audit log; 1 to 500 characters. */
  reason: string;
  /** The id of the wallet. */
  walletId: string;
};

/** The organization to suspend, and the reason. */
export type SuspendOrganizationInput = {
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The organization. */
  organizationId: string;
  /** The reason, for the members; 1 to 500 characters. */
  reason: string;
};

/** A lot, and the reason for the journal. */
export type UnlockLotInput = {
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The credit lot. */
  lotId: string;
  /** The reason, for the journal; 1 to 500 characters. */
  reason: string;
};

/** A thing, and its new external id and metadata. */
export type UpdateLabelsInput = {
  /** The platform’s own id of it, 1 to 255 characters. Null: it has none any more. Absent: it stays as it is. */
  externalId?: string | null | undefined;
  /** The texts to set, by their keys: other keys stay as they are, and a key with null is removed. Null: all keys are removed. Absent: all stay as they are. */
  metadata?: Record<string, string | null> | null | undefined;
  /** The id of a node of type Organization, Member, CreditLot, Hold, Task, ApiKey, PlanSubscription; it may have ended. */
  subjectId: string;
};

export type GrantCreditsMutationVariables = Exact<{
  input: GrantCreditsInput;
}>;


export type GrantCreditsMutation = { grantCredits:
    | { __typename: 'CreditTypeRequiredError', code: ErrorCode, message: string }
    | { __typename: 'CreditsOutOfBoundsError', code: ErrorCode, message: string }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'ExpiryPassedError', code: ErrorCode, message: string }
    | { __typename: 'ExternalIdTakenError', code: ErrorCode, message: string }
    | { __typename: 'GrantCreditsSuccess', wallet: { id: string, creditType: string, available: number } }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'LimitReachedError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'PurchaseNotAllowedError', code: ErrorCode, message: string }
   };

export type AdjustCreditsMutationVariables = Exact<{
  input: AdjustCreditsInput;
}>;


export type AdjustCreditsMutation = { adjustCredits:
    | { __typename: 'AdjustCreditsSuccess', wallet: { id: string, creditType: string, available: number } }
    | { __typename: 'CreditTypeRequiredError', code: ErrorCode, message: string }
    | { __typename: 'CreditsOutOfBoundsError', code: ErrorCode, message: string }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InsufficientCreditsError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'LimitReachedError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type SettleDebtMutationVariables = Exact<{
  input: SettleDebtInput;
}>;


export type SettleDebtMutation = { settleDebt:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'NothingOwedError', code: ErrorCode, message: string }
    | { __typename: 'SettleDebtSuccess' }
   };

export type RefundTaskMutationVariables = Exact<{
  input: RefundTaskInput;
}>;


export type RefundTaskMutation = { refundTask:
    | { __typename: 'CreditsOutOfBoundsError', code: ErrorCode, message: string }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'HoldOpenError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'RefundAllowanceError', code: ErrorCode, message: string }
    | { __typename: 'RefundExceedsSpentError', code: ErrorCode, message: string }
    | { __typename: 'RefundTaskSuccess', task: { id: string, sequence: number, refundedCredits: number } }
   };

export type CancelTaskMutationVariables = Exact<{
  input: CancelTaskInput;
}>;


export type CancelTaskMutation = { cancelTask:
    | { __typename: 'CancelTaskSuccess' }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'TaskStateError', code: ErrorCode, message: string }
   };

export type RefundHoldMutationVariables = Exact<{
  input: RefundHoldInput;
}>;


export type RefundHoldMutation = { refundHold:
    | { __typename: 'CreditsOutOfBoundsError', code: ErrorCode, message: string }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'HoldOfTaskError', code: ErrorCode, message: string }
    | { __typename: 'HoldOpenError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'RefundExceedsSpentError', code: ErrorCode, message: string }
    | { __typename: 'RefundHoldSuccess' }
   };

export type RefundLotMutationVariables = Exact<{
  input: RefundLotInput;
}>;


export type RefundLotMutation = { refundLot:
    | { __typename: 'DisputeStateError', code: ErrorCode, message: string }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'RefundExceedsLotError', code: ErrorCode, message: string }
    | { __typename: 'RefundLotSuccess' }
   };

export type LockLotMutationVariables = Exact<{
  input: LockLotInput;
}>;


export type LockLotMutation = { lockLot:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'LockLotSuccess' }
    | { __typename: 'LotLockedError', code: ErrorCode, message: string }
    | { __typename: 'LotStateError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type UnlockLotMutationVariables = Exact<{
  input: UnlockLotInput;
}>;


export type UnlockLotMutation = { unlockLot:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'LotLockedError', code: ErrorCode, message: string }
    | { __typename: 'LotNotLockedError', code: ErrorCode, message: string }
    | { __typename: 'LotStateError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'UnlockLotSuccess' }
   };

export type OpenDisputeMutationVariables = Exact<{
  input: OpenDisputeInput;
}>;


export type OpenDisputeMutation = { openDispute:
    | { __typename: 'DisputeStateError', code: ErrorCode, message: string }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'OpenDisputeSuccess' }
   };

export type CloseDisputeMutationVariables = Exact<{
  input: CloseDisputeInput;
}>;


export type CloseDisputeMutation = { closeDispute:
    | { __typename: 'CloseDisputeSuccess' }
    | { __typename: 'DisputeStateError', code: ErrorCode, message: string }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type SuspendOrganizationMutationVariables = Exact<{
  input: SuspendOrganizationInput;
}>;


export type SuspendOrganizationMutation = { suspendOrganization:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SuspendOrganizationSuccess' }
   };

export type ResumeOrganizationMutationVariables = Exact<{
  input: ResumeOrganizationInput;
}>;


export type ResumeOrganizationMutation = { resumeOrganization:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ResumeOrganizationSuccess' }
   };

export type CloseOrganizationMutationVariables = Exact<{
  input: CloseOrganizationInput;
}>;


export type CloseOrganizationMutation = { closeOrganization:
    | { __typename: 'CloseOrganizationSuccess' }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type SetQuotasMutationVariables = Exact<{
  input: SetQuotasInput;
}>;


export type SetQuotasMutation = { setQuotas:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SetQuotasSuccess' }
   };

export type SetConcurrencyLimitMutationVariables = Exact<{
  input: SetConcurrencyLimitInput;
}>;


export type SetConcurrencyLimitMutation = { setConcurrencyLimit:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SetConcurrencyLimitSuccess' }
   };

export type SetBillingDetailsMutationVariables = Exact<{
  input: SetBillingDetailsInput;
}>;


export type SetBillingDetailsMutation = { setBillingDetails:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SetBillingDetailsSuccess' }
   };

export type SetMaintenanceMutationVariables = Exact<{
  input: SetMaintenanceInput;
}>;


export type SetMaintenanceMutation = { setMaintenance:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SetMaintenanceSuccess', reason: string | null }
   };

export type UpdateLabelsMutationVariables = Exact<{
  input: UpdateLabelsInput;
}>;


export type UpdateLabelsMutation = { updateLabels:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'ExternalIdTakenError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'UpdateLabelsSuccess' }
   };

export type RevokeApiKeyMutationVariables = Exact<{
  input: RevokeApiKeyInput;
}>;


export type RevokeApiKeyMutation = { revokeApiKey:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'OwnersOnlyError', code: ErrorCode, message: string }
    | { __typename: 'RevokeApiKeySuccess' }
   };

export type RemoveSecondFactorMutationVariables = Exact<{
  input: RemoveSecondFactorInput;
}>;


export type RemoveSecondFactorMutation = { removeSecondFactor:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'RemoveSecondFactorSuccess' }
   };
