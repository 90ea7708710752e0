/* eslint-disable */
import * as types from './graphql.ts';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  mutation StartExport($input: StartExportInput!) {\n    startExport(input: $input) {\n      __typename\n      ... on StartExportSuccess { export { id status sequence rows } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.StartExportDocument,
    "\n  mutation CancelExport($id: ID!) {\n    cancelExport(input: { exportId: $id }) {\n      __typename\n      ... on CancelExportSuccess { export { id status endedAt expiresAt } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.CancelExportDocument,
    "\n  subscription ExportUpdated($id: ID!, $after: Int) {\n    exportUpdated(exportId: $id, after: $after) { id status sequence rows rowsTotal failure }\n  }\n": typeof types.ExportUpdatedDocument,
    "\n  query ExportOf($id: ID!) {\n    export(id: $id) {\n      id kind format status from until rows rowsTotal bytes sha256 failure createdAt startedAt endedAt expiresAt link { url expiresAt }\n    }\n  }\n": typeof types.ExportOfDocument,
    "\n  query Viewer { viewer { isOperator member { id name role } } }\n": typeof types.ViewerDocument,
    "\n  query Balance {\n    organization { id name wallet { id available frozen total spent expired granted sequence } }\n  }\n": typeof types.BalanceDocument,
    "\n  query Journal($first: Int!, $after: String) {\n    organization {\n      wallet {\n        journal(first: $first, after: $after) {\n          pageInfo { hasNextPage endCursor }\n          edges { node { id sequence type credits available frozen hash hold { id } task { id } lot { id } } }\n        }\n      }\n    }\n  }\n": typeof types.JournalDocument,
    "\n  query Lots {\n    organization {\n      wallet {\n        lots(first: 100) { edges { node { id kind granted available frozen spent expired priority expiresAt source } } }\n      }\n    }\n  }\n": typeof types.LotsDocument,
    "\n  mutation Submit($input: SubmitTaskInput!) {\n    submitTask(input: $input) {\n      __typename\n      ... on SubmitTaskSuccess {\n        replayed\n        warnings { code message }\n        task { id status progress credits sequence hold { id status credits lines { credits lot { id } } } member { name } }\n      }\n      ... on InsufficientCreditsError { required available shortfall sources { isPool available } }\n      ... on BudgetExceededError {\n        required\n        remaining\n        usage { frozen spent }\n        budget { id limit period model member { name } }\n      }\n      ... on InvalidInputError { issues { path message } }\n      ... on InputLimitError { field limit }\n      ... on QuotaExceededError { quota used max }\n      ... on Error { code message }\n    }\n  }\n": typeof types.SubmitDocument,
    "\n  mutation SubmitMany($inputs: [SubmitTaskInput!]!) {\n    submitTasks(input: { tasks: $inputs }) {\n      __typename\n      ... on SubmitTasksSuccess {\n        results {\n          __typename\n          ... on SubmitTaskSuccess { task { id } }\n          ... on Error { code message }\n        }\n      }\n      ... on Error { code message }\n    }\n  }\n": typeof types.SubmitManyDocument,
    "\n  query TaskById($id: ID!) {\n    node(id: $id) {\n      __typename\n      ... on Task { id status progress credits failureReason result sequence startedAt endedAt hold { status spent released } }\n    }\n  }\n": typeof types.TaskByIdDocument,
    "\n  mutation Cancel($input: CancelTaskInput!) {\n    cancelTask(input: $input) {\n      __typename\n      ... on CancelTaskSuccess { task { id status } }\n      ... on TaskStateError { status allowed }\n      ... on Error { code message }\n    }\n  }\n": typeof types.CancelDocument,
    "\n  mutation Start($input: StartTaskInput!) {\n    startTask(input: $input) {\n      __typename\n      ... on StartTaskSuccess { task { id status startedAt } }\n      ... on TaskStateError { status allowed }\n      ... on Error { code message }\n    }\n  }\n": typeof types.StartDocument,
    "\n  mutation Report($input: ReportTaskProgressInput!) {\n    reportTaskProgress(input: $input) {\n      __typename\n      ... on ReportTaskProgressSuccess { task { id status progress } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.ReportDocument,
    "\n  mutation Complete($input: CompleteTaskInput!) {\n    completeTask(input: $input) {\n      __typename\n      ... on CompleteTaskSuccess { replayed task { id status progress failureReason hold { id status spent released late } } }\n      ... on SpendExceedsHoldError { requested frozen }\n      ... on InsufficientCreditsError { required available shortfall }\n      ... on TaskStateError { status allowed }\n      ... on Error { code message }\n    }\n  }\n": typeof types.CompleteDocument,
    "\n  mutation Fail($input: FailTaskInput!) {\n    failTask(input: $input) {\n      __typename\n      ... on FailTaskSuccess { replayed task { id status failureReason } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.FailDocument,
    "\n  mutation Grant($input: GrantCreditsInput!) {\n    grantCredits(input: $input) {\n      __typename\n      ... on GrantCreditsSuccess { replayed lot { id granted available expiresAt } wallet { id creditType available total } }\n      ... on InvalidInputError { issues { path message } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.GrantDocument,
    "\n  mutation Freeze($input: FreezeCreditsInput!) {\n    freezeCredits(input: $input) {\n      __typename\n      ... on FreezeCreditsSuccess {\n        replayed\n        hold { id status credits expiresAt lines { credits lot { id } } }\n        wallet { available frozen total }\n      }\n      ... on InsufficientCreditsError { required available shortfall }\n      ... on Error { code message }\n    }\n  }\n": typeof types.FreezeDocument,
    "\n  mutation Spend($input: SpendCreditsInput!) {\n    spendCredits(input: $input) {\n      __typename\n      ... on SpendCreditsSuccess { replayed hold { id status spent released late } wallet { available frozen total spent owed writtenOff } }\n      ... on SpendExceedsHoldError { requested frozen }\n      ... on HoldNotOpenError { status }\n      ... on Error { code message }\n    }\n  }\n": typeof types.SpendDocument,
    "\n  mutation RefundTask($input: RefundTaskInput!) {\n    refundTask(input: $input) {\n      __typename\n      ... on RefundTaskSuccess { replayed task { status sequence refundedCredits hold { status spent refunded } } }\n      ... on RefundExceedsSpentError { requested refundable }\n      ... on RefundAllowanceError { creditType left }\n      ... on Error { code message }\n    }\n  }\n": typeof types.RefundTaskDocument,
    "\n  mutation RefundLot($input: RefundLotInput!) {\n    refundLot(input: $input) {\n      __typename\n      ... on RefundLotSuccess {\n        replayed revoked chargedBack money { amount currency } lot { available spent revoked } wallet { available owed writtenOff }\n      }\n      ... on RefundExceedsLotError { requested refundable frozen }\n      ... on Error { code message }\n    }\n  }\n": typeof types.RefundLotDocument,
    "\n  mutation SettleDebt($input: SettleDebtInput!) {\n    settleDebt(input: $input) {\n      __typename\n      ... on SettleDebtSuccess { replayed wallet { available owed } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.SettleDebtDocument,
    "\n  mutation CreatePlatformKey($input: CreatePlatformKeyInput!) {\n    createPlatformKey(input: $input) {\n      __typename\n      ... on CreatePlatformKeySuccess { secret platformKey { id name scopes allowedAddresses createdBy expiresAt } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.CreatePlatformKeyDocument,
    "\n  mutation RotatePlatformKey($input: RotatePlatformKeyInput!) {\n    rotatePlatformKey(input: $input) {\n      __typename\n      ... on RotatePlatformKeySuccess { secret platformKey { id name scopes } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.RotatePlatformKeyDocument,
    "\n  mutation RevokePlatformKey($input: RevokePlatformKeyInput!) {\n    revokePlatformKey(input: $input) {\n      __typename\n      ... on RevokePlatformKeySuccess { platformKey { id revokedAt revokedBy } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.RevokePlatformKeyDocument,
    "\n  query PlatformKeys {\n    viewer { isOperator scopes platformScopes }\n    platformKeys(first: 100) { edges { node { id name prefix scopes createdBy } } }\n  }\n": typeof types.PlatformKeysDocument,
    "\n  mutation RefundHold($input: RefundHoldInput!) {\n    refundHold(input: $input) {\n      __typename\n      ... on RefundHoldSuccess { replayed hold { status spent refunded } wallet { available spent owed } }\n      ... on RefundExceedsSpentError { requested refundable }\n      ... on Error { code message }\n    }\n  }\n": typeof types.RefundHoldDocument,
    "\n  mutation Release($input: ReleaseCreditsInput!) {\n    releaseCredits(input: $input) {\n      __typename\n      ... on ReleaseCreditsSuccess { hold { status spent released } wallet { available frozen total } }\n      ... on HoldNotOpenError { status }\n      ... on Error { code message }\n    }\n  }\n": typeof types.ReleaseDocument,
    "\n  query Quote($model: String!, $operation: String!, $input: JSONObject) {\n    quote(model: $model, operation: $operation, input: $input) {\n      __typename\n      ... on Quote {\n        credits\n        units\n        available\n        sources { isPool available }\n        shortfall\n        warnings { code message }\n        alternatives { credits priceRule { model quality } }\n        priceRule { model operation variant credits isContract outputs }\n        lines { credits lot { id } }\n        blockedBy { required remaining budget { id } }\n        notEntitled { plans { name } }\n      }\n      ... on InputLimitError { field limit }\n      ... on Error { code message }\n    }\n  }\n": typeof types.QuoteDocument,
    "\n  query QuoteParts($model: String!, $operation: String!, $input: JSONObject, $maxCredits: Credits) {\n    quote(model: $model, operation: $operation, input: $input, maxCredits: $maxCredits) {\n      __typename\n      ... on Quote {\n        credits\n        isMaximum\n        priceRule { variant fixed per }\n        parts { units unitsMax part { credits per unit unitField settleBy settleField tiering tiers { upTo credits } } }\n      }\n      ... on Error { code message }\n    }\n  }\n": typeof types.QuotePartsDocument,
    "\n  query TaskParts($id: ID!) {\n    node(id: $id) {\n      ... on Task { status credits result failureReason hold { spent released } priceParts { units unitsMax part { unit settleBy } } }\n    }\n  }\n": typeof types.TaskPartsDocument,
    "\n  query ComparePrices($operation: String!, $input: JSONObject, $minQuality: Int, $organizationId: ID) {\n    comparePrices(operation: $operation, input: $input, minQuality: $minQuality, organizationId: $organizationId) {\n      credits\n      priceRule { model operation quality comparableAs }\n    }\n  }\n": typeof types.ComparePricesDocument,
    "\n  query QuoteTasks($items: [QuoteItemInput!]!) {\n    quoteTasks(items: $items) {\n      __typename\n      ... on TasksQuote {\n        items { model operation count payable price { credits } refusal { code message } }\n        totals { creditType credits available shortfall lines { credits lot { id expiresAt } } }\n      }\n      ... on Error { code message }\n    }\n  }\n": typeof types.QuoteTasksDocument,
    "\n  mutation CreateBindingQuote($input: CreateBindingQuoteInput!) {\n    createBindingQuote(input: $input) {\n      __typename\n      ... on CreateBindingQuoteSuccess {\n        bindingQuote { id expiresAt items { units count taken priceRule { model credits } } }\n        quote { totals { creditType credits shortfall } }\n      }\n      ... on QuotaExceededError { quota used max }\n      ... on Error { code message }\n    }\n  }\n": typeof types.CreateBindingQuoteDocument,
    "\n  query QuoteItems($id: ID!) {\n    node(id: $id) { ... on BindingQuote { items { units count taken priceRule { credits } } } }\n  }\n": typeof types.QuoteItemsDocument,
    "\n  mutation SetMaintenance($input: SetMaintenanceInput!) {\n    setMaintenance(input: $input) {\n      __typename\n      ... on SetMaintenanceSuccess { reason }\n      ... on Error { code message }\n    }\n  }\n": typeof types.SetMaintenanceDocument,
    "\n  query Prices($at: DateTime, $model: String) {\n    priceRules(at: $at, model: $model) { id provider model operation creditType credits effectiveFrom }\n  }\n": typeof types.PricesDocument,
    "\n  mutation SetPrice($input: CreatePriceRuleInput!) {\n    createPriceRule(input: $input) {\n      __typename\n      ... on CreatePriceRuleSuccess { replayed priceRule { id credits effectiveFrom runner } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.SetPriceDocument,
    "\n  mutation CreateOrganization($input: CreateOrganizationInput!) {\n    createOrganization(input: $input) {\n      __typename\n      ... on CreateOrganizationSuccess {\n        replayed\n        organization { id name mode wallet { available } }\n        keys { secret member { name role } }\n      }\n      ... on InvalidInputError { issues { path message } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.CreateOrganizationDocument,
    "\n  subscription WatchTask($id: ID!) {\n    taskUpdated(taskId: $id) { id status progress sequence hold { status } }\n  }\n": typeof types.WatchTaskDocument,
    "\n  subscription WatchTasks($after: [TaskSequence!]) {\n    tasksUpdated(after: $after) { id status progress sequence }\n  }\n": typeof types.WatchTasksDocument,
    "\n  subscription WatchBalance($memberId: ID) {\n    balanceChanged(memberId: $memberId) { available frozen total sequence entry { sequence type credits } wallet { available } }\n  }\n": typeof types.WatchBalanceDocument,
    "\n  mutation Grow($input: GrowHoldInput!) {\n    growHold(input: $input) {\n      __typename\n      ... on GrowHoldSuccess { replayed hold { credits lines { credits lot { id } } } wallet { available frozen } }\n      ... on InsufficientCreditsError { required available shortfall }\n      ... on Error { code message }\n    }\n  }\n": typeof types.GrowDocument,
    "\n  mutation Extend($input: ExtendHoldInput!) {\n    extendHold(input: $input) {\n      __typename\n      ... on ExtendHoldSuccess { hold { expiresAt } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.ExtendDocument,
    "\n  mutation LockLot($input: LockLotInput!) {\n    lockLot(input: $input) {\n      __typename\n      ... on LockLotSuccess { replayed lot { lock available locked } wallet { available locked } }\n      ... on LotLockedError { lock }\n      ... on Error { code message }\n    }\n  }\n": typeof types.LockLotDocument,
    "\n  mutation UnlockLot($input: UnlockLotInput!) {\n    unlockLot(input: $input) {\n      __typename\n      ... on UnlockLotSuccess { lot { lock available locked } wallet { available locked } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.UnlockLotDocument,
    "\n  mutation Adjust($input: AdjustCreditsInput!) {\n    adjustCredits(input: $input) {\n      __typename\n      ... on AdjustCreditsSuccess { replayed wallet { granted available revoked } }\n      ... on InsufficientCreditsError { required available shortfall }\n      ... on InvalidInputError { issues { path message } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.AdjustDocument,
    "\n  mutation SetPolicy($input: SetWalletPolicyInput!) {\n    setWalletPolicy(input: $input) {\n      __typename\n      ... on SetWalletPolicySuccess { wallet { burnDown overspend } }\n      ... on InvalidInputError { issues { path message } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.SetPolicyDocument,
    "\n  query History {\n    organization {\n      wallet { available locked frozen journal(first: 100) { edges { node { type credits available locked frozen reason } } } }\n    }\n  }\n": typeof types.HistoryDocument,
    "\n  query BalanceAt($at: DateTime!) {\n    organization { wallet { id balanceAt(at: $at) { available locked frozen total entry { sequence type } } } }\n  }\n": typeof types.BalanceAtDocument,
    "\n  mutation Transfer($input: TransferCreditsInput!) {\n    transferCredits(input: $input) {\n      __typename\n      ... on TransferCreditsSuccess {\n        replayed\n        from { available moved granted }\n        to { id available moved granted spent owed member { name } }\n      }\n      ... on InsufficientCreditsError { required available shortfall }\n      ... on InvalidInputError { issues { path message } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.TransferDocument,
    "\n  mutation OpenDispute($input: OpenDisputeInput!) {\n    openDispute(input: $input) {\n      __typename\n      ... on OpenDisputeSuccess {\n        replayed\n        lot { id dispute available locked moved }\n        wallet { available locked }\n      }\n      ... on DisputeStateError { dispute }\n      ... on Error { code message }\n    }\n  }\n": typeof types.OpenDisputeDocument,
    "\n  mutation CloseDispute($input: CloseDisputeInput!) {\n    closeDispute(input: $input) {\n      __typename\n      ... on CloseDisputeSuccess {\n        replayed\n        lot { dispute available locked spent revoked }\n        wallet { available locked spent revoked owed }\n        revoked\n        chargedBack\n        loss { amount currency }\n      }\n      ... on DisputeStateError { dispute }\n      ... on Error { code message }\n    }\n  }\n": typeof types.CloseDisputeDocument,
    "\n  query Wallets {\n    organization {\n      wallets { creditType available }\n      wallet { available locked frozen moved owed lots(first: 20) { edges { node { id kind priority source granted available moved expiresAt origin { id } paid { amount currency } } } } }\n      members(first: 10) {\n        edges {\n          node {\n            id\n            name\n            role\n            wallet { id available locked frozen granted spent owed lots(first: 20) { edges { node { id kind priority source granted available moved expiresAt origin { id } paid { amount currency } } } } }\n          }\n        }\n      }\n      revenue { currency paid { amount } recognized { amount } deferred { amount } breakage { amount } reversed { amount } }\n    }\n  }\n": typeof types.WalletsDocument,
    "\n  mutation CreateBudget($input: CreateBudgetInput!) {\n    createBudget(input: $input) {\n      __typename\n      ... on CreateBudgetSuccess { replayed budget { id limit period model member { id } usage { frozen spent } } }\n      ... on InvalidInputError { issues { path message } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.CreateBudgetDocument,
    "\n  mutation UpdateBudget($input: UpdateBudgetInput!) {\n    updateBudget(input: $input) {\n      __typename\n      ... on UpdateBudgetSuccess { replayed budget { limit enforcement thresholds usage { frozen spent } } }\n      ... on InvalidInputError { issues { path message } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.UpdateBudgetDocument,
    "\n  mutation EndBudget($input: EndBudgetInput!) {\n    endBudget(input: $input) {\n      __typename\n      ... on EndBudgetSuccess { replayed budget { endedAt } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.EndBudgetDocument,
    "\n  mutation SetSpendingPolicy($input: SetSpendingPolicyInput!) {\n    setSpendingPolicy(input: $input) {\n      __typename\n      ... on SetSpendingPolicySuccess { replayed organization { timeZone membersUsePool } }\n      ... on InvalidInputError { issues { path message } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.SetSpendingPolicyDocument,
    "\n  query Budgets {\n    organization {\n      budgets(first: 20) { edges { node { id limit usage { frozen spent periodStart periodEnd } } } }\n    }\n  }\n": typeof types.BudgetsDocument,
    "\n  mutation PublishCheckpoint($after: SafeInt) {\n    publishCheckpoint(input: { after: $after }) {\n      ... on Error { code message }\n      ... on PublishCheckpointSuccess { checkpoint { number publishedAt heads root previous hash } }\n    }\n  }\n": typeof types.PublishCheckpointDocument,
    "\n  query Checkpoint($number: SafeInt) { checkpoint(number: $number) { number hash } }\n": typeof types.CheckpointDocument,
    "\n  query Proofs {\n    organization { wallet { journal(first: 20) { edges { node { sequence proof } } } } }\n  }\n": typeof types.ProofsDocument,
    "\n  query VerifyLedger($id: ID) {\n    organization(id: $id) { integrity { entries lots holds drift violations { invariant rowId found } } }\n  }\n": typeof types.VerifyLedgerDocument,
    "\n  mutation LoadCatalogue($input: CatalogueSourceInput!, $takeOver: Boolean! = false, $dryRun: Boolean! = false, $maxChangePercent: Int) {\n    loadCatalogue(input: { source: $input, dryRun: $dryRun, takeOver: $takeOver, maxChangePercent: $maxChangePercent }) {\n      __typename\n      ... on LoadCatalogueSuccess { name dryRun changes { kind subject differences { field from to } } }\n      ... on InvalidInputError { issues { path message } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.LoadCatalogueDocument,
    "\n  mutation AdvanceClock($input: AdvanceClockInput!) {\n    advanceClock(input: $input) {\n      __typename\n      ... on AdvanceClockSuccess { now instants }\n      ... on Error { code message }\n    }\n  }\n": typeof types.AdvanceClockDocument,
    "\n  query SubscriptionOf {\n    organization {\n      now\n      subscription {\n        id status renewsAt periodEnd anchorAt cancelAtPeriodEnd\n        plan { name }\n        nextPlan { name }\n        nextPlanBlockedBy { seats members }\n        cycle { number start end allowances { creditType total remaining used usedPercent } }\n      }\n    }\n  }\n": typeof types.SubscriptionOfDocument,
    "\n  mutation StartSubscription($input: StartSubscriptionInput!) {\n    startSubscription(input: $input) {\n      __typename\n      ... on StartSubscriptionSuccess { replayed subscription { id status renewsAt plan { name } } }\n      ... on SeatsExceededError { seats members }\n      ... on Error { code message }\n    }\n  }\n": typeof types.StartSubscriptionDocument,
    "\n  mutation UpgradeSubscription($input: UpgradeSubscriptionInput!) {\n    upgradeSubscription(input: $input) {\n      __typename\n      ... on UpgradeSubscriptionSuccess { subscription { status plan { name } } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.UpgradeSubscriptionDocument,
    "\n  mutation DowngradeSubscription($input: DowngradeSubscriptionInput!) {\n    downgradeSubscription(input: $input) {\n      __typename\n      ... on DowngradeSubscriptionSuccess { subscription { status cancelAtPeriodEnd nextPlan { name } } }\n      ... on SeatsExceededError { seats members }\n      ... on Error { code message }\n    }\n  }\n": typeof types.DowngradeSubscriptionDocument,
    "\n  mutation MarkPastDue($input: MarkSubscriptionPastDueInput!) {\n    markSubscriptionPastDue(input: $input) {\n      __typename\n      ... on MarkSubscriptionPastDueSuccess { subscription { status renewsAt } }\n      ... on SubscriptionStateError { status allowed }\n      ... on Error { code message }\n    }\n  }\n": typeof types.MarkPastDueDocument,
    "\n  mutation MarkPaid($input: MarkSubscriptionPaidInput!) {\n    markSubscriptionPaid(input: $input) {\n      __typename\n      ... on MarkSubscriptionPaidSuccess { subscription { status renewsAt cancelAtPeriodEnd nextPlan { name } } }\n      ... on SubscriptionStateError { status allowed }\n      ... on Error { code message }\n    }\n  }\n": typeof types.MarkPaidDocument,
    "\n  mutation UndoSubscriptionChange($input: UndoSubscriptionChangeInput!) {\n    undoSubscriptionChange(input: $input) {\n      __typename\n      ... on UndoSubscriptionChangeSuccess { subscription { status renewsAt cancelAtPeriodEnd nextPlan { name } } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.UndoSubscriptionChangeDocument,
    "\n  mutation Reactivate($input: ReactivateSubscriptionInput!) {\n    reactivateSubscription(input: $input) {\n      __typename\n      ... on ReactivateSubscriptionSuccess { subscription { status renewsAt plan { name } nextPlan { name } } }\n      ... on SubscriptionStateError { status allowed }\n      ... on Error { code message }\n    }\n  }\n": typeof types.ReactivateDocument,
    "\n  mutation CancelSubscription($input: CancelSubscriptionInput!) {\n    cancelSubscription(input: $input) {\n      __typename\n      ... on CancelSubscriptionSuccess { subscription { status renewsAt cancelAtPeriodEnd endedAt } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.CancelSubscriptionDocument,
    "\n  query Outlook($withinDays: Int!, $days: Int!) {\n    organization {\n      wallet {\n        expiring(withinDays: $withinDays) { credits expiresAt lot { id kind } }\n        forecast(days: $days) { spent from to runsOutAt unknownBecause }\n      }\n    }\n  }\n": typeof types.OutlookDocument,
    "\n  query ForecastOf($days: Int!, $pace: [SpendingPaceInput!], $memberId: ID, $creditType: String, $first: Int! = 100) {\n    organization {\n      forecast(days: $days, pace: $pace, memberId: $memberId, creditType: $creditType, first: $first) {\n        from\n        until\n        isComplete\n        pace { creditType creditsPerDay member { name } model operation }\n        wallets {\n          creditType\n          member { name }\n          wallet { id }\n          runsOutAt\n          days { at available }\n          losses { credits at source lot { id } }\n        }\n      }\n    }\n  }\n": typeof types.ForecastOfDocument,
    "\n  query WalletsOf($id: ID!) {\n    organization(id: $id) {\n      status\n      wallet { available locked frozen spent expired revoked owed journal(last: 50) { edges { node { type credits reason } } } }\n      members(first: 10) { edges { node { id name wallet { available locked frozen spent owed } } } }\n    }\n  }\n": typeof types.WalletsOfDocument,
    "\n  query Pools {\n    organization {\n      wallets { creditType available locked frozen spent expired total }\n    }\n  }\n": typeof types.PoolsDocument,
    "\n  query PriceList {\n    priceRules { model operation creditType credits outputs state }\n  }\n": typeof types.PriceListDocument,
    "\n  query Plans {\n    plans { name interval credits { creditType credits } extraPurchases assetKinds rolloverMax upgradePolicy }\n  }\n": typeof types.PlansDocument,
    "\n  mutation ClaimTasks($input: ClaimTasksInput!) {\n    claimTasks(input: $input) {\n      __typename\n      ... on ClaimTasksSuccess {\n        claimed { lease { leaseId until attempt worker } task { id status organization { id } } }\n      }\n      ... on Error { code message }\n    }\n  }\n": typeof types.ClaimTasksDocument,
    "\n  mutation ExtendLease($input: ExtendLeaseInput!) {\n    extendLease(input: $input) {\n      __typename\n      ... on ExtendLeaseSuccess { lease { until attempt } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.ExtendLeaseDocument,
    "\n  mutation CreateTaskUpload($input: CreateTaskUploadInput!) {\n    createTaskUpload(input: $input) {\n      __typename\n      ... on CreateTaskUploadSuccess { upload { url expiresAt } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.CreateTaskUploadDocument,
    "\n  mutation ReturnTask($input: ReturnTaskInput!) {\n    returnTask(input: $input) {\n      __typename\n      ... on ReturnTaskSuccess { willBeRetried task { status failureReason } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.ReturnTaskDocument,
    "\n  query WhoAmI {\n    viewer {\n      isOperator\n      scopes\n      organization { id name }\n      member { id name role }\n      person { subject name email memberships { organizationId organizationName role } }\n    }\n  }\n": typeof types.WhoAmIDocument,
    "\n  mutation CreateApiKey($input: CreateApiKeyInput!) {\n    createApiKey(input: $input) {\n      __typename\n      ... on CreateApiKeySuccess { secret apiKey { id prefix name scopes expiresAt allowedAddresses member { id } } }\n      ... on ScopeNotAllowedError { scopes }\n      ... on Error { code message }\n    }\n  }\n": typeof types.CreateApiKeyDocument,
    "\n  mutation RotateApiKey($input: RotateApiKeyInput!) {\n    rotateApiKey(input: $input) {\n      __typename\n      ... on RotateApiKeySuccess { secret apiKey { id prefix name scopes } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.RotateApiKeyDocument,
    "\n  mutation RevokeApiKey($id: ID!) {\n    revokeApiKey(input: { apiKeyId: $id }) {\n      __typename\n      ... on RevokeApiKeySuccess { apiKey { id revokedAt } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.RevokeApiKeyDocument,
    "\n  query ApiKeys {\n    organization { apiKeys { edges { node { id name prefix scopes lastUsedAt expiresAt member { name } } } } }\n  }\n": typeof types.ApiKeysDocument,
    "\n  query Members {\n    organization { id name status members { edges { node { id name role } } } }\n  }\n": typeof types.MembersDocument,
    "\n  mutation CreateInvitation($input: CreateInvitationInput!) {\n    createInvitation(input: $input) {\n      __typename\n      ... on CreateInvitationSuccess { secret url invitation { id email role expiresAt } }\n      ... on SeatsExceededError { seats members }\n      ... on Error { code message }\n    }\n  }\n": typeof types.CreateInvitationDocument,
    "\n  query Invitations { organization { invitations { edges { node { id email role } } } } }\n": typeof types.InvitationsDocument,
    "\n  query InvitationOf($secret: String!) { invitation(invitationSecret: $secret) { organizationName role email expiresAt } }\n": typeof types.InvitationOfDocument,
    "\n  mutation AcceptInvitation($secret: String!) {\n    acceptInvitation(input: { invitationSecret: $secret }) {\n      __typename\n      ... on AcceptInvitationSuccess {\n        organization { id name members(first: 10) { edges { node { name } } } invitations { edges { node { id } } } }\n        member { id name role organization { id name } }\n      }\n      ... on Error { code message }\n    }\n  }\n": typeof types.AcceptInvitationDocument,
    "\n  mutation DeclineInvitation($secret: String!) {\n    declineInvitation(input: { invitationSecret: $secret }) { __typename ... on Error { code message } }\n  }\n": typeof types.DeclineInvitationDocument,
    "\n  mutation RevokeInvitation($id: ID!) {\n    revokeInvitation(input: { invitationId: $id }) { __typename ... on Error { code message } }\n  }\n": typeof types.RevokeInvitationDocument,
    "\n  mutation AddMember($input: AddMemberInput!) {\n    addMember(input: $input) {\n      __typename\n      ... on AddMemberSuccess { member { id name role subject } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.AddMemberDocument,
    "\n  mutation LinkMember($input: LinkMemberInput!) {\n    linkMember(input: $input) {\n      __typename\n      ... on LinkMemberSuccess { member { id subject } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.LinkMemberDocument,
    "\n  mutation UpdateMemberRole($input: UpdateMemberRoleInput!) {\n    updateMemberRole(input: $input) {\n      __typename\n      ... on UpdateMemberRoleSuccess { member { id role } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.UpdateMemberRoleDocument,
    "\n  mutation RemoveMember($input: RemoveMemberInput!) {\n    removeMember(input: $input) {\n      __typename\n      ... on RemoveMemberSuccess { member { id removedAt } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.RemoveMemberDocument,
    "\n  mutation UpdateOrganization($input: UpdateOrganizationInput!) {\n    updateOrganization(input: $input) {\n      __typename\n      ... on UpdateOrganizationSuccess { replayed organization { name } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.UpdateOrganizationDocument,
    "\n  mutation SuspendOrganization($input: SuspendOrganizationInput!) {\n    suspendOrganization(input: $input) {\n      __typename\n      ... on SuspendOrganizationSuccess { organization { status statusReason } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.SuspendOrganizationDocument,
    "\n  mutation ResumeOrganization($input: ResumeOrganizationInput!) {\n    resumeOrganization(input: $input) {\n      __typename\n      ... on ResumeOrganizationSuccess { organization { status } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.ResumeOrganizationDocument,
    "\n  mutation CloseOrganization($input: CloseOrganizationInput!) {\n    closeOrganization(input: $input) {\n      __typename\n      ... on CloseOrganizationSuccess { replayed organization { status } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.CloseOrganizationDocument,
    "\n  query Audit($organizationId: ID, $filter: AuditFilter) {\n    organization(id: $organizationId) {\n      audit(first: 100, filter: $filter) {\n        edges { node { id action actorKind actorName actorId address requestId subjectType subjectId before after createdAt } }\n      }\n    }\n  }\n": typeof types.AuditDocument,
    "\n  query PlatformAudit($filter: AuditFilter) {\n    platformAudit(first: 100, filter: $filter) {\n      edges { node { id action actorKind actorName actorId subjectType subjectId after } }\n    }\n  }\n": typeof types.PlatformAuditDocument,
    "\n  query OrganizationById($id: ID!) {\n    organization(id: $id) { id name status statusReason wallet { available frozen revoked } }\n  }\n": typeof types.OrganizationByIdDocument,
    "\n  query Alerts { organization { alerts(first: 50) { edges { node { kind threshold credits lostAt message budget { id } wallet { id } lot { id } webhookEndpoint { id } } } } } }\n": typeof types.AlertsDocument,
    "\n  mutation ApproveTask($input: ApproveTaskInput!) {\n    approveTask(input: $input) {\n      __typename\n      ... on ApproveTaskSuccess { task { id status approval deadlineAt } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.ApproveTaskDocument,
    "\n  mutation DeclineTask($input: DeclineTaskInput!) {\n    declineTask(input: $input) {\n      __typename\n      ... on DeclineTaskSuccess { task { id status approval failureReason } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.DeclineTaskDocument,
    "\n  query TaskApproval($id: ID!) { node(id: $id) { ... on Task { status approval deadlineAt failureReason } } }\n": typeof types.TaskApprovalDocument,
    "\n  mutation Allocate($input: AllocateCreditsInput!) {\n    allocateCredits(input: $input) {\n      __typename\n      ... on AllocateCreditsSuccess { replayed allocated { credits member { name } } }\n      ... on InsufficientCreditsError { required available }\n      ... on Error { code message }\n    }\n  }\n": typeof types.AllocateDocument,
    "\n  mutation AllocateEqually($input: AllocateEquallyInput!) {\n    allocateEqually(input: $input) {\n      __typename\n      ... on AllocateEquallySuccess { replayed allocated { credits member { name } } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.AllocateEquallyDocument,
    "\n  mutation Reclaim($input: ReclaimCreditsInput!) {\n    reclaimCredits(input: $input) {\n      __typename\n      ... on ReclaimCreditsSuccess { replayed allocated { credits member { name } } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.ReclaimDocument,
    "\n  mutation SetAllocationRule($input: SetAllocationRuleInput!) {\n    setAllocationRule(input: $input) {\n      __typename\n      ... on SetAllocationRuleSuccess { allocationRule { id credits reclaim } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.SetAllocationRuleDocument,
    "\n  mutation EndAllocationRule($id: ID!) {\n    endAllocationRule(input: { allocationRuleId: $id }) { __typename ... on EndedError { endedAt } ... on Error { code message } }\n  }\n": typeof types.EndAllocationRuleDocument,
    "\n  query MemberWallets {\n    organization {\n      wallet { available frozen spent }\n      allocationRules { id credits lastCycleStart }\n      members(first: 100) { edges { node { id name wallet { available frozen spent lots(first: 20) { edges { node { kind expiresAt available } } } } } } }\n    }\n  }\n": typeof types.MemberWalletsDocument,
    "\n  query JournalsOfWallets {\n    organization {\n      wallet { journal(first: 10) { edges { node { type otherWallet { member { name } } } } } }\n      members(first: 100) {\n        edges { node { name wallet { journal(first: 10) { edges { node { type otherWallet { member { name } } } } } } } }\n      }\n    }\n  }\n": typeof types.JournalsOfWalletsDocument,
    "\n  subscription FollowBalance($after: SafeInt) {\n    balanceChanged(after: $after) { sequence available frozen entry { sequence type credits hash } }\n  }\n": typeof types.FollowBalanceDocument,
    "\n  subscription FollowWallets($after: [WalletSequence!]) {\n    walletsChanged(after: $after) { sequence available frozen entry { sequence type } wallet { id member { name } } }\n  }\n": typeof types.FollowWalletsDocument,
    "\n  subscription FollowTask($id: ID!, $after: Int) { taskUpdated(taskId: $id, after: $after) { id status sequence progress } }\n": typeof types.FollowTaskDocument,
    "\n  subscription FollowAlerts($after: ID) { alertRaised(after: $after) { id kind threshold credits message lot { id } } }\n": typeof types.FollowAlertsDocument,
    "\n  mutation CreateBalanceThreshold($input: CreateBalanceThresholdInput!) {\n    createBalanceThreshold(input: $input) {\n      __typename\n      ... on CreateBalanceThresholdSuccess { replayed balanceThreshold { id credits percent isBelow member { id } } }\n      ... on InvalidInputError { issues { path message } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.CreateBalanceThresholdDocument,
    "\n  mutation EndBalanceThreshold($input: EndBalanceThresholdInput!) {\n    endBalanceThreshold(input: $input) {\n      __typename\n      ... on EndBalanceThresholdSuccess { balanceThreshold { id endedAt } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.EndBalanceThresholdDocument,
    "\n  query BalanceThresholds {\n    organization { expiryAlertDays balanceThresholds(first: 50) { edges { node { id credits percent isBelow } } } }\n  }\n": typeof types.BalanceThresholdsDocument,
    "\n  mutation SetExpiryAlert($input: SetExpiryAlertInput!) {\n    setExpiryAlert(input: $input) {\n      __typename\n      ... on SetExpiryAlertSuccess { organization { expiryAlertDays } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.SetExpiryAlertDocument,
    "\n  mutation CreatePlatformWebhookEndpoint($input: CreatePlatformWebhookEndpointInput!) {\n    createPlatformWebhookEndpoint(input: $input) {\n      __typename\n      ... on CreatePlatformWebhookEndpointSuccess {\n        secret\n        webhookEndpoint { id url events state isOfPlatform organization { id } }\n      }\n      ... on InvalidInputError { issues { path message } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.CreatePlatformWebhookEndpointDocument,
    "\n  query PlatformWebhookEndpoints {\n    platformWebhookEndpoints {\n      id\n      url\n      state\n      stateReason\n      events\n      isOfPlatform\n      organization { id }\n      waitingDeliveries\n      deliveries(first: 20) {\n        edges { node { id messageId event body status attempts error organization { id } } }\n      }\n    }\n  }\n": typeof types.PlatformWebhookEndpointsDocument,
    "\n  mutation CreateWebhookEndpoint($input: CreateWebhookEndpointInput!) {\n    createWebhookEndpoint(input: $input) {\n      __typename\n      ... on CreateWebhookEndpointSuccess { secret webhookEndpoint { id url events state } }\n      ... on InvalidInputError { issues { path message } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.CreateWebhookEndpointDocument,
    "\n  mutation UpdateWebhookEndpoint($input: UpdateWebhookEndpointInput!) {\n    updateWebhookEndpoint(input: $input) {\n      __typename\n      ... on UpdateWebhookEndpointSuccess { webhookEndpoint { id url events state } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.UpdateWebhookEndpointDocument,
    "\n  mutation EndWebhookEndpoint($id: ID!) {\n    endWebhookEndpoint(input: { webhookEndpointId: $id }) { __typename ... on Error { code message } }\n  }\n": typeof types.EndWebhookEndpointDocument,
    "\n  mutation RotateWebhookSecret($input: RotateWebhookSecretInput!) {\n    rotateWebhookSecret(input: $input) {\n      __typename\n      ... on RotateWebhookSecretSuccess { secret }\n      ... on Error { code message }\n    }\n  }\n": typeof types.RotateWebhookSecretDocument,
    "\n  mutation RotateTaskWebhookSecret($input: RotateTaskWebhookSecretInput!) {\n    rotateTaskWebhookSecret(input: $input) {\n      __typename\n      ... on RotateTaskWebhookSecretSuccess { secret }\n      ... on Error { code message }\n    }\n  }\n": typeof types.RotateTaskWebhookSecretDocument,
    "\n  query TaskWebhooks($id: ID!) {\n    node(id: $id) {\n      ... on Task {\n        webhookUrl\n        webhookDeliveries(first: 20) { edges { node { id messageId event url body status attempts responseStatus error } } }\n      }\n    }\n  }\n": typeof types.TaskWebhooksDocument,
    "\n  mutation TestWebhookEndpoint($id: ID!) {\n    testWebhookEndpoint(input: { webhookEndpointId: $id }) {\n      __typename\n      ... on TestWebhookEndpointSuccess { delivery { id messageId } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.TestWebhookEndpointDocument,
    "\n  mutation RedeliverWebhook($id: ID!) {\n    redeliverWebhook(input: { deliveryId: $id }) {\n      __typename\n      ... on RedeliverWebhookSuccess { delivery { id messageId status } }\n      ... on EndedError { endedAt }\n      ... on Error { code message }\n    }\n  }\n": typeof types.RedeliverWebhookDocument,
    "\n  query WebhookEndpoints {\n    organization {\n      webhookEndpoints {\n        id\n        url\n        state\n        stateReason\n        waitingDeliveries\n        deliveries(first: 20) { edges { node { id messageId event body status attempts responseStatus error } } }\n      }\n    }\n  }\n": typeof types.WebhookEndpointsDocument,
    "\n  query TaskFiles($id: ID!) {\n    node(id: $id) { ... on Task { status result files { name contentType bytes url expiresAt } } }\n  }\n": typeof types.TaskFilesDocument,
    "\n  mutation SetConcurrencyLimit($input: SetConcurrencyLimitInput!) {\n    setConcurrencyLimit(input: $input) {\n      __typename\n      ... on SetConcurrencyLimitSuccess { organization { tasksAtOnce } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.SetConcurrencyLimitDocument,
    "\n  query Organizations($first: Int, $after: String, $filter: OrganizationFilter) {\n    organizations(first: $first, after: $after, filter: $filter) {\n      pageInfo { hasNextPage endCursor }\n      edges { node { id name status mode } }\n    }\n  }\n": typeof types.OrganizationsDocument,
    "\n  mutation SetFacade($input: SetFacadeInput!) {\n    setFacade(input: $input) {\n      __typename\n      ... on SetFacadeSuccess {\n        dryRun\n        facade { name isOn isOwn endpoints { kind method path answeredBy unpriced } }\n        changes { path from to }\n      }\n      ... on InvalidInputError { issues { path message } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.SetFacadeDocument,
    "\n  mutation RemoveFacade($input: RemoveFacadeInput!) {\n    removeFacade(input: $input) {\n      __typename\n      ... on RemoveFacadeSuccess { dryRun facade { name isOn isOwn } changes { path from to } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.RemoveFacadeDocument,
    "\n  query Facades($name: String!) {\n    facades { name isOn isOwn }\n    facade(name: $name) { name description isOn isOwn definition endpoints { kind method path answeredBy unpriced } }\n  }\n": typeof types.FacadesDocument,
    "\n  mutation SetHttpProvider($input: HttpProviderSourceInput!, $baseUrl: String) {\n    setHttpProvider(input: { source: $input, baseUrl: $baseUrl }) {\n      __typename\n      ... on SetHttpProviderSuccess { httpProvider { name definition missingSecrets } }\n      ... on InvalidInputError { issues { path message } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.SetHttpProviderDocument,
    "\n  query HttpProviders {\n    httpProviders { name definition missingSecrets load { waiting atWork } lastError lastErrorAt updatedAt }\n  }\n": typeof types.HttpProvidersDocument,
    "\n  query TasksWhere($filter: TaskFilter, $first: Int, $after: String) {\n    organization {\n      tasks(filter: $filter, first: $first, after: $after) {\n        edges { node { id member { id } } }\n        pageInfo { hasNextPage endCursor }\n      }\n    }\n  }\n": typeof types.TasksWhereDocument,
    "\n  query Quotas {\n    organization {\n      quotas { tasks { used max } taskBytes { used max } fileBytes { used max } quotes { used max } }\n    }\n  }\n": typeof types.QuotasDocument,
    "\n  mutation SetQuotas($input: SetQuotasInput!) {\n    setQuotas(input: $input) { __typename ... on Error { code message } }\n  }\n": typeof types.SetQuotasDocument,
    "\n  query TaskContent($id: ID!) {\n    node(id: $id) { ... on Task { status input result forgottenAt } }\n  }\n": typeof types.TaskContentDocument,
    "\n  query Events($after: SafeInt!, $first: Int, $kinds: [FeedEventKind!], $organizationId: ID) {\n    events(after: $after, first: $first, kinds: $kinds, organizationId: $organizationId) {\n      events { number at kind organizationId subjectType subjectId actorKind actorId actorName data }\n      lastNumber\n      newestNumber\n    }\n  }\n": typeof types.EventsDocument,
    "\n  subscription WatchEvents($after: SafeInt, $kinds: [FeedEventKind!], $organizationId: ID) {\n    events(after: $after, kinds: $kinds, organizationId: $organizationId) { number kind organizationId subjectType subjectId actorName data }\n  }\n": typeof types.WatchEventsDocument,
    "\n  query TagsOf($id: ID!) {\n    node(id: $id) { ... on Task { tags hold { tags } } ... on Hold { tags } ... on Budget { tag usage { frozen spent } } }\n  }\n": typeof types.TagsOfDocument,
    "\n  query KeyOfTask($id: ID!) {\n    node(id: $id) { ... on Task { apiKey { id name } } }\n  }\n": typeof types.KeyOfTaskDocument,
    "\n  query JournalWhere($filter: JournalFilter, $first: Int, $after: String) {\n    organization {\n      wallet {\n        journal(filter: $filter, first: $first, after: $after) {\n          edges { node { sequence type credits actor { kind name actorId } } }\n          pageInfo { hasNextPage endCursor }\n        }\n      }\n    }\n  }\n": typeof types.JournalWhereDocument,
    "\n  query LotsWhere($filter: LotFilter, $open: Boolean, $first: Int, $after: String) {\n    organization {\n      wallet {\n        id\n        lots(filter: $filter, open: $open, first: $first, after: $after) {\n          edges { node { id source } }\n          pageInfo { hasNextPage endCursor }\n        }\n      }\n    }\n  }\n": typeof types.LotsWhereDocument,
    "\n  query AlertsWhere($filter: AlertFilter) {\n    organization { alerts(filter: $filter) { edges { node { kind createdAt budget { id } } } } }\n  }\n": typeof types.AlertsWhereDocument,
    "\n  query MembersWhere($filter: MemberFilter, $first: Int, $after: String) {\n    organization {\n      members(filter: $filter, first: $first, after: $after) {\n        totalCount\n        edges { node { name } }\n        pageInfo { hasNextPage endCursor }\n      }\n    }\n  }\n": typeof types.MembersWhereDocument,
    "\n  query Kinds {\n    organization {\n      wallet {\n        granted available locked frozen spent expired moved revoked\n        balancesByKind { kind granted available locked frozen spent expired moved revoked }\n      }\n    }\n  }\n": typeof types.KindsDocument,
    "\n  mutation Simulate($input: SimulateCatalogueInput!) {\n    simulateCatalogue(input: $input) {\n      __typename\n      ... on SimulateCatalogueSuccess { simulation { id status sequence tasks name createdBy } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.SimulateDocument,
    "\n  mutation CancelSimulation($id: ID!) {\n    cancelSimulation(input: { simulationId: $id }) {\n      __typename\n      ... on CancelSimulationSuccess { simulation { id status endedAt } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.CancelSimulationDocument,
    "\n  subscription SimulationUpdated($id: ID!, $after: Int) {\n    simulationUpdated(simulationId: $id, after: $after) { id status sequence tasks tasksTotal failure startedAt endedAt }\n  }\n": typeof types.SimulationUpdatedDocument,
    "\n  query Simulation($id: ID!, $ranOut: Boolean) {\n    simulation(id: $id) {\n      id status name document from until createdBy createdAt startedAt endedAt tasks tasksTotal failure\n      result {\n        total { creditType sums { tasks refused creditsBefore creditsAfter refundedBefore refundedAfter } expiredBefore expiredAfter }\n        models { model operation creditType sums { tasks refused creditsBefore creditsAfter refundedBefore refundedAfter } }\n        plans { plan creditType sums { tasks refused creditsBefore creditsAfter refundedBefore refundedAfter } }\n        refusals { code tasks }\n        unknown { inputRemoved agreed unsettled holdsRefused }\n      }\n      organizations(ranOut: $ranOut) {\n        edges {\n          node {\n            id\n            organization { id }\n            creditType\n            sums { tasks refused creditsBefore creditsAfter refundedBefore refundedAfter }\n            expiredBefore\n            expiredAfter\n            refusals { code tasks }\n            ranOut { at required available }\n          }\n        }\n      }\n    }\n  }\n": typeof types.SimulationDocument,
    "\n  query Usage(\n    $from: DateTime!\n    $to: DateTime!\n    $by: [UsageDimension!]! = []\n    $creditType: String\n    $filter: UsageFilter\n    $compare: Boolean! = false\n    $first: Int! = 1000\n  ) {\n    organization {\n      usage(\n        from: $from\n        to: $to\n        by: $by\n        creditType: $creditType\n        filter: $filter\n        compareToPrevious: $compare\n        first: $first\n      ) {\n        from\n        to\n        timeZone\n        isComplete\n        previousFrom\n        total { used spent owed writtenOff refunded tasks succeeded failed canceled timedOut averageSeconds }\n        previousTotal { used tasks }\n        groups {\n          from\n          to\n          creditType\n          model\n          operation\n          member { id name }\n          apiKey { name }\n          tag\n          sums { used refunded tasks succeeded }\n          previous { used tasks }\n        }\n      }\n    }\n  }\n": typeof types.UsageDocument,
    "\n  query PlatformUsage($from: DateTime!, $to: DateTime!, $by: [PlatformUsageDimension!]!, $creditType: String) {\n    usage(from: $from, to: $to, by: $by, creditType: $creditType) {\n      total { used tasks }\n      groups { from organization { id } model sums { used tasks } }\n    }\n  }\n": typeof types.PlatformUsageDocument,
};
const documents: Documents = {
    "\n  mutation StartExport($input: StartExportInput!) {\n    startExport(input: $input) {\n      __typename\n      ... on StartExportSuccess { export { id status sequence rows } }\n      ... on Error { code message }\n    }\n  }\n": types.StartExportDocument,
    "\n  mutation CancelExport($id: ID!) {\n    cancelExport(input: { exportId: $id }) {\n      __typename\n      ... on CancelExportSuccess { export { id status endedAt expiresAt } }\n      ... on Error { code message }\n    }\n  }\n": types.CancelExportDocument,
    "\n  subscription ExportUpdated($id: ID!, $after: Int) {\n    exportUpdated(exportId: $id, after: $after) { id status sequence rows rowsTotal failure }\n  }\n": types.ExportUpdatedDocument,
    "\n  query ExportOf($id: ID!) {\n    export(id: $id) {\n      id kind format status from until rows rowsTotal bytes sha256 failure createdAt startedAt endedAt expiresAt link { url expiresAt }\n    }\n  }\n": types.ExportOfDocument,
    "\n  query Viewer { viewer { isOperator member { id name role } } }\n": types.ViewerDocument,
    "\n  query Balance {\n    organization { id name wallet { id available frozen total spent expired granted sequence } }\n  }\n": types.BalanceDocument,
    "\n  query Journal($first: Int!, $after: String) {\n    organization {\n      wallet {\n        journal(first: $first, after: $after) {\n          pageInfo { hasNextPage endCursor }\n          edges { node { id sequence type credits available frozen hash hold { id } task { id } lot { id } } }\n        }\n      }\n    }\n  }\n": types.JournalDocument,
    "\n  query Lots {\n    organization {\n      wallet {\n        lots(first: 100) { edges { node { id kind granted available frozen spent expired priority expiresAt source } } }\n      }\n    }\n  }\n": types.LotsDocument,
    "\n  mutation Submit($input: SubmitTaskInput!) {\n    submitTask(input: $input) {\n      __typename\n      ... on SubmitTaskSuccess {\n        replayed\n        warnings { code message }\n        task { id status progress credits sequence hold { id status credits lines { credits lot { id } } } member { name } }\n      }\n      ... on InsufficientCreditsError { required available shortfall sources { isPool available } }\n      ... on BudgetExceededError {\n        required\n        remaining\n        usage { frozen spent }\n        budget { id limit period model member { name } }\n      }\n      ... on InvalidInputError { issues { path message } }\n      ... on InputLimitError { field limit }\n      ... on QuotaExceededError { quota used max }\n      ... on Error { code message }\n    }\n  }\n": types.SubmitDocument,
    "\n  mutation SubmitMany($inputs: [SubmitTaskInput!]!) {\n    submitTasks(input: { tasks: $inputs }) {\n      __typename\n      ... on SubmitTasksSuccess {\n        results {\n          __typename\n          ... on SubmitTaskSuccess { task { id } }\n          ... on Error { code message }\n        }\n      }\n      ... on Error { code message }\n    }\n  }\n": types.SubmitManyDocument,
    "\n  query TaskById($id: ID!) {\n    node(id: $id) {\n      __typename\n      ... on Task { id status progress credits failureReason result sequence startedAt endedAt hold { status spent released } }\n    }\n  }\n": types.TaskByIdDocument,
    "\n  mutation Cancel($input: CancelTaskInput!) {\n    cancelTask(input: $input) {\n      __typename\n      ... on CancelTaskSuccess { task { id status } }\n      ... on TaskStateError { status allowed }\n      ... on Error { code message }\n    }\n  }\n": types.CancelDocument,
    "\n  mutation Start($input: StartTaskInput!) {\n    startTask(input: $input) {\n      __typename\n      ... on StartTaskSuccess { task { id status startedAt } }\n      ... on TaskStateError { status allowed }\n      ... on Error { code message }\n    }\n  }\n": types.StartDocument,
    "\n  mutation Report($input: ReportTaskProgressInput!) {\n    reportTaskProgress(input: $input) {\n      __typename\n      ... on ReportTaskProgressSuccess { task { id status progress } }\n      ... on Error { code message }\n    }\n  }\n": types.ReportDocument,
    "\n  mutation Complete($input: CompleteTaskInput!) {\n    completeTask(input: $input) {\n      __typename\n      ... on CompleteTaskSuccess { replayed task { id status progress failureReason hold { id status spent released late } } }\n      ... on SpendExceedsHoldError { requested frozen }\n      ... on InsufficientCreditsError { required available shortfall }\n      ... on TaskStateError { status allowed }\n      ... on Error { code message }\n    }\n  }\n": types.CompleteDocument,
    "\n  mutation Fail($input: FailTaskInput!) {\n    failTask(input: $input) {\n      __typename\n      ... on FailTaskSuccess { replayed task { id status failureReason } }\n      ... on Error { code message }\n    }\n  }\n": types.FailDocument,
    "\n  mutation Grant($input: GrantCreditsInput!) {\n    grantCredits(input: $input) {\n      __typename\n      ... on GrantCreditsSuccess { replayed lot { id granted available expiresAt } wallet { id creditType available total } }\n      ... on InvalidInputError { issues { path message } }\n      ... on Error { code message }\n    }\n  }\n": types.GrantDocument,
    "\n  mutation Freeze($input: FreezeCreditsInput!) {\n    freezeCredits(input: $input) {\n      __typename\n      ... on FreezeCreditsSuccess {\n        replayed\n        hold { id status credits expiresAt lines { credits lot { id } } }\n        wallet { available frozen total }\n      }\n      ... on InsufficientCreditsError { required available shortfall }\n      ... on Error { code message }\n    }\n  }\n": types.FreezeDocument,
    "\n  mutation Spend($input: SpendCreditsInput!) {\n    spendCredits(input: $input) {\n      __typename\n      ... on SpendCreditsSuccess { replayed hold { id status spent released late } wallet { available frozen total spent owed writtenOff } }\n      ... on SpendExceedsHoldError { requested frozen }\n      ... on HoldNotOpenError { status }\n      ... on Error { code message }\n    }\n  }\n": types.SpendDocument,
    "\n  mutation RefundTask($input: RefundTaskInput!) {\n    refundTask(input: $input) {\n      __typename\n      ... on RefundTaskSuccess { replayed task { status sequence refundedCredits hold { status spent refunded } } }\n      ... on RefundExceedsSpentError { requested refundable }\n      ... on RefundAllowanceError { creditType left }\n      ... on Error { code message }\n    }\n  }\n": types.RefundTaskDocument,
    "\n  mutation RefundLot($input: RefundLotInput!) {\n    refundLot(input: $input) {\n      __typename\n      ... on RefundLotSuccess {\n        replayed revoked chargedBack money { amount currency } lot { available spent revoked } wallet { available owed writtenOff }\n      }\n      ... on RefundExceedsLotError { requested refundable frozen }\n      ... on Error { code message }\n    }\n  }\n": types.RefundLotDocument,
    "\n  mutation SettleDebt($input: SettleDebtInput!) {\n    settleDebt(input: $input) {\n      __typename\n      ... on SettleDebtSuccess { replayed wallet { available owed } }\n      ... on Error { code message }\n    }\n  }\n": types.SettleDebtDocument,
    "\n  mutation CreatePlatformKey($input: CreatePlatformKeyInput!) {\n    createPlatformKey(input: $input) {\n      __typename\n      ... on CreatePlatformKeySuccess { secret platformKey { id name scopes allowedAddresses createdBy expiresAt } }\n      ... on Error { code message }\n    }\n  }\n": types.CreatePlatformKeyDocument,
    "\n  mutation RotatePlatformKey($input: RotatePlatformKeyInput!) {\n    rotatePlatformKey(input: $input) {\n      __typename\n      ... on RotatePlatformKeySuccess { secret platformKey { id name scopes } }\n      ... on Error { code message }\n    }\n  }\n": types.RotatePlatformKeyDocument,
    "\n  mutation RevokePlatformKey($input: RevokePlatformKeyInput!) {\n    revokePlatformKey(input: $input) {\n      __typename\n      ... on RevokePlatformKeySuccess { platformKey { id revokedAt revokedBy } }\n      ... on Error { code message }\n    }\n  }\n": types.RevokePlatformKeyDocument,
    "\n  query PlatformKeys {\n    viewer { isOperator scopes platformScopes }\n    platformKeys(first: 100) { edges { node { id name prefix scopes createdBy } } }\n  }\n": types.PlatformKeysDocument,
    "\n  mutation RefundHold($input: RefundHoldInput!) {\n    refundHold(input: $input) {\n      __typename\n      ... on RefundHoldSuccess { replayed hold { status spent refunded } wallet { available spent owed } }\n      ... on RefundExceedsSpentError { requested refundable }\n      ... on Error { code message }\n    }\n  }\n": types.RefundHoldDocument,
    "\n  mutation Release($input: ReleaseCreditsInput!) {\n    releaseCredits(input: $input) {\n      __typename\n      ... on ReleaseCreditsSuccess { hold { status spent released } wallet { available frozen total } }\n      ... on HoldNotOpenError { status }\n      ... on Error { code message }\n    }\n  }\n": types.ReleaseDocument,
    "\n  query Quote($model: String!, $operation: String!, $input: JSONObject) {\n    quote(model: $model, operation: $operation, input: $input) {\n      __typename\n      ... on Quote {\n        credits\n        units\n        available\n        sources { isPool available }\n        shortfall\n        warnings { code message }\n        alternatives { credits priceRule { model quality } }\n        priceRule { model operation variant credits isContract outputs }\n        lines { credits lot { id } }\n        blockedBy { required remaining budget { id } }\n        notEntitled { plans { name } }\n      }\n      ... on InputLimitError { field limit }\n      ... on Error { code message }\n    }\n  }\n": types.QuoteDocument,
    "\n  query QuoteParts($model: String!, $operation: String!, $input: JSONObject, $maxCredits: Credits) {\n    quote(model: $model, operation: $operation, input: $input, maxCredits: $maxCredits) {\n      __typename\n      ... on Quote {\n        credits\n        isMaximum\n        priceRule { variant fixed per }\n        parts { units unitsMax part { credits per unit unitField settleBy settleField tiering tiers { upTo credits } } }\n      }\n      ... on Error { code message }\n    }\n  }\n": types.QuotePartsDocument,
    "\n  query TaskParts($id: ID!) {\n    node(id: $id) {\n      ... on Task { status credits result failureReason hold { spent released } priceParts { units unitsMax part { unit settleBy } } }\n    }\n  }\n": types.TaskPartsDocument,
    "\n  query ComparePrices($operation: String!, $input: JSONObject, $minQuality: Int, $organizationId: ID) {\n    comparePrices(operation: $operation, input: $input, minQuality: $minQuality, organizationId: $organizationId) {\n      credits\n      priceRule { model operation quality comparableAs }\n    }\n  }\n": types.ComparePricesDocument,
    "\n  query QuoteTasks($items: [QuoteItemInput!]!) {\n    quoteTasks(items: $items) {\n      __typename\n      ... on TasksQuote {\n        items { model operation count payable price { credits } refusal { code message } }\n        totals { creditType credits available shortfall lines { credits lot { id expiresAt } } }\n      }\n      ... on Error { code message }\n    }\n  }\n": types.QuoteTasksDocument,
    "\n  mutation CreateBindingQuote($input: CreateBindingQuoteInput!) {\n    createBindingQuote(input: $input) {\n      __typename\n      ... on CreateBindingQuoteSuccess {\n        bindingQuote { id expiresAt items { units count taken priceRule { model credits } } }\n        quote { totals { creditType credits shortfall } }\n      }\n      ... on QuotaExceededError { quota used max }\n      ... on Error { code message }\n    }\n  }\n": types.CreateBindingQuoteDocument,
    "\n  query QuoteItems($id: ID!) {\n    node(id: $id) { ... on BindingQuote { items { units count taken priceRule { credits } } } }\n  }\n": types.QuoteItemsDocument,
    "\n  mutation SetMaintenance($input: SetMaintenanceInput!) {\n    setMaintenance(input: $input) {\n      __typename\n      ... on SetMaintenanceSuccess { reason }\n      ... on Error { code message }\n    }\n  }\n": types.SetMaintenanceDocument,
    "\n  query Prices($at: DateTime, $model: String) {\n    priceRules(at: $at, model: $model) { id provider model operation creditType credits effectiveFrom }\n  }\n": types.PricesDocument,
    "\n  mutation SetPrice($input: CreatePriceRuleInput!) {\n    createPriceRule(input: $input) {\n      __typename\n      ... on CreatePriceRuleSuccess { replayed priceRule { id credits effectiveFrom runner } }\n      ... on Error { code message }\n    }\n  }\n": types.SetPriceDocument,
    "\n  mutation CreateOrganization($input: CreateOrganizationInput!) {\n    createOrganization(input: $input) {\n      __typename\n      ... on CreateOrganizationSuccess {\n        replayed\n        organization { id name mode wallet { available } }\n        keys { secret member { name role } }\n      }\n      ... on InvalidInputError { issues { path message } }\n      ... on Error { code message }\n    }\n  }\n": types.CreateOrganizationDocument,
    "\n  subscription WatchTask($id: ID!) {\n    taskUpdated(taskId: $id) { id status progress sequence hold { status } }\n  }\n": types.WatchTaskDocument,
    "\n  subscription WatchTasks($after: [TaskSequence!]) {\n    tasksUpdated(after: $after) { id status progress sequence }\n  }\n": types.WatchTasksDocument,
    "\n  subscription WatchBalance($memberId: ID) {\n    balanceChanged(memberId: $memberId) { available frozen total sequence entry { sequence type credits } wallet { available } }\n  }\n": types.WatchBalanceDocument,
    "\n  mutation Grow($input: GrowHoldInput!) {\n    growHold(input: $input) {\n      __typename\n      ... on GrowHoldSuccess { replayed hold { credits lines { credits lot { id } } } wallet { available frozen } }\n      ... on InsufficientCreditsError { required available shortfall }\n      ... on Error { code message }\n    }\n  }\n": types.GrowDocument,
    "\n  mutation Extend($input: ExtendHoldInput!) {\n    extendHold(input: $input) {\n      __typename\n      ... on ExtendHoldSuccess { hold { expiresAt } }\n      ... on Error { code message }\n    }\n  }\n": types.ExtendDocument,
    "\n  mutation LockLot($input: LockLotInput!) {\n    lockLot(input: $input) {\n      __typename\n      ... on LockLotSuccess { replayed lot { lock available locked } wallet { available locked } }\n      ... on LotLockedError { lock }\n      ... on Error { code message }\n    }\n  }\n": types.LockLotDocument,
    "\n  mutation UnlockLot($input: UnlockLotInput!) {\n    unlockLot(input: $input) {\n      __typename\n      ... on UnlockLotSuccess { lot { lock available locked } wallet { available locked } }\n      ... on Error { code message }\n    }\n  }\n": types.UnlockLotDocument,
    "\n  mutation Adjust($input: AdjustCreditsInput!) {\n    adjustCredits(input: $input) {\n      __typename\n      ... on AdjustCreditsSuccess { replayed wallet { granted available revoked } }\n      ... on InsufficientCreditsError { required available shortfall }\n      ... on InvalidInputError { issues { path message } }\n      ... on Error { code message }\n    }\n  }\n": types.AdjustDocument,
    "\n  mutation SetPolicy($input: SetWalletPolicyInput!) {\n    setWalletPolicy(input: $input) {\n      __typename\n      ... on SetWalletPolicySuccess { wallet { burnDown overspend } }\n      ... on InvalidInputError { issues { path message } }\n      ... on Error { code message }\n    }\n  }\n": types.SetPolicyDocument,
    "\n  query History {\n    organization {\n      wallet { available locked frozen journal(first: 100) { edges { node { type credits available locked frozen reason } } } }\n    }\n  }\n": types.HistoryDocument,
    "\n  query BalanceAt($at: DateTime!) {\n    organization { wallet { id balanceAt(at: $at) { available locked frozen total entry { sequence type } } } }\n  }\n": types.BalanceAtDocument,
    "\n  mutation Transfer($input: TransferCreditsInput!) {\n    transferCredits(input: $input) {\n      __typename\n      ... on TransferCreditsSuccess {\n        replayed\n        from { available moved granted }\n        to { id available moved granted spent owed member { name } }\n      }\n      ... on InsufficientCreditsError { required available shortfall }\n      ... on InvalidInputError { issues { path message } }\n      ... on Error { code message }\n    }\n  }\n": types.TransferDocument,
    "\n  mutation OpenDispute($input: OpenDisputeInput!) {\n    openDispute(input: $input) {\n      __typename\n      ... on OpenDisputeSuccess {\n        replayed\n        lot { id dispute available locked moved }\n        wallet { available locked }\n      }\n      ... on DisputeStateError { dispute }\n      ... on Error { code message }\n    }\n  }\n": types.OpenDisputeDocument,
    "\n  mutation CloseDispute($input: CloseDisputeInput!) {\n    closeDispute(input: $input) {\n      __typename\n      ... on CloseDisputeSuccess {\n        replayed\n        lot { dispute available locked spent revoked }\n        wallet { available locked spent revoked owed }\n        revoked\n        chargedBack\n        loss { amount currency }\n      }\n      ... on DisputeStateError { dispute }\n      ... on Error { code message }\n    }\n  }\n": types.CloseDisputeDocument,
    "\n  query Wallets {\n    organization {\n      wallets { creditType available }\n      wallet { available locked frozen moved owed lots(first: 20) { edges { node { id kind priority source granted available moved expiresAt origin { id } paid { amount currency } } } } }\n      members(first: 10) {\n        edges {\n          node {\n            id\n            name\n            role\n            wallet { id available locked frozen granted spent owed lots(first: 20) { edges { node { id kind priority source granted available moved expiresAt origin { id } paid { amount currency } } } } }\n          }\n        }\n      }\n      revenue { currency paid { amount } recognized { amount } deferred { amount } breakage { amount } reversed { amount } }\n    }\n  }\n": types.WalletsDocument,
    "\n  mutation CreateBudget($input: CreateBudgetInput!) {\n    createBudget(input: $input) {\n      __typename\n      ... on CreateBudgetSuccess { replayed budget { id limit period model member { id } usage { frozen spent } } }\n      ... on InvalidInputError { issues { path message } }\n      ... on Error { code message }\n    }\n  }\n": types.CreateBudgetDocument,
    "\n  mutation UpdateBudget($input: UpdateBudgetInput!) {\n    updateBudget(input: $input) {\n      __typename\n      ... on UpdateBudgetSuccess { replayed budget { limit enforcement thresholds usage { frozen spent } } }\n      ... on InvalidInputError { issues { path message } }\n      ... on Error { code message }\n    }\n  }\n": types.UpdateBudgetDocument,
    "\n  mutation EndBudget($input: EndBudgetInput!) {\n    endBudget(input: $input) {\n      __typename\n      ... on EndBudgetSuccess { replayed budget { endedAt } }\n      ... on Error { code message }\n    }\n  }\n": types.EndBudgetDocument,
    "\n  mutation SetSpendingPolicy($input: SetSpendingPolicyInput!) {\n    setSpendingPolicy(input: $input) {\n      __typename\n      ... on SetSpendingPolicySuccess { replayed organization { timeZone membersUsePool } }\n      ... on InvalidInputError { issues { path message } }\n      ... on Error { code message }\n    }\n  }\n": types.SetSpendingPolicyDocument,
    "\n  query Budgets {\n    organization {\n      budgets(first: 20) { edges { node { id limit usage { frozen spent periodStart periodEnd } } } }\n    }\n  }\n": types.BudgetsDocument,
    "\n  mutation PublishCheckpoint($after: SafeInt) {\n    publishCheckpoint(input: { after: $after }) {\n      ... on Error { code message }\n      ... on PublishCheckpointSuccess { checkpoint { number publishedAt heads root previous hash } }\n    }\n  }\n": types.PublishCheckpointDocument,
    "\n  query Checkpoint($number: SafeInt) { checkpoint(number: $number) { number hash } }\n": types.CheckpointDocument,
    "\n  query Proofs {\n    organization { wallet { journal(first: 20) { edges { node { sequence proof } } } } }\n  }\n": types.ProofsDocument,
    "\n  query VerifyLedger($id: ID) {\n    organization(id: $id) { integrity { entries lots holds drift violations { invariant rowId found } } }\n  }\n": types.VerifyLedgerDocument,
    "\n  mutation LoadCatalogue($input: CatalogueSourceInput!, $takeOver: Boolean! = false, $dryRun: Boolean! = false, $maxChangePercent: Int) {\n    loadCatalogue(input: { source: $input, dryRun: $dryRun, takeOver: $takeOver, maxChangePercent: $maxChangePercent }) {\n      __typename\n      ... on LoadCatalogueSuccess { name dryRun changes { kind subject differences { field from to } } }\n      ... on InvalidInputError { issues { path message } }\n      ... on Error { code message }\n    }\n  }\n": types.LoadCatalogueDocument,
    "\n  mutation AdvanceClock($input: AdvanceClockInput!) {\n    advanceClock(input: $input) {\n      __typename\n      ... on AdvanceClockSuccess { now instants }\n      ... on Error { code message }\n    }\n  }\n": types.AdvanceClockDocument,
    "\n  query SubscriptionOf {\n    organization {\n      now\n      subscription {\n        id status renewsAt periodEnd anchorAt cancelAtPeriodEnd\n        plan { name }\n        nextPlan { name }\n        nextPlanBlockedBy { seats members }\n        cycle { number start end allowances { creditType total remaining used usedPercent } }\n      }\n    }\n  }\n": types.SubscriptionOfDocument,
    "\n  mutation StartSubscription($input: StartSubscriptionInput!) {\n    startSubscription(input: $input) {\n      __typename\n      ... on StartSubscriptionSuccess { replayed subscription { id status renewsAt plan { name } } }\n      ... on SeatsExceededError { seats members }\n      ... on Error { code message }\n    }\n  }\n": types.StartSubscriptionDocument,
    "\n  mutation UpgradeSubscription($input: UpgradeSubscriptionInput!) {\n    upgradeSubscription(input: $input) {\n      __typename\n      ... on UpgradeSubscriptionSuccess { subscription { status plan { name } } }\n      ... on Error { code message }\n    }\n  }\n": types.UpgradeSubscriptionDocument,
    "\n  mutation DowngradeSubscription($input: DowngradeSubscriptionInput!) {\n    downgradeSubscription(input: $input) {\n      __typename\n      ... on DowngradeSubscriptionSuccess { subscription { status cancelAtPeriodEnd nextPlan { name } } }\n      ... on SeatsExceededError { seats members }\n      ... on Error { code message }\n    }\n  }\n": types.DowngradeSubscriptionDocument,
    "\n  mutation MarkPastDue($input: MarkSubscriptionPastDueInput!) {\n    markSubscriptionPastDue(input: $input) {\n      __typename\n      ... on MarkSubscriptionPastDueSuccess { subscription { status renewsAt } }\n      ... on SubscriptionStateError { status allowed }\n      ... on Error { code message }\n    }\n  }\n": types.MarkPastDueDocument,
    "\n  mutation MarkPaid($input: MarkSubscriptionPaidInput!) {\n    markSubscriptionPaid(input: $input) {\n      __typename\n      ... on MarkSubscriptionPaidSuccess { subscription { status renewsAt cancelAtPeriodEnd nextPlan { name } } }\n      ... on SubscriptionStateError { status allowed }\n      ... on Error { code message }\n    }\n  }\n": types.MarkPaidDocument,
    "\n  mutation UndoSubscriptionChange($input: UndoSubscriptionChangeInput!) {\n    undoSubscriptionChange(input: $input) {\n      __typename\n      ... on UndoSubscriptionChangeSuccess { subscription { status renewsAt cancelAtPeriodEnd nextPlan { name } } }\n      ... on Error { code message }\n    }\n  }\n": types.UndoSubscriptionChangeDocument,
    "\n  mutation Reactivate($input: ReactivateSubscriptionInput!) {\n    reactivateSubscription(input: $input) {\n      __typename\n      ... on ReactivateSubscriptionSuccess { subscription { status renewsAt plan { name } nextPlan { name } } }\n      ... on SubscriptionStateError { status allowed }\n      ... on Error { code message }\n    }\n  }\n": types.ReactivateDocument,
    "\n  mutation CancelSubscription($input: CancelSubscriptionInput!) {\n    cancelSubscription(input: $input) {\n      __typename\n      ... on CancelSubscriptionSuccess { subscription { status renewsAt cancelAtPeriodEnd endedAt } }\n      ... on Error { code message }\n    }\n  }\n": types.CancelSubscriptionDocument,
    "\n  query Outlook($withinDays: Int!, $days: Int!) {\n    organization {\n      wallet {\n        expiring(withinDays: $withinDays) { credits expiresAt lot { id kind } }\n        forecast(days: $days) { spent from to runsOutAt unknownBecause }\n      }\n    }\n  }\n": types.OutlookDocument,
    "\n  query ForecastOf($days: Int!, $pace: [SpendingPaceInput!], $memberId: ID, $creditType: String, $first: Int! = 100) {\n    organization {\n      forecast(days: $days, pace: $pace, memberId: $memberId, creditType: $creditType, first: $first) {\n        from\n        until\n        isComplete\n        pace { creditType creditsPerDay member { name } model operation }\n        wallets {\n          creditType\n          member { name }\n          wallet { id }\n          runsOutAt\n          days { at available }\n          losses { credits at source lot { id } }\n        }\n      }\n    }\n  }\n": types.ForecastOfDocument,
    "\n  query WalletsOf($id: ID!) {\n    organization(id: $id) {\n      status\n      wallet { available locked frozen spent expired revoked owed journal(last: 50) { edges { node { type credits reason } } } }\n      members(first: 10) { edges { node { id name wallet { available locked frozen spent owed } } } }\n    }\n  }\n": types.WalletsOfDocument,
    "\n  query Pools {\n    organization {\n      wallets { creditType available locked frozen spent expired total }\n    }\n  }\n": types.PoolsDocument,
    "\n  query PriceList {\n    priceRules { model operation creditType credits outputs state }\n  }\n": types.PriceListDocument,
    "\n  query Plans {\n    plans { name interval credits { creditType credits } extraPurchases assetKinds rolloverMax upgradePolicy }\n  }\n": types.PlansDocument,
    "\n  mutation ClaimTasks($input: ClaimTasksInput!) {\n    claimTasks(input: $input) {\n      __typename\n      ... on ClaimTasksSuccess {\n        claimed { lease { leaseId until attempt worker } task { id status organization { id } } }\n      }\n      ... on Error { code message }\n    }\n  }\n": types.ClaimTasksDocument,
    "\n  mutation ExtendLease($input: ExtendLeaseInput!) {\n    extendLease(input: $input) {\n      __typename\n      ... on ExtendLeaseSuccess { lease { until attempt } }\n      ... on Error { code message }\n    }\n  }\n": types.ExtendLeaseDocument,
    "\n  mutation CreateTaskUpload($input: CreateTaskUploadInput!) {\n    createTaskUpload(input: $input) {\n      __typename\n      ... on CreateTaskUploadSuccess { upload { url expiresAt } }\n      ... on Error { code message }\n    }\n  }\n": types.CreateTaskUploadDocument,
    "\n  mutation ReturnTask($input: ReturnTaskInput!) {\n    returnTask(input: $input) {\n      __typename\n      ... on ReturnTaskSuccess { willBeRetried task { status failureReason } }\n      ... on Error { code message }\n    }\n  }\n": types.ReturnTaskDocument,
    "\n  query WhoAmI {\n    viewer {\n      isOperator\n      scopes\n      organization { id name }\n      member { id name role }\n      person { subject name email memberships { organizationId organizationName role } }\n    }\n  }\n": types.WhoAmIDocument,
    "\n  mutation CreateApiKey($input: CreateApiKeyInput!) {\n    createApiKey(input: $input) {\n      __typename\n      ... on CreateApiKeySuccess { secret apiKey { id prefix name scopes expiresAt allowedAddresses member { id } } }\n      ... on ScopeNotAllowedError { scopes }\n      ... on Error { code message }\n    }\n  }\n": types.CreateApiKeyDocument,
    "\n  mutation RotateApiKey($input: RotateApiKeyInput!) {\n    rotateApiKey(input: $input) {\n      __typename\n      ... on RotateApiKeySuccess { secret apiKey { id prefix name scopes } }\n      ... on Error { code message }\n    }\n  }\n": types.RotateApiKeyDocument,
    "\n  mutation RevokeApiKey($id: ID!) {\n    revokeApiKey(input: { apiKeyId: $id }) {\n      __typename\n      ... on RevokeApiKeySuccess { apiKey { id revokedAt } }\n      ... on Error { code message }\n    }\n  }\n": types.RevokeApiKeyDocument,
    "\n  query ApiKeys {\n    organization { apiKeys { edges { node { id name prefix scopes lastUsedAt expiresAt member { name } } } } }\n  }\n": types.ApiKeysDocument,
    "\n  query Members {\n    organization { id name status members { edges { node { id name role } } } }\n  }\n": types.MembersDocument,
    "\n  mutation CreateInvitation($input: CreateInvitationInput!) {\n    createInvitation(input: $input) {\n      __typename\n      ... on CreateInvitationSuccess { secret url invitation { id email role expiresAt } }\n      ... on SeatsExceededError { seats members }\n      ... on Error { code message }\n    }\n  }\n": types.CreateInvitationDocument,
    "\n  query Invitations { organization { invitations { edges { node { id email role } } } } }\n": types.InvitationsDocument,
    "\n  query InvitationOf($secret: String!) { invitation(invitationSecret: $secret) { organizationName role email expiresAt } }\n": types.InvitationOfDocument,
    "\n  mutation AcceptInvitation($secret: String!) {\n    acceptInvitation(input: { invitationSecret: $secret }) {\n      __typename\n      ... on AcceptInvitationSuccess {\n        organization { id name members(first: 10) { edges { node { name } } } invitations { edges { node { id } } } }\n        member { id name role organization { id name } }\n      }\n      ... on Error { code message }\n    }\n  }\n": types.AcceptInvitationDocument,
    "\n  mutation DeclineInvitation($secret: String!) {\n    declineInvitation(input: { invitationSecret: $secret }) { __typename ... on Error { code message } }\n  }\n": types.DeclineInvitationDocument,
    "\n  mutation RevokeInvitation($id: ID!) {\n    revokeInvitation(input: { invitationId: $id }) { __typename ... on Error { code message } }\n  }\n": types.RevokeInvitationDocument,
    "\n  mutation AddMember($input: AddMemberInput!) {\n    addMember(input: $input) {\n      __typename\n      ... on AddMemberSuccess { member { id name role subject } }\n      ... on Error { code message }\n    }\n  }\n": types.AddMemberDocument,
    "\n  mutation LinkMember($input: LinkMemberInput!) {\n    linkMember(input: $input) {\n      __typename\n      ... on LinkMemberSuccess { member { id subject } }\n      ... on Error { code message }\n    }\n  }\n": types.LinkMemberDocument,
    "\n  mutation UpdateMemberRole($input: UpdateMemberRoleInput!) {\n    updateMemberRole(input: $input) {\n      __typename\n      ... on UpdateMemberRoleSuccess { member { id role } }\n      ... on Error { code message }\n    }\n  }\n": types.UpdateMemberRoleDocument,
    "\n  mutation RemoveMember($input: RemoveMemberInput!) {\n    removeMember(input: $input) {\n      __typename\n      ... on RemoveMemberSuccess { member { id removedAt } }\n      ... on Error { code message }\n    }\n  }\n": types.RemoveMemberDocument,
    "\n  mutation UpdateOrganization($input: UpdateOrganizationInput!) {\n    updateOrganization(input: $input) {\n      __typename\n      ... on UpdateOrganizationSuccess { replayed organization { name } }\n      ... on Error { code message }\n    }\n  }\n": types.UpdateOrganizationDocument,
    "\n  mutation SuspendOrganization($input: SuspendOrganizationInput!) {\n    suspendOrganization(input: $input) {\n      __typename\n      ... on SuspendOrganizationSuccess { organization { status statusReason } }\n      ... on Error { code message }\n    }\n  }\n": types.SuspendOrganizationDocument,
    "\n  mutation ResumeOrganization($input: ResumeOrganizationInput!) {\n    resumeOrganization(input: $input) {\n      __typename\n      ... on ResumeOrganizationSuccess { organization { status } }\n      ... on Error { code message }\n    }\n  }\n": types.ResumeOrganizationDocument,
    "\n  mutation CloseOrganization($input: CloseOrganizationInput!) {\n    closeOrganization(input: $input) {\n      __typename\n      ... on CloseOrganizationSuccess { replayed organization { status } }\n      ... on Error { code message }\n    }\n  }\n": types.CloseOrganizationDocument,
    "\n  query Audit($organizationId: ID, $filter: AuditFilter) {\n    organization(id: $organizationId) {\n      audit(first: 100, filter: $filter) {\n        edges { node { id action actorKind actorName actorId address requestId subjectType subjectId before after createdAt } }\n      }\n    }\n  }\n": types.AuditDocument,
    "\n  query PlatformAudit($filter: AuditFilter) {\n    platformAudit(first: 100, filter: $filter) {\n      edges { node { id action actorKind actorName actorId subjectType subjectId after } }\n    }\n  }\n": types.PlatformAuditDocument,
    "\n  query OrganizationById($id: ID!) {\n    organization(id: $id) { id name status statusReason wallet { available frozen revoked } }\n  }\n": types.OrganizationByIdDocument,
    "\n  query Alerts { organization { alerts(first: 50) { edges { node { kind threshold credits lostAt message budget { id } wallet { id } lot { id } webhookEndpoint { id } } } } } }\n": types.AlertsDocument,
    "\n  mutation ApproveTask($input: ApproveTaskInput!) {\n    approveTask(input: $input) {\n      __typename\n      ... on ApproveTaskSuccess { task { id status approval deadlineAt } }\n      ... on Error { code message }\n    }\n  }\n": types.ApproveTaskDocument,
    "\n  mutation DeclineTask($input: DeclineTaskInput!) {\n    declineTask(input: $input) {\n      __typename\n      ... on DeclineTaskSuccess { task { id status approval failureReason } }\n      ... on Error { code message }\n    }\n  }\n": types.DeclineTaskDocument,
    "\n  query TaskApproval($id: ID!) { node(id: $id) { ... on Task { status approval deadlineAt failureReason } } }\n": types.TaskApprovalDocument,
    "\n  mutation Allocate($input: AllocateCreditsInput!) {\n    allocateCredits(input: $input) {\n      __typename\n      ... on AllocateCreditsSuccess { replayed allocated { credits member { name } } }\n      ... on InsufficientCreditsError { required available }\n      ... on Error { code message }\n    }\n  }\n": types.AllocateDocument,
    "\n  mutation AllocateEqually($input: AllocateEquallyInput!) {\n    allocateEqually(input: $input) {\n      __typename\n      ... on AllocateEquallySuccess { replayed allocated { credits member { name } } }\n      ... on Error { code message }\n    }\n  }\n": types.AllocateEquallyDocument,
    "\n  mutation Reclaim($input: ReclaimCreditsInput!) {\n    reclaimCredits(input: $input) {\n      __typename\n      ... on ReclaimCreditsSuccess { replayed allocated { credits member { name } } }\n      ... on Error { code message }\n    }\n  }\n": types.ReclaimDocument,
    "\n  mutation SetAllocationRule($input: SetAllocationRuleInput!) {\n    setAllocationRule(input: $input) {\n      __typename\n      ... on SetAllocationRuleSuccess { allocationRule { id credits reclaim } }\n      ... on Error { code message }\n    }\n  }\n": types.SetAllocationRuleDocument,
    "\n  mutation EndAllocationRule($id: ID!) {\n    endAllocationRule(input: { allocationRuleId: $id }) { __typename ... on EndedError { endedAt } ... on Error { code message } }\n  }\n": types.EndAllocationRuleDocument,
    "\n  query MemberWallets {\n    organization {\n      wallet { available frozen spent }\n      allocationRules { id credits lastCycleStart }\n      members(first: 100) { edges { node { id name wallet { available frozen spent lots(first: 20) { edges { node { kind expiresAt available } } } } } } }\n    }\n  }\n": types.MemberWalletsDocument,
    "\n  query JournalsOfWallets {\n    organization {\n      wallet { journal(first: 10) { edges { node { type otherWallet { member { name } } } } } }\n      members(first: 100) {\n        edges { node { name wallet { journal(first: 10) { edges { node { type otherWallet { member { name } } } } } } } }\n      }\n    }\n  }\n": types.JournalsOfWalletsDocument,
    "\n  subscription FollowBalance($after: SafeInt) {\n    balanceChanged(after: $after) { sequence available frozen entry { sequence type credits hash } }\n  }\n": types.FollowBalanceDocument,
    "\n  subscription FollowWallets($after: [WalletSequence!]) {\n    walletsChanged(after: $after) { sequence available frozen entry { sequence type } wallet { id member { name } } }\n  }\n": types.FollowWalletsDocument,
    "\n  subscription FollowTask($id: ID!, $after: Int) { taskUpdated(taskId: $id, after: $after) { id status sequence progress } }\n": types.FollowTaskDocument,
    "\n  subscription FollowAlerts($after: ID) { alertRaised(after: $after) { id kind threshold credits message lot { id } } }\n": types.FollowAlertsDocument,
    "\n  mutation CreateBalanceThreshold($input: CreateBalanceThresholdInput!) {\n    createBalanceThreshold(input: $input) {\n      __typename\n      ... on CreateBalanceThresholdSuccess { replayed balanceThreshold { id credits percent isBelow member { id } } }\n      ... on InvalidInputError { issues { path message } }\n      ... on Error { code message }\n    }\n  }\n": types.CreateBalanceThresholdDocument,
    "\n  mutation EndBalanceThreshold($input: EndBalanceThresholdInput!) {\n    endBalanceThreshold(input: $input) {\n      __typename\n      ... on EndBalanceThresholdSuccess { balanceThreshold { id endedAt } }\n      ... on Error { code message }\n    }\n  }\n": types.EndBalanceThresholdDocument,
    "\n  query BalanceThresholds {\n    organization { expiryAlertDays balanceThresholds(first: 50) { edges { node { id credits percent isBelow } } } }\n  }\n": types.BalanceThresholdsDocument,
    "\n  mutation SetExpiryAlert($input: SetExpiryAlertInput!) {\n    setExpiryAlert(input: $input) {\n      __typename\n      ... on SetExpiryAlertSuccess { organization { expiryAlertDays } }\n      ... on Error { code message }\n    }\n  }\n": types.SetExpiryAlertDocument,
    "\n  mutation CreatePlatformWebhookEndpoint($input: CreatePlatformWebhookEndpointInput!) {\n    createPlatformWebhookEndpoint(input: $input) {\n      __typename\n      ... on CreatePlatformWebhookEndpointSuccess {\n        secret\n        webhookEndpoint { id url events state isOfPlatform organization { id } }\n      }\n      ... on InvalidInputError { issues { path message } }\n      ... on Error { code message }\n    }\n  }\n": types.CreatePlatformWebhookEndpointDocument,
    "\n  query PlatformWebhookEndpoints {\n    platformWebhookEndpoints {\n      id\n      url\n      state\n      stateReason\n      events\n      isOfPlatform\n      organization { id }\n      waitingDeliveries\n      deliveries(first: 20) {\n        edges { node { id messageId event body status attempts error organization { id } } }\n      }\n    }\n  }\n": types.PlatformWebhookEndpointsDocument,
    "\n  mutation CreateWebhookEndpoint($input: CreateWebhookEndpointInput!) {\n    createWebhookEndpoint(input: $input) {\n      __typename\n      ... on CreateWebhookEndpointSuccess { secret webhookEndpoint { id url events state } }\n      ... on InvalidInputError { issues { path message } }\n      ... on Error { code message }\n    }\n  }\n": types.CreateWebhookEndpointDocument,
    "\n  mutation UpdateWebhookEndpoint($input: UpdateWebhookEndpointInput!) {\n    updateWebhookEndpoint(input: $input) {\n      __typename\n      ... on UpdateWebhookEndpointSuccess { webhookEndpoint { id url events state } }\n      ... on Error { code message }\n    }\n  }\n": types.UpdateWebhookEndpointDocument,
    "\n  mutation EndWebhookEndpoint($id: ID!) {\n    endWebhookEndpoint(input: { webhookEndpointId: $id }) { __typename ... on Error { code message } }\n  }\n": types.EndWebhookEndpointDocument,
    "\n  mutation RotateWebhookSecret($input: RotateWebhookSecretInput!) {\n    rotateWebhookSecret(input: $input) {\n      __typename\n      ... on RotateWebhookSecretSuccess { secret }\n      ... on Error { code message }\n    }\n  }\n": types.RotateWebhookSecretDocument,
    "\n  mutation RotateTaskWebhookSecret($input: RotateTaskWebhookSecretInput!) {\n    rotateTaskWebhookSecret(input: $input) {\n      __typename\n      ... on RotateTaskWebhookSecretSuccess { secret }\n      ... on Error { code message }\n    }\n  }\n": types.RotateTaskWebhookSecretDocument,
    "\n  query TaskWebhooks($id: ID!) {\n    node(id: $id) {\n      ... on Task {\n        webhookUrl\n        webhookDeliveries(first: 20) { edges { node { id messageId event url body status attempts responseStatus error } } }\n      }\n    }\n  }\n": types.TaskWebhooksDocument,
    "\n  mutation TestWebhookEndpoint($id: ID!) {\n    testWebhookEndpoint(input: { webhookEndpointId: $id }) {\n      __typename\n      ... on TestWebhookEndpointSuccess { delivery { id messageId } }\n      ... on Error { code message }\n    }\n  }\n": types.TestWebhookEndpointDocument,
    "\n  mutation RedeliverWebhook($id: ID!) {\n    redeliverWebhook(input: { deliveryId: $id }) {\n      __typename\n      ... on RedeliverWebhookSuccess { delivery { id messageId status } }\n      ... on EndedError { endedAt }\n      ... on Error { code message }\n    }\n  }\n": types.RedeliverWebhookDocument,
    "\n  query WebhookEndpoints {\n    organization {\n      webhookEndpoints {\n        id\n        url\n        state\n        stateReason\n        waitingDeliveries\n        deliveries(first: 20) { edges { node { id messageId event body status attempts responseStatus error } } }\n      }\n    }\n  }\n": types.WebhookEndpointsDocument,
    "\n  query TaskFiles($id: ID!) {\n    node(id: $id) { ... on Task { status result files { name contentType bytes url expiresAt } } }\n  }\n": types.TaskFilesDocument,
    "\n  mutation SetConcurrencyLimit($input: SetConcurrencyLimitInput!) {\n    setConcurrencyLimit(input: $input) {\n      __typename\n      ... on SetConcurrencyLimitSuccess { organization { tasksAtOnce } }\n      ... on Error { code message }\n    }\n  }\n": types.SetConcurrencyLimitDocument,
    "\n  query Organizations($first: Int, $after: String, $filter: OrganizationFilter) {\n    organizations(first: $first, after: $after, filter: $filter) {\n      pageInfo { hasNextPage endCursor }\n      edges { node { id name status mode } }\n    }\n  }\n": types.OrganizationsDocument,
    "\n  mutation SetFacade($input: SetFacadeInput!) {\n    setFacade(input: $input) {\n      __typename\n      ... on SetFacadeSuccess {\n        dryRun\n        facade { name isOn isOwn endpoints { kind method path answeredBy unpriced } }\n        changes { path from to }\n      }\n      ... on InvalidInputError { issues { path message } }\n      ... on Error { code message }\n    }\n  }\n": types.SetFacadeDocument,
    "\n  mutation RemoveFacade($input: RemoveFacadeInput!) {\n    removeFacade(input: $input) {\n      __typename\n      ... on RemoveFacadeSuccess { dryRun facade { name isOn isOwn } changes { path from to } }\n      ... on Error { code message }\n    }\n  }\n": types.RemoveFacadeDocument,
    "\n  query Facades($name: String!) {\n    facades { name isOn isOwn }\n    facade(name: $name) { name description isOn isOwn definition endpoints { kind method path answeredBy unpriced } }\n  }\n": types.FacadesDocument,
    "\n  mutation SetHttpProvider($input: HttpProviderSourceInput!, $baseUrl: String) {\n    setHttpProvider(input: { source: $input, baseUrl: $baseUrl }) {\n      __typename\n      ... on SetHttpProviderSuccess { httpProvider { name definition missingSecrets } }\n      ... on InvalidInputError { issues { path message } }\n      ... on Error { code message }\n    }\n  }\n": types.SetHttpProviderDocument,
    "\n  query HttpProviders {\n    httpProviders { name definition missingSecrets load { waiting atWork } lastError lastErrorAt updatedAt }\n  }\n": types.HttpProvidersDocument,
    "\n  query TasksWhere($filter: TaskFilter, $first: Int, $after: String) {\n    organization {\n      tasks(filter: $filter, first: $first, after: $after) {\n        edges { node { id member { id } } }\n        pageInfo { hasNextPage endCursor }\n      }\n    }\n  }\n": types.TasksWhereDocument,
    "\n  query Quotas {\n    organization {\n      quotas { tasks { used max } taskBytes { used max } fileBytes { used max } quotes { used max } }\n    }\n  }\n": types.QuotasDocument,
    "\n  mutation SetQuotas($input: SetQuotasInput!) {\n    setQuotas(input: $input) { __typename ... on Error { code message } }\n  }\n": types.SetQuotasDocument,
    "\n  query TaskContent($id: ID!) {\n    node(id: $id) { ... on Task { status input result forgottenAt } }\n  }\n": types.TaskContentDocument,
    "\n  query Events($after: SafeInt!, $first: Int, $kinds: [FeedEventKind!], $organizationId: ID) {\n    events(after: $after, first: $first, kinds: $kinds, organizationId: $organizationId) {\n      events { number at kind organizationId subjectType subjectId actorKind actorId actorName data }\n      lastNumber\n      newestNumber\n    }\n  }\n": types.EventsDocument,
    "\n  subscription WatchEvents($after: SafeInt, $kinds: [FeedEventKind!], $organizationId: ID) {\n    events(after: $after, kinds: $kinds, organizationId: $organizationId) { number kind organizationId subjectType subjectId actorName data }\n  }\n": types.WatchEventsDocument,
    "\n  query TagsOf($id: ID!) {\n    node(id: $id) { ... on Task { tags hold { tags } } ... on Hold { tags } ... on Budget { tag usage { frozen spent } } }\n  }\n": types.TagsOfDocument,
    "\n  query KeyOfTask($id: ID!) {\n    node(id: $id) { ... on Task { apiKey { id name } } }\n  }\n": types.KeyOfTaskDocument,
    "\n  query JournalWhere($filter: JournalFilter, $first: Int, $after: String) {\n    organization {\n      wallet {\n        journal(filter: $filter, first: $first, after: $after) {\n          edges { node { sequence type credits actor { kind name actorId } } }\n          pageInfo { hasNextPage endCursor }\n        }\n      }\n    }\n  }\n": types.JournalWhereDocument,
    "\n  query LotsWhere($filter: LotFilter, $open: Boolean, $first: Int, $after: String) {\n    organization {\n      wallet {\n        id\n        lots(filter: $filter, open: $open, first: $first, after: $after) {\n          edges { node { id source } }\n          pageInfo { hasNextPage endCursor }\n        }\n      }\n    }\n  }\n": types.LotsWhereDocument,
    "\n  query AlertsWhere($filter: AlertFilter) {\n    organization { alerts(filter: $filter) { edges { node { kind createdAt budget { id } } } } }\n  }\n": types.AlertsWhereDocument,
    "\n  query MembersWhere($filter: MemberFilter, $first: Int, $after: String) {\n    organization {\n      members(filter: $filter, first: $first, after: $after) {\n        totalCount\n        edges { node { name } }\n        pageInfo { hasNextPage endCursor }\n      }\n    }\n  }\n": types.MembersWhereDocument,
    "\n  query Kinds {\n    organization {\n      wallet {\n        granted available locked frozen spent expired moved revoked\n        balancesByKind { kind granted available locked frozen spent expired moved revoked }\n      }\n    }\n  }\n": types.KindsDocument,
    "\n  mutation Simulate($input: SimulateCatalogueInput!) {\n    simulateCatalogue(input: $input) {\n      __typename\n      ... on SimulateCatalogueSuccess { simulation { id status sequence tasks name createdBy } }\n      ... on Error { code message }\n    }\n  }\n": types.SimulateDocument,
    "\n  mutation CancelSimulation($id: ID!) {\n    cancelSimulation(input: { simulationId: $id }) {\n      __typename\n      ... on CancelSimulationSuccess { simulation { id status endedAt } }\n      ... on Error { code message }\n    }\n  }\n": types.CancelSimulationDocument,
    "\n  subscription SimulationUpdated($id: ID!, $after: Int) {\n    simulationUpdated(simulationId: $id, after: $after) { id status sequence tasks tasksTotal failure startedAt endedAt }\n  }\n": types.SimulationUpdatedDocument,
    "\n  query Simulation($id: ID!, $ranOut: Boolean) {\n    simulation(id: $id) {\n      id status name document from until createdBy createdAt startedAt endedAt tasks tasksTotal failure\n      result {\n        total { creditType sums { tasks refused creditsBefore creditsAfter refundedBefore refundedAfter } expiredBefore expiredAfter }\n        models { model operation creditType sums { tasks refused creditsBefore creditsAfter refundedBefore refundedAfter } }\n        plans { plan creditType sums { tasks refused creditsBefore creditsAfter refundedBefore refundedAfter } }\n        refusals { code tasks }\n        unknown { inputRemoved agreed unsettled holdsRefused }\n      }\n      organizations(ranOut: $ranOut) {\n        edges {\n          node {\n            id\n            organization { id }\n            creditType\n            sums { tasks refused creditsBefore creditsAfter refundedBefore refundedAfter }\n            expiredBefore\n            expiredAfter\n            refusals { code tasks }\n            ranOut { at required available }\n          }\n        }\n      }\n    }\n  }\n": types.SimulationDocument,
    "\n  query Usage(\n    $from: DateTime!\n    $to: DateTime!\n    $by: [UsageDimension!]! = []\n    $creditType: String\n    $filter: UsageFilter\n    $compare: Boolean! = false\n    $first: Int! = 1000\n  ) {\n    organization {\n      usage(\n        from: $from\n        to: $to\n        by: $by\n        creditType: $creditType\n        filter: $filter\n        compareToPrevious: $compare\n        first: $first\n      ) {\n        from\n        to\n        timeZone\n        isComplete\n        previousFrom\n        total { used spent owed writtenOff refunded tasks succeeded failed canceled timedOut averageSeconds }\n        previousTotal { used tasks }\n        groups {\n          from\n          to\n          creditType\n          model\n          operation\n          member { id name }\n          apiKey { name }\n          tag\n          sums { used refunded tasks succeeded }\n          previous { used tasks }\n        }\n      }\n    }\n  }\n": types.UsageDocument,
    "\n  query PlatformUsage($from: DateTime!, $to: DateTime!, $by: [PlatformUsageDimension!]!, $creditType: String) {\n    usage(from: $from, to: $to, by: $by, creditType: $creditType) {\n      total { used tasks }\n      groups { from organization { id } model sums { used tasks } }\n    }\n  }\n": types.PlatformUsageDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation StartExport($input: StartExportInput!) {\n    startExport(input: $input) {\n      __typename\n      ... on StartExportSuccess { export { id status sequence rows } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').StartExportDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CancelExport($id: ID!) {\n    cancelExport(input: { exportId: $id }) {\n      __typename\n      ... on CancelExportSuccess { export { id status endedAt expiresAt } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').CancelExportDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription ExportUpdated($id: ID!, $after: Int) {\n    exportUpdated(exportId: $id, after: $after) { id status sequence rows rowsTotal failure }\n  }\n"): typeof import('./graphql.ts').ExportUpdatedDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ExportOf($id: ID!) {\n    export(id: $id) {\n      id kind format status from until rows rowsTotal bytes sha256 failure createdAt startedAt endedAt expiresAt link { url expiresAt }\n    }\n  }\n"): typeof import('./graphql.ts').ExportOfDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Viewer { viewer { isOperator member { id name role } } }\n"): typeof import('./graphql.ts').ViewerDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Balance {\n    organization { id name wallet { id available frozen total spent expired granted sequence } }\n  }\n"): typeof import('./graphql.ts').BalanceDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Journal($first: Int!, $after: String) {\n    organization {\n      wallet {\n        journal(first: $first, after: $after) {\n          pageInfo { hasNextPage endCursor }\n          edges { node { id sequence type credits available frozen hash hold { id } task { id } lot { id } } }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').JournalDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Lots {\n    organization {\n      wallet {\n        lots(first: 100) { edges { node { id kind granted available frozen spent expired priority expiresAt source } } }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').LotsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Submit($input: SubmitTaskInput!) {\n    submitTask(input: $input) {\n      __typename\n      ... on SubmitTaskSuccess {\n        replayed\n        warnings { code message }\n        task { id status progress credits sequence hold { id status credits lines { credits lot { id } } } member { name } }\n      }\n      ... on InsufficientCreditsError { required available shortfall sources { isPool available } }\n      ... on BudgetExceededError {\n        required\n        remaining\n        usage { frozen spent }\n        budget { id limit period model member { name } }\n      }\n      ... on InvalidInputError { issues { path message } }\n      ... on InputLimitError { field limit }\n      ... on QuotaExceededError { quota used max }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').SubmitDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SubmitMany($inputs: [SubmitTaskInput!]!) {\n    submitTasks(input: { tasks: $inputs }) {\n      __typename\n      ... on SubmitTasksSuccess {\n        results {\n          __typename\n          ... on SubmitTaskSuccess { task { id } }\n          ... on Error { code message }\n        }\n      }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').SubmitManyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query TaskById($id: ID!) {\n    node(id: $id) {\n      __typename\n      ... on Task { id status progress credits failureReason result sequence startedAt endedAt hold { status spent released } }\n    }\n  }\n"): typeof import('./graphql.ts').TaskByIdDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Cancel($input: CancelTaskInput!) {\n    cancelTask(input: $input) {\n      __typename\n      ... on CancelTaskSuccess { task { id status } }\n      ... on TaskStateError { status allowed }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').CancelDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Start($input: StartTaskInput!) {\n    startTask(input: $input) {\n      __typename\n      ... on StartTaskSuccess { task { id status startedAt } }\n      ... on TaskStateError { status allowed }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').StartDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Report($input: ReportTaskProgressInput!) {\n    reportTaskProgress(input: $input) {\n      __typename\n      ... on ReportTaskProgressSuccess { task { id status progress } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').ReportDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Complete($input: CompleteTaskInput!) {\n    completeTask(input: $input) {\n      __typename\n      ... on CompleteTaskSuccess { replayed task { id status progress failureReason hold { id status spent released late } } }\n      ... on SpendExceedsHoldError { requested frozen }\n      ... on InsufficientCreditsError { required available shortfall }\n      ... on TaskStateError { status allowed }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').CompleteDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Fail($input: FailTaskInput!) {\n    failTask(input: $input) {\n      __typename\n      ... on FailTaskSuccess { replayed task { id status failureReason } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').FailDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Grant($input: GrantCreditsInput!) {\n    grantCredits(input: $input) {\n      __typename\n      ... on GrantCreditsSuccess { replayed lot { id granted available expiresAt } wallet { id creditType available total } }\n      ... on InvalidInputError { issues { path message } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').GrantDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Freeze($input: FreezeCreditsInput!) {\n    freezeCredits(input: $input) {\n      __typename\n      ... on FreezeCreditsSuccess {\n        replayed\n        hold { id status credits expiresAt lines { credits lot { id } } }\n        wallet { available frozen total }\n      }\n      ... on InsufficientCreditsError { required available shortfall }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').FreezeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Spend($input: SpendCreditsInput!) {\n    spendCredits(input: $input) {\n      __typename\n      ... on SpendCreditsSuccess { replayed hold { id status spent released late } wallet { available frozen total spent owed writtenOff } }\n      ... on SpendExceedsHoldError { requested frozen }\n      ... on HoldNotOpenError { status }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').SpendDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RefundTask($input: RefundTaskInput!) {\n    refundTask(input: $input) {\n      __typename\n      ... on RefundTaskSuccess { replayed task { status sequence refundedCredits hold { status spent refunded } } }\n      ... on RefundExceedsSpentError { requested refundable }\n      ... on RefundAllowanceError { creditType left }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').RefundTaskDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RefundLot($input: RefundLotInput!) {\n    refundLot(input: $input) {\n      __typename\n      ... on RefundLotSuccess {\n        replayed revoked chargedBack money { amount currency } lot { available spent revoked } wallet { available owed writtenOff }\n      }\n      ... on RefundExceedsLotError { requested refundable frozen }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').RefundLotDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SettleDebt($input: SettleDebtInput!) {\n    settleDebt(input: $input) {\n      __typename\n      ... on SettleDebtSuccess { replayed wallet { available owed } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').SettleDebtDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreatePlatformKey($input: CreatePlatformKeyInput!) {\n    createPlatformKey(input: $input) {\n      __typename\n      ... on CreatePlatformKeySuccess { secret platformKey { id name scopes allowedAddresses createdBy expiresAt } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').CreatePlatformKeyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RotatePlatformKey($input: RotatePlatformKeyInput!) {\n    rotatePlatformKey(input: $input) {\n      __typename\n      ... on RotatePlatformKeySuccess { secret platformKey { id name scopes } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').RotatePlatformKeyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RevokePlatformKey($input: RevokePlatformKeyInput!) {\n    revokePlatformKey(input: $input) {\n      __typename\n      ... on RevokePlatformKeySuccess { platformKey { id revokedAt revokedBy } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').RevokePlatformKeyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PlatformKeys {\n    viewer { isOperator scopes platformScopes }\n    platformKeys(first: 100) { edges { node { id name prefix scopes createdBy } } }\n  }\n"): typeof import('./graphql.ts').PlatformKeysDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RefundHold($input: RefundHoldInput!) {\n    refundHold(input: $input) {\n      __typename\n      ... on RefundHoldSuccess { replayed hold { status spent refunded } wallet { available spent owed } }\n      ... on RefundExceedsSpentError { requested refundable }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').RefundHoldDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Release($input: ReleaseCreditsInput!) {\n    releaseCredits(input: $input) {\n      __typename\n      ... on ReleaseCreditsSuccess { hold { status spent released } wallet { available frozen total } }\n      ... on HoldNotOpenError { status }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').ReleaseDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Quote($model: String!, $operation: String!, $input: JSONObject) {\n    quote(model: $model, operation: $operation, input: $input) {\n      __typename\n      ... on Quote {\n        credits\n        units\n        available\n        sources { isPool available }\n        shortfall\n        warnings { code message }\n        alternatives { credits priceRule { model quality } }\n        priceRule { model operation variant credits isContract outputs }\n        lines { credits lot { id } }\n        blockedBy { required remaining budget { id } }\n        notEntitled { plans { name } }\n      }\n      ... on InputLimitError { field limit }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').QuoteDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query QuoteParts($model: String!, $operation: String!, $input: JSONObject, $maxCredits: Credits) {\n    quote(model: $model, operation: $operation, input: $input, maxCredits: $maxCredits) {\n      __typename\n      ... on Quote {\n        credits\n        isMaximum\n        priceRule { variant fixed per }\n        parts { units unitsMax part { credits per unit unitField settleBy settleField tiering tiers { upTo credits } } }\n      }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').QuotePartsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query TaskParts($id: ID!) {\n    node(id: $id) {\n      ... on Task { status credits result failureReason hold { spent released } priceParts { units unitsMax part { unit settleBy } } }\n    }\n  }\n"): typeof import('./graphql.ts').TaskPartsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ComparePrices($operation: String!, $input: JSONObject, $minQuality: Int, $organizationId: ID) {\n    comparePrices(operation: $operation, input: $input, minQuality: $minQuality, organizationId: $organizationId) {\n      credits\n      priceRule { model operation quality comparableAs }\n    }\n  }\n"): typeof import('./graphql.ts').ComparePricesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query QuoteTasks($items: [QuoteItemInput!]!) {\n    quoteTasks(items: $items) {\n      __typename\n      ... on TasksQuote {\n        items { model operation count payable price { credits } refusal { code message } }\n        totals { creditType credits available shortfall lines { credits lot { id expiresAt } } }\n      }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').QuoteTasksDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateBindingQuote($input: CreateBindingQuoteInput!) {\n    createBindingQuote(input: $input) {\n      __typename\n      ... on CreateBindingQuoteSuccess {\n        bindingQuote { id expiresAt items { units count taken priceRule { model credits } } }\n        quote { totals { creditType credits shortfall } }\n      }\n      ... on QuotaExceededError { quota used max }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').CreateBindingQuoteDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query QuoteItems($id: ID!) {\n    node(id: $id) { ... on BindingQuote { items { units count taken priceRule { credits } } } }\n  }\n"): typeof import('./graphql.ts').QuoteItemsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetMaintenance($input: SetMaintenanceInput!) {\n    setMaintenance(input: $input) {\n      __typename\n      ... on SetMaintenanceSuccess { reason }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').SetMaintenanceDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Prices($at: DateTime, $model: String) {\n    priceRules(at: $at, model: $model) { id provider model operation creditType credits effectiveFrom }\n  }\n"): typeof import('./graphql.ts').PricesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetPrice($input: CreatePriceRuleInput!) {\n    createPriceRule(input: $input) {\n      __typename\n      ... on CreatePriceRuleSuccess { replayed priceRule { id credits effectiveFrom runner } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').SetPriceDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateOrganization($input: CreateOrganizationInput!) {\n    createOrganization(input: $input) {\n      __typename\n      ... on CreateOrganizationSuccess {\n        replayed\n        organization { id name mode wallet { available } }\n        keys { secret member { name role } }\n      }\n      ... on InvalidInputError { issues { path message } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').CreateOrganizationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription WatchTask($id: ID!) {\n    taskUpdated(taskId: $id) { id status progress sequence hold { status } }\n  }\n"): typeof import('./graphql.ts').WatchTaskDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription WatchTasks($after: [TaskSequence!]) {\n    tasksUpdated(after: $after) { id status progress sequence }\n  }\n"): typeof import('./graphql.ts').WatchTasksDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription WatchBalance($memberId: ID) {\n    balanceChanged(memberId: $memberId) { available frozen total sequence entry { sequence type credits } wallet { available } }\n  }\n"): typeof import('./graphql.ts').WatchBalanceDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Grow($input: GrowHoldInput!) {\n    growHold(input: $input) {\n      __typename\n      ... on GrowHoldSuccess { replayed hold { credits lines { credits lot { id } } } wallet { available frozen } }\n      ... on InsufficientCreditsError { required available shortfall }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').GrowDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Extend($input: ExtendHoldInput!) {\n    extendHold(input: $input) {\n      __typename\n      ... on ExtendHoldSuccess { hold { expiresAt } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').ExtendDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation LockLot($input: LockLotInput!) {\n    lockLot(input: $input) {\n      __typename\n      ... on LockLotSuccess { replayed lot { lock available locked } wallet { available locked } }\n      ... on LotLockedError { lock }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').LockLotDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UnlockLot($input: UnlockLotInput!) {\n    unlockLot(input: $input) {\n      __typename\n      ... on UnlockLotSuccess { lot { lock available locked } wallet { available locked } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').UnlockLotDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Adjust($input: AdjustCreditsInput!) {\n    adjustCredits(input: $input) {\n      __typename\n      ... on AdjustCreditsSuccess { replayed wallet { granted available revoked } }\n      ... on InsufficientCreditsError { required available shortfall }\n      ... on InvalidInputError { issues { path message } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').AdjustDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetPolicy($input: SetWalletPolicyInput!) {\n    setWalletPolicy(input: $input) {\n      __typename\n      ... on SetWalletPolicySuccess { wallet { burnDown overspend } }\n      ... on InvalidInputError { issues { path message } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').SetPolicyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query History {\n    organization {\n      wallet { available locked frozen journal(first: 100) { edges { node { type credits available locked frozen reason } } } }\n    }\n  }\n"): typeof import('./graphql.ts').HistoryDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query BalanceAt($at: DateTime!) {\n    organization { wallet { id balanceAt(at: $at) { available locked frozen total entry { sequence type } } } }\n  }\n"): typeof import('./graphql.ts').BalanceAtDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Transfer($input: TransferCreditsInput!) {\n    transferCredits(input: $input) {\n      __typename\n      ... on TransferCreditsSuccess {\n        replayed\n        from { available moved granted }\n        to { id available moved granted spent owed member { name } }\n      }\n      ... on InsufficientCreditsError { required available shortfall }\n      ... on InvalidInputError { issues { path message } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').TransferDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation OpenDispute($input: OpenDisputeInput!) {\n    openDispute(input: $input) {\n      __typename\n      ... on OpenDisputeSuccess {\n        replayed\n        lot { id dispute available locked moved }\n        wallet { available locked }\n      }\n      ... on DisputeStateError { dispute }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').OpenDisputeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CloseDispute($input: CloseDisputeInput!) {\n    closeDispute(input: $input) {\n      __typename\n      ... on CloseDisputeSuccess {\n        replayed\n        lot { dispute available locked spent revoked }\n        wallet { available locked spent revoked owed }\n        revoked\n        chargedBack\n        loss { amount currency }\n      }\n      ... on DisputeStateError { dispute }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').CloseDisputeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Wallets {\n    organization {\n      wallets { creditType available }\n      wallet { available locked frozen moved owed lots(first: 20) { edges { node { id kind priority source granted available moved expiresAt origin { id } paid { amount currency } } } } }\n      members(first: 10) {\n        edges {\n          node {\n            id\n            name\n            role\n            wallet { id available locked frozen granted spent owed lots(first: 20) { edges { node { id kind priority source granted available moved expiresAt origin { id } paid { amount currency } } } } }\n          }\n        }\n      }\n      revenue { currency paid { amount } recognized { amount } deferred { amount } breakage { amount } reversed { amount } }\n    }\n  }\n"): typeof import('./graphql.ts').WalletsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateBudget($input: CreateBudgetInput!) {\n    createBudget(input: $input) {\n      __typename\n      ... on CreateBudgetSuccess { replayed budget { id limit period model member { id } usage { frozen spent } } }\n      ... on InvalidInputError { issues { path message } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').CreateBudgetDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateBudget($input: UpdateBudgetInput!) {\n    updateBudget(input: $input) {\n      __typename\n      ... on UpdateBudgetSuccess { replayed budget { limit enforcement thresholds usage { frozen spent } } }\n      ... on InvalidInputError { issues { path message } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').UpdateBudgetDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation EndBudget($input: EndBudgetInput!) {\n    endBudget(input: $input) {\n      __typename\n      ... on EndBudgetSuccess { replayed budget { endedAt } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').EndBudgetDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetSpendingPolicy($input: SetSpendingPolicyInput!) {\n    setSpendingPolicy(input: $input) {\n      __typename\n      ... on SetSpendingPolicySuccess { replayed organization { timeZone membersUsePool } }\n      ... on InvalidInputError { issues { path message } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').SetSpendingPolicyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Budgets {\n    organization {\n      budgets(first: 20) { edges { node { id limit usage { frozen spent periodStart periodEnd } } } }\n    }\n  }\n"): typeof import('./graphql.ts').BudgetsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation PublishCheckpoint($after: SafeInt) {\n    publishCheckpoint(input: { after: $after }) {\n      ... on Error { code message }\n      ... on PublishCheckpointSuccess { checkpoint { number publishedAt heads root previous hash } }\n    }\n  }\n"): typeof import('./graphql.ts').PublishCheckpointDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Checkpoint($number: SafeInt) { checkpoint(number: $number) { number hash } }\n"): typeof import('./graphql.ts').CheckpointDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Proofs {\n    organization { wallet { journal(first: 20) { edges { node { sequence proof } } } } }\n  }\n"): typeof import('./graphql.ts').ProofsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query VerifyLedger($id: ID) {\n    organization(id: $id) { integrity { entries lots holds drift violations { invariant rowId found } } }\n  }\n"): typeof import('./graphql.ts').VerifyLedgerDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation LoadCatalogue($input: CatalogueSourceInput!, $takeOver: Boolean! = false, $dryRun: Boolean! = false, $maxChangePercent: Int) {\n    loadCatalogue(input: { source: $input, dryRun: $dryRun, takeOver: $takeOver, maxChangePercent: $maxChangePercent }) {\n      __typename\n      ... on LoadCatalogueSuccess { name dryRun changes { kind subject differences { field from to } } }\n      ... on InvalidInputError { issues { path message } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').LoadCatalogueDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AdvanceClock($input: AdvanceClockInput!) {\n    advanceClock(input: $input) {\n      __typename\n      ... on AdvanceClockSuccess { now instants }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').AdvanceClockDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SubscriptionOf {\n    organization {\n      now\n      subscription {\n        id status renewsAt periodEnd anchorAt cancelAtPeriodEnd\n        plan { name }\n        nextPlan { name }\n        nextPlanBlockedBy { seats members }\n        cycle { number start end allowances { creditType total remaining used usedPercent } }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').SubscriptionOfDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation StartSubscription($input: StartSubscriptionInput!) {\n    startSubscription(input: $input) {\n      __typename\n      ... on StartSubscriptionSuccess { replayed subscription { id status renewsAt plan { name } } }\n      ... on SeatsExceededError { seats members }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').StartSubscriptionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpgradeSubscription($input: UpgradeSubscriptionInput!) {\n    upgradeSubscription(input: $input) {\n      __typename\n      ... on UpgradeSubscriptionSuccess { subscription { status plan { name } } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').UpgradeSubscriptionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DowngradeSubscription($input: DowngradeSubscriptionInput!) {\n    downgradeSubscription(input: $input) {\n      __typename\n      ... on DowngradeSubscriptionSuccess { subscription { status cancelAtPeriodEnd nextPlan { name } } }\n      ... on SeatsExceededError { seats members }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').DowngradeSubscriptionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation MarkPastDue($input: MarkSubscriptionPastDueInput!) {\n    markSubscriptionPastDue(input: $input) {\n      __typename\n      ... on MarkSubscriptionPastDueSuccess { subscription { status renewsAt } }\n      ... on SubscriptionStateError { status allowed }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').MarkPastDueDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation MarkPaid($input: MarkSubscriptionPaidInput!) {\n    markSubscriptionPaid(input: $input) {\n      __typename\n      ... on MarkSubscriptionPaidSuccess { subscription { status renewsAt cancelAtPeriodEnd nextPlan { name } } }\n      ... on SubscriptionStateError { status allowed }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').MarkPaidDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UndoSubscriptionChange($input: UndoSubscriptionChangeInput!) {\n    undoSubscriptionChange(input: $input) {\n      __typename\n      ... on UndoSubscriptionChangeSuccess { subscription { status renewsAt cancelAtPeriodEnd nextPlan { name } } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').UndoSubscriptionChangeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Reactivate($input: ReactivateSubscriptionInput!) {\n    reactivateSubscription(input: $input) {\n      __typename\n      ... on ReactivateSubscriptionSuccess { subscription { status renewsAt plan { name } nextPlan { name } } }\n      ... on SubscriptionStateError { status allowed }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').ReactivateDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CancelSubscription($input: CancelSubscriptionInput!) {\n    cancelSubscription(input: $input) {\n      __typename\n      ... on CancelSubscriptionSuccess { subscription { status renewsAt cancelAtPeriodEnd endedAt } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').CancelSubscriptionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Outlook($withinDays: Int!, $days: Int!) {\n    organization {\n      wallet {\n        expiring(withinDays: $withinDays) { credits expiresAt lot { id kind } }\n        forecast(days: $days) { spent from to runsOutAt unknownBecause }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').OutlookDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ForecastOf($days: Int!, $pace: [SpendingPaceInput!], $memberId: ID, $creditType: String, $first: Int! = 100) {\n    organization {\n      forecast(days: $days, pace: $pace, memberId: $memberId, creditType: $creditType, first: $first) {\n        from\n        until\n        isComplete\n        pace { creditType creditsPerDay member { name } model operation }\n        wallets {\n          creditType\n          member { name }\n          wallet { id }\n          runsOutAt\n          days { at available }\n          losses { credits at source lot { id } }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ForecastOfDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query WalletsOf($id: ID!) {\n    organization(id: $id) {\n      status\n      wallet { available locked frozen spent expired revoked owed journal(last: 50) { edges { node { type credits reason } } } }\n      members(first: 10) { edges { node { id name wallet { available locked frozen spent owed } } } }\n    }\n  }\n"): typeof import('./graphql.ts').WalletsOfDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Pools {\n    organization {\n      wallets { creditType available locked frozen spent expired total }\n    }\n  }\n"): typeof import('./graphql.ts').PoolsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PriceList {\n    priceRules { model operation creditType credits outputs state }\n  }\n"): typeof import('./graphql.ts').PriceListDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Plans {\n    plans { name interval credits { creditType credits } extraPurchases assetKinds rolloverMax upgradePolicy }\n  }\n"): typeof import('./graphql.ts').PlansDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ClaimTasks($input: ClaimTasksInput!) {\n    claimTasks(input: $input) {\n      __typename\n      ... on ClaimTasksSuccess {\n        claimed { lease { leaseId until attempt worker } task { id status organization { id } } }\n      }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').ClaimTasksDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ExtendLease($input: ExtendLeaseInput!) {\n    extendLease(input: $input) {\n      __typename\n      ... on ExtendLeaseSuccess { lease { until attempt } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').ExtendLeaseDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateTaskUpload($input: CreateTaskUploadInput!) {\n    createTaskUpload(input: $input) {\n      __typename\n      ... on CreateTaskUploadSuccess { upload { url expiresAt } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').CreateTaskUploadDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ReturnTask($input: ReturnTaskInput!) {\n    returnTask(input: $input) {\n      __typename\n      ... on ReturnTaskSuccess { willBeRetried task { status failureReason } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').ReturnTaskDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query WhoAmI {\n    viewer {\n      isOperator\n      scopes\n      organization { id name }\n      member { id name role }\n      person { subject name email memberships { organizationId organizationName role } }\n    }\n  }\n"): typeof import('./graphql.ts').WhoAmIDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateApiKey($input: CreateApiKeyInput!) {\n    createApiKey(input: $input) {\n      __typename\n      ... on CreateApiKeySuccess { secret apiKey { id prefix name scopes expiresAt allowedAddresses member { id } } }\n      ... on ScopeNotAllowedError { scopes }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').CreateApiKeyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RotateApiKey($input: RotateApiKeyInput!) {\n    rotateApiKey(input: $input) {\n      __typename\n      ... on RotateApiKeySuccess { secret apiKey { id prefix name scopes } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').RotateApiKeyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RevokeApiKey($id: ID!) {\n    revokeApiKey(input: { apiKeyId: $id }) {\n      __typename\n      ... on RevokeApiKeySuccess { apiKey { id revokedAt } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').RevokeApiKeyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiKeys {\n    organization { apiKeys { edges { node { id name prefix scopes lastUsedAt expiresAt member { name } } } } }\n  }\n"): typeof import('./graphql.ts').ApiKeysDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Members {\n    organization { id name status members { edges { node { id name role } } } }\n  }\n"): typeof import('./graphql.ts').MembersDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateInvitation($input: CreateInvitationInput!) {\n    createInvitation(input: $input) {\n      __typename\n      ... on CreateInvitationSuccess { secret url invitation { id email role expiresAt } }\n      ... on SeatsExceededError { seats members }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').CreateInvitationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Invitations { organization { invitations { edges { node { id email role } } } } }\n"): typeof import('./graphql.ts').InvitationsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query InvitationOf($secret: String!) { invitation(invitationSecret: $secret) { organizationName role email expiresAt } }\n"): typeof import('./graphql.ts').InvitationOfDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AcceptInvitation($secret: String!) {\n    acceptInvitation(input: { invitationSecret: $secret }) {\n      __typename\n      ... on AcceptInvitationSuccess {\n        organization { id name members(first: 10) { edges { node { name } } } invitations { edges { node { id } } } }\n        member { id name role organization { id name } }\n      }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').AcceptInvitationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeclineInvitation($secret: String!) {\n    declineInvitation(input: { invitationSecret: $secret }) { __typename ... on Error { code message } }\n  }\n"): typeof import('./graphql.ts').DeclineInvitationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RevokeInvitation($id: ID!) {\n    revokeInvitation(input: { invitationId: $id }) { __typename ... on Error { code message } }\n  }\n"): typeof import('./graphql.ts').RevokeInvitationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AddMember($input: AddMemberInput!) {\n    addMember(input: $input) {\n      __typename\n      ... on AddMemberSuccess { member { id name role subject } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').AddMemberDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation LinkMember($input: LinkMemberInput!) {\n    linkMember(input: $input) {\n      __typename\n      ... on LinkMemberSuccess { member { id subject } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').LinkMemberDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateMemberRole($input: UpdateMemberRoleInput!) {\n    updateMemberRole(input: $input) {\n      __typename\n      ... on UpdateMemberRoleSuccess { member { id role } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').UpdateMemberRoleDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RemoveMember($input: RemoveMemberInput!) {\n    removeMember(input: $input) {\n      __typename\n      ... on RemoveMemberSuccess { member { id removedAt } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').RemoveMemberDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateOrganization($input: UpdateOrganizationInput!) {\n    updateOrganization(input: $input) {\n      __typename\n      ... on UpdateOrganizationSuccess { replayed organization { name } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').UpdateOrganizationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SuspendOrganization($input: SuspendOrganizationInput!) {\n    suspendOrganization(input: $input) {\n      __typename\n      ... on SuspendOrganizationSuccess { organization { status statusReason } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').SuspendOrganizationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ResumeOrganization($input: ResumeOrganizationInput!) {\n    resumeOrganization(input: $input) {\n      __typename\n      ... on ResumeOrganizationSuccess { organization { status } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').ResumeOrganizationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CloseOrganization($input: CloseOrganizationInput!) {\n    closeOrganization(input: $input) {\n      __typename\n      ... on CloseOrganizationSuccess { replayed organization { status } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').CloseOrganizationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Audit($organizationId: ID, $filter: AuditFilter) {\n    organization(id: $organizationId) {\n      audit(first: 100, filter: $filter) {\n        edges { node { id action actorKind actorName actorId address requestId subjectType subjectId before after createdAt } }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').AuditDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PlatformAudit($filter: AuditFilter) {\n    platformAudit(first: 100, filter: $filter) {\n      edges { node { id action actorKind actorName actorId subjectType subjectId after } }\n    }\n  }\n"): typeof import('./graphql.ts').PlatformAuditDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query OrganizationById($id: ID!) {\n    organization(id: $id) { id name status statusReason wallet { available frozen revoked } }\n  }\n"): typeof import('./graphql.ts').OrganizationByIdDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Alerts { organization { alerts(first: 50) { edges { node { kind threshold credits lostAt message budget { id } wallet { id } lot { id } webhookEndpoint { id } } } } } }\n"): typeof import('./graphql.ts').AlertsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ApproveTask($input: ApproveTaskInput!) {\n    approveTask(input: $input) {\n      __typename\n      ... on ApproveTaskSuccess { task { id status approval deadlineAt } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').ApproveTaskDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeclineTask($input: DeclineTaskInput!) {\n    declineTask(input: $input) {\n      __typename\n      ... on DeclineTaskSuccess { task { id status approval failureReason } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').DeclineTaskDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query TaskApproval($id: ID!) { node(id: $id) { ... on Task { status approval deadlineAt failureReason } } }\n"): typeof import('./graphql.ts').TaskApprovalDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Allocate($input: AllocateCreditsInput!) {\n    allocateCredits(input: $input) {\n      __typename\n      ... on AllocateCreditsSuccess { replayed allocated { credits member { name } } }\n      ... on InsufficientCreditsError { required available }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').AllocateDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AllocateEqually($input: AllocateEquallyInput!) {\n    allocateEqually(input: $input) {\n      __typename\n      ... on AllocateEquallySuccess { replayed allocated { credits member { name } } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').AllocateEquallyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Reclaim($input: ReclaimCreditsInput!) {\n    reclaimCredits(input: $input) {\n      __typename\n      ... on ReclaimCreditsSuccess { replayed allocated { credits member { name } } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').ReclaimDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetAllocationRule($input: SetAllocationRuleInput!) {\n    setAllocationRule(input: $input) {\n      __typename\n      ... on SetAllocationRuleSuccess { allocationRule { id credits reclaim } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').SetAllocationRuleDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation EndAllocationRule($id: ID!) {\n    endAllocationRule(input: { allocationRuleId: $id }) { __typename ... on EndedError { endedAt } ... on Error { code message } }\n  }\n"): typeof import('./graphql.ts').EndAllocationRuleDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query MemberWallets {\n    organization {\n      wallet { available frozen spent }\n      allocationRules { id credits lastCycleStart }\n      members(first: 100) { edges { node { id name wallet { available frozen spent lots(first: 20) { edges { node { kind expiresAt available } } } } } } }\n    }\n  }\n"): typeof import('./graphql.ts').MemberWalletsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query JournalsOfWallets {\n    organization {\n      wallet { journal(first: 10) { edges { node { type otherWallet { member { name } } } } } }\n      members(first: 100) {\n        edges { node { name wallet { journal(first: 10) { edges { node { type otherWallet { member { name } } } } } } } }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').JournalsOfWalletsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription FollowBalance($after: SafeInt) {\n    balanceChanged(after: $after) { sequence available frozen entry { sequence type credits hash } }\n  }\n"): typeof import('./graphql.ts').FollowBalanceDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription FollowWallets($after: [WalletSequence!]) {\n    walletsChanged(after: $after) { sequence available frozen entry { sequence type } wallet { id member { name } } }\n  }\n"): typeof import('./graphql.ts').FollowWalletsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription FollowTask($id: ID!, $after: Int) { taskUpdated(taskId: $id, after: $after) { id status sequence progress } }\n"): typeof import('./graphql.ts').FollowTaskDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription FollowAlerts($after: ID) { alertRaised(after: $after) { id kind threshold credits message lot { id } } }\n"): typeof import('./graphql.ts').FollowAlertsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateBalanceThreshold($input: CreateBalanceThresholdInput!) {\n    createBalanceThreshold(input: $input) {\n      __typename\n      ... on CreateBalanceThresholdSuccess { replayed balanceThreshold { id credits percent isBelow member { id } } }\n      ... on InvalidInputError { issues { path message } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').CreateBalanceThresholdDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation EndBalanceThreshold($input: EndBalanceThresholdInput!) {\n    endBalanceThreshold(input: $input) {\n      __typename\n      ... on EndBalanceThresholdSuccess { balanceThreshold { id endedAt } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').EndBalanceThresholdDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query BalanceThresholds {\n    organization { expiryAlertDays balanceThresholds(first: 50) { edges { node { id credits percent isBelow } } } }\n  }\n"): typeof import('./graphql.ts').BalanceThresholdsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetExpiryAlert($input: SetExpiryAlertInput!) {\n    setExpiryAlert(input: $input) {\n      __typename\n      ... on SetExpiryAlertSuccess { organization { expiryAlertDays } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').SetExpiryAlertDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreatePlatformWebhookEndpoint($input: CreatePlatformWebhookEndpointInput!) {\n    createPlatformWebhookEndpoint(input: $input) {\n      __typename\n      ... on CreatePlatformWebhookEndpointSuccess {\n        secret\n        webhookEndpoint { id url events state isOfPlatform organization { id } }\n      }\n      ... on InvalidInputError { issues { path message } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').CreatePlatformWebhookEndpointDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PlatformWebhookEndpoints {\n    platformWebhookEndpoints {\n      id\n      url\n      state\n      stateReason\n      events\n      isOfPlatform\n      organization { id }\n      waitingDeliveries\n      deliveries(first: 20) {\n        edges { node { id messageId event body status attempts error organization { id } } }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').PlatformWebhookEndpointsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateWebhookEndpoint($input: CreateWebhookEndpointInput!) {\n    createWebhookEndpoint(input: $input) {\n      __typename\n      ... on CreateWebhookEndpointSuccess { secret webhookEndpoint { id url events state } }\n      ... on InvalidInputError { issues { path message } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').CreateWebhookEndpointDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateWebhookEndpoint($input: UpdateWebhookEndpointInput!) {\n    updateWebhookEndpoint(input: $input) {\n      __typename\n      ... on UpdateWebhookEndpointSuccess { webhookEndpoint { id url events state } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').UpdateWebhookEndpointDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation EndWebhookEndpoint($id: ID!) {\n    endWebhookEndpoint(input: { webhookEndpointId: $id }) { __typename ... on Error { code message } }\n  }\n"): typeof import('./graphql.ts').EndWebhookEndpointDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RotateWebhookSecret($input: RotateWebhookSecretInput!) {\n    rotateWebhookSecret(input: $input) {\n      __typename\n      ... on RotateWebhookSecretSuccess { secret }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').RotateWebhookSecretDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RotateTaskWebhookSecret($input: RotateTaskWebhookSecretInput!) {\n    rotateTaskWebhookSecret(input: $input) {\n      __typename\n      ... on RotateTaskWebhookSecretSuccess { secret }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').RotateTaskWebhookSecretDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query TaskWebhooks($id: ID!) {\n    node(id: $id) {\n      ... on Task {\n        webhookUrl\n        webhookDeliveries(first: 20) { edges { node { id messageId event url body status attempts responseStatus error } } }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').TaskWebhooksDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation TestWebhookEndpoint($id: ID!) {\n    testWebhookEndpoint(input: { webhookEndpointId: $id }) {\n      __typename\n      ... on TestWebhookEndpointSuccess { delivery { id messageId } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').TestWebhookEndpointDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RedeliverWebhook($id: ID!) {\n    redeliverWebhook(input: { deliveryId: $id }) {\n      __typename\n      ... on RedeliverWebhookSuccess { delivery { id messageId status } }\n      ... on EndedError { endedAt }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').RedeliverWebhookDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query WebhookEndpoints {\n    organization {\n      webhookEndpoints {\n        id\n        url\n        state\n        stateReason\n        waitingDeliveries\n        deliveries(first: 20) { edges { node { id messageId event body status attempts responseStatus error } } }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').WebhookEndpointsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query TaskFiles($id: ID!) {\n    node(id: $id) { ... on Task { status result files { name contentType bytes url expiresAt } } }\n  }\n"): typeof import('./graphql.ts').TaskFilesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetConcurrencyLimit($input: SetConcurrencyLimitInput!) {\n    setConcurrencyLimit(input: $input) {\n      __typename\n      ... on SetConcurrencyLimitSuccess { organization { tasksAtOnce } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').SetConcurrencyLimitDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Organizations($first: Int, $after: String, $filter: OrganizationFilter) {\n    organizations(first: $first, after: $after, filter: $filter) {\n      pageInfo { hasNextPage endCursor }\n      edges { node { id name status mode } }\n    }\n  }\n"): typeof import('./graphql.ts').OrganizationsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetFacade($input: SetFacadeInput!) {\n    setFacade(input: $input) {\n      __typename\n      ... on SetFacadeSuccess {\n        dryRun\n        facade { name isOn isOwn endpoints { kind method path answeredBy unpriced } }\n        changes { path from to }\n      }\n      ... on InvalidInputError { issues { path message } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').SetFacadeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RemoveFacade($input: RemoveFacadeInput!) {\n    removeFacade(input: $input) {\n      __typename\n      ... on RemoveFacadeSuccess { dryRun facade { name isOn isOwn } changes { path from to } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').RemoveFacadeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Facades($name: String!) {\n    facades { name isOn isOwn }\n    facade(name: $name) { name description isOn isOwn definition endpoints { kind method path answeredBy unpriced } }\n  }\n"): typeof import('./graphql.ts').FacadesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetHttpProvider($input: HttpProviderSourceInput!, $baseUrl: String) {\n    setHttpProvider(input: { source: $input, baseUrl: $baseUrl }) {\n      __typename\n      ... on SetHttpProviderSuccess { httpProvider { name definition missingSecrets } }\n      ... on InvalidInputError { issues { path message } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').SetHttpProviderDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query HttpProviders {\n    httpProviders { name definition missingSecrets load { waiting atWork } lastError lastErrorAt updatedAt }\n  }\n"): typeof import('./graphql.ts').HttpProvidersDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query TasksWhere($filter: TaskFilter, $first: Int, $after: String) {\n    organization {\n      tasks(filter: $filter, first: $first, after: $after) {\n        edges { node { id member { id } } }\n        pageInfo { hasNextPage endCursor }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').TasksWhereDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Quotas {\n    organization {\n      quotas { tasks { used max } taskBytes { used max } fileBytes { used max } quotes { used max } }\n    }\n  }\n"): typeof import('./graphql.ts').QuotasDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetQuotas($input: SetQuotasInput!) {\n    setQuotas(input: $input) { __typename ... on Error { code message } }\n  }\n"): typeof import('./graphql.ts').SetQuotasDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query TaskContent($id: ID!) {\n    node(id: $id) { ... on Task { status input result forgottenAt } }\n  }\n"): typeof import('./graphql.ts').TaskContentDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Events($after: SafeInt!, $first: Int, $kinds: [FeedEventKind!], $organizationId: ID) {\n    events(after: $after, first: $first, kinds: $kinds, organizationId: $organizationId) {\n      events { number at kind organizationId subjectType subjectId actorKind actorId actorName data }\n      lastNumber\n      newestNumber\n    }\n  }\n"): typeof import('./graphql.ts').EventsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription WatchEvents($after: SafeInt, $kinds: [FeedEventKind!], $organizationId: ID) {\n    events(after: $after, kinds: $kinds, organizationId: $organizationId) { number kind organizationId subjectType subjectId actorName data }\n  }\n"): typeof import('./graphql.ts').WatchEventsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query TagsOf($id: ID!) {\n    node(id: $id) { ... on Task { tags hold { tags } } ... on Hold { tags } ... on Budget { tag usage { frozen spent } } }\n  }\n"): typeof import('./graphql.ts').TagsOfDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query KeyOfTask($id: ID!) {\n    node(id: $id) { ... on Task { apiKey { id name } } }\n  }\n"): typeof import('./graphql.ts').KeyOfTaskDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query JournalWhere($filter: JournalFilter, $first: Int, $after: String) {\n    organization {\n      wallet {\n        journal(filter: $filter, first: $first, after: $after) {\n          edges { node { sequence type credits actor { kind name actorId } } }\n          pageInfo { hasNextPage endCursor }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').JournalWhereDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query LotsWhere($filter: LotFilter, $open: Boolean, $first: Int, $after: String) {\n    organization {\n      wallet {\n        id\n        lots(filter: $filter, open: $open, first: $first, after: $after) {\n          edges { node { id source } }\n          pageInfo { hasNextPage endCursor }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').LotsWhereDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AlertsWhere($filter: AlertFilter) {\n    organization { alerts(filter: $filter) { edges { node { kind createdAt budget { id } } } } }\n  }\n"): typeof import('./graphql.ts').AlertsWhereDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query MembersWhere($filter: MemberFilter, $first: Int, $after: String) {\n    organization {\n      members(filter: $filter, first: $first, after: $after) {\n        totalCount\n        edges { node { name } }\n        pageInfo { hasNextPage endCursor }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').MembersWhereDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Kinds {\n    organization {\n      wallet {\n        granted available locked frozen spent expired moved revoked\n        balancesByKind { kind granted available locked frozen spent expired moved revoked }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').KindsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Simulate($input: SimulateCatalogueInput!) {\n    simulateCatalogue(input: $input) {\n      __typename\n      ... on SimulateCatalogueSuccess { simulation { id status sequence tasks name createdBy } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').SimulateDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CancelSimulation($id: ID!) {\n    cancelSimulation(input: { simulationId: $id }) {\n      __typename\n      ... on CancelSimulationSuccess { simulation { id status endedAt } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').CancelSimulationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription SimulationUpdated($id: ID!, $after: Int) {\n    simulationUpdated(simulationId: $id, after: $after) { id status sequence tasks tasksTotal failure startedAt endedAt }\n  }\n"): typeof import('./graphql.ts').SimulationUpdatedDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Simulation($id: ID!, $ranOut: Boolean) {\n    simulation(id: $id) {\n      id status name document from until createdBy createdAt startedAt endedAt tasks tasksTotal failure\n      result {\n        total { creditType sums { tasks refused creditsBefore creditsAfter refundedBefore refundedAfter } expiredBefore expiredAfter }\n        models { model operation creditType sums { tasks refused creditsBefore creditsAfter refundedBefore refundedAfter } }\n        plans { plan creditType sums { tasks refused creditsBefore creditsAfter refundedBefore refundedAfter } }\n        refusals { code tasks }\n        unknown { inputRemoved agreed unsettled holdsRefused }\n      }\n      organizations(ranOut: $ranOut) {\n        edges {\n          node {\n            id\n            organization { id }\n            creditType\n            sums { tasks refused creditsBefore creditsAfter refundedBefore refundedAfter }\n            expiredBefore\n            expiredAfter\n            refusals { code tasks }\n            ranOut { at required available }\n          }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').SimulationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Usage(\n    $from: DateTime!\n    $to: DateTime!\n    $by: [UsageDimension!]! = []\n    $creditType: String\n    $filter: UsageFilter\n    $compare: Boolean! = false\n    $first: Int! = 1000\n  ) {\n    organization {\n      usage(\n        from: $from\n        to: $to\n        by: $by\n        creditType: $creditType\n        filter: $filter\n        compareToPrevious: $compare\n        first: $first\n      ) {\n        from\n        to\n        timeZone\n        isComplete\n        previousFrom\n        total { used spent owed writtenOff refunded tasks succeeded failed canceled timedOut averageSeconds }\n        previousTotal { used tasks }\n        groups {\n          from\n          to\n          creditType\n          model\n          operation\n          member { id name }\n          apiKey { name }\n          tag\n          sums { used refunded tasks succeeded }\n          previous { used tasks }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').UsageDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PlatformUsage($from: DateTime!, $to: DateTime!, $by: [PlatformUsageDimension!]!, $creditType: String) {\n    usage(from: $from, to: $to, by: $by, creditType: $creditType) {\n      total { used tasks }\n      groups { from organization { id } model sums { used tasks } }\n    }\n  }\n"): typeof import('./graphql.ts').PlatformUsageDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
