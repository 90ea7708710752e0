// The GraphQL operations that the tests send, typed by the schema.

import { graphql } from '../generated/gql.ts'
import type { SubmitManyMutation } from '../generated/graphql.ts'

export const Viewer = graphql(`
  query Viewer { viewer { isOperator member { id name role } } }
`)

export const Balance = graphql(`
  query Balance {
    organization { id name wallet { id available frozen total spent expired granted sequence } }
  }
`)

export const Journal = graphql(`
  query Journal($first: Int!, $after: String) {
    organization {
      wallet {
        journal(first: $first, after: $after) {
          pageInfo { hasNextPage endCursor }
          edges { node { id sequence type credits available frozen hash hold { id } task { id } lot { id } } }
        }
      }
    }
  }
`)

export const Lots = graphql(`
  query Lots {
    organization {
      wallet {
        lots(first: 100) { edges { node { id kind granted available frozen spent expired priority expiresAt source } } }
      }
    }
  }
`)

export const Submit = graphql(`
  mutation Submit($input: SubmitTaskInput!) {
    submitTask(input: $input) {
      __typename
      ... on SubmitTaskSuccess {
        replayed
        warnings { code message }
        task { id status progress credits sequence hold { id status credits lines { credits lot { id } } } member { name } }
      }
      ... on InsufficientCreditsError { required available shortfall sources { isPool available } }
      ... on BudgetExceededError {
        required
        remaining
        usage { frozen spent }
        budget { id limit period model member { name } }
      }
      ... on InvalidInputError { issues { path message } }
      ... on InputLimitError { field limit }
      ... on QuotaExceededError { quota used max }
      ... on Error { code message }
    }
  }
`)

export const SubmitMany = graphql(`
  mutation SubmitMany($inputs: [SubmitTaskInput!]!) {
    submitTasks(input: { tasks: $inputs }) {
      __typename
      ... on SubmitTasksSuccess {
        results {
          __typename
          ... on SubmitTaskSuccess { task { id } }
          ... on Error { code message }
        }
      }
      ... on Error { code message }
    }
  }
`)

/** The results of a batch that was taken. */
export function resultsOf(answer: SubmitManyMutation['submitTasks']) {
  if (answer.__typename !== 'SubmitTasksSuccess') throw new Error(JSON.stringify(answer))
  return answer.results
}

export const TaskById = graphql(`
  query TaskById($id: ID!) {
    node(id: $id) {
      __typename
      ... on Task { id status progress credits failureReason result sequence startedAt endedAt hold { status spent released } }
    }
  }
`)

export const Cancel = graphql(`
  mutation Cancel($input: CancelTaskInput!) {
    cancelTask(input: $input) {
      __typename
      ... on CancelTaskSuccess { task { id status } }
      ... on TaskStateError { status allowed }
      ... on Error { code message }
    }
  }
`)

export const Start = graphql(`
  mutation Start($input: StartTaskInput!) {
    startTask(input: $input) {
      __typename
      ... on StartTaskSuccess { task { id status startedAt } }
      ... on TaskStateError { status allowed }
      ... on Error { code message }
    }
  }
`)

export const Report = graphql(`
  mutation Report($input: ReportTaskProgressInput!) {
    reportTaskProgress(input: $input) {
      __typename
      ... on ReportTaskProgressSuccess { task { id status progress } }
      ... on Error { code message }
    }
  }
`)

export const Complete = graphql(`
  mutation Complete($input: CompleteTaskInput!) {
    completeTask(input: $input) {
      __typename
      ... on CompleteTaskSuccess { replayed task { id status progress failureReason hold { id status spent released late } } }
      ... on SpendExceedsHoldError { requested frozen }
      ... on InsufficientCreditsError { required available shortfall }
      ... on TaskStateError { status allowed }
      ... on Error { code message }
    }
  }
`)

export const Fail = graphql(`
  mutation Fail($input: FailTaskInput!) {
    failTask(input: $input) {
      __typename
      ... on FailTaskSuccess { replayed task { id status failureReason } }
      ... on Error { code message }
    }
  }
`)

export const Grant = graphql(`
  mutation Grant($input: GrantCreditsInput!) {
    grantCredits(input: $input) {
      __typename
      ... on GrantCreditsSuccess { replayed lot { id granted available expiresAt } wallet { id creditType available total } }
      ... on InvalidInputError { issues { path message } }
      ... on Error { code message }
    }
  }
`)

export const Freeze = graphql(`
  mutation Freeze($input: FreezeCreditsInput!) {
    freezeCredits(input: $input) {
      __typename
      ... on FreezeCreditsSuccess {
        replayed
        hold { id status credits expiresAt lines { credits lot { id } } }
        wallet { available frozen total }
      }
      ... on InsufficientCreditsError { required available shortfall }
      ... on Error { code message }
    }
  }
`)

export const Spend = graphql(`
  mutation Spend($input: SpendCreditsInput!) {
    spendCredits(input: $input) {
      __typename
      ... on SpendCreditsSuccess { replayed hold { id status spent released late } wallet { available frozen total spent owed writtenOff } }
      ... on SpendExceedsHoldError { requested frozen }
      ... on HoldNotOpenError { status }
      ... on Error { code message }
    }
  }
`)

export const RefundTask = graphql(`
  mutation RefundTask($input: RefundTaskInput!) {
    refundTask(input: $input) {
      __typename
      ... on RefundTaskSuccess { replayed task { status sequence refundedCredits hold { status spent refunded } } }
      ... on RefundExceedsSpentError { requested refundable }
      ... on RefundAllowanceError { creditType left }
      ... on Error { code message }
    }
  }
`)

