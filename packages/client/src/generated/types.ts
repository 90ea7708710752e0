/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** An invitation to accept. */
export type AcceptInvitationInput = {
  /** The secret from the link of the invitation. */
  invitationSecret: string;
};

/** A member to add. */
export type AddMemberInput = {
  /** The platform’s own id of the member, 1 to 255 characters, by which `member(externalId:)` finds it. If another member has it, also a removed one, the request is refused with EXTERNAL_ID_TAKEN, unless it is an `upsert`. Null: none. */
  externalId?: string | null | undefined;
  /** Texts of the platform’s own, by their keys: at most 50 keys. Everybody who sees the thing sees them. Null: none. */
  metadata?: Record<string, string | null> | null | undefined;
  /** The name, for people to read; 1 to 200 characters. */
  name: string;
  /** The organization that the member joins. */
  organizationId: string;
  /** The role of the member. */
  role: MemberRole;
  /** The identity that signs in as this member, for a platform with its own tokens: the issuer, `#` and the claim `sub`. Null: nobody signs in as this member. */
  subject?: string | null | undefined;
  /** True: if there is a member with this `externalId`, which is required, they get this name and this role, this subject unless it is null, and this metadata as by `updateLabels`. A member who was removed is refused with ENDED. */
  upsert?: boolean;
};

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

/** The organization whose test clock to move, and its new time. */
export type AdvanceClockInput = {
  /** The SANDBOX organization whose clock to move. */
  organizationId: string;
  /** The new time of the clock, at most ten years ahead. */
  to: string;
};

/** The kinds of alerts. */
export type AlertKind =
  /** The available credits of a wallet have fallen to a balance threshold. It is raised again only after they have been above it. */
  | 'BALANCE_LOW'
  /** The usage of a budget has reached one of its thresholds. */
  | 'BUDGET_THRESHOLD'
  /** A member asks for credits. An OWNER or ADMIN decides, by decideCreditRequest. */
  | 'CREDITS_REQUESTED'
  /** Credits will be lost: at the present pace they are not used before they expire. It is raised `expiryAlertDays` before, once for each lot. */
  | 'LOT_EXPIRING'
  /** The saved means of payment could not be charged for a payment. `message` says whether it is tried again, and what can be done. */
  | 'PAYMENT_FAILED'
  /** An auto top-up buys nothing for now, or has ended. `message` says why, and until when. */
  | 'TOP_UP_STOPPED'
  /** A webhook endpoint did not accept any message for a day, or answered 410, and gets no messages any more. `message` says how to enable it again. */
  | 'WEBHOOK_DISABLED';

/** Credits to move from the pool to members, with an amount for each. */
export type AllocateCreditsInput = {
  /** The members and the credits that each gets; 1 to 1,000 items. */
  allocations: Array<AllocationInput>;
  /** The credit type, for example `music`. Null: the only one of the organization, or CREDIT_TYPE_REQUIRED if it has several or none yet. */
  creditType?: string | null | undefined;
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The organization. Required for the operator; others may leave it out. */
  organizationId?: string | null | undefined;
  /** The reason, for the journals; 1 to 500 characters. Null: none. */
  reason?: string | null | undefined;
};

/** Credits to move from the pool to members in equal shares. */
export type AllocateEquallyInput = {
  /** The credit type, for example `music`. Null: the only one of the organization, or CREDIT_TYPE_REQUIRED if it has several or none yet. */
  creditType?: string | null | undefined;
  /** The total number of credits to share. The remainder that can’t be shared equally stays in the pool. */
  credits: number;
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The members who get a share. Null: all who may submit tasks. */
  memberIds?: Array<string> | null | undefined;
  /** The organization. Required for the operator; others may leave it out. */
  organizationId?: string | null | undefined;
  /** The reason, for the journals; 1 to 500 characters. Null: none. */
  reason?: string | null | undefined;
};

/** A member and the credits that the member gets. */
export type AllocationInput = {
  /** The number of credits, 1 or more. */
  credits: number;
  /** The id of the member. */
  memberId: string;
};

/** A task to approve. */
export type ApproveTaskInput = {
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The id of the task. */
  taskId: string;
};

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

/** The effects of a budget on a request that would exceed it. */
export type BudgetEnforcement =
  /** The budget refuses the request. */
  | 'HARD'
  /** The budget raises alerts and refuses nothing. */
  | 'SOFT';

/** The periods of budgets. Days, weeks and months begin at midnight in the time zone of the organization. */
export type BudgetPeriod =
  /** A day, which begins at midnight. */
  | 'DAY'
  /** A month, which begins on its first day. */
  | 'MONTH'
  /** No period: the budget counts from its creation on. */
  | 'TOTAL'
  /** A week, which begins on Monday. */
  | 'WEEK';

/** The criteria by which one of two lots is used first. */
export type BurnDownCriterion =
  /** The older lot is used first. */
  | 'AGE'
  /** The lot with the lower cost per credit is used first. A lot without a known cost counts as free. */
  | 'COST'
  /** The lot that expires earlier is used first. Lots that never expire are used last. */
  | 'EXPIRY'
  /** Lots that were given are used before lots that were bought: PROMO, SUBSCRIPTION, ALLOCATION, ADJUSTMENT, TOP_UP, EXTRA. */
  | 'KIND'
  /** The lot with the lower `priority` is used first. */
  | 'PRIORITY';

/** An export to end. */
export type CancelExportInput = {
  /** The export to end, which waits or runs. */
  exportId: string;
};

/** A payment that was not made. */
export type CancelPaymentInput = {
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The id of the payment. */
  paymentId: string;
};

/** A simulation to end. */
export type CancelSimulationInput = {
  /** The simulation. */
  simulationId: string;
};

/** The subscription to cancel, and the time at which it ends. */
export type CancelSubscriptionInput = {
  /** True: it continues to the end of the paid period; while PAST_DUE, to the end of the cycle at the latest unless it is paid. False: it ends at once. A LAPSED one always ends at once. */
  atPeriodEnd?: boolean;
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The organization that has the subscription. */
  organizationId: string;
};

/** A task to cancel. */
export type CancelTaskInput = {
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The id of the task. */
  taskId: string;
};

/** The ways in which a catalogue changes an entry of the price book. */
export type CatalogueChangeKind =
  /** The price book has no such entry. */
  | 'ADDED'
  /** The price book has the entry with other values. */
  | 'CHANGED'
  /** The catalogue no longer has the entry: the price becomes UNAVAILABLE, or the plan is retired. */
  | 'WITHDRAWN';

/** The source of a catalogue: exactly one of a built-in catalogue by its name, or a document. */
export type CatalogueSourceInput =
  {   /** A catalogue of your own, as docs/catalogues.md describes it. */
  document: Record<string, unknown>; name?: never; }
  |  { document?: never;   /** The name of a built-in catalogue: aimusicapi, artlist, claude, elevenlabs, musicapi, sunoapi, sunor. */
  name: string; };

