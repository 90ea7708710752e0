/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** A member to add. */
export type AddMemberInput = {
  /** The platform’s own id of the member, 1 to 255 characters, by which `member(externalId:)` finds it. If another member has it, also a removed one, the request is refused with EXTERNAL_ID_TAKEN, unless it is an `upsert`. Null: none. */
  externalId?: string | null | undefined;
  /** Texts of the platform’s own, by their keys: at most 50 keys. Everybody who sees the thing sees them. Null: none. */
  metadata?: Record<string, string | null> | null | undefined;
  /** The name, for people to read; 1 to 200 characters. */
  name: string;
  /** The organization that the member joins. */
  organizationId: string | number;
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
  memberId?: string | number | null | undefined;
  /** The organization whose credits to correct. */
  organizationId: string | number;
  /** The reason, for the journal; 1 to 500 characters. */
  reason: string;
  /** The number of available credits to remove, in burn-down order. Give exactly one of `add` and `remove`. */
  remove?: number | null | undefined;
};

/** The organization whose test clock to move, and its new time. */
export type AdvanceClockInput = {
  /** The SANDBOX organization whose clock to move. */
  organizationId: string | number;
  /** The new time of the clock, at most ten years ahead. */
  to: string;
};

/** The conditions that an alert must meet; absent ones do not restrict it. */
export type AlertFilter = {
  /** Lists only alerts about this budget. */
  budgetId?: string | number | null | undefined;
  /** Lists only alerts that were raised at this time or later. */
  from?: string | null | undefined;
  /** Lists only alerts of this kind. */
  kind?: AlertKind | null | undefined;
  /** Lists only alerts about lots with exactly this source, such as an invoice number. */
  source?: string | null | undefined;
  /** Lists only alerts about budgets of this tag. */
  tag?: string | null | undefined;
  /** Lists only alerts that were raised before this time, which is later than `from`. */
  until?: string | null | undefined;
  /** Lists only alerts about the balance of this wallet, and about lots in it that expire. */
  walletId?: string | number | null | undefined;
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
  organizationId?: string | number | null | undefined;
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
  memberIds?: Array<string | number> | null | undefined;
  /** The organization. Required for the operator; others may leave it out. */
  organizationId?: string | number | null | undefined;
  /** The reason, for the journals; 1 to 500 characters. Null: none. */
  reason?: string | null | undefined;
};

/** A member and the credits that the member gets. */
export type AllocationInput = {
  /** The number of credits, 1 or more. */
  credits: number;
  /** The id of the member. */
  memberId: string | number;
};

/** A task to approve. */
export type ApproveTaskInput = {
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The id of the task. */
  taskId: string | number;
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

/** The subscription to cancel, and the time at which it ends. */
export type CancelSubscriptionInput = {
  /** True: it continues to the end of the paid period; while PAST_DUE, to the end of the cycle at the latest unless it is paid. False: it ends at once. A LAPSED one always ends at once. */
  atPeriodEnd?: boolean;
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The organization that has the subscription. */
  organizationId: string | number;
};

/** A task to cancel. */
export type CancelTaskInput = {
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The id of the task. */
  taskId: string | number;
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
  lotId: string | number;
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
  organizationId?: string | number | null | undefined;
  /** The reason, for the audit log; 1 to 500 characters. */
  reason: string;
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
  taskId: string | number;
  /** The upstream cost of the task, which the platform pays. Only the operator can read it. Null: what its price rule says. */
  upstreamCost?: ExactMoneyInput | null | undefined;
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
  memberId?: string | number | null | undefined;
  /** Texts of the platform’s own, by their keys: at most 50 keys. Everybody who sees the thing sees them. Null: none. */
  metadata?: Record<string, string | null> | null | undefined;
  /** The name, for people to read; 1 to 200 characters. */
  name: string;
  /** True: the key belongs to the organization itself. False: it belongs to a member. */
  ofOrganization?: boolean;
  /** The organization. Required for the operator; others may leave it out. */
  organizationId?: string | number | null | undefined;
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
  memberId?: string | number | null | undefined;
  /** The organization. Required for the operator; others may leave it out. */
  organizationId?: string | number | null | undefined;
  /** The percentage of the allowance of the current cycle, 1 to 100, at or below which an alert is raised: 20 raises it when 80 percent are used. For the pool only. Null: `credits` is given. */
  percent?: number | null | undefined;
};

/** The tasks to quote, and the time for which the prices hold. */
export type CreateBindingQuoteInput = {
  /** The tasks to quote; up to 1,000 in total. */
  items: Array<QuoteItemInput>;
  /** The member on whose behalf the tasks are quoted. For the operator and the organization’s own key. Null: no member. */
  memberId?: string | number | null | undefined;
  /** The organization. Required for the operator; others may leave it out. */
  organizationId?: string | number | null | undefined;
  /** The time for which the prices hold, 1 to 86400 seconds. */
  validForSeconds?: number;
};

/** A budget to set. */
export type CreateBudgetInput = {
  /** The API key whose tasks and holds count, with those of the keys that replace it by rotation. Only an OWNER may limit the key of an OWNER. Null: all keys count. */
  apiKeyId?: string | number | null | undefined;
  /** The credit type, for example `music`. Null: the only one of the organization, or CREDIT_TYPE_REQUIRED if it has several or none yet. */
  creditType?: string | null | undefined;
  /** The effect of the budget on a request that would exceed it: HARD refuses it. */
  enforcement?: BudgetEnforcement;
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The most that may be frozen and spent in one period. */
  limit: number;
  /** The member whose spending to limit. Null: the spending of all members together. */
  memberId?: string | number | null | undefined;
  /** The only model that the budget applies to. Null: all models. */
  model?: string | null | undefined;
  /** The only operation that the budget applies to. Null: all operations. */
  operation?: string | null | undefined;
  /** The organization. Required for the operator; others may leave it out. */
  organizationId?: string | number | null | undefined;
  /** The period after which the budget starts again at zero. */
  period: BudgetPeriod;
  /** The tag whose tasks and holds count, 1 to 64 characters. Null: all count, with and without tags. */
  tag?: string | null | undefined;
  /** The thresholds in percent of the limit, 1 to 100, at most 10. When usage reaches one, an alert is raised, once in each period. */
  thresholds?: Array<number>;
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
  organizationId?: string | number | null | undefined;
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
  organizationId?: string | number | null | undefined;
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
  organizationId?: string | number | null | undefined;
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
  taskId: string | number;
};

/** A webhook endpoint to create. */
export type CreateWebhookEndpointInput = {
  /** The kinds of events to send, at least one. */
  events: Array<WebhookEvent>;
  /** The organization. Required for the operator; others may leave it out. */
  organizationId?: string | number | null | undefined;
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

/** A task to decline, and the reason. */
export type DeclineTaskInput = {
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The reason, for the member who submitted the task; 1 to 2,000 characters. */
  reason: string;
  /** The id of the task. */
  taskId: string | number;
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
  organizationId: string | number;
  /** The name of the plan. */
  plan: string;
};

/** A threshold to end. */
export type EndBalanceThresholdInput = {
  /** The threshold to end. */
  balanceThresholdId: string | number;
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
};

/** A budget to end. */
export type EndBudgetInput = {
  /** The id of the budget. */
  budgetId: string | number;
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
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
  holdId: string | number;
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
  taskId: string | number;
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
  taskId: string | number;
  /** The upstream cost of the task, which the platform pays although it failed. Only the operator can read it. Null: nothing that is known. */
  upstreamCost?: ExactMoneyInput | null | undefined;
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

/** The reasons why no forecast can be made. */
export type ForecastUnknownReason =
  /** Nothing was spent in the measured time. */
  | 'NOTHING_SPENT'
  /** The first credits came in less than a day ago, which is too short to measure a rate. */
  | 'OBSERVED_TOO_SHORT'
  /** At the measured rate the credits last longer than a DateTime can express. */
  | 'TOO_FAR';

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
  memberId?: string | number | null | undefined;
  /** Texts of the platform’s own, by their keys: at most 50 keys. Everybody who sees the thing sees them. Null: none. */
  metadata?: Record<string, string | null> | null | undefined;
  /** The organization whose credits to freeze. */
  organizationId: string | number;
  /** The model and operation that the credits are for. Null: any, so that only lots without limits pay. */
  purpose?: PurposeInput | null | undefined;
  /** The run that it counts in. It is refused if that would pass the cap of the run. Null: none. */
  runId?: string | number | null | undefined;
  /** Labels for the spending, such as a project or a cost centre: up to 10 of 1 to 64 characters. Budgets can limit a tag. Null: none. */
  tags?: Array<string> | null | undefined;
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
  organizationId: string | number;
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
  holdId: string | number;
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

/** The conditions that a journal entry must meet; absent ones do not restrict it. Entries of holds (FREEZE, SPEND, RELEASE), of debts (OWE, WRITE_OFF, DEBT_OUT, DEBT_IN) and those with a tag are looked through: such a filter needs a time range with at most 100,000 entries. */
export type JournalFilter = {
  /** Lists only entries that were decided at this time or later. */
  from?: string | null | undefined;
  /** Lists only entries of this lot. */
  lotId?: string | number | null | undefined;
  /** Lists only entries of lots of this kind. */
  lotKind?: LotKind | null | undefined;
  /** Lists only entries of lots with exactly this source, such as an invoice number. */
  source?: string | null | undefined;
  /** Lists only entries of holds with this tag. */
  tag?: string | null | undefined;
  /** Lists only entries of one of these types. */
  types?: Array<JournalEntryType> | null | undefined;
  /** Lists only entries that were decided before this time, which is later than `from`. */
  until?: string | null | undefined;
};

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

/** The identity that signs in as a member. */
export type LinkMemberInput = {
  /** The id of the member. */
  memberId: string | number;
  /** The identity: the issuer, `#` and the claim `sub`. Null: nobody signs in as the member. */
  subject?: string | null | undefined;
};

/** A lot, and the reason for the journal. */
export type LockLotInput = {
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The credit lot. */
  lotId: string | number;
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

/** The conditions that a lot must meet; absent ones do not restrict it. */
export type LotFilter = {
  /** Lists only the lot with this external id. */
  externalId?: string | null | undefined;
  /** Lists only lots that came in at this time or later. */
  from?: string | null | undefined;
  /** Lists only lots of this kind. */
  kind?: LotKind | null | undefined;
  /** Lists only lots with exactly this source, such as an invoice number. */
  source?: string | null | undefined;
  /** Lists only lots that came in before this time, which is later than `from`. */
  until?: string | null | undefined;
};

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

/** The organization that has the subscription. */
export type MarkSubscriptionPaidInput = {
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The organization that has the subscription. */
  organizationId: string | number;
};

/** The organization that has the subscription. */
export type MarkSubscriptionPastDueInput = {
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The organization that has the subscription. */
  organizationId: string | number;
};

/** The conditions that a member must meet; absent ones do not restrict it. */
export type MemberFilter = {
  /** Lists only the member with this external id. */
  externalId?: string | null | undefined;
  /** Lists only members who joined at this time or later. */
  from?: string | null | undefined;
  /** Lists only members whose name contains this, in upper or lower case. */
  name?: string | null | undefined;
  /** Lists only members with this role. */
  role?: MemberRole | null | undefined;
  /** Lists only members who joined before this time, which is later than `from`. */
  until?: string | null | undefined;
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
  lotId: string | number;
  /** The reason, for the journal; 1 to 500 characters. */
  reason: string;
};

/** The ways to handle the open tasks of a removed member. */
export type OpenTasksPolicy =
  /** The tasks are canceled, and their credits given back. */
  | 'CANCEL'
  /** The tasks continue. Credits that they give back go to the pool. */
  | 'FINISH';

/** The conditions that an organization must meet; absent ones do not restrict it. */
export type OrganizationFilter = {
  /** Lists only the organization with this external id. */
  externalId?: string | null | undefined;
  /** Lists only organizations that were created at this time or later. */
  from?: string | null | undefined;
  /** True: lists only organizations with a maintenance of their own. False: lists the others. Maintenance of all organizations is `platformMaintenance`. */
  inMaintenance?: boolean | null | undefined;
  /** Lists only organizations of this mode. */
  mode?: OrganizationMode | null | undefined;
  /** Lists only organizations whose name contains this, in upper or lower case. */
  name?: string | null | undefined;
  /** Lists only organizations that this finds: by a part of the name in upper or lower case, by the id, by the external id, or by the email address of a member who has an account here. */
  search?: string | null | undefined;
  /** Lists only organizations with this status. */
  status?: OrganizationStatus | null | undefined;
  /** Lists only organizations that were created before this time, which is later than `from`. */
  until?: string | null | undefined;
};

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

/** The periods that one payment covers. */
export type PlanInterval =
  /** One payment covers a month, counted from the anchor. */
  | 'MONTH'
  /** One payment covers twelve months, counted from the anchor. */
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

/** The dimensions of a usage report over all organizations: at most one period of time, and subjects. */
export type PlatformUsageDimension =
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
  /** The organization. */
  | 'ORGANIZATION'
  /** The tag. A task with several tags counts once for each, so the groups can be more than the total. */
  | 'TAG'
  /** Weeks, from Monday on. */
  | 'WEEK';

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
  organizationId: string | number;
};

/** The members whose credits to move back to the pool. */
export type ReclaimCreditsInput = {
  /** The credit type, for example `music`. Null: the only one of the organization, or CREDIT_TYPE_REQUIRED if it has several or none yet. */
  creditType?: string | null | undefined;
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The members whose credits to move back. Null: all members. */
  memberIds?: Array<string | number> | null | undefined;
  /** The organization. Required for the operator; others may leave it out. */
  organizationId?: string | number | null | undefined;
  /** The reason, for the journals; 1 to 500 characters. Null: none. */
  reason?: string | null | undefined;
};

/** A hold without a task that has ended, and the credits to give back of it. */
export type RefundHoldInput = {
  /** The number of credits to refund, 1 or more. Null: all that were used and not refunded yet. */
  credits?: number | null | undefined;
  /** The hold that has ended. */
  holdId: string | number;
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
  lotId: string | number;
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
  taskId: string | number;
};

/** A hold to release. */
export type ReleaseCreditsInput = {
  /** The open hold. */
  holdId: string | number;
  /** The idempotency key, 1 to 255 characters: requests with the same key release once. Null: each request is a new one. */
  idempotencyKey?: string | null | undefined;
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
  memberId: string | number;
  /** The way to handle the open tasks of the member. */
  openTasks?: OpenTasksPolicy;
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
  taskId: string | number;
};

/** The organization to resume. */
export type ResumeOrganizationInput = {
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The organization. */
  organizationId: string | number;
};

/** The task that the worker can’t do, and the reason. */
export type ReturnTaskInput = {
  /** The worker’s lease. */
  leaseId: string;
  /** The reason, up to 1,000 characters. If no other worker can do the task, its readers see the last reason. Null: none. */
  reason?: string | null | undefined;
  /** The id of the task. */
  taskId: string | number;
};

/** A platform key to revoke. */
export type RevokePlatformKeyInput = {
  /** The platform key to revoke. */
  platformKeyId: string | number;
};

/** An API key to replace. */
export type RotateApiKeyInput = {
  /** The API key. */
  apiKeyId: string | number;
  /** The time for which the old key still works, 0 to 604800 seconds (7 days). */
  overlapSeconds?: number;
};

/** A platform key to replace. */
export type RotatePlatformKeyInput = {
  /** The time for which the old key still works, 0 to 604800 seconds (7 days). */
  overlapSeconds?: number;
  /** The platform key. */
  platformKeyId: string | number;
};

/** The organization whose secret for the URLs of tasks to replace. */
export type RotateTaskWebhookSecretInput = {
  /** The organization. Required for the operator; others may leave it out. */
  organizationId?: string | number | null | undefined;
  /** The time for which messages are also signed with the old secret, if there is one; 0 to 604800 seconds (7 days). */
  overlapSeconds?: number;
};

/** The webhook endpoint whose secret to replace. */
export type RotateWebhookSecretInput = {
  /** The time for which messages are also signed with the old secret; 0 to 604800 seconds (7 days). */
  overlapSeconds?: number;
  /** The webhook endpoint. */
  webhookEndpointId: string | number;
};

/** The credits that every member who may submit tasks gets with each cycle. */
export type SetAllocationRuleInput = {
  /** The credit type, for example `music`. Null: the only one of the organization, or CREDIT_TYPE_REQUIRED if it has several or none yet. */
  creditType?: string | null | undefined;
  /** The number of credits that each member gets, 1 or more. */
  credits: number;
  /** The organization. Required for the operator; others may leave it out. */
  organizationId?: string | number | null | undefined;
  /** True: the credits that members have left from the previous cycle go back to the pool first. */
  reclaim?: boolean;
};

/** The organization, and its largest number of tasks. */
export type SetConcurrencyLimitInput = {
  /** The organization whose tasks to limit. */
  organizationId: string | number;
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
  organizationId?: string | number | null | undefined;
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

/** Maintenance to begin or to end. */
export type SetMaintenanceInput = {
  /** The organization. Null: all organizations. */
  organizationId?: string | number | null | undefined;
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
  organizationId: string | number;
  /** The most binding quotes; by default 10000. */
  quotes?: number | null | undefined;
  /** The most bytes of inputs and results; by default 10737418240. */
  taskBytes?: number | null | undefined;
  /** The most tasks; by default 10000000. */
  tasks?: number | null | undefined;
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
  organizationId?: string | number | null | undefined;
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
  walletId: string | number;
};

/** A wallet that owes credits. */
export type SettleDebtInput = {
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The reason, for the audit log; 1 to 500 characters. */
  reason: string;
  /** The id of the wallet. */
  walletId: string | number;
};

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
  holdId: string | number;
  /** The idempotency key, 1 to 255 characters: requests with the same key spend once. Null: each request spends. */
  idempotencyKey?: string | null | undefined;
  /** True: what remains stays frozen, for a later part. False: it is given back. */
  keepOpen?: boolean;
  /** The model and operation that the credits are for, if more is spent than was frozen. Null: any, so that only lots without limits pay. */
  purpose?: PurposeInput | null | undefined;
};

/** Spending that goes on evenly. */
export type SpendingPaceInput = {
  /** The credit type, for example `music`. Null: the only one of the organization, or CREDIT_TYPE_REQUIRED if it has several or none yet. */
  creditType?: string | null | undefined;
  /** The credits that are spent in 24 hours: 1 or more. */
  creditsPerDay: number;
  /** The member whose own wallet pays first. Null: the pool pays. */
  memberId?: string | number | null | undefined;
  /** The model that is paid for, together with `operation`. Null: lots that are limited to models do not pay. */
  model?: string | null | undefined;
  /** The operation that is paid for. Null: none, and `model` is null, too. */
  operation?: string | null | undefined;
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
  organizationId?: string | number | null | undefined;
  /** The end of the time of the rows, which is not part of it: after `from`. Null: the present. */
  until?: string | null | undefined;
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
  organizationId: string | number;
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
  taskId: string | number;
};

/** A task to submit. */
export type SubmitTaskInput = {
  /** The binding quote whose prices the task uses. Null: the current prices. */
  bindingQuoteId?: string | number | null | undefined;
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
  memberId?: string | number | null | undefined;
  /** Texts of the platform’s own, by their keys: at most 50 keys. Everybody who sees the thing sees them. Null: none. */
  metadata?: Record<string, string | null> | null | undefined;
  /** The name of the model: `suno`. */
  model: string;
  /** The operation: `music`. */
  operation: string;
  /** The organization. Required for the operator; others may leave it out. */
  organizationId?: string | number | null | undefined;
  /** The run that it counts in. It is refused if that would pass the cap of the run. Null: none. */
  runId?: string | number | null | undefined;
  /** Labels for the spending, such as a project or a cost centre: up to 10 of 1 to 64 characters. Budgets can limit a tag, and tasks are found by it. Null: none. */
  tags?: Array<string> | null | undefined;
  /** The time that the task may take from submit to end, 1 to 604800 seconds; then it times out. */
  timeoutSeconds?: number;
  /** The URL that gets a `task.ended` message when the task ends: https://, of a public address, up to 2,000 characters. It is signed with the secret of rotateTaskWebhookSecret, which must exist. Null: none. */
  webhookUrl?: string | null | undefined;
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
  organizationId: string | number;
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
  memberId?: string | number | null | undefined;
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
  taskId: string | number;
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

/** Credits to move from one wallet to another of the same organization. */
export type TransferCreditsInput = {
  /** The credit type, for example `music`. Null: the only one of the organization, or CREDIT_TYPE_REQUIRED if it has several or none yet. */
  creditType?: string | null | undefined;
  /** The number of credits, 1 or more. */
  credits: number;
  /** The member from whose own wallet the credits come. Null: the pool. */
  fromMemberId?: string | number | null | undefined;
  /** The idempotency key, 1 to 255 characters: requests with the same key move the credits once. Null: each request moves them. */
  idempotencyKey?: string | null | undefined;
  /** The organization. Required for the operator; others may leave it out. */
  organizationId?: string | number | null | undefined;
  /** The reason, for both journals; 1 to 500 characters. Null: none. */
  reason?: string | null | undefined;
  /** The member to whose own wallet the credits go. Null: the pool. */
  toMemberId?: string | number | null | undefined;
};

/** The subscription, and the planned change to undo. */
export type UndoSubscriptionChangeInput = {
  /** The planned change to undo. */
  change: PlannedSubscriptionChange;
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The organization that has the subscription. */
  organizationId: string | number;
};

/** A lot, and the reason for the journal. */
export type UnlockLotInput = {
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The credit lot. */
  lotId: string | number;
  /** The reason, for the journal; 1 to 500 characters. */
  reason: string;
};

/** Changes to a budget: at least one of its limit, enforcement and thresholds. An absent or null field stays unchanged. */
export type UpdateBudgetInput = {
  /** The id of the budget. */
  budgetId: string | number;
  /** The effect of the budget on a request that would exceed it: HARD refuses it. */
  enforcement?: BudgetEnforcement | null | undefined;
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The most that may be frozen and spent in one period. */
  limit?: number | null | undefined;
  /** The thresholds in percent, 1 to 100, at most 10; empty: no alerts. A threshold that is already reached raises no alert in this period. */
  thresholds?: Array<number> | null | undefined;
};

/** A member, and the new role. */
export type UpdateMemberRoleInput = {
  /** The id of the member. */
  memberId: string | number;
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
  organizationId?: string | number | null | undefined;
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
  webhookEndpointId: string | number;
};

/** The organization, and the plan to change to. */
export type UpgradeSubscriptionInput = {
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The organization that has the subscription. */
  organizationId: string | number;
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
  apiKeyId?: string | number | null | undefined;
  /** Only of what this member submitted. */
  memberId?: string | number | null | undefined;
  /** Only of this model. */
  model?: string | null | undefined;
  /** Only of this operation. */
  operation?: string | null | undefined;
  /** Only of what has this tag. */
  tag?: string | null | undefined;
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
  walletId: string | number;
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

export type StartExportMutationVariables = Exact<{
  input: StartExportInput;
}>;


export type StartExportMutation = { startExport:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'LimitReachedError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'StartExportSuccess', export: { id: string, status: ExportStatus, sequence: number, rows: number } }
   };

export type CancelExportMutationVariables = Exact<{
  id: string | number;
}>;


export type CancelExportMutation = { cancelExport:
    | { __typename: 'CancelExportSuccess', export: { id: string, status: ExportStatus, endedAt: string | null, expiresAt: string | null } }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type ExportUpdatedSubscriptionVariables = Exact<{
  id: string | number;
  after?: number | null | undefined;
}>;


export type ExportUpdatedSubscription = { exportUpdated: { id: string, status: ExportStatus, sequence: number, rows: number, rowsTotal: number | null, failure: string | null } };

export type ExportOfQueryVariables = Exact<{
  id: string | number;
}>;


export type ExportOfQuery = { export: { id: string, kind: ExportKind, format: ExportFormat, status: ExportStatus, from: string | null, until: string | null, rows: number, rowsTotal: number | null, bytes: number | null, sha256: string | null, failure: string | null, createdAt: string, startedAt: string | null, endedAt: string | null, expiresAt: string | null, link: { url: string, expiresAt: string } | null } | null };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { isOperator: boolean, member: { id: string, name: string, role: MemberRole } | null } | null };

export type BalanceQueryVariables = Exact<{ [key: string]: never; }>;


export type BalanceQuery = { organization: { id: string, name: string, wallet: { id: string, available: number, frozen: number, total: number, spent: number, expired: number, granted: number, sequence: number } | null } | null };

export type JournalQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type JournalQuery = { organization: { wallet: { journal: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { id: string, sequence: number, type: JournalEntryType, credits: number, available: number, frozen: number, hash: string, hold: { id: string } | null, task: { id: string } | null, lot: { id: string } | null } }> } } | null } | null };

export type LotsQueryVariables = Exact<{ [key: string]: never; }>;


export type LotsQuery = { organization: { wallet: { lots: { edges: Array<{ node: { id: string, kind: LotKind, granted: number, available: number, frozen: number, spent: number, expired: number, priority: number, expiresAt: string | null, source: string | null } }> } } | null } | null };

export type SubmitMutationVariables = Exact<{
  input: SubmitTaskInput;
}>;


export type SubmitMutation = { submitTask:
    | { __typename: 'BudgetExceededError', required: number, remaining: number, code: ErrorCode, message: string, usage: { frozen: number, spent: number }, budget: { id: string, limit: number, period: BudgetPeriod, model: string | null, member: { name: string } | null } }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'ExpiryPassedError', code: ErrorCode, message: string }
    | { __typename: 'ExternalIdTakenError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InputLimitError', field: string, limit: string, code: ErrorCode, message: string }
    | { __typename: 'InsufficientCreditsError', required: number, available: number, shortfall: number, code: ErrorCode, message: string, sources: Array<{ isPool: boolean, available: number }> }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ path: string, message: string }> }
    | { __typename: 'LimitReachedError', code: ErrorCode, message: string }
    | { __typename: 'MaintenanceError', code: ErrorCode, message: string }
    | { __typename: 'MaxCreditsExceededError', code: ErrorCode, message: string }
    | { __typename: 'NoPriceError', code: ErrorCode, message: string }
    | { __typename: 'NotEntitledError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'OperationUnavailableError', code: ErrorCode, message: string }
    | { __typename: 'OrganizationSuspendedError', code: ErrorCode, message: string }
    | { __typename: 'PlanLimitError', code: ErrorCode, message: string }
    | { __typename: 'QuotaExceededError', quota: QuotaName, used: number, max: number, code: ErrorCode, message: string }
    | { __typename: 'QuoteExpiredError', code: ErrorCode, message: string }
    | { __typename: 'QuoteMismatchError', code: ErrorCode, message: string }
    | { __typename: 'QuoteTakenError', code: ErrorCode, message: string }
    | { __typename: 'RunCreditTypeError', code: ErrorCode, message: string }
    | { __typename: 'RunExceededError', code: ErrorCode, message: string }
    | { __typename: 'SubmitTaskSuccess', replayed: boolean, warnings: Array<{ code: TaskWarningCode, message: string }>, task: { id: string, status: TaskStatus, progress: number, credits: number, sequence: number, hold: { id: string, status: HoldStatus, credits: number, lines: Array<{ credits: number, lot: { id: string } }> } | null, member: { name: string } | null } }
   };

export type SubmitManyMutationVariables = Exact<{
  inputs: Array<SubmitTaskInput> | SubmitTaskInput;
}>;


export type SubmitManyMutation = { submitTasks:
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
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
        | { __typename: 'SubmitTaskSuccess', task: { id: string } }
      > }
   };

