/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
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

/** The periods that one payment covers. */
export type PlanInterval =
  /** One payment covers a month, counted from the anchor. */
  | 'MONTH'
  /** One payment covers twelve months, counted from the anchor. */
  | 'YEAR';

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

export type OverviewQueryVariables = Exact<{
  usageFrom: string;
  to: string;
  creditType?: string | null | undefined;
}>;


export type OverviewQuery = { organization: { id: string, timeZone: string, now: string, wallet: { id: string, creditType: string, available: number, frozen: number, locked: number, owed: number, total: number, spent: number, expiring: Array<{ credits: number, expiresAt: string, lot: { id: string, kind: LotKind, source: string | null } }>, balancesByKind: Array<{ kind: LotKind, available: number }> } | null, subscription: { id: string, status: SubscriptionStatus, renewsAt: string | null, periodEnd: string, cancelAtPeriodEnd: boolean, timeZone: string, plan: { name: string, title: string, interval: PlanInterval, credits: Array<{ creditType: string, credits: number }> }, cycle: { number: number, start: string, end: string }, nextPlan: { title: string } | null } | null, usage: { from: string, to: string, timeZone: string, isComplete: boolean, total: { used: number, tasks: number, succeeded: number, failed: number }, previousTotal: { used: number, tasks: number } | null, groups: Array<{ from: string | null, model: string | null, sums: { used: number, tasks: number } }> }, tasks: { edges: Array<{ node: { id: string, model: string, operation: string, status: TaskStatus, progress: number, credits: number, createdAt: string, member: { id: string, name: string } | null } | null }> }, alerts: { edges: Array<{ node: { id: string, kind: AlertKind, message: string, createdAt: string } | null }> } } | null };

export type OutlookQueryVariables = Exact<{
  creditType?: string | null | undefined;
}>;


export type OutlookQuery = { organization: { id: string, forecast: { from: string, until: string, wallets: Array<{ runsOutAt: string | null, days: Array<{ at: string, available: number }>, losses: Array<{ at: string, credits: number, source: string | null, lot: { id: string, kind: LotKind } | null }> }>, pace: Array<{ creditsPerDay: number }> } } | null };