/** The conditions under which a worker takes tasks. */
export type ClaimTasksInput = {
  /** The duration of the lease from now on, 1 to 3600 seconds. */
  leaseSeconds?: number;
  /** The largest number of tasks to claim, 1 to 100. */
  limit?: number;
  /** Claims only tasks of these models. Null: tasks of all models. */
  models?: Array<string> | null | undefined;
  /** The name of the worker, for people to read; up to 200 characters. Null: none. */
  worker?: string | null | undefined;
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

/** A hold to end. */
export type CloseHoldInput = {
  /** The open hold. */
  holdId: string;
  /** The idempotency key, 1 to 255 characters: requests with the same key end it once. Null: each request is a new one. */
  idempotencyKey?: string | null | undefined;
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

/** A run to close. */
export type CloseRunInput = {
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The id of the run. */
  runId: string;
};

/** A task that succeeded, and what it made and cost. */
export type CompleteTaskInput = {
  /** The same by credit type, for a task that costs several: each type at most once, and none that the task does not cost. A type that it does not name costs its whole price. Null: as `credits` says. */
  costs?: Array<CreditAmountInput> | null | undefined;
  /** The number of credits of the price rule’s own type that the task cost, if it differs from the frozen price; the rest is given back. Null: what was metered of it; else what the result says if the price settles by it (then it must be null), or the whole price. */
  credits?: number | null | undefined;
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The worker’s lease. Needed for a task that a worker has claimed; LEASE_LOST if it is absent, and after it was lost. */
  leaseId?: string | null | undefined;
  /** The result of the task, as its readers see it. A price that settles by the result needs its field there. Null: none. */
  result?: Record<string, unknown> | null | undefined;
  /** The id of the task. */
  taskId: string;
  /** The upstream cost of the task, which the platform pays. Only the operator can read it. Null: what its price rule says. */
  upstreamCost?: ExactMoneyInput | null | undefined;
};

/** The tasks to complete at once. */
export type CompleteTasksInput = {
  /** The tasks to complete, in this order; 1 to 1,000. */
  tasks: Array<CompleteTaskInput>;
};

/** The money that has arrived for a payment by hand, or for one in part at OxaPay. */
export type ConfirmManualPaymentInput = {
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The id of the payment. */
  paymentId: string;
  /** The money that has arrived in total so far, in the currency of the payment. Less than has arrived already is refused. */
  received: MoneyInput;
  /** The reference, such as that of the bank transfer; 1 to 255 characters. Must be null at OxaPay. Null: none, or the one before. */
  reference?: string | null | undefined;
};

/** An API key to create. */
export type CreateApiKeyInput = {
  /** The IP addresses and networks that the key may be used from, at most 50: 203.0.113.7, 10.0.0.0/8. Empty: any. */
  allowedAddresses?: Array<string>;
  /** The time at which the key expires. Null: it does not expire. */
  expiresAt?: string | null | undefined;
  /** The platform’s own id of it, 1 to 255 characters, by which it can be found. Another one of its kind in the organization that has it is refused with EXTERNAL_ID_TAKEN. Null: none. */
  externalId?: string | null | undefined;
  /** The member that gets the key. Required for the operator unless `ofOrganization` is true. Null: the caller, who creates keys for themselves. */
  memberId?: string | null | undefined;
  /** Texts of the platform’s own, by their keys: at most 50 keys. Everybody who sees the thing sees them. Null: none. */
  metadata?: Record<string, string | null> | null | undefined;
  /** The name, for people to read; 1 to 200 characters. */
  name: string;
  /** True: the key belongs to the organization itself. False: it belongs to a member. */
  ofOrganization?: boolean;
  /** The organization. Required for the operator; others may leave it out. */
  organizationId?: string | null | undefined;
  /** The scopes of the key, at least one. */
  scopes: Array<KeyScope>;
};

/** A balance threshold: exactly one of `credits` and `percent`. */
export type CreateBalanceThresholdInput = {
  /** The credit type, for example `music`. Null: the only one of the organization, or CREDIT_TYPE_REQUIRED if it has several or none yet. */
  creditType?: string | null | undefined;
  /** The number of available credits at or below which an alert is raised; 0 or more. Null: `percent` is given. */
  credits?: number | null | undefined;
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The member whose own wallet is watched. Null: the pool. */
  memberId?: string | null | undefined;
  /** The organization. Required for the operator; others may leave it out. */
  organizationId?: string | null | undefined;
  /** The percentage of the allowance of the current cycle, 1 to 100, at or below which an alert is raised: 20 raises it when 80 percent are used. For the pool only. Null: `credits` is given. */
  percent?: number | null | undefined;
};

/** The tasks to quote, and the time for which the prices hold. */
export type CreateBindingQuoteInput = {
  /** The tasks to quote; up to 1,000 in total. */
  items: Array<QuoteItemInput>;
  /** The member on whose behalf the tasks are quoted. For the operator and the organization’s own key. Null: no member. */
  memberId?: string | null | undefined;
  /** The organization. Required for the operator; others may leave it out. */
  organizationId?: string | null | undefined;
  /** The time for which the prices hold, 1 to 86400 seconds. */
  validForSeconds?: number;
};

/** A budget to set. */
export type CreateBudgetInput = {
  /** The API key whose tasks and holds count, with those of the keys that replace it by rotation. Only an OWNER may limit the key of an OWNER. Null: all keys count. */
  apiKeyId?: string | null | undefined;
  /** The credit type, for example `music`. Null: the only one of the organization, or CREDIT_TYPE_REQUIRED if it has several or none yet. */
  creditType?: string | null | undefined;
  /** The effect of the budget on a request that would exceed it: HARD refuses it. */
  enforcement?: BudgetEnforcement;
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The most that may be frozen and spent in one period. */
  limit: number;
  /** The member whose spending to limit. Null: the spending of all members together. */
  memberId?: string | null | undefined;
  /** The only model that the budget applies to. Null: all models. */
  model?: string | null | undefined;
  /** The only operation that the budget applies to. Null: all operations. */
  operation?: string | null | undefined;
  /** The organization. Required for the operator; others may leave it out. */
  organizationId?: string | null | undefined;
  /** The period after which the budget starts again at zero. */
  period: BudgetPeriod;
  /** The tag whose tasks and holds count, 1 to 64 characters. Null: all count, with and without tags. */
  tag?: string | null | undefined;
  /** The thresholds in percent of the limit, 1 to 100, at most 10. When usage reaches one, an alert is raised, once in each period. */
  thresholds?: Array<number>;
};

/** A credit pack to sell. */
export type CreateCreditPackInput = {
  /** The credits that one pack brings, each type once: 1 to 10. The lot of the first type has the price as its cost. */
  credits: Array<PurchasedCreditsInput>;
  /** The platform’s own id of it, 1 to 255 characters, which no other pack that is sold has. Null: none. */
  externalId?: string | null | undefined;
  /** The kind of the lots that it brings. */
  kind?: CreditPackKind;
  /** The name, for programs: no other pack that is sold has it. */
  name: string;
  /** The price of one pack: 1 to 1,000,000,000. */
  price: MoneyInput;
  /** The name, for people to read: 1 to 200 characters. */
  title: string;
  /** Lower prices of larger quantities, by quantity, at most 20. Null: each pack costs the same. */
  volumeSteps?: Array<VolumeStepInput> | null | undefined;
};

/** A person to invite. */
export type CreateInvitationInput = {
  /** The email address of the invited person. Null: anyone with the link may accept. */
  email?: string | null | undefined;
  /** For the operator: the external id that the new member gets. If another member has it by then, the invitation can’t be accepted. Null: none. */
  externalId?: string | null | undefined;
  /** For the operator: the metadata that the new member gets. Null: none. */
  metadata?: Record<string, string | null> | null | undefined;
  /** The organization. Required for the operator; others may leave it out. */
  organizationId?: string | null | undefined;
  /** The role that the new member gets. */
  role: MemberRole;
  /** The time for which the link can be used, 1 to 90 days. */
  validDays?: number;
};

/** An organization to create. */
export type CreateOrganizationInput = {
  /** The credit types whose pools are opened at once, empty at first; up to 100. If the platform has prices or plans, one of them has each of these types. Pools of other types are opened by their first grant. */
  creditTypes?: Array<string>;
  /** The platform’s own id of the organization, 1 to 255 characters, by which `organization(externalId:)` finds it. If another organization has it, the request is refused with EXTERNAL_ID_TAKEN, unless it is an `upsert`. Null: none. */
  externalId?: string | null | undefined;
  /** The idempotency key, 1 to 255 characters: requests with the same key create one organization. Null: each request creates one. */
  idempotencyKey?: string | null | undefined;
  /** The first members, at most 100, each of whom gets an API key. At least one is an OWNER. */
  members?: Array<NewMemberInput>;
  /** Texts of the platform’s own, by their keys: at most 50 keys. Everybody who sees the thing sees them. Null: none. */
  metadata?: Record<string, string | null> | null | undefined;
  /** The mode. Tasks of a SANDBOX organization run on the built-in provider. */
  mode?: OrganizationMode;
  /** The name, for people to read; 1 to 200 characters. */
  name: string;
  /** True: if there is an organization with this `externalId`, which is required, it gets this name, and this metadata as by `updateLabels`; its mode, members and wallets stay as they are. Such a request can be repeated without an idempotency key, which it can’t have. */
  upsert?: boolean;
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

/** A price to set. */
export type CreatePriceRuleInput = {
  /** The kind of asset that the operation makes, for the entitlements of plans: music, voiceover, image. Null: none. */
  assetKind?: string | null | undefined;
  /** The name under which the operation is compared with operations of other models. Letters, digits and `. _ - /`. Null: the operation. */
  comparableAs?: string | null | undefined;
  /** The conditions that the input must meet for this price to apply. Of several prices that apply, the one with the most conditions is used. A contract without any has those of the general price of its variant. */
  conditions?: Array<InputConstraintInput>;
  /** The type of the credits that pay: `music`. Lower-case letters, digits, `_` and `-`. */
  creditType: string;
  /** Credits for `per` units; with tiers, for the units after the last tier. 0 makes it free. */
  credits: number;
  /** The number of units if the input does not have the field, 0 to 1,000,000,000. Null: none. */
  defaultUnits?: number | null | undefined;
  /** The time from which the price applies. Null: now. */
  effectiveFrom?: string | null | undefined;
  /** The time until which the price applies; then the previous price applies again. Null: until a newer price replaces it. */
  effectiveUntil?: string | null | undefined;
  /** Credits for each task in addition to its units. Null: none. */
  fixed?: number | null | undefined;
  /** The provider over HTTP that does the tasks of LIVE organizations, unless `runner` is set. Null: none. */
  httpProvider?: string | null | undefined;
  /** The idempotency key, 1 to 255 characters: requests with the same key create one price rule. Null: each request creates one. */
  idempotencyKey?: string | null | undefined;
  /** The limits of the input. A task outside of them is refused. A contract has the limits of the general price of its variant, too, on fields that it does not limit itself. */
  inputLimits?: Array<InputConstraintInput>;
  /** The model: suno. Letters, digits and . _ - / */
  model: string;
  /** The reason why it is not ACTIVE, and the operation to use instead; up to 500 characters. Null: none. */
  notice?: string | null | undefined;
  /** The operation: `music`. Letters, digits and `. _ - /`. */
  operation: string;
  /** The organization whose contract it is. Null: the price applies to all organizations. */
  organizationId?: string | null | undefined;
  /** The number of outputs of one call, 1 to 1,000. */
  outputs?: number;
  /** Prices of other units of the same task, in addition: up to 10. Null: none. */
  parts?: Array<PricePartInput> | null | undefined;
  /** The number of units that `credits` pay for, 1 to 1,000,000,000: 10 for 1 credit per 10 characters. Null: 1. */
  per?: number | null | undefined;
  /** The maker of the model: `suno`. */
  provider: string;
  /** The quality of the result, 0 to 1,000; higher is better. Quotes name the cheapest alternative of each quality. Null: not known. */
  quality?: number | null | undefined;
  /** The runner of the tasks of all organizations. Null: the sandbox for SANDBOX organizations, and `httpProvider` or the platform’s workers for LIVE ones. If both fields are absent, the runner of the current price for everybody stays. */
  runner?: PriceRunner | null | undefined;
  /** The measure by which the units are counted when the task has succeeded. Then the price at submit is the most that it costs, and the rest is given back. Null: the input, and the price is final. */
  settleBy?: PriceSettleBy | null | undefined;
  /** The field of the result that settles it, or several that are multiplied: `usage.outputTokens`. Needed for RESULT. Null with OUTPUTS: `files`. */
  settleField?: string | null | undefined;
  /** The availability of the operation. */
  state?: PriceState;
  /** Units are rounded up to a multiple of it, 0 to 1,000,000; 0: they are exact. Null: 1 for SECOND and OUTPUT, else 0. */
  step?: number | null | undefined;
  /** The way in which tiers price a number of units. Null: GRADUATED. */
  tiering?: PriceTiering | null | undefined;
  /** Up to 20 tiers, in ascending order. The units after the last have the price `credits` per `per`. Null: none. */
  tiers?: Array<PriceTierInput> | null | undefined;
  /** The unit that the price is for. */
  unit?: PriceUnit;
  /** The field of the input that contains the number of units, or several that are multiplied: `width*height`. Null: `durationSeconds` for SECOND and MINUTE, `outputs`, `text` for CHARACTER, `tokens`, `width*height` for MEGAPIXEL. FIELD needs one. */
  unitField?: string | null | undefined;
  /** The upstream cost of a task that succeeds, if its worker or its provider does not say it. Null: it is not known. Absent: as the current price for everybody. */
  upstreamCost?: UpstreamPriceInput | null | undefined;
  /** The name of the variant, which distinguishes prices of one operation for different inputs. A rule replaces the previous rule of the same model, operation and variant. */
  variant?: string;
};

/** A file of a task to upload. */
export type CreateTaskUploadInput = {
  /** The worker’s lease. */
  leaseId: string;
  /** The name of the file: letters, digits, `-` and `_`, optionally with an extension; up to 100 characters. */
  name: string;
  /** The id of the task. */
  taskId: string;
};

/** A webhook endpoint to create. */
export type CreateWebhookEndpointInput = {
  /** The kinds of events to send, at least one. */
  events: Array<WebhookEvent>;
  /** The organization. Required for the operator; others may leave it out. */
  organizationId?: string | null | undefined;
  /** The URL that messages are sent to: https://, with a public address, at most 2,000 characters. */
  url: string;
};

/** Credits of one type. */
export type CreditAmountInput = {
  /** The type of the credits. */
  creditType: string;
  /** The number of credits. */
  credits: number;
};

/** The forms in which a request for credits is granted. */
export type CreditGrantForm =
  /** Credits move from the pool to the member’s wallet. At `until`, the part that the wallet has not used since goes back, as far as it is available. */
  | 'ALLOCATION'
  /** The limit of a budget is higher by these credits until `until`, to the millisecond. */
  | 'BUDGET_RAISE';

/** The kinds of lots that a pack can bring. */
export type CreditPackKind =
  /** Credits that are bought in addition to a plan. */
  | 'EXTRA'
  /** Credits that are bought without a plan. */
  | 'TOP_UP';

/** The decisions on a request for credits. */
export type CreditRequestDecision =
  /** The credits are granted, and the task goes. */
  | 'APPROVE'
  /** Nothing is granted. A task that waits for an approval goes on waiting. */
  | 'DECLINE';

/** The states of a request for credits. Only an open one can be decided. */
export type CreditRequestStatus =
  /** An OWNER or ADMIN has granted it. */
  | 'APPROVED'
  /** An OWNER or ADMIN has declined it. */
  | 'DECLINED'
  /** Nobody decided it in time. */
  | 'EXPIRED'
  /** The request waits for an OWNER or ADMIN. */
  | 'OPEN'
  /** The member has withdrawn it. */
  | 'WITHDRAWN';

/** Credits at a price that was agreed. */
export type CustomPurchaseInput = {
  /** The credits, each type once: 1 to 10. The lot of the first type has the price as its cost. */
  credits: Array<PurchasedCreditsInput>;
  /** The price of all of them. */
  price: MoneyInput;
  /** The thing that is bought, as the payer reads it: 1 to 200 characters. */
  title: string;
};

/** A decision on a request. */
export type DecideCreditRequestInput = {
  /** The form of the grant. Required with APPROVE; null with DECLINE. */
  as?: CreditGrantForm | null | undefined;
  /** The budget to raise: one of the member or of all. Null: the only hard budget of the member that limits everything they spend. */
  budgetId?: string | null | undefined;
  /** The id of the request. */
  creditRequestId: string;
  /** The credits to grant. Null: as many as were asked for. */
  credits?: number | null | undefined;
  /** The decision. */
  decision: CreditRequestDecision;
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** A note for the member, 1 to 500 characters. Null: none. */
  note?: string | null | undefined;
  /** The time at which the grant falls back, in UTC. Null: for BUDGET_RAISE the end of the budget’s present period; for ALLOCATION never. */
  until?: string | null | undefined;
};

/** An invitation to decline. */
export type DeclineInvitationInput = {
  /** The secret from the link of the invitation. */
  invitationSecret: string;
};

/** A task to decline, and the reason. */
export type DeclineTaskInput = {
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The reason, for the member who submitted the task; 1 to 2,000 characters. */
  reason: string;
  /** The id of the task. */
  taskId: string;
};

/** The outcomes of a dispute for the platform. */
export type DisputeOutcome =
  /** The dispute was lost: the payment was taken back. */
  | 'LOST'
  /** The dispute was won: the payment stands. */
  | 'WON';

/** The organization, and the plan to change to. */
export type DowngradeSubscriptionInput = {
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The organization that has the subscription. */
  organizationId: string;
  /** The name of the plan. */
  plan: string;
};

/** An allocation rule to end. */
export type EndAllocationRuleInput = {
  /** The rule to end. */
  allocationRuleId: string;
};

/** The auto top-up that buys nothing any more. */
export type EndAutoTopUpInput = {
  /** The credit type, for example `music`. Null: the only one of the organization, or CREDIT_TYPE_REQUIRED if it has several or none yet. */
  creditType?: string | null | undefined;
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The organization. Required for the operator; others may leave it out. */
  organizationId?: string | null | undefined;
};

/** A threshold to end. */
export type EndBalanceThresholdInput = {
  /** The threshold to end. */
  balanceThresholdId: string;
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
};

/** A budget to end. */
export type EndBudgetInput = {
  /** The id of the budget. */
  budgetId: string;
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
};

/** A contract price to end. */
export type EndContractPriceInput = {
  /** The contract. It ends from now on, or as it begins if that is later. A contract of its variant that begins later still begins. */
  priceRuleId: string;
};

/** A credit pack that is not sold any more. */
export type EndCreditPackInput = {
  /** The version that is sold now. */
  packId: string;
};

/** A webhook endpoint to end. */
export type EndWebhookEndpointInput = {
  /** The webhook endpoint. */
  webhookEndpointId: string;
};

/** A removed member to erase, and the reason. */
export type EraseMemberInput = {
  /** The id of the member, who was removed. */
  memberId: string;
  /** The reason, for the audit log; 1 to 500 characters. It must not name the person. */
  reason: string;
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

/** An amount of money, exact to the millionth of the currency’s major unit. */
export type ExactMoneyInput = {
  /** The amount in the major unit of the currency, as a decimal with at most six decimals: `0.0125` is 1.25 cents. Zero or more. */
  amount: string;
  /** The currency as an ISO 4217 code: `USD`. */
  currency: string;
};

/** The formats of exports. */
export type ExportFormat =
  /** RFC 4180, in UTF-8, with a line of names. Times are ISO 8601 in UTC, and an empty cell is null. */
  | 'CSV'
  /** A JSON object in each line. */
  | 'NDJSON'
  /** Apache Parquet with Snappy: whole numbers are INT64, times are timestamps in milliseconds, adjusted to UTC. */
  | 'PARQUET';

/** The kinds of exports: docs/exports.md lists the columns of each. */
export type ExportKind =
  /** Every journal entry of every wallet, by wallet and sequence. */
  | 'JOURNAL'
  /** Every payment, in the smallest unit of its currency. */
  | 'PAYMENTS'
  /** The revenue of each organization by month and currency, with its cost upstream and its margin. Only for the operator, and only of all organizations. The range is of the months’ beginnings. */
  | 'REVENUE'
  /** Every task with what it cost, without its input and its result. */
  | 'TASKS'
  /** The usage by hour, credit type, model, operation, member, API key and tags. The range is of the hours’ beginnings. */
  | 'USAGE';

/** The states of an export. */
export type ExportStatus =
  /** It was ended by `cancelExport`, and has no file. */
  | 'CANCELED'
  /** It has no file: `failure` says why. */
  | 'FAILED'
  /** It waits until those before it have ended. */
  | 'QUEUED'
  /** It is being written. If its process ends, another begins it again from the start. */
  | 'RUNNING'
  /** Its file is whole. */
  | 'SUCCEEDED';

/** A hold, and its new deadline. */
export type ExtendHoldInput = {
  /** The time at which to release the hold if it is still open. */
  expiresAt: string;
  /** The open hold. */
  holdId: string;
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
};

/** The lease to extend. */
export type ExtendLeaseInput = {
  /** The worker’s lease. */
  leaseId: string;
  /** The duration of the lease from now on, 1 to 3600 seconds. */
  leaseSeconds?: number;
  /** The id of the task. */
  taskId: string;
};

/** The kinds of endpoints that a façade has. */
export type FacadeEndpointKind =
  /** Shows the credits that the key can spend. */
  | 'BALANCE'
  /** Submits a task, and answers at once or with the task’s result. */
  | 'SUBMIT'
  /** Shows a task. */
  | 'TASK'
  /** Shows the number of tasks and the spent credits so far. */
  | 'USAGE';

/** The source of a façade: exactly one of an existing façade by its name, or a document. */
export type FacadeSourceInput =
  {   /** A definition of your own, as docs/facades.md describes it, of at most 200,000 characters. It replaces the one of the same name. */
  document: Record<string, unknown>; name?: never; }
  |  { document?: never;   /** The name of a façade that exists; its definition stays as it is. */
  name: string; };

/** A task that failed, and why. */
export type FailTaskInput = {
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The worker’s lease. Needed for a task that a worker has claimed; LEASE_LOST if it is absent, and after it was lost. */
  leaseId?: string | null | undefined;
  /** The reason, for the readers of the task; 1 to 2,000 characters. */
  reason: string;
  /** The id of the task. */
  taskId: string;
  /** The upstream cost of the task, which the platform pays although it failed. Only the operator can read it. Null: nothing that is known. */
  upstreamCost?: ExactMoneyInput | null | undefined;
};

/** The tasks to fail at once. */
export type FailTasksInput = {
  /** The tasks to fail, in this order; 1 to 1,000. */
  tasks: Array<FailTaskInput>;
};

/** The kinds of events in the feed. A later version may add kinds. */
export type FeedEventKind =
  /** An administrative act on an allocation rule. */
  | 'ALLOCATION_RULE_ACT'
  /** An administrative act on an API key. */
  | 'API_KEY_ACT'
  /** An alert: a balance has fallen to a threshold. */
  | 'BALANCE_LOW'
  /** An administrative act on a balance threshold. */
  | 'BALANCE_THRESHOLD_ACT'
  /** An administrative act on a budget. */
  | 'BUDGET_ACT'
  /** An alert: the usage of a budget has reached one of its thresholds. */
  | 'BUDGET_REACHED'
  /** A catalogue was loaded, a simulation of one was started, canceled or has ended, or maintenance of the platform has begun or ended. */
  | 'CATALOGUE_ACT'
  /** Spent credits were charged back: a journal entry. */
  | 'CHARGE_BACK'
  /** Credits were bought. */
  | 'CREDITS_PURCHASED'
  /** Credits that a task or a hold had used were given back: all entries of the refund together. */
  | 'CREDITS_REFUNDED'
  /** An alert: a member asks for credits. */
  | 'CREDITS_REQUESTED'
  /** An administrative act on a credit pack: created, changed, ended. */
  | 'CREDIT_PACK_ACT'
  /** An administrative act on a request for credits: approved, declined. */
  | 'CREDIT_REQUEST_ACT'
  /** A request for credits was approved, declined or withdrawn, has expired, or what it had given has fallen back. */
  | 'CREDIT_REQUEST_ENDED'
  /** A debt has come into a wallet from another: a journal entry. */
  | 'DEBT_IN'
  /** A debt has left a wallet for another: a journal entry. */
  | 'DEBT_OUT'
  /** Credits have expired: a journal entry. */
  | 'EXPIRE'
  /** A façade was loaded, or turned on or off. */
  | 'FACADE_ACT'
  /** Credits were frozen: a journal entry. */
  | 'FREEZE'
  /** Credits were granted: a journal entry. */
  | 'GRANT'
  /** An administrative act on a hold. */
  | 'HOLD_ACT'
  /** An administrative act on an invitation. */
  | 'INVITATION_ACT'
  /** The external id or the metadata of a thing has changed, after its creation. */
  | 'LABELS_CHANGED'
  /** Credits were locked: a journal entry. */
  | 'LOCK'
  /** An administrative act on a credit lot: granted, adjusted, locked, disputed. */
  | 'LOT_ACT'
  /** An alert: credits will be lost. */
  | 'LOT_EXPIRING'
  /** An administrative act on a member: added, linked, changed, removed. */
  | 'MEMBER_ACT'
  /** Credits that had left a wallet came back: a journal entry. */
  | 'MOVE_BACK'
  /** Credits have come into a wallet from another: a journal entry. */
  | 'MOVE_IN'
  /** Credits have left a wallet for another: a journal entry. */
  | 'MOVE_OUT'
  /** An administrative act on an organization: created, renamed, suspended, closed, its policies. */
  | 'ORGANIZATION_ACT'
  /** An administrative act on anything else. */
  | 'OTHER_ACT'
  /** A wallet owes credits: a journal entry. */
  | 'OWE'
  /** An administrative act on a payment: started, confirmed, accepted, refunded, canceled. */
  | 'PAYMENT_ACT'
  /** The dispute over a payment for credits was opened, won or lost. */
  | 'PAYMENT_DISPUTED'
  /** An alert: what was saved could not be charged for a payment. */
  | 'PAYMENT_FAILED'
  /** A payment for credits was refunded, whole or in part. */
  | 'PAYMENT_REFUNDED'
  /** A payment has another status, or other amounts: opened, paid, refunded, disputed, or with a problem. */
  | 'PAYMENT_UPDATED'
  /** An administrative act on a platform key: created, rotated, revoked. */
  | 'PLATFORM_KEY_ACT'
  /** An administrative act on a price rule. */
  | 'PRICE_RULE_ACT'
  /** An administrative act on an upstream provider. */
  | 'PROVIDER_ACT'
  /** Spent credits were refunded to their lot: a journal entry. */
  | 'REFUND'
  /** Frozen credits were released: a journal entry. */
  | 'RELEASE'
  /** Credits have repaid a debt: a journal entry. */
  | 'REPAY'
  /** Available credits were revoked: a journal entry. */
  | 'REVOKE'
  /** Frozen credits were spent: a journal entry. */
  | 'SPEND'
  /** An administrative act on a subscription. */
  | 'SUBSCRIPTION_ACT'
  /** A subscription has changed. */
  | 'SUBSCRIPTION_CHANGED'
  /** A subscription was renewed. */
  | 'SUBSCRIPTION_RENEWED'
  /** An administrative act on a task: approved, declined, refunded. */
  | 'TASK_ACT'
  /** A task was submitted that waits for an OWNER or ADMIN to approve it. */
  | 'TASK_APPROVAL_NEEDED'
  /** A task has ended, however it did. */
  | 'TASK_ENDED'
  /** Credits of a task that had ended were given back. */
  | 'TASK_REFUNDED'
  /** A task was submitted. */
  | 'TASK_SUBMITTED'
  /** A task that has not ended has a new state: approved, started, or further on. */
  | 'TASK_UPDATED'
  /** An alert: an auto top-up buys nothing for now, or has ended. */
  | 'TOP_UP_STOPPED'
  /** Locked credits became available: a journal entry. */
  | 'UNLOCK'
  /** An administrative act on a wallet: transfers, allocations, its policy. */
  | 'WALLET_ACT'
  /** An administrative act on a webhook endpoint. */
  | 'WEBHOOK_ACT'
  /** An alert: a webhook endpoint was disabled. */
  | 'WEBHOOK_DISABLED'
  /** Credits that nobody pays for were written off: a journal entry. */
  | 'WRITE_OFF';

/** Credits to freeze. */
export type FreezeCreditsInput = {
  /** The credit type, for example `music`. Null: the only one of the organization, or CREDIT_TYPE_REQUIRED if it has several or none yet. */
  creditType?: string | null | undefined;
  /** The number of credits, 1 or more. */
  credits: number;
  /** The purpose in the caller’s words. Null: none. */
  description?: string | null | undefined;
  /** The time at which to release the hold if it is still open. Null: in one hour. */
  expiresAt?: string | null | undefined;
  /** The platform’s own id of it, 1 to 255 characters, by which it can be found. Another one of its kind in the organization that has it is refused with EXTERNAL_ID_TAKEN. Null: none. */
  externalId?: string | null | undefined;
  /** The idempotency key, 1 to 255 characters: requests with the same key freeze once. Null: each request freezes. */
  idempotencyKey?: string | null | undefined;
  /** The member from whose own wallet to freeze. Null: the pool. */
  memberId?: string | null | undefined;
  /** Texts of the platform’s own, by their keys: at most 50 keys. Everybody who sees the thing sees them. Null: none. */
  metadata?: Record<string, string | null> | null | undefined;
  /** The organization whose credits to freeze. */
  organizationId: string;
  /** The model and operation that the credits are for. Null: any, so that only lots without limits pay. */
  purpose?: PurposeInput | null | undefined;
  /** The run that it counts in. It is refused if that would pass the cap of the run. Null: none. */
  runId?: string | null | undefined;
  /** Labels for the spending, such as a project or a cost centre: up to 10 of 1 to 64 characters. Budgets can limit a tag. Null: none. */
  tags?: Array<string> | null | undefined;
};

/** The holds to open at once. */
export type FreezeHoldsInput = {
  /** The holds to open, in this order; 1 to 1,000. */
  holds: Array<FreezeCreditsInput>;
};

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

/** Credits to add to an open hold. */
export type GrowHoldInput = {
  /** The number of credits to freeze in addition, 1 or more. */
  credits: number;
  /** The open hold. */
  holdId: string;
  /** The idempotency key, 1 to 255 characters: requests with the same key grow the hold once. Null: each request grows it. */
  idempotencyKey?: string | null | undefined;
  /** The model and operation that the credits are for. Null: any, so that only lots without limits pay. */
  purpose?: PurposeInput | null | undefined;
};

/** The ways in which a success was settled that was reported after its hold had timed out. */
export type HoldLateOutcome =
  /** The wallet had too few credits: it paid what it could, and owes the rest. */
  | 'OWED'
  /** The wallet had the credits: they were frozen again by another hold, and spent. */
  | 'PAID'
  /** The credits were written off, as a loss of the platform. */
  | 'WRITTEN_OFF';

/** The states of a hold. */
export type HoldStatus =
  /** The credits of the hold are frozen. */
  | 'OPEN'
  /** All credits of the hold were given back. */
  | 'RELEASED'
  /** The credits of the hold were spent, all or a part; the rest was given back. */
  | 'SPENT'
  /** The deadline of the hold passed; all its credits were given back. */
  | 'TIMED_OUT';

/** The source of a provider’s definition: exactly one of a built-in provider by its name, or a document. */
export type HttpProviderSourceInput =
  {   /** A definition of your own, as docs/providers.md describes it. */
  document: Record<string, unknown>; name?: never; }
  |  { document?: never;   /** The name of a built-in definition: musicapi, sunoapi, sunor. */
  name: string; };

/** The constraints on one field of the input of a task. An absent constraint does not apply. */
export type InputConstraintInput = {
  /** The field must be a number less than this. */
  below?: number | null | undefined;
  /** The path of the field, with dots between nested names: `voice.language`. */
  field: string;
  /** The field must be a number of at most this. */
  max?: number | null | undefined;
  /** The largest length of a text, 0 to 100,000 characters. Null: no limit. */
  maxLength?: number | null | undefined;
  /** The field must be a number of at least this. */
  min?: number | null | undefined;
  /** The field must be one of these texts; at most 100 values, with those of the two fields below. */
  oneOf?: Array<string> | null | undefined;
  /** The field must be one of these: [true]. */
  oneOfBooleans?: Array<boolean> | null | undefined;
  /** The field must be one of these numbers. */
  oneOfNumbers?: Array<number> | null | undefined;
  /** True: the field must be present. A field of a condition always must. */
  required?: boolean | null | undefined;
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

/** The scopes of an API key. A request needs both the role and the scope. */
export type KeyScope =
  /** The key may administer members, keys, budgets and allocations, and read the audit log. */
  | 'ADMIN'
  /** The key may hold, meter, spend and release the organization’s credits: it is for servers of the organization that do work themselves. It can’t refund, settle late, or touch the hold of a task. */
  | 'HOLD'
  /** The key may read everything that the role may read. */
  | 'READ'
  /** The key may claim, start, report on, complete and fail tasks: it is for workers. Only the operator creates such keys. */
  | 'SETTLE'
  /** The key may ask for quotes, and submit and cancel tasks. */
  | 'SUBMIT';

/** The limits on the number of things. A later version may add limits. docs/limits.md has their numbers. */
export type LimitName =
  /** An organization has at most 100 allocation rules in force. */
  | 'ALLOCATION_RULES'
  /** At most 100 API keys of one owner are in force. */
  | 'API_KEYS'
  /** At most 2 API keys that replace each other are in force. */
  | 'API_KEYS_OF_LINEAGE'
  /** An organization has at most 1000 balance thresholds in force. */
  | 'BALANCE_THRESHOLDS'
  /** A wallet has at most 20 balance thresholds in force. */
  | 'BALANCE_THRESHOLDS_OF_WALLET'
  /** An organization has at most 1000 budgets in force. */
  | 'BUDGETS'
  /** At most 15 budgets in force limit the same member, API key and credit type. */
  | 'BUDGETS_OF_SUBJECT'
  /** At most 5 budgets in force limit the same tag, member, API key and credit type. */
  | 'BUDGETS_OF_TAG'
  /** An organization has at most 1000 price rules for an operation of a model. */
  | 'CONTRACT_PRICE_RULES'
  /** At most 200 credit packs are sold at a time. */
  | 'CREDIT_PACKS'
  /** A member has at most 10 open requests for credits. */
  | 'CREDIT_REQUESTS_OF_MEMBER'
  /** An organization has credits of at most 100 types. */
  | 'CREDIT_TYPES'
  /** At most 100 exports of an organization are kept. */
  | 'EXPORTS'
  /** The platform has at most 20 façades of its own. */
  | 'FACADES'
  /** A hold has at most 10000 lines. */
  | 'HOLD_LINES'
  /** An organization has at most 1000 open invitations. */
  | 'INVITATIONS'
  /** An organization sends at most 200 invitations by mail in 24 hours. */
  | 'INVITATION_MAILS'
  /** A wallet that has 1000 open lots cannot get another. */
  | 'LOTS_OF_WALLET'
  /** An organization has at most 10000 members. */
  | 'MEMBERS'
  /** At most 5 exports of an organization wait or run. */
  | 'OPEN_EXPORTS'
  /** A new budget counts at most 10000 open holds of its period. */
  | 'OPEN_HOLDS_OF_NEW_BUDGET'
  /** At most 100 payments of an organization are open. */
  | 'OPEN_PAYMENTS'
  /** At most 10 simulations wait or run. */
  | 'OPEN_SIMULATIONS'
  /** At most 1000 platform keys are in force. */
  | 'PLATFORM_KEYS'
  /** The platform has at most 100 webhook endpoints of its own. */
  | 'PLATFORM_WEBHOOK_ENDPOINTS'
  /** At most 1000 quotes of an organization bind at a time. */
  | 'QUOTES'
  /** A budget is raised at most 20 times at a time. */
  | 'RAISES_OF_BUDGET'
  /** A run is a part of at most 10 runs, itself included. */
  | 'RUN_DEPTH'
  /** At most 1000 tasks of an organization wait to be approved. */
  | 'WAITING_TASKS'
  /** An organization has at most 20 webhook endpoints. */
  | 'WEBHOOK_ENDPOINTS';

/** The identity that signs in as a member. */
export type LinkMemberInput = {
  /** The id of the member. */
  memberId: string;
  /** The identity: the issuer, `#` and the claim `sub`. Null: nobody signs in as the member. */
  subject?: string | null | undefined;
};

/** A catalogue to load into the price book. */
export type LoadCatalogueInput = {
  /** True: only the changes that the catalogue would make are returned, and nothing is changed. */
  dryRun?: boolean;
  /** The most by which a price may change, in percent: 0 to 10,000. A catalogue that changes one by more is refused, and the issues name each such price. Prices are compared for the inputs of the tasks of the last 30 days, and a price that none of them had by its own credits. Null or absent: by any. */
  maxChangePercent?: number | null | undefined;
  /** The catalogue to load. */
  source: CatalogueSourceInput;
  /** True: prices and plans that another catalogue has brought are replaced. False: a catalogue that would replace one is refused. */
  takeOver?: boolean;
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

/** The states of the dispute over the payment for a lot. */
export type LotDisputeState =
  /** The dispute was lost: the unspent credits are revoked, and the spent ones are owed. */
  | 'LOST'
  /** The dispute is open: no credits of the lot can be used. */
  | 'OPEN'
  /** The dispute was won: the lot is as it was before. */
  | 'WON';

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

/** The reasons why a lot may not be used. */
export type LotLockReason =
  /** The platform has locked the lot. */
  | 'MANUAL'
  /** The `usableFrom` of the lot is in the future. */
  | 'SCHEDULED'
  /** The lot requires a subscription, and no subscription is active. */
  | 'SUBSCRIPTION';

/** The kinds of mails, each with the roles that get it: members of these roles who sign in here with a verified address. */
export type MailKind =
  /** Tasks wait for an approval. For every OWNER and ADMIN. */
  | 'APPROVAL_NEEDED'
  /** A balance has fallen to a threshold. For every OWNER, ADMIN, and BILLING. */
  | 'BALANCE_LOW'
  /** The usage of a budget has reached one of its thresholds. For every OWNER, ADMIN, and BILLING. */
  | 'BUDGET'
  /** Credits will be lost, because they are not used before they expire. For every OWNER, ADMIN, and BILLING. */
  | 'CREDITS_EXPIRING'
  /** A member asks for more credits. For every OWNER and ADMIN. */
  | 'CREDITS_REQUESTED'
  /** Somebody has made an account, and has to verify the address. It can’t be ended. */
  | 'EMAIL_VERIFICATION'
  /** A webhook endpoint gets no messages any more. For every OWNER and ADMIN. */
  | 'ENDPOINT_DISABLED'
  /** Somebody was invited to become a member. It can’t be ended. */
  | 'INVITATION'
  /** Somebody has signed in with a browser that was not used before. It can’t be ended. */
  | 'NEW_DEVICE'
  /** Somebody has asked for another password. It can’t be ended. */
  | 'PASSWORD_RESET'
  /** A payment has failed. For every OWNER and BILLING. */
  | 'PAYMENT_FAILED'
  /** A payment was settled, or money of one was given back. For every OWNER and BILLING, if they ask for it. */
  | 'RECEIPT'
  /** A new cycle of the subscription has begun. For every OWNER and BILLING, if they ask for it. */
  | 'RENEWAL'
  /** Somebody has changed the second factor of an account, or used a backup code. It can’t be ended. */
  | 'SECOND_FACTOR'
  /** A simulation has ended that was asked for with this address. It can’t be ended. */
  | 'SIMULATION_ENDED'
  /** The statement of a month is ready. For every OWNER and BILLING, if they ask for it. */
  | 'STATEMENT'
  /** An auto top-up buys nothing for now, or has ended. For every OWNER and BILLING. */
  | 'TOP_UP_STOPPED';

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

/** The roles of members. */
export type MemberRole =
  /** An ADMIN administers members, credits, budgets and keys, and sees and cancels all tasks. */
  | 'ADMIN'
  /** A BILLING member sees everything and submits no tasks. */
  | 'BILLING'
  /** A MEMBER submits tasks, and sees and cancels their own tasks. */
  | 'MEMBER'
  /** An OWNER may do everything. An organization has at least one OWNER. */
  | 'OWNER'
  /** A VIEWER sees everything and changes nothing. */
  | 'VIEWER';

/** The holds to meter at once. */
export type MeterHoldsInput = {
  /** The holds to meter, in this order; 1 to 1,000. */
  holds: Array<MeterInput>;
};

/** Units to count, of a hold or of a task. */
export type MeterInput = {
  /** The hold. Null: taskId names a task. */
  holdId?: string | null | undefined;
  /** The idempotency key, 1 to 255 characters: requests with the same key count once. A number costs less. Null: none. */
  idempotencyKey?: string | null | undefined;
  /** The worker’s lease, for a task that a worker has claimed. Null: none. */
  leaseId?: string | null | undefined;
  /** The number of the event: 1, 2, 3 … for each hold. An event whose number was counted before is not counted again. Up to 1,000 numbers may overtake one that is missing. Null: each request is an event of its own. */
  sequence?: number | null | undefined;
  /** The task, for workers: its price is the maximum. Null: holdId names a hold. */
  taskId?: string | null | undefined;
  /** The units since the last event, as the price counts them: tokens, seconds, outputs or calls. */
  units: number;
};

/** The reasons why a metered hold can’t grow any more. */
export type MeterStop =
  /** A budget has no room left. */
  | 'BUDGET'
  /** The wallet has no credits left that can be frozen for it. */
  | 'CREDITS'
  /** It has as many lines as a hold may have. */
  | 'LINES'
  /** It has frozen its maximum, or has counted as many units as a hold may. */
  | 'MAXIMUM'
  /** Its run, or one that this is a part of, has no room left, or has ended. */
  | 'RUN';

/** An amount of money. */
export type MoneyInput = {
  /** The amount in the smallest unit of the currency: 1999 is 19.99 USD. */
  amount: number;
  /** The currency as an ISO 4217 code: `USD`. */
  currency: string;
};

/** A first member of an organization. */
export type NewMemberInput = {
  /** The platform’s own id of it, 1 to 255 characters, by which it can be found. Another one of its kind in the organization that has it is refused with EXTERNAL_ID_TAKEN. Null: none. */
  externalId?: string | null | undefined;
  /** Texts of the platform’s own, by their keys: at most 50 keys. Everybody who sees the thing sees them. Null: none. */
  metadata?: Record<string, string | null> | null | undefined;
  /** The name, for people to read; 1 to 200 characters. */
  name: string;
  /** The role of the member. */
  role: MemberRole;
  /** The identity that signs in as this member, for a platform with its own tokens: the issuer, `#` and the claim `sub`. Null: nobody signs in as this member. */
  subject?: string | null | undefined;
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

/** A hold to open for work whose size is known only when it ends. */
export type OpenHoldInput = {
  /** The credits that it freezes at first, and by which it grows, at least a hundredth of the maximum. Null: a tenth of the maximum. */
  credits?: number | null | undefined;
  /** The purpose in the caller’s words. Null: model and operation. */
  description?: string | null | undefined;
  /** The platform’s own id of it, 1 to 255 characters, by which it can be found. Another one of its kind in the organization that has it is refused with EXTERNAL_ID_TAKEN. Null: none. */
  externalId?: string | null | undefined;
  /** The idempotency key, 1 to 255 characters: requests with the same key open one hold. Null: each request opens one. */
  idempotencyKey?: string | null | undefined;
  /** The fields that the price depends on. Null: an empty object. */
  input?: Record<string, unknown> | null | undefined;
  /** The most credits that the hold may freeze and spend, 1 or more. */
  maxCredits: number;
  /** The member whose own wallet pays first, and whose budgets count. Null: the pool. */
  memberId?: string | null | undefined;
  /** Texts of the platform’s own, by their keys: at most 50 keys. Everybody who sees the thing sees them. Null: none. */
  metadata?: Record<string, string | null> | null | undefined;
  /** The name of the model, whose price per unit applies. */
  model: string;
  /** The operation. */
  operation: string;
  /** The organization. Required for the operator; others may leave it out. */
  organizationId?: string | null | undefined;
  /** The run that it counts in. It is refused if that would pass the cap of the run. Null: none. */
  runId?: string | null | undefined;
  /** The time after which the hold ends if nothing more is metered, 1 to 604800 seconds. It then spends what was metered. */
  silenceSeconds?: number;
  /** Labels for the spending, such as a project or a cost centre: up to 10 of 1 to 64 characters. Budgets can limit a tag. Null: none. */
  tags?: Array<string> | null | undefined;
};

/** A run to open. */
export type OpenRunInput = {
  /** The credit type, for example `music`. Null: the only one of the organization, or CREDIT_TYPE_REQUIRED if it has several or none yet. For a part of a run: that of the run. */
  creditType?: string | null | undefined;
  /** The time from which on it takes no tasks, holds and runs. Null: it does not expire. */
  expiresAt?: string | null | undefined;
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The cap: the most credits that may be frozen and used, 1 or more. */
  limit: number;
  /** The member for whom the organization’s key or the operator opens it. Null: the caller. */
  memberId?: string | null | undefined;
  /** Its name, which refusals state: 1 to 200 characters. */
  name: string;
  /** The organization. Required for the operator; others may leave it out. */
  organizationId?: string | null | undefined;
  /** The run that it is a part of. Null: of none. */
  parentId?: string | null | undefined;
};

/** The ways to handle the open tasks of a removed member. */
export type OpenTasksPolicy =
  /** The tasks are canceled, and their credits given back. */
  | 'CANCEL'
  /** The tasks continue. Credits that they give back go to the pool. */
  | 'FINISH';

/** The modes of an organization. */
export type OrganizationMode =
  /** Tasks are done by the platform’s workers or by providers over HTTP. */
  | 'LIVE'
  /** Tasks are done by the built-in sandbox provider, for demos and tests. */
  | 'SANDBOX';

/** The states of an organization. */
export type OrganizationStatus =
  /** The organization works normally. */
  | 'ACTIVE'
  /** The organization has ended. Only the platform sees it. */
  | 'CLOSED'
  /** The organization is being closed. Only the platform sees it. */
  | 'CLOSING'
  /** The organization can’t submit or approve tasks. It can read, and submitted tasks continue. */
  | 'SUSPENDED';

/** The subscription to pause, and the time at which it goes on. */
export type PauseSubscriptionInput = {
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The organization that has the subscription. */
  organizationId: string;
  /** The time at which the pause ends by itself, in UTC, in the future; null: when it is resumed. */
  resumesAt?: string | null | undefined;
};

/** The reasons why a payment is not settled until a person has looked at it. */
export type PaymentProblem =
  /** It is paid, and what was bought can’t come: a bound is reached, the period was paid otherwise, or the plan has changed. */
  | 'NOT_GRANTED'
  /** It was paid in another currency. */
  | 'OTHER_CURRENCY'
  /** More was paid than is due. The part that is due was settled. */
  | 'OVERPAID'
  /** The provider says that less was paid or given back than was booked, or does not know the payment. */
  | 'PROVIDER_DIFFERS'
  /** Credits whose money was given back are frozen or disputed, and were not taken back yet. */
  | 'REFUND_WAITS'
  /** Less was paid than is due, or OxaPay does not say how much. */
  | 'UNDERPAID';

/** The providers that take money. Those that are set up can be used: docs/payments.md. */
export type PaymentProvider =
  /** An invoice that is paid by hand. The platform confirms what has arrived. */
  | 'MANUAL'
  /** OxaPay: an invoice that is paid in coins. */
  | 'OXAPAY'
  /** A page of Holdfast’s own, where a button pays. Only in the demo: no money moves. */
  | 'SANDBOX'
  /** Stripe: a page of Stripe, cards and more. */
  | 'STRIPE';

/** The states of a payment. Money outranks everything: one that has ended is PAID if it is paid after all. */
export type PaymentStatus =
  /** It was ended before anything was paid: `failure` says why, unless somebody did it. */
  | 'CANCELED'
  /** The payer wants the money back from their bank: the dispute is open, or was lost (`dispute`). */
  | 'DISPUTED'
  /** It was not paid in time. */
  | 'EXPIRED'
  /** It was not paid: `failure` says why. */
  | 'FAILED'
  /** Nothing was paid yet. */
  | 'OPEN'
  /** It is paid, and its credits have come, unless `problem` says what is in the way. A part of it may be refunded. */
  | 'PAID'
  /** Less was paid than is due. It brings credits with the rest, or once the platform accepts it. */
  | 'PARTIALLY_PAID'
  /** The payer has paid, and the money is on its way. It can still fail. */
  | 'PROCESSING'
  /** All that was paid was given back. */
  | 'REFUNDED';

/** The causes of payments. */
export type PaymentTrigger =
  /** Somebody has started it (`startPurchase`). */
  | 'PURCHASE'
  /** A period of the plan has become due, and the saved means of payment is charged for it. */
  | 'RENEWAL'
  /** A balance was below that of an auto top-up, and the saved means of payment is charged for it. */
  | 'TOP_UP';

/** The periods that one payment covers. */
export type PlanInterval =
  /** One payment covers a month, counted from the anchor. */
  | 'MONTH'
  /** One payment covers twelve months, counted from the anchor. */
  | 'YEAR';

/** The limits of a plan on tasks. A hold without a task counts as a task. */
export type PlanLimitKind =
  /** The tasks with credits, and the open holds without a task, at a time. */
  | 'CONCURRENT_TASKS'
  /** The tasks that are submitted, and the holds without a task that are opened, within a minute. */
  | 'TASKS_PER_MINUTE';

/** The changes that can be planned for the end of the period, and undone until then. */
export type PlannedSubscriptionChange =
  /** The subscription will end, by cancelSubscription(atPeriodEnd: true). */
  | 'CANCELLATION'
  /** The plan will change, by downgradeSubscription. */
  | 'DOWNGRADE';

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

/** A further part of a price: `credits` for each `per` units. */
export type PricePartInput = {
  /** The type of the credits that pay for the part. A task whose parts have several types freezes its credits of all of them, or of none. Null: that of the price rule. */
  creditType?: string | null | undefined;
  /** Credits for `per` units; with tiers, for the units after the last tier. 0 makes it free. */
  credits: number;
  /** The number of units if the input does not have the field, 0 to 1,000,000,000. Null: none. */
  defaultUnits?: number | null | undefined;
  /** The number of units that `credits` pay for, 1 to 1,000,000,000: 10 for 1 credit per 10 characters. Null: 1. */
  per?: number | null | undefined;
  /** The measure by which the units are counted when the task has succeeded. Then the price at submit is the most that it costs, and the rest is given back. Null: the input, and the price is final. */
  settleBy?: PriceSettleBy | null | undefined;
  /** The field of the result that settles it, or several that are multiplied: `usage.outputTokens`. Needed for RESULT. Null with OUTPUTS: `files`. */
  settleField?: string | null | undefined;
  /** Units are rounded up to a multiple of it, 0 to 1,000,000; 0: they are exact. Null: 1 for SECOND and OUTPUT, else 0. */
  step?: number | null | undefined;
  /** The way in which tiers price a number of units. Null: GRADUATED. */
  tiering?: PriceTiering | null | undefined;
  /** Up to 20 tiers, in ascending order. The units after the last have the price `credits` per `per`. Null: none. */
  tiers?: Array<PriceTierInput> | null | undefined;
  /** The unit that the price is for. */
  unit?: PriceUnit;
  /** The field of the input that contains the number of units, or several that are multiplied: `width*height`. Null: `durationSeconds` for SECOND and MINUTE, `outputs`, `text` for CHARACTER, `tokens`, `width*height` for MEGAPIXEL. FIELD needs one. */
  unitField?: string | null | undefined;
};

/** The runners of tasks, whatever the mode of the organization. */
export type PriceRunner =
  /** The sandbox does the tasks: for demos, and models that aren’t connected yet. */
  | 'SANDBOX'
  /** The platform’s workers do the tasks, also those of SANDBOX organizations, to try workers out. */
  | 'WORKERS';

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

/** The price of the units up to a number of them, after those of the tier before. */
export type PriceTierInput = {
  /** Credits for `per` units in the tier. */
  credits: number;
  /** Credits in addition, once, if the tier is reached. Null: none. */
  fixed?: number | null | undefined;
  /** The number of units that `credits` pay for, 1 to 1,000,000,000. Null: 1. */
  per?: number | null | undefined;
  /** The last unit of the tier, 1 to 1,000,000,000,000. */
  upTo: number;
};

/** The ways in which tiers price a number of units. */
export type PriceTiering =
  /** Each unit has the price of the tier that it is in. */
  | 'GRADUATED'
  /** All units have the price of the tier that their number is in. */
  | 'VOLUME';

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

/** A checkpoint to publish. */
export type PublishCheckpointInput = {
  /** The number of the newest checkpoint that the caller knows. If a newer one exists, that one is returned and none is published, so a repeated request publishes once. Null: a checkpoint is published whatever exists. */
  after?: number | null | undefined;
};

/** Credits of one type that a purchase brings. */
export type PurchasedCreditsInput = {
  /** The credits that come in addition as a present, in a PROMO lot. */
  bonus?: number;
  /** The credit type, for example `music`. */
  creditType: string;
  /** The credits that are paid for, 1 or more. */
  credits: number;
};

/** The model and operation that credits are frozen for. Lots that are limited to something else do not pay. */
export type PurposeInput = {
  /** The model that will be used. */
  model: string;
  /** The operation that will be done. */
  operation: string;
};

/** The storage quotas of an organization. */
export type QuotaName =
  /** Bytes of the files that results name. */
  | 'FILE_BYTES'
  /** Binding quotes, including expired ones. */
  | 'QUOTES'
  /** Tasks whose input and result are stored. */
  | 'TASKS'
  /** Bytes of the inputs and results of tasks, as JSON. */
  | 'TASK_BYTES';

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

/** The organization that has the subscription. */
export type ReactivateSubscriptionInput = {
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The organization that has the subscription. */
  organizationId: string;
};

/** The members whose credits to move back to the pool. */
export type ReclaimCreditsInput = {
  /** The credit type, for example `music`. Null: the only one of the organization, or CREDIT_TYPE_REQUIRED if it has several or none yet. */
  creditType?: string | null | undefined;
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The members whose credits to move back. Null: all members. */
  memberIds?: Array<string> | null | undefined;
  /** The organization. Required for the operator; others may leave it out. */
  organizationId?: string | null | undefined;
  /** The reason, for the journals; 1 to 500 characters. Null: none. */
  reason?: string | null | undefined;
};

/** A task, and what it has cost the platform upstream. */
export type RecordUpstreamCostInput = {
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The id of the task. */
  taskId: string;
  /** The whole cost of the task. It replaces what was recorded before. */
  upstreamCost: ExactMoneyInput;
};

/** A webhook delivery to send again. */
export type RedeliverWebhookInput = {
  /** The delivery to send again. */
  deliveryId: string;
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

/** A payment of which money is given back. Without `money` and `credits`, all that is left of it. */
export type RefundPaymentInput = {
  /** The credits of the first type that are taken back, exactly, with the money that they cost. If a smallest unit of money is worth several credits, it must be so many that money can be given back for them: the refusal names the nearest. Null: see above. */
  credits?: number | null | undefined;
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The money that is given back, in the currency of the payment. Null: see above. */
  money?: MoneyInput | null | undefined;
  /** The id of the payment. */
  paymentId: string;
  /** The reason, for the audit log; 1 to 500 characters. */
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

/** A hold to release. */
export type ReleaseCreditsInput = {
  /** The open hold. */
  holdId: string;
  /** The idempotency key, 1 to 255 characters: requests with the same key release once. Null: each request is a new one. */
  idempotencyKey?: string | null | undefined;
};

/** The holds to release at once. */
export type ReleaseHoldsInput = {
  /** The holds to release, in this order; 1 to 1,000. */
  holds: Array<ReleaseCreditsInput>;
};

/** A façade to turn off, whose definition of the platform’s own is removed. */
export type RemoveFacadeInput = {
  /** True: only the changes that it would make are returned, and nothing is changed. */
  dryRun?: boolean;
  /** The name of the façade. */
  name: string;
};

/** A member to remove. */
export type RemoveMemberInput = {
  /** The id of the member. */
  memberId: string;
  /** The way to handle the open tasks of the member. */
  openTasks?: OpenTasksPolicy;
};

/** An organization whose issuer is removed. */
export type RemoveOrganizationIssuerInput = {
  /** The organization. Required for the operator; others may leave it out. */
  organizationId?: string | null | undefined;
};

/** A means of payment that is not charged any more. */
export type RemovePaymentMethodInput = {
  /** The organization. Required for the operator; others may leave it out. */
  organizationId?: string | null | undefined;
  /** The provider that has it. */
  provider: PaymentProvider;
};

/** A person who has lost their second factor. */
export type RemoveSecondFactorInput = {
  /** The reason, for the audit log, such as how the person was identified; 1 to 500 characters. */
  reason: string;
  /** The person, as `Member.subject` has them: `user:` and an id. */
  subject: string;
};

/** The progress of a task. */
export type ReportTaskProgressInput = {
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The worker’s lease. Needed for a task that a worker has claimed; LEASE_LOST if it is absent, and after it was lost. */
  leaseId?: string | null | undefined;
  /** The progress, 0 to 100 percent. Reports may overtake each other: the highest counts. */
  progress: number;
  /** The part of the result that exists already, for example the lyrics or the first song; `completeTask` replaces it. Null: the part that was reported before stays. */
  result?: Record<string, unknown> | null | undefined;
  /** The id of the task. */
  taskId: string;
};

/** Credits that a member asks for. */
export type RequestCreditsInput = {
  /** The credit type, for example `music`. Null: the only one of the organization, or CREDIT_TYPE_REQUIRED if it has several or none yet. */
  creditType?: string | null | undefined;
  /** The credits, 1 or more. */
  credits: number;
  /** The time for which the request is open, 60 to 7776000 seconds (90 days). */
  expiresInSeconds?: number;
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The member who asks. For the operator and the organization’s own key. Null: the caller. */
  memberId?: string | null | undefined;
  /** The organization. Required for the operator; others may leave it out. */
  organizationId?: string | null | undefined;
  /** The reason, for the admin to read, 1 to 500 characters. */
  reason: string;
  /** The task to submit with the approval, if `taskId` is null. Null: none. */
  task?: RequestedTaskInput | null | undefined;
  /** The member’s task that waits for an approval: granting the request approves it. Null: no task waits. */
  taskId?: string | null | undefined;
};

/** A task to submit for the member with the approval. */
export type RequestedTaskInput = {
  /** The input of the task. Null: an empty object. */
  input?: Record<string, unknown> | null | undefined;
  /** The same by credit type, as for submitTask. Null: none is limited, apart from `maxCredits`. */
  maxCosts?: Array<CreditAmountInput> | null | undefined;
  /** The most that the task may cost, as for submitTask. Null: whatever its price is. */
  maxCredits?: number | null | undefined;
  /** The name of the model: `suno`. */
  model: string;
  /** The operation: `music`. */
  operation: string;
  /** The run that it counts in. It is refused if that would pass the cap of the run. Null: none. */
  runId?: string | null | undefined;
  /** Labels for the spending, as for submitTask. Null: none. */
  tags?: Array<string> | null | undefined;
  /** The time that the task may take from submit to end, 1 to 604800 seconds. */
  timeoutSeconds?: number;
};

/** The organization to resume. */
export type ResumeOrganizationInput = {
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The organization. */
  organizationId: string;
};

/** The organization that has the subscription. */
export type ResumeSubscriptionInput = {
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The organization that has the subscription. */
  organizationId: string;
};

/** The task that the worker can’t do, and the reason. */
export type ReturnTaskInput = {
  /** The worker’s lease. */
  leaseId: string;
  /** The reason, up to 1,000 characters. If no other worker can do the task, its readers see the last reason. Null: none. */
  reason?: string | null | undefined;
  /** The id of the task. */
  taskId: string;
};

/** An API key to revoke. */
export type RevokeApiKeyInput = {
  /** The API key to revoke. */
  apiKeyId: string;
};

/** An invitation to revoke. */
export type RevokeInvitationInput = {
  /** The invitation to revoke. */
  invitationId: string;
};

/** A platform key to revoke. */
export type RevokePlatformKeyInput = {
  /** The platform key to revoke. */
  platformKeyId: string;
};

/** An API key to replace. */
export type RotateApiKeyInput = {
  /** The API key. */
  apiKeyId: string;
  /** The time for which the old key still works, 0 to 604800 seconds (7 days). */
  overlapSeconds?: number;
};

/** A platform key to replace. */
export type RotatePlatformKeyInput = {
  /** The time for which the old key still works, 0 to 604800 seconds (7 days). */
  overlapSeconds?: number;
  /** The platform key. */
  platformKeyId: string;
};

/** The organization whose secret for the URLs of tasks to replace. */
export type RotateTaskWebhookSecretInput = {
  /** The organization. Required for the operator; others may leave it out. */
  organizationId?: string | null | undefined;
  /** The time for which messages are also signed with the old secret, if there is one; 0 to 604800 seconds (7 days). */
  overlapSeconds?: number;
};

/** The webhook endpoint whose secret to replace. */
export type RotateWebhookSecretInput = {
  /** The time for which messages are also signed with the old secret; 0 to 604800 seconds (7 days). */
  overlapSeconds?: number;
  /** The webhook endpoint. */
  webhookEndpointId: string;
};

/** The states of a run. */
export type RunStatus =
  /** The run was closed: it takes no further tasks, holds and runs. Those under way go on. */
  | 'CLOSED'
  /** The time of the run has passed: it takes no further tasks, holds and runs. Those under way go on. */
  | 'EXPIRED'
  /** The run takes tasks, holds and runs, as long as they are within its cap. */
  | 'OPEN';

/** The credits that every member who may submit tasks gets with each cycle. */
export type SetAllocationRuleInput = {
  /** The credit type, for example `music`. Null: the only one of the organization, or CREDIT_TYPE_REQUIRED if it has several or none yet. */
  creditType?: string | null | undefined;
  /** The number of credits that each member gets, 1 or more. */
  credits: number;
  /** The organization. Required for the operator; others may leave it out. */
  organizationId?: string | null | undefined;
  /** True: the credits that members have left from the previous cycle go back to the pool first. */
  reclaim?: boolean;
};

/** The auto top-up of a credit type. It takes the place of the one before. */
export type SetAutoTopUpInput = {
  /** A top-up is bought when fewer credits than this are available in the pool; 1 or more. */
  below: number;
  /** The credit type, for example `music`. Null: the only one of the organization, or CREDIT_TYPE_REQUIRED if it has several or none yet. */
  creditType?: string | null | undefined;
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The most money of a calendar month in the organization’s time zone, in the pack’s currency: at least the price of one top-up. */
  monthlyMax: MoneyInput;
  /** The organization. Required for the operator; others may leave it out. */
  organizationId?: string | null | undefined;
  /** A credit pack that is sold and brings credits of the type. Later versions of it are bought, too. */
  packId: string;
  /** The provider whose saved means of payment is charged. */
  provider: PaymentProvider;
  /** The number of packs of one top-up, 1 to 10,000. */
  quantity?: number;
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

/** The organization, and the number of days before a loss. */
export type SetExpiryAlertInput = {
  /** The number of days before the loss, 1 to 365. Null: no alerts. */
  days?: number | null | undefined;
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The organization. Required for the operator; others may leave it out. */
  organizationId?: string | null | undefined;
};

/** A façade to turn on or off, to create, or to replace. */
export type SetFacadeInput = {
  /** True: only the changes that it would make are returned, and nothing is changed. */
  dryRun?: boolean;
  /** True: its paths are answered from now on. */
  isOn?: boolean;
  /** The name of the façade, or a document. */
  source: FacadeSourceInput;
};

/** A provider to create, or to replace if one has the same name. */
export type SetHttpProviderInput = {
  /** The base URL to use instead of the one in the definition, for example of a proxy. Null: that one. */
  baseUrl?: string | null | undefined;
  /** The definition of the provider. */
  source: HttpProviderSourceInput;
};

/** A kind of mails, and whether the caller wants them. */
export type SetMailPreferenceInput = {
  /** The kind. One that can’t be ended is refused with INVALID_INPUT. */
  kind: MailKind;
  /** True: the caller wants them. False: the caller gets none. */
  wanted: boolean;
};

/** Maintenance to begin or to end. */
export type SetMaintenanceInput = {
  /** The organization. Null: all organizations. */
  organizationId?: string | null | undefined;
  /** The reason, as a sentence for the refused callers. Null: maintenance ends. */
  reason?: string | null | undefined;
};

/** The issuer of an organization, in the place of the one before. */
export type SetOrganizationIssuerInput = {
  /** The id that the issuer has given to Holdfast as a client; 1 to 500 characters. */
  clientId: string;
  /** The secret of that client, up to 2,000 characters, which is kept encrypted. Null: the one before stays. */
  clientSecret?: string | null | undefined;
  /** The domains of the addresses that people sign in with, 1 to 20, such as `example.com`. Those that were verified before stay so. */
  domains: Array<string>;
  /** The URL of the issuer, exactly as it calls itself, such as `https://login.example.com`; up to 500 characters. It is asked for its discovery document at once, and has to be on the public internet. */
  issuer: string;
  /** ADMIN, BILLING, MEMBER or VIEWER: people who sign in by the issuer for the first time, with an address of a verified domain, become members with this role, as long as the plan has seats. Nobody who was removed comes back so, and an open invitation to the address comes first. Null: nobody becomes a member by signing in. */
  joinRole?: MemberRole | null | undefined;
  /** The organization. Required for the operator; others may leave it out. */
  organizationId?: string | null | undefined;
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

/** The organization, and the most credits of a type that its admins may give back by themselves. */
export type SetRefundAllowanceInput = {
  /** The credit type, for example `music`. Null: the only one of the organization, or CREDIT_TYPE_REQUIRED if it has several or none yet. */
  creditType?: string | null | undefined;
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The most credits of a calendar month in the organization’s time zone, 1 or more. Null: none, the platform alone gives credits back. */
  monthlyMax?: number | null | undefined;
  /** The organization. */
  organizationId: string;
};

/** The platform’s own name, address and bank account. They replace the present ones. */
export type SetSellerDetailsInput = {
  /** The address, of one or several lines; 1 to 500 characters. */
  address: string;
  /** The bank account for payments by hand, of one or several lines; 1 to 500 characters. An IBAN has a line of its own, and right check digits. Null: none. */
  bankAccount?: string | null | undefined;
  /** The mail address, at most 255 characters. Null: none. */
  email?: string | null | undefined;
  /** The name; 1 to 200 characters. */
  name: string;
  /** The tax id, 1 to 50 characters. Null: none. */
  taxId?: string | null | undefined;
};

/** An organization, and its requirement for the sessions of its members. */
export type SetSignInRequirementInput = {
  /** The organization. Required for the operator; others may leave it out. */
  organizationId?: string | null | undefined;
  /** The requirement from now on. */
  requirement: SignInRequirement;
};

/** Changes to the rules of an organization. An absent field stays unchanged. */
export type SetSpendingPolicyInput = {
  /** A task that costs more credits than this waits for the approval of an OWNER or ADMIN, unless one of them submits it. Null: no task waits. Absent: unchanged. */
  approvalAbove?: number | null | undefined;
  /** The longest time that a task waits for approval, 60 to 2592000 seconds (30 days). Null or absent: unchanged. */
  approvalSeconds?: number | null | undefined;
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** True if the pool pays when the member’s own wallet can’t. */
  membersUsePool?: boolean | null | undefined;
  /** The organization. Required for the operator; others may leave it out. */
  organizationId?: string | null | undefined;
  /** The IANA time zone in which its days, weeks and months begin: `Europe/Berlin`. Null or absent: unchanged. */
  timeZone?: string | null | undefined;
};

/** Changes to the policy of a wallet. */
export type SetWalletPolicyInput = {
  /** The criteria of the burn-down order: lots that are equal by one are compared by the next. Null or absent: unchanged. */
  burnDown?: Array<BurnDownCriterion> | null | undefined;
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The rule for the cost of a late success that the wallet can’t pay. Null or absent: unchanged. */
  latePolicy?: WalletLatePolicy | null | undefined;
  /** True: more credits may be spent than the hold has frozen, as far as the wallet has them. Null or absent: unchanged. */
  overspend?: boolean | null | undefined;
  /** The id of the wallet. */
  walletId: string;
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

/** A payment that is accepted as it was made. */
export type SettlePaymentInput = {
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The id of the payment. */
  paymentId: string;
  /** The reason, for the audit log; 1 to 500 characters. */
  reason: string;
};

/** The requirements of an organization for the sessions of its members. API keys need none of them. */
export type SignInRequirement =
  /** Only a session will do that the organization’s own issuer began: `Organization.issuer`. */
  | 'ISSUER'
  /** Every session will do. */
  | 'NONE'
  /** A session that a password alone began will not do. One will do that a password and a second factor began, or an issuer, who asks for the factors that it wants; so will a token of the platform’s own issuer. */
  | 'TWO_FACTOR';

/** A catalogue to try on a time of the past. */
export type SimulateCatalogueInput = {
  /** The beginning of the time: in the past. */
  from: string;
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect, as long as the simulation is kept. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** A mail address, at most 255 characters, that is told when it has succeeded or failed. Null: none is. Without mail, nothing is sent. */
  mailTo?: string | null | undefined;
  /** The catalogue. It is not loaded. */
  source: CatalogueSourceInput;
  /** The end of the time, which is not part of it: after `from`. Nothing after the present is played. */
  until: string;
};

/** The states of a simulation. */
export type SimulationStatus =
  /** It was ended by `cancelSimulation`. */
  | 'CANCELED'
  /** It has no result: `failure` says why. */
  | 'FAILED'
  /** It waits until those before it have ended. */
  | 'QUEUED'
  /** It runs. If its process ends, another begins it again from the start. */
  | 'RUNNING'
  /** Its result is complete. */
  | 'SUCCEEDED';

/** Credits of a hold to spend. */
export type SpendCreditsInput = {
  /** The number of credits to spend. Null: all that are frozen. */
  credits?: number | null | undefined;
  /** The open hold. */
  holdId: string;
  /** The idempotency key, 1 to 255 characters: requests with the same key spend once. Null: each request spends. */
  idempotencyKey?: string | null | undefined;
  /** True: what remains stays frozen, for a later part. False: it is given back. */
  keepOpen?: boolean;
  /** The model and operation that the credits are for, if more is spent than was frozen. Null: any, so that only lots without limits pay. */
  purpose?: PurposeInput | null | undefined;
};

/** The holds to spend at once. */
export type SpendHoldsInput = {
  /** The holds to spend, in this order; 1 to 1,000. */
  holds: Array<SpendCreditsInput>;
};

/** The rows to export. */
export type StartExportInput = {
  /** The format of the file. */
  format: ExportFormat;
  /** The beginning of the time of the rows. Null: the beginning of all. */
  from?: string | null | undefined;
  /** The kind of rows. */
  kind: ExportKind;
  /** The organization. Null: for the operator all organizations, for others their own. */
  organizationId?: string | null | undefined;
  /** The end of the time of the rows, which is not part of it: after `from`. Null: the present. */
  until?: string | null | undefined;
};

/** The thing that is bought, and the way to pay for it. Exactly one of `packId`, `plan` and `custom` must be given. */
export type StartPurchaseInput = {
  /** Credits at an agreed price. For the operator. Null: none. */
  custom?: CustomPurchaseInput | null | undefined;
  /** The time at which a payment of the provider MANUAL expires unless it is paid, at most 366 days away. It can still be confirmed later. For the operator. Null: after 30 days, or as the provider says. */
  expiresAt?: string | null | undefined;
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The organization. Required for the operator; others may leave it out. */
  organizationId?: string | null | undefined;
  /** The credit pack that is bought. Null: none. */
  packId?: string | null | undefined;
  /** The name of the plan of which a period is bought: the first, which starts the subscription, or the present or next period of the subscription. Null: none. */
  plan?: string | null | undefined;
  /** The provider that takes the money. */
  provider: PaymentProvider;
  /** The number of packs, 1 to 10,000, at the price of the pack’s volume steps. */
  quantity?: number;
  /** The page that the payer comes back to, an http:// or https:// URL. Null: the provider’s own. */
  returnUrl?: string | null | undefined;
  /** True: what it is paid with may be charged again, which the payer is told. */
  saveMethod?: boolean;
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

/** A task to start. */
export type StartTaskInput = {
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The id of the task. */
  taskId: string;
};

/** The reasons for which submitTask refuses a task, in the order in which it checks them: the same codes as its errors have. */
export type SubmitBlock =
  /** A budget has less room than the request needs. Nothing was frozen. */
  | 'BUDGET_EXCEEDED'
  /** The thing that the input names has ended: it was ended, revoked, removed, closed or retired, or it has expired. The message says which. */
  | 'ENDED'
  /** The expiry is not in the future. */
  | 'EXPIRY_PASSED'
  /** The input of the task is outside the limits of its price. */
  | 'INPUT_LIMIT'
  /** Fewer credits are available than the request needs. Nothing was frozen. */
  | 'INSUFFICIENT_CREDITS'
  /** One or more fields of the input are invalid. */
  | 'INVALID_INPUT'
  /** The highest allowed number of these things exists already. docs/limits.md lists all bounds. */
  | 'LIMIT_REACHED'
  /** No new tasks are accepted during maintenance. Submitted tasks continue. */
  | 'MAINTENANCE'
  /** The input asks for more than `maxCredits` pay for. Nothing was frozen. */
  | 'MAX_CREDITS_EXCEEDED'
  /** The plan of the organization does not include the model, the operation or the asset kind. */
  | 'NOT_ENTITLED'
  /** The thing that the input names does not exist, or the caller may not see it. */
  | 'NOT_FOUND'
  /** No price rule in force applies to the model, the operation and the input. */
  | 'NO_PRICE'
  /** The operation of the model is UNAVAILABLE at the moment. */
  | 'OPERATION_UNAVAILABLE'
  /** The organization is suspended and can’t submit or approve tasks. */
  | 'ORGANIZATION_SUSPENDED'
  /** The limit of the plan on tasks and holds at a time, or within a minute, is reached. */
  | 'PLAN_LIMIT'
  /** The storage quota of the organization is used up. docs/limits.md says what is removed, and when. */
  | 'QUOTA_EXCEEDED'
  /** The binding quote has expired. */
  | 'QUOTE_EXPIRED'
  /** The binding quote is for another model, operation or input than that of the task. */
  | 'QUOTE_MISMATCH'
  /** As many tasks were submitted with the binding quote as it is for. */
  | 'QUOTE_TAKEN'
  /** The run limits credits of another type. */
  | 'RUN_CREDIT_TYPE'
  /** The run, or one that it is a part of, has less room than the request needs. Nothing was frozen. */
  | 'RUN_EXCEEDED';

/** A task to submit. */
export type SubmitTaskInput = {
  /** The binding quote whose prices the task uses. Null: the current prices. */
  bindingQuoteId?: string | null | undefined;
  /** The platform’s own id of it, 1 to 255 characters, by which it can be found. Another one of its kind in the organization that has it is refused with EXTERNAL_ID_TAKEN. Null: none. */
  externalId?: string | null | undefined;
  /** The idempotency key, 1 to 255 characters: requests with the same key submit one task. Null: each request submits one. */
  idempotencyKey?: string | null | undefined;
  /** The input of the task: {"prompt": "rain"}. Null: an empty object. */
  input?: Record<string, unknown> | null | undefined;
  /** The same by credit type, for a price of several: each type at most once. A type that it does not name is not limited. Null: none is, apart from `maxCredits`. */
  maxCosts?: Array<CreditAmountInput> | null | undefined;
  /** The most that the task may cost, of the price rule’s own credit type. An input that asks for more is refused. If the price settles by the result, at most this is frozen and charged; it is required if the price follows the result and the input does not limit it. Null: whatever the price is. */
  maxCredits?: number | null | undefined;
  /** The member on whose behalf the operator submits. Null: the caller itself. */
  memberId?: string | null | undefined;
  /** Texts of the platform’s own, by their keys: at most 50 keys. Everybody who sees the thing sees them. Null: none. */
  metadata?: Record<string, string | null> | null | undefined;
  /** The name of the model: `suno`. */
  model: string;
  /** The operation: `music`. */
  operation: string;
  /** The organization. Required for the operator; others may leave it out. */
  organizationId?: string | null | undefined;
  /** The run that it counts in. It is refused if that would pass the cap of the run. Null: none. */
  runId?: string | null | undefined;
  /** Labels for the spending, such as a project or a cost centre: up to 10 of 1 to 64 characters. Budgets can limit a tag, and tasks are found by it. Null: none. */
  tags?: Array<string> | null | undefined;
  /** The time that the task may take from submit to end, 1 to 604800 seconds; then it times out. */
  timeoutSeconds?: number;
  /** The URL that gets a `task.ended` message when the task ends: https://, of a public address, up to 2,000 characters. It is signed with the secret of rotateTaskWebhookSecret, which must exist. Null: none. */
  webhookUrl?: string | null | undefined;
};

/** The tasks to submit at once. */
export type SubmitTasksInput = {
  /** The tasks to submit, in this order; 1 to 1,000. */
  tasks: Array<SubmitTaskInput>;
};

/** The states of a subscription. */
export type SubscriptionStatus =
  /** The subscription is paid, or is to be paid by `paymentDueAt`. It renews by itself. */
  | 'ACTIVE'
  /** The subscription has ended. Another one can be started. */
  | 'CANCELED'
  /** It waits for its first payment: no credits have come. It begins with the payment, and ends if that is not made until `paymentDueAt`. */
  | 'INCOMPLETE'
  /** It was not paid in time, or its trial has ended. The subscription can be reactivated. */
  | 'LAPSED'
  /** A payment has failed, or the credits of the period wait for it. The credits that are there can be used: to `paymentDueAt`, or without that to the end of the cycle. */
  | 'PAST_DUE'
  /** Its time stands still: its credits are locked, and neither expire nor renew. */
  | 'PAUSED'
  /** The trial of its plan: it is not paid. `Plan.trial.end` says what follows. */
  | 'TRIALING';

/** The organization to suspend, and the reason. */
export type SuspendOrganizationInput = {
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The organization. */
  organizationId: string;
  /** The reason, for the members; 1 to 500 characters. */
  reason: string;
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
  /** Lists only tasks of this maker of models: `suno`. */
  provider?: string | null | undefined;
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

/** The codes of warnings. A later version may add codes. */
export type TaskWarningCode =
  /** The price rule is DEPRECATED: use another operation or model soon. */
  | 'DEPRECATED';

/** A webhook endpoint to test. */
export type TestWebhookEndpointInput = {
  /** The webhook endpoint. */
  webhookEndpointId: string;
};

/** Credits to move from one wallet to another of the same organization. */
export type TransferCreditsInput = {
  /** The credit type, for example `music`. Null: the only one of the organization, or CREDIT_TYPE_REQUIRED if it has several or none yet. */
  creditType?: string | null | undefined;
  /** The number of credits, 1 or more. */
  credits: number;
  /** The member from whose own wallet the credits come. Null: the pool. */
  fromMemberId?: string | null | undefined;
  /** The idempotency key, 1 to 255 characters: requests with the same key move the credits once. Null: each request moves them. */
  idempotencyKey?: string | null | undefined;
  /** The organization. Required for the operator; others may leave it out. */
  organizationId?: string | null | undefined;
  /** The reason, for both journals; 1 to 500 characters. Null: none. */
  reason?: string | null | undefined;
  /** The member to whose own wallet the credits go. Null: the pool. */
  toMemberId?: string | null | undefined;
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

/** A lot, and the reason for the journal. */
export type UnlockLotInput = {
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The credit lot. */
  lotId: string;
  /** The reason, for the journal; 1 to 500 characters. */
  reason: string;
};

/** Changes to a budget: at least one of its limit, enforcement and thresholds. An absent or null field stays unchanged. */
export type UpdateBudgetInput = {
  /** The id of the budget. */
  budgetId: string;
  /** The effect of the budget on a request that would exceed it: HARD refuses it. */
  enforcement?: BudgetEnforcement | null | undefined;
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The most that may be frozen and spent in one period. */
  limit?: number | null | undefined;
  /** The thresholds in percent, 1 to 100, at most 10; empty: no alerts. A threshold that is already reached raises no alert in this period. */
  thresholds?: Array<number> | null | undefined;
};

/** A credit pack, and its changes. Absent fields stay as they are. */
export type UpdateCreditPackInput = {
  /** The credits that one pack brings from now on. */
  credits?: Array<PurchasedCreditsInput> | null | undefined;
  /** The platform’s new id of it, 1 to 255 characters. Null: it has none any more. */
  externalId?: string | null | undefined;
  /** The new kind of its lots. */
  kind?: CreditPackKind | null | undefined;
  /** The version that is sold now. */
  packId: string;
  /** The new price of one pack. */
  price?: MoneyInput | null | undefined;
  /** The new name, for people to read: 1 to 200 characters. */
  title?: string | null | undefined;
  /** The new prices of larger quantities; empty: none. */
  volumeSteps?: Array<VolumeStepInput> | null | undefined;
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

/** A member, and the new role. */
export type UpdateMemberRoleInput = {
  /** The id of the member. */
  memberId: string;
  /** The new role of the member. */
  role: MemberRole;
};

/** An organization, and its new name. */
export type UpdateOrganizationInput = {
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The name, for people to read; 1 to 200 characters. */
  name: string;
  /** The organization. Required for the operator; others may leave it out. */
  organizationId?: string | null | undefined;
};

/** A run, and its new cap. */
export type UpdateRunInput = {
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The new cap: at least what the run has frozen and used. */
  limit: number;
  /** The id of the run. */
  runId: string;
};

/** Changes to a webhook endpoint. An absent field stays unchanged. */
export type UpdateWebhookEndpointInput = {
  /** True: waiting messages end as FAILED and are not sent; only with `isPaused: false`. */
  discardMissed?: boolean;
  /** The kinds of events that are sent to the endpoint. */
  events?: Array<WebhookEvent> | null | undefined;
  /** True: the endpoint is PAUSED, and its messages wait; a DISABLED endpoint stays DISABLED. False: the endpoint is ENABLED, and waiting messages are sent now; after DISABLED also those that were given up since the last successful delivery. */
  isPaused?: boolean | null | undefined;
  /** The URL that messages are sent to. */
  url?: string | null | undefined;
  /** The webhook endpoint. */
  webhookEndpointId: string;
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

/** The upstream cost of a task, which the platform pays: `amount` for each `per` units. */
export type UpstreamPriceInput = {
  /** The cost of `per` units in the major unit of the currency, as a decimal with at most six decimals: `0.0125` is 1.25 cents. */
  amount: string;
  /** The currency as an ISO 4217 code: `USD`. */
  currency: string;
  /** The number of units if the input does not have the field, 0 to 1,000,000,000. Null: none. */
  defaultUnits?: number | null | undefined;
  /** The number of units that `credits` pay for, 1 to 1,000,000,000: 10 for 1 credit per 10 characters. Null: 1. */
  per?: number | null | undefined;
  /** The measure by which the units are counted when the task has succeeded. Then the price at submit is the most that it costs, and the rest is given back. Null: the input, and the price is final. */
  settleBy?: PriceSettleBy | null | undefined;
  /** The field of the result that settles it, or several that are multiplied: `usage.outputTokens`. Needed for RESULT. Null with OUTPUTS: `files`. */
  settleField?: string | null | undefined;
  /** The unit that the price is for. */
  unit?: PriceUnit;
  /** The field of the input that contains the number of units, or several that are multiplied: `width*height`. Null: `durationSeconds` for SECOND and MINUTE, `outputs`, `text` for CHARACTER, `tokens`, `width*height` for MEGAPIXEL. FIELD needs one. */
  unitField?: string | null | undefined;
};

/** The dimensions of a usage report: at most one period of time, and subjects. */
export type UsageDimension =
  /** The API key with which the tasks were submitted. Keys that replaced each other by rotation are one. */
  | 'API_KEY'
  /** The credit type. */
  | 'CREDIT_TYPE'
  /** Days, from midnight to midnight by the clocks of the time zone. */
  | 'DAY'
  /** Hours by the clocks of the time zone. */
  | 'HOUR'
  /** The member that submitted the tasks. */
  | 'MEMBER'
  /** The model of the tasks and holds. */
  | 'MODEL'
  /** Calendar months. */
  | 'MONTH'
  /** The operation of the tasks and holds. */
  | 'OPERATION'
  /** The tag. A task with several tags counts once for each, so the groups can be more than the total. */
  | 'TAG'
  /** Weeks, from Monday on. */
  | 'WEEK';

/** The usage that a report has. Null or absent: all of it. */
export type UsageFilter = {
  /** Only of what was submitted with this API key, or with one that it replaced or that replaced it by rotation. */
  apiKeyId?: string | null | undefined;
  /** Only of what this member submitted. */
  memberId?: string | null | undefined;
  /** Only of this model. */
  model?: string | null | undefined;
  /** Only of this operation. */
  operation?: string | null | undefined;
  /** Only of what has this tag. */
  tag?: string | null | undefined;
};

/** A domain of the issuer of an organization. */
export type VerifyIssuerDomainInput = {
  /** The domain, such as `example.com`. */
  domain: string;
  /** The organization. Required for the operator; others may leave it out. */
  organizationId?: string | null | undefined;
};

/** The price of one pack from a quantity on. */
export type VolumeStepInput = {
  /** The price of one pack, in the smallest unit of the pack’s currency: less than the price before this quantity. */
  amount: number;
  /** The quantity from which on the price applies, 2 to 10,000. */
  quantity: number;
};

/** The rules for the cost of a success that was reported after its hold had timed out, if the wallet can’t pay it. */
export type WalletLatePolicy =
  /** The wallet owes it. The next credits that come in pay it first. */
  | 'OWE'
  /** The cost is written off, as a loss of the platform. */
  | 'WRITE_OFF';

/** The last sequence number of a wallet that a client has seen. */
export type WalletSequence = {
  /** The last `sequence` that it has seen. */
  sequence: number;
  /** The id of the wallet. */
  walletId: string;
};

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

/** A request to withdraw. */
export type WithdrawCreditRequestInput = {
  /** The id of the request. */
  creditRequestId: string;
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
};

export type AcceptInvitationMutationVariables = Exact<{
  input: AcceptInvitationInput;
}>;


export type AcceptInvitationMutation = { acceptInvitation:
    | { __typename: 'AcceptInvitationSuccess', member: { createdAt: string, externalId: string | null, hasSecondFactor: boolean | null, id: string, metadata: Record<string, string>, name: string, removedAt: string | null, role: MemberRole, subject: string | null } | null, organization: { approvalAbove: number | null, approvalSeconds: number, createdAt: string, expiryAlertDays: number | null, externalId: string | null, id: string, maintenance: string | null, membersUsePool: boolean, metadata: Record<string, string>, mode: OrganizationMode, name: string, now: string, ownMaintenance: string | null, paymentProviders: Array<PaymentProvider>, signInRequirement: SignInRequirement, status: OrganizationStatus, statusReason: string | null, tasksAtOnce: number | null, timeZone: string, refundAllowances: Array<{ creditType: string, left: number, monthlyMax: number, refunded: number, renewsAt: string }> } | null }
    | { __typename: 'AlreadyMemberError', code: ErrorCode, message: string }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'ExternalIdTakenError', code: ErrorCode, message: string, takenBy:
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
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
       | null }
    | { __typename: 'InvitationAddressError', code: ErrorCode, message: string }
    | { __typename: 'InvitationEndedError', code: ErrorCode, message: string }
    | { __typename: 'LimitReachedError', code: ErrorCode, limit: LimitName, max: number, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SeatsExceededError', code: ErrorCode, members: number, message: string, seats: number }
    | { __typename: 'SignInRequirementError', code: ErrorCode, message: string }
   };

export type AddMemberMutationVariables = Exact<{
  input: AddMemberInput;
}>;


export type AddMemberMutation = { addMember:
    | { __typename: 'AddMemberSuccess', created: boolean, member: { createdAt: string, externalId: string | null, hasSecondFactor: boolean | null, id: string, metadata: Record<string, string>, name: string, removedAt: string | null, role: MemberRole, subject: string | null } | null }
    | { __typename: 'AlreadyMemberError', code: ErrorCode, message: string }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'ExternalIdTakenError', code: ErrorCode, message: string, takenBy:
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
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
       | null }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'LastOwnerError', code: ErrorCode, message: string }
    | { __typename: 'LimitReachedError', code: ErrorCode, limit: LimitName, max: number, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'OwnersOnlyError', code: ErrorCode, message: string }
    | { __typename: 'SeatsExceededError', code: ErrorCode, members: number, message: string, seats: number }
   };

export type AdjustCreditsMutationVariables = Exact<{
  input: AdjustCreditsInput;
}>;


export type AdjustCreditsMutation = { adjustCredits:
    | { __typename: 'AdjustCreditsSuccess', replayed: boolean, wallet: { available: number, burnDown: Array<BurnDownCriterion>, createdAt: string, creditType: string, expired: number, frozen: number, granted: number, id: string, latePolicy: WalletLatePolicy, locked: number, moved: number, overspend: boolean, owed: number, revoked: number, sequence: number, spent: number, total: number, writtenOff: number } }
    | { __typename: 'CreditTypeRequiredError', code: ErrorCode, creditTypes: Array<string>, message: string }
    | { __typename: 'CreditsOutOfBoundsError', code: ErrorCode, message: string }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InsufficientCreditsError', available: number, code: ErrorCode, message: string, required: number, shortfall: number, sources: Array<{ available: number, isPool: boolean }> }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'LimitReachedError', code: ErrorCode, limit: LimitName, max: number, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type AdvanceClockMutationVariables = Exact<{
  input: AdvanceClockInput;
}>;


export type AdvanceClockMutation = { advanceClock:
    | { __typename: 'AdvanceClockSuccess', instants: number, now: string, organization: { approvalAbove: number | null, approvalSeconds: number, createdAt: string, expiryAlertDays: number | null, externalId: string | null, id: string, maintenance: string | null, membersUsePool: boolean, metadata: Record<string, string>, mode: OrganizationMode, name: string, now: string, ownMaintenance: string | null, paymentProviders: Array<PaymentProvider>, signInRequirement: SignInRequirement, status: OrganizationStatus, statusReason: string | null, tasksAtOnce: number | null, timeZone: string, refundAllowances: Array<{ creditType: string, left: number, monthlyMax: number, refunded: number, renewsAt: string }> } }
    | { __typename: 'ClockBackwardsError', code: ErrorCode, message: string, now: string }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'NotSandboxError', code: ErrorCode, message: string }
   };

export type AllocateCreditsMutationVariables = Exact<{
  input: AllocateCreditsInput;
}>;


export type AllocateCreditsMutation = { allocateCredits:
    | { __typename: 'AllocateCreditsSuccess', replayed: boolean, allocated: Array<{ credits: number, member: { createdAt: string, externalId: string | null, hasSecondFactor: boolean | null, id: string, metadata: Record<string, string>, name: string, removedAt: string | null, role: MemberRole, subject: string | null } | null }> }
    | { __typename: 'CreditTypeRequiredError', code: ErrorCode, creditTypes: Array<string>, message: string }
    | { __typename: 'CreditsOutOfBoundsError', code: ErrorCode, message: string }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InsufficientCreditsError', available: number, code: ErrorCode, message: string, required: number, shortfall: number, sources: Array<{ available: number, isPool: boolean }> }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'LimitReachedError', code: ErrorCode, limit: LimitName, max: number, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type AllocateEquallyMutationVariables = Exact<{
  input: AllocateEquallyInput;
}>;


export type AllocateEquallyMutation = { allocateEqually:
    | { __typename: 'AllocateEquallySuccess', replayed: boolean, allocated: Array<{ credits: number, member: { createdAt: string, externalId: string | null, hasSecondFactor: boolean | null, id: string, metadata: Record<string, string>, name: string, removedAt: string | null, role: MemberRole, subject: string | null } | null }> }
    | { __typename: 'CreditTypeRequiredError', code: ErrorCode, creditTypes: Array<string>, message: string }
    | { __typename: 'CreditsOutOfBoundsError', code: ErrorCode, message: string }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InsufficientCreditsError', available: number, code: ErrorCode, message: string, required: number, shortfall: number, sources: Array<{ available: number, isPool: boolean }> }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'LimitReachedError', code: ErrorCode, limit: LimitName, max: number, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type ApproveTaskMutationVariables = Exact<{
  input: ApproveTaskInput;
}>;


export type ApproveTaskMutation = { approveTask:
    | { __typename: 'ApproveTaskSuccess', replayed: boolean, task: { approval: TaskApproval | null, createdAt: string, credits: number, deadlineAt: string, endedAt: string | null, externalId: string | null, failureReason: string | null, forgottenAt: string | null, id: string, input: Record<string, unknown>, metadata: Record<string, string>, model: string, operation: string, progress: number, provider: string, refundedCredits: number, result: Record<string, unknown> | null, sequence: number, startedAt: string | null, status: TaskStatus, tags: Array<string>, webhookUrl: string | null, files: Array<{ bytes: number, contentType: string, expiresAt: string, name: string, url: string }>, upstreamCost: { amount: string, currency: string } | null } }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'OrganizationSuspendedError', code: ErrorCode, message: string }
    | { __typename: 'TaskStateError', allowed: Array<TaskStatus>, code: ErrorCode, message: string, status: TaskStatus }
   };

export type CancelExportMutationVariables = Exact<{
  input: CancelExportInput;
}>;


export type CancelExportMutation = { cancelExport:
    | { __typename: 'CancelExportSuccess', export: { bytes: number | null, createdAt: string, endedAt: string | null, expiresAt: string | null, failure: string | null, format: ExportFormat, from: string | null, id: string, kind: ExportKind, rows: number, rowsTotal: number | null, sequence: number, sha256: string | null, startedAt: string | null, status: ExportStatus, until: string | null, link: { expiresAt: string, url: string } | null } }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type CancelPaymentMutationVariables = Exact<{
  input: CancelPaymentInput;
}>;


export type CancelPaymentMutation = { cancelPayment:
    | { __typename: 'CancelPaymentSuccess', replayed: boolean, payment: { attempts: number, checkoutUrl: string | null, createdAt: string, dispute: LotDisputeState | null, expiresAt: string | null, failure: string | null, id: string, isMovedIn: boolean, nextAttemptAt: string | null, problem: PaymentProblem | null, problemText: string | null, provider: PaymentProvider, quantity: number, reference: string | null, sequence: number, settledAt: string | null, status: PaymentStatus, title: string, transferReference: string | null, trigger: PaymentTrigger, credits: Array<{ bonus: number, creditType: string, credits: number }>, due: { amount: number, currency: string }, price: { amount: number, currency: string }, received: { amount: number, currency: string }, refunded: { amount: number, currency: string }, settled: { amount: number, currency: string }, tax: { amount: number, currency: string } } }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'PaymentStateError', code: ErrorCode, message: string, status: PaymentStatus }
    | { __typename: 'ProviderFailedError', code: ErrorCode, message: string }
   };

export type CancelSimulationMutationVariables = Exact<{
  input: CancelSimulationInput;
}>;


export type CancelSimulationMutation = { cancelSimulation:
    | { __typename: 'CancelSimulationSuccess', simulation: { createdAt: string, createdBy: string, document: Record<string, unknown>, endedAt: string | null, failure: string | null, from: string, id: string, name: string, sequence: number, startedAt: string | null, status: SimulationStatus, tasks: number, tasksTotal: number | null, until: string } }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type CancelSubscriptionMutationVariables = Exact<{
  input: CancelSubscriptionInput;
}>;


export type CancelSubscriptionMutation = { cancelSubscription:
    | { __typename: 'CancelSubscriptionSuccess', replayed: boolean, subscription: { anchorAt: string, cancelAtPeriodEnd: boolean, createdAt: string, endedAt: string | null, externalId: string | null, id: string, metadata: Record<string, string>, paidUntil: string | null, pausedAt: string | null, paymentDueAt: string | null, periodEnd: string, renewsAt: string | null, resumesAt: string | null, status: SubscriptionStatus, timeZone: string, trialEndsAt: string | null, awaited: Array<{ creditType: string, credits: number }>, nextPlanBlockedBy: { code: ErrorCode, members: number, message: string, seats: number } | null } }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'NotSelfServiceError', code: ErrorCode, message: string }
    | { __typename: 'SubscriptionStateError', allowed: Array<SubscriptionStatus>, code: ErrorCode, message: string, status: SubscriptionStatus }
   };

export type CancelTaskMutationVariables = Exact<{
  input: CancelTaskInput;
}>;


export type CancelTaskMutation = { cancelTask:
    | { __typename: 'CancelTaskSuccess', replayed: boolean, task: { approval: TaskApproval | null, createdAt: string, credits: number, deadlineAt: string, endedAt: string | null, externalId: string | null, failureReason: string | null, forgottenAt: string | null, id: string, input: Record<string, unknown>, metadata: Record<string, string>, model: string, operation: string, progress: number, provider: string, refundedCredits: number, result: Record<string, unknown> | null, sequence: number, startedAt: string | null, status: TaskStatus, tags: Array<string>, webhookUrl: string | null, files: Array<{ bytes: number, contentType: string, expiresAt: string, name: string, url: string }>, upstreamCost: { amount: string, currency: string } | null } }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'TaskStateError', allowed: Array<TaskStatus>, code: ErrorCode, message: string, status: TaskStatus }
   };

export type ClaimTasksMutationVariables = Exact<{
  input: ClaimTasksInput;
}>;


export type ClaimTasksMutation = { claimTasks:
    | { __typename: 'ClaimTasksSuccess', claimed: Array<{ lease: { attempt: number, leaseId: string, until: string, worker: string | null }, task: { approval: TaskApproval | null, createdAt: string, credits: number, deadlineAt: string, endedAt: string | null, externalId: string | null, failureReason: string | null, forgottenAt: string | null, id: string, input: Record<string, unknown>, metadata: Record<string, string>, model: string, operation: string, progress: number, provider: string, refundedCredits: number, result: Record<string, unknown> | null, sequence: number, startedAt: string | null, status: TaskStatus, tags: Array<string>, webhookUrl: string | null, files: Array<{ bytes: number, contentType: string, expiresAt: string, name: string, url: string }>, upstreamCost: { amount: string, currency: string } | null } }> }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
   };

export type CloseDisputeMutationVariables = Exact<{
  input: CloseDisputeInput;
}>;


export type CloseDisputeMutation = { closeDispute:
    | { __typename: 'CloseDisputeSuccess', chargedBack: number, replayed: boolean, revoked: number, loss: { amount: number, currency: string } | null, lot: { available: number, createdAt: string, dispute: LotDisputeState | null, expired: number, expiresAt: string | null, externalId: string | null, fallsBackAt: string | null, frozen: number, graceSeconds: number | null, granted: number, heldPastExpiry: LotExpiryPolicy, id: string, kind: LotKind, lock: LotLockReason | null, locked: number, metadata: Record<string, string>, models: Array<string>, moved: number, operations: Array<string>, priority: number, requiresSubscription: boolean, revoked: number, source: string | null, spent: number, usableFrom: string | null, paid: { amount: number, currency: string } | null, recognized: { amount: number, currency: string } | null }, wallet: { available: number, burnDown: Array<BurnDownCriterion>, createdAt: string, creditType: string, expired: number, frozen: number, granted: number, id: string, latePolicy: WalletLatePolicy, locked: number, moved: number, overspend: boolean, owed: number, revoked: number, sequence: number, spent: number, total: number, writtenOff: number } }
    | { __typename: 'DisputeStateError', code: ErrorCode, dispute: LotDisputeState | null, message: string }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type CloseHoldMutationVariables = Exact<{
  input: CloseHoldInput;
}>;


export type CloseHoldMutation = { closeHold:
    | { __typename: 'CloseHoldSuccess', replayed: boolean, hold: { createdAt: string, credits: number, description: string | null, endedAt: string | null, expiresAt: string, externalId: string | null, id: string, late: HoldLateOutcome | null, metadata: Record<string, string>, model: string | null, operation: string | null, refunded: number, released: number, spent: number, status: HoldStatus, tags: Array<string> }, wallet: { available: number, burnDown: Array<BurnDownCriterion>, createdAt: string, creditType: string, expired: number, frozen: number, granted: number, id: string, latePolicy: WalletLatePolicy, locked: number, moved: number, overspend: boolean, owed: number, revoked: number, sequence: number, spent: number, total: number, writtenOff: number } }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'HoldNotOpenError', code: ErrorCode, message: string, status: HoldStatus }
    | { __typename: 'HoldOfTaskError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type CloseOrganizationMutationVariables = Exact<{
  input: CloseOrganizationInput;
}>;


export type CloseOrganizationMutation = { closeOrganization:
    | { __typename: 'CloseOrganizationSuccess', replayed: boolean, organization: { approvalAbove: number | null, approvalSeconds: number, createdAt: string, expiryAlertDays: number | null, externalId: string | null, id: string, maintenance: string | null, membersUsePool: boolean, metadata: Record<string, string>, mode: OrganizationMode, name: string, now: string, ownMaintenance: string | null, paymentProviders: Array<PaymentProvider>, signInRequirement: SignInRequirement, status: OrganizationStatus, statusReason: string | null, tasksAtOnce: number | null, timeZone: string, refundAllowances: Array<{ creditType: string, left: number, monthlyMax: number, refunded: number, renewsAt: string }> } | null }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type CloseRunMutationVariables = Exact<{
  input: CloseRunInput;
}>;


export type CloseRunMutation = { closeRun:
    | { __typename: 'CloseRunSuccess', replayed: boolean, run: { closedAt: string | null, createdAt: string, creditType: string, expiresAt: string | null, frozen: number, id: string, limit: number, name: string, remaining: number, sequence: number, status: RunStatus, used: number } }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type CompleteTaskMutationVariables = Exact<{
  input: CompleteTaskInput;
}>;


export type CompleteTaskMutation = { completeTask:
    | { __typename: 'BudgetExceededError', code: ErrorCode, message: string, remaining: number, required: number, usage: { frozen: number, periodEnd: string | null, periodStart: string, spent: number } }
    | { __typename: 'CompleteTaskSuccess', replayed: boolean, task: { approval: TaskApproval | null, createdAt: string, credits: number, deadlineAt: string, endedAt: string | null, externalId: string | null, failureReason: string | null, forgottenAt: string | null, id: string, input: Record<string, unknown>, metadata: Record<string, string>, model: string, operation: string, progress: number, provider: string, refundedCredits: number, result: Record<string, unknown> | null, sequence: number, startedAt: string | null, status: TaskStatus, tags: Array<string>, webhookUrl: string | null, files: Array<{ bytes: number, contentType: string, expiresAt: string, name: string, url: string }>, upstreamCost: { amount: string, currency: string } | null } }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InsufficientCreditsError', available: number, code: ErrorCode, message: string, required: number, shortfall: number, sources: Array<{ available: number, isPool: boolean }> }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'LeaseLostError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'RunExceededError', code: ErrorCode, message: string, remaining: number, required: number }
    | { __typename: 'SpendExceedsHoldError', code: ErrorCode, frozen: number, message: string, requested: number }
    | { __typename: 'TaskStateError', allowed: Array<TaskStatus>, code: ErrorCode, message: string, status: TaskStatus }
   };

export type CompleteTasksMutationVariables = Exact<{
  input: CompleteTasksInput;
}>;


export type CompleteTasksMutation = { completeTasks:
    | { __typename: 'CompleteTasksSuccess', results: Array<
        | { __typename: 'BudgetExceededError', code: ErrorCode, message: string }
        | { __typename: 'CompleteTaskSuccess', replayed: boolean, task: { credits: number, id: string, sequence: number, status: TaskStatus } }
        | { __typename: 'EndedError', code: ErrorCode, message: string }
        | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
        | { __typename: 'InsufficientCreditsError', code: ErrorCode, message: string }
        | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
        | { __typename: 'LeaseLostError', code: ErrorCode, message: string }
        | { __typename: 'NotFoundError', code: ErrorCode, message: string }
        | { __typename: 'RunExceededError', code: ErrorCode, message: string }
        | { __typename: 'SpendExceedsHoldError', code: ErrorCode, message: string }
        | { __typename: 'TaskStateError', code: ErrorCode, message: string }
      > }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
   };

export type ConfirmManualPaymentMutationVariables = Exact<{
  input: ConfirmManualPaymentInput;
}>;


export type ConfirmManualPaymentMutation = { confirmManualPayment:
    | { __typename: 'ConfirmManualPaymentSuccess', replayed: boolean, payment: { attempts: number, checkoutUrl: string | null, createdAt: string, dispute: LotDisputeState | null, expiresAt: string | null, failure: string | null, id: string, isMovedIn: boolean, nextAttemptAt: string | null, problem: PaymentProblem | null, problemText: string | null, provider: PaymentProvider, quantity: number, reference: string | null, sequence: number, settledAt: string | null, status: PaymentStatus, title: string, transferReference: string | null, trigger: PaymentTrigger, credits: Array<{ bonus: number, creditType: string, credits: number }>, due: { amount: number, currency: string }, price: { amount: number, currency: string }, received: { amount: number, currency: string }, refunded: { amount: number, currency: string }, settled: { amount: number, currency: string }, tax: { amount: number, currency: string } } }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'PaymentStateError', code: ErrorCode, message: string, status: PaymentStatus }
    | { __typename: 'ProviderFailedError', code: ErrorCode, message: string }
   };

export type CreateApiKeyMutationVariables = Exact<{
  input: CreateApiKeyInput;
}>;


export type CreateApiKeyMutation = { createApiKey:
    | { __typename: 'CreateApiKeySuccess', secret: string, apiKey: { allowedAddresses: Array<string>, createdAt: string, expiresAt: string | null, externalId: string | null, id: string, lastUsedAt: string | null, metadata: Record<string, string>, name: string, prefix: string, revokedAt: string | null, scopes: Array<KeyScope> } }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'ExternalIdTakenError', code: ErrorCode, message: string, takenBy:
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
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
       | null }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'LimitReachedError', code: ErrorCode, limit: LimitName, max: number, message: string }
    | { __typename: 'LimitedKeyError', allowedAddresses: Array<string>, code: ErrorCode, expiresAt: string | null, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ScopeNotAllowedError', code: ErrorCode, message: string, scopes: Array<KeyScope> }
   };

export type CreateBalanceThresholdMutationVariables = Exact<{
  input: CreateBalanceThresholdInput;
}>;


export type CreateBalanceThresholdMutation = { createBalanceThreshold:
    | { __typename: 'CreateBalanceThresholdSuccess', replayed: boolean, balanceThreshold: { createdAt: string, creditType: string, credits: number | null, endedAt: string | null, id: string, isBelow: boolean, percent: number | null } }
    | { __typename: 'CreditTypeRequiredError', code: ErrorCode, creditTypes: Array<string>, message: string }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'LimitReachedError', code: ErrorCode, limit: LimitName, max: number, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type CreateBindingQuoteMutationVariables = Exact<{
  input: CreateBindingQuoteInput;
}>;


export type CreateBindingQuoteMutation = { createBindingQuote:
    | { __typename: 'CreateBindingQuoteSuccess', bindingQuote: { createdAt: string, expiresAt: string, id: string }, quote: { items: Array<{ count: number, model: string, operation: string, payable: number, alternatives: Array<{ credits: number, isMaximum: boolean, units: number, costs: Array<{ creditType: string, credits: number }>, parts: Array<{ units: number | null, unitsMax: number | null, part: { creditType: string, credits: number, defaultUnits: number | null, per: number, settleBy: PriceSettleBy | null, settleField: string | null, step: number, tiering: PriceTiering | null, unit: PriceUnit, unitField: string | null, tiers: Array<{ credits: number, fixed: number, per: number, upTo: number }> } }>, priceRule: { assetKind: string | null, assumed: Array<string> | null, comparableAs: string, createdAt: string, creditType: string, credits: number, effectiveFrom: string, effectiveUntil: string | null, fixed: number, httpProvider: string | null, id: string, isContract: boolean, model: string, notice: string | null, operation: string, outputs: number, per: number, provider: string, quality: number | null, runner: PriceRunner | null, state: PriceState, unit: PriceUnit, unitField: string | null, variant: string }, warnings: Array<{ code: TaskWarningCode, message: string }> }>, price: { credits: number, isMaximum: boolean, units: number, costs: Array<{ creditType: string, credits: number }>, parts: Array<{ units: number | null, unitsMax: number | null, part: { creditType: string, credits: number, defaultUnits: number | null, per: number, settleBy: PriceSettleBy | null, settleField: string | null, step: number, tiering: PriceTiering | null, unit: PriceUnit, unitField: string | null, tiers: Array<{ credits: number, fixed: number, per: number, upTo: number }> } }>, priceRule: { assetKind: string | null, assumed: Array<string> | null, comparableAs: string, createdAt: string, creditType: string, credits: number, effectiveFrom: string, effectiveUntil: string | null, fixed: number, httpProvider: string | null, id: string, isContract: boolean, model: string, notice: string | null, operation: string, outputs: number, per: number, provider: string, quality: number | null, runner: PriceRunner | null, state: PriceState, unit: PriceUnit, unitField: string | null, variant: string }, warnings: Array<{ code: TaskWarningCode, message: string }> } | null, refusal:
            | { __typename: 'AlreadyMemberError', code: ErrorCode, message: string }
            | { __typename: 'BudgetExceededError', code: ErrorCode, message: string }
            | { __typename: 'ClockBackwardsError', code: ErrorCode, message: string }
            | { __typename: 'CreditRequestOpenError', code: ErrorCode, message: string }
            | { __typename: 'CreditTypeRequiredError', code: ErrorCode, message: string }
            | { __typename: 'CreditsOutOfBoundsError', code: ErrorCode, message: string }
            | { __typename: 'DisputeStateError', code: ErrorCode, message: string }
            | { __typename: 'DomainNotVerifiedError', code: ErrorCode, message: string }
            | { __typename: 'EffectiveFromPastError', code: ErrorCode, message: string }
            | { __typename: 'EndedError', code: ErrorCode, message: string }
            | { __typename: 'ExpiryPassedError', code: ErrorCode, message: string }
            | { __typename: 'ExternalIdTakenError', code: ErrorCode, message: string }
            | { __typename: 'HoldMeteredError', code: ErrorCode, message: string }
            | { __typename: 'HoldNotMeteredError', code: ErrorCode, message: string }
            | { __typename: 'HoldNotOpenError', code: ErrorCode, message: string }
            | { __typename: 'HoldOfTaskError', code: ErrorCode, message: string }
            | { __typename: 'HoldOpenError', code: ErrorCode, message: string }
            | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
            | { __typename: 'InputLimitError', code: ErrorCode, message: string }
            | { __typename: 'InsufficientCreditsError', code: ErrorCode, message: string }
            | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
            | { __typename: 'InvitationAddressError', code: ErrorCode, message: string }
            | { __typename: 'InvitationEndedError', code: ErrorCode, message: string }
            | { __typename: 'KeyReplacedError', code: ErrorCode, message: string }
            | { __typename: 'LastOwnerError', code: ErrorCode, message: string }
            | { __typename: 'LeaseLostError', code: ErrorCode, message: string }
            | { __typename: 'LimitReachedError', code: ErrorCode, message: string }
            | { __typename: 'LimitedKeyError', code: ErrorCode, message: string }
            | { __typename: 'LotLockedError', code: ErrorCode, message: string }
            | { __typename: 'LotNotLockedError', code: ErrorCode, message: string }
            | { __typename: 'LotStateError', code: ErrorCode, message: string }
            | { __typename: 'MaintenanceError', code: ErrorCode, message: string }
            | { __typename: 'MaxCreditsExceededError', code: ErrorCode, message: string }
            | { __typename: 'MeterSequenceError', code: ErrorCode, message: string }
            | { __typename: 'MeterStoppedError', code: ErrorCode, message: string }
            | { __typename: 'NoPriceError', code: ErrorCode, message: string }
            | { __typename: 'NotAnUpgradeError', code: ErrorCode, message: string }
            | { __typename: 'NotEntitledError', code: ErrorCode, message: string }
            | { __typename: 'NotFoundError', code: ErrorCode, message: string }
            | { __typename: 'NotSandboxError', code: ErrorCode, message: string }
            | { __typename: 'NotSelfServiceError', code: ErrorCode, message: string }
            | { __typename: 'NothingOwedError', code: ErrorCode, message: string }
            | { __typename: 'OperationUnavailableError', code: ErrorCode, message: string }
            | { __typename: 'OrganizationSuspendedError', code: ErrorCode, message: string }
            | { __typename: 'OwnersOnlyError', code: ErrorCode, message: string }
            | { __typename: 'PaymentStateError', code: ErrorCode, message: string }
            | { __typename: 'PlanLimitError', code: ErrorCode, message: string }
            | { __typename: 'PriceRuleExistsError', code: ErrorCode, message: string }
            | { __typename: 'ProviderFailedError', code: ErrorCode, message: string }
            | { __typename: 'PurchaseNotAllowedError', code: ErrorCode, message: string }
            | { __typename: 'QuotaExceededError', code: ErrorCode, message: string }
            | { __typename: 'QuoteExpiredError', code: ErrorCode, message: string }
            | { __typename: 'QuoteMismatchError', code: ErrorCode, message: string }
            | { __typename: 'QuoteTakenError', code: ErrorCode, message: string }
            | { __typename: 'RefundAllowanceError', code: ErrorCode, message: string }
            | { __typename: 'RefundExceedsLotError', code: ErrorCode, message: string }
            | { __typename: 'RefundExceedsSpentError', code: ErrorCode, message: string }
            | { __typename: 'RunCreditTypeError', code: ErrorCode, message: string }
            | { __typename: 'RunExceededError', code: ErrorCode, message: string }
            | { __typename: 'ScopeNotAllowedError', code: ErrorCode, message: string }
            | { __typename: 'SeatsExceededError', code: ErrorCode, message: string }
            | { __typename: 'SignInRequirementError', code: ErrorCode, message: string }
            | { __typename: 'SpendExceedsHoldError', code: ErrorCode, message: string }
            | { __typename: 'SubscriptionExistsError', code: ErrorCode, message: string }
            | { __typename: 'SubscriptionStateError', code: ErrorCode, message: string }
            | { __typename: 'TaskStateError', code: ErrorCode, message: string }
            | { __typename: 'TrialUsedError', code: ErrorCode, message: string }
           | null }>, totals: Array<{ available: number, creditType: string, credits: number, shortfall: number, lines: Array<{ credits: number, lot: { available: number, createdAt: string, dispute: LotDisputeState | null, expired: number, expiresAt: string | null, externalId: string | null, fallsBackAt: string | null, frozen: number, graceSeconds: number | null, granted: number, heldPastExpiry: LotExpiryPolicy, id: string, kind: LotKind, lock: LotLockReason | null, locked: number, metadata: Record<string, string>, models: Array<string>, moved: number, operations: Array<string>, priority: number, requiresSubscription: boolean, revoked: number, source: string | null, spent: number, usableFrom: string | null, paid: { amount: number, currency: string } | null, recognized: { amount: number, currency: string } | null } }> }> } }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'InputLimitError', code: ErrorCode, field: string, message: string, inputLimit: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'LimitReachedError', code: ErrorCode, limit: LimitName, max: number, message: string }
    | { __typename: 'MaxCreditsExceededError', code: ErrorCode, creditType: string, credits: number, maxCredits: number, message: string }
    | { __typename: 'NoPriceError', code: ErrorCode, message: string, model: string, operation: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'OperationUnavailableError', code: ErrorCode, message: string }
    | { __typename: 'QuotaExceededError', code: ErrorCode, message: string, quota: QuotaName, used: number, quotaMax: number }
   };

export type CreateBudgetMutationVariables = Exact<{
  input: CreateBudgetInput;
}>;


export type CreateBudgetMutation = { createBudget:
    | { __typename: 'CreateBudgetSuccess', replayed: boolean, budget: { apiKey: string | null, createdAt: string, creditType: string, endedAt: string | null, enforcement: BudgetEnforcement, id: string, limit: number, model: string | null, operation: string | null, period: BudgetPeriod, tag: string | null, thresholds: Array<number>, raises: Array<{ credits: number, until: string }>, usage: { frozen: number, periodEnd: string | null, periodStart: string, spent: number } } }
    | { __typename: 'CreditTypeRequiredError', code: ErrorCode, creditTypes: Array<string>, message: string }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'LimitReachedError', code: ErrorCode, limit: LimitName, max: number, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'OwnersOnlyError', code: ErrorCode, message: string }
   };

export type CreateCreditPackMutationVariables = Exact<{
  input: CreateCreditPackInput;
}>;


export type CreateCreditPackMutation = { createCreditPack:
    | { __typename: 'CreateCreditPackSuccess', creditPack: { createdAt: string, endedAt: string | null, externalId: string | null, id: string, kind: LotKind, name: string, title: string, version: number, credits: Array<{ bonus: number, creditType: string, credits: number }>, price: { amount: number, currency: string } } }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'LimitReachedError', code: ErrorCode, limit: LimitName, max: number, message: string }
   };

export type CreateInvitationMutationVariables = Exact<{
  input: CreateInvitationInput;
}>;


export type CreateInvitationMutation = { createInvitation:
    | { __typename: 'CreateInvitationSuccess', mailed: boolean, secret: string, url: string | null, invitation: { acceptedAt: string | null, createdAt: string, declinedAt: string | null, email: string | null, expiresAt: string, id: string, revokedAt: string | null, role: MemberRole } }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'ExternalIdTakenError', code: ErrorCode, message: string, takenBy:
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
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
       | null }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'LimitReachedError', code: ErrorCode, limit: LimitName, max: number, message: string }
    | { __typename: 'LimitedKeyError', allowedAddresses: Array<string>, code: ErrorCode, expiresAt: string | null, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'OwnersOnlyError', code: ErrorCode, message: string }
    | { __typename: 'SeatsExceededError', code: ErrorCode, members: number, message: string, seats: number }
   };

export type CreateOrganizationMutationVariables = Exact<{
  input: CreateOrganizationInput;
}>;


export type CreateOrganizationMutation = { createOrganization:
    | { __typename: 'CreateOrganizationSuccess', created: boolean, replayed: boolean, keys: Array<{ secret: string | null, member: { createdAt: string, externalId: string | null, hasSecondFactor: boolean | null, id: string, metadata: Record<string, string>, name: string, removedAt: string | null, role: MemberRole, subject: string | null } }>, organization: { approvalAbove: number | null, approvalSeconds: number, createdAt: string, expiryAlertDays: number | null, externalId: string | null, id: string, maintenance: string | null, membersUsePool: boolean, metadata: Record<string, string>, mode: OrganizationMode, name: string, now: string, ownMaintenance: string | null, paymentProviders: Array<PaymentProvider>, signInRequirement: SignInRequirement, status: OrganizationStatus, statusReason: string | null, tasksAtOnce: number | null, timeZone: string, refundAllowances: Array<{ creditType: string, left: number, monthlyMax: number, refunded: number, renewsAt: string }> } }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'ExternalIdTakenError', code: ErrorCode, message: string, takenBy:
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
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
       | null }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type CreatePlatformKeyMutationVariables = Exact<{
  input: CreatePlatformKeyInput;
}>;


export type CreatePlatformKeyMutation = { createPlatformKey:
    | { __typename: 'CreatePlatformKeySuccess', secret: string, platformKey: { allowedAddresses: Array<string>, createdAt: string, createdBy: string | null, expiresAt: string | null, id: string, lastUsedAt: string | null, name: string, prefix: string, revokedAt: string | null, revokedBy: string | null, scopes: Array<PlatformScope> } }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'LimitReachedError', code: ErrorCode, limit: LimitName, max: number, message: string }
    | { __typename: 'LimitedKeyError', allowedAddresses: Array<string>, code: ErrorCode, expiresAt: string | null, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type CreatePlatformWebhookEndpointMutationVariables = Exact<{
  input: CreatePlatformWebhookEndpointInput;
}>;


export type CreatePlatformWebhookEndpointMutation = { createPlatformWebhookEndpoint:
    | { __typename: 'CreatePlatformWebhookEndpointSuccess', secret: string, webhookEndpoint: { createdAt: string, deliveredAt: string | null, events: Array<WebhookEvent>, id: string, isOfPlatform: boolean, state: WebhookEndpointState, stateReason: string | null, url: string, waitingDeliveries: number } }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'LimitReachedError', code: ErrorCode, limit: LimitName, max: number, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type CreatePriceRuleMutationVariables = Exact<{
  input: CreatePriceRuleInput;
}>;


export type CreatePriceRuleMutation = { createPriceRule:
    | { __typename: 'CreatePriceRuleSuccess', replayed: boolean, priceRule: { assetKind: string | null, assumed: Array<string> | null, comparableAs: string, createdAt: string, creditType: string, credits: number, effectiveFrom: string, effectiveUntil: string | null, fixed: number, httpProvider: string | null, id: string, isContract: boolean, model: string, notice: string | null, operation: string, outputs: number, per: number, provider: string, quality: number | null, runner: PriceRunner | null, state: PriceState, unit: PriceUnit, unitField: string | null, variant: string } }
    | { __typename: 'EffectiveFromPastError', code: ErrorCode, message: string }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'LimitReachedError', code: ErrorCode, limit: LimitName, max: number, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'PriceRuleExistsError', code: ErrorCode, message: string }
   };

export type CreateTaskUploadMutationVariables = Exact<{
  input: CreateTaskUploadInput;
}>;


export type CreateTaskUploadMutation = { createTaskUpload:
    | { __typename: 'CreateTaskUploadSuccess', upload: { expiresAt: string, url: string } }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'LeaseLostError', code: ErrorCode, message: string }
   };

export type CreateWebhookEndpointMutationVariables = Exact<{
  input: CreateWebhookEndpointInput;
}>;


export type CreateWebhookEndpointMutation = { createWebhookEndpoint:
    | { __typename: 'CreateWebhookEndpointSuccess', secret: string, webhookEndpoint: { createdAt: string, deliveredAt: string | null, events: Array<WebhookEvent>, id: string, isOfPlatform: boolean, state: WebhookEndpointState, stateReason: string | null, url: string, waitingDeliveries: number } }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'LimitReachedError', code: ErrorCode, limit: LimitName, max: number, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type DecideCreditRequestMutationVariables = Exact<{
  input: DecideCreditRequestInput;
}>;


export type DecideCreditRequestMutation = { decideCreditRequest:
    | { __typename: 'CreditsOutOfBoundsError', code: ErrorCode, message: string }
    | { __typename: 'DecideCreditRequestSuccess', replayed: boolean, creditRequest: { createdAt: string, creditType: string, credits: number, decidedAt: string | null, expiresAt: string, fellBackAt: string | null, form: CreditGrantForm | null, granted: number | null, id: string, note: string | null, reason: string, status: CreditRequestStatus, submission: Record<string, unknown> | null, tookBack: number | null, until: string | null }, refusal:
        | { __typename: 'AlreadyMemberError', code: ErrorCode, message: string }
        | { __typename: 'BudgetExceededError', code: ErrorCode, message: string }
        | { __typename: 'ClockBackwardsError', code: ErrorCode, message: string }
        | { __typename: 'CreditRequestOpenError', code: ErrorCode, message: string }
        | { __typename: 'CreditTypeRequiredError', code: ErrorCode, message: string }
        | { __typename: 'CreditsOutOfBoundsError', code: ErrorCode, message: string }
        | { __typename: 'DisputeStateError', code: ErrorCode, message: string }
        | { __typename: 'DomainNotVerifiedError', code: ErrorCode, message: string }
        | { __typename: 'EffectiveFromPastError', code: ErrorCode, message: string }
        | { __typename: 'EndedError', code: ErrorCode, message: string }
        | { __typename: 'ExpiryPassedError', code: ErrorCode, message: string }
        | { __typename: 'ExternalIdTakenError', code: ErrorCode, message: string }
        | { __typename: 'HoldMeteredError', code: ErrorCode, message: string }
        | { __typename: 'HoldNotMeteredError', code: ErrorCode, message: string }
        | { __typename: 'HoldNotOpenError', code: ErrorCode, message: string }
        | { __typename: 'HoldOfTaskError', code: ErrorCode, message: string }
        | { __typename: 'HoldOpenError', code: ErrorCode, message: string }
        | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
        | { __typename: 'InputLimitError', code: ErrorCode, message: string }
        | { __typename: 'InsufficientCreditsError', code: ErrorCode, message: string }
        | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
        | { __typename: 'InvitationAddressError', code: ErrorCode, message: string }
        | { __typename: 'InvitationEndedError', code: ErrorCode, message: string }
        | { __typename: 'KeyReplacedError', code: ErrorCode, message: string }
        | { __typename: 'LastOwnerError', code: ErrorCode, message: string }
        | { __typename: 'LeaseLostError', code: ErrorCode, message: string }
        | { __typename: 'LimitReachedError', code: ErrorCode, message: string }
        | { __typename: 'LimitedKeyError', code: ErrorCode, message: string }
        | { __typename: 'LotLockedError', code: ErrorCode, message: string }
        | { __typename: 'LotNotLockedError', code: ErrorCode, message: string }
        | { __typename: 'LotStateError', code: ErrorCode, message: string }
        | { __typename: 'MaintenanceError', code: ErrorCode, message: string }
        | { __typename: 'MaxCreditsExceededError', code: ErrorCode, message: string }
        | { __typename: 'MeterSequenceError', code: ErrorCode, message: string }
        | { __typename: 'MeterStoppedError', code: ErrorCode, message: string }
        | { __typename: 'NoPriceError', code: ErrorCode, message: string }
        | { __typename: 'NotAnUpgradeError', code: ErrorCode, message: string }
        | { __typename: 'NotEntitledError', code: ErrorCode, message: string }
        | { __typename: 'NotFoundError', code: ErrorCode, message: string }
        | { __typename: 'NotSandboxError', code: ErrorCode, message: string }
        | { __typename: 'NotSelfServiceError', code: ErrorCode, message: string }
        | { __typename: 'NothingOwedError', code: ErrorCode, message: string }
        | { __typename: 'OperationUnavailableError', code: ErrorCode, message: string }
        | { __typename: 'OrganizationSuspendedError', code: ErrorCode, message: string }
        | { __typename: 'OwnersOnlyError', code: ErrorCode, message: string }
        | { __typename: 'PaymentStateError', code: ErrorCode, message: string }
        | { __typename: 'PlanLimitError', code: ErrorCode, message: string }
        | { __typename: 'PriceRuleExistsError', code: ErrorCode, message: string }
        | { __typename: 'ProviderFailedError', code: ErrorCode, message: string }
        | { __typename: 'PurchaseNotAllowedError', code: ErrorCode, message: string }
        | { __typename: 'QuotaExceededError', code: ErrorCode, message: string }
        | { __typename: 'QuoteExpiredError', code: ErrorCode, message: string }
        | { __typename: 'QuoteMismatchError', code: ErrorCode, message: string }
        | { __typename: 'QuoteTakenError', code: ErrorCode, message: string }
        | { __typename: 'RefundAllowanceError', code: ErrorCode, message: string }
        | { __typename: 'RefundExceedsLotError', code: ErrorCode, message: string }
        | { __typename: 'RefundExceedsSpentError', code: ErrorCode, message: string }
        | { __typename: 'RunCreditTypeError', code: ErrorCode, message: string }
        | { __typename: 'RunExceededError', code: ErrorCode, message: string }
        | { __typename: 'ScopeNotAllowedError', code: ErrorCode, message: string }
        | { __typename: 'SeatsExceededError', code: ErrorCode, message: string }
        | { __typename: 'SignInRequirementError', code: ErrorCode, message: string }
        | { __typename: 'SpendExceedsHoldError', code: ErrorCode, message: string }
        | { __typename: 'SubscriptionExistsError', code: ErrorCode, message: string }
        | { __typename: 'SubscriptionStateError', code: ErrorCode, message: string }
        | { __typename: 'TaskStateError', code: ErrorCode, message: string }
        | { __typename: 'TrialUsedError', code: ErrorCode, message: string }
       | null, task: { approval: TaskApproval | null, createdAt: string, credits: number, deadlineAt: string, endedAt: string | null, externalId: string | null, failureReason: string | null, forgottenAt: string | null, id: string, input: Record<string, unknown>, metadata: Record<string, string>, model: string, operation: string, progress: number, provider: string, refundedCredits: number, result: Record<string, unknown> | null, sequence: number, startedAt: string | null, status: TaskStatus, tags: Array<string>, webhookUrl: string | null, files: Array<{ bytes: number, contentType: string, expiresAt: string, name: string, url: string }>, upstreamCost: { amount: string, currency: string } | null } | null }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InsufficientCreditsError', available: number, code: ErrorCode, message: string, required: number, shortfall: number, sources: Array<{ available: number, isPool: boolean }> }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'LimitReachedError', code: ErrorCode, limit: LimitName, max: number, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'OrganizationSuspendedError', code: ErrorCode, message: string }
   };

export type DeclineInvitationMutationVariables = Exact<{
  input: DeclineInvitationInput;
}>;


export type DeclineInvitationMutation = { declineInvitation:
    | { __typename: 'DeclineInvitationSuccess', invitationId: string }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'InvitationEndedError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type DeclineTaskMutationVariables = Exact<{
  input: DeclineTaskInput;
}>;


export type DeclineTaskMutation = { declineTask:
    | { __typename: 'DeclineTaskSuccess', replayed: boolean, task: { approval: TaskApproval | null, createdAt: string, credits: number, deadlineAt: string, endedAt: string | null, externalId: string | null, failureReason: string | null, forgottenAt: string | null, id: string, input: Record<string, unknown>, metadata: Record<string, string>, model: string, operation: string, progress: number, provider: string, refundedCredits: number, result: Record<string, unknown> | null, sequence: number, startedAt: string | null, status: TaskStatus, tags: Array<string>, webhookUrl: string | null, files: Array<{ bytes: number, contentType: string, expiresAt: string, name: string, url: string }>, upstreamCost: { amount: string, currency: string } | null } }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'TaskStateError', allowed: Array<TaskStatus>, code: ErrorCode, message: string, status: TaskStatus }
   };

export type DowngradeSubscriptionMutationVariables = Exact<{
  input: DowngradeSubscriptionInput;
}>;


export type DowngradeSubscriptionMutation = { downgradeSubscription:
    | { __typename: 'DowngradeSubscriptionSuccess', replayed: boolean, subscription: { anchorAt: string, cancelAtPeriodEnd: boolean, createdAt: string, endedAt: string | null, externalId: string | null, id: string, metadata: Record<string, string>, paidUntil: string | null, pausedAt: string | null, paymentDueAt: string | null, periodEnd: string, renewsAt: string | null, resumesAt: string | null, status: SubscriptionStatus, timeZone: string, trialEndsAt: string | null, awaited: Array<{ creditType: string, credits: number }>, nextPlanBlockedBy: { code: ErrorCode, members: number, message: string, seats: number } | null } }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'NotSelfServiceError', code: ErrorCode, message: string }
    | { __typename: 'SeatsExceededError', code: ErrorCode, members: number, message: string, seats: number }
    | { __typename: 'SubscriptionStateError', allowed: Array<SubscriptionStatus>, code: ErrorCode, message: string, status: SubscriptionStatus }
   };

export type EndAllocationRuleMutationVariables = Exact<{
  input: EndAllocationRuleInput;
}>;


export type EndAllocationRuleMutation = { endAllocationRule:
    | { __typename: 'EndAllocationRuleSuccess', allocationRule: { createdAt: string, creditType: string, credits: number, endedAt: string | null, id: string, lastCycleStart: string | null, reclaim: boolean } }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type EndAutoTopUpMutationVariables = Exact<{
  input: EndAutoTopUpInput;
}>;


export type EndAutoTopUpMutation = { endAutoTopUp:
    | { __typename: 'CreditTypeRequiredError', code: ErrorCode, creditTypes: Array<string>, message: string }
    | { __typename: 'EndAutoTopUpSuccess', replayed: boolean, autoTopUp: { below: number, creditType: string, failures: number, isPaying: boolean, nextAt: string | null, pack: string, provider: PaymentProvider, quantity: number, bought: { amount: number, currency: string }, monthlyMax: { amount: number, currency: string } } | null }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type EndBalanceThresholdMutationVariables = Exact<{
  input: EndBalanceThresholdInput;
}>;


export type EndBalanceThresholdMutation = { endBalanceThreshold:
    | { __typename: 'EndBalanceThresholdSuccess', replayed: boolean, balanceThreshold: { createdAt: string, creditType: string, credits: number | null, endedAt: string | null, id: string, isBelow: boolean, percent: number | null } }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type EndBudgetMutationVariables = Exact<{
  input: EndBudgetInput;
}>;


export type EndBudgetMutation = { endBudget:
    | { __typename: 'EndBudgetSuccess', replayed: boolean, budget: { apiKey: string | null, createdAt: string, creditType: string, endedAt: string | null, enforcement: BudgetEnforcement, id: string, limit: number, model: string | null, operation: string | null, period: BudgetPeriod, tag: string | null, thresholds: Array<number>, raises: Array<{ credits: number, until: string }>, usage: { frozen: number, periodEnd: string | null, periodStart: string, spent: number } } }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'LimitedKeyError', allowedAddresses: Array<string>, code: ErrorCode, expiresAt: string | null, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'OwnersOnlyError', code: ErrorCode, message: string }
   };

export type EndContractPriceMutationVariables = Exact<{
  input: EndContractPriceInput;
}>;


export type EndContractPriceMutation = { endContractPrice:
    | { __typename: 'EndContractPriceSuccess', priceRule: { assetKind: string | null, assumed: Array<string> | null, comparableAs: string, createdAt: string, creditType: string, credits: number, effectiveFrom: string, effectiveUntil: string | null, fixed: number, httpProvider: string | null, id: string, isContract: boolean, model: string, notice: string | null, operation: string, outputs: number, per: number, provider: string, quality: number | null, runner: PriceRunner | null, state: PriceState, unit: PriceUnit, unitField: string | null, variant: string } | null }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type EndCreditPackMutationVariables = Exact<{
  input: EndCreditPackInput;
}>;


export type EndCreditPackMutation = { endCreditPack:
    | { __typename: 'EndCreditPackSuccess', creditPack: { createdAt: string, endedAt: string | null, externalId: string | null, id: string, kind: LotKind, name: string, title: string, version: number, credits: Array<{ bonus: number, creditType: string, credits: number }>, price: { amount: number, currency: string } } }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type EndWebhookEndpointMutationVariables = Exact<{
  input: EndWebhookEndpointInput;
}>;


export type EndWebhookEndpointMutation = { endWebhookEndpoint:
    | { __typename: 'EndWebhookEndpointSuccess', webhookEndpoint: { createdAt: string, deliveredAt: string | null, events: Array<WebhookEvent>, id: string, isOfPlatform: boolean, state: WebhookEndpointState, stateReason: string | null, url: string, waitingDeliveries: number } }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type EraseMemberMutationVariables = Exact<{
  input: EraseMemberInput;
}>;


export type EraseMemberMutation = { eraseMember:
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'EraseMemberSuccess', member: { createdAt: string, externalId: string | null, hasSecondFactor: boolean | null, id: string, metadata: Record<string, string>, name: string, removedAt: string | null, role: MemberRole, subject: string | null } | null }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'OwnersOnlyError', code: ErrorCode, message: string }
   };

export type ExtendHoldMutationVariables = Exact<{
  input: ExtendHoldInput;
}>;


export type ExtendHoldMutation = { extendHold:
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'ExpiryPassedError', code: ErrorCode, message: string }
    | { __typename: 'ExtendHoldSuccess', replayed: boolean, hold: { createdAt: string, credits: number, description: string | null, endedAt: string | null, expiresAt: string, externalId: string | null, id: string, late: HoldLateOutcome | null, metadata: Record<string, string>, model: string | null, operation: string | null, refunded: number, released: number, spent: number, status: HoldStatus, tags: Array<string> }, wallet: { available: number, burnDown: Array<BurnDownCriterion>, createdAt: string, creditType: string, expired: number, frozen: number, granted: number, id: string, latePolicy: WalletLatePolicy, locked: number, moved: number, overspend: boolean, owed: number, revoked: number, sequence: number, spent: number, total: number, writtenOff: number } }
    | { __typename: 'HoldMeteredError', code: ErrorCode, message: string }
    | { __typename: 'HoldNotOpenError', code: ErrorCode, message: string, status: HoldStatus }
    | { __typename: 'HoldOfTaskError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type ExtendLeaseMutationVariables = Exact<{
  input: ExtendLeaseInput;
}>;


export type ExtendLeaseMutation = { extendLease:
    | { __typename: 'ExtendLeaseSuccess', lease: { attempt: number, leaseId: string, until: string, worker: string | null } }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'LeaseLostError', code: ErrorCode, message: string }
   };

export type FailTaskMutationVariables = Exact<{
  input: FailTaskInput;
}>;


export type FailTaskMutation = { failTask:
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'FailTaskSuccess', replayed: boolean, task: { approval: TaskApproval | null, createdAt: string, credits: number, deadlineAt: string, endedAt: string | null, externalId: string | null, failureReason: string | null, forgottenAt: string | null, id: string, input: Record<string, unknown>, metadata: Record<string, string>, model: string, operation: string, progress: number, provider: string, refundedCredits: number, result: Record<string, unknown> | null, sequence: number, startedAt: string | null, status: TaskStatus, tags: Array<string>, webhookUrl: string | null, files: Array<{ bytes: number, contentType: string, expiresAt: string, name: string, url: string }>, upstreamCost: { amount: string, currency: string } | null } }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'LeaseLostError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'TaskStateError', allowed: Array<TaskStatus>, code: ErrorCode, message: string, status: TaskStatus }
   };

export type FailTasksMutationVariables = Exact<{
  input: FailTasksInput;
}>;


export type FailTasksMutation = { failTasks:
    | { __typename: 'FailTasksSuccess', results: Array<
        | { __typename: 'EndedError', code: ErrorCode, message: string }
        | { __typename: 'FailTaskSuccess', replayed: boolean, task: { credits: number, id: string, sequence: number, status: TaskStatus } }
        | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
        | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
        | { __typename: 'LeaseLostError', code: ErrorCode, message: string }
        | { __typename: 'NotFoundError', code: ErrorCode, message: string }
        | { __typename: 'TaskStateError', code: ErrorCode, message: string }
      > }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
   };

export type FreezeCreditsMutationVariables = Exact<{
  input: FreezeCreditsInput;
}>;


export type FreezeCreditsMutation = { freezeCredits:
    | { __typename: 'BudgetExceededError', code: ErrorCode, message: string, remaining: number, required: number, usage: { frozen: number, periodEnd: string | null, periodStart: string, spent: number } }
    | { __typename: 'CreditTypeRequiredError', code: ErrorCode, creditTypes: Array<string>, message: string }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'ExpiryPassedError', code: ErrorCode, message: string }
    | { __typename: 'ExternalIdTakenError', code: ErrorCode, message: string, takenBy:
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
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
       | null }
    | { __typename: 'FreezeCreditsSuccess', replayed: boolean, hold: { createdAt: string, credits: number, description: string | null, endedAt: string | null, expiresAt: string, externalId: string | null, id: string, late: HoldLateOutcome | null, metadata: Record<string, string>, model: string | null, operation: string | null, refunded: number, released: number, spent: number, status: HoldStatus, tags: Array<string> }, wallet: { available: number, burnDown: Array<BurnDownCriterion>, createdAt: string, creditType: string, expired: number, frozen: number, granted: number, id: string, latePolicy: WalletLatePolicy, locked: number, moved: number, overspend: boolean, owed: number, revoked: number, sequence: number, spent: number, total: number, writtenOff: number } }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InsufficientCreditsError', available: number, code: ErrorCode, message: string, required: number, shortfall: number, sources: Array<{ available: number, isPool: boolean }> }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'OrganizationSuspendedError', code: ErrorCode, message: string }
    | { __typename: 'PlanLimitError', code: ErrorCode, max: number, message: string, planLimit: PlanLimitKind }
    | { __typename: 'RunCreditTypeError', code: ErrorCode, creditType: string, message: string }
    | { __typename: 'RunExceededError', code: ErrorCode, message: string, remaining: number, required: number }
   };

export type FreezeHoldsMutationVariables = Exact<{
  input: FreezeHoldsInput;
}>;


export type FreezeHoldsMutation = { freezeHolds:
    | { __typename: 'FreezeHoldsSuccess', results: Array<
        | { __typename: 'BudgetExceededError', code: ErrorCode, message: string }
        | { __typename: 'CreditTypeRequiredError', code: ErrorCode, message: string }
        | { __typename: 'EndedError', code: ErrorCode, message: string }
        | { __typename: 'ExpiryPassedError', code: ErrorCode, message: string }
        | { __typename: 'ExternalIdTakenError', code: ErrorCode, message: string }
        | { __typename: 'FreezeCreditsSuccess', replayed: boolean, hold: { credits: number, id: string, released: number, spent: number, status: HoldStatus }, wallet: { available: number, frozen: number, id: string, sequence: number, spent: number } }
        | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
        | { __typename: 'InsufficientCreditsError', code: ErrorCode, message: string }
        | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
        | { __typename: 'NotFoundError', code: ErrorCode, message: string }
        | { __typename: 'OrganizationSuspendedError', code: ErrorCode, message: string }
        | { __typename: 'PlanLimitError', code: ErrorCode, message: string }
        | { __typename: 'RunCreditTypeError', code: ErrorCode, message: string }
        | { __typename: 'RunExceededError', code: ErrorCode, message: string }
      > }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
   };

export type GrantCreditsMutationVariables = Exact<{
  input: GrantCreditsInput;
}>;


export type GrantCreditsMutation = { grantCredits:
    | { __typename: 'CreditTypeRequiredError', code: ErrorCode, creditTypes: Array<string>, message: string }
    | { __typename: 'CreditsOutOfBoundsError', code: ErrorCode, message: string }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'ExpiryPassedError', code: ErrorCode, message: string }
    | { __typename: 'ExternalIdTakenError', code: ErrorCode, message: string, takenBy:
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
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
       | null }
    | { __typename: 'GrantCreditsSuccess', replayed: boolean, lot: { available: number, createdAt: string, dispute: LotDisputeState | null, expired: number, expiresAt: string | null, externalId: string | null, fallsBackAt: string | null, frozen: number, graceSeconds: number | null, granted: number, heldPastExpiry: LotExpiryPolicy, id: string, kind: LotKind, lock: LotLockReason | null, locked: number, metadata: Record<string, string>, models: Array<string>, moved: number, operations: Array<string>, priority: number, requiresSubscription: boolean, revoked: number, source: string | null, spent: number, usableFrom: string | null, paid: { amount: number, currency: string } | null, recognized: { amount: number, currency: string } | null }, wallet: { available: number, burnDown: Array<BurnDownCriterion>, createdAt: string, creditType: string, expired: number, frozen: number, granted: number, id: string, latePolicy: WalletLatePolicy, locked: number, moved: number, overspend: boolean, owed: number, revoked: number, sequence: number, spent: number, total: number, writtenOff: number } }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'LimitReachedError', code: ErrorCode, limit: LimitName, max: number, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'PurchaseNotAllowedError', code: ErrorCode, message: string }
   };

export type GrowHoldMutationVariables = Exact<{
  input: GrowHoldInput;
}>;


export type GrowHoldMutation = { growHold:
    | { __typename: 'BudgetExceededError', code: ErrorCode, message: string, remaining: number, required: number, usage: { frozen: number, periodEnd: string | null, periodStart: string, spent: number } }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'GrowHoldSuccess', replayed: boolean, hold: { createdAt: string, credits: number, description: string | null, endedAt: string | null, expiresAt: string, externalId: string | null, id: string, late: HoldLateOutcome | null, metadata: Record<string, string>, model: string | null, operation: string | null, refunded: number, released: number, spent: number, status: HoldStatus, tags: Array<string> }, wallet: { available: number, burnDown: Array<BurnDownCriterion>, createdAt: string, creditType: string, expired: number, frozen: number, granted: number, id: string, latePolicy: WalletLatePolicy, locked: number, moved: number, overspend: boolean, owed: number, revoked: number, sequence: number, spent: number, total: number, writtenOff: number } }
    | { __typename: 'HoldMeteredError', code: ErrorCode, message: string }
    | { __typename: 'HoldNotOpenError', code: ErrorCode, message: string, status: HoldStatus }
    | { __typename: 'HoldOfTaskError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InsufficientCreditsError', available: number, code: ErrorCode, message: string, required: number, shortfall: number, sources: Array<{ available: number, isPool: boolean }> }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'LimitReachedError', code: ErrorCode, limit: LimitName, max: number, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'RunExceededError', code: ErrorCode, message: string, remaining: number, required: number }
   };

export type LinkMemberMutationVariables = Exact<{
  input: LinkMemberInput;
}>;


export type LinkMemberMutation = { linkMember:
    | { __typename: 'AlreadyMemberError', code: ErrorCode, message: string }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'LinkMemberSuccess', member: { createdAt: string, externalId: string | null, hasSecondFactor: boolean | null, id: string, metadata: Record<string, string>, name: string, removedAt: string | null, role: MemberRole, subject: string | null } | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type LoadCatalogueMutationVariables = Exact<{
  input: LoadCatalogueInput;
}>;


export type LoadCatalogueMutation = { loadCatalogue:
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'LoadCatalogueSuccess', dryRun: boolean, name: string, sources: Array<string>, assumed: Array<{ fields: Array<string>, subject: string }>, changes: Array<{ kind: CatalogueChangeKind, subject: string, differences: Array<{ field: string, from: string | null, to: string | null }> }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type LockLotMutationVariables = Exact<{
  input: LockLotInput;
}>;


export type LockLotMutation = { lockLot:
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'LockLotSuccess', replayed: boolean, lot: { available: number, createdAt: string, dispute: LotDisputeState | null, expired: number, expiresAt: string | null, externalId: string | null, fallsBackAt: string | null, frozen: number, graceSeconds: number | null, granted: number, heldPastExpiry: LotExpiryPolicy, id: string, kind: LotKind, lock: LotLockReason | null, locked: number, metadata: Record<string, string>, models: Array<string>, moved: number, operations: Array<string>, priority: number, requiresSubscription: boolean, revoked: number, source: string | null, spent: number, usableFrom: string | null, paid: { amount: number, currency: string } | null, recognized: { amount: number, currency: string } | null }, wallet: { available: number, burnDown: Array<BurnDownCriterion>, createdAt: string, creditType: string, expired: number, frozen: number, granted: number, id: string, latePolicy: WalletLatePolicy, locked: number, moved: number, overspend: boolean, owed: number, revoked: number, sequence: number, spent: number, total: number, writtenOff: number } }
    | { __typename: 'LotLockedError', code: ErrorCode, lock: LotLockReason, message: string }
    | { __typename: 'LotStateError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type MarkSubscriptionPaidMutationVariables = Exact<{
  input: MarkSubscriptionPaidInput;
}>;


export type MarkSubscriptionPaidMutation = { markSubscriptionPaid:
    | { __typename: 'CreditsOutOfBoundsError', code: ErrorCode, message: string }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'MarkSubscriptionPaidSuccess', replayed: boolean, subscription: { anchorAt: string, cancelAtPeriodEnd: boolean, createdAt: string, endedAt: string | null, externalId: string | null, id: string, metadata: Record<string, string>, paidUntil: string | null, pausedAt: string | null, paymentDueAt: string | null, periodEnd: string, renewsAt: string | null, resumesAt: string | null, status: SubscriptionStatus, timeZone: string, trialEndsAt: string | null, awaited: Array<{ creditType: string, credits: number }>, nextPlanBlockedBy: { code: ErrorCode, members: number, message: string, seats: number } | null } }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SubscriptionStateError', allowed: Array<SubscriptionStatus>, code: ErrorCode, message: string, status: SubscriptionStatus }
   };

export type MarkSubscriptionPastDueMutationVariables = Exact<{
  input: MarkSubscriptionPastDueInput;
}>;


export type MarkSubscriptionPastDueMutation = { markSubscriptionPastDue:
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'MarkSubscriptionPastDueSuccess', replayed: boolean, subscription: { anchorAt: string, cancelAtPeriodEnd: boolean, createdAt: string, endedAt: string | null, externalId: string | null, id: string, metadata: Record<string, string>, paidUntil: string | null, pausedAt: string | null, paymentDueAt: string | null, periodEnd: string, renewsAt: string | null, resumesAt: string | null, status: SubscriptionStatus, timeZone: string, trialEndsAt: string | null, awaited: Array<{ creditType: string, credits: number }>, nextPlanBlockedBy: { code: ErrorCode, members: number, message: string, seats: number } | null } }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SubscriptionStateError', allowed: Array<SubscriptionStatus>, code: ErrorCode, message: string, status: SubscriptionStatus }
   };

export type MeterMutationVariables = Exact<{
  input: MeterInput;
}>;


export type MeterMutation = { meter:
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'HoldNotMeteredError', code: ErrorCode, message: string }
    | { __typename: 'HoldNotOpenError', code: ErrorCode, message: string, status: HoldStatus }
    | { __typename: 'HoldOfTaskError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'LeaseLostError', code: ErrorCode, message: string }
    | { __typename: 'MeterSequenceError', code: ErrorCode, expected: number, message: string }
    | { __typename: 'MeterStoppedError', code: ErrorCode, message: string, remainingUnits: number, stopAt: number, stoppedBy: MeterStop }
    | { __typename: 'MeterSuccess', replayed: boolean, hold: { createdAt: string, credits: number, description: string | null, endedAt: string | null, expiresAt: string, externalId: string | null, id: string, late: HoldLateOutcome | null, metadata: Record<string, string>, model: string | null, operation: string | null, refunded: number, released: number, spent: number, status: HoldStatus, tags: Array<string> }, meter: { credits: number, maxCredits: number, remainingUnits: number, sequence: number, stopAt: number | null, stoppedBy: MeterStop | null, units: number }, wallet: { available: number, burnDown: Array<BurnDownCriterion>, createdAt: string, creditType: string, expired: number, frozen: number, granted: number, id: string, latePolicy: WalletLatePolicy, locked: number, moved: number, overspend: boolean, owed: number, revoked: number, sequence: number, spent: number, total: number, writtenOff: number } }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type MeterHoldsMutationVariables = Exact<{
  input: MeterHoldsInput;
}>;


export type MeterHoldsMutation = { meterHolds:
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'MeterHoldsSuccess', results: Array<
        | { __typename: 'EndedError', code: ErrorCode, message: string }
        | { __typename: 'HoldNotMeteredError', code: ErrorCode, message: string }
        | { __typename: 'HoldNotOpenError', code: ErrorCode, message: string }
        | { __typename: 'HoldOfTaskError', code: ErrorCode, message: string }
        | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
        | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
        | { __typename: 'LeaseLostError', code: ErrorCode, message: string }
        | { __typename: 'MeterSequenceError', code: ErrorCode, message: string }
        | { __typename: 'MeterStoppedError', code: ErrorCode, message: string }
        | { __typename: 'MeterSuccess', replayed: boolean, hold: { credits: number, id: string, released: number, spent: number, status: HoldStatus }, meter: { credits: number, remainingUnits: number, sequence: number, stopAt: number | null, stoppedBy: MeterStop | null, units: number }, wallet: { available: number, frozen: number, id: string, sequence: number, spent: number } }
        | { __typename: 'NotFoundError', code: ErrorCode, message: string }
      > }
   };

export type OpenDisputeMutationVariables = Exact<{
  input: OpenDisputeInput;
}>;


export type OpenDisputeMutation = { openDispute:
    | { __typename: 'DisputeStateError', code: ErrorCode, dispute: LotDisputeState | null, message: string }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'OpenDisputeSuccess', chargedBack: number, replayed: boolean, revoked: number, loss: { amount: number, currency: string } | null, lot: { available: number, createdAt: string, dispute: LotDisputeState | null, expired: number, expiresAt: string | null, externalId: string | null, fallsBackAt: string | null, frozen: number, graceSeconds: number | null, granted: number, heldPastExpiry: LotExpiryPolicy, id: string, kind: LotKind, lock: LotLockReason | null, locked: number, metadata: Record<string, string>, models: Array<string>, moved: number, operations: Array<string>, priority: number, requiresSubscription: boolean, revoked: number, source: string | null, spent: number, usableFrom: string | null, paid: { amount: number, currency: string } | null, recognized: { amount: number, currency: string } | null }, wallet: { available: number, burnDown: Array<BurnDownCriterion>, createdAt: string, creditType: string, expired: number, frozen: number, granted: number, id: string, latePolicy: WalletLatePolicy, locked: number, moved: number, overspend: boolean, owed: number, revoked: number, sequence: number, spent: number, total: number, writtenOff: number } }
   };

export type OpenHoldMutationVariables = Exact<{
  input: OpenHoldInput;
}>;


export type OpenHoldMutation = { openHold:
    | { __typename: 'BudgetExceededError', code: ErrorCode, message: string, remaining: number, required: number, usage: { frozen: number, periodEnd: string | null, periodStart: string, spent: number } }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'ExpiryPassedError', code: ErrorCode, message: string }
    | { __typename: 'ExternalIdTakenError', code: ErrorCode, message: string, takenBy:
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
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
       | null }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InputLimitError', code: ErrorCode, field: string, message: string, inputLimit: string }
    | { __typename: 'InsufficientCreditsError', available: number, code: ErrorCode, message: string, required: number, shortfall: number, sources: Array<{ available: number, isPool: boolean }> }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'MaintenanceError', code: ErrorCode, message: string }
    | { __typename: 'NoPriceError', code: ErrorCode, message: string, model: string, operation: string }
    | { __typename: 'NotEntitledError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'OpenHoldSuccess', replayed: boolean, hold: { createdAt: string, credits: number, description: string | null, endedAt: string | null, expiresAt: string, externalId: string | null, id: string, late: HoldLateOutcome | null, metadata: Record<string, string>, model: string | null, operation: string | null, refunded: number, released: number, spent: number, status: HoldStatus, tags: Array<string> }, meter: { credits: number, maxCredits: number, remainingUnits: number, sequence: number, stopAt: number | null, stoppedBy: MeterStop | null, units: number }, wallet: { available: number, burnDown: Array<BurnDownCriterion>, createdAt: string, creditType: string, expired: number, frozen: number, granted: number, id: string, latePolicy: WalletLatePolicy, locked: number, moved: number, overspend: boolean, owed: number, revoked: number, sequence: number, spent: number, total: number, writtenOff: number } }
    | { __typename: 'OperationUnavailableError', code: ErrorCode, message: string }
    | { __typename: 'OrganizationSuspendedError', code: ErrorCode, message: string }
    | { __typename: 'PlanLimitError', code: ErrorCode, max: number, message: string, planLimit: PlanLimitKind }
    | { __typename: 'RunCreditTypeError', code: ErrorCode, creditType: string, message: string }
    | { __typename: 'RunExceededError', code: ErrorCode, message: string, remaining: number, required: number }
   };

export type OpenRunMutationVariables = Exact<{
  input: OpenRunInput;
}>;


export type OpenRunMutation = { openRun:
    | { __typename: 'CreditTypeRequiredError', code: ErrorCode, creditTypes: Array<string>, message: string }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'LimitReachedError', code: ErrorCode, limit: LimitName, max: number, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'OpenRunSuccess', replayed: boolean, run: { closedAt: string | null, createdAt: string, creditType: string, expiresAt: string | null, frozen: number, id: string, limit: number, name: string, remaining: number, sequence: number, status: RunStatus, used: number } }
    | { __typename: 'RunCreditTypeError', code: ErrorCode, creditType: string, message: string }
   };

