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

/** The conditions that an API key must meet; absent ones do not restrict it. */
export type ApiKeyFilter = {
  /** Lists only the key with this external id. */
  externalId?: string | null | undefined;
  /** Lists only keys that were created at this time or later. */
  from?: string | null | undefined;
  /** Lists only keys of this member. */
  memberId?: string | null | undefined;
  /** Lists only keys that were created before this time, which is later than `from`. */
  until?: string | null | undefined;
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

/** The conditions that a request must meet; absent ones do not restrict it. */
export type CreditRequestFilter = {
  /** Lists only requests of this member. */
  memberId?: string | null | undefined;
  /** Lists only requests in this state. */
  status?: CreditRequestStatus | null | undefined;
};

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
  lotId?: string | null | undefined;
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

/** The dimensions of margins. */
export type MarginDimension =
  /** The model of the tasks and holds. */
  | 'MODEL'
  /** The calendar month of UTC. */
  | 'MONTH'
  /** The organization. */
  | 'ORGANIZATION';

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
  lotId: string;
  /** The reason, for the journal; 1 to 500 characters. */
  reason: string;
};

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

/** The subscription to pause, and the time at which it goes on. */
export type PauseSubscriptionInput = {
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The organization that has the subscription. */
  organizationId: string;
  /** The time at which the pause ends by itself, in UTC, in the future; null: when it is resumed. */
  resumesAt?: string | null | undefined;
};

