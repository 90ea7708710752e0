// The doors of the API: every field that a request can begin with, who may begin with it, and arguments to try it with. Two
// tests walk them: walk.test.ts (who gets in) and guards.test.ts (what refuses whom).

import { v7 as uuidv7 } from 'uuid'
import type { NodeType } from '../../src/graphql/ids.ts'
import type { Client } from '../support/client.ts'
import { askForExport } from '../support/exports.ts'
import type { TestHoldfast, TestOrganization } from '../support/holdfast.ts'
import { addMail } from '../support/mails.ts'
import { mutate } from '../support/mutate.ts'
import { CreatePlatformKey } from '../support/operations.ts'
import { simulationIds } from '../support/simulations.ts'

export type Ids = Readonly<Record<NodeType, string>>

export const ALL = 'OWNER ADMIN BILLING MEMBER VIEWER'
export const ADMINS = 'OWNER ADMIN'
const SUBMITTERS = 'OWNER ADMIN MEMBER'
const PAYERS = 'OWNER BILLING'
const BUYERS = 'OWNER ADMIN BILLING'

/** Who may begin with each field: roles (with the scope that a key needs), or whoever is named. Arguments that do no harm. */
export const EXPECTED: Readonly<Record<string, readonly [who: string, scope: string, args: (ids: Ids) => string]>> = {
  'Query.apiKey': [ALL, 'READ', (id) => `(externalId: "x", organizationId: "${id.Organization}")`],
  'Query.entitlements': [ALL, 'READ', (id) => `(organizationId: "${id.Organization}")`],
  'Query.events': [ADMINS, 'READ', (id) => `(after: 0, organizationId: "${id.Organization}")`],
  'Query.facade': ['operator', '', () => '(name: "sunor")'],
  'Query.facades': ['operator', '', () => ''],
  'Query.hold': [ALL, 'READ', (id) => `(externalId: "x", organizationId: "${id.Organization}")`],
  'Query.httpProviders': ['operator', '', () => ''],
  'Query.invitation': ['anybody', '', () => '(invitationSecret: "x")'],
  'Query.lot': [ALL, 'READ', (id) => `(externalId: "x", organizationId: "${id.Organization}")`],
  'Query.member': [ALL, 'READ', (id) => `(externalId: "x", organizationId: "${id.Organization}")`],
  'Query.node': [ALL, 'READ', (id) => `(id: "${id.Task}")`],
  'Query.nodeByExternalId': [
    ALL,
    'READ',
    (id) => `(type: TASK, externalId: "x", organizationId: "${id.Organization}")`,
  ],
  'Query.nodes': [ALL, 'READ', (id) => `(ids: ["${id.Wallet}"])`],
  'Query.organization': [ALL, 'READ', (id) => `(id: "${id.Organization}")`],
  'Query.platformAudit': ['operator', '', () => '(first: 1)'],
  'Query.platformMaintenance': ['operator', '', () => ''],
  'Query.processes': ['operator', '', () => ''],
  'Query.platformKeys': ['operator', '', () => '(first: 1)'],
  'Query.platformWebhookEndpoints': ['operator', '', () => ''],
  'Query.organizations': ['operator', '', () => '(first: 1)'],
  'Query.creditPacks': [ALL, 'READ', () => ''],
  'Query.payment': [BUYERS, 'READ', (id) => `(id: "${id.Payment}")`],
  'Query.payments': ['operator', '', () => '(first: 1)'],
  'Query.receipts': ['operator', '', () => '(first: 1)'],
  'Query.plans': [ALL, 'READ', () => ''],
  'Query.comparePrices': [ALL, 'READ', (id) => `(operation: "music", organizationId: "${id.Organization}")`],
  'Query.priceRules': [ALL, 'READ', (id) => `(organizationId: "${id.Organization}")`],
  'Query.checkpoint': ['anybody', '', () => ''],
  'Query.quote': [
    ALL,
    'READ',
    (id) => `(model: "suno", operation: "music", organizationId: "${id.Organization}", memberId: "${id.Member}")`,
  ],
  'Query.canSubmit': [
    SUBMITTERS,
    'SUBMIT',
    (id) => `(model: "suno", operation: "music", organizationId: "${id.Organization}")`,
  ],
  'Query.quoteTasks': [
    ALL,
    'READ',
    (id) => `(items: [{ model: "suno", operation: "music" }], organizationId: "${id.Organization}")`,
  ],
  'Query.export': ['OWNER ADMIN', 'ADMIN', (id) => `(id: "${id.Export}")`],
  'Query.exports': ['OWNER ADMIN', 'ADMIN', (id) => `(first: 1, organizationId: "${id.Organization}")`],
  'Query.simulation': ['operator', '', (id) => `(id: "${id.Simulation}")`],
  'Query.simulations': ['operator', '', () => '(first: 1)'],
  'Query.revenueByMonth': ['operator', '', () => '(from: "2026-01", to: "2026-02")'],
  'Query.margins': ['operator', '', () => '(from: "2026-01", to: "2026-02")'],
  'Query.subscription': [ALL, 'READ', (id) => `(externalId: "x", organizationId: "${id.Organization}")`],
  'Query.sellerDetails': ['operator', '', () => ''],
  'Query.tasks': ['operator', '', () => '(first: 1)'],
  'Query.task': [ALL, 'READ', (id) => `(externalId: "x", organizationId: "${id.Organization}")`],
  'Query.newestAlertId': [ALL, 'READ', (id) => `(organizationId: "${id.Organization}")`],
  'Query.usage': [
    'operator',
    '',
    () => '(from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z", creditType: "music")',
  ],
  'Query.viewer': ['anybody', '', () => ''],
  'Mutation.acceptInvitation': ['person', '', () => '(input: { invitationSecret: "x" })'],
  'Mutation.addMember': [
    'operator',
    '',
    (id) => `(input: { organizationId: "${id.Organization}", name: "X", role: MEMBER })`,
  ],
  'Mutation.adjustCredits': [
    'operator',
    '',
    (id) => `(input: { organizationId: "${id.Organization}", add: 1, reason: "x" })`,
  ],
  'Mutation.advanceClock': [
    'operator',
    '',
    (id) => `(input: { organizationId: "${id.Organization}", to: "2030-01-01T00:00:00Z" })`,
  ],
  'Mutation.allocateCredits': [
    ADMINS,
    'ADMIN',
    (id) =>
      `(input: { organizationId: "${id.Organization}", allocations: [{ memberId: "${id.Member}", credits: 1 }] })`,
  ],
  'Mutation.allocateEqually': [
    ADMINS,
    'ADMIN',
    (id) => `(input: { organizationId: "${id.Organization}", credits: 1, memberIds: ["${id.Member}"] })`,
  ],
  'Mutation.approveTask': [ADMINS, 'ADMIN', (id) => `(input: { taskId: "${id.Task}" })`],
  'Mutation.createCreditPack': [
    'operator',
    '',
    () => '(input: { name: "", title: "x", price: { amount: 1, currency: "USD" }, credits: [] })',
  ],
  'Mutation.cancelSimulation': ['operator', '', (id) => `(input: { simulationId: "${id.Simulation}" })`],
  'Mutation.simulateCatalogue': [
    'operator',
    '',
    () => '(input: { source: { name: "sunor" }, from: "2999-01-01T00:00:00Z", until: "2999-02-01T00:00:00Z" })',
  ],
  'Mutation.updateCreditPack': ['operator', '', (id) => `(input: { packId: "${id.CreditPack}", title: "x" })`],
  'Mutation.endCreditPack': ['operator', '', (id) => `(input: { packId: "${id.CreditPack}" })`],
  'Mutation.startPurchase': [
    BUYERS,
    'ADMIN',
    (id) => `(input: { organizationId: "${id.Organization}", packId: "${id.CreditPack}", provider: MANUAL })`,
  ],
  'Mutation.cancelPayment': [BUYERS, 'ADMIN', (id) => `(input: { paymentId: "${id.Payment}" })`],
  'Mutation.setAutoTopUp': [
    PAYERS,
    'ADMIN',
    (id) =>
      `(input: { organizationId: "${id.Organization}", below: 1, packId: "${id.CreditPack}", monthlyMax: { amount: 1, currency: "USD" }, provider: MANUAL })`,
  ],
  'Mutation.endAutoTopUp': [PAYERS, 'ADMIN', (id) => `(input: { organizationId: "${id.Organization}" })`],
  'Mutation.removePaymentMethod': [
    PAYERS,
    'ADMIN',
    (id) => `(input: { organizationId: "${id.Organization}", provider: MANUAL })`,
  ],
  'Mutation.setBillingDetails': [
    BUYERS,
    'ADMIN',
    (id) => `(input: { organizationId: "${id.Organization}", name: "x", address: "x" })`,
  ],
  'Mutation.setSellerDetails': ['operator', '', () => '(input: { name: "", address: "x" })'],
  'Mutation.confirmManualPayment': [
    'operator',
    '',
    (id) => `(input: { paymentId: "${id.Payment}", received: { amount: 1, currency: "USD" } })`,
  ],
  'Mutation.settlePayment': ['operator', '', (id) => `(input: { paymentId: "${id.Payment}", reason: "x" })`],
  'Mutation.refundPayment': ['operator', '', (id) => `(input: { paymentId: "${id.Payment}", reason: "x" })`],
  'Mutation.cancelSubscription': [PAYERS, 'ADMIN', (id) => `(input: { organizationId: "${id.Organization}" })`],
  'Mutation.cancelExport': ['OWNER ADMIN', 'ADMIN', (id) => `(input: { exportId: "${id.Export}" })`],
  'Mutation.startExport': [
    'OWNER ADMIN',
    'ADMIN',
    (id) => `(input: { kind: TASKS, format: CSV, organizationId: "${id.Organization}" })`,
  ],
  'Mutation.cancelTask': [SUBMITTERS, 'SUBMIT', (id) => `(input: { taskId: "${id.Task}" })`],
  'Mutation.updateBudget': [ADMINS, 'ADMIN', (id) => `(input: { budgetId: "${id.Budget}", limit: 1 })`],
  'Mutation.updateLabels': [SUBMITTERS, 'SUBMIT', (id) => `(input: { subjectId: "${id.Task}", metadata: { a: "b" } })`],
  'Mutation.updateMemberRole': [ADMINS, 'ADMIN', (id) => `(input: { memberId: "${id.Member}", role: VIEWER })`],
  'Mutation.claimTasks': [ALL, 'SETTLE', () => '(input: { limit: 0 })'],
  'Mutation.refundLot': ['operator', '', (id) => `(input: { lotId: "${id.CreditLot}", credits: 1, reason: "x" })`],
  'Mutation.settleDebt': ['operator', '', (id) => `(input: { walletId: "${id.Wallet}", reason: "x" })`],
  'Mutation.closeDispute': ['operator', '', (id) => `(input: { lotId: "${id.CreditLot}", outcome: WON, reason: "x" })`],
  'Mutation.closeOrganization': [
    'OWNER',
    'ADMIN',
    (id) => `(input: { organizationId: "${id.Organization}", reason: "x" })`,
  ],
  'Mutation.completeTasks': [ALL, 'SETTLE', (id) => `(input: { tasks: [{ taskId: "${id.Task}" }] })`],
  'Mutation.completeTask': [ALL, 'SETTLE', (id) => `(input: { taskId: "${id.Task}" })`],
  'Mutation.createApiKey': [
    ALL,
    'ADMIN',
    (id) => `(input: { organizationId: "${id.Organization}", memberId: "${id.Member}", name: "x", scopes: [READ] })`,
  ],
  'Mutation.createWebhookEndpoint': [
    ADMINS,
    'ADMIN',
    (id) => `(input: { organizationId: "${id.Organization}", url: "https://hooks.example/", events: [TASK_ENDED] })`,
  ],
  'Mutation.updateWebhookEndpoint': [
    ADMINS,
    'ADMIN',
    (id) => `(input: { webhookEndpointId: "${id.WebhookEndpoint}", isPaused: true })`,
  ],
  'Mutation.endWebhookEndpoint': [ADMINS, 'ADMIN', (id) => `(input: { webhookEndpointId: "${id.WebhookEndpoint}" })`],
  'Mutation.rotateWebhookSecret': [ADMINS, 'ADMIN', (id) => `(input: { webhookEndpointId: "${id.WebhookEndpoint}" })`],
  'Mutation.rotateTaskWebhookSecret': [ADMINS, 'ADMIN', (id) => `(input: { organizationId: "${id.Organization}" })`],
  'Mutation.testWebhookEndpoint': [ADMINS, 'ADMIN', (id) => `(input: { webhookEndpointId: "${id.WebhookEndpoint}" })`],
  'Mutation.redeliverWebhook': [ADMINS, 'ADMIN', (id) => `(input: { deliveryId: "${id.WebhookDelivery}" })`],
  'Mutation.createBalanceThreshold': [
    ADMINS,
    'ADMIN',
    (id) => `(input: { organizationId: "${id.Organization}", memberId: "${id.Member}", credits: 1 })`,
  ],
  'Mutation.endBalanceThreshold': [
    ADMINS,
    'ADMIN',
    (id) => `(input: { balanceThresholdId: "${id.BalanceThreshold}" })`,
  ],
  'Mutation.setExpiryAlert': [ADMINS, 'ADMIN', (id) => `(input: { organizationId: "${id.Organization}", days: 7 })`],
  'Mutation.setSignInRequirement': [
    'OWNER',
    'ADMIN',
    (id) => `(input: { organizationId: "${id.Organization}", requirement: NONE })`,
  ],
  'Mutation.setOrganizationIssuer': [
    'OWNER',
    'ADMIN',
    (id) =>
      `(input: { organizationId: "${id.Organization}", issuer: "https://localhost", clientId: "x", domains: ["x.example"] })`,
  ],
  'Mutation.verifyIssuerDomain': [
    'OWNER',
    'ADMIN',
    (id) => `(input: { organizationId: "${id.Organization}", domain: "none.example" })`,
  ],
  'Mutation.removeOrganizationIssuer': ['OWNER', 'ADMIN', (id) => `(input: { organizationId: "${id.Organization}" })`],
  'Mutation.removeSecondFactor': ['operator', '', () => '(input: { subject: "user:x", reason: "x" })'],
  'Mutation.setMailPreference': [ALL, 'ADMIN', () => '(input: { kind: BUDGET, wanted: true })'],
  'Mutation.createBudget': [
    ADMINS,
    'ADMIN',
    (id) => `(input: { organizationId: "${id.Organization}", memberId: "${id.Member}", period: DAY, limit: 1 })`,
  ],
  'Mutation.createPlatformWebhookEndpoint': ['operator', '', () => '(input: { url: "" })'],
  'Mutation.createPlatformKey': ['operator', '', () => '(input: { name: "", scopes: [READ] })'],
  'Mutation.rotatePlatformKey': ['operator', '', (id) => `(input: { platformKeyId: "${id.PlatformKey}" })`],
  'Mutation.revokePlatformKey': ['operator', '', (id) => `(input: { platformKeyId: "${id.PlatformKey}" })`],
  'Mutation.createOrganization': ['operator', '', () => '(input: { name: "" })'],
  'Mutation.endContractPrice': ['operator', '', (id) => `(input: { priceRuleId: "${id.PriceRule}" })`],
  'Mutation.createPriceRule': [
    'operator',
    '',
    () => '(input: { provider: "", model: "", operation: "", creditType: "", credits: 1 })',
  ],
  'Mutation.createBindingQuote': [
    SUBMITTERS,
    'SUBMIT',
    (id) => `(input: { organizationId: "${id.Organization}", items: [{ model: "suno", operation: "music" }] })`,
  ],
  'Mutation.createTaskUpload': [
    ALL,
    'SETTLE',
    (id) => `(input: { taskId: "${id.Task}", leaseId: "${uuidv7()}", name: "song.mp3" })`,
  ],
  'Mutation.declineInvitation': ['anybody', '', () => '(input: { invitationSecret: "x" })'],
  'Mutation.declineTask': [ADMINS, 'ADMIN', (id) => `(input: { taskId: "${id.Task}", reason: "x" })`],
  'Mutation.downgradeSubscription': [
    PAYERS,
    'ADMIN',
    (id) => `(input: { organizationId: "${id.Organization}", plan: "x" })`,
  ],
  'Mutation.endAllocationRule': [ADMINS, 'ADMIN', (id) => `(input: { allocationRuleId: "${id.AllocationRule}" })`],
  'Mutation.endBudget': [ADMINS, 'ADMIN', (id) => `(input: { budgetId: "${id.Budget}" })`],
  'Mutation.extendHold': [
    ADMINS,
    'HOLD',
    (id) => `(input: { holdId: "${id.Hold}", expiresAt: "2030-01-01T00:00:00Z" })`,
  ],
  'Mutation.openHold': [
    ADMINS,
    'HOLD',
    (id) =>
      `(input: { organizationId: "${id.Organization}", model: "suno", operation: "music", input: { prompt: "x" }, maxCredits: 1 })`,
  ],
  'Mutation.meter': [ADMINS, 'HOLD', (id) => `(input: { holdId: "${id.Hold}", units: 1 })`],
  'Mutation.meterHolds': [ADMINS, 'HOLD', (id) => `(input: { holds: [{ holdId: "${id.Hold}", units: 1 }] })`],
  'Mutation.closeHold': [ADMINS, 'HOLD', (id) => `(input: { holdId: "${id.Hold}" })`],
  'Mutation.openRun': [
    SUBMITTERS,
    'SUBMIT',
    (id) => `(input: { organizationId: "${id.Organization}", name: "x", limit: 1 })`,
  ],
  'Mutation.updateRun': [SUBMITTERS, 'SUBMIT', (id) => `(input: { runId: "${id.Run}", limit: 1 })`],
  'Mutation.closeRun': [SUBMITTERS, 'SUBMIT', (id) => `(input: { runId: "${id.Run}" })`],
  'Mutation.extendLease': [ALL, 'SETTLE', (id) => `(input: { taskId: "${id.Task}", leaseId: "${uuidv7()}" })`],
  'Mutation.failTasks': [ALL, 'SETTLE', (id) => `(input: { tasks: [{ taskId: "${id.Task}", reason: "x" }] })`],
  'Mutation.failTask': [ALL, 'SETTLE', (id) => `(input: { taskId: "${id.Task}", reason: "x" })`],
  'Mutation.recordUpstreamCost': [
    ALL,
    'SETTLE',
    (id) => `(input: { taskId: "${id.Task}", upstreamCost: { amount: "1", currency: "USD" } })`,
  ],
  'Mutation.freezeHolds': [
    ADMINS,
    'HOLD',
    (id) => `(input: { holds: [{ organizationId: "${id.Organization}", credits: 1 }] })`,
  ],
  'Mutation.freezeCredits': [ADMINS, 'HOLD', (id) => `(input: { organizationId: "${id.Organization}", credits: 1 })`],
  'Mutation.grantCredits': ['operator', '', (id) => `(input: { organizationId: "${id.Organization}", credits: 1 })`],
  'Mutation.growHold': [ADMINS, 'HOLD', (id) => `(input: { holdId: "${id.Hold}", credits: 1 })`],
  'Mutation.createInvitation': [
    ADMINS,
    'ADMIN',
    (id) => `(input: { organizationId: "${id.Organization}", role: MEMBER })`,
  ],
  'Mutation.linkMember': ['operator', '', (id) => `(input: { memberId: "${id.Member}" })`],
  'Mutation.loadCatalogue': ['operator', '', () => '(input: { source: { name: "none" } })'],
  'Mutation.lockLot': ['operator', '', (id) => `(input: { lotId: "${id.CreditLot}", reason: "x" })`],
  'Mutation.markSubscriptionPastDue': ['operator', '', (id) => `(input: { organizationId: "${id.Organization}" })`],
  'Mutation.openDispute': ['operator', '', (id) => `(input: { lotId: "${id.CreditLot}", reason: "x" })`],
  'Mutation.publishCheckpoint': ['operator', '', () => '(input: {})'],
  'Mutation.markSubscriptionPaid': ['operator', '', (id) => `(input: { organizationId: "${id.Organization}" })`],
  'Mutation.undoSubscriptionChange': [
    PAYERS,
    'ADMIN',
    (id) => `(input: { organizationId: "${id.Organization}", change: CANCELLATION })`,
  ],
  'Mutation.pauseSubscription': ['operator', '', (id) => `(input: { organizationId: "${id.Organization}" })`],
  'Mutation.resumeSubscription': ['operator', '', (id) => `(input: { organizationId: "${id.Organization}" })`],
  'Mutation.reactivateSubscription': ['operator', '', (id) => `(input: { organizationId: "${id.Organization}" })`],
  'Mutation.reclaimCredits': [
    ADMINS,
    'ADMIN',
    (id) => `(input: { organizationId: "${id.Organization}", memberIds: ["${id.Member}"] })`,
  ],
  'Mutation.releaseHolds': [ADMINS, 'HOLD', (id) => `(input: { holds: [{ holdId: "${id.Hold}" }] })`],
  'Mutation.releaseCredits': [ADMINS, 'HOLD', (id) => `(input: { holdId: "${id.Hold}" })`],
  'Mutation.eraseMember': [ADMINS, 'ADMIN', (id) => `(input: { memberId: "${id.Member}", reason: "x" })`],
  'Mutation.removeFacade': ['operator', '', () => '(input: { name: "none" })'],
  'Mutation.removeMember': [ADMINS, 'ADMIN', (id) => `(input: { memberId: "${id.Member}" })`],
  'Mutation.updateOrganization': [
    ADMINS,
    'ADMIN',
    (id) => `(input: { organizationId: "${id.Organization}", name: "X" })`,
  ],
  'Mutation.refundHold': ['operator', '', (id) => `(input: { holdId: "${id.Hold}", reason: "x" })`],
  'Mutation.refundTask': [ADMINS, 'ADMIN', (id) => `(input: { taskId: "${id.Task}", reason: "x" })`],
  'Mutation.reportTaskProgress': [ALL, 'SETTLE', (id) => `(input: { taskId: "${id.Task}", progress: 1 })`],
  'Mutation.resumeOrganization': ['operator', '', (id) => `(input: { organizationId: "${id.Organization}" })`],
  'Mutation.returnTask': [ALL, 'SETTLE', (id) => `(input: { taskId: "${id.Task}", leaseId: "${uuidv7()}" })`],
  'Mutation.revokeApiKey': [ALL, 'ADMIN', (id) => `(input: { apiKeyId: "${id.ApiKey}" })`],
  'Mutation.rotateApiKey': [ALL, 'ADMIN', (id) => `(input: { apiKeyId: "${id.ApiKey}" })`],
  'Mutation.setAllocationRule': [
    ADMINS,
    'ADMIN',
    (id) => `(input: { organizationId: "${id.Organization}", credits: 1 })`,
  ],
  'Mutation.setConcurrencyLimit': [
    'operator',
    '',
    (id) => `(input: { organizationId: "${id.Organization}", tasksAtOnce: 1 })`,
  ],
  'Mutation.setRefundAllowance': [
    'operator',
    '',
    (id) => `(input: { organizationId: "${id.Organization}", creditType: "music", monthlyMax: 1 })`,
  ],
  'Mutation.setFacade': ['operator', '', () => '(input: { source: { name: "none" } })'],
  'Mutation.setHttpProvider': ['operator', '', () => '(input: { source: { name: "none" } })'],
  'Mutation.setMaintenance': ['operator', '', (id) => `(input: { organizationId: "${id.Organization}", reason: "x" })`],
  'Mutation.setQuotas': ['operator', '', (id) => `(input: { organizationId: "${id.Organization}", tasks: 1000 })`],
  'Mutation.setSpendingPolicy': [
    ADMINS,
    'ADMIN',
    (id) => `(input: { organizationId: "${id.Organization}", membersUsePool: true })`,
  ],
  'Mutation.setWalletPolicy': ['operator', '', (id) => `(input: { walletId: "${id.Wallet}", overspend: true })`],
  'Mutation.spendHolds': [ADMINS, 'HOLD', (id) => `(input: { holds: [{ holdId: "${id.Hold}" }] })`],
  'Mutation.spendCredits': [ADMINS, 'HOLD', (id) => `(input: { holdId: "${id.Hold}" })`],
  'Mutation.startSubscription': [
    'operator',
    '',
    (id) => `(input: { organizationId: "${id.Organization}", plan: "x" })`,
  ],
  'Mutation.startTask': [ALL, 'SETTLE', (id) => `(input: { taskId: "${id.Task}" })`],
  'Mutation.submitTask': [
    SUBMITTERS,
    'SUBMIT',
    (id) => `(input: { organizationId: "${id.Organization}", model: "suno", operation: "music" })`,
  ],
  'Mutation.submitTasks': [
    SUBMITTERS,
    'SUBMIT',
    (id) => `(input: { tasks: [{ organizationId: "${id.Organization}", model: "suno", operation: "music" }] })`,
  ],
  'Mutation.suspendOrganization': [
    'operator',
    '',
    (id) => `(input: { organizationId: "${id.Organization}", reason: "x" })`,
  ],
  'Mutation.transferCredits': [
    ADMINS,
    'ADMIN',
    (id) => `(input: { organizationId: "${id.Organization}", toMemberId: "${id.Member}", credits: 1 })`,
  ],
  'Mutation.unlockLot': ['operator', '', (id) => `(input: { lotId: "${id.CreditLot}", reason: "x" })`],
  'Mutation.upgradeSubscription': [
    PAYERS,
    'ADMIN',
    (id) => `(input: { organizationId: "${id.Organization}", plan: "x" })`,
  ],
  'Mutation.requestCredits': [
    SUBMITTERS,
    'SUBMIT',
    (id) =>
      `(input: { organizationId: "${id.Organization}", memberId: "${id.Member}", creditType: "music", credits: 1, reason: "x" })`,
  ],
  'Mutation.withdrawCreditRequest': [
    SUBMITTERS,
    'SUBMIT',
    (id) => `(input: { creditRequestId: "${id.CreditRequest}" })`,
  ],
  'Mutation.decideCreditRequest': [
    ADMINS,
    'ADMIN',
    (id) => `(input: { creditRequestId: "${id.CreditRequest}", decision: DECLINE })`,
  ],
  'Mutation.revokeInvitation': [ADMINS, 'ADMIN', (id) => `(input: { invitationId: "${id.Invitation}" })`],
  'Subscription.exportUpdated': ['OWNER ADMIN', 'ADMIN', (id) => `(exportId: "${id.Export}")`],
  'Subscription.simulationUpdated': ['operator', '', (id) => `(simulationId: "${id.Simulation}")`],
  'Subscription.alertRaised': [ALL, 'READ', (id) => `(organizationId: "${id.Organization}", after: "${id.Alert}")`],
  'Subscription.creditRequestUpdated': [ALL, 'READ', (id) => `(organizationId: "${id.Organization}")`],
  'Subscription.events': [ADMINS, 'READ', (id) => `(organizationId: "${id.Organization}")`],
  'Subscription.walletsChanged': [
    ALL,
    'READ',
    (id) => `(organizationId: "${id.Organization}", after: [{ walletId: "${id.Wallet}", sequence: 1 }])`,
  ],
  'Subscription.balanceChanged': [ALL, 'READ', (id) => `(organizationId: "${id.Organization}")`],
  'Subscription.paymentUpdated': [BUYERS, 'READ', (id) => `(paymentId: "${id.Payment}")`],
  'Subscription.canSubmit': [
    SUBMITTERS,
    'SUBMIT',
    (id) => `(model: "suno", operation: "music", organizationId: "${id.Organization}")`,
  ],
  'Subscription.runUpdated': [ALL, 'READ', (id) => `(runId: "${id.Run}")`],
  'Subscription.taskUpdated': [ALL, 'READ', (id) => `(taskId: "${id.Task}")`],
  'Subscription.usageChanged': [
    ALL,
    'READ',
    (id) =>
      `(organizationId: "${id.Organization}", creditType: "music", from: "2026-01-01T00:00:00Z", filter: { memberId: "${id.Member}", apiKeyId: "${id.ApiKey}" })`,
  ],
  'Subscription.tasksUpdated': [ALL, 'READ', (id) => `(organizationId: "${id.Organization}")`],
}

