// What a refused command leaves in its batch: nothing, which the lane holds it to; and what the next command of the batch finds there.

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pino } from 'pino'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPrisma } from '../../src/database/client.ts'
import type { PrismaClient } from '../../src/database/generated/client/client.ts'
import type { Command } from '../../src/engine/command.ts'
import { Lane } from '../../src/engine/lane.ts'
import { verify } from '../../src/engine/verify.ts'
import type { OrganizationId } from '../../src/ids.ts'
import { PLAIN_GRANT } from '../../src/ledger/grant.ts'
import { CREDITS_MAX } from '../../src/ledger/wallet.ts'
import { BY_PAYER, changePayment, type NewPayment, openPayment } from '../../src/payments/commands.ts'
import { cancelSubscription, endCycle, markPaid, startSubscription } from '../../src/plans/commands.ts'
import { notFound } from '../../src/refusals.ts'
import { grantLot } from '../../src/wallets/grants.ts'
import { createTestDatabase, run, type TestDatabase } from '../support/database.ts'

const CYCLE = 100n
const TRIAL = 5n
const PLAN_ID = uuidv7()

let database: TestDatabase
let prisma: PrismaClient
let lane: Lane

beforeAll(async () => {
  database = await createTestDatabase()
  prisma = createPrisma(database.url)
  const credits = (count: bigint) => [{ creditType: 'music', credits: Number(count) }]
  await prisma.plan.create({
    data: {
      ...{ id: PLAN_ID, version: 1n, name: 'tried', title: 'Tried', interval: 'MONTH', refresh: 'MONTH' },
      ...{ retired: false, extraPurchases: true, payment: 'AFTER_CREDITS', paymentDays: 3, trialEnd: 'RENEW' },
      ...{ trialDays: 7, trialCredits: credits(TRIAL), credits: credits(CYCLE), rolloverMax: 0n },
      ...{ unusedTime: 'NOTHING', selfService: false, upgradePolicy: 'NET_OF_USED', createdAt: new Date() },
    },
  })
  await prisma.priceBook.updateMany({ data: { version: 1n } })
  lane = new Lane({ url: database.url, log: pino({ level: 'silent' }), whenDue: endCycle })
})
afterAll(async () => {
  await Promise.all([lane.close(), prisma.$disconnect()])
  expect((await verify(database.url)).violations).toEqual([])
  await database.drop()
})

async function organization(): Promise<OrganizationId> {
  const organizationId = uuidv7() as OrganizationId
  await run(database.url, (client) =>
    client.query(`INSERT INTO organization VALUES ($1, 'Test', 'LIVE', now(), true, 'UTC')`, [organizationId]),
  )
  return organizationId
}

const grant = (organizationId: OrganizationId, credits: bigint) =>
  grantLot(
    { organizationId, creditType: 'music', walletId: uuidv7() },
    () => ({ ...PLAIN_GRANT, lotId: uuidv7(), kind: 'TOP_UP' as const, credits }),
    null,
  )

const tryPlan = (organizationId: OrganizationId) =>
  startSubscription(organizationId, { plan: 'tried', startsAt: null, trial: true, subscriptionId: uuidv7() }, null)

/** An organization in its trial whose pool has no room for the credits of a cycle. */
async function fullInTrial(): Promise<OrganizationId> {
  const organizationId = await organization()
  const outcomes = [
    await lane.run(grant(organizationId, CREDITS_MAX - TRIAL - 1n)),
    await lane.run(tryPlan(organizationId)),
  ]
  expect(outcomes.map(({ kind }) => kind)).toEqual(['decided', 'decided'])
  return organizationId
}

/** The wallets, lots and journal, and the subscription. */
async function stateOf(organizationId: OrganizationId) {
  const where = { organizationId }
  return {
    wallets: await prisma.wallet.findMany({ where }),
    lots: await prisma.creditLot.findMany({ where, orderBy: { id: 'asc' } }),
    entries: await prisma.journalEntry.count({ where }),
    subscription: await prisma.subscription.findFirstOrThrow({ where }),
  }
}