export type TaskByIdQueryVariables = Exact<{
  id: string | number;
}>;


export type TaskByIdQuery = { node:
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
    | { __typename: 'Task', id: string, status: TaskStatus, progress: number, credits: number, failureReason: string | null, result: Record<string, unknown> | null, sequence: number, startedAt: string | null, endedAt: string | null, hold: { status: HoldStatus, spent: number, released: number } | null }
    | { __typename: 'Wallet' }
    | { __typename: 'WebhookDelivery' }
    | { __typename: 'WebhookEndpoint' }
   | null };

export type CancelMutationVariables = Exact<{
  input: CancelTaskInput;
}>;


export type CancelMutation = { cancelTask:
    | { __typename: 'CancelTaskSuccess', task: { id: string, status: TaskStatus } }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'TaskStateError', status: TaskStatus, allowed: Array<TaskStatus>, code: ErrorCode, message: string }
   };

export type StartMutationVariables = Exact<{
  input: StartTaskInput;
}>;


export type StartMutation = { startTask:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'StartTaskSuccess', task: { id: string, status: TaskStatus, startedAt: string | null } }
    | { __typename: 'TaskStateError', status: TaskStatus, allowed: Array<TaskStatus>, code: ErrorCode, message: string }
   };

export type ReportMutationVariables = Exact<{
  input: ReportTaskProgressInput;
}>;


export type ReportMutation = { reportTaskProgress:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'LeaseLostError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ReportTaskProgressSuccess', task: { id: string, status: TaskStatus, progress: number } }
    | { __typename: 'TaskStateError', code: ErrorCode, message: string }
   };

export type CompleteMutationVariables = Exact<{
  input: CompleteTaskInput;
}>;


export type CompleteMutation = { completeTask:
    | { __typename: 'BudgetExceededError', code: ErrorCode, message: string }
    | { __typename: 'CompleteTaskSuccess', replayed: boolean, task: { id: string, status: TaskStatus, progress: number, failureReason: string | null, hold: { id: string, status: HoldStatus, spent: number, released: number, late: HoldLateOutcome | null } | null } }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InsufficientCreditsError', required: number, available: number, shortfall: number, code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'LeaseLostError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'RunExceededError', code: ErrorCode, message: string }
    | { __typename: 'SpendExceedsHoldError', requested: number, frozen: number, code: ErrorCode, message: string }
    | { __typename: 'TaskStateError', status: TaskStatus, allowed: Array<TaskStatus>, code: ErrorCode, message: string }
   };

export type FailMutationVariables = Exact<{
  input: FailTaskInput;
}>;


export type FailMutation = { failTask:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'FailTaskSuccess', replayed: boolean, task: { id: string, status: TaskStatus, failureReason: string | null } }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'LeaseLostError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'TaskStateError', code: ErrorCode, message: string }
   };

export type GrantMutationVariables = Exact<{
  input: GrantCreditsInput;
}>;


export type GrantMutation = { grantCredits:
    | { __typename: 'CreditTypeRequiredError', code: ErrorCode, message: string }
    | { __typename: 'CreditsOutOfBoundsError', code: ErrorCode, message: string }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'ExpiryPassedError', code: ErrorCode, message: string }
    | { __typename: 'ExternalIdTakenError', code: ErrorCode, message: string }
    | { __typename: 'GrantCreditsSuccess', replayed: boolean, lot: { id: string, granted: number, available: number, expiresAt: string | null }, wallet: { id: string, creditType: string, available: number, total: number } }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ path: string, message: string }> }
    | { __typename: 'LimitReachedError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'PurchaseNotAllowedError', code: ErrorCode, message: string }
   };

export type FreezeMutationVariables = Exact<{
  input: FreezeCreditsInput;
}>;


export type FreezeMutation = { freezeCredits:
    | { __typename: 'BudgetExceededError', code: ErrorCode, message: string }
    | { __typename: 'CreditTypeRequiredError', code: ErrorCode, message: string }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'ExpiryPassedError', code: ErrorCode, message: string }
    | { __typename: 'ExternalIdTakenError', code: ErrorCode, message: string }
    | { __typename: 'FreezeCreditsSuccess', replayed: boolean, hold: { id: string, status: HoldStatus, credits: number, expiresAt: string, lines: Array<{ credits: number, lot: { id: string } }> }, wallet: { available: number, frozen: number, total: number } }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InsufficientCreditsError', required: number, available: number, shortfall: number, code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'OrganizationSuspendedError', code: ErrorCode, message: string }
    | { __typename: 'PlanLimitError', code: ErrorCode, message: string }
    | { __typename: 'RunCreditTypeError', code: ErrorCode, message: string }
    | { __typename: 'RunExceededError', code: ErrorCode, message: string }
   };

export type SpendMutationVariables = Exact<{
  input: SpendCreditsInput;
}>;


export type SpendMutation = { spendCredits:
    | { __typename: 'BudgetExceededError', code: ErrorCode, message: string }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'HoldMeteredError', code: ErrorCode, message: string }
    | { __typename: 'HoldNotOpenError', status: HoldStatus, code: ErrorCode, message: string }
    | { __typename: 'HoldOfTaskError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InsufficientCreditsError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'LimitReachedError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'RunExceededError', code: ErrorCode, message: string }
    | { __typename: 'SpendCreditsSuccess', replayed: boolean, hold: { id: string, status: HoldStatus, spent: number, released: number, late: HoldLateOutcome | null }, wallet: { available: number, frozen: number, total: number, spent: number, owed: number, writtenOff: number } }
    | { __typename: 'SpendExceedsHoldError', requested: number, frozen: number, code: ErrorCode, message: string }
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
    | { __typename: 'RefundAllowanceError', creditType: string, left: number, code: ErrorCode, message: string }
    | { __typename: 'RefundExceedsSpentError', requested: number | null, refundable: number, code: ErrorCode, message: string }
    | { __typename: 'RefundTaskSuccess', replayed: boolean, task: { status: TaskStatus, sequence: number, refundedCredits: number, hold: { status: HoldStatus, spent: number, refunded: number } | null } }
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
    | { __typename: 'RefundExceedsLotError', requested: number, refundable: number, frozen: number, code: ErrorCode, message: string }
    | { __typename: 'RefundLotSuccess', replayed: boolean, revoked: number, chargedBack: number, money: { amount: number, currency: string } | null, lot: { available: number, spent: number, revoked: number }, wallet: { available: number, owed: number, writtenOff: number } }
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
    | { __typename: 'SettleDebtSuccess', replayed: boolean, wallet: { available: number, owed: number } }
   };

export type CreatePlatformKeyMutationVariables = Exact<{
  input: CreatePlatformKeyInput;
}>;


export type CreatePlatformKeyMutation = { createPlatformKey:
    | { __typename: 'CreatePlatformKeySuccess', secret: string, platformKey: { id: string, name: string, scopes: Array<PlatformScope>, allowedAddresses: Array<string>, createdBy: string | null, expiresAt: string | null } }
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
    | { __typename: 'RotatePlatformKeySuccess', secret: string, platformKey: { id: string, name: string, scopes: Array<PlatformScope> } }
   };

export type RevokePlatformKeyMutationVariables = Exact<{
  input: RevokePlatformKeyInput;
}>;


export type RevokePlatformKeyMutation = { revokePlatformKey:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'RevokePlatformKeySuccess', platformKey: { id: string, revokedAt: string | null, revokedBy: string | null } }
   };

export type PlatformKeysQueryVariables = Exact<{ [key: string]: never; }>;


export type PlatformKeysQuery = { viewer: { isOperator: boolean, scopes: Array<KeyScope>, platformScopes: Array<PlatformScope> } | null, platformKeys: { edges: Array<{ node: { id: string, name: string, prefix: string, scopes: Array<PlatformScope>, createdBy: string | null } }> } };

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
    | { __typename: 'RefundExceedsSpentError', requested: number | null, refundable: number, code: ErrorCode, message: string }
    | { __typename: 'RefundHoldSuccess', replayed: boolean, hold: { status: HoldStatus, spent: number, refunded: number }, wallet: { available: number, spent: number, owed: number } }
   };

export type ReleaseMutationVariables = Exact<{
  input: ReleaseCreditsInput;
}>;


export type ReleaseMutation = { releaseCredits:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'HoldMeteredError', code: ErrorCode, message: string }
    | { __typename: 'HoldNotOpenError', status: HoldStatus, code: ErrorCode, message: string }
    | { __typename: 'HoldOfTaskError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ReleaseCreditsSuccess', hold: { status: HoldStatus, spent: number, released: number }, wallet: { available: number, frozen: number, total: number } }
   };

export type QuoteQueryVariables = Exact<{
  model: string;
  operation: string;
  input?: Record<string, unknown> | null | undefined;
}>;


export type QuoteQuery = { quote:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'InputLimitError', field: string, limit: string, code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'MaxCreditsExceededError', code: ErrorCode, message: string }
    | { __typename: 'NoPriceError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'OperationUnavailableError', code: ErrorCode, message: string }
    | { __typename: 'Quote', credits: number, units: number, available: number, shortfall: number, sources: Array<{ isPool: boolean, available: number }>, warnings: Array<{ code: TaskWarningCode, message: string }>, alternatives: Array<{ credits: number, priceRule: { model: string, quality: number | null } }>, priceRule: { model: string, operation: string, variant: string, credits: number, isContract: boolean, outputs: number }, lines: Array<{ credits: number, lot: { id: string } }>, blockedBy: { required: number, remaining: number, budget: { id: string } } | null, notEntitled: { plans: Array<{ name: string }> } | null }
   | null };

export type QuotePartsQueryVariables = Exact<{
  model: string;
  operation: string;
  input?: Record<string, unknown> | null | undefined;
  maxCredits?: number | null | undefined;
}>;


export type QuotePartsQuery = { quote:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'InputLimitError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'MaxCreditsExceededError', code: ErrorCode, message: string }
    | { __typename: 'NoPriceError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'OperationUnavailableError', code: ErrorCode, message: string }
    | { __typename: 'Quote', credits: number, isMaximum: boolean, priceRule: { variant: string, fixed: number, per: number }, parts: Array<{ units: number | null, unitsMax: number | null, part: { credits: number, per: number, unit: PriceUnit, unitField: string | null, settleBy: PriceSettleBy | null, settleField: string | null, tiering: PriceTiering | null, tiers: Array<{ upTo: number, credits: number }> } }> }
   | null };

export type TaskPartsQueryVariables = Exact<{
  id: string | number;
}>;


export type TaskPartsQuery = { node:
    | { status: TaskStatus, credits: number, result: Record<string, unknown> | null, failureReason: string | null, hold: { spent: number, released: number } | null, priceParts: Array<{ units: number | null, unitsMax: number | null, part: { unit: PriceUnit, settleBy: PriceSettleBy | null } }> }
    | Record<PropertyKey, never>
   | null };

export type ComparePricesQueryVariables = Exact<{
  operation: string;
  input?: Record<string, unknown> | null | undefined;
  minQuality?: number | null | undefined;
  organizationId?: string | number | null | undefined;
}>;


export type ComparePricesQuery = { comparePrices: Array<{ credits: number, priceRule: { model: string, operation: string, quality: number | null, comparableAs: string } }> };

export type QuoteTasksQueryVariables = Exact<{
  items: Array<QuoteItemInput> | QuoteItemInput;
}>;


export type QuoteTasksQuery = { quoteTasks:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'TasksQuote', items: Array<{ model: string, operation: string, count: number, payable: number, price: { credits: number } | null, refusal:
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
         | null }>, totals: Array<{ creditType: string, credits: number, available: number, shortfall: number, lines: Array<{ credits: number, lot: { id: string, expiresAt: string | null } }> }> }
   | null };

export type CreateBindingQuoteMutationVariables = Exact<{
  input: CreateBindingQuoteInput;
}>;


