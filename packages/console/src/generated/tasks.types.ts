/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** Credits of one type. */
export type CreditAmountInput = {
  /** The type of the credits. */
  creditType: string;
  /** The number of credits. */
  credits: number;
};

/** The buckets between which the credits of an entry moved. */
export type JournalEntryType =
  /** Spent credits were revoked, because the payment for them was taken back. */
  | 'CHARGE_BACK'
  /** This wallet has taken over the debt of a member’s wallet. */
  | 'DEBT_IN'
  /** The pool has taken over a debt of this wallet. */
  | 'DEBT_OUT'
  /** Available credits expired. */
  | 'EXPIRE'
  /** Available credits were frozen for a hold. */
  | 'FREEZE'
  /** New credits came in as available credits. */
  | 'GRANT'
  /** Available credits were locked. */
  | 'LOCK'
  /** Moved credits came back from another wallet, and are available in the lot that they came in with. */
  | 'MOVE_BACK'
  /** Credits of another wallet came in as available credits of a new lot. */
  | 'MOVE_IN'
  /** Available credits moved to another wallet. */
  | 'MOVE_OUT'
  /** Credits were used that were not available: the wallet owes them from now on. */
  | 'OWE'
  /** Spent credits of an ended hold or task were refunded and became available. */
  | 'REFUND'
  /** Frozen credits of a hold were given back and became available. */
  | 'RELEASE'
  /** Available credits were spent to pay a debt of the wallet. */
  | 'REPAY'
  /** Available credits were revoked. */
  | 'REVOKE'
  /** Frozen credits of a hold were spent. */
  | 'SPEND'
  /** Locked credits became available. */
  | 'UNLOCK'
  /** Credits were used that were not available, and were written off: a loss of the platform. */
  | 'WRITE_OFF';

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

/** The measures by which the units of a price are counted when the task has succeeded. */
export type PriceSettleBy =
  /** The length of the list in the field `settleField` of the result; `files` if that is null. */
  | 'OUTPUTS'
  /** The number or the text in the field `settleField` of the result. */
  | 'RESULT'
  /** The time from the start of the task, or from its submit if it was not started, to its completion. */
  | 'SECONDS';

/** The availability of an operation. */
export type PriceState =
  /** The operation is available. */
  | 'ACTIVE'
  /** The operation is available, with a warning, and will become UNAVAILABLE. */
  | 'DEPRECATED'
  /** The operation is not available: submitting is refused. */
  | 'UNAVAILABLE';

/** The units that a price can be for. */
export type PriceUnit =
  /** A price for the whole task, whatever its input. */
  | 'CALL'
  /** A price for each character of a text, which is counted in Unicode code points. */
  | 'CHARACTER'
  /** A price for each unit of the number in `unitField`, whatever it counts: questions, pages, voices. */
  | 'FIELD'
  /** A price for each million pixels; the fields contain pixels: `width*height`. */
  | 'MEGAPIXEL'
  /** A price for each minute; the field contains seconds, so 90 are 1.5 minutes. */
  | 'MINUTE'
  /** A price for each output that the input asks for. */
  | 'OUTPUT'
  /** A price for each second that the input asks for; a started second counts, unless `step` says otherwise. */
  | 'SECOND'
  /** A price for each token; the field contains their number. */
  | 'TOKEN';

/** A number of tasks of one kind. */
export type QuoteItemInput = {
  /** The number of tasks; up to 1,000 for all items together. */
  count?: number;
  /** The input of the task, as for submitTask. Null: an empty object. */
  input?: Record<string, unknown> | null | undefined;
  /** The most that each task may cost of each credit type, as for submitTask; a type that it does not name is not limited. Null: none is. */
  maxCosts?: Array<CreditAmountInput> | null | undefined;
  /** The most that each task may cost, as for submitTask. Null: whatever its price is; it is required if the price follows the result and the input does not limit it. */
  maxCredits?: number | null | undefined;
  /** The name of the model: `suno`. */
  model: string;
  /** The operation: `music`. */
  operation: string;
  /** The tags that the tasks would have, for the budgets that limit a tag. Null: none. */
  tags?: Array<string> | null | undefined;
};

/** The states of the approval of a task that costs more than the policy allows without one. */
export type TaskApproval =
  /** An OWNER or ADMIN has approved the task. */
  | 'APPROVED'
  /** An OWNER or ADMIN has declined the task, and it is CANCELED. */
  | 'DECLINED'
  /** Nobody approved or declined the task in time, and it has TIMED_OUT. */
  | 'LAPSED'
  /** The task waits for approval. Its price is frozen. */
  | 'PENDING';

