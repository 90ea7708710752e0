// The balance of a wallet by kinds of lots: it adds up to the wallet, and is true at every instant.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import {
  Complete,
  Freeze,
  Grant,
  Kinds,
  LockLot,
  OpenDispute,
  RefundTask,
  Submit,
  Transfer,
  Viewer,
} from '../support/operations.ts'

let now = Date.UTC(2027, 0, 1)
let holdfast: TestHoldfast

beforeAll(async () => {
  // Nothing is swept: what a sweep would book is told all the same.
  holdfast = await startTestHoldfast({ clock: () => new Date(now) })
})
afterAll(() => holdfast.stop())

const AMOUNTS = ['granted', 'available', 'locked', 'frozen', 'spent', 'expired', 'moved', 'revoked'] as const

async function grant({ id }: TestOrganization, credits: number, more: object = {}): Promise<string> {
  const { grantCredits } = await holdfast.operator.run(Grant, { input: { organizationId: id, credits, ...more } })
  if (grantCredits?.__typename !== 'GrantCreditsSuccess') throw new Error(JSON.stringify(grantCredits))
  return grantCredits.lot.id
}

/** The balances by kinds, after a check that they add up to the wallet. */
async function kinds({ admin }: TestOrganization) {
  const wallet = (await admin.run(Kinds)).organization?.wallet
  const byKind = wallet?.balancesByKind ?? []
  for (const amount of AMOUNTS) expect(byKind.reduce((sum, each) => sum + each[amount], 0)).toBe(wallet?.[amount])
  return Object.fromEntries(
    byKind.map((balance) => [
      balance.kind,
      Object.fromEntries(AMOUNTS.flatMap((amount) => (balance[amount] === 0 ? [] : [[amount, balance[amount]]]))),
    ]),
  )
}

test('the balance by kinds adds up to the wallet after every kind of change', async () => {
  const organization = await holdfast.organization({ credits: 0n })
  const { id: organizationId, member, admin } = organization
  expect(await kinds(organization)).toEqual({})
  await grant(organization, 25, { kind: 'PROMO', priority: -1, expiresAt: new Date(now + 60_000).toISOString() })
  await grant(organization, 30, { kind: 'TOP_UP' })
  await grant(organization, 7, { kind: 'TOP_UP', usableFrom: new Date(now + 120_000).toISOString() })
  const disputed = await grant(organization, 4, { kind: 'EXTRA' })
  const locked = await grant(organization, 5, { kind: 'EXTRA' })
  expect(await kinds(organization)).toEqual({
    EXTRA: { granted: 9, available: 9 },
    TOP_UP: { granted: 37, available: 30, locked: 7 },
    PROMO: { granted: 25, available: 25 },
  })
  const { submitTask } = await member.run(Submit, { input: { model: 'suno', operation: 'music' } })
  const taskId = submitTask?.__typename === 'SubmitTaskSuccess' ? submitTask.task.id : ''
  await holdfast.operator.run(Complete, { input: { taskId } })
  await holdfast.operator.run(RefundTask, { input: { taskId, credits: 2, reason: 'silent' } })
  await holdfast.operator.run(Freeze, { input: { organizationId, credits: 3 } })
  await holdfast.operator.run(LockLot, { input: { lotId: locked, reason: 'x' } })
  await holdfast.operator.run(OpenDispute, { input: { lotId: disputed, reason: 'x' } })
  const toMemberId = (await member.run(Viewer)).viewer?.member?.id as string
  await admin.run(Transfer, { input: { toMemberId, credits: 4, reason: 'x' } })
  expect(await kinds(organization)).toEqual({
    EXTRA: { granted: 9, locked: 9 },
    TOP_UP: { granted: 37, available: 30, locked: 7 },
    PROMO: { granted: 25, available: 10, frozen: 3, spent: 8, moved: 4 },
  })
  // No sweep has to come first.
  now += 60_000
  expect(await kinds(organization)).toMatchObject({
    PROMO: { granted: 25, frozen: 3, spent: 8, moved: 4, expired: 10 },
  })
  now += 60_000
  expect(await kinds(organization)).toMatchObject({ TOP_UP: { granted: 37, available: 37 } })
})
