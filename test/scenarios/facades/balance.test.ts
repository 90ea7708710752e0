// The balance that a façade shows is what this key can spend: of the wallets that pay for it, the lots that pay for the operation,
// within the budgets and the plan.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { Customer } from '../../support/customer.ts'
import { startTestHoldfast, type TestHoldfast } from '../../support/holdfast.ts'
import {
  Allocate,
  CreateApiKey,
  CreateBudget,
  RotateApiKey,
  SetSpendingPolicy,
  WhoAmI,
} from '../../support/operations.ts'
import { vendorClient } from '../../support/vendorClient.ts'

let holdfast: TestHoldfast
beforeAll(async () => {
  holdfast = await startTestHoldfast({ catalogue: 'sunor' })
})
afterAll(() => holdfast.stop())

const SONG = { model: 'suno', task_type: 'music', input: { prompt: 'rain', sandbox: { outcome: 'STUCK' } } }

async function customerWith(credits: number) {
  const customer = await Customer.at(holdfast, '2027-01-01T00:00:00Z')
  await customer.grant({ credits })
  const { admin, member, otherMember } = customer.organization
  const balanceOf = async (key: string | undefined | null) =>
    (await vendorClient(holdfast.holdfast.url, key, 'x-api-key')('/api/v1/account/balance')).body.data
  const submit = async (key: string | undefined | null) =>
    (await vendorClient(holdfast.holdfast.url, key, 'x-api-key')('/api/v1/task', { method: 'POST', body: SONG })).body
  const memberId = (await member.run(WhoAmI)).viewer?.member?.id ?? ''
  return { customer, admin, member, otherMember, memberId, balanceOf, submit }
}

test('a member who may not use the pool sees their own wallet', async () => {
  const { admin, member, otherMember, memberId, balanceOf, submit } = await customerWith(90)
  await admin.run(Allocate, { input: { creditType: 'music', allocations: [{ memberId, credits: 5 }] } })
  expect(await balanceOf(member.key)).toEqual({ available: 90, frozen: 0, total: 90 })
  await admin.run(SetSpendingPolicy, { input: { membersUsePool: false } })
  expect(await balanceOf(member.key)).toEqual({ available: 5, frozen: 0, total: 5 })
  expect(await balanceOf(otherMember.key)).toEqual({ available: 0, frozen: 0, total: 0 })
  expect(await submit(member.key)).toEqual({ code: 402, message: 'Insufficient credits: available 5, required 10' })
})

test('budgets of the organization, the member and the key limit it, and count what is frozen', async () => {
  const { customer, admin, member, otherMember, memberId, balanceOf, submit } = await customerWith(1_000)
  const month = { creditType: 'music', period: 'MONTH' as const }
  await admin.run(CreateBudget, { input: { ...month, memberId, limit: 25 } })
  expect(await balanceOf(member.key)).toEqual({ available: 25, frozen: 0, total: 25 })
  expect(await submit(member.key)).toMatchObject({ code: 202 })
  expect(await balanceOf(member.key)).toEqual({ available: 15, frozen: 10, total: 25 })
  expect(await balanceOf(otherMember.key)).toMatchObject({ available: 990 })
  await submit(member.key)
  expect(await submit(member.key)).toMatchObject({
    code: 402,
    message: expect.stringContaining('the member’s budget of 25 has 5 left'),
  })

  const made = await admin.run(CreateApiKey, { input: { name: 'worker', scopes: ['READ', 'SUBMIT'] } })
  if (made.createApiKey?.__typename !== 'CreateApiKeySuccess') throw new Error(JSON.stringify(made))
  await admin.run(CreateBudget, { input: { ...month, apiKeyId: made.createApiKey.apiKey.id, limit: 100 } })
  expect(await balanceOf(made.createApiKey.secret)).toMatchObject({ available: 100 })
  // The key that replaces it has the same budget.
  const rotated = await admin.run(RotateApiKey, { input: { apiKeyId: made.createApiKey.apiKey.id } })
  if (rotated.rotateApiKey?.__typename !== 'RotateApiKeySuccess') throw new Error(JSON.stringify(rotated))
  expect(await balanceOf(rotated.rotateApiKey.secret)).toMatchObject({ available: 100 })
  // A budget for another operation, and a soft one, limit nothing here.
  await admin.run(CreateBudget, { input: { ...month, operation: 'lyrics', limit: 1 } })
  await admin.run(CreateBudget, { input: { ...month, enforcement: 'SOFT', limit: 1 } })
  expect(await balanceOf(otherMember.key)).toMatchObject({ available: 980 })
  await customer.grant({ credits: 7, models: ['udio'] })
  expect(await balanceOf(otherMember.key)).toMatchObject({ available: 980 })
})
