// The bounds on the number of things of each kind, and on the size of labels. Everything that a decision reads has its bound here,
// and what would exceed it is refused when it is created. docs/limits.md has them as tables.

import type { Refusal } from './ledger/refusals.ts'

/** The maximum of each. Tests lower them. */
export const BOUNDS = {
  /** Budgets in force of an organization. */
  budgets: 1_000,
  /** Of them, those of the same member, key and credit type. Each counts everything that the member submits with the key. */
  budgetsOfSubject: 15,
  /** Of them, those of the same member, key, credit type and tag: a task has up to ten tags. */
  budgetsOfTag: 5,
  /** Open holds that a new budget counts for its present period. */
  openHoldsOfNewBudget: 10_000,
  /** Balance thresholds in force of an organization. */
  balanceThresholds: 1_000,
  /** Of them, those of the same wallet. */
  balanceThresholdsOfWallet: 20,
  /** Open lots of a wallet. */
  lotsOfWallet: 1_000,
  /** Credit types of an organization. */
  creditTypes: 100,
  /** Lines of a hold: each growth adds one for every lot that it takes from. */
  holdLines: 10_000,
  /** Runs that are a part of each other, the outermost included. */
  runDepth: 10,
  /** Members of an organization who were not removed. */
  members: 10_000,
  /** Invitations of an organization that can be accepted. */
  invitations: 1_000,
  /** Mails with an invitation that an organization sends in 24 hours. */
  invitationMails: 200,
  /** API keys in force of a member, or of the organization itself. */
  apiKeys: 100,
  /** API keys in force of one lineage: a key and its predecessor. */
  apiKeysOfLineage: 2,
  /** Platform keys in force. */
  platformKeys: 1_000,
  /** Payments of an organization that somebody has started and not paid yet. */
  openPayments: 100,
  /** Credit packs that are sold. */
  creditPacks: 200,
  /** Exports of an organization, or of the platform, that wait or run. */
  openExports: 5,
  /** Exports of an organization, or of the platform, that are kept. */
  exports: 100,
  /** Simulations that wait or run. */
  openSimulations: 10,
  /** Façades of the platform's own. Every request to a path that is not Holdfast's is compared with their paths. */
  facades: 20,
  /** Webhook endpoints of an organization. */
  webhookEndpoints: 20,
  /** Webhook endpoints of the platform. */
  platformWebhookEndpoints: 100,
  /** Allocation rules in force of an organization. */
  allocationRules: 100,
  /** Tasks of an organization that wait for an admin. */
  waitingTasks: 1_000,
  /** Open requests of a member for credits. */
  creditRequestsOfMember: 10,
  /** Raises of a budget at a time. */
  raisesOfBudget: 20,
  /** Quotes of an organization that bind. */
  quotes: 1_000,
  /** Price rules of one organization for an operation of a model, former and future ones included. */
  contractPriceRules: 1_000,
}

/** The sizes of external ids and metadata. A label that exceeds one is refused with INVALID_INPUT, which names the field and the size. */
export const LABEL_BOUNDS = {
  externalIdCharacters: 255,
  metadataKeys: 50,
  metadataKeyCharacters: 40,
  metadataValueCharacters: 500,
}

export type BoundName = keyof typeof BOUNDS

export interface LimitReached extends Refusal {
  readonly code: 'LIMIT_REACHED'
  /** The name of the bound, a key of BOUNDS. */
  readonly limit: BoundName
  readonly max: number
}