/** The conditions that a task must meet; absent ones do not restrict it. */
export type TaskFilter = {
  /** Lists only the task with this external id. */
  externalId?: string | null | undefined;
  /** Lists only tasks that this member has submitted. */
  memberId?: string | null | undefined;
  /** Lists only tasks of this model: `suno`. */
  model?: string | null | undefined;
  /** Lists only tasks of this operation: `music`. */
  operation?: string | null | undefined;
  /** Lists only tasks in one of these states. */
  statuses?: Array<TaskStatus> | null | undefined;
  /** Lists only tasks that were submitted at this time or later. */
  submittedFrom?: string | null | undefined;
  /** Lists only tasks that were submitted before this time, which is later than `submittedFrom`. */
  submittedUntil?: string | null | undefined;
  /** Lists only tasks with this tag. */
  tag?: string | null | undefined;
  /** Lists only tasks with all of these words, at most 8, or parts of words, in the `title`, `prompt`, `text`, `lyrics` or `name` of their input, whatever their case; or the task with this id or external id. 1 to 200 characters. Words are looked for in the newest 50,000 tasks of the time from `submittedFrom` to `submittedUntil`. */
  text?: string | null | undefined;
  /** True: only tasks that wait for approval. False or null: all tasks. */
  waitingForApproval?: boolean | null | undefined;
};

/** The last sequence number of a task that a client has seen. */
export type TaskSequence = {
  /** The last `sequence` that it has seen. */
  sequence: number;
  /** The id of the task. */
  taskId: string;
};

/** The states of a task. The last four are terminal; only a TIMED_OUT task may still be completed. */
export type TaskStatus =
  /** The task has ended, and its credits were given back. */
  | 'CANCELED'
  /** The task has ended, and its credits were given back. */
  | 'FAILED'
  /** The task is waiting. Its price is frozen. */
  | 'QUEUED'
  /** A worker or a provider is doing the task. */
  | 'RUNNING'
  /** The task has ended with a result, and its credits were spent. */
  | 'SUCCEEDED'
  /** The deadline of the task passed; its credits were given back. It can still be completed, late. */
  | 'TIMED_OUT';

/** The states of a webhook delivery. */
export type WebhookDeliveryStatus =
  /** The message was not accepted, and is not sent again. */
  | 'FAILED'
  /** The message is sent again and again for about a day, or waits until its endpoint is ENABLED. */
  | 'PENDING'
  /** The message was answered with a status of 200 to 299. */
  | 'SUCCEEDED';