export type PauseSubscriptionMutationVariables = Exact<{
  input: PauseSubscriptionInput;
}>;


export type PauseSubscriptionMutation = { pauseSubscription:
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'PauseSubscriptionSuccess', replayed: boolean, subscription: { anchorAt: string, cancelAtPeriodEnd: boolean, createdAt: string, endedAt: string | null, externalId: string | null, id: string, metadata: Record<string, string>, paidUntil: string | null, pausedAt: string | null, paymentDueAt: string | null, periodEnd: string, renewsAt: string | null, resumesAt: string | null, status: SubscriptionStatus, timeZone: string, trialEndsAt: string | null, awaited: Array<{ creditType: string, credits: number }>, nextPlanBlockedBy: { code: ErrorCode, members: number, message: string, seats: number } | null } }
    | { __typename: 'SubscriptionStateError', allowed: Array<SubscriptionStatus>, code: ErrorCode, message: string, status: SubscriptionStatus }
   };

export type PublishCheckpointMutationVariables = Exact<{
  input: PublishCheckpointInput;
}>;


export type PublishCheckpointMutation = { publishCheckpoint:
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'PublishCheckpointSuccess', checkpoint: { hash: string, heads: number, number: number, previous: string, publishedAt: string, root: string } | null }
   };

export type ReactivateSubscriptionMutationVariables = Exact<{
  input: ReactivateSubscriptionInput;
}>;