export const RefundLot = graphql(`
  mutation RefundLot($input: RefundLotInput!) {
    refundLot(input: $input) {
      __typename
      ... on RefundLotSuccess {
        replayed revoked chargedBack money { amount currency } lot { available spent revoked } wallet { available owed writtenOff }
      }
      ... on RefundExceedsLotError { requested refundable frozen }
      ... on Error { code message }
    }
  }
`)

export const SettleDebt = graphql(`
  mutation SettleDebt($input: SettleDebtInput!) {
    settleDebt(input: $input) {
      __typename
      ... on SettleDebtSuccess { replayed wallet { available owed } }
      ... on Error { code message }
    }
  }
`)

export const CreatePlatformKey = graphql(`
  mutation CreatePlatformKey($input: CreatePlatformKeyInput!) {
    createPlatformKey(input: $input) {
      __typename
      ... on CreatePlatformKeySuccess { secret platformKey { id name scopes allowedAddresses createdBy expiresAt } }
      ... on Error { code message }
    }
  }
`)

export const RotatePlatformKey = graphql(`
  mutation RotatePlatformKey($input: RotatePlatformKeyInput!) {
    rotatePlatformKey(input: $input) {
      __typename
      ... on RotatePlatformKeySuccess { secret platformKey { id name scopes } }
      ... on Error { code message }
    }
  }
`)

export const RevokePlatformKey = graphql(`
  mutation RevokePlatformKey($input: RevokePlatformKeyInput!) {
    revokePlatformKey(input: $input) {
      __typename
      ... on RevokePlatformKeySuccess { platformKey { id revokedAt revokedBy } }
      ... on Error { code message }
    }
  }
`)

export const PlatformKeys = graphql(`
  query PlatformKeys {
    viewer { isOperator scopes platformScopes }
    platformKeys(first: 100) { edges { node { id name prefix scopes createdBy } } }
  }
`)

export const RefundHold = graphql(`
  mutation RefundHold($input: RefundHoldInput!) {
    refundHold(input: $input) {
      __typename
      ... on RefundHoldSuccess { replayed hold { status spent refunded } wallet { available spent owed } }
      ... on RefundExceedsSpentError { requested refundable }
      ... on Error { code message }
    }
  }
`)

export const Release = graphql(`
  mutation Release($input: ReleaseCreditsInput!) {
    releaseCredits(input: $input) {
      __typename
      ... on ReleaseCreditsSuccess { hold { status spent released } wallet { available frozen total } }
      ... on HoldNotOpenError { status }
      ... on Error { code message }
    }
  }
`)

export const Quote = graphql(`
  query Quote($model: String!, $operation: String!, $input: JSONObject) {
    quote(model: $model, operation: $operation, input: $input) {
      __typename
      ... on Quote {
        credits
        units
        available
        sources { isPool available }
        shortfall
        warnings { code message }
        alternatives { credits priceRule { model quality } }
        priceRule { model operation variant credits isContract outputs }
        lines { credits lot { id } }
        blockedBy { required remaining budget { id } }
        notEntitled { plans { name } }
      }
      ... on InputLimitError { field limit }
      ... on Error { code message }
    }
  }
`)

export const QuoteParts = graphql(`
  query QuoteParts($model: String!, $operation: String!, $input: JSONObject, $maxCredits: Credits) {
    quote(model: $model, operation: $operation, input: $input, maxCredits: $maxCredits) {
      __typename
      ... on Quote {
        credits
        isMaximum
        priceRule { variant fixed per }
        parts { units unitsMax part { credits per unit unitField settleBy settleField tiering tiers { upTo credits } } }
      }
      ... on Error { code message }
    }
  }
`)

export const TaskParts = graphql(`
  query TaskParts($id: ID!) {
    node(id: $id) {
      ... on Task { status credits result failureReason hold { spent released } priceParts { units unitsMax part { unit settleBy } } }
    }
  }
`)

export const ComparePrices = graphql(`
  query ComparePrices($operation: String!, $input: JSONObject, $minQuality: Int, $organizationId: ID) {
    comparePrices(operation: $operation, input: $input, minQuality: $minQuality, organizationId: $organizationId) {
      credits
      priceRule { model operation quality comparableAs }
    }
  }
`)

export const QuoteTasks = graphql(`
  query QuoteTasks($items: [QuoteItemInput!]!) {
    quoteTasks(items: $items) {
      __typename
      ... on TasksQuote {
        items { model operation count payable price { credits } refusal { code message } }
        totals { creditType credits available shortfall lines { credits lot { id expiresAt } } }
      }
      ... on Error { code message }
    }
  }
`)

export const CreateBindingQuote = graphql(`
  mutation CreateBindingQuote($input: CreateBindingQuoteInput!) {
    createBindingQuote(input: $input) {
      __typename
      ... on CreateBindingQuoteSuccess {
        bindingQuote { id expiresAt items { units count taken priceRule { model credits } } }
        quote { totals { creditType credits shortfall } }
      }
      ... on QuotaExceededError { quota used max }
      ... on Error { code message }
    }
  }
`)

export const QuoteItems = graphql(`
  query QuoteItems($id: ID!) {
    node(id: $id) { ... on BindingQuote { items { units count taken priceRule { credits } } } }
  }
`)

export const SetMaintenance = graphql(`
  mutation SetMaintenance($input: SetMaintenanceInput!) {
    setMaintenance(input: $input) {
      __typename
      ... on SetMaintenanceSuccess { reason }
      ... on Error { code message }
    }
  }
`)

export const Prices = graphql(`
  query Prices($at: DateTime, $model: String) {
    priceRules(at: $at, model: $model) { id provider model operation creditType credits effectiveFrom }
  }
`)

export const SetPrice = graphql(`
  mutation SetPrice($input: CreatePriceRuleInput!) {
    createPriceRule(input: $input) {
      __typename
      ... on CreatePriceRuleSuccess { replayed priceRule { id credits effectiveFrom runner } }
      ... on Error { code message }
    }
  }
`)