export function randomParts(type: NodeType): string {
  const isOfPlatform = type === 'Organization' || type === 'PriceRule' || type === 'CreditPack'
  const uuids = isOfPlatform ? [uuidv7()] : [uuidv7(), uuidv7()]
  return type === 'JournalEntry' ? [...uuids, '1'].join('/') : uuids.join('/')
}

/** The id of a platform key that is not the operator's own. */
async function platformKeyId({ operator }: TestHoldfast): Promise<string> {
  const input = { name: 'walked', scopes: ['READ' as const] }
  const { createPlatformKey } = await operator.run(CreatePlatformKey, { input })
  if (createPlatformKey?.__typename !== 'CreatePlatformKeySuccess') throw new Error(JSON.stringify(createPlatformKey))
  return createPlatformKey.platformKey.id
}

async function requestIdOf(member: Client): Promise<string> {
  const { creditRequest } = await mutate<{ creditRequest: { id: string } }>(
    member,
    'requestCredits',
    { credits: 5, reason: 'a song', creditType: 'music' },
    'creditRequest { id }',
  )
  return creditRequest.id
}

/** The ids of a credit pack, of a payment for it, and of a receipt. */
async function paymentIds({ operator }: TestHoldfast, owner: Client, name: string) {
  const pack = {
    name,
    title: 'x',
    price: { amount: 1, currency: 'USD' },
    credits: [{ creditType: 'music', credits: 1 }],
  }
  const made = await mutate<{ creditPack: { id: string } }>(operator, 'createCreditPack', pack, 'creditPack { id }')
  const bought = { packId: made.creditPack.id, provider: 'MANUAL' }
  const { payment } = await mutate<{ payment: { id: string } }>(owner, 'startPurchase', bought, 'payment { id }')
  const other = await mutate<{ payment: { id: string } }>(owner, 'startPurchase', bought, 'payment { id }')
  const paid = await mutate<{ payment: { receipts: { id: string }[] } }>(
    operator,
    'confirmManualPayment',
    { paymentId: other.payment.id, received: pack.price },
    'payment { receipts { id } }',
  )
  return { CreditPack: made.creditPack.id, Payment: payment.id, PaymentReceipt: paid.payment.receipts[0]?.id ?? '' }
}