export type ReactivateSubscriptionMutation = { reactivateSubscription:
    | { __typename: 'CreditsOutOfBoundsError', code: ErrorCode, message: string }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ReactivateSubscriptionSuccess', replayed: boolean, subscription: { anchorAt: string, cancelAtPeriodEnd: boolean, createdAt: string, endedAt: string | null, externalId: string | null, id: string, metadata: Record<string, string>, paidUntil: string | null, pausedAt: string | null, paymentDueAt: string | null, periodEnd: string, renewsAt: string | null, resumesAt: string | null, status: SubscriptionStatus, timeZone: string, trialEndsAt: string | null, awaited: Array<{ creditType: string, credits: number }>, nextPlanBlockedBy: { code: ErrorCode, members: number, message: string, seats: number } | null } }
    | { __typename: 'SeatsExceededError', code: ErrorCode, members: number, message: string, seats: number }
    | { __typename: 'SubscriptionStateError', allowed: Array<SubscriptionStatus>, code: ErrorCode, message: string, status: SubscriptionStatus }
   };

export type ReclaimCreditsMutationVariables = Exact<{
  input: ReclaimCreditsInput;
}>;


export type ReclaimCreditsMutation = { reclaimCredits:
    | { __typename: 'CreditTypeRequiredError', code: ErrorCode, creditTypes: Array<string>, message: string }
    | { __typename: 'CreditsOutOfBoundsError', code: ErrorCode, message: string }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InsufficientCreditsError', available: number, code: ErrorCode, message: string, required: number, shortfall: number, sources: Array<{ available: number, isPool: boolean }> }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'LimitReachedError', code: ErrorCode, limit: LimitName, max: number, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ReclaimCreditsSuccess', replayed: boolean, allocated: Array<{ credits: number, member: { createdAt: string, externalId: string | null, hasSecondFactor: boolean | null, id: string, metadata: Record<string, string>, name: string, removedAt: string | null, role: MemberRole, subject: string | null } | null }> }
   };