/** The conditions that a payment must meet; absent ones do not restrict it. */
export type PaymentFilter = {
  /** Lists only payments that were started at this time or later. */
  from?: string | null | undefined;
  /** Lists only payments at this provider. */
  provider?: PaymentProvider | null | undefined;
  /** Lists only payments with exactly this `reference`, or with this `transferReference`, in which spaces and the case of letters don’t count. */
  reference?: string | null | undefined;
  /** Lists only payments in this state. */
  status?: PaymentStatus | null | undefined;
  /** True: lists only payments with a `problem`, which wait for a person. False: lists the others. */
  unsettled?: boolean | null | undefined;
  /** Lists only payments that were started before this time, which is later than `from`. */
  until?: string | null | undefined;
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

/** Credits of one type that a purchase brings. */
export type PurchasedCreditsInput = {
  /** The credits that come in addition as a present, in a PROMO lot. */
  bonus?: number;
  /** The credit type, for example `music`. */
  creditType: string;
  /** The credits that are paid for, 1 or more. */
  credits: number;
};

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

/** The kinds of receipts. */
export type ReceiptKind =
  /** Money of a receipt was given back, or was lost in a dispute. */
  | 'CREDIT_NOTE'
  /** Money was paid, and what was bought has come. */
  | 'RECEIPT';

/** A task, and what it has cost the platform upstream. */
export type RecordUpstreamCostInput = {
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The id of the task. */
  taskId: string;
  /** The whole cost of the task. It replaces what was recorded before. */
  upstreamCost: ExactMoneyInput;
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

/** A façade to turn off, whose definition of the platform’s own is removed. */
export type RemoveFacadeInput = {
  /** True: only the changes that it would make are returned, and nothing is changed. */
  dryRun?: boolean;
  /** The name of the façade. */
  name: string;
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

/** The organization that has the subscription. */
export type ResumeSubscriptionInput = {
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The organization that has the subscription. */
  organizationId: string;
};

/** An API key to revoke. */
export type RevokeApiKeyInput = {
  /** The API key to revoke. */
  apiKeyId: string;
};

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

/** The uses of paid time that a change leaves unused: an upgrade, or a cancellation at once. Holdfast records what it was worth; the platform pays it back or sets it off. */
export type UnusedTimePolicy =
  /** It is set off against the customer’s next payment. */
  | 'CREDIT'
  /** Nothing: the rest of the period is lost. */
  | 'NOTHING'
  /** It is paid back. */
  | 'REFUND';

/** A thing, and its new external id and metadata. */
export type UpdateLabelsInput = {
  /** The platform’s own id of it, 1 to 255 characters. Null: it has none any more. Absent: it stays as it is. */
  externalId?: string | null | undefined;
  /** The texts to set, by their keys: other keys stay as they are, and a key with null is removed. Null: all keys are removed. Absent: all stay as they are. */
  metadata?: Record<string, string | null> | null | undefined;
  /** The id of a node of type Organization, Member, CreditLot, Hold, Task, ApiKey, PlanSubscription; it may have ended. */
  subjectId: string;
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

/** The price of one pack from a quantity on. */
export type VolumeStepInput = {
  /** The price of one pack, in the smallest unit of the pack’s currency: less than the price before this quantity. */
  amount: number;
  /** The quantity from which on the price applies, 2 to 10,000. */
  quantity: number;
};

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

export type AlertSettingsQueryVariables = Exact<{ [key: string]: never; }>;


export type AlertSettingsQuery = { organization: { id: string, expiryAlertDays: number | null, balanceThresholds: { edges: Array<{ node: { id: string, creditType: string, credits: number | null, percent: number | null, isBelow: boolean, endedAt: string | null, member: { id: string, name: string } | null } | null }> } } | null };

export type MailPreferencesQueryVariables = Exact<{ [key: string]: never; }>;


export type MailPreferencesQuery = { viewer: { mailPreferences: Array<{ kind: MailKind, wanted: boolean }> | null } | null };

export type SessionQueryVariables = Exact<{ [key: string]: never; }>;


export type SessionQuery = { viewer: { isOperator: boolean, scopes: Array<KeyScope>, person: { name: string, email: string | null, subject: string, memberships: Array<{ organizationId: string, organizationName: string, role: MemberRole }> } | null, member: { id: string, name: string, role: MemberRole } | null, organization: { id: string, name: string, mode: OrganizationMode, status: OrganizationStatus, statusReason: string | null, maintenance: string | null, timeZone: string, now: string, wallets: Array<{ id: string, creditType: string }> } | null } | null };

export type WalletTicksSubscriptionVariables = Exact<{
  organizationId?: string | null | undefined;
  after?: Array<WalletSequence> | WalletSequence | null | undefined;
}>;


export type WalletTicksSubscription = { walletsChanged: { sequence: number, available: number, frozen: number, total: number, wallet: { id: string, available: number, frozen: number, total: number } } };

export type TaskTicksSubscriptionVariables = Exact<{
  organizationId?: string | null | undefined;
  after?: Array<TaskSequence> | TaskSequence | null | undefined;
}>;


export type TaskTicksSubscription = { tasksUpdated: { id: string, sequence: number, status: TaskStatus, progress: number, createdAt: string, endedAt: string | null } };

export type RequestTicksSubscriptionVariables = Exact<{
  organizationId?: string | null | undefined;
}>;


export type RequestTicksSubscription = { creditRequestUpdated: { id: string, status: CreditRequestStatus, note: string | null, granted: number | null, until: string | null } };

export type AlertTicksSubscriptionVariables = Exact<{
  organizationId?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type AlertTicksSubscription = { alertRaised: { id: string, kind: AlertKind, message: string, createdAt: string } };

export type LotsQueryVariables = Exact<{
  creditType?: string | null | undefined;
  open?: boolean | null | undefined;
  after?: string | null | undefined;
}>;


export type LotsQuery = { organization: { id: string, wallet: { id: string, lots: { edges: Array<{ node: { id: string, kind: LotKind, source: string | null, granted: number, available: number, frozen: number, locked: number, moved: number, spent: number, lock: LotLockReason | null, createdAt: string, usableFrom: string | null, expiresAt: string | null, paid: { amount: number, currency: string } | null, payment: { id: string, title: string } | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null } | null };

export type JournalQueryVariables = Exact<{
  creditType?: string | null | undefined;
  filter?: JournalFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type JournalQuery = { organization: { id: string, wallet: { id: string, journal: { edges: Array<{ node: { id: string, sequence: number, type: JournalEntryType, credits: number, available: number, frozen: number, reason: string | null, createdAt: string, hash: string, otherWallet: { id: string, member: { id: string, name: string } | null } | null, task: { id: string, model: string, operation: string, input: Record<string, unknown> } | null, lot: { id: string, kind: LotKind, source: string | null, payment: { id: string, title: string } | null } | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null } | null };

export type BalanceNowQueryVariables = Exact<{
  creditType?: string | null | undefined;
}>;


export type BalanceNowQuery = { organization: { id: string, wallet: { id: string, available: number } | null } | null };

export type ProofQueryVariables = Exact<{
  id: string;
}>;


export type ProofQuery = { node:
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { proof: Record<string, unknown> | null, id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
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

export type StatementsQueryVariables = Exact<{
  before?: string | null | undefined;
}>;


export type StatementsQuery = { organization: { id: string, statements: Array<{ month: string, from: string, to: string, isFinal: boolean, credits: Array<{ creditType: string, opening: number, granted: number, spent: number, expired: number, closing: number }>, links: { page: string, pdf: string } | null }> | null } | null };

export type PaymentsQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type PaymentsQuery = { organization: { id: string, payments: { edges: Array<{ node: { id: string, title: string, status: PaymentStatus, provider: PaymentProvider, trigger: PaymentTrigger, createdAt: string, checkoutUrl: string | null, failure: string | null, problemText: string | null, due: { amount: number, currency: string }, refunded: { amount: number, currency: string }, receipts: Array<{ number: string, kind: ReceiptKind, links: { page: string, pdf: string } | null }> } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type BillingQueryVariables = Exact<{ [key: string]: never; }>;


export type BillingQuery = { organization: { id: string, savedPaymentMethods: Array<{ provider: PaymentProvider, label: string | null, expiresMonth: number | null, expiresYear: number | null, renewsPlan: boolean }> | null, billingDetails: { name: string, address: string, taxId: string | null, email: string | null } | null } | null };

export type PlatformContactQueryVariables = Exact<{ [key: string]: never; }>;


export type PlatformContactQuery = { organization: { id: string, seller: { name: string, address: string, taxId: string | null, email: string | null, bankAccount: string | null } | null } | null };

export type ShopQueryVariables = Exact<{ [key: string]: never; }>;


export type ShopQuery = { organization: { id: string, paymentProviders: Array<PaymentProvider>, savedPaymentMethods: Array<{ provider: PaymentProvider, label: string | null, expiresMonth: number | null, expiresYear: number | null, renewsPlan: boolean }> | null, autoTopUps: Array<{ creditType: string, below: number, pack: string, quantity: number, provider: PaymentProvider, failures: number, isPaying: boolean, nextAt: string | null, monthlyMax: { amount: number, currency: string }, bought: { amount: number, currency: string } }> | null } | null };

export type PacksQueryVariables = Exact<{ [key: string]: never; }>;


export type PacksQuery = { creditPacks: Array<{ id: string, name: string, title: string, price: { amount: number, currency: string }, credits: Array<{ creditType: string, credits: number, bonus: number }>, volumeSteps: Array<{ quantity: number, price: { amount: number, currency: string } }> }> | null };

export type PlansQueryVariables = Exact<{ [key: string]: never; }>;


export type PlansQuery = { plans: Array<{ name: string, title: string, interval: PlanInterval, refresh: PlanRefresh, selfService: boolean, seats: number | null, upgradePolicy: PlanUpgradePolicy, unusedTime: UnusedTimePolicy, concurrentTasks: number | null, price: { amount: number, currency: string } | null, credits: Array<{ creditType: string, credits: number }>, features: Array<{ name: string, limit: number | null }> }> };

export type SubscriptionQueryVariables = Exact<{ [key: string]: never; }>;


export type SubscriptionQuery = { organization: { id: string, subscription: { id: string, status: SubscriptionStatus, periodEnd: string, renewsAt: string | null, cancelAtPeriodEnd: boolean, paymentDueAt: string | null, plan: { name: string, title: string, refresh: PlanRefresh, price: { amount: number, currency: string } | null, credits: Array<{ creditType: string, credits: number }> }, nextPlan: { name: string, title: string } | null } | null } | null };

export type PaymentTicksSubscriptionVariables = Exact<{
  paymentId: string;
  after?: number | null | undefined;
}>;


export type PaymentTicksSubscription = { paymentUpdated: { id: string, sequence: number, status: PaymentStatus, title: string, provider: PaymentProvider, transferReference: string | null, expiresAt: string | null, checkoutUrl: string | null, failure: string | null, problemText: string | null, due: { amount: number, currency: string }, received: { amount: number, currency: string }, receipts: Array<{ number: string, kind: ReceiptKind, links: { page: string } | null }>, credits: Array<{ creditType: string, credits: number, bonus: number }> } };

export type LatestExportsQueryVariables = Exact<{ [key: string]: never; }>;


export type LatestExportsQuery = { exports: { edges: Array<{ node: { id: string, sequence: number, kind: ExportKind, format: ExportFormat, status: ExportStatus, from: string | null, until: string | null, rows: number, rowsTotal: number | null, bytes: number | null, failure: string | null, createdAt: string, expiresAt: string | null, link: { url: string, expiresAt: string } | null } | null }> } | null };

export type ExportTicksSubscriptionVariables = Exact<{
  exportId: string;
  after?: number | null | undefined;
}>;


export type ExportTicksSubscription = { exportUpdated: { id: string, sequence: number, kind: ExportKind, format: ExportFormat, status: ExportStatus, from: string | null, until: string | null, rows: number, rowsTotal: number | null, bytes: number | null, failure: string | null, createdAt: string, expiresAt: string | null, link: { url: string, expiresAt: string } | null } };

export type ExportRowFragment = { id: string, sequence: number, kind: ExportKind, format: ExportFormat, status: ExportStatus, from: string | null, until: string | null, rows: number, rowsTotal: number | null, bytes: number | null, failure: string | null, createdAt: string, expiresAt: string | null, link: { url: string, expiresAt: string } | null };

export type MembersQueryVariables = Exact<{
  creditType?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  filter?: MemberFilter | null | undefined;
  monthStart: string;
  to: string;
  hasCredits: boolean;
}>;


export type MembersQuery = { organization: { id: string, membersUsePool: boolean, wallet: { id: string, available: number } | null, members: { totalCount: number, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, edges: Array<{ node: { id: string, name: string, role: MemberRole, createdAt: string, wallet: { id: string, available: number, frozen: number } | null } | null }> }, usage?: { isComplete: boolean, groups: Array<{ member: { id: string } | null, sums: { used: number } }> } } | null };

export type InvitationsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type InvitationsQuery = { organization: { id: string, invitations: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { id: string, email: string | null, role: MemberRole, createdAt: string, expiresAt: string } | null }> } | null } | null };

export type BudgetsQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type BudgetsQuery = { organization: { id: string, budgets: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { id: string, creditType: string, limit: number, period: BudgetPeriod, enforcement: BudgetEnforcement, thresholds: Array<number>, model: string | null, operation: string | null, tag: string | null, apiKey: string | null, member: { id: string, name: string } | null, raises: Array<{ credits: number, until: string }>, usage: { spent: number, frozen: number, periodEnd: string | null } } | null }> } } | null };

export type MembersToChooseQueryVariables = Exact<{
  name?: string | null | undefined;
  creditType?: string | null | undefined;
}>;


export type MembersToChooseQuery = { organization: { id: string, wallet: { id: string, available: number } | null, members: { totalCount: number, edges: Array<{ node: { id: string, name: string, role: MemberRole } | null }> } } | null };

export type CreditRequestsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  filter?: CreditRequestFilter | null | undefined;
  creditType?: string | null | undefined;
}>;


export type CreditRequestsQuery = { organization: { id: string, wallet: { id: string, available: number } | null, creditRequests: { pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, edges: Array<{ node: { id: string, creditType: string, credits: number, reason: string, note: string | null, status: CreditRequestStatus, form: CreditGrantForm | null, granted: number | null, until: string | null, createdAt: string, decidedAt: string | null, expiresAt: string, member: { id: string, name: string } | null, task: { id: string, model: string, operation: string } | null } | null }> } } | null };

export type OpenRequestsQueryVariables = Exact<{ [key: string]: never; }>;


export type OpenRequestsQuery = { organization: { id: string, creditRequests: { edges: Array<{ node: { id: string } | null }> } } | null };

export type StandingRulesQueryVariables = Exact<{ [key: string]: never; }>;


export type StandingRulesQuery = { organization: { id: string, membersUsePool: boolean, approvalAbove: number | null, allocationRules: Array<{ id: string, creditType: string, credits: number, reclaim: boolean, lastCycleStart: string | null }>, subscription: { id: string, renewsAt: string | null } | null } | null };

export type MineQueryVariables = Exact<{
  creditType?: string | null | undefined;
}>;


export type MineQuery = { viewer: { member: { id: string, name: string, wallet: { id: string, creditType: string, available: number, frozen: number, spent: number } | null } | null, organization: { id: string, membersUsePool: boolean, creditRequests: { edges: Array<{ node: { id: string, creditType: string, credits: number, reason: string, note: string | null, status: CreditRequestStatus, granted: number | null, until: string | null, createdAt: string, expiresAt: string, member: { id: string } | null } | null }> } } | null } | null };

export type OperatorSessionQueryVariables = Exact<{ [key: string]: never; }>;


export type OperatorSessionQuery = { viewer: { isOperator: boolean, platformScopes: Array<PlatformScope>, platformKeyName: string | null, expiresAt: string | null } | null };

export type FindQueryVariables = Exact<{
  search: string;
  first: number;
}>;


export type FindQuery = { organizations: { edges: Array<{ node: { id: string, name: string, externalId: string | null } | null }> } | null };

export type WaitingPaymentsQueryVariables = Exact<{ [key: string]: never; }>;


export type WaitingPaymentsQuery = { payments: { pageInfo: { hasNextPage: boolean }, edges: Array<{ node: { id: string } | null }> } | null };

export type OrganizationsQueryVariables = Exact<{
  filter?: OrganizationFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type OrganizationsQuery = { organizations: { pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, edges: Array<{ node: { id: string, name: string, externalId: string | null, mode: OrganizationMode, status: OrganizationStatus, createdAt: string, wallets: Array<{ id: string, creditType: string, available: number, owed: number }>, subscription: { id: string, status: SubscriptionStatus, plan: { title: string } } | null } | null }> } | null };

export type CreateOrganizationMutationVariables = Exact<{
  input: CreateOrganizationInput;
}>;


export type CreateOrganizationMutation = { createOrganization:
    | { __typename: 'CreateOrganizationSuccess', organization: { id: string, name: string }, keys: Array<{ secret: string | null, member: { id: string, name: string, role: MemberRole } }> }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'ExternalIdTakenError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
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

export type SetContractPriceMutationVariables = Exact<{
  input: CreatePriceRuleInput;
}>;


export type SetContractPriceMutation = { createPriceRule:
    | { __typename: 'CreatePriceRuleSuccess' }
    | { __typename: 'EffectiveFromPastError', code: ErrorCode, message: string }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ path: string, message: string }> }
    | { __typename: 'LimitReachedError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'PriceRuleExistsError', code: ErrorCode, message: string }
   };

export type EndContractPriceMutationVariables = Exact<{
  input: EndContractPriceInput;
}>;


export type EndContractPriceMutation = { endContractPrice:
    | { __typename: 'EndContractPriceSuccess' }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type CustomerQueryVariables = Exact<{
  id: string;
}>;


export type CustomerQuery = { organization: { id: string, name: string, externalId: string | null, metadata: Record<string, string>, mode: OrganizationMode, status: OrganizationStatus, statusReason: string | null, maintenance: string | null, timeZone: string, now: string, createdAt: string, tasksAtOnce: number | null, wallets: Array<{ id: string, creditType: string, available: number, frozen: number, locked: number, granted: number, spent: number, expired: number, owed: number }>, heldByMembers: Array<{ creditType: string, members: number, available: number, locked: number, frozen: number, owed: number }>, subscription: { id: string, status: SubscriptionStatus, renewsAt: string | null, periodEnd: string, cancelAtPeriodEnd: boolean, plan: { name: string, title: string }, nextPlan: { name: string, title: string } | null } | null } | null };

export type CustomerTasksQueryVariables = Exact<{
  id: string;
  first: number;
  after?: string | null | undefined;
  filter?: TaskFilter | null | undefined;
}>;


export type CustomerTasksQuery = { organization: { id: string, tasks: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { id: string, externalId: string | null, model: string, operation: string, input: Record<string, unknown>, status: TaskStatus, credits: number, refundedCredits: number, failureReason: string | null, createdAt: string, endedAt: string | null, sequence: number, member: { id: string, name: string } | null, hold: { id: string, spent: number, released: number, refunded: number } | null } | null }> } } | null };

export type CustomerHoldsQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;


export type CustomerHoldsQuery = { organization: { id: string, holds: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { id: string, externalId: string | null, description: string | null, model: string | null, operation: string | null, status: HoldStatus, credits: number, spent: number, refunded: number, createdAt: string, wallet: { id: string, creditType: string } } | null }> } } | null };

export type CustomerLotsQueryVariables = Exact<{
  id: string;
  creditType?: string | null | undefined;
  open?: boolean | null | undefined;
  after?: string | null | undefined;
}>;


export type CustomerLotsQuery = { organization: { id: string, wallet: { id: string, lots: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { id: string, kind: LotKind, source: string | null, granted: number, available: number, frozen: number, locked: number, moved: number, spent: number, lock: LotLockReason | null, dispute: LotDisputeState | null, createdAt: string, usableFrom: string | null, expiresAt: string | null, paid: { amount: number, currency: string } | null, payment: { id: string, title: string } | null } | null }> } } | null } | null };

export type CustomerJournalQueryVariables = Exact<{
  id: string;
  creditType?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type CustomerJournalQuery = { organization: { id: string, wallet: { id: string, journal: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { id: string, type: JournalEntryType, credits: number, available: number, reason: string | null, createdAt: string, otherWallet: { id: string, member: { id: string, name: string } | null } | null, task: { id: string, model: string, operation: string, input: Record<string, unknown> } | null } | null }> } } | null } | null };

export type CustomerMembersQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;


export type CustomerMembersQuery = { organization: { id: string, members: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { id: string, name: string, role: MemberRole, externalId: string | null, subject: string | null, hasSecondFactor: boolean | null, createdAt: string } | null }> } } | null };

export type CustomerKeysQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;


export type CustomerKeysQuery = { organization: { id: string, apiKeys: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { id: string, name: string, prefix: string, scopes: Array<KeyScope>, lastUsedAt: string | null, expiresAt: string | null, member: { id: string, name: string } | null } | null }> } } | null };

export type CustomerAuditQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  filter?: AuditFilter | null | undefined;
}>;


export type CustomerAuditQuery = { organization: { id: string, audit: { pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, edges: Array<{ node: { id: string, action: string, actorKind: AuditActorKind, actorName: string, address: string | null, subjectId: string, before: Record<string, unknown> | null, after: Record<string, unknown> | null, createdAt: string } | null }> } | null } | null };

export type CustomerMonthsQueryVariables = Exact<{
  id: string;
  from: string;
  to: string;
}>;


export type CustomerMonthsQuery = { organization: { id: string, usage: { isComplete: boolean, groups: Array<{ from: string | null, creditType: string | null, sums: { used: number, refunded: number, tasks: number, failed: number } }> } } | null };

export type CustomerSettingsQueryVariables = Exact<{
  id: string;
}>;


export type CustomerSettingsQuery = { organization: { id: string, externalId: string | null, metadata: Record<string, string>, tasksAtOnce: number | null, ownMaintenance: string | null, quotas: { tasks: { used: number, max: number }, taskBytes: { used: number, max: number }, fileBytes: { used: number, max: number }, quotes: { used: number, max: number } }, billingDetails: { name: string, address: string, email: string | null, taxId: string | null } | null } | null };

export type CustomerPlanQueryVariables = Exact<{
  id: string;
}>;


export type CustomerPlanQuery = { organization: { id: string, subscription: { id: string, status: SubscriptionStatus, createdAt: string, renewsAt: string | null, periodEnd: string, paidUntil: string | null, paymentDueAt: string | null, cancelAtPeriodEnd: boolean, pausedAt: string | null, resumesAt: string | null, trialEndsAt: string | null, cycle: { number: number, start: string, end: string }, plan: { name: string, title: string, trial: { days: number } | null }, nextPlan: { name: string, title: string } | null } | null, subscriptions: { edges: Array<{ node: { id: string, status: SubscriptionStatus, createdAt: string, endedAt: string | null, plan: { title: string } } | null }> } } | null };

export type CustomerWalletsSubscriptionVariables = Exact<{
  organizationId: string;
  after?: Array<WalletSequence> | WalletSequence | null | undefined;
}>;


export type CustomerWalletsSubscription = { walletsChanged: { sequence: number, wallet: { id: string, available: number, frozen: number } } };

export type CustomerTaskTicksSubscriptionVariables = Exact<{
  organizationId: string;
  after?: Array<TaskSequence> | TaskSequence | null | undefined;
}>;


export type CustomerTaskTicksSubscription = { tasksUpdated: { id: string, sequence: number, status: TaskStatus, createdAt: string, endedAt: string | null } };

export type AllPaymentsQueryVariables = Exact<{
  filter?: PaymentFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type AllPaymentsQuery = { payments: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { id: string, title: string, status: PaymentStatus, provider: PaymentProvider, trigger: PaymentTrigger, problem: PaymentProblem | null, problemText: string | null, failure: string | null, reference: string | null, transferReference: string | null, createdAt: string, due: { amount: number, currency: string }, received: { amount: number, currency: string }, refunded: { amount: number, currency: string }, organization: { id: string, name: string } } | null }> } | null };

export type CustomerPaymentsQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;


export type CustomerPaymentsQuery = { organization: { id: string, payments: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { id: string, title: string, status: PaymentStatus, provider: PaymentProvider, trigger: PaymentTrigger, problem: PaymentProblem | null, problemText: string | null, failure: string | null, reference: string | null, transferReference: string | null, createdAt: string, due: { amount: number, currency: string }, received: { amount: number, currency: string }, refunded: { amount: number, currency: string }, organization: { id: string, name: string } } | null }> } | null } | null };

export type PaymentDetailsQueryVariables = Exact<{
  id: string;
}>;


export type PaymentDetailsQuery = { payment: { attempts: number, checkoutUrl: string | null, dispute: LotDisputeState | null, expiresAt: string | null, nextAttemptAt: string | null, settledAt: string | null, quantity: number, id: string, title: string, status: PaymentStatus, provider: PaymentProvider, trigger: PaymentTrigger, problem: PaymentProblem | null, problemText: string | null, failure: string | null, reference: string | null, transferReference: string | null, createdAt: string, price: { amount: number, currency: string }, tax: { amount: number, currency: string }, settled: { amount: number, currency: string }, member: { id: string, name: string } | null, credits: Array<{ creditType: string, credits: number, bonus: number }>, lots: Array<{ id: string, kind: LotKind, granted: number, available: number, spent: number, wallet: { id: string, creditType: string } }>, receipts: Array<{ id: string, number: string, kind: ReceiptKind, links: { page: string, pdf: string } | null }>, due: { amount: number, currency: string }, received: { amount: number, currency: string }, refunded: { amount: number, currency: string }, organization: { id: string, name: string } } | null };

export type PaymentRowFragment = { id: string, title: string, status: PaymentStatus, provider: PaymentProvider, trigger: PaymentTrigger, problem: PaymentProblem | null, problemText: string | null, failure: string | null, reference: string | null, transferReference: string | null, createdAt: string, due: { amount: number, currency: string }, received: { amount: number, currency: string }, refunded: { amount: number, currency: string }, organization: { id: string, name: string } };

export type AmountFragment = { amount: number, currency: string };

export type SettlePaymentMutationVariables = Exact<{
  input: SettlePaymentInput;
}>;


export type SettlePaymentMutation = { settlePayment:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'PaymentStateError', code: ErrorCode, message: string }
    | { __typename: 'ProviderFailedError', code: ErrorCode, message: string }
    | { __typename: 'SettlePaymentSuccess' }
   };

export type ConfirmManualPaymentMutationVariables = Exact<{
  input: ConfirmManualPaymentInput;
}>;


export type ConfirmManualPaymentMutation = { confirmManualPayment:
    | { __typename: 'ConfirmManualPaymentSuccess' }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'PaymentStateError', code: ErrorCode, message: string }
    | { __typename: 'ProviderFailedError', code: ErrorCode, message: string }
   };

