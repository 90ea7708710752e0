/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
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

/** The kinds of receipts. */
export type ReceiptKind =
  /** Money of a receipt was given back, or was lost in a dispute. */
  | 'CREDIT_NOTE'
  /** Money was paid, and what was bought has come. */
  | 'RECEIPT';

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

/** The uses of paid time that a change leaves unused: an upgrade, or a cancellation at once. Holdfast records what it was worth; the platform pays it back or sets it off. */
export type UnusedTimePolicy =
  /** It is set off against the customer’s next payment. */
  | 'CREDIT'
  /** Nothing: the rest of the period is lost. */
  | 'NOTHING'
  /** It is paid back. */
  | 'REFUND';

export type LotsQueryVariables = Exact<{
  creditType?: string | null | undefined;
  open?: boolean | null | undefined;
  after?: string | null | undefined;
}>;


export type LotsQuery = { organization: { id: string, wallet: { id: string, lots: { edges: Array<{ node: { id: string, kind: LotKind, source: string | null, granted: number, available: number, frozen: number, locked: number, spent: number, expired: number, revoked: number, moved: number, lock: LotLockReason | null, createdAt: string, usableFrom: string | null, expiresAt: string | null, paid: { amount: number, currency: string } | null, payment: { id: string, title: string } | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null } | null };

export type JournalQueryVariables = Exact<{
  creditType?: string | null | undefined;
  filter?: JournalFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type JournalQuery = { organization: { id: string, wallet: { id: string, journal: { edges: Array<{ node: { id: string, sequence: number, type: JournalEntryType, credits: number, available: number, frozen: number, reason: string | null, createdAt: string, hash: string, task: { id: string, model: string, operation: string } | null, lot: { id: string, kind: LotKind, source: string | null, payment: { id: string, title: string } | null } | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null } | null };

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

export type ShopQueryVariables = Exact<{ [key: string]: never; }>;


export type ShopQuery = { organization: { id: string, paymentProviders: Array<PaymentProvider>, savedPaymentMethods: Array<{ provider: PaymentProvider, label: string | null, expiresMonth: number | null, expiresYear: number | null, renewsPlan: boolean }> | null, autoTopUps: Array<{ creditType: string, below: number, pack: string, quantity: number, provider: PaymentProvider, failures: number, isPaying: boolean, nextAt: string | null, monthlyMax: { amount: number, currency: string }, bought: { amount: number, currency: string } }> | null } | null };

export type PacksQueryVariables = Exact<{ [key: string]: never; }>;


export type PacksQuery = { creditPacks: Array<{ id: string, name: string, title: string, price: { amount: number, currency: string }, credits: Array<{ creditType: string, credits: number, bonus: number }>, volumeSteps: Array<{ quantity: number, price: { amount: number, currency: string } }> }> | null };

export type PlansQueryVariables = Exact<{ [key: string]: never; }>;


export type PlansQuery = { plans: Array<{ name: string, title: string, interval: PlanInterval, selfService: boolean, seats: number | null, upgradePolicy: PlanUpgradePolicy, unusedTime: UnusedTimePolicy, concurrentTasks: number | null, price: { amount: number, currency: string } | null, credits: Array<{ creditType: string, credits: number }>, features: Array<{ name: string, limit: number | null }> }> };

export type SubscriptionQueryVariables = Exact<{ [key: string]: never; }>;


export type SubscriptionQuery = { organization: { id: string, subscription: { id: string, status: SubscriptionStatus, periodEnd: string, renewsAt: string | null, cancelAtPeriodEnd: boolean, paymentDueAt: string | null, plan: { name: string, title: string, price: { amount: number, currency: string } | null, credits: Array<{ creditType: string, credits: number }> }, nextPlan: { name: string, title: string } | null } | null } | null };

export type PaymentTicksSubscriptionVariables = Exact<{
  paymentId: string;
  after?: number | null | undefined;
}>;


export type PaymentTicksSubscription = { paymentUpdated: { id: string, sequence: number, status: PaymentStatus, checkoutUrl: string | null, failure: string | null, problemText: string | null, credits: Array<{ creditType: string, credits: number, bonus: number }> } };