export const CreateOrganization = graphql(`
  mutation CreateOrganization($input: CreateOrganizationInput!) {
    createOrganization(input: $input) {
      __typename
      ... on CreateOrganizationSuccess {
        replayed
        organization { id name mode wallet { available } }
        keys { secret member { name role } }
      }
      ... on InvalidInputError { issues { path message } }
      ... on Error { code message }
    }
  }
`)

export const WatchTask = graphql(`
  subscription WatchTask($id: ID!) {
    taskUpdated(taskId: $id) { id status progress sequence hold { status } }
  }
`)

export const WatchTasks = graphql(`
  subscription WatchTasks($after: [TaskSequence!]) {
    tasksUpdated(after: $after) { id status progress sequence }
  }
`)

export const WatchBalance = graphql(`
  subscription WatchBalance($memberId: ID) {
    balanceChanged(memberId: $memberId) { available frozen total sequence entry { sequence type credits } wallet { available } }
  }
`)

export const Grow = graphql(`
  mutation Grow($input: GrowHoldInput!) {
    growHold(input: $input) {
      __typename
      ... on GrowHoldSuccess { replayed hold { credits lines { credits lot { id } } } wallet { available frozen } }
      ... on InsufficientCreditsError { required available shortfall }
      ... on Error { code message }
    }
  }
`)

export const Extend = graphql(`
  mutation Extend($input: ExtendHoldInput!) {
    extendHold(input: $input) {
      __typename
      ... on ExtendHoldSuccess { hold { expiresAt } }
      ... on Error { code message }
    }
  }
`)

export const LockLot = graphql(`
  mutation LockLot($input: LockLotInput!) {
    lockLot(input: $input) {
      __typename
      ... on LockLotSuccess { replayed lot { lock available locked } wallet { available locked } }
      ... on LotLockedError { lock }
      ... on Error { code message }
    }
  }
`)

export const UnlockLot = graphql(`
  mutation UnlockLot($input: UnlockLotInput!) {
    unlockLot(input: $input) {
      __typename
      ... on UnlockLotSuccess { lot { lock available locked } wallet { available locked } }
      ... on Error { code message }
    }
  }
`)

export const Adjust = graphql(`
  mutation Adjust($input: AdjustCreditsInput!) {
    adjustCredits(input: $input) {
      __typename
      ... on AdjustCreditsSuccess { replayed wallet { granted available revoked } }
      ... on InsufficientCreditsError { required available shortfall }
      ... on InvalidInputError { issues { path message } }
      ... on Error { code message }
    }
  }
`)

export const SetPolicy = graphql(`
  mutation SetPolicy($input: SetWalletPolicyInput!) {
    setWalletPolicy(input: $input) {
      __typename
      ... on SetWalletPolicySuccess { wallet { burnDown overspend } }
      ... on InvalidInputError { issues { path message } }
      ... on Error { code message }
    }
  }
`)

export const History = graphql(`
  query History {
    organization {
      wallet { available locked frozen journal(first: 100) { edges { node { type credits available locked frozen reason } } } }
    }
  }
`)

export const BalanceAt = graphql(`
  query BalanceAt($at: DateTime!) {
    organization { wallet { id balanceAt(at: $at) { available locked frozen total entry { sequence type } } } }
  }
`)

export const Transfer = graphql(`
  mutation Transfer($input: TransferCreditsInput!) {
    transferCredits(input: $input) {
      __typename
      ... on TransferCreditsSuccess {
        replayed
        from { available moved granted }
        to { id available moved granted spent owed member { name } }
      }
      ... on InsufficientCreditsError { required available shortfall }
      ... on InvalidInputError { issues { path message } }
      ... on Error { code message }
    }
  }
`)

export const OpenDispute = graphql(`
  mutation OpenDispute($input: OpenDisputeInput!) {
    openDispute(input: $input) {
      __typename
      ... on OpenDisputeSuccess {
        replayed
        lot { id dispute available locked moved }
        wallet { available locked }
      }
      ... on DisputeStateError { dispute }
      ... on Error { code message }
    }
  }
`)

export const CloseDispute = graphql(`
  mutation CloseDispute($input: CloseDisputeInput!) {
    closeDispute(input: $input) {
      __typename
      ... on CloseDisputeSuccess {
        replayed
        lot { dispute available locked spent revoked }
        wallet { available locked spent revoked owed }
        revoked
        chargedBack
        loss { amount currency }
      }
      ... on DisputeStateError { dispute }
      ... on Error { code message }
    }
  }
`)

export const Wallets = graphql(`
  query Wallets {
    organization {
      wallets { creditType available }
      wallet { available locked frozen moved owed lots(first: 20) { edges { node { id kind priority source granted available moved expiresAt origin { id } paid { amount currency } } } } }
      members(first: 10) {
        edges {
          node {
            id
            name
            role
            wallet { id available locked frozen granted spent owed lots(first: 20) { edges { node { id kind priority source granted available moved expiresAt origin { id } paid { amount currency } } } } }
          }
        }
      }
      revenue { currency paid { amount } recognized { amount } deferred { amount } breakage { amount } reversed { amount } }
    }
  }
`)

export const CreateBudget = graphql(`
  mutation CreateBudget($input: CreateBudgetInput!) {
    createBudget(input: $input) {
      __typename
      ... on CreateBudgetSuccess { replayed budget { id limit period model member { id } usage { frozen spent } } }
      ... on InvalidInputError { issues { path message } }
      ... on Error { code message }
    }
  }
`)

export const UpdateBudget = graphql(`
  mutation UpdateBudget($input: UpdateBudgetInput!) {
    updateBudget(input: $input) {
      __typename
      ... on UpdateBudgetSuccess { replayed budget { limit enforcement thresholds usage { frozen spent } } }
      ... on InvalidInputError { issues { path message } }
      ... on Error { code message }
    }
  }
`)