export type RecordUpstreamCostMutationVariables = Exact<{
  input: RecordUpstreamCostInput;
}>;


export type RecordUpstreamCostMutation = { recordUpstreamCost:
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'RecordUpstreamCostSuccess', replayed: boolean, task: { approval: TaskApproval | null, createdAt: string, credits: number, deadlineAt: string, endedAt: string | null, externalId: string | null, failureReason: string | null, forgottenAt: string | null, id: string, input: Record<string, unknown>, metadata: Record<string, string>, model: string, operation: string, progress: number, provider: string, refundedCredits: number, result: Record<string, unknown> | null, sequence: number, startedAt: string | null, status: TaskStatus, tags: Array<string>, webhookUrl: string | null, files: Array<{ bytes: number, contentType: string, expiresAt: string, name: string, url: string }>, upstreamCost: { amount: string, currency: string } | null } }
   };

export type RedeliverWebhookMutationVariables = Exact<{
  input: RedeliverWebhookInput;
}>;


export type RedeliverWebhookMutation = { redeliverWebhook:
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'RedeliverWebhookSuccess', delivery: { attempts: number, body: string, createdAt: string, endedAt: string | null, error: string | null, event: WebhookEvent | null, id: string, messageId: string, responseStatus: number | null, status: WebhookDeliveryStatus, url: string } }
   };