export type CancelPaymentMutationVariables = Exact<{
  input: CancelPaymentInput;
}>;


export type CancelPaymentMutation = { cancelPayment:
    | { __typename: 'CancelPaymentSuccess' }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'PaymentStateError', code: ErrorCode, message: string }
    | { __typename: 'ProviderFailedError', code: ErrorCode, message: string }
   };

export type RefundPaymentMutationVariables = Exact<{
  input: RefundPaymentInput;
}>;


export type RefundPaymentMutation = { refundPayment:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'PaymentStateError', code: ErrorCode, message: string }
    | { __typename: 'ProviderFailedError', code: ErrorCode, message: string }
    | { __typename: 'RefundPaymentSuccess' }
   };

export type ProviderDefinitionsQueryVariables = Exact<{ [key: string]: never; }>;


export type ProviderDefinitionsQuery = { httpProviders: Array<{ name: string, definition: Record<string, unknown>, lastError: string | null, lastErrorAt: string | null, missingSecrets: Array<string>, updatedAt: string, load: { atWork: number, waiting: number } }> | null };

export type PricesByProviderQueryVariables = Exact<{ [key: string]: never; }>;


export type PricesByProviderQuery = { priceRules: Array<{ id: string, model: string, operation: string, variant: string, httpProvider: string | null }> };