export const EndBudget = graphql(`
  mutation EndBudget($input: EndBudgetInput!) {
    endBudget(input: $input) {
      __typename
      ... on EndBudgetSuccess { replayed budget { endedAt } }
      ... on Error { code message }
    }
  }
`)

export const SetSpendingPolicy = graphql(`
  mutation SetSpendingPolicy($input: SetSpendingPolicyInput!) {
    setSpendingPolicy(input: $input) {
      __typename
      ... on SetSpendingPolicySuccess { replayed organization { timeZone membersUsePool } }
      ... on InvalidInputError { issues { path message } }
      ... on Error { code message }
    }
  }
`)

export const Budgets = graphql(`
  query Budgets {
    organization {
      budgets(first: 20) { edges { node { id limit usage { frozen spent periodStart periodEnd } } } }
    }
  }
`)

export const PublishCheckpoint = graphql(`
  mutation PublishCheckpoint($after: SafeInt) {
    publishCheckpoint(input: { after: $after }) {
      ... on Error { code message }
      ... on PublishCheckpointSuccess { checkpoint { number publishedAt heads root previous hash } }
    }
  }
`)

export const Checkpoint = graphql(`
  query Checkpoint($number: SafeInt) { checkpoint(number: $number) { number hash } }
`)

export const Proofs = graphql(`
  query Proofs {
    organization { wallet { journal(first: 20) { edges { node { sequence proof } } } } }
  }
`)

export const VerifyLedger = graphql(`
  query VerifyLedger($id: ID) {
    organization(id: $id) { integrity { entries lots holds drift violations { invariant rowId found } } }
  }
`)

export const LoadCatalogue = graphql(`
  mutation LoadCatalogue($input: CatalogueSourceInput!, $takeOver: Boolean! = false, $dryRun: Boolean! = false, $maxChangePercent: Int) {
    loadCatalogue(input: { source: $input, dryRun: $dryRun, takeOver: $takeOver, maxChangePercent: $maxChangePercent }) {
      __typename
      ... on LoadCatalogueSuccess { name dryRun changes { kind subject differences { field from to } } }
      ... on InvalidInputError { issues { path message } }
      ... on Error { code message }
    }
  }
`)

export const AdvanceClock = graphql(`
  mutation AdvanceClock($input: AdvanceClockInput!) {
    advanceClock(input: $input) {
      __typename
      ... on AdvanceClockSuccess { now instants }
      ... on Error { code message }
    }
  }
`)

export const SubscriptionOf = graphql(`
  query SubscriptionOf {
    organization {
      now
      subscription {
        id status renewsAt periodEnd anchorAt cancelAtPeriodEnd
        plan { name }
        nextPlan { name }
        nextPlanBlockedBy { seats members }
        cycle { number start end allowances { creditType total remaining used usedPercent } }
      }
    }
  }
`)

export const StartSubscription = graphql(`
  mutation StartSubscription($input: StartSubscriptionInput!) {
    startSubscription(input: $input) {
      __typename
      ... on StartSubscriptionSuccess { replayed subscription { id status renewsAt plan { name } } }
      ... on SeatsExceededError { seats members }
      ... on Error { code message }
    }
  }
`)

export const UpgradeSubscription = graphql(`
  mutation UpgradeSubscription($input: UpgradeSubscriptionInput!) {
    upgradeSubscription(input: $input) {
      __typename
      ... on UpgradeSubscriptionSuccess { subscription { status plan { name } } }
      ... on Error { code message }
    }
  }
`)

export const DowngradeSubscription = graphql(`
  mutation DowngradeSubscription($input: DowngradeSubscriptionInput!) {
    downgradeSubscription(input: $input) {
      __typename
      ... on DowngradeSubscriptionSuccess { subscription { status cancelAtPeriodEnd nextPlan { name } } }
      ... on SeatsExceededError { seats members }
      ... on Error { code message }
    }
  }
`)

export const MarkPastDue = graphql(`
  mutation MarkPastDue($input: MarkSubscriptionPastDueInput!) {
    markSubscriptionPastDue(input: $input) {
      __typename
      ... on MarkSubscriptionPastDueSuccess { subscription { status renewsAt } }
      ... on SubscriptionStateError { status allowed }
      ... on Error { code message }
    }
  }
`)

export const MarkPaid = graphql(`
  mutation MarkPaid($input: MarkSubscriptionPaidInput!) {
    markSubscriptionPaid(input: $input) {
      __typename
      ... on MarkSubscriptionPaidSuccess { subscription { status renewsAt cancelAtPeriodEnd nextPlan { name } } }
      ... on SubscriptionStateError { status allowed }
      ... on Error { code message }
    }
  }
`)

export const UndoSubscriptionChange = graphql(`
  mutation UndoSubscriptionChange($input: UndoSubscriptionChangeInput!) {
    undoSubscriptionChange(input: $input) {
      __typename
      ... on UndoSubscriptionChangeSuccess { subscription { status renewsAt cancelAtPeriodEnd nextPlan { name } } }
      ... on Error { code message }
    }
  }
`)

export const Reactivate = graphql(`
  mutation Reactivate($input: ReactivateSubscriptionInput!) {
    reactivateSubscription(input: $input) {
      __typename
      ... on ReactivateSubscriptionSuccess { subscription { status renewsAt plan { name } nextPlan { name } } }
      ... on SubscriptionStateError { status allowed }
      ... on Error { code message }
    }
  }
`)

export const CancelSubscription = graphql(`
  mutation CancelSubscription($input: CancelSubscriptionInput!) {
    cancelSubscription(input: $input) {
      __typename
      ... on CancelSubscriptionSuccess { subscription { status renewsAt cancelAtPeriodEnd endedAt } }
      ... on Error { code message }
    }
  }
`)