export type RefundHoldMutationVariables = Exact<{
  input: RefundHoldInput;
}>;


export type RefundHoldMutation = { refundHold:
    | { __typename: 'CreditsOutOfBoundsError', code: ErrorCode, message: string }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'HoldOfTaskError', code: ErrorCode, message: string }
    | { __typename: 'HoldOpenError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'RefundExceedsSpentError', code: ErrorCode, message: string, refundable: number, requested: number | null }
    | { __typename: 'RefundHoldSuccess', replayed: boolean, hold: { createdAt: string, credits: number, description: string | null, endedAt: string | null, expiresAt: string, externalId: string | null, id: string, late: HoldLateOutcome | null, metadata: Record<string, string>, model: string | null, operation: string | null, refunded: number, released: number, spent: number, status: HoldStatus, tags: Array<string> }, wallet: { available: number, burnDown: Array<BurnDownCriterion>, createdAt: string, creditType: string, expired: number, frozen: number, granted: number, id: string, latePolicy: WalletLatePolicy, locked: number, moved: number, overspend: boolean, owed: number, revoked: number, sequence: number, spent: number, total: number, writtenOff: number } }
   };

export type RefundLotMutationVariables = Exact<{
  input: RefundLotInput;
}>;


export type RefundLotMutation = { refundLot:
    | { __typename: 'DisputeStateError', code: ErrorCode, dispute: LotDisputeState | null, message: string }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'RefundExceedsLotError', code: ErrorCode, frozen: number, message: string, refundable: number, requested: number }
    | { __typename: 'RefundLotSuccess', chargedBack: number, replayed: boolean, revoked: number, lot: { available: number, createdAt: string, dispute: LotDisputeState | null, expired: number, expiresAt: string | null, externalId: string | null, fallsBackAt: string | null, frozen: number, graceSeconds: number | null, granted: number, heldPastExpiry: LotExpiryPolicy, id: string, kind: LotKind, lock: LotLockReason | null, locked: number, metadata: Record<string, string>, models: Array<string>, moved: number, operations: Array<string>, priority: number, requiresSubscription: boolean, revoked: number, source: string | null, spent: number, usableFrom: string | null, paid: { amount: number, currency: string } | null, recognized: { amount: number, currency: string } | null }, money: { amount: number, currency: string } | null, wallet: { available: number, burnDown: Array<BurnDownCriterion>, createdAt: string, creditType: string, expired: number, frozen: number, granted: number, id: string, latePolicy: WalletLatePolicy, locked: number, moved: number, overspend: boolean, owed: number, revoked: number, sequence: number, spent: number, total: number, writtenOff: number } }
   };

export type RefundPaymentMutationVariables = Exact<{
  input: RefundPaymentInput;
}>;


export type RefundPaymentMutation = { refundPayment:
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'PaymentStateError', code: ErrorCode, message: string, status: PaymentStatus }
    | { __typename: 'ProviderFailedError', code: ErrorCode, message: string }
    | { __typename: 'RefundPaymentSuccess', replayed: boolean, payment: { attempts: number, checkoutUrl: string | null, createdAt: string, dispute: LotDisputeState | null, expiresAt: string | null, failure: string | null, id: string, isMovedIn: boolean, nextAttemptAt: string | null, problem: PaymentProblem | null, problemText: string | null, provider: PaymentProvider, quantity: number, reference: string | null, sequence: number, settledAt: string | null, status: PaymentStatus, title: string, transferReference: string | null, trigger: PaymentTrigger, credits: Array<{ bonus: number, creditType: string, credits: number }>, due: { amount: number, currency: string }, price: { amount: number, currency: string }, received: { amount: number, currency: string }, refunded: { amount: number, currency: string }, settled: { amount: number, currency: string }, tax: { amount: number, currency: string } } }
   };

export type RefundTaskMutationVariables = Exact<{
  input: RefundTaskInput;
}>;


export type RefundTaskMutation = { refundTask:
    | { __typename: 'CreditsOutOfBoundsError', code: ErrorCode, message: string }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'HoldOpenError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'RefundAllowanceError', code: ErrorCode, creditType: string, left: number, message: string }
    | { __typename: 'RefundExceedsSpentError', code: ErrorCode, message: string, refundable: number, requested: number | null }
    | { __typename: 'RefundTaskSuccess', replayed: boolean, task: { approval: TaskApproval | null, createdAt: string, credits: number, deadlineAt: string, endedAt: string | null, externalId: string | null, failureReason: string | null, forgottenAt: string | null, id: string, input: Record<string, unknown>, metadata: Record<string, string>, model: string, operation: string, progress: number, provider: string, refundedCredits: number, result: Record<string, unknown> | null, sequence: number, startedAt: string | null, status: TaskStatus, tags: Array<string>, webhookUrl: string | null, files: Array<{ bytes: number, contentType: string, expiresAt: string, name: string, url: string }>, upstreamCost: { amount: string, currency: string } | null } }
   };

export type ReleaseCreditsMutationVariables = Exact<{
  input: ReleaseCreditsInput;
}>;


export type ReleaseCreditsMutation = { releaseCredits:
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'HoldMeteredError', code: ErrorCode, message: string }
    | { __typename: 'HoldNotOpenError', code: ErrorCode, message: string, status: HoldStatus }
    | { __typename: 'HoldOfTaskError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ReleaseCreditsSuccess', replayed: boolean, hold: { createdAt: string, credits: number, description: string | null, endedAt: string | null, expiresAt: string, externalId: string | null, id: string, late: HoldLateOutcome | null, metadata: Record<string, string>, model: string | null, operation: string | null, refunded: number, released: number, spent: number, status: HoldStatus, tags: Array<string> }, wallet: { available: number, burnDown: Array<BurnDownCriterion>, createdAt: string, creditType: string, expired: number, frozen: number, granted: number, id: string, latePolicy: WalletLatePolicy, locked: number, moved: number, overspend: boolean, owed: number, revoked: number, sequence: number, spent: number, total: number, writtenOff: number } }
   };

export type ReleaseHoldsMutationVariables = Exact<{
  input: ReleaseHoldsInput;
}>;


export type ReleaseHoldsMutation = { releaseHolds:
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'ReleaseHoldsSuccess', results: Array<
        | { __typename: 'EndedError', code: ErrorCode, message: string }
        | { __typename: 'HoldMeteredError', code: ErrorCode, message: string }
        | { __typename: 'HoldNotOpenError', code: ErrorCode, message: string }
        | { __typename: 'HoldOfTaskError', code: ErrorCode, message: string }
        | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
        | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
        | { __typename: 'NotFoundError', code: ErrorCode, message: string }
        | { __typename: 'ReleaseCreditsSuccess', replayed: boolean, hold: { credits: number, id: string, released: number, spent: number, status: HoldStatus }, wallet: { available: number, frozen: number, id: string, sequence: number, spent: number } }
      > }
   };

export type RemoveFacadeMutationVariables = Exact<{
  input: RemoveFacadeInput;
}>;


export type RemoveFacadeMutation = { removeFacade:
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'RemoveFacadeSuccess', dryRun: boolean, changes: Array<{ from: string | null, path: string, to: string | null }>, facade: { definition: Record<string, unknown>, description: string, isOn: boolean, isOwn: boolean, name: string, endpoints: Array<{ answeredBy: string | null, kind: FacadeEndpointKind, method: string, path: string, unpriced: string | null }> } | null }
   };

export type RemoveMemberMutationVariables = Exact<{
  input: RemoveMemberInput;
}>;


export type RemoveMemberMutation = { removeMember:
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'LastOwnerError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'OwnersOnlyError', code: ErrorCode, message: string }
    | { __typename: 'RemoveMemberSuccess', member: { createdAt: string, externalId: string | null, hasSecondFactor: boolean | null, id: string, metadata: Record<string, string>, name: string, removedAt: string | null, role: MemberRole, subject: string | null } | null }
   };

export type RemoveOrganizationIssuerMutationVariables = Exact<{
  input: RemoveOrganizationIssuerInput;
}>;


export type RemoveOrganizationIssuerMutation = { removeOrganizationIssuer:
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'RemoveOrganizationIssuerSuccess', organization: { approvalAbove: number | null, approvalSeconds: number, createdAt: string, expiryAlertDays: number | null, externalId: string | null, id: string, maintenance: string | null, membersUsePool: boolean, metadata: Record<string, string>, mode: OrganizationMode, name: string, now: string, ownMaintenance: string | null, paymentProviders: Array<PaymentProvider>, signInRequirement: SignInRequirement, status: OrganizationStatus, statusReason: string | null, tasksAtOnce: number | null, timeZone: string, refundAllowances: Array<{ creditType: string, left: number, monthlyMax: number, refunded: number, renewsAt: string }> } }
    | { __typename: 'SignInRequirementError', code: ErrorCode, message: string }
   };

export type RemovePaymentMethodMutationVariables = Exact<{
  input: RemovePaymentMethodInput;
}>;


export type RemovePaymentMethodMutation = { removePaymentMethod:
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ProviderFailedError', code: ErrorCode, message: string }
    | { __typename: 'RemovePaymentMethodSuccess', provider: PaymentProvider }
   };

export type RemoveSecondFactorMutationVariables = Exact<{
  input: RemoveSecondFactorInput;
}>;


export type RemoveSecondFactorMutation = { removeSecondFactor:
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'RemoveSecondFactorSuccess', subject: string }
   };

export type ReportTaskProgressMutationVariables = Exact<{
  input: ReportTaskProgressInput;
}>;


export type ReportTaskProgressMutation = { reportTaskProgress:
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'LeaseLostError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ReportTaskProgressSuccess', replayed: boolean, task: { approval: TaskApproval | null, createdAt: string, credits: number, deadlineAt: string, endedAt: string | null, externalId: string | null, failureReason: string | null, forgottenAt: string | null, id: string, input: Record<string, unknown>, metadata: Record<string, string>, model: string, operation: string, progress: number, provider: string, refundedCredits: number, result: Record<string, unknown> | null, sequence: number, startedAt: string | null, status: TaskStatus, tags: Array<string>, webhookUrl: string | null, files: Array<{ bytes: number, contentType: string, expiresAt: string, name: string, url: string }>, upstreamCost: { amount: string, currency: string } | null } }
    | { __typename: 'TaskStateError', allowed: Array<TaskStatus>, code: ErrorCode, message: string, status: TaskStatus }
   };

export type RequestCreditsMutationVariables = Exact<{
  input: RequestCreditsInput;
}>;


export type RequestCreditsMutation = { requestCredits:
    | { __typename: 'CreditRequestOpenError', code: ErrorCode, message: string }
    | { __typename: 'CreditTypeRequiredError', code: ErrorCode, creditTypes: Array<string>, message: string }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InputLimitError', code: ErrorCode, field: string, message: string, inputLimit: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'LimitReachedError', code: ErrorCode, limit: LimitName, max: number, message: string }
    | { __typename: 'MaxCreditsExceededError', code: ErrorCode, creditType: string, credits: number, maxCredits: number, message: string }
    | { __typename: 'NoPriceError', code: ErrorCode, message: string, model: string, operation: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'OperationUnavailableError', code: ErrorCode, message: string }
    | { __typename: 'RequestCreditsSuccess', replayed: boolean, creditRequest: { createdAt: string, creditType: string, credits: number, decidedAt: string | null, expiresAt: string, fellBackAt: string | null, form: CreditGrantForm | null, granted: number | null, id: string, note: string | null, reason: string, status: CreditRequestStatus, submission: Record<string, unknown> | null, tookBack: number | null, until: string | null } }
    | { __typename: 'RunCreditTypeError', code: ErrorCode, creditType: string, message: string }
   };

export type ResumeOrganizationMutationVariables = Exact<{
  input: ResumeOrganizationInput;
}>;


export type ResumeOrganizationMutation = { resumeOrganization:
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ResumeOrganizationSuccess', replayed: boolean, organization: { approvalAbove: number | null, approvalSeconds: number, createdAt: string, expiryAlertDays: number | null, externalId: string | null, id: string, maintenance: string | null, membersUsePool: boolean, metadata: Record<string, string>, mode: OrganizationMode, name: string, now: string, ownMaintenance: string | null, paymentProviders: Array<PaymentProvider>, signInRequirement: SignInRequirement, status: OrganizationStatus, statusReason: string | null, tasksAtOnce: number | null, timeZone: string, refundAllowances: Array<{ creditType: string, left: number, monthlyMax: number, refunded: number, renewsAt: string }> } | null }
   };

export type ResumeSubscriptionMutationVariables = Exact<{
  input: ResumeSubscriptionInput;
}>;


export type ResumeSubscriptionMutation = { resumeSubscription:
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ResumeSubscriptionSuccess', replayed: boolean, subscription: { anchorAt: string, cancelAtPeriodEnd: boolean, createdAt: string, endedAt: string | null, externalId: string | null, id: string, metadata: Record<string, string>, paidUntil: string | null, pausedAt: string | null, paymentDueAt: string | null, periodEnd: string, renewsAt: string | null, resumesAt: string | null, status: SubscriptionStatus, timeZone: string, trialEndsAt: string | null, awaited: Array<{ creditType: string, credits: number }>, nextPlanBlockedBy: { code: ErrorCode, members: number, message: string, seats: number } | null } }
    | { __typename: 'SubscriptionStateError', allowed: Array<SubscriptionStatus>, code: ErrorCode, message: string, status: SubscriptionStatus }
   };

export type ReturnTaskMutationVariables = Exact<{
  input: ReturnTaskInput;
}>;


export type ReturnTaskMutation = { returnTask:
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'LeaseLostError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ReturnTaskSuccess', willBeRetried: boolean, task: { approval: TaskApproval | null, createdAt: string, credits: number, deadlineAt: string, endedAt: string | null, externalId: string | null, failureReason: string | null, forgottenAt: string | null, id: string, input: Record<string, unknown>, metadata: Record<string, string>, model: string, operation: string, progress: number, provider: string, refundedCredits: number, result: Record<string, unknown> | null, sequence: number, startedAt: string | null, status: TaskStatus, tags: Array<string>, webhookUrl: string | null, files: Array<{ bytes: number, contentType: string, expiresAt: string, name: string, url: string }>, upstreamCost: { amount: string, currency: string } | null } }
   };

export type RevokeApiKeyMutationVariables = Exact<{
  input: RevokeApiKeyInput;
}>;


export type RevokeApiKeyMutation = { revokeApiKey:
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'OwnersOnlyError', code: ErrorCode, message: string }
    | { __typename: 'RevokeApiKeySuccess', apiKey: { allowedAddresses: Array<string>, createdAt: string, expiresAt: string | null, externalId: string | null, id: string, lastUsedAt: string | null, metadata: Record<string, string>, name: string, prefix: string, revokedAt: string | null, scopes: Array<KeyScope> } }
   };

export type RevokeInvitationMutationVariables = Exact<{
  input: RevokeInvitationInput;
}>;


export type RevokeInvitationMutation = { revokeInvitation:
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'InvitationEndedError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'RevokeInvitationSuccess', invitation: { acceptedAt: string | null, createdAt: string, declinedAt: string | null, email: string | null, expiresAt: string, id: string, revokedAt: string | null, role: MemberRole } }
   };

export type RevokePlatformKeyMutationVariables = Exact<{
  input: RevokePlatformKeyInput;
}>;


export type RevokePlatformKeyMutation = { revokePlatformKey:
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'RevokePlatformKeySuccess', platformKey: { allowedAddresses: Array<string>, createdAt: string, createdBy: string | null, expiresAt: string | null, id: string, lastUsedAt: string | null, name: string, prefix: string, revokedAt: string | null, revokedBy: string | null, scopes: Array<PlatformScope> } }
   };

export type RotateApiKeyMutationVariables = Exact<{
  input: RotateApiKeyInput;
}>;


export type RotateApiKeyMutation = { rotateApiKey:
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'KeyReplacedError', code: ErrorCode, message: string }
    | { __typename: 'LimitReachedError', code: ErrorCode, limit: LimitName, max: number, message: string }
    | { __typename: 'LimitedKeyError', allowedAddresses: Array<string>, code: ErrorCode, expiresAt: string | null, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'OwnersOnlyError', code: ErrorCode, message: string }
    | { __typename: 'RotateApiKeySuccess', secret: string, apiKey: { allowedAddresses: Array<string>, createdAt: string, expiresAt: string | null, externalId: string | null, id: string, lastUsedAt: string | null, metadata: Record<string, string>, name: string, prefix: string, revokedAt: string | null, scopes: Array<KeyScope> } }
    | { __typename: 'ScopeNotAllowedError', code: ErrorCode, message: string, scopes: Array<KeyScope> }
   };

export type RotatePlatformKeyMutationVariables = Exact<{
  input: RotatePlatformKeyInput;
}>;


export type RotatePlatformKeyMutation = { rotatePlatformKey:
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'KeyReplacedError', code: ErrorCode, message: string }
    | { __typename: 'LimitReachedError', code: ErrorCode, limit: LimitName, max: number, message: string }
    | { __typename: 'LimitedKeyError', allowedAddresses: Array<string>, code: ErrorCode, expiresAt: string | null, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'RotatePlatformKeySuccess', secret: string, platformKey: { allowedAddresses: Array<string>, createdAt: string, createdBy: string | null, expiresAt: string | null, id: string, lastUsedAt: string | null, name: string, prefix: string, revokedAt: string | null, revokedBy: string | null, scopes: Array<PlatformScope> } }
   };

export type RotateTaskWebhookSecretMutationVariables = Exact<{
  input: RotateTaskWebhookSecretInput;
}>;


export type RotateTaskWebhookSecretMutation = { rotateTaskWebhookSecret:
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'RotateTaskWebhookSecretSuccess', secret: string }
   };

export type RotateWebhookSecretMutationVariables = Exact<{
  input: RotateWebhookSecretInput;
}>;


export type RotateWebhookSecretMutation = { rotateWebhookSecret:
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'RotateWebhookSecretSuccess', secret: string, webhookEndpoint: { createdAt: string, deliveredAt: string | null, events: Array<WebhookEvent>, id: string, isOfPlatform: boolean, state: WebhookEndpointState, stateReason: string | null, url: string, waitingDeliveries: number } }
   };

export type SetAllocationRuleMutationVariables = Exact<{
  input: SetAllocationRuleInput;
}>;


export type SetAllocationRuleMutation = { setAllocationRule:
    | { __typename: 'CreditTypeRequiredError', code: ErrorCode, creditTypes: Array<string>, message: string }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'LimitReachedError', code: ErrorCode, limit: LimitName, max: number, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SetAllocationRuleSuccess', allocationRule: { createdAt: string, creditType: string, credits: number, endedAt: string | null, id: string, lastCycleStart: string | null, reclaim: boolean } }
   };

export type SetAutoTopUpMutationVariables = Exact<{
  input: SetAutoTopUpInput;
}>;


export type SetAutoTopUpMutation = { setAutoTopUp:
    | { __typename: 'CreditTypeRequiredError', code: ErrorCode, creditTypes: Array<string>, message: string }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SetAutoTopUpSuccess', replayed: boolean, autoTopUp: { below: number, creditType: string, failures: number, isPaying: boolean, nextAt: string | null, pack: string, provider: PaymentProvider, quantity: number, bought: { amount: number, currency: string }, monthlyMax: { amount: number, currency: string } } | null }
   };

export type SetBillingDetailsMutationVariables = Exact<{
  input: SetBillingDetailsInput;
}>;


export type SetBillingDetailsMutation = { setBillingDetails:
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SetBillingDetailsSuccess', billingDetails: { address: string, bankAccount: string | null, createdAt: string, email: string | null, name: string, taxId: string | null } }
   };

export type SetConcurrencyLimitMutationVariables = Exact<{
  input: SetConcurrencyLimitInput;
}>;


export type SetConcurrencyLimitMutation = { setConcurrencyLimit:
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SetConcurrencyLimitSuccess', organization: { approvalAbove: number | null, approvalSeconds: number, createdAt: string, expiryAlertDays: number | null, externalId: string | null, id: string, maintenance: string | null, membersUsePool: boolean, metadata: Record<string, string>, mode: OrganizationMode, name: string, now: string, ownMaintenance: string | null, paymentProviders: Array<PaymentProvider>, signInRequirement: SignInRequirement, status: OrganizationStatus, statusReason: string | null, tasksAtOnce: number | null, timeZone: string, refundAllowances: Array<{ creditType: string, left: number, monthlyMax: number, refunded: number, renewsAt: string }> } }
   };

export type SetExpiryAlertMutationVariables = Exact<{
  input: SetExpiryAlertInput;
}>;


export type SetExpiryAlertMutation = { setExpiryAlert:
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SetExpiryAlertSuccess', replayed: boolean, organization: { approvalAbove: number | null, approvalSeconds: number, createdAt: string, expiryAlertDays: number | null, externalId: string | null, id: string, maintenance: string | null, membersUsePool: boolean, metadata: Record<string, string>, mode: OrganizationMode, name: string, now: string, ownMaintenance: string | null, paymentProviders: Array<PaymentProvider>, signInRequirement: SignInRequirement, status: OrganizationStatus, statusReason: string | null, tasksAtOnce: number | null, timeZone: string, refundAllowances: Array<{ creditType: string, left: number, monthlyMax: number, refunded: number, renewsAt: string }> } }
   };

export type SetFacadeMutationVariables = Exact<{
  input: SetFacadeInput;
}>;


export type SetFacadeMutation = { setFacade:
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'LimitReachedError', code: ErrorCode, limit: LimitName, max: number, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SetFacadeSuccess', dryRun: boolean, changes: Array<{ from: string | null, path: string, to: string | null }>, facade: { definition: Record<string, unknown>, description: string, isOn: boolean, isOwn: boolean, name: string, endpoints: Array<{ answeredBy: string | null, kind: FacadeEndpointKind, method: string, path: string, unpriced: string | null }> } | null }
   };

export type SetHttpProviderMutationVariables = Exact<{
  input: SetHttpProviderInput;
}>;


export type SetHttpProviderMutation = { setHttpProvider:
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SetHttpProviderSuccess', httpProvider: { definition: Record<string, unknown>, lastError: string | null, lastErrorAt: string | null, missingSecrets: Array<string>, name: string, updatedAt: string, load: { atWork: number, waiting: number } } }
   };

export type SetMailPreferenceMutationVariables = Exact<{
  input: SetMailPreferenceInput;
}>;


export type SetMailPreferenceMutation = { setMailPreference:
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SetMailPreferenceSuccess', mailPreference: { kind: MailKind, wanted: boolean } }
   };

export type SetMaintenanceMutationVariables = Exact<{
  input: SetMaintenanceInput;
}>;


export type SetMaintenanceMutation = { setMaintenance:
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SetMaintenanceSuccess', reason: string | null }
   };

export type SetOrganizationIssuerMutationVariables = Exact<{
  input: SetOrganizationIssuerInput;
}>;


export type SetOrganizationIssuerMutation = { setOrganizationIssuer:
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SetOrganizationIssuerSuccess', organizationIssuer: { clientId: string, issuer: string, joinRole: MemberRole | null, redirectUrl: string | null, updatedAt: string, domains: Array<{ domain: string, recordName: string, recordText: string, verifiedAt: string | null }> } }
   };

export type SetQuotasMutationVariables = Exact<{
  input: SetQuotasInput;
}>;


export type SetQuotasMutation = { setQuotas:
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SetQuotasSuccess', replayed: boolean, organization: { approvalAbove: number | null, approvalSeconds: number, createdAt: string, expiryAlertDays: number | null, externalId: string | null, id: string, maintenance: string | null, membersUsePool: boolean, metadata: Record<string, string>, mode: OrganizationMode, name: string, now: string, ownMaintenance: string | null, paymentProviders: Array<PaymentProvider>, signInRequirement: SignInRequirement, status: OrganizationStatus, statusReason: string | null, tasksAtOnce: number | null, timeZone: string, refundAllowances: Array<{ creditType: string, left: number, monthlyMax: number, refunded: number, renewsAt: string }> } }
   };

export type SetRefundAllowanceMutationVariables = Exact<{
  input: SetRefundAllowanceInput;
}>;


export type SetRefundAllowanceMutation = { setRefundAllowance:
    | { __typename: 'CreditTypeRequiredError', code: ErrorCode, creditTypes: Array<string>, message: string }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SetRefundAllowanceSuccess', replayed: boolean, organization: { approvalAbove: number | null, approvalSeconds: number, createdAt: string, expiryAlertDays: number | null, externalId: string | null, id: string, maintenance: string | null, membersUsePool: boolean, metadata: Record<string, string>, mode: OrganizationMode, name: string, now: string, ownMaintenance: string | null, paymentProviders: Array<PaymentProvider>, signInRequirement: SignInRequirement, status: OrganizationStatus, statusReason: string | null, tasksAtOnce: number | null, timeZone: string, refundAllowances: Array<{ creditType: string, left: number, monthlyMax: number, refunded: number, renewsAt: string }> } }
   };

export type SetSellerDetailsMutationVariables = Exact<{
  input: SetSellerDetailsInput;
}>;


export type SetSellerDetailsMutation = { setSellerDetails:
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'SetSellerDetailsSuccess', billingDetails: { address: string, bankAccount: string | null, createdAt: string, email: string | null, name: string, taxId: string | null } }
   };

export type SetSignInRequirementMutationVariables = Exact<{
  input: SetSignInRequirementInput;
}>;


export type SetSignInRequirementMutation = { setSignInRequirement:
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SetSignInRequirementSuccess', organization: { approvalAbove: number | null, approvalSeconds: number, createdAt: string, expiryAlertDays: number | null, externalId: string | null, id: string, maintenance: string | null, membersUsePool: boolean, metadata: Record<string, string>, mode: OrganizationMode, name: string, now: string, ownMaintenance: string | null, paymentProviders: Array<PaymentProvider>, signInRequirement: SignInRequirement, status: OrganizationStatus, statusReason: string | null, tasksAtOnce: number | null, timeZone: string, refundAllowances: Array<{ creditType: string, left: number, monthlyMax: number, refunded: number, renewsAt: string }> } }
    | { __typename: 'SignInRequirementError', code: ErrorCode, message: string }
   };

export type SetSpendingPolicyMutationVariables = Exact<{
  input: SetSpendingPolicyInput;
}>;


export type SetSpendingPolicyMutation = { setSpendingPolicy:
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SetSpendingPolicySuccess', replayed: boolean, organization: { approvalAbove: number | null, approvalSeconds: number, createdAt: string, expiryAlertDays: number | null, externalId: string | null, id: string, maintenance: string | null, membersUsePool: boolean, metadata: Record<string, string>, mode: OrganizationMode, name: string, now: string, ownMaintenance: string | null, paymentProviders: Array<PaymentProvider>, signInRequirement: SignInRequirement, status: OrganizationStatus, statusReason: string | null, tasksAtOnce: number | null, timeZone: string, refundAllowances: Array<{ creditType: string, left: number, monthlyMax: number, refunded: number, renewsAt: string }> } }
   };

export type SetWalletPolicyMutationVariables = Exact<{
  input: SetWalletPolicyInput;
}>;


export type SetWalletPolicyMutation = { setWalletPolicy:
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SetWalletPolicySuccess', replayed: boolean, wallet: { available: number, burnDown: Array<BurnDownCriterion>, createdAt: string, creditType: string, expired: number, frozen: number, granted: number, id: string, latePolicy: WalletLatePolicy, locked: number, moved: number, overspend: boolean, owed: number, revoked: number, sequence: number, spent: number, total: number, writtenOff: number } }
   };

export type SettleDebtMutationVariables = Exact<{
  input: SettleDebtInput;
}>;


export type SettleDebtMutation = { settleDebt:
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'NothingOwedError', code: ErrorCode, message: string }
    | { __typename: 'SettleDebtSuccess', replayed: boolean, wallet: { available: number, burnDown: Array<BurnDownCriterion>, createdAt: string, creditType: string, expired: number, frozen: number, granted: number, id: string, latePolicy: WalletLatePolicy, locked: number, moved: number, overspend: boolean, owed: number, revoked: number, sequence: number, spent: number, total: number, writtenOff: number } }
   };

export type SettlePaymentMutationVariables = Exact<{
  input: SettlePaymentInput;
}>;


export type SettlePaymentMutation = { settlePayment:
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'PaymentStateError', code: ErrorCode, message: string, status: PaymentStatus }
    | { __typename: 'ProviderFailedError', code: ErrorCode, message: string }
    | { __typename: 'SettlePaymentSuccess', replayed: boolean, payment: { attempts: number, checkoutUrl: string | null, createdAt: string, dispute: LotDisputeState | null, expiresAt: string | null, failure: string | null, id: string, isMovedIn: boolean, nextAttemptAt: string | null, problem: PaymentProblem | null, problemText: string | null, provider: PaymentProvider, quantity: number, reference: string | null, sequence: number, settledAt: string | null, status: PaymentStatus, title: string, transferReference: string | null, trigger: PaymentTrigger, credits: Array<{ bonus: number, creditType: string, credits: number }>, due: { amount: number, currency: string }, price: { amount: number, currency: string }, received: { amount: number, currency: string }, refunded: { amount: number, currency: string }, settled: { amount: number, currency: string }, tax: { amount: number, currency: string } } }
   };

export type SimulateCatalogueMutationVariables = Exact<{
  input: SimulateCatalogueInput;
}>;


export type SimulateCatalogueMutation = { simulateCatalogue:
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'LimitReachedError', code: ErrorCode, limit: LimitName, max: number, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SimulateCatalogueSuccess', replayed: boolean, simulation: { createdAt: string, createdBy: string, document: Record<string, unknown>, endedAt: string | null, failure: string | null, from: string, id: string, name: string, sequence: number, startedAt: string | null, status: SimulationStatus, tasks: number, tasksTotal: number | null, until: string } }
   };

export type SpendCreditsMutationVariables = Exact<{
  input: SpendCreditsInput;
}>;


export type SpendCreditsMutation = { spendCredits:
    | { __typename: 'BudgetExceededError', code: ErrorCode, message: string, remaining: number, required: number, usage: { frozen: number, periodEnd: string | null, periodStart: string, spent: number } }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'HoldMeteredError', code: ErrorCode, message: string }
    | { __typename: 'HoldNotOpenError', code: ErrorCode, message: string, status: HoldStatus }
    | { __typename: 'HoldOfTaskError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InsufficientCreditsError', available: number, code: ErrorCode, message: string, required: number, shortfall: number, sources: Array<{ available: number, isPool: boolean }> }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'LimitReachedError', code: ErrorCode, limit: LimitName, max: number, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'RunExceededError', code: ErrorCode, message: string, remaining: number, required: number }
    | { __typename: 'SpendCreditsSuccess', replayed: boolean, hold: { createdAt: string, credits: number, description: string | null, endedAt: string | null, expiresAt: string, externalId: string | null, id: string, late: HoldLateOutcome | null, metadata: Record<string, string>, model: string | null, operation: string | null, refunded: number, released: number, spent: number, status: HoldStatus, tags: Array<string> }, wallet: { available: number, burnDown: Array<BurnDownCriterion>, createdAt: string, creditType: string, expired: number, frozen: number, granted: number, id: string, latePolicy: WalletLatePolicy, locked: number, moved: number, overspend: boolean, owed: number, revoked: number, sequence: number, spent: number, total: number, writtenOff: number } }
    | { __typename: 'SpendExceedsHoldError', code: ErrorCode, frozen: number, message: string, requested: number }
   };

export type SpendHoldsMutationVariables = Exact<{
  input: SpendHoldsInput;
}>;


export type SpendHoldsMutation = { spendHolds:
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'SpendHoldsSuccess', results: Array<
        | { __typename: 'BudgetExceededError', code: ErrorCode, message: string }
        | { __typename: 'EndedError', code: ErrorCode, message: string }
        | { __typename: 'HoldMeteredError', code: ErrorCode, message: string }
        | { __typename: 'HoldNotOpenError', code: ErrorCode, message: string }
        | { __typename: 'HoldOfTaskError', code: ErrorCode, message: string }
        | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
        | { __typename: 'InsufficientCreditsError', code: ErrorCode, message: string }
        | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
        | { __typename: 'LimitReachedError', code: ErrorCode, message: string }
        | { __typename: 'NotFoundError', code: ErrorCode, message: string }
        | { __typename: 'RunExceededError', code: ErrorCode, message: string }
        | { __typename: 'SpendCreditsSuccess', replayed: boolean, hold: { credits: number, id: string, released: number, spent: number, status: HoldStatus }, wallet: { available: number, frozen: number, id: string, sequence: number, spent: number } }
        | { __typename: 'SpendExceedsHoldError', code: ErrorCode, message: string }
      > }
   };

export type StartExportMutationVariables = Exact<{
  input: StartExportInput;
}>;


export type StartExportMutation = { startExport:
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'LimitReachedError', code: ErrorCode, limit: LimitName, max: number, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'StartExportSuccess', export: { bytes: number | null, createdAt: string, endedAt: string | null, expiresAt: string | null, failure: string | null, format: ExportFormat, from: string | null, id: string, kind: ExportKind, rows: number, rowsTotal: number | null, sequence: number, sha256: string | null, startedAt: string | null, status: ExportStatus, until: string | null, link: { expiresAt: string, url: string } | null } }
   };

export type StartPurchaseMutationVariables = Exact<{
  input: StartPurchaseInput;
}>;