const WORDS: Readonly<Record<BoundName, { of: string; advice: string }>> = {
  budgets: { of: 'An organization has at most {max} budgets in force', advice: 'End one that isn’t used any more.' },
  budgetsOfSubject: {
    of: 'At most {max} budgets in force limit the same member, API key and credit type',
    advice: 'End or update one of them.',
  },
  budgetsOfTag: {
    of: 'At most {max} budgets in force limit the same tag, member, API key and credit type',
    advice: 'End one, or change one that is there.',
  },
  openHoldsOfNewBudget: {
    of: 'A new budget counts at most {max} open holds of its period',
    advice: 'Create it when fewer holds are open, or with the period TOTAL, which counts from its creation on.',
  },
  balanceThresholds: {
    of: 'An organization has at most {max} balance thresholds in force',
    advice: 'End one that isn’t used any more.',
  },
  balanceThresholdsOfWallet: {
    of: 'A wallet has at most {max} balance thresholds in force',
    advice: 'End one that isn’t used any more.',
  },
  lotsOfWallet: {
    of: 'A wallet that has {max} open lots cannot get another',
    advice: 'Grant more credits at a time, or wait until some lots are used up.',
  },
  creditTypes: { of: 'An organization has credits of at most {max} types', advice: 'Use one of its credit types.' },
  holdLines: {
    of: 'A hold has at most {max} lines',
    advice: 'Grow it by more credits at a time, or open another hold.',
  },
  runDepth: {
    of: 'A run is a part of at most {max} runs, itself included',
    advice: 'Open it as a part of a run further out.',
  },
  members: { of: 'An organization has at most {max} members', advice: 'Remove a member first.' },
  invitations: {
    of: 'An organization has at most {max} open invitations',
    advice: 'Revoke one, or wait until some were accepted.',
  },
  invitationMails: {
    of: 'An organization sends at most {max} invitations by mail in 24 hours',
    advice: 'Invite without an address and give the person the link, or try again later.',
  },
  apiKeys: { of: 'At most {max} API keys of one owner are in force', advice: 'Revoke one that isn’t used any more.' },
  apiKeysOfLineage: {
    of: 'At most {max} API keys that replace each other are in force',
    advice: 'Revoke the older one, or rotate with overlapSeconds: 0.',
  },
  platformKeys: { of: 'At most {max} platform keys are in force', advice: 'Revoke one that isn’t used any more.' },
  openPayments: {
    of: 'At most {max} payments of an organization are open',
    advice: 'Pay one, end it with cancelPayment, or wait until one has expired.',
  },
  creditPacks: { of: 'At most {max} credit packs are sold at a time', advice: 'End one that isn’t sold any more.' },
  openExports: {
    of: 'At most {max} exports of an organization wait or run',
    advice: 'Wait until one has ended, or cancel one with cancelExport.',
  },
  exports: {
    of: 'At most {max} exports of an organization are kept',
    advice: 'Wait until the oldest are removed, seven days after their end.',
  },
  openSimulations: {
    of: 'At most {max} simulations wait or run',
    advice: 'Wait until one has ended, or cancel one with cancelSimulation.',
  },
  facades: {
    of: 'The platform has at most {max} façades of its own',
    advice: 'Remove one that isn’t used any more.',
  },
  webhookEndpoints: {
    of: 'An organization has at most {max} webhook endpoints',
    advice: 'End one that isn’t used any more.',
  },
  platformWebhookEndpoints: {
    of: 'The platform has at most {max} webhook endpoints of its own',
    advice: 'End one that isn’t used any more.',
  },
  allocationRules: {
    of: 'An organization has at most {max} allocation rules in force',
    advice: 'End one that isn’t used any more.',
  },
  waitingTasks: {
    of: 'At most {max} tasks of an organization wait to be approved',
    advice: 'Have some of them approved or declined first.',
  },
  creditRequestsOfMember: {
    of: 'A member has at most {max} open requests for credits',
    advice: 'Withdraw one, or wait until an admin has decided some.',
  },
  raisesOfBudget: {
    of: 'A budget is raised at most {max} times at a time',
    advice: 'Wait until one of them falls back, or update the budget.',
  },
  quotes: {
    of: 'At most {max} quotes of an organization bind at a time',
    advice: 'Use one, or wait until some expire.',
  },
  contractPriceRules: {
    of: 'An organization has at most {max} price rules for an operation of a model',
    advice: 'Use another operation name.',
  },
}

/** The statement of a bound, with its maximum. */
function statementOf(limit: BoundName): string {
  return `${WORDS[limit].of.replace('{max}', String(BOUNDS[limit]))}.`
}

export const STATEMENTS = Object.fromEntries(
  (Object.keys(BOUNDS) as BoundName[]).map((limit) => [limit, statementOf(limit)]),
) as Readonly<Record<BoundName, string>>

/** Returns the refusal of one more where there are `count` already; null if there is room. */
export function refuseOneMore(limit: BoundName, count: number): LimitReached | null {
  return count >= BOUNDS[limit] ? limitReached(limit) : null
}

export function limitReached(limit: BoundName): LimitReached {
  return {
    code: 'LIMIT_REACHED',
    message: `${statementOf(limit)} ${WORDS[limit].advice}`,
    limit,
    max: BOUNDS[limit],
  }
}