export const Outlook = graphql(`
  query Outlook($withinDays: Int!, $days: Int!) {
    organization {
      wallet {
        expiring(withinDays: $withinDays) { credits expiresAt lot { id kind } }
        forecast(days: $days) { spent from to runsOutAt unknownBecause }
      }
    }
  }
`)

export const ForecastOf = graphql(`
  query ForecastOf($days: Int!, $pace: [SpendingPaceInput!], $memberId: ID, $creditType: String, $first: Int! = 100) {
    organization {
      forecast(days: $days, pace: $pace, memberId: $memberId, creditType: $creditType, first: $first) {
        from
        until
        isComplete
        pace { creditType creditsPerDay member { name } model operation }
        wallets {
          creditType
          member { name }
          wallet { id }
          runsOutAt
          days { at available }
          losses { credits at source lot { id } }
        }
      }
    }
  }
`)

export const WalletsOf = graphql(`
  query WalletsOf($id: ID!) {
    organization(id: $id) {
      status
      wallet { available locked frozen spent expired revoked owed journal(last: 50) { edges { node { type credits reason } } } }
      members(first: 10) { edges { node { id name wallet { available locked frozen spent owed } } } }
    }
  }
`)

export const Pools = graphql(`
  query Pools {
    organization {
      wallets { creditType available locked frozen spent expired total }
    }
  }
`)

export const PriceList = graphql(`
  query PriceList {
    priceRules { model operation creditType credits outputs state }
  }
`)

export const Plans = graphql(`
  query Plans {
    plans { name interval credits { creditType credits } extraPurchases assetKinds rolloverMax upgradePolicy }
  }
`)

export const ClaimTasks = graphql(`
  mutation ClaimTasks($input: ClaimTasksInput!) {
    claimTasks(input: $input) {
      __typename
      ... on ClaimTasksSuccess {
        claimed { lease { leaseId until attempt worker } task { id status organization { id } } }
      }
      ... on Error { code message }
    }
  }
`)

export const ExtendLease = graphql(`
  mutation ExtendLease($input: ExtendLeaseInput!) {
    extendLease(input: $input) {
      __typename
      ... on ExtendLeaseSuccess { lease { until attempt } }
      ... on Error { code message }
    }
  }
`)

export const CreateTaskUpload = graphql(`
  mutation CreateTaskUpload($input: CreateTaskUploadInput!) {
    createTaskUpload(input: $input) {
      __typename
      ... on CreateTaskUploadSuccess { upload { url expiresAt } }
      ... on Error { code message }
    }
  }
`)

export const ReturnTask = graphql(`
  mutation ReturnTask($input: ReturnTaskInput!) {
    returnTask(input: $input) {
      __typename
      ... on ReturnTaskSuccess { willBeRetried task { status failureReason } }
      ... on Error { code message }
    }
  }
`)

export const WhoAmI = graphql(`
  query WhoAmI {
    viewer {
      isOperator
      scopes
      organization { id name }
      member { id name role }
      person { subject name email memberships { organizationId organizationName role } }
    }
  }
`)

export const CreateApiKey = graphql(`
  mutation CreateApiKey($input: CreateApiKeyInput!) {
    createApiKey(input: $input) {
      __typename
      ... on CreateApiKeySuccess { secret apiKey { id prefix name scopes expiresAt allowedAddresses member { id } } }
      ... on ScopeNotAllowedError { scopes }
      ... on Error { code message }
    }
  }
`)

export const RotateApiKey = graphql(`
  mutation RotateApiKey($input: RotateApiKeyInput!) {
    rotateApiKey(input: $input) {
      __typename
      ... on RotateApiKeySuccess { secret apiKey { id prefix name scopes } }
      ... on Error { code message }
    }
  }
`)

export const RevokeApiKey = graphql(`
  mutation RevokeApiKey($id: ID!) {
    revokeApiKey(input: { apiKeyId: $id }) {
      __typename
      ... on RevokeApiKeySuccess { apiKey { id revokedAt } }
      ... on Error { code message }
    }
  }
`)

export const ApiKeys = graphql(`
  query ApiKeys {
    organization { apiKeys { edges { node { id name prefix scopes lastUsedAt expiresAt member { name } } } } }
  }
`)

export const Members = graphql(`
  query Members {
    organization { id name status members { edges { node { id name role } } } }
  }
`)

export const CreateInvitation = graphql(`
  mutation CreateInvitation($input: CreateInvitationInput!) {
    createInvitation(input: $input) {
      __typename
      ... on CreateInvitationSuccess { secret url invitation { id email role expiresAt } }
      ... on SeatsExceededError { seats members }
      ... on Error { code message }
    }
  }
`)

export const Invitations = graphql(`
  query Invitations { organization { invitations { edges { node { id email role } } } } }
`)

export const InvitationOf = graphql(`
  query InvitationOf($secret: String!) { invitation(invitationSecret: $secret) { organizationName role email expiresAt } }
`)

export const AcceptInvitation = graphql(`
  mutation AcceptInvitation($secret: String!) {
    acceptInvitation(input: { invitationSecret: $secret }) {
      __typename
      ... on AcceptInvitationSuccess {
        organization { id name members(first: 10) { edges { node { name } } } invitations { edges { node { id } } } }
        member { id name role organization { id name } }
      }
      ... on Error { code message }
    }
  }
`)

export const DeclineInvitation = graphql(`
  mutation DeclineInvitation($secret: String!) {
    declineInvitation(input: { invitationSecret: $secret }) { __typename ... on Error { code message } }
  }
`)