test('a payment of a trial whose cycle does not fit is refused, and the trial goes on with its credits', async () => {
  const organizationId = await fullInTrial()
  const before = await stateOf(organizationId)
  expect(await lane.run(markPaid(organizationId, null))).toMatchObject({ refusal: { code: 'CREDITS_OUT_OF_BOUNDS' } })
  expect(await stateOf(organizationId)).toEqual(before)
  // Beside others of its batch, too.
  const outcomes = await Promise.all([
    lane.run(markPaid(organizationId, null)),
    lane.run(grant(organizationId, 1n)),
    lane.run(markPaid(organizationId, null)),
  ])
  expect(outcomes.map(({ kind }) => kind)).toEqual(['refused', 'decided', 'refused'])
  const after = await stateOf(organizationId)
  expect(after.entries).toBe(before.entries + 1)
  expect(after.subscription).toEqual(before.subscription)
})

test('money that came for a plan whose cycle does not fit waits for a person, and the trial goes on', async () => {
  const organizationId = await fullInTrial()
  const before = await stateOf(organizationId)
  const asked: NewPayment = {
    ...{ organizationId, id: uuidv7(), memberId: null, provider: 'MANUAL', packId: null, quantity: 1 },
    ...{ planId: PLAN_ID, title: 'Tried', lines: [], kind: 'SUBSCRIPTION', amount: 500n, currency: 'USD' },
    ...{ returnUrl: null, saveMethod: false, transferReference: null, ...BY_PAYER },
  }
  const opened = await lane.run(openPayment(asked, { gateway: undefined, by: 'PLATFORM' }, null))
  expect(opened).toMatchObject({ kind: 'decided' })
  const news = { fact: { received: 500n, currency: 'USD' } }
  const paid = await lane.run(changePayment(organizationId, asked.id, () => news))
  expect(paid).toMatchObject({ value: { payment: { settled: 0n, problem: 'NOT_GRANTED' } } })
  expect(await stateOf(organizationId)).toEqual(before)
})

test('an organization has one trial, also if it starts, cancels and starts again in one batch', async () => {
  const organizationId = await organization()
  const cancel = cancelSubscription(organizationId, { atPeriodEnd: false, by: 'PLATFORM' }, null)
  const again = tryPlan(organizationId)
  const outcomes = await Promise.all([lane.run(tryPlan(organizationId)), lane.run(cancel), lane.run(again)])
  expect(outcomes).toMatchObject([
    { kind: 'decided' },
    { kind: 'decided' },
    { kind: 'refused', refusal: { code: 'TRIAL_USED' } },
  ])
})

test('a command that refuses after it has put something in fails as a bug, and leaves nothing', async () => {
  const organizationId = await organization()
  const late: Command<never> = {
    organizationId,
    idempotency: null,
    reads: {},
    decide(batch) {
      batch.raise(organizationId, { kind: 'WEBHOOK_DISABLED', message: 'Raised too early.' })
      return notFound('wallet')
    },
  }
  const settled = await Promise.allSettled([
    lane.run(grant(organizationId, 1n)),
    lane.run(late),
    lane.run(grant(organizationId, 2n)),
  ])
  expect(settled).toMatchObject([
    { status: 'fulfilled', value: { kind: 'decided' } },
    { status: 'rejected', reason: { message: expect.stringContaining('before it was refused: NOT_FOUND') } },
    { status: 'fulfilled', value: { kind: 'decided' } },
  ])
  expect(await prisma.alert.count({ where: { organizationId } })).toBe(0)
  expect(await prisma.wallet.findMany({ where: { organizationId } })).toMatchObject([{ available: 3n }])
})

test('every method that puts something into a batch counts itself', async () => {
  const source = await readFile(join(import.meta.dirname, '../../src/engine/batch.ts'), 'utf8')
  const [, puts = ''] = source.match(/\/\/ Called by commands, to put.*?\n(.*?)\n {2}\/\/ Called at the end/s) ?? []
  const methods = [...puts.matchAll(/^ {2}([a-z]\w*)\([^\n]*\{\n(.*?)\n {2}\}$/gms)]
  const uncounted = methods.filter(([, , body = '']) => !/this\.(#puts|put\w+\()/.test(body)).map(([, name]) => name)
  expect(methods.length).toBeGreaterThan(20)
  // The lane calls it between commands.
  expect(uncounted).toEqual(['takeAppended'])
})