export type SetHttpProviderMutationVariables = Exact<{
  input: SetHttpProviderInput;
}>;


export type SetHttpProviderMutation = { setHttpProvider:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ path: string, message: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SetHttpProviderSuccess', httpProvider: { name: string } }
   };

export type FacadeDefinitionQueryVariables = Exact<{
  name: string;
}>;


export type FacadeDefinitionQuery = { facade: { name: string, description: string, isOn: boolean, isOwn: boolean, definition: Record<string, unknown>, endpoints: Array<{ kind: FacadeEndpointKind, method: string, path: string, answeredBy: string | null, unpriced: string | null }> } | null };

export type SetFacadeMutationVariables = Exact<{
  input: SetFacadeInput;
}>;


export type SetFacadeMutation = { setFacade:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ path: string, message: string }> }
    | { __typename: 'LimitReachedError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SetFacadeSuccess', facade: { name: string } | null, changes: Array<{ path: string, from: string | null, to: string | null }> }
   };

export type RemoveFacadeMutationVariables = Exact<{
  input: RemoveFacadeInput;
}>;


export type RemoveFacadeMutation = { removeFacade:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'RemoveFacadeSuccess', facade: { name: string } | null }
   };

export type ProcessesQueryVariables = Exact<{ [key: string]: never; }>;


