// Numbers of the API: what is an Int can't pass 2^31-1, and whatever may is a SafeInt or Credits. And nothing that is wrong with one
// row takes the others of its list with it.

import {
  type GraphQLType,
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
} from 'graphql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadCatalogue } from '../../src/pricing/catalogue.ts'
import { schema } from '../../src/server/schema.ts'
import { run } from '../support/database.ts'
import { startTestHoldfast, type TestHoldfast } from '../support/holdfast.ts'
import { Complete, Submit, SubmitMany } from '../support/operations.ts'

/** Per field or argument of type Int: why it can't pass 2^31-1. */
const BOUNDS: Readonly<Record<string, string>> = {
  '(first)': '1 to 100',
  '(last)': '1 to 100',
  'AdvanceClockSuccess.instants': 'a step looks at a bounded number of instants',
  'Alert.threshold': 'percent, 1 to 100',
  'Mail.attempts': 'up to 15',
  'BalanceThreshold.percent': 'percent, 1 to 100',
  'BalanceThresholdConnection.totalCount': 'up to 1,000 balance thresholds',
  'BindingQuoteItem.count': 'up to 1,000 tasks',
  'BindingQuoteItem.taken': 'up to the count',
  'Budget.thresholds': 'percent, 1 to 100',
  'BudgetConnection.totalCount': 'up to 1,000 budgets',
  'UpdateBudgetInput.thresholds': 'percent, 1 to 100',
  'ClaimTasksInput.leaseSeconds': 'up to an hour',
  'ClaimTasksInput.limit': '1 to 100',
  'CreateBalanceThresholdInput.percent': 'percent, 1 to 100',
  'CreateBudgetInput.thresholds': 'percent, 1 to 100',
  'CreatePriceRuleInput.outputs': '1 to 1,000',
  'CreatePriceRuleInput.quality': '0 to 1,000',
  'CreateBindingQuoteInput.validForSeconds': 'up to the longest quote',
  'CreditLot.graceSeconds': 'up to ten years',
  'Export.sequence': 'about two a second',
  'Subscription.exportUpdated(after)': 'a sequence of an export',
  'Simulation.sequence': 'about two a second',
  'Subscription.simulationUpdated(after)': 'a sequence of a simulation',
  'CreditPack.version': 'a change each',
  'Payment.quantity': 'up to 10,000',
  'Payment.attempts': 'up to 5',
  'AutoTopUp.failures': 'with a pause after each, which is a week at last',
  'AutoTopUp.quantity': 'up to 10,000',
  'SavedPaymentMethod.expiresMonth': 'up to 12',
  'SavedPaymentMethod.expiresYear': 'a year',
  'StartPurchaseInput.quantity': 'up to 10,000',
  'SetAutoTopUpInput.quantity': 'up to 10,000',
  'VolumeStep.quantity': 'up to 10,000',
  'VolumeStepInput.quantity': 'up to 10,000',
  'CreditLot.priority': 'within a million of 0',
  'SubscriptionCycle.number': 'a month each',
  'CycleAllowance.usedPercent': 'percent, 0 to 100',
  'Entitlements.concurrentTasks': 'up to a million',
  'Entitlements.seats': 'up to a million',
  'Entitlements.tasksPerMinute': 'up to a million',
  'ExtendLeaseInput.leaseSeconds': 'up to an hour',
  'GrantCreditsInput.graceSeconds': 'up to ten years',
  'GrantCreditsInput.priority': 'within a million of 0',
  'InputConstraint.maxLength': 'up to 100,000',
  'InputConstraintInput.maxLength': 'up to 100,000',
  'CreateInvitationInput.validDays': '1 to 90',
  'InvitationConnection.totalCount': 'up to 1,000 invitations',
  'LoadCatalogueInput.maxChangePercent': 'percent, 0 to 10,000',
  'HeldByMembers.members': 'a wallet of each member, present or past',
  'MemberConnection.totalCount': 'up to 10,000 members',
  'LimitReachedError.max': 'of docs/limits.md: up to 100,000',
  'Organization.approvalSeconds': 'up to 30 days',
  'Organization.expiryAlertDays': '1 to 365',
  'Organization.tasksAtOnce': 'up to a million',
  'Plan.concurrentTasks': 'up to a million',
  'Plan.paymentDays': 'up to a year',
  'Plan.seats': 'up to a million',
  'OpenHoldInput.silenceSeconds': 'up to a week',
  'Plan.tasksPerMinute': 'up to a million',
  'PlanLimitError.max': 'up to a million',
  'PlanTrial.days': 'up to a year',
  'PriceRule.outputs': '1 to 1,000',
  'PriceRule.quality': '0 to 1,000',
  'Query.comparePrices(minQuality)': 'up to 1,000; a larger one finds nothing',
  'QuoteItemInput.count': 'up to 1,000 tasks',
  'QuoteTakenError.count': 'up to 1,000 tasks',
  'QuotedTasks.count': 'up to 1,000 tasks',
  'QuotedTasks.payable': 'up to 1,000 tasks',
  'RequestCreditsInput.expiresInSeconds': 'up to 90 days',
  'RequestedTaskInput.timeoutSeconds': 'up to a week',
  'Process.cells': '0 to 63',
  'Process.stoppedCells': '0 to 63',
  'Process.refusals': 'up to what a lane refuses in ten seconds',
  'Process.retries': 'up to the batches of ten seconds',
  'Process.waitingCommands': 'up to 20,000, and 10,000 of each organization',
  'ReportTaskProgressInput.progress': 'percent, 0 to 100',
  'RotateApiKeyInput.overlapSeconds': 'up to a week',
  'RotatePlatformKeyInput.overlapSeconds': 'up to a week',
  'RotateTaskWebhookSecretInput.overlapSeconds': 'up to a week',
  'RotateWebhookSecretInput.overlapSeconds': 'up to a week',
  'SeatsExceededError.members': 'one more than the seats, which are up to a million',
  'SeatsExceededError.seats': 'up to a million',
  'SetConcurrencyLimitInput.tasksAtOnce': 'up to a million',
  'SetExpiryAlertInput.days': '1 to 365',
  'SetSpendingPolicyInput.approvalSeconds': 'up to 30 days',
  'SubmitTaskInput.timeoutSeconds': 'up to the longest timeout',
  'Subscription.taskUpdated(after)': 'a sequence of a task',
  'Task.progress': 'percent, 0 to 100',
  'Task.sequence': 'a task changes once for each percent, and at each of its few steps',
  'TaskLease.attempt': 'a task is handed on a bounded number of times',
  'TaskReceipt.attempts': 'a task is handed on a bounded number of times',
  'TaskSequence.sequence': 'a sequence of a task',
  'Wallet.expiring(withinDays)': '1 to 3660',
  'Organization.forecast(days)': '1 to 366',
  'Wallet.forecast(days)': '1 to 3660',
  'WebhookDelivery.attempts': 'a delivery is tried for a day',
  'WebhookDelivery.responseStatus': 'three digits',
  'WebhookEndpoint.waitingDeliveries': 'up to 10,000',
}