export type CreateBindingQuoteMutation = { createBindingQuote:
    | { __typename: 'CreateBindingQuoteSuccess', bindingQuote: { id: string, expiresAt: string, items: Array<{ units: number, count: number, taken: number, priceRule: { model: string, credits: number } }> }, quote: { totals: Array<{ creditType: string, credits: number, shortfall: number }> } }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'InputLimitError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'LimitReachedError', code: ErrorCode, message: string }
    | { __typename: 'MaxCreditsExceededError', code: ErrorCode, message: string }
    | { __typename: 'NoPriceError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'OperationUnavailableError', code: ErrorCode, message: string }
    | { __typename: 'QuotaExceededError', quota: QuotaName, used: number, max: number, code: ErrorCode, message: string }
   };

export type QuoteItemsQueryVariables = Exact<{
  id: string | number;
}>;


export type QuoteItemsQuery = { node:
    | { items: Array<{ units: number, count: number, taken: number, priceRule: { credits: number } }> }
    | Record<PropertyKey, never>
   | null };

export type SetMaintenanceMutationVariables = Exact<{
  input: SetMaintenanceInput;
}>;


export type SetMaintenanceMutation = { setMaintenance:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SetMaintenanceSuccess', reason: string | null }
   };

export type PricesQueryVariables = Exact<{
  at?: string | null | undefined;
  model?: string | null | undefined;
}>;


export type PricesQuery = { priceRules: Array<{ id: string, provider: string, model: string, operation: string, creditType: string, credits: number, effectiveFrom: string }> };

export type SetPriceMutationVariables = Exact<{
  input: CreatePriceRuleInput;
}>;


export type SetPriceMutation = { createPriceRule:
    | { __typename: 'CreatePriceRuleSuccess', replayed: boolean, priceRule: { id: string, credits: number, effectiveFrom: string, runner: PriceRunner | null } }
    | { __typename: 'EffectiveFromPastError', code: ErrorCode, message: string }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'LimitReachedError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'PriceRuleExistsError', code: ErrorCode, message: string }
   };

export type CreateOrganizationMutationVariables = Exact<{
  input: CreateOrganizationInput;
}>;


export type CreateOrganizationMutation = { createOrganization:
    | { __typename: 'CreateOrganizationSuccess', replayed: boolean, organization: { id: string, name: string, mode: OrganizationMode, wallet: { available: number } | null }, keys: Array<{ secret: string | null, member: { name: string, role: MemberRole } }> }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'ExternalIdTakenError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ path: string, message: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type WatchTaskSubscriptionVariables = Exact<{
  id: string | number;
}>;


export type WatchTaskSubscription = { taskUpdated: { id: string, status: TaskStatus, progress: number, sequence: number, hold: { status: HoldStatus } | null } };

export type WatchTasksSubscriptionVariables = Exact<{
  after?: Array<TaskSequence> | TaskSequence | null | undefined;
}>;


export type WatchTasksSubscription = { tasksUpdated: { id: string, status: TaskStatus, progress: number, sequence: number } };

export type WatchBalanceSubscriptionVariables = Exact<{
  memberId?: string | number | null | undefined;
}>;


export type WatchBalanceSubscription = { balanceChanged: { available: number, frozen: number, total: number, sequence: number, entry: { sequence: number, type: JournalEntryType, credits: number } | null, wallet: { available: number } } };

export type GrowMutationVariables = Exact<{
  input: GrowHoldInput;
}>;


export type GrowMutation = { growHold:
    | { __typename: 'BudgetExceededError', code: ErrorCode, message: string }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'GrowHoldSuccess', replayed: boolean, hold: { credits: number, lines: Array<{ credits: number, lot: { id: string } }> }, wallet: { available: number, frozen: number } }
    | { __typename: 'HoldMeteredError', code: ErrorCode, message: string }
    | { __typename: 'HoldNotOpenError', code: ErrorCode, message: string }
    | { __typename: 'HoldOfTaskError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InsufficientCreditsError', required: number, available: number, shortfall: number, code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'LimitReachedError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'RunExceededError', code: ErrorCode, message: string }
   };

export type ExtendMutationVariables = Exact<{
  input: ExtendHoldInput;
}>;


export type ExtendMutation = { extendHold:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'ExpiryPassedError', code: ErrorCode, message: string }
    | { __typename: 'ExtendHoldSuccess', hold: { expiresAt: string } }
    | { __typename: 'HoldMeteredError', code: ErrorCode, message: string }
    | { __typename: 'HoldNotOpenError', code: ErrorCode, message: string }
    | { __typename: 'HoldOfTaskError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type LockLotMutationVariables = Exact<{
  input: LockLotInput;
}>;


export type LockLotMutation = { lockLot:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'LockLotSuccess', replayed: boolean, lot: { lock: LotLockReason | null, available: number, locked: number }, wallet: { available: number, locked: number } }
    | { __typename: 'LotLockedError', lock: LotLockReason, code: ErrorCode, message: string }
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
    | { __typename: 'UnlockLotSuccess', lot: { lock: LotLockReason | null, available: number, locked: number }, wallet: { available: number, locked: number } }
   };

export type AdjustMutationVariables = Exact<{
  input: AdjustCreditsInput;
}>;


export type AdjustMutation = { adjustCredits:
    | { __typename: 'AdjustCreditsSuccess', replayed: boolean, wallet: { granted: number, available: number, revoked: number } }
    | { __typename: 'CreditTypeRequiredError', code: ErrorCode, message: string }
    | { __typename: 'CreditsOutOfBoundsError', code: ErrorCode, message: string }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InsufficientCreditsError', required: number, available: number, shortfall: number, code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ path: string, message: string }> }
    | { __typename: 'LimitReachedError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type SetPolicyMutationVariables = Exact<{
  input: SetWalletPolicyInput;
}>;


export type SetPolicyMutation = { setWalletPolicy:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ path: string, message: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SetWalletPolicySuccess', wallet: { burnDown: Array<BurnDownCriterion>, overspend: boolean } }
   };

export type HistoryQueryVariables = Exact<{ [key: string]: never; }>;


export type HistoryQuery = { organization: { wallet: { available: number, locked: number, frozen: number, journal: { edges: Array<{ node: { type: JournalEntryType, credits: number, available: number, locked: number, frozen: number, reason: string | null } }> } } | null } | null };

export type BalanceAtQueryVariables = Exact<{
  at: string;
}>;


export type BalanceAtQuery = { organization: { wallet: { id: string, balanceAt: { available: number, locked: number, frozen: number, total: number, entry: { sequence: number, type: JournalEntryType } } | null } | null } | null };

export type TransferMutationVariables = Exact<{
  input: TransferCreditsInput;
}>;


export type TransferMutation = { transferCredits:
    | { __typename: 'CreditTypeRequiredError', code: ErrorCode, message: string }
    | { __typename: 'CreditsOutOfBoundsError', code: ErrorCode, message: string }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InsufficientCreditsError', required: number, available: number, shortfall: number, code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ path: string, message: string }> }
    | { __typename: 'LimitReachedError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'TransferCreditsSuccess', replayed: boolean, from: { available: number, moved: number, granted: number }, to: { id: string, available: number, moved: number, granted: number, spent: number, owed: number, member: { name: string } | null } }
   };

export type OpenDisputeMutationVariables = Exact<{
  input: OpenDisputeInput;
}>;


export type OpenDisputeMutation = { openDispute:
    | { __typename: 'DisputeStateError', dispute: LotDisputeState | null, code: ErrorCode, message: string }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'OpenDisputeSuccess', replayed: boolean, lot: { id: string, dispute: LotDisputeState | null, available: number, locked: number, moved: number }, wallet: { available: number, locked: number } }
   };

export type CloseDisputeMutationVariables = Exact<{
  input: CloseDisputeInput;
}>;


export type CloseDisputeMutation = { closeDispute:
    | { __typename: 'CloseDisputeSuccess', replayed: boolean, revoked: number, chargedBack: number, lot: { dispute: LotDisputeState | null, available: number, locked: number, spent: number, revoked: number }, wallet: { available: number, locked: number, spent: number, revoked: number, owed: number }, loss: { amount: number, currency: string } | null }
    | { __typename: 'DisputeStateError', dispute: LotDisputeState | null, code: ErrorCode, message: string }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type WalletsQueryVariables = Exact<{ [key: string]: never; }>;


export type WalletsQuery = { organization: { wallets: Array<{ creditType: string, available: number }>, wallet: { available: number, locked: number, frozen: number, moved: number, owed: number, lots: { edges: Array<{ node: { id: string, kind: LotKind, priority: number, source: string | null, granted: number, available: number, moved: number, expiresAt: string | null, origin: { id: string } | null, paid: { amount: number, currency: string } | null } }> } } | null, members: { edges: Array<{ node: { id: string, name: string, role: MemberRole, wallet: { id: string, available: number, locked: number, frozen: number, granted: number, spent: number, owed: number, lots: { edges: Array<{ node: { id: string, kind: LotKind, priority: number, source: string | null, granted: number, available: number, moved: number, expiresAt: string | null, origin: { id: string } | null, paid: { amount: number, currency: string } | null } }> } } | null } }> }, revenue: Array<{ currency: string, paid: { amount: number }, recognized: { amount: number }, deferred: { amount: number }, breakage: { amount: number }, reversed: { amount: number } }> | null } | null };

export type CreateBudgetMutationVariables = Exact<{
  input: CreateBudgetInput;
}>;


export type CreateBudgetMutation = { createBudget:
    | { __typename: 'CreateBudgetSuccess', replayed: boolean, budget: { id: string, limit: number, period: BudgetPeriod, model: string | null, member: { id: string } | null, usage: { frozen: number, spent: number } } }
    | { __typename: 'CreditTypeRequiredError', code: ErrorCode, message: string }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ path: string, message: string }> }
    | { __typename: 'LimitReachedError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'OwnersOnlyError', code: ErrorCode, message: string }
   };

export type UpdateBudgetMutationVariables = Exact<{
  input: UpdateBudgetInput;
}>;


export type UpdateBudgetMutation = { updateBudget:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ path: string, message: string }> }
    | { __typename: 'LimitedKeyError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'OwnersOnlyError', code: ErrorCode, message: string }
    | { __typename: 'UpdateBudgetSuccess', replayed: boolean, budget: { limit: number, enforcement: BudgetEnforcement, thresholds: Array<number>, usage: { frozen: number, spent: number } } }
   };

export type EndBudgetMutationVariables = Exact<{
  input: EndBudgetInput;
}>;


export type EndBudgetMutation = { endBudget:
    | { __typename: 'EndBudgetSuccess', replayed: boolean, budget: { endedAt: string | null } }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'LimitedKeyError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'OwnersOnlyError', code: ErrorCode, message: string }
   };

export type SetSpendingPolicyMutationVariables = Exact<{
  input: SetSpendingPolicyInput;
}>;


export type SetSpendingPolicyMutation = { setSpendingPolicy:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ path: string, message: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SetSpendingPolicySuccess', replayed: boolean, organization: { timeZone: string, membersUsePool: boolean } }
   };

export type BudgetsQueryVariables = Exact<{ [key: string]: never; }>;


export type BudgetsQuery = { organization: { budgets: { edges: Array<{ node: { id: string, limit: number, usage: { frozen: number, spent: number, periodStart: string, periodEnd: string | null } } }> } } | null };

export type PublishCheckpointMutationVariables = Exact<{
  after?: number | null | undefined;
}>;


export type PublishCheckpointMutation = { publishCheckpoint:
    | { code: ErrorCode, message: string }
    | { checkpoint: { number: number, publishedAt: string, heads: number, root: string, previous: string, hash: string } | null }
   };

export type CheckpointQueryVariables = Exact<{
  number?: number | null | undefined;
}>;


export type CheckpointQuery = { checkpoint: { number: number, hash: string } | null };

export type ProofsQueryVariables = Exact<{ [key: string]: never; }>;


export type ProofsQuery = { organization: { wallet: { journal: { edges: Array<{ node: { sequence: number, proof: Record<string, unknown> | null } }> } } | null } | null };

export type VerifyLedgerQueryVariables = Exact<{
  id?: string | number | null | undefined;
}>;


export type VerifyLedgerQuery = { organization: { integrity: { entries: number, lots: number, holds: number, drift: number, violations: Array<{ invariant: string, rowId: string, found: string }> } | null } | null };

export type LoadCatalogueMutationVariables = Exact<{
  input: CatalogueSourceInput;
  takeOver?: boolean;
  dryRun?: boolean;
  maxChangePercent?: number | null | undefined;
}>;


export type LoadCatalogueMutation = { loadCatalogue:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ path: string, message: string }> }
    | { __typename: 'LoadCatalogueSuccess', name: string, dryRun: boolean, changes: Array<{ kind: CatalogueChangeKind, subject: string, differences: Array<{ field: string, from: string | null, to: string | null }> }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type AdvanceClockMutationVariables = Exact<{
  input: AdvanceClockInput;
}>;


export type AdvanceClockMutation = { advanceClock:
    | { __typename: 'AdvanceClockSuccess', now: string, instants: number }
    | { __typename: 'ClockBackwardsError', code: ErrorCode, message: string }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'NotSandboxError', code: ErrorCode, message: string }
   };

export type SubscriptionOfQueryVariables = Exact<{ [key: string]: never; }>;


export type SubscriptionOfQuery = { organization: { now: string, subscription: { id: string, status: SubscriptionStatus, renewsAt: string | null, periodEnd: string, anchorAt: string, cancelAtPeriodEnd: boolean, plan: { name: string }, nextPlan: { name: string } | null, nextPlanBlockedBy: { seats: number, members: number } | null, cycle: { number: number, start: string, end: string, allowances: Array<{ creditType: string, total: number, remaining: number, used: number, usedPercent: number }> } } | null } | null };

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
    | { __typename: 'SeatsExceededError', seats: number, members: number, code: ErrorCode, message: string }
    | { __typename: 'StartSubscriptionSuccess', replayed: boolean, subscription: { id: string, status: SubscriptionStatus, renewsAt: string | null, plan: { name: string } } }
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
    | { __typename: 'UpgradeSubscriptionSuccess', subscription: { status: SubscriptionStatus, plan: { name: string } } }
   };

export type DowngradeSubscriptionMutationVariables = Exact<{
  input: DowngradeSubscriptionInput;
}>;


export type DowngradeSubscriptionMutation = { downgradeSubscription:
    | { __typename: 'DowngradeSubscriptionSuccess', subscription: { status: SubscriptionStatus, cancelAtPeriodEnd: boolean, nextPlan: { name: string } | null } }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'NotSelfServiceError', code: ErrorCode, message: string }
    | { __typename: 'SeatsExceededError', seats: number, members: number, code: ErrorCode, message: string }
    | { __typename: 'SubscriptionStateError', code: ErrorCode, message: string }
   };

export type MarkPastDueMutationVariables = Exact<{
  input: MarkSubscriptionPastDueInput;
}>;


export type MarkPastDueMutation = { markSubscriptionPastDue:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'MarkSubscriptionPastDueSuccess', subscription: { status: SubscriptionStatus, renewsAt: string | null } }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SubscriptionStateError', status: SubscriptionStatus, allowed: Array<SubscriptionStatus>, code: ErrorCode, message: string }
   };

export type MarkPaidMutationVariables = Exact<{
  input: MarkSubscriptionPaidInput;
}>;


export type MarkPaidMutation = { markSubscriptionPaid:
    | { __typename: 'CreditsOutOfBoundsError', code: ErrorCode, message: string }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'MarkSubscriptionPaidSuccess', subscription: { status: SubscriptionStatus, renewsAt: string | null, cancelAtPeriodEnd: boolean, nextPlan: { name: string } | null } }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SubscriptionStateError', status: SubscriptionStatus, allowed: Array<SubscriptionStatus>, code: ErrorCode, message: string }
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
    | { __typename: 'UndoSubscriptionChangeSuccess', subscription: { status: SubscriptionStatus, renewsAt: string | null, cancelAtPeriodEnd: boolean, nextPlan: { name: string } | null } }
   };

export type ReactivateMutationVariables = Exact<{
  input: ReactivateSubscriptionInput;
}>;


export type ReactivateMutation = { reactivateSubscription:
    | { __typename: 'CreditsOutOfBoundsError', code: ErrorCode, message: string }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ReactivateSubscriptionSuccess', subscription: { status: SubscriptionStatus, renewsAt: string | null, plan: { name: string }, nextPlan: { name: string } | null } }
    | { __typename: 'SeatsExceededError', code: ErrorCode, message: string }
    | { __typename: 'SubscriptionStateError', status: SubscriptionStatus, allowed: Array<SubscriptionStatus>, code: ErrorCode, message: string }
   };

export type CancelSubscriptionMutationVariables = Exact<{
  input: CancelSubscriptionInput;
}>;


export type CancelSubscriptionMutation = { cancelSubscription:
    | { __typename: 'CancelSubscriptionSuccess', subscription: { status: SubscriptionStatus, renewsAt: string | null, cancelAtPeriodEnd: boolean, endedAt: string | null } }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'NotSelfServiceError', code: ErrorCode, message: string }
    | { __typename: 'SubscriptionStateError', code: ErrorCode, message: string }
   };

export type OutlookQueryVariables = Exact<{
  withinDays: number;
  days: number;
}>;


export type OutlookQuery = { organization: { wallet: { expiring: Array<{ credits: number, expiresAt: string, lot: { id: string, kind: LotKind } }>, forecast: { spent: number, from: string, to: string, runsOutAt: string | null, unknownBecause: ForecastUnknownReason | null } } | null } | null };

export type ForecastOfQueryVariables = Exact<{
  days: number;
  pace?: Array<SpendingPaceInput> | SpendingPaceInput | null | undefined;
  memberId?: string | number | null | undefined;
  creditType?: string | null | undefined;
  first?: number;
}>;


export type ForecastOfQuery = { organization: { forecast: { from: string, until: string, isComplete: boolean, pace: Array<{ creditType: string, creditsPerDay: number, model: string | null, operation: string | null, member: { name: string } | null }>, wallets: Array<{ creditType: string, runsOutAt: string | null, member: { name: string } | null, wallet: { id: string } | null, days: Array<{ at: string, available: number }>, losses: Array<{ credits: number, at: string, source: string | null, lot: { id: string } | null }> }> } } | null };

export type WalletsOfQueryVariables = Exact<{
  id: string | number;
}>;


export type WalletsOfQuery = { organization: { status: OrganizationStatus, wallet: { available: number, locked: number, frozen: number, spent: number, expired: number, revoked: number, owed: number, journal: { edges: Array<{ node: { type: JournalEntryType, credits: number, reason: string | null } }> } } | null, members: { edges: Array<{ node: { id: string, name: string, wallet: { available: number, locked: number, frozen: number, spent: number, owed: number } | null } }> } } | null };

export type PoolsQueryVariables = Exact<{ [key: string]: never; }>;


export type PoolsQuery = { organization: { wallets: Array<{ creditType: string, available: number, locked: number, frozen: number, spent: number, expired: number, total: number }> } | null };

export type PriceListQueryVariables = Exact<{ [key: string]: never; }>;


export type PriceListQuery = { priceRules: Array<{ model: string, operation: string, creditType: string, credits: number, outputs: number, state: PriceState }> };

export type PlansQueryVariables = Exact<{ [key: string]: never; }>;


export type PlansQuery = { plans: Array<{ name: string, interval: PlanInterval, extraPurchases: boolean, assetKinds: Array<string>, rolloverMax: number | null, upgradePolicy: PlanUpgradePolicy, credits: Array<{ creditType: string, credits: number }> }> };

export type ClaimTasksMutationVariables = Exact<{
  input: ClaimTasksInput;
}>;