export type TaskPageOfQueryVariables = Exact<{
  filter?: TaskFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type TaskPageOfQuery = { organization: { id: string, tasks: { edges: Array<{ node: { id: string, sequence: number, model: string, operation: string, status: TaskStatus, progress: number, approval: TaskApproval | null, credits: number, createdAt: string, endedAt: string | null, tags: Array<string>, externalId: string | null, input: Record<string, unknown>, failureReason: string | null, costs: Array<{ creditType: string, credits: number }>, member: { id: string, name: string } | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type TaskChangesSubscriptionVariables = Exact<{
  after?: Array<TaskSequence> | TaskSequence | null | undefined;
}>;


export type TaskChangesSubscription = { tasksUpdated: { id: string, sequence: number, model: string, operation: string, status: TaskStatus, progress: number, approval: TaskApproval | null, credits: number, createdAt: string, endedAt: string | null, tags: Array<string>, externalId: string | null, input: Record<string, unknown>, failureReason: string | null, costs: Array<{ creditType: string, credits: number }>, member: { id: string, name: string } | null } };

export type RowFragment = { id: string, sequence: number, model: string, operation: string, status: TaskStatus, progress: number, approval: TaskApproval | null, credits: number, createdAt: string, endedAt: string | null, tags: Array<string>, externalId: string | null, input: Record<string, unknown>, failureReason: string | null, costs: Array<{ creditType: string, credits: number }>, member: { id: string, name: string } | null };

export type MembersByNameQueryVariables = Exact<{
  name?: string | null | undefined;
}>;


export type MembersByNameQuery = { organization: { id: string, members: { edges: Array<{ node: { id: string, name: string } | null }> } } | null };

export type ModelsQueryVariables = Exact<{ [key: string]: never; }>;


export type ModelsQuery = { priceRules: Array<{ id: string, model: string, operation: string, variant: string, provider: string, state: PriceState, notice: string | null, unitField: string | null, conditions: Array<{ field: string, required: boolean, min: number | null, max: number | null, below: number | null, maxLength: number | null, oneOf: Array<string> | null, oneOfNumbers: Array<number> | null, oneOfBooleans: Array<boolean> | null }>, inputLimits: Array<{ field: string, required: boolean, min: number | null, max: number | null, below: number | null, maxLength: number | null, oneOf: Array<string> | null, oneOfNumbers: Array<number> | null, oneOfBooleans: Array<boolean> | null }>, parts: Array<{ unit: PriceUnit, unitField: string | null, defaultUnits: number | null }> }> };

export type ConstraintFragment = { field: string, required: boolean, min: number | null, max: number | null, below: number | null, maxLength: number | null, oneOf: Array<string> | null, oneOfNumbers: Array<number> | null, oneOfBooleans: Array<boolean> | null };

export type QuoteManyQueryVariables = Exact<{
  items: Array<QuoteItemInput> | QuoteItemInput;
}>;


export type QuoteManyQuery = { quoteTasks:
    | { __typename: 'EndedError', message: string }
    | { __typename: 'InvalidInputError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'TasksQuote', items: Array<{ price: { credits: number, isMaximum: boolean, costs: Array<{ creditType: string, credits: number }> } | null, refusal:
          | { __typename: 'AlreadyMemberError', message: string }
          | { __typename: 'BudgetExceededError', message: string }
          | { __typename: 'ClockBackwardsError', message: string }
          | { __typename: 'CreditRequestOpenError', message: string }
          | { __typename: 'CreditTypeRequiredError', message: string }
          | { __typename: 'CreditsOutOfBoundsError', message: string }
          | { __typename: 'DisputeStateError', message: string }
          | { __typename: 'DomainNotVerifiedError', message: string }
          | { __typename: 'EffectiveFromPastError', message: string }
          | { __typename: 'EndedError', message: string }
          | { __typename: 'ExpiryPassedError', message: string }
          | { __typename: 'ExternalIdTakenError', message: string }
          | { __typename: 'HoldMeteredError', message: string }
          | { __typename: 'HoldNotMeteredError', message: string }
          | { __typename: 'HoldNotOpenError', message: string }
          | { __typename: 'HoldOfTaskError', message: string }
          | { __typename: 'HoldOpenError', message: string }
          | { __typename: 'IdempotencyConflictError', message: string }
          | { __typename: 'InputLimitError', message: string }
          | { __typename: 'InsufficientCreditsError', message: string }
          | { __typename: 'InvalidInputError', message: string }
          | { __typename: 'InvitationAddressError', message: string }
          | { __typename: 'InvitationEndedError', message: string }
          | { __typename: 'KeyReplacedError', message: string }
          | { __typename: 'LastOwnerError', message: string }
          | { __typename: 'LeaseLostError', message: string }
          | { __typename: 'LimitReachedError', message: string }
          | { __typename: 'LimitedKeyError', message: string }
          | { __typename: 'LotLockedError', message: string }
          | { __typename: 'LotNotLockedError', message: string }
          | { __typename: 'LotStateError', message: string }
          | { __typename: 'MaintenanceError', message: string }
          | { __typename: 'MaxCreditsExceededError', message: string }
          | { __typename: 'MeterSequenceError', message: string }
          | { __typename: 'MeterStoppedError', message: string }
          | { __typename: 'NoPriceError', message: string }
          | { __typename: 'NotAnUpgradeError', message: string }
          | { __typename: 'NotEntitledError', message: string }
          | { __typename: 'NotFoundError', message: string }
          | { __typename: 'NotSandboxError', message: string }
          | { __typename: 'NotSelfServiceError', message: string }
          | { __typename: 'NothingOwedError', message: string }
          | { __typename: 'OperationUnavailableError', message: string }
          | { __typename: 'OrganizationSuspendedError', message: string }
          | { __typename: 'OwnersOnlyError', message: string }
          | { __typename: 'PaymentStateError', message: string }
          | { __typename: 'PlanLimitError', message: string }
          | { __typename: 'PriceRuleExistsError', message: string }
          | { __typename: 'ProviderFailedError', message: string }
          | { __typename: 'PurchaseNotAllowedError', message: string }
          | { __typename: 'QuotaExceededError', message: string }
          | { __typename: 'QuoteExpiredError', message: string }
          | { __typename: 'QuoteMismatchError', message: string }
          | { __typename: 'QuoteTakenError', message: string }
          | { __typename: 'RefundAllowanceError', message: string }
          | { __typename: 'RefundExceedsLotError', message: string }
          | { __typename: 'RefundExceedsSpentError', message: string }
          | { __typename: 'RunCreditTypeError', message: string }
          | { __typename: 'RunExceededError', message: string }
          | { __typename: 'ScopeNotAllowedError', message: string }
          | { __typename: 'SeatsExceededError', message: string }
          | { __typename: 'SignInRequirementError', message: string }
          | { __typename: 'SpendExceedsHoldError', message: string }
          | { __typename: 'SubscriptionExistsError', message: string }
          | { __typename: 'SubscriptionStateError', message: string }
          | { __typename: 'TaskStateError', message: string }
          | { __typename: 'TrialUsedError', message: string }
         | null }>, totals: Array<{ creditType: string, credits: number, available: number }> }
   | null };

export type WaitingTasksQueryVariables = Exact<{ [key: string]: never; }>;


export type WaitingTasksQuery = { organization: { id: string, tasks: { edges: Array<{ node: { id: string, model: string, operation: string, credits: number, createdAt: string, deadlineAt: string, input: Record<string, unknown>, costs: Array<{ creditType: string, credits: number }>, member: { id: string, name: string } | null } | null }>, pageInfo: { hasNextPage: boolean } } } | null };

export type RefundAllowancesQueryVariables = Exact<{ [key: string]: never; }>;


export type RefundAllowancesQuery = { organization: { id: string, refundAllowances: Array<{ creditType: string, monthlyMax: number, left: number, renewsAt: string }> } | null };

export type TaskDetailsQueryVariables = Exact<{
  id: string;
}>;


export type TaskDetailsQuery = { node:
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string, model: string, operation: string, provider: string, status: TaskStatus, progress: number, approval: TaskApproval | null, credits: number, refundedCredits: number, createdAt: string, startedAt: string | null, endedAt: string | null, deadlineAt: string, forgottenAt: string | null, failureReason: string | null, externalId: string | null, tags: Array<string>, input: Record<string, unknown>, result: Record<string, unknown> | null, webhookUrl: string | null, member: { id: string, name: string } | null, apiKey: { id: string, name: string } | null, files: Array<{ name: string, url: string, bytes: number, contentType: string }>, costs: Array<{ creditType: string, credits: number, hold: { id: string, lines: Array<{ credits: number, lot: { id: string, kind: LotKind, source: string | null, expiresAt: string | null } }> } | null }>, priceRule: { id: string, variant: string, effectiveFrom: string, isContract: boolean }, priceParts: Array<{ units: number | null, part: { creditType: string, credits: number, per: number, unit: PriceUnit, unitField: string | null, settleBy: PriceSettleBy | null, tiers: Array<{ upTo: number }> } }>, receipt: { attempts: number, costs: Array<{ creditType: string, price: number, charged: number, refunded: number, lots: Array<{ spent: number, refunded: number, expiresAt: string | null, lot: { id: string, kind: LotKind, source: string | null } }> }>, journal: Array<{ id: string, type: JournalEntryType, credits: number, createdAt: string, reason: string | null }>, links: { page: string, pdf: string } | null } | null, webhookDeliveries: { edges: Array<{ node: { id: string, status: WebhookDeliveryStatus, attempts: number, responseStatus: number | null, error: string | null, createdAt: string } | null }> } | null }
    | { id: string }
    | { id: string }
    | { id: string }
   | null };

export type DetailsFragment = { model: string, operation: string, provider: string, status: TaskStatus, progress: number, approval: TaskApproval | null, credits: number, refundedCredits: number, createdAt: string, startedAt: string | null, endedAt: string | null, deadlineAt: string, forgottenAt: string | null, failureReason: string | null, externalId: string | null, tags: Array<string>, input: Record<string, unknown>, result: Record<string, unknown> | null, webhookUrl: string | null, member: { id: string, name: string } | null, apiKey: { id: string, name: string } | null, files: Array<{ name: string, url: string, bytes: number, contentType: string }>, costs: Array<{ creditType: string, credits: number, hold: { id: string, lines: Array<{ credits: number, lot: { id: string, kind: LotKind, source: string | null, expiresAt: string | null } }> } | null }>, priceRule: { id: string, variant: string, effectiveFrom: string, isContract: boolean }, priceParts: Array<{ units: number | null, part: { creditType: string, credits: number, per: number, unit: PriceUnit, unitField: string | null, settleBy: PriceSettleBy | null, tiers: Array<{ upTo: number }> } }>, receipt: { attempts: number, costs: Array<{ creditType: string, price: number, charged: number, refunded: number, lots: Array<{ spent: number, refunded: number, expiresAt: string | null, lot: { id: string, kind: LotKind, source: string | null } }> }>, journal: Array<{ id: string, type: JournalEntryType, credits: number, createdAt: string, reason: string | null }>, links: { page: string, pdf: string } | null } | null, webhookDeliveries: { edges: Array<{ node: { id: string, status: WebhookDeliveryStatus, attempts: number, responseStatus: number | null, error: string | null, createdAt: string } | null }> } | null };