async function runIdOf(member: Client): Promise<string> {
  const { run } = await mutate<{ run: { id: string } }>(
    member,
    'openRun',
    { name: 'agent', limit: 1_000 },
    'run { id }',
  )
  return run.id
}

/** One of each kind of node, all of one organization. */
export async function everyId(
  holdfast: TestHoldfast,
  { id: organizationId, uuid, owner, admin, member }: TestOrganization,
): Promise<Ids> {
  const run = async (client: Client, query: string) => {
    const { data, errors } = await client.send<never, unknown>(query)
    if (errors) throw new Error(JSON.stringify(errors))
    return data as never as Record<string, unknown>
  }
  const plan = `acme${uuid.slice(-4)}`
  await run(
    holdfast.operator,
    `mutation { loadCatalogue(input: { source: { document: { name: "${plan}", description: "x", priceRules: [], plans: [{ name: "${plan}", title: "Acme", price: null, interval: "MONTH", credits: [{ creditType: "music", credits: 10 }] }] } } }) { __typename } }`,
  )
  const byOperator = (mutation: string) => run(holdfast.operator, `mutation { ${mutation} { __typename } }`)
  await byOperator(`startSubscription(input: { organizationId: "${organizationId}", plan: "${plan}" })`)
  await byOperator(
    `createPriceRule(input: { organizationId: "${organizationId}", provider: "x", model: "own", operation: "music", creditType: "music", credits: 1 })`,
  )
  const submitted = await run(
    member,
    'mutation { submitTask(input: { model: "suno", operation: "music" }) { ... on SubmitTaskSuccess { task { id hold { id } } } } }',
  )
  const quoted = await run(
    member,
    'mutation { createBindingQuote(input: { items: [{ model: "suno", operation: "music" }] }) { ... on CreateBindingQuoteSuccess { bindingQuote { id } } } }',
  )
  // The first task counts already, and is no news; the second raises the alert.
  await run(admin, 'mutation { createBudget(input: { period: DAY, limit: 1000, thresholds: [2] }) { __typename } }')
  await run(member, 'mutation { submitTask(input: { model: "suno", operation: "music" }) { __typename } }')
  await run(admin, 'mutation { createInvitation(input: { role: MEMBER }) { __typename } }')
  await run(admin, 'mutation { createBalanceThreshold(input: { credits: 1 }) { __typename } }')
  await run(admin, 'mutation { setAllocationRule(input: { credits: 1 }) { __typename } }')
  const webhook = (await run(
    admin,
    'mutation { createWebhookEndpoint(input: { url: "https://hooks.example/", events: [TASK_ENDED] }) { ... on CreateWebhookEndpointSuccess { webhookEndpoint { id } } } }',
  )) as { createWebhookEndpoint: { webhookEndpoint: { id: string } } }
  const tried = (await run(
    admin,
    `mutation { testWebhookEndpoint(input: { webhookEndpointId: "${webhook.createWebhookEndpoint.webhookEndpoint.id}" }) { ... on TestWebhookEndpointSuccess { delivery { id } } } }`,
  )) as { testWebhookEndpoint: { delivery: { id: string } } }
  const { organization, viewer, priceRules } = await run(
    owner,
    `{
    viewer { member { id } }
    priceRules(model: "own") { id }
    organization {
      subscription { id }
      wallet { id lots(first: 1) { edges { node { id } } } journal(first: 1) { edges { node { id } } } }
      budgets(first: 1) { edges { node { id } } } balanceThresholds(first: 1) { edges { node { id } } } alerts(first: 1) { edges { node { id } } }
      apiKeys(first: 1) { edges { node { id } } } invitations(first: 1) { edges { node { id } } }
      audit(first: 1) { edges { node { id } } } allocationRules { id }
    }
  }`,
  )
  const o = organization as never as Record<string, { id: string; edges: { node: { id: string } }[] }>
  const wallet = o.wallet as never as Record<string, { edges: { node: { id: string } }[] }> & { id: string }
  const first = (connection: { edges: { node: { id: string } }[] } | undefined) => connection?.edges[0]?.node.id ?? ''
  const { task } = submitted.submitTask as { task: { id: string; hold: { id: string } } }
  return {
    Organization: organizationId,
    Member: (viewer as { member: { id: string } }).member.id,
    Task: task.id,
    Hold: task.hold.id,
    Run: await runIdOf(member),
    CreditRequest: await requestIdOf(member),
    ...(await paymentIds(holdfast, owner, plan)),
    BindingQuote: (quoted.createBindingQuote as { bindingQuote: { id: string } }).bindingQuote.id,
    PlanSubscription: o.subscription?.id ?? '',
    PriceRule: (priceRules as { id: string }[])[0]?.id ?? '',
    Wallet: wallet.id,
    CreditLot: first(wallet.lots),
    JournalEntry: first(wallet.journal),
    Budget: first(o.budgets),
    Alert: first(o.alerts),
    Mail: await addMail(holdfast, uuid),
    BalanceThreshold: first(o.balanceThresholds),
    ApiKey: first(o.apiKeys),
    Invitation: first(o.invitations),
    AuditEntry: first(o.audit),
    WebhookEndpoint: webhook.createWebhookEndpoint.webhookEndpoint.id,
    WebhookDelivery: tried.testWebhookEndpoint.delivery.id,
    PlatformKey: await platformKeyId(holdfast),
    Export: await askForExport(admin, { kind: 'TASKS', format: 'CSV' }),
    ...(await simulationIds(holdfast)),
    AllocationRule: (o.allocationRules as never as { id: string }[])[0]?.id ?? '',
  }
}