export type ClaimTasksMutation = { claimTasks:
    | { __typename: 'ClaimTasksSuccess', claimed: Array<{ lease: { leaseId: string, until: string, attempt: number, worker: string | null }, task: { id: string, status: TaskStatus, organization: { id: string } } }> }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
   };

export type ExtendLeaseMutationVariables = Exact<{
  input: ExtendLeaseInput;
}>;


export type ExtendLeaseMutation = { extendLease:
    | { __typename: 'ExtendLeaseSuccess', lease: { until: string, attempt: number } }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'LeaseLostError', code: ErrorCode, message: string }
   };

export type CreateTaskUploadMutationVariables = Exact<{
  input: CreateTaskUploadInput;
}>;


export type CreateTaskUploadMutation = { createTaskUpload:
    | { __typename: 'CreateTaskUploadSuccess', upload: { url: string, expiresAt: string } }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'LeaseLostError', code: ErrorCode, message: string }
   };

export type ReturnTaskMutationVariables = Exact<{
  input: ReturnTaskInput;
}>;


export type ReturnTaskMutation = { returnTask:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'LeaseLostError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ReturnTaskSuccess', willBeRetried: boolean, task: { status: TaskStatus, failureReason: string | null } }
   };

export type WhoAmIQueryVariables = Exact<{ [key: string]: never; }>;


export type WhoAmIQuery = { viewer: { isOperator: boolean, scopes: Array<KeyScope>, organization: { id: string, name: string } | null, member: { id: string, name: string, role: MemberRole } | null, person: { subject: string, name: string, email: string | null, memberships: Array<{ organizationId: string, organizationName: string, role: MemberRole }> } | null } | null };

export type CreateApiKeyMutationVariables = Exact<{
  input: CreateApiKeyInput;
}>;


export type CreateApiKeyMutation = { createApiKey:
    | { __typename: 'CreateApiKeySuccess', secret: string, apiKey: { id: string, prefix: string, name: string, scopes: Array<KeyScope>, expiresAt: string | null, allowedAddresses: Array<string>, member: { id: string } | null } }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'ExternalIdTakenError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'LimitReachedError', code: ErrorCode, message: string }
    | { __typename: 'LimitedKeyError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ScopeNotAllowedError', scopes: Array<KeyScope>, code: ErrorCode, message: string }
   };

export type RotateApiKeyMutationVariables = Exact<{
  input: RotateApiKeyInput;
}>;


export type RotateApiKeyMutation = { rotateApiKey:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'KeyReplacedError', code: ErrorCode, message: string }
    | { __typename: 'LimitReachedError', code: ErrorCode, message: string }
    | { __typename: 'LimitedKeyError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'OwnersOnlyError', code: ErrorCode, message: string }
    | { __typename: 'RotateApiKeySuccess', secret: string, apiKey: { id: string, prefix: string, name: string, scopes: Array<KeyScope> } }
    | { __typename: 'ScopeNotAllowedError', code: ErrorCode, message: string }
   };

export type RevokeApiKeyMutationVariables = Exact<{
  id: string | number;
}>;


export type RevokeApiKeyMutation = { revokeApiKey:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'OwnersOnlyError', code: ErrorCode, message: string }
    | { __typename: 'RevokeApiKeySuccess', apiKey: { id: string, revokedAt: string | null } }
   };

export type ApiKeysQueryVariables = Exact<{ [key: string]: never; }>;


export type ApiKeysQuery = { organization: { apiKeys: { edges: Array<{ node: { id: string, name: string, prefix: string, scopes: Array<KeyScope>, lastUsedAt: string | null, expiresAt: string | null, member: { name: string } | null } }> } } | null };

export type MembersQueryVariables = Exact<{ [key: string]: never; }>;


export type MembersQuery = { organization: { id: string, name: string, status: OrganizationStatus, members: { edges: Array<{ node: { id: string, name: string, role: MemberRole } }> } } | null };

export type CreateInvitationMutationVariables = Exact<{
  input: CreateInvitationInput;
}>;


export type CreateInvitationMutation = { createInvitation:
    | { __typename: 'CreateInvitationSuccess', secret: string, url: string | null, invitation: { id: string, email: string | null, role: MemberRole, expiresAt: string } }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'ExternalIdTakenError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'LimitReachedError', code: ErrorCode, message: string }
    | { __typename: 'LimitedKeyError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'OwnersOnlyError', code: ErrorCode, message: string }
    | { __typename: 'SeatsExceededError', seats: number, members: number, code: ErrorCode, message: string }
   };

export type InvitationsQueryVariables = Exact<{ [key: string]: never; }>;


export type InvitationsQuery = { organization: { invitations: { edges: Array<{ node: { id: string, email: string | null, role: MemberRole } }> } | null } | null };

export type InvitationOfQueryVariables = Exact<{
  secret: string;
}>;


export type InvitationOfQuery = { invitation: { organizationName: string, role: MemberRole, email: string | null, expiresAt: string } | null };

export type AcceptInvitationMutationVariables = Exact<{
  secret: string;
}>;


export type AcceptInvitationMutation = { acceptInvitation:
    | { __typename: 'AcceptInvitationSuccess', organization: { id: string, name: string, members: { edges: Array<{ node: { name: string } }> }, invitations: { edges: Array<{ node: { id: string } }> } | null } | null, member: { id: string, name: string, role: MemberRole, organization: { id: string, name: string } } | null }
    | { __typename: 'AlreadyMemberError', code: ErrorCode, message: string }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'ExternalIdTakenError', code: ErrorCode, message: string }
    | { __typename: 'InvitationAddressError', code: ErrorCode, message: string }
    | { __typename: 'InvitationEndedError', code: ErrorCode, message: string }
    | { __typename: 'LimitReachedError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SeatsExceededError', code: ErrorCode, message: string }
    | { __typename: 'SignInRequirementError', code: ErrorCode, message: string }
   };

export type DeclineInvitationMutationVariables = Exact<{
  secret: string;
}>;


export type DeclineInvitationMutation = { declineInvitation:
    | { __typename: 'DeclineInvitationSuccess' }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'InvitationEndedError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type RevokeInvitationMutationVariables = Exact<{
  id: string | number;
}>;


export type RevokeInvitationMutation = { revokeInvitation:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'InvitationEndedError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'RevokeInvitationSuccess' }
   };

export type AddMemberMutationVariables = Exact<{
  input: AddMemberInput;
}>;


export type AddMemberMutation = { addMember:
    | { __typename: 'AddMemberSuccess', member: { id: string, name: string, role: MemberRole, subject: string | null } | null }
    | { __typename: 'AlreadyMemberError', code: ErrorCode, message: string }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'ExternalIdTakenError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'LastOwnerError', code: ErrorCode, message: string }
    | { __typename: 'LimitReachedError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'OwnersOnlyError', code: ErrorCode, message: string }
    | { __typename: 'SeatsExceededError', code: ErrorCode, message: string }
   };

export type LinkMemberMutationVariables = Exact<{
  input: LinkMemberInput;
}>;


export type LinkMemberMutation = { linkMember:
    | { __typename: 'AlreadyMemberError', code: ErrorCode, message: string }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'LinkMemberSuccess', member: { id: string, subject: string | null } | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type UpdateMemberRoleMutationVariables = Exact<{
  input: UpdateMemberRoleInput;
}>;


export type UpdateMemberRoleMutation = { updateMemberRole:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'LastOwnerError', code: ErrorCode, message: string }
    | { __typename: 'LimitedKeyError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'OwnersOnlyError', code: ErrorCode, message: string }
    | { __typename: 'UpdateMemberRoleSuccess', member: { id: string, role: MemberRole } | null }
   };

export type RemoveMemberMutationVariables = Exact<{
  input: RemoveMemberInput;
}>;


export type RemoveMemberMutation = { removeMember:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'LastOwnerError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'OwnersOnlyError', code: ErrorCode, message: string }
    | { __typename: 'RemoveMemberSuccess', member: { id: string, removedAt: string | null } | null }
   };

export type UpdateOrganizationMutationVariables = Exact<{
  input: UpdateOrganizationInput;
}>;


export type UpdateOrganizationMutation = { updateOrganization:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'UpdateOrganizationSuccess', replayed: boolean, organization: { name: string } | null }
   };

export type SuspendOrganizationMutationVariables = Exact<{
  input: SuspendOrganizationInput;
}>;


export type SuspendOrganizationMutation = { suspendOrganization:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SuspendOrganizationSuccess', organization: { status: OrganizationStatus, statusReason: string | null } | null }
   };

export type ResumeOrganizationMutationVariables = Exact<{
  input: ResumeOrganizationInput;
}>;


export type ResumeOrganizationMutation = { resumeOrganization:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ResumeOrganizationSuccess', organization: { status: OrganizationStatus } | null }
   };

export type CloseOrganizationMutationVariables = Exact<{
  input: CloseOrganizationInput;
}>;


export type CloseOrganizationMutation = { closeOrganization:
    | { __typename: 'CloseOrganizationSuccess', replayed: boolean, organization: { status: OrganizationStatus } | null }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type AuditQueryVariables = Exact<{
  organizationId?: string | number | null | undefined;
  filter?: AuditFilter | null | undefined;
}>;


export type AuditQuery = { organization: { audit: { edges: Array<{ node: { id: string, action: string, actorKind: AuditActorKind, actorName: string, actorId: string | null, address: string | null, requestId: string | null, subjectType: string, subjectId: string, before: Record<string, unknown> | null, after: Record<string, unknown> | null, createdAt: string } }> } | null } | null };

export type PlatformAuditQueryVariables = Exact<{
  filter?: AuditFilter | null | undefined;
}>;


export type PlatformAuditQuery = { platformAudit: { edges: Array<{ node: { id: string, action: string, actorKind: AuditActorKind, actorName: string, actorId: string | null, subjectType: string, subjectId: string, after: Record<string, unknown> | null } }> } };

export type OrganizationByIdQueryVariables = Exact<{
  id: string | number;
}>;


export type OrganizationByIdQuery = { organization: { id: string, name: string, status: OrganizationStatus, statusReason: string | null, wallet: { available: number, frozen: number, revoked: number } | null } | null };

export type AlertsQueryVariables = Exact<{ [key: string]: never; }>;


export type AlertsQuery = { organization: { alerts: { edges: Array<{ node: { kind: AlertKind, threshold: number | null, credits: number | null, lostAt: string | null, message: string, budget: { id: string } | null, wallet: { id: string } | null, lot: { id: string } | null, webhookEndpoint: { id: string } | null } }> } } | null };

export type ApproveTaskMutationVariables = Exact<{
  input: ApproveTaskInput;
}>;


export type ApproveTaskMutation = { approveTask:
    | { __typename: 'ApproveTaskSuccess', task: { id: string, status: TaskStatus, approval: TaskApproval | null, deadlineAt: string } }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'OrganizationSuspendedError', code: ErrorCode, message: string }
    | { __typename: 'TaskStateError', code: ErrorCode, message: string }
   };

export type DeclineTaskMutationVariables = Exact<{
  input: DeclineTaskInput;
}>;


export type DeclineTaskMutation = { declineTask:
    | { __typename: 'DeclineTaskSuccess', task: { id: string, status: TaskStatus, approval: TaskApproval | null, failureReason: string | null } }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'TaskStateError', code: ErrorCode, message: string }
   };

export type TaskApprovalQueryVariables = Exact<{
  id: string | number;
}>;


export type TaskApprovalQuery = { node:
    | { status: TaskStatus, approval: TaskApproval | null, deadlineAt: string, failureReason: string | null }
    | Record<PropertyKey, never>
   | null };

export type AllocateMutationVariables = Exact<{
  input: AllocateCreditsInput;
}>;


export type AllocateMutation = { allocateCredits:
    | { __typename: 'AllocateCreditsSuccess', replayed: boolean, allocated: Array<{ credits: number, member: { name: string } | null }> }
    | { __typename: 'CreditTypeRequiredError', code: ErrorCode, message: string }
    | { __typename: 'CreditsOutOfBoundsError', code: ErrorCode, message: string }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InsufficientCreditsError', required: number, available: number, code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'LimitReachedError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type AllocateEquallyMutationVariables = Exact<{
  input: AllocateEquallyInput;
}>;


export type AllocateEquallyMutation = { allocateEqually:
    | { __typename: 'AllocateEquallySuccess', replayed: boolean, allocated: Array<{ credits: number, member: { name: string } | null }> }
    | { __typename: 'CreditTypeRequiredError', code: ErrorCode, message: string }
    | { __typename: 'CreditsOutOfBoundsError', code: ErrorCode, message: string }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InsufficientCreditsError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'LimitReachedError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type ReclaimMutationVariables = Exact<{
  input: ReclaimCreditsInput;
}>;


export type ReclaimMutation = { reclaimCredits:
    | { __typename: 'CreditTypeRequiredError', code: ErrorCode, message: string }
    | { __typename: 'CreditsOutOfBoundsError', code: ErrorCode, message: string }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InsufficientCreditsError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'LimitReachedError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ReclaimCreditsSuccess', replayed: boolean, allocated: Array<{ credits: number, member: { name: string } | null }> }
   };

export type SetAllocationRuleMutationVariables = Exact<{
  input: SetAllocationRuleInput;
}>;


export type SetAllocationRuleMutation = { setAllocationRule:
    | { __typename: 'CreditTypeRequiredError', code: ErrorCode, message: string }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'LimitReachedError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SetAllocationRuleSuccess', allocationRule: { id: string, credits: number, reclaim: boolean } }
   };

export type EndAllocationRuleMutationVariables = Exact<{
  id: string | number;
}>;


export type EndAllocationRuleMutation = { endAllocationRule:
    | { __typename: 'EndAllocationRuleSuccess' }
    | { __typename: 'EndedError', endedAt: string | null, code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type MemberWalletsQueryVariables = Exact<{ [key: string]: never; }>;


export type MemberWalletsQuery = { organization: { wallet: { available: number, frozen: number, spent: number } | null, allocationRules: Array<{ id: string, credits: number, lastCycleStart: string | null }>, members: { edges: Array<{ node: { id: string, name: string, wallet: { available: number, frozen: number, spent: number, lots: { edges: Array<{ node: { kind: LotKind, expiresAt: string | null, available: number } }> } } | null } }> } } | null };

export type JournalsOfWalletsQueryVariables = Exact<{ [key: string]: never; }>;


export type JournalsOfWalletsQuery = { organization: { wallet: { journal: { edges: Array<{ node: { type: JournalEntryType, otherWallet: { member: { name: string } | null } | null } }> } } | null, members: { edges: Array<{ node: { name: string, wallet: { journal: { edges: Array<{ node: { type: JournalEntryType, otherWallet: { member: { name: string } | null } | null } }> } } | null } }> } } | null };

export type FollowBalanceSubscriptionVariables = Exact<{
  after?: number | null | undefined;
}>;


export type FollowBalanceSubscription = { balanceChanged: { sequence: number, available: number, frozen: number, entry: { sequence: number, type: JournalEntryType, credits: number, hash: string } | null } };

export type FollowWalletsSubscriptionVariables = Exact<{
  after?: Array<WalletSequence> | WalletSequence | null | undefined;
}>;


export type FollowWalletsSubscription = { walletsChanged: { sequence: number, available: number, frozen: number, entry: { sequence: number, type: JournalEntryType } | null, wallet: { id: string, member: { name: string } | null } } };

export type FollowTaskSubscriptionVariables = Exact<{
  id: string | number;
  after?: number | null | undefined;
}>;


export type FollowTaskSubscription = { taskUpdated: { id: string, status: TaskStatus, sequence: number, progress: number } };

export type FollowAlertsSubscriptionVariables = Exact<{
  after?: string | number | null | undefined;
}>;


export type FollowAlertsSubscription = { alertRaised: { id: string, kind: AlertKind, threshold: number | null, credits: number | null, message: string, lot: { id: string } | null } };

export type CreateBalanceThresholdMutationVariables = Exact<{
  input: CreateBalanceThresholdInput;
}>;


export type CreateBalanceThresholdMutation = { createBalanceThreshold:
    | { __typename: 'CreateBalanceThresholdSuccess', replayed: boolean, balanceThreshold: { id: string, credits: number | null, percent: number | null, isBelow: boolean, member: { id: string } | null } }
    | { __typename: 'CreditTypeRequiredError', code: ErrorCode, message: string }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ path: string, message: string }> }
    | { __typename: 'LimitReachedError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type EndBalanceThresholdMutationVariables = Exact<{
  input: EndBalanceThresholdInput;
}>;


export type EndBalanceThresholdMutation = { endBalanceThreshold:
    | { __typename: 'EndBalanceThresholdSuccess', balanceThreshold: { id: string, endedAt: string | null } }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type BalanceThresholdsQueryVariables = Exact<{ [key: string]: never; }>;


export type BalanceThresholdsQuery = { organization: { expiryAlertDays: number | null, balanceThresholds: { edges: Array<{ node: { id: string, credits: number | null, percent: number | null, isBelow: boolean } }> } } | null };

export type SetExpiryAlertMutationVariables = Exact<{
  input: SetExpiryAlertInput;
}>;


export type SetExpiryAlertMutation = { setExpiryAlert:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SetExpiryAlertSuccess', organization: { expiryAlertDays: number | null } }
   };

export type CreatePlatformWebhookEndpointMutationVariables = Exact<{
  input: CreatePlatformWebhookEndpointInput;
}>;


export type CreatePlatformWebhookEndpointMutation = { createPlatformWebhookEndpoint:
    | { __typename: 'CreatePlatformWebhookEndpointSuccess', secret: string, webhookEndpoint: { id: string, url: string, events: Array<WebhookEvent>, state: WebhookEndpointState, isOfPlatform: boolean, organization: { id: string } | null } }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ path: string, message: string }> }
    | { __typename: 'LimitReachedError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type PlatformWebhookEndpointsQueryVariables = Exact<{ [key: string]: never; }>;


export type PlatformWebhookEndpointsQuery = { platformWebhookEndpoints: Array<{ id: string, url: string, state: WebhookEndpointState, stateReason: string | null, events: Array<WebhookEvent>, isOfPlatform: boolean, waitingDeliveries: number, organization: { id: string } | null, deliveries: { edges: Array<{ node: { id: string, messageId: string, event: WebhookEvent | null, body: string, status: WebhookDeliveryStatus, attempts: number, error: string | null, organization: { id: string } | null } }> } }> };

export type CreateWebhookEndpointMutationVariables = Exact<{
  input: CreateWebhookEndpointInput;
}>;


export type CreateWebhookEndpointMutation = { createWebhookEndpoint:
    | { __typename: 'CreateWebhookEndpointSuccess', secret: string, webhookEndpoint: { id: string, url: string, events: Array<WebhookEvent>, state: WebhookEndpointState } }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ path: string, message: string }> }
    | { __typename: 'LimitReachedError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type UpdateWebhookEndpointMutationVariables = Exact<{
  input: UpdateWebhookEndpointInput;
}>;


export type UpdateWebhookEndpointMutation = { updateWebhookEndpoint:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'UpdateWebhookEndpointSuccess', webhookEndpoint: { id: string, url: string, events: Array<WebhookEvent>, state: WebhookEndpointState } }
   };

export type EndWebhookEndpointMutationVariables = Exact<{
  id: string | number;
}>;


export type EndWebhookEndpointMutation = { endWebhookEndpoint:
    | { __typename: 'EndWebhookEndpointSuccess' }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type RotateWebhookSecretMutationVariables = Exact<{
  input: RotateWebhookSecretInput;
}>;


export type RotateWebhookSecretMutation = { rotateWebhookSecret:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'RotateWebhookSecretSuccess', secret: string }
   };

export type RotateTaskWebhookSecretMutationVariables = Exact<{
  input: RotateTaskWebhookSecretInput;
}>;