let holdfast: TestHoldfast
beforeAll(async () => {
  holdfast = await startTestHoldfast()
})
// A row that is not what it should be is reported by `stop`.
afterAll(async () => {
  await holdfast.holdfast.stop()
  await holdfast.database.drop()
})

test('every Int of the schema has a bound below 2^31', () => {
  const found = new Set<string>()
  const isInt = ({ type }: { type: GraphQLType }) => getNamedType(type).name === 'Int'
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type)) continue
    if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) if (isInt(field)) found.add(`${type.name}.${field.name}`)
    }
    if (!isObjectType(type) && !isInterfaceType(type)) continue
    for (const field of Object.values(type.getFields())) {
      if (isInt(field)) found.add(`${type.name}.${field.name}`)
      for (const { name, type: of } of field.args) {
        if (isInt({ type: of }))
          found.add(/^(first|last)$/.test(name) ? `(${name})` : `${type.name}.${field.name}(${name})`)
      }
    }
  }
  expect([...found].sort()).toEqual(Object.keys(BOUNDS).sort())
})

const song = { model: 'suno', operation: 'music' }
const LIST = '{ organization { name tasks(first: 10) { edges { node { id input files { name bytes } } } } } }'

interface Listed {
  organization: { tasks: { edges: { node: { id: string; files: { bytes: number }[] } | null }[] } } | null
}

test('a file of 3,000,000,000 bytes is shown, in a list too', async () => {
  const { admin, member } = await holdfast.organization()
  const { submitTask } = await member.run(Submit, { input: song })
  const taskId = submitTask?.__typename === 'SubmitTaskSuccess' ? submitTask.task.id : ''
  const files = [{ name: 'film.mp4', contentType: 'video/mp4', bytes: 3_000_000_000 }]
  const completed = await holdfast.operator.run(Complete, { input: { taskId, result: { files } } })
  expect(completed.completeTask?.__typename).toBe('CompleteTaskSuccess')
  const { data, errors } = await admin.send<Listed, unknown>(LIST)
  expect(errors).toBeUndefined()
  expect(data?.organization?.tasks.edges[0]?.node?.files).toEqual([{ name: 'film.mp4', bytes: 3_000_000_000 }])
})

test('a row that can’t be read is null in its list, with an error of its own; the others are there', async () => {
  const { admin, member, uuid } = await holdfast.organization()
  await member.run(SubmitMany, { inputs: [song, song, song] })
  // No way in writes this.
  await run(holdfast.database.url, (client) =>
    client.query(
      `UPDATE task SET input = '"text"' WHERE id = (SELECT id FROM task WHERE organization_id = $1 ORDER BY id OFFSET 1 LIMIT 1)`,
      [uuid],
    ),
  )
  const { data, errors } = await admin.send<Listed, unknown>(LIST)
  expect(data?.organization?.tasks.edges.map(({ node }) => node !== null)).toEqual([true, false, true])
  expect(errors).toHaveLength(1)
  expect(errors?.[0]?.path).toEqual(['organization', 'tasks', 'edges', 1, 'node', 'input'])
})

test('numbers of a catalogue that no column holds are refused with their path', async () => {
  const plan = { name: 'huge', title: 'Huge', price: null, interval: 'MONTH', credits: [], seats: 3_000_000_000 }
  const document = { name: 'x', prices: [], plans: [plan], lots: [] }
  const loaded = await loadCatalogue(holdfast.holdfast.app, document, { dryRun: true })
  expect(loaded).toMatchObject({
    code: 'INVALID_INPUT',
    issues: expect.arrayContaining([expect.objectContaining({ path: 'plans.0.seats' })]),
  })
})