export type ProcessesQuery = { processes: Array<{ name: string, version: string, startedAt: string, heardAt: string, hasLane: boolean, cells: Array<number>, stoppedCells: Array<number>, waitingCommands: number, commandsPerSecond: number, commitsPerSecond: number, batchCommands: number | null, batchMs: number | null, refusals: number, retries: number, streamLagMs: number | null, eventLoopDelayMs: number, heapBytes: number }> };

export type PlatformMaintenanceQueryVariables = Exact<{ [key: string]: never; }>;


export type PlatformMaintenanceQuery = { platformMaintenance: string | null };

export type InMaintenanceQueryVariables = Exact<{ [key: string]: never; }>;


export type InMaintenanceQuery = { organizations: { edges: Array<{ node: { id: string, name: string, ownMaintenance: string | null } | null }> } | null };

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

export type SellerDetailsQueryVariables = Exact<{ [key: string]: never; }>;


export type SellerDetailsQuery = { sellerDetails: { name: string, address: string, taxId: string | null, email: string | null, bankAccount: string | null, createdAt: string } | null };

export type LatestReceiptsQueryVariables = Exact<{ [key: string]: never; }>;


export type LatestReceiptsQuery = { receipts: { edges: Array<{ node: { id: string, number: string, kind: ReceiptKind, title: string, issuedAt: string, organizationName: string, total: { amount: number, currency: string }, links: { page: string } | null } | null }> } | null };

export type SetSellerDetailsMutationVariables = Exact<{
  input: SetSellerDetailsInput;
}>;


export type SetSellerDetailsMutation = { setSellerDetails:
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ path: string, message: string }> }
    | { __typename: 'SetSellerDetailsSuccess' }
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

export type RulesQueryVariables = Exact<{
  organizationId?: string | null | undefined;
}>;