export type RotateTaskWebhookSecretMutation = { rotateTaskWebhookSecret:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'RotateTaskWebhookSecretSuccess', secret: string }
   };

export type TaskWebhooksQueryVariables = Exact<{
  id: string | number;
}>;


export type TaskWebhooksQuery = { node:
    | { webhookUrl: string | null, webhookDeliveries: { edges: Array<{ node: { id: string, messageId: string, event: WebhookEvent | null, url: string, body: string, status: WebhookDeliveryStatus, attempts: number, responseStatus: number | null, error: string | null } }> } | null }
    | Record<PropertyKey, never>
   | null };

export type TestWebhookEndpointMutationVariables = Exact<{
  id: string | number;
}>;


export type TestWebhookEndpointMutation = { testWebhookEndpoint:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'TestWebhookEndpointSuccess', delivery: { id: string, messageId: string } }
   };

export type RedeliverWebhookMutationVariables = Exact<{
  id: string | number;
}>;


export type RedeliverWebhookMutation = { redeliverWebhook:
    | { __typename: 'EndedError', endedAt: string | null, code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'RedeliverWebhookSuccess', delivery: { id: string, messageId: string, status: WebhookDeliveryStatus } }
   };

export type WebhookEndpointsQueryVariables = Exact<{ [key: string]: never; }>;


export type WebhookEndpointsQuery = { organization: { webhookEndpoints: Array<{ id: string, url: string, state: WebhookEndpointState, stateReason: string | null, waitingDeliveries: number, deliveries: { edges: Array<{ node: { id: string, messageId: string, event: WebhookEvent | null, body: string, status: WebhookDeliveryStatus, attempts: number, responseStatus: number | null, error: string | null } }> } }> | null } | null };

export type TaskFilesQueryVariables = Exact<{
  id: string | number;
}>;


export type TaskFilesQuery = { node:
    | { status: TaskStatus, result: Record<string, unknown> | null, files: Array<{ name: string, contentType: string, bytes: number, url: string, expiresAt: string }> }
    | Record<PropertyKey, never>
   | null };

export type SetConcurrencyLimitMutationVariables = Exact<{
  input: SetConcurrencyLimitInput;
}>;


export type SetConcurrencyLimitMutation = { setConcurrencyLimit:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SetConcurrencyLimitSuccess', organization: { tasksAtOnce: number | null } }
   };

export type OrganizationsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: OrganizationFilter | null | undefined;
}>;


export type OrganizationsQuery = { organizations: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { id: string, name: string, status: OrganizationStatus, mode: OrganizationMode } }> } | null };

export type SetFacadeMutationVariables = Exact<{
  input: SetFacadeInput;
}>;


export type SetFacadeMutation = { setFacade:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ path: string, message: string }> }
    | { __typename: 'LimitReachedError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SetFacadeSuccess', dryRun: boolean, facade: { name: string, isOn: boolean, isOwn: boolean, endpoints: Array<{ kind: FacadeEndpointKind, method: string, path: string, answeredBy: string | null, unpriced: string | null }> } | null, changes: Array<{ path: string, from: string | null, to: string | null }> }
   };

export type RemoveFacadeMutationVariables = Exact<{
  input: RemoveFacadeInput;
}>;


export type RemoveFacadeMutation = { removeFacade:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'RemoveFacadeSuccess', dryRun: boolean, facade: { name: string, isOn: boolean, isOwn: boolean } | null, changes: Array<{ path: string, from: string | null, to: string | null }> }
   };

export type FacadesQueryVariables = Exact<{
  name: string;
}>;


export type FacadesQuery = { facades: Array<{ name: string, isOn: boolean, isOwn: boolean }> | null, facade: { name: string, description: string, isOn: boolean, isOwn: boolean, definition: Record<string, unknown>, endpoints: Array<{ kind: FacadeEndpointKind, method: string, path: string, answeredBy: string | null, unpriced: string | null }> } | null };

export type SetHttpProviderMutationVariables = Exact<{
  input: HttpProviderSourceInput;
  baseUrl?: string | null | undefined;
}>;


export type SetHttpProviderMutation = { setHttpProvider:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ path: string, message: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SetHttpProviderSuccess', httpProvider: { name: string, definition: Record<string, unknown>, missingSecrets: Array<string> } }
   };

export type HttpProvidersQueryVariables = Exact<{ [key: string]: never; }>;


export type HttpProvidersQuery = { httpProviders: Array<{ name: string, definition: Record<string, unknown>, missingSecrets: Array<string>, lastError: string | null, lastErrorAt: string | null, updatedAt: string, load: { waiting: number, atWork: number } }> | null };