export const RevokeInvitation = graphql(`
  mutation RevokeInvitation($id: ID!) {
    revokeInvitation(input: { invitationId: $id }) { __typename ... on Error { code message } }
  }
`)

export const AddMember = graphql(`
  mutation AddMember($input: AddMemberInput!) {
    addMember(input: $input) {
      __typename
      ... on AddMemberSuccess { member { id name role subject } }
      ... on Error { code message }
    }
  }
`)

export const LinkMember = graphql(`
  mutation LinkMember($input: LinkMemberInput!) {
    linkMember(input: $input) {
      __typename
      ... on LinkMemberSuccess { member { id subject } }
      ... on Error { code message }
    }
  }
`)

export const UpdateMemberRole = graphql(`
  mutation UpdateMemberRole($input: UpdateMemberRoleInput!) {
    updateMemberRole(input: $input) {
      __typename
      ... on UpdateMemberRoleSuccess { member { id role } }
      ... on Error { code message }
    }
  }
`)

export const RemoveMember = graphql(`
  mutation RemoveMember($input: RemoveMemberInput!) {
    removeMember(input: $input) {
      __typename
      ... on RemoveMemberSuccess { member { id removedAt } }
      ... on Error { code message }
    }
  }
`)

export const UpdateOrganization = graphql(`
  mutation UpdateOrganization($input: UpdateOrganizationInput!) {
    updateOrganization(input: $input) {
      __typename
      ... on UpdateOrganizationSuccess { replayed organization { name } }
      ... on Error { code message }
    }
  }
`)

export const SuspendOrganization = graphql(`
  mutation SuspendOrganization($input: SuspendOrganizationInput!) {
    suspendOrganization(input: $input) {
      __typename
      ... on SuspendOrganizationSuccess { organization { status statusReason } }
      ... on Error { code message }
    }
  }
`)

export const ResumeOrganization = graphql(`
  mutation ResumeOrganization($input: ResumeOrganizationInput!) {
    resumeOrganization(input: $input) {
      __typename
      ... on ResumeOrganizationSuccess { organization { status } }
      ... on Error { code message }
    }
  }
`)

export const CloseOrganization = graphql(`
  mutation CloseOrganization($input: CloseOrganizationInput!) {
    closeOrganization(input: $input) {
      __typename
      ... on CloseOrganizationSuccess { replayed organization { status } }
      ... on Error { code message }
    }
  }
`)

export const Audit = graphql(`
  query Audit($organizationId: ID, $filter: AuditFilter) {
    organization(id: $organizationId) {
      audit(first: 100, filter: $filter) {
        edges { node { id action actorKind actorName actorId address requestId subjectType subjectId before after createdAt } }
      }
    }
  }
`)

export const PlatformAudit = graphql(`
  query PlatformAudit($filter: AuditFilter) {
    platformAudit(first: 100, filter: $filter) {
      edges { node { id action actorKind actorName actorId subjectType subjectId after } }
    }
  }
`)

export const OrganizationById = graphql(`
  query OrganizationById($id: ID!) {
    organization(id: $id) { id name status statusReason wallet { available frozen revoked } }
  }
`)

export const Alerts = graphql(`
  query Alerts { organization { alerts(first: 50) { edges { node { kind threshold credits lostAt message budget { id } wallet { id } lot { id } webhookEndpoint { id } } } } } }
`)

export const ApproveTask = graphql(`
  mutation ApproveTask($input: ApproveTaskInput!) {
    approveTask(input: $input) {
      __typename
      ... on ApproveTaskSuccess { task { id status approval deadlineAt } }
      ... on Error { code message }
    }
  }
`)

export const DeclineTask = graphql(`
  mutation DeclineTask($input: DeclineTaskInput!) {
    declineTask(input: $input) {
      __typename
      ... on DeclineTaskSuccess { task { id status approval failureReason } }
      ... on Error { code message }
    }
  }
`)

export const TaskApproval = graphql(`
  query TaskApproval($id: ID!) { node(id: $id) { ... on Task { status approval deadlineAt failureReason } } }
`)

export const Allocate = graphql(`
  mutation Allocate($input: AllocateCreditsInput!) {
    allocateCredits(input: $input) {
      __typename
      ... on AllocateCreditsSuccess { replayed allocated { credits member { name } } }
      ... on InsufficientCreditsError { required available }
      ... on Error { code message }
    }
  }
`)

export const AllocateEqually = graphql(`
  mutation AllocateEqually($input: AllocateEquallyInput!) {
    allocateEqually(input: $input) {
      __typename
      ... on AllocateEquallySuccess { replayed allocated { credits member { name } } }
      ... on Error { code message }
    }
  }
`)

export const Reclaim = graphql(`
  mutation Reclaim($input: ReclaimCreditsInput!) {
    reclaimCredits(input: $input) {
      __typename
      ... on ReclaimCreditsSuccess { replayed allocated { credits member { name } } }
      ... on Error { code message }
    }
  }
`)

export const SetAllocationRule = graphql(`
  mutation SetAllocationRule($input: SetAllocationRuleInput!) {
    setAllocationRule(input: $input) {
      __typename
      ... on SetAllocationRuleSuccess { allocationRule { id credits reclaim } }
      ... on Error { code message }
    }
  }
`)

export const EndAllocationRule = graphql(`
  mutation EndAllocationRule($id: ID!) {
    endAllocationRule(input: { allocationRuleId: $id }) { __typename ... on EndedError { endedAt } ... on Error { code message } }
  }
`)

export const MemberWallets = graphql(`
  query MemberWallets {
    organization {
      wallet { available frozen spent }
      allocationRules { id credits lastCycleStart }
      members(first: 100) { edges { node { id name wallet { available frozen spent lots(first: 20) { edges { node { kind expiresAt available } } } } } } }
    }
  }
`)