export type RulesQuery = { priceRules: Array<{ id: string, provider: string, model: string, operation: string, variant: string, creditType: string, credits: number, fixed: number, state: PriceState, notice: string | null, runner: PriceRunner | null, httpProvider: string | null, effectiveFrom: string, effectiveUntil: string | null, isContract: boolean, unit: PriceUnit, unitField: string | null, per: number, outputs: number, assumed: Array<string> | null, catalogue: { name: string } | null, conditions: Array<{ field: string, min: number | null, max: number | null, below: number | null, maxLength: number | null, oneOf: Array<string> | null, oneOfNumbers: Array<number> | null, oneOfBooleans: Array<boolean> | null, required: boolean }>, parts: Array<{ creditType: string, credits: number, per: number, unit: PriceUnit, settleBy: PriceSettleBy | null, tiers: Array<{ upTo: number, credits: number }> }> }> };

export type RuleTermsQueryVariables = Exact<{
  id: string;
}>;


export type RuleTermsQuery = { node:
    | { id: string, provider: string, model: string, operation: string, variant: string, creditType: string, fixed: number, outputs: number, comparableAs: string, quality: number | null, assetKind: string | null, state: PriceState, notice: string | null, conditions: Array<{ field: string, min: number | null, max: number | null, below: number | null, maxLength: number | null, oneOf: Array<string> | null, oneOfNumbers: Array<number> | null, oneOfBooleans: Array<boolean> | null, required: boolean }>, inputLimits: Array<{ field: string, min: number | null, max: number | null, below: number | null, maxLength: number | null, oneOf: Array<string> | null, oneOfNumbers: Array<number> | null, oneOfBooleans: Array<boolean> | null, required: boolean }>, parts: Array<{ unit: PriceUnit, unitField: string | null, per: number, defaultUnits: number | null, step: number, settleBy: PriceSettleBy | null, settleField: string | null }> }
    | Record<PropertyKey, never>
   | null };

export type TermsConstraintFragment = { field: string, min: number | null, max: number | null, below: number | null, maxLength: number | null, oneOf: Array<string> | null, oneOfNumbers: Array<number> | null, oneOfBooleans: Array<boolean> | null, required: boolean };

export type CreatePriceRuleMutationVariables = Exact<{
  input: CreatePriceRuleInput;
}>;


export type CreatePriceRuleMutation = { createPriceRule:
    | { __typename: 'CreatePriceRuleSuccess' }
    | { __typename: 'EffectiveFromPastError', code: ErrorCode, message: string }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ path: string, message: string }> }
    | { __typename: 'LimitReachedError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'PriceRuleExistsError', code: ErrorCode, message: string }
   };

export type SoldPacksQueryVariables = Exact<{ [key: string]: never; }>;


export type SoldPacksQuery = { creditPacks: Array<{ id: string, name: string, title: string, version: number, kind: LotKind, createdAt: string, price: { amount: number, currency: string }, credits: Array<{ creditType: string, credits: number, bonus: number }>, volumeSteps: Array<{ quantity: number, price: { amount: number, currency: string } }> }> | null };

export type CreateCreditPackMutationVariables = Exact<{
  input: CreateCreditPackInput;
}>;


export type CreateCreditPackMutation = { createCreditPack:
    | { __typename: 'CreateCreditPackSuccess' }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'LimitReachedError', code: ErrorCode, message: string }
   };

export type EndCreditPackMutationVariables = Exact<{
  input: EndCreditPackInput;
}>;


export type EndCreditPackMutation = { endCreditPack:
    | { __typename: 'EndCreditPackSuccess' }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type LoadCatalogueMutationVariables = Exact<{
  input: LoadCatalogueInput;
}>;


export type LoadCatalogueMutation = { loadCatalogue:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ path: string, message: string }> }
    | { __typename: 'LoadCatalogueSuccess', name: string, dryRun: boolean, sources: Array<string>, assumed: Array<{ subject: string, fields: Array<string> }>, changes: Array<{ subject: string, kind: CatalogueChangeKind, differences: Array<{ field: string, from: string | null, to: string | null }> }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type SimulationsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type SimulationsQuery = { simulations: { pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, edges: Array<{ node: { id: string, name: string, status: SimulationStatus, from: string, until: string, createdAt: string, createdBy: string, tasks: number, tasksTotal: number | null } | null }> } | null };

export type SimulationOfQueryVariables = Exact<{
  id: string;
}>;


export type SimulationOfQuery = { simulation: { id: string, name: string, status: SimulationStatus, from: string, until: string, createdAt: string, createdBy: string, endedAt: string | null, failure: string | null, tasks: number, tasksTotal: number | null, document: Record<string, unknown>, result: { total: Array<{ creditType: string, expiredBefore: number, expiredAfter: number, sums: { tasks: number, refused: number, creditsBefore: number, creditsAfter: number } }>, models: Array<{ model: string, operation: string, creditType: string, sums: { tasks: number, refused: number, creditsBefore: number, creditsAfter: number } }>, plans: Array<{ plan: string | null, creditType: string, sums: { tasks: number, refused: number, creditsBefore: number, creditsAfter: number } }>, refusals: Array<{ code: ErrorCode, tasks: number }>, unknown: { agreed: number, holdsRefused: number, inputRemoved: number, unsettled: number } } | null } | null };

export type SimulatedCreditsFragment = { tasks: number, refused: number, creditsBefore: number, creditsAfter: number };

export type SimulatedOrganizationsQueryVariables = Exact<{
  id: string;
  ranOut?: boolean | null | undefined;
  after?: string | null | undefined;
}>;


export type SimulatedOrganizationsQuery = { simulation: { id: string, organizations: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { id: string, creditType: string, organization: { id: string, name: string } | null, sums: { tasks: number, refused: number, creditsBefore: number, creditsAfter: number }, ranOut: { at: string } | null } | null }> } | null } | null };

export type SimulateCatalogueMutationVariables = Exact<{
  input: SimulateCatalogueInput;
}>;


export type SimulateCatalogueMutation = { simulateCatalogue:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'LimitReachedError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SimulateCatalogueSuccess', simulation: { id: string } }
   };

export type CancelSimulationMutationVariables = Exact<{
  input: CancelSimulationInput;
}>;