export type TasksWhereQueryVariables = Exact<{
  filter?: TaskFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type TasksWhereQuery = { organization: { tasks: { edges: Array<{ node: { id: string, member: { id: string } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type QuotasQueryVariables = Exact<{ [key: string]: never; }>;


export type QuotasQuery = { organization: { quotas: { tasks: { used: number, max: number }, taskBytes: { used: number, max: number }, fileBytes: { used: number, max: number }, quotes: { used: number, max: number } } } | null };

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

export type TaskContentQueryVariables = Exact<{
  id: string | number;
}>;


export type TaskContentQuery = { node:
    | { status: TaskStatus, input: Record<string, unknown>, result: Record<string, unknown> | null, forgottenAt: string | null }
    | Record<PropertyKey, never>
   | null };

export type EventsQueryVariables = Exact<{
  after: number;
  first?: number | null | undefined;
  kinds?: Array<FeedEventKind> | FeedEventKind | null | undefined;
  organizationId?: string | number | null | undefined;
}>;


export type EventsQuery = { events: { lastNumber: number, newestNumber: number, events: Array<{ number: number, at: string, kind: FeedEventKind, organizationId: string | null, subjectType: string, subjectId: string, actorKind: AuditActorKind, actorId: string | null, actorName: string, data: Record<string, unknown> }> } };

export type WatchEventsSubscriptionVariables = Exact<{
  after?: number | null | undefined;
  kinds?: Array<FeedEventKind> | FeedEventKind | null | undefined;
  organizationId?: string | number | null | undefined;
}>;


export type WatchEventsSubscription = { events: { number: number, kind: FeedEventKind, organizationId: string | null, subjectType: string, subjectId: string, actorName: string, data: Record<string, unknown> } };

export type TagsOfQueryVariables = Exact<{
  id: string | number;
}>;


export type TagsOfQuery = { node:
    | { tag: string | null, usage: { frozen: number, spent: number } }
    | { tags: Array<string> }
    | { tags: Array<string>, hold: { tags: Array<string> } | null }
    | Record<PropertyKey, never>
   | null };

export type KeyOfTaskQueryVariables = Exact<{
  id: string | number;
}>;


export type KeyOfTaskQuery = { node:
    | { apiKey: { id: string, name: string } | null }
    | Record<PropertyKey, never>
   | null };

export type JournalWhereQueryVariables = Exact<{
  filter?: JournalFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type JournalWhereQuery = { organization: { wallet: { journal: { edges: Array<{ node: { sequence: number, type: JournalEntryType, credits: number, actor: { kind: AuditActorKind, name: string, actorId: string | null } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null } | null };

export type LotsWhereQueryVariables = Exact<{
  filter?: LotFilter | null | undefined;
  open?: boolean | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type LotsWhereQuery = { organization: { wallet: { id: string, lots: { edges: Array<{ node: { id: string, source: string | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null } | null };

export type AlertsWhereQueryVariables = Exact<{
  filter?: AlertFilter | null | undefined;
}>;


export type AlertsWhereQuery = { organization: { alerts: { edges: Array<{ node: { kind: AlertKind, createdAt: string, budget: { id: string } | null } }> } } | null };

export type MembersWhereQueryVariables = Exact<{
  filter?: MemberFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MembersWhereQuery = { organization: { members: { totalCount: number, edges: Array<{ node: { name: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type KindsQueryVariables = Exact<{ [key: string]: never; }>;


export type KindsQuery = { organization: { wallet: { granted: number, available: number, locked: number, frozen: number, spent: number, expired: number, moved: number, revoked: number, balancesByKind: Array<{ kind: LotKind, granted: number, available: number, locked: number, frozen: number, spent: number, expired: number, moved: number, revoked: number }> } | null } | null };

export type SimulateMutationVariables = Exact<{
  input: SimulateCatalogueInput;
}>;


export type SimulateMutation = { simulateCatalogue:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'LimitReachedError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SimulateCatalogueSuccess', simulation: { id: string, status: SimulationStatus, sequence: number, tasks: number, name: string, createdBy: string } }
   };

export type CancelSimulationMutationVariables = Exact<{
  id: string | number;
}>;


export type CancelSimulationMutation = { cancelSimulation:
    | { __typename: 'CancelSimulationSuccess', simulation: { id: string, status: SimulationStatus, endedAt: string | null } }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type SimulationUpdatedSubscriptionVariables = Exact<{
  id: string | number;
  after?: number | null | undefined;
}>;


export type SimulationUpdatedSubscription = { simulationUpdated: { id: string, status: SimulationStatus, sequence: number, tasks: number, tasksTotal: number | null, failure: string | null, startedAt: string | null, endedAt: string | null } };

export type SimulationQueryVariables = Exact<{
  id: string | number;
  ranOut?: boolean | null | undefined;
}>;


export type SimulationQuery = { simulation: { id: string, status: SimulationStatus, name: string, document: Record<string, unknown>, from: string, until: string, createdBy: string, createdAt: string, startedAt: string | null, endedAt: string | null, tasks: number, tasksTotal: number | null, failure: string | null, result: { total: Array<{ creditType: string, expiredBefore: number, expiredAfter: number, sums: { tasks: number, refused: number, creditsBefore: number, creditsAfter: number, refundedBefore: number, refundedAfter: number } }>, models: Array<{ model: string, operation: string, creditType: string, sums: { tasks: number, refused: number, creditsBefore: number, creditsAfter: number, refundedBefore: number, refundedAfter: number } }>, plans: Array<{ plan: string | null, creditType: string, sums: { tasks: number, refused: number, creditsBefore: number, creditsAfter: number, refundedBefore: number, refundedAfter: number } }>, refusals: Array<{ code: ErrorCode, tasks: number }>, unknown: { inputRemoved: number, agreed: number, unsettled: number, holdsRefused: number } } | null, organizations: { edges: Array<{ node: { id: string, creditType: string, expiredBefore: number, expiredAfter: number, organization: { id: string } | null, sums: { tasks: number, refused: number, creditsBefore: number, creditsAfter: number, refundedBefore: number, refundedAfter: number }, refusals: Array<{ code: ErrorCode, tasks: number }>, ranOut: { at: string, required: number, available: number } | null } }> } | null } | null };

export type UsageQueryVariables = Exact<{
  from: string;
  to: string;
  by?: Array<UsageDimension> | UsageDimension;
  creditType?: string | null | undefined;
  filter?: UsageFilter | null | undefined;
  compare?: boolean;
  first?: number;
}>;


export type UsageQuery = { organization: { usage: { from: string, to: string, timeZone: string, isComplete: boolean, previousFrom: string | null, total: { used: number, spent: number, owed: number, writtenOff: number, refunded: number, tasks: number, succeeded: number, failed: number, canceled: number, timedOut: number, averageSeconds: number | null }, previousTotal: { used: number, tasks: number } | null, groups: Array<{ from: string | null, to: string | null, creditType: string | null, model: string | null, operation: string | null, tag: string | null, member: { id: string, name: string } | null, apiKey: { name: string } | null, sums: { used: number, refunded: number, tasks: number, succeeded: number }, previous: { used: number, tasks: number } | null }> } } | null };

export type PlatformUsageQueryVariables = Exact<{
  from: string;
  to: string;
  by: Array<PlatformUsageDimension> | PlatformUsageDimension;
  creditType?: string | null | undefined;
}>;


export type PlatformUsageQuery = { usage: { total: { used: number, tasks: number }, groups: Array<{ from: string | null, model: string | null, organization: { id: string } | null, sums: { used: number, tasks: number } }> } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}

export const StartExportDocument = new TypedDocumentString(`
    mutation StartExport($input: StartExportInput!) {
  startExport(input: $input) {
    __typename
    ... on StartExportSuccess {
      export {
        id
        status
        sequence
        rows
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<StartExportMutation, StartExportMutationVariables>;
export const CancelExportDocument = new TypedDocumentString(`
    mutation CancelExport($id: ID!) {
  cancelExport(input: {exportId: $id}) {
    __typename
    ... on CancelExportSuccess {
      export {
        id
        status
        endedAt
        expiresAt
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CancelExportMutation, CancelExportMutationVariables>;
export const ExportUpdatedDocument = new TypedDocumentString(`
    subscription ExportUpdated($id: ID!, $after: Int) {
  exportUpdated(exportId: $id, after: $after) {
    id
    status
    sequence
    rows
    rowsTotal
    failure
  }
}
    `) as unknown as TypedDocumentString<ExportUpdatedSubscription, ExportUpdatedSubscriptionVariables>;
export const ExportOfDocument = new TypedDocumentString(`
    query ExportOf($id: ID!) {
  export(id: $id) {
    id
    kind
    format
    status
    from
    until
    rows
    rowsTotal
    bytes
    sha256
    failure
    createdAt
    startedAt
    endedAt
    expiresAt
    link {
      url
      expiresAt
    }
  }
}
    `) as unknown as TypedDocumentString<ExportOfQuery, ExportOfQueryVariables>;
export const ViewerDocument = new TypedDocumentString(`
    query Viewer {
  viewer {
    isOperator
    member {
      id
      name
      role
    }
  }
}
    `) as unknown as TypedDocumentString<ViewerQuery, ViewerQueryVariables>;
export const BalanceDocument = new TypedDocumentString(`
    query Balance {
  organization {
    id
    name
    wallet {
      id
      available
      frozen
      total
      spent
      expired
      granted
      sequence
    }
  }
}
    `) as unknown as TypedDocumentString<BalanceQuery, BalanceQueryVariables>;
export const JournalDocument = new TypedDocumentString(`
    query Journal($first: Int!, $after: String) {
  organization {
    wallet {
      journal(first: $first, after: $after) {
        pageInfo {
          hasNextPage
          endCursor
        }
        edges {
          node {
            id
            sequence
            type
            credits
            available
            frozen
            hash
            hold {
              id
            }
            task {
              id
            }
            lot {
              id
            }
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<JournalQuery, JournalQueryVariables>;
export const LotsDocument = new TypedDocumentString(`
    query Lots {
  organization {
    wallet {
      lots(first: 100) {
        edges {
          node {
            id
            kind
            granted
            available
            frozen
            spent
            expired
            priority
            expiresAt
            source
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<LotsQuery, LotsQueryVariables>;
export const SubmitDocument = new TypedDocumentString(`
    mutation Submit($input: SubmitTaskInput!) {
  submitTask(input: $input) {
    __typename
    ... on SubmitTaskSuccess {
      replayed
      warnings {
        code
        message
      }
      task {
        id
        status
        progress
        credits
        sequence
        hold {
          id
          status
          credits
          lines {
            credits
            lot {
              id
            }
          }
        }
        member {
          name
        }
      }
    }
    ... on InsufficientCreditsError {
      required
      available
      shortfall
      sources {
        isPool
        available
      }
    }
    ... on BudgetExceededError {
      required
      remaining
      usage {
        frozen
        spent
      }
      budget {
        id
        limit
        period
        model
        member {
          name
        }
      }
    }
    ... on InvalidInputError {
      issues {
        path
        message
      }
    }
    ... on InputLimitError {
      field
      limit
    }
    ... on QuotaExceededError {
      quota
      used
      max
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SubmitMutation, SubmitMutationVariables>;
export const SubmitManyDocument = new TypedDocumentString(`
    mutation SubmitMany($inputs: [SubmitTaskInput!]!) {
  submitTasks(input: {tasks: $inputs}) {
    __typename
    ... on SubmitTasksSuccess {
      results {
        __typename
        ... on SubmitTaskSuccess {
          task {
            id
          }
        }
        ... on Error {
          code
          message
        }
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SubmitManyMutation, SubmitManyMutationVariables>;
export const TaskByIdDocument = new TypedDocumentString(`
    query TaskById($id: ID!) {
  node(id: $id) {
    __typename
    ... on Task {
      id
      status
      progress
      credits
      failureReason
      result
      sequence
      startedAt
      endedAt
      hold {
        status
        spent
        released
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TaskByIdQuery, TaskByIdQueryVariables>;
export const CancelDocument = new TypedDocumentString(`
    mutation Cancel($input: CancelTaskInput!) {
  cancelTask(input: $input) {
    __typename
    ... on CancelTaskSuccess {
      task {
        id
        status
      }
    }
    ... on TaskStateError {
      status
      allowed
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CancelMutation, CancelMutationVariables>;
export const StartDocument = new TypedDocumentString(`
    mutation Start($input: StartTaskInput!) {
  startTask(input: $input) {
    __typename
    ... on StartTaskSuccess {
      task {
        id
        status
        startedAt
      }
    }
    ... on TaskStateError {
      status
      allowed
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<StartMutation, StartMutationVariables>;
export const ReportDocument = new TypedDocumentString(`
    mutation Report($input: ReportTaskProgressInput!) {
  reportTaskProgress(input: $input) {
    __typename
    ... on ReportTaskProgressSuccess {
      task {
        id
        status
        progress
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ReportMutation, ReportMutationVariables>;
export const CompleteDocument = new TypedDocumentString(`
    mutation Complete($input: CompleteTaskInput!) {
  completeTask(input: $input) {
    __typename
    ... on CompleteTaskSuccess {
      replayed
      task {
        id
        status
        progress
        failureReason
        hold {
          id
          status
          spent
          released
          late
        }
      }
    }
    ... on SpendExceedsHoldError {
      requested
      frozen
    }
    ... on InsufficientCreditsError {
      required
      available
      shortfall
    }
    ... on TaskStateError {
      status
      allowed
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CompleteMutation, CompleteMutationVariables>;
export const FailDocument = new TypedDocumentString(`
    mutation Fail($input: FailTaskInput!) {
  failTask(input: $input) {
    __typename
    ... on FailTaskSuccess {
      replayed
      task {
        id
        status
        failureReason
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<FailMutation, FailMutationVariables>;
export const GrantDocument = new TypedDocumentString(`
    mutation Grant($input: GrantCreditsInput!) {
  grantCredits(input: $input) {
    __typename
    ... on GrantCreditsSuccess {
      replayed
      lot {
        id
        granted
        available
        expiresAt
      }
      wallet {
        id
        creditType
        available
        total
      }
    }
    ... on InvalidInputError {
      issues {
        path
        message
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<GrantMutation, GrantMutationVariables>;
export const FreezeDocument = new TypedDocumentString(`
    mutation Freeze($input: FreezeCreditsInput!) {
  freezeCredits(input: $input) {
    __typename
    ... on FreezeCreditsSuccess {
      replayed
      hold {
        id
        status
        credits
        expiresAt
        lines {
          credits
          lot {
            id
          }
        }
      }
      wallet {
        available
        frozen
        total
      }
    }
    ... on InsufficientCreditsError {
      required
      available
      shortfall
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<FreezeMutation, FreezeMutationVariables>;
export const SpendDocument = new TypedDocumentString(`
    mutation Spend($input: SpendCreditsInput!) {
  spendCredits(input: $input) {
    __typename
    ... on SpendCreditsSuccess {
      replayed
      hold {
        id
        status
        spent
        released
        late
      }
      wallet {
        available
        frozen
        total
        spent
        owed
        writtenOff
      }
    }
    ... on SpendExceedsHoldError {
      requested
      frozen
    }
    ... on HoldNotOpenError {
      status
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SpendMutation, SpendMutationVariables>;
export const RefundTaskDocument = new TypedDocumentString(`
    mutation RefundTask($input: RefundTaskInput!) {
  refundTask(input: $input) {
    __typename
    ... on RefundTaskSuccess {
      replayed
      task {
        status
        sequence
        refundedCredits
        hold {
          status
          spent
          refunded
        }
      }
    }
    ... on RefundExceedsSpentError {
      requested
      refundable
    }
    ... on RefundAllowanceError {
      creditType
      left
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RefundTaskMutation, RefundTaskMutationVariables>;
export const RefundLotDocument = new TypedDocumentString(`
    mutation RefundLot($input: RefundLotInput!) {
  refundLot(input: $input) {
    __typename
    ... on RefundLotSuccess {
      replayed
      revoked
      chargedBack
      money {
        amount
        currency
      }
      lot {
        available
        spent
        revoked
      }
      wallet {
        available
        owed
        writtenOff
      }
    }
    ... on RefundExceedsLotError {
      requested
      refundable
      frozen
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RefundLotMutation, RefundLotMutationVariables>;
export const SettleDebtDocument = new TypedDocumentString(`
    mutation SettleDebt($input: SettleDebtInput!) {
  settleDebt(input: $input) {
    __typename
    ... on SettleDebtSuccess {
      replayed
      wallet {
        available
        owed
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SettleDebtMutation, SettleDebtMutationVariables>;
export const CreatePlatformKeyDocument = new TypedDocumentString(`
    mutation CreatePlatformKey($input: CreatePlatformKeyInput!) {
  createPlatformKey(input: $input) {
    __typename
    ... on CreatePlatformKeySuccess {
      secret
      platformKey {
        id
        name
        scopes
        allowedAddresses
        createdBy
        expiresAt
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CreatePlatformKeyMutation, CreatePlatformKeyMutationVariables>;
export const RotatePlatformKeyDocument = new TypedDocumentString(`
    mutation RotatePlatformKey($input: RotatePlatformKeyInput!) {
  rotatePlatformKey(input: $input) {
    __typename
    ... on RotatePlatformKeySuccess {
      secret
      platformKey {
        id
        name
        scopes
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RotatePlatformKeyMutation, RotatePlatformKeyMutationVariables>;
export const RevokePlatformKeyDocument = new TypedDocumentString(`
    mutation RevokePlatformKey($input: RevokePlatformKeyInput!) {
  revokePlatformKey(input: $input) {
    __typename
    ... on RevokePlatformKeySuccess {
      platformKey {
        id
        revokedAt
        revokedBy
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RevokePlatformKeyMutation, RevokePlatformKeyMutationVariables>;
export const PlatformKeysDocument = new TypedDocumentString(`
    query PlatformKeys {
  viewer {
    isOperator
    scopes
    platformScopes
  }
  platformKeys(first: 100) {
    edges {
      node {
        id
        name
        prefix
        scopes
        createdBy
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PlatformKeysQuery, PlatformKeysQueryVariables>;
export const RefundHoldDocument = new TypedDocumentString(`
    mutation RefundHold($input: RefundHoldInput!) {
  refundHold(input: $input) {
    __typename
    ... on RefundHoldSuccess {
      replayed
      hold {
        status
        spent
        refunded
      }
      wallet {
        available
        spent
        owed
      }
    }
    ... on RefundExceedsSpentError {
      requested
      refundable
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RefundHoldMutation, RefundHoldMutationVariables>;
export const ReleaseDocument = new TypedDocumentString(`
    mutation Release($input: ReleaseCreditsInput!) {
  releaseCredits(input: $input) {
    __typename
    ... on ReleaseCreditsSuccess {
      hold {
        status
        spent
        released
      }
      wallet {
        available
        frozen
        total
      }
    }
    ... on HoldNotOpenError {
      status
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ReleaseMutation, ReleaseMutationVariables>;
export const QuoteDocument = new TypedDocumentString(`
    query Quote($model: String!, $operation: String!, $input: JSONObject) {
  quote(model: $model, operation: $operation, input: $input) {
    __typename
    ... on Quote {
      credits
      units
      available
      sources {
        isPool
        available
      }
      shortfall
      warnings {
        code
        message
      }
      alternatives {
        credits
        priceRule {
          model
          quality
        }
      }
      priceRule {
        model
        operation
        variant
        credits
        isContract
        outputs
      }
      lines {
        credits
        lot {
          id
        }
      }
      blockedBy {
        required
        remaining
        budget {
          id
        }
      }
      notEntitled {
        plans {
          name
        }
      }
    }
    ... on InputLimitError {
      field
      limit
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<QuoteQuery, QuoteQueryVariables>;
export const QuotePartsDocument = new TypedDocumentString(`
    query QuoteParts($model: String!, $operation: String!, $input: JSONObject, $maxCredits: Credits) {
  quote(
    model: $model
    operation: $operation
    input: $input
    maxCredits: $maxCredits
  ) {
    __typename
    ... on Quote {
      credits
      isMaximum
      priceRule {
        variant
        fixed
        per
      }
      parts {
        units
        unitsMax
        part {
          credits
          per
          unit
          unitField
          settleBy
          settleField
          tiering
          tiers {
            upTo
            credits
          }
        }
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<QuotePartsQuery, QuotePartsQueryVariables>;
export const TaskPartsDocument = new TypedDocumentString(`
    query TaskParts($id: ID!) {
  node(id: $id) {
    ... on Task {
      status
      credits
      result
      failureReason
      hold {
        spent
        released
      }
      priceParts {
        units
        unitsMax
        part {
          unit
          settleBy
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TaskPartsQuery, TaskPartsQueryVariables>;
export const ComparePricesDocument = new TypedDocumentString(`
    query ComparePrices($operation: String!, $input: JSONObject, $minQuality: Int, $organizationId: ID) {
  comparePrices(
    operation: $operation
    input: $input
    minQuality: $minQuality
    organizationId: $organizationId
  ) {
    credits
    priceRule {
      model
      operation
      quality
      comparableAs
    }
  }
}
    `) as unknown as TypedDocumentString<ComparePricesQuery, ComparePricesQueryVariables>;
export const QuoteTasksDocument = new TypedDocumentString(`
    query QuoteTasks($items: [QuoteItemInput!]!) {
  quoteTasks(items: $items) {
    __typename
    ... on TasksQuote {
      items {
        model
        operation
        count
        payable
        price {
          credits
        }
        refusal {
          code
          message
        }
      }
      totals {
        creditType
        credits
        available
        shortfall
        lines {
          credits
          lot {
            id
            expiresAt
          }
        }
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<QuoteTasksQuery, QuoteTasksQueryVariables>;
export const CreateBindingQuoteDocument = new TypedDocumentString(`
    mutation CreateBindingQuote($input: CreateBindingQuoteInput!) {
  createBindingQuote(input: $input) {
    __typename
    ... on CreateBindingQuoteSuccess {
      bindingQuote {
        id
        expiresAt
        items {
          units
          count
          taken
          priceRule {
            model
            credits
          }
        }
      }
      quote {
        totals {
          creditType
          credits
          shortfall
        }
      }
    }
    ... on QuotaExceededError {
      quota
      used
      max
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CreateBindingQuoteMutation, CreateBindingQuoteMutationVariables>;
export const QuoteItemsDocument = new TypedDocumentString(`
    query QuoteItems($id: ID!) {
  node(id: $id) {
    ... on BindingQuote {
      items {
        units
        count
        taken
        priceRule {
          credits
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<QuoteItemsQuery, QuoteItemsQueryVariables>;
export const SetMaintenanceDocument = new TypedDocumentString(`
    mutation SetMaintenance($input: SetMaintenanceInput!) {
  setMaintenance(input: $input) {
    __typename
    ... on SetMaintenanceSuccess {
      reason
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SetMaintenanceMutation, SetMaintenanceMutationVariables>;
export const PricesDocument = new TypedDocumentString(`
    query Prices($at: DateTime, $model: String) {
  priceRules(at: $at, model: $model) {
    id
    provider
    model
    operation
    creditType
    credits
    effectiveFrom
  }
}
    `) as unknown as TypedDocumentString<PricesQuery, PricesQueryVariables>;
export const SetPriceDocument = new TypedDocumentString(`
    mutation SetPrice($input: CreatePriceRuleInput!) {
  createPriceRule(input: $input) {
    __typename
    ... on CreatePriceRuleSuccess {
      replayed
      priceRule {
        id
        credits
        effectiveFrom
        runner
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SetPriceMutation, SetPriceMutationVariables>;
export const CreateOrganizationDocument = new TypedDocumentString(`
    mutation CreateOrganization($input: CreateOrganizationInput!) {
  createOrganization(input: $input) {
    __typename
    ... on CreateOrganizationSuccess {
      replayed
      organization {
        id
        name
        mode
        wallet {
          available
        }
      }
      keys {
        secret
        member {
          name
          role
        }
      }
    }
    ... on InvalidInputError {
      issues {
        path
        message
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CreateOrganizationMutation, CreateOrganizationMutationVariables>;
export const WatchTaskDocument = new TypedDocumentString(`
    subscription WatchTask($id: ID!) {
  taskUpdated(taskId: $id) {
    id
    status
    progress
    sequence
    hold {
      status
    }
  }
}
    `) as unknown as TypedDocumentString<WatchTaskSubscription, WatchTaskSubscriptionVariables>;
export const WatchTasksDocument = new TypedDocumentString(`
    subscription WatchTasks($after: [TaskSequence!]) {
  tasksUpdated(after: $after) {
    id
    status
    progress
    sequence
  }
}
    `) as unknown as TypedDocumentString<WatchTasksSubscription, WatchTasksSubscriptionVariables>;
export const WatchBalanceDocument = new TypedDocumentString(`
    subscription WatchBalance($memberId: ID) {
  balanceChanged(memberId: $memberId) {
    available
    frozen
    total
    sequence
    entry {
      sequence
      type
      credits
    }
    wallet {
      available
    }
  }
}
    `) as unknown as TypedDocumentString<WatchBalanceSubscription, WatchBalanceSubscriptionVariables>;
export const GrowDocument = new TypedDocumentString(`
    mutation Grow($input: GrowHoldInput!) {
  growHold(input: $input) {
    __typename
    ... on GrowHoldSuccess {
      replayed
      hold {
        credits
        lines {
          credits
          lot {
            id
          }
        }
      }
      wallet {
        available
        frozen
      }
    }
    ... on InsufficientCreditsError {
      required
      available
      shortfall
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<GrowMutation, GrowMutationVariables>;
export const ExtendDocument = new TypedDocumentString(`
    mutation Extend($input: ExtendHoldInput!) {
  extendHold(input: $input) {
    __typename
    ... on ExtendHoldSuccess {
      hold {
        expiresAt
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ExtendMutation, ExtendMutationVariables>;
export const LockLotDocument = new TypedDocumentString(`
    mutation LockLot($input: LockLotInput!) {
  lockLot(input: $input) {
    __typename
    ... on LockLotSuccess {
      replayed
      lot {
        lock
        available
        locked
      }
      wallet {
        available
        locked
      }
    }
    ... on LotLockedError {
      lock
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<LockLotMutation, LockLotMutationVariables>;
export const UnlockLotDocument = new TypedDocumentString(`
    mutation UnlockLot($input: UnlockLotInput!) {
  unlockLot(input: $input) {
    __typename
    ... on UnlockLotSuccess {
      lot {
        lock
        available
        locked
      }
      wallet {
        available
        locked
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<UnlockLotMutation, UnlockLotMutationVariables>;
export const AdjustDocument = new TypedDocumentString(`
    mutation Adjust($input: AdjustCreditsInput!) {
  adjustCredits(input: $input) {
    __typename
    ... on AdjustCreditsSuccess {
      replayed
      wallet {
        granted
        available
        revoked
      }
    }
    ... on InsufficientCreditsError {
      required
      available
      shortfall
    }
    ... on InvalidInputError {
      issues {
        path
        message
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<AdjustMutation, AdjustMutationVariables>;
export const SetPolicyDocument = new TypedDocumentString(`
    mutation SetPolicy($input: SetWalletPolicyInput!) {
  setWalletPolicy(input: $input) {
    __typename
    ... on SetWalletPolicySuccess {
      wallet {
        burnDown
        overspend
      }
    }
    ... on InvalidInputError {
      issues {
        path
        message
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SetPolicyMutation, SetPolicyMutationVariables>;
export const HistoryDocument = new TypedDocumentString(`
    query History {
  organization {
    wallet {
      available
      locked
      frozen
      journal(first: 100) {
        edges {
          node {
            type
            credits
            available
            locked
            frozen
            reason
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<HistoryQuery, HistoryQueryVariables>;
export const BalanceAtDocument = new TypedDocumentString(`
    query BalanceAt($at: DateTime!) {
  organization {
    wallet {
      id
      balanceAt(at: $at) {
        available
        locked
        frozen
        total
        entry {
          sequence
          type
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<BalanceAtQuery, BalanceAtQueryVariables>;
export const TransferDocument = new TypedDocumentString(`
    mutation Transfer($input: TransferCreditsInput!) {
  transferCredits(input: $input) {
    __typename
    ... on TransferCreditsSuccess {
      replayed
      from {
        available
        moved
        granted
      }
      to {
        id
        available
        moved
        granted
        spent
        owed
        member {
          name
        }
      }
    }
    ... on InsufficientCreditsError {
      required
      available
      shortfall
    }
    ... on InvalidInputError {
      issues {
        path
        message
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<TransferMutation, TransferMutationVariables>;
export const OpenDisputeDocument = new TypedDocumentString(`
    mutation OpenDispute($input: OpenDisputeInput!) {
  openDispute(input: $input) {
    __typename
    ... on OpenDisputeSuccess {
      replayed
      lot {
        id
        dispute
        available
        locked
        moved
      }
      wallet {
        available
        locked
      }
    }
    ... on DisputeStateError {
      dispute
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<OpenDisputeMutation, OpenDisputeMutationVariables>;
export const CloseDisputeDocument = new TypedDocumentString(`
    mutation CloseDispute($input: CloseDisputeInput!) {
  closeDispute(input: $input) {
    __typename
    ... on CloseDisputeSuccess {
      replayed
      lot {
        dispute
        available
        locked
        spent
        revoked
      }
      wallet {
        available
        locked
        spent
        revoked
        owed
      }
      revoked
      chargedBack
      loss {
        amount
        currency
      }
    }
    ... on DisputeStateError {
      dispute
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CloseDisputeMutation, CloseDisputeMutationVariables>;
export const WalletsDocument = new TypedDocumentString(`
    query Wallets {
  organization {
    wallets {
      creditType
      available
    }
    wallet {
      available
      locked
      frozen
      moved
      owed
      lots(first: 20) {
        edges {
          node {
            id
            kind
            priority
            source
            granted
            available
            moved
            expiresAt
            origin {
              id
            }
            paid {
              amount
              currency
            }
          }
        }
      }
    }
    members(first: 10) {
      edges {
        node {
          id
          name
          role
          wallet {
            id
            available
            locked
            frozen
            granted
            spent
            owed
            lots(first: 20) {
              edges {
                node {
                  id
                  kind
                  priority
                  source
                  granted
                  available
                  moved
                  expiresAt
                  origin {
                    id
                  }
                  paid {
                    amount
                    currency
                  }
                }
              }
            }
          }
        }
      }
    }
    revenue {
      currency
      paid {
        amount
      }
      recognized {
        amount
      }
      deferred {
        amount
      }
      breakage {
        amount
      }
      reversed {
        amount
      }
    }
  }
}
    `) as unknown as TypedDocumentString<WalletsQuery, WalletsQueryVariables>;
export const CreateBudgetDocument = new TypedDocumentString(`
    mutation CreateBudget($input: CreateBudgetInput!) {
  createBudget(input: $input) {
    __typename
    ... on CreateBudgetSuccess {
      replayed
      budget {
        id
        limit
        period
        model
        member {
          id
        }
        usage {
          frozen
          spent
        }
      }
    }
    ... on InvalidInputError {
      issues {
        path
        message
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CreateBudgetMutation, CreateBudgetMutationVariables>;
export const UpdateBudgetDocument = new TypedDocumentString(`
    mutation UpdateBudget($input: UpdateBudgetInput!) {
  updateBudget(input: $input) {
    __typename
    ... on UpdateBudgetSuccess {
      replayed
      budget {
        limit
        enforcement
        thresholds
        usage {
          frozen
          spent
        }
      }
    }
    ... on InvalidInputError {
      issues {
        path
        message
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<UpdateBudgetMutation, UpdateBudgetMutationVariables>;
export const EndBudgetDocument = new TypedDocumentString(`
    mutation EndBudget($input: EndBudgetInput!) {
  endBudget(input: $input) {
    __typename
    ... on EndBudgetSuccess {
      replayed
      budget {
        endedAt
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<EndBudgetMutation, EndBudgetMutationVariables>;
export const SetSpendingPolicyDocument = new TypedDocumentString(`
    mutation SetSpendingPolicy($input: SetSpendingPolicyInput!) {
  setSpendingPolicy(input: $input) {
    __typename
    ... on SetSpendingPolicySuccess {
      replayed
      organization {
        timeZone
        membersUsePool
      }
    }
    ... on InvalidInputError {
      issues {
        path
        message
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SetSpendingPolicyMutation, SetSpendingPolicyMutationVariables>;
export const BudgetsDocument = new TypedDocumentString(`
    query Budgets {
  organization {
    budgets(first: 20) {
      edges {
        node {
          id
          limit
          usage {
            frozen
            spent
            periodStart
            periodEnd
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<BudgetsQuery, BudgetsQueryVariables>;
export const PublishCheckpointDocument = new TypedDocumentString(`
    mutation PublishCheckpoint($after: SafeInt) {
  publishCheckpoint(input: {after: $after}) {
    ... on Error {
      code
      message
    }
    ... on PublishCheckpointSuccess {
      checkpoint {
        number
        publishedAt
        heads
        root
        previous
        hash
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PublishCheckpointMutation, PublishCheckpointMutationVariables>;
export const CheckpointDocument = new TypedDocumentString(`
    query Checkpoint($number: SafeInt) {
  checkpoint(number: $number) {
    number
    hash
  }
}
    `) as unknown as TypedDocumentString<CheckpointQuery, CheckpointQueryVariables>;
export const ProofsDocument = new TypedDocumentString(`
    query Proofs {
  organization {
    wallet {
      journal(first: 20) {
        edges {
          node {
            sequence
            proof
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ProofsQuery, ProofsQueryVariables>;
export const VerifyLedgerDocument = new TypedDocumentString(`
    query VerifyLedger($id: ID) {
  organization(id: $id) {
    integrity {
      entries
      lots
      holds
      drift
      violations {
        invariant
        rowId
        found
      }
    }
  }
}
    `) as unknown as TypedDocumentString<VerifyLedgerQuery, VerifyLedgerQueryVariables>;
export const LoadCatalogueDocument = new TypedDocumentString(`
    mutation LoadCatalogue($input: CatalogueSourceInput!, $takeOver: Boolean! = false, $dryRun: Boolean! = false, $maxChangePercent: Int) {
  loadCatalogue(
    input: {source: $input, dryRun: $dryRun, takeOver: $takeOver, maxChangePercent: $maxChangePercent}
  ) {
    __typename
    ... on LoadCatalogueSuccess {
      name
      dryRun
      changes {
        kind
        subject
        differences {
          field
          from
          to
        }
      }
    }
    ... on InvalidInputError {
      issues {
        path
        message
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<LoadCatalogueMutation, LoadCatalogueMutationVariables>;
export const AdvanceClockDocument = new TypedDocumentString(`
    mutation AdvanceClock($input: AdvanceClockInput!) {
  advanceClock(input: $input) {
    __typename
    ... on AdvanceClockSuccess {
      now
      instants
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<AdvanceClockMutation, AdvanceClockMutationVariables>;
export const SubscriptionOfDocument = new TypedDocumentString(`
    query SubscriptionOf {
  organization {
    now
    subscription {
      id
      status
      renewsAt
      periodEnd
      anchorAt
      cancelAtPeriodEnd
      plan {
        name
      }
      nextPlan {
        name
      }
      nextPlanBlockedBy {
        seats
        members
      }
      cycle {
        number
        start
        end
        allowances {
          creditType
          total
          remaining
          used
          usedPercent
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SubscriptionOfQuery, SubscriptionOfQueryVariables>;
export const StartSubscriptionDocument = new TypedDocumentString(`
    mutation StartSubscription($input: StartSubscriptionInput!) {
  startSubscription(input: $input) {
    __typename
    ... on StartSubscriptionSuccess {
      replayed
      subscription {
        id
        status
        renewsAt
        plan {
          name
        }
      }
    }
    ... on SeatsExceededError {
      seats
      members
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<StartSubscriptionMutation, StartSubscriptionMutationVariables>;
export const UpgradeSubscriptionDocument = new TypedDocumentString(`
    mutation UpgradeSubscription($input: UpgradeSubscriptionInput!) {
  upgradeSubscription(input: $input) {
    __typename
    ... on UpgradeSubscriptionSuccess {
      subscription {
        status
        plan {
          name
        }
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<UpgradeSubscriptionMutation, UpgradeSubscriptionMutationVariables>;
export const DowngradeSubscriptionDocument = new TypedDocumentString(`
    mutation DowngradeSubscription($input: DowngradeSubscriptionInput!) {
  downgradeSubscription(input: $input) {
    __typename
    ... on DowngradeSubscriptionSuccess {
      subscription {
        status
        cancelAtPeriodEnd
        nextPlan {
          name
        }
      }
    }
    ... on SeatsExceededError {
      seats
      members
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<DowngradeSubscriptionMutation, DowngradeSubscriptionMutationVariables>;
export const MarkPastDueDocument = new TypedDocumentString(`
    mutation MarkPastDue($input: MarkSubscriptionPastDueInput!) {
  markSubscriptionPastDue(input: $input) {
    __typename
    ... on MarkSubscriptionPastDueSuccess {
      subscription {
        status
        renewsAt
      }
    }
    ... on SubscriptionStateError {
      status
      allowed
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<MarkPastDueMutation, MarkPastDueMutationVariables>;
export const MarkPaidDocument = new TypedDocumentString(`
    mutation MarkPaid($input: MarkSubscriptionPaidInput!) {
  markSubscriptionPaid(input: $input) {
    __typename
    ... on MarkSubscriptionPaidSuccess {
      subscription {
        status
        renewsAt
        cancelAtPeriodEnd
        nextPlan {
          name
        }
      }
    }
    ... on SubscriptionStateError {
      status
      allowed
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<MarkPaidMutation, MarkPaidMutationVariables>;
export const UndoSubscriptionChangeDocument = new TypedDocumentString(`
    mutation UndoSubscriptionChange($input: UndoSubscriptionChangeInput!) {
  undoSubscriptionChange(input: $input) {
    __typename
    ... on UndoSubscriptionChangeSuccess {
      subscription {
        status
        renewsAt
        cancelAtPeriodEnd
        nextPlan {
          name
        }
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<UndoSubscriptionChangeMutation, UndoSubscriptionChangeMutationVariables>;
export const ReactivateDocument = new TypedDocumentString(`
    mutation Reactivate($input: ReactivateSubscriptionInput!) {
  reactivateSubscription(input: $input) {
    __typename
    ... on ReactivateSubscriptionSuccess {
      subscription {
        status
        renewsAt
        plan {
          name
        }
        nextPlan {
          name
        }
      }
    }
    ... on SubscriptionStateError {
      status
      allowed
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ReactivateMutation, ReactivateMutationVariables>;
export const CancelSubscriptionDocument = new TypedDocumentString(`
    mutation CancelSubscription($input: CancelSubscriptionInput!) {
  cancelSubscription(input: $input) {
    __typename
    ... on CancelSubscriptionSuccess {
      subscription {
        status
        renewsAt
        cancelAtPeriodEnd
        endedAt
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CancelSubscriptionMutation, CancelSubscriptionMutationVariables>;
export const OutlookDocument = new TypedDocumentString(`
    query Outlook($withinDays: Int!, $days: Int!) {
  organization {
    wallet {
      expiring(withinDays: $withinDays) {
        credits
        expiresAt
        lot {
          id
          kind
        }
      }
      forecast(days: $days) {
        spent
        from
        to
        runsOutAt
        unknownBecause
      }
    }
  }
}
    `) as unknown as TypedDocumentString<OutlookQuery, OutlookQueryVariables>;
export const ForecastOfDocument = new TypedDocumentString(`
    query ForecastOf($days: Int!, $pace: [SpendingPaceInput!], $memberId: ID, $creditType: String, $first: Int! = 100) {
  organization {
    forecast(
      days: $days
      pace: $pace
      memberId: $memberId
      creditType: $creditType
      first: $first
    ) {
      from
      until
      isComplete
      pace {
        creditType
        creditsPerDay
        member {
          name
        }
        model
        operation
      }
      wallets {
        creditType
        member {
          name
        }
        wallet {
          id
        }
        runsOutAt
        days {
          at
          available
        }
        losses {
          credits
          at
          source
          lot {
            id
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ForecastOfQuery, ForecastOfQueryVariables>;
export const WalletsOfDocument = new TypedDocumentString(`
    query WalletsOf($id: ID!) {
  organization(id: $id) {
    status
    wallet {
      available
      locked
      frozen
      spent
      expired
      revoked
      owed
      journal(last: 50) {
        edges {
          node {
            type
            credits
            reason
          }
        }
      }
    }
    members(first: 10) {
      edges {
        node {
          id
          name
          wallet {
            available
            locked
            frozen
            spent
            owed
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<WalletsOfQuery, WalletsOfQueryVariables>;
export const PoolsDocument = new TypedDocumentString(`
    query Pools {
  organization {
    wallets {
      creditType
      available
      locked
      frozen
      spent
      expired
      total
    }
  }
}
    `) as unknown as TypedDocumentString<PoolsQuery, PoolsQueryVariables>;
export const PriceListDocument = new TypedDocumentString(`
    query PriceList {
  priceRules {
    model
    operation
    creditType
    credits
    outputs
    state
  }
}
    `) as unknown as TypedDocumentString<PriceListQuery, PriceListQueryVariables>;
export const PlansDocument = new TypedDocumentString(`
    query Plans {
  plans {
    name
    interval
    credits {
      creditType
      credits
    }
    extraPurchases
    assetKinds
    rolloverMax
    upgradePolicy
  }
}
    `) as unknown as TypedDocumentString<PlansQuery, PlansQueryVariables>;
export const ClaimTasksDocument = new TypedDocumentString(`
    mutation ClaimTasks($input: ClaimTasksInput!) {
  claimTasks(input: $input) {
    __typename
    ... on ClaimTasksSuccess {
      claimed {
        lease {
          leaseId
          until
          attempt
          worker
        }
        task {
          id
          status
          organization {
            id
          }
        }
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ClaimTasksMutation, ClaimTasksMutationVariables>;
export const ExtendLeaseDocument = new TypedDocumentString(`
    mutation ExtendLease($input: ExtendLeaseInput!) {
  extendLease(input: $input) {
    __typename
    ... on ExtendLeaseSuccess {
      lease {
        until
        attempt
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ExtendLeaseMutation, ExtendLeaseMutationVariables>;
export const CreateTaskUploadDocument = new TypedDocumentString(`
    mutation CreateTaskUpload($input: CreateTaskUploadInput!) {
  createTaskUpload(input: $input) {
    __typename
    ... on CreateTaskUploadSuccess {
      upload {
        url
        expiresAt
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CreateTaskUploadMutation, CreateTaskUploadMutationVariables>;
export const ReturnTaskDocument = new TypedDocumentString(`
    mutation ReturnTask($input: ReturnTaskInput!) {
  returnTask(input: $input) {
    __typename
    ... on ReturnTaskSuccess {
      willBeRetried
      task {
        status
        failureReason
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ReturnTaskMutation, ReturnTaskMutationVariables>;
export const WhoAmIDocument = new TypedDocumentString(`
    query WhoAmI {
  viewer {
    isOperator
    scopes
    organization {
      id
      name
    }
    member {
      id
      name
      role
    }
    person {
      subject
      name
      email
      memberships {
        organizationId
        organizationName
        role
      }
    }
  }
}
    `) as unknown as TypedDocumentString<WhoAmIQuery, WhoAmIQueryVariables>;
export const CreateApiKeyDocument = new TypedDocumentString(`
    mutation CreateApiKey($input: CreateApiKeyInput!) {
  createApiKey(input: $input) {
    __typename
    ... on CreateApiKeySuccess {
      secret
      apiKey {
        id
        prefix
        name
        scopes
        expiresAt
        allowedAddresses
        member {
          id
        }
      }
    }
    ... on ScopeNotAllowedError {
      scopes
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CreateApiKeyMutation, CreateApiKeyMutationVariables>;
export const RotateApiKeyDocument = new TypedDocumentString(`
    mutation RotateApiKey($input: RotateApiKeyInput!) {
  rotateApiKey(input: $input) {
    __typename
    ... on RotateApiKeySuccess {
      secret
      apiKey {
        id
        prefix
        name
        scopes
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RotateApiKeyMutation, RotateApiKeyMutationVariables>;
export const RevokeApiKeyDocument = new TypedDocumentString(`
    mutation RevokeApiKey($id: ID!) {
  revokeApiKey(input: {apiKeyId: $id}) {
    __typename
    ... on RevokeApiKeySuccess {
      apiKey {
        id
        revokedAt
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RevokeApiKeyMutation, RevokeApiKeyMutationVariables>;
export const ApiKeysDocument = new TypedDocumentString(`
    query ApiKeys {
  organization {
    apiKeys {
      edges {
        node {
          id
          name
          prefix
          scopes
          lastUsedAt
          expiresAt
          member {
            name
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ApiKeysQuery, ApiKeysQueryVariables>;
export const MembersDocument = new TypedDocumentString(`
    query Members {
  organization {
    id
    name
    status
    members {
      edges {
        node {
          id
          name
          role
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<MembersQuery, MembersQueryVariables>;
export const CreateInvitationDocument = new TypedDocumentString(`
    mutation CreateInvitation($input: CreateInvitationInput!) {
  createInvitation(input: $input) {
    __typename
    ... on CreateInvitationSuccess {
      secret
      url
      invitation {
        id
        email
        role
        expiresAt
      }
    }
    ... on SeatsExceededError {
      seats
      members
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CreateInvitationMutation, CreateInvitationMutationVariables>;
export const InvitationsDocument = new TypedDocumentString(`
    query Invitations {
  organization {
    invitations {
      edges {
        node {
          id
          email
          role
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<InvitationsQuery, InvitationsQueryVariables>;
export const InvitationOfDocument = new TypedDocumentString(`
    query InvitationOf($secret: String!) {
  invitation(invitationSecret: $secret) {
    organizationName
    role
    email
    expiresAt
  }
}
    `) as unknown as TypedDocumentString<InvitationOfQuery, InvitationOfQueryVariables>;
export const AcceptInvitationDocument = new TypedDocumentString(`
    mutation AcceptInvitation($secret: String!) {
  acceptInvitation(input: {invitationSecret: $secret}) {
    __typename
    ... on AcceptInvitationSuccess {
      organization {
        id
        name
        members(first: 10) {
          edges {
            node {
              name
            }
          }
        }
        invitations {
          edges {
            node {
              id
            }
          }
        }
      }
      member {
        id
        name
        role
        organization {
          id
          name
        }
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<AcceptInvitationMutation, AcceptInvitationMutationVariables>;
export const DeclineInvitationDocument = new TypedDocumentString(`
    mutation DeclineInvitation($secret: String!) {
  declineInvitation(input: {invitationSecret: $secret}) {
    __typename
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<DeclineInvitationMutation, DeclineInvitationMutationVariables>;
export const RevokeInvitationDocument = new TypedDocumentString(`
    mutation RevokeInvitation($id: ID!) {
  revokeInvitation(input: {invitationId: $id}) {
    __typename
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RevokeInvitationMutation, RevokeInvitationMutationVariables>;
export const AddMemberDocument = new TypedDocumentString(`
    mutation AddMember($input: AddMemberInput!) {
  addMember(input: $input) {
    __typename
    ... on AddMemberSuccess {
      member {
        id
        name
        role
        subject
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<AddMemberMutation, AddMemberMutationVariables>;
export const LinkMemberDocument = new TypedDocumentString(`
    mutation LinkMember($input: LinkMemberInput!) {
  linkMember(input: $input) {
    __typename
    ... on LinkMemberSuccess {
      member {
        id
        subject
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<LinkMemberMutation, LinkMemberMutationVariables>;
export const UpdateMemberRoleDocument = new TypedDocumentString(`
    mutation UpdateMemberRole($input: UpdateMemberRoleInput!) {
  updateMemberRole(input: $input) {
    __typename
    ... on UpdateMemberRoleSuccess {
      member {
        id
        role
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<UpdateMemberRoleMutation, UpdateMemberRoleMutationVariables>;
export const RemoveMemberDocument = new TypedDocumentString(`
    mutation RemoveMember($input: RemoveMemberInput!) {
  removeMember(input: $input) {
    __typename
    ... on RemoveMemberSuccess {
      member {
        id
        removedAt
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RemoveMemberMutation, RemoveMemberMutationVariables>;
export const UpdateOrganizationDocument = new TypedDocumentString(`
    mutation UpdateOrganization($input: UpdateOrganizationInput!) {
  updateOrganization(input: $input) {
    __typename
    ... on UpdateOrganizationSuccess {
      replayed
      organization {
        name
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<UpdateOrganizationMutation, UpdateOrganizationMutationVariables>;
export const SuspendOrganizationDocument = new TypedDocumentString(`
    mutation SuspendOrganization($input: SuspendOrganizationInput!) {
  suspendOrganization(input: $input) {
    __typename
    ... on SuspendOrganizationSuccess {
      organization {
        status
        statusReason
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SuspendOrganizationMutation, SuspendOrganizationMutationVariables>;
export const ResumeOrganizationDocument = new TypedDocumentString(`
    mutation ResumeOrganization($input: ResumeOrganizationInput!) {
  resumeOrganization(input: $input) {
    __typename
    ... on ResumeOrganizationSuccess {
      organization {
        status
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ResumeOrganizationMutation, ResumeOrganizationMutationVariables>;
export const CloseOrganizationDocument = new TypedDocumentString(`
    mutation CloseOrganization($input: CloseOrganizationInput!) {
  closeOrganization(input: $input) {
    __typename
    ... on CloseOrganizationSuccess {
      replayed
      organization {
        status
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CloseOrganizationMutation, CloseOrganizationMutationVariables>;
export const AuditDocument = new TypedDocumentString(`
    query Audit($organizationId: ID, $filter: AuditFilter) {
  organization(id: $organizationId) {
    audit(first: 100, filter: $filter) {
      edges {
        node {
          id
          action
          actorKind
          actorName
          actorId
          address
          requestId
          subjectType
          subjectId
          before
          after
          createdAt
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AuditQuery, AuditQueryVariables>;
export const PlatformAuditDocument = new TypedDocumentString(`
    query PlatformAudit($filter: AuditFilter) {
  platformAudit(first: 100, filter: $filter) {
    edges {
      node {
        id
        action
        actorKind
        actorName
        actorId
        subjectType
        subjectId
        after
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PlatformAuditQuery, PlatformAuditQueryVariables>;
export const OrganizationByIdDocument = new TypedDocumentString(`
    query OrganizationById($id: ID!) {
  organization(id: $id) {
    id
    name
    status
    statusReason
    wallet {
      available
      frozen
      revoked
    }
  }
}
    `) as unknown as TypedDocumentString<OrganizationByIdQuery, OrganizationByIdQueryVariables>;
export const AlertsDocument = new TypedDocumentString(`
    query Alerts {
  organization {
    alerts(first: 50) {
      edges {
        node {
          kind
          threshold
          credits
          lostAt
          message
          budget {
            id
          }
          wallet {
            id
          }
          lot {
            id
          }
          webhookEndpoint {
            id
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AlertsQuery, AlertsQueryVariables>;
export const ApproveTaskDocument = new TypedDocumentString(`
    mutation ApproveTask($input: ApproveTaskInput!) {
  approveTask(input: $input) {
    __typename
    ... on ApproveTaskSuccess {
      task {
        id
        status
        approval
        deadlineAt
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ApproveTaskMutation, ApproveTaskMutationVariables>;
export const DeclineTaskDocument = new TypedDocumentString(`
    mutation DeclineTask($input: DeclineTaskInput!) {
  declineTask(input: $input) {
    __typename
    ... on DeclineTaskSuccess {
      task {
        id
        status
        approval
        failureReason
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<DeclineTaskMutation, DeclineTaskMutationVariables>;
export const TaskApprovalDocument = new TypedDocumentString(`
    query TaskApproval($id: ID!) {
  node(id: $id) {
    ... on Task {
      status
      approval
      deadlineAt
      failureReason
    }
  }
}
    `) as unknown as TypedDocumentString<TaskApprovalQuery, TaskApprovalQueryVariables>;
export const AllocateDocument = new TypedDocumentString(`
    mutation Allocate($input: AllocateCreditsInput!) {
  allocateCredits(input: $input) {
    __typename
    ... on AllocateCreditsSuccess {
      replayed
      allocated {
        credits
        member {
          name
        }
      }
    }
    ... on InsufficientCreditsError {
      required
      available
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<AllocateMutation, AllocateMutationVariables>;
export const AllocateEquallyDocument = new TypedDocumentString(`
    mutation AllocateEqually($input: AllocateEquallyInput!) {
  allocateEqually(input: $input) {
    __typename
    ... on AllocateEquallySuccess {
      replayed
      allocated {
        credits
        member {
          name
        }
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<AllocateEquallyMutation, AllocateEquallyMutationVariables>;
export const ReclaimDocument = new TypedDocumentString(`
    mutation Reclaim($input: ReclaimCreditsInput!) {
  reclaimCredits(input: $input) {
    __typename
    ... on ReclaimCreditsSuccess {
      replayed
      allocated {
        credits
        member {
          name
        }
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ReclaimMutation, ReclaimMutationVariables>;
export const SetAllocationRuleDocument = new TypedDocumentString(`
    mutation SetAllocationRule($input: SetAllocationRuleInput!) {
  setAllocationRule(input: $input) {
    __typename
    ... on SetAllocationRuleSuccess {
      allocationRule {
        id
        credits
        reclaim
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SetAllocationRuleMutation, SetAllocationRuleMutationVariables>;
export const EndAllocationRuleDocument = new TypedDocumentString(`
    mutation EndAllocationRule($id: ID!) {
  endAllocationRule(input: {allocationRuleId: $id}) {
    __typename
    ... on EndedError {
      endedAt
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<EndAllocationRuleMutation, EndAllocationRuleMutationVariables>;
export const MemberWalletsDocument = new TypedDocumentString(`
    query MemberWallets {
  organization {
    wallet {
      available
      frozen
      spent
    }
    allocationRules {
      id
      credits
      lastCycleStart
    }
    members(first: 100) {
      edges {
        node {
          id
          name
          wallet {
            available
            frozen
            spent
            lots(first: 20) {
              edges {
                node {
                  kind
                  expiresAt
                  available
                }
              }
            }
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<MemberWalletsQuery, MemberWalletsQueryVariables>;
export const JournalsOfWalletsDocument = new TypedDocumentString(`
    query JournalsOfWallets {
  organization {
    wallet {
      journal(first: 10) {
        edges {
          node {
            type
            otherWallet {
              member {
                name
              }
            }
          }
        }
      }
    }
    members(first: 100) {
      edges {
        node {
          name
          wallet {
            journal(first: 10) {
              edges {
                node {
                  type
                  otherWallet {
                    member {
                      name
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<JournalsOfWalletsQuery, JournalsOfWalletsQueryVariables>;
export const FollowBalanceDocument = new TypedDocumentString(`
    subscription FollowBalance($after: SafeInt) {
  balanceChanged(after: $after) {
    sequence
    available
    frozen
    entry {
      sequence
      type
      credits
      hash
    }
  }
}
    `) as unknown as TypedDocumentString<FollowBalanceSubscription, FollowBalanceSubscriptionVariables>;
export const FollowWalletsDocument = new TypedDocumentString(`
    subscription FollowWallets($after: [WalletSequence!]) {
  walletsChanged(after: $after) {
    sequence
    available
    frozen
    entry {
      sequence
      type
    }
    wallet {
      id
      member {
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<FollowWalletsSubscription, FollowWalletsSubscriptionVariables>;
export const FollowTaskDocument = new TypedDocumentString(`
    subscription FollowTask($id: ID!, $after: Int) {
  taskUpdated(taskId: $id, after: $after) {
    id
    status
    sequence
    progress
  }
}
    `) as unknown as TypedDocumentString<FollowTaskSubscription, FollowTaskSubscriptionVariables>;
export const FollowAlertsDocument = new TypedDocumentString(`
    subscription FollowAlerts($after: ID) {
  alertRaised(after: $after) {
    id
    kind
    threshold
    credits
    message
    lot {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<FollowAlertsSubscription, FollowAlertsSubscriptionVariables>;
export const CreateBalanceThresholdDocument = new TypedDocumentString(`
    mutation CreateBalanceThreshold($input: CreateBalanceThresholdInput!) {
  createBalanceThreshold(input: $input) {
    __typename
    ... on CreateBalanceThresholdSuccess {
      replayed
      balanceThreshold {
        id
        credits
        percent
        isBelow
        member {
          id
        }
      }
    }
    ... on InvalidInputError {
      issues {
        path
        message
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CreateBalanceThresholdMutation, CreateBalanceThresholdMutationVariables>;
export const EndBalanceThresholdDocument = new TypedDocumentString(`
    mutation EndBalanceThreshold($input: EndBalanceThresholdInput!) {
  endBalanceThreshold(input: $input) {
    __typename
    ... on EndBalanceThresholdSuccess {
      balanceThreshold {
        id
        endedAt
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<EndBalanceThresholdMutation, EndBalanceThresholdMutationVariables>;
export const BalanceThresholdsDocument = new TypedDocumentString(`
    query BalanceThresholds {
  organization {
    expiryAlertDays
    balanceThresholds(first: 50) {
      edges {
        node {
          id
          credits
          percent
          isBelow
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<BalanceThresholdsQuery, BalanceThresholdsQueryVariables>;
export const SetExpiryAlertDocument = new TypedDocumentString(`
    mutation SetExpiryAlert($input: SetExpiryAlertInput!) {
  setExpiryAlert(input: $input) {
    __typename
    ... on SetExpiryAlertSuccess {
      organization {
        expiryAlertDays
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SetExpiryAlertMutation, SetExpiryAlertMutationVariables>;
export const CreatePlatformWebhookEndpointDocument = new TypedDocumentString(`
    mutation CreatePlatformWebhookEndpoint($input: CreatePlatformWebhookEndpointInput!) {
  createPlatformWebhookEndpoint(input: $input) {
    __typename
    ... on CreatePlatformWebhookEndpointSuccess {
      secret
      webhookEndpoint {
        id
        url
        events
        state
        isOfPlatform
        organization {
          id
        }
      }
    }
    ... on InvalidInputError {
      issues {
        path
        message
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CreatePlatformWebhookEndpointMutation, CreatePlatformWebhookEndpointMutationVariables>;
export const PlatformWebhookEndpointsDocument = new TypedDocumentString(`
    query PlatformWebhookEndpoints {
  platformWebhookEndpoints {
    id
    url
    state
    stateReason
    events
    isOfPlatform
    organization {
      id
    }
    waitingDeliveries
    deliveries(first: 20) {
      edges {
        node {
          id
          messageId
          event
          body
          status
          attempts
          error
          organization {
            id
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PlatformWebhookEndpointsQuery, PlatformWebhookEndpointsQueryVariables>;
export const CreateWebhookEndpointDocument = new TypedDocumentString(`
    mutation CreateWebhookEndpoint($input: CreateWebhookEndpointInput!) {
  createWebhookEndpoint(input: $input) {
    __typename
    ... on CreateWebhookEndpointSuccess {
      secret
      webhookEndpoint {
        id
        url
        events
        state
      }
    }
    ... on InvalidInputError {
      issues {
        path
        message
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CreateWebhookEndpointMutation, CreateWebhookEndpointMutationVariables>;
export const UpdateWebhookEndpointDocument = new TypedDocumentString(`
    mutation UpdateWebhookEndpoint($input: UpdateWebhookEndpointInput!) {
  updateWebhookEndpoint(input: $input) {
    __typename
    ... on UpdateWebhookEndpointSuccess {
      webhookEndpoint {
        id
        url
        events
        state
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<UpdateWebhookEndpointMutation, UpdateWebhookEndpointMutationVariables>;
export const EndWebhookEndpointDocument = new TypedDocumentString(`
    mutation EndWebhookEndpoint($id: ID!) {
  endWebhookEndpoint(input: {webhookEndpointId: $id}) {
    __typename
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<EndWebhookEndpointMutation, EndWebhookEndpointMutationVariables>;
export const RotateWebhookSecretDocument = new TypedDocumentString(`
    mutation RotateWebhookSecret($input: RotateWebhookSecretInput!) {
  rotateWebhookSecret(input: $input) {
    __typename
    ... on RotateWebhookSecretSuccess {
      secret
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RotateWebhookSecretMutation, RotateWebhookSecretMutationVariables>;
export const RotateTaskWebhookSecretDocument = new TypedDocumentString(`
    mutation RotateTaskWebhookSecret($input: RotateTaskWebhookSecretInput!) {
  rotateTaskWebhookSecret(input: $input) {
    __typename
    ... on RotateTaskWebhookSecretSuccess {
      secret
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RotateTaskWebhookSecretMutation, RotateTaskWebhookSecretMutationVariables>;
export const TaskWebhooksDocument = new TypedDocumentString(`
    query TaskWebhooks($id: ID!) {
  node(id: $id) {
    ... on Task {
      webhookUrl
      webhookDeliveries(first: 20) {
        edges {
          node {
            id
            messageId
            event
            url
            body
            status
            attempts
            responseStatus
            error
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TaskWebhooksQuery, TaskWebhooksQueryVariables>;
export const TestWebhookEndpointDocument = new TypedDocumentString(`
    mutation TestWebhookEndpoint($id: ID!) {
  testWebhookEndpoint(input: {webhookEndpointId: $id}) {
    __typename
    ... on TestWebhookEndpointSuccess {
      delivery {
        id
        messageId
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<TestWebhookEndpointMutation, TestWebhookEndpointMutationVariables>;
export const RedeliverWebhookDocument = new TypedDocumentString(`
    mutation RedeliverWebhook($id: ID!) {
  redeliverWebhook(input: {deliveryId: $id}) {
    __typename
    ... on RedeliverWebhookSuccess {
      delivery {
        id
        messageId
        status
      }
    }
    ... on EndedError {
      endedAt
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RedeliverWebhookMutation, RedeliverWebhookMutationVariables>;
export const WebhookEndpointsDocument = new TypedDocumentString(`
    query WebhookEndpoints {
  organization {
    webhookEndpoints {
      id
      url
      state
      stateReason
      waitingDeliveries
      deliveries(first: 20) {
        edges {
          node {
            id
            messageId
            event
            body
            status
            attempts
            responseStatus
            error
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<WebhookEndpointsQuery, WebhookEndpointsQueryVariables>;
export const TaskFilesDocument = new TypedDocumentString(`
    query TaskFiles($id: ID!) {
  node(id: $id) {
    ... on Task {
      status
      result
      files {
        name
        contentType
        bytes
        url
        expiresAt
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TaskFilesQuery, TaskFilesQueryVariables>;
export const SetConcurrencyLimitDocument = new TypedDocumentString(`
    mutation SetConcurrencyLimit($input: SetConcurrencyLimitInput!) {
  setConcurrencyLimit(input: $input) {
    __typename
    ... on SetConcurrencyLimitSuccess {
      organization {
        tasksAtOnce
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SetConcurrencyLimitMutation, SetConcurrencyLimitMutationVariables>;
export const OrganizationsDocument = new TypedDocumentString(`
    query Organizations($first: Int, $after: String, $filter: OrganizationFilter) {
  organizations(first: $first, after: $after, filter: $filter) {
    pageInfo {
      hasNextPage
      endCursor
    }
    edges {
      node {
        id
        name
        status
        mode
      }
    }
  }
}
    `) as unknown as TypedDocumentString<OrganizationsQuery, OrganizationsQueryVariables>;
export const SetFacadeDocument = new TypedDocumentString(`
    mutation SetFacade($input: SetFacadeInput!) {
  setFacade(input: $input) {
    __typename
    ... on SetFacadeSuccess {
      dryRun
      facade {
        name
        isOn
        isOwn
        endpoints {
          kind
          method
          path
          answeredBy
          unpriced
        }
      }
      changes {
        path
        from
        to
      }
    }
    ... on InvalidInputError {
      issues {
        path
        message
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SetFacadeMutation, SetFacadeMutationVariables>;
export const RemoveFacadeDocument = new TypedDocumentString(`
    mutation RemoveFacade($input: RemoveFacadeInput!) {
  removeFacade(input: $input) {
    __typename
    ... on RemoveFacadeSuccess {
      dryRun
      facade {
        name
        isOn
        isOwn
      }
      changes {
        path
        from
        to
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RemoveFacadeMutation, RemoveFacadeMutationVariables>;
export const FacadesDocument = new TypedDocumentString(`
    query Facades($name: String!) {
  facades {
    name
    isOn
    isOwn
  }
  facade(name: $name) {
    name
    description
    isOn
    isOwn
    definition
    endpoints {
      kind
      method
      path
      answeredBy
      unpriced
    }
  }
}
    `) as unknown as TypedDocumentString<FacadesQuery, FacadesQueryVariables>;
export const SetHttpProviderDocument = new TypedDocumentString(`
    mutation SetHttpProvider($input: HttpProviderSourceInput!, $baseUrl: String) {
  setHttpProvider(input: {source: $input, baseUrl: $baseUrl}) {
    __typename
    ... on SetHttpProviderSuccess {
      httpProvider {
        name
        definition
        missingSecrets
      }
    }
    ... on InvalidInputError {
      issues {
        path
        message
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SetHttpProviderMutation, SetHttpProviderMutationVariables>;
export const HttpProvidersDocument = new TypedDocumentString(`
    query HttpProviders {
  httpProviders {
    name
    definition
    missingSecrets
    load {
      waiting
      atWork
    }
    lastError
    lastErrorAt
    updatedAt
  }
}
    `) as unknown as TypedDocumentString<HttpProvidersQuery, HttpProvidersQueryVariables>;
export const TasksWhereDocument = new TypedDocumentString(`
    query TasksWhere($filter: TaskFilter, $first: Int, $after: String) {
  organization {
    tasks(filter: $filter, first: $first, after: $after) {
      edges {
        node {
          id
          member {
            id
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TasksWhereQuery, TasksWhereQueryVariables>;
export const QuotasDocument = new TypedDocumentString(`
    query Quotas {
  organization {
    quotas {
      tasks {
        used
        max
      }
      taskBytes {
        used
        max
      }
      fileBytes {
        used
        max
      }
      quotes {
        used
        max
      }
    }
  }
}
    `) as unknown as TypedDocumentString<QuotasQuery, QuotasQueryVariables>;
export const SetQuotasDocument = new TypedDocumentString(`
    mutation SetQuotas($input: SetQuotasInput!) {
  setQuotas(input: $input) {
    __typename
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SetQuotasMutation, SetQuotasMutationVariables>;
export const TaskContentDocument = new TypedDocumentString(`
    query TaskContent($id: ID!) {
  node(id: $id) {
    ... on Task {
      status
      input
      result
      forgottenAt
    }
  }
}
    `) as unknown as TypedDocumentString<TaskContentQuery, TaskContentQueryVariables>;
export const EventsDocument = new TypedDocumentString(`
    query Events($after: SafeInt!, $first: Int, $kinds: [FeedEventKind!], $organizationId: ID) {
  events(
    after: $after
    first: $first
    kinds: $kinds
    organizationId: $organizationId
  ) {
    events {
      number
      at
      kind
      organizationId
      subjectType
      subjectId
      actorKind
      actorId
      actorName
      data
    }
    lastNumber
    newestNumber
  }
}
    `) as unknown as TypedDocumentString<EventsQuery, EventsQueryVariables>;
export const WatchEventsDocument = new TypedDocumentString(`
    subscription WatchEvents($after: SafeInt, $kinds: [FeedEventKind!], $organizationId: ID) {
  events(after: $after, kinds: $kinds, organizationId: $organizationId) {
    number
    kind
    organizationId
    subjectType
    subjectId
    actorName
    data
  }
}
    `) as unknown as TypedDocumentString<WatchEventsSubscription, WatchEventsSubscriptionVariables>;
export const TagsOfDocument = new TypedDocumentString(`
    query TagsOf($id: ID!) {
  node(id: $id) {
    ... on Task {
      tags
      hold {
        tags
      }
    }
    ... on Hold {
      tags
    }
    ... on Budget {
      tag
      usage {
        frozen
        spent
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TagsOfQuery, TagsOfQueryVariables>;
export const KeyOfTaskDocument = new TypedDocumentString(`
    query KeyOfTask($id: ID!) {
  node(id: $id) {
    ... on Task {
      apiKey {
        id
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<KeyOfTaskQuery, KeyOfTaskQueryVariables>;
export const JournalWhereDocument = new TypedDocumentString(`
    query JournalWhere($filter: JournalFilter, $first: Int, $after: String) {
  organization {
    wallet {
      journal(filter: $filter, first: $first, after: $after) {
        edges {
          node {
            sequence
            type
            credits
            actor {
              kind
              name
              actorId
            }
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<JournalWhereQuery, JournalWhereQueryVariables>;
export const LotsWhereDocument = new TypedDocumentString(`
    query LotsWhere($filter: LotFilter, $open: Boolean, $first: Int, $after: String) {
  organization {
    wallet {
      id
      lots(filter: $filter, open: $open, first: $first, after: $after) {
        edges {
          node {
            id
            source
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<LotsWhereQuery, LotsWhereQueryVariables>;
export const AlertsWhereDocument = new TypedDocumentString(`
    query AlertsWhere($filter: AlertFilter) {
  organization {
    alerts(filter: $filter) {
      edges {
        node {
          kind
          createdAt
          budget {
            id
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AlertsWhereQuery, AlertsWhereQueryVariables>;
export const MembersWhereDocument = new TypedDocumentString(`
    query MembersWhere($filter: MemberFilter, $first: Int, $after: String) {
  organization {
    members(filter: $filter, first: $first, after: $after) {
      totalCount
      edges {
        node {
          name
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<MembersWhereQuery, MembersWhereQueryVariables>;
export const KindsDocument = new TypedDocumentString(`
    query Kinds {
  organization {
    wallet {
      granted
      available
      locked
      frozen
      spent
      expired
      moved
      revoked
      balancesByKind {
        kind
        granted
        available
        locked
        frozen
        spent
        expired
        moved
        revoked
      }
    }
  }
}
    `) as unknown as TypedDocumentString<KindsQuery, KindsQueryVariables>;
export const SimulateDocument = new TypedDocumentString(`
    mutation Simulate($input: SimulateCatalogueInput!) {
  simulateCatalogue(input: $input) {
    __typename
    ... on SimulateCatalogueSuccess {
      simulation {
        id
        status
        sequence
        tasks
        name
        createdBy
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SimulateMutation, SimulateMutationVariables>;
export const CancelSimulationDocument = new TypedDocumentString(`
    mutation CancelSimulation($id: ID!) {
  cancelSimulation(input: {simulationId: $id}) {
    __typename
    ... on CancelSimulationSuccess {
      simulation {
        id
        status
        endedAt
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CancelSimulationMutation, CancelSimulationMutationVariables>;
export const SimulationUpdatedDocument = new TypedDocumentString(`
    subscription SimulationUpdated($id: ID!, $after: Int) {
  simulationUpdated(simulationId: $id, after: $after) {
    id
    status
    sequence
    tasks
    tasksTotal
    failure
    startedAt
    endedAt
  }
}
    `) as unknown as TypedDocumentString<SimulationUpdatedSubscription, SimulationUpdatedSubscriptionVariables>;
export const SimulationDocument = new TypedDocumentString(`
    query Simulation($id: ID!, $ranOut: Boolean) {
  simulation(id: $id) {
    id
    status
    name
    document
    from
    until
    createdBy
    createdAt
    startedAt
    endedAt
    tasks
    tasksTotal
    failure
    result {
      total {
        creditType
        sums {
          tasks
          refused
          creditsBefore
          creditsAfter
          refundedBefore
          refundedAfter
        }
        expiredBefore
        expiredAfter
      }
      models {
        model
        operation
        creditType
        sums {
          tasks
          refused
          creditsBefore
          creditsAfter
          refundedBefore
          refundedAfter
        }
      }
      plans {
        plan
        creditType
        sums {
          tasks
          refused
          creditsBefore
          creditsAfter
          refundedBefore
          refundedAfter
        }
      }
      refusals {
        code
        tasks
      }
      unknown {
        inputRemoved
        agreed
        unsettled
        holdsRefused
      }
    }
    organizations(ranOut: $ranOut) {
      edges {
        node {
          id
          organization {
            id
          }
          creditType
          sums {
            tasks
            refused
            creditsBefore
            creditsAfter
            refundedBefore
            refundedAfter
          }
          expiredBefore
          expiredAfter
          refusals {
            code
            tasks
          }
          ranOut {
            at
            required
            available
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SimulationQuery, SimulationQueryVariables>;
export const UsageDocument = new TypedDocumentString(`
    query Usage($from: DateTime!, $to: DateTime!, $by: [UsageDimension!]! = [], $creditType: String, $filter: UsageFilter, $compare: Boolean! = false, $first: Int! = 1000) {
  organization {
    usage(
      from: $from
      to: $to
      by: $by
      creditType: $creditType
      filter: $filter
      compareToPrevious: $compare
      first: $first
    ) {
      from
      to
      timeZone
      isComplete
      previousFrom
      total {
        used
        spent
        owed
        writtenOff
        refunded
        tasks
        succeeded
        failed
        canceled
        timedOut
        averageSeconds
      }
      previousTotal {
        used
        tasks
      }
      groups {
        from
        to
        creditType
        model
        operation
        member {
          id
          name
        }
        apiKey {
          name
        }
        tag
        sums {
          used
          refunded
          tasks
          succeeded
        }
        previous {
          used
          tasks
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<UsageQuery, UsageQueryVariables>;
export const PlatformUsageDocument = new TypedDocumentString(`
    query PlatformUsage($from: DateTime!, $to: DateTime!, $by: [PlatformUsageDimension!]!, $creditType: String) {
  usage(from: $from, to: $to, by: $by, creditType: $creditType) {
    total {
      used
      tasks
    }
    groups {
      from
      organization {
        id
      }
      model
      sums {
        used
        tasks
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PlatformUsageQuery, PlatformUsageQueryVariables>;