export const JournalsOfWallets = graphql(`
  query JournalsOfWallets {
    organization {
      wallet { journal(first: 10) { edges { node { type otherWallet { member { name } } } } } }
      members(first: 100) {
        edges { node { name wallet { journal(first: 10) { edges { node { type otherWallet { member { name } } } } } } } }
      }
    }
  }
`)

export const FollowBalance = graphql(`
  subscription FollowBalance($after: SafeInt) {
    balanceChanged(after: $after) { sequence available frozen entry { sequence type credits hash } }
  }
`)

export const FollowWallets = graphql(`
  subscription FollowWallets($after: [WalletSequence!]) {
    walletsChanged(after: $after) { sequence available frozen entry { sequence type } wallet { id member { name } } }
  }
`)

export const FollowTask = graphql(`
  subscription FollowTask($id: ID!, $after: Int) { taskUpdated(taskId: $id, after: $after) { id status sequence progress } }
`)

export const FollowAlerts = graphql(`
  subscription FollowAlerts($after: ID) { alertRaised(after: $after) { id kind threshold credits message lot { id } } }
`)

export const CreateBalanceThreshold = graphql(`
  mutation CreateBalanceThreshold($input: CreateBalanceThresholdInput!) {
    createBalanceThreshold(input: $input) {
      __typename
      ... on CreateBalanceThresholdSuccess { replayed balanceThreshold { id credits percent isBelow member { id } } }
      ... on InvalidInputError { issues { path message } }
      ... on Error { code message }
    }
  }
`)

export const EndBalanceThreshold = graphql(`
  mutation EndBalanceThreshold($input: EndBalanceThresholdInput!) {
    endBalanceThreshold(input: $input) {
      __typename
      ... on EndBalanceThresholdSuccess { balanceThreshold { id endedAt } }
      ... on Error { code message }
    }
  }
`)

export const BalanceThresholds = graphql(`
  query BalanceThresholds {
    organization { expiryAlertDays balanceThresholds(first: 50) { edges { node { id credits percent isBelow } } } }
  }
`)

export const SetExpiryAlert = graphql(`
  mutation SetExpiryAlert($input: SetExpiryAlertInput!) {
    setExpiryAlert(input: $input) {
      __typename
      ... on SetExpiryAlertSuccess { organization { expiryAlertDays } }
      ... on Error { code message }
    }
  }
`)

export const CreatePlatformWebhookEndpoint = graphql(`
  mutation CreatePlatformWebhookEndpoint($input: CreatePlatformWebhookEndpointInput!) {
    createPlatformWebhookEndpoint(input: $input) {
      __typename
      ... on CreatePlatformWebhookEndpointSuccess {
        secret
        webhookEndpoint { id url events state isOfPlatform organization { id } }
      }
      ... on InvalidInputError { issues { path message } }
      ... on Error { code message }
    }
  }
`)

export const PlatformWebhookEndpoints = graphql(`
  query PlatformWebhookEndpoints {
    platformWebhookEndpoints {
      id
      url
      state
      stateReason
      events
      isOfPlatform
      organization { id }
      waitingDeliveries
      deliveries(first: 20) {
        edges { node { id messageId event body status attempts error organization { id } } }
      }
    }
  }
`)

export const CreateWebhookEndpoint = graphql(`
  mutation CreateWebhookEndpoint($input: CreateWebhookEndpointInput!) {
    createWebhookEndpoint(input: $input) {
      __typename
      ... on CreateWebhookEndpointSuccess { secret webhookEndpoint { id url events state } }
      ... on InvalidInputError { issues { path message } }
      ... on Error { code message }
    }
  }
`)

export const UpdateWebhookEndpoint = graphql(`
  mutation UpdateWebhookEndpoint($input: UpdateWebhookEndpointInput!) {
    updateWebhookEndpoint(input: $input) {
      __typename
      ... on UpdateWebhookEndpointSuccess { webhookEndpoint { id url events state } }
      ... on Error { code message }
    }
  }
`)

export const EndWebhookEndpoint = graphql(`
  mutation EndWebhookEndpoint($id: ID!) {
    endWebhookEndpoint(input: { webhookEndpointId: $id }) { __typename ... on Error { code message } }
  }
`)

export const RotateWebhookSecret = graphql(`
  mutation RotateWebhookSecret($input: RotateWebhookSecretInput!) {
    rotateWebhookSecret(input: $input) {
      __typename
      ... on RotateWebhookSecretSuccess { secret }
      ... on Error { code message }
    }
  }
`)

export const RotateTaskWebhookSecret = graphql(`
  mutation RotateTaskWebhookSecret($input: RotateTaskWebhookSecretInput!) {
    rotateTaskWebhookSecret(input: $input) {
      __typename
      ... on RotateTaskWebhookSecretSuccess { secret }
      ... on Error { code message }
    }
  }
`)

export const TaskWebhooks = graphql(`
  query TaskWebhooks($id: ID!) {
    node(id: $id) {
      ... on Task {
        webhookUrl
        webhookDeliveries(first: 20) { edges { node { id messageId event url body status attempts responseStatus error } } }
      }
    }
  }
`)

export const TestWebhookEndpoint = graphql(`
  mutation TestWebhookEndpoint($id: ID!) {
    testWebhookEndpoint(input: { webhookEndpointId: $id }) {
      __typename
      ... on TestWebhookEndpointSuccess { delivery { id messageId } }
      ... on Error { code message }
    }
  }
`)

export const RedeliverWebhook = graphql(`
  mutation RedeliverWebhook($id: ID!) {
    redeliverWebhook(input: { deliveryId: $id }) {
      __typename
      ... on RedeliverWebhookSuccess { delivery { id messageId status } }
      ... on EndedError { endedAt }
      ... on Error { code message }
    }
  }
`)

