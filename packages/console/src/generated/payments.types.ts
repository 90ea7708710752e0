/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** A payment that was not made. */
export type CancelPaymentInput = {
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The id of the payment. */
  paymentId: string;
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

/** The states of the dispute over the payment for a lot. */
export type LotDisputeState =
  /** The dispute was lost: the unspent credits are revoked, and the spent ones are owed. */
  | 'LOST'
  /** The dispute is open: no credits of the lot can be used. */
  | 'OPEN'
  /** The dispute was won: the lot is as it was before. */
  | 'WON';

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

/** The conditions that a payment must meet; absent ones do not restrict it. */
export type PaymentFilter = {
  /** Lists only payments that were started at this time or later. */
  from?: string | null | undefined;
  /** Lists only payments at this provider. */
  provider?: PaymentProvider | null | undefined;
  /** Lists only payments with exactly this `reference`. */
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
  /** It is paid, and what was bought can’t come: a bound is reached, or the plan has changed. */
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
  /** It was ended before anything was paid. */
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

/** The kinds of receipts. */
export type ReceiptKind =
  /** Money of a receipt was given back, or was lost in a dispute. */
  | 'CREDIT_NOTE'
  /** Money was paid, and what was bought has come. */
  | 'RECEIPT';

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

/** A payment that is accepted as it was made. */
export type SettlePaymentInput = {
  /** The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own. */
  idempotencyKey?: string | null | undefined;
  /** The id of the payment. */
  paymentId: string;
  /** The reason, for the audit log; 1 to 500 characters. */
  reason: string;
};

export type AllPaymentsQueryVariables = Exact<{
  filter?: PaymentFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type AllPaymentsQuery = { payments: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { id: string, title: string, status: PaymentStatus, provider: PaymentProvider, trigger: PaymentTrigger, problem: PaymentProblem | null, problemText: string | null, failure: string | null, reference: string | null, createdAt: string, due: { amount: number, currency: string }, received: { amount: number, currency: string }, refunded: { amount: number, currency: string }, organization: { id: string, name: string } } | null }> } | null };

export type CustomerPaymentsQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;


export type CustomerPaymentsQuery = { organization: { id: string, payments: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { id: string, title: string, status: PaymentStatus, provider: PaymentProvider, trigger: PaymentTrigger, problem: PaymentProblem | null, problemText: string | null, failure: string | null, reference: string | null, createdAt: string, due: { amount: number, currency: string }, received: { amount: number, currency: string }, refunded: { amount: number, currency: string }, organization: { id: string, name: string } } | null }> } | null } | null };

export type PaymentDetailsQueryVariables = Exact<{
  id: string;
}>;


export type PaymentDetailsQuery = { payment: { attempts: number, checkoutUrl: string | null, dispute: LotDisputeState | null, expiresAt: string | null, nextAttemptAt: string | null, settledAt: string | null, quantity: number, id: string, title: string, status: PaymentStatus, provider: PaymentProvider, trigger: PaymentTrigger, problem: PaymentProblem | null, problemText: string | null, failure: string | null, reference: string | null, createdAt: string, price: { amount: number, currency: string }, tax: { amount: number, currency: string }, settled: { amount: number, currency: string }, member: { id: string, name: string } | null, credits: Array<{ creditType: string, credits: number, bonus: number }>, lots: Array<{ id: string, kind: LotKind, granted: number, available: number, spent: number, wallet: { id: string, creditType: string } }>, receipts: Array<{ id: string, number: string, kind: ReceiptKind, links: { page: string, pdf: string } | null }>, due: { amount: number, currency: string }, received: { amount: number, currency: string }, refunded: { amount: number, currency: string }, organization: { id: string, name: string } } | null };

export type PaymentRowFragment = { id: string, title: string, status: PaymentStatus, provider: PaymentProvider, trigger: PaymentTrigger, problem: PaymentProblem | null, problemText: string | null, failure: string | null, reference: string | null, createdAt: string, due: { amount: number, currency: string }, received: { amount: number, currency: string }, refunded: { amount: number, currency: string }, organization: { id: string, name: string } };

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
