/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** A simulation to end. */
export type CancelSimulationInput = {
  /** The simulation. */
  simulationId: string;
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

/** The kinds of lots that a pack can bring. */
export type CreditPackKind =
  /** Credits that are bought in addition to a plan. */
  | 'EXTRA'
  /** Credits that are bought without a plan. */
  | 'TOP_UP';

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

/** The price of one pack from a quantity on. */
export type VolumeStepInput = {
  /** The price of one pack, in the smallest unit of the pack’s currency: less than the price before this quantity. */
  amount: number;
  /** The quantity from which on the price applies, 2 to 10,000. */
  quantity: number;
};

export type RulesQueryVariables = Exact<{
  model?: string | null | undefined;
  operation?: string | null | undefined;
}>;


export type RulesQuery = { priceRules: Array<{ id: string, provider: string, model: string, operation: string, variant: string, creditType: string, credits: number, fixed: number, state: PriceState, notice: string | null, runner: PriceRunner | null, httpProvider: string | null, effectiveFrom: string, effectiveUntil: string | null, outputs: number, assumed: Array<string> | null, catalogue: { name: string } | null, conditions: Array<{ field: string, min: number | null, max: number | null, below: number | null, maxLength: number | null, oneOf: Array<string> | null, oneOfNumbers: Array<number> | null, oneOfBooleans: Array<boolean> | null, required: boolean }>, parts: Array<{ creditType: string, credits: number, per: number, unit: PriceUnit, settleBy: PriceSettleBy | null, tiers: Array<{ upTo: number, credits: number }> }> }> };

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