export const WebhookEndpoints = graphql(`
  query WebhookEndpoints {
    organization {
      webhookEndpoints {
        id
        url
        state
        stateReason
        waitingDeliveries
        deliveries(first: 20) { edges { node { id messageId event body status attempts responseStatus error } } }
      }
    }
  }
`)

export const TaskFiles = graphql(`
  query TaskFiles($id: ID!) {
    node(id: $id) { ... on Task { status result files { name contentType bytes url expiresAt } } }
  }
`)

export const SetConcurrencyLimit = graphql(`
  mutation SetConcurrencyLimit($input: SetConcurrencyLimitInput!) {
    setConcurrencyLimit(input: $input) {
      __typename
      ... on SetConcurrencyLimitSuccess { organization { tasksAtOnce } }
      ... on Error { code message }
    }
  }
`)

export const Organizations = graphql(`
  query Organizations($first: Int, $after: String, $filter: OrganizationFilter) {
    organizations(first: $first, after: $after, filter: $filter) {
      pageInfo { hasNextPage endCursor }
      edges { node { id name status mode } }
    }
  }
`)

export const SetFacade = graphql(`
  mutation SetFacade($input: SetFacadeInput!) {
    setFacade(input: $input) {
      __typename
      ... on SetFacadeSuccess {
        dryRun
        facade { name isOn isOwn endpoints { kind method path answeredBy unpriced } }
        changes { path from to }
      }
      ... on InvalidInputError { issues { path message } }
      ... on Error { code message }
    }
  }
`)

export const RemoveFacade = graphql(`
  mutation RemoveFacade($input: RemoveFacadeInput!) {
    removeFacade(input: $input) {
      __typename
      ... on RemoveFacadeSuccess { dryRun facade { name isOn isOwn } changes { path from to } }
      ... on Error { code message }
    }
  }
`)

export const Facades = graphql(`
  query Facades($name: String!) {
    facades { name isOn isOwn }
    facade(name: $name) { name description isOn isOwn definition endpoints { kind method path answeredBy unpriced } }
  }
`)

export const SetHttpProvider = graphql(`
  mutation SetHttpProvider($input: HttpProviderSourceInput!, $baseUrl: String) {
    setHttpProvider(input: { source: $input, baseUrl: $baseUrl }) {
      __typename
      ... on SetHttpProviderSuccess { httpProvider { name definition missingSecrets } }
      ... on InvalidInputError { issues { path message } }
      ... on Error { code message }
    }
  }
`)

export const HttpProviders = graphql(`
  query HttpProviders {
    httpProviders { name definition missingSecrets load { waiting atWork } lastError lastErrorAt updatedAt }
  }
`)

export const TasksWhere = graphql(`
  query TasksWhere($filter: TaskFilter, $first: Int, $after: String) {
    organization {
      tasks(filter: $filter, first: $first, after: $after) {
        edges { node { id member { id } } }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`)

export const Quotas = graphql(`
  query Quotas {
    organization {
      quotas { tasks { used max } taskBytes { used max } fileBytes { used max } quotes { used max } }
    }
  }
`)

export const SetQuotas = graphql(`
  mutation SetQuotas($input: SetQuotasInput!) {
    setQuotas(input: $input) { __typename ... on Error { code message } }
  }
`)

export const TaskContent = graphql(`
  query TaskContent($id: ID!) {
    node(id: $id) { ... on Task { status input result forgottenAt } }
  }
`)

export const Events = graphql(`
  query Events($after: SafeInt!, $first: Int, $kinds: [FeedEventKind!], $organizationId: ID) {
    events(after: $after, first: $first, kinds: $kinds, organizationId: $organizationId) {
      events { number at kind organizationId subjectType subjectId actorKind actorId actorName data }
      lastNumber
      newestNumber
    }
  }
`)

export const WatchEvents = graphql(`
  subscription WatchEvents($after: SafeInt, $kinds: [FeedEventKind!], $organizationId: ID) {
    events(after: $after, kinds: $kinds, organizationId: $organizationId) { number kind organizationId subjectType subjectId actorName data }
  }
`)

export const TagsOf = graphql(`
  query TagsOf($id: ID!) {
    node(id: $id) { ... on Task { tags hold { tags } } ... on Hold { tags } ... on Budget { tag usage { frozen spent } } }
  }
`)

export const KeyOfTask = graphql(`
  query KeyOfTask($id: ID!) {
    node(id: $id) { ... on Task { apiKey { id name } } }
  }
`)

export const JournalWhere = graphql(`
  query JournalWhere($filter: JournalFilter, $first: Int, $after: String) {
    organization {
      wallet {
        journal(filter: $filter, first: $first, after: $after) {
          edges { node { sequence type credits actor { kind name actorId } } }
          pageInfo { hasNextPage endCursor }
        }
      }
    }
  }
`)

export const LotsWhere = graphql(`
  query LotsWhere($filter: LotFilter, $open: Boolean, $first: Int, $after: String) {
    organization {
      wallet {
        id
        lots(filter: $filter, open: $open, first: $first, after: $after) {
          edges { node { id source } }
          pageInfo { hasNextPage endCursor }
        }
      }
    }
  }
`)

export const AlertsWhere = graphql(`
  query AlertsWhere($filter: AlertFilter) {
    organization { alerts(filter: $filter) { edges { node { kind createdAt budget { id } } } } }
  }
`)

export const MembersWhere = graphql(`
  query MembersWhere($filter: MemberFilter, $first: Int, $after: String) {
    organization {
      members(filter: $filter, first: $first, after: $after) {
        totalCount
        edges { node { name } }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`)

export const Kinds = graphql(`
  query Kinds {
    organization {
      wallet {
        granted available locked frozen spent expired moved revoked
        balancesByKind { kind granted available locked frozen spent expired moved revoked }
      }
    }
  }
`)
