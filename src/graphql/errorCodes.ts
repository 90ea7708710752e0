// The codes of all refusals that a result can be, each with the description of its type and of its value in the API. The type of
// a code is named after it: INSUFFICIENT_CREDITS is InsufficientCreditsError.

export const ERROR_CODES = {
  ALREADY_MEMBER: 'The person is already a member of the organization.',
  BUDGET_EXCEEDED: 'A budget has less room than the request needs. Nothing was frozen.',
  CLOCK_BACKWARDS: 'The time is earlier than the current time of the organization. A test clock only moves forward.',
  CREDITS_OUT_OF_BOUNDS: 'The wallet would have been granted more than 2^53-1 credits in total.',
  CREDIT_TYPE_REQUIRED:
    'The organization has credits of several types, or none yet, and the request does not name a credit type.',
  DISPUTE_STATE: 'The dispute of the lot is in a state that does not allow the request.',
  EFFECTIVE_FROM_PAST: 'The price rule would begin in the past, or end before it begins.',
  ENDED:
    'The thing that the input names has ended: it was ended, revoked, removed, closed or retired, or it has expired. The message says which.',
  EXPIRY_PASSED: 'The expiry is not in the future.',
  HOLD_NOT_OPEN: 'The hold has ended.',
  HOLD_OF_TASK: 'The hold pays for a task and ends with it: complete, fail, cancel or refund the task instead.',
  HOLD_OPEN: 'The credits are still frozen: only a hold or a task that has ended can be refunded.',
  IDEMPOTENCY_CONFLICT: 'The idempotency key was used before with other parameters.',
  INPUT_LIMIT: 'The input of the task is outside the limits of its price.',
  INSUFFICIENT_CREDITS: 'Fewer credits are available than the request needs. Nothing was frozen.',
  INVALID_INPUT: 'One or more fields of the input are invalid.',
  INVITATION_ADDRESS: 'The invitation is for another email address.',
  INVITATION_ENDED: 'The invitation was accepted, declined or revoked, or has expired.',
  KEY_REPLACED: 'The API key was rotated before: rotate the key that replaced it.',
  LAST_OWNER: 'The member is the only OWNER, and an organization always has one.',
  LEASE_LOST:
    'The lease has ended, or none was named: another worker may have the task, or the task may have ended. Stop working on it.',
  LIMITED_KEY:
    'The API key of the request has limits (an expiry, networks, a budget or a scope that it lacks), and may not create a key or a member beyond these limits, or change or end its own budget.',
  LIMIT_REACHED: 'The highest allowed number of these things exists already. docs/limits.md lists all bounds.',
  LOT_LOCKED: 'The lot is locked.',
  LOT_NOT_LOCKED: 'The lot is not locked.',
  LOT_STATE: 'The lot has no credits left to lock or unlock.',
  MAINTENANCE: 'No new tasks are accepted during maintenance. Submitted tasks continue.',
  NOT_AN_UPGRADE: 'The plan does not have more credits than the current one.',
  NOT_ENTITLED: 'The plan of the organization does not include the model, the operation or the asset kind.',
  NOT_FOUND: 'The thing that the input names does not exist, or the caller may not see it.',
  NOT_SANDBOX: 'The organization is LIVE. Only a SANDBOX organization has a test clock.',
  NO_PRICE: 'No price rule in force applies to the model, the operation and the input.',
  OPERATION_UNAVAILABLE: 'The operation of the model is UNAVAILABLE at the moment.',
  ORGANIZATION_SUSPENDED: 'The organization is suspended and can’t submit or approve tasks.',
  OWNERS_ONLY: 'Only an OWNER may create, change or remove an OWNER, or manage the API keys of one.',
  PRICE_RULE_EXISTS: 'A price rule from exactly this time exists. Price rules are never changed.',
  PURCHASE_NOT_ALLOWED: 'The plan of the organization does not allow additional purchases of credits.',
  QUOTA_EXCEEDED: 'The storage quota of the organization is used up. docs/limits.md says what is removed, and when.',
  QUOTE_EXPIRED: 'The binding quote has expired.',
  QUOTE_MISMATCH: 'The binding quote is for another model, operation or input than that of the task.',
  QUOTE_TAKEN: 'As many tasks were submitted with the binding quote as it is for.',
  REFUND_EXCEEDS_SPENT: 'More credits were to be refunded than were used and not refunded yet.',
  SCOPE_NOT_ALLOWED: 'An API key can’t have a scope that its creator does not have.',
  SEATS_EXCEEDED: 'The organization has more members than the plan has seats.',
  SPEND_EXCEEDS_HOLD: 'More credits were to be spent than the hold has frozen.',
  SUBSCRIPTION_EXISTS: 'The organization already has a subscription.',
  SUBSCRIPTION_STATE: 'The subscription is in a state that does not allow the request.',
  TASK_STATE: 'The task is in a state that does not allow the request, for example because it has ended.',
} as const

export type ErrorCode = keyof typeof ERROR_CODES
