/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
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

export type AlertSettingsQueryVariables = Exact<{ [key: string]: never; }>;


export type AlertSettingsQuery = { organization: { id: string, expiryAlertDays: number | null, balanceThresholds: { edges: Array<{ node: { id: string, creditType: string, credits: number | null, percent: number | null, isBelow: boolean, endedAt: string | null, member: { id: string, name: string } | null } | null }> } } | null };

export type MailPreferencesQueryVariables = Exact<{ [key: string]: never; }>;


export type MailPreferencesQuery = { viewer: { mailPreferences: Array<{ kind: MailKind, wanted: boolean }> | null } | null };