export type CancelSimulationMutation = { cancelSimulation:
    | { __typename: 'CancelSimulationSuccess' }
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type SimulationTicksSubscriptionVariables = Exact<{
  simulationId: string;
  after?: number | null | undefined;
}>;


export type SimulationTicksSubscription = { simulationUpdated: { id: string, sequence: number, status: SimulationStatus, tasks: number, tasksTotal: number | null } };

export type AllTasksQueryVariables = Exact<{
  organizationId?: string | null | undefined;
  filter?: TaskFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type AllTasksQuery = { tasks: { edges: Array<{ node: { id: string, sequence: number, model: string, operation: string, provider: string, status: TaskStatus, progress: number, approval: TaskApproval | null, credits: number, createdAt: string, endedAt: string | null, tags: Array<string>, externalId: string | null, input: Record<string, unknown>, failureReason: string | null, costs: Array<{ creditType: string, credits: number }>, member: { id: string, name: string } | null, organization: { id: string, name: string, mode: OrganizationMode } } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type AllTaskChangesSubscriptionVariables = Exact<{
  organizationId?: string | null | undefined;
  after?: Array<TaskSequence> | TaskSequence | null | undefined;
}>;


export type AllTaskChangesSubscription = { tasksUpdated: { id: string, sequence: number, model: string, operation: string, provider: string, status: TaskStatus, progress: number, approval: TaskApproval | null, credits: number, createdAt: string, endedAt: string | null, tags: Array<string>, externalId: string | null, input: Record<string, unknown>, failureReason: string | null, costs: Array<{ creditType: string, credits: number }>, member: { id: string, name: string } | null, organization: { id: string, name: string, mode: OrganizationMode } } };

export type AnyTaskFragment = { id: string, sequence: number, model: string, operation: string, provider: string, status: TaskStatus, progress: number, approval: TaskApproval | null, credits: number, createdAt: string, endedAt: string | null, tags: Array<string>, externalId: string | null, input: Record<string, unknown>, failureReason: string | null, costs: Array<{ creditType: string, credits: number }>, member: { id: string, name: string } | null, organization: { id: string, name: string, mode: OrganizationMode } };

export type TaskOfPlatformQueryVariables = Exact<{
  id: string;
}>;


export type TaskOfPlatformQuery = { node:
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { sequence: number, metadata: Record<string, string>, id: string, upstreamCost: { amount: string, currency: string } | null, organization: { id: string, name: string, mode: OrganizationMode }, priceRule: { id: string, creditType: string, runner: PriceRunner | null, httpProvider: string | null }, hold: { id: string, status: HoldStatus, spent: number, refunded: number } | null }
    | { id: string }
    | { id: string }
    | { id: string }
   | null };

export type TaskStepsSubscriptionVariables = Exact<{
  taskId: string;
  after?: number | null | undefined;
}>;


export type TaskStepsSubscription = { taskUpdated: { id: string, sequence: number, status: TaskStatus, progress: number } };

export type OrganizationNamedQueryVariables = Exact<{
  id: string;
}>;


export type OrganizationNamedQuery = { organization: { id: string, name: string } | null };

export type FailTaskAsOperatorMutationVariables = Exact<{
  input: FailTaskInput;
}>;


export type FailTaskAsOperatorMutation = { failTask:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'FailTaskSuccess' }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'LeaseLostError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'TaskStateError', code: ErrorCode, message: string }
   };

export type RecordCostMutationVariables = Exact<{
  input: RecordUpstreamCostInput;
}>;


export type RecordCostMutation = { recordUpstreamCost:
    | { __typename: 'EndedError', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ path: string, message: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'RecordUpstreamCostSuccess' }
   };

export type PlatformUsageQueryVariables = Exact<{
  from: string;
  to: string;
  by: Array<PlatformUsageDimension> | PlatformUsageDimension;
  creditType?: string | null | undefined;
  compareToPrevious: boolean;
}>;


export type PlatformUsageQuery = { usage: { from: string, to: string, timeZone: string, isComplete: boolean, total: { used: number, refunded: number, tasks: number, failed: number }, previousTotal: { used: number, refunded: number, tasks: number, failed: number } | null, groups: Array<{ from: string | null, model: string | null, operation: string | null, creditType: string | null, organization: { id: string, name: string } | null, sums: { used: number, refunded: number, tasks: number, failed: number }, previous: { used: number } | null }> } };

export type TotalsFragment = { used: number, refunded: number, tasks: number, failed: number };

export type RevenueMonthsQueryVariables = Exact<{
  organizationId?: string | null | undefined;
  from: string;
  to: string;
}>;


export type RevenueMonthsQuery = { revenueByMonth: Array<{ month: string, currency: string, paid: { amount: number, currency: string }, recognized: { amount: number, currency: string }, breakage: { amount: number, currency: string }, reversed: { amount: number, currency: string }, closing: { amount: number, currency: string }, owed: { amount: number, currency: string }, upstreamCost: { amount: string, currency: string }, margin: { amount: string, currency: string } }> };

export type MarginsQueryVariables = Exact<{
  by: Array<MarginDimension> | MarginDimension;
  from: string;
  to: string;
}>;


export type MarginsQuery = { margins: Array<{ month: string | null, model: string | null, currency: string, isOthers: boolean, organization: { id: string, name: string } | null, recognized: { amount: number, currency: string }, upstreamCost: { amount: string, currency: string }, margin: { amount: string, currency: string } }> };

export type TotalAmountFragment = { amount: number, currency: string };

export type ExactFragment = { amount: string, currency: string };

export type OverviewQueryVariables = Exact<{
  usageFrom: string;
  to: string;
  creditType?: string | null | undefined;
}>;


export type OverviewQuery = { organization: { id: string, timeZone: string, now: string, wallet: { id: string, creditType: string, available: number, frozen: number, locked: number, owed: number, total: number, spent: number, expiring: Array<{ credits: number, expiresAt: string, lot: { id: string, kind: LotKind, source: string | null } }>, balancesByKind: Array<{ kind: LotKind, available: number }> } | null, heldByMembers: Array<{ creditType: string, members: number, available: number, locked: number, frozen: number }>, subscription: { id: string, status: SubscriptionStatus, renewsAt: string | null, periodEnd: string, cancelAtPeriodEnd: boolean, timeZone: string, plan: { name: string, title: string, refresh: PlanRefresh, credits: Array<{ creditType: string, credits: number }> }, cycle: { number: number, start: string, end: string }, nextPlan: { title: string } | null } | null, usage: { from: string, to: string, timeZone: string, isComplete: boolean, total: { used: number, tasks: number, succeeded: number, failed: number }, previousTotal: { used: number, tasks: number } | null, groups: Array<{ from: string | null, model: string | null, sums: { used: number, tasks: number } }> }, tasks: { edges: Array<{ node: { id: string, model: string, operation: string, input: Record<string, unknown>, status: TaskStatus, progress: number, credits: number, createdAt: string, member: { id: string, name: string } | null } | null }> }, alerts: { edges: Array<{ node: { id: string, kind: AlertKind, message: string, createdAt: string, budget: { id: string, period: BudgetPeriod, creditType: string, model: string | null, operation: string | null, tag: string | null, apiKey: string | null, member: { id: string, name: string } | null } | null, wallet: { id: string, member: { id: string, name: string } | null } | null } | null }> } } | null };

export type OutlookQueryVariables = Exact<{
  creditType?: string | null | undefined;
}>;


export type OutlookQuery = { organization: { id: string, forecast: { from: string, until: string, wallets: Array<{ runsOutAt: string | null, days: Array<{ at: string, available: number }>, losses: Array<{ at: string, credits: number, source: string | null, lot: { id: string, kind: LotKind } | null }> }>, pace: Array<{ creditsPerDay: number }> } } | null };

export type KeysQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  filter?: ApiKeyFilter | null | undefined;
}>;


export type KeysQuery = { organization: { id: string, apiKeys: { pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, edges: Array<{ node: { id: string, name: string, prefix: string, scopes: Array<KeyScope>, allowedAddresses: Array<string>, createdAt: string, expiresAt: string | null, lastUsedAt: string | null, member: { id: string, name: string } | null } | null }> } } | null };

export type MemberNamesQueryVariables = Exact<{
  ids: Array<string> | string;
}>;


export type MemberNamesQuery = { nodes: Array<
    | { __typename: 'Alert', id: string }
    | { __typename: 'AllocationRule', id: string }
    | { __typename: 'ApiKey', id: string }
    | { __typename: 'AuditEntry', id: string }
    | { __typename: 'BalanceThreshold', id: string }
    | { __typename: 'BindingQuote', id: string }
    | { __typename: 'Budget', id: string }
    | { __typename: 'CreditLot', id: string }
    | { __typename: 'CreditPack', id: string }
    | { __typename: 'CreditRequest', id: string }
    | { __typename: 'Export', id: string }
    | { __typename: 'Hold', id: string }
    | { __typename: 'Invitation', id: string }
    | { __typename: 'JournalEntry', id: string }
    | { __typename: 'Mail', id: string }
    | { __typename: 'Member', name: string, id: string }
    | { __typename: 'Organization', id: string }
    | { __typename: 'Payment', id: string }
    | { __typename: 'PaymentReceipt', id: string }
    | { __typename: 'PlanSubscription', id: string }
    | { __typename: 'PlatformKey', id: string }
    | { __typename: 'PriceRule', id: string }
    | { __typename: 'Run', id: string }
    | { __typename: 'SimulatedOrganization', id: string }
    | { __typename: 'Simulation', id: string }
    | { __typename: 'Task', id: string }
    | { __typename: 'Wallet', id: string }
    | { __typename: 'WebhookDelivery', id: string }
    | { __typename: 'WebhookEndpoint', id: string }
   | null> };

export type AuditQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  filter?: AuditFilter | null | undefined;
}>;


export type AuditQuery = { organization: { id: string, audit: { pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, edges: Array<{ node: { id: string, action: string, actorKind: AuditActorKind, actorName: string, address: string | null, subjectId: string, subjectType: string, before: Record<string, unknown> | null, after: Record<string, unknown> | null, createdAt: string } | null }> } | null } | null };

export type TaskPageOfQueryVariables = Exact<{
  filter?: TaskFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type TaskPageOfQuery = { organization: { id: string, tasks: { edges: Array<{ node: { id: string, sequence: number, model: string, operation: string, provider: string, status: TaskStatus, progress: number, approval: TaskApproval | null, credits: number, createdAt: string, endedAt: string | null, tags: Array<string>, externalId: string | null, input: Record<string, unknown>, failureReason: string | null, costs: Array<{ creditType: string, credits: number }>, member: { id: string, name: string } | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type TaskChangesSubscriptionVariables = Exact<{
  after?: Array<TaskSequence> | TaskSequence | null | undefined;
}>;


export type TaskChangesSubscription = { tasksUpdated: { id: string, sequence: number, model: string, operation: string, provider: string, status: TaskStatus, progress: number, approval: TaskApproval | null, credits: number, createdAt: string, endedAt: string | null, tags: Array<string>, externalId: string | null, input: Record<string, unknown>, failureReason: string | null, costs: Array<{ creditType: string, credits: number }>, member: { id: string, name: string } | null } };

export type RowFragment = { id: string, sequence: number, model: string, operation: string, provider: string, status: TaskStatus, progress: number, approval: TaskApproval | null, credits: number, createdAt: string, endedAt: string | null, tags: Array<string>, externalId: string | null, input: Record<string, unknown>, failureReason: string | null, costs: Array<{ creditType: string, credits: number }>, member: { id: string, name: string } | null };

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

export type UsageOfQueryVariables = Exact<{
  from: string;
  to: string;
  dayBy: Array<UsageDimension> | UsageDimension;
  by: Array<UsageDimension> | UsageDimension;
  creditType?: string | null | undefined;
}>;


export type UsageOfQuery = { organization: { id: string, byDay: { from: string, to: string, timeZone: string, isComplete: boolean, total: { used: number }, groups: Array<{ from: string | null, model: string | null, operation: string | null, tag: string | null, creditType: string | null, sums: { used: number }, member: { id: string, name: string } | null, apiKey: { id: string, name: string } | null }> }, byGroup: { isComplete: boolean, total: { used: number, refunded: number, tasks: number, failed: number }, previousTotal: { used: number, refunded: number, tasks: number, failed: number } | null, groups: Array<{ model: string | null, operation: string | null, tag: string | null, creditType: string | null, sums: { used: number, refunded: number, tasks: number, failed: number }, previous: { used: number } | null, member: { id: string, name: string } | null, apiKey: { id: string, name: string } | null }> } } | null };

export type UsageDaysQueryVariables = Exact<{
  from: string;
  to: string;
  creditType?: string | null | undefined;
}>;


export type UsageDaysQuery = { organization: { id: string, byDay: { from: string, to: string, timeZone: string, isComplete: boolean, total: { used: number }, groups: Array<{ from: string | null, model: string | null, operation: string | null, tag: string | null, creditType: string | null, sums: { used: number }, member: { id: string, name: string } | null, apiKey: { id: string, name: string } | null }> } } | null };

export type DaysFragment = { from: string, to: string, timeZone: string, isComplete: boolean, total: { used: number }, groups: Array<{ from: string | null, model: string | null, operation: string | null, tag: string | null, creditType: string | null, sums: { used: number }, member: { id: string, name: string } | null, apiKey: { id: string, name: string } | null }> };

export type RankingFragment = { isComplete: boolean, total: { used: number, refunded: number, tasks: number, failed: number }, previousTotal: { used: number, refunded: number, tasks: number, failed: number } | null, groups: Array<{ model: string | null, operation: string | null, tag: string | null, creditType: string | null, sums: { used: number, refunded: number, tasks: number, failed: number }, previous: { used: number } | null, member: { id: string, name: string } | null, apiKey: { id: string, name: string } | null }> };

export type SubjectFragment = { model: string | null, operation: string | null, tag: string | null, creditType: string | null, member: { id: string, name: string } | null, apiKey: { id: string, name: string } | null };

export type SumsFragment = { used: number, refunded: number, tasks: number, failed: number };

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