export type StartPurchaseMutation = { startPurchase:
    | { __typename: 'CreditsOutOfBoundsError', code: ErrorCode, message: string }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'LimitReachedError', code: ErrorCode, limit: LimitName, max: number, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'NotSelfServiceError', code: ErrorCode, message: string }
    | { __typename: 'PurchaseNotAllowedError', code: ErrorCode, message: string }
    | { __typename: 'SeatsExceededError', code: ErrorCode, members: number, message: string, seats: number }
    | { __typename: 'StartPurchaseSuccess', replayed: boolean, payment: { attempts: number, checkoutUrl: string | null, createdAt: string, dispute: LotDisputeState | null, expiresAt: string | null, failure: string | null, id: string, isMovedIn: boolean, nextAttemptAt: string | null, problem: PaymentProblem | null, problemText: string | null, provider: PaymentProvider, quantity: number, reference: string | null, sequence: number, settledAt: string | null, status: PaymentStatus, title: string, transferReference: string | null, trigger: PaymentTrigger, credits: Array<{ bonus: number, creditType: string, credits: number }>, due: { amount: number, currency: string }, price: { amount: number, currency: string }, received: { amount: number, currency: string }, refunded: { amount: number, currency: string }, settled: { amount: number, currency: string }, tax: { amount: number, currency: string } } }
    | { __typename: 'SubscriptionStateError', allowed: Array<SubscriptionStatus>, code: ErrorCode, message: string, status: SubscriptionStatus }
   };

export type StartSubscriptionMutationVariables = Exact<{
  input: StartSubscriptionInput;
}>;


export type StartSubscriptionMutation = { startSubscription:
    | { __typename: 'CreditsOutOfBoundsError', code: ErrorCode, message: string }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'ExternalIdTakenError', code: ErrorCode, message: string, takenBy:
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
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
       | null }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SeatsExceededError', code: ErrorCode, members: number, message: string, seats: number }
    | { __typename: 'StartSubscriptionSuccess', replayed: boolean, subscription: { anchorAt: string, cancelAtPeriodEnd: boolean, createdAt: string, endedAt: string | null, externalId: string | null, id: string, metadata: Record<string, string>, paidUntil: string | null, pausedAt: string | null, paymentDueAt: string | null, periodEnd: string, renewsAt: string | null, resumesAt: string | null, status: SubscriptionStatus, timeZone: string, trialEndsAt: string | null, awaited: Array<{ creditType: string, credits: number }>, nextPlanBlockedBy: { code: ErrorCode, members: number, message: string, seats: number } | null } }
    | { __typename: 'SubscriptionExistsError', code: ErrorCode, message: string }
    | { __typename: 'TrialUsedError', code: ErrorCode, message: string }
   };

export type StartTaskMutationVariables = Exact<{
  input: StartTaskInput;
}>;


export type StartTaskMutation = { startTask:
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'StartTaskSuccess', replayed: boolean, task: { approval: TaskApproval | null, createdAt: string, credits: number, deadlineAt: string, endedAt: string | null, externalId: string | null, failureReason: string | null, forgottenAt: string | null, id: string, input: Record<string, unknown>, metadata: Record<string, string>, model: string, operation: string, progress: number, provider: string, refundedCredits: number, result: Record<string, unknown> | null, sequence: number, startedAt: string | null, status: TaskStatus, tags: Array<string>, webhookUrl: string | null, files: Array<{ bytes: number, contentType: string, expiresAt: string, name: string, url: string }>, upstreamCost: { amount: string, currency: string } | null } }
    | { __typename: 'TaskStateError', allowed: Array<TaskStatus>, code: ErrorCode, message: string, status: TaskStatus }
   };

export type SubmitTaskMutationVariables = Exact<{
  input: SubmitTaskInput;
}>;


export type SubmitTaskMutation = { submitTask:
    | { __typename: 'BudgetExceededError', code: ErrorCode, message: string, remaining: number, required: number, usage: { frozen: number, periodEnd: string | null, periodStart: string, spent: number } }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'ExpiryPassedError', code: ErrorCode, message: string }
    | { __typename: 'ExternalIdTakenError', code: ErrorCode, message: string, takenBy:
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
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
       | null }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InputLimitError', code: ErrorCode, field: string, message: string, inputLimit: string }
    | { __typename: 'InsufficientCreditsError', available: number, code: ErrorCode, message: string, required: number, shortfall: number, sources: Array<{ available: number, isPool: boolean }> }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'LimitReachedError', code: ErrorCode, limit: LimitName, max: number, message: string }
    | { __typename: 'MaintenanceError', code: ErrorCode, message: string }
    | { __typename: 'MaxCreditsExceededError', code: ErrorCode, creditType: string, credits: number, maxCredits: number, message: string }
    | { __typename: 'NoPriceError', code: ErrorCode, message: string, model: string, operation: string }
    | { __typename: 'NotEntitledError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'OperationUnavailableError', code: ErrorCode, message: string }
    | { __typename: 'OrganizationSuspendedError', code: ErrorCode, message: string }
    | { __typename: 'PlanLimitError', code: ErrorCode, max: number, message: string, planLimit: PlanLimitKind }
    | { __typename: 'QuotaExceededError', code: ErrorCode, message: string, quota: QuotaName, used: number, quotaMax: number }
    | { __typename: 'QuoteExpiredError', code: ErrorCode, expiredAt: string, message: string }
    | { __typename: 'QuoteMismatchError', code: ErrorCode, message: string }
    | { __typename: 'QuoteTakenError', code: ErrorCode, count: number, message: string }
    | { __typename: 'RunCreditTypeError', code: ErrorCode, creditType: string, message: string }
    | { __typename: 'RunExceededError', code: ErrorCode, message: string, remaining: number, required: number }
    | { __typename: 'SubmitTaskSuccess', replayed: boolean, task: { approval: TaskApproval | null, createdAt: string, credits: number, deadlineAt: string, endedAt: string | null, externalId: string | null, failureReason: string | null, forgottenAt: string | null, id: string, input: Record<string, unknown>, metadata: Record<string, string>, model: string, operation: string, progress: number, provider: string, refundedCredits: number, result: Record<string, unknown> | null, sequence: number, startedAt: string | null, status: TaskStatus, tags: Array<string>, webhookUrl: string | null, files: Array<{ bytes: number, contentType: string, expiresAt: string, name: string, url: string }>, upstreamCost: { amount: string, currency: string } | null }, warnings: Array<{ code: TaskWarningCode, message: string }> }
   };

export type SubmitTasksMutationVariables = Exact<{
  input: SubmitTasksInput;
}>;


export type SubmitTasksMutation = { submitTasks:
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'SubmitTasksSuccess', results: Array<
        | { __typename: 'BudgetExceededError', code: ErrorCode, message: string }
        | { __typename: 'EndedError', code: ErrorCode, message: string }
        | { __typename: 'ExpiryPassedError', code: ErrorCode, message: string }
        | { __typename: 'ExternalIdTakenError', code: ErrorCode, message: string }
        | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
        | { __typename: 'InputLimitError', code: ErrorCode, message: string }
        | { __typename: 'InsufficientCreditsError', code: ErrorCode, message: string }
        | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
        | { __typename: 'LimitReachedError', code: ErrorCode, message: string }
        | { __typename: 'MaintenanceError', code: ErrorCode, message: string }
        | { __typename: 'MaxCreditsExceededError', code: ErrorCode, message: string }
        | { __typename: 'NoPriceError', code: ErrorCode, message: string }
        | { __typename: 'NotEntitledError', code: ErrorCode, message: string }
        | { __typename: 'NotFoundError', code: ErrorCode, message: string }
        | { __typename: 'OperationUnavailableError', code: ErrorCode, message: string }
        | { __typename: 'OrganizationSuspendedError', code: ErrorCode, message: string }
        | { __typename: 'PlanLimitError', code: ErrorCode, message: string }
        | { __typename: 'QuotaExceededError', code: ErrorCode, message: string }
        | { __typename: 'QuoteExpiredError', code: ErrorCode, message: string }
        | { __typename: 'QuoteMismatchError', code: ErrorCode, message: string }
        | { __typename: 'QuoteTakenError', code: ErrorCode, message: string }
        | { __typename: 'RunCreditTypeError', code: ErrorCode, message: string }
        | { __typename: 'RunExceededError', code: ErrorCode, message: string }
        | { __typename: 'SubmitTaskSuccess', replayed: boolean, task: { credits: number, id: string, sequence: number, status: TaskStatus } }
      > }
   };

export type SuspendOrganizationMutationVariables = Exact<{
  input: SuspendOrganizationInput;
}>;


export type SuspendOrganizationMutation = { suspendOrganization:
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SuspendOrganizationSuccess', replayed: boolean, organization: { approvalAbove: number | null, approvalSeconds: number, createdAt: string, expiryAlertDays: number | null, externalId: string | null, id: string, maintenance: string | null, membersUsePool: boolean, metadata: Record<string, string>, mode: OrganizationMode, name: string, now: string, ownMaintenance: string | null, paymentProviders: Array<PaymentProvider>, signInRequirement: SignInRequirement, status: OrganizationStatus, statusReason: string | null, tasksAtOnce: number | null, timeZone: string, refundAllowances: Array<{ creditType: string, left: number, monthlyMax: number, refunded: number, renewsAt: string }> } | null }
   };

export type TestWebhookEndpointMutationVariables = Exact<{
  input: TestWebhookEndpointInput;
}>;


export type TestWebhookEndpointMutation = { testWebhookEndpoint:
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'TestWebhookEndpointSuccess', delivery: { attempts: number, body: string, createdAt: string, endedAt: string | null, error: string | null, event: WebhookEvent | null, id: string, messageId: string, responseStatus: number | null, status: WebhookDeliveryStatus, url: string } }
   };

export type TransferCreditsMutationVariables = Exact<{
  input: TransferCreditsInput;
}>;


export type TransferCreditsMutation = { transferCredits:
    | { __typename: 'CreditTypeRequiredError', code: ErrorCode, creditTypes: Array<string>, message: string }
    | { __typename: 'CreditsOutOfBoundsError', code: ErrorCode, message: string }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InsufficientCreditsError', available: number, code: ErrorCode, message: string, required: number, shortfall: number, sources: Array<{ available: number, isPool: boolean }> }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'LimitReachedError', code: ErrorCode, limit: LimitName, max: number, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'TransferCreditsSuccess', replayed: boolean, from: { available: number, burnDown: Array<BurnDownCriterion>, createdAt: string, creditType: string, expired: number, frozen: number, granted: number, id: string, latePolicy: WalletLatePolicy, locked: number, moved: number, overspend: boolean, owed: number, revoked: number, sequence: number, spent: number, total: number, writtenOff: number }, to: { available: number, burnDown: Array<BurnDownCriterion>, createdAt: string, creditType: string, expired: number, frozen: number, granted: number, id: string, latePolicy: WalletLatePolicy, locked: number, moved: number, overspend: boolean, owed: number, revoked: number, sequence: number, spent: number, total: number, writtenOff: number } }
   };

export type UndoSubscriptionChangeMutationVariables = Exact<{
  input: UndoSubscriptionChangeInput;
}>;


export type UndoSubscriptionChangeMutation = { undoSubscriptionChange:
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'NotSelfServiceError', code: ErrorCode, message: string }
    | { __typename: 'SubscriptionStateError', allowed: Array<SubscriptionStatus>, code: ErrorCode, message: string, status: SubscriptionStatus }
    | { __typename: 'UndoSubscriptionChangeSuccess', replayed: boolean, subscription: { anchorAt: string, cancelAtPeriodEnd: boolean, createdAt: string, endedAt: string | null, externalId: string | null, id: string, metadata: Record<string, string>, paidUntil: string | null, pausedAt: string | null, paymentDueAt: string | null, periodEnd: string, renewsAt: string | null, resumesAt: string | null, status: SubscriptionStatus, timeZone: string, trialEndsAt: string | null, awaited: Array<{ creditType: string, credits: number }>, nextPlanBlockedBy: { code: ErrorCode, members: number, message: string, seats: number } | null } }
   };

export type UnlockLotMutationVariables = Exact<{
  input: UnlockLotInput;
}>;


export type UnlockLotMutation = { unlockLot:
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'LotLockedError', code: ErrorCode, lock: LotLockReason, message: string }
    | { __typename: 'LotNotLockedError', code: ErrorCode, message: string }
    | { __typename: 'LotStateError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'UnlockLotSuccess', replayed: boolean, lot: { available: number, createdAt: string, dispute: LotDisputeState | null, expired: number, expiresAt: string | null, externalId: string | null, fallsBackAt: string | null, frozen: number, graceSeconds: number | null, granted: number, heldPastExpiry: LotExpiryPolicy, id: string, kind: LotKind, lock: LotLockReason | null, locked: number, metadata: Record<string, string>, models: Array<string>, moved: number, operations: Array<string>, priority: number, requiresSubscription: boolean, revoked: number, source: string | null, spent: number, usableFrom: string | null, paid: { amount: number, currency: string } | null, recognized: { amount: number, currency: string } | null }, wallet: { available: number, burnDown: Array<BurnDownCriterion>, createdAt: string, creditType: string, expired: number, frozen: number, granted: number, id: string, latePolicy: WalletLatePolicy, locked: number, moved: number, overspend: boolean, owed: number, revoked: number, sequence: number, spent: number, total: number, writtenOff: number } }
   };

export type UpdateBudgetMutationVariables = Exact<{
  input: UpdateBudgetInput;
}>;


export type UpdateBudgetMutation = { updateBudget:
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'LimitedKeyError', allowedAddresses: Array<string>, code: ErrorCode, expiresAt: string | null, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'OwnersOnlyError', code: ErrorCode, message: string }
    | { __typename: 'UpdateBudgetSuccess', replayed: boolean, budget: { apiKey: string | null, createdAt: string, creditType: string, endedAt: string | null, enforcement: BudgetEnforcement, id: string, limit: number, model: string | null, operation: string | null, period: BudgetPeriod, tag: string | null, thresholds: Array<number>, raises: Array<{ credits: number, until: string }>, usage: { frozen: number, periodEnd: string | null, periodStart: string, spent: number } } }
   };

export type UpdateCreditPackMutationVariables = Exact<{
  input: UpdateCreditPackInput;
}>;


export type UpdateCreditPackMutation = { updateCreditPack:
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'UpdateCreditPackSuccess', creditPack: { createdAt: string, endedAt: string | null, externalId: string | null, id: string, kind: LotKind, name: string, title: string, version: number, credits: Array<{ bonus: number, creditType: string, credits: number }>, price: { amount: number, currency: string } } }
   };

export type UpdateLabelsMutationVariables = Exact<{
  input: UpdateLabelsInput;
}>;


export type UpdateLabelsMutation = { updateLabels:
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'ExternalIdTakenError', code: ErrorCode, message: string, takenBy:
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
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
       | null }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'UpdateLabelsSuccess', externalId: string | null, metadata: Record<string, string>, subject:
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
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
       | null }
   };

export type UpdateMemberRoleMutationVariables = Exact<{
  input: UpdateMemberRoleInput;
}>;


export type UpdateMemberRoleMutation = { updateMemberRole:
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'LastOwnerError', code: ErrorCode, message: string }
    | { __typename: 'LimitedKeyError', allowedAddresses: Array<string>, code: ErrorCode, expiresAt: string | null, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'OwnersOnlyError', code: ErrorCode, message: string }
    | { __typename: 'UpdateMemberRoleSuccess', member: { createdAt: string, externalId: string | null, hasSecondFactor: boolean | null, id: string, metadata: Record<string, string>, name: string, removedAt: string | null, role: MemberRole, subject: string | null } | null }
   };

export type UpdateOrganizationMutationVariables = Exact<{
  input: UpdateOrganizationInput;
}>;


export type UpdateOrganizationMutation = { updateOrganization:
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'UpdateOrganizationSuccess', replayed: boolean, organization: { approvalAbove: number | null, approvalSeconds: number, createdAt: string, expiryAlertDays: number | null, externalId: string | null, id: string, maintenance: string | null, membersUsePool: boolean, metadata: Record<string, string>, mode: OrganizationMode, name: string, now: string, ownMaintenance: string | null, paymentProviders: Array<PaymentProvider>, signInRequirement: SignInRequirement, status: OrganizationStatus, statusReason: string | null, tasksAtOnce: number | null, timeZone: string, refundAllowances: Array<{ creditType: string, left: number, monthlyMax: number, refunded: number, renewsAt: string }> } | null }
   };

export type UpdateRunMutationVariables = Exact<{
  input: UpdateRunInput;
}>;


export type UpdateRunMutation = { updateRun:
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'UpdateRunSuccess', replayed: boolean, run: { closedAt: string | null, createdAt: string, creditType: string, expiresAt: string | null, frozen: number, id: string, limit: number, name: string, remaining: number, sequence: number, status: RunStatus, used: number } }
   };

export type UpdateWebhookEndpointMutationVariables = Exact<{
  input: UpdateWebhookEndpointInput;
}>;


export type UpdateWebhookEndpointMutation = { updateWebhookEndpoint:
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'UpdateWebhookEndpointSuccess', webhookEndpoint: { createdAt: string, deliveredAt: string | null, events: Array<WebhookEvent>, id: string, isOfPlatform: boolean, state: WebhookEndpointState, stateReason: string | null, url: string, waitingDeliveries: number } }
   };

export type UpgradeSubscriptionMutationVariables = Exact<{
  input: UpgradeSubscriptionInput;
}>;


export type UpgradeSubscriptionMutation = { upgradeSubscription:
    | { __typename: 'CreditsOutOfBoundsError', code: ErrorCode, message: string }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'NotAnUpgradeError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'NotSelfServiceError', code: ErrorCode, message: string }
    | { __typename: 'SeatsExceededError', code: ErrorCode, members: number, message: string, seats: number }
    | { __typename: 'SubscriptionStateError', allowed: Array<SubscriptionStatus>, code: ErrorCode, message: string, status: SubscriptionStatus }
    | { __typename: 'UpgradeSubscriptionSuccess', replayed: boolean, subscription: { anchorAt: string, cancelAtPeriodEnd: boolean, createdAt: string, endedAt: string | null, externalId: string | null, id: string, metadata: Record<string, string>, paidUntil: string | null, pausedAt: string | null, paymentDueAt: string | null, periodEnd: string, renewsAt: string | null, resumesAt: string | null, status: SubscriptionStatus, timeZone: string, trialEndsAt: string | null, awaited: Array<{ creditType: string, credits: number }>, nextPlanBlockedBy: { code: ErrorCode, members: number, message: string, seats: number } | null } }
   };

export type VerifyIssuerDomainMutationVariables = Exact<{
  input: VerifyIssuerDomainInput;
}>;


export type VerifyIssuerDomainMutation = { verifyIssuerDomain:
    | { __typename: 'DomainNotVerifiedError', code: ErrorCode, message: string }
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'VerifyIssuerDomainSuccess', organizationIssuer: { clientId: string, issuer: string, joinRole: MemberRole | null, redirectUrl: string | null, updatedAt: string, domains: Array<{ domain: string, recordName: string, recordText: string, verifiedAt: string | null }> } }
   };

export type WithdrawCreditRequestMutationVariables = Exact<{
  input: WithdrawCreditRequestInput;
}>;


export type WithdrawCreditRequestMutation = { withdrawCreditRequest:
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'WithdrawCreditRequestSuccess', replayed: boolean, creditRequest: { createdAt: string, creditType: string, credits: number, decidedAt: string | null, expiresAt: string, fellBackAt: string | null, form: CreditGrantForm | null, granted: number | null, id: string, note: string | null, reason: string, status: CreditRequestStatus, submission: Record<string, unknown> | null, tookBack: number | null, until: string | null } }
   };

export type AllocationRuleFieldsFragment = { createdAt: string, creditType: string, credits: number, endedAt: string | null, id: string, lastCycleStart: string | null, reclaim: boolean };

export type AlreadyMemberErrorFieldsFragment = { code: ErrorCode, message: string };

export type ApiKeyFieldsFragment = { allowedAddresses: Array<string>, createdAt: string, expiresAt: string | null, externalId: string | null, id: string, lastUsedAt: string | null, metadata: Record<string, string>, name: string, prefix: string, revokedAt: string | null, scopes: Array<KeyScope> };

export type BalanceThresholdFieldsFragment = { createdAt: string, creditType: string, credits: number | null, endedAt: string | null, id: string, isBelow: boolean, percent: number | null };

export type BindingQuoteFieldsFragment = { createdAt: string, expiresAt: string, id: string };

export type BudgetExceededErrorFieldsFragment = { code: ErrorCode, message: string, remaining: number, required: number, usage: { frozen: number, periodEnd: string | null, periodStart: string, spent: number } };

export type BudgetFieldsFragment = { apiKey: string | null, createdAt: string, creditType: string, endedAt: string | null, enforcement: BudgetEnforcement, id: string, limit: number, model: string | null, operation: string | null, period: BudgetPeriod, tag: string | null, thresholds: Array<number>, raises: Array<{ credits: number, until: string }>, usage: { frozen: number, periodEnd: string | null, periodStart: string, spent: number } };

export type ClockBackwardsErrorFieldsFragment = { code: ErrorCode, message: string, now: string };

export type CreditLotFieldsFragment = { available: number, createdAt: string, dispute: LotDisputeState | null, expired: number, expiresAt: string | null, externalId: string | null, fallsBackAt: string | null, frozen: number, graceSeconds: number | null, granted: number, heldPastExpiry: LotExpiryPolicy, id: string, kind: LotKind, lock: LotLockReason | null, locked: number, metadata: Record<string, string>, models: Array<string>, moved: number, operations: Array<string>, priority: number, requiresSubscription: boolean, revoked: number, source: string | null, spent: number, usableFrom: string | null, paid: { amount: number, currency: string } | null, recognized: { amount: number, currency: string } | null };

export type CreditPackFieldsFragment = { createdAt: string, endedAt: string | null, externalId: string | null, id: string, kind: LotKind, name: string, title: string, version: number, credits: Array<{ bonus: number, creditType: string, credits: number }>, price: { amount: number, currency: string } };

export type CreditRequestFieldsFragment = { createdAt: string, creditType: string, credits: number, decidedAt: string | null, expiresAt: string, fellBackAt: string | null, form: CreditGrantForm | null, granted: number | null, id: string, note: string | null, reason: string, status: CreditRequestStatus, submission: Record<string, unknown> | null, tookBack: number | null, until: string | null };

export type CreditRequestOpenErrorFieldsFragment = { code: ErrorCode, message: string };

export type CreditTypeRequiredErrorFieldsFragment = { code: ErrorCode, creditTypes: Array<string>, message: string };

export type CreditsOutOfBoundsErrorFieldsFragment = { code: ErrorCode, message: string };

export type DisputeStateErrorFieldsFragment = { code: ErrorCode, dispute: LotDisputeState | null, message: string };

export type DomainNotVerifiedErrorFieldsFragment = { code: ErrorCode, message: string };

export type EffectiveFromPastErrorFieldsFragment = { code: ErrorCode, message: string };

export type EndedErrorFieldsFragment = { code: ErrorCode, endedAt: string | null, message: string };

export type ExpiryPassedErrorFieldsFragment = { code: ErrorCode, message: string };

export type ExportFieldsFragment = { bytes: number | null, createdAt: string, endedAt: string | null, expiresAt: string | null, failure: string | null, format: ExportFormat, from: string | null, id: string, kind: ExportKind, rows: number, rowsTotal: number | null, sequence: number, sha256: string | null, startedAt: string | null, status: ExportStatus, until: string | null, link: { expiresAt: string, url: string } | null };

export type ExternalIdTakenErrorFieldsFragment = { code: ErrorCode, message: string, takenBy:
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
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
   | null };

export type HoldFieldsFragment = { createdAt: string, credits: number, description: string | null, endedAt: string | null, expiresAt: string, externalId: string | null, id: string, late: HoldLateOutcome | null, metadata: Record<string, string>, model: string | null, operation: string | null, refunded: number, released: number, spent: number, status: HoldStatus, tags: Array<string> };

export type HoldMeteredErrorFieldsFragment = { code: ErrorCode, message: string };

export type HoldNotMeteredErrorFieldsFragment = { code: ErrorCode, message: string };

export type HoldNotOpenErrorFieldsFragment = { code: ErrorCode, message: string, status: HoldStatus };

export type HoldOfTaskErrorFieldsFragment = { code: ErrorCode, message: string };

export type HoldOpenErrorFieldsFragment = { code: ErrorCode, message: string };

export type IdempotencyConflictErrorFieldsFragment = { code: ErrorCode, message: string };

export type InputLimitErrorFieldsFragment = { code: ErrorCode, field: string, message: string, inputLimit: string };

export type InsufficientCreditsErrorFieldsFragment = { available: number, code: ErrorCode, message: string, required: number, shortfall: number, sources: Array<{ available: number, isPool: boolean }> };

export type InvalidInputErrorFieldsFragment = { code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> };

export type InvitationAddressErrorFieldsFragment = { code: ErrorCode, message: string };

export type InvitationEndedErrorFieldsFragment = { code: ErrorCode, message: string };

export type InvitationFieldsFragment = { acceptedAt: string | null, createdAt: string, declinedAt: string | null, email: string | null, expiresAt: string, id: string, revokedAt: string | null, role: MemberRole };

export type KeyReplacedErrorFieldsFragment = { code: ErrorCode, message: string };

export type LastOwnerErrorFieldsFragment = { code: ErrorCode, message: string };

export type LeaseLostErrorFieldsFragment = { code: ErrorCode, message: string };

export type LimitReachedErrorFieldsFragment = { code: ErrorCode, limit: LimitName, max: number, message: string };

export type LimitedKeyErrorFieldsFragment = { allowedAddresses: Array<string>, code: ErrorCode, expiresAt: string | null, message: string };

export type LotLockedErrorFieldsFragment = { code: ErrorCode, lock: LotLockReason, message: string };

export type LotNotLockedErrorFieldsFragment = { code: ErrorCode, message: string };

export type LotStateErrorFieldsFragment = { code: ErrorCode, message: string };

export type MaintenanceErrorFieldsFragment = { code: ErrorCode, message: string };

export type MaxCreditsExceededErrorFieldsFragment = { code: ErrorCode, creditType: string, credits: number, maxCredits: number, message: string };

export type MemberFieldsFragment = { createdAt: string, externalId: string | null, hasSecondFactor: boolean | null, id: string, metadata: Record<string, string>, name: string, removedAt: string | null, role: MemberRole, subject: string | null };

export type MeterSequenceErrorFieldsFragment = { code: ErrorCode, expected: number, message: string };

export type MeterStoppedErrorFieldsFragment = { code: ErrorCode, message: string, remainingUnits: number, stopAt: number, stoppedBy: MeterStop };

export type NoPriceErrorFieldsFragment = { code: ErrorCode, message: string, model: string, operation: string };

export type NotAnUpgradeErrorFieldsFragment = { code: ErrorCode, message: string };

export type NotEntitledErrorFieldsFragment = { code: ErrorCode, message: string };

export type NotFoundErrorFieldsFragment = { code: ErrorCode, message: string };

export type NotSandboxErrorFieldsFragment = { code: ErrorCode, message: string };

export type NotSelfServiceErrorFieldsFragment = { code: ErrorCode, message: string };

export type NothingOwedErrorFieldsFragment = { code: ErrorCode, message: string };

export type OperationUnavailableErrorFieldsFragment = { code: ErrorCode, message: string };

export type OrganizationFieldsFragment = { approvalAbove: number | null, approvalSeconds: number, createdAt: string, expiryAlertDays: number | null, externalId: string | null, id: string, maintenance: string | null, membersUsePool: boolean, metadata: Record<string, string>, mode: OrganizationMode, name: string, now: string, ownMaintenance: string | null, paymentProviders: Array<PaymentProvider>, signInRequirement: SignInRequirement, status: OrganizationStatus, statusReason: string | null, tasksAtOnce: number | null, timeZone: string, refundAllowances: Array<{ creditType: string, left: number, monthlyMax: number, refunded: number, renewsAt: string }> };

export type OrganizationSuspendedErrorFieldsFragment = { code: ErrorCode, message: string };

export type OwnersOnlyErrorFieldsFragment = { code: ErrorCode, message: string };

export type PaymentFieldsFragment = { attempts: number, checkoutUrl: string | null, createdAt: string, dispute: LotDisputeState | null, expiresAt: string | null, failure: string | null, id: string, isMovedIn: boolean, nextAttemptAt: string | null, problem: PaymentProblem | null, problemText: string | null, provider: PaymentProvider, quantity: number, reference: string | null, sequence: number, settledAt: string | null, status: PaymentStatus, title: string, transferReference: string | null, trigger: PaymentTrigger, credits: Array<{ bonus: number, creditType: string, credits: number }>, due: { amount: number, currency: string }, price: { amount: number, currency: string }, received: { amount: number, currency: string }, refunded: { amount: number, currency: string }, settled: { amount: number, currency: string }, tax: { amount: number, currency: string } };

export type PaymentStateErrorFieldsFragment = { code: ErrorCode, message: string, status: PaymentStatus };

export type PlanLimitErrorFieldsFragment = { code: ErrorCode, max: number, message: string, planLimit: PlanLimitKind };

export type PlanSubscriptionFieldsFragment = { anchorAt: string, cancelAtPeriodEnd: boolean, createdAt: string, endedAt: string | null, externalId: string | null, id: string, metadata: Record<string, string>, paidUntil: string | null, pausedAt: string | null, paymentDueAt: string | null, periodEnd: string, renewsAt: string | null, resumesAt: string | null, status: SubscriptionStatus, timeZone: string, trialEndsAt: string | null, awaited: Array<{ creditType: string, credits: number }>, nextPlanBlockedBy: { code: ErrorCode, members: number, message: string, seats: number } | null };

export type PlatformKeyFieldsFragment = { allowedAddresses: Array<string>, createdAt: string, createdBy: string | null, expiresAt: string | null, id: string, lastUsedAt: string | null, name: string, prefix: string, revokedAt: string | null, revokedBy: string | null, scopes: Array<PlatformScope> };

export type PriceRuleExistsErrorFieldsFragment = { code: ErrorCode, message: string };

export type PriceRuleFieldsFragment = { assetKind: string | null, assumed: Array<string> | null, comparableAs: string, createdAt: string, creditType: string, credits: number, effectiveFrom: string, effectiveUntil: string | null, fixed: number, httpProvider: string | null, id: string, isContract: boolean, model: string, notice: string | null, operation: string, outputs: number, per: number, provider: string, quality: number | null, runner: PriceRunner | null, state: PriceState, unit: PriceUnit, unitField: string | null, variant: string };

export type ProviderFailedErrorFieldsFragment = { code: ErrorCode, message: string };

export type PurchaseNotAllowedErrorFieldsFragment = { code: ErrorCode, message: string };

export type QuotaExceededErrorFieldsFragment = { code: ErrorCode, message: string, quota: QuotaName, used: number, quotaMax: number };

export type QuoteExpiredErrorFieldsFragment = { code: ErrorCode, expiredAt: string, message: string };

export type QuoteMismatchErrorFieldsFragment = { code: ErrorCode, message: string };

export type QuoteTakenErrorFieldsFragment = { code: ErrorCode, count: number, message: string };

export type RefundAllowanceErrorFieldsFragment = { code: ErrorCode, creditType: string, left: number, message: string };

export type RefundExceedsLotErrorFieldsFragment = { code: ErrorCode, frozen: number, message: string, refundable: number, requested: number };

export type RefundExceedsSpentErrorFieldsFragment = { code: ErrorCode, message: string, refundable: number, requested: number | null };

export type RunCreditTypeErrorFieldsFragment = { code: ErrorCode, creditType: string, message: string };

export type RunExceededErrorFieldsFragment = { code: ErrorCode, message: string, remaining: number, required: number };

export type RunFieldsFragment = { closedAt: string | null, createdAt: string, creditType: string, expiresAt: string | null, frozen: number, id: string, limit: number, name: string, remaining: number, sequence: number, status: RunStatus, used: number };

export type ScopeNotAllowedErrorFieldsFragment = { code: ErrorCode, message: string, scopes: Array<KeyScope> };

export type SeatsExceededErrorFieldsFragment = { code: ErrorCode, members: number, message: string, seats: number };

export type SignInRequirementErrorFieldsFragment = { code: ErrorCode, message: string };

export type SimulationFieldsFragment = { createdAt: string, createdBy: string, document: Record<string, unknown>, endedAt: string | null, failure: string | null, from: string, id: string, name: string, sequence: number, startedAt: string | null, status: SimulationStatus, tasks: number, tasksTotal: number | null, until: string };

export type SpendExceedsHoldErrorFieldsFragment = { code: ErrorCode, frozen: number, message: string, requested: number };

export type SubscriptionExistsErrorFieldsFragment = { code: ErrorCode, message: string };

export type SubscriptionStateErrorFieldsFragment = { allowed: Array<SubscriptionStatus>, code: ErrorCode, message: string, status: SubscriptionStatus };

export type TaskFieldsFragment = { approval: TaskApproval | null, createdAt: string, credits: number, deadlineAt: string, endedAt: string | null, externalId: string | null, failureReason: string | null, forgottenAt: string | null, id: string, input: Record<string, unknown>, metadata: Record<string, string>, model: string, operation: string, progress: number, provider: string, refundedCredits: number, result: Record<string, unknown> | null, sequence: number, startedAt: string | null, status: TaskStatus, tags: Array<string>, webhookUrl: string | null, files: Array<{ bytes: number, contentType: string, expiresAt: string, name: string, url: string }>, upstreamCost: { amount: string, currency: string } | null };

export type TaskStateErrorFieldsFragment = { allowed: Array<TaskStatus>, code: ErrorCode, message: string, status: TaskStatus };

