// How many of a thing there may be at a time: each bound is reached through the API, and what would pass it is refused. The
// bounds are lowered here, so that a few are enough; docs/limits.md says what they are.

import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { BOUNDS, type BoundName, LABEL_BOUNDS } from '../../src/bounds.ts'
import type { Client } from '../support/client.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import { makeKnown } from '../support/known.ts'
import { EndBudget, Freeze, SetSpendingPolicy, Viewer } from '../support/operations.ts'

let holdfast: TestHoldfast
const usual = { ...BOUNDS }

beforeAll(async () => {
  const mail = { to: { folder: join(tmpdir(), uuidv7()) }, from: 'holdfast@localhost', appUrl: null }
  holdfast = await startTestHoldfast({ privateWebhooks: true, mail, sessions: { signUp: true, oidc: null } })
  await makeKnown(holdfast.operator, { creditType: 'lyrics' })
})
afterEach(() => {
  Object.assign(BOUNDS, usual)
})
afterAll(() => holdfast.stop())

interface Made {
  readonly creditRequest?: { readonly id: string }
  readonly __typename: string
  readonly code?: string
  readonly limit?: string
  readonly max?: number
  readonly apiKey?: { readonly id: string }
  readonly run?: { readonly id: string }
}

/** Sends one mutation with an input; what it answers. */
async function mutate(client: Client, name: string, input: Record<string, unknown>, selection = ''): Promise<Made> {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`
  const document = `mutation ($input: ${type}!) { made: ${name}(input: $input) {
    __typename ${selection} ... on Error { code message } ... on LimitReachedError { limit max } } }`
  const { data, errors } = await client.send<{ made: Made }, unknown>(document, { input })
  if (errors || !data) throw new Error(JSON.stringify(errors))
  return data.made
}

/** A credit type of its own, which a price knows. */
async function newType(i: number): Promise<string> {
  const creditType = `type-${i}`
  await makeKnown(holdfast.operator, { creditType })
  return creditType
}

const memberOf = async (client: Client) => (await client.run(Viewer)).viewer?.member?.id as string
const budget = { creditType: 'music', period: 'TOTAL', limit: 1_000 }

/** What makes one more of each; and how many an organization has from the start. */
const DOORS: Readonly<
  Record<BoundName, { before?: number; door: (of: TestOrganization) => Promise<(i: number) => Promise<Made>> }>
> = {
  budgets: {
    door:
      async ({ admin }) =>
      (i) =>
        mutate(admin, 'createBudget', { ...budget, limit: 1_000 + i, creditType: i % 2 ? 'music' : 'lyrics' }),
  },
  budgetsOfSubject: {
    door:
      async ({ admin }) =>
      (i) =>
        mutate(admin, 'createBudget', { ...budget, limit: 1_000 + i }),
  },
  budgetsOfTag: {
    door:
      async ({ admin }) =>
      (i) =>
        mutate(admin, 'createBudget', { ...budget, limit: 1_000 + i, tag: 'project red' }),
  },
  creditRequestsOfMember: {
    door:
      async ({ member }) =>
      () =>
        mutate(member, 'requestCredits', { creditType: 'music', credits: 1, reason: 'a song' }),
  },
  raisesOfBudget: {
    door: async ({ id: organizationId, admin, member }) => {
      const { data } = await member.send<{ viewer: { member: { id: string } } }, unknown>(
        '{ viewer { member { id } } }',
      )
      await mutate(admin, 'createBudget', { ...budget, organizationId, memberId: data?.viewer.member.id })
      return async () => {
        const asked: Made = await mutate(
          member,
          'requestCredits',
          { creditType: 'music', credits: 1, reason: 'a song' },
          '... on RequestCreditsSuccess { creditRequest { id } }',
        )
        const until = '2100-01-01T00:00:00Z'
        const approval = { creditRequestId: asked.creditRequest?.id, decision: 'APPROVE', as: 'BUDGET_RAISE', until }
        return mutate(admin, 'decideCreditRequest', approval)
      }
    },
  },
  runDepth: {
    door: async ({ member }) => {
      let parentId: string | null = null
      return async () => {
        const made: Made = await mutate(
          member,
          'openRun',
          { name: 'inner', limit: 5, creditType: 'music', parentId },
          '... on OpenRunSuccess { run { id } }',
        )
        parentId = made.run?.id ?? parentId
        return made
      }
    },
  },
  openHoldsOfNewBudget: {
    door:
      async ({ admin, id: organizationId }) =>
      async (i) => {
        await holdfast.operator.run(Freeze, { input: { organizationId, credits: 1 } })
        return mutate(admin, 'createBudget', { ...budget, limit: 1_000 + i, period: 'DAY' })
      },
  },
  balanceThresholds: {
    door:
      async ({ admin }) =>
      (i) =>
        mutate(admin, 'createBalanceThreshold', { creditType: i % 2 ? 'music' : 'lyrics', credits: 1 + i }),
  },
  balanceThresholdsOfWallet: {
    door:
      async ({ admin }) =>
      (i) =>
        mutate(admin, 'createBalanceThreshold', { creditType: 'music', credits: 1 + i }),
  },
  lotsOfWallet: {
    before: 1,
    door:
      async ({ id: organizationId }) =>
      () =>
        mutate(holdfast.operator, 'grantCredits', { organizationId, kind: 'TOP_UP', credits: 1 }),
  },
  creditTypes: {
    before: 1,
    door:
      async ({ id: organizationId }) =>
      async (i) => {
        const creditType = await newType(i)
        return mutate(holdfast.operator, 'grantCredits', { organizationId, creditType, kind: 'TOP_UP', credits: 1 })
      },
  },
  holdLines: {
    before: 1,
    door: async ({ id: organizationId }) => {
      const { freezeCredits } = await holdfast.operator.run(Freeze, { input: { organizationId, credits: 1 } })
      const holdId = freezeCredits?.__typename === 'FreezeCreditsSuccess' ? freezeCredits.hold.id : null
      return () => mutate(holdfast.operator, 'growHold', { holdId, credits: 1 })
    },
  },
  members: {
    before: 5,
    door:
      async ({ id: organizationId }) =>
      () =>
        mutate(holdfast.operator, 'addMember', { organizationId, name: 'New', role: 'MEMBER' }),
  },
  invitations: {
    door:
      async ({ owner }) =>
      () =>
        mutate(owner, 'createInvitation', { role: 'MEMBER' }),
  },
  invitationMails: {
    door:
      async ({ owner }) =>
      (i) =>
        mutate(owner, 'createInvitation', { role: 'MEMBER', email: `friend${i}@example.com` }),
  },
  apiKeys: {
    before: 1,
    door:
      async ({ owner }) =>
      () =>
        mutate(owner, 'createApiKey', { name: 'key', scopes: ['READ'] }),
  },
  platformKeys: {
    before: 1,
    door: async () => () => mutate(holdfast.operator, 'createPlatformKey', { name: 'key', scopes: ['READ'] }),
  },
  openPayments: {
    door: async ({ id }) => {
      const custom = {
        title: 'Credits',
        price: { amount: 1, currency: 'USD' },
        credits: [{ creditType: 'music', credits: 1 }],
      }
      return () => mutate(holdfast.operator, 'startPurchase', { organizationId: id, custom, provider: 'MANUAL' })
    },
  },
  creditPacks: {
    door: async () => (i) => {
      const price = { amount: 1, currency: 'USD' }
      const credits = [{ creditType: 'music', credits: 1 }]
      return mutate(holdfast.operator, 'createCreditPack', { name: `pack-${i}`, title: 'Pack', price, credits })
    },
  },
  openExports: {
    door: async ({ admin }) => {
      return () => mutate(admin, 'startExport', { kind: 'TASKS', format: 'CSV' })
    },
  },
  exports: {
    door: async ({ admin }) => {
      return () => mutate(admin, 'startExport', { kind: 'TASKS', format: 'CSV' })
    },
  },
  openSimulations: {
    door: async () => {
      const input = { source: { name: 'sunor' }, from: '2026-01-01T00:00:00Z', until: '2026-02-01T00:00:00Z' }
      return () => mutate(holdfast.operator, 'simulateCatalogue', input)
    },
  },
  facades: {
    door: async () => (i) => {
      const codes = { invalid: 1, unauthorized: 2, notFound: 3, rateLimit: 4, insufficientCredits: 5, failed: 6 }
      const of = { model: 'suno', operation: 'music' }
      const endpoint = { does: 'BALANCE', method: 'GET', path: `/vendor-${i}`, of, answer: 'credits' }
      const errors = { status: 'CODE', answer: 'error', codes }
      const document = { name: `vendor-${i}`, key: { in: 'BEARER' }, errors, endpoints: [endpoint] }
      return mutate(holdfast.operator, 'setFacade', { source: { document } })
    },
  },
  apiKeysOfLineage: {
    before: 1,
    door: async ({ owner }) => {
      const selection = '... on CreateApiKeySuccess { apiKey { id } }'
      let last = await mutate(owner, 'createApiKey', { name: 'key', scopes: ['READ'] }, selection)
      return async () => {
        const input = { apiKeyId: last.apiKey?.id, overlapSeconds: 600 }
        last = await mutate(owner, 'rotateApiKey', input, '... on RotateApiKeySuccess { apiKey { id } }')
        return last
      }
    },
  },
  webhookEndpoints: {
    door:
      async ({ admin }) =>
      () =>
        mutate(admin, 'createWebhookEndpoint', { url: 'http://127.0.0.1:9/', events: ['TASK_ENDED'] }),
  },
  platformWebhookEndpoints: {
    door: async () => () =>
      mutate(holdfast.operator, 'createPlatformWebhookEndpoint', {
        url: 'http://127.0.0.1:9/',
        events: ['TASK_ENDED'],
      }),
  },
  allocationRules: {
    door:
      async ({ admin }) =>
      async (i) =>
        mutate(admin, 'setAllocationRule', { creditType: await newType(i), credits: 1, reclaim: false }),
  },
  waitingTasks: {
    door: async ({ admin, member }) => {
      await admin.run(SetSpendingPolicy, { input: { approvalAbove: 0 } })
      return () => mutate(member, 'submitTask', { model: 'suno', operation: 'music' })
    },
  },
  quotes: {
    door:
      async ({ member }) =>
      () =>
        mutate(member, 'createBindingQuote', { items: [{ model: 'suno', operation: 'music', count: 1 }] }),
  },
  contractPriceRules: {
    door:
      async ({ id: organizationId }) =>
      (i) =>
        mutate(holdfast.operator, 'createPriceRule', {
          ...{ organizationId, provider: 'suno', model: 'suno', operation: 'music', variant: `variant-${i}` },
          ...{ creditType: 'music', credits: 1 },
        }),
  },
}

const MORE = 2

/** The name of a bound in the API. */
const nameOf = (bound: string) => bound.replaceAll(/[A-Z]/g, '_$&').toUpperCase()

test.each(Object.entries(DOORS))('%s: the bound is reached, and one more is refused', async (name, doors) => {
  const { before = 0, door } = doors
  const makeOne = await door(await holdfast.organization())
  const max = before + MORE
  Object.assign(BOUNDS, { [name]: max })
  for (let i = 1; i <= MORE; i++) expect((await makeOne(i)).__typename).toMatch(/Success$/)
  expect(await makeOne(MORE + 1)).toMatchObject({ code: 'LIMIT_REACHED', limit: nameOf(name), max })
})

test('ended items and those of other organizations do not count', async () => {
  const [one, other] = [await holdfast.organization(), await holdfast.organization()]
  Object.assign(BOUNDS, { budgets: 1 })
  const made = async ({ admin }: TestOrganization, limit = 1_000) =>
    mutate(admin, 'createBudget', { ...budget, limit }, '... on CreateBudgetSuccess { budget { id } }')
  const first = (await made(one)) as Made & { budget: { id: string } }
  expect((await made(other)).__typename).toBe('CreateBudgetSuccess')
  expect(await made(one, 2_000)).toMatchObject({ code: 'LIMIT_REACHED' })
  await one.admin.run(EndBudget, { input: { budgetId: first.budget.id } })
  expect((await made(one)).__typename).toBe('CreateBudgetSuccess')
})

test('a hundred concurrent requests create at most the allowed number of budgets', async () => {
  const { admin } = await holdfast.organization()
  Object.assign(BOUNDS, { budgets: 10 })
  const all = await Promise.all(
    Array.from({ length: 100 }, (_, i) => mutate(admin, 'createBudget', { ...budget, limit: 1_000 + i })),
  )
  expect(all.filter(({ __typename }) => __typename === 'CreateBudgetSuccess')).toHaveLength(10)
})

test('credits that are moved one by one are one lot, and return to their original lot', async () => {
  const { admin, member } = await holdfast.organization()
  const toMemberId = await memberOf(member)
  Object.assign(BOUNDS, { lotsOfWallet: 1 })
  const move = { creditType: 'music', credits: 1 }
  await mutate(admin, 'transferCredits', { ...move, toMemberId })
  for (let i = 0; i < 5; i++) await mutate(admin, 'transferCredits', { ...move, toMemberId })
  const lots = await holdfast.holdfast.app.prisma.creditLot.findMany({
    where: { open: true, originLotId: { not: null } },
  })
  expect(lots).toMatchObject([{ granted: 6n, available: 6n }])
  await mutate(admin, 'transferCredits', { ...move, credits: 6, fromMemberId: toMemberId })
  expect(
    await holdfast.holdfast.app.prisma.creditLot.count({ where: { open: true, originLotId: { not: null } } }),
  ).toBe(0)
})

test('the documentation names every bound with its number', async () => {
  const text = await readFile(join(import.meta.dirname, '../../docs/limits.md'), 'utf8')
  for (const [name, max] of Object.entries(usual)) {
    expect(text).toContain(`| \`${nameOf(name)}\` | ${max.toLocaleString('en')} |`)
  }
  const { externalIdCharacters, metadataKeys, metadataKeyCharacters, metadataValueCharacters } = LABEL_BOUNDS
  expect(text).toContain(`| \`externalId\` | ${externalIdCharacters} characters |`)
  expect(text).toContain(`| keys of \`metadata\` | ${metadataKeys} |`)
  expect(text).toContain(`| a key of \`metadata\` | ${metadataKeyCharacters} characters |`)
  expect(text).toContain(`| a text of \`metadata\` | ${metadataValueCharacters} characters |`)
})