export type TrialUsedErrorFieldsFragment = { code: ErrorCode, message: string };

export type WalletFieldsFragment = { available: number, burnDown: Array<BurnDownCriterion>, createdAt: string, creditType: string, expired: number, frozen: number, granted: number, id: string, latePolicy: WalletLatePolicy, locked: number, moved: number, overspend: boolean, owed: number, revoked: number, sequence: number, spent: number, total: number, writtenOff: number };

export type WebhookDeliveryFieldsFragment = { attempts: number, body: string, createdAt: string, endedAt: string | null, error: string | null, event: WebhookEvent | null, id: string, messageId: string, responseStatus: number | null, status: WebhookDeliveryStatus, url: string };

export type WebhookEndpointFieldsFragment = { createdAt: string, deliveredAt: string | null, events: Array<WebhookEvent>, id: string, isOfPlatform: boolean, state: WebhookEndpointState, stateReason: string | null, url: string, waitingDeliveries: number };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { isOperator: boolean, scopes: Array<KeyScope>, member: { createdAt: string, externalId: string | null, hasSecondFactor: boolean | null, id: string, metadata: Record<string, string>, name: string, removedAt: string | null, role: MemberRole, subject: string | null } | null, organization: { approvalAbove: number | null, approvalSeconds: number, createdAt: string, expiryAlertDays: number | null, externalId: string | null, id: string, maintenance: string | null, membersUsePool: boolean, metadata: Record<string, string>, mode: OrganizationMode, name: string, now: string, ownMaintenance: string | null, paymentProviders: Array<PaymentProvider>, signInRequirement: SignInRequirement, status: OrganizationStatus, statusReason: string | null, tasksAtOnce: number | null, timeZone: string, refundAllowances: Array<{ creditType: string, left: number, monthlyMax: number, refunded: number, renewsAt: string }> } | null } | null };

export type OrganizationQueryVariables = Exact<{
  id?: string | null | undefined;
  externalId?: string | null | undefined;
}>;


export type OrganizationQuery = { organization: { approvalAbove: number | null, approvalSeconds: number, createdAt: string, expiryAlertDays: number | null, externalId: string | null, id: string, maintenance: string | null, membersUsePool: boolean, metadata: Record<string, string>, mode: OrganizationMode, name: string, now: string, ownMaintenance: string | null, paymentProviders: Array<PaymentProvider>, signInRequirement: SignInRequirement, status: OrganizationStatus, statusReason: string | null, tasksAtOnce: number | null, timeZone: string, wallets: Array<{ available: number, burnDown: Array<BurnDownCriterion>, createdAt: string, creditType: string, expired: number, frozen: number, granted: number, id: string, latePolicy: WalletLatePolicy, locked: number, moved: number, overspend: boolean, owed: number, revoked: number, sequence: number, spent: number, total: number, writtenOff: number }>, refundAllowances: Array<{ creditType: string, left: number, monthlyMax: number, refunded: number, renewsAt: string }> } | null };

export type WalletQueryVariables = Exact<{
  organizationId?: string | null | undefined;
  creditType?: string | null | undefined;
}>;


export type WalletQuery = { organization: { id: string, wallet: { available: number, burnDown: Array<BurnDownCriterion>, createdAt: string, creditType: string, expired: number, frozen: number, granted: number, id: string, latePolicy: WalletLatePolicy, locked: number, moved: number, overspend: boolean, owed: number, revoked: number, sequence: number, spent: number, total: number, writtenOff: number } | null } | null };

export type MembersQueryVariables = Exact<{
  organizationId?: string | null | undefined;
  creditType?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MembersQuery = { organization: { id: string, members: { edges: Array<{ cursor: string, node: { createdAt: string, externalId: string | null, hasSecondFactor: boolean | null, id: string, metadata: Record<string, string>, name: string, removedAt: string | null, role: MemberRole, subject: string | null, wallet: { available: number, burnDown: Array<BurnDownCriterion>, createdAt: string, creditType: string, expired: number, frozen: number, granted: number, id: string, latePolicy: WalletLatePolicy, locked: number, moved: number, overspend: boolean, owed: number, revoked: number, sequence: number, spent: number, total: number, writtenOff: number } | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type BudgetsQueryVariables = Exact<{
  organizationId?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type BudgetsQuery = { organization: { id: string, budgets: { edges: Array<{ cursor: string, node: { apiKey: string | null, createdAt: string, creditType: string, endedAt: string | null, enforcement: BudgetEnforcement, id: string, limit: number, model: string | null, operation: string | null, period: BudgetPeriod, tag: string | null, thresholds: Array<number>, member: { id: string, name: string } | null, raises: Array<{ credits: number, until: string }>, usage: { frozen: number, periodEnd: string | null, periodStart: string, spent: number } } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type TaskQueryVariables = Exact<{
  id: string;
}>;


export type TaskQuery = { node:
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
    | { __typename: 'Task', approval: TaskApproval | null, createdAt: string, credits: number, deadlineAt: string, endedAt: string | null, externalId: string | null, failureReason: string | null, forgottenAt: string | null, id: string, input: Record<string, unknown>, metadata: Record<string, string>, model: string, operation: string, progress: number, provider: string, refundedCredits: number, result: Record<string, unknown> | null, sequence: number, startedAt: string | null, status: TaskStatus, tags: Array<string>, webhookUrl: string | null, files: Array<{ bytes: number, contentType: string, expiresAt: string, name: string, url: string }>, upstreamCost: { amount: string, currency: string } | null }
    | { __typename: 'Wallet' }
    | { __typename: 'WebhookDelivery' }
    | { __typename: 'WebhookEndpoint' }
   | null };

export type TasksQueryVariables = Exact<{
  organizationId?: string | null | undefined;
  filter?: TaskFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type TasksQuery = { organization: { id: string, tasks: { edges: Array<{ cursor: string, node: { approval: TaskApproval | null, createdAt: string, credits: number, deadlineAt: string, endedAt: string | null, externalId: string | null, failureReason: string | null, forgottenAt: string | null, id: string, input: Record<string, unknown>, metadata: Record<string, string>, model: string, operation: string, progress: number, provider: string, refundedCredits: number, result: Record<string, unknown> | null, sequence: number, startedAt: string | null, status: TaskStatus, tags: Array<string>, webhookUrl: string | null, files: Array<{ bytes: number, contentType: string, expiresAt: string, name: string, url: string }>, upstreamCost: { amount: string, currency: string } | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type QuoteQueryVariables = Exact<{
  model: string;
  operation: string;
  input?: Record<string, unknown> | null | undefined;
  maxCredits?: number | null | undefined;
  maxCosts?: Array<CreditAmountInput> | CreditAmountInput | null | undefined;
  memberId?: string | null | undefined;
  organizationId?: string | null | undefined;
  tags?: Array<string> | string | null | undefined;
}>;


export type QuoteQuery = { quote:
    | { __typename: 'EndedError', code: ErrorCode, endedAt: string | null, message: string }
    | { __typename: 'InputLimitError', code: ErrorCode, field: string, message: string, inputLimit: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ message: string, path: string }> }
    | { __typename: 'MaxCreditsExceededError', code: ErrorCode, creditType: string, credits: number, maxCredits: number, message: string }
    | { __typename: 'NoPriceError', code: ErrorCode, message: string, model: string, operation: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'OperationUnavailableError', code: ErrorCode, message: string }
    | { __typename: 'Quote', available: number, credits: number, isMaximum: boolean, shortfall: number, units: number, costs: Array<{ creditType: string, credits: number }>, warnings: Array<{ code: TaskWarningCode, message: string }>, blockedBy: { code: ErrorCode, message: string, remaining: number, required: number, usage: { frozen: number, periodEnd: string | null, periodStart: string, spent: number } } | null, notEntitled: { code: ErrorCode, message: string } | null }
   | null };

export type CanSubmitQueryVariables = Exact<{
  model: string;
  operation: string;
  input?: Record<string, unknown> | null | undefined;
  maxCredits?: number | null | undefined;
  memberId?: string | null | undefined;
  organizationId?: string | null | undefined;
  runId?: string | null | undefined;
  tags?: Array<string> | string | null | undefined;
}>;


export type CanSubmitQuery = { canSubmit: { allowed: boolean, at: string, blockedBy: Array<SubmitBlock>, creditType: string | null, credits: number | null, expectedCredits: number | null, isMaximum: boolean, needsApproval: boolean, until: string | null, costs: Array<{ creditType: string, credits: number }>, refusals: Array<
      | { __typename: 'AlreadyMemberError', code: ErrorCode, message: string }
      | { __typename: 'BudgetExceededError', code: ErrorCode, message: string }
      | { __typename: 'ClockBackwardsError', code: ErrorCode, message: string }
      | { __typename: 'CreditRequestOpenError', code: ErrorCode, message: string }
      | { __typename: 'CreditTypeRequiredError', code: ErrorCode, message: string }
      | { __typename: 'CreditsOutOfBoundsError', code: ErrorCode, message: string }
      | { __typename: 'DisputeStateError', code: ErrorCode, message: string }
      | { __typename: 'DomainNotVerifiedError', code: ErrorCode, message: string }
      | { __typename: 'EffectiveFromPastError', code: ErrorCode, message: string }
      | { __typename: 'EndedError', code: ErrorCode, message: string }
      | { __typename: 'ExpiryPassedError', code: ErrorCode, message: string }
      | { __typename: 'ExternalIdTakenError', code: ErrorCode, message: string }
      | { __typename: 'HoldMeteredError', code: ErrorCode, message: string }
      | { __typename: 'HoldNotMeteredError', code: ErrorCode, message: string }
      | { __typename: 'HoldNotOpenError', code: ErrorCode, message: string }
      | { __typename: 'HoldOfTaskError', code: ErrorCode, message: string }
      | { __typename: 'HoldOpenError', code: ErrorCode, message: string }
      | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
      | { __typename: 'InputLimitError', code: ErrorCode, message: string }
      | { __typename: 'InsufficientCreditsError', code: ErrorCode, message: string }
      | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
      | { __typename: 'InvitationAddressError', code: ErrorCode, message: string }
      | { __typename: 'InvitationEndedError', code: ErrorCode, message: string }
      | { __typename: 'KeyReplacedError', code: ErrorCode, message: string }
      | { __typename: 'LastOwnerError', code: ErrorCode, message: string }
      | { __typename: 'LeaseLostError', code: ErrorCode, message: string }
      | { __typename: 'LimitReachedError', code: ErrorCode, message: string }
      | { __typename: 'LimitedKeyError', code: ErrorCode, message: string }
      | { __typename: 'LotLockedError', code: ErrorCode, message: string }
      | { __typename: 'LotNotLockedError', code: ErrorCode, message: string }
      | { __typename: 'LotStateError', code: ErrorCode, message: string }
      | { __typename: 'MaintenanceError', code: ErrorCode, message: string }
      | { __typename: 'MaxCreditsExceededError', code: ErrorCode, message: string }
      | { __typename: 'MeterSequenceError', code: ErrorCode, message: string }
      | { __typename: 'MeterStoppedError', code: ErrorCode, message: string }
      | { __typename: 'NoPriceError', code: ErrorCode, message: string }
      | { __typename: 'NotAnUpgradeError', code: ErrorCode, message: string }
      | { __typename: 'NotEntitledError', code: ErrorCode, message: string }
      | { __typename: 'NotFoundError', code: ErrorCode, message: string }
      | { __typename: 'NotSandboxError', code: ErrorCode, message: string }
      | { __typename: 'NotSelfServiceError', code: ErrorCode, message: string }
      | { __typename: 'NothingOwedError', code: ErrorCode, message: string }
      | { __typename: 'OperationUnavailableError', code: ErrorCode, message: string }
      | { __typename: 'OrganizationSuspendedError', code: ErrorCode, message: string }
      | { __typename: 'OwnersOnlyError', code: ErrorCode, message: string }
      | { __typename: 'PaymentStateError', code: ErrorCode, message: string }
      | { __typename: 'PlanLimitError', code: ErrorCode, message: string }
      | { __typename: 'PriceRuleExistsError', code: ErrorCode, message: string }
      | { __typename: 'ProviderFailedError', code: ErrorCode, message: string }
      | { __typename: 'PurchaseNotAllowedError', code: ErrorCode, message: string }
      | { __typename: 'QuotaExceededError', code: ErrorCode, message: string }
      | { __typename: 'QuoteExpiredError', code: ErrorCode, message: string }
      | { __typename: 'QuoteMismatchError', code: ErrorCode, message: string }
      | { __typename: 'QuoteTakenError', code: ErrorCode, message: string }
      | { __typename: 'RefundAllowanceError', code: ErrorCode, message: string }
      | { __typename: 'RefundExceedsLotError', code: ErrorCode, message: string }
      | { __typename: 'RefundExceedsSpentError', code: ErrorCode, message: string }
      | { __typename: 'RunCreditTypeError', code: ErrorCode, message: string }
      | { __typename: 'RunExceededError', code: ErrorCode, message: string }
      | { __typename: 'ScopeNotAllowedError', code: ErrorCode, message: string }
      | { __typename: 'SeatsExceededError', code: ErrorCode, message: string }
      | { __typename: 'SignInRequirementError', code: ErrorCode, message: string }
      | { __typename: 'SpendExceedsHoldError', code: ErrorCode, message: string }
      | { __typename: 'SubscriptionExistsError', code: ErrorCode, message: string }
      | { __typename: 'SubscriptionStateError', code: ErrorCode, message: string }
      | { __typename: 'TaskStateError', code: ErrorCode, message: string }
      | { __typename: 'TrialUsedError', code: ErrorCode, message: string }
    > } };

export type UsageQueryVariables = Exact<{
  organizationId?: string | null | undefined;
  from: string;
  to: string;
  by?: Array<UsageDimension> | UsageDimension;
  creditType?: string | null | undefined;
  filter?: UsageFilter | null | undefined;
  compareToPrevious?: boolean;
}>;


export type UsageQuery = { organization: { id: string, usage: { from: string, to: string, timeZone: string, isComplete: boolean, total: { averageSeconds: number | null, canceled: number, failed: number, owed: number, refunded: number, spent: number, succeeded: number, tasks: number, timedOut: number, used: number, writtenOff: number }, previousTotal: { averageSeconds: number | null, canceled: number, failed: number, owed: number, refunded: number, spent: number, succeeded: number, tasks: number, timedOut: number, used: number, writtenOff: number } | null, groups: Array<{ from: string | null, to: string | null, creditType: string | null, model: string | null, operation: string | null, tag: string | null, member: { id: string, name: string } | null, apiKey: { id: string, name: string } | null, sums: { averageSeconds: number | null, canceled: number, failed: number, owed: number, refunded: number, spent: number, succeeded: number, tasks: number, timedOut: number, used: number, writtenOff: number }, previous: { averageSeconds: number | null, canceled: number, failed: number, owed: number, refunded: number, spent: number, succeeded: number, tasks: number, timedOut: number, used: number, writtenOff: number } | null }> } } | null };

export type PlansQueryVariables = Exact<{ [key: string]: never; }>;


export type PlansQuery = { plans: Array<{ name: string, title: string, interval: PlanInterval, seats: number | null, concurrentTasks: number | null, selfService: boolean, price: { amount: number, currency: string } | null, credits: Array<{ creditType: string, credits: number }> }> };

export type CreditPacksQueryVariables = Exact<{ [key: string]: never; }>;


export type CreditPacksQuery = { creditPacks: Array<{ createdAt: string, endedAt: string | null, externalId: string | null, id: string, kind: LotKind, name: string, title: string, version: number, credits: Array<{ bonus: number, creditType: string, credits: number }>, price: { amount: number, currency: string } }> | null };

export type PaymentQueryVariables = Exact<{
  id: string;
}>;


export type PaymentQuery = { payment: { attempts: number, checkoutUrl: string | null, createdAt: string, dispute: LotDisputeState | null, expiresAt: string | null, failure: string | null, id: string, isMovedIn: boolean, nextAttemptAt: string | null, problem: PaymentProblem | null, problemText: string | null, provider: PaymentProvider, quantity: number, reference: string | null, sequence: number, settledAt: string | null, status: PaymentStatus, title: string, transferReference: string | null, trigger: PaymentTrigger, credits: Array<{ bonus: number, creditType: string, credits: number }>, due: { amount: number, currency: string }, price: { amount: number, currency: string }, received: { amount: number, currency: string }, refunded: { amount: number, currency: string }, settled: { amount: number, currency: string }, tax: { amount: number, currency: string } } | null };

export type HoldQueryVariables = Exact<{
  id: string;
}>;


export type HoldQuery = { node:
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
    | { __typename: 'Hold', createdAt: string, credits: number, description: string | null, endedAt: string | null, expiresAt: string, externalId: string | null, id: string, late: HoldLateOutcome | null, metadata: Record<string, string>, model: string | null, operation: string | null, refunded: number, released: number, spent: number, status: HoldStatus, tags: Array<string> }
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
    | { __typename: 'WebhookEndpoint' }
   | null };

export type EventsQueryVariables = Exact<{
  after: number;
  first?: number | null | undefined;
  kinds?: Array<FeedEventKind> | FeedEventKind | null | undefined;
  organizationId?: string | null | undefined;
}>;


export type EventsQuery = { events: { lastNumber: number, newestNumber: number, events: Array<{ actorId: string | null, actorKind: AuditActorKind, actorName: string, at: string, data: Record<string, unknown>, kind: FeedEventKind, number: number, organizationId: string | null, subjectId: string, subjectType: string }> } };

export type BalanceChangedSubscriptionVariables = Exact<{
  organizationId?: string | null | undefined;
  creditType?: string | null | undefined;
  memberId?: string | null | undefined;
  after?: number | null | undefined;
}>;


export type BalanceChangedSubscription = { balanceChanged: { available: number, frozen: number, sequence: number, total: number, entry: { id: string, type: JournalEntryType, credits: number, reason: string | null, createdAt: string } | null, wallet: { id: string, creditType: string, locked: number, owed: number, spent: number, member: { id: string, name: string } | null } } };

export type WalletsChangedSubscriptionVariables = Exact<{
  organizationId?: string | null | undefined;
  after?: Array<WalletSequence> | WalletSequence | null | undefined;
}>;


export type WalletsChangedSubscription = { walletsChanged: { available: number, frozen: number, sequence: number, total: number, wallet: { id: string, creditType: string, locked: number, owed: number, spent: number, member: { id: string, name: string } | null } } };

export type TaskUpdatedSubscriptionVariables = Exact<{
  taskId: string;
  after?: number | null | undefined;
}>;


export type TaskUpdatedSubscription = { taskUpdated: { approval: TaskApproval | null, createdAt: string, credits: number, deadlineAt: string, endedAt: string | null, externalId: string | null, failureReason: string | null, forgottenAt: string | null, id: string, input: Record<string, unknown>, metadata: Record<string, string>, model: string, operation: string, progress: number, provider: string, refundedCredits: number, result: Record<string, unknown> | null, sequence: number, startedAt: string | null, status: TaskStatus, tags: Array<string>, webhookUrl: string | null, files: Array<{ bytes: number, contentType: string, expiresAt: string, name: string, url: string }>, upstreamCost: { amount: string, currency: string } | null } };

export type TasksUpdatedSubscriptionVariables = Exact<{
  organizationId?: string | null | undefined;
  after?: Array<TaskSequence> | TaskSequence | null | undefined;
}>;


export type TasksUpdatedSubscription = { tasksUpdated: { approval: TaskApproval | null, createdAt: string, credits: number, deadlineAt: string, endedAt: string | null, externalId: string | null, failureReason: string | null, forgottenAt: string | null, id: string, input: Record<string, unknown>, metadata: Record<string, string>, model: string, operation: string, progress: number, provider: string, refundedCredits: number, result: Record<string, unknown> | null, sequence: number, startedAt: string | null, status: TaskStatus, tags: Array<string>, webhookUrl: string | null, files: Array<{ bytes: number, contentType: string, expiresAt: string, name: string, url: string }>, upstreamCost: { amount: string, currency: string } | null } };

export type RunUpdatedSubscriptionVariables = Exact<{
  runId: string;
  after?: number | null | undefined;
}>;


export type RunUpdatedSubscription = { runUpdated: { closedAt: string | null, createdAt: string, creditType: string, expiresAt: string | null, frozen: number, id: string, limit: number, name: string, remaining: number, sequence: number, status: RunStatus, used: number } };

export type PaymentUpdatedSubscriptionVariables = Exact<{
  paymentId: string;
  after?: number | null | undefined;
}>;


export type PaymentUpdatedSubscription = { paymentUpdated: { attempts: number, checkoutUrl: string | null, createdAt: string, dispute: LotDisputeState | null, expiresAt: string | null, failure: string | null, id: string, isMovedIn: boolean, nextAttemptAt: string | null, problem: PaymentProblem | null, problemText: string | null, provider: PaymentProvider, quantity: number, reference: string | null, sequence: number, settledAt: string | null, status: PaymentStatus, title: string, transferReference: string | null, trigger: PaymentTrigger, credits: Array<{ bonus: number, creditType: string, credits: number }>, due: { amount: number, currency: string }, price: { amount: number, currency: string }, received: { amount: number, currency: string }, refunded: { amount: number, currency: string }, settled: { amount: number, currency: string }, tax: { amount: number, currency: string } } };

export type AlertRaisedSubscriptionVariables = Exact<{
  organizationId?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type AlertRaisedSubscription = { alertRaised: { id: string, kind: AlertKind, message: string, credits: number | null, threshold: number | null, createdAt: string } };

export type SubmitPermissionSubscriptionVariables = Exact<{
  model: string;
  operation: string;
  input?: Record<string, unknown> | null | undefined;
  maxCredits?: number | null | undefined;
  memberId?: string | null | undefined;
  organizationId?: string | null | undefined;
  runId?: string | null | undefined;
  tags?: Array<string> | string | null | undefined;
}>;


export type SubmitPermissionSubscription = { canSubmit: { allowed: boolean, at: string, blockedBy: Array<SubmitBlock>, creditType: string | null, credits: number | null, expectedCredits: number | null, isMaximum: boolean, needsApproval: boolean, until: string | null, costs: Array<{ creditType: string, credits: number }>, refusals: Array<
      | { __typename: 'AlreadyMemberError', code: ErrorCode, message: string }
      | { __typename: 'BudgetExceededError', code: ErrorCode, message: string }
      | { __typename: 'ClockBackwardsError', code: ErrorCode, message: string }
      | { __typename: 'CreditRequestOpenError', code: ErrorCode, message: string }
      | { __typename: 'CreditTypeRequiredError', code: ErrorCode, message: string }
      | { __typename: 'CreditsOutOfBoundsError', code: ErrorCode, message: string }
      | { __typename: 'DisputeStateError', code: ErrorCode, message: string }
      | { __typename: 'DomainNotVerifiedError', code: ErrorCode, message: string }
      | { __typename: 'EffectiveFromPastError', code: ErrorCode, message: string }
      | { __typename: 'EndedError', code: ErrorCode, message: string }
      | { __typename: 'ExpiryPassedError', code: ErrorCode, message: string }
      | { __typename: 'ExternalIdTakenError', code: ErrorCode, message: string }
      | { __typename: 'HoldMeteredError', code: ErrorCode, message: string }
      | { __typename: 'HoldNotMeteredError', code: ErrorCode, message: string }
      | { __typename: 'HoldNotOpenError', code: ErrorCode, message: string }
      | { __typename: 'HoldOfTaskError', code: ErrorCode, message: string }
      | { __typename: 'HoldOpenError', code: ErrorCode, message: string }
      | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
      | { __typename: 'InputLimitError', code: ErrorCode, message: string }
      | { __typename: 'InsufficientCreditsError', code: ErrorCode, message: string }
      | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
      | { __typename: 'InvitationAddressError', code: ErrorCode, message: string }
      | { __typename: 'InvitationEndedError', code: ErrorCode, message: string }
      | { __typename: 'KeyReplacedError', code: ErrorCode, message: string }
      | { __typename: 'LastOwnerError', code: ErrorCode, message: string }
      | { __typename: 'LeaseLostError', code: ErrorCode, message: string }
      | { __typename: 'LimitReachedError', code: ErrorCode, message: string }
      | { __typename: 'LimitedKeyError', code: ErrorCode, message: string }
      | { __typename: 'LotLockedError', code: ErrorCode, message: string }
      | { __typename: 'LotNotLockedError', code: ErrorCode, message: string }
      | { __typename: 'LotStateError', code: ErrorCode, message: string }
      | { __typename: 'MaintenanceError', code: ErrorCode, message: string }
      | { __typename: 'MaxCreditsExceededError', code: ErrorCode, message: string }
      | { __typename: 'MeterSequenceError', code: ErrorCode, message: string }
      | { __typename: 'MeterStoppedError', code: ErrorCode, message: string }
      | { __typename: 'NoPriceError', code: ErrorCode, message: string }
      | { __typename: 'NotAnUpgradeError', code: ErrorCode, message: string }
      | { __typename: 'NotEntitledError', code: ErrorCode, message: string }
      | { __typename: 'NotFoundError', code: ErrorCode, message: string }
      | { __typename: 'NotSandboxError', code: ErrorCode, message: string }
      | { __typename: 'NotSelfServiceError', code: ErrorCode, message: string }
      | { __typename: 'NothingOwedError', code: ErrorCode, message: string }
      | { __typename: 'OperationUnavailableError', code: ErrorCode, message: string }
      | { __typename: 'OrganizationSuspendedError', code: ErrorCode, message: string }
      | { __typename: 'OwnersOnlyError', code: ErrorCode, message: string }
      | { __typename: 'PaymentStateError', code: ErrorCode, message: string }
      | { __typename: 'PlanLimitError', code: ErrorCode, message: string }
      | { __typename: 'PriceRuleExistsError', code: ErrorCode, message: string }
      | { __typename: 'ProviderFailedError', code: ErrorCode, message: string }
      | { __typename: 'PurchaseNotAllowedError', code: ErrorCode, message: string }
      | { __typename: 'QuotaExceededError', code: ErrorCode, message: string }
      | { __typename: 'QuoteExpiredError', code: ErrorCode, message: string }
      | { __typename: 'QuoteMismatchError', code: ErrorCode, message: string }
      | { __typename: 'QuoteTakenError', code: ErrorCode, message: string }
      | { __typename: 'RefundAllowanceError', code: ErrorCode, message: string }
      | { __typename: 'RefundExceedsLotError', code: ErrorCode, message: string }
      | { __typename: 'RefundExceedsSpentError', code: ErrorCode, message: string }
      | { __typename: 'RunCreditTypeError', code: ErrorCode, message: string }
      | { __typename: 'RunExceededError', code: ErrorCode, message: string }
      | { __typename: 'ScopeNotAllowedError', code: ErrorCode, message: string }
      | { __typename: 'SeatsExceededError', code: ErrorCode, message: string }
      | { __typename: 'SignInRequirementError', code: ErrorCode, message: string }
      | { __typename: 'SpendExceedsHoldError', code: ErrorCode, message: string }
      | { __typename: 'SubscriptionExistsError', code: ErrorCode, message: string }
      | { __typename: 'SubscriptionStateError', code: ErrorCode, message: string }
      | { __typename: 'TaskStateError', code: ErrorCode, message: string }
      | { __typename: 'TrialUsedError', code: ErrorCode, message: string }
    > } };

export type FeedEventsSubscriptionVariables = Exact<{
  organizationId?: string | null | undefined;
  kinds?: Array<FeedEventKind> | FeedEventKind | null | undefined;
  after?: number | null | undefined;
}>;


export type FeedEventsSubscription = { events: { actorId: string | null, actorKind: AuditActorKind, actorName: string, at: string, data: Record<string, unknown>, kind: FeedEventKind, number: number, organizationId: string | null, subjectId: string, subjectType: string } };

export type SubmitPermissionFieldsFragment = { allowed: boolean, at: string, blockedBy: Array<SubmitBlock>, creditType: string | null, credits: number | null, expectedCredits: number | null, isMaximum: boolean, needsApproval: boolean, until: string | null, costs: Array<{ creditType: string, credits: number }>, refusals: Array<
    | { __typename: 'AlreadyMemberError', code: ErrorCode, message: string }
    | { __typename: 'BudgetExceededError', code: ErrorCode, message: string }
    | { __typename: 'ClockBackwardsError', code: ErrorCode, message: string }
    | { __typename: 'CreditRequestOpenError', code: ErrorCode, message: string }
    | { __typename: 'CreditTypeRequiredError', code: ErrorCode, message: string }
    | { __typename: 'CreditsOutOfBoundsError', code: ErrorCode, message: string }
    | { __typename: 'DisputeStateError', code: ErrorCode, message: string }
    | { __typename: 'DomainNotVerifiedError', code: ErrorCode, message: string }
    | { __typename: 'EffectiveFromPastError', code: ErrorCode, message: string }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'ExpiryPassedError', code: ErrorCode, message: string }
    | { __typename: 'ExternalIdTakenError', code: ErrorCode, message: string }
    | { __typename: 'HoldMeteredError', code: ErrorCode, message: string }
    | { __typename: 'HoldNotMeteredError', code: ErrorCode, message: string }
    | { __typename: 'HoldNotOpenError', code: ErrorCode, message: string }
    | { __typename: 'HoldOfTaskError', code: ErrorCode, message: string }
    | { __typename: 'HoldOpenError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InputLimitError', code: ErrorCode, message: string }
    | { __typename: 'InsufficientCreditsError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'InvitationAddressError', code: ErrorCode, message: string }
    | { __typename: 'InvitationEndedError', code: ErrorCode, message: string }
    | { __typename: 'KeyReplacedError', code: ErrorCode, message: string }
    | { __typename: 'LastOwnerError', code: ErrorCode, message: string }
    | { __typename: 'LeaseLostError', code: ErrorCode, message: string }
    | { __typename: 'LimitReachedError', code: ErrorCode, message: string }
    | { __typename: 'LimitedKeyError', code: ErrorCode, message: string }
    | { __typename: 'LotLockedError', code: ErrorCode, message: string }
    | { __typename: 'LotNotLockedError', code: ErrorCode, message: string }
    | { __typename: 'LotStateError', code: ErrorCode, message: string }
    | { __typename: 'MaintenanceError', code: ErrorCode, message: string }
    | { __typename: 'MaxCreditsExceededError', code: ErrorCode, message: string }
    | { __typename: 'MeterSequenceError', code: ErrorCode, message: string }
    | { __typename: 'MeterStoppedError', code: ErrorCode, message: string }
    | { __typename: 'NoPriceError', code: ErrorCode, message: string }
    | { __typename: 'NotAnUpgradeError', code: ErrorCode, message: string }
    | { __typename: 'NotEntitledError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'NotSandboxError', code: ErrorCode, message: string }
    | { __typename: 'NotSelfServiceError', code: ErrorCode, message: string }
    | { __typename: 'NothingOwedError', code: ErrorCode, message: string }
    | { __typename: 'OperationUnavailableError', code: ErrorCode, message: string }
    | { __typename: 'OrganizationSuspendedError', code: ErrorCode, message: string }
    | { __typename: 'OwnersOnlyError', code: ErrorCode, message: string }
    | { __typename: 'PaymentStateError', code: ErrorCode, message: string }
    | { __typename: 'PlanLimitError', code: ErrorCode, message: string }
    | { __typename: 'PriceRuleExistsError', code: ErrorCode, message: string }
    | { __typename: 'ProviderFailedError', code: ErrorCode, message: string }
    | { __typename: 'PurchaseNotAllowedError', code: ErrorCode, message: string }
    | { __typename: 'QuotaExceededError', code: ErrorCode, message: string }
    | { __typename: 'QuoteExpiredError', code: ErrorCode, message: string }
    | { __typename: 'QuoteMismatchError', code: ErrorCode, message: string }
    | { __typename: 'QuoteTakenError', code: ErrorCode, message: string }
    | { __typename: 'RefundAllowanceError', code: ErrorCode, message: string }
    | { __typename: 'RefundExceedsLotError', code: ErrorCode, message: string }
    | { __typename: 'RefundExceedsSpentError', code: ErrorCode, message: string }
    | { __typename: 'RunCreditTypeError', code: ErrorCode, message: string }
    | { __typename: 'RunExceededError', code: ErrorCode, message: string }
    | { __typename: 'ScopeNotAllowedError', code: ErrorCode, message: string }
    | { __typename: 'SeatsExceededError', code: ErrorCode, message: string }
    | { __typename: 'SignInRequirementError', code: ErrorCode, message: string }
    | { __typename: 'SpendExceedsHoldError', code: ErrorCode, message: string }
    | { __typename: 'SubscriptionExistsError', code: ErrorCode, message: string }
    | { __typename: 'SubscriptionStateError', code: ErrorCode, message: string }
    | { __typename: 'TaskStateError', code: ErrorCode, message: string }
    | { __typename: 'TrialUsedError', code: ErrorCode, message: string }
  > };

export type BalanceChangeFieldsFragment = { available: number, frozen: number, sequence: number, total: number, wallet: { id: string, creditType: string, locked: number, owed: number, spent: number, member: { id: string, name: string } | null } };

export type UsageSumsFieldsFragment = { averageSeconds: number | null, canceled: number, failed: number, owed: number, refunded: number, spent: number, succeeded: number, tasks: number, timedOut: number, used: number, writtenOff: number };

export type FeedEventFieldsFragment = { actorId: string | null, actorKind: AuditActorKind, actorName: string, at: string, data: Record<string, unknown>, kind: FeedEventKind, number: number, organizationId: string | null, subjectId: string, subjectType: string };
